"""The questions of expected.yaml have the answers that a reporter expects."""

import json
from datetime import date
from pathlib import Path

import pytest
import yaml
from tune_graph import TUNE, build_tune

from techpol.queries import PathOptions, ask, render

HERE = Path(__file__).parent
ARTICLES = HERE.parent.parent / "examples" / "articles"
GRAPH = yaml.safe_load((HERE / "examples_graph.yaml").read_text("utf-8"))
CASES = yaml.safe_load((HERE / "expected.yaml").read_text("utf-8"))
TUNE_CASES = yaml.safe_load((HERE / "expected_tune.yaml").read_text("utf-8"))
OPTIONS = PathOptions(reference=date(2025, 1, 1))


def flat(path):
    parts = [path.hops[0].start.name]
    for hop in path.hops:
        parts += [hop.relation, hop.end.name]
    return parts


@pytest.mark.parametrize("case", CASES, ids=[case["ask"] for case in CASES])
def test_expected_answer(examples, case):
    check(examples, case)


@pytest.fixture(scope="module")
def tune():
    if not TUNE.is_dir():
        pytest.skip(f"{TUNE} is not there: the passages are not part of the project")
    return build_tune()


@pytest.mark.parametrize("case", TUNE_CASES, ids=[case["ask"] for case in TUNE_CASES])
def test_expected_answer_over_tune(tune, case):
    check(tune, case)


def check(graph, case):
    answer = ask(graph, case["ask"], OPTIONS)
    if case.get("nothing"):
        assert answer.paths == ()
        assert answer.unknown == ()
    else:
        assert len(answer.paths) > 0, answer
    if "first" in case:
        found = flat(answer.paths[0])
        wanted = case["first"]

        assert len(found) == len(wanted), found
        assert all(part in choice.split("|") for part, choice in zip(found, wanted, strict=True)), found
    names = {entity.name for path in answer.paths for entity in path.entities}

    assert set(case.get("all", [])) <= names
    assert names.isdisjoint(case.get("never", []))
    for words in case.get("says", []):
        assert words in render(answer, "text")


def test_quotes_of_the_graph_stand_in_their_articles():
    rows = [*GRAPH["edges"], *(total["edge"] for total in GRAPH["totals"])]
    for row in rows:
        for name, words in [(row[3], row[4]), *row[5].get("sources", {}).items()]:
            text = (ARTICLES / name).read_text("utf-8")
            if name.endswith(".json"):
                text = json.loads(text)["text"]

            assert words in text, (name, words)
