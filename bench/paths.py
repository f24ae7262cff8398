"""How fast are paths on a ledger with millions of gifts, as skewed as real ones?

    python bench/paths.py [--edges 2100000] [--pairs 200] [--networkx] [--igraph] [--neo4j] [--json]

Writes a synthetic ledger straight into the tables: people, organisations, committees and campaigns in the
proportions of 200,000 : 20,000 : 5,000 : 1,000 to 2,000,000 gifts and 100,000 other edges; gifts go to committees by
Zipf's law, the largest getting a tenth of all. Then, each in a process of its own: five best chains of up to four
hops between random pairs of entities and from a company to any campaign, warm and cold; and, where asked, networkx,
igraph and Neo4j on the same graph and pairs in the same run, with their loading counted apart. Times are in
milliseconds, memory in megabytes; ``cpu`` is the time of our own process, which a busy machine disturbs less.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import time
from bisect import bisect
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

SEED = 20240614
SHARE_OF_LARGEST = 0.10
KINDS = ("Person", "Company", "Committee", "Campaign")


def zipf_weights(count: int, largest: float) -> list[float]:
    """Return weights 1/rank**s, summed up, with s such that the first has the given share."""
    low, high = 0.1, 3.0
    for _ in range(40):
        middle = (low + high) / 2
        total = sum(rank**-middle for rank in range(1, count + 1))
        low, high = (middle, high) if 1 / total < largest else (low, middle)
    return list(accumulate(rank**-low for rank in range(1, count + 1)))


def entities(edges: int) -> dict[str, int]:
    """Return how many entities of each type go with so many edges."""
    scale = edges / 2_100_000
    counts = {"Person": 200_000, "Company": 20_000, "Committee": 5_000, "Campaign": 1_000}
    return {name: max(10, round(count * scale)) for name, count in counts.items()}


def name_of(kind: str, number: int) -> str:
    return f"e-{KINDS.index(kind):x}{number:015x}"


def edge_rows(edges: int) -> Iterator[tuple[str, str, str, float | None, str]]:
    """Yield (subject, relation, object, amount, day)."""
    chance = random.Random(SEED)
    counts = entities(edges)
    gifts = round(edges * 20 / 21)
    committees = zipf_weights(counts["Committee"], SHARE_OF_LARGEST)
    people = zipf_weights(counts["Person"], 0.0005 if counts["Person"] > 20_000 else 0.005)

    def pick(weights: list[float]) -> int:
        return min(bisect(weights, chance.random() * weights[-1]), len(weights) - 1)

    def day() -> str:
        return f"{chance.randint(2015, 2016)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"

    for _ in range(gifts):
        amount = chance.choice((25, 50, 100, 250, 500, 1000, 2700)) * (100 if chance.random() < 0.001 else 1)
        yield name_of("Person", pick(people)), "DONATED_TO", name_of("Committee", pick(committees)), amount, day()
    for number in range(counts["Committee"]):
        campaign = name_of("Campaign", number % counts["Campaign"])
        yield name_of("Committee", number), "CONNECTED_TO", campaign, None, ""
    rest = edges - gifts - counts["Committee"]
    kinds = ("LEADS", "WORKS_FOR", "WORKS_FOR", "MEMBER_OF", "MET_WITH", "OWNS", "ENDORSED", "INVESTED_IN")
    companies = zipf_weights(counts["Company"], 0.01 if counts["Company"] > 1_000 else 0.1)
    for _ in range(rest):
        relation = chance.choice(kinds)
        person = name_of("Person", chance.randrange(counts["Person"]))
        company = name_of("Company", pick(companies))
        if relation == "MET_WITH":
            yield person, relation, name_of("Person", chance.randrange(counts["Person"])), None, day()
        elif relation == "ENDORSED":
            yield person, relation, name_of("Campaign", chance.randrange(counts["Campaign"])), None, day()
        elif relation == "OWNS":
            yield name_of("Company", chance.randrange(counts["Company"])), relation, company, None, day()
        else:
            yield person, relation, company, None, day()


def build(path: Path, edges: int) -> dict[str, float]:
    """Write the ledger; the tables that paths do not read stay empty."""
    from techpol.graph.ledger import Ledger
    from techpol.graph.migrations import open_connection
    from techpol.graph.near import pack_all

    path.unlink(missing_ok=True)
    begun = time.perf_counter()
    Ledger.open(path).close()
    connection = open_connection(path, create=False, read_only=False)
    connection.execute("PRAGMA synchronous = OFF")
    indexes = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'edge' AND sql IS NOT NULL"
    ).fetchall()
    connection.execute("BEGIN")
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}")

    def rows() -> Iterator[tuple[object, ...]]:
        for number, (subject, relation, object_, amount, day) in enumerate(edge_rows(edges), 1):
            identity = f"g-{number:016x}"
            qualifiers: dict[str, object] = {}
            if amount is not None:
                qualifiers |= {"amount": str(amount), "currency": "USD"}
            if day:
                qualifiers["start"] = day
            data = {
                "id": identity, "subject": subject, "relation": relation, "object": object_, "modality": "asserted",
                "qualifiers": qualifiers, "claims": [], "support": 1, "confidence": 1.0, "ordinal": 1,
            }  # fmt: skip
            state = relation in ("LEADS", "WORKS_FOR", "MEMBER_OF", "OWNS", "INVESTED_IN")
            yield (
                number, identity, subject, relation, object_, "asserted", str(amount) if amount is not None else None,
                "USD" if amount is not None else None, day or None, None if state or not day else day, 1, 1.0,
                json.dumps(data),
            )  # fmt: skip

    connection.executemany(
        "INSERT INTO edge (number, id, subject, relation, object, modality, amount, currency, start, end, support,"
        " confidence, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows(),
    )
    for _, sql in indexes:
        connection.execute(sql)
    for kind, count in entities(edges).items():
        connection.executemany(
            "INSERT INTO entity (id, type, name, data) VALUES (?, ?, ?, ?)",
            (
                (
                    identity,
                    kind,
                    f"{kind} {number}",
                    json.dumps({"id": identity, "type": kind, "name": f"{kind} {number}"}),
                )
                for number in range(count)
                for identity in [name_of(kind, number)]
            ),
        )
    connection.execute(
        "WITH ends AS (SELECT subject AS id FROM edge UNION ALL SELECT object FROM edge WHERE object <> subject),"
        " counts AS (SELECT id, count(*) AS n FROM ends GROUP BY id)"
        " UPDATE entity SET degree = (SELECT n FROM counts WHERE counts.id = entity.id)"
        " WHERE id IN (SELECT id FROM counts)"
    )
    begun_packing = time.perf_counter()
    pack_all(connection)
    packing = time.perf_counter() - begun_packing
    connection.execute("COMMIT")
    largest = connection.execute("SELECT max(degree) FROM entity").fetchone()[0]
    connection.close()
    return {
        "seconds": round(time.perf_counter() - begun, 1), "packing_s": round(packing, 1),
        "megabytes": round(path.stat().st_size / 1e6), "edges": edges, "entities": sum(entities(edges).values()),
        "largest_degree": largest,
    }  # fmt: skip


def questions(edges: int, pairs: int) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return random pairs of entities, and questions from a company to any campaign."""
    chance = random.Random(SEED + 1)
    counts = entities(edges)
    kinds = list(counts)

    def some() -> str:
        kind = chance.choices(kinds, weights=list(counts.values()))[0]
        return name_of(kind, chance.randrange(counts[kind]))

    to_type = [(name_of("Company", chance.randrange(counts["Company"])), "Campaign") for _ in range(20)]
    return [(some(), some()) for _ in range(pairs)], to_type


