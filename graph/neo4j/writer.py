"""Writes batches into the database: a few transactions at a time, each one checked against the lock.

Rows travel as lists of values under a list of keys, since a map for each row spends most of the time on its keys,
and what is the same in every row of a batch, or in many, travels once. Neo4j finds the ends of a relationship by its
own id of each node, which costs it a tenth less than by ours, through an index; it locks nodes in one order when a
transaction is committed, so that transactions at once wait for each other at most, and the driver tries one again
that was undone all the same. Other engines find nodes by our id and lock them as they go; for them relationships
are sorted by the parts of the graph that their ends lie in, and no two transactions that run at once share a part.
"""

from __future__ import annotations

import zlib
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
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
    managed_relationship_keys,
)
from techpol.schema.errors import DatabaseError
from techpol.schema.ontology import load_ontology

_NODE_KEYS = managed_node_keys()
_RELATIONSHIP_KEYS = managed_relationship_keys()
_TAKEN = "Neo.ClientError.Schema.ConstraintValidationFailed"

Work = Callable[[neo4j.ManagedTransaction], int]


class LockLost(DatabaseError):
    """Another push took the database over, since this one had not answered for too long."""


Rows = list[tuple[list[Any], Properties]]
"""Rows of changed nodes: the database's id, and the properties."""
Flat = list[list[Any]]
"""Rows of new things: values only, in the order of the keys that their kind may have."""


@dataclass(frozen=True, slots=True)
class _Batch:
    """What one transaction does. ``parts``: the parts of the graph whose nodes it locks."""

    statements: list[str]
    parameters: dict[str, Any]
    expected: int | None
    parts: frozenset[int]


_PARTS = 4  # with four, two transactions find batches that do not touch each other's parts
# Keys whose value a batch often shares. Few, since each set of shared keys is a statement that the server must plan.
_OFTEN_SHARED = frozenset(
    {"kind", "type", "modality", "confidence", "support", "ordinal", "is_total", "past", "currency"}
)
# Texts, days and lists of texts of which a batch holds few: each travels once, and a row says which it is.
_FEW_VALUES = frozenset({"kind", "caption", "role", "start", "end"})
_FEW_LISTS = frozenset({"source_titles", "source_urls", "sources"})
_WAITING = 6  # batches that wait for each writer: enough to find one that may run beside the others
_ALL_PARTS = frozenset(range(_PARTS))
_COLLECTED_BATCHES = 64  # so many batches of relationships are collected at most, a few tens of megabytes


def _part(node_id: str) -> int:
    return zlib.crc32(node_id.encode("utf-8", "surrogatepass")) % _PARTS


class _Unshown(list[Any]):
    """A list whose text is short: the driver makes the text of all parameters for its log, even if it writes none.

    That took 8 % of this process's time in a push, and names would stand in the log of whoever turned it on.
    """

    def __repr__(self) -> str:
        return f"[{len(self)} rows]"


