"""Kill a load at random moments, again and again, and see that nothing is half done and nothing is lost.

    python bench/kill_load.py [--kills 10] [--articles 1000] [--reader synthetic|articles] [--seed 1]

Each time a process loads the articles into a new ledger, builds it, and is killed (SIGKILL) at a moment drawn from
its own running time. Then the ledger must pass ``check``, every source in it must have all its claims, and a second
load must bring it to the content that an undisturbed load has. Exits 1 where any of that fails.
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from make_articles import iter_articles
from synthetic import iter_readings

from techpol.graph.check import check
from techpol.graph.ledger import Digest, Ledger
from techpol.schema.model import Reading


def readings(reader: str, number: int, folder: Path) -> Iterator[Reading]:
    """Yield the readings to load, the same every time."""
    if reader == "synthetic":
        yield from iter_readings(number)
        return
    from techpol.loaders.articles.loader import Articles

    for found in Articles().read(folder):
        if isinstance(found, Reading):
            yield found


def load(path: Path, reader: str, number: int, folder: Path) -> Digest:
    """Load everything, build half way and at the end, and return the digest of the content."""
    with Ledger.open(path) as ledger:
        for count, reading in enumerate(readings(reader, number, folder)):
            ledger.put(reading, reader=reader)
            if count == number // 2:
                ledger.build()
        ledger.build()
        return ledger.digest()


def claims_by_source(path: Path) -> dict[str, int]:
    """Return how many claims each source of a ledger has."""
    with Ledger.open(path, read_only=True) as ledger:
        return {stored.source.id: stored.claims for stored in ledger.iter_sources()}


def problems_after_kill(path: Path, whole: dict[str, int]) -> list[str]:
    """Return what is wrong with a ledger whose load was killed."""
    if not path.exists():
        return []
    # Opened for writing, as the next load would: SQLite sets right what the killed process left.
    with Ledger.open(path) as ledger:
        found = [f"check: {finding.what} at {finding.place}: {finding.detail}" for finding in check(ledger)]
    found += [
        f"{source} has {count} of {whole.get(source)} claims"
        for source, count in claims_by_source(path).items()
        if count != whole.get(source)
    ]
    return found


def main() -> None:
    """Kill, check, load again, compare."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--reader", choices=("synthetic", "articles"), default="synthetic")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--load", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.load is not None:
        load(options.load, options.reader, options.articles, options.folder)
        return
    chance = random.Random(options.seed)
    failures = 0
    with TemporaryDirectory() as temporary:
        folder = Path(temporary) / "articles"
        folder.mkdir()
        if options.reader == "articles":
            for name, content in iter_articles(options.articles, options.seed):
                (folder / name).write_text(content, "utf-8")
        start = time.perf_counter()
        expected = load(Path(temporary) / "whole.db", options.reader, options.articles, folder)
        whole_s = time.perf_counter() - start
        whole = claims_by_source(Path(temporary) / "whole.db")
        print(f"undisturbed: {whole_s:.1f} s, {sum(whole.values())} claims, digest {expected.text[:16]}", flush=True)
        for number in range(1, options.kills + 1):
            path = Path(temporary) / f"killed{number}.db"
            command = [
                sys.executable, __file__, "--load", str(path), "--folder", str(folder), "--reader", options.reader,
                "--articles", str(options.articles),
            ]  # fmt: skip
            process = subprocess.Popen(command)
            after_s = chance.uniform(0.2, whole_s)
            try:
                process.wait(timeout=after_s)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.wait()
            problems = problems_after_kill(path, whole)
            there = len(claims_by_source(path)) if path.exists() else 0
            if load(path, options.reader, options.articles, folder) != expected:
                problems.append("the second load did not bring it to the same content")
            failures += len(problems) > 0
            state = "; ".join(problems) or "clean, completed to the same digest"
            print(
                f"kill {number} after {after_s:.1f} s (exit {process.returncode}), {there} sources: {state}",
                flush=True,
            )
            for left in Path(temporary).glob(f"killed{number}.db*"):
                left.unlink()
    print(f"{options.kills - failures} of {options.kills} kills left a good ledger")
    sys.exit(failures > 0)


if __name__ == "__main__":
    main()
