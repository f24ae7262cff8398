"""How fast the graph gets into Neo4j, beside what a user would write and beside neo4j-admin on ready-made CSV.

    python bench/neo4j_speed.py --entities 200000 --edges 1000000 --json

One run measures all on one machine: the plain driver loop (batches of 1,000 MERGE, nodes first), push, neo4j-admin
on CSV that is ready, and export and import together. The loop stops after ``--loop-edges`` (its speed does not rise
with size) and makes its rows from the same graph as it goes, as push does; its speed on rows that are ready stands
beside. Both are run on a small graph first, to warm the server up. Push makes its constraints and the full-text index
over names, too. ``cpu`` are the seconds of processor time of this process and of the server, which others on the
machine disturb less. Floors: push at least 2 times the loop, for edges and for nodes and edges together; export and
import at most 2 times the import alone.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "support"))

from made_graph import MadeGraph

from techpol.graph.neo4j.bulk import write_import_set
from techpol.graph.neo4j.connection import Database, Target, open_database
from techpol.graph.neo4j.mapping import Mapper, chunks
from techpol.graph.neo4j.push import PushOptions, push
from techpol.graph.neo4j.server import Neo4jServer, make_password

LOOP = (
    "UNWIND $rows AS row MATCH (a:Entity {id: row.start}) MATCH (b:Entity {id: row.end}) "
    "MERGE (a)-[r:%s {id: row.id}]->(b) SET r += row.properties"
)

WARM_UP = MadeGraph(5_000, 20_000)


def empty(database: Database) -> None:
    database.run("MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 20000 ROWS")
    database.run("MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS OF 20000 ROWS")


class Clock:
    """Wall time and processor time of this process and of the server since it was made, in seconds."""

    def __init__(self, server: Neo4jServer) -> None:
        self.pid = json.loads((server.home / "run" / "techpol-server.json").read_text("ascii"))["pid"]
        self.begun = self._now()

    def _now(self) -> tuple[float, float, float]:
        fields = Path(f"/proc/{self.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        ticks = int(fields[11]) + int(fields[12])
        return time.perf_counter(), time.process_time(), ticks / os.sysconf("SC_CLK_TCK")

    def read(self) -> dict[str, float]:
        wall, own, server = (now - then for now, then in zip(self._now(), self.begun, strict=True))
        return {"seconds": wall, "client_cpu": own, "server_cpu": server}


def plain_loop(database: Database, graph: MadeGraph, limit: int, server: Neo4jServer) -> dict[str, Any]:
    """Time the loop that a user would write; ``made`` are the seconds of making the rows of its edges."""
    clock = Clock(server)
    database.run("CREATE CONSTRAINT IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE")
    by_labels: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for node in Mapper(graph).nodes():
        by_labels.setdefault(node.labels, []).append(node.properties)
    for labels, rows in by_labels.items():
        statement = f"UNWIND $rows AS row MERGE (n:Entity {{id: row.id}}) SET n += row SET n:{':'.join(labels)}"
        for chunk in chunks(rows, 1000):
            database.write(statement, {"rows": chunk})
    nodes = clock.read()
    clock = Clock(server)
    started = time.perf_counter()
    by_type: dict[str, list[dict[str, Any]]] = {}
    for edge in islice(Mapper(graph).relationships(), limit):
        by_type.setdefault(edge.type, []).append(
            {"start": edge.start, "end": edge.end, "id": edge.id, "properties": edge.properties}
        )
    made = time.perf_counter() - started
    with database.session() as session:
        for type_name, rows in by_type.items():
            for chunk in chunks(rows, 1000):
                session.run(LOOP % type_name, rows=chunk).consume()
    return {"nodes": nodes, "edges": clock.read(), "made": made}


def pushed(database: Database, graph: MadeGraph, server: Neo4jServer) -> dict[str, Any]:
    """Time a push of all, the stage of the relationships apart."""
    whole = Clock(server)
    stage: list[Clock] = []

    def progress(name: str, done: int) -> None:
        if name == "relationships" and len(stage) == 0:
            stage.append(Clock(server))

    push(graph, database, PushOptions(quick=True), progress=progress)
    return {"whole": whole.read(), "edges": stage[0].read()}


def measure(graph: MadeGraph, loop_edges: int) -> dict[str, Any]:
    result: dict[str, Any] = {"entities": graph.entities, "edges": graph.edges, "cores": os.cpu_count()}
    with tempfile.TemporaryDirectory() as folder:
        password = make_password()
        server = Neo4jServer.create(Path(folder) / "home", password)
        server.start()
        try:
            with open_database(Target(server.uri, "neo4j", password)) as database:
                # Whoever comes first would pay for the server's translation into machine code.
                plain_loop(database, WARM_UP, WARM_UP.edges, server)
                empty(database)
                push(WARM_UP, database, PushOptions(quick=True))
                empty(database)
                edges = min(loop_edges, graph.edges)
                loop = plain_loop(database, graph, edges, server)
                empty(database)
                sent = pushed(database, graph, server)
                again = push(graph, database, PushOptions(quick=True))
        finally:
            server.stop()
        started = time.perf_counter()
        written = write_import_set(graph, Path(folder) / "set", processes=os.cpu_count() or 1)
        exported = time.perf_counter() - started
        started = time.perf_counter()
        server.admin(*written.command()[1:])
        imported = time.perf_counter() - started
    per_edge = loop["edges"]["seconds"] / edges
    loop_whole = loop["nodes"]["seconds"] + per_edge * graph.edges
    result |= {
        "load_average": os.getloadavg()[1],
        "loop": {"edges": edges, "edges_per_s": 1 / per_edge, "whole_s": loop_whole,
                 "edges_per_s_on_ready_rows": edges / (loop["edges"]["seconds"] - loop["made"]), "cpu": loop},
        "push": {"edges_per_s": graph.edges / sent["edges"]["seconds"], "whole_s": sent["whole"]["seconds"],
                 "again_s": again.seconds, "cpu": sent,
                 "again_written": again.relationships.created + again.relationships.updated},
        "bulk": {"export_s": exported, "import_s": imported, "edges_per_s": graph.edges / (exported + imported),
                 "import_alone_edges_per_s": graph.edges / imported},
    }  # fmt: skip
    result["push_to_loop"] = result["push"]["edges_per_s"] * per_edge
    result["push_to_loop_whole"] = loop_whole / result["push"]["whole_s"]
    result["push_to_loop_on_ready_rows"] = result["push"]["edges_per_s"] / result["loop"]["edges_per_s_on_ready_rows"]
    result["bulk_to_import"] = (exported + imported) / imported
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entities", type=int, default=200_000)
    parser.add_argument("--edges", type=int, default=1_000_000)
    parser.add_argument("--loop-edges", type=int, default=200_000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    result = measure(MadeGraph(options.entities, options.edges), options.loop_edges)
    if options.json:
        print(json.dumps(result, indent=2))
        return
    for name, value in flat(result):
        print(f"{name}: {value:,.2f}" if isinstance(value, float) else f"{name}: {value:,}")


def flat(values: dict[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in values.items():
        if isinstance(value, dict):
            yield from flat(value, f"{before}{name}.")
        else:
            yield before + name, value


if __name__ == "__main__":
    main()
