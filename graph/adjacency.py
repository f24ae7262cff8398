"""Edges as the path search reads them: few columns, many at once, without the rest of the edge.

``Tie`` is one such row; ``Way`` holds many other ends without their ties. A view may offer the methods of
``FastView``; ``fast_view`` gives any other view the same methods by way of full edges. The SQL runs on the ledger's
``edge`` and ``entity`` tables; their indexes hold every column that is read here, so that the tables themselves are
never touched.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple, Protocol, runtime_checkable

from techpol.graph import near
from techpol.graph.filters import allowed_relations, is_total, money_relations, period
from techpol.graph.strength import Row, best_of, pack
from techpol.graph.view import EdgeFilter, GraphView
from techpol.schema.model import Edge, Modality


class Tie(NamedTuple):
    """An edge in short. ``key`` finds the full edge again; ``amount`` is for ranking, not for sums."""

    key: int | str
    subject: str
    relation: str
    object: str
    modality: str
    support: int
    confidence: float
    amount: float | None
    start: str | None  # ISO day; first and last day on which it may hold
    end: str | None
    past: int
    is_total: int


Key = int | str  # what a view calls the other end of a way


class Way(NamedTuple):
    """One way out of an entity: the other ends of one relation in which it stands on one side.

    ``others`` and ``strengths`` are of one length, ``ends``, or empty where they were not read; the others ascend.
    """

    entity: str
    key: Key  # that other ways call the entity by
    relation: str
    side: str  # subject or object: where the entity stands
    ends: int
    best: int  # of all strengths
    others: Sequence[Key]
    strengths: Sequence[int]  # see strength.py


@runtime_checkable
class FastView(Protocol):
    """What the path search reads, beside GraphView."""

    def adjacent(
        self,
        ids: Collection[str],
        edge_filter: EdgeFilter,
        among: Collection[str] | None = None,
        limit: int | None = None,
        side: str | None = None,
    ) -> Iterator[Tie]:
        """Yield each edge that touches one of the entities once; only those to ``among`` where it is given.

        ``side`` "subject" or "object" asks for edges in which the entities stand on that side.
        """

    def ways(self, ids: Collection[str], edge_filter: EdgeFilter, most: int) -> Iterable[Way]:
        """Return the ways out of entities, of the relations that a filter lets through; for a lower bound of costs.

        What else the filter asks may be asked or not, so some other ends may have no tie that passes it; totals are
        never in it. Ways with more than ``most`` other ends are not read: ``way`` does that.
        """

    def way(self, way: Way, edge_filter: EdgeFilter) -> Way:
        """Return a way with its other ends read."""

    def ways_back(
        self, keys: Collection[Key], relation: str, side: str, edge_filter: EdgeFilter
    ) -> Iterable[tuple[Key, Sequence[Key], Sequence[int]]]:
        """Return (key, others, strengths) of the ways of one relation and side out of the other ends of ways."""

    def ways_around(self, keys: Collection[Key], edge_filter: EdgeFilter, most: int) -> Iterable[Way]:
        """Return what ``ways`` does, of the other ends of ways."""

    def standing(self, keys: Collection[Key], edge_filter: EdgeFilter) -> Collection[tuple[str, str]]:
        """Return at least the (relation, side) of all ways out of some other ends of ways."""

    def named(self, keys: Collection[Key]) -> dict[Key, tuple[str, str, int]]:
        """Return the id, type and degree of the other ends of ways."""

    def keys_of(self, ids: Collection[str]) -> Mapping[str, Key]:
        """Return what ways call entities by; one that no way leads to may be left out."""

    def hop_ties(self, hops: Collection[tuple[str, str, str]], edge_filter: EdgeFilter) -> Iterator[Tie]:
        """Yield the edges of hops, each (subject, relation, object), each edge once."""

    def amounts(
        self, edge_filter: EdgeFilter, side: str, among: Collection[str] | None = None
    ) -> Iterator[tuple[str, str | None, Decimal | None, int]]:
        """Yield (entity on that side, currency, amount of one event, number of such events), for sums and counts.

        A stated total is no event. ``among`` narrows the other side.
        """

    def node_facts(self, ids: Collection[str]) -> dict[str, tuple[str, int]]:
        """Return the type and the degree of each entity."""

    def edges_by_key(self, keys: Collection[int | str]) -> dict[int | str, Edge]:
        """Return full edges by the keys of their ties."""

    def ids_of_type(self, type_name: str, limit: int) -> list[str]:
        """Return ids of entities of a type (subtypes included); one more than ``limit`` says "too many"."""


def strength_row(tie: Tie) -> Row:
    """Return what a tie's strength is made of."""
    return tie.modality, tie.support, tie.confidence, tie.amount, tie.start, tie.end


