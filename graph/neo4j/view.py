"""The graph of a Neo4j database as a GraphView: paths, lists and sums answer the same from it as from the ledger.

Entities and edges are read back from what ``push`` wrote. A database holds quotes but not their places in the
sources, so evidence comes from the ledger that was pushed, where one is given.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from techpol.graph.filters import allowed_relations, allows
from techpol.graph.memory import name_similarity
from techpol.graph.neo4j.connection import Database
from techpol.graph.neo4j.mapping import ROOT_LABEL
from techpol.graph.view import EdgeFilter, GraphView
from techpol.schema.model import Claim, Edge, Entity, Identifier, Modality, Name, Qualifiers, Referent, Source
from techpol.schema.ontology import load_ontology
from techpol.schema.text import fold
from techpol.schema.values import Money, PartialDate

_LEAST_SCORE = 0.6
_EDGE = "properties(r) AS p, type(r) AS relation, startNode(r).id AS subject, endNode(r).id AS object"
_OTHER_PROPERTIES = ("gender", "office", "party", "employer", "occupation", "city", "state", "country")


class Neo4jView:
    """The graph that was pushed, read only. ``ledger`` is asked for claims and sources."""

    def __init__(self, database: Database, ledger: GraphView | None = None) -> None:
        self.database = database
        self.ledger = ledger
        self.types = "|".join(sorted(load_ontology().relations))

    def get_entity(self, entity_id: str) -> Entity | None:
        """Return an entity."""
        rows = self.database.read(
            f"MATCH (a:{ROOT_LABEL} {{id: $id}}) RETURN properties(a) AS p LIMIT 1", {"id": entity_id}
        )
        return _entity(rows[0]["p"]) if len(rows) > 0 else None

    def iter_entities(self, type_name: str | None = None) -> Iterator[Entity]:
        """Yield entities of a type (subtypes included), by id. Raises OntologyError for an unknown type."""
        label = ROOT_LABEL if type_name is None else load_ontology().type(type_name).name
        for (properties,) in self.database.stream(
            f"MATCH (a:{label}) WHERE a.type IS NOT NULL RETURN properties(a) ORDER BY a.id"
        ):
            yield _entity(properties)

    def find_entities(self, name: str, type_name: str | None = None, limit: int = 10) -> list[tuple[Entity, float]]:
        """Return entities by name, best first, compared as the names of a graph in memory are."""
        folded = fold(name)
        scored: list[tuple[float, str, Entity]] = []
        for entity in self.iter_entities(type_name):
            score = max(name_similarity(folded, fold(form.text)) for form in (Name(entity.name), *entity.names))
            if score >= _LEAST_SCORE:
                scored.append((-score, entity.id, entity))
        return [(entity, -score) for score, _, entity in sorted(scored, key=lambda item: item[:2])[:limit]]

    def iter_edges(self, edge_filter: EdgeFilter | None = None) -> Iterator[Edge]:
        """Yield edges, by id."""
        chosen = edge_filter or EdgeFilter(modalities=frozenset(Modality))
        pattern = self._pattern(chosen)
        if pattern == "":
            return
        statement = f"MATCH (:{ROOT_LABEL})-[r:{pattern}]->(:{ROOT_LABEL}) RETURN {_EDGE} ORDER BY r.id"
        for properties, relation, subject, object_ in self.database.stream(statement):
            edge = _edge(properties, relation, subject, object_)
            if allows(edge, chosen):
                yield edge

    def get_edge(self, edge_id: str) -> Edge | None:
        """Return an edge."""
        rows = self.database.read(
            f"MATCH (:{ROOT_LABEL})-[r:{self.types} {{id: $id}}]->(:{ROOT_LABEL}) RETURN {_EDGE} LIMIT 1",
            {"id": edge_id},
        )
        return _edge_of_row(rows[0]) if len(rows) > 0 else None

    def neighbours(self, entity_ids: Collection[str], edge_filter: EdgeFilter) -> Iterator[Edge]:
        """Yield every edge that touches one of the entities, each once."""
        pattern = self._pattern(edge_filter)
        if pattern == "":
            return
        rows = self.database.read(
            f"MATCH (a:{ROOT_LABEL})-[r:{pattern}]-(:{ROOT_LABEL}) WHERE a.id IN $ids WITH DISTINCT r RETURN {_EDGE}",
            {"ids": sorted(entity_ids)},
        )
        for row in rows:
            edge = _edge_of_row(row)
            if allows(edge, edge_filter):
                yield edge

    def degrees(self, entity_ids: Collection[str]) -> dict[str, int]:
        """Return how many edges touch each entity; denied ones and totals are not counted. Unknown ids have 0."""
        found = dict.fromkeys(entity_ids, 0)
        rows = self.database.read(
            f"MATCH (a:{ROOT_LABEL})-[r:{self.types}]-(:{ROOT_LABEL}) WHERE a.id IN $ids AND r.modality <> 'denied'"
            " AND size(coalesce(r.total_of, [])) = 0 RETURN a.id AS id, count(DISTINCT r) AS n",
            {"ids": sorted(found)},
        )
        found.update({row["id"]: row["n"] for row in rows})
        return found

    def iter_claims(self, claim_ids: Iterable[str]) -> Iterator[Claim]:
        """Yield claims with their evidence, from the ledger; none without one."""
        if self.ledger is not None:
            yield from self.ledger.iter_claims(claim_ids)

    def get_source(self, source_id: str, version: str | None = None) -> Source | None:
        """Return a source, from the ledger."""
        return None if self.ledger is None else self.ledger.get_source(source_id, version)

    def get_referent(self, referent_id: str) -> Referent | None:
        """Return a referent, from the ledger."""
        return None if self.ledger is None else self.ledger.get_referent(referent_id)

    def _pattern(self, edge_filter: EdgeFilter) -> str:
        """Return the types of relationships that a filter lets through, as Cypher writes them."""
        relations = allowed_relations(edge_filter)
        return self.types if relations is None else "|".join(sorted(relations))


def _edge_of_row(row: Mapping[str, Any]) -> Edge:
    return _edge(row["p"], row["relation"], row["subject"], row["object"])


def _entity(properties: Mapping[str, Any]) -> Entity:
    """Return the entity that a node was made of."""
    preferred = {language: properties.get(f"name_{language}") for language in ("en", "ar")}
    names = [Name(text, language) for language, text in preferred.items() if text is not None]
    names += [Name(text) for text in properties.get("names", ()) if text not in preferred.values()]
    details = [tuple(detail.split("=", 1)) for detail in properties.get("details", ())]
    known = [
        (key, str(properties[key]))
        for key in (*_OTHER_PROPERTIES, "size_min", "size_max", "year")
        if key in properties
    ]
    identifiers = (identifier.split(":", 1) for identifier in properties.get("identifiers", ()))
    return Entity(
        properties["id"], properties["type"], properties["name"], tuple(names),
        tuple(Identifier(scheme, value) for scheme, value in identifiers),
        tuple(sorted([*known, *((key, value) for key, value in details)])),
    )  # fmt: skip


def _edge(properties: Mapping[str, Any], relation: str, subject: str, object_: str) -> Edge:
    """Return the edge that a relationship was made of."""
    amount = properties.get("amount_exact")
    if amount is None and properties.get("amount") is not None:
        amount = repr(properties["amount"])
    qualifiers = Qualifiers(
        amount=None if amount is None else Money(Decimal(amount), properties.get("currency")),
        amount_bound=properties.get("amount_bound", "exact"), amount_scope=properties.get("amount_scope", "single"),
        count=properties.get("count"), asset=properties.get("asset"), role=properties.get("role"),
        place=properties.get("place"), start=_date(properties, "start"), end=_date(properties, "end"),
        when_text=properties.get("when_text"), past=properties.get("past", False),
    )  # fmt: skip
    return Edge(
        properties["id"], subject, relation, object_, Modality(properties["modality"]), qualifiers,
        tuple(properties.get("claims", ())), properties.get("attribution"), properties["support"],
        properties["confidence"], properties["ordinal"], tuple(properties.get("total_of", ())),
    )  # fmt: skip


def _date(properties: Mapping[str, Any], name: str) -> PartialDate | None:
    text = properties.get(f"{name}_text")
    if text is not None:
        return PartialDate.clean(text)
    day = properties.get(name)
    if day is None:
        return None
    if isinstance(day, date):
        return PartialDate(day.year, day.month, day.day)
    return PartialDate.clean(str(day)[:10])
