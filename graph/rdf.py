"""The graph as RDF statements, as they stream by; the formats of ``export`` write them down.

An entity is a thing of its type, of schema.org's and Wikidata's. An edge is a node of its own: of the class of its
relation and of its modality, with both ends, quantities, dates as precise as they are, and ``prov:wasDerivedFrom``
its claims and sources. A claim is a Web Annotation on its source: each target has a position selector (start, end)
and a quote selector (exact), or a record selector. Claims, their referents and the direct statement (``subject
relation object``, for what is asserted) stand in the named graph of their source; entities and edges in the default
graph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from techpol.graph.export.selection import Selection
from techpol.graph.export.shape import Supported, to_json
from techpol.graph.rows import referent_id
from techpol.schema.model import Claim, Entity, Evidence, Modality, Qualifiers, Referent, Source, Span
from techpol.schema.ontology import Ontology, RelationType, load_ontology
from techpol.schema.terms import (
    QUALIFIER_TERMS,
    SCHEMA_BACKWARDS,
    date_datatype,
    modality_class,
    relation_class,
    relation_property,
)
from techpol.schema.values import PartialDate

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*\Z")
_WIKIDATA = re.compile(r"Q[1-9]\d*\Z")
_QUANTITY_TYPES = {"amount": "xsd:decimal", "count": "xsd:integer", "past": "xsd:boolean"}


@dataclass(frozen=True, slots=True)
class Text:
    """A literal. ``datatype`` is a prefixed name; a plain text has neither it nor a language."""

    text: str
    datatype: str = ""
    language: str = ""


# A term that is a text here is a prefixed name.
Pairs = list[tuple[str, "str | Text"]]


@dataclass(frozen=True, slots=True)
class Described:
    """What is said of one subject, in one graph (None: the default graph)."""

    subject: str
    pairs: Pairs
    graph: str | None = None


def describe(selection: Selection) -> Iterator[tuple[str, Described]]:
    """Yield everything that is said: (kind, statements); a kind is entity, edge, source, referent, claim ..."""
    ontology = load_ontology()
    for entity in selection.iter_entities():
        yield "entity", Described(node(entity.id), _entity(entity, ontology))
    seen: set[str] = set()
    for supported in selection.iter_supported():
        for claim_id, claim in zip(supported.claim_ids, supported.claims, strict=True):
            if claim.source not in seen:
                seen.add(claim.source)
                source = selection.view.get_source(claim.source, claim.version)
                if source is not None:
                    yield "source", Described(node(source.id), _source(source), node(source.id))
            if claim_id not in seen:
                seen.add(claim_id)
                yield from _claim_and_ends(selection, claim_id, claim, seen)
        yield from _edge(supported, ontology)


def node(identifier: str) -> str:
    """Return the name of what has one of our ids."""
    return f"tpd:{identifier}"


def _named(text: str, language: str) -> Text:
    return Text(text, language=language if language != "und" and _LANGUAGE.match(language) else "")


def _entity(entity: Entity, ontology: Ontology) -> Pairs:
    spec = ontology.type(entity.type)
    pairs: Pairs = [("rdf:type", f"tp:{entity.type}")]
    if spec.rdf is not None:
        pairs.append(("rdf:type", spec.rdf))
    pairs.append(("rdfs:label", Text(entity.name)))
    preferred: set[str] = set()
    for name in entity.names:
        term = "skos:altLabel" if name.language in preferred else "skos:prefLabel"
        preferred.add(name.language)
        pairs.append((term, _named(name.text, name.language)))
        pairs.append(("schema:name", _named(name.text, name.language)))
    for identifier in entity.identifiers:
        pairs.append(("tp:identifier", Text(f"{identifier.scheme}:{identifier.value}")))
        if identifier.scheme == "wikidata" and _WIKIDATA.match(identifier.value):
            pairs.append(("owl:sameAs", f"wd:{identifier.value}"))
    pairs.extend(("tp:detail", Text(f"{key}={value}")) for key, value in entity.properties)
    return pairs


def _date(when: PartialDate) -> Text:
    return Text(str(when), date_datatype(when.precision))


def _quantities(said: Qualifiers) -> Pairs:
    pairs: Pairs = []
    for name, value in said.to_dict().items():
        if name in ("start", "end"):
            pairs.append((QUALIFIER_TERMS[name], _date(getattr(said, name))))
        else:
            text = "true" if value is True else str(value)
            pairs.append((QUALIFIER_TERMS[name], Text(text, _QUANTITY_TYPES.get(name, ""))))
    return pairs


def _edge(supported: Supported, ontology: Ontology) -> Iterator[tuple[str, Described]]:
    edge = supported.edge
    subject, target = node(edge.subject), node(edge.object)
    pairs: Pairs = [
        ("rdf:type", relation_class(edge.relation)), ("rdf:type", modality_class(edge.modality)),
        ("tp:subject", subject), ("tp:object", target), *_quantities(edge.qualifiers),
        ("tp:support", Text(str(edge.support), "xsd:integer")),
        ("tp:confidence", Text(repr(float(edge.confidence)), "xsd:double")),
        ("tp:ordinal", Text(str(edge.ordinal), "xsd:integer")),
    ]  # fmt: skip
    if edge.attribution is not None:
        pairs.append(("tp:attribution", Text(edge.attribution)))
    pairs.extend(("tp:totalOf", node(part)) for part in edge.total_of)
    pairs.extend(("tp:contradicts", node(other)) for other in edge.contradicts)
    pairs.extend(("prov:wasDerivedFrom", node(claim)) for claim in edge.claims)
    pairs.extend(("prov:wasDerivedFrom", node(source.id)) for source in supported.sources)
    yield "edge", Described(node(edge.id), pairs)
    for claim_id in edge.claims:
        yield "annotation", Described(node(claim_id), [("oa:hasBody", node(edge.id))])
    if edge.modality is Modality.ASSERTED and len(edge.total_of) == 0:
        for source in supported.sources:
            for start, term, end in direct(ontology.relation(edge.relation), subject, target):
                yield "statement", Described(start, [(term, end)], node(source.id))


@cache
def direct_terms(spec_name: str) -> tuple[tuple[str, bool], ...]:
    """Return the properties that say a relation directly, ours first, and whether each runs backwards."""
    spec = load_ontology().relation(spec_name)
    terms = [(relation_property(spec.name), False)]
    if spec.rdf is not None:
        terms.append((spec.rdf, spec.rdf in SCHEMA_BACKWARDS))
    if spec.wikidata is not None:
        terms.append((f"wdt:{spec.wikidata['property']}", bool(spec.wikidata.get("inverse", False))))
    return tuple(terms)


def direct(spec: RelationType, subject: str, target: str) -> Iterator[tuple[str, str, str]]:
    """Yield the direct statements of a relation between two ends."""
    for term, backwards in direct_terms(spec.name):
        yield (target, term, subject) if backwards else (subject, term, target)


def _source(source: Source) -> Pairs:
    pairs: Pairs = [
        ("rdf:type", "tp:Source"), ("rdf:type", "prov:Entity"),
        ("rdf:type", "schema:Article" if source.text is not None else "schema:Dataset"),
        ("tp:key", Text(source.key)), ("tp:kind", Text(source.kind)), ("tp:sha256", Text(source.sha256)),
        ("schema:inLanguage", Text(source.language)),
    ]  # fmt: skip
    for term, value in (
        ("schema:name", source.title), ("schema:publisher", source.publisher), ("schema:url", source.url),
        ("tp:retrieved", source.retrieved), ("tp:location", source.location), ("tp:text", source.text),
    ):  # fmt: skip
        if value is not None:
            pairs.append((term, Text(value)))
    if source.published is not None:
        pairs.append(("schema:datePublished", _date(source.published)))
    return pairs


def _claim_and_ends(
    selection: Selection, claim_id: str, claim: Claim, seen: set[str]
) -> Iterator[tuple[str, Described]]:
    graph = node(claim.source)
    ends = [referent_id(claim.source, key) for key in (claim.subject, claim.object)]
    for end in ends:
        if end not in seen:
            seen.add(end)
            referent = selection.view.get_referent(end)
            if referent is not None:
                yield "referent", Described(node(end), _referent(referent), graph)
    pairs: Pairs = [
        ("rdf:type", "tp:Claim"), ("rdf:type", "oa:Annotation"), ("rdf:type", modality_class(claim.modality)),
        ("tp:states", relation_class(claim.relation)), ("tp:subjectReferent", node(ends[0])),
        ("tp:objectReferent", node(ends[1])), *_quantities(claim.qualifiers), ("prov:wasDerivedFrom", graph),
        ("tp:version", Text(claim.version)), ("tp:confidence", Text(repr(float(claim.confidence)), "xsd:double")),
    ]  # fmt: skip
    for term, value in (
        ("tp:attribution", claim.attribution), ("tp:extractor", claim.extractor),
        ("tp:extractorVersion", claim.extractor_version), ("tp:rule", claim.rule),
    ):  # fmt: skip
        if value:
            pairs.append((term, Text(value)))
    for term, span in (("tp:subjectSpan", claim.subject_span), ("tp:objectSpan", claim.object_span)):
        if span is not None:
            pairs.append((term, Text(f"{span[0]}-{span[1]}")))
    pairs.extend(("oa:hasTarget", node(f"{claim_id}-{number}")) for number in range(len(claim.evidence)))
    yield "claim", Described(node(claim_id), pairs, graph)
    for number, item in enumerate(claim.evidence):
        yield from _target(f"{claim_id}-{number}", item, graph)


def _target(name: str, item: Evidence, graph: str) -> Iterator[tuple[str, Described]]:
    parts = ("p", "q") if isinstance(item, Span) else ("r",)
    selectors: Pairs = [("oa:hasSelector", node(f"{name}{part}")) for part in parts]
    pairs: Pairs = [("rdf:type", "oa:SpecificResource"), ("oa:hasSource", graph)]
    yield "evidence", Described(node(name), pairs + selectors, graph)
    if isinstance(item, Span):
        position: Pairs = [
            ("rdf:type", "oa:TextPositionSelector"), ("oa:start", Text(str(item.start), "xsd:nonNegativeInteger")),
            ("oa:end", Text(str(item.end), "xsd:nonNegativeInteger")),
        ]  # fmt: skip
        quote: Pairs = [("rdf:type", "oa:TextQuoteSelector"), ("oa:exact", Text(item.quote))]
        yield "selector", Described(node(f"{name}p"), position, graph)
        yield "selector", Described(node(f"{name}q"), quote, graph)
    else:
        record: Pairs = [
            ("rdf:type", "tp:RecordSelector"), ("tp:recordKey", Text(item.key)), ("tp:sha256", Text(item.sha256)),
            ("tp:record", Text(to_json([list(cell) for cell in item.row]), "rdf:JSON")),
        ]  # fmt: skip
        yield "selector", Described(node(f"{name}r"), record, graph)


def _referent(referent: Referent) -> Pairs:
    return [
        ("rdf:type", "tp:Referent"), ("tp:entityType", f"tp:{referent.type}"), ("rdfs:label", Text(referent.name)),
        ("tp:key", Text(referent.key)), ("tp:data", Text(to_json(referent.to_dict()), "rdf:JSON")),
    ]  # fmt: skip
