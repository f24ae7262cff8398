"""Push and diff against a real Neo4j: what goes in, what changes, what is left alone."""

from __future__ import annotations

import logging
from dataclasses import replace

import pytest
from memory_view import MemoryView
from small_graphs import differences, small_graph

from techpol.graph.neo4j.connection import Database
from techpol.graph.neo4j.push import PushOptions, push
from techpol.schema.errors import DatabaseError

pytestmark = pytest.mark.server


def test_what_is_not_ours_is_left_alone(neo4j_database: Database) -> None:
    view = small_graph()
    push(view, neo4j_database)
    neo4j_database.run(
        "MATCH (p:Person)-[gift:DONATED_TO]->(f:Committee) WITH p, f, gift ORDER BY gift.id LIMIT 1 "
        "CREATE (m:Person:Reader {name: 'mine'})-[:DONATED_TO {amount: 1.0}]->(f) "
        "SET p.note = 'checked', p:Watched CREATE (f)-[:MY_LINK]->(m)"
    )
    before = neo4j_database.read("MATCH (m:Reader)-[r]-(f) RETURN properties(m) AS m, properties(r) AS r ORDER BY r")
    view.entities.clear()
    view.edges.clear()

    report = push(view, neo4j_database)

    assert before == neo4j_database.read(
        "MATCH (m:Reader)-[r]-(f) RETURN properties(m) AS m, properties(r) AS r ORDER BY r"
    )
    assert (1, 2) == (report.nodes.removed, report.nodes.kept)
    assert [{"labels": ["Watched"], "p": {"note": "checked"}}] == neo4j_database.read(
        "MATCH (p:Watched) RETURN labels(p) AS labels, properties(p) AS p"
    )
    assert [] == differences(view, neo4j_database)


def test_both_scripts_are_found_by_the_full_text_index(neo4j_database: Database) -> None:
    push(small_graph(), neo4j_database)

    for words in ("ada", "\u0622\u062f\u0627"):
        rows = neo4j_database.read(
            "CALL db.index.fulltext.queryNodes('techpol_names', $words) YIELD node RETURN node.name AS name",
            {"words": words},
        )

        assert [{"name": "Ada Example"}] == rows


def test_the_drivers_log_holds_no_names(neo4j_database: Database, caplog: pytest.LogCaptureFixture) -> None:
    view = small_graph()

    with caplog.at_level(logging.DEBUG, "neo4j"):
        push(view, neo4j_database)
        first = next(iter(view.entities.values()))
        view.entities[first.id] = replace(first, name="Changed Name")
        push(view, neo4j_database, PushOptions(quick=True))

    assert "UNWIND $rows" in caplog.text
    assert [] == [entity.name for entity in view.entities.values() if entity.name in caplog.text]


def test_another_ledgers_graph_is_not_taken_for_retracted(neo4j_database: Database) -> None:
    push(small_graph(), neo4j_database, graph_id="one")

    with pytest.raises(DatabaseError, match="another ledger"):
        push(MemoryView(), neo4j_database, graph_id="two")

    push(MemoryView(), neo4j_database, PushOptions(replace=True), graph_id="two")
    assert [] == neo4j_database.read("MATCH (n:Entity) RETURN n.id AS id")


def test_data_of_others_that_forbids_a_constraint_is_a_warning(neo4j_database: Database) -> None:
    neo4j_database.run("DROP CONSTRAINT techpol_company_id IF EXISTS")
    neo4j_database.run("UNWIND [1, 1] AS same CREATE (:Company {id: same})")

    report = push(small_graph(), neo4j_database)

    assert 1 == len(report.warnings)
    assert "Company" in report.warnings[0]
    assert [] == differences(small_graph(), neo4j_database)
