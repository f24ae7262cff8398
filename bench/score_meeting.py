"""Measure whether names of one entity meet at all: the share of true pairs that resolution would compare.

    python bench/score_meeting.py ../shared/data [--crowd 20000] [--seed 1] [--json] [--errors]

Takes people whose given and family names are two of the line-parallel names of both scripts (``names/translit_dev``),
and the labelled pairs that are true (``matching/name_bench_cases.csv``), with a crowd beside them of so many people
made likewise of the names to learn from. Prints for each set how many of its pairs meet, and how many are compared a
name.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
from pathlib import Path

from techpol.graph.resolve import MemoryStore
from techpol.graph.resolve.resolver import Resolver, index
from techpol.schema.model import Referent, Source

_TYPES = {"Person": "Person", "Address": "Place", "Vessel": "Asset", "Asset": "Asset"}
Pair = tuple[str, str, str]  # type, one name, the other


def people(folder: Path, part: str, draw: random.Random) -> list[Pair]:
    """Return people in both scripts, each of two words of line-parallel files; only "\n" ends a line."""
    arabic, english = (
        (folder / f"translit_{part}.{language}").read_text("utf-8").removesuffix("\n").split("\n")
        for language in ("ar", "en")
    )
    order = draw.sample(range(len(english)), len(english))
    return [
        ("Person", f"{arabic[given]} {arabic[family]}", f"{english[given]} {english[family]}")
        for family, given in enumerate(order)
    ]


def labelled(path: Path) -> list[Pair]:
    """Return the labelled pairs that are of one entity."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return [
            (_TYPES.get(row["schema"], "Organization"), row["name1"], row["name2"])
            for row in csv.DictReader(stream)
            if row["is_match"].strip().lower() in ("true", "1", "yes")
        ]


def measure(pairs: list[Pair], crowd: list[str], errors: bool) -> dict[str, float | int]:
    """Put all names under their keys and look for each pair from both sides."""
    source = Source("names", "list", f"{0:064d}")
    known = dict.fromkeys([(kind, name) for kind, *names in pairs for name in names])
    known.update(dict.fromkeys(("Person", name) for name in crowd))
    by_name = {
        (kind, name): Referent(source.id, f"{number}", kind, name) for number, (kind, name) in enumerate(known)
    }
    ids = [(by_name[kind, one].id, by_name[kind, other].id) for kind, one, other in pairs]
    store = MemoryStore([source], by_name.values())
    index(store, list(store.iter_referent_ids()))
    resolver = Resolver(store)
    met = resolver.met(sorted({key for pair in ids for key in pair}))
    found = [one == other or one in met[other] or other in met[one] for one, other in ids]
    if errors:
        for pair, here in zip(pairs, found, strict=True):
            if not here:
                print(" | ".join(pair))
    return {
        "pairs": len(pairs), "names": len(by_name), "meet": round(sum(found) / max(1, len(pairs)), 4),
        "compared_a_name": round(sum(map(len, met.values())) / max(1, len(met)), 2),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--crowd", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", action="store_true", help="print the pairs that do not meet")
    arguments = parser.parse_args()
    draw = random.Random(arguments.seed)
    known = [name for _, *names in people(arguments.data / "names", "train", draw) for name in names]
    crowd = draw.sample(known, min(arguments.crowd, len(known)))
    for name, pairs in (
        ("people in two scripts", people(arguments.data / "names", "dev", draw)),
        ("labelled pairs", labelled(arguments.data / "matching/name_bench_cases.csv")),
    ):
        figures = {"set": name, **measure(pairs, crowd, arguments.errors)}
        print(json.dumps(figures) if arguments.json else "  ".join(f"{k} {v}" for k, v in figures.items()))


if __name__ == "__main__":
    main()
