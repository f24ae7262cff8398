"""RDF: what ``techpol export turtle`` (trig, nquads, json-ld) wrote comes back as the sources and claims that it was
made of; plain schema.org, in any of these forms, becomes claims with the statements as evidence.

Nothing is fetched: the context of schema.org is known here, any other must stand in the file. The file is held in
memory, as RDF has no order to read it by.
"""

from __future__ import annotations

import hashlib
import json
import warnings
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from techpol.loaders.gate import refusal_reason
from techpol.schema.errors import RecordError, SourceError
from techpol.schema.model import (
    Claim,
    Evidence,
    Identifier,
    Modality,
    Name,
    Qualifiers,
    Reading,
    Record,
    Referent,
    Refusal,
    Source,
    Span,
    content_hash,
)
from techpol.schema.ontology import load_ontology
from techpol.schema.terms import QUALIFIER_TERMS, expand, modality_class, relation_class
from techpol.schema.values import Money, PartialDate

if TYPE_CHECKING:
    from rdflib import Graph, URIRef
    from rdflib.term import Node

FORMATS = {
    ".ttl": "turtle", ".trig": "trig", ".nq": "nquads", ".nt": "nt", ".n3": "turtle", ".jsonld": "json-ld",
}  # fmt: skip
_SCHEMA = ("https://schema.org/", "http://schema.org/")
_CONTEXTS = ("https://schema.org", "https://schema.org/", "http://schema.org", "http://schema.org/",
             "https://schema.org/docs/jsonldcontext.jsonld")  # fmt: skip
_WIKIDATA = ("http://www.wikidata.org/entity/", "https://www.wikidata.org/entity/", "https://www.wikidata.org/wiki/")


@cache
def _rules() -> dict[str, Any]:
    import yaml

    found: dict[str, Any] = yaml.safe_load(files("techpol.loaders").joinpath("rdf.yaml").read_text("utf-8"))
    return found


class Rdf:
    """Reads Turtle, TriG, N-Quads, N-Triples and JSON-LD."""

    name = "rdf"
    version = "1"

    def accepts(self, path: Path) -> bool:
        """Say whether a file's name is one of RDF."""
        return path.suffix.lower() in FORMATS and path.is_file()

    def read(self, path: Path) -> Iterator[Reading | SourceError]:
        """Yield the sources that are described in the file, or the file itself as a source."""
        try:
            graph = _parse(path)
            own = _OwnExport(graph, path)
            if own.has_claims():
                yield from own.readings()
            else:
                yield _Statements(graph, path).reading()
        except SourceError as exc:
            yield exc


def _parse(path: Path) -> Graph:
    """Return all statements of a file. Raises SourceError that names the place as far as the parser does."""
    from rdflib import Dataset, Graph

    form = FORMATS.get(path.suffix.lower(), "turtle")
    try:
        text = path.read_text("utf-8-sig")
    except OSError as exc:
        raise SourceError(f"{path}: cannot be read ({exc.strerror})") from exc
    except UnicodeDecodeError as exc:
        raise SourceError(f"{path}: not UTF-8, as RDF is ({exc})") from exc
    base = path.resolve().as_uri()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a value that is not of its type is refused later, in its place
        try:
            if form == "json-ld":
                text = json.dumps(_with_known_context(json.loads(text), path))
            dataset = Dataset(default_union=True)
            dataset.parse(data=text, format=form, publicID=base)
        except SourceError:
            raise
        except Exception as exc:  # the parsers raise many kinds
            reason = " ".join(str(exc).split())[:300] or type(exc).__name__
            raise SourceError(f"{path}: not {form}: {reason}") from exc
        merged = Graph(bind_namespaces="none")
        for triple in dataset.triples((None, None, None)):
            merged.add(triple)
    return merged


def _with_known_context(data: Any, path: Path) -> Any:
    """Return JSON-LD whose contexts stand in it: schema.org's is known, others are not fetched."""
    if isinstance(data, list):
        return [_with_known_context(item, path) for item in data]
    if not isinstance(data, dict):
        return data
    known = {}
    for name, value in data.items():
        if name == "@context":
            contexts = value if isinstance(value, list) else [value]
            known[name] = [_known_context(context, path) for context in contexts]
        else:
            known[name] = _with_known_context(value, path)
    return known


def _known_context(context: Any, path: Path) -> Any:
    if not isinstance(context, str):
        return context
    if context in _CONTEXTS:
        return {"@vocab": _SCHEMA[0], "schema": _SCHEMA[0]}
    raise SourceError(f"{path}: the context {context!r} is not fetched; write it into the file")


