"""Bulk import, proven by running it: the database that neo4j-admin makes is the one that push would make."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hard_graph import HardShares, hard_graph
from made_graph import MadeGraph

from techpol.graph.neo4j.bulk import ImportSet, write_import_set
from techpol.graph.neo4j.connection import Database, Target, open_database
from techpol.graph.neo4j.difference import find_differences
from techpol.graph.neo4j.push import PushOptions, push
from techpol.graph.neo4j.server import RELEASES, Neo4jServer, make_password, missing_tools


def test_a_separator_that_stands_in_a_text_is_not_taken(tmp_path: Path) -> None:
    written = write_import_set(hard_graph(), tmp_path)

    assert "\x1e" == written.separator
    assert (9, 16) == (written.nodes, written.relationships)
    assert "--array-delimiter=U+001E" in written.command_line()


def test_the_same_graph_gives_the_same_bytes(tmp_path: Path) -> None:
    write_import_set(hard_graph(), tmp_path / "one")
    write_import_set(hard_graph(), tmp_path / "two")

    for name in ("nodes.csv", "relationships.csv", "schema.cypher", "import.sh"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_two_processes_write_the_rows_of_one(tmp_path: Path) -> None:
    graph = MadeGraph(20, 101)
    alone = write_import_set(graph, tmp_path / "one")
    shared = write_import_set(graph, tmp_path / "two", processes=2)

    def rows(written: ImportSet) -> list[str]:
        texts = [(written.directory / name).read_text("utf-8") for name in written.relationship_files]
        return sorted(line for text in texts for line in text.splitlines())

    assert (20, 101) == (shared.nodes, shared.relationships)
    assert rows(alone) == rows(shared)
    assert "--relationships=relationships.csv,relationships-2.csv" in (tmp_path / "two" / "import.sh").read_text()


def test_a_separator_that_another_process_meets_is_not_taken_either(tmp_path: Path) -> None:
    written = write_import_set(HardShares(), tmp_path, processes=2)

    assert "\x1e" == written.separator
    assert (9, 16) == (written.nodes, written.relationships)


@pytest.fixture(scope="module", params=sorted(RELEASES))
def imported(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A server of each line whose database was made by neo4j-admin from the files, claims included."""
    release = RELEASES[request.param]
    missing = missing_tools(release)
    if missing is not None:
        pytest.skip(missing)
    home, files = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("files")
    password = make_password()
    server = Neo4jServer.create(home, password, release=release)
    written = write_import_set(hard_graph(), files, with_claims=True)
    server.admin(*written.command()[1:])
    server.start()
    with open_database(Target(server.uri, "neo4j", password)) as database:
        yield database
    server.stop(kill=True)


@pytest.mark.server
def test_the_import_is_the_graph(imported: Database) -> None:
    assert [] == [str(item) for item in find_differences(hard_graph(), imported, with_claims=True)]


@pytest.mark.server
def test_a_push_after_the_import_writes_nothing(imported: Database) -> None:
    report = push(hard_graph(), imported, PushOptions(with_claims=True))

    for count in (report.nodes, report.relationships):
        assert (0, 0, 0) == (count.created, count.updated, count.removed)
        assert count.unchanged > 0


@pytest.mark.server
def test_the_script_passes_a_shell_and_names_the_program(tmp_path: Path) -> None:
    write_import_set(hard_graph(), tmp_path / "set")
    echo = shutil.which("echo")
    assert echo is not None

    done = subprocess.run(
        ["sh", tmp_path / "set" / "import.sh", "other"], env={"NEO4J_ADMIN": echo, "PATH": "/usr/bin:/bin"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert done.stdout.startswith("database import full other --nodes=nodes.csv --relationships=relationships.csv")
