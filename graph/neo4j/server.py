"""A real Neo4j on this machine without Docker or root: the jars from Maven Central, a home folder, a process.

>>> server = Neo4jServer.create(Path("/tmp/home"), password="at least 8")  # doctest: +SKIP
>>> server.start()  # doctest: +SKIP

Needs Java and, the first time, Maven. The jars are kept in a cache folder outside the work tree and held against
the checksums in ``jars-<release>.sha256`` each time before they run.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path
from typing import Self

from techpol.schema.errors import DatabaseError

MIN_PASSWORD_LENGTH = 8  # Neo4j refuses a shorter one
_COPY_GOAL = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
_OPENED_PACKAGES = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
_STATE_FILE = "techpol-server.json"
_PASSWORD_FILE = "password"


@dataclass(frozen=True, slots=True)
class Release:
    """One line of Neo4j: which artifacts it is made of and how it starts. ``java`` is the lowest major version."""

    name: str
    version: str
    java: int
    main_class: str
    browser_version: str
    jvm_options: tuple[str, ...] = ()

    def artifacts(self) -> tuple[tuple[str, str, str], ...]:
        """Return (group, artifact, version) of the roots whose run-time dependencies make a server."""
        return (
            ("org.neo4j.app", "neo4j-server", self.version),
            ("org.neo4j", "neo4j", self.version),
            ("org.neo4j", "neo4j-import-tool", self.version),
            ("org.neo4j", "neo4j-consistency-check", self.version),
            ("org.neo4j.client", "neo4j-browser", self.browser_version),
        )


RELEASES = {
    "5": Release("5", "5.26.26", 17, "org.neo4j.server.CommunityEntryPoint", "5.24.0"),
    "2025": Release(
        "2025", "2025.11.2", 21, "org.neo4j.server.Neo4jCommunity", "5.24.0",
        ("--add-modules=jdk.incubator.vector",),
    ),
}  # fmt: skip


def cache_folder() -> Path:
    """Return where the jars are kept: under ``XDG_CACHE_HOME``, else ``~/.cache``."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "techpol" / "neo4j"


def default_home() -> Path:
    """Return where ``techpol neo4j start`` keeps its database: under ``XDG_DATA_HOME``, else ``~/.local/share``."""
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "techpol" / "neo4j"


def _java_version(java: Path) -> int | None:
    try:
        answer = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    match = re.search(r'version "(?:1\.)?(\d+)', answer.stderr)
    return int(match.group(1)) if match else None


def find_java(minimum: int) -> Path | None:
    """Return a ``java`` of at least this major version, None where there is none.

    Looked for in JAVA_HOME, on the PATH, under /usr/lib/jvm and in the embedded engine, in this order.
    """
    candidates = [Path(os.environ["JAVA_HOME"]) / "bin" / "java"] if os.environ.get("JAVA_HOME") else []
    on_path = shutil.which("java")
    if on_path is not None:
        candidates.append(Path(on_path))
    candidates.extend(sorted(Path("/usr/lib/jvm").glob("*/bin/java")))
    engine = importlib.util.find_spec("arcadedb_embedded")
    if engine is not None and engine.origin is not None:
        candidates.append(Path(engine.origin).parent / "jre" / "bin" / "java")
    for candidate in candidates:
        version = _java_version(candidate) if candidate.is_file() else None
        if version is not None and version >= minimum:
            return candidate
    return None


def missing_tools(release: Release) -> str | None:
    """Say what this machine lacks to run a release; None when it lacks nothing."""
    if find_java(release.java) is None:
        return (
            f"Neo4j {release.version} needs Java {release.java} or newer; there is none in JAVA_HOME, on the PATH, "
            "under /usr/lib/jvm or in the embedded engine"
        )
    if not _jar_folder(release).is_dir() and shutil.which("mvn") is None:
        return f"the jars of Neo4j {release.version} are not in {cache_folder()} and mvn (Maven) is not on the PATH"
    return None


def _jar_folder(release: Release) -> Path:
    return cache_folder() / release.version / "lib"


