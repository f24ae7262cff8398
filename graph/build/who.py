"""The build's first half: judgements become clusters, clusters become rows of entity, member and name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from techpol.graph.build.clusters import Judged, partition
from techpol.graph.build.entities import Tally, folded_names
from techpol.graph.judgements import PERSON
from techpol.graph.migrations import LedgerConnection
from techpol.graph.rows import chunks, dump, referent_of
from techpol.schema.model import Entity

_BATCH = 500
# Of an entity of so many referents what they say is kept, counted: one more is then read, not all of them again.
_TALLIED = 32


def rebuild_entities(connection: LedgerConnection) -> None:
    """Bring entities up to date with the dirty referents; claims of a referent that moved become dirty."""
    remember_vanishing(connection)
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS todo (number INTEGER PRIMARY KEY)")
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS touched_entity (id TEXT PRIMARY KEY) WITHOUT ROWID")
    connection.execute("DELETE FROM todo")
    connection.execute("DELETE FROM touched_entity")
    # Whoever shared an entity with a referent that changed may have to part.
    connection.execute(
        "INSERT OR IGNORE INTO touched_entity SELECT m.entity FROM dirty_referent d"
        " CROSS JOIN referent r ON r.number = d.number JOIN member m ON m.referent = r.id"
    )
    connection.execute(
        "INSERT OR IGNORE INTO todo SELECT r.number FROM touched_entity t CROSS JOIN member m ON m.entity = t.id"
        " JOIN referent r ON r.id = m.referent WHERE r.live"
    )
    _attach_newcomers(connection)
    _write_grown(connection)
    # An entity tells whose it is by the owner's name.
    # In a CROSS JOIN SQLite begins with what changed; left to itself it may begin with all referents.
    for owned in ("r.id = o.id", "o.owner = r.id AND o.owner IS NOT NULL"):
        connection.execute(
            "INSERT OR IGNORE INTO todo SELECT o.number FROM dirty_referent d"
            f" CROSS JOIN referent r ON r.number = d.number CROSS JOIN referent o ON {owned}"
            " WHERE o.live AND o.number NOT IN (SELECT number FROM attached)"
        )
    _drop_dead_members(connection)
    for component, judged in _components(connection):
        whole = all(item.verdict == "same" for item in judged if {item.left, item.right} <= component.keys())
        for cluster in partition(component, judged):
            written = _write_entity(connection, cluster, component, whole)
            connection.executemany("DELETE FROM attached WHERE entity = ?", [(entity,) for entity in written])
    # Whose campaign or fund an entity is, links it to its owner; who only joined an entity brings his own links.
    linked = "(r.owner IS NOT NULL OR EXISTS (SELECT 1 FROM referent o WHERE o.owner = r.id AND o.owner IS NOT NULL))"
    connection.execute(
        "INSERT OR IGNORE INTO dirty_link SELECT t.id FROM touched_entity t"
        " WHERE t.id NOT IN (SELECT entity FROM attached) AND EXISTS ("
        f" SELECT 1 FROM member m JOIN referent r ON r.id = m.referent WHERE m.entity = t.id AND {linked})"
    )
    connection.execute(
        "INSERT OR IGNORE INTO dirty_link SELECT a.entity FROM attached a CROSS JOIN referent r"
        f" ON r.number = a.number WHERE {linked}"
    )
    _drop_empty_entities(connection)


def _attach_newcomers(connection: LedgerConnection) -> None:
    """Put newcomers into the entity that they are judged to be, where nothing can part because of it.

    A name of very many sources is not taken apart and put together for each source more. Entities with a member that
    changed (in ``touched_entity``) are looked at as a whole instead.
    """
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS attached (number INTEGER PRIMARY KEY, entity TEXT NOT NULL)")
    connection.execute("DELETE FROM attached")
    last = 0
    while True:
        rows = connection.execute(
            "SELECT r.number, r.id FROM dirty_referent d CROSS JOIN referent r ON r.number = d.number"
            " LEFT JOIN member m ON m.referent = r.id WHERE r.live AND m.entity IS NULL AND r.number > ?"
            " ORDER BY r.number LIMIT ?",
            (last, _BATCH),
        ).fetchall()
        for last, referent in rows:
            entity = _entity_to_join(connection, referent)
            if entity is not None:
                connection.execute("INSERT INTO member VALUES (?, ?)", (referent, entity))
                connection.execute("INSERT INTO attached VALUES (?, ?)", (last, entity))
        if len(rows) < _BATCH:
            return


def _entity_to_join(connection: LedgerConnection, referent: str) -> str | None:
    """Return the one whole entity that a newcomer belongs to by the rules; None where it takes a closer look."""
    rows = connection.execute(
        "SELECT j.verdict, j.by, m.entity, e.whole, t.id FROM ("
        "  SELECT right AS other, verdict, by FROM judgement WHERE left = ?1 AND live AND verdict <> 'unsure'"
        "  UNION ALL SELECT left, verdict, by FROM judgement WHERE right = ?1 AND live AND verdict <> 'unsure') j"
        " JOIN referent o ON o.id = j.other AND o.live LEFT JOIN member m ON m.referent = j.other"
        " LEFT JOIN entity e ON e.id = m.entity LEFT JOIN touched_entity t ON t.id = m.entity",
        (referent,),
    ).fetchall()
    same = {entity for verdict, _, entity, _, _ in rows if verdict == "same"}
    if len(same) != 1 or None in same or any(by.startswith(PERSON) for _, by, *_ in rows):
        return None
    (entity,) = same
    for verdict, _, other, whole, touched in rows:
        if other == entity and (verdict != "same" or not whole or touched is not None):
            return None
    return str(entity)


def _write_grown(connection: LedgerConnection) -> None:
    """Write the entities that newcomers were put into."""
    grown = connection.execute("SELECT entity, min(number) FROM attached GROUP BY entity ORDER BY entity").fetchall()
    for entity, oldest_newcomer in grown:
        if not _write_newcomers(connection, entity, oldest_newcomer):
            members = _members(connection, entity)
            _write_entity(connection, list(members), members, whole=True)
        for end in ("subject", "object"):
            connection.execute(
                "INSERT OR IGNORE INTO dirty_claim SELECT c.number FROM attached a"
                " CROSS JOIN referent r ON r.number = a.number"
                f" CROSS JOIN claim c ON c.{end} = r.id WHERE a.entity = ? AND c.status = 'live'",
                (entity,),
            )


def _members(connection: LedgerConnection, entity: str) -> dict[str, int]:
    """Return the referents of an entity with their numbers."""
    return dict(
        connection.execute(
            "SELECT r.id, r.number FROM member m JOIN referent r ON r.id = m.referent WHERE m.entity = ?", (entity,)
        ).fetchall()
    )


def _write_newcomers(connection: LedgerConnection, entity: str, oldest: int) -> bool:
    """Write an entity of very many referents with its newcomers, reading these alone; False where it has no tally."""
    row = connection.execute(
        "SELECT t.data, r.number FROM tally t JOIN referent r ON r.id = 'r-' || substr(t.entity, 3)"
        " WHERE t.entity = ?",
        (entity,),
    ).fetchone()
    if row is None or row[1] > oldest:
        return False
    tally = Tally.from_json(row[0])
    rows = connection.execute(
        "SELECT r.data, o.name FROM attached a CROSS JOIN referent r ON r.number = a.number"
        " LEFT JOIN referent o ON o.id = r.owner AND o.live WHERE a.entity = ?",
        (entity,),
    )
    for data, owner in rows:
        tally.add(referent_of(data), owner)
    connection.execute("UPDATE tally SET data = ? WHERE entity = ?", (tally.to_json(), entity))
    connection.execute("INSERT OR IGNORE INTO touched_entity VALUES (?)", (entity,))
    if _write_row(connection, tally.entity(entity), whole=True):
        _mark_claims(connection, list(_members(connection, entity)))
    return True


def remember_vanishing(connection: LedgerConnection) -> None:
    """Keep where an entity went whose own oldest referent is gone: to the oldest that is left of it."""
    connection.execute(
        "INSERT OR REPLACE INTO redirect SELECT m.entity, 'e-' || substr(("
        "  SELECT k.referent FROM member k JOIN referent o ON o.id = k.referent"
        "  WHERE k.entity = m.entity AND o.live ORDER BY o.number LIMIT 1), 3)"
        " FROM dirty_referent d CROSS JOIN referent r ON r.number = d.number JOIN member m ON m.referent = r.id"
        " WHERE NOT r.live AND m.entity = 'e-' || substr(r.id, 3) AND EXISTS ("
        "  SELECT 1 FROM member k JOIN referent o ON o.id = k.referent WHERE k.entity = m.entity AND o.live)"
    )


def _drop_dead_members(connection: LedgerConnection) -> None:
    dead = "SELECT r.id FROM dirty_referent d CROSS JOIN referent r ON r.number = d.number WHERE NOT r.live"
    for end in ("subject", "object"):
        connection.execute(
            "INSERT OR IGNORE INTO dirty_claim SELECT c.number FROM dirty_referent d"
            " CROSS JOIN referent r ON r.number = d.number"
            f" CROSS JOIN claim c ON c.{end} = r.id CROSS JOIN placed p ON p.claim = c.number WHERE NOT r.live"
        )
    connection.execute(f"DELETE FROM member WHERE referent IN ({dead})")


def _components(connection: LedgerConnection) -> Iterator[tuple[dict[str, int], list[Judged]]]:
    """Yield the referents (with their numbers) that are linked by "same", with the judgements among them.

    Only one component is in memory at a time, so that a large ledger needs no more than a small one.
    """
    while True:
        batch = connection.execute(
            "SELECT t.number, r.id FROM todo t CROSS JOIN referent r ON r.number = t.number"
            " ORDER BY t.number LIMIT ?",
            (_BATCH,),
        ).fetchall()
        if len(batch) == 0:
            return
        numbers = {referent: number for number, referent in batch}
        linked = {end for item in _judged(connection, numbers) for end in (item.left, item.right)}
        done: set[str] = set()
        for referent, number in numbers.items():
            if referent in done:
                continue
            component: dict[str, int] = {referent: number}
            judged: list[Judged] = []
            if referent in linked:
                component, judged = _component(connection, referent, number)
            done.update(component)
            yield component, judged
            connection.executemany("DELETE FROM todo WHERE number = ?", [(value,) for value in component.values()])


def _component(connection: LedgerConnection, referent: str, number: int) -> tuple[dict[str, int], list[Judged]]:
    component = {referent: number}
    judged: set[Judged] = set()
    frontier = [referent]
    while len(frontier) > 0:
        found = _judged(connection, frontier)
        judged.update(found)
        others = {end for item in found if item.verdict == "same" for end in (item.left, item.right)}
        frontier = []
        for chunk in chunks(sorted(others - component.keys())):
            rows = connection.execute(
                "SELECT id, number FROM referent WHERE live AND id IN (SELECT value FROM json_each(?))",
                (dump(chunk),),
            ).fetchall()
            component.update(rows)
            frontier += [key for key, _ in rows]
    return component, sorted(judged)


def _judged(connection: LedgerConnection, referents: Iterable[str]) -> list[Judged]:
    """Return the judgements that count and touch one of the referents."""
    found: list[Judged] = []
    for chunk in chunks(referents):
        rows = connection.execute(
            "SELECT left, right, verdict, by, score, made FROM judgement WHERE live AND verdict <> 'unsure'"
            " AND left IN (SELECT value FROM json_each(?1))"
            " UNION SELECT left, right, verdict, by, score, made FROM judgement WHERE live AND verdict <> 'unsure'"
            " AND right IN (SELECT value FROM json_each(?1))",
            (dump(chunk),),
        )
        found += map(Judged._make, rows)
    return found


def _write_entity(connection: LedgerConnection, cluster: list[str], numbers: dict[str, int], whole: bool) -> set[str]:
    """Write the entity of a cluster, and have the claims of its new members placed again.

    Returns the id of the entity and of those that its members were of.
    """
    cluster = sorted(cluster, key=numbers.__getitem__)
    entity_id = f"e-{cluster[0][2:]}"
    former: dict[str, str] = {}
    tally = Tally()
    for chunk in chunks(cluster):
        rows = connection.execute(
            "SELECT r.id, r.data, m.entity, o.name FROM referent r LEFT JOIN member m ON m.referent = r.id"
            " LEFT JOIN referent o ON o.id = r.owner AND o.live WHERE r.id IN (SELECT value FROM json_each(?))",
            (dump(chunk),),
        )
        for referent, data, entity, owner in rows:
            tally.add(referent_of(data), owner)
            if entity is not None:
                former[referent] = entity
    moved = [referent for referent in cluster if former.get(referent) != entity_id]
    connection.executemany(
        "INSERT INTO member VALUES (?, ?) ON CONFLICT (referent) DO UPDATE SET entity = excluded.entity",
        [(referent, entity_id) for referent in moved],
    )
    touched = {entity_id, *former.values()}
    connection.executemany("INSERT OR IGNORE INTO touched_entity VALUES (?)", [(key,) for key in touched])
    connection.execute("DELETE FROM tally WHERE entity = ?", (entity_id,))
    if len(cluster) >= _TALLIED:
        connection.execute("INSERT INTO tally VALUES (?, ?)", (entity_id, tally.to_json()))
    _mark_claims(connection, cluster if _write_row(connection, tally.entity(entity_id), whole) else moved)
    return touched


def _mark_claims(connection: LedgerConnection, referents: list[str]) -> None:
    """Have the live claims of some referents placed again."""
    for chunk in chunks(referents):
        for end in ("subject", "object"):
            connection.execute(
                "INSERT OR IGNORE INTO dirty_claim SELECT number FROM claim"
                f" WHERE {end} IN (SELECT value FROM json_each(?)) AND status = 'live'",
                (dump(chunk),),
            )


def _write_row(connection: LedgerConnection, entity: Entity, whole: bool) -> bool:
    """Write an entity where it is new or changed; return whether its type, on which its edges depend, did."""
    data = dump(entity.to_dict())
    row = connection.execute("SELECT type, data FROM entity WHERE id = ?", (entity.id,)).fetchone()
    if row is not None:
        connection.execute("UPDATE entity SET whole = ? WHERE id = ? AND whole <> ?", (whole, entity.id, whole))
    if row is None:
        connection.execute(
            "INSERT INTO entity (id, type, name, data, whole) VALUES (?, ?, ?, ?, ?)",
            (entity.id, entity.type, entity.name, data, whole),
        )
    elif row[1] != data:
        connection.execute(
            "UPDATE entity SET type = ?, name = ?, data = ? WHERE id = ?", (entity.type, entity.name, data, entity.id)
        )
    else:
        return False
    _write_names(connection, entity)
    return row is None or row[0] != entity.type


def _write_names(connection: LedgerConnection, entity: Entity) -> None:
    wanted = {folded: (name.text, name.language) for folded, name in folded_names(entity).items()}
    for number, folded, text, language in connection.execute(
        "SELECT number, folded, text, language FROM name WHERE entity = ?", (entity.id,)
    ).fetchall():
        if folded not in wanted:
            _drop_name(connection, number, folded)
        elif wanted.pop(folded) != (text, language):
            name = folded_names(entity)[folded]
            connection.execute(
                "UPDATE name SET text = ?, language = ? WHERE number = ?", (name.text, name.language, number)
            )
    for folded, (text, language) in wanted.items():
        number = connection.execute(
            "INSERT INTO name (folded, entity, text, language) VALUES (?, ?, ?, ?)",
            (folded, entity.id, text, language),
        ).lastrowid
        connection.execute("INSERT INTO name_grams (rowid, folded) VALUES (?, ?)", (number, folded))


def _drop_name(connection: LedgerConnection, number: int, folded: str) -> None:
    connection.execute("INSERT INTO name_grams (name_grams, rowid, folded) VALUES ('delete', ?, ?)", (number, folded))
    connection.execute("DELETE FROM name WHERE number = ?", (number,))


def _drop_empty_entities(connection: LedgerConnection) -> None:
    empty = connection.execute(
        "SELECT t.id FROM touched_entity t WHERE NOT EXISTS (SELECT 1 FROM member m WHERE m.entity = t.id)"
    ).fetchall()
    for (entity,) in empty:
        for number, folded in connection.execute(
            "SELECT number, folded FROM name WHERE entity = ?", (entity,)
        ).fetchall():
            _drop_name(connection, number, folded)
        connection.execute("DELETE FROM tally WHERE entity = ?", (entity,))
        connection.execute("DELETE FROM entity WHERE id = ?", (entity,))


__all__ = ["rebuild_entities", "remember_vanishing"]
