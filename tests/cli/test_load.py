"""Loading from the command line: once is enough, changes are told, and what is bad does not stop what is good."""

import json
import shlex
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from techpol.graph.ledger import Ledger

ARTICLE = "Lena Ortiz, the chief executive of Quantel, donated $5,000 to the Harbor Victory Fund on Monday.\n"
_MANY = 200


def digest(path: Path) -> str:
    with Ledger.open(path, read_only=True) as ledger:
        return ledger.digest().text


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "one.txt"
    path.write_text(ARTICLE, "utf-8")
    return path


def test_the_examples_load_and_twice_is_once(run, loaded: Path, ledger_copy: Path, examples: Path) -> None:
    before = digest(ledger_copy)

    ran = run("load", examples, "--db", ledger_copy, "--json")

    assert (ran.status, ran.json["failures"]) == (0, 0)
    assert set(ran.json["sources"]) == {"unchanged"}
    assert (ran.json["graph"]["added"], ran.json["graph"]["removed"]) == (0, 0)
    assert digest(ledger_copy) == before == digest(loaded)


def test_the_same_file_from_another_folder_is_the_same_source(run, tmp_path: Path, article: Path) -> None:
    assert run("load", article).status == 0
    (tmp_path / "other").mkdir()
    shutil.copy(article, tmp_path / "other" / "two.txt")

    ran = run("load", "other", "--json")

    assert ran.json["sources"] == {"unchanged": 1, "known under another name": 1}
    assert len(run("sources", "--json").json["sources"]) == 1


def test_a_changed_file_takes_the_place_of_its_earlier_version(run, article: Path) -> None:
    run("load", article)
    article.write_text(ARTICLE.replace("$5,000", "$7,000"), "utf-8")

    ran = run("load", article, "--json")

    assert ran.json["sources"] == {"changed": 1}
    assert ran.json["claims"]["superseded"] >= 1
    amounts = [
        claim["details"].get("amount")
        for claim in run("claims", "--relation", "DONATED_TO", "--status", "live", "--json").json["claims"]
    ]
    assert amounts == ["7000"]
    superseded = run("claims", "--status", "superseded", "--relation", "donated_to", "--json").json["claims"]
    assert [claim["details"]["amount"] for claim in superseded] == ["5000"]


def test_what_is_said_about_an_article_on_the_command_line(run, article: Path) -> None:
    about = (
        "--title",
        "T",
        "--publisher",
        "P",
        "--date",
        "14 June 2023",
        "--url",
        "https://example.org/a?utm_source=x",
    )

    assert run("load", article, *about).status == 0

    (source,) = run("sources", "--json").json["sources"]
    assert (source["title"], source["publisher"], source["published"]) == ("T", "P", "2023-06-14")
    assert source["url"] == source["key"] == "https://example.org/a"


@pytest.mark.parametrize(
    "option", [("--date", "soon"), ("--url", "ftp://x"), ("--language", "x1"), ("--loader", "none")]
)
def test_options_that_make_no_sense(run, article: Path, option: tuple[str, str]) -> None:
    ran = run("load", article, *option)

    assert ran.status == 2
    assert option[1] in ran.err


