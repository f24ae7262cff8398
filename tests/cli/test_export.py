"""``export``, ``view``, ``merge`` and loading of what others have, from the command line."""

from __future__ import annotations

import io
import json
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from techpol.graph.export import FORMATS
from techpol.graph.ledger import Ledger

ROOT = Path(__file__).parents[2]
TRUMPWORLD = ROOT.parent / "shared" / "data" / "trumpworld" / "trumpworld.csv"
FILES = [item.name for item in FORMATS if item.name not in ("mermaid", "svg")]


@pytest.mark.parametrize("form", FILES)
def test_every_format_is_written_and_counted(run: Any, loaded: Path, tmp_path: Path, form: str) -> None:
    ran = run("export", form, tmp_path / form, "--db", loaded, "--json")

    assert (0, "") == (ran.status, ran.err)
    assert form == ran.json["format"] and (tmp_path / form).exists()
    assert all(count >= 0 for count in ran.json["written"].values())


def test_claims_become_nodes_of_the_import_set_on_request(run: Any, loaded: Path, tmp_path: Path) -> None:
    without = run("export", "neo4j-import", tmp_path / "without", "--db", loaded, "--json").json["written"]
    ran = run("export", "neo4j-import", tmp_path / "with", "--claims", "--db", loaded, "--json")

    assert (0, "") == (ran.status, ran.err)
    assert ran.json["written"]["entities"] > without["entities"] > 0
    rows = (tmp_path / "with" / "nodes.csv").read_text("utf-8")
    assert '"Claim"' in rows and '"Source"' in rows
    assert '"Claim"' not in (tmp_path / "without" / "nodes.csv").read_text("utf-8")
    assert "database import full" in (tmp_path / "with" / "import.sh").read_text("utf-8")


def test_claims_of_another_format_are_an_error(run: Any, loaded: Path, tmp_path: Path) -> None:
    ran = run("export", "graphml", tmp_path / "x", "--claims", "--db", loaded)

    assert 2 == ran.status
    assert "neo4j-import" in ran.err


def test_formats_are_listed(run: Any) -> None:
    listed = run("export", "--list")
    assert (0, len(FORMATS) + 1) == (listed.status, len(listed.out.splitlines()))
    assert [item.name for item in FORMATS] == [item["format"] for item in run("export", "--list", "--json").json]


def test_standard_output_holds_the_file_and_nothing_else(run: Any, loaded: Path) -> None:
    ran = run("export", "node-link", "-", "--db", loaded)
    assert len(json.loads(ran.out)["edges"]) > 0
    assert ran.err.startswith("wrote ")


def test_filters_choose_edges(run: Any, loaded: Path, tmp_path: Path) -> None:
    ran = run("export", "node-link", "-", "--relation", "donated_to", "--modality", "asserted", "--db", loaded)
    edges = json.loads(ran.out)["edges"]
    assert {("DONATED_TO", "asserted")} == {(edge["relation"], edge["modality"]) for edge in edges}
    everything = json.loads(run("export", "node-link", "-", "--db", loaded).out)["edges"]
    with Ledger.open(loaded, read_only=True) as ledger:
        assert {edge["id"] for edge in everything} == {edge.id for edge in ledger.iter_edges()}


def test_around_a_name_in_arabic(run: Any, loaded: Path) -> None:
    near = json.loads(run("export", "node-link", "-", "--entity", "سام ألتمان", "--hops", "1", "--db", loaded).out)
    far = json.loads(run("export", "node-link", "-", "--entity", "سام ألتمان", "--hops", "3", "--db", loaded).out)
    assert 1 < len(near["nodes"]) < len(far["nodes"])


def graph_of(ran: Any) -> tuple[set[str], set[tuple[str, str, str]]]:
    """Return the names, and the ties by name, of a graph in networkx's JSON."""
    assert 0 == ran.status, ran.err
    data = json.loads(ran.out)
    names = {node["id"]: node["name"] for node in data["nodes"]}
    ties = {(names[edge["source"]], edge["relation"], names[edge["target"]]) for edge in data["edges"]}
    return set(names.values()), ties


