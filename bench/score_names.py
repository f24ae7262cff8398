"""Rank English names for Arabic ones: is the right one first?

    python bench/score_names.py ARABIC ENGLISH CANDIDATES [--json] [--limit N] [--errors]

ARABIC and ENGLISH are line-parallel files of names, CANDIDATES the list to rank in (a file of names, one a line).
Prints ``accuracy``: the share of Arabic names for which the right English one ranks first, and beside it how often
it is among the first ten.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from techpol.schema.names.ranking import NameRanking
from techpol.schema.text import fold


def lines(path: Path) -> list[str]:
    # Only "\n" ends a line: names may hold characters that str.splitlines also takes for one.
    return [line.strip() for line in path.read_text("utf-8").removesuffix("\n").split("\n")]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("arabic", type=Path)
    parser.add_argument("english", type=Path)
    parser.add_argument("candidates", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--limit", type=int, default=None, help="only the first N names")
    parser.add_argument("--errors", action="store_true", help="print what ranks first where it is wrong")
    arguments = parser.parse_args()
    arabic, english = lines(arguments.arabic), lines(arguments.english)
    if len(arabic) != len(english):
        sizes = f"{arguments.arabic} has {len(arabic)} names, {arguments.english} {len(english)}"
        raise SystemExit(f"{sizes}: not parallel")
    candidates = [name for name in dict.fromkeys(lines(arguments.candidates)) if name != ""]
    started = time.perf_counter()
    ranking = NameRanking(candidates)
    first = ten = 0
    pairs = list(zip(arabic, english, strict=True))[: arguments.limit]
    for name, right in pairs:
        ranked = [candidates[number] for number, _ in ranking.rank(name)]
        first += fold(ranked[0]) == fold(right) if ranked else False
        ten += any(fold(other) == fold(right) for other in ranked)
        if arguments.errors and (not ranked or fold(ranked[0]) != fold(right)):
            print(f"{name}: {right} expected, {ranked[:3]} found")
    total = max(1, len(pairs))
    figures = {
        "accuracy": round(first / total, 4), "among_ten": round(ten / total, 4), "names": len(pairs),
        "candidates": len(candidates), "seconds": round(time.perf_counter() - started, 1),
    }  # fmt: skip
    if arguments.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name}: {value}")


if __name__ == "__main__":
    main()
