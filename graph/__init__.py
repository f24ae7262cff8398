"""Where claims are kept and the graph is computed; one file for each place that it can go. No language rules.

Begin with ``ledger.py``, the store; ``build/flow.py`` is how claims become entities and edges, ``resolve/`` decides
who is who, ``view.py`` is what a reader of the graph may ask of any of its homes (the ledger, Neo4j, the embedded
engine, memory). Questions belong to ``queries``, reading of sources to ``loaders``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from techpol.graph.export import Selection, around, export_graph, of_answer
    from techpol.graph.frames import to_pandas
    from techpol.graph.ledger import Ledger
    from techpol.graph.networkx import to_networkx
    from techpol.graph.view import EdgeFilter, GraphView

# What a notebook needs, imported when it is first named: whoever imports one file of this room pays for that alone.
_HOMES = {
    "EdgeFilter": "view", "GraphView": "view", "Ledger": "ledger", "Selection": "export", "around": "export",
    "export_graph": "export", "of_answer": "export", "to_networkx": "networkx", "to_pandas": "frames",
}  # fmt: skip
__all__ = [
    "EdgeFilter", "GraphView", "Ledger", "Selection", "around", "export_graph", "of_answer", "to_networkx",
    "to_pandas",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"techpol.graph.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
