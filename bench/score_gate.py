"""Hold the gate against what a language model answered: what it takes out of the wrong, and of the right.

    python bench/score_gate.py PASSAGES REPLIES [REPLIES ...] --scorer score.py [--verdicts FILE] [--json] [--write]

PASSAGES is a folder of annotated passages, REPLIES a folder of a model's replies in the scorer's format, SCORER the
passages' own scorer. ``--write`` renews loaders/model/confidence.yaml from the figures of the first REPLIES folder;
the second, where there is one, is taken for a second run over the same passages (classes ``twice`` and ``once``).

Annotations have holes: what they lack counts as wrong. VERDICTS are JSON lines in which another hand judged each
such claim (``replies``, ``passage``, ``subject``, ``type``, ``object``, ``verdict``: right, wrong or unclear). With
them the figures are given a second time, as judged, and for all folders together; without a verdict wrong is wrong.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from score_articles import relation_of

from techpol.loaders.articles.document import ReaderResult
from techpol.loaders.articles.reading import get_reader
from techpol.loaders.gate import pass_gate
from techpol.loaders.model.reader import combine, confidences
from techpol.schema.model import Claim, Source
from techpol.schema.ontology import load_ontology

Verdicts = dict[tuple[str, str, tuple[str, str, str]], str]
OPTIONS = SimpleNamespace(primary_only=False, verbose=False)
CONFIDENCE = Path(__file__).parent.parent / "loaders" / "model" / "confidence.yaml"


def load_scorer(path: Path) -> Any:
    """Import the passages' scorer, which is no package."""
    spec = importlib.util.spec_from_file_location("passage_scorer", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["passage_scorer"] = module
    spec.loader.exec_module(module)
    return module


def source_of(passage: dict[str, Any]) -> Source:
    """Return a passage as a source."""
    text = passage["text"]
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Source(key=passage["id"], kind="article", sha256=digest, language=passage["lang"], text=text)


def read_by_grammar(passage: dict[str, Any]) -> ReaderResult:
    """Return what the grammar reads in a passage."""
    reader = get_reader(passage["lang"])
    return reader.read(source_of(passage)) if reader is not None else ReaderResult((), ())


def gated(
    passage: dict[str, Any], relations: list[dict[str, Any]], both: bool, grammar: ReaderResult | None = None
) -> list[tuple[Claim, dict[str, Any]]]:
    """Return the claims of a reply that pass the gate, each with what the scorer reads."""
    text, source = passage["text"], source_of(passage)
    grammar = grammar or read_by_grammar(passage)
    result = combine(source, [json.dumps({"relations": relations}, ensure_ascii=False)], grammar, both, "model", "0")
    referents = {referent.key: referent for referent in result.referents}
    claims, _ = pass_gate(result.claims, source, referents, load_ontology())
    return [(claim, relation_of(claim, referents, text)) for claim in claims]


def read_verdicts(path: Path | None, scorer: Any, golds: dict[str, Any]) -> Verdicts:
    """Return the verdict on each claim that was judged, by the folder's name, the passage and the triple."""
    verdicts: Verdicts = {}
    for line in path.read_text("utf-8").splitlines() if path is not None else ():
        judged = json.loads(line)
        for triple in resolved(scorer, golds[judged["passage"]], [judged])[0]:
            verdicts[judged["replies"], judged["passage"], key_of(triple)] = judged["verdict"]
    return verdicts


def key_of(triple: Any) -> tuple[str, str, str]:
    """Return what a claim states, whatever its modality."""
    return triple.subject, triple.type, triple.object


def resolved(scorer: Any, gold: Any, relations: list[dict[str, Any]]) -> tuple[Any, Any]:
    """Return the triples of relations, by the names of the annotation, and the scorer's report."""
    report = scorer.Report()
    return scorer.resolve_relations({"relations": relations}, gold, {}, report.facts), report


def as_judged(
    scorer: Any, gold: Any, passage: dict[str, Any], relations: list[dict[str, Any]], verdicts: Verdicts, replies: str
) -> tuple[list[int], list[int]]:
    """Return (right, wrong) relations of one passage, before the gate and those of them that it lets through.

    A relation that the annotation leaves open (optional there), or whose verdict is unclear, is neither.
    """
    before, after = [0, 0], [0, 0]
    grammar = read_by_grammar(passage)
    for relation in relations:
        right, wrong, _, _ = judge(scorer, gold, [relation])
        if wrong > 0:
            verdict = verdicts.get(
                (replies, gold.id, key_of(next(iter(resolved(scorer, gold, [relation])[0])))), "wrong"
            )
            right, wrong = int(verdict == "right"), int(verdict == "wrong")
        passed = len(gated(passage, [relation], both=False, grammar=grammar)) > 0
        for side, counted in enumerate((right, wrong)):
            before[side] += counted > 0
            after[side] += counted > 0 and passed
    return before, after


def judge(scorer: Any, gold: Any, relations: list[dict[str, Any]]) -> tuple[int, int, int, int]:
    """Return (right triples, wrong triples, gold found, hard trap violations) of one passage."""
    triples, report = resolved(scorer, gold, relations)
    found, wrong = scorer.judge_triples(gold, triples, OPTIONS, report)
    right = sum(
        1 for triple in triples if not triple.negated and any(scorer.matches(item, triple) for item in gold.required)
    )
    scorer.judge_traps(gold, triples, report)
    return right, len(wrong), len(found), len(report.hard)


def triples(pairs: list[tuple[Claim, dict[str, Any]]]) -> set[tuple[str, str, str]]:
    """Return what the claims state, whatever the words."""
    return {(claim.subject, claim.relation, claim.object) for claim, _ in pairs}


def measure(
    scorer: Any, passages: Path, replies: Path, second: Path | None = None, verdict_file: Path | None = None
) -> dict[str, Any]:
    """Return the figures of one folder of replies; ``second`` is another run over the same passages."""
    golds = {gold.id: gold for gold in scorer.read_gold(passages, False)}
    verdicts = read_verdicts(verdict_file, scorer, golds)
    documents = scorer.read_system(replies)
    again = {} if second is None else scorer.read_system(second)
    figures: dict[str, Any] = {"replies": replies.name, "passages": len(documents)}
    outputs: dict[str, list[list[dict[str, Any]]]] = {}
    classes: dict[str, list[int]] = {}
    for name, document in sorted(documents.items()):
        raw = json.loads((passages / f"{name}.json").read_text("utf-8"))
        passage = {field: raw[field] for field in ("id", "lang", "text")}
        alone = gated(passage, document["relations"], both=False)
        union = gated(passage, document["relations"], both=True)
        grammar = gated(passage, [], both=True)
        for way, pairs in (("gated", alone), ("union", union), ("grammar", grammar)):
            outputs.setdefault(way, []).append([relation for _, relation in pairs])
        outputs.setdefault("raw", []).append(document["relations"])
        repeated = triples(gated(passage, again[name]["relations"], both=False)) if name in again else set()
        for claim, relation in alone:
            right, wrong, _, _ = judge(scorer, golds[name], [relation])
            found = ["both"] if claim.confidence == confidences()["both"] else ["model"]
            if name in again and found == ["model"]:
                twice = (claim.subject, claim.relation, claim.object) in repeated
                found.append("twice" if twice else "once")
            for level in found:
                counts = classes.setdefault(level, [0, 0])
                counts[0] += right
                counts[1] += wrong
    wanted = sum(len(golds[name].required) for name in documents)
    for way, lists in outputs.items():
        sums = [
            sum(column)
            for column in zip(
                *(judge(scorer, golds[n], r) for n, r in zip(sorted(documents), lists, strict=True)), strict=True
            )
        ]
        precision = sums[0] / max(1, sums[0] + sums[1])
        figures[way] = {
            "right": sums[0], "wrong": sums[1], "precision": round(precision, 3),
            "recall": round(sums[2] / wanted, 3),
            "hard_traps": sums[3],
        }  # fmt: skip
    raw_figures, after = figures["raw"], figures["gated"]
    figures |= taken_out([raw_figures["right"], raw_figures["wrong"]], [after["right"], after["wrong"]])
    if verdict_file is not None:
        before, after_gate = [0, 0], [0, 0]
        for name, document in sorted(documents.items()):
            raw = json.loads((passages / f"{name}.json").read_text("utf-8"))
            passage = {field: raw[field] for field in ("id", "lang", "text")}
            counts = as_judged(scorer, golds[name], passage, document["relations"], verdicts, replies.name)
            for sums, found in zip((before, after_gate), counts, strict=True):
                sums[:] = [a + b for a, b in zip(sums, found, strict=True)]
        figures["judged"] = judged_figures(before, after_gate)
    figures["classes"] = {
        name: {"precision": round(right / max(1, right + wrong), 3), "claims": right + wrong}
        for name, (right, wrong) in sorted(classes.items())
    }
    return figures


def taken_out(before: list[int], after: list[int]) -> dict[str, float]:
    """Return the shares of wrong and right claims that went, from (right, wrong) before and after."""
    return {
        "wrong_taken_out": round(1 - after[1] / max(1, before[1]), 3),
        "right_taken_out": round(1 - after[0] / max(1, before[0]), 3),
    }


def judged_figures(before: list[int], after: list[int]) -> dict[str, Any]:
    """Return what stood in the replies, what the gate let through, and the shares of it that went."""
    names = ("right", "wrong")
    return {
        "raw": dict(zip(names, before, strict=True)), "gated": dict(zip(names, after, strict=True)),
        **taken_out(before, after),
    }  # fmt: skip


def together(results: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the judged figures of all folders as one."""
    sums = [
        [sum(result["judged"][way][side] for result in results) for side in ("right", "wrong")]
        for way in ("raw", "gated")
    ]
    return judged_figures(*sums)


def main() -> None:
    """Print the figures of every folder of replies."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("passages", type=Path)
    parser.add_argument("replies", type=Path, nargs="+")
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--verdicts", type=Path, help="JSON lines of claims that were judged")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--write", action="store_true", help="renew the confidence of each class")
    arguments = parser.parse_args()
    scorer = load_scorer(arguments.scorer)
    seconds = [*arguments.replies[1:2], *([None] * len(arguments.replies))]
    results = [
        measure(scorer, arguments.passages, folder, second, arguments.verdicts)
        for folder, second in zip(arguments.replies, seconds, strict=False)
    ]
    if arguments.write:
        write_confidence(results[0])
    if arguments.json:
        print(json.dumps(results, indent=1))
        return
    for result in results:
        print(f"{result['replies']} ({result['passages']} passages)")
        for way in ("raw", "gated", "grammar", "union"):
            print(f"  {way:8} {result[way]}")
        print(f"  wrong taken out {result['wrong_taken_out']:.1%}, right taken out {result['right_taken_out']:.1%}")
        if "judged" in result:
            print(f"  as judged {result['judged']}")
        print(f"  classes {result['classes']}")
    if arguments.verdicts is not None:
        print(f"all folders together, as judged {together(results)}")


def write_confidence(result: dict[str, Any]) -> None:
    """Renew the measured precision of each class, keeping the head of the file."""
    head = [line for line in CONFIDENCE.read_text("utf-8").splitlines() if line.startswith("#")]
    lines = [*head, f"measured_on: {{passages: {result['passages']}, replies: {result['replies']}}}", "classes:"]
    lines += [
        f"  {name}: {{precision: {value['precision']}, claims: {value['claims']}}}"
        for name, value in result["classes"].items()
    ]
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=CONFIDENCE.parent, delete=False) as file:
        file.write("\n".join(lines) + "\n")
    Path(file.name).replace(CONFIDENCE)


if __name__ == "__main__":
    main()
