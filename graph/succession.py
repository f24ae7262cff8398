"""Which edge tells today what an edge told whose id is gone: its source was read anew, and says the same again.

An edge's id names its oldest claim, and a claim's id the version and the place of its words; a source that changed
around a sentence therefore gives what the sentence tells a new id. Whoever cited the old one must still find it.
Nothing is kept for it: the old claim stays in the ledger, so the answer follows from what is there, in whichever
order it was loaded.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from typing import Any

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
    data, ordinal = former
    ends = [current_entity(f"e-{data[end][2:]}") for end in ("subject", "object")]
    if None in ends:
        return None
    rows = connection.execute(
        "SELECT e.id, e.data, c.source, c.modality, c.data FROM edge e JOIN edge_claim k ON k.edge = e.id"
        " JOIN claim c ON c.id = k.claim WHERE e.relation = ?1 AND c.status = 'live'"
        " AND ((e.subject = ?2 AND e.object = ?3) OR (e.subject = ?3 AND e.object = ?2))",
        (data["relation"], *ends),
    ).fetchall()
    same = [
        (edge, json.loads(edge_data), source)
        for edge, edge_data, source, modality, claim_data in rows
        if modality == data["modality"] and _fact(json.loads(claim_data)) == _fact(data["claim"])
    ]
    own = [item for item in same if item[2] == data["source"]] or same
    found = {edge for edge, edge_data, _ in own if edge_data.get("ordinal", 1) == ordinal} or {
        edge for edge, _, _ in own
    }
    return found.pop() if len(found) == 1 else None


def _former_claim(connection: sqlite3.Connection, edge_id: str) -> tuple[dict[str, Any], int] | None:
    """Return the superseded claim that an edge was named by, and the edge's number among its events."""
    rows = connection.execute("SELECT id FROM claim WHERE status = 'superseded' ORDER BY number")
    for (claim,) in rows:
        for ordinal in range(1, _ORDINALS + 1):
            if edge_id_of(claim, ordinal) == edge_id:
                values = connection.execute(
                    "SELECT source, subject, relation, object, modality, data FROM claim WHERE id = ?", (claim,)
                ).fetchone()
                names = ("source", "subject", "relation", "object", "modality")
                return dict(zip(names, values[:5], strict=True)) | {"claim": json.loads(values[5])}, ordinal
    return None


def _fact(claim: dict[str, Any]) -> dict[str, Any]:
    """Return what a claim says beyond its ends: who says so, and its qualifiers."""
    said = {name: value for name, value in claim.get("qualifiers", {}).items() if name not in _DETAIL}
    return {"attribution": claim.get("attribution"), **said}
