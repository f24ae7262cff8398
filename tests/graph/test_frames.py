"""pandas gets the graph through Arrow: null is null, amounts add up to the cent, lists of ids are lists."""

from __future__ import annotations

from decimal import Decimal

import pytest
from memory_view import MemoryView

from techpol.graph.frames import to_pandas
from techpol.graph.view import EdgeFilter

pytest.importorskip("pandas")
pytest.importorskip("pyarrow")


@pytest.fixture
def view() -> MemoryView:
    view = MemoryView()
    a, b = view.entity("Ada Quill", arabic="آدا كويل"), view.entity("Marsh Fund", "Committee")
    view.edge(a, "DONATED_TO", b, amount="0.10")
    view.edge(a, "DONATED_TO", b, amount="0.20")
    view.edge(a, "LEADS", b)
    return view


def test_rows_and_types(view: MemoryView) -> None:
    tables = to_pandas(view)
    assert (2, 3) == (len(tables.nodes), len(tables.edges))
    gifts = tables.edges[tables.edges.relation == "DONATED_TO"]
    assert Decimal("0.3") == gifts.amount.sum()
    other = tables.edges[tables.edges.relation == "LEADS"].iloc[0]
    assert other.amount is None and len(other.claims) == 1
    assert "آدا كويل" in set(tables.nodes.name_ar.dropna())


def test_a_filter_and_an_empty_graph(view: MemoryView) -> None:
    assert 1 == len(to_pandas(view, EdgeFilter(relations=frozenset({"LEADS"}))).edges)
    empty = to_pandas(MemoryView())
    assert (0, 0) == (len(empty.nodes), len(empty.edges)) and "relation" in empty.edges.columns
