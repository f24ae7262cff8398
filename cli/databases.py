"""Which database a command talks to: Neo4j at an address, or the embedded engine over the ledger.

A password comes from NEO4J_PASSWORD, the keyring or a prompt, in this order; never from the command line, which every
user of the machine can read, and never into a message.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from techpol.graph.neo4j.connection import Database, Target

EMBEDDED = "embedded"
KEYRING_SERVICE = "techpol-neo4j"
_DEFAULT_URI = "bolt://127.0.0.1:7687"

UriOption = Annotated[
    str | None,
    typer.Option("--uri", envvar="NEO4J_URI", help="Address of the database: bolt://, neo4j+s:// ...", metavar="URI"),
]
UserOption = Annotated[str, typer.Option("--user", envvar="NEO4J_USERNAME", help="Name to log in with.")]
DatabaseOption = Annotated[
    str | None,
    typer.Option("--database", envvar="NEO4J_DATABASE", help="Which database; the user's own if not given."),
]


def find_target(uri: str | None, user: str, database: str | None, home: Path | None = None) -> Target:
    """Return where a command should go, with its password.

    Without an address: the server that ``techpol neo4j start`` runs in a home folder (None for the usual one), else
    the usual port of this machine. Raises UsageError where no password can be had, and for a home that is named and
    in which no server runs.
    """
    from techpol.graph.neo4j.connection import Target
    from techpol.graph.neo4j.server import Neo4jServer, default_home, read_password
    from techpol.schema.errors import UsageError

    folder = home or default_home()
    server = Neo4jServer.open(folder)
    if server is None and home is not None:
        raise UsageError(f"no Neo4j of ours runs in {home}; techpol neo4j start --home {home} runs one")
    if server is not None and uri in (None, server.uri):
        password = os.environ.get("NEO4J_PASSWORD") or read_password(folder)
        if password is not None:
            return Target(server.uri, user, password, database)
    target = Target(uri or _DEFAULT_URI, user, "", database)  # refuses a wrong address before anyone is asked
    return Target(target.uri, user, find_password(target.uri, user), database)


def find_password(uri: str, user: str) -> str:
    """Return the password of a user. Raises UsageError where there is none and nobody to ask."""
    from techpol.schema.errors import UsageError

    from_environment = os.environ.get("NEO4J_PASSWORD")
    if from_environment is not None:
        return from_environment
    kept = _from_keyring(user)
    if kept is not None:
        return kept
    if not sys.stdin.isatty():
        raise UsageError(
            f"no password for {user} at {uri}: set NEO4J_PASSWORD, "
            f"or keep it with: keyring set {KEYRING_SERVICE} {user}. "
            "A server of techpol neo4j start --home FOLDER is found with --home FOLDER"
        )
    answer: str = typer.prompt(f"Password of {user} at {uri}", hide_input=True, err=True)
    return answer


def _from_keyring(user: str) -> str | None:
    from importlib import import_module

    try:
        found = import_module("keyring").get_password(KEYRING_SERVICE, user)
    except Exception:
        return None  # not installed, or a machine without a keyring service: each backend has errors of its own
    return str(found) if found is not None else None


@contextmanager
def open_for_reading(
    to: str, user: str, database: str | None, ledger_path: Path, seconds: float
) -> Iterator[Database]:
    """Open the database that ``--to`` names, for queries; the embedded engine is brought up to the ledger first."""
    if to == EMBEDDED:
        with _open_embedded(ledger_path, seconds) as opened:
            yield opened
        return
    from techpol.graph.neo4j.connection import open_database

    uri = os.environ.get("NEO4J_URI") if to == "neo4j" else to
    with open_database(find_target(uri, user, database)) as opened:
        yield opened


@contextmanager
def _open_embedded(ledger_path: Path, seconds: float) -> Iterator[Database]:
    from techpol.cli.console import note
    from techpol.cli.ledgers import open_ledger
    from techpol.graph.embedded import fill, missing_engine, open_embedded
    from techpol.schema.errors import UsageError

    missing = missing_engine()
    if missing is not None:
        raise UsageError(f"{missing}; or name a Neo4j: --to bolt://HOST, --to neo4j for the usual one")
    with open_ledger(ledger_path) as ledger:
        folder = _cache_folder() / ledger.ledger_id
        with open_embedded(folder, query_timeout_s=seconds) as engine:
            now, kept = _state_of(ledger_path), folder / "ledger-state"
            if not kept.is_file() or kept.read_text("ascii") != now:
                report = fill(engine, ledger)
                kept.write_text(now, "ascii")
                written = report.relationships.created + report.relationships.updated
                if written > 0:
                    note(f"brought the embedded engine up to the ledger ({written} relationships)")
            yield engine.reader


def _cache_folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "techpol" / "embedded"


def _state_of(path: Path) -> str:
    """Return a text that changes whenever the ledger's file does."""
    parts = []
    for file in (path, path.with_name(f"{path.name}-wal")):
        if file.exists():
            stat = file.stat()
            parts.append(f"{stat.st_size}:{stat.st_mtime_ns}")
    return " ".join(parts)
