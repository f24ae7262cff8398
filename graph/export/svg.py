"""A small graph as an SVG drawing: names, relations, amounts, dates and modality, the quotes as titles.

A drawing keeps what can be read in it. More than it can show is refused with a word on how to choose; names that no
edge touches are left out and counted.
"""

from __future__ import annotations

from typing import BinaryIO

from techpol.graph.export.counts import Counts
from techpol.graph.export.selection import Selection
from techpol.graph.export.sentences import caption
from techpol.graph.export.shape import quote_texts
from techpol.graph.export.text import xml_clean
from techpol.graph.pictures import PictureLink, PictureNode, svg
from techpol.schema.errors import UsageError
from techpol.schema.model import Modality
from techpol.schema.ontology import load_ontology

MAX_EDGES = 150


def write_svg(selection: Selection, stream: BinaryIO) -> Counts:
    """Write the selection. Raises UsageError for more edges than a drawing shows."""
    counts = Counts()
    ontology = load_ontology()
    links: list[PictureLink] = []
    touched: set[str] = set()
    for supported in selection.iter_supported():
        edge = supported.edge
        if len(links) == MAX_EDGES:
            raise UsageError(
                f"a drawing shows at most {MAX_EDGES} edges; choose some with --entity NAME --hops N, --from or a"
                " filter, or take html or dot"
            )
        touched.update((edge.subject, edge.object))
        title = "\n".join([caption(edge), *quote_texts(supported.claims)])
        links.append(
            PictureLink(
                edge.subject, edge.object, xml_clean(caption(edge)), xml_clean(title),
                dashed=edge.modality is not Modality.ASSERTED, both=ontology.relation(edge.relation).symmetric,
            )
        )  # fmt: skip
    nodes = []
    for entity in selection.iter_entities():
        if entity.id in touched:
            spec = ontology.type(entity.type)
            nodes.append(PictureNode(entity.id, xml_clean(entity.name), spec.labels["en"], spec.colour))
        else:
            counts.left_out["entities without an edge"] += 1
    stream.write(svg(nodes, links, title="techpol").encode("utf-8"))
    counts.written.update({"entities": len(nodes), "edges": len(links)})
    return counts
