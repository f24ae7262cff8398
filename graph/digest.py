"""Hashes of a ledger's content: equal content, equal digest, whatever the order and time of loading."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from techpol.graph.rows import dump

_BITS = 256


@dataclass(frozen=True, slots=True)
class Digest:
    """One hash each. ``claims`` are all, whatever became of them; ``current_claims`` those that count.

    ``graph`` is what is computed: entities by the referents that they are made of, edges by their claims. Ids that
    depend on who was loaded first are not in it. ``judgements`` are those that no build makes by itself.
    """

    sources: str
    referents: str
    claims: str
    current_claims: str
    judgements: str
    graph: str

    @property
    def text(self) -> str:
        """One hash of all of it."""
        return hashlib.sha256(dump(list(self.to_dict().values())).encode()).hexdigest()

    def to_dict(self) -> dict[str, str]:
        """Return JSON values."""
        return {name: getattr(self, name) for name in self.__slots__}


def digest(connection: sqlite3.Connection) -> Digest:
    """Return the hashes of a ledger's content."""
    return Digest(
        sources=_hash_set(
            connection.execute(
                "SELECT s.id, s.version, s.key, s.kind, s.title, s.publisher, s.url, s.published, s.language, s.text,"
                " t.version = s.version, t.retracted FROM source s JOIN source_state t ON t.id = s.id"
            )
        ),
        referents=_hash_set(connection.execute("SELECT data, live FROM referent")),
        claims=_hash_claims(connection, "1"),
        current_claims=_hash_claims(connection, "c.status = 'live'"),
        judgements=_hash_judgements(connection),
        graph=graph_digest(connection),
    )


def _hash_judgements(connection: sqlite3.Connection) -> str:
    """Hash what persons, and rules that no build runs, judged, and what persons undid.

    The rules of the build judge again whenever it runs; which pairs they had met by then depends on the order of
    loading, and what follows from their word is in the graph.
    """
    from techpol.graph.resolve.resolver import RULES

    return _hash_set(
        connection.execute(
            "SELECT id, score, why, live FROM judgement j WHERE by NOT IN (SELECT value FROM json_each(?))"
            " OR (NOT live AND EXISTS (SELECT 1 FROM event e"
            "  WHERE e.target = j.id AND e.what = 'undone' AND e.by NOT LIKE 'rule:%'))",
            (dump(list(RULES)),),
        )
    )


def _hash_claims(connection: sqlite3.Connection, condition: str) -> str:
    # The id is a hash of what is said and of the evidence, record hashes included.
    return _hash_set(
        connection.execute(f"SELECT c.id, c.relation, c.modality, c.data, c.status FROM claim c WHERE {condition}")
    )


def graph_digest(connection: sqlite3.Connection) -> str:
    """Return the hash of what is computed."""
    parts = (
        _hash_set(
            _entity_row(*row) for row in connection.execute(f"SELECT {_key('e.id')}, degree, data FROM entity e")
        ),
        _hash_set(connection.execute(f"SELECT referent, {_key('m.entity')} FROM member m")),
        _hash_set(connection.execute(f"SELECT folded, {_key('n.entity')}, text, language FROM name n")),
        _hash_edges(connection),
        _hash_set(connection.execute("SELECT claim, reason FROM withheld")),
    )
    return hashlib.sha256("".join(parts).encode()).hexdigest()


def _key(column: str) -> str:
    """Return the SQL for what an entity goes by here: the smallest of its referents' ids."""
    return f"(SELECT min(k.referent) FROM member k WHERE k.entity = {column})"


def _entity_row(key: str, degree: int, data: str) -> list[Any]:
    entity = json.loads(data)
    del entity["id"]
    return [key, degree, entity]


def _hash_edges(connection: sqlite3.Connection) -> str:
    columns = "data, past, amount, currency, start, end, support, confidence, is_total"
    rows = connection.execute(f"SELECT {_key('g.subject')}, {_key('g.object')}, {columns} FROM edge g")
    return _hash_set(_edge_row(connection, *row) for row in rows)


def _edge_row(connection: sqlite3.Connection, subject: str, target: str, data: str, *values: Any) -> list[Any]:
    edge = json.loads(data)
    del edge["id"]
    edge["claims"] = sorted(edge["claims"])
    edge["subject"], edge["object"] = subject, target
    for link in ("total_of", "contradicts"):
        # An edge names other edges by id; here each goes by its claims, as the ids depend on who came first.
        edge[link] = sorted(_edge_key(connection, other) for other in edge.get(link, ()))
    return [edge, values]


def _edge_key(connection: sqlite3.Connection, edge_id: str) -> str:
    row = connection.execute("SELECT data FROM edge WHERE id = ?", (edge_id,)).fetchone()
    if row is None:
        return "gone"
    edge = json.loads(row[0])
    return dump([sorted(edge["claims"]), edge["ordinal"]])


def _hash_set(rows: Iterable[Any]) -> str:
    """Hash rows whatever their order: the sum of their hashes, and how many there are."""
    total, count = 0, 0
    for row in rows:
        encoded = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        total += int.from_bytes(hashlib.sha256(encoded.encode("utf-8", "surrogatepass")).digest(), "big")
        count += 1
    return f"{total % (1 << _BITS):064x}-{count}"
