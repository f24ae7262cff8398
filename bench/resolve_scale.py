"""Show that the cost of resolution grows with the number of names, not with its square.

    python bench/resolve_scale.py [--sizes 10000 100000 1000000] [--seed 1] [--folder FOLDER] [--last 20000]
        [--json]

Makes people: a sixth of them again under another spelling (order, initial, short form, a slip of the pen), given and
family names drawn as unevenly as real ones are (Zipf), with a state and a city. They are loaded into a ledger, whose
file goes into the folder and is deleted, and the rules judge them there as a build has them do. Prints for each size
the processor's seconds of the judging, the pairs compared, the pairs compared a name, how many of the second
spellings met their first in some block, and the peak memory. Each size runs in a process of its own.

With ``--last`` all are put under their keys and only so many second spellings (at most a tenth of all names) are
judged against them: what one newcomer costs in a ledger of that size.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from techpol.graph.build.decide import decide
from techpol.graph.ledger import Ledger
from techpol.graph.migrations import transaction
from techpol.graph.resolve.ledger_store import LedgerStore
from techpol.graph.resolve.resolver import Profiles, index, resolve
from techpol.schema.model import Reading, Referent, Source
from techpol.schema.names.lexicon import nicknames

NOW = "2024-01-01T00:00:00Z"
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


def people(size: int, seed: int) -> Iterator[tuple[Referent, Referent | None]]:
    """Yield people, and of some another spelling, that make so many names together."""
    draw = random.Random(seed)
    first_list, second_list = (source_id(number) for number in range(2))
    short = {name: sorted(others) for name, others in nicknames().items()}
    given = sorted(short)
    families = family_names(draw, max(2000, size // 12))
    given_weights = [1 / (rank + 3) for rank in range(len(given))]
    family_weights = [1 / (rank + 20) for rank in range(len(families))]
    firsts = draw.choices(given, given_weights, k=size)
    lasts = draw.choices(families, family_weights, k=size)
    number = made = 0
    while made < size:
        first, last = firsts[number].capitalize(), lasts[number]
        middle = draw.choice("ABCDEFGHJKLMNPRSTW")
        state, city = draw.choice(_STATES), f"TOWN {draw.randint(1, 40)}"
        place = (("city", city), ("state", state))
        one = Referent(first_list, f"{number}", "Person", f"{first} {middle}. {last}", properties=place)
        other = None
        if number % 6 == 0 and made + 1 < size:
            again = draw.choice(
                (
                    f"{last.upper()}, {first.upper()}", f"{first} {last}",
                    f"{last.upper()}, {first.upper()} {middle}",
                    f"{draw.choice(short[firsts[number]]).capitalize()} {last}",
                    f"{first} {last[:-2]}{last[-1]}{last[-2]}",
                )
            )  # fmt: skip
            other = Referent(second_list, f"{number}", "Person", again, properties=place)
        yield one, other
        made += 1 if other is None else 2
        number += 1


def source(number: int) -> Source:
    """Return the source of the first or of the second spellings."""
    return Source(f"list {number}", "fec-masters", f"{number:064d}")


def source_id(number: int) -> str:
    """Return its id."""
    return source(number).id


def measure(size: int, seed: int, path: Path, last: int | None) -> dict[str, float | int]:
    """Resolve so many names and count."""
    twins: list[tuple[str, str]] = []
    with Ledger.open(path) as ledger:
        clock = time.process_time()
        ledger.put(Reading(source(0), (one for one, _ in people(size, seed))))
        others: list[Referent] = []
        for one, other in people(size, seed):
            if other is not None:
                others.append(other)
                twins.append((one.id, other.id))
        ledger.put(Reading(source(1), others))
        del others
        put_s = time.process_time() - clock
        if last is not None:
            twins = twins[-min(last, size // 10) :]
            index_all(ledger)
        clock, wall = time.process_time(), time.perf_counter()
        with transaction(ledger.connection):
            if last is None:
                compared = decide(ledger.connection, NOW, full=False)
            else:
                compared = judge(ledger, [other for _, other in twins])
        seconds, wall_s = time.process_time() - clock, time.perf_counter() - wall
        met = same = 0
        for pair in twins:
            row = ledger.connection.execute(
                "SELECT max(verdict = 'same') FROM judgement WHERE left = ? AND right = ? AND live", sorted(pair)
            ).fetchone()
            met += row[0] is not None
            same += row[0] == 1
    judged = size if last is None else len(twins)
    return {
        "names": size, "judged": judged, "put_cpu_s": round(put_s, 1), "judge_cpu_s": round(seconds, 1),
        "judge_wall_s": round(wall_s, 1),
        "cpu_ms_a_name": round(1000 * seconds / judged, 3), "pairs_compared": compared,
        "pairs_a_name": round(compared / judged, 2), "twins": len(twins),
        "twins_judged": round(met / max(1, len(twins)), 4), "twins_same": round(same / max(1, len(twins)), 4),
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "file_mb": path.stat().st_size // 2**20,
    }  # fmt: skip


def index_all(ledger: Ledger) -> None:
    """Put all names under their keys, so many at a time as fit in little memory."""
    store = LedgerStore(ledger)
    for page in batched(store.iter_referent_ids()):
        index(store, page)


def judge(ledger: Ledger, ids: list[str]) -> int:
    """Have the rules judge newcomers, as many at a time as a build does; return how many pairs were compared."""
    store = LedgerStore(ledger)
    profiles = Profiles(store)
    return sum(resolve(store, page, profiles=profiles).compared for page in batched(ids))


def batched(ids: Iterable[str]) -> Iterator[list[str]]:
    """Yield ids a thousand at a time."""
    page: list[str] = []
    for key in ids:
        page.append(key)
        if len(page) == 1000:
            yield page
            page = []
    yield page


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where the ledgers go (3 GB for a million names)")
    parser.add_argument("--last", type=int, help="judge only so many newcomers against all")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one is not None:
        with TemporaryDirectory(dir=arguments.folder) as folder:
            print(json.dumps(measure(arguments.one, arguments.seed, Path(folder) / "techpol.db", arguments.last)))
        return
    for size in arguments.sizes:
        command = [sys.executable, "-P", __file__, "--one", str(size), "--seed", str(arguments.seed)]
        command += [] if arguments.folder is None else ["--folder", str(arguments.folder)]
        command += [] if arguments.last is None else ["--last", str(arguments.last)]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        figures = json.loads(done.stdout)
        print(
            json.dumps(figures) if arguments.json else "  ".join(f"{k} {v}" for k, v in figures.items()), flush=True
        )


if __name__ == "__main__":
    main()