def tie_of(edge: Edge) -> Tie:
    """Return an edge in short, with its id as key."""
    first, last = period(edge.relation, edge.qualifiers)
    amount = edge.qualifiers.amount
    return Tie(
        edge.id, edge.subject, edge.relation, edge.object, str(edge.modality), edge.support, edge.confidence,
        None if amount is None else float(amount.amount), first.isoformat() if first else None,
        last.isoformat() if last else None, int(edge.qualifiers.past), int(is_total(edge)),
    )  # fmt: skip


class SlowView:
    """Gives a view that knows only full edges the methods of FastView."""

    def __init__(self, view: GraphView) -> None:
        self.view = view

    def adjacent(
        self,
        ids: Collection[str],
        edge_filter: EdgeFilter,
        among: Collection[str] | None = None,
        limit: int | None = None,
        side: str | None = None,
    ) -> Iterator[Tie]:
        """Yield each edge that touches one of the entities once."""
        wanted = set(ids)
        others = None if among is None else set(among)
        seen: set[str] = set()
        for edge in self.view.neighbours(wanted, edge_filter):
            ends = {"subject": (edge.subject, edge.object), "object": (edge.object, edge.subject)}
            chosen = ends.values() if side is None else (ends[side],)
            if edge.id not in seen and any(
                near in wanted and (others is None or far in others) for near, far in chosen
            ):
                seen.add(edge.id)
                yield tie_of(edge)
                if limit is not None and len(seen) >= limit:
                    return

    def ways(self, ids: Collection[str], edge_filter: EdgeFilter, most: int) -> Iterable[Way]:
        """Return the ways out of entities."""
        wanted = set(ids)
        hops: dict[tuple[str, str, str], dict[str, list[Tie]]] = {}
        for tie in map(tie_of, self.view.neighbours(wanted, edge_filter)):
            if tie.is_total or tie.subject == tie.object:
                continue
            for mine, side, far in ((tie.subject, "subject", tie.object), (tie.object, "object", tie.subject)):
                if mine in wanted:
                    hops.setdefault((mine, tie.relation, side), {}).setdefault(far, []).append(tie)
        for (mine, relation, side), others in sorted(hops.items()):
            ordered = sorted(others)
            strengths = [pack(map(strength_row, others[far])) for far in ordered]
            way = Way(mine, mine, relation, side, len(ordered), best_of(strengths), ordered, strengths)
            yield way if len(ordered) <= most else way._replace(others=(), strengths=())

    def way(self, way: Way, edge_filter: EdgeFilter) -> Way:
        """Return a way with its other ends read."""
        narrowed = replace(edge_filter, relations=frozenset({way.relation}))
        return next(found for found in self.ways([way.entity], narrowed, way.ends) if found.side == way.side)

    def ways_back(
        self, keys: Collection[Key], relation: str, side: str, edge_filter: EdgeFilter
    ) -> Iterable[tuple[Key, Sequence[Key], Sequence[int]]]:
        """Return (key, others, strengths) of the ways of one relation and side out of the other ends of ways."""
        narrowed = replace(edge_filter, relations=frozenset({relation}))
        for way in self.ways([str(key) for key in keys], narrowed, sys.maxsize):
            if way.side == side:
                yield way.key, way.others, way.strengths

    def ways_around(self, keys: Collection[Key], edge_filter: EdgeFilter, most: int) -> Iterable[Way]:
        """Return the ways out of the other ends of ways."""
        return self.ways([str(key) for key in keys], edge_filter, most)

    def standing(self, keys: Collection[Key], edge_filter: EdgeFilter) -> Collection[tuple[str, str]]:
        """Return the (relation, side) of all ways out of some other ends of ways."""
        return {(way.relation, way.side) for way in self.ways_around(keys, edge_filter, 0)}

    def keys_of(self, ids: Collection[str]) -> Mapping[str, Key]:
        """Return what ways call entities by: their ids."""
        return {key: key for key in ids}

    def named(self, keys: Collection[Key]) -> dict[Key, tuple[str, str, int]]:
        """Return the id, type and degree of the other ends of ways."""
        return {key: (key, *facts) for key, facts in self.node_facts([str(key) for key in keys]).items()}

    def hop_ties(self, hops: Collection[tuple[str, str, str]], edge_filter: EdgeFilter) -> Iterator[Tie]:
        """Yield the edges of hops, each once."""
        wanted = set(hops)
        for tie in self.adjacent({subject for subject, _, _ in wanted}, edge_filter, side="subject"):
            if (tie.subject, tie.relation, tie.object) in wanted:
                yield tie

    def amounts(
        self, edge_filter: EdgeFilter, side: str, among: Collection[str] | None = None
    ) -> Iterator[tuple[str, str | None, Decimal | None, int]]:
        """Yield (entity on that side, currency, amount of one event, number of such events)."""
        others = None if among is None else set(among)
        edges = self.view.iter_edges(edge_filter) if others is None else self.view.neighbours(others, edge_filter)
        for edge in edges:
            entity, other = (edge.subject, edge.object) if side == "subject" else (edge.object, edge.subject)
            if (others is None or other in others) and edge.qualifiers.amount_scope != "total":
                money = edge.qualifiers.amount
                yield entity, money.currency if money else None, money.amount if money else None, 1

    def node_facts(self, ids: Collection[str]) -> dict[str, tuple[str, int]]:
        """Return the type and the degree of each entity."""
        degrees = self.view.degrees(ids)
        entities = {name: self.view.get_entity(name) for name in ids}
        return {key: (entity.type, degrees.get(key, 0)) for key, entity in entities.items() if entity is not None}

    def edges_by_key(self, keys: Collection[int | str]) -> dict[int | str, Edge]:
        """Return full edges by id."""
        found = {key: self.view.get_edge(str(key)) for key in keys}
        return {key: edge for key, edge in found.items() if edge is not None}

    def ids_of_type(self, type_name: str, limit: int) -> list[str]:
        """Return ids of entities of a type."""
        found: list[str] = []
        for entity in self.view.iter_entities(type_name):
            found.append(entity.id)
            if len(found) > limit:
                break
        return found


