"""Starting: quick, with nothing heavy imported before it is needed, and with clear words when it cannot."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from techpol.cli.settings import KNOWN, read_settings
from techpol.schema.errors import UsageError

HEAVY = (
    "spacy", "thinc", "numpy", "trafilatura", "lxml", "rdflib", "networkx", "neo4j", "pycrfsuite", "pypdfium2",
    "docx", "charset_normalizer", "rapidfuzz", "yaml", "sqlite3", "pyarrow", "openai", "httpx",
)  # fmt: skip


def modules_after(code: str, tmp_path: Path) -> set[str]:
    """Return the top-level modules that a program has imported when it ends."""
    script = f"import sys\n{code}\nsys.stderr.write(' '.join(sys.modules))"
    ran = subprocess.run(
        [sys.executable, "-P", "-c", script], capture_output=True, text=True, cwd=tmp_path, check=True
    )
    return {name.partition(".")[0] for name in ran.stderr.split()}


def test_help_imports_nothing_heavy(tmp_path: Path) -> None:
    modules = modules_after("from techpol.cli.main import main\nmain(['--help'])", tmp_path)

    assert sorted(modules & set(HEAVY)) == []


def test_a_path_imports_no_reader(tmp_path: Path, loaded: Path) -> None:
    code = f"from techpol.cli.main import main\nmain(['path', 'OpenAI', '--to', 'Campaign', '--db', {str(loaded)!r}])"

    modules = modules_after(code, tmp_path)

    assert sorted(modules & (set(HEAVY) - {"yaml", "sqlite3", "rapidfuzz"})) == []


def test_version_and_help(run) -> None:
    assert run("--version").out.startswith("techpol ")
    ran = run("--help")
    assert ran.status == 0
    assert "techpol ask" in ran.out


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["load"], ["path", "A"], ["ask"], ["path", "A", "--to", "B", "--hops", "x"]]
)
def test_wrong_usage_is_status_2(run, arguments: list[str]) -> None:
    ran = run(*arguments)

    assert (ran.status, ran.out) == (2, "")
    assert ran.err != ""


def test_a_missing_ledger_is_one_line(run, tmp_path: Path) -> None:
    for command in (["stats"], ["ask", "who leads OpenAI"], ["show", "x"], ["check"], ["claims"], ["why", "g-1"]):
        ran = run(*command)

        assert ran.status == 1
        assert ran.err.startswith("techpol: techpol.db: no ledger here; load something first")
        assert ran.err.count("\n") == 1
    assert not (tmp_path / "techpol.db").exists()


def test_which_ledger(run, loaded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "other.db"

    assert run("stats", "--db", loaded).status == 0
    assert run("--db", loaded, "stats").status == 0
    assert run("--db", other, "stats", "--db", loaded).status == 0
    monkeypatch.setenv("TECHPOL_DB", str(loaded))
    assert run("stats").status == 0
    assert run("--db", other, "stats").status == 1
    monkeypatch.delenv("TECHPOL_DB")
    (tmp_path / "techpol.toml").write_text(f'db = "{loaded}"\n', "utf-8")
    assert run("stats").status == 0
    monkeypatch.setenv("TECHPOL_DB", str(other))
    assert run("stats").status == 1


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("db = 7", "db is 7; expected a text"),
        ('jobs = "two"', "jobs is 'two'; expected a whole number"),
        ("colour = 1", "no setting 'colour'; known: db"),
        ("db = ", "expected lines such as db"),
    ],
)
def test_settings_that_make_no_sense(run, tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "techpol.toml"
    path.write_text(text, "utf-8")

    with pytest.raises(UsageError, match="techpol\\.toml") as caught:
        read_settings(path)
    assert complaint in str(caught.value)
    assert run("stats").status == 2


def test_no_settings_are_fine(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "none.toml") == {}
    assert "db" in KNOWN


def test_a_closed_pipe_is_no_error(loaded: Path) -> None:
    command = f"{sys.executable} -P -c 'from techpol.cli.main import run; run()' claims --db {loaded} | head -1"

    ran = subprocess.run(
        command, shell=True, capture_output=True, text=True, env={**os.environ, "COLUMNS": "80"}, check=True
    )

    assert ran.stdout.startswith("id\tsubject\trelation")
    assert ran.stderr == ""