def test_what_a_named_query_shows(run: Any, loaded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from techpol.graph.embedded import missing_engine

    missing = missing_engine()
    if missing is not None:
        pytest.skip(missing)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    fund = ("--param", "committee=صندوق بايدن فيكتوري")
    names, ties = graph_of(run("export", "node-link", "-", "--from", "donors-of", *fund, "--db", loaded))
    assert {"Biden Victory Fund", "Sam Altman"} <= names
    # The gifts that the query is about, and neither other ties of those names nor ties between two donors.
    assert {("DONATED_TO", "Biden Victory Fund")} == {(relation, end) for _, relation, end in ties}
    # A filter narrows it as it narrows everything.
    _, none = graph_of(
        run("export", "node-link", "-", "--from", "donors-of", *fund, "--min-amount", "1000000", "--db", loaded)
    )
    assert set() == none
    ends = ("--param", "start=OpenAI", "--param", "end=Biden Victory Fund")
    _, chain = graph_of(run("export", "node-link", "-", "--from", "path-between", *ends, "--db", loaded))
    assert {("Sam Altman", "LEADS", "OpenAI"), ("Sam Altman", "DONATED_TO", "Biden Victory Fund")} <= chain

    nobody = run("export", "node-link", "-", "--from", "donors-of", "--param", "committee=Nobody", "--db", loaded)
    assert (3, "") == (nobody.status, nobody.out)


def test_a_query_that_names_one_a_row_shows_the_ties_of_that_one_and_no_namesake(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from techpol.graph.embedded import missing_engine

    missing = missing_engine()
    if missing is not None:
        pytest.skip(missing)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    own = ("--why", "seen", "--by", "Ada", "--db", tmp_path / "own.db")
    gift = ("--subject-type", "Person", "--object-type", "Committee", "--amount")
    assert run("add", "Carl Vale", "DONATED_TO", "Harbor Fund", *gift, "500", *own).status == 0
    assert run("add", "Mona Reyes", "DONATED_TO", "Quay Fund", *gift, "70", "--modality", "planned", *own).status == 0
    firm = ("--subject-type", "Person", "--object-type", "Company")
    assert run("add", "Ada Lind", "FOUNDED", "Carl Vale", *firm, *own).status == 0

    shown = run("export", "node-link", "-", "--from", "top-donors", "--db", tmp_path / "own.db")
    assert graph_of(shown) == ({"Carl Vale", "Harbor Fund"}, {("Carl Vale", "DONATED_TO", "Harbor Fund")})
    assert sorted(node["type"] for node in json.loads(shown.out)["nodes"]) == ["Committee", "Person"]
    planned = run(
        "export", "node-link", "-", "--from", "top-donors", "--param", "modality=planned", "--db", tmp_path / "own.db"
    )
    assert graph_of(planned) == ({"Mona Reyes", "Quay Fund"}, {("Mona Reyes", "DONATED_TO", "Quay Fund")})

    # One name twice is no pair: who is meant, only ids can say.
    twice = run("resolve", "--explain", "Carl Vale", "Carl Vale", "--db", tmp_path / "own.db")
    assert twice.status == 2
    assert "2 entities are called 'Carl Vale': e-" in twice.err and "name two of them by their ids" in twice.err
    once = run("resolve", "--explain", "Ada Lind", "Ada Lind", "--db", tmp_path / "own.db")
    assert "are one mention in one source; name two" in once.err


def test_an_answer_from_a_question_and_from_a_pipe(
    run: Any, loaded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = "who links Elon Musk to a committee"
    by_question = json.loads(run("export", "node-link", "-", "--from", question, "--db", loaded).out)
    answer = run("ask", question, "--db", loaded, "--json").out
    monkeypatch.setattr(sys, "stdin", type("In", (), {"buffer": io.BytesIO(answer.encode())})())
    by_pipe = json.loads(run("export", "node-link", "-", "--from", "-", "--db", loaded).out)
    assert len(by_question["edges"]) > 0
    assert {edge["id"] for edge in by_question["edges"]} <= {edge["id"] for edge in by_pipe["edges"]}
    (tmp_path / "answer.json").write_text(answer, "utf-8")
    assert by_pipe == json.loads(run("export", "node-link", "-", "--from", "answer.json", "--db", loaded).out)


def test_a_pipe_needs_no_option(run: Any, loaded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = run("ask", "who links Elon Musk to a committee", "--db", loaded, "--json").out
    (tmp_path / "answer.json").write_text(answer, "utf-8")
    named = run("export", "node-link", "-", "--from", "answer.json", "--db", loaded).out
    whole = run("export", "node-link", "-", "--db", loaded).out
    assert len(named) < len(whole)

    with _pipe(answer, monkeypatch):
        assert named == run("export", "node-link", "-", "--db", loaded).out
    with (tmp_path / "answer.json").open("r") as file:
        monkeypatch.setattr(sys, "stdin", file)
        assert named == run("export", "node-link", "-", "--db", loaded).out
    # What names a part itself does not look at the pipe.
    with _pipe("not JSON", monkeypatch):
        assert 0 == run("export", "node-link", "-", "--entity", "OpenAI", "--db", loaded).status
    with _pipe(answer, monkeypatch):
        assert 0 == run("view", "page.html", "--no-open", "--db", loaded).status
    assert len((tmp_path / "page.html").read_bytes()) < len(run("view", "-", "--db", loaded).out.encode())


@pytest.mark.parametrize(
    ("text", "status", "message"),
    [
        ("Elon Musk -> OpenAI", 2, "give the question --json"),
        ("Elon Musk -> OpenAI", 2, "< /dev/null"),
        ('{"paths": []}', 3, "nothing in the JSON"),
    ],
)
def test_a_pipe_without_an_answer_gives_nothing(
    run: Any, loaded: Path, monkeypatch: pytest.MonkeyPatch, text: str, status: int, message: str
) -> None:
    with _pipe(text, monkeypatch):
        ran = run("export", "node-link", "-", "--db", loaded)
    assert (status, "") == (ran.status, ran.out)
    assert message in ran.err


def test_no_answer_to_read_gives_the_whole_graph(run: Any, loaded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = run("export", "node-link", "-", "--db", loaded).out
    with _pipe("\n", monkeypatch):
        ran = run("export", "node-link", "-", "--db", loaded)
    assert whole == ran.out
    assert "standard input is empty: the whole graph goes out" in ran.err
    with Path(os.devnull).open() as empty:
        for nothing in (empty, None):
            monkeypatch.setattr(sys, "stdin", nothing)
            ran = run("export", "node-link", "-", "--db", loaded)
            assert whole == ran.out
            assert ran.err.startswith("wrote ")


def test_a_pipe_that_is_silent_is_spoken_of(run: Any, loaded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    said: list[str] = []

    def note(text: str) -> None:
        said.append(text)
        if len(said) == 1:  # who waits is told before anything has come
            os.close(writing)

    monkeypatch.setattr("techpol.cli.part._PATIENCE", 0.01)
    monkeypatch.setattr("techpol.cli.console.note", note)
    with os.fdopen(reading) as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        assert 0 == run("export", "node-link", "-", "--db", loaded).status
    assert said[0].startswith("waiting for an answer on standard input")
    assert said[1].startswith("standard input is empty")


@contextmanager
def _pipe(text: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Put a pipe that holds a text in the place of standard input."""
    reading, writing = os.pipe()

    def write() -> None:
        with os.fdopen(writing, "w", encoding="utf-8") as stream, suppress(BrokenPipeError):
            stream.write(text)

    writer = threading.Thread(target=write)
    writer.start()
    with os.fdopen(reading) as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        yield
    writer.join()


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["export"], 2, "name a format"),
        (["export", "xls", "-"], 2, "no format 'xls'; known: jsonl"),
        (["export", "csv", "-"], 2, "writes several files"),
        (["export", "graphml", "-", "--relation", "GAVE"], 2, "no relation 'GAVE'"),
        (["export", "graphml", "-", "--kind", "cash"], 2, "no kind 'cash'"),
        (["export", "graphml", "-", "--modality", "sure"], 2, "no modality 'sure'"),
        (["export", "graphml", "-", "--avoid", "Nobody Atall"], 2, "nothing in the ledger"),
        (["export", "graphml", "-", "--entity", "Nobody Atall"], 3, "nothing in the ledger"),
        (["export", "graphml", "-", "--entity", "OpenAI", "--from", "x"], 2, "give one of them"),
        (["export", "graphml", "."], 2, "is a directory"),
        (["export", "graphml", "-", "--from", "text.json"], 2, "not JSON"),
        (["export", "graphml", "-", "--from", "donors-of"], 2, "donors-of needs --committee"),
        (["export", "graphml", "-", "--from", "donors-of", "--param", "fund=x"], 2, "no parameter 'fund'"),
        (["export", "graphml", "-", "--from", "donors-of", "--param", "fund"], 2, "expected NAME=VALUE"),
        (["export", "graphml", "-", "--from", "who", "--param", "a=b"], 2, "is no named query"),
        (["export", "graphml", "-", "--param", "a=b"], 2, "the named query that --from names"),
        (["view", "--language", "fr"], 2, "known: en, ar"),
        (["merge", "none.db"], 1, "OTHER: none.db: no ledger here"),
        (["merge", "text.json"], 1, "is not a ledger (it is no SQLite file); name another file as OTHER"),
        (["load", "x.csv", "--preview"], 2, "needs --mapping"),
        (["load", "x.txt", "--loader", "articles", "--mapping", "text.json"], 2, "is for tables"),
    ],
)
def test_what_makes_no_sense_says_so(
    run: Any, loaded: Path, tmp_path: Path, arguments: list[str], status: int, message: str
) -> None:
    (tmp_path / "text.json").write_text("a path", "utf-8")
    ran = run(*arguments, "--db", loaded if arguments[0] != "load" else tmp_path / "new.db")
    assert (status, "") == (ran.status, ran.out)
    assert message in ran.err, ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["export", "graphml", "LEDGER"],
        ["view", "LEDGER", "--no-open"],
        ["path", "OpenAI", "--to", "Campaign", "--html", "LEDGER"],
        ["review", "--export", "LEDGER"],
        ["review", "--claims", "--export", "LEDGER"],
        ["cypher", "MATCH (n) RETURN n.name", "--format", "csv", "--output", "LEDGER"],
    ],
)
def test_a_ledger_is_never_written_over(run: Any, ledger_copy: Path, tmp_path: Path, arguments: list[str]) -> None:
    with Ledger.open(ledger_copy, read_only=True) as ledger:
        before = ledger.digest()
    ran = run(*(str(ledger_copy) if word == "LEDGER" else word for word in arguments), "--db", ledger_copy)
    assert 2 == ran.status and "is not written over" in ran.err, ran.err
    with Ledger.open(ledger_copy, read_only=True) as ledger:
        assert before == ledger.digest()


def test_a_device_is_written_to_and_stays(run: Any, loaded: Path) -> None:
    assert 0 == run("export", "jsonl", "/dev/null", "--db", loaded).status
    assert not Path("/dev/null").is_file()


def test_view_writes_a_page(run: Any, loaded: Path, tmp_path: Path) -> None:
    ran = run(
        "view", "page.html", "--entity", "Sam Altman", "--hops", "2", "--no-open", "--language", "ar", "--db", loaded
    )
    page = (tmp_path / "page.html").read_text("utf-8")
    assert (0, "page.html\n") == (ran.status, ran.out)
    assert '<html lang="ar" dir="rtl">' in page and "سام ألتمان" in page


def test_lines_load_back_and_a_second_load_changes_nothing(run: Any, loaded: Path, tmp_path: Path) -> None:
    run("export", "jsonl", "ledger.jsonl", "--db", loaded)
    assert 0 == run("load", "ledger.jsonl", "--db", "copy.db").status
    with Ledger.open(loaded, read_only=True) as first, Ledger.open(tmp_path / "copy.db", read_only=True) as second:
        assert first.digest().to_dict() == second.digest().to_dict()
    again = run("load", "ledger.jsonl", "--db", "copy.db", "--json").json
    assert (0, 0) == (again["sources"].get("new", 0), again["claims"].get("added", 0))


def test_merge_joins_and_says_conflicts(run: Any, loaded: Path, ledger_copy: Path, tmp_path: Path) -> None:
    with Ledger.open(ledger_copy) as ledger:
        claim = next(ledger.iter_stored_claims()).claim.id
        ledger.reject_claim(claim, "wrong", "Ada")
    run("export", "jsonl", "ledger.jsonl", "--db", loaded)
    run("load", "ledger.jsonl", "--db", "other.db")
    with Ledger.open(tmp_path / "other.db") as other:
        other.reject_claim(claim, "wrong", "Ben")
        other.unreject(claim, "right", "Ben")
    ran = run("merge", "other.db", "--db", ledger_copy)
    assert 0 == ran.status
    assert "1 conflicts" in ran.out and claim in ran.out
    with Ledger.open(ledger_copy, read_only=True) as ledger:
        stored = ledger.get_stored_claim(claim)
        assert stored is not None and stored.status == "rejected"


def test_a_question_over_a_table_and_articles_together(run: Any, ledger_copy: Path) -> None:
    if not TRUMPWORLD.is_file():
        pytest.skip(f"{TRUMPWORLD} is not here")
    ran = run(
        "load", TRUMPWORLD, "--mapping", ROOT / "examples/mappings/trumpworld.yaml", "--db", ledger_copy, "--json"
    )
    counted = ran.json
    assert 0 == ran.status and counted["claims"]["added"] + sum(counted["refusals"].values()) >= 3380
    # The fund is in the table alone, the campaign in the articles alone; one person is in both.
    answer = run("ask", "who links Thrive Capital to Donald Trump's campaign", "--db", ledger_copy, "--json")
    path = run("path", "Thrive Capital", "--to", "Trump campaign", "--db", ledger_copy, "--json")
    assert 0 == path.status
    kinds = set()
    with Ledger.open(ledger_copy, read_only=True) as ledger:
        for text in (answer.out, path.out):
            for source in json.loads(text).get("sources", {}) if text.strip() else ():
                found = ledger.get_source(source)
                assert found is not None
                kinds.add(found.kind)
        people = [entity for entity, score in ledger.find_entities("Peter Thiel", "Person") if score > 0.9]
    assert 1 == len(people)
    assert {"article", "table"} <= kinds
