"""Who works for a body without a role of its own: heads of its parts, and those who are quoted as "of" it.

"مدير الشؤون المالية بشركة كذا فلان", "رئيس فريق كذا باللجنة فلان"; "قال فلان من بنك كذا إن ...".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from techpol.loaders.articles.arabic.analysis import Document
from techpol.loaders.articles.arabic.units import WORKING, Clauses, RoleFact, Unit
from techpol.loaders.articles.arabic.words import clitic_forms, is_definite, without_article

_MOST = 6  # words that name the part
_INSIDE = frozenset(["ب", "في", "لدي"])


def departments(document: Document, clauses: Clauses, is_a: Callable[[str, str], bool]) -> list[RoleFact]:
    """Return the facts of people whose title names a part of a body, where no other fact ties them to it."""
    facts: list[RoleFact] = []
    known = {
        (_entity(document, fact.person), _entity(document, fact.complement))
        for fact in clauses.facts
        if fact.complement >= 0
    }
    inside = document.by_sentence.get(clauses.sentence, ())
    for unit in clauses.units:
        people = [number for number in unit.mentions if document.mentions[number].type == "Person"]
        if unit.kind != "NP" or len(people) != 1 or len(unit.mentions) != 1:
            continue
        held = {
            _entity(document, fact.complement)
            for fact in clauses.facts
            if fact.person == people[0] and fact.complement >= 0
        }
        for number in sorted(inside, key=lambda item: document.mentions[item].first):
            body = document.mentions[number]
            if not (unit.first <= body.first and body.last <= unit.last) or body.entity < 0:
                continue
            if not is_a(body.type, "Organization") or (_entity(document, people[0]), body.entity) in known:
                continue
            opening = _opening(document, unit, number, people[0])
            if opening is None or (held and not held <= _between(document, inside, opening, body.first)):
                continue
            first, size = opening
            known.add((_entity(document, people[0]), body.entity))
            words = " ".join(_said(document, place) for place in range(first, first + size))
            facts.append(RoleFact(people[0], WORKING, number, unit.past, unit.first, unit.last, words))
    return facts


def spokespeople(document: Document, clauses: Clauses, is_a: Callable[[str, str], bool]) -> list[RoleFact]:
    """Return whom people who are quoted work for: "قال فلان من بنك كذا إن ...", where nothing else stands between."""
    facts: list[RoleFact] = []
    units = clauses.units
    for index in range(len(units) - 3):
        verb, person, body = units[index], units[index + 1], units[index + 3]
        if verb.kind not in ("V", "TRIG") or verb.word.removeprefix("و") not in document.lexicon.sets["saying"]:
            continue
        apart = units[index + 2].word in ("،", ",") and index + 4 < len(units) and _professional(document, person)
        if apart:
            body = units[index + 4]  # "قال المحلل فلان، من بنك كذا، إن ..."
        preposition = units[index + 2 + apart]
        if preposition.kind != "PREP" or preposition.word != "من" or body.kind != "NP":
            continue
        said = units[index + 4 + apart] if index + 4 + apart < len(units) else None
        marks = (":", "،", ",", ".") if apart else (":", "،", ",")
        closed = said is not None and (said.kind == "COMP" or said.word in marks)
        if not closed or body.joined:
            continue
        if len(person.mentions) != 1 or len(body.mentions) != 1 or person.prep or person.kind != "NP":
            continue
        one, other = document.mentions[person.mentions[0]], document.mentions[body.mentions[0]]
        if one.type != "Person" or other.kind != "name" or not is_a(other.type, "Organization"):
            continue
        facts.append(RoleFact(person.mentions[0], WORKING, body.mentions[0], False, person.first, body.last, ""))
    return facts


def _professional(document: Document, unit: Unit) -> bool:
    """Say whether a title tells a person's work: "المحلل فلان", "الخبير الاقتصادي فلان"."""
    words = document.words[unit.first : unit.last]
    return any(base in document.lexicon.sets["professions"] for _, base in clitic_forms(words[0])) if words else False


def _entity(document: Document, number: int) -> int:
    return document.mentions[number].entity if number >= 0 else -1


def _said(document: Document, place: int) -> str:
    token = document.tokenised.tokens[place]
    return document.tokenised.text[token.start : token.end].removeprefix("و")


def _between(document: Document, inside: Sequence[int], opening: tuple[int, int], last: int) -> set[int]:
    """Return the entities that are named between a title and a body: the part itself."""
    return {
        document.mentions[number].entity for number in inside if opening[0] <= document.mentions[number].first < last
    }


def _opening(document: Document, unit: Unit, number: int, person: int) -> tuple[int, int] | None:
    """Return (first token, words) of the title whose part of a body a body follows; None where there is none."""
    body, holder = document.mentions[number], document.mentions[person]
    written = body.prep or (document.words[body.first - 1] if body.first > unit.first else "")
    if written not in _INSIDE:
        return None
    start = body.first - (0 if body.prep else 1)
    lexicon, words = document.lexicon, document.words
    for place in range(start - 1, max(unit.first - 1, start - _MOST - 2), -1):
        if holder.first <= place < holder.last or document.tokenised.tokens[place].kind != "word":
            return None
        size = _title(document, place, start)
        if size == 0:
            if document.classes[place] not in ("N", "A") or words[place] in lexicon.sets["prepositions"]:
                return None
            continue
        part = words[place + size : start]
        if len(part) == 0 or not (is_definite(part[-1]) or is_definite(part[0])):
            return None
        outside = any(
            base in lexicon.sets["tasks"] for word in part for _, base in clitic_forms(without_article(word))
        )
        return None if outside else (place, size)
    return None


def _title(document: Document, place: int, last: int) -> int:
    """Return how many words the title that heads a part takes at a place, 0 where none stands there."""
    words, headings = document.words, document.lexicon.sets["heading_roles"]
    for _, base in clitic_forms(words[place]):
        for size in (2, 1):
            said = [without_article(base), *(without_article(word) for word in words[place + 1 : place + size])]
            if place + size <= last and " ".join(said) in headings:
                return size
    return 0
