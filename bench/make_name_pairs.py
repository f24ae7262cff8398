"""Write labelled pairs of names from public registers, to learn from: ../shared/data in, a CSV out.

    python bench/make_name_pairs.py ../shared/data OUT.csv [--seed 1] [--size 800]

People: members of Congress as their own file writes them, beside the FEC's candidate rows with the same candidate
id; people with that family name and another given name as the other kind. Across scripts: names of the training
part of ANETAC, one by one and two together, beside themselves and beside their nearest neighbours. Columns are those
of ``matching/name_bench_cases.csv`` that ``make_comparison.py`` reads.
"""

from __future__ import annotations

import argparse
import csv
import random
from pathlib import Path
from typing import Any

import yaml
from rapidfuzz import process

from techpol.schema.names.forms import parse_name


def candidates(path: Path) -> dict[str, str]:
    """Return each candidate id with the name in its row."""
    lines = path.read_text("latin-1").splitlines()
    return {fields[0]: fields[1] for fields in (line.split("|") for line in lines) if len(fields) > 1}


def person_pairs(data: Path, draw: random.Random, size: int) -> list[tuple[str, str, str, bool]]:
    """Return pairs of people's names in Latin script."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    members: list[dict[str, Any]] = yaml.load(
        (data / "legislators/legislators-current.yaml").read_text("utf-8"), Loader=loader
    )
    rows = {**candidates(data / "fec/2016/cn.txt"), **candidates(data / "fec/masters-2020/cn.txt")}
    by_family: dict[str, list[tuple[str, str]]] = {}
    for key, name in rows.items():
        by_family.setdefault(name.split(",")[0].strip().lower(), []).append((key, name))
    pairs = []
    for member in members:
        name = member["name"]
        full = name.get("official_full") or f"{name['first']} {name['last']}"
        forms = {full, f"{name.get('nickname', name['first'])} {name['last']}"}
        ids = set(member["id"].get("fec", ()))
        for key in ids & set(rows):
            pairs.extend(("Person", form, rows[key], True) for form in sorted(forms))
        given = {parse_name(form).words[0][:2] for form in forms} | {name["first"].lower()[:2]}
        for key, other in by_family.get(name["last"].lower(), ()):
            words = parse_name(other).words
            if key not in ids and not any(word[:2] in given for word in words[:-1]):
                pairs.append(("Person", full, other, False))
    draw.shuffle(pairs)
    return [pair for wanted in (True, False) for pair in [p for p in pairs if p[3] is wanted][:size]]


def script_pairs(data: Path, draw: random.Random, size: int) -> list[tuple[str, str, str, bool]]:
    """Return pairs of an Arabic and a Latin name."""
    arabic = (data / "names/translit_train.ar").read_text("utf-8").splitlines()
    latin = (data / "names/translit_train.en").read_text("utf-8").splitlines()
    numbers = draw.sample(range(len(arabic)), min(len(arabic), 5 * size))
    pool = [latin[number] for number in numbers]

    def near(name: str) -> str:
        found = [other for other, score, _ in process.extract(name, pool, limit=6) if other != name and score < 86]
        return draw.choice(found or pool)

    pairs = []
    for first, second in zip(numbers[:size], numbers[size : 2 * size], strict=True):
        pairs.append(("Organization", arabic[first], latin[first], True))
        pairs.append(("Organization", arabic[first], near(latin[first]), False))
        whole = f"{arabic[first]} {arabic[second]}"
        pairs.append(("Person", whole, f"{latin[first]} {latin[second]}", True))
        wrong = (near(latin[first]), latin[second]) if draw.random() < 0.5 else (latin[first], near(latin[second]))
        pairs.append(("Person", whole, " ".join(wrong), False))
    return pairs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=int, default=800, help="pairs of each kind, at most")
    arguments = parser.parse_args()
    draw = random.Random(arguments.seed)
    pairs = person_pairs(arguments.data, draw, arguments.size) + script_pairs(arguments.data, draw, arguments.size)
    with arguments.out.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("schema", "name1", "name2", "is_match"))
        writer.writerows((kind, left, right, str(same).lower()) for kind, left, right, same in pairs)
    print(f"{len(pairs)} pairs, {sum(pair[3] for pair in pairs)} of one thing")


if __name__ == "__main__":
    main()
