"""The English reader as a whole: it never fails, quotes what stands there, and no mere form moves it."""

from __future__ import annotations

import time
import unicodedata

import pytest
from english import get_reader, get_result, source_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from techpol.loaders.articles.document import ReaderResult
from techpol.loaders.articles.english.prepare import split_paragraphs
from techpol.loaders.gate import pass_gate
from techpol.schema.model import Claim, Modality, Span
from techpol.schema.ontology import load_ontology

ARTICLE = """Tech investor Mara Ellison backs Peter Tyrell for governor
Mara Ellison, the chief executive of Zenda Systems, donated $5,000 to the Tyrell Victory Fund on June 3, 2023. \
She endorsed Peter Tyrell a week later.
"Tyrell is a disaster," said Rosa Lindqvist, a lawyer for Orbis Motors. Her firm sued Zenda Systems in May.
Ohio Gov. Peter Tyrell met with Ellison at the Harbor Summit. He didn't endorse Rosa Lindqvist.
"""


def said(result: ReaderResult) -> set[tuple[str, str, str, str]]:
    return {(claim.subject, claim.relation, claim.object, str(claim.modality)) for claim in result.claims}


def one(result: ReaderResult, relation: str) -> Claim:
    found = [claim for claim in result.claims if claim.relation == relation]
    assert len(found) == 1, found
    return found[0]


def test_the_article_is_read() -> None:
    found = said(get_result(ARTICLE))
    assert ("Person:mara ellison", "DONATED_TO", "Committee:tyrell victory fund", "asserted") in found
    assert ("Person:mara ellison", "ENDORSED", "Person:peter tyrell", "asserted") in found
    assert ("Person:peter tyrell", "HOLDS_OFFICE", "Place:ohio", "asserted") in found
    assert ("Person:peter tyrell", "MET_WITH", "Person:mara ellison", "asserted") in found
    assert ("Person:peter tyrell", "ENDORSED", "Person:rosa lindqvist", "denied") in found
    assert all(claim[1] != "ENDORSED" or claim[3] == "denied" or "lindqvist" not in claim[2] for claim in found)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=200))
def test_any_text_is_read_without_an_exception(text: str) -> None:
    result = get_result(text, trace=True)
    for step in result.steps:
        assert 0 <= step.start <= step.end <= len(text)


WORDS = st.sampled_from(
    [
        *"Mara Ellison donated $5,000 to the Fund of , . ; : ( ) \" ' — – who whose was endorsed by and".split(),
        *["his", "her", "Ohio", "Gov.", "said", "\n", "\u200f", "é", "\u00a0", "\U0001f600"],
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(WORDS, max_size=60))
def test_word_salad_gives_only_claims_that_pass_the_gate(words: list[str]) -> None:
    text = " ".join(words)
    source = source_of(text)
    result = get_reader().read(source)
    referents = {referent.key: referent for referent in result.referents}
    assert len(referents) == len(result.referents)
    _, refused = pass_gate(result.claims, source, referents, load_ontology())
    assert refused == []
    for referent in result.referents:
        for mention in referent.mentions:
            assert text[mention.start : mention.end] == mention.text


def test_every_quote_equals_its_span() -> None:
    result = get_result(ARTICLE)
    assert len(result.claims) > 5
    for claim in result.claims:
        for item in claim.evidence:
            assert isinstance(item, Span)
            assert ARTICLE[item.start : item.end] == item.quote


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: text.replace(" ", "\u00a0"), id="non-breaking spaces"),
        pytest.param(lambda text: text.replace('"', "“").replace("“ ", "” ").replace("'", "’"), id="curly quotes"),
        pytest.param(lambda text: unicodedata.normalize("NFD", text), id="decomposed"),
        pytest.param(lambda text: text.replace(" ", " \u200b"), id="zero-width spaces"),
        pytest.param(lambda text: "\ufeff" + text, id="byte order mark"),
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="carriage returns"),
        pytest.param(lambda text: text.replace(". ", ".  "), id="double spaces"),
    ],
)
def test_what_is_no_difference_changes_no_claim(change) -> None:
    assert said(get_result(change(ARTICLE))) == said(get_result(ARTICLE))


