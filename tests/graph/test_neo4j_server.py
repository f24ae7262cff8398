"""The recipe for a Neo4j without Docker, as far as it can be tried without one."""

from __future__ import annotations

import socket
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from techpol.graph.neo4j import server
from techpol.graph.neo4j.connection import Target
from techpol.graph.neo4j.server import RELEASES, Neo4jServer
from techpol.schema.errors import DatabaseError, UsageError


@pytest.fixture(autouse=True)
def own_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("NEO4J_PASSWORD", raising=False)
    return tmp_path / "cache" / "techpol" / "neo4j"


@pytest.mark.parametrize("name", sorted(RELEASES))
def test_every_jar_of_a_release_has_a_checksum(name: str) -> None:
    expected = server.expected_checksums(RELEASES[name])

    assert f"neo4j-server-{RELEASES[name].version}.jar" in expected
    assert f"neo4j-browser-{RELEASES[name].browser_version}.jar" in expected
    assert all(len(digest) == 64 for digest in expected.values())


def test_a_jar_that_is_not_the_expected_one_stops_it(own_cache: Path) -> None:
    lib = own_cache / RELEASES["5"].version / "lib"
    lib.mkdir(parents=True)
    (lib / "neo4j-5.26.26.jar").write_bytes(b"something else")

    with pytest.raises(DatabaseError, match="not what they should be"):
        server.fetch_jars(RELEASES["5"])


def test_without_maven_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(DatabaseError, match="apt-get install maven"):
        server.fetch_jars(RELEASES["5"])


def test_without_a_java_that_is_new_enough_it_says_which() -> None:
    missing = server.missing_tools(replace(RELEASES["5"], java=999))

    assert missing is not None
    assert "Java 999 or newer" in missing


def test_a_short_password_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="at least 8"):
        Neo4jServer.create(tmp_path, "short")


def test_the_kept_password_is_for_its_owner_only(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    first = server.ensure_password(tmp_path)
    monkeypatch.setenv("NEO4J_PASSWORD", "another one")

    assert first == server.ensure_password(tmp_path) == server.read_password(tmp_path)
    assert 0o600 == stat.S_IMODE((tmp_path / "password").stat().st_mode)


def test_a_port_that_is_taken_is_not_preferred() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        assert port != server.preferred_port(port)


def test_a_state_file_of_a_process_that_is_somebody_elses_is_nothing(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    state = '{"release": "5", "bolt_port": 1, "http_port": 2, "pid": 1}'
    (tmp_path / "run" / "techpol-server.json").write_text(state, "ascii")

    assert Neo4jServer.open(tmp_path) is None
    assert not Neo4jServer(tmp_path, RELEASES["5"], 1, 2).stop()


@pytest.mark.parametrize("uri", ["", "localhost", "http://h", "bolt://", "bolt://me:secret@h", "file:///etc/passwd"])
def test_what_is_no_address_is_refused_without_saying_a_password(uri: str) -> None:
    with pytest.raises(UsageError) as caught:
        Target(uri)
    assert "secret" not in str(caught.value)


def test_a_password_is_not_in_the_text_of_a_target() -> None:
    assert "secret" not in repr(Target("bolt://h", "me", "secret"))
