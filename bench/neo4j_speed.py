"""How fast the graph gets into Neo4j, beside what a user would write and beside neo4j-admin on ready-made CSV.

    python bench/neo4j_speed.py --entities 200000 --edges 1000000 --json

One run measures all four on one machine: the plain driver loop (batches of 1,000 MERGE), push, neo4j-admin on CSV
that is ready, and export and import together. The loop stops after ``--loop-edges`` (its speed does not rise with
size) and makes its rows from the same graph as it goes, as push does; its speed on rows that are ready stands
beside. Floors: push at least 2 times the loop, export and import at most 2 times the import alone.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
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


def empty(database: Database) -> None:
    database.run("MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 20000 ROWS")
    database.run("MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS OF 20000 ROWS")


def plain_loop(database: Database, graph: MadeGraph, limit: int) -> tuple[float, float]:
    """Return the seconds of the loop that a user would write, and of making its rows, which it does as it goes."""
    database.run("CREATE CONSTRAINT IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE")
    for nodes in chunks(Mapper(graph).nodes(), 1000):
        rows = [node.properties for node in nodes]
        database.write("UNWIND $rows AS row MERGE (n:Entity {id: row.id}) SET n += row", {"rows": rows})
    by_type: dict[str, list[dict[str, Any]]] = {}
    started = time.perf_counter()
    for edge in islice(Mapper(graph).relationships(), limit):
        by_type.setdefault(edge.type, []).append(
            {"start": edge.start, "end": edge.end, "id": edge.id, "properties": edge.properties}
        )
    made = time.perf_counter() - started
    with database.session() as session:
        for type_name, rows in by_type.items():
            for chunk in chunks(rows, 1000):
                session.run(LOOP % type_name, rows=chunk).consume()
    return time.perf_counter() - started, made


def measure(graph: MadeGraph, loop_edges: int) -> dict[str, Any]:
    result: dict[str, Any] = {"entities": graph.entities, "edges": graph.edges, "loop_edges": loop_edges}
    with tempfile.TemporaryDirectory() as folder:
        password = make_password()
        server = Neo4jServer.create(Path(folder) / "home", password)
        server.start()
        try:
            with open_database(Target(server.uri, "neo4j", password)) as database:
                edges = min(loop_edges, graph.edges)
                loop_s, made_s = plain_loop(database, graph, edges)
                result["loop_edges_per_s"] = edges / loop_s
                result["loop_on_ready_rows_edges_per_s"] = edges / (loop_s - made_s)
                empty(database)
                report = push(graph, database, PushOptions(quick=True))
                result["push_seconds"] = report.seconds
                result["push_edges_per_s"] = graph.edges / report.seconds
                again = push(graph, database, PushOptions(quick=True))
                result["second_push_seconds"] = again.seconds
                result["second_push_written"] = again.relationships.created + again.relationships.updated
        finally:
            server.stop()
        started = time.perf_counter()
        written = write_import_set(graph, Path(folder) / "set")
        result["export_seconds"] = time.perf_counter() - started
        started = time.perf_counter()
        server.admin(*written.command()[1:])
        result["import_seconds"] = time.perf_counter() - started
    result["bulk_edges_per_s"] = graph.edges / (result["export_seconds"] + result["import_seconds"])
    result["push_to_loop"] = result["push_edges_per_s"] / result["loop_edges_per_s"]
    result["push_to_loop_on_ready_rows"] = result["push_edges_per_s"] / result["loop_on_ready_rows_edges_per_s"]
    result["bulk_to_import"] = (result["export_seconds"] + result["import_seconds"]) / result["import_seconds"]
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
    for name, value in result.items():
        print(f"{name}: {value:,.1f}" if isinstance(value, float) else f"{name}: {value:,}")


if __name__ == "__main__":
    main()
