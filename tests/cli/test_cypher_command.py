"""``techpol cypher`` and ``techpol neo4j`` as a person types them."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from techpol.cli.main import main
from techpol.graph.embedded import missing_engine
from techpol.queries.cypher import load_library

needs_engine = pytest.mark.skipif(missing_engine() is not None, reason=str(missing_engine()))


@pytest.fixture(autouse=True)
def own_folders(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Nothing of the person who runs the tests is read or written."""
    base = tmp_path_factory.mktemp("folders")
    for name in ("CACHE", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(base / name.lower()))
    monkeypatch.delenv("NEO4J_URI", raising=False)
    monkeypatch.delenv("NEO4J_PASSWORD", raising=False)


@pytest.fixture(scope="module")
def ledger_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with one gift and one office, added by hand."""
    path = tmp_path_factory.mktemp("ledger") / "ledger.db"
    from techpol.graph.ledger import Ledger
    from techpol.schema.model import Claim, Qualifiers, Reading, Referent, Source, Span
    from techpol.schema.values import Money, PartialDate

    text = "Ada Example gave $2,900 to the Example Fund on June 14, 2023. Ada Example leads Firm."
    source = Source("https://news.example/1", "article", "a" * 64, "Gifts", url="https://news.example/1", text=text)
    people = [
        Referent(source.id, "person/ada", "Person", "Ada Example"),
        Referent(source.id, "committee/fund", "Committee", "Example Fund"),
        Referent(source.id, "company/firm", "Company", "Firm"),
    ]
    gift = Qualifiers(amount=Money.clean("2900", "USD"), start=PartialDate(2023, 6, 14))
    first, second = text.index(" Ada Example leads"), len(text)
    claims = [
        Claim(source.id, source.sha256, "person/ada", "DONATED_TO", "committee/fund",
              (Span(source.id, 0, first, text[:first]),), qualifiers=gift),
        Claim(source.id, source.sha256, "person/ada", "LEADS", "company/firm",
              (Span(source.id, first + 1, second, text[first + 1:]),)),
    ]  # fmt: skip
    with Ledger.open(path) as ledger:
        ledger.put(Reading(source, [*people, *claims]))
        ledger.build()
    return path


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = main([*words])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_the_list_as_json_has_the_documented_keys(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "cypher", "--list", "--json")
    listed = json.loads(out)

    assert 0 == status
    assert sorted(load_library()) == [item["name"] for item in listed]
    assert all({"name", "title", "parameters", "columns"} <= item.keys() for item in listed)


def test_the_list_for_a_person_names_each_query(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "cypher", "--list")

    assert all(name in out for name in load_library())


@needs_engine
def test_a_named_query(capsys: pytest.CaptureFixture[str], ledger_file: Path) -> None:
    status, out, _ = run(
        capsys, "cypher", "donors-of", "--committee", "example fund", "--db", str(ledger_file), "--json"
    )
    data = json.loads(out)

    assert 0 == status
    assert ("Ada Example", 1, 2900.0, "2023-06-14") == tuple(
        data["rows"][0][name] for name in ("donor", "gifts", "total", "first")
    )


@needs_engine
def test_cypher_text_a_file_and_a_parameter(
    capsys: pytest.CaptureFixture[str], ledger_file: Path, tmp_path: Path
) -> None:
    text = "MATCH (p:Person) WHERE p.name = $name RETURN p.name AS name"
    file = tmp_path / "mine.cypher"
    file.write_text(f"// parameter: name: string; whom\n{text}\n", "utf-8")
    db = ("--db", str(ledger_file), "--format", "csv")

    by_text = run(capsys, "cypher", text, "--param", "name=Ada Example", *db)[1]
    by_file = run(capsys, "cypher", str(file), "--name", "Ada Example", *db)[1]

    assert (
        [["name"], ["Ada Example"]]
        == list(csv.reader(io.StringIO(by_text)))
        == list(csv.reader(io.StringIO(by_file)))
    )


@needs_engine
def test_no_row_is_exit_status_3(capsys: pytest.CaptureFixture[str], ledger_file: Path) -> None:
    status, out, _ = run(capsys, "cypher", "donors-of", "--committee", "Nobody", "--db", str(ledger_file))

    assert 3 == status
    assert out.startswith("donor\t")


@needs_engine
@pytest.mark.parametrize("query", ["CREATE (n:X) RETURN n", "MATCH (n) DETACH DELETE n RETURN 1 AS x"])
def test_what_writes_is_refused(capsys: pytest.CaptureFixture[str], ledger_file: Path, query: str) -> None:
    status, _, err = run(capsys, "cypher", query, "--db", str(ledger_file))

    assert 2 == status
    assert "not read-only" in err


@needs_engine
def test_parquet_and_graph_formats(capsys: pytest.CaptureFixture[str], ledger_file: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    db = ("--db", str(ledger_file))
    query = "MATCH (a)-[r:DONATED_TO]->(b) RETURN a, r, b, r.amount AS amount, a.names AS names"

    assert 0 == run(capsys, "cypher", query, "--format", "parquet", "-o", str(tmp_path / "rows.parquet"), *db)[0]
    assert 0 == run(capsys, "cypher", query, "--format", "graphml", "-o", str(tmp_path / "part.graphml"), *db)[0]

    assert [2900.0] == parquet.read_table(tmp_path / "rows.parquet")["amount"].to_pylist()
    drawn = (tmp_path / "part.graphml").read_text("utf-8")
    assert "Ada Example" in drawn
    assert "Firm" not in drawn


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("donor-of",), "did you mean donors-of"),
        (("donors-of",), "needs --committee"),
        (("donors-of", "--colour", "red"), "no parameter 'colour'"),
        (("donors-of", "--committee"), "needs a value"),
        (("top-donors", "--limit", "many"), "not of type integer"),
        (("RETURN 1", "--limit", "3"), "--param NAME=VALUE"),
        (("RETURN 1", "--param", "x"), "expected NAME=VALUE"),
        (("missing.cypher",), "cannot be read"),
        (("RETURN 1 AS x", "--format", "tablets"), "no format 'tablets'"),
        (("RETURN 1 AS x", "--format", "parquet"), "name a file"),
        (("RETURN 1 AS x", "--to", "http://localhost"), "not the address of a database"),
        (("RETURN 1 AS x", "--to", "bolt://user:secret@localhost"), "leave user and password out"),
        (("RETURN 1 AS x", "--to", "bolt://127.0.0.1:1"), "no password"),
    ],
)
def test_a_mistake_is_named_and_nothing_is_run(
    capsys: pytest.CaptureFixture[str], ledger_file: Path, words: tuple[str, ...], message: str
) -> None:
    status, out, err = run(capsys, "cypher", *words, "--db", str(ledger_file))

    assert (2, "") == (status, out)
    assert message in err
    assert "secret" not in err


def test_nobody_answers(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, ledger_file: Path
) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "top-secret-word")

    status, _, err = run(capsys, "neo4j", "push", "--uri", "bolt://127.0.0.1:1", "--db", str(ledger_file))

    assert 1 == status
    assert "does not answer" in err
    assert "top-secret-word" not in err


def test_the_address_of_the_browser_holds_the_query(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "neo4j", "browser", "donors-of --committee X", "--url", "http://h/browser/")

    assert 0 == status
    assert out.startswith("http://h/browser/?cmd=edit&arg=")
    assert "%3Aparam%20committee" in out


def test_the_files_of_the_browser(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    status, out, _ = run(capsys, "neo4j", "browser", "--files", str(tmp_path))

    assert 0 == status
    assert ["techpol-guide.html", "techpol-scripts.zip", "techpol.grass"] == sorted(
        Path(line).name for line in out.splitlines()
    )
    assert "node.Person" in (tmp_path / "techpol.grass").read_text("utf-8")


def test_stop_where_nothing_runs(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert 3 == run(capsys, "neo4j", "stop", "--home", str(tmp_path))[0]


@pytest.mark.server
def test_push_and_diff(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    neo4j_database: object,
    neo4j_server: object,
    ledger_file: Path,
) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_server.password)  # type: ignore[attr-defined]
    monkeypatch.setenv("NEO4J_URI", neo4j_server.server.uri)  # type: ignore[attr-defined]
    db = ("--db", str(ledger_file))

    assert 1 == run(capsys, "neo4j", "diff", *db)[0]
    status, out, _ = run(capsys, "neo4j", "push", "--json", *db)
    assert 0 == status
    assert 2 == json.loads(out)["relationships"]["created"]
    assert 0 == run(capsys, "neo4j", "diff", *db)[0]
    status, out, err = run(capsys, "cypher", "gifts-of", "--donor", "Ada Example", "--to", "neo4j", "--json", *db)
    assert 0 == status, err
    assert 2900.0 == json.loads(out)["rows"][0]["amount"]


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A home folder in which a process runs that looks like a server of ours, at a port where nothing answers."""
    folder = (tmp_path / "home").resolve()
    (folder / "run").mkdir(parents=True)
    (folder / "password").write_text("correct horse", "utf-8")
    words = [sys.executable, "-c", "import time; time.sleep(300)", f"--home-dir={folder}"]
    with subprocess.Popen(words) as process:
        state = {"release": "5", "bolt_port": 1, "http_port": 2, "pid": process.pid}
        (folder / "run" / "techpol-server.json").write_text(json.dumps(state), "ascii")
        yield folder
        process.kill()


def test_a_server_with_a_home_of_its_own_is_found_by_it(
    capsys, home: Path, ledger_file: Path, tmp_path: Path
) -> None:
    found = run(capsys, "neo4j", "browser", "--home", str(home))

    assert (found[0], found[1].startswith("http://127.0.0.1:2/browser/")) == (0, True)
    for command in ("push", "diff"):
        status, _, said = run(capsys, "neo4j", command, "--home", str(home), "--db", str(ledger_file))
        # It knew address and password, and asked nobody.
        assert (status, "bolt://127.0.0.1:1" in said, "password" in said) == (1, True, False), said
        status, _, said = run(capsys, "neo4j", command, "--home", str(tmp_path), "--db", str(ledger_file))
        assert f"no Neo4j of ours runs in {tmp_path}; techpol neo4j start --home {tmp_path}" in said
