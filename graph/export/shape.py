"""What a graph is made of, as flat rows: one meaning of each column in every format.

A row maps column names to plain values. ``None`` means "not said". Lists and maps are Python lists here; what becomes
of them is the format's own affair (``docs/export.md`` has the table). ``entity_of_row`` and ``edge_of_row`` are the
inverses of ``entity_row`` and ``edge_row``, also from the text forms: that is how a test shows what a format keeps.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from techpol.schema.model import Claim, Edge, Entity, Source, Span
from techpol.schema.ontology import load_ontology

Row = dict[str, Any]
# JSON escapes the other control characters by itself.
_FRAGILE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
# Made once: json.dumps makes a new one each time, which costs as much as a short value does.
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

ENTITY_COLUMNS = ("id", "type", "name", "name_en", "name_ar", "names", "identifiers", "properties")
EDGE_COLUMNS = (
    "id", "subject", "relation", "object", "label", "kind", "modality", "attribution", "amount", "currency",
    "amount_bound", "amount_scope", "count", "asset", "role", "place", "start", "start_precision", "end",
    "end_precision", "when_text", "past", "support", "confidence", "ordinal", "total_of", "contradicts", "claims",
    "sources", "source_urls", "quotes",
)  # fmt: skip
CLAIM_COLUMNS = (
    "id", "source", "version", "subject", "relation", "object", "modality", "attribution", "qualifiers", "evidence",
    "subject_span", "object_span", "extractor", "extractor_version", "rule", "confidence",
)  # fmt: skip
SOURCE_COLUMNS = (
    "id", "key", "kind", "sha256", "title", "publisher", "url", "published", "retrieved", "language", "location",
)  # fmt: skip

# Columns that hold a list or a map. The text formats write them as JSON.
STRUCTURED = frozenset(
    {"names", "identifiers", "properties", "total_of", "contradicts", "claims", "sources", "source_urls", "quotes",
     "qualifiers", "evidence", "subject_span", "object_span"}
)  # fmt: skip
# What a column holds where it is not text. Amounts are text everywhere, so that none is rounded.
TYPES: dict[str, type] = {
    "count": int, "support": int, "ordinal": int, "past": bool, "confidence": float,
}  # fmt: skip
_QUALIFIERS = (
    "amount", "currency", "amount_bound", "amount_scope", "count", "asset", "role", "place", "start", "end",
    "when_text", "past",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Supported:
    """An edge with the claims that it rests on and their sources (without texts), each once.

    ``claim_ids`` are those of the claims: an id is a hash of all that a claim says, and takes time to compute again.
    """

    edge: Edge
    claims: tuple[Claim, ...]
    sources: tuple[Source, ...]
    claim_ids: tuple[str, ...]


def entity_row(entity: Entity) -> Row:
    """Return an entity as a row. ``name_en`` and ``name_ar`` repeat the preferred names, for labels."""
    by_language = {name.language: name.text for name in reversed(entity.names)}
    return {
        "id": entity.id,
        "type": entity.type,
        "name": entity.name,
        "name_en": by_language.get("en"),
        "name_ar": by_language.get("ar"),
        "names": [[name.text, name.language] for name in entity.names],
        "identifiers": [[item.scheme, item.value] for item in entity.identifiers],
        "properties": [list(pair) for pair in entity.properties],
    }


def edge_row(supported: Supported) -> Row:
    """Return an edge as a row, with the quotes or records that it rests on."""
    edge = supported.edge
    said = edge.qualifiers
    relation = load_ontology().relations.get(edge.relation)
    values = said.to_dict()
    row: Row = {
        "id": edge.id, "subject": edge.subject, "relation": edge.relation, "object": edge.object,
        "label": relation.labels["en"] if relation else edge.relation, "kind": relation.kind if relation else None,
        "modality": str(edge.modality), "attribution": edge.attribution,
    }  # fmt: skip
    row.update({name: values.get(name) for name in _QUALIFIERS})
    row["past"] = said.past
    row["start_precision"] = said.start.precision if said.start else None
    row["end_precision"] = said.end.precision if said.end else None
    row.update(
        support=edge.support, confidence=edge.confidence, ordinal=edge.ordinal, total_of=list(edge.total_of),
        contradicts=list(edge.contradicts), claims=list(edge.claims),
        sources=[source.id for source in supported.sources],
        source_urls=[source.url for source in supported.sources if source.url is not None],
        quotes=quotes(supported.claims),
    )  # fmt: skip
    return {column: row[column] for column in EDGE_COLUMNS}


def quotes(claims: Iterable[Claim]) -> list[dict[str, Any]]:
    """Return the evidence of claims, each item once: the words, or the record as read."""
    found = dict.fromkeys(item for claim in claims for item in claim.evidence)
    return [item.to_dict() for item in found]


def quote_texts(claims: Iterable[Claim]) -> list[str]:
    """Return the evidence as texts to read: the words, or ``column: value; ...`` of a record."""
    found: dict[str, None] = {}
    for claim in claims:
        for item in claim.evidence:
            if isinstance(item, Span):
                found[item.quote] = None
            else:
                found["; ".join(f"{column}: {value}" for column, value in item.row if value != "")] = None
    return list(found)


def claim_row(claim: Claim) -> Row:
    """Return a claim as a row; its ends are keys of referents of its source."""
    data = claim.to_dict()
    return {column: data.get(column) for column in CLAIM_COLUMNS}


def source_row(source: Source) -> Row:
    """Return a source as a row, without its text."""
    data = source.to_dict(with_text=False)
    return {column: data.get(column) for column in SOURCE_COLUMNS}


def as_text(column: str, value: Any) -> str | None:
    """Return a value as the text formats write it: None stays None, lists and maps are JSON, flags true or false."""
    if value is None:
        return None
    if column in STRUCTURED:
        return to_json(value) if len(value) > 0 else None
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value) if isinstance(value, float) else str(value)


def said(columns: Iterable[str], row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield (column, text) of what a row says, in the order of the columns; what is not said is passed over."""
    for column in columns:
        value = row[column]
        if value is None:
            continue
        text = value if type(value) is str and column not in STRUCTURED else as_text(column, value)
        if text is not None:
            yield column, text


