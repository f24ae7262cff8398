"""Judgements in the ledger: written, read, undone. Nothing is deleted; an undone judgement stays and says so."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace

from techpol.graph.journal import write_event
from techpol.schema.errors import UsageError
from techpol.schema.model import Judgement, Verdict

PERSON = "person:"
_COLUMNS = "left, right, verdict, by, version, made, score, why"


def write_judgements(connection: sqlite3.Connection, judgements: Iterable[Judgement], now: str) -> int:
    """Keep judgements and return how many are new or count again; both ends are built again by the next build.

    A judgement that is there already changes nothing. One that was undone comes back only by a person's word: a rule
    that runs again does not overrule whoever undid it; a new version of the rule is a new judgement.
    Raises UsageError for referents that are not in the ledger.
    """
    written = 0
    for judgement in judgements:
        judgement = _ordered(judgement)
        row = connection.execute("SELECT live FROM judgement WHERE id = ?", (judgement.id,)).fetchone()
        by_person = judgement.by.startswith(PERSON)
        if row is not None and (row[0] or not by_person):
            continue
        for end in (judgement.left, judgement.right):
            if connection.execute("SELECT 1 FROM referent WHERE id = ?", (end,)).fetchone() is None:
                raise UsageError(f"no referent {end} in the ledger; a judgement joins two that were loaded")
        if row is None:
            connection.execute(
                f"INSERT INTO judgement (id, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    judgement.id, judgement.left, judgement.right, str(judgement.verdict), judgement.by,
                    judgement.version, judgement.made or now, judgement.score, judgement.why,
                ),
            )  # fmt: skip
        else:
            connection.execute("UPDATE judgement SET live = 1 WHERE id = ?", (judgement.id,))
        if by_person:
            write_event(connection, now, "judged", judgement.id, "", judgement.by, judgement.why)
        _mark(connection, judgement, by_person)
        written += 1
    return written


def _mark(connection: sqlite3.Connection, judgement: Judgement, by_person: bool) -> None:
    """Have the next build look at who a judgement is about: at both ends of a person's, at the newer of a rule's.

    Whoever the newer is linked with is found from there; the older may be a hub of very many.
    """
    if judgement.verdict is Verdict.UNSURE and not by_person:
        return
    ends = (judgement.left, judgement.right)
    if by_person:
        mark_referents(connection, ends)
        return
    connection.execute(
        "INSERT OR IGNORE INTO dirty_referent SELECT number FROM referent WHERE id IN (?, ?)"
        " ORDER BY number DESC LIMIT 1",
        ends,
    )


def undo_judgements(connection: sqlite3.Connection, ids: Iterable[str], by: str, why: str, now: str) -> int:
    """Take judgements out of the view; return how many counted until now. Raises UsageError for an unknown id."""
    undone = 0
    for judgement_id in ids:
        row = connection.execute("SELECT live, left, right FROM judgement WHERE id = ?", (judgement_id,)).fetchone()
        if row is None:
            raise UsageError(f"no judgement {judgement_id!r} in the ledger")
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
