"""What an entity is, by what its referents are."""

from __future__ import annotations

from typing import Any

import pytest
from gifts import ASK, WORDS, gift, supports
from ledger_samples import Article

from techpol.graph.ledger import Ledger
from techpol.graph.rows import referent_of
from techpol.schema.model import Judgement, Verdict


def entity_of(*types: str):
    with Ledger.in_memory() as ledger:
        for number, type_name in enumerate(types):
            article = Article(f"a{number}", "Lumen Labs is here.")
            article.version = str(number)
            article.name(type_name, "Lumen Labs")
            ledger.put(article.reading())
        found = [row[0] for row in ledger.connection.execute("SELECT id FROM referent ORDER BY number")]
        ledger.judge(Judgement(*sorted((found[0], other)), Verdict.SAME, "person:Kim") for other in found[1:])
        ledger.build()
        (entity,) = ledger.iter_entities()
        return entity


@pytest.mark.parametrize(
    ("types", "expected"),
    [
        (("Organization", "Organization", "Company"), "Company"),
        (("Company", "Company", "Committee"), "Company"),
        (("Organization", "Committee", "Company", "Committee"), "Committee"),
        (("Asset", "CryptoAsset"), "CryptoAsset"),
        (("Company", "Committee"), "Committee"),
    ],
)
def test_the_type_is_what_most_say_as_exactly_as_somebody_says_it(types, expected):
    assert entity_of(*types).type == expected


def test_claims_that_the_entities_types_do_not_allow_are_kept_and_make_no_edge():
    wrong = Article("a", "Lumen Labs runs for Ohio.")
    wrong.claim(wrong.name("Person", "Lumen Labs"), "RUNS_FOR", wrong.name("Place", "Ohio"), wrong.text)
    right = Article("b", "Lumen Labs has its seat in Ohio.")
    right.claim(right.name("Company", "Lumen Labs"), "LOCATED_IN", right.name("Place", "Ohio"), right.text)
    again = Article("c", "Lumen Labs is in Ohio.")
    again.claim(again.name("Company", "Lumen Labs"), "LOCATED_IN", again.name("Place", "Ohio"), again.text)
    with Ledger.in_memory() as ledger:
        for article in (wrong, right, again):
            ledger.put(article.reading())
        found = [
            r[0] for r in ledger.connection.execute("SELECT id FROM referent WHERE name = 'Lumen Labs' ORDER BY 1")
        ]
        ledger.judge(Judgement(*sorted((found[0], other)), Verdict.SAME, "person:Kim") for other in found[1:])
        ledger.build()
        assert [edge.relation for edge in ledger.iter_edges()] == ["LOCATED_IN"]
        assert ledger.stats()["claims_without_edge"] == {"type-not-allowed": 1}


def test_a_name_in_very_many_sources_is_one_entity_however_they_came(monkeypatch):
    monkeypatch.setattr("techpol.graph.resolve.blocking.MAX_BLOCK", 8)

    def paper(number: int) -> Article:
        article = Article(
            f"https://a.example/{number}", f"Paper {number}: Ada Quill leads Lumen Labs.", f"Paper {number}"
        )
        article.claim(article.name("Person", ASK), "LEADS", article.name("Company", "Lumen Labs"), article.text)
        return article

    with Ledger.in_memory() as ledger:
        for number in range(30):
            ledger.put(paper(number).reading())
            if number in (5, 15, 28):
                ledger.build()
        ledger.retract(paper(0).source.id, "withdrawn", "Kim")
        ledger.build()
        (edge,) = ledger.iter_edges()
        piecemeal = ledger.digest().graph
        ledger.build(full=True)

        assert ledger.digest().graph == piecemeal
    assert (edge.support, len(edge.claims)) == (29, 29)


def hub_paper(number: int) -> Article:
    article = Article(
        f"https://a.example/{number}", f"Paper {number}: Ada Quill leads Lumen Labs.", f"Paper {number}"
    )
    extra: dict[str, Any] = {"party": f"party {number % 3}"} if number % 5 == 0 else {}
    if number in (3, 58, 60):
        extra["identifiers"] = {"wikidata": "Q1"} if number < 60 else {"bioguide": "Q000001"}
    article.claim(article.name("Person", ASK, **extra), "LEADS", article.name("Company", "Lumen Labs"), article.text)
    return article


def test_one_source_more_does_not_read_all_sources_of_a_name_again(monkeypatch):
    read: list[str] = []

    def counting(data):
        read.append(data)
        return referent_of(data)

    monkeypatch.setattr("techpol.graph.build.who.referent_of", counting)
    with Ledger.in_memory() as ledger:
        for number in range(60):
            ledger.put(hub_paper(number).reading())
        ledger.build()
        read.clear()
        ledger.put(hub_paper(60).reading())
        ledger.build()

        assert len(read) == 2  # the newcomers alone: a person and a company
        piecemeal = ledger.digest().graph
        entity = next(ledger.iter_entities("Person"))
        ledger.build(full=True)
        assert ledger.digest().graph == piecemeal
    assert [item.scheme for item in entity.identifiers] == ["bioguide", "wikidata"]
    assert entity.properties == (("party", "party 0"), ("party", "party 1"), ("party", "party 2"))


def test_a_source_that_comes_back_older_than_all_others_gives_the_entity_its_id_again():
    with Ledger.in_memory() as ledger:
        for number in range(40):
            ledger.put(hub_paper(number).reading())
        ledger.build()
        (before,) = ledger.iter_entities("Person")
        ledger.retract(hub_paper(0).source.id, "withdrawn", "Kim")
        ledger.build()
        ledger.restore(hub_paper(0).source.id, "it was right", "Kim")
        ledger.build()
        (after,) = ledger.iter_entities("Person")
        piecemeal = ledger.digest().graph
        ledger.build(full=True)

        assert ledger.digest().graph == piecemeal
    assert before == after


def test_gifts_to_two_names_are_one_when_the_names_are_judged_one_and_two_again_when_it_is_undone():
    one = gift("a", WORDS.format("Here"), amount=100_000, start="2023-06-14")
    other = Article("b", "Ada Quill gave $100,000 to Friends of Lee Marsh on June 14.", "Paper b")
    other.claim(
        other.name("Person", ASK), "DONATED_TO", other.name("Committee", "Friends of Lee Marsh"), other.text,
        amount=100_000, start="2023-06-14",
    )  # fmt: skip
    with Ledger.in_memory() as ledger:
        for article in (one, other):
            ledger.put(article.reading())
        ledger.build()
        assert supports(ledger.iter_edges()) == [1, 1]
        apart = ledger.digest().graph
        ends = [
            row[0]
            for row in ledger.connection.execute("SELECT id FROM referent WHERE type = 'Committee' ORDER BY id")
        ]
        same = Judgement(ends[0], ends[1], Verdict.SAME, "person:Kim")
        ledger.judge([same])
        report = ledger.build()
        (edge,) = ledger.iter_edges()

        assert (edge.support, len(edge.claims)) == (2, 2)
        assert (report.edges_removed, report.edges_changed) == (1, 1)
        together = ledger.digest().graph
        ledger.build(full=True)
        assert ledger.digest().graph == together

        ledger.undo_judgements([same.id], "person:Kim", "they are two")
        ledger.build()
        assert supports(ledger.iter_edges()) == [1, 1]
        assert ledger.digest().graph == apart
