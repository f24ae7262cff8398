"""A small graph of names that make trouble in CSV, and the same as a view that is shared out."""

from __future__ import annotations

from collections.abc import Callable

from memory_view import MemoryView

NAMES = (
    'quotes "inside" and at the end"',
    "two\nlines, a comma; a semicolon",
    "carriage\r\nreturn and \r alone",
    "back\\slash \\n \\",
    "unit\x1fseparator",
    "  spaces around  ",
    "\u202e\u0639\u0631\u0628\u064a\u202c \U0001f600",
    "z" * 10_000,
)


def hard_graph() -> MemoryView:
    view = MemoryView()
    fund = view.entity("Fund", "Committee", size_min="3", hobby="chess")
    for name in NAMES:
        person = view.entity(name, arabic=f"{name}\u0639")
        view.edge(person, "DONATED_TO", fund, amount="12.5", start="2024-02-29", quote=name, sources=("a", "b"))
        view.edge(person, "LEADS", fund, role=name, start="2019-03", past=True)
    return view


class HardShares(MemoryView):
    """The hard graph, all of whose edges are in the second of two shares."""

    def __init__(self) -> None:
        super().__init__()
        self.__dict__.update(hard_graph().__dict__)

    def shares(self, count: int) -> list[Callable[[], MemoryView]]:
        return [MemoryView, hard_graph]