def test_an_unrelated_paragraph_changes_no_claim() -> None:
    more = ARTICLE + "\nThe weather in the valley was fine, and the harvest of plums was the best for years.\n"
    assert said(get_result(more)) == said(get_result(ARTICLE))


@pytest.mark.parametrize(
    ("plain", "denied"),
    [
        ("Mara Ellison endorsed Peter Tyrell.", "Mara Ellison did not endorse Peter Tyrell."),
        ("Mara Ellison donated to the Harbor Fund.", "Mara Ellison never donated to the Harbor Fund."),
        ("Mara Ellison sued Zenda Systems.", "Mara Ellison has not sued Zenda Systems."),
        ("Zenda Systems bought Orbis Motors.", "Zenda Systems did not buy Orbis Motors."),
        ("Mara Ellison met with Peter Tyrell.", "Mara Ellison didn't meet with Peter Tyrell."),
        ("Mara Ellison endorsed Peter Tyrell.", "Mara Ellison refused to endorse Peter Tyrell."),
        ("Mara Ellison endorsed Peter Tyrell.", "Mara Ellison has yet to endorse Peter Tyrell."),
        ("Mara Ellison endorsed Peter Tyrell.", "Mara Ellison stopped short of endorsing Peter Tyrell."),
    ],
)
def test_a_negated_sentence_asserts_nothing(plain: str, denied: str) -> None:
    relation = next(claim.relation for claim in get_result(plain).claims if claim.modality is Modality.ASSERTED)
    assert all(c.modality is Modality.DENIED for c in get_result(denied).claims if c.relation == relation)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Mara Ellison will endorse Peter Tyrell.", Modality.PLANNED),
        ("Mara Ellison is expected to endorse Peter Tyrell.", Modality.PLANNED),
        ("Mara Ellison considered endorsing Peter Tyrell.", Modality.PLANNED),
        ("Mara Ellison would endorse Peter Tyrell if he ran.", Modality.PLANNED),
        ("Mara Ellison reportedly endorsed Peter Tyrell.", Modality.ALLEGED),
        ("The lawsuit alleges that Mara Ellison endorsed Peter Tyrell.", Modality.ALLEGED),
    ],
)
def test_hedges_are_flagged(text: str, modality: Modality) -> None:
    assert one(get_result(text), "ENDORSED").modality is modality


def test_a_speaker_is_the_attribution() -> None:
    claim = one(get_result("Rosa Lindqvist said that Mara Ellison had endorsed Peter Tyrell."), "ENDORSED")
    assert (claim.modality, claim.attribution) == (Modality.ASSERTED, "Rosa Lindqvist")


@pytest.mark.parametrize(
    ("text", "amount", "count", "bound"),
    [
        ("Mara Ellison donated $1.5mn to the Harbor Fund.", "1500000", None, "exact"),
        ("Mara Ellison gave the Harbor Fund more than $2 billion.", "2000000000", None, "at_least"),
        ("Mara Ellison made two donations of $5,000 each to the Harbor Fund.", "5000", 2, "exact"),
        ("Mara Ellison donated a million pounds to the Harbor Fund.", "1000000", None, "exact"),
    ],
)
def test_amounts(text: str, amount: str, count: int | None, bound: str) -> None:
    qualifiers = one(get_result(text), "DONATED_TO").qualifiers
    assert qualifiers.amount is not None
    assert (f"{qualifiers.amount.amount:f}", qualifiers.count, qualifiers.amount_bound) == (amount, count, bound)


def test_dates_are_resolved_against_the_article_only() -> None:
    text = "Mara Ellison donated $5 to the Harbor Fund on June 3."
    assert str(one(get_result(text), "DONATED_TO").qualifiers.start) == "--06-03"
    assert str(one(get_result(text, "2023-08-01"), "DONATED_TO").qualifiers.start) == "2023-06-03"


