"""The graph of a ledger, read only: implements ``GraphView`` and the path search's ``FastView`` over its tables."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from techpol.graph import adjacency, near
from techpol.graph.adjacency import Key, Tie, Way
from techpol.graph.find import find_entity_ids
from techpol.graph.migrations import LedgerConnection, open_connection
from techpol.graph.rows import (
    SOURCE_COLUMNS,
    chunks,
    dump,
    edge_of,
    entity_of,
    read_claims,
    referent_of,
    source_of,
)
from techpol.graph.succession import successor
from techpol.graph.view import EdgeFilter
from techpol.schema.model import Claim, Edge, Entity, Referent, Source
from techpol.schema.ontology import load_ontology

_PAGE = 500
_MANY = 20_000  # edges that are worth a second process


class LedgerView:
    """The current graph as the last build left it. ``get_`` may return None; ``iter_`` streams.

    ``edge_ids``: the edges that ``iter_edges`` goes through have ids between these two.
    """

    def __init__(self, connection: LedgerConnection, edge_ids: tuple[str, str] = ("", "h")) -> None:
        self.connection = connection
        self._edge_ids = edge_ids

    def shares(self, count: int) -> Sequence[Callable[[], LedgerView]]:
        """Return what opens this ledger elsewhere for a share of its edges; empty for a small one or in memory."""
        path = self.connection.path
        if path is None or count < 2 or self.connection.execute("SELECT count(*) FROM edge").fetchone()[0] < _MANY:
            return ()
        # Ids are hashes: what begins in one way is as much as what begins in another.
        bounds = [f"g-{256 * number // count:02x}" for number in range(count)]
        return [partial(_open_share, path, pair) for pair in zip(bounds, [*bounds[1:], "h"], strict=True)]

    # ---- entities ------------------------------------------------------------------------------------------

    def get_entity(self, entity_id: str) -> Entity | None:
        """Return an entity, following redirects."""
        current = self.current_entity_id(entity_id)
        row = self.connection.execute("SELECT data FROM entity WHERE id = ?", (current,)).fetchone()
        return None if row is None else entity_of(row[0])

    def current_entity_id(self, entity_id: str) -> str | None:
        """Return the id that an entity goes by now: its own, that of the one it was merged into, or None.

        An id names its oldest referent for ever; where that is in another entity now, that is the answer.
        """
        seen: set[str] = set()
        while entity_id not in seen:
            seen.add(entity_id)
            if self.connection.execute("SELECT 1 FROM entity WHERE id = ?", (entity_id,)).fetchone() is not None:
                return entity_id
            row = self.connection.execute(
                "SELECT entity FROM member WHERE referent = ?", (f"r-{entity_id[2:]}",)
            ).fetchone()
            if row is None:
                row = self.connection.execute("SELECT new FROM redirect WHERE old = ?", (entity_id,)).fetchone()
            if row is None:
                return None
            entity_id = row[0]
        return None

    def entity_of_referent(self, referent_id: str) -> str | None:
        """Return the id of the entity that a live referent is part of."""
        row = self.connection.execute("SELECT entity FROM member WHERE referent = ?", (referent_id,)).fetchone()
        return None if row is None else str(row[0])

    def iter_entities(self, type_name: str | None = None) -> Iterator[Entity]:
        """Yield entities of a type (subtypes included), by id. Raises OntologyError for an unknown type."""
        types = None if type_name is None else dump(load_ontology().subtypes(type_name))
        last = ""
        while True:
            rows = self.connection.execute(
                "SELECT id, data FROM entity WHERE id > ?1"
                " AND (?2 IS NULL OR type IN (SELECT value FROM json_each(?2))) ORDER BY id LIMIT ?3",
                (last, types, _PAGE),
            ).fetchall()
            for _, data in rows:
                yield entity_of(data)
            if len(rows) < _PAGE:
                return
            last = rows[-1][0]

    def find_entities(self, name: str, type_name: str | None = None, limit: int = 10) -> list[tuple[Entity, float]]:
        """Return entities by name in any language, best first, each with a score in [0, 1]; 1.0 is the same name."""
        types = None if type_name is None else frozenset(load_ontology().subtypes(type_name))
        found: list[tuple[Entity, float]] = []
        for entity_id, score in find_entity_ids(self.connection, name, types, limit):
            entity = self.get_entity(entity_id)
            if entity is not None:
                found.append((entity, score))
        return found

    def iter_members(self, entity_id: str) -> Iterator[Referent]:
        """Yield the live referents that an entity is made of, oldest first."""
        rows = self.connection.execute(
            "SELECT r.data FROM member m JOIN referent r ON r.id = m.referent WHERE m.entity = ? ORDER BY r.number",
            (self.current_entity_id(entity_id),),
        )
        for (data,) in rows:
            yield referent_of(data)

    # ---- edges ---------------------------------------------------------------------------------------------

    def iter_edges(self, edge_filter: EdgeFilter | None = None) -> Iterator[Edge]:
        """Yield edges, by id."""
        condition, values = ("1", []) if edge_filter is None else adjacency.where(edge_filter)
        avoided: Collection[str] = () if edge_filter is None else edge_filter.avoid_entities
        last, end = self._edge_ids
        while True:
            rows = self.connection.execute(
                "SELECT id, subject, object, data FROM edge"
                f" WHERE id > ? AND id < ? AND {condition} ORDER BY id LIMIT ?",
                [last, end, *values, _PAGE],
            ).fetchall()
            for _, subject, target, data in rows:
                if subject not in avoided and target not in avoided:
                    yield edge_of(data)
            if len(rows) < _PAGE:
                return
            last = rows[-1][0]

    def get_edge(self, edge_id: str) -> Edge | None:
        """Return an edge; for an id that is gone the edge that tells the same fact today."""
        row = self.connection.execute("SELECT data FROM edge WHERE id = ?", (edge_id,)).fetchone()
        if row is None and edge_id.startswith("g-"):
            now = successor(self.connection, edge_id, self.current_entity_id)
            row = self.connection.execute("SELECT data FROM edge WHERE id = ?", (now,)).fetchone()
        return None if row is None else edge_of(row[0])

    def neighbours(self, entity_ids: Collection[str], edge_filter: EdgeFilter) -> Iterator[Edge]:
        """Yield every edge that touches one of the entities, each once."""
        condition, values = adjacency.where(edge_filter)
        avoided = edge_filter.avoid_entities
        wanted = dump(list(entity_ids))
        # An edge between two of the entities comes with the first of the two questions only.
        for ends in (
            "subject IN (SELECT value FROM json_each(?1))",
            "object IN (SELECT value FROM json_each(?1)) AND subject NOT IN (SELECT value FROM json_each(?1))",
        ):
            numbered = _number_parameters(condition, first=2)
            rows = self.connection.execute(
                f"SELECT subject, object, data FROM edge WHERE {ends} AND {numbered}", [wanted, *values]
            )
            for subject, target, data in rows:
                if subject not in avoided and target not in avoided:
                    yield edge_of(data)

    def degrees(self, entity_ids: Collection[str]) -> dict[str, int]:
        """Return how many edges touch each entity; denied ones and totals are not counted. Unknown ids have 0."""
        found = dict.fromkeys(entity_ids, 0)
        rows = self.connection.execute(
            "SELECT id, degree FROM entity WHERE id IN (SELECT value FROM json_each(?))", (dump(list(entity_ids)),)
        )
        found.update({str(entity_id): int(degree) for entity_id, degree in rows})
        return found

    # ---- what the path search reads (adjacency.FastView) ----------------------------------------------------

    def adjacent(
        self,
        ids: Collection[str],
        edge_filter: EdgeFilter,
        among: Collection[str] | None = None,
        limit: int | None = None,
        side: str | None = None,
    ) -> Iterator[Tie]:
        """Yield each edge that touches one of the entities once, in short."""
        return adjacency.adjacent(self.connection, ids, edge_filter, among, limit, side)

    def ways(self, ids: Collection[str], edge_filter: EdgeFilter, most: int) -> Iterable[Way]:
        """Return the ways out of entities, of the relations that a filter lets through."""
        return adjacency.ways(self.connection, ids, edge_filter, most)

    def way(self, way: Way, edge_filter: EdgeFilter) -> Way:
        """Return a way with its other ends read."""
        others, strengths = near.way(self.connection, way.entity, way.relation, way.side)
        return way._replace(others=others, strengths=strengths)

    def ways_back(
        self, keys: Collection[Key], relation: str, side: str, edge_filter: EdgeFilter
    ) -> Iterable[tuple[Key, Sequence[Key], Sequence[int]]]:
        """Return (key, others, strengths) of the ways of one relation and side out of the other ends of ways."""
        return near.ways_back(self.connection, keys, relation, side)

    def ways_around(self, keys: Collection[Key], edge_filter: EdgeFilter, most: int) -> Iterable[Way]:
        """Return what ``ways`` does, of the other ends of ways."""
        return adjacency.ways_around(self.connection, keys, edge_filter, most)

    def standing(self, keys: Collection[Key], edge_filter: EdgeFilter) -> Collection[tuple[str, str]]:
        """Return the (relation, side) of all ways out of some other ends of ways."""
        return near.standing(self.connection, keys)

    def keys_of(self, ids: Collection[str]) -> Mapping[str, Key]:
        """Return what ways call entities by: their numbers."""
        return near.numbers_of(self.connection, ids)

    def named(self, keys: Collection[Key]) -> dict[Key, tuple[str, str, int]]:
        """Return the id, type and degree of the other ends of ways."""
        return near.named(self.connection, keys)

    def hop_ties(self, hops: Collection[tuple[str, str, str]], edge_filter: EdgeFilter) -> Iterator[Tie]:
        """Yield the edges of hops, each once."""
        return adjacency.hop_ties(self.connection, hops, edge_filter)

    def amounts(
        self, edge_filter: EdgeFilter, side: str, among: Collection[str] | None = None
    ) -> Iterator[tuple[str, str | None, Decimal | None, int]]:
        """Yield (entity on that side, currency, amount of one event, number of such events), for sums."""
        return adjacency.amounts(self.connection, edge_filter, side, among)

    def node_facts(self, ids: Collection[str]) -> dict[str, tuple[str, int]]:
        """Return the type and the degree of each entity."""
        return adjacency.node_facts(self.connection, ids)

    def edges_by_key(self, keys: Collection[int | str]) -> dict[int | str, Edge]:
        """Return full edges by the keys of their ties."""
        return {number: edge_of(data) for number, data in adjacency.edge_rows(self.connection, keys)}

    def ids_of_type(self, type_name: str, limit: int) -> list[str]:
        """Return ids of entities of a type (subtypes included); one more than ``limit`` says "too many"."""
        return adjacency.ids_of_types(self.connection, load_ontology().subtypes(type_name), limit)

    # ---- what edges rest on ----------------------------------------------------------------------------------

    def iter_claims(self, claim_ids: Iterable[str]) -> Iterator[Claim]:
        """Yield claims with their evidence, in the order asked for; unknown ids are passed over."""
        for _, _, claim in read_claims(self.connection, claim_ids):
            yield claim

    def get_source(self, source_id: str, version: str | None = None) -> Source | None:
        """Return a source, its current version where none is named."""
        row = self.connection.execute(
            f"SELECT {SOURCE_COLUMNS} FROM source s JOIN source_state t ON t.id = s.id"
            " WHERE s.id = ? AND s.version = coalesce(?, t.version)",
            (source_id, version),
        ).fetchone()
        return None if row is None else source_of(row)

    def get_referent(self, referent_id: str) -> Referent | None:
        """Return a referent."""
        row = self.connection.execute("SELECT data FROM referent WHERE id = ?", (referent_id,)).fetchone()
        return None if row is None else referent_of(row[0])

    def edges_of_claims(self, claim_ids: Iterable[str]) -> dict[str, list[str]]:
        """Return the ids of the edges that each claim supports; a claim that supports none is left out."""
        found: dict[str, list[str]] = {}
        for chunk in chunks(claim_ids):
            rows: Iterable[Any] = self.connection.execute(
                "SELECT claim, edge FROM edge_claim WHERE claim IN (SELECT value FROM json_each(?))"
                " ORDER BY claim, edge",
                (dump(chunk),),
            )
            for claim_id, edge_id in rows:
                found.setdefault(claim_id, []).append(edge_id)
        return found


def _number_parameters(condition: str, first: int) -> str:
    """Give each ? of a condition its number, so that it may stand beside numbered ones."""
    pieces = condition.split("?")
    return pieces[0] + "".join(f"?{first + position}{piece}" for position, piece in enumerate(pieces[1:]))


def _open_share(path: Path, edge_ids: tuple[str, str]) -> LedgerView:
    return LedgerView(open_connection(path, False, True), edge_ids)
