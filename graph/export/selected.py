"""A selection behind the protocol that everything else reads, so that what writes a whole graph writes a part too."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial

from techpol.graph.export.selection import Selection
from techpol.graph.filters import allows
from techpol.graph.view import Divisible, EdgeFilter, GraphView
from techpol.schema.model import Claim, Edge, Entity, Referent, Source
from techpol.schema.ontology import load_ontology


class SelectedView:
    """``GraphView`` of a selection."""

    def __init__(self, selection: Selection) -> None:
        self.selection = selection
        self._view = selection.view

    def shares(self, count: int) -> Sequence[Callable[[], SelectedView]]:
        """Return what opens shares of the selected edges; empty where they are listed, or the view has no shares."""
        selection = self.selection
        if selection.edges is not None or selection.entities is not None or not isinstance(self._view, Divisible):
            return ()
        # The first is for this process, which tells how far it is.
        watches = (selection.watch, *[None] * (count - 1))
        return [
            partial(_open_share, share, selection.edge_filter, watch)
            for share, watch in zip(self._view.shares(count), watches, strict=False)
        ]

    def get_entity(self, entity_id: str) -> Entity | None:
        """Return an entity, selected or not."""
        return self._view.get_entity(entity_id)

    def iter_entities(self, type_name: str | None = None) -> Iterator[Entity]:
        """Yield the selected entities of a type, by id."""
        wanted = None if type_name is None else load_ontology().subtypes(type_name)
        return (entity for entity in self.selection.iter_entities() if wanted is None or entity.type in wanted)

    def find_entities(self, name: str, type_name: str | None = None, limit: int = 10) -> list[tuple[Entity, float]]:
        """Return entities by name, selected or not."""
        return self._view.find_entities(name, type_name, limit)

    def iter_edges(self, edge_filter: EdgeFilter | None = None) -> Iterator[Edge]:
        """Yield the selected edges, by id."""
        return (edge for edge in self.selection.iter_edges() if edge_filter is None or allows(edge, edge_filter))

    def get_edge(self, edge_id: str) -> Edge | None:
        """Return an edge, selected or not."""
        return self._view.get_edge(edge_id)

    def neighbours(self, entity_ids: Collection[str], edge_filter: EdgeFilter) -> Iterator[Edge]:
        """Yield the selected edges that touch one of the entities."""
        return (
            edge for edge in self.iter_edges(edge_filter) if edge.subject in entity_ids or edge.object in entity_ids
        )

    def degrees(self, entity_ids: Collection[str]) -> dict[str, int]:
        """Return how many edges of the whole graph touch each entity."""
        return self._view.degrees(entity_ids)

    def iter_claims(self, claim_ids: Iterable[str]) -> Iterator[Claim]:
        """Yield claims with their evidence."""
        return self._view.iter_claims(claim_ids)

    def get_source(self, source_id: str, version: str | None = None) -> Source | None:
        """Return a source."""
        return self._view.get_source(source_id, version)

    def get_referent(self, referent_id: str) -> Referent | None:
        """Return a referent."""
        return self._view.get_referent(referent_id)


def _open_share(
    share: Callable[[], GraphView], edge_filter: EdgeFilter | None, watch: Callable[[str], None] | None
) -> SelectedView:
    return SelectedView(Selection(share(), edge_filter, watch=watch))
