"""A page to look at a graph: one HTML file that holds everything and asks the network for nothing.

The graph library (Cytoscape.js) stands in ``vendor`` as released, with version, licence and hash; ``make vendor``
fetches it again. The page's own script and style are ``page.js`` and ``page.css``. A content security policy with the
hashes of the two scripts keeps anything else from running, whatever stands in names and quotes.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

from techpol.graph.export.selection import Selection
from techpol.graph.export.shape import Supported
from techpol.graph.export.text import clean
from techpol.graph.filters import period
from techpol.schema.errors import UsageError
from techpol.schema.model import Claim, Entity, Source, Span
from techpol.schema.ontology import load_ontology

# What a browser still moves smoothly, with some room.
MAX_ENTITIES = 20_000
MAX_EDGES = 60_000
_MAX_EVIDENCE = 20


def render_page(selection: Selection, title: str = "techpol", language: str = "en") -> tuple[str, int, int]:
    """Return the page, and how many entities and edges it shows. Raises UsageError for more than a browser moves."""
    data, entities, edges = page_data(selection, title, language)
    library, script, style = _resource("vendor/cytoscape.min.js"), _resource("page.js"), _resource("page.css")
    hashes = " ".join(f"'sha256-{_hash(text)}'" for text in (library, script))
    policy = (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data: blob:;"
        " base-uri 'none'; form-action 'none'"
    )
    page = _resource("page.html")
    pieces = {
        "LANGUAGE": "ar" if language == "ar" else "en",
        "DIRECTION": "rtl" if language == "ar" else "ltr",
        "POLICY": escape(policy, quote=True),
        "TITLE": escape(clean(title)),
        "STYLE": style,
        "DATA": safe_json(data),
        "LIBRARY": library,
        "SCRIPT": script,
    }
    for name, text in pieces.items():
        before, mark, after = page.partition(f"%%{name}%%")
        assert mark != "", name
        # What was put in is not looked at again: a name may read %%SCRIPT%%.
        page = after
        pieces[name] = before + text
    return "".join(pieces.values()) + page, entities, edges


def safe_json(data: Any) -> str:
    """Return JSON that may stand in a script element: nothing in it ends the element or is markup."""
    text = clean(json.dumps(data, ensure_ascii=False, separators=(",", ":")))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


@cache
def _resource(name: str) -> str:
    return files("techpol.graph.view_page").joinpath(name).read_text("utf-8")


def _hash(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def page_data(selection: Selection, title: str, language: str) -> tuple[dict[str, Any], int, int]:
    """Return what the page shows as JSON values, with counts of entities and edges."""
    ontology = load_ontology()
    sources: dict[str, int] = {}
    described: list[dict[str, Any]] = []
    nodes = [_node(entity) for entity in _limited(selection.iter_entities(), MAX_ENTITIES, "entities")]
    places = {node["id"]: place for place, node in enumerate(nodes)}
    edges = []
    for supported in _limited(selection.iter_supported(), MAX_EDGES, "edges"):
        for source in supported.sources:
            if source.id not in sources:
                sources[source.id] = len(described)
                described.append(_source(source))
        edges.append(_edge(supported, places, sources))
    used = {edge["r"] for edge in edges}
    data = {
        "title": title,
        "language": language,
        "nodes": nodes,
        "edges": edges,
        "sources": described,
        "types": {
            name: {"labels": spec.labels, "colour": spec.colour}
            for name, spec in ontology.types.items()
            if not spec.abstract
        },
        "kinds": ontology.kinds,
        "relations": {
            name: {
                "labels": spec.labels, "inverse": spec.inverse, "kind": spec.kind, "symmetric": spec.symmetric,
                "strength": spec.strength, "sentence": spec.sentence,
            }
            for name, spec in ontology.relations.items() if name in used
        },
    }  # fmt: skip
    return data, len(nodes), len(edges)


def _limited(items: Iterator[Any], limit: int, what: str) -> Iterator[Any]:
    for number, item in enumerate(items, 1):
        if number > limit:
            raise UsageError(
                f"a page shows at most {limit:,} {what}; choose a part with --entity NAME --hops N, --from or"
                " a filter"
            )
        yield item


def _node(entity: Entity) -> dict[str, Any]:
    preferred: dict[str, str] = {}
    for name in entity.names:
        preferred.setdefault(name.language, name.text)
    node: dict[str, Any] = {"id": entity.id, "type": entity.type, "name": entity.name, "names": preferred}
    others = [name.text for name in entity.names if name.text != entity.name]
    if len(others) > 0:
        node["also"] = list(dict.fromkeys(others))
    if len(entity.identifiers) > 0:
        node["ids"] = [[item.scheme, item.value] for item in entity.identifiers]
    return node


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _edge(supported: Supported, places: dict[str, int], sources: dict[str, int]) -> dict[str, Any]:
    edge = supported.edge
    first, last = period(edge.relation, edge.qualifiers)
    data: dict[str, Any] = {
        "id": edge.id, "s": places[edge.subject], "o": places[edge.object], "r": edge.relation,
        "m": str(edge.modality), "q": edge.qualifiers.to_dict(), "first": _day(first), "last": _day(last),
        "support": edge.support, "by": edge.attribution,
    }  # fmt: skip
    if len(edge.total_of) > 0:
        data["total"] = len(edge.total_of)
    evidence = list(dict.fromkeys(_evidence(supported.claims, sources)))
    data["e"] = [list(item) for item in evidence[:_MAX_EVIDENCE]]
    if len(evidence) > _MAX_EVIDENCE:
        data["more"] = len(evidence) - _MAX_EVIDENCE
    return data


def _evidence(claims: tuple[Claim, ...], sources: dict[str, int]) -> Iterator[tuple[int, str, bool]]:
    """Yield (place of the source, words, whether they are a record)."""
    for claim in claims:
        for item in claim.evidence:
            place = sources.get(item.source, -1)
            if isinstance(item, Span):
                yield place, item.quote, False
            else:
                yield place, "\n".join(f"{column}: {value}" for column, value in item.row if value != ""), True


def _source(source: Source) -> dict[str, Any]:
    values = {
        "title": source.title or source.key, "publisher": source.publisher, "url": source.url,
        "published": None if source.published is None else str(source.published), "language": source.language,
    }  # fmt: skip
    return {name: value for name, value in values.items() if value is not None}
