"""How fast articles become claims, claims a ledger, and a ledger a graph, and in how much memory.

    python bench/load_speed.py [--sizes 100 1000 10000] [--reader synthetic|articles] [--keep FILE] [--json]

``synthetic`` measures the ledger and the build alone, ``articles`` the loader too (on renamed examples). Every size
runs in a process of its own, whose peak memory is reported. With a command line that has ``path``, the time of a cold
process that asks one question of the ledger is reported too.

``--keep`` writes what was read into a file and reads it from there where it is there already: the time of the ledger
can then be measured again, and at every size up to the file's, without reading the articles again. ``--read-only``
stops there: the time of reading alone.
"""

from __future__ import annotations

import argparse
import json
import pickle
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from make_articles import iter_articles
from synthetic import iter_readings

from techpol.graph.ledger import Ledger
from techpol.schema.model import Claim, Reading


def _read_articles(number: int, folder: Path, kept: Path | None) -> Iterator[Reading]:
    from techpol.loaders.articles.loader import Articles

    if kept is not None and kept.exists():
        yield from _kept(kept, number)
        return
    folder.mkdir()
    for name, content in iter_articles(number):
        (folder / name).write_text(content, "utf-8")
    part = None if kept is None else kept.with_name(f"{kept.name}.part")
    with nullcontext() if part is None else part.open("wb") as file:
        for found in Articles().read(folder):
            if not isinstance(found, Reading):
                continue
            read = Reading(found.source, list(found.statements))
            if file is not None:
                pickle.dump(read, file)
            yield read
    if kept is not None and part is not None:
        part.replace(kept)


def _kept(path: Path, number: int) -> Iterator[Reading]:
    with path.open("rb") as file:
        for found in range(number):
            try:
                reading = pickle.load(file)
            except EOFError:
                raise SystemExit(f"{path} holds {found} articles: ask for as many at most, or remove it") from None
            assert isinstance(reading, Reading)
            yield reading


def measure(number: int, reader: str, folder: Path, kept: Path | None = None) -> dict[str, Any]:
    """Load so many articles and build; return times in seconds of this process's work, rates, memory in MiB.

    The time is the processor's, so that what else the machine does is not measured; ``cold_path_s`` is by the clock.
    """
    clock = time.process_time
    path = folder / "techpol.db"
    report: dict[str, Any] = {"articles": number, "reader": reader}
    readings = iter_readings(number) if reader == "synthetic" else _read_articles(number, folder / "articles", kept)
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


def measure_reading(number: int, folder: Path, kept: Path | None) -> dict[str, Any]:
    """Read so many articles and nothing else; every hundredth part says how far it is."""
    start, wall = time.process_time(), time.perf_counter()
    claims = 0
    for count, reading in enumerate(_read_articles(number, folder / "articles", kept), start=1):
        claims += sum(isinstance(statement, Claim) for statement in reading.statements)
        if count % max(1, number // 100) == 0:
            print(
                f"{count} read, {time.process_time() - start:.0f} s, {_peak_mib()} MiB", file=sys.stderr, flush=True
            )
    read_s = time.process_time() - start
    return {
        "articles": number, "claims": claims, "read_s": round(read_s, 1),
        "articles_per_s_read": round(number / read_s, 2),
        "wall_s": round(time.perf_counter() - wall, 1), "peak_mib": _peak_mib(),
    }  # fmt: skip


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
    parser.add_argument("--keep", type=Path, help="file of what was read")
    parser.add_argument("--read-only", action="store_true", help="measure the reading of articles alone")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one is not None:
        with TemporaryDirectory() as folder:
            if options.read_only:
                report = measure_reading(options.one, Path(folder), options.keep)
            else:
                report = measure(options.one, options.reader, Path(folder), options.keep)
            print(json.dumps(report))
        return
    for size in options.sizes:
        command = [sys.executable, __file__, "--one", str(size), "--reader", options.reader]
        command += [] if options.keep is None else ["--keep", str(options.keep)]
        command += ["--read-only"] if options.read_only else []
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        report = json.loads(done.stdout)
        if options.json:
            print(json.dumps(report), flush=True)
        else:
            print("  ".join(f"{name}={value}" for name, value in report.items()), flush=True)


if __name__ == "__main__":
    main()
