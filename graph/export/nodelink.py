"""The graph as node-link JSON, as ``networkx.node_link_graph`` and d3 read it: a directed multigraph.

The key of an edge is its id. Null is null, lists and maps are JSON lists and maps.
"""

from __future__ import annotations

from typing import BinaryIO

from techpol.graph.export.counts import Counts
from techpol.graph.export.jsonparts import write_items
from techpol.graph.export.selection import Selection
from techpol.graph.export.shape import Row, edge_row, entity_row


def write_node_link(selection: Selection, stream: BinaryIO) -> Counts:
    """Write the selection."""
    counts = Counts()

    def node(row: Row) -> Row:
        counts.written["entities"] += 1
        return row

    def edge(row: Row) -> Row:
        counts.written["edges"] += 1
        return {"source": row.pop("subject"), "target": row.pop("object"), "key": row["id"]} | row

    stream.write(b'{"directed": true, "multigraph": true, "graph": {"name": "techpol"},\n"nodes": [')
    write_items(stream, (node(entity_row(entity)) for entity in selection.iter_entities()))
    stream.write(b'],\n"edges": [')
    write_items(stream, (edge(edge_row(supported)) for supported in selection.iter_supported()))
    stream.write(b"]}\n")
    return counts
