"""Run the measurements, each small enough for a coffee break: what ``make bench`` does.

    python bench/run.py [NAME ...] [--shared ../shared]

NAME picks some of them. Those that need the passages and data that are not part of the project are passed over, with
a word on what is missing, where ``--shared`` does not hold them. Exit status 1 where one fails.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

BENCH = Path(__file__).parent
OUT = BENCH.parent / "build" / "bench"


@dataclass(frozen=True)
class Measurement:
    """A script with its arguments; ``{shared}`` and ``{out}`` stand for folders, ``needs`` for what must be there."""

    name: str
    about: str
    commands: tuple[tuple[str, ...], ...]
    needs: tuple[str, ...] = ()


_PASSAGES = (
    ("bench/score_articles.py", "{shared}/articles/tune", "--out", "{out}/passages"),
    ("{shared}/articles/score.py", "{shared}/articles/tune", "{out}/passages"),
)

MEASUREMENTS: tuple[Measurement, ...] = (
    Measurement("start", "time of the bare program, of --help and of a path", (("bench/start_time.py",),)),
    Measurement("load", "articles and claims a second, memory", (("bench/load_speed.py", "--sizes", "100", "1000"),)),
    Measurement(
        "load-articles",
        "the same with reading",
        (("bench/load_speed.py", "--sizes", "100", "--reader", "articles"),),
    ),
    Measurement(
        "paths", "paths on a large, skewed ledger", (("bench/paths.py", "--edges", "100000", "--pairs", "50"),)
    ),
    Measurement("export", "every format beside networkx: seconds, memory", (("bench/export_speed.py",),)),
    Measurement("chains", "the path search against brute force", (("bench/check_chains.py",),)),
    Measurement("sentences-en", "constructions of English", (("bench/constructions/run.py", "en"),)),
    Measurement("sentences-ar", "constructions of Arabic", (("bench/constructions/run.py", "ar"),)),
    Measurement("passages", "annotated passages", _PASSAGES, ("articles/tune", "articles/score.py")),
    Measurement("who-is-who", "rules of resolution", (("bench/score_rules.py", "{shared}/data"),), ("data/fec",)),
)


def main() -> int:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(item.name for item in MEASUREMENTS))
    parser.add_argument("--shared", type=Path, default=BENCH.parent.parent / "shared")
    arguments = parser.parse_args()
    unknown = set(arguments.names) - {item.name for item in MEASUREMENTS}
    if unknown:
        parser.error(f"no measurement {sorted(unknown)[0]!r}; known: {', '.join(item.name for item in MEASUREMENTS)}")
    OUT.mkdir(parents=True, exist_ok=True)
    failed = [
        item.name
        for item in MEASUREMENTS
        if item.name in (arguments.names or [item.name]) and not _run(item, arguments.shared)
    ]
    if failed:
        sys.stdout.write(f"failed: {', '.join(failed)}\n")
    return 1 if failed else 0


def _run(item: Measurement, shared: Path) -> bool:
    sys.stdout.write(f"\n== {item.name}: {item.about}\n")
    sys.stdout.flush()
    missing = [need for need in item.needs if not (shared / need).exists()]
    if missing:
        sys.stdout.write(f"passed over: {shared / missing[0]} is not there\n")
        return True
    begun = time.perf_counter()
    for command in item.commands:
        filled = [word.format(shared=shared, out=OUT) for word in command]
        if subprocess.run([sys.executable, *filled], cwd=BENCH.parent, stdin=subprocess.DEVNULL).returncode != 0:
            return False
    sys.stdout.write(f"({time.perf_counter() - begun:.1f} s)\n")
    return True


if __name__ == "__main__":
    sys.exit(main())
