"""One Neo4j a test session, started on first use, and the same database emptied for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from techpol.graph.embedded import Engine, missing_engine, open_embedded
from techpol.graph.neo4j.browser import browser_settings
from techpol.graph.neo4j.connection import Database, Target, open_database
from techpol.graph.neo4j.server import RELEASES, Neo4jServer, make_password, missing_tools


class RunningServer:
    """The server of the session and how to log in."""

    def __init__(self, server: Neo4jServer, password: str) -> None:
        self.server = server
        self.password = password

    @property
    def target(self) -> Target:
        return Target(self.server.uri, "neo4j", self.password)


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    release = RELEASES["5"]
    missing = missing_tools(release)
    if missing is not None:
        pytest.skip(missing)
    password = make_password()
    server = Neo4jServer.create(
        tmp_path_factory.mktemp("neo4j"), password, release=release, settings=browser_settings()
    )
    server.start()
    yield RunningServer(server, password)
    server.stop(kill=True)


@pytest.fixture
def neo4j_database(neo4j_server: RunningServer) -> Iterator[Database]:
    with open_database(neo4j_server.target) as database:
        empty(database)
        yield database


@pytest.fixture(scope="session")
def embedded_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    missing = missing_engine()
    if missing is not None:
        pytest.skip(missing)
    with open_embedded(tmp_path_factory.mktemp("embedded"), query_timeout_s=10.0) as engine:
        yield engine


@pytest.fixture(params=["embedded", pytest.param("neo4j", marks=pytest.mark.server)])
def graph_database(request: pytest.FixtureRequest) -> Database:
    """Each engine in turn, empty."""
    if request.param == "neo4j":
        database: Database = request.getfixturevalue("neo4j_database")
        return database
    engine: Engine = request.getfixturevalue("embedded_engine")
    engine.writer.write("MATCH (n) DETACH DELETE n")
    return engine.writer


def empty(database: Database) -> None:
    """Take all data out, and every constraint and index that push would not make anyway (making them takes time)."""
    database.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS")
    for kind, names in (
        ("CONSTRAINT", "SHOW CONSTRAINTS YIELD name RETURN name"),
        (
            "INDEX",
            "SHOW INDEXES YIELD name, type, owningConstraint WHERE type <> 'LOOKUP' "
            "AND owningConstraint IS NULL RETURN name",
        ),
    ):
        for row in database.run(names):
            if not row["name"].startswith("techpol_"):
                database.run(f"DROP {kind} `{row['name']}`")
