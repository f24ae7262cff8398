"""The graph as a page to look at, in one file: names, ties, amounts, dates, modality, quotes and sources.

Texts stand in it as data, never as markup or script; the page's policy lets nothing else run.
"""

from __future__ import annotations

from typing import BinaryIO

from techpol.graph.export.counts import Counts
from techpol.graph.export.selection import Selection
from techpol.graph.view_page import render_page


def write_html(selection: Selection, stream: BinaryIO) -> Counts:
    """Write the selection. Raises UsageError for more than a browser moves."""
    page, entities, edges = render_page(selection)
    stream.write(page.encode("utf-8"))
    counts = Counts()
    counts.written.update({"entities": entities, "edges": edges})
    return counts
