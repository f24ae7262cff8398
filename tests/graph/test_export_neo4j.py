"""The Cypher script is run by a real Neo4j: it says what the graph says, and no name in it runs."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hostile import HOSTILE, any_text_at_all, hostile_view
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from techpol.graph.export import Selection
from techpol.graph.export.cypher import literal, write_cypher
from techpol.graph.neo4j.mapping import Mapper, clean_text


def script(view: Any) -> list[str]:
    stream = io.BytesIO()
    write_cypher(Selection(view), stream)
    text = stream.getvalue().decode("utf-8")
    lines = [line for line in text.split("\n") if not line.startswith("//")]
    return [statement for statement in "\n".join(lines).split(";\n") if statement.strip()]


@pytest.mark.server
def test_neo4j_runs_the_script_and_runs_it_again(neo4j_database: Any) -> None:
    view = hostile_view()
    for _ in range(2):
        for statement in script(view):
            neo4j_database.run(statement)
        nodes = neo4j_database.run("MATCH (n:Entity) RETURN n.id AS id, n.name AS name ORDER BY id")
        assert [(e.id, clean_text(e.name)) for e in view.iter_entities()] == [
            (row["id"], row["name"]) for row in nodes
        ]
        edges = neo4j_database.run(
            "MATCH (a)-[r]->(b) RETURN r.id AS id, a.id AS a, type(r) AS type, b.id AS b, r.modality AS modality,"
            " r.role AS role, r.quotes AS quotes, r.amount AS amount ORDER BY id"
        )
        wanted = [
            (e.id, e.subject, e.relation, e.object, str(e.modality), clean_text(e.qualifiers.role or ""), 100000.5)
            for e in view.iter_edges()
        ]
        names = ("id", "a", "type", "b", "modality", "role", "amount")
        assert wanted == [tuple(row[name] for name in names) for row in edges]
        assert all(any(quote in map(clean_text, HOSTILE) for quote in row["quotes"]) for row in edges)


def native(properties: dict[str, Any]) -> dict[str, Any]:
    """Return properties as the driver gives them, with Python's dates for its own."""
    return {name: value.to_native() if hasattr(value, "to_native") else value for name, value in properties.items()}


# The database is emptied for each example; the fixture gives one that is for this test alone.
@pytest.mark.server
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(any_text_at_all, min_size=2, max_size=4, unique=True))
@example(list(HOSTILE))
def test_whatever_the_names_are_neo4j_holds_what_the_script_says_and_nothing_in_them_runs(
    neo4j_database: Any, names: list[str]
) -> None:
    neo4j_database.run("MATCH (n) DETACH DELETE n")
    neo4j_database.run("CREATE (:Stranger {name: 'not ours'})")
    view = hostile_view(tuple(names), parallel=3)
    for statement in script(view):
        neo4j_database.run(statement)
    mapper = Mapper(view)
    assert {node.id: (set(node.labels), node.properties) for node in mapper.nodes()} == {
        row["id"]: (set(row["labels"]), native(row["properties"]))
        for row in neo4j_database.run(
            "MATCH (n:Entity) RETURN n.id AS id, labels(n) AS labels, properties(n) AS properties"
        )
    }
    assert {edge.id: (edge.start, edge.type, edge.end, edge.properties) for edge in mapper.relationships()} == {
        row["id"]: (row["a"], row["type"], row["b"], native(row["properties"]))
        for row in neo4j_database.run(
            "MATCH (a)-[r]->(b) RETURN r.id AS id, a.id AS a, type(r) AS type, b.id AS b, properties(r) AS properties"
        )
    }
    assert neo4j_database.run("MATCH (n) WHERE NOT n:Entity RETURN n.name AS name") == [{"name": "not ours"}]


@pytest.mark.server
def test_neo4j_reads_a_literal_as_the_text_that_it_is(neo4j_database: Any) -> None:
    texts = [
        *HOSTILE,
        "\\",
        "\\u0041",
        "\\\\u0041",
        "'",
        "\\'",
        "a\\u",
        "\\uD800",
        "//",
        "/* */",
        "`",
        "$x",
        ":param x",
    ]
    rows = neo4j_database.run(f"UNWIND {literal(texts)} AS text RETURN text")
    assert [clean_text(text) for text in texts] == [row["text"] for row in rows]


@given(st.text())
def test_a_literal_is_one_line_and_ends_where_it_should(text: str) -> None:
    written = literal(text)
    assert len(written.splitlines()) == 1
    # Between two single quotes that are not escaped nothing is left but our own concatenation.
    inside, at = True, 1
    while at < len(written):
        if written[at] == "\\" and inside:
            at += 2
            continue
        if written[at] == "'":
            inside = not inside
        elif not inside:
            assert written[at] in " +"
        at += 1
    assert not inside
