"""RDF written down as it streams by: Turtle, TriG, N-Quads and JSON-LD, all with the same statements.

Texts are escaped, a lone surrogate becomes U+FFFD; what is not said is left out; a list is one statement an item, so
that its order is not kept. Turtle has no graphs, so that it leaves out which source a statement is from where no
claim says so.
"""

from __future__ import annotations

import re
from typing import Any, BinaryIO

from techpol.graph.export.counts import Counts
from techpol.graph.export.jsonparts import json_bytes
from techpol.graph.export.selection import Selection
from techpol.graph.export.text import clean
from techpol.graph.rdf import Described, Text, describe
from techpol.schema.terms import PREFIXES, expand

_ESCAPED = re.compile('[\x00-\x1f"\\\\\x7f\ufffe\uffff]')
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\"}
_PLURALS = {"entity": "entities", "edge": "edges", "source": "sources", "claim": "claims", "referent": "referents"}


def quoted(text: str) -> str:
    """Return a text as a quoted string of Turtle and N-Quads."""
    return '"' + _ESCAPED.sub(_escape, clean(text)) + '"'


def _escape(found: re.Match[str]) -> str:
    return _SHORT.get(found[0]) or f"\\u{ord(found[0]):04X}"


def _count(counts: Counts, kind: str, described: Described) -> None:
    counts.written["statements"] += len(described.pairs)
    if kind in _PLURALS:
        counts.written[_PLURALS[kind]] += 1


def _literal(value: Text, short: bool) -> str:
    if value.language:
        return f"{quoted(value.text)}@{value.language}"
    if value.datatype:
        return f"{quoted(value.text)}^^{value.datatype if short else f'<{expand(value.datatype)}>'}"
    return quoted(value.text)


def _full(term: str | Text) -> str:
    return _literal(term, short=False) if isinstance(term, Text) else f"<{expand(term)}>"


def write_nquads(selection: Selection, stream: BinaryIO) -> Counts:
    """Write the selection as N-Quads: a statement a line, its source's graph at the end."""
    counts = Counts()
    for kind, described in describe(selection):
        _count(counts, kind, described)
        subject = _full(described.subject)
        graph = "" if described.graph is None else f" {_full(described.graph)}"
        lines = (f"{subject} {_full(term)} {_full(value)}{graph} .\n" for term, value in described.pairs)
        stream.write("".join(lines).encode("utf-8"))
    return counts


def write_turtle(selection: Selection, stream: BinaryIO) -> Counts:
    """Write the selection as Turtle."""
    counts = Counts()
    _write_prefixes(stream)
    for kind, described in describe(selection):
        _count(counts, kind, described)
        stream.write(_block(described).encode("utf-8"))
    return counts


def write_trig(selection: Selection, stream: BinaryIO) -> Counts:
    """Write the selection as TriG: a named graph a source."""
    counts = Counts()
    _write_prefixes(stream)
    graph: str | None = None
    for kind, described in describe(selection):
        _count(counts, kind, described)
        if described.graph != graph:
            # A graph may be opened again where its next statement comes.
            stream.write((("}\n" if graph else "") + (f"{described.graph} {{\n" if described.graph else "")).encode())
            graph = described.graph
        stream.write(_block(described).encode("utf-8"))
    if graph is not None:
        stream.write(b"}\n")
    return counts


def _write_prefixes(stream: BinaryIO) -> None:
    stream.write("".join(f"@prefix {name}: <{address}> .\n" for name, address in PREFIXES.items()).encode())


def _block(described: Described) -> str:
    pairs = (
        f"{'a' if term == 'rdf:type' else term} {_literal(value, short=True) if isinstance(value, Text) else value}"
        for term, value in described.pairs
    )
    said = " ;\n    ".join(pairs)
    return f"{described.subject} {said} .\n"


def write_json_ld(selection: Selection, stream: BinaryIO) -> Counts:
    """Write the selection as JSON-LD: a list of described things, each inside the graph of its source."""
    counts = Counts()
    context = {**PREFIXES, "@version": 1.1}
    stream.write(b'{"@context": ' + json_bytes(context) + b',\n"@graph": [')
    separator = b"\n"
    for kind, described in describe(selection):
        _count(counts, kind, described)
        thing = _json_thing(described)
        stream.write(separator + json_bytes(thing))
        separator = b",\n"
    stream.write(b"\n]}\n")
    return counts


def _json_thing(described: Described) -> dict[str, Any]:
    thing: dict[str, Any] = {"@id": described.subject}
    for term, value in described.pairs:
        if term == "rdf:type":
            thing.setdefault("@type", []).append(value)
        elif isinstance(value, Text):
            thing.setdefault(term, []).append(_json_literal(value))
        else:
            thing.setdefault(term, []).append({"@id": value})
    return thing if described.graph is None else {"@id": described.graph, "@graph": [thing]}


def _json_literal(value: Text) -> dict[str, str]:
    if value.language:
        return {"@value": value.text, "@language": value.language}
    if value.datatype:
        return {"@value": value.text, "@type": value.datatype}
    return {"@value": value.text}