def jar_checksums(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each jar in a folder, by its name."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.glob("*.jar"))}


def expected_checksums(release: Release) -> dict[str, str]:
    """Return the checksums that the package holds for a release, by the name of the jar."""
    text = files("techpol.graph.neo4j").joinpath(f"jars-{release.name}.sha256").read_text("ascii")
    return {name: digest for digest, name in (line.split() for line in text.splitlines())}


def _check_jars(release: Release, folder: Path) -> None:
    found, expected = jar_checksums(folder), expected_checksums(release)
    wrong = sorted(name for name in found.keys() | expected.keys() if found.get(name) != expected.get(name))
    if wrong:
        raise DatabaseError(
            f"{folder}: {len(wrong)} jars of Neo4j {release.version} are not what they should be, {wrong[0]} first; "
            f"remove the folder and try again"
        )


def _pom(release: Release) -> str:
    dependencies = "".join(
        f"<dependency><groupId>{group}</groupId><artifactId>{artifact}</artifactId><version>{version}</version>"
        f"</dependency>"
        for group, artifact, version in release.artifacts()
    )
    return (
        '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>'
        "<groupId>techpol</groupId><artifactId>neo4j-home</artifactId><version>1</version>"
        f"<packaging>pom</packaging><dependencies>{dependencies}</dependencies></project>"
    )


def fetch_jars(release: Release) -> Path:
    """Return the folder of a release's jars, from the cache, else by Maven (about 130 MB, half a minute).

    Raises DatabaseError when Maven is missing or fails, or when a jar's checksum is not the expected one.
    """
    folder = _jar_folder(release)
    if not folder.is_dir():
        maven = shutil.which("mvn")
        if maven is None:
            raise DatabaseError(f"{folder} is not there and mvn is not on the PATH; install Maven, for instance: "
                                "apt-get install maven")  # fmt: skip
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix="fetching-") as work:
            (Path(work) / "pom.xml").write_text(_pom(release), "utf-8")
            command = [
                maven,
                "-B",
                "-q",
                "-ntp",
                _COPY_GOAL,
                "-DincludeScope=runtime",
                f"-DoutputDirectory={work}/lib",
            ]
            done = subprocess.run(command, cwd=work, capture_output=True, text=True, check=False)
            if done.returncode != 0:
                raise DatabaseError(f"Maven could not fetch Neo4j {release.version}: {_last_lines(done.stdout)}")
            _check_jars(release, Path(work) / "lib")
            # A rename is all or nothing: a fetch that was cut off leaves no folder that looks complete.
            try:
                Path(work, "lib").rename(folder)
            except OSError:
                if not folder.is_dir():  # another process fetched them in the meantime
                    raise
    _check_jars(release, folder)
    return folder


def _last_lines(text: str, count: int = 5) -> str:
    # A Java stack says more in its first words than in where it went.
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("\tat ")]
    return " / ".join(lines[-count:])


def free_port() -> int:
    """Return a TCP port of 127.0.0.1 that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def make_password() -> str:
    """Return a random password."""
    return secrets.token_hex(16)


def preferred_port(port: int) -> int:
    """Return a port if nobody listens on it, else a free one."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return free_port()
    return port


def read_password(home: Path) -> str | None:
    """Return the password that ``ensure_password`` kept for a home folder, None where it kept none."""
    try:
        return (home / _PASSWORD_FILE).read_text("utf-8")
    except OSError:
        return None


