"""JSON Lines: the ledger, whole, so that ``techpol load`` of the file gives the same claims, judgements and sources.

One object a line, ``line`` (what it is) first. In this order: ``header``; each version of each source as it came,
``source`` (with its text) followed by its ``referent``, ``claim`` and ``refusal`` lines; ``judgement``; ``decision``
(what a person rejected, retracted or undid); then what is computed from these, ``entity`` and ``edge``, which
``load`` passes over. Null is left out, lists and maps are JSON. A lone surrogate is escaped as JSON has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from techpol.graph.export.counts import Counts
from techpol.graph.export.jsonparts import json_bytes
from techpol.graph.export.selection import Selection
from techpol.graph.rows import referent_id
from techpol.schema.stored import FORMAT_NAME, FORMAT_VERSION

_PLURALS = {"entity": "entities"}


def write_jsonl(selection: Selection, stream: BinaryIO) -> Counts:
    """Write the selection: all of a ledger, or what the selected edges rest on."""
    counts = Counts()

    def put(kind: str, data: dict[str, Any]) -> None:
        counts.written[_PLURALS.get(kind, f"{kind}s")] += 1
        stream.write(json_bytes({"line": kind, **data}) + b"\n")

    put("header", {"format": FORMAT_NAME, "version": FORMAT_VERSION, "whole": selection.is_whole})
    for kind, data in _ledger_lines(selection):
        put(kind, data)
    for entity in selection.iter_entities():
        put("entity", entity.to_dict())
    for edge in selection.iter_edges():
        put("edge", edge.to_dict())
    return counts


def _ledger_lines(selection: Selection) -> Iterable[tuple[str, dict[str, Any]]]:
    if not selection.is_whole or not hasattr(selection.view, "iter_judgements"):
        return _resting_on(selection)
    from techpol.graph.ledger import Ledger
    from techpol.graph.transfer import iter_ledger_lines

    assert isinstance(selection.view, Ledger)
    return iter_ledger_lines(selection.view)


def _resting_on(selection: Selection) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield lines for the sources, referents and claims of the selected edges, source by source."""
    claims: dict[tuple[str, str], dict[str, None]] = {}
    for supported in selection.iter_supported():
        for claim_id, claim in zip(supported.claim_ids, supported.claims, strict=True):
            claims.setdefault((claim.source, claim.version), {})[claim_id] = None
    for (source_id, version), ids in sorted(claims.items()):
        source = selection.view.get_source(source_id, version)
        if source is None:
            continue
        yield "source", source.to_dict()
        keys: dict[str, None] = {}
        for claim in selection.view.iter_claims(ids):
            keys.update(dict.fromkeys((claim.subject, claim.object)))
        for key in keys:
            referent = selection.view.get_referent(referent_id(source_id, key))
            if referent is not None:
                yield "referent", referent.to_dict()
        for claim in selection.view.iter_claims(ids):
            yield "claim", claim.to_dict()
