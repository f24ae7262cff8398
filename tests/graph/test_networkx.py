from __future__ import annotations

from decimal import Decimal

from techpol.graph.networkx import to_networkx
from techpol.graph.view import EdgeFilter


def test_parallel_edges_are_kept(filled_ledger):
    graph = to_networkx(filled_ledger)
    quill = filled_ledger.find_entities("Ada Quill")[0][0].id
    fund = filled_ledger.find_entities("Marsh Victory Fund")[0][0].id
    gifts = graph.get_edge_data(quill, fund)

    assert graph.number_of_nodes() == len(list(filled_ledger.iter_entities()))
    assert set(gifts) == {
        edge.id for edge in filled_ledger.iter_edges() if (edge.subject, edge.object) == (quill, fund)
    }
    assert [gift["amount"] for gift in gifts.values()] == [Decimal(100000)] * 2
    assert graph.nodes[fund]["name"] == "Marsh Victory Fund"
    assert graph.nodes[fund]["type"] == "Committee"


def test_a_filter_chooses_the_edges(filled_ledger):
    graph = to_networkx(filled_ledger, EdgeFilter(relations=frozenset({"LEADS"})), isolated=False)

    assert {data["relation"] for _, _, data in graph.edges(data=True)} == {"LEADS"}
    assert graph.number_of_nodes() == 4
    totals = to_networkx(filled_ledger, EdgeFilter(totals=False))
    assert not any("total_of" in data for _, _, data in totals.edges(data=True))
