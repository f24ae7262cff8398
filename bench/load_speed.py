"""How fast articles become claims, claims a ledger, and a ledger a graph, and in how much memory.

    python bench/load_speed.py [--sizes 100 1000 10000] [--reader synthetic|articles] [--json]

``synthetic`` measures the ledger and the build alone, ``articles`` the loader too (on renamed examples). Every size
runs in a process of its own, whose peak memory is reported. With a command line that has ``path``, the time of a cold
process that asks one question of the ledger is reported too.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from make_articles import iter_articles
from synthetic import iter_readings

from techpol.graph.ledger import Ledger
from techpol.schema.model import Reading


def _read_articles(number: int, folder: Path) -> Iterator[Reading]:
    from techpol.loaders.articles.loader import Articles

    folder.mkdir()
    for name, content in iter_articles(number):
        (folder / name).write_text(content, "utf-8")
    for found in Articles().read(folder):
        if isinstance(found, Reading):
            yield found


def measure(number: int, reader: str, folder: Path) -> dict[str, Any]:
    """Load so many articles and build; return times in seconds of this process's work, rates, memory in MiB.

    The time is the processor's, so that what else the machine does is not measured; ``cold_path_s`` is by the clock.
    """
    clock = time.process_time
    path = folder / "techpol.db"
    report: dict[str, Any] = {"articles": number, "reader": reader}
    readings = iter_readings(number) if reader == "synthetic" else _read_articles(number, folder / "articles")
    reading_s = put_s = 0.0
    claims = 0
    with Ledger.open(path) as ledger:
        while True:
            start = clock()
            reading = next(readings, None)
            if reading is None:
                break
            read = Reading(reading.source, list(reading.statements))
            middle = clock()
            claims += ledger.put(read, reader=reader).claims_added
            reading_s += middle - start
            put_s += clock() - middle
        loaded_mib = _peak_mib()
        start = clock()
        built = ledger.build()
        build_s = clock() - start
        report |= {
            "claims": claims, "read_s": round(reading_s, 2), "articles_per_s_read": round(number / reading_s, 1),
            "put_s": round(put_s, 2), "claims_per_s_put": round(claims / put_s), "build_s": round(build_s, 2),
            "claims_per_s_build": round(claims / build_s), "entities": built.entities, "edges": built.edges,
            "peak_mib_after_load": loaded_mib, "peak_mib_after_build": _peak_mib(),
        }  # fmt: skip
        start = clock()
        ledger.put(next(iter_readings(1, seed=99)))
        ledger.build()
        report["one_more_article_s"] = round(clock() - start, 3)
        name = next(ledger.iter_entities("Company")).name
    report["file_mib"] = round(path.stat().st_size / 2**20, 1)
    report["cold_path_s"] = _cold_path(path, name)
    return report


def _peak_mib() -> float:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def _cold_path(path: Path, name: str) -> float | None:
    """Return the time of one question by a new process, None without a command line."""
    program = Path(sys.executable).with_name("techpol")
    if not program.exists():
        return None
    start = time.perf_counter()
    done = subprocess.run(
        [program, "--db", str(path), "path", name, "--to", "Campaign"], capture_output=True, text=True, check=False
    )
    if done.returncode not in (0, 3):
        done = subprocess.run(
            [program, "path", name, "--to", "Campaign", "--db", str(path)],
            capture_output=True,
            text=True,
            check=False,
        )
    return round(time.perf_counter() - start, 2) if done.returncode in (0, 3) else None


def main() -> None:
    """Print the figures, one line a size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000, 10000])
    parser.add_argument("--reader", choices=("synthetic", "articles"), default="synthetic")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one is not None:
        with TemporaryDirectory() as folder:
            print(json.dumps(measure(options.one, options.reader, Path(folder))))
        return
    for size in options.sizes:
        command = [sys.executable, __file__, "--one", str(size), "--reader", options.reader]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        report = json.loads(done.stdout)
        if options.json:
            print(json.dumps(report), flush=True)
        else:
            print("  ".join(f"{name}={value}" for name, value in report.items()), flush=True)


if __name__ == "__main__":
    main()
