"""The one boundary to the driver: how a database is reached, and its errors turned into ours.

>>> with open_database(Target("bolt://127.0.0.1:7687", "neo4j", "secret")) as database:  # doctest: +SKIP
...     database.read("RETURN 1 AS one")
[{'one': 1}]
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import neo4j
from neo4j.exceptions import AuthError, ClientError, DriverError, Neo4jError, ServiceUnavailable, SessionExpired

from techpol.schema.errors import DatabaseError, UsageError

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
# The driver's own warnings say what our errors say, in more lines; whoever wants them adds a handler.
logging.getLogger("neo4j").addHandler(logging.NullHandler())
_CONNECT_TIMEOUT_S = 10.0
_RETRY_S = 10.0  # how long the driver itself retries a transaction that the server asks to be run again


class ConnectionLost(DatabaseError):
    """The database went away; what was committed before stays."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a database is and who asks. ``database`` None means the user's home database."""

    uri: str
    user: str = "neo4j"
    password: str = field(default="", repr=False)
    database: str | None = None
    may_only_read: bool = False  # what the server grants this user

    def __post_init__(self) -> None:
        parts = urlsplit(self.uri)
        if parts.scheme not in SCHEMES or not parts.hostname:
            raise UsageError(
                f"{parts.scheme or 'nothing'}://{parts.hostname or ''} is not the address of a database; "
                f"expected one of {', '.join(f'{scheme}://HOST' for scheme in SCHEMES)}"
            )
        if parts.username is not None or parts.password is not None:
            raise UsageError(
                "leave user and password out of the address: NEO4J_USERNAME and NEO4J_PASSWORD hold them"
            )


@contextmanager
def translated(uri: str) -> Iterator[None]:
    """Turn what the driver raises into DatabaseError with the address and the server's own words."""
    try:
        yield
    except AuthError as exc:
        raise DatabaseError(
            f"{uri} refused the user or the password; NEO4J_USERNAME and NEO4J_PASSWORD say which to use"
        ) from exc
    except (ServiceUnavailable, SessionExpired) as exc:
        raise ConnectionLost(f"{uri} does not answer ({_first_line(exc)}); is it running?") from exc
    except Neo4jError as exc:
        raise DatabaseError(f"{uri}: {exc.message or exc.code or type(exc).__name__}") from exc
    except (DriverError, OSError) as exc:
        raise DatabaseError(f"{uri}: {_first_line(exc)}") from exc


def _first_line(exc: BaseException) -> str:
    lines = str(exc).strip().splitlines()
    return lines[0] if lines else type(exc).__name__


class Database:
    """An open database: what push, diff and queries need of the driver."""

    def __init__(self, driver: neo4j.Driver, target: Target) -> None:
        self.driver = driver
        self.target = target
        self.agent = driver.get_server_info().agent

    @property
    def is_neo4j(self) -> bool:
        """Say whether this is Neo4j itself and not another engine that speaks Bolt."""
        return "ArcadeDB" not in self.agent

    def session(self, *, read_only: bool = False, fetch_size: int = 2000) -> neo4j.Session:
        """Return a session; the caller closes it, and uses it under ``translated``."""
        mode = neo4j.READ_ACCESS if read_only else neo4j.WRITE_ACCESS
        return self.driver.session(database=self.target.database, default_access_mode=mode, fetch_size=fetch_size)

    def run(self, statement: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """Run one statement in its own transaction, not retried (schema commands allow nothing else)."""
        with translated(self.target.uri), self.session() as session:
            return session.run(statement, dict(parameters or {})).data()

    def write(self, statement: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """Run one statement in a managed transaction and return its rows."""

        def work(transaction: neo4j.ManagedTransaction) -> list[dict[str, Any]]:
            return transaction.run(statement, dict(parameters or {})).data()

        with translated(self.target.uri), self.session() as session:
            return session.execute_write(work)

    def read(self, statement: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """Run one statement in a managed read transaction and return its rows."""

        def work(transaction: neo4j.ManagedTransaction) -> list[dict[str, Any]]:
            return transaction.run(statement, dict(parameters or {})).data()

        with translated(self.target.uri), self.session(read_only=True) as session:
            return session.execute_read(work)

    def stream(self, statement: str, parameters: Mapping[str, Any] | None = None) -> Iterator[list[Any]]:
        """Yield the values of each row as they arrive."""
        with translated(self.target.uri), self.session(read_only=True) as session:
            for record in session.run(statement, dict(parameters or {})):
                yield record.values()


@contextmanager
def open_database(target: Target) -> Iterator[Database]:
    """Connect, and close at the end. Raises DatabaseError when nothing answers or the log-in is refused."""
    with translated(target.uri):
        driver = neo4j.GraphDatabase.driver(
            target.uri,
            auth=(target.user, target.password),
            connection_timeout=_CONNECT_TIMEOUT_S,
            max_transaction_retry_time=_RETRY_S,
            user_agent="techpol",
            notifications_min_severity="OFF",
            telemetry_disabled=True,
        )
    try:
        with translated(target.uri):
            driver.verify_connectivity()
        yield Database(driver, target)
    finally:
        driver.close()


def is_client_error(error: DatabaseError, code: str) -> bool:
    """Say whether an error of ours came from the server's error with a code."""
    return isinstance(error.__cause__, ClientError) and error.__cause__.code == code
