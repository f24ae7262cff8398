"""Names of the RDF vocabulary: prefixes, and how a type, relation, modality and id are written as a term.

Terms are prefixed names (``tp:Person``) wherever we write; ``expand`` gives the full address.
"""

from __future__ import annotations

PREFIXES: dict[str, str] = {
    "tp": "urn:techpol:ns:",  # the vocabulary, made from ontology.yaml
    "tpd": "urn:techpol:id:",  # entities, edges, claims, referents and sources by their ids
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "schema": "https://schema.org/",
    "wd": "http://www.wikidata.org/entity/",
    "wdt": "http://www.wikidata.org/prop/direct/",
    "ftm": "https://schema.followthemoney.tech/#",
}
# What the quantities of a claim or edge are called, by the name of the qualifier.
QUALIFIER_TERMS: dict[str, str] = {
    "amount": "tp:amount", "currency": "tp:currency", "amount_bound": "tp:amountBound",
    "amount_scope": "tp:amountScope", "count": "tp:count", "asset": "tp:asset", "role": "tp:role",
    "place": "tp:place", "start": "tp:start", "end": "tp:end", "when_text": "tp:whenText", "past": "tp:past",
}  # fmt: skip
# Properties of schema.org that run from our object to our subject: the funded names its funder.
SCHEMA_BACKWARDS = frozenset({"schema:funder", "schema:organizer", "schema:founder"})


def expand(name: str) -> str:
    """Return the full address of a prefixed name."""
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def relation_class(relation: str) -> str:
    """Return the class of a relation's edges: DONATED_TO is tp:DonatedTo."""
    return "tp:" + "".join(word.capitalize() for word in relation.split("_"))


def relation_property(relation: str) -> str:
    """Return the property that joins the two ends directly: DONATED_TO is tp:donatedTo."""
    name = relation_class(relation).removeprefix("tp:")
    return f"tp:{name[0].lower()}{name[1:]}"


def modality_class(modality: str) -> str:
    """Return the class of what is put so: planned is tp:Planned."""
    return f"tp:{modality.capitalize()}"


def date_datatype(precision: str) -> str:
    """Return the XML Schema type of a date as precise as that."""
    return {
        "day": "xsd:date", "month": "xsd:gYearMonth", "year": "xsd:gYear", "day-no-year": "xsd:gMonthDay",
        "month-no-year": "xsd:gMonth",
    }[precision]  # fmt: skip
