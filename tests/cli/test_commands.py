"""Commands over a ledger with the example articles: lists, entities, edges, and a person's word on them."""

import json
from pathlib import Path

import pytest

from techpol.graph.ledger import Ledger


@pytest.fixture
def a_claim(run, ledger_copy: Path) -> dict[str, object]:
    """A claim that an edge rests on alone."""
    with Ledger.open(ledger_copy, read_only=True) as ledger:
        for edge in ledger.iter_edges():
            if len(edge.claims) == 1 and edge.support == 1:
                stored = ledger.get_stored_claim(edge.claims[0])
                assert stored is not None
                return {"id": stored.claim.id, "source": stored.claim.source, "edge": edge.id}
    raise AssertionError("no edge with one claim in the examples")


def edge_ids(path: Path) -> set[str]:
    with Ledger.open(path, read_only=True) as ledger:
        return {edge.id for edge in ledger.iter_edges()}


def test_stats(run, loaded: Path) -> None:
    counted = run("stats", "--db", loaded, "--json").json

    assert counted["sources"] >= 14
    assert counted["claims"] > 50
    assert "sources by language\tar\t" in run("stats", "--db", loaded).out


def test_check_is_clean(run, loaded: Path) -> None:
    ran = run("check", "--db", loaded)

    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("all is well: ")
    assert run("check", "--db", loaded, "--json").json == {"ok": True, "findings": []}


def test_check_finds_a_quote_that_is_not_in_its_text(run, ledger_copy: Path) -> None:
    import sqlite3

    with sqlite3.connect(ledger_copy) as connection:
        first = "SELECT min(claim) FROM evidence"
        connection.execute(f"UPDATE evidence SET quote = 'never said' WHERE number = 0 AND claim = ({first})")
    connection.close()

    ran = run("check", "--db", ledger_copy, "--json")

    assert ran.status == 1
    assert ran.json["ok"] is False
    assert len(ran.json["findings"]) >= 1
    assert ran.err.startswith("techpol: ")


def test_every_quote_of_every_claim_is_in_its_text(run, loaded: Path) -> None:
    claims = run("claims", "--db", loaded, "--json").json["claims"]
    texts: dict[str, str] = {}
    for claim in claims:
        assert claim["evidence"] != []
        for item in claim["evidence"]:
            source = item["source"]
            if source not in texts:
                texts[source] = run("sources", source, "--text", "--db", loaded, "--json").json["source"]["text"]
            assert texts[source][item["start"] : item["end"]] == item["quote"]