def test_a_person_at_a_terminal_is_told_how_to_go_on(
    run, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "next:" not in run("load", article, "--db", "piped.db").out  # a pipe gets the report alone

    monkeypatch.setattr("techpol.cli.changes.on_terminal", lambda: True)
    told = run("load", article, "--db", "other.db").out.splitlines()

    (line,) = [line for line in told if line.startswith("next:")]
    command = shlex.split(line.removeprefix("next: techpol "))
    assert command[-2:] == ["--db", "other.db"]
    assert run(*command).status == 0
    assert "next:" not in run("load", article, "--db", "other.db").out  # nothing new to look at


def test_bad_files_are_named_and_the_rest_goes_on(run, tmp_path: Path, article: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 broken")

    ran = run("load", article, "empty.txt", "broken.pdf", "missing.txt")

    assert ran.status == 1
    assert [line.split(":")[1].strip() for line in ran.err.splitlines()] == ["empty.txt", "broken.pdf", "missing.txt"]
    assert "sources: 1 new\ncould not be read: 3, named above\n" in ran.out
    assert run("check").status == 0


def test_standard_input(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-P",
        "-c",
        "from techpol.cli.main import run; run()",
        "load",
        "-",
        "--db",
        "piped.db",
        "--json",
    ]

    ran = subprocess.run(command, input=ARTICLE.encode(), capture_output=True, cwd=tmp_path, check=True)

    assert json.loads(ran.stdout)["sources"] == {"new": 1}


def test_many_processes_read_the_same(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("techpol.cli.pipeline._READ_ALONE", 2)
    lines = [
        json.dumps({"id": str(number), "text": ARTICLE.replace("Ortiz", f"Ortiz{'abcdefgh'[number]}")})
        for number in range(6)
    ]
    (tmp_path / "many.jsonl").write_text("\n".join([*lines, "no json"]), "utf-8")

    assert run("load", "many.jsonl", "--db", "one.db", "--jobs", 1).status == 1
    assert run("load", "many.jsonl", "--db", "two.db", "--jobs", 2).status == 1

    assert digest(tmp_path / "one.db") == digest(tmp_path / "two.db")


def test_a_file_that_is_no_ledger(run, tmp_path: Path, article: Path) -> None:
    (tmp_path / "text.db").write_text("just words", "utf-8")
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE mine (x)")
    other.close()

    for name in ("text.db", "other.db"):
        ran = run("load", article, "--db", name)
        assert ran.status == 1
        assert "ledger" in ran.err
        assert ran.err.count("\n") == 1
    assert (tmp_path / "text.db").read_text("utf-8") == "just words"


def test_a_ledger_of_a_newer_version(run, ledger_copy: Path, article: Path) -> None:
    with sqlite3.connect(ledger_copy) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()

    ran = run("load", article, "--db", ledger_copy)

    assert ran.status == 1
    assert "newer techpol" in ran.err


def test_a_locked_ledger(run, ledger_copy: Path, article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("techpol.graph.migrations.BUSY_TIMEOUT_MS", 50)
    other = sqlite3.connect(ledger_copy, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    ran = run("load", article, "--db", ledger_copy)
    reading = run("stats", "--db", ledger_copy)

    other.close()
    assert ran.status == 1
    assert "another process is writing" in ran.err
    assert reading.status == 0


def test_a_full_disk_loses_nothing(run, ledger_copy: Path, article: Path) -> None:
    before = digest(ledger_copy)
    with sqlite3.connect(ledger_copy) as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.close()
    # A ledger that may not grow is what a full disk is to SQLite.
    import techpol.graph.migrations as migrations

    original = migrations.open_connection

    def capped(path, create, read_only):
        opened = original(path, create, read_only)
        opened.execute(f"PRAGMA max_page_count = {pages}")
        return opened

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("techpol.graph.ledger.open_connection", capped)
        large = article.with_name("large.jsonl")
        large.write_text(
            "\n".join(json.dumps({"id": str(n), "text": f"{ARTICLE} {'word ' * 2000}{n}"}) for n in range(20)),
            "utf-8",
        )
        ran = run("load", large, "--db", ledger_copy)

    assert ran.status == 1
    assert "the disk is full" in ran.err
    assert run("check", "--db", ledger_copy).status == 0
    assert before != ""


def test_reading_again_changes_nothing_where_nothing_is_new(run, ledger_copy: Path) -> None:
    before = digest(ledger_copy)

    for options in ((), ("--force",)):
        ran = run("reread", "--db", ledger_copy, "--json", *options)
        assert (ran.status, ran.json["graph"]["added"], ran.json["graph"]["removed"]) == (0, 0, 0)
    assert digest(ledger_copy) == before


def test_a_newer_grammar_says_which_edges_come_and_go(run, article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from techpol.loaders.articles.document import ReaderResult
    from techpol.loaders.articles.reading import get_reader

    run("load", article)
    reader = get_reader("en")
    assert reader is not None
    original = type(reader).read

    def without_gifts(self, source, trace=False):
        result = original(self, source, trace)
        return ReaderResult(result.referents, [claim for claim in result.claims if claim.relation != "DONATED_TO"])

    monkeypatch.setattr(type(reader), "read", without_gifts)
    monkeypatch.setattr(reader, "version", "99", raising=False)
    ran = run("reread", "--json")

    assert ran.status == 0
    assert ran.json["claims"]["superseded"] == 1
    assert [change["relation"] for change in ran.json["graph"]["changes"] if change["what"] == "removed"] == [
        "DONATED_TO"
    ]


def _heed_interrupts() -> None:
    # A shell starts what runs in its background deaf to interrupts, and whoever is started by that inherits it.
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_a_load_that_is_cut_off_is_completed_by_the_next(run, tmp_path: Path, sent: signal.Signals) -> None:
    lines = [
        json.dumps({"id": str(number), "text": ARTICLE.replace("5,000", f"{number + 1},000")})
        for number in range(_MANY)
    ]
    (tmp_path / "many.jsonl").write_text("\n".join(lines), "utf-8")
    command = [
        sys.executable,
        "-P",
        "-c",
        "from techpol.cli.main import run; run()",
        "load",
        "many.jsonl",
        "--jobs",
        "1",
    ]
    process = subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        preexec_fn=_heed_interrupts,
    )  # fmt: skip
    while not loaded_sources(tmp_path / "techpol.db") and process.poll() is None:
        time.sleep(0.05)
    process.send_signal(sent)
    _, complaint = process.communicate(timeout=60)

    assert process.returncode in ((130,) if sent is signal.SIGINT else (-signal.SIGKILL,))
    assert ("interrupted" in complaint) == (sent is signal.SIGINT)
    assert run("check").status == 0
    begun = loaded_sources(tmp_path / "techpol.db")
    assert 0 < begun < _MANY
    assert run("load", "many.jsonl", "--jobs", 1, "--json").json["sources"] == {
        "unchanged": begun,
        "new": _MANY - begun,
    }
    assert run("load", "many.jsonl", "--jobs", 1, "--db", "whole.db").status == 0
    assert digest(tmp_path / "techpol.db") == digest(tmp_path / "whole.db")


def loaded_sources(path: Path) -> int:
    try:
        with sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=5) as connection:
            count = connection.execute("SELECT count(*) FROM source_state").fetchone()[0]
        connection.close()
    except sqlite3.Error:
        return 0
    return int(count)


def test_an_unchanged_fact_of_a_changed_file_is_told_as_the_same(run, article: Path, tmp_path: Path) -> None:
    db = tmp_path / "own.db"
    assert run("load", article, "--db", db).status == 0
    old = _edge_ids(db)
    article.write_text(f"It was a fine day.\n\n{ARTICLE}", "utf-8")

    ran = run("load", article, "--db", db)

    assert "2 added, 2 removed" in ran.out
    assert "2 of these tell what they told, by new ids" in ran.out
    assert not any(line.startswith(("  + ", "  - ")) for line in ran.out.splitlines())
    for edge in old:
        why = run("why", edge, "--db", db)
        assert why.status == 0
        assert f"{edge} is an earlier id of this" in why.err


def _edge_ids(db: Path) -> set[str]:
    with Ledger.open(db, read_only=True) as ledger:
        return {edge.id for edge in ledger.iter_edges()}
