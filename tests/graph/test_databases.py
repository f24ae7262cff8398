"""The same tests for every engine: what is pushed, what changes, what comes back."""

from __future__ import annotations

from dataclasses import replace

from memory_view import MemoryView
from small_graphs import differences, small_graph

from techpol.graph.neo4j.connection import Database
from techpol.graph.neo4j.mapping import Mapper
from techpol.graph.neo4j.push import PushOptions, push
from techpol.schema.model import Name

HARD_NAMES = (
    "x'}) MATCH (m) DETACH DELETE m //",
    '"}) CREATE (:Injected) //',
    "`) REMOVE n:Person SET n:`Injected",
    "back\\slash \\u0041 $name {name} #{name}",
    "line one\nline two\r\nline three\ttab",
    "emoji \U0001f9d1\u200d\U0001f4bb and \U0001f1f8\U0001f1e6",
    "\u202eevitartsinim\u202c \u2067\u0639\u0631\u0628\u064a\u2069 \u200f",
    "\u0645\u062d\u0645\u0651\u062f \u0628\u0646 \u0633\u0644\u0645\u0627\u0646",
    "semi;colon, comma | pipe \x1f unit",
    "  leading and trailing  ",
    "z" * 10_000,
)


def test_push_then_diff_is_empty(graph_database: Database) -> None:
    view = small_graph()

    report = push(view, graph_database)

    assert (3, 4) == (report.nodes.created, report.relationships.created)
    assert [] == report.warnings
    assert [] == differences(view, graph_database)


def test_an_edge_carries_what_a_click_should_show(graph_database: Database) -> None:
    push(small_graph(), graph_database)

    rows = graph_database.read(
        "MATCH (a:Person)-[r:DONATED_TO]->(b:Committee) RETURN labels(a) AS labels, properties(r) AS r ORDER BY r.id"
    )
    gift = rows[0]["r"]

    assert ["Actor", "Entity", "Person"] == sorted(rows[0]["labels"])
    assert 2 == len(rows)  # two gifts, two relationships
    assert (2900.0, "USD", 2, "asserted") == (gift["amount"], gift["currency"], gift["support"], gift["modality"])
    assert "2023-06-14" == gift["start"].iso_format()
    assert ["https://news.example/One", "https://news.example/Two"] == gift["source_urls"]
    assert 2 == len(gift["quotes"])


def test_a_date_less_precise_than_a_day_is_text_with_its_precision(graph_database: Database) -> None:
    push(small_graph(), graph_database)

    row = graph_database.read("MATCH ()-[r:LEADS]->() RETURN r.start AS d, r.start_text AS t, r.start_precision AS p")

    assert [{"d": None, "t": "2019-03", "p": "month"}] == row


def test_an_amount_that_a_float_cannot_hold_is_there_in_decimal_too(graph_database: Database) -> None:
    push(small_graph(), graph_database)

    row = graph_database.read("MATCH (:Company)-[r:DONATED_TO]->() RETURN r.amount_exact AS exact")

    assert [{"exact": "123456789012345678.25"}] == row


def test_a_second_push_writes_nothing(graph_database: Database) -> None:
    view = small_graph()
    push(view, graph_database)

    for quick in (False, True):
        report = push(view, graph_database, PushOptions(quick=quick))

        assert (0, 0, 0, 3) == (
            report.nodes.created, report.nodes.updated, report.nodes.removed, report.nodes.unchanged
        )  # fmt: skip
        assert (0, 0, 0, 4) == (
            report.relationships.created, report.relationships.updated, report.relationships.removed,
            report.relationships.unchanged,
        )  # fmt: skip


