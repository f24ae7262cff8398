"""Measure the rules of resolution on records whose identifiers say who is who, with the identifiers taken away.

    python bench/score_rules.py ../shared/data [--json] [--errors N] [--thresholds]

People: members of Congress beside the FEC's candidate rows (tied by FEC candidate ids), and candidate rows of two
cycles beside each other. Bodies: committee rows of two cycles (tied by committee id; a committee that took a new
name counts as one still). A person has one id for each office ever sought, and the members' file does not list all:
so a pair with different ids is **wrong** only where both ids belong to known members, and **unlisted** otherwise
(look at them with ``--errors``). A committee has one id. Prints recall, and precision without and with the unlisted.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from techpol.graph.resolve import MemoryStore, resolve
from techpol.loaders.fec_masters import FecMasters
from techpol.loaders.legislators import Legislators
from techpol.schema.model import Reading, Referent, Source, Verdict

SCHEMES = ("fec-candidate", "fec-committee")


def read(readings: Iterable[object], type_name: str) -> tuple[list[Source], list[Referent], dict[str, set[str]]]:
    """Return sources, referents of a type without identifiers, and what the identifiers were."""
    sources, referents, truth = [], [], {}
    for reading in readings:
        if not isinstance(reading, Reading):
            continue
        sources.append(reading.source)
        for statement in reading.statements:
            if isinstance(statement, Referent) and statement.type == type_name and len(statement.properties) > 0:
                ids = {i.value for i in statement.identifiers if i.scheme in SCHEMES}
                if len(ids) > 0:
                    referents.append(replace(statement, identifiers=()))
                    truth[statement.id] = ids
    return sources, referents, truth


Part = tuple[list[Source], list[Referent], dict[str, set[str]]]


def measure(name: str, parts: list[Part], errors: int, listed: set[str] | None) -> dict[str, Any]:
    """Run the rules on the parts and compare with the truth; pairs within one part are not counted.

    ``listed`` are the ids that would stand together if they were of one person, None where each thing has one id.
    """
    sources = [source for part in parts for source in part[0]]
    referents = [referent for part in parts for referent in part[1]]
    truth = {key: ids for part in parts for key, ids in part[2].items()}
    side = {key: number for number, part in enumerate(parts) for key in part[2]}
    store = MemoryStore(sources, referents)
    report = resolve(store)
    counts: Counter[tuple[str, bool]] = Counter()
    scored: list[tuple[float, bool]] = []
    shown = 0
    for judgement in store.iter_judgements():
        if side[judgement.left] == side[judgement.right]:
            continue
        right = not truth[judgement.left].isdisjoint(truth[judgement.right])
        known = right or listed is None or truth[judgement.left] | truth[judgement.right] <= listed
        counts[str(judgement.verdict), right] += known
        counts[f"{judgement.verdict} unlisted", right] += not known
        if judgement.verdict is not Verdict.DIFFERENT and known:
            scored.append((judgement.score, right))
        wrong = judgement.verdict is (Verdict.DIFFERENT if right else Verdict.SAME)
        if wrong and shown < errors:
            shown += 1
            left, other = store.referents[judgement.left], store.referents[judgement.right]
            print(f"  {judgement.verdict} {judgement.score}: {left.name} | {other.name} | {judgement.why}")
    holders: dict[str, set[str]] = {}
    for key, ids in truth.items():
        for value in ids:
            holders.setdefault(value, set()).add(key)
    pairs = {(a, b) for keys in holders.values() for a in keys for b in keys if a < b and side[a] != side[b]}
    same, wrong_same = counts["same", True], counts["same", False]
    figures = {
        "referents": len(referents), "compared": report.compared, "true_pairs": len(pairs),
        "same_right": same, "same_wrong": wrong_same, "same_unlisted": counts["same unlisted", False],
        "precision": round(same / max(1, same + wrong_same), 4),
        "precision_if_unlisted_are_wrong": round(
            same / max(1, same + wrong_same + counts["same unlisted", False]), 4
        ),
        "recall": round(same / max(1, len(pairs)), 4),
        "unsure": counts["unsure", True] + counts["unsure", False],
        "recall_with_unsure": round((same + counts["unsure", True]) / max(1, len(pairs)), 4),
        "different": counts["different", True] + counts["different", False],
        "different_wrong": counts["different", True],
    }  # fmt: skip
    figures["thresholds"] = {
        str(least): [
            round(sum(ok for s, ok in scored if s >= least) / max(1, sum(s >= least for s, _ in scored)), 4),
            round(sum(ok for s, ok in scored if s >= least) / max(1, len(pairs)), 4),
        ]
        for least in (0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999)
    }
    return {"set": name, **figures}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", type=int, default=0, help="show so many wrong verdicts of each set")
    parser.add_argument("--thresholds", action="store_true", help="precision and recall at several scores")
    arguments = parser.parse_args()
    fec = arguments.data / "fec"
    members = read(
        (
            item
            for path in sorted((arguments.data / "legislators").glob("*.yaml"))
            for item in Legislators().read(path)
        ),
        "Person",
    )
    old = read(FecMasters().read(fec / "2016/cn.txt"), "Person")
    new = read(FecMasters().read(fec / "masters-2020/cn.txt"), "Person")
    old_bodies = read(FecMasters().read(fec / "2016/cm.txt"), "Committee")
    new_bodies = read(FecMasters().read(fec / "masters-2020/cm.txt"), "Committee")
    # A row of one office and a row of another are of one person where the members' file lists both ids together.
    together = {value: ids for ids in members[2].values() for value in ids}
    for _, _, truth in (old, new):
        for key, ids in truth.items():
            truth[key] = set().union(ids, *(together.get(value, set()) for value in ids))
    member_ids = {value for ids in members[2].values() for value in ids}
    for name, parts, listed in (
        ("members of Congress and candidates of 2020", [members, new], member_ids),
        ("candidates of 2016 and 2020", [old, new], member_ids),
        ("committees of 2016 and 2020", [old_bodies, new_bodies], None),
    ):
        figures = measure(name, parts, arguments.errors, listed)
        thresholds = figures.pop("thresholds")
        if arguments.thresholds:
            figures["precision, recall at"] = thresholds
        if arguments.json:
            print(json.dumps(figures, ensure_ascii=False))
        else:
            print("\n".join(f"{key}: {value}" for key, value in figures.items()), end="\n\n")


if __name__ == "__main__":
    main()
