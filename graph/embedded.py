"""The embedded engine: ArcadeDB as a child process that speaks Bolt, so that one driver serves it and Neo4j.

>>> with open_embedded(Path("graph-cache")) as engine:  # doctest: +SKIP
...     fill(engine, view)
...     run_query(engine.reader, "MATCH (n:Person) RETURN count(n)")

The package ``arcadedb-embedded`` (extra ``embedded``) brings the engine and its own Java. Its defaults are open, so
each run gets random passwords, ports of 127.0.0.1, a user that may only read for the queries, no files and no
addresses for LOAD CSV, and a limit of time. The process lives as long as the block.
"""

from __future__ import annotations

import base64
import fcntl
import importlib.util
import json
import os
import secrets
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from techpol.graph.neo4j.connection import Database, Target, open_database
from techpol.graph.neo4j.push import PushOptions, PushReport, push
from techpol.graph.neo4j.server import free_port
from techpol.graph.view import GraphView
from techpol.schema.errors import DatabaseError

DATABASE = "techpol"
_READER = "reader"
_START_TIMEOUT_S = 60.0
_OPENED = (
    "--add-exports=java.management/sun.management=ALL-UNNAMED",
    "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
    "--add-opens=java.base/java.nio.channels.spi=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
)
# A group that may read records and nothing else; users without it may do nothing.
_GROUPS: dict[str, Any] = {
    "version": 2,
    "databases": {
        "*": {
            "groups": {
                "admin": {
                    "resultSetLimit": -1, "readTimeout": -1,
                    "access": ["updateSecurity", "updateSchema", "updateDatabaseSettings"],
                    "types": {"*": {"access": ["createRecord", "readRecord", "updateRecord", "deleteRecord"]}},
                },
                _READER: {
                    "resultSetLimit": -1, "readTimeout": -1, "access": [],
                    "types": {"*": {"access": ["readRecord"]}},
                },
                "*": {"resultSetLimit": -1, "readTimeout": -1, "access": [], "types": {"*": {"access": []}}},
            }
        }
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Engine:
    """A running engine: ``writer`` may do all, ``reader`` may only read."""

    writer: Database
    reader: Database
    folder: Path


def missing_engine() -> str | None:
    """Say what is missing to run the engine; None where nothing is."""
    if importlib.util.find_spec("arcadedb_embedded") is None:
        return "the embedded engine is not installed; pip install 'techpol[embedded]' brings it"
    return None


def _package() -> Path:
    # The package itself is not imported: it would load a second Java into this process.
    spec = importlib.util.find_spec("arcadedb_embedded")
    if spec is None or spec.origin is None:
        raise DatabaseError(missing_engine())
    return Path(spec.origin).parent


@contextmanager
def open_embedded(folder: Path, *, query_timeout_s: float = 60.0) -> Iterator[Engine]:
    """Start the engine over the database in a folder, made where there is none, and stop it at the end.

    Raises DatabaseError where the engine is missing or does not start, or where another process uses the folder.
    """
    package = _package()
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        stack.enter_context(_exclusive(folder))
        passwords = {"root": secrets.token_urlsafe(18), _READER: secrets.token_urlsafe(18)}
        _prepare(folder)
        bolt_port, http_port = free_port(), free_port()
        process = stack.enter_context(
            _process(package, folder, bolt_port, http_port, passwords["root"], query_timeout_s)
        )
        _wait_until_ready(process, http_port, folder)
        _make_database_and_reader(http_port, passwords)
        uri = f"bolt://127.0.0.1:{bolt_port}"
        writer = stack.enter_context(open_database(Target(uri, "root", passwords["root"], DATABASE)))
        reader = stack.enter_context(open_database(Target(uri, _READER, passwords[_READER], DATABASE, True)))
        yield Engine(writer, reader, folder)


@contextmanager
def _exclusive(folder: Path) -> Iterator[None]:
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as exc:
            raise DatabaseError(
                f"{folder}: another command uses the embedded engine; try again when it ends"
            ) from exc
        yield


def _prepare(folder: Path) -> None:
    """Write who may do what; users are made anew each run, so that no password outlives it."""
    config = folder / "config"
    shutil.rmtree(config, ignore_errors=True)
    config.mkdir()
    (config / "server-groups.json").write_text(json.dumps(_GROUPS), "ascii")


@contextmanager
def _process(
    package: Path, folder: Path, bolt_port: int, http_port: int, password: str, query_timeout_s: float
) -> Iterator[subprocess.Popen[bytes]]:
    settings = {
        "server.rootPath": str(folder.resolve()),
        "server.rootPassword": password,
        # Production mode would hide what is wrong with a query; the settings below close what it closes.
        "server.mode": "development",
        "server.httpIncomingHost": "127.0.0.1",
        "server.httpIncomingPort": str(http_port),
        "server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "bolt.host": "127.0.0.1",
        "bolt.port": str(bolt_port),
        "bolt.defaultDatabase": DATABASE,
        "studio.enabled": "false",
        "support.autoRegister": "false",
        "command.timeout": str(int(query_timeout_s * 1000)),
        "opencypher.loadCsv.allowFileUrls": "false",
        "opencypher.loadCsv.allowRemoteUrls": "false",
        "polyglotEngineEnabled": "false",
        "typeDefaultBuckets": "1",
    }
    arguments = [
        "-Xmx1g", *_OPENED, "-Dpolyglot.engine.WarnInterpreterOnly=false", "-cp", f"{package}/jars/*",
        *(f"-Darcadedb.{name}={value}" for name, value in settings.items()),
        "com.arcadedb.server.ArcadeDBServer",
    ]  # fmt: skip
    # Arguments by a file that only we can read: a command line shows its password to every user of the machine.
    with tempfile.NamedTemporaryFile("w", encoding="utf-8") as file, (folder / "engine.log").open("wb") as log:
        file.write("".join(f"{json.dumps(argument, ensure_ascii=False)}\n" for argument in arguments))
        file.flush()
        process = subprocess.Popen(
            [package / "jre" / "bin" / "java", f"@{file.name}"], cwd=folder, stdin=subprocess.DEVNULL, stdout=log,
            stderr=subprocess.STDOUT, start_new_session=True, env={"PATH": os.environ.get("PATH", "")},
        )  # fmt: skip
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_until_ready(process: subprocess.Popen[bytes], http_port: int, folder: Path) -> None:
    deadline = time.monotonic() + _START_TIMEOUT_S
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{http_port}/api/v1/ready", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            if process.poll() is not None or time.monotonic() > deadline:
                last = (folder / "engine.log").read_text("utf-8", "replace").strip().splitlines()[-3:]
                raise DatabaseError(f"the embedded engine did not start: {' / '.join(last)}") from None
        time.sleep(0.1)


def _make_database_and_reader(http_port: int, passwords: dict[str, str]) -> None:
    url = f"http://127.0.0.1:{http_port}/api/v1/server"
    token = base64.b64encode(f"root:{passwords['root']}".encode()).decode()

    def command(text: str) -> Any:
        request = urllib.request.Request(
            url, json.dumps({"command": text}).encode(), {"Authorization": f"Basic {token}"}
        )
        with urllib.request.urlopen(request, timeout=30) as reply:
            return json.load(reply)

    try:
        if DATABASE not in command("list databases")["result"]:
            command(f"create database {DATABASE}")
        user = {"name": _READER, "password": passwords[_READER], "databases": {DATABASE: [_READER]}}
        command(f"create user {json.dumps(user)}")
    except (urllib.error.URLError, OSError, KeyError) as exc:
        raise DatabaseError(f"the embedded engine refused its set-up: {exc}") from exc


def fill(engine: Engine, view: GraphView, *, with_claims: bool = False) -> PushReport:
    """Bring the engine to the graph of a view, sending only what differs."""
    return push(
        view, engine.writer, PushOptions(with_claims=with_claims, quick=True, writers=1, batch=500, lock=False)
    )
