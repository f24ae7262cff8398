"""Show that the cost of resolution grows with the number of names, not with its square.

    python bench/resolve_scale.py [--sizes 10000 100000] [--seed 1] [--json]

Makes people: a sixth of them again under another spelling (order, initial, short form, a slip of the pen), given and
family names drawn as unevenly as real ones are (Zipf), with a state and a city. Prints for each size the seconds,
the pairs compared, the pairs compared a name, and how many of the second spellings met their first in some block.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import time

from techpol.graph.resolve import MemoryStore, resolve
from techpol.schema.model import Referent, Source, Verdict
from techpol.schema.names.lexicon import nicknames

_SYLLABLES = (
    "ba be bo da de do fa go ha ka ke la le li ma me mi na ne no pa ra re ri ro sa se so ta te to va vi wa".split()
)
_STATES = (
    "AL AK AZ AR CA CO CT DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH NJ NM NV NY".split()
)


def family_names(draw: random.Random, count: int) -> list[str]:
    """Return so many made-up family names."""
    ends = ("n", "r", "s", "son", "man", "berg", "ton", "ley", "ez", "ski")
    found: dict[str, None] = {}
    while len(found) < count:
        found["".join(draw.choices(_SYLLABLES, k=draw.randint(2, 3))).capitalize() + draw.choice(ends)] = None
    return list(found)


def people(size: int, seed: int) -> tuple[list[Referent], list[Source], dict[str, str]]:
    """Return referents, their sources, and which second spelling belongs to which first."""
    draw = random.Random(seed)
    sources = [Source(f"list {n}", "fec-masters", f"{n:064d}") for n in range(2)]
    short = {name: sorted(others) for name, others in nicknames().items()}
    given = sorted(short)
    families = family_names(draw, max(2000, size // 12))
    given_weights = [1 / (rank + 3) for rank in range(len(given))]
    family_weights = [1 / (rank + 20) for rank in range(len(families))]
    firsts = draw.choices(given, given_weights, k=size)
    lasts = draw.choices(families, family_weights, k=size)
    referents: list[Referent] = []
    twins: dict[str, str] = {}
    number = 0
    while len(referents) < size:
        first, last = firsts[number].capitalize(), lasts[number]
        middle = draw.choice("ABCDEFGHJKLMNPRSTW")
        state, city = draw.choice(_STATES), f"TOWN {draw.randint(1, 40)}"
        place = (("city", city), ("state", state))
        one = Referent(sources[0].id, f"{number}", "Person", f"{first} {middle}. {last}", properties=place)
        referents.append(one)
        if number % 6 == 0 and len(referents) < size:
            again = draw.choice(
                (
                    f"{last.upper()}, {first.upper()}", f"{first} {last}",
                    f"{last.upper()}, {first.upper()} {middle}",
                    f"{draw.choice(short[firsts[number]]).capitalize()} {last}",
                    f"{first} {last[:-2]}{last[-1]}{last[-2]}",
                )
            )  # fmt: skip
            other = Referent(sources[1].id, f"{number}", "Person", again, properties=place)
            referents.append(other)
            twins[other.id] = one.id
        number += 1
    return referents, sources, twins


def measure(size: int, seed: int) -> dict[str, float | int]:
    """Resolve so many names and count."""
    referents, sources, twins = people(size, seed)
    store = MemoryStore(sources, referents)
    started = time.process_time()
    report = resolve(store)
    seconds = time.process_time() - started
    said = {}
    for judgement in store.iter_judgements():
        said[judgement.left, judgement.right] = judgement.verdict
    met = same = 0
    for other, one in twins.items():
        verdict = said.get((min(one, other), max(one, other)))
        met += verdict is not None
        same += verdict is Verdict.SAME
    return {
        "names": size, "cpu_seconds": round(seconds, 1), "ms_a_name": round(1000 * seconds / size, 3),
        "pairs_compared": report.compared, "pairs_a_name": round(report.compared / size, 2),
        "twins": len(twins), "twins_judged": round(met / max(1, len(twins)), 4),
        "twins_same": round(same / max(1, len(twins)), 4),
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    for size in arguments.sizes:
        figures = measure(size, arguments.seed)
        print(
            json.dumps(figures) if arguments.json else "  ".join(f"{k} {v}" for k, v in figures.items()), flush=True
        )


if __name__ == "__main__":
    main()
