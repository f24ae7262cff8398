"""Rivals that a text lists: "بين ثلاثة متنافسين، هم فلان وفلان وفلان"; accusations that two exchange."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from techpol.loaders.articles.arabic.analysis import Document
from techpol.loaders.articles.arabic.frames import Candidate, FrameMatcher
from techpol.loaders.articles.arabic.units import Clauses, Unit

_REACH = 4  # words between "متنافسين" and the list of their names


def rivals(document: Document, matcher: FrameMatcher, clauses: Clauses) -> Iterator[Candidate]:
    """Yield who runs against whom, each pair of a list of rivals once."""
    matcher.units, matcher.number = clauses.units, clauses.sentence
    for index, unit in enumerate(clauses.units):
        people = _rivals_listed(document, clauses.units, index)
        for one, other in combinations(people, 2):
            yield Candidate("RUNNING_AGAINST", [one], [other], "rivals/list", clauses.sentence, unit.first, unit.last)
        yield from _exchanged(document, matcher, clauses, index)


def _rivals_listed(document: Document, units: list[Unit], index: int) -> list[int]:
    """Return the people that "متنافسين، هم ..." lists, over the units that "و" joins; none where nobody is listed."""
    unit, sets = units[index], document.lexicon.sets
    if unit.kind != "NP" or not unit.mentions:
        return []
    first = document.mentions[unit.mentions[0]].first
    words = [word for word in document.words[max(0, first - _REACH) : first] if word not in ("،", ",", ":")]
    if not words or words[-1] not in sets["listing_pronouns"]:
        return []
    if not any(word in sets["rivals"] for word in words[:-1]):
        return []
    people = list(unit.mentions)
    for other in units[index + 1 :]:
        if other.kind == "PUNCT" and other.word in ("،", ","):
            continue
        if other.kind != "NP" or not other.joined or len(other.mentions) != 1:
            break
        people.extend(other.mentions)
    kinds = {document.mentions[number].type for number in people}
    return people if kinds == {"Person"} and len({document.mentions[n].entity for n in people}) == len(people) else []


def _exchanged(document: Document, matcher: FrameMatcher, clauses: Clauses, index: int) -> Iterator[Candidate]:
    """Yield that each of two accuses the other: "تبادل فلان وفلان الاتهامات"."""
    units, unit, sets = clauses.units, clauses.units[index], document.lexicon.sets
    base = unit.word.removeprefix("و") if unit.joined else unit.word
    if base not in sets["exchanging"] or matcher._negated(index) or index + 2 >= len(units):
        return
    both = units[index + 1]
    if both.kind != "NP" or len(both.mentions) != 2:
        return
    following = document.words[units[index + 2].first : units[index + 2].first + 2]
    if following[0] not in sets["accusations"]:
        return
    for one, other in (both.mentions, both.mentions[::-1]):
        yield Candidate(
            "CRITICIZED", [one], [other], "exchange/accusations", clauses.sentence, unit.first, units[index + 2].last
        )
