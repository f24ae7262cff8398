"""What bodies are to bodies in apposition: part of a group, its agent, its adviser.

"شركة كذا، وهي إحدى شركات مجموعة كذا"، "شركة كذا، الوكيل المعتمد لشركة كذا"، "شركة كذا، المستشار المالي لشركة كذا".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from techpol.loaders.articles.arabic.analysis import Document
from techpol.loaders.articles.arabic.frames import Candidate
from techpol.loaders.articles.arabic.units import Clauses, Unit

_OPENERS = frozenset(["،", ",", "(", "-", '"', ")"])
_COMPANIES = frozenset(["Company", "MediaOrganization"])
_FAR = 9  # units that what an adviser advises on may take up


def bodies_in_groups(document: Document, clauses: Clauses, is_a: Callable[[str, str], bool]) -> Iterator[Candidate]:
    """Yield what a description in apposition to a body says that it is to another body."""
    units = clauses.units
    for index, unit in enumerate(units):
        if not _body(document, unit, is_a) or len(unit.mentions) != 1:
            continue
        place = _apposed(document, units, index)
        if place is None:
            continue
        found = _part(document, units, place, is_a)
        rule = "part"
        if found is None:
            rule, found = _role(document, units, place, is_a)
        if found is None or document.mentions[found.mentions[0]].entity == document.mentions[unit.mentions[0]].entity:
            continue
        child, parent = unit.mentions[0], found.mentions[0]
        kinds = {document.mentions[number].type for number in (child, parent)}
        relation = "WORKS_FOR" if rule == "adviser" else "CONNECTED_TO"
        if rule == "part" and kinds <= _COMPANIES:
            relation, child, parent = "OWNS", parent, child
        candidate = Candidate(relation, [child], [parent], f"group/{rule}", clauses.sentence, unit.first, found.last)
        candidate.past = rule != "part" and units[place].past
        yield candidate


def _body(document: Document, unit: Unit, is_a: Callable[[str, str], bool]) -> bool:
    if unit.kind != "NP" or not unit.mentions:
        return False
    mention = document.mentions[unit.mentions[0]]
    return mention.entity >= 0 and mention.head != "adjective" and is_a(mention.type, "Organization")


def _apposed(document: Document, units: list[Unit], index: int) -> int | None:
    """Return where the description of a body begins, after comma, bracket or "which is"."""
    place = index + 1
    opened = False
    while place < len(units) and place - index < 6:
        unit = units[place]
        is_such = unit.word in document.lexicon.sets["bridges"] or unit.word in ("التي", "الذي", "بدورها", "بدوره")
        if not is_such and not (unit.kind == "PUNCT" and unit.word in _OPENERS):
            break
        opened = True
        place += 1
    if place >= len(units):
        return None
    return place if opened or units[place].kind == "DESC" else None


def _part(document: Document, units: list[Unit], place: int, is_a: Callable[[str, str], bool]) -> Unit | None:
    """Return the group that "إحدى شركات ...", "إحدى الشركات التابعة ل ...", "جزء من ..." tells of."""
    sets = document.lexicon.sets
    word = units[place].word
    after = place + 1
    if word in ("احدي", "احد"):
        if after >= len(units) or units[after].word not in sets["parts_of"]:
            return None
        after += 1
        while after < len(units) and (
            (units[after].kind == "TRIG" and any(item.frame.id == "belong" for item in units[after].triggers))
            or (units[after].kind == "W" and document.classes[units[after].first] == "A")
        ):
            after += 1
        wanted: tuple[str, ...] = ("gen", "", "ل")
    elif word in ("جزء", "جزءا") and after < len(units) and units[after].word == "من":
        after, wanted = after + 1, ("من",)
    else:
        return None
    if after >= len(units) or units[after].prep not in wanted or not _body(document, units[after], is_a):
        return None
    return units[after]


def _role(
    document: Document, units: list[Unit], place: int, is_a: Callable[[str, str], bool]
) -> tuple[str, Unit | None]:
    """Return ("agent" or "adviser", the body whose one a body is)."""
    unit, sets = units[place], document.lexicon.sets
    if unit.kind != "DESC" or not unit.roles or unit.prep or unit.joined or unit.pronoun:
        return "", None
    noun = unit.roles[0].words[0]
    rule = "agent" if noun in sets["agent_roles"] else "adviser" if noun in sets["adviser_roles"] else ""
    if rule == "":
        return "", None
    if unit.mentions:
        named = len(unit.mentions) == 1 and is_a(document.mentions[unit.mentions[0]].type, "Organization")
        return rule, unit if named and document.mentions[unit.mentions[0]].entity >= 0 else None
    for other in units[place + 1 : place + _FAR]:
        if _body(document, other, is_a):
            return rule, other if other.prep in ("gen", "ل", "") else None
        if other.kind not in ("W", "PREP"):
            break
    return "", None
