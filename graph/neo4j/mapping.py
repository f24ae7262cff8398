"""How the graph becomes a property graph: one node an entity, one relationship an edge.

Labels are the entity's type and all types above it (so every node is an ``:Entity``), relationship types are the
ontology's relations. ``NODE_PROPERTIES`` and ``RELATIONSHIP_PROPERTIES`` list every property that we may set, with
its type: what stands in a database under another key is somebody else's and is left alone. ``docs/neo4j.md`` is made
from these lists and the ontology.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from typing import Any, TypeVar

from techpol.graph.view import GraphView
from techpol.schema.model import Claim, Edge, Entity, Modality, Source, Span
from techpol.schema.ontology import Ontology, load_ontology
from techpol.schema.values import PartialDate

MARKER = "techpol_hash"  # what is ours carries it; its value is the hash of the rest
ROOT_LABEL = "Entity"
MAX_QUOTES = 25  # an edge that thousands of records support shows the first few; ``claims`` stays complete
_MARSHAL_VERSION = 2
_CHUNK = 2000  # edges whose claims are fetched together

PropertyValue = str | int | float | bool | date | list[str]
Properties = dict[str, PropertyValue]
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class PropertySpec:
    """A property: its type as in Cypher, and what it holds (for the documentation)."""

    name: str
    type: str  # STRING, INTEGER, FLOAT, BOOLEAN, DATE, LIST<STRING>
    meaning: str


NODE_PROPERTIES = (
    PropertySpec("id", "STRING", "stable id of the entity"),
    PropertySpec("type", "STRING", "its most specific type"),
    PropertySpec("name", "STRING", "preferred name"),
    PropertySpec("name_en", "STRING", "preferred name in English, where one is known"),
    PropertySpec("name_ar", "STRING", "preferred name in Arabic, where one is known"),
    PropertySpec("names", "LIST<STRING>", "all names seen, in every script"),
    PropertySpec("identifiers", "LIST<STRING>", "identifiers as `scheme:value`"),
    PropertySpec("wikidata", "STRING", "first Wikidata id"),
    PropertySpec("gender", "STRING", "as the sources imply it"),
    PropertySpec("size_min", "INTEGER", "a group has at least so many members"),
    PropertySpec("size_max", "INTEGER", "a group has at most so many members"),
    PropertySpec("office", "STRING", "office of a candidacy or person"),
    PropertySpec("year", "INTEGER", "year of a candidacy or event"),
    PropertySpec("party", "STRING", "party as a record states it"),
    PropertySpec("employer", "STRING", "employer as a record states it"),
    PropertySpec("occupation", "STRING", "occupation as a record states it"),
    PropertySpec("city", "STRING", "city as a record states it"),
    PropertySpec("state", "STRING", "state as a record states it"),
    PropertySpec("country", "STRING", "country as a record states it"),
    PropertySpec("details", "LIST<STRING>", "every other property, and further values, as `key=value`"),
)
RELATIONSHIP_PROPERTIES = (
    PropertySpec("id", "STRING", "stable id of the edge"),
    PropertySpec("kind", "STRING", "kind of the relation: money, contact, office ..."),
    PropertySpec("caption", "STRING", "what the Browser writes on the line"),
    PropertySpec("modality", "STRING", "asserted, planned, alleged or denied"),
    PropertySpec("attribution", "STRING", "who says so, when it is not the source itself"),
    PropertySpec("confidence", "FLOAT", "between 0 and 1"),
    PropertySpec("support", "INTEGER", "how many independent sources"),
    PropertySpec("ordinal", "INTEGER", "which of several equal events of one claim"),
    PropertySpec("amount", "FLOAT", "amount of one gift, or of the sum where `is_total`"),
    PropertySpec("amount_exact", "STRING", "the amount in decimal, where a FLOAT cannot hold it"),
    PropertySpec("currency", "STRING", "ISO 4217 code"),
    PropertySpec("amount_bound", "STRING", "at_least, at_most or about; absent where exact"),
    PropertySpec("amount_scope", "STRING", "total or joint; absent where single"),
    PropertySpec("is_total", "BOOLEAN", "true where a source states a sum of several gifts: never add it to them"),
    PropertySpec("total_of", "LIST<STRING>", "ids of the relationships that the sum is made of"),
    PropertySpec("count", "INTEGER", "how many gifts the claim speaks of"),
    PropertySpec("asset", "STRING", "what was given, where it is not money"),
    PropertySpec("role", "STRING", "title or role"),
    PropertySpec("place", "STRING", "where it was"),
    PropertySpec("start", "DATE", "day of the event, or first day of the state"),
    PropertySpec("start_text", "STRING", "the date where it is less precise than a day"),
    PropertySpec("start_precision", "STRING", "its precision: month, year, day-no-year ..."),
    PropertySpec("end", "DATE", "last day"),
    PropertySpec("end_text", "STRING", "the last day where it is less precise than a day"),
    PropertySpec("end_precision", "STRING", "its precision"),
    PropertySpec("when_text", "STRING", "the words that said when"),
    PropertySpec("past", "BOOLEAN", "true for a state that ended"),
    PropertySpec("quotes", "LIST<STRING>", f"the sentences or records that it rests on, at most {MAX_QUOTES}"),
    PropertySpec("source_titles", "LIST<STRING>", "titles of the sources"),
    PropertySpec("source_urls", "LIST<STRING>", "their addresses"),
    PropertySpec("sources", "LIST<STRING>", "their ids"),
    PropertySpec("claims", "LIST<STRING>", "ids of the claims"),
)
CLAIM_PROPERTIES = (
    PropertySpec("id", "STRING", "id of the claim"),
    PropertySpec("relation", "STRING", "what it claims"),
    PropertySpec("modality", "STRING", "asserted, planned, alleged or denied"),
    PropertySpec("attribution", "STRING", "who says so, when it is not the source itself"),
    PropertySpec("confidence", "FLOAT", "between 0 and 1"),
    PropertySpec("extractor", "STRING", "what read it, and its version"),
    PropertySpec("rule", "STRING", "frame or mapping that made it"),
    PropertySpec("quotes", "LIST<STRING>", "the sentences or records that it rests on"),
    PropertySpec("edges", "LIST<STRING>", "ids of the relationships that it supports"),
)
SOURCE_PROPERTIES = (
    PropertySpec("id", "STRING", "id of the source"),
    PropertySpec("kind", "STRING", "article, fec-bulk, table ..."),
    PropertySpec("title", "STRING", "title"),
    PropertySpec("publisher", "STRING", "publisher"),
    PropertySpec("url", "STRING", "address"),
    PropertySpec("published", "STRING", "date of publication, as precise as known"),
    PropertySpec("language", "STRING", "ISO 639 code"),
)
CLAIM_LABEL, SOURCE_LABEL = "Claim", "Source"
STATED_IN, HAS_SUBJECT, HAS_OBJECT = "STATED_IN", "HAS_SUBJECT", "HAS_OBJECT"
LINK_TYPES = (STATED_IN, HAS_SUBJECT, HAS_OBJECT)

_NODE_KEYS = tuple(dict.fromkeys(spec.name for spec in (*NODE_PROPERTIES, *CLAIM_PROPERTIES, *SOURCE_PROPERTIES)))
_RELATIONSHIP_KEYS = tuple(spec.name for spec in RELATIONSHIP_PROPERTIES)
_DATE_PLACES = tuple(place for place, spec in enumerate(RELATIONSHIP_PROPERTIES, 3) if spec.type == "DATE")
_ENTITY_TEXTS = ("gender", "office", "party", "employer", "occupation", "city", "state", "country")
_ENTITY_NUMBERS = ("size_min", "size_max", "year")


@dataclass(slots=True)
class Node:
    """A node as it should stand in the database. ``labels`` run from the most specific to Entity."""

    id: str
    labels: tuple[str, ...]
    properties: Properties

    def hash(self) -> str:
        """Return the hash of labels and properties, 16 hexadecimal digits."""
        return _hash([*sorted(self.labels), *map(self.properties.get, _NODE_KEYS)])


@dataclass(slots=True)
class Relationship:
    """A relationship as it should stand in the database; ``start`` and ``end`` are ids of nodes."""

    id: str
    type: str
    start: str
    end: str
    properties: Properties

    def values(self) -> list[PropertyValue | None]:
        """Return the values of ``RELATIONSHIP_PROPERTIES``, None for those that it lacks."""
        return list(map(self.properties.get, _RELATIONSHIP_KEYS))

    def hash(self, values: list[PropertyValue | None] | None = None) -> str:
        """Return the hash of type, ends and properties, 16 hexadecimal digits; ``values`` if they are at hand."""
        content: list[Any] = [self.type, self.start, self.end, *(self.values() if values is None else values)]
        for place in _DATE_PLACES:
            if content[place] is not None:
                content[place] = _marshallable(content[place])
        return _hash(content)


def _hash(content: list[Any]) -> str:
    # Version 2 of marshal's format is the same in every Python, tells 1, 1.0, True and "1" apart, and needs a
    # quarter of the time of repr. It knows no dates, nor what others may have put under a key of ours.
    try:
        encoded = marshal.dumps(content, _MARSHAL_VERSION)
    except ValueError:
        encoded = marshal.dumps(list(map(_marshallable, content)), _MARSHAL_VERSION)
    return hashlib.blake2b(encoded, digest_size=8).hexdigest()


def _marshallable(value: Any) -> Any:
    if type(value) is date:
        return ("date", value.toordinal())
    if isinstance(value, str):
        return str(value)
    return value if value is None or type(value) in (int, float, bool, list) else ("other", repr(value))


def node_labels(ontology: Ontology) -> dict[str, tuple[str, ...]]:
    """Return the labels of each type of entity."""
    return {name: spec.ancestors for name, spec in ontology.types.items()}


def all_labels(ontology: Ontology, with_claims: bool = True) -> tuple[str, ...]:
    """Return every label that we may set, Entity first."""
    others = sorted(set(ontology.types) - {ROOT_LABEL})
    return (ROOT_LABEL, *others, *((CLAIM_LABEL, SOURCE_LABEL) if with_claims else ()))


def managed_node_keys() -> tuple[str, ...]:
    """Return every key that we may set on a node of any kind."""
    return _NODE_KEYS


def managed_relationship_keys() -> tuple[str, ...]:
    """Return every key that we may set on a relationship."""
    return _RELATIONSHIP_KEYS


def clean_text(text: str) -> str:
    """Return a text that UTF-8 can carry: a lone surrogate, which no database takes, becomes U+FFFD."""
    if text.isascii():  # nearly all, and many times quicker to ask
        return text
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def entity_node(entity: Entity, labels: dict[str, tuple[str, ...]]) -> Node:
    """Return the node of an entity."""
    properties: Properties = {"id": entity.id, "type": entity.type, "name": clean_text(entity.name)}
    for language in ("en", "ar"):
        name = next((name.text for name in entity.names if name.language == language), None)
        if name is not None:
            properties[f"name_{language}"] = clean_text(name)
    names = list(dict.fromkeys((clean_text(entity.name), *(clean_text(name.text) for name in entity.names))))
    properties["names"] = names
    if len(entity.identifiers) > 0:
        properties["identifiers"] = [clean_text(f"{item.scheme}:{item.value}") for item in entity.identifiers]
        wikidata = next((item.value for item in entity.identifiers if item.scheme == "wikidata"), None)
        if wikidata is not None:
            properties["wikidata"] = clean_text(wikidata)
    details: list[str] = []
    for key, value in entity.properties:
        if key in _ENTITY_TEXTS and key not in properties:
            properties[key] = clean_text(value)
        elif key in _ENTITY_NUMBERS and key not in properties and _is_integer(value):
            properties[key] = int(value)
        else:
            details.append(clean_text(f"{key}={value}"))
    if len(details) > 0:
        properties["details"] = details
    return Node(entity.id, labels[entity.type], properties)


def _is_integer(value: str) -> bool:
    return value.isascii() and value.removeprefix("-").isdigit() and len(value) < 19


def _add_date(properties: Properties, name: str, when: PartialDate) -> None:
    if when.precision == "day" and when.year and when.month and when.day:
        properties[name] = date(when.year, when.month, when.day)
    else:
        properties[f"{name}_text"] = str(when)
        properties[f"{name}_precision"] = when.precision


@lru_cache(maxsize=4096)
def _quote_of_record(row: tuple[tuple[str, str], ...]) -> str:
    return clean_text("; ".join(f"{column}: {value}" for column, value in row if value != ""))


def claim_quotes(claim: Claim) -> list[str]:
    """Return the sentences of a claim's evidence, and its records as ``column: value; ...``."""
    evidence = claim.evidence
    if len(evidence) == 1 and type(evidence[0]) is Span:  # nearly all
        return [clean_text(evidence[0].quote)]
    return [clean_text(item.quote) if isinstance(item, Span) else _quote_of_record(item.row) for item in evidence]


