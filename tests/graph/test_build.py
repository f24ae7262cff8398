"""Which claims make one gift, and what is told about an edge."""

from __future__ import annotations

import pytest
from gifts import ASK, FUND, WORDS, gift, supports, told
from ledger_samples import Article, record_set

from techpol.graph.ledger import Ledger
from techpol.schema.model import Modality


def test_two_papers_on_one_gift_are_one_edge_with_two_sources():
    edges = told(
        gift("a", WORDS.format("In the summer"), amount=100000, start="2023-06-14"),
        gift("b", WORDS.format("Records show that"), amount=100000, start="2023-06"),
    )

    assert supports(edges) == [2]
    assert str(edges[0].qualifiers.start) == "2023-06-14"
    assert edges[0].confidence == 0.99


def test_gifts_on_two_days_stay_two():
    edges = told(
        gift("a", WORDS.format("First"), amount=100000, start="2023-06-14"),
        gift("b", WORDS.format("Later"), amount=100000, start="2023-07-02"),
    )

    assert supports(edges) == [1, 1]


def test_two_transfers_of_one_claim_are_two_edges_whoever_else_tells_of_them():
    one = gift("a", WORDS.format("Twice"), amount=100000, count=2, start="2023-06-14")
    other = gift("b", WORDS.format("Two times over,"), amount=100000, count=2, start="2023-06-14")
    third = gift("c", WORDS.format("Once at least"), amount=100000, start="2023-06-14")

    assert [(edge.ordinal, edge.support) for edge in told(one)] == [(1, 1), (2, 1)]
    assert [(edge.ordinal, edge.support) for edge in told(one, other)] == [(1, 2), (2, 2)]
    assert [(edge.ordinal, edge.support) for edge in told(one, other, third)] == [(1, 3), (2, 2)]


def test_rows_of_a_record_set_never_share_an_edge():
    rows = [(str(n), ASK, "Committee", FUND, 100000, "2023-06-14") for n in range(3)]
    text = gift("a", WORDS.format("Twice"), amount=100000, count=2, start="2023-06-14")

    assert supports(told(record_set(rows))) == [1, 1, 1]
    assert sorted(supports(told(text, record_set(rows)))) == [1, 2, 2]
    assert supports(told(text, record_set(rows[:2]))) == [2, 2]


def test_a_claim_of_two_undated_gifts_takes_the_two_that_are_known():
    rows = [("1", ASK, "Committee", FUND, 100000, "2023-06-01"), ("2", ASK, "Committee", FUND, 100000, "2023-07-01")]
    text = gift("a", WORDS.format("Twice"), amount=100000, count=2)

    assert supports(told(record_set(rows), text)) == [2, 2]


def test_a_gift_without_amount_and_date_joins_the_one_that_is_known():
    edges = told(
        gift("a", WORDS.format("In June"), amount=100000, start="2023-06-14"),
        gift("b", "Ada Quill has given to the Marsh Victory Fund."),
    )

    assert supports(edges) == [2]


def test_a_gift_is_not_one_that_was_made_after_its_article_appeared():
    edges = told(
        gift("a", WORDS.format("In June"), amount=100000, start="2023-06-14"),
        gift("b", "Ada Quill has given to the Marsh Victory Fund.", published="2022-01-10"),
    )

    assert supports(edges) == [1, 1]


def test_a_gift_is_not_one_of_many_years_before():
    edges = told(
        gift("a", WORDS.format("In June"), amount=100000, start="2016-06-14", published="2016-07-01"),
        gift("b", "Ada Quill has given to the Marsh Victory Fund.", published="2023-08-01"),
    )

    assert supports(edges) == [1, 1]


def test_different_amounts_of_one_source_stay_two_whatever_rounding_would_allow():
    article = Article(
        "a",
        "Ada Quill gave $844,600 to the Marsh Victory Fund. Ada Quill gave about $845,000 to the Marsh Victory Fund.",
    )
    quill, fund = article.name("Person", ASK), article.name("Committee", FUND)
    article.claim(quill, "DONATED_TO", fund, "Ada Quill gave $844,600 to the Marsh Victory Fund.", amount=844600)
    article.claim(
        quill, "DONATED_TO", fund, "Ada Quill gave about $845,000 to the Marsh Victory Fund.", amount=845000
    )

    assert len(told(article)) == 2


@pytest.mark.parametrize(
    ("one", "other", "edges"),
    [
        ({"amount": 844600}, {"amount": 845000}, 1),
        ({"amount": 844600}, {"amount": 850000, "amount_bound": "about"}, 1),
        ({"amount": 1_200_000}, {"amount": 1_000_000, "amount_bound": "at_least"}, 1),
        ({"amount": 2_400_000}, {"amount": 1_000_000, "amount_bound": "at_least"}, 2),
        ({"amount": 900_000}, {"amount": 1_000_000, "amount_bound": "at_most"}, 1),
        ({"amount": 1_000_000}, {"amount": 1_400_000}, 2),
        ({"amount": 100_000}, {"amount": 200_000}, 2),
        ({"amount": 100_000}, {"amount": 100_000, "amount_scope": "total"}, 2),
    ],
)
def test_amounts_of_two_sources_agree_within_their_bounds(one, other, edges):
    made = told(gift("a", WORDS.format("Here"), **one), gift("b", WORDS.format("There"), **other))

    assert len(made) == edges
    if edges == 1:
        assert made[0].qualifiers.amount.amount == one["amount"]
        assert made[0].qualifiers.amount_bound == "exact"


