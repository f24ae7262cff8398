"""FollowTheMoney entities, one JSON object a line, as ``ftm`` reads them.

Things become entities of the schema that the ontology names, edges become entities of an edge schema (Payment,
Ownership, Directorship ...), or UnknownLink where the schema's own ends do not fit. Every value is a list of texts;
what is not said is left out. FollowTheMoney cannot say that something is denied: denied edges are left out and
counted. ``planned`` and ``alleged`` stand in ``summary``.
"""

from __future__ import annotations

import re
import unicodedata
from typing import BinaryIO

from techpol.graph.export.counts import Counts
from techpol.graph.export.jsonparts import json_bytes
from techpol.graph.export.selection import Selection
from techpol.graph.export.shape import Supported, quote_texts, to_json
from techpol.graph.export.text import REPLACEMENT, clean
from techpol.schema.model import Entity, Identifier, Modality
from techpol.schema.ontology import Ontology, RelationType, load_ontology
from techpol.schema.values import PartialDate

# The schemas that may stand at each end of an edge schema, and all that ours are (FollowTheMoney's "ranges").
RANGES = {
    "Payment": {"payer": "LegalEntity", "beneficiary": "LegalEntity"},
    "Ownership": {"owner": "LegalEntity", "asset": "Asset"},
    "Directorship": {"director": "LegalEntity", "organization": "Organization"},
    "Employment": {"employee": "Person", "employer": "Organization"},
    "Membership": {"member": "LegalEntity", "organization": "Organization"},
}
IS_A = {
    "Person": {"Person", "LegalEntity", "Thing"},
    "Organization": {"Organization", "LegalEntity", "Thing"},
    "Company": {"Company", "Organization", "LegalEntity", "Asset", "Thing"},
    "PublicBody": {"PublicBody", "Organization", "LegalEntity", "Thing"},
    "Event": {"Event", "Thing"},
    "Asset": {"Asset", "Thing"},
    "Thing": {"Thing"},
}
FALLBACK = "UnknownLink"
# Which schema has a property for the role, and which for one day rather than a period.
_ROLE = {"Directorship": "role", "Ownership": "role", "Employment": "role", "Membership": "role", FALLBACK: "role"}
_AN_EVENT = frozenset({"Payment"})
_WIKIDATA, _FEC = "wikidata", "fec-"
_ENTITY_PROPERTIES = {
    "country": "country", "employer": None, "gender": "gender", "office": "position", "role": "position",
}  # fmt: skip
_PERSON_ONLY = frozenset({"gender", "position"})
_GENDERS = frozenset({"male", "female", "other"})
# The longest name and the longest short text that FollowTheMoney takes; the whole stands in notes or description.
_NAME, _STRING = 384, 1024
_QUOTES = frozenset("\"'")
_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
_COUNTRY = re.compile(r"[a-z]{2}\Z")
_ADDRESS = re.compile(r"https?://[^\s\x00-\x1f\ufffd]{1,4000}\Z")
Properties = dict[str, list[str]]


def write_ftm(selection: Selection, stream: BinaryIO) -> Counts:
    """Write the selection."""
    counts = Counts()
    ontology = load_ontology()
    schemas: dict[str, str] = {}

    def put(kind: str, entity_id: str, schema: str, properties: Properties) -> None:
        counts.written[kind] += 1
        kept = {name: list(dict.fromkeys(values)) for name, values in properties.items() if len(values) > 0}
        data = {"id": entity_id, "schema": schema, "properties": kept}
        stream.write(json_bytes(data) + b"\n")

    for entity in selection.iter_entities():
        schema = ontology.type(entity.type).ftm or "Thing"
        schemas[entity.id] = entity.type
        put("entities", entity.id, schema, _entity(entity, schema))
    for supported in selection.iter_supported():
        edge = supported.edge
        if edge.modality is Modality.DENIED:
            counts.left_out["denied edges"] += 1
            continue
        if edge.total_of:
            counts.left_out["stated totals"] += 1
            continue
        spec = ontology.relation(edge.relation)
        ends = [ontology.type(schemas[end]).ftm or "Thing" for end in (edge.subject, edge.object)]
        schema, names = edge_schema(spec, ends[0], ends[1])
        put("edges", edge.id, schema, _edge(supported, spec, schema, names, ontology))
    return counts