def test_other_stories_and_bylines_are_not_read() -> None:
    text = (
        "Plums are early\nBy Mara Ellison\nThe plums ripened in June, growers said.\n"
        "Read more: Mara Ellison endorses Peter Tyrell\nMara Ellison endorses Peter Tyrell\n"
    )
    assert get_result(text).claims == ()


def test_a_trace_names_the_rule_and_the_silence() -> None:
    result = get_result("Mara Ellison endorsed Peter Tyrell. The chairman endorsed the plan.", trace=True)
    kinds = {step.what for step in result.steps}
    assert {"name", "claim", "silence"} <= kinds
    assert get_result("Mara Ellison endorsed Peter Tyrell.").steps == ()


def test_paragraphs_map_back_to_the_text() -> None:
    text = "WASHINGTON (Reuters) - “Acme Inc (ACM.N)” grew—fast.\n\n* **Item** with <b>tags</b> [1]\n"
    for paragraph in split_paragraphs(text):
        for i, character in enumerate(paragraph.text):
            start, end = paragraph.span(i, i + 1)
            assert character in (text[start:end], '"', "'", " ", "—", "-") or text[start:end].startswith(character)
    assert [paragraph.text for paragraph in split_paragraphs(text)] == ['"Acme Inc " grew — fast.', "Item with tags"]


def test_cost_grows_with_length_and_not_faster() -> None:
    paragraph = ARTICLE.replace("\n", " ") + "\n"
    took = []
    for times in (4, 16):
        started = time.perf_counter()
        get_result(paragraph * times)
        took.append(time.perf_counter() - started)
    assert took[1] < 12 * took[0]


@pytest.mark.parametrize("piece", ['"', "(", "$1,", "Mr. ", "A. ", "Acme and ", "[x](", "the the "])
def test_no_input_makes_a_pattern_run_away(piece: str) -> None:
    started = time.perf_counter()
    list(split_paragraphs(piece * (100_000 // len(piece))))
    assert time.perf_counter() - started < 8


def test_a_persons_name_does_not_run_on_into_small_words() -> None:
    text = (
        "The investor Peter Thiel is giving $1.25 million to the effort to elect Donald Trump. The gift makes Thiel"
        " one of very few technology leaders to back the Republican candidate with money. Mark Zuckerberg, the chief"
        " executive of Facebook, defended his presence on the board."
    )
    assert ["Peter Thiel", "Thiel"] in [
        [name.text for name in referent.names] for referent in get_result(text).referents
    ]


def test_a_name_goes_on_after_for_and_ends_before_a_share() -> None:
    result = get_result(
        'A poll found Reyes leading Lake 48% to 41% in Arizona. "So it is," said Glenda Parr, the CEO of Brighter '
        "Paths for America, a group for women. The best is Senator Paul Verin of the Great State of Ohio, he said."
    )
    names = {referent.name for referent in result.referents}

    assert "Brighter Paths for America" in names
    assert not {name for name in names if "%" in name or "State" in name}


@pytest.mark.parametrize(
    "text",
    [
        "Marta Quill gave $5,000 to state Senator Lena Bass in March, records show.",
        "Marta Quill gave $5,000 to his rival, state Senator Lena Bass, in March, according to state records.",
    ],
)
def test_state_before_a_senator_is_no_verb(text: str) -> None:
    result = get_result(text)
    names = {referent.key: referent.name for referent in result.referents}

    assert ("Marta Quill", "DONATED_TO", "Lena Bass") in {
        (names[claim.subject], claim.relation, names[claim.object]) for claim in result.claims
    }


def test_who_goes_on_to_state_something_gives_nothing() -> None:
    assert get_result("Marta Quill went on to state that Senator Lena Bass had $5,000.").claims == ()