class _OwnExport:
    """What our own export describes: sources, referents and claims."""

    def __init__(self, graph: Graph, path: Path) -> None:
        from rdflib import RDF

        self.graph = graph
        self.path = path
        self.ontology = load_ontology()
        self.type = RDF.type
        self.relations = {_iri(relation_class(name)): name for name in self.ontology.relations}
        self.modalities = {_iri(modality_class(modality)): modality for modality in Modality}

    def has_claims(self) -> bool:
        """Say whether there is a claim in our vocabulary."""
        return (None, self.type, _iri("tp:Claim")) in self.graph

    def readings(self) -> Iterator[Reading | SourceError]:
        """Yield a reading a source."""
        by_source: dict[Node, list[Node]] = {}
        for claim in self.graph.subjects(self.type, _iri("tp:Claim")):
            for origin in self.graph.objects(claim, _iri("prov:wasDerivedFrom")):
                by_source.setdefault(origin, []).append(claim)
        for described in sorted(by_source, key=str):
            try:
                source = self._source(described)
                statements = self._statements(source, sorted(by_source[described], key=str))
            except (KeyError, ValueError, TypeError) as exc:
                yield SourceError(f"{self.path}: source {described}: {exc}")
                continue
            yield Reading(source, statements)

    def _text(self, node: Node, term: str) -> str | None:
        value = self.graph.value(node, _iri(term))
        return None if value is None else str(value)

    def _needed(self, node: Node, term: str) -> str:
        text = self._text(node, term)
        if text is None:
            raise ValueError(f"{node} has no {term}")
        return text

    def _source(self, node: Node) -> Source:
        source = Source(
            key=self._needed(node, "tp:key"), kind=self._needed(node, "tp:kind"),
            sha256=self._needed(node, "tp:sha256"), title=self._text(node, "schema:name"),
            publisher=self._text(node, "schema:publisher"), url=self._text(node, "schema:url"),
            published=PartialDate.clean(self._text(node, "schema:datePublished")),
            retrieved=self._text(node, "tp:retrieved"), language=self._text(node, "schema:inLanguage") or "und",
            text=self._text(node, "tp:text"), location=self._text(node, "tp:location"),
        )  # fmt: skip
        if str(node) != expand(f"tpd:{source.id}"):
            raise ValueError(f"its key and kind are those of {source.id}")
        return source

    def _statements(self, source: Source, claims: list[Node]) -> list[Referent | Claim | Refusal]:
        referents: dict[str, Referent] = {}
        found: list[Referent | Claim | Refusal] = []
        for node in claims:
            try:
                ends = [self._referent(node, term) for term in ("tp:subjectReferent", "tp:objectReferent")]
                claim = self._claim(node, source, ends[0].key, ends[1].key)
                if expand(f"tpd:{claim.id}") != str(node):
                    raise ValueError(f"it was changed: what it says has the id {claim.id}")
            except (KeyError, ValueError, TypeError) as exc:
                found.append(Refusal(source.id, 0, 0, "not-a-claim", f"{node}: {exc}"))
                continue
            referents.update((end.key, end) for end in ends)
            found.append(claim)
        return [*referents.values(), *found]

    def _referent(self, claim: Node, term: str) -> Referent:
        node = self.graph.value(claim, _iri(term))
        if node is None:
            raise ValueError(f"no {term}")
        return Referent.from_dict(json.loads(self._needed(node, "tp:data")))

    def _claim(self, node: Node, source: Source, subject: str, target: str) -> Claim:
        relation = self.relations[self.graph.value(node, _iri("tp:states"))]  # type: ignore[index]
        modality = next(m for kind, m in self.modalities.items() if (node, self.type, kind) in self.graph)
        said = {name: self._text(node, term) for name, term in QUALIFIER_TERMS.items()}
        values: dict[str, Any] = {name: value for name, value in said.items() if value is not None}
        if "count" in values:
            values["count"] = int(values["count"])
        if "past" in values:
            values["past"] = values["past"] == "true"
        targets = sorted(self.graph.objects(node, _iri("oa:hasTarget")), key=lambda t: int(str(t).rpartition("-")[2]))
        return Claim(
            source=source.id, version=self._needed(node, "tp:version"), subject=subject, relation=relation,
            object=target, evidence=tuple(self._evidence(item, source) for item in targets), modality=modality,
            attribution=self._text(node, "tp:attribution"), qualifiers=Qualifiers.from_dict(values),
            subject_span=_span(self._text(node, "tp:subjectSpan")),
            object_span=_span(self._text(node, "tp:objectSpan")), extractor=self._text(node, "tp:extractor") or "",
            extractor_version=self._text(node, "tp:extractorVersion") or "", rule=self._text(node, "tp:rule") or "",
            confidence=float(self._text(node, "tp:confidence") or 1.0),
        )  # fmt: skip

    def _evidence(self, target: Node, source: Source) -> Evidence:
        values: dict[str, str] = {}
        for selector in self.graph.objects(target, _iri("oa:hasSelector")):
            for term in ("oa:start", "oa:end", "oa:exact", "tp:recordKey", "tp:record"):
                text = self._text(selector, term)
                if text is not None:
                    values[term] = text
        if "oa:exact" in values:
            return Span(source.id, int(values["oa:start"]), int(values["oa:end"]), values["oa:exact"])
        row = tuple((str(name), str(value)) for name, value in json.loads(values["tp:record"]))
        return Record(source.id, values["tp:recordKey"], row)


