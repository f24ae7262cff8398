"""Verifies a ledger: quotes against texts, claims and edges against the ontology, the graph against a rebuild.

>>> from techpol.graph.ledger import Ledger
>>> list(check(Ledger.in_memory()))
[]
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from techpol.graph import near
from techpol.graph.build.flow import build
from techpol.graph.build.version import built_by_this_version
from techpol.graph.digest import graph_digest
from techpol.graph.ledger import Ledger
from techpol.graph.migrations import LedgerConnection, prepare_connection, transaction
from techpol.graph.rows import claim_of, dump, evidence_by_claim, referent_id
from techpol.schema.errors import LedgerError, TechpolError
from techpol.schema.model import Claim, Edge, Record, Span, content_hash
from techpol.schema.ontology import load_ontology

_PAGE = 500


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be: what, where (a table and id), and what was found."""

    what: str
    place: str
    detail: str


def check(ledger: Ledger, rebuild: bool = True, progress: Callable[[str], None] | None = None) -> Iterator[Finding]:
    """Yield what is wrong with a ledger; nothing for a good one. Nothing in it is changed.

    ``rebuild`` computes the graph again, in memory, and compares; it needs about as much room as the file has.
    ``progress`` is told what is being checked.
    """
    connection = ledger.connection
    steps: tuple[tuple[str, Callable[[LedgerConnection], Iterator[Finding]]], ...] = (
        ("the file", _check_file),
        ("sources", _check_sources),
        ("claims and their evidence", _check_claims),
        ("statuses", _check_statuses),
        ("entities", _check_entities),
        ("edges", _check_edges),
        *((("the graph against a rebuild", _check_rebuild),) if rebuild else ()),
    )
    for name, step in steps:
        if progress is not None:
            progress(name)
        try:
            yield from step(connection)
        except (sqlite3.DatabaseError, LedgerError) as exc:
            # A damaged page: what can still be read is checked by the other steps.
            yield Finding("file-damaged", "file", f"while checking {name}: {exc}")
        except (ValueError, KeyError, TypeError, TechpolError) as exc:
            yield Finding("unreadable", name, f"{type(exc).__name__}: {exc}")


def _check_file(connection: LedgerConnection) -> Iterator[Finding]:
    for (found,) in connection.execute("PRAGMA integrity_check(100)").fetchall():
        if found != "ok":
            yield Finding("file-damaged", "file", str(found))
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchall():
        yield Finding("row-without-parent", f"{table} {row}", f"it names a row of {parent} that is not there")


def _check_sources(connection: LedgerConnection) -> Iterator[Finding]:
    rows = connection.execute(
        "SELECT s.id, s.kind, s.key, t.id FROM source s LEFT JOIN source_state t ON t.id = s.id"
    )
    for source, kind, key, state in rows:
        if source != f"s-{content_hash(kind, key)}":
            yield Finding("wrong-id", f"source {source}", f"its kind and key have another id: {kind} {key}")
        if state is None:
            yield Finding("no-current-version", f"source {source}", "it is not said which of its versions counts")
    types = load_ontology().types
    for referent, source, key, type_name, data in connection.execute(
        "SELECT id, source, key, type, data FROM referent"
    ):
        if referent != referent_id(source, key):
            yield Finding("wrong-id", f"referent {referent}", f"its source and key have another id: {source} {key}")
        if type_name not in types:
            yield Finding("unknown-type", f"referent {referent}", type_name)
        kept = _json(data)
        if kept is None or (kept.get("source"), kept.get("key"), kept.get("type")) != (source, key, type_name):
            yield Finding("wrong-data", f"referent {referent}", "its data and its columns differ")


def _json(text: str) -> dict[str, Any] | None:
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


# ---- claims ----------------------------------------------------------------------------------------------------


