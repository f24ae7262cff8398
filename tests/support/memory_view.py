"""A graph in memory behind GraphView: what a test says, and nothing else."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from techpol.graph.filters import allows
from techpol.graph.view import EdgeFilter
from techpol.schema.model import Claim, Edge, Entity, Modality, Name, Qualifiers, Referent, Source, Span
from techpol.schema.ontology import load_ontology
from techpol.schema.values import Money, PartialDate


class MemoryView:
    """Entities, edges, claims and sources, each by its id; change the maps and the graph is another."""

    def __init__(self) -> None:
        self.entities: dict[str, Entity] = {}
        self.edges: dict[str, Edge] = {}
        self.claims: dict[str, Claim] = {}
        self.sources: dict[str, Source] = {}

    def get_entity(self, entity_id: str) -> Entity | None:
        return self.entities.get(entity_id)

    def iter_entities(self, type_name: str | None = None) -> Iterator[Entity]:
        wanted = None if type_name is None else load_ontology().subtypes(type_name)
        for _, entity in sorted(self.entities.items()):
            if wanted is None or entity.type in wanted:
                yield entity

    def find_entities(self, name: str, type_name: str | None = None, limit: int = 10) -> list[tuple[Entity, float]]:
        return [(entity, 1.0) for entity in self.iter_entities(type_name) if entity.name == name][:limit]

    def iter_edges(self, edge_filter: EdgeFilter | None = None) -> Iterator[Edge]:
        for _, edge in sorted(self.edges.items()):
            if edge_filter is None or allows(edge, edge_filter):
                yield edge

    def get_edge(self, edge_id: str) -> Edge | None:
        return self.edges.get(edge_id)

    def neighbours(self, entity_ids: Collection[str], edge_filter: EdgeFilter) -> Iterator[Edge]:
        return (e for e in self.iter_edges(edge_filter) if e.subject in entity_ids or e.object in entity_ids)

    def degrees(self, entity_ids: Collection[str]) -> dict[str, int]:
        return {i: sum(i in (e.subject, e.object) for e in self.edges.values()) for i in entity_ids}

    def iter_claims(self, claim_ids: Iterable[str]) -> Iterator[Claim]:
        return (self.claims[claim_id] for claim_id in claim_ids if claim_id in self.claims)

    def get_source(self, source_id: str, version: str | None = None) -> Source | None:
        return self.sources.get(source_id)

    def get_referent(self, referent_id: str) -> Referent | None:
        return None

    # ---- saying what the graph is --------------------------------------------------------------------------

    def entity(self, name: str, type_name: str = "Person", arabic: str | None = None, **properties: str) -> str:
        """Add an entity and return its id; the same name and type is the same entity."""
        entity_id = f"e-{len(self.entities):016x}"
        for known in self.entities.values():
            if known.name == name and known.type == type_name:
                return known.id
        names = [Name(name, "en")] + ([Name(arabic, "ar")] if arabic else [])
        self.entities[entity_id] = Entity(
            entity_id, type_name, name, tuple(names), properties=tuple(sorted(properties.items()))
        )
        return entity_id

    def source(self, title: str, published: str | None = None) -> str:
        """Add a source and return its id."""
        source = Source(
            key=f"https://news.example/{title}", kind="article", sha256="0" * 64, title=title,
            publisher="The Example", url=f"https://news.example/{title}",
            published=PartialDate.clean(published), language="en",
        )  # fmt: skip
        self.sources[source.id] = source
        return source.id

    def edge(
        self,
        subject: str,
        relation: str,
        object_: str,
        *,
        sources: Collection[str] = ("First paper",),
        amount: str | None = None,
        currency: str | None = "USD",
        start: str | None = None,
        end: str | None = None,
        modality: str = "asserted",
        quote: str | None = None,
        total_of: Collection[str] = (),
        attribution: str | None = None,
        **said: object,
    ) -> str:
        """Add an edge with a claim a source, and return its id."""
        qualifiers = Qualifiers(
            amount=Money.clean(amount, currency), start=PartialDate.clean(start), end=PartialDate.clean(end),
            **said,  # type: ignore[arg-type]
        )  # fmt: skip
        claims = []
        for title in sources:
            source = self.source(title)
            text = quote or f"{self.entities[subject].name} {relation} {self.entities[object_].name} ({title})."
            claim = Claim(
                source, "0" * 64, subject, relation, object_, (Span(source, 0, len(text), text),),
                Modality(modality), attribution, qualifiers, extractor="test", extractor_version="1",
            )  # fmt: skip
            self.claims[claim.id] = claim
            claims.append(claim.id)
        edge_id = f"g-{len(self.edges):016x}"
        self.edges[edge_id] = Edge(
            edge_id, subject, relation, object_, Modality(modality), qualifiers, tuple(claims), attribution,
            support=len(claims), total_of=tuple(total_of),
        )  # fmt: skip
        return edge_id
