"""The ledger's file: made, recognised, brought up to date. SQLite's own errors stop here.

``PRAGMA application_id`` says that a file is ours, ``PRAGMA user_version`` how far its tables have come. A new
version of the tables is one more entry in ``MIGRATIONS``; an entry is never changed once a ledger may have run it.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

from techpol.graph import near
from techpol.schema.errors import LedgerError, LedgerLocked, LedgerTooNew
from techpol.schema.text import fold

APPLICATION_ID = 0x7470_6C67  # "tplg"
BUSY_TIMEOUT_MS = 5_000
_SQLITE_MAGIC = b"SQLite format 3\x00"


def _first_tables(connection: sqlite3.Connection) -> None:
    run_statements(connection, files("techpol.graph").joinpath("tables.sql").read_text("utf-8"))
    connection.execute("INSERT INTO state VALUES ('ledger_id', ?)", (secrets.token_hex(8),))


def _tallies(connection: sqlite3.Connection) -> None:
    """What the referents of a large entity say, counted (build/entities.py): computed, like the entity."""
    connection.execute("CREATE TABLE tally (entity TEXT PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID")


def _near(connection: sqlite3.Connection) -> None:
    """Who stands around each entity, packed (near.py): computed, like the edges."""
    near.create_tables(connection)
    near.pack_all(connection)


def _likely(connection: sqlite3.Connection) -> None:
    """Keep the first few that a referent may be the same as: its rivals are among them (resolve/resolver.py)."""
    connection.execute(
        "CREATE TABLE likely ("
        "referent TEXT NOT NULL, other TEXT NOT NULL, PRIMARY KEY (referent, other)) WITHOUT ROWID"
    )


# The step at index n takes a ledger from version n to n + 1, inside one transaction.
MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (_first_tables, _tallies, _near, _likely)
VERSION = len(MIGRATIONS)


class LedgerConnection(sqlite3.Connection):
    """A connection whose errors are ours. ``path`` is the ledger's file, None in memory."""

    path: Path | None = None

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        """Run one statement. Raises LedgerError, LedgerLocked."""
        try:
            return super().execute(sql, parameters)
        except sqlite3.Error as exc:
            raise translate(exc, self.path) from exc

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> sqlite3.Cursor:
        """Run one statement for each row of parameters. Raises LedgerError, LedgerLocked."""
        try:
            return super().executemany(sql, parameters)
        except sqlite3.Error as exc:
            raise translate(exc, self.path) from exc


def open_connection(path: Path | None, create: bool, read_only: bool) -> LedgerConnection:
    """Open a ledger's file, make it where there is none, and bring it up to date. None opens one in memory.

    Raises LedgerError for a file that cannot be read or is no ledger, LedgerTooNew for a newer version's,
    LedgerLocked where another process holds it.
    """
    if path is not None:
        _recognise(path, create and not read_only)
    try:
        connection = _connect(path, read_only)
    except sqlite3.Error as exc:
        raise translate(exc, path) from exc
    connection.path = path
    try:
        _prepare(connection, path, read_only)
    except BaseException:
        connection.close()
        raise
    return connection


def _connect(path: Path | None, read_only: bool) -> LedgerConnection:
    if path is None:
        return sqlite3.connect(":memory:", isolation_level=None, factory=LedgerConnection)
    location = path.resolve().as_uri()
    timeout_s = BUSY_TIMEOUT_MS / 1000
    if not read_only:
        return sqlite3.connect(
            f"{location}?mode=rwc", uri=True, isolation_level=None, timeout=timeout_s, factory=LedgerConnection
        )
    connection = sqlite3.connect(
        f"{location}?mode=ro", uri=True, isolation_level=None, timeout=timeout_s, factory=LedgerConnection
    )
    try:
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except LedgerError:
        # A folder that we may not write to: SQLite can keep no shared memory beside the file, and nobody writes.
        connection.close()
        connection = sqlite3.connect(
            f"{location}?mode=ro&immutable=1", uri=True, isolation_level=None, factory=LedgerConnection
        )
    return connection


