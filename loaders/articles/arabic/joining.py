"""Coordination: "أ وب وج" as one unit of several names."""

from __future__ import annotations

from collections.abc import Sequence

from techpol.loaders.articles.arabic.unit_reader import UnitReader
from techpol.loaders.articles.arabic.units import Unit

_EACH = frozenset(["كل من", "كلا من"])
_BODIES = frozenset(["Group", "Company", "GovernmentBody", "Organization", "MediaOrganization", "Party"])


def join_names(builder: UnitReader, units: list[Unit], inner: bool) -> list[Unit]:
    """Join names that are coordinated: "أ وب وج", "أ، وب، وج", "أ، ب وج"; titles between them are passed over.

    ``inner`` joins organisations and places only, which stand inside roles ("رئيس شركتي أ وب"); people are joined
    when roles have found theirs.
    """
    result: list[Unit] = []
    index = 0
    while index < len(units):
        unit = units[index]
        if unit.kind != "NP" or not unit.mentions or (inner and builder.person(unit)):
            result.append(unit)
            index += 1
            continue
        index += 1
        while True:
            step = _next_member(builder, unit, units, index)
            if step is None or (len(unit.mentions) == 1 and _of_outer_list(units, units.index(unit), index)):
                break
            member, index = step
            unit.mentions.extend(member.mentions)
            unit.last = member.last
        result.append(unit)
    return result


def _of_outer_list(units: Sequence[Unit], place: int, index: int) -> bool:
    """Say whether what a comma joins goes on with a list from before: "كل من فلان، الذي دعمه فلان، وفلان"."""
    if index >= len(units) or units[index].word not in ("،", ","):
        return False
    opened = next((step for step in range(place) if units[step].kind == "LIST" and units[step].word in _EACH), None)
    return opened is not None and any(unit.kind == "REL" for unit in units[opened:place])


def _pass_conjunction(units: Sequence[Unit], index: int) -> tuple[int, bool]:
    """Pass over a conjunction that stands alone; returns (index, whether there was one)."""
    if index < len(units) and units[index].kind == "CONJ":
        return index + 1, True
    return index, False


def _next_member(builder: UnitReader, unit: Unit, units: Sequence[Unit], index: int) -> tuple[Unit, int] | None:
    """Return the next member of a coordination and the index after it."""
    comma = index < len(units) and units[index].kind == "PUNCT" and units[index].word in ("،", ",")
    quote = index < len(units) and units[index].kind == "PUNCT" and units[index].word == '"'
    place = index + 1 if comma or quote else index
    if quote and place < len(units) and units[place].kind == "PUNCT" and units[place].word in ("،", ","):
        comma, place = True, place + 1
    place, joined = _pass_conjunction(units, place)
    if place < len(units) and units[place].kind == "PUNCT" and units[place].word == '"' and joined:
        place += 1
    if place >= len(units) or units[place].kind != "NP" or not units[place].mentions:
        return None
    member = units[place]
    joined = joined or member.joined
    same = _alike(builder, unit, member)
    if not same:
        return None
    if joined and (member.prep in ("", unit.prep)):
        return member, place + 1
    if comma and not joined and member.prep == "" and _closes(builder, unit, units, place + 1):
        return member, place + 1
    return None


def _alike(builder: UnitReader, unit: Unit, member: Unit) -> bool:
    one, other = builder.type_of(unit), builder.type_of(member)
    if (
        builder.document.mentions[member.mentions[0]].head == "adjective"
        or builder.document.mentions[unit.mentions[0]].head == "adjective"
    ):
        return False
    bodies = all(builder.document.mentions[item.mentions[0]].kind == "name" for item in (unit, member))
    if bodies and "Group" in (one, other) and {one, other} <= _BODIES:
        return True
    people = ("Person", "Group")
    if one in people or other in people:
        if other in ("Place", "Organization") and one == "Person":
            return all(builder.retype(number) for number in member.mentions)
        return one in people and other in people
    if "Place" in (one, other) or "Event" in (one, other) or "Candidacy" in (one, other):
        return one == other
    return True


def _closes(builder: UnitReader, unit: Unit, units: Sequence[Unit], index: int) -> bool:
    """Say whether a list of commas is closed by a member with "and"."""
    for _ in range(6):
        comma = index < len(units) and units[index].kind == "PUNCT" and units[index].word in ("،", ",")
        index, joined = _pass_conjunction(units, index + 1 if comma else index)
        if (
            index >= len(units)
            or units[index].kind != "NP"
            or not units[index].mentions
            or not _alike(builder, unit, units[index])
        ):
            return False
        if joined or units[index].joined:
            return True
        if not comma:
            return False
        index += 1
    return False