def _check_claims(connection: LedgerConnection) -> Iterator[Finding]:
    text_of = _texts(connection)
    last = 0
    while True:
        rows = connection.execute(
            "SELECT c.number, c.id, c.source, c.version, c.relation, c.modality, c.data, c.current, c.subject,"
            " c.object, rs.type, ro.type, rs.source, ro.source FROM claim c"
            " LEFT JOIN referent rs ON rs.id = c.subject"
            " LEFT JOIN referent ro ON ro.id = c.object WHERE c.number > ? ORDER BY c.number LIMIT ?",
            (last, _PAGE),
        ).fetchall()
        hashes = _kept_hashes(connection, [row[1] for row in rows])
        evidence = evidence_by_claim(connection, [row[1] for row in rows])
        for _, claim_id, source, version, relation, modality, data, current, *ends in rows:
            place = f"claim {claim_id}"
            try:
                claim = claim_of(source, version, relation, modality, data, evidence[claim_id])
            except (ValueError, KeyError, TypeError) as exc:
                yield Finding("wrong-data", place, f"it cannot be read: {exc}")
                continue
            yield from _check_claim(claim, claim_id, place, ends)
            yield from _check_evidence(claim, place, text_of, hashes[claim_id], bool(current))
        if len(rows) < _PAGE:
            return
        last = rows[-1][0]


def _check_claim(claim: Claim, claim_id: str, place: str, ends: list[str]) -> Iterator[Finding]:
    subject, target, subject_type, object_type, subject_source, object_source = ends
    ontology = load_ontology()
    if claim.id != claim_id:
        yield Finding("wrong-id", place, f"what it says has another id: {claim.id}")
    if subject_source != claim.source or object_source != claim.source:
        yield Finding("wrong-end", place, "an end is no referent of its source")
    elif (subject, target) != (referent_id(claim.source, claim.subject), referent_id(claim.source, claim.object)):
        yield Finding("wrong-end", place, "its ends are not those that it names")
    elif claim.relation not in ontology.relations:
        yield Finding("unknown-relation", place, claim.relation)
    elif not _allowed(claim.relation, subject_type, object_type):
        yield Finding("type-not-allowed", place, f"{subject_type} {claim.relation} {object_type}")


def _check_evidence(
    claim: Claim, place: str, text_of: Callable[[str, str], str | None], hashes: list[str | None], current: bool
) -> Iterator[Finding]:
    if len(claim.evidence) == 0:
        yield Finding("no-evidence", place, "a claim without evidence is not a claim")
    for item, kept in zip(claim.evidence, hashes, strict=True):
        if item.source != claim.source:
            yield Finding("wrong-source", place, f"its evidence is of source {item.source}")
        elif isinstance(item, Span):
            text = text_of(claim.source, claim.version)
            found = None if text is None else text[item.start : item.end]
            # What an older reading quoted from a text that was since read otherwise from the same bytes, may differ.
            if found != item.quote and current:
                yield Finding(
                    "quote-not-in-text", f"{place}, {item.source} {item.start}-{item.end}",
                    f"quoted {item.quote!r}, the text has {found!r}",
                )  # fmt: skip
        elif isinstance(item, Record) and item.sha256 != kept:
            yield Finding(
                "wrong-hash", f"{place}, {item.source} record {item.key}", "the row is not the one that was read"
            )


def _allowed(relation: str, subject_type: str, object_type: str) -> bool:
    """Say whether the ontology allows an edge; an unknown type is a finding of its own."""
    ontology = load_ontology()
    known = subject_type in ontology.types and object_type in ontology.types
    return not known or ontology.allows(relation, subject_type, object_type)


def _kept_hashes(connection: LedgerConnection, claim_ids: list[str]) -> dict[str, list[str | None]]:
    found: dict[str, list[str | None]] = {claim_id: [] for claim_id in claim_ids}
    rows = connection.execute(
        "SELECT claim, sha256 FROM evidence WHERE claim IN (SELECT value FROM json_each(?)) ORDER BY claim, number",
        (dump(claim_ids),),
    )
    for claim_id, kept in rows:
        found[claim_id].append(kept)
    return found


def _texts(connection: LedgerConnection) -> Callable[[str, str], str | None]:
    """Return a function that gives a source's text; the last one is kept, as claims come source by source."""
    last: list[Any] = [None, None]

    def text_of(source: str, version: str) -> str | None:
        if last[0] != (source, version):
            row = connection.execute(
                "SELECT text FROM source WHERE id = ? AND version = ?", (source, version)
            ).fetchone()
            last[:] = [(source, version), None if row is None else row[0]]
        found = last[1]
        return None if found is None else str(found)

    return text_of


