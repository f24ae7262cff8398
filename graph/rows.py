"""Between the ledger's rows and the model: how a source, referent, claim, entity and edge is kept."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from techpol.schema.model import (
    Claim,
    Edge,
    Entity,
    Evidence,
    Modality,
    Qualifiers,
    Record,
    Referent,
    Source,
    Span,
    content_hash,
)
from techpol.schema.values import PartialDate

SOURCE_COLUMNS = (
    "s.key, s.kind, s.version, s.title, s.publisher, s.url, s.published, s.retrieved, s.language, s.text, s.location"
)
# Values of one statement's list; large lists go in pieces so that memory and statements stay small.
CHUNK = 500


def dump(value: Any) -> str:
    """Return JSON as it is kept: short, and the same text for the same value."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def referent_id(source_id: str, key: str) -> str:
    """Return the id that a referent of a source has, without the referent."""
    return f"r-{content_hash(source_id, key)}"


def chunks(values: Iterable[str], size: int = CHUNK) -> Iterator[list[str]]:
    """Yield lists of at most so many values."""
    chunk: list[str] = []
    for value in values:
        chunk.append(value)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if len(chunk) > 0:
        yield chunk


def source_of(row: tuple[Any, ...]) -> Source:
    """Read a row of ``SOURCE_COLUMNS``."""
    key, kind, version, title, publisher, url, published, retrieved, language, text, location = row
    return Source(
        key=key, kind=kind, sha256=version, title=title, publisher=publisher, url=url,
        published=PartialDate.clean(published), retrieved=retrieved, language=language, text=text, location=location,
    )  # fmt: skip


def claim_data(claim: Claim) -> str:
    """Return what is kept of a claim beside its columns and its evidence."""
    data: dict[str, Any] = {"subject": claim.subject, "object": claim.object}
    qualifiers = claim.qualifiers.to_dict()
    if len(qualifiers) > 0:
        data["qualifiers"] = qualifiers
    for name in ("attribution", "extractor", "extractor_version", "rule"):
        value = getattr(claim, name)
        if value is not None and value != "":
            data[name] = value
    for name in ("subject_span", "object_span"):
        if getattr(claim, name) is not None:
            data[name] = list(getattr(claim, name))
    if claim.confidence != 1.0:
        data["confidence"] = claim.confidence
    return dump(data)


def claim_of(
    source: str, version: str, relation: str, modality: str, data: str, evidence: tuple[Evidence, ...]
) -> Claim:
    """Put a claim together from its row and its evidence."""
    kept = json.loads(data)
    spans = {end: tuple(kept[end]) if end in kept else None for end in ("subject_span", "object_span")}
    return Claim(
        source=source, version=version, subject=kept["subject"], relation=relation, object=kept["object"],
        evidence=evidence, modality=Modality(modality), attribution=kept.get("attribution"),
        qualifiers=Qualifiers.from_dict(kept.get("qualifiers", {})), subject_span=spans["subject_span"],
        object_span=spans["object_span"], extractor=kept.get("extractor", ""),
        extractor_version=kept.get("extractor_version", ""), rule=kept.get("rule", ""),
        confidence=kept.get("confidence", 1.0),
    )  # fmt: skip


def evidence_row(claim_id: str, number: int, item: Evidence) -> tuple[Any, ...]:
    """Return the row of table evidence for one item."""
    if isinstance(item, Span):
        return claim_id, number, item.source, item.start, item.end, item.quote, None, None, None
    return (
        claim_id,
        number,
        item.source,
        None,
        None,
        None,
        item.key,
        dump([list(cell) for cell in item.row]),
        item.sha256,
    )


def evidence_of(
    source: str, start: int | None, end: int | None, quote: str | None, key: str | None, row: str | None
) -> Evidence:
    """Read a row of table evidence."""
    if quote is not None and start is not None and end is not None:
        return Span(source, start, end, quote)
    cells = json.loads(row or "[]")
    return Record(source, key or "", tuple((str(name), str(value)) for name, value in cells))


def evidence_by_claim(connection: sqlite3.Connection, claim_ids: list[str]) -> dict[str, tuple[Evidence, ...]]:
    """Return the evidence of some claims, in its order."""
    found: dict[str, list[Evidence]] = {claim_id: [] for claim_id in claim_ids}
    rows = connection.execute(
        "SELECT claim, source, start, end, quote, key, row FROM evidence"
        " WHERE claim IN (SELECT value FROM json_each(?)) ORDER BY claim, number",
        (dump(claim_ids),),
    )
    for claim_id, *row in rows:
        found[claim_id].append(evidence_of(*row))
    return {claim_id: tuple(items) for claim_id, items in found.items()}


def read_claims(connection: sqlite3.Connection, claim_ids: Iterable[str]) -> Iterator[tuple[str, str, Claim]]:
    """Yield (id, status, claim) in the order asked for; unknown ids are passed over."""
    for chunk in chunks(claim_ids):
        evidence = evidence_by_claim(connection, chunk)
        rows = connection.execute(
            "SELECT id, status, source, version, relation, modality, data FROM claim"
            " WHERE id IN (SELECT value FROM json_each(?))",
            (dump(chunk),),
        )
        found = {
            claim_id: (status, claim_of(source, version, relation, modality, data, evidence[claim_id]))
            for claim_id, status, source, version, relation, modality, data in rows
        }
        for claim_id in chunk:
            if claim_id in found:
                yield (claim_id, *found[claim_id])


def referent_of(data: str) -> Referent:
    """Read what is kept of a referent."""
    return Referent.from_dict(json.loads(data))


def entity_of(data: str) -> Entity:
    """Read what is kept of an entity."""
    return Entity.from_dict(json.loads(data))


def edge_of(data: str) -> Edge:
    """Read what is kept of an edge."""
    return Edge.from_dict(json.loads(data))