@lru_cache(maxsize=4096)
def _amount_parts(amount: Decimal, currency: str | None) -> tuple[float, str | None, str]:
    """Return an amount as a float, in decimal where the float is another number, and as text."""
    number = float(amount)
    exact = None if Decimal(repr(number)) == amount else f"{amount:f}"
    return number, exact, f"{amount:,f}" + (f" {currency}" if currency else "")


class Mapper:
    """Maps the edges of one view. Sources are kept, since thousands of edges share one."""

    def __init__(self, view: GraphView, ontology: Ontology | None = None) -> None:
        self.view = view
        self.ontology = ontology or load_ontology()
        self.labels = node_labels(self.ontology)
        self._sources: dict[str, Source | None] = {}
        self._shown: dict[str, tuple[list[str], list[str]]] = {}
        self._relations = {name: (spec.kind, spec.labels["en"]) for name, spec in self.ontology.relations.items()}

    def nodes(self) -> Iterator[Node]:
        """Yield the node of each entity."""
        for entity in self.view.iter_entities():
            yield entity_node(entity, self.labels)

    def relationships(self) -> Iterator[Relationship]:
        """Yield the relationship of each edge, denied ones and totals included."""
        for chunk in chunks(self.view.iter_edges(), _CHUNK):
            claims = self._claims(chunk)
            for edge in chunk:
                yield self.relationship(edge, [claims[claim] for claim in edge.claims if claim in claims])

    def _claims(self, edges: list[Edge]) -> dict[str, Claim]:
        wanted = dict.fromkeys(claim for edge in edges for claim in edge.claims[:MAX_QUOTES])
        return {claim.id: claim for claim in self.view.iter_claims(wanted)}

    def relationship(self, edge: Edge, claims: list[Claim]) -> Relationship:
        """Return the relationship of an edge with what its claims rest on."""
        said = edge.qualifiers
        kind, caption = self._relations[edge.relation]
        properties: Properties = {
            "id": edge.id, "kind": kind, "caption": caption, "modality": edge.modality.value,
            "confidence": float(edge.confidence), "support": edge.support, "ordinal": edge.ordinal,
            "is_total": said.amount_scope == "total" or len(edge.total_of) > 0, "past": said.past,
            "claims": list(edge.claims),
        }  # fmt: skip
        if said.amount is not None:
            number, exact, text = _amount_parts(said.amount.amount, said.amount.currency)
            caption = f"{caption} {text}"
            properties["amount"] = number
            if exact is not None:
                properties["amount_exact"] = exact
            if said.amount.currency is not None:
                properties["currency"] = said.amount.currency
            if said.amount_bound != "exact":
                properties["amount_bound"] = said.amount_bound
            if said.amount_scope != "single":
                properties["amount_scope"] = said.amount_scope
        elif said.role is not None:
            caption = f"{caption} {said.role}"
        # What stands on the line: the label, what was given or the role, and a modality that is not plain.
        if edge.modality is not Modality.ASSERTED:
            caption = f"{caption} ({edge.modality})"
        properties["caption"] = clean_text(caption)
        if said.count is not None:
            properties["count"] = said.count
        if edge.attribution is not None:
            properties["attribution"] = clean_text(edge.attribution)
        if said.asset is not None:
            properties["asset"] = clean_text(said.asset)
        if said.role is not None:
            properties["role"] = clean_text(said.role)
        if said.place is not None:
            properties["place"] = clean_text(said.place)
        if said.when_text is not None:
            properties["when_text"] = clean_text(said.when_text)
        if said.start is not None:
            _add_date(properties, "start", said.start)
        if said.end is not None:
            _add_date(properties, "end", said.end)
        if len(edge.total_of) > 0:
            properties["total_of"] = list(edge.total_of)
        self._add_evidence(properties, claims)
        return Relationship(edge.id, edge.relation, edge.subject, edge.object, properties)

    def _add_evidence(self, properties: Properties, claims: list[Claim]) -> None:
        if len(claims) == 1:  # nearly all
            quotes, ids = claim_quotes(claims[0]), [claims[0].source]
            if len(quotes) > 1:
                quotes = list(dict.fromkeys(quotes))[:MAX_QUOTES]
        else:
            quotes = list(dict.fromkeys(quote for claim in claims for quote in claim_quotes(claim)))[:MAX_QUOTES]
            ids = list(dict.fromkeys(claim.source for claim in claims))
        if len(quotes) > 0:
            properties["quotes"] = quotes
        if len(ids) == 0:
            return
        properties["sources"] = ids
        titles, urls = self._titles_and_urls(ids[0])
        for source_id in ids[1:]:
            more_titles, more_urls = self._titles_and_urls(source_id)
            titles, urls = titles + more_titles, urls + more_urls
        if len(titles) > 0:
            properties["source_titles"] = titles
        if len(urls) > 0:
            properties["source_urls"] = urls

    def _titles_and_urls(self, source_id: str) -> tuple[list[str], list[str]]:
        """Return a source's title and address, each as a list of one or none; not to be changed."""
        found = self._shown.get(source_id)
        if found is None:
            source = self._source(source_id)
            title, url = (None, None) if source is None else (source.title, source.url)
            found = [clean_text(title)] if title else [], [clean_text(url)] if url else []
            self._shown[source_id] = found
        return found

    def _source(self, source_id: str) -> Source | None:
        if source_id not in self._sources:
            source = self.view.get_source(source_id)
            # The text is not needed here and would fill the memory.
            self._sources[source_id] = None if source is None else _without_text(source)
        return self._sources[source_id]

    def claim_nodes(self) -> Iterator[Node]:
        """Yield a node for each source and claim that an edge rests on, the sources first."""
        edges_of = self._edges_of_claims()
        claims = list(self.view.iter_claims(sorted(edges_of)))
        for source_id in sorted({claim.source for claim in claims}):
            source = self._source(source_id)
            if source is not None:
                yield Node(source.id, (SOURCE_LABEL,), _source_properties(source))
        for claim in claims:
            yield Node(claim.id, (CLAIM_LABEL,), _claim_properties(claim, edges_of[claim.id]))

    def claim_links(self) -> Iterator[Relationship]:
        """Yield what joins claims to their sources and to the entities that they speak of."""
        edges_of = self._edges_of_claims()
        for claim in self.view.iter_claims(sorted(edges_of)):
            if self._source(claim.source) is not None:
                yield _link(STATED_IN, claim.id, claim.source)
            ends: dict[tuple[str, str], None] = {}
            for edge_id in edges_of[claim.id]:
                edge = self.view.get_edge(edge_id)
                if edge is not None:
                    ends[HAS_SUBJECT, edge.subject] = None
                    ends[HAS_OBJECT, edge.object] = None
            for link_type, end in ends:
                yield _link(link_type, claim.id, end)

    def _edges_of_claims(self) -> dict[str, list[str]]:
        edges_of: dict[str, list[str]] = {}
        for edge in self.view.iter_edges():
            for claim in edge.claims:
                edges_of.setdefault(claim, []).append(edge.id)
        return edges_of


