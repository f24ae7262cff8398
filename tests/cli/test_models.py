"""Reading with a language model from the command line, against a server that speaks the protocol over real HTTP."""

import json
import re
from pathlib import Path

import pytest
from chat_server import chat_server
from dialects import cloud, llama_cpp, ollama, vllm

from techpol.cli.main import main

ARTICLE = "Lena Ortiz, the chief executive of Quantel Corp, spoke. Lena Ortiz gave $5,000 to the Harbor Fund.\n"
GOOD = {
    "subject": "Lena Ortiz", "subject_type": "Person", "relation": "DONATED_TO", "object": "Harbor Fund",
    "object_type": "Committee", "modality": "asserted", "amount": "5000", "currency": "USD",
    "quote": "Lena Ortiz gave $5,000 to the Harbor Fund.",
}  # fmt: skip
INVENTED = {**GOOD, "object": "Quantel Corp", "object_type": "Company", "quote": "Lena Ortiz gave Quantel a million."}
REPLY = json.dumps({"relations": [GOOD, INVENTED]})


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TECHPOL_DB", raising=False)
    (tmp_path / "one.txt").write_text(ARTICLE, "utf-8")
    return tmp_path


def claims(capsys):
    capsys.readouterr()
    assert main(["claims", "--json"]) == 0
    return json.loads(capsys.readouterr().out)["claims"]


def test_a_model_reads_and_what_it_invents_stays_out(folder, capsys):
    with chat_server(REPLY) as server:
        assert main(["load", "one.txt", "--reader", "model", "--model", "tiny", "--base-url", server.url]) == 0
        assert main(["load", "one.txt", "--reader", "model", "--model", "tiny", "--base-url", server.url]) == 0

    assert [(claim["relation"], claim["extractor"]) for claim in claims(capsys)] == [("DONATED_TO", "model-tiny")]
    assert len(server.requests) == 1
    assert (folder / "techpol-replies.db").exists()


def test_both_readers_stand_side_by_side(folder, capsys):
    with chat_server(json.dumps({"relations": [GOOD]})) as server:
        assert main(["load", "one.txt", "--reader", "both", "--model", "tiny", "--base-url", server.url]) == 0

    found = claims(capsys)
    assert "LEADS" in {claim["relation"] for claim in found}
    assert [claim["relation"] for claim in found].count("DONATED_TO") == 1


def test_a_dry_run_asks_and_loads_nothing(folder, capsys):
    with chat_server(REPLY) as server:
        options = ["--model", "tiny", "--base-url", server.url, "--dry-run", "--json"]
        assert main(["load", "one.txt", "--reader", "model", *options]) == 0
    found = json.loads(capsys.readouterr().out)

    assert (found["articles"], found["requests"]) == (1, 1)
    assert found["prompt_tokens"] > 500
    assert server.requests == []
    assert not (folder / "techpol.db").exists()
    assert found["seconds"] is None


def test_a_dry_run_knows_the_pace_once_a_reply_was_timed(folder, capsys):
    for number in range(2, 5):
        (folder / f"{number}.txt").write_text(f"{ARTICLE}Number {number}.", "utf-8")
    with chat_server(REPLY) as server:
        options = ["--reader", "model", "--model", "tiny", "--base-url", server.url]
        assert main(["load", "one.txt", *options]) == 0
        capsys.readouterr()
        assert main(["load", ".", *options, "--runs", "2", "--dry-run", "--json"]) == 0
        slow = json.loads(capsys.readouterr().out)
        (folder / "techpol.toml").write_text("requests_per_minute = 2\n", "utf-8")
        assert main(["load", ".", *options, "--runs", "2", "--dry-run", "--json"]) == 0
        limited = json.loads(capsys.readouterr().out)
    # Of the article that was read once the second run alone is asked.
    assert (slow["articles"], slow["known_articles"], slow["known_replies"], slow["requests"]) == (4, 0, 1, 7)
    assert slow["seconds"] is not None and slow["seconds"] < 210
    assert limited["seconds"] == 210


def test_a_dry_run_counts_what_is_known_as_free_unless_it_is_to_be_asked_again(folder, capsys):
    (folder / "two.txt").write_text(f"{ARTICLE}Number two.", "utf-8")
    with chat_server(REPLY) as server:
        options = ["--reader", "model", "--model", "tiny", "--base-url", server.url]
        assert main(["load", "one.txt", *options]) == 0
        found = []
        for more in ([], ["--no-cache"]):
            capsys.readouterr()
            assert main(["load", "one.txt", "two.txt", *options, "--dry-run", "--json", *more]) == 0
            found.append(json.loads(capsys.readouterr().out))
        (folder / "techpol.db").unlink()
        assert main(["load", "one.txt", "two.txt", *options, "--dry-run", "--json"]) == 0
        found.append(json.loads(capsys.readouterr().out))
    assert [(item["known_articles"], item["known_replies"], item["requests"]) for item in found] == [
        (1, 0, 1), (0, 0, 2), (0, 1, 1),
    ]  # fmt: skip
    assert len(server.requests) == 1


def test_no_cache_asks_again_for_an_article_that_was_read_already(folder, capsys):
    other = json.dumps({"relations": [{**GOOD, "modality": "planned"}]})
    with chat_server(REPLY, other) as server:
        options = ["--reader", "model", "--model", "tiny", "--base-url", server.url]
        for more, asked in (([], 1), ([], 1), (["--no-cache"], 2), ([], 2)):
            assert main(["load", "one.txt", *options, *more]) == 0
            assert len(server.requests) == asked
    # What the second reply says took the place of what the first said.
    status = {claim["modality"]: claim["status"] for claim in claims(capsys)}
    assert status == {"asserted": "superseded", "planned": "live"}


