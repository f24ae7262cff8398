"""The RDF vocabulary made from ``ontology.yaml``: an OWL ontology, and SHACL shapes that hold data against it.

>>> len(list(shapes())) > 0
True
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from techpol.schema.model import Modality
from techpol.schema.ontology import EntityType, RelationType, load_ontology
from techpol.schema.terms import (
    PREFIXES,
    QUALIFIER_TERMS,
    SCHEMA_BACKWARDS,
    expand,
    modality_class,
    relation_class,
    relation_property,
)

if TYPE_CHECKING:
    from rdflib import Graph, URIRef
    from rdflib.term import Node

_DATATYPES = {"amount": "xsd:decimal", "count": "xsd:integer", "past": "xsd:boolean"}
_COMMENTS = {
    "tp:Edge": "One event or state between two entities, resting on one claim or more.",
    "tp:Claim": "What a source says, in its own words.",
    "tp:Source": "A document or record set, in one version of its bytes.",
    "tp:Referent": "What a source speaks of, or lists under a key.",
    "tp:RecordSelector": "Selects a record of a record set by its key; holds the row as read.",
    "tp:Modality": "How a source puts a claim.",
}
_DATES = ("xsd:date", "xsd:gYearMonth", "xsd:gYear", "xsd:gMonthDay", "xsd:gMonth")


class _Maker:
    """Collects statements about prefixed names."""

    def __init__(self) -> None:
        from rdflib import Graph

        self.graph = Graph(bind_namespaces="none")
        for prefix, address in (*PREFIXES.items(), ("sh", _SH)):
            self.graph.bind(prefix, address)

    def iri(self, name: str) -> URIRef:
        from rdflib import URIRef

        return URIRef(_SH + name[3:] if name.startswith("sh:") else expand(name))

    def say(self, subject: Node | str, term: str, *values: Node | str | int | float | bool | tuple[str, str]) -> None:
        """Add statements: a text is a name, (text, language) a literal, a number a literal."""
        from rdflib import Literal

        about = (
            self.iri(subject) if isinstance(subject, str) and ":" in subject and not _is_node(subject) else subject
        )
        for value in values:
            if isinstance(value, tuple):
                found: Node = Literal(value[0], lang=value[1] or None)
            elif _is_node(value):
                found = value  # type: ignore[assignment]
            elif isinstance(value, str):
                found = self.iri(value)
            else:
                found = Literal(value)
            self.graph.add((about, self.iri(term), found))  # type: ignore[arg-type]

    def list_of(self, members: Iterable[Node]) -> Node:
        """Return the head of a list."""
        from rdflib import BNode
        from rdflib.collection import Collection

        head = BNode()
        Collection(self.graph, head, list(members))
        return head

    def blank(self, **values: object) -> Node:
        """Return a nameless node of which ``sh_class="tp:Person"`` and the like are said."""
        from rdflib import BNode

        node = BNode()
        for name, value in values.items():
            self.say(node, name.replace("_", ":", 1), value)  # type: ignore[arg-type]
        return node


_SH = "http://www.w3.org/ns/shacl#"


def _is_node(value: object) -> bool:
    from rdflib.term import Identifier

    return isinstance(value, Identifier)


# ---- OWL ---------------------------------------------------------------------------------------------------------


@cache
def ontology_graph() -> Graph:
    """Return the OWL ontology: a class a type, a class and a property a relation, in both languages."""
    ontology = load_ontology()
    maker = _Maker()
    head = maker.iri("tp:")
    maker.say(head, "rdf:type", "owl:Ontology")
    maker.say(head, "rdfs:label", ("techpol: who links technology to politics", "en"))
    maker.say(head, "owl:versionInfo", (str(ontology.version), ""))
    for name, comment in _COMMENTS.items():
        maker.say(name, "rdf:type", "owl:Class")
        maker.say(name, "rdfs:comment", (comment, "en"))
    maker.say("tp:Edge", "rdfs:subClassOf", "prov:Entity")
    maker.say("tp:Claim", "rdfs:subClassOf", "prov:Entity", "oa:Annotation")
    maker.say("tp:Source", "rdfs:subClassOf", "prov:Entity")
    for modality in Modality:
        maker.say(modality_class(modality), "rdf:type", "owl:Class")
        maker.say(modality_class(modality), "rdfs:subClassOf", "tp:Modality")
    for kind, labels in ontology.kinds.items():
        maker.say(_kind_class(kind), "rdf:type", "owl:Class")
        maker.say(_kind_class(kind), "rdfs:subClassOf", "tp:Edge")
        maker.say(_kind_class(kind), "rdfs:label", *((text, language) for language, text in labels.items()))
    for spec in ontology.types.values():
        _say_type(maker, spec)
    for relation in ontology.relations.values():
        _say_relation(maker, relation)
    for name, term in QUALIFIER_TERMS.items():
        maker.say(term, "rdf:type", "owl:DatatypeProperty")
        if name in _DATATYPES:
            maker.say(term, "rdfs:range", _DATATYPES[name])
    for term in ("tp:subject", "tp:object"):
        maker.say(term, "rdf:type", "owl:ObjectProperty", "owl:FunctionalProperty")
        maker.say(term, "rdfs:domain", "tp:Edge")
        maker.say(term, "rdfs:range", "tp:Entity")
    return maker.graph


def _kind_class(kind: str) -> str:
    return f"tp:{kind.capitalize()}Edge"


def _say_type(maker: _Maker, spec: EntityType) -> None:
    name = f"tp:{spec.name}"
    maker.say(name, "rdf:type", "owl:Class")
    maker.say(name, "rdfs:label", *((text, language) for language, text in spec.labels.items()))
    for parent in spec.ancestors[1:2]:
        maker.say(name, "rdfs:subClassOf", f"tp:{parent}")
    if spec.rdf is not None:
        maker.say(name, "rdfs:subClassOf", spec.rdf)
    if spec.wikidata is not None:
        maker.say(name, "skos:closeMatch", f"wd:{spec.wikidata}")
    if spec.ftm is not None:
        maker.say(name, "skos:closeMatch", f"ftm:{spec.ftm}")


def _say_relation(maker: _Maker, spec: RelationType) -> None:
    name, term = relation_class(spec.name), relation_property(spec.name)
    maker.say(name, "rdf:type", "owl:Class")
    maker.say(name, "rdfs:subClassOf", _kind_class(spec.kind))
    maker.say(term, "rdf:type", "owl:ObjectProperty", *(("owl:SymmetricProperty",) if spec.symmetric else ()))
    for subject in (name, term):
        maker.say(subject, "rdfs:label", *((text, language) for language, text in spec.labels.items()))
        maker.say(subject, "rdfs:comment", (f"{spec.means} (not: {spec.near_miss})", "en"))
    for word, types in (("rdfs:domain", spec.subject), ("rdfs:range", spec.object)):
        wanted = dict.fromkeys((*spec.subject, *spec.object)) if spec.symmetric else types
        maker.say(term, word, _one_of(maker, [f"tp:{type_name}" for type_name in wanted]))
    if spec.rdf is not None and spec.rdf not in SCHEMA_BACKWARDS:
        maker.say(term, "rdfs:subPropertyOf", spec.rdf)
    elif spec.rdf is not None:
        maker.say(maker.blank(owl_inverseOf=term), "rdfs:subPropertyOf", spec.rdf)
    if spec.wikidata is not None:
        maker.say(name, "skos:closeMatch", f"wdt:{spec.wikidata['property']}")
    maker.say(name, "skos:closeMatch", f"ftm:{spec.ftm['schema']}")


def _one_of(maker: _Maker, names: list[str]) -> Node | str:
    if len(names) == 1:
        return names[0]
    union = maker.blank(rdf_type="owl:Class")
    maker.say(union, "owl:unionOf", maker.list_of(maker.iri(name) for name in names))
    return union


# ---- SHACL -------------------------------------------------------------------------------------------------------


@cache
def shapes() -> Graph:
    """Return the SHACL shapes: what an edge, a claim and its evidence must have. Every message says what is wrong."""
    ontology = load_ontology()
    maker = _Maker()
    for relation in ontology.relations.values():
        _relation_shape(maker, relation)
    _shape(
        maker, "tp:ClaimShape", "tp:Claim",
        _property(maker, "prov:wasDerivedFrom", "a claim rests on one source", sh_minCount=1, sh_maxCount=1),
        _property(maker, "oa:hasTarget", "a claim without evidence is not a claim", sh_minCount=1),
        _property(
            maker, "tp:states", "a claim states one relation of the ontology", sh_minCount=1, sh_maxCount=1,
            sh_in=maker.list_of(maker.iri(relation_class(name)) for name in ontology.relations),
        ),
        *(
            _property(maker, term, "a claim has two ends, referents of its source", sh_minCount=1, sh_maxCount=1)
            for term in ("tp:subjectReferent", "tp:objectReferent")
        ),
        _modality(maker, "a claim"), _confidence(maker),
    )  # fmt: skip
    _shape(
        maker, "tp:TargetShape", "oa:SpecificResource",
        _property(maker, "oa:hasSource", "evidence names its source", sh_minCount=1, sh_maxCount=1),
        _property(maker, "oa:hasSelector", "evidence selects words or a record", sh_minCount=1),
    )  # fmt: skip
    _shape(
        maker, "tp:QuoteShape", "oa:TextQuoteSelector",
        _property(
            maker, "oa:exact", "a quote is the words themselves", sh_minCount=1, sh_maxCount=1, sh_minLength=1
        ),
    )  # fmt: skip
    _shape(
        maker, "tp:PositionShape", "oa:TextPositionSelector",
        _property(
            maker, "oa:start", "a position begins at 0 or later, before its end", sh_minCount=1, sh_maxCount=1,
            sh_minInclusive=0, sh_lessThan="oa:end",
        ),
        _property(maker, "oa:end", "a position has one end", sh_minCount=1, sh_maxCount=1),
    )  # fmt: skip
    _shape(
        maker, "tp:RecordShape", "tp:RecordSelector",
        _property(maker, "tp:recordKey", "a record has a key", sh_minCount=1, sh_maxCount=1),
        _property(maker, "tp:record", "a record is kept as read", sh_minCount=1, sh_maxCount=1),
    )  # fmt: skip
    return maker.graph


def _shape(maker: _Maker, name: str, target: str, *properties: Node) -> None:
    maker.say(name, "rdf:type", "sh:NodeShape")
    maker.say(name, "sh:targetClass", target)
    maker.say(name, "sh:property", *properties)


def _property(maker: _Maker, path: str, message: str, **limits: object) -> Node:
    return maker.blank(sh_path=path, sh_message=(message, "en"), **limits)


def _relation_shape(maker: _Maker, spec: RelationType) -> None:
    either = tuple(dict.fromkeys((*spec.subject, *spec.object)))
    ends = (
        ("subject", either if spec.symmetric else spec.subject),
        ("object", either if spec.symmetric else spec.object),
    )
    properties = []
    for end, types in ends:
        wanted = maker.list_of(maker.blank(sh_class=f"tp:{name}") for name in types)
        message = f"{spec.name}: the {end} must be {' or '.join(types)}"
        properties.append(_property(maker, f"tp:{end}", message, sh_minCount=1, sh_maxCount=1, sh_or=wanted))
    properties += [
        _property(
            maker, "prov:wasDerivedFrom", f"{spec.name}: an edge without a claim is not an edge", sh_minCount=1
        ),
        _property(
            maker, "tp:support", f"{spec.name}: an edge has at least one independent source", sh_minCount=1,
            sh_maxCount=1, sh_minInclusive=1,
        ),
        _property(
            maker, "tp:amount", f"{spec.name}: an amount is one decimal number", sh_maxCount=1,
            sh_datatype="xsd:decimal",
        ),
        _property(
            maker, "tp:currency", f"{spec.name}: a currency is an ISO 4217 code", sh_maxCount=1,
            sh_pattern=("^[A-Z]{3}$", ""),
        ),
        *(
            _property(
                maker, term, f"{spec.name}: a date is a day, month or year as precise as its source", sh_maxCount=1,
                sh_or=maker.list_of(maker.blank(sh_datatype=datatype) for datatype in _DATES),
            )
            for term in ("tp:start", "tp:end")
        ),
        _modality(maker, spec.name), _confidence(maker),
    ]  # fmt: skip
    _shape(maker, f"{relation_class(spec.name)}Shape", relation_class(spec.name), *properties)


def _modality(maker: _Maker, who: str) -> Node:
    classes = maker.list_of(maker.iri(modality_class(modality)) for modality in Modality)
    # Its types are many; exactly one of them is a modality.
    return maker.blank(
        sh_path="rdf:type", sh_message=(f"{who}: exactly one of {', '.join(Modality)}", "en"),
        sh_qualifiedValueShape=maker.blank(sh_in=classes), sh_qualifiedMinCount=1, sh_qualifiedMaxCount=1,
    )  # fmt: skip


def _confidence(maker: _Maker) -> Node:
    return _property(
        maker, "tp:confidence", "a confidence is between 0 and 1", sh_minCount=1, sh_maxCount=1, sh_minInclusive=0,
        sh_maxInclusive=1,
    )  # fmt: skip