def _without_text(source: Source) -> Source:
    return Source.from_dict(source.to_dict(with_text=False))


def _link(link_type: str, start: str, end: str) -> Relationship:
    identity = f"l-{_hash([link_type, start, end])}"
    return Relationship(identity, link_type, start, end, {"id": identity})


def _source_properties(source: Source) -> Properties:
    published = None if source.published is None else str(source.published)
    values = {
        "id": source.id, "kind": source.kind, "title": source.title, "publisher": source.publisher,
        "url": source.url, "published": published, "language": source.language,
    }  # fmt: skip
    return {name: clean_text(value) for name, value in values.items() if value is not None}


def _claim_properties(claim: Claim, edges: list[str]) -> Properties:
    properties: Properties = {
        "id": claim.id, "relation": claim.relation, "modality": str(claim.modality),
        "confidence": float(claim.confidence), "quotes": claim_quotes(claim), "edges": list(edges),
    }  # fmt: skip
    texts = {
        "attribution": claim.attribution, "rule": claim.rule,
        "extractor": f"{claim.extractor} {claim.extractor_version}".strip(),
    }  # fmt: skip
    properties.update({name: clean_text(text) for name, text in texts.items() if text})
    return properties


def chunks(items: Iterable[_T], size: int) -> Iterator[list[_T]]:
    """Yield lists of at most ``size`` items."""
    iterator = iter(items)
    while len(chunk := list(islice(iterator, size))) > 0:
        yield chunk
