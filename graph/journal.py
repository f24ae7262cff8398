"""The journal of a ledger: what happened to a source, a claim or a judgement, when, by whom and why."""

from __future__ import annotations

import sqlite3

# Who decided: a rule by its name, or a person by theirs.
RULE = "rule:"
# Finds the decisions of persons about the claim :claim. What a load repeats of them it does in its own name.
PERSONS_WORD = (
    "SELECT 1 FROM event e WHERE e.target = :claim AND e.what IN ('rejected', 'unrejected', 'confirmed')"
    f" AND e.by NOT LIKE '{RULE}%'"
)
# Who decided last about the claim c, a column of which ``rejected`` is.
LAST_WORD = (
    "(SELECT e.by FROM event e WHERE e.target = c.id AND e.what IN ('rejected', 'unrejected')"
    " ORDER BY e.number DESC LIMIT 1)"
)
# The status of the claim c as people are told it: what a rule holds back nobody has rejected.
STATUS = (
    f"CASE WHEN c.status = 'rejected' AND {LAST_WORD} LIKE '{RULE}%'"
    " THEN CASE WHEN c.current THEN 'held' ELSE 'superseded' END ELSE c.status END"
)
STATUSES = ("live", "held", "superseded", "retracted", "rejected")


def write_event(
    connection: sqlite3.Connection, now: str, what: str, target: str, version: str = "", by: str = "", why: str = ""
) -> None:
    """Write down that something happened to a source, a claim or a judgement."""
    connection.execute(
        "INSERT INTO event (at, what, target, version, by, why) VALUES (?, ?, ?, ?, ?, ?)",
        (now, what, target, version, by, why),
    )
