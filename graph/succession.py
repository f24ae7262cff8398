"""Which edge tells today what an edge told whose id is gone: its source was read anew, or its oldest claim fell.

An edge's id names its oldest claim, and a claim's id the version and the place of its words; a source that changed
around a sentence therefore gives what the sentence tells a new id. So does a person who rejects that claim, or
retracts its source, while others tell the same; and one who lets an older claim count again. Whoever cited the old id
must still find what it told.
Nothing is kept for it: the old claim stays in the ledger, so the answer follows from what is there, in whichever
order it was loaded.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from typing import Any

from techpol.graph.rows import dump
from techpol.schema.model import content_hash

_ORDINALS = 20  # so many events of one claim are told apart by number
_DETAIL = frozenset({"when_text"})  # the words of a date are no part of the fact


def edge_id_of(oldest_claim: str, ordinal: int) -> str:
    """Return the id of an edge, from its oldest claim and its number among the events of that claim."""
    return f"g-{content_hash(oldest_claim, ordinal)}"


def successor(
    connection: sqlite3.Connection, edge_id: str, current_entity: Callable[[str], str | None]
) -> str | None:
    """Return the id of the edge that tells the same fact; None where nothing does, or more than one edge.

    ``current_entity`` gives the id that an entity goes by now.
    """
    former = _former_claim(connection, edge_id)
    if former is None:
        return None
    claim, ordinal = former
    names = ("source", "subject", "relation", "object", "modality", "status", "data")
    (row,) = connection.execute(f"SELECT {', '.join(names)} FROM claim WHERE id = ?", (claim,))
    old = dict(zip(names, row, strict=True))
    if old["status"] == "live":
        rows = connection.execute(
            "SELECT e.id, e.data FROM edge_claim k JOIN edge e ON e.id = k.edge WHERE k.claim = ?", (claim,)
        )
        return _only({edge: json.loads(data) for edge, data in rows}, ordinal)
    subjects, objects = (_entities_of(connection, old[end], current_entity) for end in ("subject", "object"))
    told_of = connection.execute(
        "SELECT e.id, e.data, c.source, c.modality, c.data, s.text IS NOT NULL FROM edge e"
        " JOIN edge_claim k ON k.edge = e.id JOIN claim c ON c.id = k.claim"
        " JOIN source_state t ON t.id = c.source JOIN source s ON s.id = t.id AND s.version = t.version"
        " WHERE e.relation = ?1 AND c.status = 'live' AND ("
        "  (e.subject IN (SELECT value FROM json_each(?2)) AND e.object IN (SELECT value FROM json_each(?3)))"
        "  OR (e.subject IN (SELECT value FROM json_each(?3)) AND e.object IN (SELECT value FROM json_each(?2))))",
        (old["relation"], dump(subjects), dump(objects)),
    ).fetchall()
    # Two rows of one record set are two gifts, however alike; a row that fell is told by no other of them.
    fell = old["status"] != "superseded"
    told = [
        (edge, json.loads(edge_data), source, json.loads(claim_data))
        for edge, edge_data, source, modality, claim_data, in_words in told_of
        if modality == old["modality"] and (in_words or not fell or source != old["source"])
    ]
    was = json.loads(old["data"])
    same = [item for item in told if _fact(item[3]) == _fact(was)]
    if len(same) == 0 and fell:
        # Sources that tell of one event need not say who told them, nor give its day alike.
        same = [item for item in told if _fits(item[3], was)]
    own = [item for item in same if item[2] == old["source"]] if not fell else []
    return _only({edge: edge_data for edge, edge_data, _, _ in own or same}, ordinal)


def _only(edges: dict[str, dict[str, Any]], ordinal: int) -> str | None:
    """Return the one edge of some, of several the one of a number; None where that leaves none or more than one."""
    found = {edge for edge, data in edges.items() if data.get("ordinal", 1) == ordinal} or set(edges)
    return found.pop() if len(found) == 1 else None


def _entities_of(
    connection: sqlite3.Connection, referent: str, current_entity: Callable[[str], str | None]
) -> list[str]:
    """Return the entity of a referent; of one that fell with its source the entities of those judged the same."""
    found = current_entity(f"e-{referent[2:]}")
    if found is not None:
        return [found]
    rows = connection.execute(
        "SELECT DISTINCT m.entity FROM judgement j"
        " JOIN member m ON m.referent = CASE j.left WHEN ?1 THEN j.right ELSE j.left END"
        " WHERE (j.left = ?1 OR j.right = ?1) AND j.live AND j.verdict = 'same'",
        (referent,),
    ).fetchall()
    return [str(entity) for (entity,) in rows]


# Claims that an edge was named by and is no more: those that fell, and those that an older one has joined since.
_FORMER = (
    "SELECT id FROM claim WHERE status <> 'live' ORDER BY number",
    "SELECT DISTINCT k.claim FROM edge_claim k JOIN edge_claim o ON o.edge = k.edge AND o.claim <> k.claim"
    " ORDER BY k.claim",
)


def _former_claim(connection: sqlite3.Connection, edge_id: str) -> tuple[str, int] | None:
    """Return the claim that an edge was named by, and the edge's number among its events."""
    for statement in _FORMER:
        for (claim,) in connection.execute(statement):
            for ordinal in range(1, _ORDINALS + 1):
                if edge_id_of(claim, ordinal) == edge_id:
                    return claim, ordinal
    return None


def _fact(claim: dict[str, Any]) -> dict[str, Any]:
    """Return what a claim says beyond its ends: who says so, and its qualifiers."""
    said = {name: value for name, value in claim.get("qualifiers", {}).items() if name not in _DETAIL}
    return {"attribution": claim.get("attribution"), **said}


def _fits(claim: dict[str, Any], other: dict[str, Any]) -> bool:
    """Say whether two claims may tell one fact: the same amount, a role that is the same, dates as far as given."""
    # The build imports this module; and only who asks for an old id needs to compare roles.
    from techpol.graph.build.agree import fit_roles

    one, two = (item.get("qualifiers", {}) for item in (claim, other))
    for name in (one.keys() | two.keys()) - _DETAIL:
        mine, theirs = one.get(name), two.get(name)
        if name in ("start", "end"):
            fits = _one_day(mine or "", theirs or "")
        elif name == "role":
            fits = fit_roles(mine, theirs)[0] is not None
        else:
            fits = mine == theirs
        if not fits:
            return False
    return True


def _one_day(one: str, other: str) -> bool:
    """Say whether two dates may be one day: the same as far as both go; "--10-03" has no year, "" nothing."""
    if one.startswith("--") != other.startswith("--"):
        one, other = (date.removeprefix("--") if date.startswith("--") else date[5:] for date in (one, other))
    return one.startswith(other) or other.startswith(one)
