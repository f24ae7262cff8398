"""The graph as Cytoscape's JSON (``elements`` with ``nodes`` and ``edges``), for Cytoscape and Cytoscape.js.

Null is null, lists and maps are JSON lists and maps. ``source`` and ``target`` of an edge are what we call subject
and object.
"""

from __future__ import annotations

from typing import Any, BinaryIO

from techpol.graph.export.counts import Counts
from techpol.graph.export.jsonparts import write_items
from techpol.graph.export.selection import Selection
from techpol.graph.export.shape import Row, edge_row, entity_row
from techpol.schema.ontology import load_ontology


def write_cytoscape(selection: Selection, stream: BinaryIO) -> Counts:
    """Write the selection."""
    counts = Counts()
    ontology = load_ontology()

    def node(row: Row) -> dict[str, Any]:
        counts.written["entities"] += 1
        # ``value`` is what networkx knows the node by.
        shown = {"value": row["id"], "label": row["name"], "colour": ontology.type(row["type"]).colour}
        return {"data": row | shown, "classes": row["type"]}

    def edge(row: Row) -> dict[str, Any]:
        counts.written["edges"] += 1
        ends = {"source": row.pop("subject"), "target": row.pop("object"), "key": row["id"]}
        ends["interaction"] = row["relation"]
        return {"data": row | ends, "classes": f"{row['relation']} {row['modality']}"}

    stream.write(b'{"format_version": "1.0", "generated_by": "techpol", "directed": true, "multigraph": true,\n')
    stream.write(b'"data": {"name": "techpol"},\n')
    stream.write(b'"elements": {"nodes": [')
    write_items(stream, (node(entity_row(entity)) for entity in selection.iter_entities()))
    stream.write(b'],\n"edges": [')
    write_items(stream, (edge(edge_row(supported)) for supported in selection.iter_supported()))
    stream.write(b"]}}\n")
    return counts
