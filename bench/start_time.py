"""How long a command takes to start: a bare typer program, ``techpol --help``, and a path on the example articles.

    python bench/start_time.py [--runs 10] [--json]

Each is a process of its own, in turn, A B C A B C; reported are the median and the least of the seconds that it took
and of the seconds that it kept the processor.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

EXAMPLES = Path(__file__).parent.parent / "examples" / "articles"
_TECHPOL = [sys.executable, "-P", "-c", "from techpol.cli.main import run; run()"]
_BARE = """
import typer
app = typer.Typer()
@app.command()
def main(name: str = "x") -> None:
    print(name)
app()
"""


def _once(command: list[str]) -> tuple[float, float]:
    """Return the seconds that passed and that the processor was used."""
    before, begun = os.times(), time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    passed, after = time.perf_counter() - begun, os.times()
    return passed, after.children_user + after.children_system - before.children_user - before.children_system


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    with TemporaryDirectory() as folder:
        ledger = str(Path(folder) / "examples.db")
        subprocess.run([*_TECHPOL, "load", str(EXAMPLES), "--db", ledger], check=True, stdout=subprocess.DEVNULL)
        commands = {
            "bare typer program": [sys.executable, "-P", "-c", _BARE],
            "bare typer program --help": [sys.executable, "-P", "-c", _BARE, "--help"],
            "techpol --help": [*_TECHPOL, "--help"],
            "techpol path": [*_TECHPOL, "path", "OpenAI", "--to", "Campaign", "--db", ledger],
        }
        times: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
        for _ in range(arguments.runs):
            for name, command in commands.items():
                times[name].append(_once(command))
    found = {
        name: {
            "median_s": round(statistics.median(wall for wall, _ in measured), 3),
            "least_s": round(min(wall for wall, _ in measured), 3),
            "processor_s": round(statistics.median(used for _, used in measured), 3),
        }
        for name, measured in times.items()
    }
    if arguments.json:
        sys.stdout.write(json.dumps(found, indent=1) + "\n")
        return
    for name, figures in found.items():
        sys.stdout.write(f"{name:<28} {figures['median_s']:.3f} s (least {figures['least_s']:.3f}, ")
        sys.stdout.write(f"processor {figures['processor_s']:.3f})\n")


if __name__ == "__main__":
    main()
