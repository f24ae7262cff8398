"""Learn what the differences between two names weigh, from labelled pairs, and write the table that is shipped.

    python bench/make_comparison.py CSV OUT.json [--more CSV] [--weight 0.25] [--errors FILE]

CSV: columns schema, name1, name2, is_match. ``--more`` adds pairs to learn from that count less and are not scored.
Prints the F1 of ten-fold cross-validation (pairs that share a name stay in one fold) and of a fit on everything.
Needs scikit-learn; what is shipped is the table.
"""

from __future__ import annotations

import argparse
import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from techpol.schema.names.compare import name_features
from techpol.schema.text import fold

STRENGTH = 0.5
# Differences that the labelled pairs do not show, or too few of: father and son, two people with other initials.
BY_HAND = {"suffix_clash": -6.0, "suffix_one": -0.4}


def kind_of(schema: str) -> str:
    return {"Person": "person"}.get(schema, "organization")


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def groups(rows: list[dict[str, str]]) -> list[int]:
    """Number the pairs so that pairs with a name in common have one number."""
    parent = list(range(len(rows)))

    def find(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    seen: dict[str, int] = {}
    for number, row in enumerate(rows):
        for name in (fold(row["name1"]), fold(row["name2"])):
            parent[find(number)] = find(seen.setdefault(name, number))
    return [find(number) for number in range(len(rows))]


def f1(truth: Any, found: Any) -> float:
    return 2 * int((truth & found).sum()) / max(1, int(truth.sum()) + int(found.sum()))


def table(rows: list[dict[str, str]], kind: str) -> tuple[list[str], Any, Any]:
    """Return the names of the features, their values pair by pair, and the labels."""
    features = [name_features(row["name1"], row["name2"], kind)[1] for row in rows]
    names = sorted(features[0])
    values = np.array([[feature[name] for name in names] for feature in features])
    return names, values, np.array([row["is_match"] == "true" for row in rows])


def fit(x: Any, y: Any, more_x: Any, more_y: Any, weight: float) -> LogisticRegression:
    weights = np.concatenate([np.ones(len(y)), np.full(len(more_y), weight)])
    model = LogisticRegression(C=STRENGTH, max_iter=5000)
    return model.fit(np.concatenate([x, more_x]), np.concatenate([y, more_y]), sample_weight=weights)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--more", type=Path)
    parser.add_argument("--weight", type=float, default=0.25)
    parser.add_argument("--errors", type=Path, help="write the pairs that cross-validation gets wrong here")
    arguments = parser.parse_args()
    rows = read(arguments.pairs)
    more = read(arguments.more) if arguments.more is not None else []
    model: dict[str, Any] = {"made": "bench/make_comparison.py: log odds by feature"}
    errors: list[str] = []
    truths, guesses = [], []
    for kind in ("person", "organization"):
        chosen = [row for row in rows if kind_of(row["schema"]) == kind]
        names, x, y = table(chosen, kind)
        _, more_x, more_y = table([row for row in more if kind_of(row["schema"]) == kind] or chosen[:1], kind)
        found = np.zeros(len(y), dtype=bool)
        for train, test in GroupKFold(n_splits=10).split(x, y, groups(chosen)):
            found[test] = fit(x[train], y[train], more_x, more_y, arguments.weight).predict(x[test])
        fitted = fit(x, y, more_x, more_y, arguments.weight)
        again, other = fitted.predict(x), fitted.predict(more_x)
        print(
            f"{kind}: {len(y)} pairs, cross-validated F1 {f1(y, found):.4f}, on its own data {f1(y, again):.4f}; "
            f"{len(more_y)} more, F1 {f1(more_y, other):.4f}"
        )
        errors.extend(
            f"{row['name1']} | {row['name2']} | {truth}"
            for row, truth, guess in zip(chosen, y, found, strict=True)
            if truth != guess
        )
        truths.append(y)
        guesses.append(found)
        weights = {name: round(float(weight), 3) for name, weight in zip(names, fitted.coef_[0], strict=True)}
        if kind == "person":
            weights.update(BY_HAND)
        model[kind] = {"bias": round(float(fitted.intercept_[0]), 3), "weights": weights}
    print(f"both: cross-validated F1 {f1(np.concatenate(truths), np.concatenate(guesses)):.4f}")
    if arguments.errors is not None:
        arguments.errors.write_text("\n".join(errors) + "\n", "utf-8")
    arguments.out.write_text(json.dumps(model, indent=1, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
