"""Claims that a rule holds back or that are little sure: shown, decided, and never in the graph before that."""

import csv
import json
from pathlib import Path

import pytest
from chat_server import chat_server

from techpol.graph.ledger import Ledger

ARTICLE = "Lena Ortiz, the chief executive of Quantel Corp, spoke. Lena Ortiz gave $5,000 to the Harbor Fund.\n"
TURNED = {
    "subject": "Harbor Fund", "subject_type": "Committee", "relation": "DONATED_TO", "object": "Lena Ortiz",
    "object_type": "Person", "modality": "asserted", "quote": "Lena Ortiz gave $5,000 to the Harbor Fund.",
}  # fmt: skip
LEADS = {
    "subject": "Lena Ortiz", "subject_type": "Person", "relation": "WORKS_FOR", "object": "Quantel Corp",
    "object_type": "Company", "modality": "asserted", "quote": "Lena Ortiz, the chief executive of Quantel Corp",
}  # fmt: skip
INVENTED = {**LEADS, "quote": "Quantel pays Lena Ortiz."}


@pytest.fixture
def read(run, tmp_path: Path):
    """Load one article with a model that turns a gift round, adds a tie of its own and invents a quote."""
    (tmp_path / "one.txt").write_text(ARTICLE, "utf-8")

    def load(*more: str):
        with chat_server(json.dumps({"relations": [TURNED, LEADS, INVENTED]})) as server:
            options = ("--reader", "both", "--model", "tiny", "--base-url", server.url)
            return run("load", "one.txt", *options, "--db", "one.db", *more)

    return load


def gifts(run) -> list[tuple[str, str]]:
    ties = run("show", "Lena Ortiz", "--db", "one.db", "--json").json["ties"]
    return [(tie["subject"]["name"], tie["object"]["name"]) for tie in ties if tie["relation"] == "DONATED_TO"]


def test_what_is_held_back_is_in_the_ledger_and_not_in_the_graph(run, read) -> None:
    loaded = read("--json").json
    assert loaded["claims"]["held"] == 1
    assert gifts(run) == [("Lena Ortiz", "Harbor Fund")]

    listed = run("review", "--claims", "--db", "one.db", "--json").json["claims"]
    held, doubtful = listed
    assert (held["held_by"], held["status"]) == ("grammar-reads-it-the-other-way", "held")
    assert held["evidence"][0]["quote"] == "Lena Ortiz gave $5,000 to the Harbor Fund."
    assert (doubtful["relation"], doubtful["held_by"]) == ("WORKS_FOR", None)
    assert doubtful["why"] == f"confidence {doubtful['confidence']:.2f}"
    assert "grammar-reads-it-the-other-way" in run("review", "--claims", "--db", "one.db").out
    # Only the held one where nothing that counts is asked for.
    only = run("review", "--claims", "--below", "0", "--db", "one.db", "--json").json["claims"]
    assert [item["id"] for item in only] == [held["id"]]


def test_who_finds_nothing_is_told_of_claims_that_are_held_back(run, read) -> None:
    read()
    told = run("path", "Lena Ortiz", "--to", "Campaign", "--db", "one.db")
    found = run("path", "Lena Ortiz", "--to", "Harbor Fund", "--db", "one.db")
    (Path("two.txt")).write_text("Ann Lee, the chief executive of Quantel Corp, spoke.\n", "utf-8")
    run("load", "two.txt", "--db", "two.db")
    alone = run("path", "Ann Lee", "--to", "Campaign", "--db", "two.db")

    assert (told.status, found.status, alone.status) == (3, 0, 3)
    assert "techpol review --claims" in told.err
    assert "techpol review" not in found.err + alone.err


