"""Fit how far the claims of a reader may be believed, on claims that were judged.

    python bench/fit_belief.py collect LANG PASSAGES... --scorer score.py --out claims.jsonl
    python bench/fit_belief.py fit LANG claims.jsonl... --out loaders/articles/learned/belief_LANG.json.gz

``collect`` reads annotated passages (``bench/rounds.py expand``) with the reader as it is and notes for each claim
its clues and whether the annotation has it, as the scorer of the passages sees it; optional relations are left out.
Only passages that the rules were not written on tell the truth. ``bench/pool_sample.py --doubtful`` notes the same
of claims that are then judged by hand (``verdict``). ``fit`` prints what the belief is worth in cross-validation over
passages and writes the weights. Needs scikit-learn (the dependency group ``makers``).
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import importlib.util
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from techpol.loaders.articles.learned.belief import Page, clues_of
from techpol.loaders.articles.reading import read_source
from techpol.schema.model import Claim, Referent, Refusal, Source

sys.path.insert(0, str(Path(__file__).parent))
from score_articles import relation_of


def claims_of(text: str, lang: str, key: str) -> list[tuple[Claim, dict[str, Referent], list[str]]]:
    """Read a text and return its claims with their clues."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    source = Source(key=key, kind="article", sha256=digest, language=lang, text=text)
    reading = read_source(source)[0]
    statements = [
        item.held if isinstance(item, Refusal) and item.reason == "doubtful" else item for item in reading.statements
    ]
    referents = {item.key: item for item in statements if isinstance(item, Referent)}
    page = Page.of(text, referents.values(), lang)
    return [(item, referents, clues_of(item, referents, page)) for item in statements if isinstance(item, Claim)]


def collect(options: argparse.Namespace) -> None:
    """Write the claims of annotated passages with their clues and whether they are right."""
    spec = importlib.util.spec_from_file_location("passage_scorer", options.scorer)
    assert spec is not None and spec.loader is not None
    scorer: Any = importlib.util.module_from_spec(spec)
    sys.modules["passage_scorer"] = scorer
    spec.loader.exec_module(scorer)
    counts: Counter[str] = Counter()
    with options.out.open("w", encoding="utf-8") as file:
        for folder in options.passages:
            for path in sorted(folder.glob("*.json")):
                passage = json.loads(path.read_text("utf-8"))
                if passage["lang"] != options.lang:
                    continue
                for claim, referents, clues in claims_of(passage["text"], options.lang, passage["id"]):
                    verdict = judge(passage, relation_of(claim, referents, passage["text"]))
                    counts[verdict] += 1
                    if verdict != "optional":
                        row = {"page": passage["id"], "right": verdict == "right", "clues": clues}
                        file.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(json.dumps(dict(counts)))


_SYMMETRIC = ("MET_WITH", "RUNNING_AGAINST", "CONNECTED_TO")


def plain(name: str) -> str:
    """Return a name as names are compared here."""
    import re

    folded = re.sub("[أإآٱ]", "ا", name.casefold()).replace("ى", "ي").replace("ة", "ه")
    return " ".join(re.findall(r"\w+", re.sub("[ًٌٍَُِّْـ]", "", folded)))


def judge(passage: dict[str, Any], said: dict[str, Any]) -> str:
    """Say whether an annotation has what was said: right, wrong, or optional."""
    forms: dict[str, set[str]] = {}
    for entity in passage["entities"]:
        for form in (*entity["names_in_text"], entity["name_en"]):
            forms.setdefault(plain(form), set()).add(entity["name_en"])

    def named(name: str) -> set[str]:
        key = plain(name)
        bare = [key[1:]] if key[:1] in "وبلكف" else []
        return forms.get(key) or next((forms[item] for item in bare if item in forms), set())

    left, right = named(said["subject"]), named(said["object"])
    ends = [(one, other) for one in left for other in right]
    if said["type"] in _SYMMETRIC:
        ends += [(other, one) for one, other in ends]
    verdict = "wrong"
    for item in passage["relations"]:
        types = [item["type"], *item.get("alt_types", ())]
        subjects = {item["subject"], *item.get("alt_subjects", ())}
        objects = {item["object"], *item.get("alt_objects", ())}
        if said["type"] in types and any(one in subjects and other in objects for one, other in ends):
            if bool(item.get("negated")) != said["negated"]:
                continue
            if not item.get("optional"):
                return "right"
            verdict = "optional"
    if verdict == "wrong" and any((item["subject"], item["object"]) in ends for item in passage.get("inferred", ())):
        return "optional"
    return verdict


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Read judged claims, of ``collect`` or with a ``verdict``; what is unclear is left out. May be gzipped."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    rows = [json.loads(line) for line in raw.decode("utf-8").splitlines()]
    return [
        {**row, "right": row["right"] if "right" in row else row["verdict"] == "right"}
        for row in rows
        if row.get("verdict", "right") in ("right", "wrong")
    ]


