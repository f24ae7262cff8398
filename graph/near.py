"""Who stands around each entity, packed: what the path search reads first (tables ``node`` and ``near``).

A row of ``near`` is one way out of an entity: a relation, the side on which the entity stands in it, and two blobs of
as many 32-bit numbers each, least byte first: the other ends by their numbers in ``node``, ascending, and what the
ties to each are at best (``strength.py``); ``best`` is the best of them all. A hub of two hundred thousand gifts is
one row of 1.6 MB, and its other ends come with their least cost, without a look at a single edge. Stated totals are
left out: no path uses them.

All of it is computed from ``edge``: whole by ``pack_all``, and by ``pack_hops`` where a build changed edges.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from techpol.graph.strength import best_of, pack

_SIDES = (("subject", "object"), ("object", "subject"))
_TIE = "e.modality, e.support, e.confidence, CAST(e.amount AS REAL), e.start, e.end"
_COLUMNS = "(node, relation, side, ends, best, others, strengths) VALUES (?, ?, ?, ?, ?, ?, ?)"
_HOPS_AT_ONCE = 1_000

Hop = tuple[str, str, str]  # subject, relation, object


def create_tables(connection: sqlite3.Connection) -> None:
    """Make the tables, empty."""
    connection.execute("CREATE TABLE node (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE)")
    # Not WITHOUT ROWID: to seek beside a hub's row there, SQLite reads all of it.
    connection.execute(
        "CREATE TABLE near (number INTEGER PRIMARY KEY, node INTEGER NOT NULL, relation TEXT NOT NULL,"
        " side TEXT NOT NULL, ends INTEGER NOT NULL, best INTEGER NOT NULL, others BLOB NOT NULL,"
        " strengths BLOB NOT NULL, UNIQUE (node, relation, side))"
    )


def to_blob(numbers: Iterable[int]) -> bytes:
    """Return numbers as 32 bits each, least byte first."""
    packed = array("I", numbers)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def from_blob(blob: bytes) -> Sequence[int]:
    """Return the numbers of a blob, without a copy where the machine keeps numbers as a blob does."""
    return memoryview(blob).cast("I") if sys.byteorder == "little" else _copied(blob)


def _copied(blob: bytes) -> array[int]:
    """Return the numbers of a blob to change."""
    packed = array("I")
    packed.frombytes(blob)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed


# ---- writing -------------------------------------------------------------------------------------------------
def pack_all(connection: sqlite3.Connection) -> None:
    """Compute the tables anew from all edges. One sweep over an index for each side; memory for one entity."""
    connection.execute("DELETE FROM near")
    connection.execute("DELETE FROM node")
    connection.execute(
        "INSERT INTO node (id) SELECT id FROM entity UNION SELECT subject FROM edge UNION SELECT object FROM edge"
        " ORDER BY 1"
    )
    for mine, theirs in _SIDES:
        rows = connection.execute(
            f"SELECT n.number, e.relation, o.number, {_TIE} FROM edge e"
            f" CROSS JOIN node n ON n.id = e.{mine} CROSS JOIN node o ON o.id = e.{theirs}"
            f" WHERE e.is_total = 0 AND e.subject <> e.object ORDER BY e.{mine}, e.{theirs}, e.relation"
        )
        connection.executemany(f"INSERT INTO near {_COLUMNS}", _rows_of(rows, mine))


def _rows_of(ties: Iterable[Any], side: str) -> Iterator[tuple[int, str, str, int, int, bytes, bytes]]:
    """Yield rows of ``near`` out of ties sorted by entity, other end and relation."""
    for node, around in groupby(ties, key=itemgetter(0)):
        ways: dict[str, tuple[list[int], list[int]]] = {}
        for (relation, other), hop in groupby(around, key=itemgetter(1, 2)):
            others, strengths = ways.setdefault(relation, ([], []))
            others.append(other)
            strengths.append(pack(tie[3:] for tie in hop))
        for relation, (others, strengths) in sorted(ways.items()):
            yield node, relation, side, len(others), best_of(strengths), to_blob(others), to_blob(strengths)


def pack_hops(connection: sqlite3.Connection, changed: Collection[Hop]) -> None:
    """Bring the tables up to date where the ties of some hops came, went or changed."""
    hops = sorted({hop for hop in changed if hop[0] != hop[2]})
    ends = sorted({(end,) for subject, _, object_ in hops for end in (subject, object_)})
    connection.executemany("INSERT OR IGNORE INTO node (id) VALUES (?)", ends)
    rows: dict[tuple[int, str, str], list[tuple[int, int | None]]] = {}
    for start in range(0, len(hops), _HOPS_AT_ONCE):
        for subject, relation, object_, strength in _strengths(connection, hops[start : start + _HOPS_AT_ONCE]):
            rows.setdefault((subject, relation, "subject"), []).append((object_, strength))
            rows.setdefault((object_, relation, "object"), []).append((subject, strength))
    for key, changes in rows.items():
        _patch(connection, key, changes)


def _strengths(connection: sqlite3.Connection, hops: Sequence[Hop]) -> Iterator[tuple[int, str, int, int | None]]:
    """Yield hops with the numbers of their ends and what their ties are at best now, None where there are none."""
    rows = connection.execute(
        f"SELECT s.number, h.value ->> 1, o.number, {_TIE} FROM json_each(?) h"
        " CROSS JOIN node s ON s.id = h.value ->> 0 CROSS JOIN node o ON o.id = h.value ->> 2"
        " LEFT JOIN edge e ON e.subject = s.id AND e.object = o.id AND e.relation = h.value ->> 1 AND e.is_total = 0"
        " ORDER BY h.key",
        (json.dumps(hops),),
    )
    for (subject, relation, object_), ties in groupby(rows, key=itemgetter(0, 1, 2)):
        there = [tie[3:] for tie in ties if tie[3] is not None]
        yield subject, relation, object_, pack(there) if len(there) > 0 else None


def _patch(
    connection: sqlite3.Connection, key: tuple[int, str, str], changes: Iterable[tuple[int, int | None]]
) -> None:
    """Change a row of ``near``: other ends with what the ties to them are now, None for gone."""
    row = connection.execute(
        "SELECT others, strengths FROM near WHERE node = ? AND relation = ? AND side = ?", key
    ).fetchone()
    others, strengths = (array("I"), array("I")) if row is None else (_copied(row[0]), _copied(row[1]))
    for other, strength in changes:
        place = bisect_left(others, other)
        there = place < len(others) and others[place] == other
        if strength is None:
            if there:
                del others[place], strengths[place]
        elif there:
            strengths[place] = strength
        else:
            others.insert(place, other)
            strengths.insert(place, strength)
    if len(others) == 0:
        connection.execute("DELETE FROM near WHERE node = ? AND relation = ? AND side = ?", key)
    else:
        connection.execute(
            f"INSERT OR REPLACE INTO near {_COLUMNS}",
            (*key, len(others), best_of(strengths), to_blob(others), to_blob(strengths)),
        )


# ---- reading -------------------------------------------------------------------------------------------------
def ways(
    connection: sqlite3.Connection, ids: Collection[str], most: int
) -> Iterator[tuple[str, int, str, str, int, int, Sequence[int], Sequence[int]]]:
    """Yield (entity, its number, relation, its side, number of other ends, best of all, other ends, strengths).

    Where there are more than ``most`` other ends they are left empty: ``way`` reads them.
    """
    yield from _ways(connection, "id", ids, most)


def ways_around(
    connection: sqlite3.Connection, numbers: Collection[int | str], most: int
) -> Iterator[tuple[str, int, str, str, int, int, Sequence[int], Sequence[int]]]:
    """Yield what ``ways`` does, of entities by their numbers."""
    yield from _ways(connection, "number", numbers, most)


def _ways(
    connection: sqlite3.Connection, column: str, keys: Collection[int | str], most: int
) -> Iterator[tuple[str, int, str, str, int, int, Sequence[int], Sequence[int]]]:
    rows = connection.execute(
        "SELECT d.id, d.number, n.relation, n.side, n.ends, n.best, CASE WHEN n.ends <= ?2 THEN n.others END,"
        f" CASE WHEN n.ends <= ?2 THEN n.strengths END FROM json_each(?1) j CROSS JOIN node d ON d.{column} = j.value"
        " CROSS JOIN near n ON n.node = d.number",
        (json.dumps(list(keys)), most),
    )
    for *head, others, strengths in rows:
        if others is None:
            yield *head, (), ()
        else:
            yield *head, from_blob(others), from_blob(strengths)


def ways_back(
    connection: sqlite3.Connection, numbers: Collection[int | str], relation: str, side: str
) -> Iterator[tuple[int, Sequence[int], Sequence[int]]]:
    """Yield (number of entity, other ends, strengths) of the ways of one relation and side out of entities."""
    rows = connection.execute(
        "SELECT n.node, n.others, n.strengths FROM json_each(?) j CROSS JOIN near n ON n.node = j.value"
        " WHERE n.relation = ? AND n.side = ?",
        (json.dumps(list(numbers)), relation, side),
    )
    for node, others, strengths in rows:
        yield node, from_blob(others), from_blob(strengths)


def way(connection: sqlite3.Connection, entity: str, relation: str, side: str) -> tuple[Sequence[int], Sequence[int]]:
    """Return the other ends, ascending, and their strengths, of one way out of an entity."""
    row = connection.execute(
        "SELECT n.others, n.strengths FROM node d CROSS JOIN near n ON n.node = d.number"
        " WHERE d.id = ? AND n.relation = ? AND n.side = ?",
        (entity, relation, side),
    ).fetchone()
    return ((), ()) if row is None else (from_blob(row[0]), from_blob(row[1]))


def numbers_of(connection: sqlite3.Connection, ids: Collection[str]) -> dict[str, int]:
    """Return the numbers of entities."""
    sql = "SELECT d.id, d.number FROM json_each(?) j CROSS JOIN node d ON d.id = j.value"
    return dict(connection.execute(sql, (json.dumps(list(ids)),)).fetchall())


def standing(connection: sqlite3.Connection, numbers: Collection[int | str]) -> set[tuple[str, str]]:
    """Return the relations in which some of the entities stand, each with the side that they stand on."""
    sql = "SELECT DISTINCT n.relation, n.side FROM json_each(?) j CROSS JOIN near n ON n.node = j.value"
    return set(connection.execute(sql, (json.dumps(list(numbers)),)).fetchall())


def named(connection: sqlite3.Connection, numbers: Collection[int | str]) -> dict[int | str, tuple[str, str, int]]:
    """Return the id, type and degree of entities by their numbers."""
    rows = connection.execute(
        "SELECT d.number, d.id, e.type, e.degree FROM json_each(?) j CROSS JOIN node d ON d.number = j.value"
        " CROSS JOIN entity e ON e.id = d.id",
        (json.dumps(list(numbers)),),
    )
    return {number: (key, type_name, degree) for number, key, type_name, degree in rows}


def iter_near(connection: sqlite3.Connection) -> Iterator[tuple[str, str, str, int, list[tuple[str, int]]]]:
    """Yield all ways out of all entities: id, relation, side, best, other ends with their strengths; all in order."""
    rows = connection.execute(
        "SELECT d.id, n.relation, n.side, n.best, n.others, n.strengths FROM near n JOIN node d ON d.number = n.node"
        " ORDER BY 1, 2, 3"
    )
    for entity, relation, side, best, others, strengths in rows:
        numbers = from_blob(others)
        names = dict(
            connection.execute(
                "SELECT number, id FROM node WHERE number IN (SELECT value FROM json_each(?))",
                (json.dumps(list(numbers)),),
            ).fetchall()
        )
        yield (
            entity, relation, side, best,
            sorted((names[other], strength) for other, strength in zip(numbers, from_blob(strengths), strict=True)),
        )  # fmt: skip