def _check_statuses(connection: LedgerConnection) -> Iterator[Finding]:
    rows = connection.execute(
        "SELECT c.id, c.status, CASE WHEN c.rejected THEN 'rejected' WHEN NOT c.current THEN 'superseded'"
        " WHEN t.retracted THEN 'retracted' ELSE 'live' END AS due FROM claim c"
        " JOIN source_state t ON t.id = c.source"
        " WHERE c.status <> due"
    )
    for claim, status, due in rows:
        yield Finding("wrong-status", f"claim {claim}", f"it is {status}, and by what happened to it {due}")
    rows = connection.execute(
        "SELECT r.id, r.live FROM referent r JOIN source_state t ON t.id = r.source"
        " WHERE r.live <> (r.current AND NOT t.retracted)"
    )
    for referent, live in rows:
        yield Finding(
            "wrong-status", f"referent {referent}", "it counts and should not" if live else "it should count"
        )
    rows = connection.execute(
        "SELECT c.id FROM claim c JOIN source_state t ON t.id = c.source WHERE c.current AND c.version <> t.version"
    )
    for (claim,) in rows:
        yield Finding("wrong-status", f"claim {claim}", "it counts, and is of an older version of its source")


# ---- the graph -------------------------------------------------------------------------------------------------


def _check_entities(connection: LedgerConnection) -> Iterator[Finding]:
    types = load_ontology().types
    for entity, type_name in connection.execute("SELECT id, type FROM entity"):
        if type_name not in types:
            yield Finding("unknown-type", f"entity {entity}", type_name)
    rows = connection.execute("SELECT referent, entity FROM member WHERE entity NOT IN (SELECT id FROM entity)")
    for referent, entity in rows:
        yield Finding("unknown-entity", f"member {referent}", f"no entity {entity}")
    rows = connection.execute(
        "SELECT m.referent FROM member m LEFT JOIN referent r ON r.id = m.referent WHERE r.id IS NULL OR (NOT r.live"
        " AND r.number NOT IN (SELECT number FROM dirty_referent))"
    )
    for (referent,) in rows:
        yield Finding("dead-member", f"member {referent}", "an entity is made of a referent that does not count")


def _check_edges(connection: LedgerConnection) -> Iterator[Finding]:
    last = ""
    while True:
        rows = connection.execute(
            "SELECT g.id, g.data, g.subject, g.relation, g.object, s.type, o.type FROM edge g"
            " LEFT JOIN entity s ON s.id = g.subject LEFT JOIN entity o ON o.id = g.object"
            " WHERE g.id > ? ORDER BY g.id LIMIT ?",
            (last, _PAGE),
        ).fetchall()
        for last, data, subject, relation, target, subject_type, object_type in rows:
            place = f"edge {last}"
            kept = _json(data)
            if kept is None or [kept.get(name) for name in ("id", "subject", "relation", "object")] != [
                last, subject, relation, target,
            ]:  # fmt: skip
                yield Finding("wrong-data", place, "its data and its columns differ")
                continue
            yield from _check_edge(connection, Edge.from_dict(kept), place, subject_type, object_type)
        if len(rows) < _PAGE:
            return


def _check_edge(
    connection: LedgerConnection, edge: Edge, place: str, subject_type: str | None, object_type: str | None
) -> Iterator[Finding]:
    ontology = load_ontology()
    if subject_type is None or object_type is None:
        yield Finding("unknown-entity", place, f"an end is no entity: {edge.subject}, {edge.object}")
    elif edge.relation not in ontology.relations:
        yield Finding("unknown-relation", place, edge.relation)
    elif not _allowed(edge.relation, subject_type, object_type):
        yield Finding("type-not-allowed", place, f"{subject_type} {edge.relation} {object_type}")
    if len(edge.claims) == 0:
        yield Finding("no-evidence", place, "an edge without a claim is not an edge")
    listed = [row[0] for row in connection.execute("SELECT claim FROM edge_claim WHERE edge = ?", (edge.id,))]
    if sorted(listed) != sorted(edge.claims):
        yield Finding("wrong-claims", place, "its list of claims and the table's differ")
    # What waits for a build may rest on claims that no longer count.
    rows = connection.execute(
        "SELECT v.value, c.relation, c.status, ms.entity, mo.entity, c.number IN (SELECT number FROM dirty_claim)"
        " FROM json_each(?) v LEFT JOIN claim c ON c.id = v.value LEFT JOIN member ms ON ms.referent = c.subject"
        " LEFT JOIN member mo ON mo.referent = c.object",
        (dump(list(edge.claims)),),
    ).fetchall()
    waiting = connection.execute("SELECT EXISTS (SELECT 1 FROM dirty_referent)").fetchone()[0]
    for claim, relation, status, subject, target, dirty in rows:
        if relation is None:
            yield Finding("unknown-claim", place, f"no claim {claim}")
        elif not dirty and status != "live":
            yield Finding("dead-claim", place, f"it rests on claim {claim}, which is {status}")
        elif relation != edge.relation:
            yield Finding("wrong-claims", place, f"claim {claim} says {relation}, the edge {edge.relation}")
        elif not waiting and {subject, target} != {edge.subject, edge.object}:
            yield Finding("wrong-claims", place, f"claim {claim} stands between other entities")


