"""The graph as JSON Lines: one object a line, its ``kind`` first, so that plain tools can sort and filter."""

from __future__ import annotations

import json
from typing import Any, BinaryIO

from techpol.graph.view import EdgeFilter, GraphView


def write_jsonl(view: GraphView, stream: BinaryIO, edge_filter: EdgeFilter | None = None) -> dict[str, int]:
    """Write entities, then edges, each after the claims and sources that it rests on. Returns how many of each.

    Every line is what ``to_dict`` of the model gives, with ``kind``: entity, source, claim or edge. A claim.s
    ends are keys of
    referents of its source.
    """
    counts = {"entity": 0, "source": 0, "claim": 0, "edge": 0}

    def put(kind: str, data: dict[str, Any]) -> None:
        counts[kind] += 1
        stream.write(json.dumps({"kind": kind, **data}, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")

    for entity in view.iter_entities():
        put("entity", entity.to_dict())
    written: set[str] = set()
    for edge in view.iter_edges(edge_filter):
        for claim in view.iter_claims(claim_id for claim_id in edge.claims if claim_id not in written):
            if claim.source not in written:
                source = view.get_source(claim.source, claim.version)
                if source is not None:
                    put("source", source.to_dict(with_text=False))
                written.add(claim.source)
            put("claim", claim.to_dict())
            written.add(claim.id)
        put("edge", edge.to_dict())
    return counts
