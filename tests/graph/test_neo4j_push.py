"""Push and diff against a real Neo4j: what goes in, what changes, what is left alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from memory_view import MemoryView

from techpol.graph.neo4j.connection import Database
from techpol.graph.neo4j.difference import find_differences
from techpol.graph.neo4j.mapping import Mapper
from techpol.graph.neo4j.push import PushOptions, push
from techpol.schema.errors import DatabaseError
from techpol.schema.model import Name

pytestmark = pytest.mark.server

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


def small_graph() -> MemoryView:
    view = MemoryView()
    donor = view.entity("Ada Example", arabic="\u0622\u062f\u0627", gender="female", hobby="chess")
    firm = view.entity("Example Systems", "Company")
    fund = view.entity("Example Victory Fund", "Committee")
    view.edge(donor, "DONATED_TO", fund, amount="2900", start="2023-06-14", sources=("One", "Two"))
    view.edge(donor, "DONATED_TO", fund, amount="2900", start="2023-06-14", sources=("One",), quote="And again.")
    view.edge(donor, "LEADS", firm, role="chief executive", start="2019-03")
    view.edge(firm, "DONATED_TO", fund, amount="123456789012345678.25", modality="planned", start="2024")
    return view


def differences(view: MemoryView, database: Database, with_claims: bool = False) -> list[str]:
    return [str(difference) for difference in find_differences(view, database, with_claims=with_claims)]


def test_push_then_diff_is_empty(neo4j_database: Database) -> None:
    view = small_graph()

    report = push(view, neo4j_database)

    assert (3, 4) == (report.nodes.created, report.relationships.created)
    assert [] == report.warnings
    assert [] == differences(view, neo4j_database)


def test_an_edge_carries_what_a_click_should_show(neo4j_database: Database) -> None:
    push(small_graph(), neo4j_database)

    rows = neo4j_database.read(
        "MATCH (a:Person)-[r:DONATED_TO]->(b:Committee) RETURN labels(a) AS labels, properties(r) AS r ORDER BY r.id"
    )
    gift = rows[0]["r"]

    assert ["Actor", "Entity", "Person"] == sorted(rows[0]["labels"])
    assert 2 == len(rows)  # two gifts, two relationships
    assert (2900.0, "USD", 2, "asserted") == (gift["amount"], gift["currency"], gift["support"], gift["modality"])
    assert "2023-06-14" == gift["start"].iso_format()
    assert ["https://news.example/One", "https://news.example/Two"] == gift["source_urls"]
    assert 2 == len(gift["quotes"])


def test_a_date_less_precise_than_a_day_is_text_with_its_precision(neo4j_database: Database) -> None:
    push(small_graph(), neo4j_database)

    row = neo4j_database.read("MATCH ()-[r:LEADS]->() RETURN r.start AS d, r.start_text AS t, r.start_precision AS p")

    assert [{"d": None, "t": "2019-03", "p": "month"}] == row


def test_an_amount_that_a_float_cannot_hold_is_there_in_decimal_too(neo4j_database: Database) -> None:
    push(small_graph(), neo4j_database)

    row = neo4j_database.read("MATCH (:Company)-[r:DONATED_TO]->() RETURN r.amount_exact AS exact")

    assert [{"exact": "123456789012345678.25"}] == row


def test_a_second_push_writes_nothing(neo4j_database: Database) -> None:
    view = small_graph()
    push(view, neo4j_database)

    for quick in (False, True):
        report = push(view, neo4j_database, PushOptions(quick=quick))

        assert (0, 0, 0, 3) == (
            report.nodes.created, report.nodes.updated, report.nodes.removed, report.nodes.unchanged
        )  # fmt: skip
        assert (0, 0, 0, 4) == (
            report.relationships.created, report.relationships.updated, report.relationships.removed,
            report.relationships.unchanged,
        )  # fmt: skip


def test_only_what_changed_is_sent_and_what_is_gone_goes(neo4j_database: Database) -> None:
    view = small_graph()
    push(view, neo4j_database)
    first, *_, last = sorted(view.edges)
    view.edges[first] = replace(view.edges[first], support=7)
    del view.edges[last]
    firm = next(entity for entity in view.entities.values() if entity.type == "Company")
    view.entities[firm.id] = replace(firm, type="Organization", properties=(("city", "Springfield"),))

    report = push(view, neo4j_database)

    assert (0, 1, 0, 2) == (
        report.nodes.created, report.nodes.updated, report.nodes.removed, report.nodes.unchanged
    )  # fmt: skip
    assert (0, 1, 1, 2) == (
        report.relationships.created, report.relationships.updated, report.relationships.removed,
        report.relationships.unchanged,
    )  # fmt: skip
    assert [] == differences(view, neo4j_database)
    assert [] == neo4j_database.read("MATCH (n:Company) RETURN n.id AS id")


def test_a_dry_run_counts_and_writes_nothing(neo4j_database: Database) -> None:
    report = push(small_graph(), neo4j_database, PushOptions(dry_run=True))

    assert (3, 4) == (report.nodes.created, report.relationships.created)
    assert [{"nodes": 0}] == neo4j_database.read("MATCH (n) RETURN count(n) AS nodes")


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


def test_a_hand_made_change_of_ours_is_found_and_repaired(neo4j_database: Database) -> None:
    view = small_graph()
    push(view, neo4j_database)
    neo4j_database.run("MATCH (n:Person) SET n.name = 'Somebody Else'")
    neo4j_database.run("MATCH ()-[r:LEADS]->() SET r.role = 'janitor'")
    neo4j_database.run("MATCH ()-[r:DONATED_TO]->() WITH r ORDER BY r.id LIMIT 1 DELETE r")

    found = differences(view, neo4j_database)

    assert 3 == len(found)
    assert any("name" in text and "Somebody Else" in text for text in found)
    push(view, neo4j_database)
    assert [] == differences(view, neo4j_database)


def test_names_made_of_anything_come_back_unchanged(neo4j_database: Database) -> None:
    view = MemoryView()
    hub = view.entity("hub", "Company")
    for name in HARD_NAMES:
        person = view.entity(name, arabic=name + "\u0639")
        view.edge(person, "WORKS_FOR", hub, role=name, quote=name, sources=(name[:100],))

    push(view, neo4j_database)

    rows = neo4j_database.read(
        "MATCH (p:Person)-[r:WORKS_FOR]->() RETURN p.name AS name, r.role AS role, r.quotes AS q"
    )
    assert sorted((name, name, name) for name in HARD_NAMES) == sorted(
        (row["name"], row["role"], row["q"][0]) for row in rows
    )
    assert [] == differences(view, neo4j_database)
    assert [] == neo4j_database.read("MATCH (n:Injected) RETURN n")


def test_claims_and_sources_come_on_request_and_go_again(neo4j_database: Database) -> None:
    view = small_graph()

    push(view, neo4j_database, PushOptions(with_claims=True))

    rows = neo4j_database.read(
        "MATCH (s:Source)<-[:STATED_IN]-(c:Claim)-[:HAS_SUBJECT]->(a:Person), (c)-[:HAS_OBJECT]->(b) "
        "RETURN count(DISTINCT c) AS claims, count(DISTINCT s) AS sources"
    )
    assert [{"claims": 4, "sources": 3}] == rows
    assert [] == differences(view, neo4j_database, with_claims=True)
    push(view, neo4j_database)
    assert [] == neo4j_database.read("MATCH (n:Claim|Source) RETURN n.id AS id")


def test_both_scripts_are_found_by_the_full_text_index(neo4j_database: Database) -> None:
    push(small_graph(), neo4j_database)

    for words in ("ada", "\u0622\u062f\u0627"):
        rows = neo4j_database.read(
            "CALL db.index.fulltext.queryNodes('techpol_names', $words) YIELD node RETURN node.name AS name",
            {"words": words},
        )

        assert [{"name": "Ada Example"}] == rows


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


def test_two_gifts_that_are_alike_are_two(neo4j_database: Database) -> None:
    view = small_graph()
    relationships = list(Mapper(view).relationships())

    assert len(relationships) == len({relationship.id for relationship in relationships})


def test_a_lone_surrogate_becomes_the_replacement_character(neo4j_database: Database) -> None:
    view = MemoryView()
    person = view.entity("broken")
    view.entities[person] = replace(view.entities[person], name="bro\ud800ken", names=(Name("bro\ud800ken", "en"),))

    push(view, neo4j_database)

    assert [{"name": "bro\ufffdken"}] == neo4j_database.read("MATCH (n:Person) RETURN n.name AS name")