def test_an_accepted_claim_counts_and_a_rejected_one_does_not_and_neither_comes_back(run, read) -> None:
    read()
    assert run("review", "--claims", "--export", "claims.csv", "--db", "one.db").status == 0
    with Path("claims.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    verdicts = {"DONATED_TO": "accept", "WORKS_FOR": "reject"}
    with Path("claims.csv").open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows({**row, "verdict": verdicts[row["relation"]], "reason": "I asked"} for row in rows)

    done = run("review", "--claims", "--import", "claims.csv", "--by", "Ada", "--db", "one.db", "--json").json
    assert (done["kept"], done["failed"]) == (2, [])
    assert sorted(gifts(run)) == [("Harbor Fund", "Lena Ortiz"), ("Lena Ortiz", "Harbor Fund")]
    rejected = run("claims", "--status", "rejected", "--db", "one.db", "--json").json["claims"]
    assert [item["relation"] for item in rejected] == ["WORKS_FOR"]
    assert run("review", "--claims", "--db", "one.db").status == 3

    # Other bytes with the same words: what a person decided about the words stays.
    Path("one.txt").write_text(ARTICLE + "More.\n", "utf-8")
    read()
    assert run("review", "--claims", "--db", "one.db").status == 3
    assert sorted(gifts(run)) == [("Harbor Fund", "Lena Ortiz"), ("Lena Ortiz", "Harbor Fund")]
    live = run("claims", "--status", "live", "--db", "one.db", "--json").json["claims"]
    assert "WORKS_FOR" not in {item["relation"] for item in live}


def test_what_is_held_back_is_called_held_until_a_person_rejects_it(run, read) -> None:
    def ids(status: str) -> list[str]:
        ran = run("claims", "--status", status, "--db", "one.db", "--json")
        return [item["id"] for item in ran.json["claims"]]

    read()
    held = run("review", "--claims", "--below", "0", "--db", "one.db", "--json").json["claims"][0]["id"]
    assert (ids("held"), ids("rejected")) == ([held], [])
    assert "asserted, held" in run("claims", "--status", "held", "--db", "one.db").out
    assert run("stats", "--db", "one.db", "--json").json["claims_by_status"] == {"live": 3, "held": 1}

    done = run("reject", held, "--why", "the fund took it", "--by", "Ada", "--db", "one.db")
    assert "it was held back and supported nothing" in " ".join(done.out.split())
    assert (ids("held"), ids("rejected")) == ([], [held])
    assert run("review", "--claims", "--below", "0", "--db", "one.db").status == 3
    assert "already" in run("reject", held, "--why", "again", "--db", "one.db").out

    # Other bytes with the same words: the person's word stays.
    Path("one.txt").write_text(ARTICLE + "More.\n", "utf-8")
    read()
    assert ids("held") == []
    assert len(ids("rejected")) >= 1


def test_an_unknown_status_is_told_those_that_there_are(run, read) -> None:
    read()
    ran = run("claims", "--status", "waiting", "--db", "one.db")
    assert ran.status == 2
    assert "known: live, held, superseded, retracted, rejected" in ran.err


def test_a_confirmed_claim_is_not_asked_about_again(run, read) -> None:
    read()
    waiting = run("review", "--claims", "--db", "one.db", "--json").json["claims"]
    with Ledger.open("one.db") as ledger:
        before = ledger.digest().graph
        assert ledger.confirm_claim(waiting[1]["id"], "looked it up", "Ada").changed
        assert not ledger.confirm_claim(waiting[1]["id"], "looked it up", "Ada").changed
        ledger.build()
        assert ledger.digest().graph == before
    left = run("review", "--claims", "--db", "one.db", "--json").json["claims"]
    assert [item["id"] for item in left] == [waiting[0]["id"]]


def test_decisions_on_claims_go_along_and_a_person_wins_over_a_rule(run, read) -> None:
    read()
    assert run("export", "jsonl", "first.jsonl", "--db", "one.db").status == 0
    held = run("review", "--claims", "--db", "one.db", "--json").json["claims"][0]["id"]
    assert run("load", "first.jsonl", "--db", "two.db").status == 0
    with Ledger.open("one.db", read_only=True) as one, Ledger.open("two.db", read_only=True) as two:
        assert one.digest() == two.digest()
    assert run("review", "--claims", "--db", "two.db", "--json").json["claims"][0]["id"] == held

    assert run("reject", held, "--undo", "--why", "the fund paid her", "--db", "one.db").status == 0
    ran = run("merge", "one.db", "--db", "two.db")
    assert (ran.status, "conflict" in ran.out.replace("0 conflicts", "")) == (0, False)
    with Ledger.open("one.db", read_only=True) as one, Ledger.open("two.db", read_only=True) as two:
        assert one.digest() == two.digest()


@pytest.mark.parametrize(
    ("text", "status", "words"),
    [
        ("claim,verdict\nc-none,accept\n", 1, "claims.csv:2: no claim 'c-none'"),
        ("claim,verdict\nc-none,perhaps\n", 1, "no verdict 'perhaps'; known: accept, reject"),
        ("id,what\n1,2\n", 2, "no columns 'claim' and 'verdict'"),
    ],
)
def test_a_file_that_is_wrong_is_named(run, read, text: str, status: int, words: str) -> None:
    read()
    Path("claims.csv").write_text(text, "utf-8")
    ran = run("review", "--claims", "--import", "claims.csv", "--db", "one.db")
    assert (ran.status, words in ran.err) == (status, True), ran.err


def test_a_reading_by_a_model_is_explained_as_it_was(run, read) -> None:
    read()
    (source,) = run("sources", "--db", "one.db", "--json").json["sources"]
    kept = run("explain", source["id"], "--db", "one.db", "--json").json["articles"][0]
    refused = {item["reason"] for sentence in kept["sentences"] for item in sentence["refused"]}
    assert {"quote-not-in-text", "grammar-reads-it-the-other-way"} <= refused
    claims = [claim for sentence in kept["sentences"] for claim in sentence["claims"]]
    assert {"DONATED_TO", "WORKS_FOR"} <= {claim["relation"] for claim in claims}
    assert ("Harbor Fund", "DONATED_TO") not in {(claim["subject"], claim["relation"]) for claim in claims}

    # Asked for again with the model, the known reply is enough; with the grammar there is no refusal.
    with chat_server("{}") as server:
        options = ("--reader", "both", "--model", "tiny", "--base-url", server.url)
        again = run("explain", source["id"], *options, "--db", "one.db", "--json").json["articles"][0]
        assert server.requests == []
    assert [item["text"] for item in again["sentences"]] == [item["text"] for item in kept["sentences"]]
    assert refused == {item["reason"] for sentence in again["sentences"] for item in sentence["refused"]}
    plain = run("explain", source["id"], "--reader", "grammar", "--db", "one.db", "--json").json["articles"][0]
    assert [] == [item for sentence in plain["sentences"] for item in sentence["refused"]]
