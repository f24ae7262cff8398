"""Writes batches into the database: a few transactions at a time, each one checked against the lock.

Rows travel as lists of values under a list of keys, since a map for each row spends most of the time on its keys.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from types import TracebackType
from typing import Any, Self

import neo4j

from techpol.graph.neo4j.connection import Database, is_client_error, translated
from techpol.graph.neo4j.lock import HELD
from techpol.graph.neo4j.mapping import (
    CLAIM_LABEL,
    LINK_TYPES,
    MARKER,
    ROOT_LABEL,
    SOURCE_LABEL,
    STATED_IN,
    Node,
    Properties,
    Relationship,
    all_labels,
    chunks,
    managed_node_keys,
)
from techpol.schema.errors import DatabaseError
from techpol.schema.ontology import load_ontology

_NODE_KEYS = managed_node_keys()
_TAKEN = "Neo.ClientError.Schema.ConstraintValidationFailed"

Work = Callable[[neo4j.ManagedTransaction], int]


class LockLost(DatabaseError):
    """Another push took the database over, since this one had not answered for too long."""


def _by_keys(rows: list[tuple[list[Any], Properties]]) -> tuple[list[str], list[list[Any]]]:
    """Return the keys that any row has, and the rows as values in that order after their first values."""
    keys = list(dict.fromkeys(key for _, properties in rows for key in properties))
    return keys, [[*first, *map(properties.get, keys)] for first, properties in rows]


def _map_of(keys: list[str], first: int) -> str:
    return "{" + ", ".join(f"{key}: row[{place}]" for place, key in enumerate(keys, first)) + "}"


class BatchWriter:
    """Collects rows by what is done with them and sends each full batch in a transaction of its own.

    ``owner`` holds the push lock; None for a database that nobody else writes to. Leaving the block sends the rest.
    """

    def __init__(self, database: Database, owner: str | None, batch: int, writers: int) -> None:
        self.database = database
        self.owner = owner
        self.batch = batch
        self.limit = writers * 2
        self.pool = ThreadPoolExecutor(writers, thread_name_prefix="techpol-push")
        self.running: set[Future[int]] = set()
        self.creating_nodes: dict[tuple[str, ...], list[tuple[list[Any], Properties]]] = {}
        self.updating_nodes: dict[tuple[str, ...], list[tuple[list[Any], Properties]]] = {}
        self.creating: dict[str, list[tuple[list[Any], Properties]]] = {}
        self.removing: list[str] = []
        self.labels = all_labels(load_ontology())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                self.flush()
        finally:
            self.pool.shutdown(wait=True, cancel_futures=True)

    def create_node(self, node: Node, digest: str) -> None:
        """Send a node that the database lacks."""
        rows = self.creating_nodes.setdefault(node.labels, [])
        rows.append(([], {**node.properties, MARKER: digest}))
        if len(rows) >= self.batch:
            self._send_new_nodes(node.labels, self.creating_nodes.pop(node.labels))

    def update_node(self, element_id: str, node: Node, digest: str) -> None:
        """Send a node that the database holds otherwise; keys and labels of others stay."""
        rows = self.updating_nodes.setdefault(node.labels, [])
        rows.append(([element_id], {**node.properties, MARKER: digest}))
        if len(rows) >= self.batch:
            self._send_changed_nodes(node.labels, self.updating_nodes.pop(node.labels))

    def create_relationship(self, relationship: Relationship, digest: str) -> None:
        """Send a relationship that the database lacks."""
        rows = self.creating.setdefault(relationship.type, [])
        rows.append(([relationship.start, relationship.end], {**relationship.properties, MARKER: digest}))
        if len(rows) >= self.batch:
            self._send_relationships(relationship.type, self.creating.pop(relationship.type))

    def remove_relationship(self, element_id: str) -> None:
        """Take a relationship of ours out, by the database's id of it."""
        self.removing.append(element_id)
        if len(self.removing) >= self.batch:
            self._send_removals()

    def flush(self) -> None:
        """Send what is left and wait until all of it is committed. Raises what a batch raised."""
        for labels in list(self.creating_nodes):
            self._send_new_nodes(labels, self.creating_nodes.pop(labels))
        for labels in list(self.updating_nodes):
            self._send_changed_nodes(labels, self.updating_nodes.pop(labels))
        for type_name in list(self.creating):
            self._send_relationships(type_name, self.creating.pop(type_name))
        if len(self.removing) > 0:
            self._send_removals()
        self._wait(0)

    def _send_new_nodes(self, labels: tuple[str, ...], rows: list[tuple[list[Any], Properties]]) -> None:
        keys, values = _by_keys(rows)
        statement = f"UNWIND $rows AS row CREATE (n:{':'.join(labels)} {_map_of(keys, 0)}) RETURN count(n) AS done"
        self._submit([statement], values, len(values))

    def _send_changed_nodes(self, labels: tuple[str, ...], rows: list[tuple[list[Any], Properties]]) -> None:
        keys = [*_NODE_KEYS, MARKER]
        values = [[*first, *map(properties.get, keys)] for first, properties in rows]
        other = [label for label in self.labels if label not in labels]
        # The map names every key of ours, so that one which is no longer said becomes null and goes.
        found = "UNWIND $rows AS row MATCH (n) WHERE elementId(n) = row[0]"
        properties = f"SET n += {_map_of(keys, 1)}"
        add, remove = f"SET n:{':'.join(labels)}", f"REMOVE n:{':'.join(other)}"
        if self.database.is_neo4j:
            self._submit([f"{found} {properties} {add} {remove} RETURN count(n) AS done"], values, len(values))
            return
        # The embedded engine moves a node whose labels change, so each step has to find it anew, by our id.
        again = f"UNWIND $rows AS row MATCH (n:{ROOT_LABEL} {{id: row[{keys.index('id') + 1}]}})"
        statements = [f"{step} RETURN count(n) AS done" for step in
                      (f"{found} {properties}", f"{again} {add}", f"{again} {remove}")]  # fmt: skip
        self._submit(statements, values, len(values))

    def _send_relationships(self, type_name: str, rows: list[tuple[list[Any], Properties]]) -> None:
        keys, values = _by_keys(rows)
        start = CLAIM_LABEL if type_name in LINK_TYPES else ROOT_LABEL
        end = SOURCE_LABEL if type_name == STATED_IN else ROOT_LABEL
        statement = (
            f"UNWIND $rows AS row MATCH (a:{start} {{id: row[0]}}) MATCH (b:{end} {{id: row[1]}}) "
            f"CREATE (a)-[r:{type_name} {_map_of(keys, 2)}]->(b) RETURN count(r) AS done"
        )
        self._submit([statement], values, len(values))

    def _send_removals(self) -> None:
        statement = (
            f"UNWIND $rows AS row MATCH ()-[r]->() WHERE elementId(r) = row AND r.{MARKER} IS NOT NULL "
            "DELETE r RETURN count(*) AS done"
        )
        # One that somebody else removed in the meantime is no error.
        self._submit([statement], self.removing, None)
        self.removing = []

    def _submit(self, statements: list[str], rows: list[Any], expected: int | None) -> None:
        self._wait(self.limit)
        self.running.add(self.pool.submit(self._run, statements, rows, expected))

    def _wait(self, below: int) -> None:
        """Wait until fewer batches than the limit run, and raise what any of them raised."""
        while len(self.running) > 0 and len(self.running) >= max(below, 1):
            done, self.running = wait(self.running, return_when=FIRST_COMPLETED)
            for future in done:
                future.result()

    def _run(self, statements: list[str], rows: list[Any], expected: int | None) -> int:
        def work(transaction: neo4j.ManagedTransaction) -> int:
            self._check_lock(transaction)
            done = 0
            for statement in statements:
                done = int(transaction.run(statement, rows=rows).single(strict=True)["done"])
            if expected is not None and done != expected:
                raise DatabaseError(
                    f"{self.database.target.uri}: {expected - done} of {expected} rows found no node to go to; "
                    "somebody else changes this database; push again"
                )
            return done

        try:
            with translated(self.database.target.uri), self.database.session() as session:
                return session.execute_write(work)
        except DatabaseError as exc:
            if is_client_error(exc, _TAKEN):
                raise DatabaseError(f"the database holds a node with an id of ours that is not ours: {exc}") from exc
            raise

    def _check_lock(self, transaction: neo4j.ManagedTransaction) -> None:
        if self.owner is None:
            return
        held = transaction.run(HELD, owner=self.owner).single(strict=True)["held"]
        if held != 1:
            raise LockLost(f"another push has taken {self.database.target.uri} over; nothing more was written")

    def remove_nodes(self, element_ids: list[str]) -> tuple[int, int]:
        """Take nodes out; return how many went and how many stay, stripped of what is ours, for others' sake."""
        removed = kept = 0
        keys = [*_NODE_KEYS, MARKER]
        for chunk in chunks(element_ids, self.batch):
            gone = self._remove_chunk(chunk, keys)
            removed += gone
            kept += len(chunk) - gone
        return removed, kept

    def _remove_chunk(self, element_ids: list[str], keys: list[str]) -> int:
        delete = (
            f"UNWIND $rows AS row MATCH (n) WHERE elementId(n) = row AND n.{MARKER} IS NOT NULL AND NOT (n)--() "
            "AND all(key IN keys(n) WHERE key IN $keys) AND all(label IN labels(n) WHERE label IN $labels) "
            "DELETE n RETURN count(*) AS done"
        )
        nulls = ", ".join(f"{key}: null" for key in keys)
        strip = (
            f"UNWIND $rows AS row MATCH (n) WHERE elementId(n) = row AND n.{MARKER} IS NOT NULL "
            f"SET n += {{{nulls}}} REMOVE n:{':'.join(self.labels)} RETURN count(n) AS done"
        )

        def work(transaction: neo4j.ManagedTransaction) -> int:
            self._check_lock(transaction)
            parameters = {"rows": element_ids, "keys": keys, "labels": list(self.labels)}
            gone = int(transaction.run(delete, parameters).single(strict=True)["done"])
            if gone < len(element_ids):
                transaction.run(strip, rows=element_ids).consume()
            return gone

        with translated(self.database.target.uri), self.database.session() as session:
            return session.execute_write(work)