def _check_rebuild(connection: LedgerConnection) -> Iterator[Finding]:
    """Compare the graph with one that is computed anew, in a copy; pending changes are built there too."""
    waiting = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM dirty_referent) OR EXISTS (SELECT 1 FROM dirty_claim)"
    ).fetchone()[0]
    if waiting:
        return
    if not built_by_this_version(connection):
        yield Finding("old-build", "graph", "computed by another version of techpol; the next load computes it anew")
        return
    here = graph_digest(connection)
    with TemporaryDirectory(prefix="techpol-check-") as folder:
        # A ledger in memory is small; any other may be larger than the memory.
        copy = _copy(connection, None if connection.path is None else Path(folder) / "copy.db")
        try:
            built = copy.execute("SELECT value FROM state WHERE key = 'built'").fetchone()
            with transaction(copy):
                build(copy, "" if built is None else str(built[0]), full=True)
            if graph_digest(copy) != here:
                yield from _differences(connection, copy)
            for mine, theirs in zip_longest(near.iter_near(connection), near.iter_near(copy)):
                if mine != theirs:
                    entity, relation, side = (mine or theirs or ("", "", ""))[:3]
                    yield Finding(
                        "not-as-rebuilt", f"near {entity}", f"its {relation} ties ({side}) are packed otherwise"
                    )
                    break
        finally:
            copy.close()


def _copy(connection: LedgerConnection, path: Path | None) -> LedgerConnection:
    copy = sqlite3.connect(":memory:" if path is None else str(path), isolation_level=None, factory=LedgerConnection)
    copy.path = path
    try:
        connection.backup(copy)
        prepare_connection(copy)
        copy.execute("PRAGMA synchronous = OFF")
    except BaseException:
        copy.close()
        raise
    return copy


def _differences(connection: LedgerConnection, copy: LedgerConnection) -> Iterator[Finding]:
    """Say in which tables the graph and its rebuild differ, with the first rows."""
    found = False
    for table, columns in {
        "entity": "id, data, degree", "member": "referent, entity", "name": "folded, entity, text, language",
        "edge": "id, data", "edge_claim": "edge, claim", "withheld": "claim, reason",
    }.items():  # fmt: skip
        order = ", ".join(str(position + 1) for position in range(columns.count(",") + 1))
        sql = f"SELECT {columns} FROM {table} ORDER BY {order}"
        for row, side in _unlike(connection.execute(sql), copy.execute(sql)):
            found = True
            yield Finding("not-as-rebuilt", f"{table} {row[0]}", f"only in the {side}: {dump(list(row))[:300]}")
    if not found:
        yield Finding("not-as-rebuilt", "graph", "the graph is not what follows from the claims")


def _unlike(one: sqlite3.Cursor, other: sqlite3.Cursor, most: int = 20) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Yield the first rows that stand in one of two sorted lists only."""
    mine, theirs = one.fetchone(), other.fetchone()
    while most > 0 and (mine is not None or theirs is not None):
        if mine == theirs:
            mine, theirs = one.fetchone(), other.fetchone()
        elif theirs is None or (mine is not None and mine < theirs):
            yield mine, "ledger"
            mine, most = one.fetchone(), most - 1
        else:
            yield theirs, "rebuild"
            theirs, most = other.fetchone(), most - 1
