"""The graph as GraphML, a directed multigraph: parallel edges stay parallel. Written as it streams by.

What is not said is left out, since GraphML has no null; lists (names, quotes) are one text with a line each.
"""

from __future__ import annotations

import re
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from techpol.graph.view import EdgeFilter, GraphView
from techpol.schema.model import Edge, Entity, Record, Span

_NODE_KEYS = ("type", "name", "name_en", "name_ar", "names", "identifiers")
_EDGE_KEYS = (
    "relation", "modality", "attribution", "amount", "currency", "amount_bound", "amount_scope", "count", "asset",
    "role", "place", "start", "end", "past", "support", "confidence", "quotes", "sources", "claims", "total_of",
)  # fmt: skip
_TYPES = {"count": "int", "past": "boolean", "support": "int", "confidence": "double"}
# XML 1.0 cannot hold these at all, escaped or not.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write_graphml(view: GraphView, stream: BinaryIO, edge_filter: EdgeFilter | None = None) -> dict[str, int]:
    """Write the graph. Returns how many entities and edges. Amounts are text, so that none is rounded."""
    counts = {"entity": 0, "edge": 0}

    def line(text: str) -> None:
        stream.write(_NOT_XML.sub("\ufffd", text).encode("utf-8") + b"\n")

    line('<?xml version="1.0" encoding="UTF-8"?>')
    line('<graphml xmlns="http://graphml.graphdrawing.org/xmlns">')
    for domain, keys in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        for key in keys:
            kind = _TYPES.get(key, "string")
            line(f'<key id="{domain}-{key}" for="{domain}" attr.name="{key}" attr.type="{kind}"/>')
    line('<graph id="techpol" edgedefault="directed">')
    for entity in view.iter_entities():
        counts["entity"] += 1
        line(f"<node id={quoteattr(entity.id)}>{_data('node', _node_values(entity))}</node>")
    for edge in view.iter_edges(edge_filter):
        counts["edge"] += 1
        ends = f"source={quoteattr(edge.subject)} target={quoteattr(edge.object)}"
        line(f"<edge id={quoteattr(edge.id)} {ends}>{_data('edge', _edge_values(view, edge))}</edge>")
    line("</graph>\n</graphml>")
    return counts


def _data(domain: str, values: dict[str, object]) -> str:
    kept = ((key, value) for key, value in values.items() if value is not None and value != "")
    return "".join(
        f'<data key="{domain}-{key}">{escape(str(value).lower() if isinstance(value, bool) else str(value))}</data>'
        for key, value in kept
    )


def _node_values(entity: Entity) -> dict[str, object]:
    by_language = {name.language: name.text for name in reversed(entity.names)}
    return {
        "type": entity.type,
        "name": entity.name,
        "name_en": by_language.get("en"),
        "name_ar": by_language.get("ar"),
        "names": "\n".join(dict.fromkeys(name.text for name in entity.names)),
        "identifiers": "\n".join(f"{item.scheme}:{item.value}" for item in entity.identifiers),
    }


def _edge_values(view: GraphView, edge: Edge) -> dict[str, object]:
    evidence = [item for claim in view.iter_claims(edge.claims) for item in claim.evidence]
    quotes = [item.quote.replace("\n", " ") for item in evidence if isinstance(item, Span)]
    quotes += [f"{item.source} {item.key}" for item in evidence if isinstance(item, Record)]
    return {
        "relation": edge.relation,
        "modality": str(edge.modality),
        "attribution": edge.attribution,
        **edge.qualifiers.to_dict(),
        "support": edge.support,
        "confidence": edge.confidence,
        "quotes": "\n".join(dict.fromkeys(quotes)),
        "sources": "\n".join(dict.fromkeys(item.source for item in evidence)),
        "claims": "\n".join(edge.claims),
        "total_of": "\n".join(edge.total_of),
    }
