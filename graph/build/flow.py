"""The build, read from top to bottom: judge, cluster, place, sort into events, link totals."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from techpol.graph.build.corrections import take_back
from techpol.graph.build.decide import decide
from techpol.graph.build.edges import Made, make_edges
from techpol.graph.build.events import Said, place_of, sort_events
from techpol.graph.build.place import Group, iter_groups, place_claims
from techpol.graph.build.store import EdgeWriter
from techpol.graph.build.totals import link_totals, prepare_links
from techpol.graph.build.version import build_version, built_by_this_version
from techpol.graph.build.who import rebuild_entities, remember_vanishing
from techpol.graph.copies import read_sketch
from techpol.graph.migrations import LedgerConnection
from techpol.graph.rows import claim_of, evidence_by_claim
from techpol.schema.corrections import is_correction
from techpol.schema.model import Edge
from techpol.schema.ontology import load_ontology
from techpol.schema.values import PartialDate

_COMPUTED = ("entity", "tally", "member", "placed", "edge", "edge_claim", "edge_decision", "withheld", "near", "node")


@dataclass(frozen=True, slots=True)
class EdgeChange:
    """An edge that came (``added``), went (``removed``) or says something else now (``changed``), with its names."""

    what: str
    edge: Edge
    subject_name: str
    object_name: str


@dataclass(slots=True)
class BuildReport:
    """What a build did. ``changes`` holds the first thousand; the counts are exact."""

    entities: int = 0
    edges: int = 0
    edges_added: int = 0
    edges_removed: int = 0
    edges_changed: int = 0
    changes: list[EdgeChange] = field(default_factory=list)


def build(connection: LedgerConnection, now: str, full: bool) -> BuildReport:
    """Compute entities and edges from the current view; only what changed since the last build, unless ``full``."""
    full = full or not built_by_this_version(connection)
    prepare_links(connection)
    writer = EdgeWriter(connection)
    if full:
        remember_vanishing(connection)
        _forget(connection)
    decide(connection, now, full)
    rebuild_entities(connection)
    place_claims(connection)
    for group in iter_groups(connection):
        writer.write(group, _edges_of(connection, group))
    link_totals(connection, writer)
    writer.count_degrees()
    writer.pack_hops()
    counts = writer.counts()
    report = BuildReport(
        entities=_count(connection, "entity"), edges=_count(connection, "edge"), edges_added=counts["added"],
        edges_removed=counts["removed"], edges_changed=counts["changed"],
        changes=[_change(connection, what, edge) for what, edge in writer.changes()],
    )  # fmt: skip
    connection.execute("DELETE FROM dirty_referent")
    connection.execute("DELETE FROM dirty_claim")
    connection.execute("INSERT OR REPLACE INTO state VALUES ('built', ?)", (now,))
    connection.execute("INSERT OR REPLACE INTO state VALUES ('build_version', ?)", (build_version(),))
    return report


def _forget(connection: LedgerConnection) -> None:
    """Throw away all that is computed, and mark all that counts."""
    connection.execute("INSERT INTO name_grams (name_grams) VALUES ('delete-all')")
    for table in (*_COMPUTED, "name"):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("INSERT OR IGNORE INTO dirty_referent SELECT number FROM referent WHERE live")
    connection.execute("INSERT OR IGNORE INTO dirty_claim SELECT number FROM claim WHERE status = 'live'")


def _count(connection: LedgerConnection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def _edges_of(connection: LedgerConnection, group: Group) -> list[Made]:
    """Return the edges that the claims of a group make now."""
    said = _said(connection, group)
    if len(said) == 0:
        return []
    ontology = load_ontology()
    subject_type, object_type = (
        str(connection.execute("SELECT type FROM entity WHERE id = ?", (end,)).fetchone()[0])
        for end in (group.subject, group.object)
    )
    place = place_of(group.relation, object_type, ontology)
    said, corrected = take_back(said, place)
    slots = sort_events(said, place, ontology.is_a(subject_type, "Group"))

    def sketch_of(source: str, version: str) -> tuple[int, ...]:
        row = connection.execute(
            "SELECT sketch FROM source WHERE id = ? AND version = ?", (source, version)
        ).fetchone()
        return () if row is None or row[0] is None else read_sketch(row[0])

    return make_edges(slots, group.relation, place, ontology.relation(group.relation).symmetric, sketch_of, corrected)


def _said(connection: LedgerConnection, group: Group) -> list[Said]:
    rows: list[tuple[Any, ...]] = connection.execute(
        "SELECT c.number, c.id, c.source, c.version, c.relation, c.modality, c.data, s.publisher, s.url, s.published,"
        " s.kind, ms.entity, mo.entity, s.title, substr(s.text, 1, 80) FROM placed p"
        " JOIN claim c ON c.number = p.claim"
        " JOIN source s ON s.id = c.source AND s.version = c.version"
        " JOIN member ms ON ms.referent = c.subject JOIN member mo ON mo.referent = c.object"
        " WHERE p.subject = ? AND p.object = ? AND p.relation = ?",
        (group.subject, group.object, group.relation),
    ).fetchall()
    evidence: dict[str, Any] = {}
    ids = [row[1] for row in rows]
    for start in range(0, len(ids), 500):
        evidence.update(evidence_by_claim(connection, ids[start : start + 500]))
    return [
        Said(
            number, claim_id, claim_of(source, version, relation, modality, data, evidence[claim_id]), publisher, url,
            PartialDate.clean(published), kind, subject, target, is_correction(title, lead or ""),
        )
        for number, claim_id, source, version, relation, modality, data, publisher, url, published, kind, subject,
        target, title, lead in rows
    ]  # fmt: skip


def _change(connection: LedgerConnection, what: str, edge: Edge) -> EdgeChange:
    return EdgeChange(what, edge, _name(connection, edge, "subject"), _name(connection, edge, "object"))


def _name(connection: LedgerConnection, edge: Edge, end: str) -> str:
    """Return the name of an edge's end; of an entity that is gone, the name that the claim's source gives."""
    row = connection.execute("SELECT name FROM entity WHERE id = ?", (getattr(edge, end),)).fetchone()
    if row is None:
        row = connection.execute(
            f"SELECT r.name FROM claim c JOIN referent r ON r.id = c.{end} WHERE c.id = ?", (edge.claims[0],)
        ).fetchone()
    return "" if row is None else str(row[0])