def _packed(rows: Flat, ends: int, keys: tuple[str, ...]) -> tuple[str, Flat, dict[str, Any]]:
    """Return the map of properties in Cypher, the rows without what no row has, and the values that rows share.

    The first ``ends`` values of a row are no properties; ``keys`` name the others.
    """
    columns: list[Sequence[Any]] = list(zip(*rows, strict=True))
    places: list[str] = []
    shared: dict[str, Any] = {}
    table: dict[Any, int] = {}
    kept = columns[:ends]
    for key, column in zip(keys, columns[ends:], strict=True):
        alike = column.count(column[0]) == len(column)
        if alike and column[0] is None:
            continue
        # Of one type: 1, 1.0 and True are equal.
        if alike and key in _OFTEN_SHARED and len(set(map(type, column))) == 1:
            shared[f"all_{key}"] = column[0]
            places.append(f"{key}: $all_{key}")
        elif key in _FEW_VALUES or key in _FEW_LISTS:
            values = column if key in _FEW_VALUES else [value if value is None else tuple(value) for value in column]
            places.append(f"{key}: $table[row[{len(kept)}]]")
            kept.append([value if value is None else table.setdefault(value, len(table)) for value in values])
        else:
            places.append(f"{key}: row[{len(kept)}]")
            kept.append(column)
    if len(table) > 0:
        shared["table"] = [list(value) if type(value) is tuple else value for value in table]
    return "{" + ", ".join(places) + "}", list(map(list, zip(*kept, strict=True))), shared


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
        self.writers = writers
        self.pool = ThreadPoolExecutor(writers, thread_name_prefix="techpol-push")
        self.ready: deque[_Batch] = deque()
        self.running: dict[Future[int], _Batch] = {}
        self.creating_nodes: dict[tuple[str, ...], Flat] = {}
        self.updating_nodes: dict[tuple[str, ...], Rows] = {}
        self.creating: dict[tuple[str, frozenset[int]], Flat] = {}
        self.collected = 0  # rows in ``creating``
        self.by_place = database.is_neo4j
        self.places: dict[str, str] = {}  # the database's id of each node, by ours
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

    def found_node(self, node_id: str, element_id: str) -> None:
        """Note the database's id of a node that it holds already."""
        self.places[node_id] = element_id

    def create_node(self, node: Node, digest: str) -> None:
        """Send a node that the database lacks."""
        rows = self.creating_nodes.setdefault(node.labels, [])
        rows.append([*map(node.properties.get, _NODE_KEYS), digest])
        if len(rows) >= self.batch:
            self._send_new_nodes(node.labels, self.creating_nodes.pop(node.labels))

    def update_node(self, element_id: str, node: Node, digest: str) -> None:
        """Send a node that the database holds otherwise; keys and labels of others stay."""
        rows = self.updating_nodes.setdefault(node.labels, [])
        rows.append(([element_id], {**node.properties, MARKER: digest}))
        if len(rows) >= self.batch:
            self._send_changed_nodes(node.labels, self.updating_nodes.pop(node.labels))

    def create_relationship(self, relationship: Relationship, values: list[Any]) -> None:
        """Send a relationship that the database lacks: its values, and their hash after them."""
        start: str | None = relationship.start
        end: str | None = relationship.end
        parts = frozenset[int]()
        if self.by_place:  # one that is not known finds no node, and is told of as such
            start, end = self.places.get(relationship.start), self.places.get(relationship.end)
        else:
            parts = frozenset((_part(relationship.start), _part(relationship.end)))
        group = (relationship.type, parts)
        rows = self.creating.get(group)
        if rows is None:
            rows = self.creating[group] = []
        rows.append([start, end, *values])
        self.collected += 1
        if len(rows) < self.batch and self.collected < self.batch * _COLLECTED_BATCHES:
            return
        if len(rows) < self.batch:  # many groups, none full: the fullest goes
            group = max(self.creating, key=lambda key: len(self.creating[key]))
        self._send_relationships(group)

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
        for group in sorted(self.creating, key=lambda key: -len(self.creating[key])):
            self._send_relationships(group)
        if len(self.removing) > 0:
            self._send_removals()
        self._start()
        while len(self.running) > 0:
            self._wait()

    def _send_new_nodes(self, labels: tuple[str, ...], rows: Flat) -> None:
        properties, values, shared = _packed(rows, 0, (*_NODE_KEYS, MARKER))
        statement = (
            f"UNWIND $rows AS row CREATE (n:{':'.join(labels)} {properties}) "
            "RETURN count(n) AS done, collect([row[0], elementId(n)]) AS places"
        )
        self._submit([statement], values, len(values), shared=shared)

    def _send_changed_nodes(self, labels: tuple[str, ...], rows: Rows) -> None:
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

    def _send_relationships(self, group: tuple[str, frozenset[int]]) -> None:
        type_name, parts = group
        rows = self.creating.pop(group)
        self.collected -= len(rows)
        properties, values, shared = _packed(rows, 2, (*_RELATIONSHIP_KEYS, MARKER))
        start = CLAIM_LABEL if type_name in LINK_TYPES else ROOT_LABEL
        end = SOURCE_LABEL if type_name == STATED_IN else ROOT_LABEL
        if self.by_place:
            # The label is asked for since the database gives the id of a node that somebody took out to the next one.
            ends = f"MATCH (a:{start}) WHERE elementId(a) = row[0] MATCH (b:{end}) WHERE elementId(b) = row[1]"
        else:
            ends = f"MATCH (a:{start} {{id: row[0]}}) MATCH (b:{end} {{id: row[1]}})"
        statement = f"UNWIND $rows AS row {ends} CREATE (a)-[r:{type_name} {properties}]->(b) RETURN count(r) AS done"
        self._submit([statement], values, len(values), parts, shared)

    def _send_removals(self) -> None:
        statement = (
            f"UNWIND $rows AS row MATCH ()-[r]->() WHERE elementId(r) = row AND r.{MARKER} IS NOT NULL "
            "DELETE r RETURN count(*) AS done"
        )
        # One that somebody else removed in the meantime is no error.
        self._submit([statement], self.removing, None, _ALL_PARTS)
        self.removing = []

    def _submit(
        self,
        statements: list[str],
        rows: list[Any],
        expected: int | None,
        parts: frozenset[int] = frozenset(),
        shared: dict[str, Any] | None = None,
    ) -> None:
        """Line a batch up, and wait while more are lined up than can run soon."""
        parameters = {"rows": rows, **(shared or {})}
        for name, value in parameters.items():
            parameters[name] = _Unshown(value) if isinstance(value, list) else value
        self.ready.append(_Batch(statements, parameters, expected, parts))
        self._start()
        while len(self.ready) > self.writers * _WAITING:
            self._wait()

    def _start(self) -> None:
        """Start the batches, the oldest first, that share no part of the graph with those that run."""
        for batch in list(self.ready):
            if len(self.running) >= self.writers:
                return
            busy = frozenset[int]().union(*(other.parts for other in self.running.values()))
            if busy.isdisjoint(batch.parts):
                self.ready.remove(batch)
                self.running[self.pool.submit(self._run, batch)] = batch

    def _wait(self) -> None:
        """Wait until a batch has ended, start the next, and raise what it raised."""
        done, _ = wait(self.running, return_when=FIRST_COMPLETED)
        for future in done:
            del self.running[future]
            future.result()
        self._start()

    def _run(self, batch: _Batch) -> int:
        places: dict[str, str] = {}

        def work(transaction: neo4j.ManagedTransaction) -> int:
            self._check_lock(transaction)
            places.clear()
            done = 0
            for statement in batch.statements:
                record = transaction.run(statement, batch.parameters).single(strict=True)
                done = int(record["done"])
                places.update(record.get("places", ()))
            if batch.expected is not None and done != batch.expected:
                raise DatabaseError(
                    f"{self.database.target.uri}: {batch.expected - done} of {batch.expected} rows found no node to "
                    "go to; somebody else changes this database; push again"
                )
            return done

        try:
            with translated(self.database.target.uri), self.database.session() as session:
                done = session.execute_write(work)
        except DatabaseError as exc:
            if is_client_error(exc, _TAKEN):
                raise DatabaseError(f"the database holds a node with an id of ours that is not ours: {exc}") from exc
            raise
        self.places.update(places)
        return done

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
