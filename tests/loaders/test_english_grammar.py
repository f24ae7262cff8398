"""Every frame and role of the English grammar: what it must match, and what it must not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from english import get_reader, get_result, source_of

from techpol.loaders.articles.document import ReaderResult
from techpol.loaders.articles.english.lexicon import load_lexicon
from techpol.loaders.articles.english.reader import EnglishReader
from techpol.loaders.gate import refusal_reason
from techpol.schema.errors import TechpolError
from techpol.schema.model import Modality
from techpol.schema.ontology import load_ontology
from techpol.schema.text import fold

SYMMETRIC = ("MET_WITH", "RUNNING_AGAINST", "CONNECTED_TO")


def asserted(result: ReaderResult) -> list[tuple[str, str, str]]:
    names = {referent.key: referent.name for referent in result.referents}
    return [
        (names[claim.subject], claim.relation, names[claim.object])
        for claim in result.claims
        if claim.modality is not Modality.DENIED
    ]


def same_name(found: str, wanted: str) -> bool:
    found, wanted = fold(found), fold(wanted)
    return wanted in found or found in wanted


def holds(found: list[tuple[str, str, str]], subject: str, relation: str, target: str) -> bool:
    for name, kind, other in found:
        if kind == relation:
            if same_name(name, subject) and same_name(other, target):
                return True
            if relation in SYMMETRIC and same_name(name, target) and same_name(other, subject):
                return True
    return False


def examples() -> Iterator[tuple[str, str, list[list[str]]]]:
    lexicon = load_lexicon()
    for rule in (*lexicon.frames, *lexicon.roles):
        for number, (text, triples) in enumerate(rule.examples):
            yield f"{rule.id}-{number}", text, triples


def misses() -> Iterator[tuple[str, str, str]]:
    lexicon = load_lexicon()
    for rule in (*lexicon.frames, *lexicon.roles):
        for number, text in enumerate(rule.misses):
            yield f"{rule.id}-{number}", text, rule.relation


@pytest.mark.parametrize(("text", "triples"), [pytest.param(t, ts, id=i) for i, t, ts in examples()])
def test_a_rule_matches_its_example(text: str, triples: list[list[str]]) -> None:
    result = get_result(text)
    found = asserted(result)
    for subject, relation, target in triples:
        assert holds(found, subject, relation, target), found
    source = source_of(text)
    referents = {referent.key: referent for referent in result.referents}
    for claim in result.claims:
        assert refusal_reason(claim, source, referents, load_ontology()) is None


@pytest.mark.parametrize(("text", "relation"), [pytest.param(t, r, id=i) for i, t, r in misses()])
def test_a_rule_passes_over_its_near_miss(text: str, relation: str) -> None:
    plain = [claim.relation for claim in get_result(text).claims if claim.modality is Modality.ASSERTED]
    assert relation not in plain


def test_the_grammar_has_breadth() -> None:
    lexicon = load_lexicon()
    triggers = {
        (frame.relation, word)
        for frame in lexicon.frames
        for word in (
            *frame.verbs,
            *frame.nouns,
            *frame.adjectives,
            *(noun for idiom in frame.idioms for noun in idiom[1]),
        )
    }
    assert len(triggers) >= 200
    known = load_ontology().relations
    assert all(rule.relation in known for rule in (*lexicon.frames, *lexicon.roles))


def test_every_rule_has_an_example() -> None:
    lexicon = load_lexicon()
    without = [rule.id for rule in (*lexicon.frames, *lexicon.roles) if not rule.examples]
    assert without == []


def test_a_user_adds_names_and_triggers(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(
        "known: {Committee: [Zorblax Forever]}\n"
        "frames:\n"
        "  - {id: mine, relation: DONATED_TO, verbs: [zorp], object: [to], object_types: [Committee]}\n",
        "utf-8",
    )
    own = EnglishReader(grammar_dirs=[tmp_path])
    assert own.version != get_reader().version
    text = "Mara Ellison zorped $5 to Zorblax Forever."
    result = own.read(source_of(text))
    assert holds(asserted(result), "Mara Ellison", "DONATED_TO", "Zorblax Forever")


def test_a_broken_grammar_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("frames: [1, 2", "utf-8")
    with pytest.raises(TechpolError, match=r"broken\.yaml"):
        EnglishReader(grammar_dirs=[tmp_path])
    (tmp_path / "broken.yaml").write_text("frames: [{id: x}]", "utf-8")
    with pytest.raises(TechpolError, match=r"broken\.yaml.*frames"):
        EnglishReader(grammar_dirs=[tmp_path])
    with pytest.raises(TechpolError, match="no folder"):
        EnglishReader(grammar_dirs=[tmp_path / "missing"])
