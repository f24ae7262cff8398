"""Replies that were paid for once: an SQLite file beside the ledger, keyed by the hash of all that was asked.

What is sent is written down before it goes out, so that a later run knows what was under way when one was cut off.
"""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import dataclass
from pathlib import Path

from techpol.schema.errors import LedgerError


@dataclass(frozen=True, slots=True)
class CachedReply:
    """A reply's text and what it cost, in tokens."""

    text: str
    prompt_tokens: int
    reply_tokens: int


class ReplyCache:
    """Keeps replies by key; safe for several threads. ``path`` None keeps nothing beyond the process.

    ``lasts``: what is kept outlives the process. ``cut_off`` are the requests whose replies an earlier run did not
    live to see.
    """

    def __init__(self, path: Path | None) -> None:
        self._lock = threading.Lock()
        self.lasts = path is not None
        try:
            self._db = sqlite3.connect(path if path is not None else ":memory:", check_same_thread=False, timeout=30)
            if path is not None:
                self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute(
                "CREATE TABLE IF NOT EXISTS reply (key TEXT PRIMARY KEY, text TEXT NOT NULL,"
                " prompt_tokens INTEGER NOT NULL, reply_tokens INTEGER NOT NULL) WITHOUT ROWID"
            )
            self._db.execute("CREATE TABLE IF NOT EXISTS asked (key TEXT PRIMARY KEY) WITHOUT ROWID")
            self._db.execute(
                "CREATE TABLE IF NOT EXISTS pace (model TEXT, base_url TEXT, replies INTEGER NOT NULL,"
                " seconds REAL NOT NULL, PRIMARY KEY (model, base_url)) WITHOUT ROWID"
            )
            self._db.commit()
            # Two runs at a time share a file: what the other has under way now counts here as cut off, and is asked
            # by both. Nobody runs two loads into one ledger: the second would wait for the first.
            self.cut_off: frozenset[str] = frozenset(key for (key,) in self._db.execute("SELECT key FROM asked"))
        except sqlite3.Error as exc:
            raise LedgerError(
                f"{path}: the cache of replies cannot be used: {exc}; remove it or use --no-cache"
            ) from exc

    def get(self, key: str) -> CachedReply | None:
        """Return a reply, None where it was never asked."""
        with self._lock:
            query = "SELECT text, prompt_tokens, reply_tokens FROM reply WHERE key = ?"
            row = self._db.execute(query, (key,)).fetchone()
        return None if row is None else CachedReply(*row)

    def count(self) -> int:
        """Return how many replies are kept."""
        with self._lock:
            return int(self._db.execute("SELECT count(*) FROM reply").fetchone()[0])

    def begin(self, key: str) -> None:
        """Write down that a request is about to be sent."""
        with self._lock, self._db:
            self._db.execute("INSERT OR IGNORE INTO asked VALUES (?)", (key,))

    def give_up(self, key: str) -> None:
        """Write down that a request was answered with a failure: nothing of it is under way."""
        with self._lock, self._db:
            self._db.execute("DELETE FROM asked WHERE key = ?", (key,))

    def put(self, key: str, reply: CachedReply) -> None:
        """Keep a reply at once, so that a kill in the next moment does not lose it."""
        with self._lock, self._db:
            values = (key, reply.text, reply.prompt_tokens, reply.reply_tokens)
            self._db.execute("INSERT OR REPLACE INTO reply VALUES (?, ?, ?, ?)", values)
            self._db.execute("DELETE FROM asked WHERE key = ?", (key,))

    def add_pace(self, model: str, base_url: str, seconds: float) -> None:
        """Note how long a reply took, in seconds, so that later estimates know."""
        with self._lock, self._db:
            self._db.execute(
                "INSERT INTO pace VALUES (?, ?, 1, ?) ON CONFLICT (model, base_url)"
                " DO UPDATE SET replies = replies + 1, seconds = seconds + excluded.seconds",
                (model, base_url, seconds),
            )

    def pace(self, model: str, base_url: str) -> float | None:
        """Return how many seconds a reply of a model took on average, None where none was timed."""
        with self._lock:
            query = "SELECT seconds / replies FROM pace WHERE model = ? AND base_url = ?"
            row = self._db.execute(query, (model, base_url)).fetchone()
        return None if row is None else float(row[0])

    def close(self) -> None:
        """Close the file."""
        self._db.close()