def test_claims_are_narrowed(run, loaded: Path) -> None:
    donated = run("claims", "--relation", "donated_to", "--db", loaded, "--json").json["claims"]

    assert {claim["relation"] for claim in donated} == {"DONATED_TO"}
    denied = run("claims", "--modality", "denied", "--db", loaded, "--json")
    assert {claim["modality"] for claim in denied.json["claims"]} <= {"denied"}
    assert len(run("claims", "--limit", 3, "--db", loaded, "--json").json["claims"]) == 3
    some = donated[0]
    by_source = run("claims", "--source", some["source"], "--db", loaded, "--json").json["claims"]
    assert {claim["source"] for claim in by_source} == {some["source"]}
    named = run("claims", "--entity", some["subject"]["id"], "--db", loaded, "--json").json["claims"]
    assert all(some["subject"]["id"] in (claim["subject"]["id"], claim["object"]["id"]) for claim in named)


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["claims", "--relation", "LOVES"], 2, "no relation 'LOVES'; did you mean LEADS?"),
        (["add", "A", "gave", "B", "--why", "x"], 2, "did you mean DONATED_TO?"),
        (["add", "A", "LEADS", "B", "--why", "x", "--subject-type", "compny"], 2, "did you mean Company"),
        (["top", "--type", "Persn"], 2, "did you mean Person"),
        (["claims", "--modality", "sure"], 2, "no modality 'sure'; known: asserted"),
        (["claims", "--status", "odd"], 2, "no status 'odd'"),
        (["ask", "who gave most", "--language", "fr"], 2, "no language 'fr' for answers; known: en, ar"),
        (["path", "OpenAI", "--to", "Campaign", "--language", "fr"], 2, "known: en, ar"),
        (["common", "OpenAI", "Tesla", "--language", "english"], 2, "known: en, ar"),
        (["between", "OpenAI", "Tesla", "--language", "AR"], 2, "known: en, ar"),
        (["timeline", "OpenAI", "--language", ""], 2, "known: en, ar"),
        (["top", "--language", "fr"], 2, "known: en, ar"),
        (["centrality", "--language", "fr"], 2, "known: en, ar"),
        (["claims", "--text", "words that nobody wrote"], 3, "no such claims"),
        (["claims", "--source", "s-none"], 3, "no source 's-none' in the ledger"),
        (["sources", "nothing of this title"], 3, "no such source"),
        (["show", "Nobody Atall"], 3, "nothing in the ledger is called 'Nobody Atall'"),
        (["show", "Sam Altmann"], 3, "did you mean Sam Altman"),
        (["why", "g-none"], 3, "no edge 'g-none'"),
        (["retract", "s-none", "--why", "x"], 3, "no source 's-none'"),
        (["restore", "s-none", "--why", "x"], 3, "no source 's-none'"),
        (["reject", "c-none", "--why", "x"], 3, "no claim 'c-none'"),
        (["add", "A", "LEADS", "B", "--why", "x"], 2, "say its type with --subject-type"),
        (["add", "Sam Altman", "LEADS", "OpenAI", "--why", " "], 2, "needs a reason"),
        (["path", "OpenAI", "--to", "Campaign", "--format", "png"], 2, "no format 'png'; known: text"),
        (["path", "OpenAI", "--to", "Campaign", "--relation", "LOVES"], 2, "no relation 'LOVES'"),
        (["path", "OpenAI", "--to", "Campaign", "--kind", "love"], 2, "no kind 'love'"),
        (["path", "OpenAI", "--to", "Campaign", "--min-amount", "much"], 2, "expected a number such as 100000"),
        (["path", "OpenAI", "--to", "Campaign", "--since", "2024-01-01", "--until", "2023-01-01"], 2, "ends"),
        (["path", "OpenAI", "--to", "Campaign", "--html", "no/such/folder/x.html"], 2, "cannot be written"),
    ],
)
def test_what_makes_no_sense_or_is_not_there(
    run, ledger_copy: Path, arguments: list[str], status: int, words: str
) -> None:
    ran = run(*arguments, "--db", ledger_copy)

    assert (ran.status, words in ran.err) == (status, True), ran.err


@pytest.mark.parametrize(
    ("arguments", "suggested"),
    [
        (["show", "Sam Altmann"], ["Sam Altman"]),
        (["show", "Zzz"], []),
        (["why", "g-none"], []),
        (["reject", "c-none", "--why", "x"], []),
        (["claims", "--entity", "Zzz"], []),
    ],
)
def test_what_is_not_there_is_json_too(run, ledger_copy: Path, arguments: list[str], suggested: list[str]) -> None:
    ran = run(*arguments, "--db", ledger_copy, "--json")

    assert ran.status == 3
    assert ran.json["error"] in ran.err
    assert [item["name"] for item in ran.json["suggestions"]][:1] == suggested


def test_a_misspelt_type_is_suggested(run, loaded: Path) -> None:
    assert "Campaign is a type" in run("show", "Campain", "--db", loaded).err
    answer = run("path", "OpenAI", "--to", "Campain", "--db", loaded, "--json")
    assert (answer.status, answer.json["unknown"]) == (3, ["Campain"])
    assert any("A type may be meant: Campaign" in note for note in answer.json["notes"])