def to_json(value: Any) -> str:
    """Return compact JSON, readable in every script; what a text format could not hold is escaped and thus kept."""
    text = _ENCODE(value)
    if text.isascii() and "\x7f" not in text:
        return text
    return _FRAGILE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _value(row: Mapping[str, Any], column: str) -> Any:
    value = row.get(column)
    if value is None or (isinstance(value, str) and value == ""):
        return None
    if column in STRUCTURED:
        return json.loads(value) if isinstance(value, str) else value
    kind = TYPES.get(column)
    if kind is bool:
        return value if isinstance(value, bool) else str(value).lower() == "true"
    return kind(value) if kind is not None else value


def entity_of_row(row: Mapping[str, Any]) -> Entity:
    """Return the entity that a row was made of; lists may be lists or their JSON."""
    data = {column: _value(row, column) for column in ENTITY_COLUMNS}
    return Entity.from_dict({name: value for name, value in data.items() if value is not None})


def edge_of_row(row: Mapping[str, Any]) -> Edge:
    """Return the edge that a row was made of; lists may be lists or their JSON."""
    data = {column: _value(row, column) for column in EDGE_COLUMNS}
    data = {name: value for name, value in data.items() if value is not None}
    data["qualifiers"] = {name: data[name] for name in _QUALIFIERS if name in data}
    return Edge.from_dict(data)


def content_digest(entities: Iterable[Entity], edges: Iterable[Edge]) -> str:
    """Return the SHA-256 of what entities and edges say, whatever their order. Holds 32 bytes an item in memory."""
    parts = sorted(
        hashlib.sha256(to_json(item.to_dict()).encode("utf-8", "surrogatepass")).digest()
        for items in (entities, edges)
        for item in items
    )
    return hashlib.sha256(b"".join(parts)).hexdigest()