def test_only_what_changed_is_sent_and_what_is_gone_goes(graph_database: Database) -> None:
    view = small_graph()
    push(view, graph_database)
    first, *_, last = sorted(view.edges)
    view.edges[first] = replace(view.edges[first], support=7)
    del view.edges[last]
    firm = next(entity for entity in view.entities.values() if entity.type == "Company")
    view.entities[firm.id] = replace(firm, type="Organization", properties=(("city", "Springfield"),))

    report = push(view, graph_database)

    assert (0, 1, 0, 2) == (
        report.nodes.created, report.nodes.updated, report.nodes.removed, report.nodes.unchanged
    )  # fmt: skip
    assert (0, 1, 1, 2) == (
        report.relationships.created, report.relationships.updated, report.relationships.removed,
        report.relationships.unchanged,
    )  # fmt: skip
    assert [] == differences(view, graph_database)
    assert [] == graph_database.read("MATCH (n:Company) RETURN n.id AS id")


def test_a_dry_run_counts_and_writes_nothing(graph_database: Database) -> None:
    report = push(small_graph(), graph_database, PushOptions(dry_run=True))

    assert (3, 4) == (report.nodes.created, report.relationships.created)
    assert [{"nodes": 0}] == graph_database.read("MATCH (n) RETURN count(n) AS nodes")


def test_a_hand_made_change_of_ours_is_found_and_repaired(graph_database: Database) -> None:
    view = small_graph()
    push(view, graph_database)
    graph_database.run("MATCH (n:Person) SET n.name = 'Somebody Else'")
    graph_database.run("MATCH ()-[r:LEADS]->() SET r.role = 'janitor'")
    graph_database.run("MATCH ()-[r:DONATED_TO]->() WITH r ORDER BY r.id LIMIT 1 DELETE r")

    found = differences(view, graph_database)

    assert 3 == len(found)
    assert any("name" in text and "Somebody Else" in text for text in found)
    push(view, graph_database)
    assert [] == differences(view, graph_database)


def test_names_made_of_anything_come_back_unchanged(graph_database: Database) -> None:
    view = MemoryView()
    hub = view.entity("hub", "Company")
    for name in HARD_NAMES:
        person = view.entity(name, arabic=name + "\u0639")
        view.edge(person, "WORKS_FOR", hub, role=name, quote=name, sources=(name[:100],))

    push(view, graph_database)

    rows = graph_database.read(
        "MATCH (p:Person)-[r:WORKS_FOR]->() RETURN p.name AS name, r.role AS role, r.quotes AS q"
    )
    assert sorted((name, name, name) for name in HARD_NAMES) == sorted(
        (row["name"], row["role"], row["q"][0]) for row in rows
    )
    assert [] == differences(view, graph_database)
    assert [] == graph_database.read("MATCH (n:Injected) RETURN n")


def test_claims_and_sources_come_on_request_and_go_again(graph_database: Database) -> None:
    view = small_graph()

    push(view, graph_database, PushOptions(with_claims=True))

    rows = graph_database.read(
        "MATCH (s:Source)<-[:STATED_IN]-(c:Claim)-[:HAS_SUBJECT]->(a:Person), (c)-[:HAS_OBJECT]->(b) "
        "RETURN count(DISTINCT c) AS claims, count(DISTINCT s) AS sources"
    )
    assert [{"claims": 4, "sources": 3}] == rows
    assert [] == differences(view, graph_database, with_claims=True)
    push(view, graph_database)
    assert [] == graph_database.read("MATCH (n:Claim|Source) RETURN n.id AS id")


def test_two_gifts_that_are_alike_are_two(graph_database: Database) -> None:
    view = small_graph()
    relationships = list(Mapper(view).relationships())

    assert len(relationships) == len({relationship.id for relationship in relationships})


def test_a_lone_surrogate_becomes_the_replacement_character(graph_database: Database) -> None:
    view = MemoryView()
    person = view.entity("broken")
    view.entities[person] = replace(view.entities[person], name="bro\ud800ken", names=(Name("bro\ud800ken", "en"),))

    push(view, graph_database)

    assert [{"name": "bro\ufffdken"}] == graph_database.read("MATCH (n:Person) RETURN n.name AS name")
