"""What is in a ledger, listed: sources, claims, events, counts, and why an edge is what it is."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from techpol.graph.journal import STATUS
from techpol.graph.rows import (
    claim_of,
    dump,
    evidence_by_claim,
    read_claims,
    referent_of,
    source_of,
)
from techpol.schema.model import Claim, Edge, Referent, Source

if TYPE_CHECKING:
    from techpol.graph.ledger_view import LedgerView

_PAGE = 500
_BARE_SOURCE = (
    "s.key, s.kind, s.version, s.title, s.publisher, s.url, s.published, s.retrieved, s.language, NULL, s.location"
)


@dataclass(frozen=True, slots=True)
class StoredSource:
    """A source as it stands: without its text, with what became of it. ``claims`` counts the live ones."""

    source: Source
    retracted: bool
    reader: str
    loaded: str  # ISO 8601, UTC, of the current version
    versions: int
    claims: int
    has_text: bool


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """A claim, its status (one of STATUSES), and its ends: referents, and entities if built."""

    claim: Claim
    status: str
    subject: Referent
    object: Referent
    subject_entity: str | None
    object_entity: str | None


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims to list; None is no limit. ``text`` is looked for in the quotes and rows, folded."""

    source: str | None = None
    entity: str | None = None
    relation: str | None = None
    modality: str | None = None
    status: str | None = None
    text: str | None = None
    limit: int | None = None
    min_confidence: float = 0.0
    max_confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a source, a claim or a judgement."""

    at: str
    what: str
    target: str
    version: str
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of the build about an edge; ``about`` are claim, source or edge ids."""

    rule: str  # same-event, one-of-several, corrected, copies, total, contradicts
    about: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EdgeAccount:
    """An edge, the claims behind it with their sources, and why they were put together."""

    edge: Edge
    claims: tuple[tuple[Claim, Source | None], ...]
    decisions: tuple[Decision, ...]


# ---- sources ---------------------------------------------------------------------------------------------------

_STORED_SOURCE = (
    f"SELECT s.id, {_BARE_SOURCE}, t.retracted, t.reader, s.loaded,"
    " (SELECT count(*) FROM source v WHERE v.id = s.id),"
    " (SELECT count(*) FROM claim c WHERE c.source = s.id AND c.status = 'live'), s.text IS NOT NULL"
    " FROM source_state t JOIN source s ON s.id = t.id AND s.version = t.version"
)


def _stored_source(row: tuple[Any, ...]) -> StoredSource:
    retracted, reader, loaded, versions, claims, has_text = row[12:]
    return StoredSource(source_of(row[1:12]), bool(retracted), reader, loaded, versions, claims, bool(has_text))


def iter_sources(connection: sqlite3.Connection, kind: str | None) -> Iterator[StoredSource]:
    """Yield the sources by id, page by page, so that they may be changed meanwhile."""
    last = ""
    while True:
        rows = connection.execute(
            f"{_STORED_SOURCE} WHERE t.id > ?1 AND (?2 IS NULL OR s.kind = ?2) ORDER BY t.id LIMIT {_PAGE}",
            (last, kind),
        ).fetchall()
        for row in rows:
            last = row[0]
            yield _stored_source(row)
        if len(rows) < _PAGE:
            return


def find_sources(connection: sqlite3.Connection, word: str, limit: int) -> list[StoredSource]:
    """Return sources by id, URL or key, else by the beginning of their id, else by words of their title."""
    conditions = (
        ("t.id = ?1 OR s.url = ?1 OR s.key = ?1 OR s.location = ?1", word),
        ("t.id >= ?1 AND t.id < ?1 || 'g'", word if word.startswith("s-") else f"s-{word}"),
        ("instr(folded(s.title), folded(?1)) > 0", word),
    )
    for condition, value in conditions:
        rows = connection.execute(
            f"{_STORED_SOURCE} WHERE {condition} ORDER BY t.id LIMIT ?2", (value, limit)
        ).fetchall()
        if len(rows) > 0:
            return [_stored_source(row) for row in rows]
    return []


def sources_with_bytes(connection: sqlite3.Connection, sha256: str) -> list[Source]:
    """Return the sources whose current version has these bytes."""
    rows = connection.execute(
        f"SELECT {_BARE_SOURCE} FROM source s JOIN source_state t ON t.id = s.id AND t.version = s.version"
        " WHERE s.version = ? ORDER BY s.loaded, s.id",
        (sha256,),
    )
    return [source_of(row) for row in rows]


