"""How batches are packed, and that those which run at once touch different nodes; no server is needed."""

from __future__ import annotations

import threading
import time
from datetime import date
from typing import Any

import pytest
from made_graph import MadeGraph

from techpol.graph.neo4j import writer
from techpol.graph.neo4j.mapping import Mapper
from techpol.graph.neo4j.writer import BatchWriter


def test_what_every_row_shares_travels_once() -> None:
    rows = [["a", "b", "money", 1, None, "x"], ["c", "d", "money", 1, None, "y"]]

    properties, values, shared = writer._packed(rows, 2, ("kind", "support", "role", "id"))

    assert "{kind: $all_kind, support: $all_support, id: row[2]}" == properties
    assert [["a", "b", "x"], ["c", "d", "y"]] == values
    assert {"all_kind": "money", "all_support": 1} == shared


def test_what_many_rows_share_travels_once() -> None:
    day = date(2024, 6, 14)
    rows = [["gave", day, ["u"]], ["hosted", None, ["u"]], ["gave", day, []], [None, None, None]]

    properties, values, shared = writer._packed(rows, 0, ("caption", "start", "sources"))

    assert "{caption: $table[row[0]], start: $table[row[1]], sources: $table[row[2]]}" == properties
    table = shared["table"]
    assert ["gave", "hosted", day, ["u"], []] == table
    unpacked = [[place if place is None else table[place] for place in row] for row in values]
    assert rows == unpacked


@pytest.mark.parametrize("other", [1.0, True, 2, None])
def test_equal_values_of_two_types_are_not_one(other: Any) -> None:
    properties, values, shared = writer._packed([["a", 1], ["b", other]], 1, ("support",))

    assert ("{support: row[1]}", {}) == (properties, shared)
    assert [["a", 1], ["b", other]] == values
    assert type(values[1][1]) is type(other)


class Engine:
    """As much of a database as a writer asks of it before it sends."""

    def __init__(self, is_neo4j: bool) -> None:
        self.is_neo4j = is_neo4j


class Watched(BatchWriter):
    """Runs nothing, and notes which nodes were being written at the same time."""

    def __init__(self, writers: int, is_neo4j: bool = False) -> None:
        super().__init__(Engine(is_neo4j), None, 20, writers)  # type: ignore[arg-type]
        for node in Mapper(MadeGraph(50, 0)).nodes():
            self.found_node(node.id, f"4:{node.id}")
        self.guard = threading.Lock()
        self.now: list[set[str]] = []
        self.clashes = 0
        self.most = 0
        self.rows = 0

    def _run(self, batch: Any) -> int:
        nodes = {end for row in batch.parameters["rows"] for end in row[:2]}
        with self.guard:
            self.clashes += sum(not nodes.isdisjoint(others) for others in self.now)
            self.now.append(nodes)
            self.most = max(self.most, len(self.now))
            self.rows += len(batch.parameters["rows"])
        time.sleep(0.002)
        with self.guard:
            self.now.remove(nodes)
        return len(batch.parameters["rows"])


def test_transactions_at_once_share_no_node_and_none_is_lost() -> None:
    with Watched(2) as watched:
        for relationship in Mapper(MadeGraph(50, 3_000)).relationships():
            watched.create_relationship(relationship, [*relationship.values(), "digest"])

    assert 3_000 == watched.rows
    assert 0 == watched.clashes
    assert 2 == watched.most  # else they would not have run at once at all


def test_neo4j_gets_full_batches_whatever_nodes_they_share() -> None:
    with Watched(2, is_neo4j=True) as watched:
        for relationship in Mapper(MadeGraph(50, 3_000)).relationships():
            watched.create_relationship(relationship, [*relationship.values(), "digest"])

    assert 3_000 == watched.rows
    assert 2 == watched.most


def test_ends_travel_as_the_ids_of_the_database() -> None:
    sent: list[Any] = []

    class Kept(Watched):
        def _run(self, batch: Any) -> int:
            sent.extend(row[:2] for row in batch.parameters["rows"])
            return 0

    relationships = list(Mapper(MadeGraph(50, 100)).relationships())
    with Kept(2, is_neo4j=True) as kept:
        del kept.places[relationships[0].start]
        for relationship in relationships:
            kept.create_relationship(relationship, [*relationship.values(), "digest"])

    lost = relationships[0].start
    wanted = [[None if end == lost else f"4:{end}" for end in (it.start, it.end)] for it in relationships]
    assert sorted(map(str, wanted)) == sorted(map(str, sent))


def test_a_batch_that_fails_ends_the_push() -> None:
    class Failing(Watched):
        def _run(self, batch: Any) -> int:
            raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"), Failing(2) as failing:
        for relationship in Mapper(MadeGraph(50, 3_000)).relationships():
            failing.create_relationship(relationship, [*relationship.values(), "digest"])
