"""Between which entities each live claim stands, and which pairs of entities have to be looked at again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from techpol.graph.migrations import LedgerConnection
from techpol.schema.ontology import load_ontology

_PAGE = 1000


class Group(NamedTuple):
    """All claims of one relation between two entities; for a symmetric relation the smaller id comes first."""

    subject: str
    relation: str
    object: str


def place_claims(connection: LedgerConnection) -> None:
    """Place the dirty claims, and collect in ``temp.dirty_group`` the groups that they left and joined."""
    connection.execute(
        "CREATE TEMP TABLE IF NOT EXISTS dirty_group (subject TEXT, relation TEXT, object TEXT,"
        " PRIMARY KEY (subject, relation, object)) WITHOUT ROWID"
    )
    connection.execute("DELETE FROM dirty_group")
    connection.execute(
        "INSERT OR IGNORE INTO dirty_group SELECT p.subject, p.relation, p.object FROM dirty_claim d"
        " CROSS JOIN placed p ON p.claim = d.number"
    )
    connection.execute("DELETE FROM placed WHERE claim IN (SELECT number FROM dirty_claim)")
    connection.execute(
        "DELETE FROM withheld WHERE claim IN ("
        " SELECT c.id FROM dirty_claim d CROSS JOIN claim c ON c.number = d.number)"
    )
    ontology = load_ontology()
    last = 0
    while True:
        rows = connection.execute(
            "SELECT c.number, c.id, c.relation, ms.entity, mo.entity, es.type, eo.type FROM dirty_claim d"
            " CROSS JOIN claim c ON c.number = d.number JOIN member ms ON ms.referent = c.subject"
            " JOIN member mo ON mo.referent = c.object JOIN entity es ON es.id = ms.entity"
            " JOIN entity eo ON eo.id = mo.entity WHERE c.status = 'live' AND d.number > ? ORDER BY d.number LIMIT ?",
            (last, _PAGE),
        ).fetchall()
        placed: list[tuple[int, str, str, str]] = []
        withheld: list[tuple[str, str]] = []
        for last, claim_id, relation, subject, target, subject_type, object_type in rows:
            if subject == target:
                withheld.append((claim_id, "same-entity"))
            elif relation not in ontology.relations:
                # It was loaded when the ontology still had it.
                withheld.append((claim_id, "unknown-relation"))
            elif not ontology.allows(relation, subject_type, object_type):
                withheld.append((claim_id, "type-not-allowed"))
            else:
                if ontology.relations[relation].symmetric and target < subject:
                    subject, target = target, subject
                placed.append((last, subject, relation, target))
        connection.executemany("INSERT INTO placed VALUES (?, ?, ?, ?)", placed)
        connection.executemany("INSERT INTO withheld VALUES (?, ?)", withheld)
        connection.executemany("INSERT OR IGNORE INTO dirty_group VALUES (?, ?, ?)", [item[1:] for item in placed])
        if len(rows) < _PAGE:
            return


def iter_groups(connection: LedgerConnection) -> Iterator[Group]:
    """Yield the groups to look at again, in order, page by page."""
    last = Group("", "", "")
    while True:
        rows = connection.execute(
            "SELECT subject, relation, object FROM dirty_group WHERE (subject, relation, object) > (?, ?, ?)"
            " ORDER BY subject, relation, object LIMIT ?",
            (*last, _PAGE),
        ).fetchall()
        for row in rows:
            last = Group._make(row)
            yield last
        if len(rows) < _PAGE:
            return
