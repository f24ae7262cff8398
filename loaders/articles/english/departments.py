"""Whom somebody speaks for: "New York fire department spokesperson X", "Zenda is ready, spokeswoman Y said"."""

from __future__ import annotations

from spacy.tokens import Doc

from techpol.loaders.articles.english.entities import EntityIndex
from techpol.loaders.articles.english.mentions import Reference

_LAST = frozenset("department police office district departments".split())
_WITHIN = frozenset(
    "police fire health school sheriff 's ’s public transportation education corrections parks sanitation water city "
    "county elections department state".split()
)
_SAYING = frozenset("say tell write post tweet add".split())
_DESCRIBING = frozenset("a an the which whose one".split())
_OWNING = frozenset(["'s", "’s", "'", "’", "and"])


def department_before(index: EntityIndex, number: int, doc: Doc, role: int) -> Reference | None:
    """Return the department that stands right before a role, with its place; None where there is none."""
    last = role - 1
    if last < 1 or doc[last].lower_ not in _LAST or not doc[last].is_lower:
        return None
    first = last
    while first > 0 and index.at(number, first - 1) is None and doc[first - 1].text in _WITHIN:
        first -= 1
    place = index.at(number, first - 1) if first > 0 else None
    if place is None or place.entity.type != "Place" or place.end != first:
        return None
    if last == first and doc[last].lower_ in ("office", "district", "departments"):
        return None  # "the Ohio office chief"
    entity = index.described("GovernmentBody", doc[place.start : role].text)
    return index.add_reference(Reference(number, place.start, role, entity, "nominal"))


def chapter_of(index: EntityIndex, states: frozenset[str], number: int, doc: Doc, body: Reference) -> Reference:
    """Return "Ohio AFL-CIO" for the body before a role where a state stands right before it; else the body."""
    before = index.at(number, body.start - 1) if body.start > 0 else None
    if before is None or before.end != body.start or before.entity.name not in states or before.start == body.start:
        return body
    if body.entity.type != "Organization" or body.kind != "name" or body.end - body.start > 3:
        return body
    entity = index.described("Organization", doc[before.start : body.end].text)
    return index.add_reference(Reference(number, before.start, body.end, entity, "nominal"))


def body_told_of(index: EntityIndex, number: int, doc: Doc, role: int, end: int) -> Reference | None:
    """Return the only body named before "... ," spokeswoman X said", which its sentence opens with."""
    start = doc[role].sent.start
    first = start + (doc[start].lower_ == "the")
    body = index.at(number, first) if first < role else None
    if body is None or body.start != first or body.entity.type not in ("Company", "Organization"):
        return None
    if doc[body.end].lower_ in _OWNING or body.kind != "name":
        return None
    before = doc[role - 1]
    first = body.end
    if (
        doc[first].text == "," and doc[first + 1].lower_ in _DESCRIBING
    ):  # past "Zenda, a firm that counts Orbis among its clients,"
        first += 1
        while first < role and doc[first].text != ",":
            first += 1
        if first == role:
            return None
    if not (before.text == "," or before.is_quote) or end >= len(doc) or doc[end].lemma_ not in _SAYING:
        return None
    for i in range(first, role):
        other = index.at(number, i)
        if other is not None and other.entity is not body.entity and other.entity.type not in ("Place", "Event"):
            return None
    return body
