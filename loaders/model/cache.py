"""Replies that were paid for once: an SQLite file beside the ledger, keyed by the hash of all that was asked."""

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
    """Keeps replies by key; safe for several threads. ``path`` None keeps nothing beyond the process."""

    def __init__(self, path: Path | None) -> None:
        self._lock = threading.Lock()
        try:
            self._db = sqlite3.connect(path if path is not None else ":memory:", check_same_thread=False, timeout=30)
            if path is not None:
                self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute(
                "CREATE TABLE IF NOT EXISTS reply (key TEXT PRIMARY KEY, text TEXT NOT NULL,"
                " prompt_tokens INTEGER NOT NULL, reply_tokens INTEGER NOT NULL) WITHOUT ROWID"
            )
            self._db.commit()
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

    def put(self, key: str, reply: CachedReply) -> None:
        """Keep a reply at once, so that a kill in the next moment does not lose it."""
        with self._lock, self._db:
            values = (key, reply.text, reply.prompt_tokens, reply.reply_tokens)
            self._db.execute("INSERT OR REPLACE INTO reply VALUES (?, ?, ?, ?)", values)

    def close(self) -> None:
        """Close the file."""
        self._db.close()
