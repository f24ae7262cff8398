"""Seconds, processor seconds and peak memory of each format, beside networkx's own writer where there is one.

    python bench/export_speed.py --entities 200000 --edges 1000000 --json

The graph is made as it is read, so that what is measured is the writer. Each format runs in a process of its own,
whose largest resident size is the peak; ``base`` is that of a process that goes through the graph and writes nothing.
networkx gets what its writers can take (they fail on None and lists); its time and memory include its graph, since it
cannot write without one.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests" / "support"))

from made_graph import MadeGraph  # noqa: E402

from techpol.graph.export import FORMATS, Selection, export_graph  # noqa: E402
from techpol.graph.export.shape import STRUCTURED, edge_row, entity_row  # noqa: E402
from techpol.schema.model import Claim, Span  # noqa: E402

# A picture, a page and the vocabulary do not grow with the graph.
PASSED_OVER = ("mermaid", "svg", "html", "owl", "shacl")
BY_NETWORKX = ("graphml", "gexf", "node-link")
BASE = "base"


class FullGraph(MadeGraph):
    """The same with whole claims, each with a quote."""

    def iter_claims(self, claim_ids: Iterable[str]) -> Iterator[Claim]:
        for light in super().iter_claims(claim_ids):
            quote = f"The first gave to the second, {light.id}, as a filing of that day shows, and said so in public."
            yield Claim(
                light.source, "0" * 64, "a", "DONATED_TO", "b", (Span(light.source, 0, len(quote), quote),),
                extractor="made", extractor_version="1",
            )  # fmt: skip


def networkx_graph(graph: MadeGraph) -> Any:
    import networkx as nx

    def plain(row: dict[str, Any]) -> dict[str, Any]:
        return {k: json.dumps(v) if k in STRUCTURED else v for k, v in row.items() if v is not None}

    made = nx.MultiDiGraph()
    for entity in graph.iter_entities():
        made.add_node(entity.id, **plain(entity_row(entity)))
    for supported in Selection(graph).iter_supported():
        edge = supported.edge
        row = plain(edge_row(supported))
        row.pop("id")
        made.add_edge(edge.subject, edge.object, key=edge.id, **row)
    return made


def write_by_networkx(form: str, graph: MadeGraph, target: Path) -> None:
    import networkx as nx

    made = networkx_graph(graph)
    if form == "graphml":
        nx.write_graphml(made, target)
    elif form == "gexf":
        nx.write_gexf(made, target)
    else:
        with target.open("w", encoding="utf-8") as stream:
            json.dump(nx.node_link_data(made, edges="edges"), stream)


def processor_seconds() -> float:
    """Return the processor time of this process and of those that it started and that have ended."""
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def one(name: str, entities: int, edges: int) -> dict[str, Any]:
    """Write one format in this process and return what it took."""
    graph = FullGraph(entities, edges)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "out"
        begun, worked = time.perf_counter(), processor_seconds()
        if name == BASE:
            for _ in Selection(graph).iter_entities():
                pass
            for _ in Selection(graph).iter_supported():
                pass
        elif name.startswith("networkx "):
            write_by_networkx(name.removeprefix("networkx "), graph, target)
        else:
            export_graph(Selection(graph, processes=os.cpu_count() or 1), name, target)
        seconds, worked = time.perf_counter() - begun, processor_seconds() - worked
        files = [target] if target.is_file() else list(target.glob("*")) if target.is_dir() else []
        size = sum(file.stat().st_size for file in files)
    # Where a format shares its work out, the processes are alike: the largest stands for each.
    peak = max(resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {
        "name": name, "seconds": round(seconds, 2), "cpu_seconds": round(worked, 2),
        "peak_mib": round(peak), "file_mib": round(size / 2**20, 1),
        "edges_a_second": round(edges / worked) if worked else None,
    }  # fmt: skip


def main() -> int:
    """Measure every format, each in its own process."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--entities", type=int, default=4_000)
    parser.add_argument("--edges", type=int, default=20_000)
    parser.add_argument("--formats", nargs="*", help="only these")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one is not None:
        sys.stdout.write(json.dumps(one(arguments.one, arguments.entities, arguments.edges)) + "\n")
        return 0
    names = [BASE]
    for item in FORMATS:
        if item.name not in PASSED_OVER and item.name in (arguments.formats or [item.name]):
            names += [item.name, *([f"networkx {item.name}"] if item.name in BY_NETWORKX else [])]
    found = []
    for name in names:
        command = [sys.executable, __file__, "--one", name]
        command += ["--entities", str(arguments.entities), "--edges", str(arguments.edges)]
        ran = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
        if ran.returncode != 0:
            sys.stderr.write(f"{name}: {ran.stderr[-500:]}\n")
            return 1
        found.append(json.loads(ran.stdout))
        if not arguments.json:
            row = found[-1]
            size = f"{row['peak_mib']:>6} MiB {row['file_mib']:>8.1f} MiB on disk"
            sys.stdout.write(f"{row['name']:<20} {row['seconds']:>8.2f} s {row['cpu_seconds']:>8.2f} s cpu {size}\n")
            sys.stdout.flush()
    if arguments.json:
        sys.stdout.write(
            json.dumps({"entities": arguments.entities, "edges": arguments.edges, "formats": found}) + "\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