def edge_schema(spec: RelationType, subject: str, target: str) -> tuple[str, tuple[str, str]]:
    """Return the schema of an edge between these schemas, and the names of the properties for its two ends."""
    schema = spec.ftm["schema"]
    names = (spec.ftm["subject"], spec.ftm["object"])
    ranges = RANGES.get(schema, {})
    fits = all(
        ranges.get(name, "Thing") in IS_A.get(end, {"Thing"})
        for name, end in zip(names, (subject, target), strict=True)
    )
    return (schema, names) if fits else (FALLBACK, ("subject", "object"))


def _entity(entity: Entity, schema: str) -> Properties:
    names = [name.text for name in entity.names if name.text != entity.name]
    properties: Properties = {"name": [_name(entity.name)], "alias": [_name(name) for name in names]}
    properties["notes"] = [clean(name) for name in (entity.name, *names) if len(name) > _NAME]
    for identifier in entity.identifiers:
        if identifier.scheme == _WIKIDATA:
            properties.setdefault("wikidataId", []).append(identifier.value)
        else:
            properties.setdefault("notes", []).append(_identifier(identifier))
    for key, value in entity.properties:
        wanted = _ENTITY_PROPERTIES.get(key)
        if wanted == "country" and _COUNTRY.match(value) is None:
            wanted = None
        if wanted in _PERSON_ONLY and (schema != "Person" or (wanted == "gender" and value not in _GENDERS)):
            wanted = None
        if wanted is None:
            properties.setdefault("notes", []).append(clean(f"{key}: {value}"))
        else:
            properties.setdefault(wanted, []).append(_cut(value, _STRING))
    properties.setdefault("keywords", []).append(entity.type)
    return properties


def _name(text: str) -> str:
    """Return a name that FollowTheMoney takes: it takes none of which nothing is to be seen but quotation marks."""
    if all(letter in _QUOTES or unicodedata.category(letter) in _UNSEEN for letter in text):
        return REPLACEMENT
    return _cut(text, _NAME)


def _cut(text: str, longest: int) -> str:
    """Return a text no longer than a property of FollowTheMoney may be."""
    text = clean(text)
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _identifier(identifier: Identifier) -> str:
    return clean(f"{identifier.scheme}: {identifier.value}")


def _edge(
    supported: Supported, spec: RelationType, schema: str, names: tuple[str, str], ontology: Ontology
) -> Properties:
    edge = supported.edge
    said = edge.qualifiers
    properties: Properties = {names[0]: [edge.subject], names[1]: [edge.object]}
    if said.amount is not None:
        # A Payment has its own properties for the sum; every interest says it in words.
        if schema == "Payment":
            properties["amount"] = [f"{said.amount.amount:f}"]
            properties["currency"] = [said.amount.currency] if said.amount.currency else []
        else:
            properties.setdefault("description", []).append(f"amount: {said.amount}")
    if schema in _AN_EVENT:
        properties["date"] = _date(said.start)
    else:
        properties["startDate"], properties["endDate"] = _date(said.start), _date(said.end)
    role = said.role or spec.labels["en"]
    if schema in _ROLE:
        properties[_ROLE[schema]] = [_cut(role, _STRING)]
    elif schema == "Payment":
        properties["purpose"] = [spec.labels["en"]]
    if edge.modality is not Modality.ASSERTED or edge.attribution is not None:
        by = f" by {edge.attribution}" if edge.attribution else ""
        properties["summary"] = [clean(f"{edge.modality}{by}")]
    details = {name: value for name, value in said.to_dict().items() if name not in ("amount", "currency", "role")}
    properties.setdefault("description", []).append(clean(to_json({"relation": edge.relation, **details})))
    properties["description"] += [clean(text) for text in quote_texts(supported.claims)]
    addresses = [source.url for source in supported.sources if source.url]
    properties["sourceUrl"] = [address for address in addresses if _ADDRESS.match(address)]
    properties["description"] += [clean(address) for address in addresses if _ADDRESS.match(address) is None]
    properties["publisher"] = [_cut(source.publisher, _STRING) for source in supported.sources if source.publisher]
    properties["recordId"] = [edge.id]
    return properties


def _date(when: PartialDate | None) -> list[str]:
    # A day of no stated year is nothing that FollowTheMoney can hold; the description keeps it.
    return [] if when is None or when.year is None else [str(when)]


__all__ = ["FALLBACK", "IS_A", "RANGES", "edge_schema", "write_ftm"]
