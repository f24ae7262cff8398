"""What the path search reads of a ledger equals what the filter means; ledger and memory give the same chains."""

import random
from datetime import date
from decimal import Decimal

import pytest
from random_ledger import RELATIONS, fill, random_filter, random_graph

from techpol.graph.adjacency import SlowView, fast_view
from techpol.graph.filters import allows, period
from techpol.graph.ledger import Ledger
from techpol.graph.view import EdgeFilter
from techpol.queries.options import PathOptions
from techpol.queries.ranking import Ranker
from techpol.queries.search import Search
from techpol.schema.model import Edge, Modality, Qualifiers
from techpol.schema.values import PartialDate


@pytest.fixture
def both():
    chance = random.Random(7)
    graph = random_graph(chance)
    with Ledger.in_memory() as ledger:
        fill(ledger, graph)
        yield chance, graph, ledger


def key(row):
    return tuple("" if cell is None else str(cell) for cell in row)


def rows(ties):
    return sorted((tuple(tie)[1:] for tie in ties), key=key)


def test_sql_means_what_the_filter_means(both):
    chance, graph, view = both
    slow, fast = SlowView(graph), fast_view(view)
    ids = [entity.id for entity in graph.iter_entities()]
    for _ in range(300):
        edge_filter = random_filter(chance)
        near = chance.sample(ids, chance.randint(1, 4))
        among = chance.choice([None, chance.sample(ids, 3)])
        side = chance.choice([None, None, "subject", "object"])

        found, expected = (rows(reader.adjacent(near, edge_filter, among, None, side)) for reader in (fast, slow))

        assert found == expected
        amounts = []
        for reader in (fast, slow):
            counted = {}
            for entity, currency, amount, number in reader.amounts(edge_filter, side or "subject", among):
                counted[entity, currency, amount] = counted.get((entity, currency, amount), 0) + number
            amounts.append(counted)

        assert amounts[0] == amounts[1]
        wanted = [(a, relation, b) for a in near for b in ids[:3] for relation in RELATIONS]

        assert rows(fast.hop_ties(wanted, edge_filter)) == rows(slow.hop_ties(wanted, edge_filter))
        assert [e.id for e in view.iter_edges(edge_filter)] == [
            e.id for e in graph.iter_edges() if allows(e, edge_filter)
        ]


def test_facts_types_and_keys(both):
    _, graph, view = both
    slow, fast = SlowView(graph), fast_view(view)
    ids = [entity.id for entity in graph.iter_entities()]

    assert fast.node_facts(ids) == slow.node_facts(ids)
    assert sorted(fast.ids_of_type("Organization", 100)) == sorted(slow.ids_of_type("Organization", 100))
    assert len(fast.ids_of_type("Entity", 3)) == 4
    keys = [tie.key for tie in fast.adjacent(ids[:2], EdgeFilter(), limit=5)]
    assert {edge.id for edge in fast.edges_by_key(keys).values()} <= {edge.id for edge in graph.iter_edges()}


@pytest.mark.parametrize(
    ("relation", "qualifiers", "expected"),
    [
        ("DONATED_TO", Qualifiers(start=PartialDate(2023, 6)), (date(2023, 6, 1), date(2023, 6, 30))),
        ("LEADS", Qualifiers(start=PartialDate(2019)), (date(2019, 1, 1), None)),
        ("LEADS", Qualifiers(end=PartialDate(2020)), (None, date(2020, 12, 31))),
        ("DONATED_TO", Qualifiers(), (None, None)),
        ("DONATED_TO", Qualifiers(start=PartialDate(None, 6, 14)), (None, None)),
    ],
)
def test_period(relation, qualifiers, expected):
    assert period(relation, qualifiers) == expected


def test_a_minimum_amount_is_asked_of_money_alone():
    edge_filter = EdgeFilter(min_amount=Decimal(1000))
    leads = Edge("g-1", "a", "LEADS", "b", Modality.ASSERTED, Qualifiers(), ())
    unknown = Edge("g-2", "a", "DONATED_TO", "b", Modality.ASSERTED, Qualifiers(), ())

    assert allows(leads, edge_filter)
    assert not allows(unknown, edge_filter)


@pytest.mark.parametrize("prices", [(250, 10_000, 200), (1, 0, 1), (1, 1, 200), (0, 10_000, 1), (250, 1, 1)])
def test_the_ledger_gives_the_chains_that_memory_gives(prices, monkeypatch):
    # From how many other ends a way is busy, what a look-up costs, and how many ends are very many.
    for name, price in zip(("_QUIET", "_LOOK_UP_PRICE", "MANY_ENDS"), prices, strict=True):
        monkeypatch.setattr(f"techpol.queries.join.{name}", price)
    for seed in range(20):
        chance = random.Random(seed)
        graph = random_graph(chance)
        ids = [entity.id for entity in graph.iter_entities()]
        targets = ids[1 : chance.choice((3, 8))]
        with Ledger.in_memory() as ledger:
            fill(ledger, graph)
            view = ledger
            for hostile in (False, True):
                options = PathOptions(hostile=hostile, reference=date(2024, 12, 31), distinct=False, limit=20)
                found, expected = (
                    Search(source, ids[:1], targets, options, Ranker(options.today)).run() for source in (view, graph)
                )

                assert [chain.order for chain in found.chains] == [chain.order for chain in expected.chains], seed
