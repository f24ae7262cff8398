"""What a reader of the graph may ask of it: one protocol, implemented by the ledger and by the databases."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol, runtime_checkable

from techpol.schema.model import Claim, Edge, Entity, Modality, Referent, Source

DEFAULT_MODALITIES = frozenset({Modality.ASSERTED, Modality.PLANNED, Modality.ALLEGED})


@dataclass(frozen=True, slots=True)
class EdgeFilter:
    """Which edges count. None means no limit.

    ``relations`` and ``avoid_relations`` are relation names; ``hostile`` lets conflicts link; ``totals`` lets stated
    sums through. ``since`` and ``until`` keep edges that may have held within the period (unknown dates stay).
    """

    relations: frozenset[str] | None = None
    avoid_relations: frozenset[str] = frozenset()
    kinds: frozenset[str] | None = None
    modalities: frozenset[Modality] = DEFAULT_MODALITIES
    avoid_entities: frozenset[str] = frozenset()
    since: date | None = None
    until: date | None = None
    min_support: int = 1
    min_confidence: float = 0.0
    min_amount: Decimal | None = None
    hostile: bool = True
    totals: bool = True


class GraphView(Protocol):
    """The current graph, read only. ``get_`` may return None; ``iter_`` streams."""

    def get_entity(self, entity_id: str) -> Entity | None:
        """Return an entity, following redirects."""

    def iter_entities(self, type_name: str | None = None) -> Iterator[Entity]:
        """Yield entities of a type (subtypes included), by id."""

    def find_entities(self, name: str, type_name: str | None = None, limit: int = 10) -> list[tuple[Entity, float]]:
        """Return entities by name in any language, best first, each with a score in [0, 1]; 1.0 is the same name."""

    def iter_edges(self, edge_filter: EdgeFilter | None = None) -> Iterator[Edge]:
        """Yield edges, by id."""

    def get_edge(self, edge_id: str) -> Edge | None:
        """Return an edge."""

    def neighbours(self, entity_ids: Collection[str], edge_filter: EdgeFilter) -> Iterator[Edge]:
        """Yield every edge that touches one of the entities."""

    def degrees(self, entity_ids: Collection[str]) -> dict[str, int]:
        """Return how many edges touch each entity."""

    def iter_claims(self, claim_ids: Iterable[str]) -> Iterator[Claim]:
        """Yield claims with their evidence, in the order asked for; unknown ids are passed over."""

    def get_source(self, source_id: str, version: str | None = None) -> Source | None:
        """Return a source, its current version where none is named."""

    def get_referent(self, referent_id: str) -> Referent | None:
        """Return a referent."""


@runtime_checkable
class Divisible(Protocol):
    """A view whose edges several processes may go through at once, each its share."""

    def shares(self, count: int) -> Sequence[Callable[[], GraphView]]:
        """Return what opens each share; empty where there are none or they would not pay.

        What opens them can be pickled, for other processes; the first is for this one. ``iter_edges`` of a share
        yields its edges alone, all else is of the whole.
        """