def test_every_question_asks_for_as_much_confidence_as_is_said(run, loaded: Path) -> None:
    """Each question finds something, and nothing at 1: the examples hold nothing that is read with certainty."""
    for words in (
        ["ask", "who donated to Biden Victory Fund"], ["path", "OpenAI", "--to", "Biden Victory Fund"],
        ["common", "Elon Musk", "OpenAI"], ["between", "Sam Altman", "OpenAI"], ["timeline", "OpenAI"],
        ["top"], ["centrality"],
    ):  # fmt: skip
        assert run(*words, "--db", loaded).status == 0, words
        assert run(*words, "--min-confidence", "1", "--db", loaded).status == 3, words
    every = run("claims", "--db", loaded, "--json").json["claims"]
    bar = sorted(claim["confidence"] for claim in every)[len(every) // 2]
    sure = run("claims", "--min-confidence", bar, "--db", loaded, "--json").json["claims"]
    doubtful = run("claims", "--max-confidence", bar, "--db", loaded, "--json").json["claims"]
    assert [item["id"] for item in sure] == [item["id"] for item in every if item["confidence"] >= bar]
    assert [item["id"] for item in doubtful] == [item["id"] for item in every if item["confidence"] <= bar]
    assert run("show", "OpenAI", "--min-confidence", "1", "--db", loaded, "--json").json["ties"] == []


def test_the_graph_is_computed_anew_on_request(run, ledger_copy: Path) -> None:
    from techpol.graph.ledger import Ledger

    with Ledger.open(ledger_copy, read_only=True) as ledger:
        before = ledger.digest()
    assert "no change" in run("build", "--db", ledger_copy).out
    ran = run("build", "--full", "--db", ledger_copy, "--json")
    assert (ran.status, ran.json["added"], ran.json["removed"], ran.json["changed"]) == (0, 0, 0, 0)
    with Ledger.open(ledger_copy, read_only=True) as ledger:
        assert ledger.digest() == before


def test_sources_are_listed_and_shown(run, loaded: Path) -> None:
    listed = run("sources", "--db", loaded, "--json").json["sources"]

    one = next(item for item in listed if item["title"] == "Musk sues OpenAI and Sam Altman")
    assert run("sources", one["id"], "--db", loaded, "--json").json["sources"] == [one]
    assert run("sources", one["url"], "--db", loaded, "--json").json["sources"] == [one]
    assert run("sources", "Musk sues", "--text", "--db", loaded).out.startswith("Elon Musk sued OpenAI")
    history = run("sources", one["id"], "--history", "--db", loaded, "--json").json["history"]
    assert [event["what"] for event in history] == ["loaded"]
    assert run("sources", "--text", "--db", loaded).status == 2


def test_an_entity_with_its_ties(run, loaded: Path) -> None:
    shown = run("show", "Sam Altman", "--db", loaded, "--json").json

    assert shown["entity"]["type"] == "Person"
    assert len(shown["ties"]) == min(shown["of"], 50) > 0
    for tie in shown["ties"]:
        assert {"subject", "relation", "object", "modality", "details", "evidence"} <= set(tie)
        assert tie["evidence"] != []
    assert "Sam Altman (Person, e-" in run("show", shown["entity"]["id"], "--db", loaded).out


def test_why_an_edge_stands(run, ledger_copy: Path, a_claim) -> None:
    account = run("why", a_claim["edge"], "--db", ledger_copy, "--json").json

    assert [claim["id"] for claim in account["claims"]] == [a_claim["id"]]
    assert account["claims"][0]["publisher"] is not None
    assert account["evidence"][0]["quote"] in run("sources", a_claim["source"], "--text", "--db", ledger_copy).out
    assert a_claim["id"] in run("why", a_claim["edge"], "--db", ledger_copy).out
    sure = max(claim["confidence"] for claim in account["claims"])
    kept = run("why", a_claim["edge"], "--min-confidence", sure, "--db", ledger_copy, "--json").json["claims"]
    assert kept == [claim for claim in account["claims"] if claim["confidence"] >= sure]
    none = run("why", a_claim["edge"], "--min-confidence", 1, "--db", ledger_copy)
    assert (0, a_claim["id"] in none.out) == (none.status, sure == 1.0)
    assert ("less sure than 1 are left out" in none.out) == (sure < 1.0)


def test_a_retracted_source_takes_its_edges_and_gives_them_back(run, ledger_copy: Path, a_claim) -> None:
    before = edge_ids(ledger_copy)
    would = run("retract", a_claim["source"], "--dry-run", "--db", ledger_copy, "--json").json["would_fall"]
    assert edge_ids(ledger_copy) == before

    ran = run("retract", a_claim["source"], "--why", "a test", "--by", "Amal", "--db", ledger_copy, "--json")

    fallen = {change["edge"] for change in ran.json["graph"]["changes"] if change["what"] == "removed"}
    assert a_claim["edge"] in fallen
    assert {tie["edge"] for tie in would} <= fallen
    assert run("claims", "--source", a_claim["source"], "--status", "live", "--db", ledger_copy).status == 3
    assert "was retracted already" in run("retract", a_claim["source"], "--why", "x", "--db", ledger_copy).out
    events = run("sources", a_claim["source"], "--history", "--db", ledger_copy, "--json").json["history"]
    assert (events[-1]["what"], events[-1]["by"], events[-1]["why"]) == ("retracted", "Amal", "a test")

    assert run("restore", a_claim["source"], "--why", "again", "--db", ledger_copy).status == 0
    assert edge_ids(ledger_copy) == before


def test_a_rejected_claim_supports_nothing_until_it_counts_again(run, ledger_copy: Path, a_claim) -> None:
    def rejected() -> set[str]:
        found = run("claims", "--status", "rejected", "--db", ledger_copy, "--json").json["claims"]
        return {claim["id"] for claim in found}

    before, held = edge_ids(ledger_copy), rejected()

    assert run("reject", a_claim["id"], "--why", "wrong person", "--db", ledger_copy).status == 0
    assert a_claim["edge"] not in edge_ids(ledger_copy)
    assert rejected() - held == {a_claim["id"]}

    assert run("reject", a_claim["id"], "--why", "right after all", "--undo", "--db", ledger_copy).status == 0
    assert edge_ids(ledger_copy) == before


def test_a_decision_that_changes_nothing_says_why(run, tmp_path: Path) -> None:
    article, db = tmp_path / "one.txt", tmp_path / "own.db"
    article.write_text("Lena Ortiz, the chief executive of Quantel, spoke on Monday.\n", "utf-8")
    assert run("load", article, "--db", db).status == 0
    claim = run("claims", "--db", db, "--json").json["claims"][0]
    article.write_text("It rained on Monday, and nobody spoke.\n", "utf-8")
    assert run("load", article, "--db", db).status == 0

    assert "0 claims, since it was superseded" in run("reject", claim["id"], "--why", "wrong", "--db", db).out

    assert run("retract", claim["source"], "--why", "gone", "--db", db).status == 0
    said = run("reject", claim["id"], "--why", "right", "--undo", "--db", db).out
    assert f"unrejected {claim['id']}: 0 claims, since it was superseded" in said


def test_a_claim_of_ones_own(run, ledger_copy: Path) -> None:
    words = (
        "Nora Quist",
        "DONATED_TO",
        "Biden Victory Fund",
        "--subject-type",
        "Person",
        "--object-type",
        "Committee",
    )
    more = ("--amount", "2,500", "--date", "2024-01", "--why", "I saw the cheque", "--by", "Amal")

    ran = run("add", *words, *more, "--db", ledger_copy, "--json")

    assert ran.status == 0
    (claim,) = run("claims", "--entity", "Nora Quist", "--db", ledger_copy, "--json").json["claims"]
    assert (claim["id"], claim["details"]["amount"]) == (ran.json["claim"], "2500")
    assert claim["evidence"][0]["row"]["why"] == "I saw the cheque"
    assert run("check", "--db", ledger_copy).status == 0
    wrong = run("add", "Nora Quist", "LOCATED_IN", "Biden Victory Fund", "--why", "x", "--db", ledger_copy)
    assert (wrong.status, "does not join" in wrong.err) == (2, True)


def test_explain_says_what_was_seen(run, examples: Path, loaded: Path) -> None:
    path = examples / "2024-07-musk-denies-monthly-gift.md"

    ran = run("explain", path, "--json")

    (article,) = ran.json["articles"]
    text = " ".join(sentence["text"] for sentence in article["sentences"])
    assert "Elon Musk has denied" in text
    assert any(name["name"] == "Elon Musk" for sentence in article["sentences"] for name in sentence["names"])
    assert any(len(sentence["claims"]) > 0 for sentence in article["sentences"])
    plain = run("explain", path).out
    assert "    name     Elon Musk (Person, name)" in plain
    assert run("explain", "Musk denies", "--db", loaded).out == plain
    assert run("explain", "no-such-file.txt").status == 1


def test_json_is_one_object(run, loaded: Path) -> None:
    commands = (
        ["ask", "who links OpenAI to a campaign"],
        ["path", "OpenAI", "--to", "Campaign"],
        ["timeline", "Elon Musk"],
        ["top"],
        ["common", "Elon Musk", "Sam Altman"],
        ["between", "Elon Musk", "OpenAI"],
    )
    for command in commands:
        ran = run(*command, "--json", "--db", loaded)

        assert ran.status in (0, 3)
        answer = json.loads(ran.out)
        assert {"question", "intent", "ok", "paths"} <= set(answer)
        assert (ran.status == 0) == answer["ok"]


def test_plain_output_has_no_escapes_and_no_isolates(run, loaded: Path) -> None:
    ran = run("ask", "من يقود OpenAI", "--db", loaded)

    assert "\x1b" not in ran.out
    assert not any("\u2066" <= character <= "\u2069" for character in ran.out)


def test_completion_offers_names(loaded: Path, tmp_path: Path) -> None:
    from techpol.cli.completion import entity_names

    assert "Sam Altman" in entity_names(loaded, "sam")
    assert entity_names(tmp_path / "none.db", "sam") == []
    (tmp_path / "bad.db").write_text("x", "utf-8")
    assert entity_names(tmp_path / "bad.db", "sam") == []


def test_a_file_of_names_stands_for_them(run, loaded: Path, tmp_path: Path) -> None:
    names = tmp_path / "names.txt"
    names.write_text("# firms\nOpenAI\n\nTesla\n", "utf-8")

    listed = run("path", f"@{names}", "--to", "Campaign", "--db", loaded, "--json").json
    spelled = run("between", "OpenAI", "Tesla", "Elon Musk", "--db", loaded, "--json").json
    between = run("between", f"@{names}", "Elon Musk", "--db", loaded, "--json").json

    assert {"OpenAI", "Tesla"} == {entity["names"].get("en", entity["name"]) for entity in listed["from"]}
    assert spelled["table"] == between["table"]


@pytest.mark.parametrize("content", [None, "", "# nobody\n"])
def test_a_file_that_names_nobody_is_an_error(run, loaded: Path, tmp_path: Path, content: str | None) -> None:
    names = tmp_path / "names.txt"
    if content is not None:
        names.write_text(content, "utf-8")

    ran = run("path", f"@{names}", "--to", "Campaign", "--db", loaded)

    assert 2 == ran.status
    assert "names.txt" in ran.err


def test_a_question_in_words_takes_the_limits_that_a_path_takes(run, loaded: Path) -> None:
    asked = ("ask", "who links OpenAI to a campaign", "--db", loaded, "--json")

    assert run(*asked, "--exhaustive").json["complete"]
    paths = run(*asked, "--through", "Biden Victory Fund").json["paths"]
    assert len(paths) > 0
    for path in paths:
        names = {hop[end]["name"] for hop in path["hops"] for end in ("subject", "object")}
        assert "Biden Victory Fund" in names
