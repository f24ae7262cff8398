"""The whole graph computed anew, and what that changed: which edges came, went or say something else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from techpol.graph.build.flow import BuildReport, EdgeChange
from techpol.graph.rows import edge_of
from techpol.schema.model import Edge

if TYPE_CHECKING:
    from techpol.graph.ledger import Ledger

_MOST_NAMED = 1_000
# (what became of an edge, the rows that tell it: those of now, or for what went those of before)
_CHANGES = (
    ("added", "SELECT e.id, e.data FROM edge e WHERE NOT EXISTS (SELECT 1 FROM former_edge f WHERE f.id = e.id)"),
    ("changed", "SELECT e.id, e.data FROM edge e JOIN former_edge f ON f.id = e.id WHERE f.data <> e.data"),
    ("removed", "SELECT f.id, f.data FROM former_edge f WHERE NOT EXISTS (SELECT 1 FROM edge e WHERE e.id = f.id)"),
)


def build_anew(ledger: Ledger) -> BuildReport:
    """Compute entities and edges anew from all claims; the report says what differs from the graph that was there.

    To a build that forgets everything every edge is new; so the edges are put aside before and compared after.
    """
    connection = ledger.connection
    connection.execute("DROP TABLE IF EXISTS temp.former_edge")
    connection.execute("CREATE TEMP TABLE former_edge (id TEXT PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID")
    connection.execute("INSERT INTO former_edge SELECT id, data FROM edge")
    built = ledger.build(full=True)
    counts: dict[str, int] = {}
    changes: list[EdgeChange] = []
    for what, rows in _CHANGES:
        counts[what] = int(connection.execute(f"SELECT count(*) FROM ({rows})").fetchone()[0])
        found = connection.execute(f"{rows} ORDER BY 1 LIMIT ?", (_MOST_NAMED - len(changes),)).fetchall()
        changes += [_change(ledger, what, edge_of(data)) for _, data in found]
    connection.execute("DROP TABLE temp.former_edge")
    return replace(
        built, edges_added=counts["added"], edges_removed=counts["removed"], edges_changed=counts["changed"],
        changes=changes,
    )  # fmt: skip


def _change(ledger: Ledger, what: str, edge: Edge) -> EdgeChange:
    ends = [ledger.get_entity(end) for end in (edge.subject, edge.object)]
    subject, target = (
        end if entity is None else entity.name for end, entity in zip((edge.subject, edge.object), ends, strict=True)
    )
    return EdgeChange(what, edge, subject, target)


__all__ = ["build_anew"]