def summary(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {
        "median_ms": round(statistics.median(ordered), 2),
        "p95_ms": round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))], 2),
        "max_ms": round(ordered[-1], 2),
    }


def measure(path: Path, edges: int, pairs: int, exhaustive: bool) -> dict[str, object]:
    """Ask warm questions in this process."""
    from techpol.graph.ledger import Ledger
    from techpol.queries import PathOptions, find_paths
    from techpol.queries.entities import resolve
    from techpol.queries.paths import search_between

    options = PathOptions(hops=4, limit=5)
    if exhaustive:
        options = replace(options, exhaustive=True)
    result: dict[str, object] = {}
    with Ledger.open(path, read_only=True) as ledger:
        view = ledger
        random_pairs, to_type = questions(edges, pairs)
        for a, b in random_pairs[:10]:
            find_paths(view, a, b, options)
        for name, asked in (("pairs", random_pairs), ("company_to_campaign", to_type)):
            searched, cpu, answered, found, cut = [], [], [], 0, 0
            for a, b in asked:
                ends = [resolve(view, end) for end in (a, b)]
                begun, begun_cpu = time.perf_counter(), time.process_time()
                chains, _ = search_between(view, ends[0], ends[1], options)
                searched.append((time.perf_counter() - begun) * 1000)
                cpu.append((time.process_time() - begun_cpu) * 1000)
                begun = time.perf_counter()
                find_paths(view, a, b, options)
                answered.append((time.perf_counter() - begun) * 1000)
                found += len(chains.chains) > 0
                cut += not chains.complete
            result[name] = {
                "asked": len(asked), "answered": found, "cut_short": cut, "search": summary(searched),
                "search_cpu": summary(cpu), "whole_answer": summary(answered),
            }  # fmt: skip
    result["peak_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return result


def cold(path: Path, edges: int, times: int = 5) -> dict[str, float]:
    """Time whole processes that answer one question each."""
    random_pairs, to_type = questions(edges, 50)
    code = (
        "import sys; from pathlib import Path; from techpol.graph.ledger import Ledger;"
        "from techpol.queries import find_paths\n"
        "with Ledger.open(Path(sys.argv[1]), read_only=True) as ledger:\n"
        "    find_paths(ledger, sys.argv[2], sys.argv[3])\n"
    )
    taken, cpu = [], []
    for a, b in [*random_pairs[:times], *to_type[:times]]:
        begun, begun_cpu = time.perf_counter(), cpu_of_children()
        subprocess.run([sys.executable, "-c", code, str(path), a, b], check=True)
        taken.append((time.perf_counter() - begun) * 1000)
        cpu.append((cpu_of_children() - begun_cpu) * 1000)
    return summary(taken) | {f"cpu_{name}": value for name, value in summary(cpu).items()}


def cpu_of_children() -> float:
    """Return the seconds of processor time that finished processes took."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def with_networkx(edges: int, pairs: int) -> dict[str, object]:
    """The same pairs in networkx: one shortest path, the graph in memory."""
    import networkx as nx

    begun = time.perf_counter()
    graph = nx.Graph()
    for subject, _, object_, _, _ in edge_rows(edges):
        graph.add_edge(subject, object_)
    loaded = time.perf_counter() - begun
    taken = []
    for a, b in questions(edges, pairs)[0]:
        begun = time.perf_counter()
        if a in graph and b in graph:
            with suppress(nx.NetworkXNoPath):
                nx.bidirectional_shortest_path(graph, a, b)
        taken.append((time.perf_counter() - begun) * 1000)
    peak = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return {"load_s": round(loaded, 1), "one_shortest_path": summary(taken), "peak_mb": peak}


def with_igraph(edges: int, pairs: int) -> dict[str, object]:
    """The same pairs in igraph: all shortest paths, the graph in memory."""
    try:
        import igraph  # type: ignore[import-untyped]
    except ImportError:
        return {"skipped": "igraph is not installed (pip install igraph)"}
    begun = time.perf_counter()
    numbers: dict[str, int] = {}
    ends = [
        (numbers.setdefault(subject, len(numbers)), numbers.setdefault(object_, len(numbers)))
        for subject, _, object_, _, _ in edge_rows(edges)
    ]
    graph = igraph.Graph(n=len(numbers), edges=ends)
    loaded = time.perf_counter() - begun
    taken = []
    for a, b in questions(edges, pairs)[0]:
        begun = time.perf_counter()
        if a in numbers and b in numbers:
            graph.get_shortest_path(numbers[a], numbers[b])
        taken.append((time.perf_counter() - begun) * 1000)
    peak = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return {"load_s": round(loaded, 1), "one_shortest_path": summary(taken), "peak_mb": peak}


def with_neo4j(edges: int, pairs: int) -> dict[str, object]:
    """The same pairs in Neo4j, up to four hops: one shortest path, and all shortest paths."""
    import shutil
    import tempfile

    from techpol.graph.neo4j.connection import Target, open_database
    from techpol.graph.neo4j.server import RELEASES, Neo4jServer, make_password, missing_tools

    missing = missing_tools(RELEASES["5"])
    if missing is not None:
        return {"skipped": missing}
    folder = Path(tempfile.mkdtemp(prefix="paths-neo4j-"))
    password = make_password()
    server = Neo4jServer.create(folder / "server", password, release=RELEASES["5"])
    try:
        begun = time.perf_counter()
        nodes, ties = folder / "nodes.csv", folder / "ties.csv"
        with nodes.open("w", encoding="ascii") as file:
            file.write(":ID,id:string,:LABEL\n")
            for kind, count in entities(edges).items():
                file.writelines(
                    f"{name_of(kind, number)},{name_of(kind, number)},Entity;{kind}\n" for number in range(count)
                )
        with ties.open("w", encoding="ascii") as file:
            file.write(":START_ID,:END_ID,:TYPE\n")
            file.writelines(
                f"{subject},{object_},{relation}\n" for subject, relation, object_, _, _ in edge_rows(edges)
            )
        server.admin(
            "database", "import", "full", "neo4j", f"--nodes={nodes}", f"--relationships={ties}",
            "--overwrite-destination=true",
        )  # fmt: skip
        server.start()
        with open_database(Target(server.uri, "neo4j", password)) as database:
            database.run("CREATE CONSTRAINT entity_id FOR (n:Entity) REQUIRE n.id IS UNIQUE")
            database.run("CALL db.awaitIndexes(600)")
            loaded = time.perf_counter() - begun
            result: dict[str, object] = {"load_s": round(loaded, 1)}
            asked = questions(edges, pairs)[0]
            for name in ("shortestPath", "allShortestPaths"):
                statement = (
                    "MATCH (a:Entity {id: $a}) MATCH (b:Entity {id: $b}) "
                    f"MATCH p = {name}((a)-[*..4]-(b)) RETURN count(p) AS n, min(length(p)) AS hops"
                )
                taken = []
                for a, b in [*asked[:10], *asked]:
                    begun = time.perf_counter()
                    if a != b:
                        database.read(statement, {"a": a, "b": b})
                    taken.append((time.perf_counter() - begun) * 1000)
                result[name] = summary(taken[10:])
            return result
    finally:
        server.stop(kill=True)
        shutil.rmtree(folder, ignore_errors=True)


def in_own_process(step: str, arguments: argparse.Namespace) -> dict[str, object]:
    command = [
        sys.executable,
        __file__,
        "--step",
        step,
        "--edges",
        str(arguments.edges),
        "--folder",
        str(arguments.folder),
        "--pairs",
        str(arguments.pairs),
    ]
    if arguments.exhaustive:
        command.append("--exhaustive")
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    result: dict[str, object] = json.loads(done.stdout)
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edges", type=int, default=210_000)
    parser.add_argument("--folder", type=Path, default=Path("build/bench"))
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--exhaustive", action="store_true", help="do not cut hubs")
    parser.add_argument("--networkx", action="store_true", help="measure networkx too (much memory at 2 million)")
    parser.add_argument("--igraph", action="store_true", help="measure igraph too, where it is installed")
    parser.add_argument("--neo4j", action="store_true", help="start a Neo4j, fill it, and measure it too (Java 17)")
    parser.add_argument("--keep", action="store_true", help="use the ledger that is there already")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--step", choices=("build", "measure", "networkx", "igraph", "neo4j"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    path = arguments.folder / f"paths-{arguments.edges}.db"
    steps: dict[str, Callable[[], dict[str, object]]] = {
        "build": lambda: dict(build(path, arguments.edges)),
        "measure": lambda: measure(path, arguments.edges, arguments.pairs, arguments.exhaustive),
        "networkx": lambda: with_networkx(arguments.edges, arguments.pairs),
        "igraph": lambda: with_igraph(arguments.edges, arguments.pairs),
        "neo4j": lambda: with_neo4j(arguments.edges, arguments.pairs),
    }
    if arguments.step is not None:
        print(json.dumps(steps[arguments.step]()))
        return
    report: dict[str, object] = {
        "cores": os.cpu_count(), "load": round(os.getloadavg()[0], 1), "python": sys.version.split()[0],
    }  # fmt: skip
    if not (arguments.keep and path.exists()):
        report["ledger"] = in_own_process("build", arguments)
    report["warm"] = in_own_process("measure", arguments)
    report["cold_process"] = cold(path, arguments.edges)
    for other in ("networkx", "igraph", "neo4j"):
        if getattr(arguments, other):
            report[other] = in_own_process(other, arguments)
    report["load_after"] = round(os.getloadavg()[0], 1)
    print(json.dumps(report, indent=None if arguments.json else 2))


if __name__ == "__main__":
    main()
