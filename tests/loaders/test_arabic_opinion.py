"""The tagger learned from annotated Arabic news, and the training text that it was learned from."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from techpol.loaders.articles.arabic.lexicon import get_lexicon
from techpol.loaders.articles.arabic.opinion import Opinion, get_features, get_sequence, load_clusters
from techpol.loaders.articles.arabic.tagger import get_classes, get_word_table, sequence_features, tag_words

sys.path.append(str(Path(__file__).parents[2] / "bench"))
from arabic_passages import tag_passage

TEXT = "قال الرئيس الأميركي باراك أوباما في واشنطن إن الحكومة تدعم القرار."


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("باراك أوباما", "same PER"),
        ("واشنطن", "same LOC"),
        ("باراك", "longer right PER"),
        ("أوباما", "longer left PER"),
        ("باراك أوباما في", "shorter PER"),
        ("القرار", "none"),
        ("باراك أوباما في واشنطن", "several"),
    ],
)
def test_an_opinion_says_how_a_name_is_cut(words: str, said: str) -> None:
    assert Opinion(TEXT).of(span(words)) == said


def test_an_opinion_tells_how_sure_it_is() -> None:
    assert Opinion(TEXT).clues(span("باراك أوباما")) == ("cut:same PER", "seen:7", "sure:7")
    assert Opinion(TEXT).clues(span("القرار"))[:1] == ("cut:none",)
    assert Opinion(TEXT).clues(span("القرار"))[1] in ("seen:0", "seen:1")


@pytest.mark.parametrize("text", ["", " ", "\n\n", "a", "ـ", "\u200f\u0627"])
def test_any_text_has_an_opinion(text: str) -> None:
    assert isinstance(Opinion(text).of((0, len(text))), str)


def test_words_used_alike_are_listed_with_two_classes() -> None:
    clusters = load_clusters()
    assert len(clusters) > 5_000
    assert {int(coarse) for coarse, _ in clusters.values()} == set(range(64))
    assert max(int(fine) for _, fine in clusters.values()) < 400
    assert any(feature.startswith("k=") for feature in get_features().of_word("وزير").own)


def test_features_of_a_sentence_are_those_of_the_older_tagger_and_more() -> None:
    words = ["قال", "باراك", "اوباما", "،", "5", "امس"]
    rows = get_features().of_sentence(words)
    for old, new in zip(sequence_features(words, get_word_table()), rows, strict=True):
        assert set(old) <= set(new)
    assert not any(item.startswith("news:") for row in get_features().of_sentence(words, False) for item in row)
    assert "-1:role" in get_features().of_sentence(["رييس", "نوفاتيك"])[1]
    assert tag_words(words) == tag_words(words, get_sequence(tuple(words)))
    assert get_classes(words) == get_classes(words, get_sequence(tuple(words)))


def test_training_text_knows_quoted_names_particles_and_prepositions() -> None:
    text = "على الطريق قال آبي فوكسمان وبن هورويتز من كلية «ستيرن» للأعمال إن علي وصل."
    entities = [
        {"type": "Person", "names_in_text": ["آبي فوكسمان"]},
        {"type": "Person", "names_in_text": ["بن هورويتز"]},
        {"type": "Person", "names_in_text": ["علي"]},
        {"type": "Organization", "names_in_text": ["كلية «ستيرن» للأعمال"]},
    ]
    (sentence,) = tag_passage({"text": text, "entities": entities}, get_lexicon(), get_word_table())
    tagged = [word for word, tag in sentence if tag != "O"]
    assert tagged == ["ابي", "فوكسمان", "وبن", "هورويتز", "ستيرن"]


def test_passages_become_tags_without_titles_and_descriptions() -> None:
    text = "قال الرئيس التنفيذي لشركة لينس السيد كمال رستم إن وزارة الصحة الأردنية تدعم لينس."
    entities = [
        {"type": "Person", "names_in_text": ["السيد كمال رستم", "الرئيس التنفيذي"]},
        {"type": "Company", "names_in_text": ["شركة لينس", "لينس"]},
        {"type": "GovernmentBody", "names_in_text": ["وزارة الصحة الأردنية"]},
    ]
    found: list[tuple[str, str]] = []
    for sentence in tag_passage({"text": text, "entities": entities}, get_lexicon(), get_word_table()):
        for word, tag in sentence:
            if tag.startswith("B-"):
                found.append((tag[2:], word))
            elif tag.startswith("I-"):
                found[-1] = (found[-1][0], f"{found[-1][1]} {word}")
    assert found == [
        ("ORG", "لينس"),
        ("PER", "كمال رستم"),
        ("ORG", "وزاره الصحه الاردنيه"),
        ("ORG", "لينس"),
    ]
