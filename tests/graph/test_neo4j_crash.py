"""What a push leaves when something dies in the middle of it, and what two pushes do to each other."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from made_graph import MadeGraph

from techpol.graph.neo4j import lock
from techpol.graph.neo4j.connection import ConnectionLost, Database, Target, open_database
from techpol.graph.neo4j.difference import find_differences
from techpol.graph.neo4j.lock import PushLock
from techpol.graph.neo4j.push import PushOptions, push
from techpol.graph.neo4j.server import RELEASES, Neo4jServer, make_password, missing_tools
from techpol.schema.errors import DatabaseError

pytestmark = pytest.mark.server

PATIENCE_S = 300  # a busy machine takes minutes to start a server and to make its constraints
GRAPH = MadeGraph(1_000, 8_000)
SUPPORT = Path(__file__).parent.parent / "support"
PUSHER = """
import sys
sys.path.insert(0, sys.argv[1])
from made_graph import MadeGraph
from techpol.graph.neo4j.connection import Target, open_database
from techpol.graph.neo4j.push import PushOptions, push
with open_database(Target(sys.argv[2], "neo4j", sys.stdin.read())) as database:
    push(MadeGraph(1_000, 8_000), database, PushOptions(batch=200))
"""


def relationships(database: Database) -> int:
    return int(database.read("MATCH ()-[r]->() RETURN count(r) AS n")[0]["n"])


def wait_for_some(database: Database, least: int = 500) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while relationships(database) < least:
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.fixture
def own_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Neo4jServer, Target]]:
    """A server that the test may kill; whoever held the lock then is taken for dead sooner than a person needs."""
    monkeypatch.setattr(lock, "LEASE_S", 10)
    monkeypatch.setattr(lock, "RENEW_S", 1.0)
    missing = missing_tools(RELEASES["5"])
    if missing is not None:
        pytest.skip(missing)
    password = make_password()
    server = Neo4jServer.create(tmp_path / "home", password)
    server.start()
    yield server, Target(server.uri, "neo4j", password)
    server.stop(kill=True)


def test_neo4j_dies_and_the_next_push_ends_the_work(own_server: tuple[Neo4jServer, Target]) -> None:
    server, target = own_server
    failure: list[BaseException] = []

    def push_until_it_breaks() -> None:
        try:
            with open_database(target) as database:
                push(GRAPH, database, PushOptions(batch=200, reconnect_s=0))
        except DatabaseError as exc:
            failure.append(exc)

    pushing = threading.Thread(target=push_until_it_breaks)
    pushing.start()
    with open_database(target) as watching:
        deadline = time.monotonic() + PATIENCE_S
        while True:
            try:
                if relationships(watching) >= 500:
                    break
            except DatabaseError:
                pass
            assert time.monotonic() < deadline
        server.stop(kill=True)
    pushing.join()
    server.start()

    with open_database(target) as database:
        left = relationships(database)
        report = push(GRAPH, database)

        assert 1 == len(failure)
        assert isinstance(failure[0], ConnectionLost)
        assert 0 < left < GRAPH.edges
        assert GRAPH.edges == report.relationships.created + report.relationships.unchanged
        assert [] == list(find_differences(GRAPH, database))


def test_neo4j_dies_and_comes_back_and_the_same_push_goes_on(own_server: tuple[Neo4jServer, Target]) -> None:
    server, target = own_server
    reports = []

    def push_through() -> None:
        with open_database(target) as database:
            reports.append(push(GRAPH, database, PushOptions(batch=10, reconnect_s=120)))

    pushing = threading.Thread(target=push_through)
    pushing.start()
    with open_database(target) as watching:
        wait_for_some(watching)
        server.stop(kill=True)
    still_pushing = pushing.is_alive()
    server.start()
    pushing.join()

    # The driver's own retries may bridge a short outage, ours a long one: what counts is that the push ended whole.
    assert still_pushing
    assert 1 == len(reports)
    with open_database(target) as database:
        assert [] == list(find_differences(GRAPH, database))


def test_techpol_dies_and_the_next_push_ends_the_work(neo4j_database: Database) -> None:
    target = neo4j_database.target
    pusher = subprocess.Popen(
        [sys.executable, "-c", PUSHER, str(SUPPORT), target.uri], stdin=subprocess.PIPE, text=True
    )
    assert pusher.stdin is not None
    pusher.stdin.write(target.password)
    pusher.stdin.close()
    wait_for_some(neo4j_database)
    pusher.send_signal(signal.SIGKILL)
    pusher.wait()

    left = relationships(neo4j_database)
    started = time.monotonic()
    report = push(GRAPH, neo4j_database)

    assert 0 < left < GRAPH.edges
    assert report.relationships.created < GRAPH.edges
    assert time.monotonic() - started < PATIENCE_S  # the dead one's lock is taken over and not waited for
    assert [] == list(find_differences(GRAPH, neo4j_database))


def test_two_pushes_at_once_leave_the_graph_once(neo4j_database: Database) -> None:
    waiting: list[str] = []
    reports = []

    def push_it() -> None:
        with open_database(neo4j_database.target) as database:
            reports.append(push(GRAPH, database, say=waiting.append))

    both = [threading.Thread(target=push_it) for _ in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()

    assert 1 == len(waiting)
    assert [0, GRAPH.edges] == sorted(report.relationships.created for report in reports)
    assert [] == list(find_differences(GRAPH, neo4j_database))


def test_a_push_that_may_not_wait_is_refused(neo4j_database: Database) -> None:
    push(MadeGraph(1, 0), neo4j_database)

    with (
        PushLock(neo4j_database, 0, lambda holder: None),
        pytest.raises(DatabaseError, match=f"another push.*{os.getpid()}"),
    ):
        push(MadeGraph(1, 0), neo4j_database, PushOptions(wait_s=0))
