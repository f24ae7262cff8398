"""What two share, ties among several, timelines, who gave most, who is central."""

from datetime import date
from decimal import Decimal

import pytest

from techpol.graph.memory import MemoryGraph
from techpol.queries import PathOptions, between, centrality, common, render, timeline, top
from techpol.schema.errors import UsageError
from techpol.schema.model import Edge, Entity, Modality, Qualifiers
from techpol.schema.values import Money

OPTIONS = PathOptions(reference=date(2025, 1, 1), limit=20)


def gift(number, giver, taker, amount, currency="USD", modality=Modality.ASSERTED, scope="single", total_of=()):
    money = None if amount is None else Money(Decimal(amount), currency)
    qualifiers = Qualifiers(amount=money, amount_scope=scope)
    return Edge(f"g-{number}", giver, "DONATED_TO", taker, modality, qualifiers, (), total_of=total_of)


@pytest.fixture
def gifts():
    entities = [
        Entity("e-a", "Person", "Ann"),
        Entity("e-b", "Person", "Bob"),
        Entity("e-c", "Company", "Cor"),
        Entity("e-f", "Committee", "Fund"),
    ]
    edges = [
        gift(1, "e-a", "e-f", 100),
        gift(2, "e-a", "e-f", 100),
        gift(3, "e-a", "e-f", 200, scope="total", total_of=("g-1", "g-2")),
        gift(4, "e-b", "e-f", 300),
        gift(5, "e-b", "e-f", -50),
        gift(6, "e-b", "e-f", 900, "EUR"),
        gift(7, "e-c", "e-f", 5000, modality=Modality.DENIED),
        gift(8, "e-c", "e-f", 10, modality=Modality.ALLEGED),
        gift(9, "e-c", "e-f", 7000, modality=Modality.PLANNED),
    ]
    return MemoryGraph(entities, edges)


def test_top_by_amount_sums_by_currency(gifts):
    answer = top(gifts, "amount", OPTIONS, to="Fund")

    assert [(row[0], row[2]) for row in answer.table.rows] == [
        ("Bob", "€900"),
        ("Bob", "$250"),
        ("Ann", "$200"),
        ("Cor", ""),
    ]
    assert len(answer.paths) > 0


def test_top_keeps_what_is_only_alleged_apart(gifts):
    answer = top(gifts, "amount", OPTIONS, to="Fund")

    assert answer.table.columns[-1] == "Only alleged"
    assert [row[3:] for row in answer.table.rows] == [(3, ""), (3, ""), (2, ""), (0, "$10")]
    assert any("stands apart" in note for note in answer.notes)

    rival = MemoryGraph(
        [Entity("e-a", "Person", "Ann"), Entity("e-f", "Committee", "Fund")],
        [
            gift(1, "e-a", "e-f", 1000), gift(2, "e-a", "e-f", 750, modality=Modality.ALLEGED),
            gift(3, "e-a", "e-f", 20, modality=Modality.ALLEGED),
        ],
    )  # fmt: skip
    assert top(rival, "amount", OPTIONS).table.rows == (("Ann", "Person", "$1,000", 1, "$770 (2)"),)
    assert top(rival, "count", OPTIONS).table.rows == (("Ann", "Person", 1, 2),)


def test_top_of_what_is_asked_for_is_its_sum(gifts):
    def rows(*modalities):
        answer = top(gifts, "amount", PathOptions(limit=20, modalities=frozenset(modalities)))
        return answer.question, answer.table.columns[-1], [(row[0], row[2]) for row in answer.table.rows]

    assert rows(Modality.ALLEGED) == ("who gave most (alleged)", "Count", [("Cor", "$10")])
    assert rows(Modality.PLANNED) == ("who gave most (planned)", "Count", [("Cor", "$7,000")])
    asked, last, found = rows(Modality.ASSERTED, Modality.PLANNED)
    assert (asked, last, found[-1]) == ("who gave most (reported as fact, planned)", "Only planned", ("Cor", ""))


def test_top_counts_no_stated_totals(gifts):
    rows = {row[0]: row[3] for row in top(gifts, "amount", OPTIONS).table.rows}
    assert rows["Ann"] == 2

    lone = MemoryGraph(
        [Entity("e-a", "Person", "Ann"), Entity("e-f", "Committee", "Fund")],
        [gift(1, "e-a", "e-f", 100), gift(2, "e-a", "e-f", 900, scope="total")],
    )
    assert top(lone, "amount", OPTIONS).table.rows == (("Ann", "Person", "$100", 1),)
    assert top(lone, "count", OPTIONS).table.rows == (("Ann", "Person", 1),)