def fast_view(view: GraphView) -> FastView:
    """Return the view itself where it is fast, else one around it that is not."""
    return view if isinstance(view, FastView) else SlowView(view)


_COLUMNS = (
    "edge.number, subject, relation, object, modality, support, confidence, CAST(amount AS REAL),"
    " start, end, past, is_total"
)


@lru_cache(maxsize=256)
def where(edge_filter: EdgeFilter) -> tuple[str, tuple[object, ...]]:
    """Return the SQL condition, without WHERE, and its parameters, for rows of ``edge``; entities are not in it."""
    parts: list[str] = []
    values: list[object] = []

    def listed(column: str, names: Iterable[str]) -> str:
        ordered = sorted(names)
        values.extend(ordered)
        # The + keeps the planner from choosing an index for a condition that most rows meet.
        return f"+{column} IN ({','.join('?' * len(ordered))})"

    relations = allowed_relations(edge_filter)
    if "DONATED_TO" in edge_filter.avoid_relations:
        # As it stands in the partial indexes: what is not a gift is read without stepping over a million gifts.
        parts.append("relation <> 'DONATED_TO'")
    if relations is not None:
        parts.append(listed("relation", relations))
    if edge_filter.modalities != frozenset(Modality):
        parts.append(listed("modality", (str(modality) for modality in edge_filter.modalities)))
    if edge_filter.min_support > 1:
        parts.append("support >= ?")
        values.append(edge_filter.min_support)
    if edge_filter.min_confidence > 0:
        parts.append("confidence >= ?")
        values.append(edge_filter.min_confidence)
    if not edge_filter.totals:
        parts.append("is_total = 0")
    if edge_filter.min_amount is not None:
        parts.append(f"(NOT {listed('relation', money_relations())} OR CAST(amount AS REAL) >= ?)")
        values.append(float(edge_filter.min_amount))
    if edge_filter.until is not None:
        parts.append("(start IS NULL OR start <= ?)")
        values.append(edge_filter.until.isoformat())
    if edge_filter.since is not None:
        parts.append("(end IS NULL OR end >= ?)")
        values.append(edge_filter.since.isoformat())
    return " AND ".join(parts) or "1", tuple(values)


def adjacent(
    connection: sqlite3.Connection,
    ids: Collection[str],
    edge_filter: EdgeFilter,
    among: Collection[str] | None = None,
    limit: int | None = None,
    side: str | None = None,
) -> Iterator[Tie]:
    """Yield each edge of the ledger that touches one of the entities once (see ``FastView.adjacent``)."""
    condition, values = where(edge_filter)
    near = json.dumps(list(ids))
    avoided = edge_filter.avoid_entities
    seen: set[int] = set()
    for mine, theirs in (("subject", "object"), ("object", "subject")):
        if side is not None and side != mine:
            continue
        sql = f"SELECT {_COLUMNS} FROM edge WHERE {mine} IN (SELECT value FROM json_each(?))"
        parameters: list[object] = [near]
        if among is not None:
            sql += f" AND {theirs} IN (SELECT value FROM json_each(?))"
            parameters.append(json.dumps(list(among)))
        elif mine == "object" and side is None:
            # Between two of the entities: it came with the first question.
            sql += " AND +subject NOT IN (SELECT value FROM json_each(?))"
            parameters.append(near)
        sql += f" AND {condition}"
        parameters += values
        if limit is not None:
            sql += " LIMIT ?"
            parameters.append(limit)
        rows = map(Tie._make, connection.execute(sql, parameters))
        if among is None and len(avoided) == 0:
            yield from rows
            continue
        for tie in rows:
            if tie.key not in seen and tie.subject not in avoided and tie.object not in avoided:
                seen.add(int(tie.key))
                yield tie