def test_currencies_tell_gifts_apart():
    from ledger_samples import money

    edges = told(
        gift("a", WORDS.format("Here"), amount=money(100000, "USD")),
        gift("b", WORDS.format("There"), amount=money(100000, "EUR")),
    )

    assert len(edges) == 2


def test_a_planned_gift_that_was_made_is_one_edge_and_asserted():
    edges = told(
        gift("a", WORDS.format("Soon"), amount=100000, modality=Modality.PLANNED, published="2023-06-01"),
        gift("b", WORDS.format("Now"), amount=100000, start="2023-06-14", published="2023-06-15"),
    )

    assert [(edge.modality, edge.support) for edge in edges] == [(Modality.ASSERTED, 2)]


def test_a_denial_is_kept_beside_what_it_denies_and_linked():
    edges = told(
        gift("a", WORDS.format("In June"), amount=100000, start="2023-06-14"),
        gift("b", "Ada Quill gave nothing to the Marsh Victory Fund.", modality=Modality.DENIED),
        gift("c", "Never, says Ada Quill, to the Marsh Victory Fund.", modality=Modality.DENIED),
    )
    said, denied = sorted(edges, key=lambda edge: edge.modality)

    assert (said.modality, denied.modality, denied.support) == (Modality.ASSERTED, Modality.DENIED, 2)
    assert (said.contradicts, denied.contradicts) == ((denied.id,), (said.id,))


def test_a_group_gives_once_with_a_count():
    article = Article("a", "More than 80 founders gave $5,000 each to the Marsh Victory Fund.")
    group = article.name("Group", "More than 80 founders", size_min="80")
    article.claim(group, "DONATED_TO", article.name("Committee", FUND), article.text, amount=5000, count=80)

    assert [(edge.qualifiers.count, edge.ordinal) for edge in told(article)] == [(80, 1)]


def test_very_many_gifts_stay_one_edge_that_says_how_many():
    edges = told(gift("a", WORDS.format("Ever again"), amount=100, count=51))

    assert [edge.qualifiers.count for edge in edges] == [51]
    assert len(told(gift("a", WORDS.format("Ever again"), amount=100, count=50))) == 50


# ---- what is told about an edge ---


def test_why_shows_the_claims_and_each_decision():
    one = gift("a", WORDS.format("In June"), amount=100000, start="2023-06-14", publisher="Harbour Post")
    other = gift("b", WORDS.format("Then"), amount=100000, start="2023-06", publisher="Harbour Post")
    with Ledger.in_memory() as ledger:
        for article in (one, other):
            ledger.put(article.reading())
        ledger.build()
        (edge,) = ledger.iter_edges()
        account = ledger.why(edge.id)
        assert ledger.why("g-none") is None

    assert {claim.id for claim, _ in account.claims} == {one.claims[0].id, other.claims[0].id}
    assert {source.id for _, source in account.claims} == {one.source.id, other.source.id}
    decisions = {decision.rule: decision for decision in account.decisions}
    assert "the same amount (100,000 USD)" in decisions["same-event"].reasons[0]
    assert "dates agree (2023-06, 2023-06-14)" in decisions["same-event"].reasons[0]
    assert "Harbour Post" in decisions["copies"].reasons[0]


def test_an_edge_keeps_its_id_while_its_oldest_claim_stands():
    with Ledger.in_memory() as ledger:
        ledger.put(gift("a", WORDS.format("In June"), amount=100000, start="2023-06-14").reading())
        ledger.build()
        (before,) = ledger.iter_edges()
        ledger.put(gift("b", WORDS.format("Then"), amount=100000, start="2023-06").reading())
        report = ledger.build()
        (after,) = ledger.iter_edges()

    assert before.id == after.id
    assert [(change.what, change.edge.support, change.subject_name) for change in report.changes] == [
        ("changed", 2, ASK)
    ]


@pytest.mark.parametrize(
    ("published", "start", "modality", "expected"),
    [
        ("2023-08-02", "--06-14", Modality.ASSERTED, "2023-06-14"),
        ("2023-08-02", "--11", Modality.ASSERTED, "2022-11"),
        ("2023-08-02", "--11", Modality.PLANNED, "2023-11"),
        ("2023-08-02", "--06", Modality.PLANNED, "2024-06"),
        (None, "--06-14", Modality.ASSERTED, "--06-14"),
    ],
)
def test_a_date_without_a_year_takes_it_from_the_date_of_its_source(published, start, modality, expected):
    (edge,) = told(gift("a", WORDS.format("Once"), published=published, start=start, modality=modality))

    assert str(edge.qualifiers.start) == expected