class _Statements:
    """Plain schema.org: things become referents, statements between two of them claims."""

    def __init__(self, graph: Graph, path: Path) -> None:
        self.graph = graph
        self.ontology = load_ontology()
        self.rules = _rules()
        self.source = Source(
            key=path.resolve().as_posix(), kind="rdf", sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
            title=path.name, location=path.as_posix(),
        )  # fmt: skip
        self.path = path
        self.classes = self._classes()
        self.referents: dict[str, Referent] = {}
        self.names: dict[Node, str] = {}  # what a nameless node is called here, the same in every reading

    def _classes(self) -> dict[str, str]:
        """Return our type of each class of schema.org and of our own vocabulary."""
        found: dict[str, str] = {}
        for spec in self.ontology.types.values():
            if not spec.abstract:
                found[expand(f"tp:{spec.name}")] = spec.name
                if spec.rdf is not None and spec.rdf.startswith("schema:"):
                    found.setdefault(spec.rdf.removeprefix("schema:"), spec.name)
        return {**found, **self.rules["classes"]}

    def reading(self) -> Reading:
        """Return the file as a source. Raises SourceError where it names nothing that we know."""
        for node in set(self.graph.subjects()):
            referent = self._referent(node)
            if referent is not None:
                self.referents[referent.key] = referent
        if len(self.referents) == 0:
            raise SourceError(
                f"{self.path}: no thing of a class that we know; expected schema.org's Person, Organization ..."
            )
        return Reading(self.source, [*(self.referents[key] for key in sorted(self.referents)), *self._claims()])

    def _name(self, node: Node) -> str:
        """Return the address of a node, or for a nameless one a name that follows from what is said of it."""
        from rdflib import BNode

        if not isinstance(node, BNode):
            return str(node)
        if node not in self.names:
            self.names[node] = "_:"  # for a ring of nameless nodes
            said = sorted([str(term), self._name(value)] for term, value in self.graph.predicate_objects(node))
            self.names[node] = f"_:{content_hash(said)}"
        return self.names[node]

    def _types(self, node: Node) -> list[str]:
        from rdflib import RDF

        return [_local(kind) or str(kind) for kind in self.graph.objects(node, RDF.type)]

    def _literals(self, node: Node, *names: str) -> list[tuple[str, str]]:
        """Return (text, language) of schema.org's properties of these names."""
        from rdflib import Literal

        found = (
            (str(value), value.language or "und")
            for term, value in self.graph.predicate_objects(node)
            if isinstance(value, Literal) and _local(term) in names and str(value).strip() != ""
        )
        return sorted(dict.fromkeys(found))

    def _referent(self, node: Node) -> Referent | None:
        from rdflib import OWL, URIRef

        kinds = [self.classes[kind] for kind in self._types(node) if kind in self.classes]
        names = self._literals(node, "name", "legalName") or self._literals(node, "alternateName")
        if len(kinds) == 0 or len(names) == 0:
            return None
        # The narrowest of its types: the one with most ancestors.
        kind = max(sorted(set(kinds)), key=lambda name: len(self.ontology.type(name).ancestors))
        same = [*self.graph.objects(node, OWL.sameAs), *([node] if isinstance(node, URIRef) else [])]
        same += [v for p, v in self.graph.predicate_objects(node) if _local(p) == "sameAs"]
        identifiers = {Identifier("wikidata", q) for item in same if (q := _wikidata(str(item))) is not None}
        also = self._literals(node, "alternateName")
        return Referent(
            self.source.id, self._name(node), kind, names[0][0],
            tuple(Name(text, language) for text, language in dict.fromkeys((*names, *also))),
            tuple(sorted(identifiers)),
        )  # fmt: skip

    def _claims(self) -> Iterator[Claim | Refusal]:
        for node in sorted(set(self.graph.subjects()), key=self._name):
            action = next((kind for kind in self._types(node) if kind in self.rules["actions"]), None)
            if action is not None:
                yield from self._action(node, self.rules["actions"][action])
                continue
            for term, target in sorted(
                (term, self._name(value)) for term, value in self.graph.predicate_objects(node)
            ):
                if self._name(node) in self.referents and target in self.referents:
                    yield self._statement(self._name(node), term, target)

    def _statement(self, subject: str, term: Node, target: str) -> Claim | Refusal:
        record = Record(
            self.source.id, f"{subject} {term} {target}",
            (("subject", subject), ("predicate", str(term)), ("object", target)),
        )  # fmt: skip
        rule = self.rules["properties"].get(_local(term) or "")
        if rule is None:
            names = f"{self.referents[subject].name} {term} {self.referents[target].name}"
            return Refusal(self.source.id, 0, 0, "no-relation-for-the-property", names)
        ends = (target, subject) if rule.get("backwards") else (subject, target)
        return self._passed(self._made(ends[0], rule["relation"], ends[1], record, Qualifiers()))

    def _action(self, node: Node, rule: dict[str, Any]) -> Iterator[Claim | Refusal]:
        ends: dict[str, list[str]] = {}
        cells = []
        for term, value in sorted((term, self._name(value)) for term, value in self.graph.predicate_objects(node)):
            cells.append((str(term), value))
            for end in ("subject", "object"):
                if _local(term) in rule[end] and value in self.referents:
                    ends.setdefault(end, []).append(value)
        if len(ends) < 2:
            yield Refusal(
                self.source.id,
                0,
                0,
                "end-missing",
                f"{self._name(node)} has no {'object' if ends else 'subject'} known",
            )
            return
        # A term may come more than once; a row keeps each under a name of its own.
        row = tuple((f"{term} ({at})" if at > 1 else term, value) for term, value, at in _numbered(cells))
        record = Record(self.source.id, self._name(node), row)
        try:
            qualifiers = self._quantities(node)
        except RecordError as exc:
            reason, _, detail = str(exc).partition(": ")
            yield Refusal(self.source.id, 0, 0, reason, f"{self._name(node)}: {detail}")
            return
        for subject in ends["subject"]:
            for target in ends["object"]:
                yield self._passed(self._made(subject, rule["relation"], target, record, qualifiers))

    def _quantities(self, node: Node) -> Qualifiers:
        price = self._literals(node, "price")
        currency = self._literals(node, "priceCurrency")
        amount = None
        if len(price) > 0:
            amount = Money.clean(price[0][0].replace(",", ""), currency[0][0] if currency else None)
            if amount is None or len(price) > 1:
                raise RecordError(f"amount-not-a-number: {', '.join(text for text, _ in price)}")
        when = self._literals(node, "startTime", "startDate")
        start = PartialDate.clean(when[0][0][:10]) if when else None
        if len(when) > 0 and start is None:
            raise RecordError(f"not-a-date: {when[0][0]!r}")
        return Qualifiers(amount=amount, start=start)

    def _made(self, subject: str, relation: str, target: str, record: Record, qualifiers: Qualifiers) -> Claim:
        return Claim(
            source=self.source.id, version=self.source.sha256, subject=subject, relation=relation, object=target,
            evidence=(record,), qualifiers=qualifiers, extractor="rdf", extractor_version="1",
        )  # fmt: skip

    def _passed(self, claim: Claim) -> Claim | Refusal:
        against = refusal_reason(claim, self.source, self.referents, self.ontology)
        if against is None:
            return claim
        detail = f"{claim.subject} {claim.relation} {claim.object}: {against[1]}"
        return Refusal(self.source.id, 0, 0, against[0], detail)


def _iri(name: str) -> URIRef:
    from rdflib import URIRef

    return URIRef(expand(name))


def _local(term: Node) -> str | None:
    """Return the name that a term has in schema.org, None for any other vocabulary."""
    text = str(term)
    return next((text.removeprefix(start) for start in _SCHEMA if text.startswith(start)), None)


def _wikidata(text: str) -> str | None:
    for start in _WIKIDATA:
        item = text.removeprefix(start)
        if item != text and item[:1] == "Q" and item[1:].isdecimal():
            return item
    return None


def _span(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    start, _, end = text.partition("-")
    return int(start), int(end)


def _numbered(cells: list[tuple[str, str]]) -> Iterator[tuple[str, str, int]]:
    seen: dict[str, int] = {}
    for term, value in cells:
        seen[term] = seen.get(term, 0) + 1
        yield term, value, seen[term]
