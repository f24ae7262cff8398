"""The graph for networkx: every edge its own, so that two gifts between the same two stay two.

>>> from techpol.graph.ledger import Ledger
>>> to_networkx(Ledger.in_memory()).number_of_nodes()
0
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from techpol.graph.view import EdgeFilter, GraphView
from techpol.schema.model import Edge

if TYPE_CHECKING:
    import networkx as nx


def to_networkx(
    view: GraphView, edge_filter: EdgeFilter | None = None, isolated: bool = True
) -> nx.MultiDiGraph[str]:
    """Return a graph as a MultiDiGraph: nodes are entity ids, edge keys are edge ids.

    Nodes carry ``name``, ``type`` and ``names`` (by language); edges carry ``relation``, ``modality``, ``support``,
    ``confidence``, ``claims`` and what is known of ``amount`` (Decimal), ``currency``, ``start``, ``end``, ``role``,
    ``place``, ``total_of`` and ``contradicts``. Stated sums are edges too; ``EdgeFilter(totals=False)`` leaves them
    out. ``isolated`` keeps entities without an edge.
    """
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    if isolated:
        for entity in view.iter_entities():
            graph.add_node(entity.id, **_node(view, entity.id))
    for edge in view.iter_edges(edge_filter):
        for end in (edge.subject, edge.object):
            if end not in graph:
                graph.add_node(end, **_node(view, end))
        graph.add_edge(edge.subject, edge.object, key=edge.id, **_attributes(edge))
    return graph


def _node(view: GraphView, entity_id: str) -> dict[str, Any]:
    entity = view.get_entity(entity_id)
    if entity is None:
        return {"name": entity_id}
    names: dict[str, str] = {}
    for name in entity.names:
        names.setdefault(name.language, name.text)
    return {"name": entity.name, "type": entity.type, "names": names}


def _attributes(edge: Edge) -> dict[str, Any]:
    said = edge.qualifiers
    found: dict[str, Any] = {
        "relation": edge.relation, "modality": str(edge.modality), "support": edge.support,
        "confidence": edge.confidence, "claims": edge.claims,
    }  # fmt: skip
    if said.amount is not None:
        found["amount"] = said.amount.amount
        found["currency"] = said.amount.currency
        found["amount_bound"] = said.amount_bound
        found["amount_scope"] = said.amount_scope
    for name in ("count", "asset", "role", "place"):
        if getattr(said, name) is not None:
            found[name] = getattr(said, name)
    for name in ("start", "end"):
        if getattr(said, name) is not None:
            found[name] = str(getattr(said, name))
    if said.past:
        found["past"] = True
    for name in ("attribution", "total_of", "contradicts"):
        if getattr(edge, name) not in (None, ()):
            found[name] = getattr(edge, name)
    return found
