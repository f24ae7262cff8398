"""The graph as Markdown to read: every edge a sentence, its quotes under it with their source.

Letters that mean something to Markdown or HTML are escaped. Names that no edge touches are left out and counted.
"""

from __future__ import annotations

import re
from typing import BinaryIO
from urllib.parse import quote, urlsplit

from techpol.graph.export.counts import Counts
from techpol.graph.export.selection import Selection
from techpol.graph.export.sentences import sentence
from techpol.graph.export.shape import Supported
from techpol.graph.export.text import REPLACEMENT, clean
from techpol.schema.model import Modality, Source, Span

_SPECIAL = re.compile(r"[\\`*_{}\[\]()#+\-.!|~<>&:@$^=\"']")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_SPACE = re.compile(r"\s+")


def write_markdown(selection: Selection, stream: BinaryIO) -> Counts:
    """Write the selection."""
    counts = Counts()
    names: dict[str, str] = {}
    touched: set[str] = set()
    stream.write(b"# Ties\n\n")

    def name(entity_id: str) -> str:
        if entity_id not in names:
            if len(names) > 50_000:
                names.clear()
            entity = selection.view.get_entity(entity_id)
            # Spaces at its ends, or nothing between them, would make the marks of bold letters text.
            words = escaped(entity.name if entity is not None else entity_id).strip() or REPLACEMENT
            names[entity_id] = f"**{words}**"
        return names[entity_id]

    for supported in selection.iter_supported():
        counts.written["edges"] += 1
        touched.update((supported.edge.subject, supported.edge.object))
        stream.write(_item(supported, name(supported.edge.subject), name(supported.edge.object)).encode("utf-8"))
    counts.written["entities"] = len(touched)
    lonely = sum(entity.id not in touched for entity in selection.iter_entities())
    if lonely > 0:
        counts.left_out["entities without an edge"] = lonely
    return counts


def _item(supported: Supported, subject: str, target: str) -> str:
    edge = supported.edge
    words = sentence(edge, subject, target, escaped)
    notes = [] if edge.modality is Modality.ASSERTED else [f"*{edge.modality}*"]
    if edge.attribution is not None:
        notes.append(f"says {escaped(edge.attribution)}")
    if len(edge.total_of) > 0:
        notes.append(f"a stated sum of {len(edge.total_of)} others")
    lines = [f"- {words}{' — ' + ', '.join(notes) if notes else ''}\n"]
    sources = {source.id: source for source in supported.sources}
    for item in dict.fromkeys(item for claim in supported.claims for item in claim.evidence):
        if isinstance(item, Span):
            said = item.quote
        else:
            said = "; ".join(f"{column}: {value}" for column, value in item.row if value != "")
        lines.append(f"  > {escaped(said)}\n  > — {_cited(sources.get(item.source))}\n\n")
    return "".join(lines)


def _cited(source: Source | None) -> str:
    if source is None:
        return "unknown source"
    title = escaped(source.title or source.key)
    if source.url is not None and urlsplit(source.url).scheme in ("http", "https"):
        title = f"[{title}](<{quote(source.url, safe=_SAFE)}>)"
    rest = [escaped(part) for part in (source.publisher, source.published and str(source.published)) if part]
    return ", ".join([title, *rest])


_SAFE = "/:?#@!$&'*+,;=%~._-"


def escaped(text: str) -> str:
    """Return a text on one line that Markdown shows as it is."""
    text = _CONTROL.sub(REPLACEMENT, _SPACE.sub(" ", clean(text)))
    return (
        _SPECIAL.sub(lambda found: f"\\{found[0]}", text)
        .replace("\\<", "&lt;")
        .replace("\\>", "&gt;")
        .replace("\\&", "&amp;")
    )
