"""Lists of politicians: rivals, and legislators with their state in brackets.

"بين ثلاثة متنافسين، هم فلان وفلان وفلان"; "أعضاء مجلس الشيوخ فلان (تكساس)، وفلان (فلوريدا)".
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from techpol.loaders.articles.arabic.analysis import Document
from techpol.loaders.articles.arabic.frames import Candidate, FrameMatcher
from techpol.loaders.articles.arabic.units import Clauses, RoleFact, Unit

_REACH = 4  # words between "متنافسين" and the list of their names


def rivals(document: Document, matcher: FrameMatcher, clauses: Clauses) -> Iterator[Candidate]:
    """Yield who runs against whom, each pair of a list of rivals once."""
    matcher.units, matcher.number = clauses.units, clauses.sentence
    for index, unit in enumerate(clauses.units):
        people = _rivals_listed(document, clauses.units, index)
        for one, other in combinations(people, 2):
            yield Candidate("RUNNING_AGAINST", [one], [other], "rivals/list", clauses.sentence, unit.first, unit.last)


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


def seats_in_brackets(document: Document, clauses: Clauses) -> Iterator[Candidate]:
    """Yield what legislators are of where brackets say it: "أعضاء مجلس الشيوخ فلان (تكساس)، وفلان (فلوريدا)"."""
    units, seated = clauses.units, document.lexicon.sets["seated_roles"]
    facts = {fact.person: fact for fact in clauses.facts if fact.role.words[0] in seated and not fact.past}
    last: RoleFact | None = None  # of the person before, whose role the next in the list has, too
    end = -1
    for index, unit in enumerate(units[:-3]):
        if unit.kind != "NP" or len(unit.mentions) != 1 or document.mentions[unit.mentions[0]].type != "Person":
            continue
        person = unit.mentions[0]
        follows = last is not None and end >= 0 and all(other.word in ("،", ",") for other in units[end + 1 : index])
        fact = facts.get(person) or (last if follows else None)
        opened, place, closed = units[index + 1 : index + 4]
        if fact is None or opened.word != "(" or closed.word != ")" or place.kind != "NP" or not place.mentions:
            last, end = None, -1
            continue
        last, end = fact, index + 3
        if document.mentions[place.mentions[0]].type == "Place" and document.mentions[place.mentions[0]].entity >= 0:
            rule = f"role/{' '.join(fact.role.words)}"
            yield Candidate(
                "HOLDS_OFFICE", [person], [place.mentions[0]], rule, clauses.sentence, unit.first, place.last
            )
