"""Learn which Latin letters stand for which Arabic ones from paired names, and write the table that is shipped.

    python bench/make_translit_table.py ARABIC ENGLISH OUT.json [--iterations 7] [--keep 0.9995]

ARABIC and ENGLISH are line-parallel files of names (``../shared/data/names/translit_train.*``). The model is a
joint one: a pair of names is a run of pieces, each some Arabic letters with the Latin ones that they are written
as (none on one side allowed), and a pair's probability is the sum over all ways to cut it. Expectation maximisation
finds the pieces' probabilities; pieces that carry almost none of the mass are left out.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import defaultdict
from pathlib import Path

from techpol.schema.names.crossscript import arabic_letters, latin_letters

PIECES = ((1, 1), (1, 2), (1, 3), (1, 0), (0, 1), (2, 1), (2, 2), (2, 3), (1, 4), (2, 4))
FIRST_GUESS = 0.05  # a letter; so that a piece starts the less probable the longer it is
DISCOUNT = 0.3  # of an expected count, each round


def lattice(arabic: str, latin: str) -> list[tuple[int, int, int, int, str]]:
    """List every piece that may stand in a pair: where it starts, where it ends, and its key."""
    return [
        (i, j, i + a, j + b, f"{arabic[i : i + a]}|{latin[j : j + b]}")
        for i in range(len(arabic) + 1)
        for j in range(len(latin) + 1)
        for a, b in PIECES
        if i + a <= len(arabic) and j + b <= len(latin)
    ]


def expectation(
    pairs: list[tuple[str, str]], table: dict[str, float], floor: float
) -> tuple[dict[str, float], float]:
    """Return the expected count of each piece, and the mean log-likelihood of a pair."""
    counts: dict[str, float] = defaultdict(float)
    likelihood = 0.0
    used = 0
    for arabic, latin in pairs:
        width = len(latin) + 1
        arcs = [
            (i * width + j, k * width + m, table.get(key, floor ** (len(key) - 1)), key)
            for i, j, k, m, key in lattice(arabic, latin)
        ]
        arcs = [arc for arc in arcs if arc[2] > 0.0]
        size = (len(arabic) + 1) * width
        forward = [0.0] * size
        forward[0] = 1.0
        # Cells are numbered row by row and every piece moves down or right, so this order is topological.
        for start, end, probability, _ in arcs:
            forward[end] += forward[start] * probability
        total = forward[-1]
        if total <= 0.0:
            continue
        backward = [0.0] * size
        backward[-1] = 1.0
        for start, end, probability, _ in reversed(arcs):
            backward[start] += backward[end] * probability
        for start, end, probability, key in arcs:
            mass = forward[start] * probability * backward[end]
            if mass > 0.0:
                counts[key] += mass / total
        likelihood += math.log(total)
        used += 1
    return counts, likelihood / max(1, used)


def learn(pairs: list[tuple[str, str]], iterations: int, keep: float) -> dict[str, float]:
    """Return the log probability of each piece that matters."""
    table: dict[str, float] = {}
    floor = FIRST_GUESS
    for number in range(iterations):
        discount = 0.0 if number == 0 else DISCOUNT
        counts, likelihood = expectation(pairs, table, floor)
        # Long pieces remember single names; a discount of their counts keeps them only where letters go together.
        for key in counts:
            arabic, latin = key.split("|")
            extra = max(0, len(arabic) - 1) + max(0, len(latin) - 2)
            counts[key] = max(0.0, counts[key] - discount * (1 + 3 * extra))
        mass = sum(counts.values())
        table = {key: count / mass for key, count in counts.items() if count > 0.0}
        floor = 0.0
        print(f"iteration {number + 1}: log-likelihood {likelihood:.4f}, {len(table)} pieces", flush=True)
    kept: dict[str, float] = {}
    covered = 0.0
    for key, probability in sorted(table.items(), key=lambda item: (-item[1], item[0])):
        if covered >= keep:
            break
        kept[key] = round(math.log(probability), 3)
        covered += probability
    return kept


def letter_logs(names: list[str]) -> dict[str, float]:
    """Return the log probability of each letter, as a plain model of one side."""
    counts: dict[str, int] = defaultdict(int)
    for name in names:
        for letter in name:
            counts[letter] += 1
    total = sum(counts.values())
    return {letter: round(math.log(count / total), 3) for letter, count in sorted(counts.items())}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("arabic", type=Path)
    parser.add_argument("english", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--iterations", type=int, default=7)
    parser.add_argument("--keep", type=float, default=0.9995)
    parser.add_argument("--limit", type=int, default=None, help="only so many pairs, to try things out")
    arguments = parser.parse_args()
    left = arguments.arabic.read_text("utf-8").splitlines()
    right = arguments.english.read_text("utf-8").splitlines()
    if len(left) != len(right):
        raise SystemExit(f"{arguments.arabic} has {len(left)} lines, {arguments.english} {len(right)}: not parallel")
    pairs = [(arabic_letters(a), latin_letters(b)) for a, b in zip(left, right, strict=True)]
    pairs = [(a, b) for a, b in pairs if 0 < len(a) <= 20 and 0 < len(b) <= 24][: arguments.limit]
    table = learn(pairs, arguments.iterations, arguments.keep)
    data = {
        "made": "bench/make_translit_table.py from the training part of ANETAC; natural logarithms",
        "pairs": len(pairs),
        "arabic": letter_logs([a for a, _ in pairs]),
        "latin": letter_logs([b for _, b in pairs]),
        "pieces": table,
    }
    arguments.out.write_text(json.dumps(data, ensure_ascii=False, indent=0, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