def test_a_server_that_fails_is_named_and_the_status_tells(folder, capsys):
    with chat_server(400) as server:
        status = main(["load", "one.txt", "--reader", "model", "--model", "tiny", "--base-url", server.url])

    assert status == 1
    assert "one.txt" in capsys.readouterr().err


def test_nothing_leaves_the_machine_without_a_yes(folder, capsys):
    elsewhere = ["--model", "tiny", "--base-url", "https://models.example.org/v1"]

    assert main(["load", "one.txt", "--reader", "model", *elsewhere]) == 2
    assert "--yes" in capsys.readouterr().err


def test_settings_come_from_the_folder_and_are_checked(folder, capsys):
    with chat_server(REPLY) as server:
        settings = f'reader = "model"\nmodel = "tiny"\nbase_url = "{server.url}"\n'
        (folder / "techpol.toml").write_text(settings, "utf-8")
        assert main(["load", "one.txt"]) == 0
        (folder / "techpol.toml").write_text(settings.replace('"model"', '"oracle"', 1), "utf-8")
        assert main(["load", "one.txt"]) == 2
    assert "oracle" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("concurrency = 0", "1 to 1000"),
        ("requests_per_minute = 0", "0.001 or more"),
        ("runs = 0", "1 to 5"),
        ("runs = true", "a whole number"),
        ("spending_limit = -1", "0 or more"),
        ("prompt_price = -0.1", "0 or more"),
        ("timeout = 0", "0.001 or more"),
    ],
)
def test_a_setting_that_makes_no_sense_is_named_before_anything_is_asked(folder, capsys, line, words):
    (folder / "techpol.toml").write_text(f"{line}\n", "utf-8")
    with chat_server(REPLY) as server:
        assert main(["load", "one.txt", "--reader", "model", "--model", "tiny", "--base-url", server.url]) == 2
    assert server.requests == []
    assert words in capsys.readouterr().err


def test_a_slow_server_is_given_the_time_that_the_settings_say(folder, capsys):
    (folder / "techpol.toml").write_text("timeout = 0.2\n", "utf-8")
    with chat_server("slow", REPLY) as server:
        assert main(["models", "check", "--model", "tiny", "--base-url", server.url, "--json"]) == 0
    assert len(server.requests) == 2


def test_a_model_has_to_be_named(folder, capsys):
    assert main(["load", "one.txt", "--reader", "model"]) == 2
    assert "--model" in capsys.readouterr().err


@pytest.mark.parametrize(("forms", "found"), [((), "json_schema"), (("json_schema",), "json_object")])
def test_the_check_says_in_what_form_a_server_answers(folder, capsys, forms, found):
    with chat_server(json.dumps({"relations": []}), refuse_forms=forms) as server:
        assert main(["models", "check", "--model", "tiny", "--base-url", server.url, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)

    assert answer["form"] == found
    assert answer["seconds"] >= 0


def test_the_check_counts_what_could_be_read_of_a_long_reply(folder, capsys):
    with chat_server(REPLY) as server:
        assert main(["models", "check", "--model", "tiny", "--base-url", server.url, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)

    assert answer["relations_read"] == 2
    assert len(answer["reply"]) < len(REPLY)


def test_the_spending_limit_stops_the_reading_and_keeps_what_was_read(folder, capsys):
    (folder / "techpol.toml").write_text("prompt_price = 10000.0\nreply_price = 0.0\nconcurrency = 1\n", "utf-8")
    for number in range(70):
        (folder / f"{number:02}.txt").write_text(f"{ARTICLE}Number {number}.\n", "utf-8")
    with chat_server(REPLY) as server:
        options = ["--model", "tiny", "--base-url", server.url, "--spending-limit", "65", "--jobs", "1"]
        assert main(["load", ".", "--reader", "model", *options]) == 1

    assert "spending limit" in capsys.readouterr().err
    assert 60 < len(server.requests) < 70
    assert len(claims(capsys)) > 0


DOCS = (Path(__file__).parents[2] / "docs" / "model.md").read_text("utf-8")
EXAMPLES = re.findall(r"```toml\n(# .*?)```", DOCS, re.DOTALL)


@pytest.mark.parametrize(
    ("name", "dialect"), [("Ollama", ollama), ("llama.cpp", llama_cpp), ("vLLM", vllm), ("A cloud", cloud)]
)
def test_the_settings_that_the_docs_give_for_a_server_read_an_article(folder, capsys, monkeypatch, name, dialect):
    monkeypatch.setenv("OPENAI_API_KEY", "secret")
    (example,) = [text for text in EXAMPLES if text.startswith(f"# {name}")]
    with chat_server(dialect(REPLY)) as server:
        settings = re.sub(r'base_url = ".*"', f'base_url = "{server.url}"', example)
        (folder / "techpol.toml").write_text(settings, "utf-8")
        assert main(["models", "check", "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["form"] == "json_schema"
        assert main(["load", "one.txt", "--reader", "model"]) == 0
    model = re.search(r'model = "(.*?)"', example)[1]
    assert {request["model"] for request in server.requests} == {model}
    assert {request["authorization"] for request in server.requests} == {"Bearer secret"}
    assert [claim["relation"] for claim in claims(capsys)] == ["DONATED_TO"]
