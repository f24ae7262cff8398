"""Which part of the graph goes out: all, what a filter lets through, an answer, or what is around a name."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any, TypeVar

from techpol.graph.export.shape import Supported
from techpol.graph.filters import allows
from techpol.graph.view import EdgeFilter, GraphView
from techpol.schema.answers import Answer
from techpol.schema.model import Claim, Edge, Entity, Modality, Source

EVERYTHING = EdgeFilter(modalities=frozenset(Modality))
_CHUNK = 500
_KEPT_SOURCES = 20_000
_ID = re.compile(r"([eg])-[0-9a-f]{16,20}\Z")
_T = TypeVar("_T")


@dataclass(slots=True)
class Selection:
    """A part of a graph, read as it streams by.

    ``edge_filter`` None is everything, denied edges included. ``entities`` and ``edges`` limit what goes out to these
    ids, None is no limit. With any limit, an entity that no edge touches goes out only if ``entities`` names it.
    ``watch`` is told what has gone by, every few hundred entities or edges. ``with_claims`` asks for claims and
    sources as nodes of their own, where a format has such. ``processes`` is among how many a format may share out a
    large ledger; more than one is for programs whose main module may be imported again (multiprocessing's "spawn").
    """

    view: GraphView
    edge_filter: EdgeFilter | None = None
    entities: frozenset[str] | None = None
    edges: frozenset[str] | None = None
    watch: Callable[[str], None] | None = None
    with_claims: bool = False
    processes: int = 1
    _sources: dict[str, Source | None] = field(default_factory=dict, repr=False)

    @property
    def is_whole(self) -> bool:
        """Say whether nothing is left out."""
        return self.edge_filter is None and self.entities is None and self.edges is None

    def iter_entities(self) -> Iterator[Entity]:
        """Yield the entities, by id. With a limit, the edges are gone through once before."""
        for number, entity in enumerate(self._entities(), 1):
            if number % _CHUNK == 0:
                self._tell(f"{number:,} entities")
            yield entity

    def _tell(self, what: str) -> None:
        if self.watch is not None:
            self.watch(what)

    def _entities(self) -> Iterator[Entity]:
        if self.is_whole:
            yield from self.view.iter_entities()
            return
        ids = set(self.entities or ())
        for edge in self.iter_edges():
            ids.update((edge.subject, edge.object))
        for entity_id in sorted(ids):
            entity = self.view.get_entity(entity_id)
            if entity is not None:
                yield entity

    def iter_edges(self) -> Iterator[Edge]:
        """Yield the edges, by id."""
        if self.edges is not None:
            found = (self.view.get_edge(edge_id) for edge_id in sorted(self.edges))
            edges: Iterator[Edge] = (edge for edge in found if edge is not None)
            for edge in edges:
                if self.edge_filter is None or allows(edge, self.edge_filter):
                    yield edge
        elif self.entities is not None:
            inside = self.entities
            near = self.view.neighbours(inside, self.edge_filter or EVERYTHING)
            yield from sorted(
                (edge for edge in near if edge.subject in inside and edge.object in inside), key=lambda edge: edge.id
            )
        else:
            yield from self.view.iter_edges(self.edge_filter or EVERYTHING)

    def iter_supported(self) -> Iterator[Supported]:
        """Yield the edges, each with its claims and sources."""
        for number, chunk in enumerate(chunks(self.iter_edges(), _CHUNK), 1):
            self._tell(f"{number * _CHUNK:,} edges")
            wanted = dict.fromkeys(claim_id for edge in chunk for claim_id in edge.claims)
            found = list(self.view.iter_claims(wanted))
            # They come in the order asked for: their ids need to be computed only where some are missing.
            ids = wanted if len(found) == len(wanted) else [claim.id for claim in found]
            claims = dict(zip(ids, found, strict=True))
            for edge in chunk:
                known = tuple(claim_id for claim_id in edge.claims if claim_id in claims)
                mine = tuple(claims[claim_id] for claim_id in known)
                yield Supported(edge, mine, self._sources_of(mine), known)

    def _sources_of(self, claims: Iterable[Claim]) -> tuple[Source, ...]:
        ids = dict.fromkeys(claim.source for claim in claims)
        return tuple(source for source in map(self.source, ids) if source is not None)

    def source(self, source_id: str) -> Source | None:
        """Return a source without its text; the last thousands are remembered, since many edges share one."""
        if source_id not in self._sources:
            if len(self._sources) >= _KEPT_SOURCES:
                self._sources.pop(next(iter(self._sources)))
            source = self.view.get_source(source_id)
            self._sources[source_id] = None if source is None or source.text is None else replace(source, text=None)
            if source is not None and source.text is None:
                self._sources[source_id] = source
        return self._sources[source_id]


def around(view: GraphView, starts: Collection[str], hops: int, edge_filter: EdgeFilter | None = None) -> Selection:
    """Select the entities within so many hops of some, and every edge among them."""
    inside = {entity.id for entity in map(view.get_entity, starts) if entity is not None}
    frontier: set[str] = set(inside)
    for _ in range(hops):
        reached: set[str] = set()
        for edge in view.neighbours(frontier, edge_filter or EVERYTHING):
            reached.update((edge.subject, edge.object))
        frontier = reached - inside
        if len(frontier) == 0:
            break
        inside |= frontier
    return Selection(view, edge_filter, entities=frozenset(inside))


def of_answer(view: GraphView, answer: Answer, edge_filter: EdgeFilter | None = None) -> Selection:
    """Select what an answer shows: the edges of its paths, those that contradict them, and the names it speaks of."""
    edges = {
        event.edge for hop in answer.iter_hops() for event in (*hop.events, *hop.contradicted_by, *hop.stated_totals)
    }
    entities = {entity.id for path in answer.paths for entity in path.entities}
    if len(edges) == 0:
        entities.update(entity.id for entity in (*answer.start, *answer.end))
        if answer.table is not None:
            return of_ids(view, [answer.table.to_dict(), sorted(entities)], edge_filter)
    return Selection(view, edge_filter, frozenset(entities), frozenset(edges))


def of_ids(view: GraphView, data: Any, edge_filter: EdgeFilter | None = None) -> Selection:
    """Select the entities and edges whose ids stand anywhere in JSON values: an answer, rows of a query, a list.

    Where no edge is named, the edges among the entities go out.
    """
    entities: set[str] = set()
    edges: set[str] = set()
    for text in _texts(data):
        match = _ID.match(text)
        if match is not None:
            (entities if match[1] == "e" else edges).add(text)
    known = {entity.id for entity in map(view.get_entity, sorted(entities)) if entity is not None}
    return Selection(view, edge_filter, frozenset(known), frozenset(edges) if len(edges) > 0 else None)


def _texts(data: Any) -> Iterator[str]:
    waiting = [data]
    while len(waiting) > 0:
        value = waiting.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            waiting.extend(value.values())
            waiting.extend(value.keys())
        elif isinstance(value, list | tuple):
            waiting.extend(value)


def chunks(items: Iterable[_T], size: int) -> Iterator[list[_T]]:
    """Yield lists of at most ``size`` items."""
    iterator = iter(items)
    while len(chunk := list(islice(iterator, size))) > 0:
        yield chunk
