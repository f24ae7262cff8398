"""Each query of the library: its header, and its rows on a small graph, on every engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from memory_view import MemoryView

from techpol.graph.embedded import Engine, fill
from techpol.graph.memory import MemoryGraph
from techpol.graph.neo4j.connection import Database, open_database
from techpol.graph.neo4j.difference import find_differences
from techpol.graph.neo4j.push import PushOptions, push
from techpol.graph.neo4j.reader import json_value
from techpol.queries.cypher import ask, load_library, parse_query
from techpol.schema.errors import UsageError

GRAPH = yaml.safe_load(Path(__file__).with_name("library_graph.yaml").read_text("utf-8"))
CASES = [(name, number) for name, cases in GRAPH["expected"].items() for number in range(len(cases))]


def library_view() -> MemoryView:
    view = MemoryView()
    ids = {}
    for name, spec in GRAPH["entities"].items():
        spec = dict(spec)
        ids[name] = view.entity(name, spec.pop("type"), spec.pop("ar", None), **spec)
    keys: dict[str, str] = {}
    for subject, relation, object_, sources, said in GRAPH["edges"]:
        said = dict(said)
        key = said.pop("edge", None)
        parts = [keys[part] for part in said.pop("total_of", ())]
        edge = view.edge(ids[subject], relation, ids[object_], sources=sources, total_of=parts, **said)
        if key is not None:
            keys[key] = edge
    return view


@pytest.fixture(scope="module", params=["embedded", pytest.param("neo4j", marks=pytest.mark.server)])
def filled(request: pytest.FixtureRequest) -> Iterator[Database]:
    if request.param == "embedded":
        engine = request.getfixturevalue("embedded_engine")
        engine.writer.write("MATCH (n) DETACH DELETE n")
        fill(engine, library_view())
        yield engine.reader
        return
    server = request.getfixturevalue("neo4j_server")
    with open_database(server.target) as database:
        database.run("MATCH (n) DETACH DELETE n")
        push(library_view(), database)
        yield database


@pytest.mark.parametrize(("name", "number"), CASES)
def test_rows_are_those_written_by_hand(filled: Database, name: str, number: int) -> None:
    case = GRAPH["expected"][name][number]
    query = load_library()[name]

    found = ask(filled, query, query.values(case.get("given", {})))

    assert list(found.columns) == [column.name for column in query.columns]
    assert case["rows"] == json_value([list(row) for row in found.rows])


@pytest.mark.parametrize(("name", "number"), CASES)
def test_ties_that_are_less_sure_than_asked_make_no_row(filled: Database, name: str, number: int) -> None:
    query = load_library()[name]
    given = GRAPH["expected"][name][number].get("given", {})
    # Surer than anything can be: no text is read as that.
    values = {**query.values(given), "min_confidence": 1.5}

    assert () == tuple(ask(filled, query, values).rows)


@pytest.mark.parametrize("share", ["1.5", "-1", "nan", "inf"])
def test_a_confidence_is_a_share_of_one(share: str) -> None:
    query = load_library()["denied"]

    with pytest.raises(UsageError, match=r"--min-confidence.*is not between 0 and 1"):
        query.values({"min_confidence": share})


@pytest.fixture(scope="module")
def examples_database(embedded_engine: Engine, examples: MemoryGraph) -> Database:
    embedded_engine.writer.write("MATCH (n) DETACH DELETE n")
    fill(embedded_engine, examples)
    return embedded_engine.reader


@pytest.mark.parametrize("name", sorted(load_library()))
def test_the_examples_have_an_answer(examples_database: Database, name: str) -> None:
    query = load_library()[name]

    found = ask(examples_database, query, query.values(GRAPH["examples"].get(name, {})))

    assert len(found.rows) > 0


def test_the_examples_are_the_same_graph_on_each_engine(graph_database: Database, examples: MemoryGraph) -> None:
    push(examples, graph_database, PushOptions(with_claims=True))

    assert [] == list(find_differences(examples, graph_database, with_claims=True))


def test_every_query_has_rows_written_by_hand() -> None:
    assert sorted(load_library()) == sorted(GRAPH["expected"])
    assert len(load_library()) >= 20


def test_every_query_has_at_least_one_row() -> None:
    assert [] == [name for name, cases in GRAPH["expected"].items() if all(len(case["rows"]) == 0 for case in cases)]


@pytest.mark.parametrize("name", sorted(load_library()))
def test_a_header_says_all_that_a_user_needs(name: str) -> None:
    query = load_library()[name]

    assert query.title != name
    assert query.question.endswith("?")
    assert len(query.columns) > 0
    assert all(parameter.meaning for parameter in query.parameters)
    assert all(column.meaning for column in query.columns)
    # Each parameter is used and each one used is declared.
    used = {part.split("$")[1] for part in _parameters_in(query.text)}
    assert used == {parameter.name for parameter in query.parameters}


def _parameters_in(text: str) -> set[str]:
    import re

    return set(re.findall(r"\$\w+", text))


def test_what_is_given_is_read_by_its_type() -> None:
    query = load_library()["gifts-near-meetings"]

    assert {"days": 7, "limit": 50, "min_confidence": 0.0} == query.values({"days": "7"})


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"days": "soon"}, "not of type integer"),
        ({"colour": "red"}, "no parameter 'colour'; it has --days, --limit"),
    ],
)
def test_a_wrong_parameter_is_named(given: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        load_library()["gifts-near-meetings"].values(given)


def test_a_modality_is_one_of_those_known() -> None:
    query = load_library()["top-donors"]

    assert query.values({})["modality"] == "asserted"
    assert query.values({"modality": "Planned"})["modality"] == "planned"
    with pytest.raises(UsageError, match="'denied' is not of type modality; known: asserted, planned, alleged, any"):
        query.values({"modality": "denied"})


def test_a_missing_parameter_is_named() -> None:
    with pytest.raises(UsageError, match="donors-of needs --committee"):
        load_library()["donors-of"].values({})


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("// parameter: x", "line 1: expected '// parameter"),
        ("// parameter: x: colour", "unknown type 'colour'"),
        ("// parameter: x: integer = many", "is not JSON"),
        ("// column: only", "expected '// column"),
    ],
)
def test_a_wrong_header_names_its_line(line: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        parse_query(f"{line}\nRETURN 1", "mine")