def fit_weights(rows: list[dict[str, Any]], strength: float, rare: int) -> tuple[DictVectorizer, LogisticRegression]:
    """Fit the weights."""
    counts = Counter(clue for row in rows for clue in row["clues"])
    table = DictVectorizer(dtype=np.float64)
    matrix = table.fit_transform({clue: 1 for clue in row["clues"] if counts[clue] >= rare} for row in rows)
    matrix.indices, matrix.indptr = matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32)
    model = LogisticRegression(C=strength, solver="liblinear", tol=0.001)
    model.fit(matrix, [row["right"] for row in rows], [row.get("weight", 1.0) for row in rows])
    return table, model


def chances(table: DictVectorizer, model: LogisticRegression, rows: list[dict[str, Any]]) -> list[float]:
    """Return how far each claim is believed."""
    matrix = table.transform(dict.fromkeys(row["clues"], 1) for row in rows)
    return [float(value) for value in model.predict_proba(matrix)[:, 1]]


def fit(options: argparse.Namespace) -> None:
    """Cross-validate, choose the floor, write the weights."""
    rows = [row for path in options.claims for row in read_rows(path)]
    folds = [int(hashlib.sha256(row["page"].encode()).hexdigest(), 16) % options.folds for row in rows]
    believed = [0.0] * len(rows)
    for fold in range(options.folds):
        learn = [row for row, number in zip(rows, folds, strict=True) if number != fold]
        places = [place for place, number in enumerate(folds) if number == fold]
        table, model = fit_weights(learn, options.strength, options.rare)
        for place, chance in zip(places, chances(table, model, [rows[place] for place in places]), strict=True):
            believed[place] = chance
    right = sum(row["right"] for row in rows)
    print(f"{len(rows)} claims, right {right / len(rows):.3f}")
    print("floor  kept  of the right ones  right of what is kept")
    for floor in (0.0, 0.2, 0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9):
        kept = [row["right"] for row, chance in zip(rows, believed, strict=True) if chance >= floor]
        print(f"{floor:.2f}  {len(kept):5}  {sum(kept) / right:.3f}  {sum(kept) / max(1, len(kept)):.3f}")
    table, model = fit_weights(rows, options.strength, options.rare)
    if options.out:
        weights = {
            str(name): round(float(value), 3)
            for name, value in zip(table.get_feature_names_out(), model.coef_[0], strict=True)
            if abs(value) >= 0.01
        }
        data = {"bias": round(float(model.intercept_[0]), 4), "floor": options.floor, "weights": weights}
        raw = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode("utf-8")
        options.out.write_bytes(gzip.compress(raw, 9, mtime=0))
        print(json.dumps({"file": options.out.name, "bytes": options.out.stat().st_size, "clues": len(weights)}))


def main() -> None:
    """Collect or fit."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    commands = parser.add_subparsers(required=True)
    collector = commands.add_parser("collect")
    collector.add_argument("lang", choices=["en", "ar"])
    collector.add_argument("passages", type=Path, nargs="+")
    collector.add_argument("--scorer", type=Path, required=True)
    collector.add_argument("--out", type=Path, required=True)
    collector.set_defaults(run=collect)
    fitter = commands.add_parser("fit")
    fitter.add_argument("lang", choices=["en", "ar"])
    fitter.add_argument("claims", type=Path, nargs="+")
    fitter.add_argument("--out", type=Path)
    fitter.add_argument("--strength", type=float, default=0.1)
    fitter.add_argument("--rare", type=int, default=3)
    fitter.add_argument("--folds", type=int, default=8)
    fitter.add_argument("--floor", type=float, default=0.5)
    fitter.set_defaults(run=fit)
    options = parser.parse_args()
    options.run(options)


if __name__ == "__main__":
    main()
