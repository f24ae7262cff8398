"""The journal of a ledger: what happened to a source, a claim or a judgement, when, by whom and why."""

from __future__ import annotations

import sqlite3


def write_event(
    connection: sqlite3.Connection, now: str, what: str, target: str, version: str = "", by: str = "", why: str = ""
) -> None:
    """Write down that something happened to a source, a claim or a judgement."""
    connection.execute(
        "INSERT INTO event (at, what, target, version, by, why) VALUES (?, ?, ?, ?, ?, ?)",
        (now, what, target, version, by, why),
    )
