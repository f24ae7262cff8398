"""A small graph that is pushed into databases, and the differences that are left after it."""

from memory_view import MemoryView

from techpol.graph.neo4j.connection import Database
from techpol.graph.neo4j.difference import find_differences


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
