"""How long a name takes to be found among many: the same name, a part of it, a slip in it.

    python bench/find_names.py [--names 10000 100000 1000000]

Fills the table of names of a ledger in a file with invented names and asks for some of them.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from make_articles import _MEN, _MIDDLES, _ONSETS, _PERSON_ENDS, _WOMEN, _pairs

from techpol.graph.find import find_entity_ids
from techpol.graph.ledger import Ledger
from techpol.graph.migrations import transaction


def invented(chance: random.Random) -> str:
    """Return a name of three words."""
    parts = [_pairs(listed) for listed in (_ONSETS, _MIDDLES, _PERSON_ENDS)]
    words = ["".join(chance.choice(part)[0] for part in parts) for _ in range(2)]
    return f"{chance.choice(_pairs(_MEN + ';' + _WOMEN))[0]} {' '.join(words)}".lower()


def measure(number: int, folder: Path) -> str:
    """Return the median and slowest times in milliseconds, and how often the right one came first."""
    chance = random.Random(1)
    names = list(dict.fromkeys(invented(chance) for _ in range(number)))
    with Ledger.open(folder / f"{number}.db") as ledger:
        with transaction(ledger.connection):
            ledger.connection.executemany(
                "INSERT INTO entity (id, type, name, data) VALUES (?, 'Person', ?, '{}')",
                ((f"e-{count}", name) for count, name in enumerate(names)),
            )
            ledger.connection.executemany(
                "INSERT INTO name (folded, entity, text, language) VALUES (?, ?, '', 'en')",
                ((name, f"e-{count}") for count, name in enumerate(names)),
            )
            ledger.connection.execute("INSERT INTO name_grams (rowid, folded) SELECT number, folded FROM name")
        asked = chance.sample(range(len(names)), 50)
        report = []
        for kind in ("same", "part", "slip"):
            times, first = [], 0
            for count in asked:
                name = names[count]
                words = name.split()
                middle = len(words[1]) // 2
                slip = f"{words[0]} {words[1][:middle]}{words[1][middle + 1 :]} {words[2]}"
                question = {"same": name, "part": " ".join(words[1:]), "slip": slip}[kind]
                start = time.perf_counter()
                found = find_entity_ids(ledger.connection, question)
                times.append((time.perf_counter() - start) * 1000)
                first += len(found) > 0 and found[0][0] == f"e-{count}"
            times.sort()
            report.append(f"{kind}: median {times[25]:.1f} ms, slowest {times[-1]:.1f} ms, first {first}/50")
    return f"{len(names)} names: " + "; ".join(report)


def main() -> None:
    """Print one line a size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--names", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    with TemporaryDirectory() as folder:
        for number in parser.parse_args().names:
            print(measure(number, Path(folder)), flush=True)


if __name__ == "__main__":
    main()
