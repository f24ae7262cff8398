"""The graph as GEXF 1.3 for Gephi, dynamic: an edge has the first and the last day on which it may hold.

Parallel edges stay parallel, each with its id and its relation as ``kind``. What is not said is left out, as are the
days of an edge whose date is unknown (such an edge holds at all times); the date as the source puts it stands in the
attributes ``start`` and ``end`` with its precision. Lists and maps are JSON.
"""

from __future__ import annotations

from typing import BinaryIO

from techpol.graph.export.counts import Counts
from techpol.graph.export.selection import Selection
from techpol.graph.export.shape import EDGE_COLUMNS, ENTITY_COLUMNS, TYPES, Row, edge_row, entity_row, said
from techpol.graph.export.text import xml_attribute
from techpol.graph.filters import period
from techpol.schema.ontology import load_ontology

_TYPE_NAMES = {int: "long", bool: "boolean", float: "double"}
_NODE_KEYS = tuple(column for column in ENTITY_COLUMNS if column not in ("id", "name"))
_EDGE_KEYS = tuple(column for column in EDGE_COLUMNS if column not in ("id", "subject", "object", "label"))


def write_gexf(selection: Selection, stream: BinaryIO) -> Counts:
    """Write the selection."""
    counts = Counts()
    ontology = load_ontology()

    def line(text: str) -> None:
        stream.write(text.encode("utf-8") + b"\n")

    line('<?xml version="1.0" encoding="UTF-8"?>')
    line(
        '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        ' xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">'
    )
    line("<meta><creator>techpol</creator></meta>")
    line('<graph defaultedgetype="directed" mode="dynamic" timeformat="date" timerepresentation="interval">')
    for domain, columns in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        line(f'<attributes class="{domain}" mode="static">')
        for column in columns:
            kind = _TYPE_NAMES.get(TYPES.get(column, str), "string")
            line(f'<attribute id="{_key(column)}" title="{_key(column)}" type="{kind}"/>')
        line("</attributes>")
    line("<nodes>")
    for entity in selection.iter_entities():
        counts.written["entities"] += 1
        red, green, blue = (int(ontology.type(entity.type).colour[at : at + 2], 16) for at in (1, 3, 5))
        line(
            f"<node id={xml_attribute(entity.id)} label={xml_attribute(entity.name)}>"
            f"{_values(_NODE_KEYS, entity_row(entity))}"
            f'<viz:color r="{red}" g="{green}" b="{blue}"/></node>'
        )
    line("</nodes>\n<edges>")
    for supported in selection.iter_supported():
        counts.written["edges"] += 1
        edge = supported.edge
        row = edge_row(supported)
        first, last = period(edge.relation, edge.qualifiers)
        days = "".join(
            f' {name}="{day.isoformat()}"' for name, day in (("start", first), ("end", last)) if day is not None
        )
        line(
            f"<edge id={xml_attribute(edge.id)} source={xml_attribute(edge.subject)}"
            f" target={xml_attribute(edge.object)} label={xml_attribute(row['label'])}"
            f' kind={xml_attribute(edge.relation)} type="directed"{days}>{_values(_EDGE_KEYS, row)}</edge>'
        )
    line("</edges>\n</graph>\n</gexf>")
    return counts


def _key(column: str) -> str:
    """Return the attribute's title; ``start`` and ``end`` are the format's own words for days."""
    return f"{column}_text" if column in ("start", "end") else column


def _values(columns: tuple[str, ...], row: Row) -> str:
    values = "".join(
        [f'<attvalue for="{_key(column)}" value={xml_attribute(text)}/>' for column, text in said(columns, row)]
    )
    return f"<attvalues>{values}</attvalues>"
