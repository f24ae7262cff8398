"""Stated sums: linked to their parts and counted nowhere."""

from __future__ import annotations

from gifts import ASK, FUND, gift, told
from ledger_samples import Article, record_set, transfers

from techpol.graph.ledger import Ledger


def test_a_stated_sum_is_linked_to_its_parts_and_counted_nowhere():
    with Ledger.in_memory() as ledger:
        ledger.put(transfers().reading())
        ledger.build()
        edges = [edge for edge in ledger.iter_edges() if edge.relation == "DONATED_TO"]
        total = next(edge for edge in edges if edge.total_of)
        parts = [edge for edge in edges if not edge.total_of]
        donor = ledger.degrees([total.subject])
        rules = [decision.rule for decision in ledger.why(total.id).decisions]

    assert total.qualifiers.amount.amount == 200_000
    assert sorted(total.total_of) == sorted(edge.id for edge in parts)
    assert sum(edge.qualifiers.amount.amount for edge in parts) == 200_000
    assert donor == {total.subject: 3}  # two gifts and an office
    assert rules == ["total"]


def test_a_sum_told_elsewhere_finds_its_parts_when_they_come_and_loses_them_when_they_go():
    total = gift(
        "t", "Ada Quill gave a total of $300,000 to the Marsh Victory Fund.", amount=300000, amount_scope="total"
    )
    rows = [("1", ASK, "Committee", FUND, 100000, "2023-06-01"), ("2", ASK, "Committee", FUND, 200000, "2023-07-01")]
    with Ledger.in_memory() as ledger:
        ledger.put(total.reading())
        ledger.build()
        assert [edge.total_of for edge in ledger.iter_edges()] == [()]
        ledger.put(record_set(rows))
        ledger.build()
        assert sorted(len(edge.total_of) for edge in ledger.iter_edges()) == [0, 0, 2]
        ledger.retract(record_set(rows).source.id, "withdrawn", "Kim")
        ledger.build()
        assert [edge.total_of for edge in ledger.iter_edges()] == [()]


def test_rows_of_records_are_no_totals_of_each_other():
    rows = [
        ("1", ASK, "Committee", FUND, 100000, "2023-06-14"), ("2", ASK, "Committee", FUND, 100000, "2023-06-14"),
        ("3", ASK, "Committee", FUND, 200000, "2023-06-14"),
    ]  # fmt: skip

    assert [edge.total_of for edge in told(record_set(rows))] == [(), (), ()]


def test_a_joint_sum_is_linked_to_the_gifts_of_each():
    article = Article(
        "a",
        "Tom Linden and Tim Linden together gave $2 million to the Marsh Victory Fund. Tom Linden gave $1 million to "
        "the Marsh Victory Fund. Tim Linden gave $1 million to the Marsh Victory Fund.",
    )  # fmt: skip
    fund = article.name("Committee", FUND)
    for name in ("Tom Linden", "Tim Linden"):
        person = article.name("Person", name)
        article.claim(
            person, "DONATED_TO", fund, article.text.split(". ")[0] + ".", amount=2_000_000, amount_scope="joint"
        )
        article.claim(
            person, "DONATED_TO", fund, f"{name} gave $1 million to the Marsh Victory Fund.", amount=1_000_000
        )
    edges = told(article)
    own = sorted(edge.id for edge in edges if edge.qualifiers.amount_scope == "single")

    assert [sorted(edge.total_of) for edge in edges if edge.qualifiers.amount_scope == "joint"] == [own, own]