def _recognise(path: Path, create: bool) -> None:
    """Raise LedgerError unless the path is a ledger's or may become one."""
    try:
        with path.open("rb") as file:
            start = file.read(len(_SQLITE_MAGIC))
    except FileNotFoundError as exc:
        if not create:
            raise LedgerError(
                f"{path}: no ledger here; load something first (techpol load ...), or name another file with --db"
            ) from exc
        if not path.parent.is_dir():
            raise LedgerError(
                f"{path}: the folder {path.parent} does not exist; make it, or name another file"
            ) from exc
        return
    except IsADirectoryError as exc:
        raise LedgerError(f"{path} is a folder; name a file in it, such as {path / 'techpol.db'}") from exc
    except OSError as exc:
        raise LedgerError(f"{path}: cannot be read ({exc.strerror}); check its permissions") from exc
    if start not in (b"", _SQLITE_MAGIC):
        raise LedgerError(f"{path} is not a ledger (it is no SQLite file); name another file with --db")


def prepare_connection(connection: sqlite3.Connection) -> None:
    """Set what every connection needs that is not kept in the file."""
    connection.create_function("folded", 1, _folded, deterministic=True)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")


def _folded(text: object) -> str | None:
    return None if text is None else fold(str(text))


def _prepare(connection: sqlite3.Connection, path: Path | None, read_only: bool) -> None:
    prepare_connection(connection)
    version = _version_of(connection, path)
    if version == VERSION:
        if not read_only:
            connection.execute("PRAGMA synchronous = NORMAL")
        return
    if read_only:
        if version == 0:
            raise LedgerError(f"{path} is an empty file; load something into it first (techpol load ...)")
        raise LedgerError(
            f"{path} was written by an older techpol; open it once for writing (any techpol load) to update it"
        )
    # In this mode readers see the last state while one process writes, and a killed writer leaves nothing behind.
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    with transaction(connection):
        # Asked again under the lock: two processes may have found the same new file.
        for number in range(_version_of(connection, path), VERSION):
            MIGRATIONS[number](connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")


def _version_of(connection: sqlite3.Connection, path: Path | None) -> int:
    """Return the version of the tables, 0 for an empty file; raise LedgerError for other databases."""
    application = int(connection.execute("PRAGMA application_id").fetchone()[0])
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if application != APPLICATION_ID:
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if tables > 0 or application != 0 or version != 0:
            raise LedgerError(f"{path} is a SQLite database but not a ledger; name another file with --db")
    if version > VERSION:
        raise LedgerTooNew(
            f"{path} was written by a newer techpol (tables version {version}, this one knows {VERSION}); "
            "install the newer techpol, or name another file with --db"
        )
    return version


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Run a block as one transaction: all of it or nothing. Inside another it is part of that one."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        # A full disk may have ended the transaction already.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    try:
        connection.execute("COMMIT")
    except LedgerError:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def translate(exc: sqlite3.Error, path: Path | None) -> LedgerError:
    """Return our error for one of SQLite's; it names the file and says what would do."""
    name = "the ledger in memory" if path is None else str(path)
    code = getattr(exc, "sqlite_errorcode", None)
    primary = None if code is None else code & 0xFF
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LedgerLocked(f"{name}: another process is writing to it; wait until it is done, then try again")
    if primary == sqlite3.SQLITE_FULL:
        return LedgerError(
            f"{name}: the disk is full; nothing of this step was kept, all that was loaded before is safe. "
            "Make room, then run the same command again"
        )
    if primary == sqlite3.SQLITE_READONLY:
        return LedgerError(f"{name}: may not be written to; check its permissions and its folder's")
    if primary in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return LedgerError(f"{name}: the file is damaged ({exc}); go back to a copy, or load into a new file")
    if primary in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PERM):
        return LedgerError(f"{name}: cannot be read or written ({exc}); check the disk, the file and its folder")
    return LedgerError(f"{name}: {exc}")


def run_statements(connection: sqlite3.Connection, script: str) -> None:
    """Run a script one statement at a time; ``executescript`` would end the transaction that it runs in."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""