def ways(connection: sqlite3.Connection, ids: Collection[str], edge_filter: EdgeFilter, most: int) -> Iterator[Way]:
    """Yield what ``FastView.ways`` says; relations alone are asked of the filter."""
    yield from _of_relations(near.ways(connection, ids, most), edge_filter)


def ways_around(
    connection: sqlite3.Connection, keys: Collection[Key], edge_filter: EdgeFilter, most: int
) -> Iterator[Way]:
    """Yield what ``FastView.ways_around`` says; relations alone are asked of the filter."""
    yield from _of_relations(near.ways_around(connection, keys, most), edge_filter)


def _of_relations(rows: Iterable[tuple[object, ...]], edge_filter: EdgeFilter) -> Iterator[Way]:
    relations = allowed_relations(edge_filter)
    for found in map(Way._make, rows):
        if relations is None or found.relation in relations:
            yield found


def hop_ties(
    connection: sqlite3.Connection, hops: Collection[tuple[str, str, str]], edge_filter: EdgeFilter
) -> Iterator[Tie]:
    """Yield the edges of the ledger of hops, each once."""
    condition, values = where(edge_filter)
    sql = (
        f"SELECT {_COLUMNS} FROM json_each(?) AS hop CROSS JOIN edge ON edge.subject = hop.value ->> 0"
        " AND edge.object = hop.value ->> 2 AND edge.relation = hop.value ->> 1"
        f" WHERE {condition}"
    )
    avoided = edge_filter.avoid_entities
    for tie in map(Tie._make, connection.execute(sql, [json.dumps(sorted(set(hops))), *values])):
        if tie.subject not in avoided and tie.object not in avoided:
            yield tie


def amounts(
    connection: sqlite3.Connection, edge_filter: EdgeFilter, side: str, among: Collection[str] | None = None
) -> Iterator[tuple[str, str | None, Decimal | None, int]]:
    """Yield what ``FastView.amounts`` says; equal amounts are counted by the database, and nothing is rounded."""
    condition, values = where(edge_filter)
    mine, theirs = ("subject", "object") if side == "subject" else ("object", "subject")
    parameters: list[object] = []
    narrowed = ""
    if among is not None:
        narrowed = f"{theirs} IN (SELECT value FROM json_each(?)) AND "
        parameters.append(json.dumps(list(among)))
    avoided = sorted(edge_filter.avoid_entities)
    if len(avoided) > 0:
        narrowed += " AND ".join(
            f"{end} NOT IN (SELECT value FROM json_each(?))" for end in ("subject", "object")
        ) + " AND "  # fmt: skip
        parameters += [json.dumps(avoided)] * 2
    sql = (
        f"SELECT {mine}, currency, amount, count(*) FROM edge"
        f" WHERE {narrowed}scope IS NOT 'total' AND {condition} GROUP BY 1, 2, 3"
    )
    for entity, currency, amount, number in connection.execute(sql, [*parameters, *values]):
        yield entity, currency, None if amount is None else Decimal(amount), number


def node_facts(connection: sqlite3.Connection, ids: Collection[str]) -> dict[str, tuple[str, int]]:
    """Return the type and the degree of each entity of the ledger."""
    sql = "SELECT id, type, degree FROM entity WHERE id IN (SELECT value FROM json_each(?))"
    return {key: (type_name, degree) for key, type_name, degree in connection.execute(sql, (json.dumps(list(ids)),))}


def edge_rows(connection: sqlite3.Connection, keys: Collection[int | str]) -> Iterator[tuple[int, str]]:
    """Yield the number and the JSON of edges of the ledger."""
    sql = "SELECT number, data FROM edge WHERE number IN (SELECT value FROM json_each(?))"
    yield from connection.execute(sql, (json.dumps([int(key) for key in keys]),))


def ids_of_types(connection: sqlite3.Connection, types: Collection[str], limit: int) -> list[str]:
    """Return ids of entities of exactly these types; one more than ``limit`` says "too many"."""
    sql = "SELECT id FROM entity WHERE type IN (SELECT value FROM json_each(?)) LIMIT ?"
    return [row[0] for row in connection.execute(sql, (json.dumps(list(types)), limit + 1))]
