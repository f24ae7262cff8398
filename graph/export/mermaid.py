"""A small graph as a Mermaid flowchart, for Markdown pages.

Mermaid draws; it keeps names, relations, amounts, dates and modality as labels and nothing else. Letters that mean
something to it, or to HTML, are written as its own numbered entities. Its readers stop at 500 edges, so that more are
refused with a word on how to choose.
"""

from __future__ import annotations

from typing import BinaryIO

from techpol.graph.export.counts import Counts
from techpol.graph.export.selection import Selection
from techpol.graph.export.sentences import caption
from techpol.schema.errors import UsageError
from techpol.schema.model import Edge, Modality
from techpol.schema.ontology import load_ontology

MAX_EDGES = 500
MAX_CHARACTERS = 50_000
_LABEL_LENGTH = 80
# Not the colon: Mermaid takes a line with "style ...:" in it for a style, and a mark off the entities behind it.
_PLAIN = frozenset(" .,-_/()'")
# What cannot be seen but shapes letters and gives them their direction; the rest of the kind is left out.
_JOINERS = frozenset("\u200c\u200d\u200e\u200f")


def write_mermaid(selection: Selection, stream: BinaryIO) -> Counts:
    """Write the selection. Raises UsageError for more than Mermaid draws."""
    counts = Counts()
    ontology = load_ontology()
    numbers: dict[str, int] = {}
    lines = ["flowchart LR"]
    types: dict[str, list[str]] = {}
    edges: list[Edge] = []
    for edge in selection.iter_edges():
        edges.append(edge)
        if len(edges) > MAX_EDGES:
            raise UsageError(
                f"Mermaid draws at most {MAX_EDGES} edges; choose some with --entity NAME --hops N,"
                " --from or a filter"
            )
    for entity in selection.iter_entities():
        number = numbers[entity.id] = len(numbers)
        types.setdefault(entity.type, []).append(f"n{number}")
        lines.append(f'  n{number}["{label(entity.name)}"]')
        counts.written["entities"] += 1
    for edge in edges:
        arrow = "-->" if edge.modality is Modality.ASSERTED else "-.->"
        lines.append(f'  n{numbers[edge.subject]} {arrow}|"{label(caption(edge))}"| n{numbers[edge.object]}')
        counts.written["edges"] += 1
    for type_name, names in types.items():
        colour = ontology.type(type_name).colour
        lines.append(f"  classDef t{type_name} fill:{colour}55,stroke:{colour}")
        lines.append(f"  class {','.join(names)} t{type_name}")
    text = "\n".join(lines) + "\n"
    if len(text) > MAX_CHARACTERS:
        raise UsageError(
            f"Mermaid reads at most {MAX_CHARACTERS:,} characters, this is {len(text):,}; choose fewer edges"
            " with --entity NAME --hops N, --from or a filter"
        )
    stream.write(text.encode("utf-8"))
    return counts


def label(text: str) -> str:
    """Return a text as a label: cut to a readable length, everything but letters and digits as a numbered entity."""
    text = " ".join(text.split())
    if len(text) > _LABEL_LENGTH:
        text = text[: _LABEL_LENGTH - 1] + "…"
    safe = "".join(
        character if character.isalnum() or character in _PLAIN else f"#{ord(character)};"
        for character in text
        if character.isprintable() or character in _JOINERS
    )
    return safe or " "  # Mermaid refuses an empty label
