"""Who is who from the command line: weigh, judge, take back, review by key and by spreadsheet."""

import csv
import os
import pty
import subprocess
import sys
import time
from pathlib import Path

import pytest

PAIR = ("Sam Altman", "سام ألتمان")


@pytest.fixture
def open_pairs(run, ledger_copy: Path) -> list[dict[str, dict[str, str]]]:
    """Load two people of nearly one name whose pronouns differ, and return the pairs that wait for a person."""
    for name, text in (
        ("a.txt", "Robert Marlan, the chief executive of Quantel, donated $5,000 to the Harbor Victory Fund."),
        ("b.txt", "Roberta Marlan criticized Quantel. She endorsed Lena Ortiz for governor."),
    ):
        (ledger_copy.parent / name).write_text(text, "utf-8")
        assert run("load", ledger_copy.parent / name, "--db", ledger_copy).status == 0
    ran = run("review", "--json", "--db", ledger_copy)
    assert ran.status == 0
    pairs: list[dict[str, dict[str, str]]] = ran.json["pairs"]
    return pairs


def test_two_names_in_two_scripts_are_weighed(run, loaded: Path) -> None:
    weighed = run("resolve", "--explain", *PAIR, "--db", loaded, "--json").json

    assert weighed["verdict"] == "same"
    assert abs(sum(part["log_odds"] for part in weighed["parts"]) - weighed["log_odds"]) < 0.01
    assert "evidence\tfound\tlog odds\tsum" in run("resolve", "--explain", *PAIR, "--db", loaded).out


def test_one_person_in_both_scripts(run, loaded: Path) -> None:
    ids = {run("show", name, "--db", loaded, "--json").json["entity"]["id"] for name in PAIR}

    assert len(ids) == 1


def test_a_persons_word_beats_the_rules_and_can_be_taken_back(run, ledger_copy: Path) -> None:
    before = run("stats", "--db", ledger_copy, "--json").json["entities"]

    said = run("judge", *PAIR, "different", "--why", "a test", "--by", "Amal", "--db", ledger_copy, "--json")

    assert said.status == 0
    assert run("stats", "--db", ledger_copy, "--json").json["entities"] > before
    found = run("judgements", "Sam Altman", "--verdict", "different", "--db", ledger_copy, "--json").json[
        "judgements"
    ]
    assert [(item["by"], item["why"]) for item in found] == [("person:Amal", "a test")]
    assert run("undo", said.json["judgement"]["id"], "--by", "Amal", "--db", ledger_copy).status == 0
    assert run("stats", "--db", ledger_copy, "--json").json["entities"] == before


def test_all_of_a_rule_is_taken_back(run, ledger_copy: Path) -> None:
    before = run("stats", "--db", ledger_copy, "--json").json["entities"]

    ran = run("undo", "--rule", "rule:person", "--db", ledger_copy, "--json")

    assert ran.json["undone"] > 0
    assert run("stats", "--db", ledger_copy, "--json").json["entities"] > before
    assert run("undo", "--rule", "rule:person", "--db", ledger_copy).status == 3
    assert run("resolve", "--db", ledger_copy).status == 0


def test_a_spreadsheet_goes_out_and_comes_back(run, ledger_copy: Path, open_pairs, tmp_path: Path) -> None:
    path = tmp_path / "open.csv"
    assert run("review", "--export", path, "--db", ledger_copy).status == 0
    rows = list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))
    assert len(rows) == len(open_pairs)
    rows[0]["verdict"] = "different"
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)

    ran = run("review", "--import", path, "--by", "Amal", "--db", ledger_copy, "--json")

    assert (ran.status, ran.json["kept"], ran.json["failed"]) == (0, 1, [])


@pytest.mark.parametrize("data", [b"a,b\n1,2\n", b"\xff\xfe\x00"])
def test_a_file_that_is_no_such_spreadsheet(run, ledger_copy: Path, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "bad.csv").write_bytes(data)

    assert run("review", "--import", "bad.csv", "--db", ledger_copy).status == 2
    assert run("review", "--import", "missing.csv", "--db", ledger_copy).status == 2


def test_a_review_by_key(run, ledger_copy: Path, open_pairs, tmp_path: Path) -> None:
    controller, terminal = pty.openpty()
    command = [
        sys.executable,
        "-P",
        "-c",
        "from techpol.cli.main import run; run()",
        "review",
        "--by",
        "Amal",
        "--db",
        ledger_copy,
    ]
    process = subprocess.Popen(command, stdin=terminal, stdout=terminal, stderr=terminal, cwd=tmp_path)
    os.close(terminal)
    keys = [b"d", b"b", b"d", b"q"] if len(open_pairs) > 1 else [b"d"]
    shown = b""
    while True:
        try:
            piece = os.read(controller, 65536)
        except OSError:
            break  # the other side is closed
        if piece == b"":
            break
        shown += piece
        # A key that is typed before the question stands there is lost.
        if len(keys) > 0 and b"q quit" in piece:
            time.sleep(0.3)
            os.write(controller, keys.pop(0))
    os.close(controller)

    assert process.wait(30) == 0
    text = shown.decode("utf-8", "replace")
    assert open_pairs[0]["left"]["name"] in text
    assert "1 verdicts kept" in text
    kept = run("judgements", "--verdict", "different", "--db", ledger_copy, "--json").json["judgements"]
    assert "person:Amal" in {item["by"] for item in kept}


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["resolve", "--explain", "Sam Altman"], 2, "name two to be weighed"),
        (["resolve", "--explain", "Sam Altman", "Nobody Atall"], 3, "nothing in the ledger is called"),
        (["judge", "Sam Altman", "Elon Musk", "maybe"], 2, "no verdict 'maybe'"),
        (["judge", "Sam Altman", "OpenAI", "same"], 2, "never one"),
        (["judgements", "--verdict", "maybe"], 2, "no verdict 'maybe'"),
        (["undo"], 2, "name judgements"),
        (["undo", "j-none"], 3, "no judgement 'j-none'"),
    ],
)
def test_what_makes_no_sense(run, ledger_copy: Path, arguments: list[str], status: int, words: str) -> None:
    ran = run(*arguments, "--db", ledger_copy)

    assert (ran.status, words in ran.err) == (status, True), ran.err
