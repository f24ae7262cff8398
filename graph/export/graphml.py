"""The graph as GraphML, a directed multigraph: parallel edges stay parallel. Written as it streams by.

What is not said is left out, since GraphML has no null; lists and maps are JSON.
"""

from __future__ import annotations

from typing import BinaryIO

from techpol.graph.export.counts import Counts
from techpol.graph.export.selection import Selection
from techpol.graph.export.shape import EDGE_COLUMNS, ENTITY_COLUMNS, TYPES, Row, edge_row, entity_row, said
from techpol.graph.export.text import xml_attribute, xml_text

_TYPE_NAMES = {int: "long", bool: "boolean", float: "double"}
# These are the element's own attributes.
_NODE_KEYS = tuple(column for column in ENTITY_COLUMNS if column != "id")
_EDGE_KEYS = ("edge_id", *(column for column in EDGE_COLUMNS if column not in ("id", "subject", "object")))


def write_graphml(selection: Selection, stream: BinaryIO) -> Counts:
    """Write the selection."""
    counts = Counts()

    def line(text: str) -> None:
        stream.write(text.encode("utf-8") + b"\n")

    line('<?xml version="1.0" encoding="UTF-8"?>')
    line(
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        ' xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns'
        ' http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">'
    )
    for domain, columns in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        for column in columns:
            kind = _TYPE_NAMES.get(TYPES.get(column, str), "string")
            line(f'<key id="{domain}-{column}" for="{domain}" attr.name="{column}" attr.type="{kind}"/>')
    line('<graph id="techpol" edgedefault="directed">')
    for entity in selection.iter_entities():
        counts.written["entities"] += 1
        line(f"<node id={xml_attribute(entity.id)}>{_data('node', _NODE_KEYS, entity_row(entity))}</node>")
    for supported in selection.iter_supported():
        counts.written["edges"] += 1
        edge = supported.edge
        # The id once more as data: igraph passes over the attribute of an edge.
        row = edge_row(supported) | {"edge_id": edge.id}
        ends = f"source={xml_attribute(edge.subject)} target={xml_attribute(edge.object)}"
        line(f"<edge id={xml_attribute(edge.id)} {ends}>{_data('edge', _EDGE_KEYS, row)}</edge>")
    line("</graph>\n</graphml>")
    return counts


def _data(domain: str, columns: tuple[str, ...], row: Row) -> str:
    return "".join([f'<data key="{domain}-{column}">{xml_text(text)}</data>' for column, text in said(columns, row)])
