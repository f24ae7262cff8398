"""A graph of any size that is made as it is read: the same numbers give the same graph."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from random import Random

from techpol.graph.view import EdgeFilter
from techpol.schema.model import Claim, Edge, Entity, Modality, Name, Qualifiers, Referent, Source, Span
from techpol.schema.values import Money, PartialDate

_TYPES = ("Person", "Person", "Person", "Company", "Committee")
_SOURCES = 500


class MadeGraph:
    """So many entities and edges; donations and offices between random pairs, each with one claim."""

    def __init__(self, entities: int, edges: int, seed: int = 1, share: int = 0, of: int = 1) -> None:
        self.entities = entities
        self.edges = edges
        self.seed = seed
        self.share = (share, of)
        self._sources = {source.id: source for source in map(_source, range(_SOURCES))}
        self._source_ids = list(self._sources)

    def get_entity(self, entity_id: str) -> Entity | None:
        return _entity(int(entity_id[2:], 16))

    def iter_entities(self, type_name: str | None = None) -> Iterator[Entity]:
        return map(_entity, range(self.entities))

    def find_entities(self, name: str, type_name: str | None = None, limit: int = 10) -> list[tuple[Entity, float]]:
        return []

    def iter_edges(self, edge_filter: EdgeFilter | None = None) -> Iterator[Edge]:
        random = Random(self.seed)
        share, of = self.share
        for number in range(self.edges):
            ends = random.randrange(self.entities), random.randrange(self.entities)
            if number % of == share:
                yield _edge(number, *ends)

    def shares(self, count: int) -> Sequence[Callable[[], MadeGraph]]:
        return [partial(type(self), self.entities, self.edges, self.seed, share, count) for share in range(count)]

    def get_edge(self, edge_id: str) -> Edge | None:
        return None

    def neighbours(self, entity_ids: Collection[str], edge_filter: EdgeFilter) -> Iterator[Edge]:
        return iter(())

    def degrees(self, entity_ids: Collection[str]) -> dict[str, int]:
        return {}

    def iter_claims(self, claim_ids: Iterable[str]) -> Iterator[Claim]:
        for claim_id in claim_ids:
            number = int(claim_id[2:], 16)
            yield _MadeClaim(self._source_ids[number % _SOURCES], claim_id, number)  # type: ignore[misc]

    def get_source(self, source_id: str, version: str | None = None) -> Source | None:
        return self._sources.get(source_id)

    def get_referent(self, referent_id: str) -> Referent | None:
        return None


class _MadeClaim:
    """What a claim is to whoever reads it; a real one would spend its time on hashing its own id."""

    __slots__ = ("evidence", "id", "source")

    def __init__(self, source: str, claim_id: str, number: int) -> None:
        text = f"Donor {number % 97} gave to a committee, a filing of week {number % 52} says, for the campaign."
        self.source = source
        self.id = claim_id
        self.evidence = (Span(source, 0, len(text), text),)


def _source(number: int) -> Source:
    url = f"https://news.example/{number}"
    return Source(url, "article", "0" * 64, title=f"Article {number}", publisher="The Example", url=url)


def _entity(number: int) -> Entity:
    name = f"Entity Number {number}"
    return Entity(f"e-{number:016x}", _TYPES[number % len(_TYPES)], name, (Name(name, "en"),))


_DATES = [PartialDate(2024, month, day) for month in range(1, 13) for day in range(1, 28)]
_GIFTS = [Qualifiers(amount=Money(Decimal(amount), "USD"), start=when) for amount in (100, 2900) for when in _DATES]
_ROLE = Qualifiers(role="chief executive")


def _edge(number: int, subject: int, object_: int) -> Edge:
    gift = number % 4 != 0
    return Edge(
        f"g-{number:016x}", f"e-{subject:016x}", "DONATED_TO" if gift else "WORKS_FOR", f"e-{object_:016x}",
        Modality.ASSERTED, _GIFTS[number % len(_GIFTS)] if gift else _ROLE, (f"c-{number:020x}",),
    )  # fmt: skip
