"""The graph in Graphviz's language, parallel edges parallel.

Every value is in quotation marks; a backslash is doubled, as Graphviz reads labels, and what would be an entity in a
label begins with ``&amp;``; a control character becomes U+FFFD, a tab stays and a line break is one of the label.
What is not said is left out; lists and maps are JSON. Colours are the ontology's; planned and alleged edges are
dashed, denied ones dotted red.
"""

from __future__ import annotations

import re
from typing import BinaryIO

from techpol.graph.export.counts import Counts
from techpol.graph.export.selection import Selection
from techpol.graph.export.shape import EDGE_COLUMNS, ENTITY_COLUMNS, Row, edge_row, entity_row, said
from techpol.graph.export.text import clean
from techpol.schema.ontology import load_ontology

# An edge has no name of its own in this language, so that its id is an attribute like the rest.
_NODE_KEYS = tuple(column for column in ENTITY_COLUMNS if column not in ("id", "name"))
_EDGE_KEYS = tuple(column for column in EDGE_COLUMNS if column not in ("subject", "object", "label"))
# Graphviz does not escape these where it writes JSON or SVG.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# What is written otherwise than it is; most texts have none of it.
_NOT_PLAIN = re.compile('["\\\\\x00-\x08\n-\x1f\x7f\ud800-\udfff]')
# Graphviz draws an entity of HTML in a label as the letter that it names.
_ENTITY = re.compile(r"&(?=#?\w+;)")
_STYLES = {
    "planned": ', style="dashed"', "alleged": ', style="dashed"', "denied": ', style="dotted", color="#c0392b"',
}  # fmt: skip


def write_dot(selection: Selection, stream: BinaryIO) -> Counts:
    """Write the selection."""
    counts = Counts()
    ontology = load_ontology()

    def line(text: str) -> None:
        stream.write(text.encode("utf-8") + b"\n")

    line("digraph techpol {")
    line('  graph [charset="UTF-8", rankdir="LR"];')
    line('  node [shape="box", style="rounded,filled", fontname="sans-serif"];')
    line('  edge [fontname="sans-serif", fontsize="10"];')
    for entity in selection.iter_entities():
        counts.written["entities"] += 1
        colour = ontology.type(entity.type).colour
        line(
            f"  {quoted(entity.id)} [label={_label(entity.name)}, fillcolor={quoted(f'{colour}55')},"
            f" color={quoted(colour)}{_attributes(_NODE_KEYS, entity_row(entity))}];"
        )
    for supported in selection.iter_supported():
        counts.written["edges"] += 1
        edge = supported.edge
        row = edge_row(supported)
        caption = row["label"] + (f" {edge.qualifiers.amount}" if edge.qualifiers.amount is not None else "")
        style = _STYLES.get(str(edge.modality), "")
        line(
            f"  {quoted(edge.subject)} -> {quoted(edge.object)}"
            f" [label={_label(caption)}{style}{_attributes(_EDGE_KEYS, row)}];"
        )
    line("}")
    return counts


def quoted(text: str) -> str:
    """Return a text as a quoted string of the language."""
    if _NOT_PLAIN.search(text) is None:
        return f'"{text}"'
    text = _CONTROL.sub("\ufffd", clean(text)).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + text.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n") + '"'


def _label(text: str) -> str:
    return quoted(_ENTITY.sub("&amp;", text))


def _attributes(columns: tuple[str, ...], row: Row) -> str:
    # A prefix keeps ours apart from attributes that Graphviz obeys (start, style, URL ...).
    return "".join([f", tp_{column}={quoted(text)}" for column, text in said(columns, row)])
