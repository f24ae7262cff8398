"""Kill Neo4j, and then techpol, in the middle of a push; start again, push again, and see that nothing differs.

    python bench/neo4j_kill.py [--entities 40000] [--edges 200000] [--json]

Twice over an empty database: once the server is killed (SIGKILL) when a third of the relationships is there, once the
process that pushes. The push that follows must send only what is missing, and ``diff`` must then find nothing. Exits
1 where it finds something. Needs Java 17 and, the first time, Maven.
"""

from __future__ import annotations

import argparse
import json
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "support"))

from made_graph import MadeGraph

from techpol.graph.neo4j.connection import Database, Target, open_database
from techpol.graph.neo4j.difference import find_differences
from techpol.graph.neo4j.push import PushOptions, push
from techpol.graph.neo4j.server import Neo4jServer, make_password
from techpol.schema.errors import DatabaseError

SUPPORT = Path(__file__).parent.parent / "tests" / "support"
PUSHER = """
import sys
sys.path.insert(0, sys.argv[1])
from made_graph import MadeGraph
from techpol.graph.neo4j.connection import Target, open_database
from techpol.graph.neo4j.push import PushOptions, push
from techpol.schema.errors import DatabaseError
graph = MadeGraph(int(sys.argv[3]), int(sys.argv[4]))
try:
    with open_database(Target(sys.argv[2], "neo4j", sys.stdin.read())) as database:
        push(graph, database, PushOptions(quick=True, reconnect_s=0))
except DatabaseError as exc:
    sys.exit(f"{type(exc).__name__}: {exc}")
"""


def count(database: Database) -> int:
    return int(database.read("MATCH ()-[r]->() RETURN count(r) AS n")[0]["n"])


def begin(target: Target, graph: MadeGraph) -> subprocess.Popen[str]:
    """Start a push in a process of its own."""
    arguments = [str(SUPPORT), target.uri, str(graph.entities), str(graph.edges)]
    pusher = subprocess.Popen(
        [sys.executable, "-c", PUSHER, *arguments], stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    if pusher.stdin is None:
        raise RuntimeError("no way to hand the password over")
    pusher.stdin.write(target.password)
    pusher.stdin.close()
    return pusher


def ended(pusher: subprocess.Popen[str]) -> str:
    """Wait for the end of a push, and return what it said."""
    said = pusher.stderr.read() if pusher.stderr is not None else ""
    pusher.wait()
    return said


def wait_for_third(target: Target, graph: MadeGraph, pusher: subprocess.Popen[str]) -> None:
    with open_database(target) as watching:
        while count(watching) < graph.edges // 3:
            if pusher.poll() is not None:
                raise RuntimeError("the push ended before it could be killed; ask for more edges")
            time.sleep(0.1)


def end_the_work(target: Target, graph: MadeGraph) -> dict[str, Any]:
    with open_database(target) as database:
        left = count(database)
        report = push(graph, database, PushOptions(quick=True))
        differences = sum(1 for _ in find_differences(graph, database))
        return {
            "left_by_the_killed_push": left, "created_by_the_next": report.relationships.created,
            "unchanged": report.relationships.unchanged, "seconds": round(report.seconds, 1),
            "relationships": count(database), "differences": differences,
        }  # fmt: skip


def empty(target: Target) -> None:
    with open_database(target) as database:
        database.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS")


def measure(graph: MadeGraph) -> dict[str, Any]:
    result: dict[str, Any] = {"entities": graph.entities, "edges": graph.edges}
    with tempfile.TemporaryDirectory() as folder:
        password = make_password()
        server = Neo4jServer.create(Path(folder) / "home", password)
        server.start()
        target = Target(server.uri, "neo4j", password)
        try:
            pusher = begin(target, graph)
            wait_for_third(target, graph, pusher)
            server.stop(kill=True)
            said = ended(pusher)
            server.start()
            result["neo4j_killed"] = {"the_push_said": said.strip(), **end_the_work(target, graph)}
            empty(target)
            pusher = begin(target, graph)
            wait_for_third(target, graph, pusher)
            pusher.send_signal(signal.SIGKILL)
            ended(pusher)
            result["techpol_killed"] = end_the_work(target, graph)
        finally:
            server.stop(kill=True)
    return result


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entities", type=int, default=40_000)
    parser.add_argument("--edges", type=int, default=200_000)
    parser.add_argument("--json", action="store_true", help="on one line")
    options = parser.parse_args()
    try:
        result = measure(MadeGraph(options.entities, options.edges))
    except DatabaseError as exc:
        sys.stderr.write(f"{exc}\n")
        return 2
    sys.stdout.write(json.dumps(result, indent=None if options.json else 2) + "\n")
    return int(any(result[part]["differences"] for part in ("neo4j_killed", "techpol_killed")))


if __name__ == "__main__":
    sys.exit(main())
