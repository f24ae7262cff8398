"""The same chains from a graph database as from memory."""

import random
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from techpol.graph.memory import MemoryGraph
from techpol.graph.neo4j.connection import Database
from techpol.graph.neo4j.push import push
from techpol.graph.neo4j.view import Neo4jView
from techpol.graph.view import EdgeFilter
from techpol.queries.answers import cypher
from techpol.queries.options import PathOptions
from techpol.queries.paths import find_paths
from techpol.queries.ranking import Ranker
from techpol.queries.search import Search
from techpol.schema.model import Edge, Entity, Identifier, Modality, Name, Qualifiers
from techpol.schema.values import Money, PartialDate

TODAY = date(2024, 12, 31)
ROLES = (None, "chair")
TYPES = ("Person", "Committee", "Campaign", "Place")


def random_graph(seed):
    chance = random.Random(seed)
    entities = [
        Entity(
            f"e-{n:02}", chance.choice(["Person", "Committee", "Campaign", "Place"]), f"E{n}", (Name(f"E{n}", "en"),)
        )
        for n in range(12)
    ]
    edges = []
    for number in range(45):
        start = PartialDate(chance.randint(2015, 2024), chance.choice([None, 6])) if chance.random() < 0.6 else None
        amount = Money(Decimal(chance.choice(["99.50", "0.1", "100000"])), "USD") if chance.random() < 0.5 else None
        edges.append(
            Edge(
                f"g-{number:02}", chance.choice(entities).id,
                chance.choice(("DONATED_TO", "LEADS", "MET_WITH", "CRITICIZED", "CONNECTED_TO")),
                chance.choice(entities).id, chance.choice([Modality.ASSERTED, *Modality]),
                Qualifiers(amount=amount, start=start, past=chance.random() < 0.2, role=chance.choice(ROLES)),
                (f"c-{number}",), chance.choice([None, "Bob"]), support=chance.randint(1, 3),
                confidence=chance.choice([0.5, 1.0]), total_of=("g-00",) if chance.random() < 0.1 else (),
            )
        )  # fmt: skip
    return MemoryGraph(entities, edges)


def test_edges_and_entities_come_back_as_they_were(graph_database: Database):
    person = Entity(
        "e-99", "Person", "Ann", (Name("Ann", "en"), Name("آن", "ar")), (Identifier("wikidata", "Q1"),),
        (("gender", "female"),),
    )  # fmt: skip
    graph = random_graph(1)
    graph = MemoryGraph([*graph.iter_entities(), person], graph.iter_edges())
    push(graph, graph_database)
    view = Neo4jView(graph_database)

    assert list(view.iter_edges()) == list(graph.iter_edges())
    assert list(view.iter_entities()) == list(graph.iter_entities())
    assert view.get_entity("e-99") == person
    assert view.get_entity("e-none") is None
    assert view.get_edge("g-03") == graph.get_edge("g-03")
    assert view.find_entities("آن")[0] == (person, 1.0)
    ids = [entity.id for entity in graph.iter_entities()]
    assert view.degrees(ids) == graph.degrees(ids)


@pytest.mark.parametrize("seed", range(3))
def test_the_same_chains(graph_database: Database, seed):
    graph = random_graph(seed)
    push(graph, graph_database)
    view = Neo4jView(graph_database)
    ids = [entity.id for entity in graph.iter_entities()]
    options = PathOptions(limit=20, reference=TODAY, distinct=False)
    for chosen in (
        options,
        replace(options, hostile=True, modalities=frozenset(Modality)),
        replace(options, since=date(2018, 1, 1), until=date(2021, 1, 1)),
        replace(options, min_support=2),
        replace(options, kinds=frozenset({"money", "membership"})),
    ):
        found, expected = (Search(source, ids[:1], ids[1:3], chosen, Ranker(TODAY)).run() for source in (view, graph))

        assert [chain.order for chain in found.chains] == [chain.order for chain in expected.chains]


def test_a_filter_that_lets_nothing_through(graph_database: Database):
    graph = random_graph(2)
    push(graph, graph_database)
    view = Neo4jView(graph_database)
    nothing = EdgeFilter(relations=frozenset({"LEADS"}), kinds=frozenset({"money"}))

    assert list(view.neighbours(["e-00"], nothing)) == []
    assert list(view.iter_edges(nothing)) == []


def test_the_cypher_of_an_answer_shows_its_edges(graph_database: Database):
    graph = random_graph(0)
    push(graph, graph_database)
    ids = [entity.id for entity in graph.iter_entities()]
    answer = find_paths(graph, ids[0], ids[1:4], PathOptions(reference=TODAY, limit=10))
    assert len(answer.paths) > 0
    statement = "\n".join(line for line in cypher(answer).splitlines() if not line.startswith("//")).rstrip(";\n")
    rows = graph_database.read(statement.replace("RETURN a, r, b", "RETURN r.id AS id"))

    assert {row["id"] for row in rows} == {event.edge for hop in answer.iter_hops() for event in hop.events}
