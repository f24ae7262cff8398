"""Score the comparison of names on labelled pairs, beside nomenklatura's own matcher in the same run.

    python bench/score_matching.py CSV [--json] [--errors] [--no-nomenklatura]

CSV: columns schema, name1, name2, is_match (``../shared/data/matching/name_bench_cases.csv``). Ours says "same" from
0.5 on. nomenklatura's logic-v2 is taken at its own threshold of 0.7, and once more at the threshold that suits these
pairs best, found by looking at the labels (which favours it). It is left out where it is not installed.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import time
from pathlib import Path

from techpol.schema.names import ORGANIZATION, OTHER, PERSON, compare_names

THRESHOLD = 0.5
THEIR_THRESHOLD = 0.7
_KINDS = {"Person": PERSON, "Vessel": OTHER, "Asset": OTHER, "Address": OTHER}


def figures(truth: list[bool], scores: list[float], threshold: float) -> dict[str, float | int]:
    """Return precision, recall and F1 of "at least the threshold"."""
    hits = sum(same and score >= threshold for same, score in zip(truth, scores, strict=True))
    found = sum(score >= threshold for score in scores)
    precision, recall = hits / max(1, found), hits / max(1, sum(truth))
    f1 = 2 * hits / max(1, found + sum(truth))
    return {"f1": round(f1, 4), "precision": round(precision, 4), "recall": round(recall, 4), "threshold": threshold}


def theirs(rows: list[dict[str, str]]) -> list[float] | None:
    """Return the scores of nomenklatura's logic-v2, None where it is not installed."""
    try:
        from followthemoney import model
        from nomenklatura.matching import get_algorithm
    except ImportError:
        return None
    matcher = get_algorithm("logic-v2")
    if matcher is None:
        return None
    config = matcher.default_config()

    def entity(key: str, row: dict[str, str], column: str):  # noqa: ANN202
        # The matcher remembers names by id, so that every entity needs one of its own.
        return model.get_proxy({"id": key, "schema": row["schema"], "properties": {"name": [row[column]]}})

    return [
        matcher.compare(entity(f"l{n}", row, "name1"), entity(f"r{n}", row, "name2"), config).score
        for n, row in enumerate(rows)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", action="store_true", help="print the pairs that we get wrong")
    parser.add_argument("--no-nomenklatura", action="store_true")
    arguments = parser.parse_args()
    with arguments.pairs.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        missing = {"schema", "name1", "name2", "is_match"} - set(reader.fieldnames or ())
        if len(missing) > 0:
            sys.exit(f"{arguments.pairs}: no column {', '.join(sorted(missing))}; found {reader.fieldnames}")
        rows = list(reader)
    truth = [row["is_match"].strip().lower() in ("true", "1", "yes") for row in rows]
    started = time.perf_counter()
    scores = [
        compare_names(row["name1"], row["name2"], _KINDS.get(row["schema"], ORGANIZATION)).score for row in rows
    ]
    ours = figures(truth, scores, THRESHOLD)
    result: dict[str, object] = {
        "f1": ours["f1"], "pairs": len(rows), "techpol": ours,
        "seconds": round(time.perf_counter() - started, 2),
    }  # fmt: skip
    other = None if arguments.no_nomenklatura else theirs(rows)
    if other is not None:
        result["nomenklatura"] = figures(truth, other, THEIR_THRESHOLD)
        best = max((figures(truth, other, n / 100) for n in range(40, 100)), key=lambda found: found["f1"])
        result["nomenklatura_at_its_best"] = best
    if arguments.errors:
        for row, same, score in zip(rows, truth, scores, strict=True):
            if same != (score >= THRESHOLD):
                print(f"{row['name1']} | {row['name2']} | is_match {same}, score {score:.3f}")
    if arguments.json:
        print(json.dumps(result))
    else:
        for name, value in result.items():
            print(f"{name}: {value}")


if __name__ == "__main__":
    main()