def ensure_password(home: Path) -> str:
    """Return the password of a home folder: the kept one, else NEO4J_PASSWORD or a random one, which is kept.

    Only the owner can read the file.
    """
    kept = read_password(home)
    if kept is not None:
        return kept
    password = os.environ.get("NEO4J_PASSWORD") or make_password()
    home.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(home / _PASSWORD_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(password)
    return password


def _alive(pid: int, home: Path) -> bool:
    """Say whether a process is our server: alive, and with this home among its arguments."""
    try:
        arguments = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False
    return f"--home-dir={home}".encode() in arguments.split(b"\0")


@dataclass(frozen=True, slots=True)
class _State:
    """What a later command needs to know of a server that runs."""

    release: str
    bolt_port: int
    http_port: int
    pid: int


class Neo4jServer:
    """One Neo4j with its home folder. ``create`` makes the folder, ``open`` finds one that exists."""

    def __init__(self, home: Path, release: Release, bolt_port: int, http_port: int) -> None:
        self.home = home.resolve()
        self.release = release
        self.bolt_port = bolt_port
        self.http_port = http_port

    @classmethod
    def create(
        cls,
        home: Path,
        password: str,
        *,
        release: Release = RELEASES["5"],
        bolt_port: int | None = None,
        http_port: int | None = None,
        settings: Mapping[str, str] | None = None,
    ) -> Self:
        """Make a home folder, or the configuration of an existing one anew, and set the first password.

        A database that was started before keeps the password that it has. ``settings`` go into neo4j.conf as they
        are. Raises DatabaseError for a password that is too short and where Java or the jars are missing.
        """
        if len(password) < MIN_PASSWORD_LENGTH:
            raise DatabaseError(f"the password of Neo4j needs at least {MIN_PASSWORD_LENGTH} characters")
        server = cls(home, release, bolt_port or free_port(), http_port or free_port())
        for name in ("conf", "data", "logs", "run", "plugins", "import"):
            (server.home / name).mkdir(parents=True, exist_ok=True)
        server._write_conf(settings or {})
        if not (server.home / "data" / "databases").exists():
            server._set_first_password(password)
        return server

    @classmethod
    def open(cls, home: Path) -> Self | None:
        """Return the server that runs in a home folder, None where none runs."""
        state = _read_state(home.resolve())
        if state is None or not _alive(state.pid, home.resolve()):
            return None
        return cls(home, RELEASES[state.release], state.bolt_port, state.http_port)

    @property
    def uri(self) -> str:
        """Return the Bolt address."""
        return f"bolt://127.0.0.1:{self.bolt_port}"

    @property
    def browser_url(self) -> str:
        """Return the address of Neo4j Browser."""
        return f"http://127.0.0.1:{self.http_port}/browser/"

    def _write_conf(self, settings: Mapping[str, str]) -> None:
        lines = {
            "server.default_listen_address": "127.0.0.1",
            "server.bolt.listen_address": f"127.0.0.1:{self.bolt_port}",
            "server.bolt.advertised_address": f"127.0.0.1:{self.bolt_port}",
            "server.http.listen_address": f"127.0.0.1:{self.http_port}",
            "server.http.advertised_address": f"127.0.0.1:{self.http_port}",
            "server.https.enabled": "false",
            "server.memory.heap.max_size": "1g",
            "server.memory.pagecache.size": "512m",
            "dbms.usage_report.enabled": "false",
            "client.allow_telemetry": "false",
            "dbms.security.allow_csv_import_from_file_urls": "false",
            **settings,
        }
        text = "".join(f"{name}={value}\n" for name, value in lines.items())
        (self.home / "conf" / "neo4j.conf").write_text(text, "utf-8")

    def _java(self) -> Path:
        java = find_java(self.release.java)
        if java is None:
            raise DatabaseError(missing_tools(self.release))
        return java

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}

    def _set_first_password(self, password: str) -> None:
        # By a file, since a command line can be read by every user of the machine.
        with tempfile.NamedTemporaryFile("w", dir=self.home / "run", encoding="utf-8") as argument:
            # A password may begin with a hyphen: what comes after "--" is no option.
            argument.write(f"--\n{json.dumps(password, ensure_ascii=False)}\n")
            argument.flush()
            self.admin("dbms", "set-initial-password", f"@{argument.name}")

    def admin(self, *arguments: str) -> str:
        """Run ``neo4j-admin`` in this home and return what it printed. Raises DatabaseError where it fails."""
        command = [str(self._java()), "-Xmx1g", *self.release.jvm_options, *_opened(), "-cp",
                   f"{fetch_jars(self.release)}/*", "org.neo4j.cli.AdminTool", *arguments]  # fmt: skip
        done = subprocess.run(
            command, env=self._environment(), cwd=self.home, capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            raise DatabaseError(f"neo4j-admin {arguments[0]} failed: {_last_lines(done.stdout + done.stderr, 12)}")
        return done.stdout + done.stderr

    def start(self, timeout_s: float = 120.0) -> None:
        """Start the process and wait until it answers. Raises DatabaseError with the end of its log."""
        command = [str(self._java()), "-Xmx1g", *self.release.jvm_options, *_opened(), "-cp",
                   f"{fetch_jars(self.release)}/*", self.release.main_class,
                   f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}"]  # fmt: skip
        log = self.home / "logs" / "console.log"
        with log.open("ab") as output:
            # Its own group: Ctrl-C at the terminal must not end a server that was started to stay.
            process = subprocess.Popen(
                command, env=self._environment(), cwd=self.home, stdin=subprocess.DEVNULL,
                stdout=output, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
        state = _State(self.release.name, self.bolt_port, self.http_port, process.pid)
        (self.home / "run" / _STATE_FILE).write_text(json.dumps(asdict(state)), "ascii")
        deadline = time.monotonic() + timeout_s
        while not self._answers():
            if process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise DatabaseError(f"Neo4j did not start; {log} ends: {_last_lines(log.read_text('utf-8'))}")
            time.sleep(0.2)
        # The parent need not wait for a process that it leaves behind.
        process.returncode = process.returncode or 0

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.http_port}/", timeout=5) as reply:
                return int(reply.status) == 200
        except (urllib.error.URLError, OSError):
            return False

    def stop(self, timeout_s: float = 60.0, *, kill: bool = False) -> bool:
        """Stop the process, at once and without a farewell where ``kill``; False when none ran."""
        state = _read_state(self.home)
        if state is None or not _alive(state.pid, self.home):
            return False
        os.kill(state.pid, signal.SIGKILL if kill else signal.SIGTERM)
        deadline = time.monotonic() + timeout_s
        while _alive(state.pid, self.home):
            _reap(state.pid)
            if time.monotonic() > deadline:
                os.kill(state.pid, signal.SIGKILL)
                deadline = time.monotonic() + timeout_s
            time.sleep(0.05)
        (self.home / "run" / _STATE_FILE).unlink(missing_ok=True)
        return True


def _opened() -> Sequence[str]:
    return [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _OPENED_PACKAGES]


def _reap(pid: int) -> None:
    """Collect the exit status if the process is a child of this one, so that no zombie seems alive."""
    try:
        os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        return


def _read_state(home: Path) -> _State | None:
    try:
        return _State(**json.loads((home / "run" / _STATE_FILE).read_text("ascii")))
    except (OSError, ValueError, TypeError):
        return None
