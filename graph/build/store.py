"""Writes edges where they differ from what is there, and keeps account of what came and went."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from techpol.graph import near
from techpol.graph.build.edges import Decided, Made
from techpol.graph.build.place import Group
from techpol.graph.filters import period
from techpol.graph.migrations import LedgerConnection
from techpol.graph.rows import dump, edge_of
from techpol.schema.model import Edge
from techpol.schema.ontology import load_ontology

# So many changes are told one by one; of more, how many there were.
MAX_CHANGES = 1000
# Relations that make two beneficiaries one family: a total to a campaign may be the sum of gifts to its fund.
LINKS = frozenset({"CONNECTED_TO", "RUNS_FOR"})
_TEMPORARY = {
    "dirty_degree": "entity TEXT PRIMARY KEY",
    "dirty_money": "donor TEXT, relation TEXT, PRIMARY KEY (donor, relation)",
    "edge_before": "id TEXT PRIMARY KEY, data TEXT",  # of edges that were written; NULL where there was none
}


class EdgeWriter:
    """Writes the edges of groups and remembers what was there before."""

    def __init__(self, connection: LedgerConnection) -> None:
        self.connection = connection
        self._ontology = load_ontology()
        for table, columns in _TEMPORARY.items():
            connection.execute(f"CREATE TEMP TABLE IF NOT EXISTS {table} ({columns}) WITHOUT ROWID")
            connection.execute(f"DELETE FROM {table}")

    def write(self, group: Group, made: Iterable[Made]) -> None:
        """Bring the edges of a group up to date."""
        symmetric = self._ontology.relation(group.relation).symmetric
        old: dict[str, str] = {}
        for subject, target in (
            {(group.subject, group.object), (group.object, group.subject)}
            if symmetric
            else ((group.subject, group.object),)
        ):
            old.update(
                self.connection.execute(
                    "SELECT id, data FROM edge WHERE subject = ? AND object = ? AND relation = ?",
                    (subject, target, group.relation),
                )
            )
        for item in made:
            # What the totals pass adds to an edge is added afterwards.
            self.put(item.edge, old.pop(item.edge.id, None) or self._elsewhere(item.edge.id), item.told)
            self.set_decisions(item.edge.id, item.decisions, keep=("total",))
        for edge_id, data in old.items():
            self._remove(edge_id, data)
        self._mark(group)

    def _elsewhere(self, edge_id: str) -> str | None:
        """Return an edge whose ends are part of other entities now, as it stands in the group that it leaves."""
        row = self.connection.execute("SELECT data FROM edge WHERE id = ?", (edge_id,)).fetchone()
        return None if row is None else str(row[0])

    def _mark(self, group: Group) -> None:
        ends = [(group.subject,), (group.object,)]
        self.connection.executemany("INSERT OR IGNORE INTO dirty_degree VALUES (?)", ends)
        if self._ontology.relation(group.relation).kind == "money":
            self.connection.execute(
                "INSERT OR IGNORE INTO dirty_money VALUES (?, ?)", (group.subject, group.relation)
            )
        if group.relation in LINKS:
            self.connection.executemany("INSERT OR IGNORE INTO dirty_link VALUES (?)", ends)

    def put(self, edge: Edge, old: str | None, told: bool) -> None:
        """Write an edge where it differs from what is there (its JSON, None for none)."""
        data = dump(edge.to_dict())
        if data == old:
            return
        first, last = period(edge.relation, edge.qualifiers)
        said = edge.qualifiers
        values = (
            edge.subject, edge.relation, edge.object, str(edge.modality), said.past,
            None if said.amount is None else f"{said.amount.amount:f}",
            None if said.amount is None else said.amount.currency,
            None if said.amount is None or said.amount_scope == "single" else said.amount_scope, told,
            None if first is None else first.isoformat(), None if last is None else last.isoformat(),
            edge.support, edge.confidence, len(edge.total_of) > 0, data, edge.id,
        )  # fmt: skip
        columns = (
            "subject", "relation", "object", "modality", "past", "amount", "currency", "scope", "told", "start",
            "end", "support", "confidence", "is_total", "data",
        )  # fmt: skip
        if old is None:
            marks = ", ".join("?" * len(values))
            self.connection.execute(f"INSERT INTO edge ({', '.join(columns)}, id) VALUES ({marks})", values)
        else:
            self.connection.execute(
                f"UPDATE edge SET {', '.join(f'{name} = ?' for name in columns)} WHERE id = ?", values
            )
        self.connection.execute("DELETE FROM edge_claim WHERE edge = ?", (edge.id,))
        self.connection.executemany(
            "INSERT INTO edge_claim VALUES (?, ?)", [(edge.id, claim) for claim in edge.claims]
        )
        self._note(edge.id, old)

    def _remove(self, edge_id: str, old: str) -> None:
        for table in ("edge_claim", "edge_decision"):
            self.connection.execute(f"DELETE FROM {table} WHERE edge = ?", (edge_id,))
        self.connection.execute("DELETE FROM edge WHERE id = ?", (edge_id,))
        self._note(edge_id, old)

    def _note(self, edge_id: str, old: str | None) -> None:
        # The first word stays: an edge may be written twice in a build.
        self.connection.execute("INSERT OR IGNORE INTO edge_before VALUES (?, ?)", (edge_id, old))

    def set_decisions(self, edge_id: str, decisions: Iterable[Decided], keep: tuple[str, ...] = ()) -> None:
        """Replace the decisions about an edge, but for those of some rules."""
        there = self.connection.execute(
            "SELECT rule, claims, reasons FROM edge_decision WHERE edge = ? ORDER BY number", (edge_id,)
        ).fetchall()
        wanted = [(item.rule, dump(list(item.about)), dump(list(item.reasons))) for item in decisions]
        wanted += [row for row in there if row[0] in keep]
        if wanted == there:
            return
        self.connection.execute("DELETE FROM edge_decision WHERE edge = ?", (edge_id,))
        self.connection.executemany(
            "INSERT INTO edge_decision VALUES (?, ?, ?, ?, ?)",
            [(edge_id, number, *row) for number, row in enumerate(wanted)],
        )

    def set_total(self, edge: Edge, old: str, told: bool, decision: Decided | None) -> None:
        """Write which edges an edge states the sum of, and why."""
        self.put(edge, old, told)
        there = self.connection.execute(
            "SELECT rule, claims, reasons FROM edge_decision WHERE edge = ? AND rule <> 'total' ORDER BY number",
            (edge.id,),
        ).fetchall()
        others = [Decided(rule, tuple(json.loads(about)), tuple(json.loads(why))) for rule, about, why in there]
        self.set_decisions(edge.id, others if decision is None else [*others, decision])

    def counts(self) -> dict[str, int]:
        """Return how many edges were added, removed and changed, all passes together."""
        return {
            what: int(self.connection.execute(f"SELECT count(*) {condition}").fetchone()[0])
            for what, condition in _CHANGES.items()
        }

    def changes(self) -> Iterator[tuple[str, Edge]]:
        """Yield the first of what changed: what, and the edge; of a removed one as it was."""
        left = MAX_CHANGES
        for what, condition in _CHANGES.items():
            rows = self.connection.execute(
                f"SELECT coalesce(g.data, b.data) {condition} ORDER BY b.id LIMIT ?", (left,)
            )
            for (data,) in rows.fetchall():
                left -= 1
                yield what, edge_of(data)

    def count_degrees(self) -> None:
        """Bring the degrees of the touched entities up to date."""
        self.connection.execute(
            "UPDATE entity SET degree ="
            " (SELECT count(*) FROM edge WHERE subject = entity.id AND modality <> 'denied' AND NOT is_total)"
            " + (SELECT count(*) FROM edge WHERE object = entity.id AND modality <> 'denied' AND NOT is_total)"
            " WHERE id IN (SELECT entity FROM dirty_degree)"
        )

    def pack_hops(self) -> None:
        """Bring what the path search reads first up to date with the edges that were written."""
        written, edges = (
            int(self.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
            for table in ("edge_before", "edge")
        )
        if written > edges // _PACK_ALL_SHARE:
            near.pack_all(self.connection)
        else:
            rows = self.connection.execute(_HOPS)
            near.pack_hops(self.connection, {(subject, relation, object_) for subject, relation, object_ in rows})


_BOTH = "FROM edge_before b LEFT JOIN edge g ON g.id = b.id WHERE"
_CHANGES = {
    "added": f"{_BOTH} b.data IS NULL AND g.id IS NOT NULL",
    "removed": f"{_BOTH} b.data IS NOT NULL AND g.id IS NULL",
    "changed": f"{_BOTH} b.data IS NOT NULL AND g.data <> b.data",
}
# The hops that the written edges are part of now and were part of before.
_HOPS = (
    "SELECT g.subject, g.relation, g.object FROM edge_before b JOIN edge g ON g.id = b.id"
    " UNION SELECT data ->> '$.subject', data ->> '$.relation', data ->> '$.object' FROM edge_before"
    " WHERE data IS NOT NULL"
)
_PACK_ALL_SHARE = 8  # where more than an eighth of the edges changed, all are packed anew in one sweep