# ---- claims ----------------------------------------------------------------------------------------------------

_STORED_CLAIM = (
    f"SELECT c.number, c.id, c.source, c.version, c.relation, c.modality, c.data, {STATUS}, rs.data, ro.data,"
    " ms.entity, mo.entity FROM claim c JOIN referent rs ON rs.id = c.subject JOIN referent ro ON ro.id = c.object"
    " LEFT JOIN member ms ON ms.referent = c.subject LEFT JOIN member mo ON mo.referent = c.object"
)


def _stored_claims(connection: sqlite3.Connection, rows: list[tuple[Any, ...]]) -> Iterator[StoredClaim]:
    evidence = evidence_by_claim(connection, [row[1] for row in rows])
    for _, claim_id, source, version, relation, modality, data, status, subject, target, mine, theirs in rows:
        claim = claim_of(source, version, relation, modality, data, evidence[claim_id])
        yield StoredClaim(claim, status, referent_of(subject), referent_of(target), mine, theirs)


def iter_stored_claims(connection: sqlite3.Connection, wanted: ClaimFilter) -> Iterator[StoredClaim]:
    """Yield claims in the order of their loading."""
    conditions = ["c.number > ?"]
    values: list[Any] = []
    for column, value in (
        ("c.source", wanted.source), ("c.relation", wanted.relation), ("c.modality", wanted.modality),
        (STATUS, wanted.status),
    ):  # fmt: skip
        if value is not None:
            conditions.append(f"{column} = ?")
            values.append(value)
    # A claim that says nothing of its confidence is sure: to_dict of the model always writes it, old rows may not.
    if wanted.min_confidence > 0.0:
        conditions.append("coalesce(json_extract(c.data, '$.confidence'), 1.0) >= ?")
        values.append(wanted.min_confidence)
    if wanted.max_confidence is not None:
        conditions.append("coalesce(json_extract(c.data, '$.confidence'), 1.0) <= ?")
        values.append(wanted.max_confidence)
    if wanted.entity is not None:
        members = "SELECT referent FROM member WHERE entity = ?"
        conditions.append(f"(c.subject IN ({members}) OR c.object IN ({members}))")
        values += [wanted.entity, wanted.entity]
    if wanted.text is not None:
        conditions.append(
            "EXISTS (SELECT 1 FROM evidence e WHERE e.claim = c.id"
            " AND instr(folded(coalesce(e.quote, e.row)), folded(?)) > 0)"
        )
        values.append(wanted.text)
    left = wanted.limit
    last = 0
    while left is None or left > 0:
        page = _PAGE if left is None else min(left, _PAGE)
        rows = connection.execute(
            f"{_STORED_CLAIM} WHERE {' AND '.join(conditions)} ORDER BY c.number LIMIT ?", [last, *values, page]
        ).fetchall()
        yield from _stored_claims(connection, rows)
        if len(rows) < page:
            return
        last = rows[-1][0]
        left = None if left is None else left - len(rows)


def get_stored_claim(connection: sqlite3.Connection, claim_id: str) -> StoredClaim | None:
    """Return a claim with its status and ends."""
    rows = connection.execute(f"{_STORED_CLAIM} WHERE c.id = ?", (claim_id,)).fetchall()
    return next(_stored_claims(connection, rows), None)


def account_of(view: LedgerView, edge_id: str) -> EdgeAccount | None:
    """Return an edge with its claims, their sources, and the build's decisions."""
    edge = view.get_edge(edge_id)
    if edge is None:
        return None
    claims = tuple(
        (claim, view.get_source(claim.source, claim.version))
        for _, _, claim in read_claims(view.connection, edge.claims)
    )
    rows = view.connection.execute(
        "SELECT rule, claims, reasons FROM edge_decision WHERE edge = ? ORDER BY number", (edge.id,)
    )
    decisions = tuple(
        Decision(rule, tuple(json.loads(about)), tuple(json.loads(reasons))) for rule, about, reasons in rows
    )
    return EdgeAccount(edge, claims, decisions)


# ---- events and counts ---------------------------------------------------------------------------------------------