@pytest.mark.parametrize(
    ("asked", "heading"),
    [
        ({}, "who gave most"),
        ({"by": "count"}, "who gave most often"),
        ({"side": "object"}, "who received most"),
        ({"side": "object", "by": "count"}, "who received gifts most often"),
        ({"to": "Fund"}, "who gave most to Fund"),
        ({"to": "Person", "side": "object"}, "who received most from Person"),
        ({"type_name": "Company"}, "who gave most (Company)"),
        ({"relation": "ENDORSED", "by": "count"}, "of whom it is told most: endorsed (by number)"),
        ({"relation": "ENDORSED", "side": "object"}, "of whom it is told most: was endorsed by (by sum)"),
        ({"language": "ar", "to": "Committee"}, "من تبرع بأكبر مبلغ للجنة سياسية"),
        ({"language": "ar", "side": "object"}, "من تلقى أكبر مبلغ"),
    ],
)
def test_the_heading_of_a_ranking_says_what_was_asked(gifts, asked, heading):
    assert top(gifts, options=OPTIONS, **asked).question == heading


def test_top_by_count_and_receivers(gifts):
    assert [row[0] for row in top(gifts, "count", OPTIONS).table.rows] == ["Bob", "Ann", "Cor"]
    assert [row[0] for row in top(gifts, "count", OPTIONS, side="object").table.rows] == ["Fund"]
    assert [row[0] for row in top(gifts, "count", OPTIONS, type_name="Company").table.rows] == ["Cor"]


def test_top_refuses_other_measures(gifts):
    with pytest.raises(UsageError, match="by amount or by count"):
        top(gifts, "beauty")


def test_common(examples):
    answer = common(examples, "Elon Musk", "Sam Altman", OPTIONS)

    assert "OpenAI" in [row[0] for row in answer.table.rows]


def test_common_says_which_way_each_tie_runs(examples):
    rows = {row[0]: row[2] for row in common(examples, "Sam Altman", "Elon Musk", OPTIONS).table.rows}
    assert rows["OpenAI"].startswith("— leads → OpenAI ← ")

    arabic = common(examples, "Sam Altman", "Elon Musk", OPTIONS, "ar")
    assert any(row[2].startswith("— يقود ← أوبن إيه آي → ") for row in arabic.table.rows)


def test_between_has_a_matrix_and_evidence(examples):
    answer = between(examples, ["Elon Musk", "OpenAI", "Sam Altman", "Nobody At All"], OPTIONS)
    rows = {row[0]: row[1:] for row in answer.table.rows}

    assert rows["Sam Altman"] == (0, 2, 0)
    assert rows["Elon Musk"] == (0, 2, 1)  # who sues is tied too
    assert all(len(hop.evidence) > 0 for hop in answer.iter_hops())
    assert any("Nobody At All" in note for note in answer.notes)
    assert "<svg" in render(answer, "svg")


def test_between_needs_two(examples):
    assert between(examples, ["OpenAI", "Nobody At All"]).unknown == ("Nobody At All",)


def test_timeline_is_in_order(examples):
    answer = timeline(examples, "Elon Musk")
    starts = [
        str(event.qualifiers.start)
        for path in answer.paths
        for event in path.hops[0].events
        if event.qualifiers.start is not None
    ]

    assert len(starts) > 4
    assert starts == sorted(starts)


@pytest.mark.parametrize("by", ["degree", "betweenness", "closeness"])
def test_centrality(examples, by):
    answer = centrality(examples, "OpenAI", by, OPTIONS)

    assert answer.table.rows[0][0] in {"Sam Altman", "OpenAI", "Elon Musk", "Donald Trump"}


def test_centrality_of_everything(examples):
    assert len(centrality(examples, None, "degree", OPTIONS).table.rows) == 20


@pytest.mark.parametrize("question", [common, between])
def test_unknown_names_are_no_error(examples, question):
    answer = question(examples, "Nobody", "Noone") if question is common else question(examples, ["Nobody", "Noone"])

    assert not answer.ok
    assert len(answer.unknown) == 2


def test_timeline_tells_what_is_denied_as_denied(examples):
    assert "It is denied by Elon Musk that Elon Musk donated $45,000,000" in render(timeline(examples, "Elon Musk"))
