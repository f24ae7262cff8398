"""Fit the weights of the learned part of a reader on annotated passages, and say what they are worth.

    python bench/fit_pairs.py LANG PASSAGES... --out FILE [--held PASSAGES...]

PASSAGES are folders in the format of ``score_articles.py`` (``bench/rounds.py expand`` makes them of the rounds). A
pair of mentions in a sentence is an example: of the relation that the annotation gives its two entities, with evidence
in that sentence, or of none. Passages that share text stay together when the data is split. Needs scikit-learn (the
dependency group ``makers``).

The floor of a relation is the lowest probability from which, in cross-validation, what is said is right often enough
(``--precision``); a relation that never reaches it is not said.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
from rounds import grams
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from techpol.loaders.articles.learned.features import features
from techpol.loaders.articles.reading import get_reader
from techpol.schema.ontology import load_ontology

_FEWEST = 4  # examples of a class, below which it is not learned


@dataclass
class Example:
    """A pair of mentions: what is seen of it and what it is called."""

    passage: str
    fact: tuple[str, str]
    seen: list[str]
    label: str
    weight: float
    kinds: tuple[str, str]


def plain(text: str) -> str:
    """Return a name as names are compared here."""
    folded = re.sub("[أإآٱ]", "ا", text.casefold()).replace("ى", "ي").replace("ة", "ه")
    return " ".join(re.findall(r"\w+", re.sub("[ًٌٍَُِّْـ]", "", folded)))


def examples_of(passage: dict[str, Any]) -> Iterator[Example]:
    """Yield the pairs of a passage."""
    text = passage["text"]
    forms: dict[str, set[str]] = defaultdict(set)
    for entity in passage["entities"]:
        for form in (*entity["names_in_text"], entity["name_en"]):
            forms[plain(form)].add(entity["name_en"])
    gold: dict[tuple[str, str], list[tuple[str, tuple[int, int], bool]]] = defaultdict(list)
    for item in passage["relations"]:
        at = text.find(item["evidence"]) if isinstance(item["evidence"], str) else -1
        span = (at, at + len(item["evidence"])) if at >= 0 else (0, len(text))
        subjects = [item["subject"], *item.get("alt_subjects", ())]
        objects = [item["object"], *item.get("alt_objects", ())]
        for place, (one, other) in enumerate([(s, o) for s in subjects for o in objects]):
            gold[one, other].append((item["type"], span, bool(item.get("optional")) or place > 0))
    inferred = {(item["subject"], item["object"]) for item in passage.get("inferred", ())}
    reader: Any = get_reader(passage["lang"])
    for sentence in reader.views(text):
        view, (start, end), names = sentence.view, sentence.span, sentence.names
        for one, other in view.pairs():
            left, right = forms.get(plain(names[one.number]), set()), forms.get(plain(names[other.number]), set())
            label, weight, fact = "", 1.0, ("", "")
            for a in left:
                for b in right:
                    for sign, ends in ((">", (a, b)), ("<", (b, a))):
                        for kind, (low, high), optional in gold.get(ends, ()):
                            if low < end and start < high and (label == "" or weight < 1):
                                label, weight, fact = kind + sign, 0.4 if optional else 1.0, ends
                            elif label == "":
                                weight = 0.0
                        if ends in inferred and label == "":
                            weight = 0.0
            if weight > 0:
                yield Example(passage["id"], fact, features(view, one, other), label, weight, (one.type, other.type))


def possible(kinds: tuple[str, str], label: str) -> bool:
    """Say whether the ontology lets a relation join two types."""
    ends = kinds if label.endswith(">") else kinds[::-1]
    return label == "" or load_ontology().allows(label[:-1], *ends)


def group(passages: list[dict[str, Any]]) -> list[int]:
    """Return a number for each passage; those that share text have the same."""
    owner: dict[str, int] = {}
    numbers = []
    for place, passage in enumerate(passages):
        shared = [owner[gram] for gram in grams(passage["text"]) if gram in owner]
        number = Counter(shared).most_common(1)[0][0] if len(shared) > 5 else place
        for gram in grams(passage["text"]):
            owner.setdefault(gram, number)
        numbers.append(number)
    return numbers


@dataclass
class Weights:
    """A linear model for each class, each against all other pairs."""

    table: DictVectorizer
    classes: list[str]
    matrix: Any  # classes x features
    bias: Any


def fit(rows: list[Example], strength: float, rare: int) -> Weights:
    """Fit the weights: a logistic regression for each class with enough examples."""
    counts = Counter(name for row in rows for name in set(row.seen))
    table = DictVectorizer(dtype=np.float64)
    matrix: csr_matrix = table.fit_transform({name: 1 for name in row.seen if counts[name] >= rare} for row in rows)
    matrix.indices, matrix.indptr = matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32)
    labels = np.array([row.label for row in rows])
    weights = np.array([row.weight for row in rows])
    classes = sorted(name for name, count in Counter(labels).items() if name and count >= _FEWEST)
    found, bias = [], []
    for name in classes:
        model = LogisticRegression(C=strength, solver="liblinear", tol=0.001)
        model.fit(matrix, labels == name, weights)
        found.append(model.coef_[0])
        bias.append(model.intercept_[0])
    return Weights(table, classes, np.array(found), np.array(bias))


def predict(model: Weights, rows: list[Example]) -> list[tuple[str, float]]:
    """Return the best possible label of each example, with its probability."""
    matrix = model.table.transform(dict.fromkeys(row.seen, 1) for row in rows)
    chances = 1 / (1 + np.exp(-(matrix @ model.matrix.T + model.bias)))
    found = []
    for row, line in zip(rows, chances, strict=True):
        order = [place for place in np.argsort(-line) if possible(row.kinds, model.classes[place])]
        found.append((model.classes[order[0]], float(line[order[0]])) if order else ("", 0.0))
    return found


def floors_of(judged: list[tuple[str, float, bool]], precision: float) -> dict[str, float]:
    """Return for each relation the probability from which what is said is right often enough.

    The share of right ones above a place is smoothed by one wrong one, so that a few lucky ones prove nothing.
    """
    pooled = sorted(((chance, right) for _, chance, right in judged), reverse=True)
    found = {}
    for name in sorted({name for name, _, _ in judged}):
        own = sorted(((chance, right) for kind, chance, right in judged if kind == name), reverse=True)
        floor, right = 2.0, 0
        for place, (chance, good) in enumerate(own, 1):
            right += good
            if right / (place + 1) >= precision:
                floor = chance
        if floor > 1 and len(own) < 30:
            # Too few of its own kind to tell: where all kinds together are right more often than asked.
            right = 0
            for place, (chance, good) in enumerate(pooled, 1):
                right += good
                if right / place >= precision + (1 - precision) / 2:
                    floor = max(chance, 0.75)
        found[name] = round(floor, 4)
    return found


def report(rows: list[Example], said: list[tuple[str, float]], floors: dict[str, float], title: str) -> None:
    """Print how much is said above the floors, and how much of it is right."""
    wanted = {(row.passage, row.fact, row.label[:-1]) for row in rows if row.label and row.weight == 1}
    hits: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    got = set()
    for row, (label, chance) in zip(rows, said, strict=True):
        if label == "" or chance < floors.get(label[:-1], 2):
            continue
        if label == row.label or (
            label[:-1] == row.label[:-1] and label[:-1] in ("MET_WITH", "RUNNING_AGAINST", "CONNECTED_TO")
        ):
            if row.weight == 1:
                hits[label[:-1]] += 1
                got.add((row.passage, row.fact, label[:-1]))
        elif row.weight == 1:
            wrong[label[:-1]] += 1
    total = sum(hits.values()) + sum(wrong.values())
    print(
        f"{title}: said {total}, right {sum(hits.values()) / max(1, total):.3f}, of the facts of these sentences {len(got) / max(1, len(wanted)):.3f}"
    )
    for name, count in Counter(label for _, _, label in wanted).most_common():
        print(f"   {name:18} facts {count:4} right {hits[name]:4} wrong {wrong[name]:4} floor {floors.get(name, 2)}")


def main() -> None:
    """Fit, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("lang", choices=["en", "ar"])
    parser.add_argument("passages", type=Path, nargs="+")
    parser.add_argument("--held", type=Path, nargs="*", default=[])
    parser.add_argument("--out", type=Path)
    parser.add_argument("--strength", type=float, default=1.0)
    parser.add_argument("--rare", type=int, default=2)
    parser.add_argument("--folds", type=int, default=4)
    parser.add_argument("--precision", type=float, default=0.85)
    options = parser.parse_args()

    def read(folders: list[Path]) -> list[dict[str, Any]]:
        found = [json.loads(path.read_text("utf-8")) for folder in folders for path in sorted(folder.glob("*.json"))]
        return [passage for passage in found if passage["lang"] == options.lang]

    passages = read(options.passages)
    groups = group(passages)
    rows: list[Example] = []
    folds: list[int] = []
    for passage, number in zip(passages, groups, strict=True):
        for row in examples_of(passage):
            rows.append(row)
            folds.append(int(hashlib.sha256(str(passages[number]["id"]).encode()).hexdigest(), 16) % options.folds)
    print(
        json.dumps(
            {"passages": len(passages), "pairs": len(rows), "with a relation": sum(row.label != "" for row in rows)}
        )
    )
    said: list[tuple[str, float]] = [("", 0.0)] * len(rows)
    for fold in range(options.folds):
        learn = [row for row, number in zip(rows, folds, strict=True) if number != fold]
        places = [place for place, number in enumerate(folds) if number == fold]
        model = fit(learn, options.strength, options.rare)
        for place, result in zip(places, predict(model, [rows[place] for place in places]), strict=True):
            said[place] = result
    symmetric = ("MET_WITH", "RUNNING_AGAINST", "CONNECTED_TO")
    judged = [
        (label[:-1], chance, label == row.label or (label[:-1] == row.label[:-1] and label[:-1] in symmetric))
        for row, (label, chance) in zip(rows, said, strict=True)
        if label != "" and (row.weight == 1 or label == row.label)
    ]
    floors = floors_of(judged, options.precision)
    report(rows, said, floors, "cross-validated")
    model = fit(rows, options.strength, options.rare)
    if options.held:
        held = [row for passage in read(options.held) for row in examples_of(passage)]
        report(held, predict(model, held), floors, "held out")
    if options.out:
        weights = {}
        for column, name in enumerate(model.table.get_feature_names_out()):
            row = [
                (place, round(float(value) * 100))
                for place, value in enumerate(model.matrix[:, column])
                if abs(value) >= 0.05
            ]
            if row:
                weights[str(name)] = [number for pair in row for number in pair]
        data = {
            "classes": model.classes,
            "bias": [round(float(value), 4) for value in model.bias],
            "floors": floors,
            "weights": weights,
        }
        raw = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
        options.out.write_bytes(gzip.compress(raw, 9, mtime=0))
        print(json.dumps({"file": options.out.name, "bytes": options.out.stat().st_size, "features": len(weights)}))


if __name__ == "__main__":
    main()
