"""How posts that somebody is appointed to are put: "رفض تعيين فلان رئيسا لكذا" makes him head of nothing.

The role after the person says what he is called to; whether he has it is told by the verb or the noun before him.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from techpol.loaders.articles.arabic.analysis import Document
from techpol.loaders.articles.arabic.frames import Candidate, FrameMatcher
from techpol.loaders.articles.arabic.lexicon import Trigger
from techpol.loaders.articles.arabic.units import Clauses
from techpol.loaders.articles.arabic.verbal_nouns import word_of

_PUT_FORWARD = frozenset(["رشح", "ترشيح"])  # who is only nominated has no post yet
_REACH = 8  # units between the call and the person
_DECIDED = frozenset("قرر قررت وافق وافقت الموافقه بالموافقه موافقته موافقتها اعتمد اعتمدت".split())
_ASKED = frozenset("طالب طالبت يطالب تطالب دعا دعت اقترح اقترحت يقترح تقترح اوصي اوصت رغب رغبت يرغب".split())


def weigh_appointed(
    document: Document, matcher: FrameMatcher, clauses: Clauses, candidates: Sequence[Candidate]
) -> Iterator[Candidate]:
    """Yield the candidates of roles, those of posts that somebody is called to put as the call is."""
    calls = [
        (index, trigger)
        for index, unit in enumerate(clauses.units)
        for trigger in unit.triggers
        if trigger.frame.relation == "APPOINTED" and trigger.frame.id == "appoint"
    ]
    for candidate in candidates:
        if candidate.modality == "asserted" and calls and candidate.rule.startswith("role/"):
            call = _call_of(document, clauses, calls, candidate)
            modality = _put(matcher, *call) if call is not None else "asserted"
            yield candidate if modality == "asserted" else replace(candidate, modality=modality)
        else:
            yield candidate


def _call_of(
    document: Document, clauses: Clauses, calls: Sequence[tuple[int, Trigger]], candidate: Candidate
) -> tuple[int, Trigger] | None:
    """Return the call right before the person of a role in the accusative: "تعيين | فلان رئيسا لكذا"."""
    if len(candidate.subjects) != 1 or len(candidate.objects) != 1:
        return None
    person, post = document.mentions[candidate.subjects[0]], document.mentions[candidate.objects[0]]
    between = document.words[person.last : post.first]
    if post.first <= person.first or not any(word.endswith("ا") and len(word) > 3 for word in between):
        return None
    for index, trigger in reversed(calls):
        unit = clauses.units[index]
        if unit.first > person.first:
            continue
        inside = [other for other in clauses.units[index + 1 :] if other.last <= person.first]
        broken = any(other.kind in ("COMP", "REL", "SUB") or other.word in (".", "؛") for other in inside)
        return (index, trigger) if len(inside) <= _REACH and not broken else None
    return None


def _put(matcher: FrameMatcher, index: int, trigger: Trigger) -> str:
    """Return how the sentence puts a call: asserted, planned, alleged or denied."""
    units = matcher.units
    if trigger.lemma in _PUT_FORWARD:
        return "planned"
    if trigger.kind == "noun" and matcher._undone(index):
        return "denied"
    modality = matcher._modality(index, trigger, "APPOINTED")
    decided = [word_of(unit) for unit in units[max(0, index - 5) : index]]
    if modality == "planned" and any(word in _DECIDED for word in decided) and not any(map(_later, decided)):
        return "asserted"  # "قرر المجلس الموافقة على تعيين فلان ممثلا لكذا"
    if modality != "asserted":
        return modality
    if trigger.kind == "verb" and trigger.tense in ("future", "purpose"):
        return "planned"
    if trigger.kind == "noun" and matcher._to_come(index):
        return "planned"
    asked = any(
        word in _ASKED or word in matcher.sets["planned"] or word in matcher.sets["expected"] for word in decided
    )
    return "planned" if asked else "asserted"


def _later(word: str) -> bool:
    """Say whether a word puts a decision into what may come: "قد يقرر", "لم يقرر", "إذا قرر"."""
    return word in ("قد", "ربما", "اذا", "لو", "لم", "لن", "لا", "هل")
