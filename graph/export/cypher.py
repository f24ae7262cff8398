"""The graph as a Cypher script, with the labels and properties that ``techpol neo4j push`` writes.

The script is data: texts stand in literals whose quotation marks, backslashes and control characters are escaped, and
a text can neither end its literal nor be read as a command of cypher-shell. It may be run again: nodes and
relationships are merged by id. Run it with ``cypher-shell -f graph.cypher``. What is not said is left out; lists of
texts are lists, dates of a day are dates, amounts are numbers (``amount_exact`` where a number would round).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, BinaryIO

from techpol.graph.export.counts import Counts
from techpol.graph.export.selected import SelectedView
from techpol.graph.export.selection import Selection, chunks
from techpol.graph.neo4j.mapping import Mapper, Node, Relationship

_BATCH = 200
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff\ufeff]")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")


def write_cypher(selection: Selection, stream: BinaryIO) -> Counts:
    """Write the selection."""
    counts = Counts()
    mapper = Mapper(SelectedView(selection))

    def line(text: str) -> None:
        stream.write(text.encode("utf-8") + b"\n")

    line("// A graph of techpol. Run: cypher-shell -f FILE; run again, it changes nothing.")
    line("CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;")
    for nodes in chunks(mapper.nodes(), _BATCH):
        counts.written["entities"] += len(nodes)
        for statement in _node_statements(nodes):
            line(statement)
    for relationships in chunks(mapper.relationships(), _BATCH):
        counts.written["edges"] += len(relationships)
        for statement in _relationship_statements(relationships):
            line(statement)
    return counts


def _node_statements(nodes: Iterable[Node]) -> Iterator[str]:
    by_labels: dict[tuple[str, ...], list[Node]] = {}
    for node in nodes:
        by_labels.setdefault(node.labels, []).append(node)
    for labels, group in by_labels.items():
        rows = ",\n".join(literal(node.properties) for node in group)
        others = "".join(f":{identifier(label)}" for label in labels if label != "Entity")
        put = f" SET n{others}" if others else ""
        yield f"UNWIND [\n{rows}\n] AS row MERGE (n:Entity {{id: row.id}}) SET n += row{put};"


def _relationship_statements(relationships: Iterable[Relationship]) -> Iterator[str]:
    by_type: dict[str, list[Relationship]] = {}
    for relationship in relationships:
        by_type.setdefault(relationship.type, []).append(relationship)
    for name, group in by_type.items():
        rows = ",\n".join(literal({"a": r.start, "b": r.end, "row": r.properties}) for r in group)
        yield (
            f"UNWIND [\n{rows}\n] AS item MATCH (a:Entity {{id: item.a}}), (b:Entity {{id: item.b}})"
            f" MERGE (a)-[r:{identifier(name)} {{id: item.row.id}}]->(b) SET r += item.row;"
        )


def identifier(name: str) -> str:
    """Return a label, type or property name as Cypher reads it. Names come from the ontology, never from sources."""
    if _NAME.match(name) is None:
        raise ValueError(f"{name!r} is no plain name")
    return name


def literal(value: Any) -> str:
    """Return a value as a Cypher literal."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, date):
        return f"date('{value.isoformat()}')"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(literal, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{identifier(key)}: {literal(item)}" for key, item in value.items()) + "}"
    return _text(str(value))


def _text(text: str) -> str:
    # Cypher reads \uXXXX before anything else, perhaps also after a doubled backslash: an own escape, or a "u" of the
    # text, never stands next to a backslash of the text.
    pieces = []
    for piece in re.split(r"(?<=\\)(?=[u\W])", text):
        doubled = piece.replace("\\", "\\\\").replace("'", "\\'")
        pieces.append(_UNSAFE.sub(lambda found: _escape(found[0]), doubled))
    return " + ".join(f"'{piece}'" for piece in pieces)


def _escape(character: str) -> str:
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"
    return {"\n": "\\n", "\r": "\\r", "\t": "\\t"}.get(character, f"\\u{ord(character):04x}")
