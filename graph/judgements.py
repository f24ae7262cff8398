"""Judgements in the ledger: written, read, undone. Nothing is deleted; an undone judgement stays and says so."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace

from techpol.graph.journal import write_event
from techpol.graph.rows import dump
from techpol.schema.errors import NotFoundError, UsageError
from techpol.schema.model import Judgement, Verdict

PERSON = "person:"
_COLUMNS = "left, right, verdict, by, version, made, score, why"
_INSERT = f"INSERT INTO judgement (id, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_PAGE = 500


def write_judgements(connection: sqlite3.Connection, judgements: Iterable[Judgement], now: str) -> int:
    """Keep judgements and return how many are new or count again; both ends are built again by the next build.

    A judgement that is there already changes nothing. One that was undone comes back only by a person's word: a rule
    that runs again does not overrule whoever undid it; a new version of the rule is a new judgement.
    Raises UsageError for referents that are not in the ledger.
    """
    written = 0
    by_rules: list[Judgement] = []
    for judgement in judgements:
        if not judgement.by.startswith(PERSON):
            by_rules.append(judgement)
            continue
        written += _write(connection, by_rules, now)
        by_rules.clear()
        written += _write_person(connection, _ordered(judgement), now)
    return written + _write(connection, by_rules, now)


def _write_person(connection: sqlite3.Connection, judgement: Judgement, now: str) -> int:
    row = connection.execute("SELECT live FROM judgement WHERE id = ?", (judgement.id,)).fetchone()
    if row is not None and row[0]:
        return 0
    if row is None:
        _numbers(connection, [judgement])
        connection.execute(_INSERT, _row(judgement, now))
    else:
        connection.execute("UPDATE judgement SET live = 1 WHERE id = ?", (judgement.id,))
    write_event(connection, now, "judged", judgement.id, "", judgement.by, judgement.why)
    mark_referents(connection, (judgement.left, judgement.right))
    return 1


def _write(connection: sqlite3.Connection, judgements: list[Judgement], now: str) -> int:
    """Keep judgements of rules, which are many, a page at a time."""
    written = 0
    for start in range(0, len(judgements), _PAGE):
        page = {item.id: item for item in map(_ordered, judgements[start : start + _PAGE])}
        rows = connection.execute(
            "SELECT id FROM judgement WHERE id IN (SELECT value FROM json_each(?))", (dump(list(page)),)
        )
        for (known,) in rows.fetchall():
            del page[known]
        numbers = _numbers(connection, page.values())
        connection.executemany(_INSERT, [_row(item, now) for item in page.values()])
        # The newer end is looked at by the next build. Whoever it is linked with is found from there; the older may
        # be a hub of very many.
        newer = {
            max(numbers[item.left], numbers[item.right])
            for item in page.values()
            if item.verdict is not Verdict.UNSURE
        }
        connection.executemany("INSERT OR IGNORE INTO dirty_referent VALUES (?)", [(number,) for number in newer])
        written += len(page)
    return written


def _row(judgement: Judgement, now: str) -> tuple[object, ...]:
    return (
        judgement.id, judgement.left, judgement.right, str(judgement.verdict), judgement.by, judgement.version,
        judgement.made or now, judgement.score, judgement.why,
    )  # fmt: skip


def _numbers(connection: sqlite3.Connection, judgements: Iterable[Judgement]) -> dict[str, int]:
    """Return the numbers of both ends. Raises UsageError for one that is not in the ledger."""
    ends = {end for item in judgements for end in (item.left, item.right)}
    numbers: dict[str, int] = dict(
        connection.execute(
            "SELECT id, number FROM referent WHERE id IN (SELECT value FROM json_each(?))", (dump(sorted(ends)),)
        ).fetchall()
    )
    for end in sorted(ends - numbers.keys()):
        raise UsageError(f"no referent {end} in the ledger; a judgement joins two that were loaded")
    return numbers


def undo_judgements(connection: sqlite3.Connection, ids: Iterable[str], by: str, why: str, now: str) -> int:
    """Take judgements out of the view; return how many counted until now. Raises NotFoundError for an unknown id."""
    undone = 0
    for judgement_id in ids:
        row = connection.execute("SELECT live, left, right FROM judgement WHERE id = ?", (judgement_id,)).fetchone()
        if row is None:
            raise NotFoundError(
                f"no judgement {judgement_id!r} in the ledger; techpol judgements lists them, --undone the old too"
            )
        if row[0]:
            connection.execute("UPDATE judgement SET live = 0 WHERE id = ?", (judgement_id,))
            write_event(connection, now, "undone", judgement_id, "", by, why)
            mark_referents(connection, row[1:])
            undone += 1
    return undone


def ids_of_rule(connection: sqlite3.Connection, rule: str, version: str | None = None) -> list[str]:
    """Return the ids of a rule's (or person's) judgements that count; of all its versions where none is named."""
    rows = connection.execute(
        "SELECT id FROM judgement WHERE by = ?1 AND live = 1 AND (?2 IS NULL OR version = ?2) ORDER BY id",
        (rule, version),
    )
    return [row[0] for row in rows]


def iter_judgements(
    connection: sqlite3.Connection, referent: str | None = None, verdict: Verdict | None = None, live: bool = True
) -> Iterator[Judgement]:
    """Yield judgements by id: of a referent, of a verdict; the undone ones too where ``live`` is off."""
    last = ""
    while True:
        rows = connection.execute(
            f"SELECT id, {_COLUMNS} FROM judgement WHERE id > ?1 AND (?2 IS NULL OR left = ?2 OR right = ?2)"
            " AND (?3 IS NULL OR verdict = ?3) AND (live OR NOT ?4) ORDER BY id LIMIT 500",
            (last, referent, None if verdict is None else str(verdict), live),
        ).fetchall()
        for _, left, right, said, by, version, made, score, why in rows:
            yield Judgement(left, right, Verdict(said), by, version, made, score, why)
        if len(rows) < 500:
            return
        last = rows[-1][0]


def mark_referents(connection: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Have the next build look at these referents again."""
    connection.executemany(
        "INSERT OR IGNORE INTO dirty_referent SELECT number FROM referent WHERE id = ?", [(key,) for key in ids]
    )


def _ordered(judgement: Judgement) -> Judgement:
    if judgement.left == judgement.right:
        raise UsageError(f"a judgement joins two referents, not {judgement.left} with itself")
    if judgement.left < judgement.right:
        return judgement
    return replace(judgement, left=judgement.right, right=judgement.left)
