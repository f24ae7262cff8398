"""A graph in memory: for subgraphs cut out of a ledger, for notebooks, and for tests."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from rapidfuzz import fuzz

from techpol.graph.filters import allows, is_total
from techpol.graph.view import EdgeFilter
from techpol.schema.model import Claim, Edge, Entity, Modality, Referent, Source
from techpol.schema.ontology import load_ontology
from techpol.schema.text import fold

_LEAST_SCORE = 0.6


class MemoryGraph:
    """A GraphView over collections that are given whole."""

    def __init__(
        self,
        entities: Iterable[Entity],
        edges: Iterable[Edge],
        claims: Iterable[Claim] = (),
        sources: Iterable[Source] = (),
    ) -> None:
        self._entities = {entity.id: entity for entity in sorted(entities, key=lambda entity: entity.id)}
        self._edges = {edge.id: edge for edge in sorted(edges, key=lambda edge: edge.id)}
        self._claims = {claim.id: claim for claim in claims}
        self._sources = {source.id: source for source in sources}
        self._touching: dict[str, list[Edge]] = {}
        for edge in self._edges.values():
            for end in {edge.subject, edge.object}:
                self._touching.setdefault(end, []).append(edge)

    def get_entity(self, entity_id: str) -> Entity | None:
        """Return an entity."""
        return self._entities.get(entity_id)

    def iter_entities(self, type_name: str | None = None) -> Iterator[Entity]:
        """Yield entities of a type (subtypes included), by id."""
        ontology = load_ontology()
        for entity in self._entities.values():
            if type_name is None or ontology.is_a(entity.type, type_name):
                yield entity

    def find_entities(self, name: str, type_name: str | None = None, limit: int = 10) -> list[tuple[Entity, float]]:
        """Return entities by name in any language, best first."""
        folded = fold(name)
        scored: list[tuple[float, str, Entity]] = []
        for entity in self.iter_entities(type_name):
            forms = {fold(entity.name), *(fold(form.text) for form in entity.names)}
            score = max(name_similarity(folded, form) for form in forms)
            if score >= _LEAST_SCORE:
                scored.append((-score, entity.id, entity))
        return [(entity, -score) for score, _, entity in sorted(scored, key=lambda item: item[:2])[:limit]]

    def iter_edges(self, edge_filter: EdgeFilter | None = None) -> Iterator[Edge]:
        """Yield edges, by id."""
        for edge in self._edges.values():
            if edge_filter is None or allows(edge, edge_filter):
                yield edge

    def get_edge(self, edge_id: str) -> Edge | None:
        """Return an edge."""
        return self._edges.get(edge_id)

    def neighbours(self, entity_ids: Collection[str], edge_filter: EdgeFilter) -> Iterator[Edge]:
        """Yield every edge that touches one of the entities, once."""
        seen: set[str] = set()
        for entity_id in entity_ids:
            for edge in self._touching.get(entity_id, ()):
                if edge.id not in seen and allows(edge, edge_filter):
                    seen.add(edge.id)
                    yield edge

    def degrees(self, entity_ids: Collection[str]) -> dict[str, int]:
        """Return how many edges touch each entity, denied ones and totals left out."""
        return {
            entity_id: sum(
                edge.modality != Modality.DENIED and not is_total(edge) for edge in self._touching.get(entity_id, ())
            )
            for entity_id in entity_ids
        }

    def iter_claims(self, claim_ids: Iterable[str]) -> Iterator[Claim]:
        """Yield claims with their evidence."""
        for claim_id in claim_ids:
            if claim_id in self._claims:
                yield self._claims[claim_id]

    def get_source(self, source_id: str, version: str | None = None) -> Source | None:
        """Return a source."""
        source = self._sources.get(source_id)
        return source if source is None or version is None or source.sha256 == version else None

    def get_referent(self, referent_id: str) -> Referent | None:
        """Return a referent: a graph in memory keeps none."""
        return None


def name_similarity(asked: str, name: str) -> float:
    """Return how alike two folded names are, in [0, 1]: 1.0 for the same; whole words out of a name count much."""
    if asked == name:
        return 1.0
    score = fuzz.ratio(asked, name) / 100
    if set(asked.split()) <= set(name.split()):
        score = max(score, 0.8 + 0.15 * len(asked) / len(name))
    return min(score, 0.98)