def iter_events(connection: sqlite3.Connection, target: str | None) -> Iterator[Event]:
    """Yield what happened, in order."""
    last = 0
    while True:
        rows = connection.execute(
            "SELECT number, at, what, target, version, by, why FROM event"
            f" WHERE number > ?1 AND (?2 IS NULL OR target = ?2) ORDER BY number LIMIT {_PAGE}",
            (last, target),
        ).fetchall()
        for _, *values in rows:
            yield Event(*values)
        if len(rows) < _PAGE:
            return
        last = rows[-1][0]


def iter_refusals(connection: sqlite3.Connection, source_id: str) -> Iterator[dict[str, Any]]:
    """Yield what was refused in the last reading of a source."""
    rows = connection.execute(
        "SELECT start, end, reason, detail FROM refusal WHERE source = ? ORDER BY start, end, rowid", (source_id,)
    )
    for start, end, reason, detail in rows:
        yield {"source": source_id, "start": start, "end": end, "reason": reason, "detail": detail}


def stats(connection: sqlite3.Connection) -> dict[str, Any]:
    """Return counts of what is in the ledger and in the graph."""

    def one(sql: str) -> int:
        return int(connection.execute(sql).fetchone()[0])

    def by(column: str, rest: str) -> dict[str, int]:
        sql = f"SELECT {column}, count(*) {rest} GROUP BY 1 ORDER BY 2 DESC, 1"
        return {str(name): int(count) for name, count in connection.execute(sql)}

    current = "FROM source_state t JOIN source s ON s.id = t.id AND s.version = t.version"
    built = connection.execute("SELECT value FROM state WHERE key = 'built'").fetchone()
    return {
        "sources": one("SELECT count(*) FROM source_state"),
        "sources_retracted": one("SELECT count(*) FROM source_state WHERE retracted"),
        "source_versions": one("SELECT count(*) FROM source"),
        "sources_by_kind": by("s.kind", current),
        "sources_by_language": by("s.language", current),
        "referents": one("SELECT count(*) FROM referent WHERE live"),
        "claims": one("SELECT count(*) FROM claim WHERE status = 'live'"),
        "claims_by_status": by(STATUS, "FROM claim c"),
        "claims_by_modality": by("modality", "FROM claim WHERE status = 'live'"),
        "claims_by_relation": by("relation", "FROM claim WHERE status = 'live'"),
        "claims_without_edge": by("reason", "FROM withheld"),
        "refusals_by_reason": by("reason", "FROM refusal"),
        "judgements_by_verdict": by("verdict", "FROM judgement WHERE live"),
        "judgements_by_rule": by("by", "FROM judgement WHERE live"),
        "entities": one("SELECT count(*) FROM entity"),
        "entities_by_type": by("type", "FROM entity"),
        "edges": one("SELECT count(*) FROM edge"),
        "edges_by_relation": by("relation", "FROM edge"),
        "edges_by_modality": by("modality", "FROM edge"),
        "totals": one("SELECT count(*) FROM edge WHERE is_total"),
        "waiting_for_build": one("SELECT count(*) FROM dirty_claim") + one("SELECT count(*) FROM dirty_referent"),
        "built": None if built is None else built[0],
    }  # fmt: skip


def edges_resting_on(connection: sqlite3.Connection, source_id: str) -> list[str]:
    """Return the edges, as last built, all of whose claims are this source's."""
    rows = connection.execute(
        "SELECT DISTINCT ec.edge FROM claim c JOIN edge_claim ec ON ec.claim = c.id"
        " WHERE c.source = ?1 AND c.status = 'live' AND NOT EXISTS ("
        "  SELECT 1 FROM edge_claim other JOIN claim k ON k.id = other.claim"
        "  WHERE other.edge = ec.edge AND k.source <> ?1 AND k.status = 'live') ORDER BY ec.edge",
        (source_id,),
    )
    return [row[0] for row in rows]


__all__ = [
    "ClaimFilter", "Decision", "EdgeAccount", "Event", "StoredClaim", "StoredSource", "account_of", "dump",
    "edges_resting_on", "find_sources", "get_stored_claim", "iter_events", "iter_refusals", "iter_sources",
    "iter_stored_claims", "sources_with_bytes", "stats",
]  # fmt: skip
