"""Nothing but reading gets through: published ways round such guards, each tried against each engine."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from typing import ClassVar

import pytest

from techpol.graph.embedded import Engine
from techpol.graph.neo4j.connection import Database, open_database
from techpol.graph.neo4j.guard import QueryRefused, check_plan
from techpol.graph.neo4j.reader import Limits, run_query
from techpol.schema.errors import DatabaseError, UsageError

# Where such ways are written up: Neo4j's own guidance on protecting against Cypher injection, its notes on READ
# access mode, and reports of server-side request forgery by LOAD CSV. URL stands for a server that the test runs.
WAYS = {
    "load csv passes for reading": "LOAD CSV FROM '{url}' AS line RETURN line",
    "load csv of a local file": "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "load csv in a subquery": "MATCH (n) CALL (n) { LOAD CSV FROM '{url}' AS line RETURN line } RETURN line",
    "load csv in a collect expression": "RETURN COLLECT { LOAD CSV FROM '{url}' AS line RETURN line } AS lines",
    "load csv after a union": "RETURN 1 AS x UNION LOAD CSV FROM '{url}' AS line RETURN line[0] AS x",
    "load csv that smuggles data out in the address": (
        "MATCH (n) WITH collect(n.name)[0] AS secret LOAD CSV FROM '{url}?' + secret AS line RETURN line"
    ),
    "keywords parted by comments": "LOAD/**/CSV/**/FROM '{url}' AS line RETURN line",
    "a second statement": "RETURN 1; CREATE (:Injected)",
    "a second statement after a comment": "RETURN 1 //\n; CREATE (:Injected)",
    "a write in odd case": "cReAtE (:Injected)",
    "a write hidden in foreach": "MATCH (n) WITH collect(n) AS x FOREACH (n IN x | SET n.owned = true) RETURN x",
    "a write in a subquery": "CALL () { CREATE (n:Injected) RETURN n } RETURN n",
    "a write in transactions of its own": "MATCH (n) CALL (n) { SET n.owned = true } IN TRANSACTIONS",
    "a merge that creates": "MERGE (n:Injected {id: 1}) RETURN n",
    "a delete": "MATCH (n) DETACH DELETE n",
    "a label in place of a property": "MATCH (n) SET n:Injected RETURN n",
    "profile instead of explain": "PROFILE CREATE (:Injected)",
    "pre-parser options before the write": "CYPHER runtime=slotted CREATE (:Injected)",
    "explain of one's own": "EXPLAIN CREATE (:Injected)",
    "a schema change": "CREATE INDEX injected FOR (n:Person) ON (n.owned)",
    "a user": "CREATE USER injected SET PASSWORD 'injected123'",
    "the password of the user": "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'injected123'",
    "settings of the server": "CALL dbms.listConfig() YIELD name, value RETURN name, value",
    "settings by another name": "SHOW SETTINGS",
    "a procedure in quotation marks": "CALL `dbms`.`listConfig`() YIELD name RETURN name",
    "a procedure in an exists": (
        "MATCH (n) WHERE EXISTS { CALL dbms.listConnections() YIELD connectionId RETURN 1 } RETURN n"
    ),
    "a procedure that only seems to read": "CALL db.clearQueryCaches() YIELD value RETURN value",
    "other people's transactions": "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
    "a procedure that fetches": "CALL apoc.load.json('{url}') YIELD value RETURN value",
    "a procedure that runs text": "CALL apoc.cypher.doIt('CREATE (:Injected)', {}) YIELD value RETURN value",
    "a procedure that writes": "CALL db.createLabel('Injected')",
}


class _Recorder(http.server.BaseHTTPRequestHandler):
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"a,b\n")

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture
def listener() -> Iterator[str]:
    """A web server that must never be asked anything."""
    _Recorder.asked.clear()
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Recorder) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/x.csv"
        server.shutdown()
        thread.join()
    assert [] == _Recorder.asked


@pytest.fixture(scope="module", params=["embedded", pytest.param("neo4j", marks=pytest.mark.server)])
def guarded(request: pytest.FixtureRequest) -> Iterator[Database]:
    """Each engine with one node, as queries reach it. Nothing may change it, so it is made once."""
    if request.param == "embedded":
        engine: Engine = request.getfixturevalue("embedded_engine")
        fill(engine.writer)
        yield engine.reader
        return
    server = request.getfixturevalue("neo4j_server")
    with open_database(server.target) as database:
        fill(database)
        yield database


def fill(database: Database) -> None:
    database.write("MATCH (n) DETACH DELETE n")
    database.write("CREATE (:Person:Entity {id: 'e-1', name: 'Ada'})")


def content(database: Database) -> list[dict[str, object]]:
    return database.read("MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties ORDER BY n.id")


@pytest.mark.parametrize("way", sorted(WAYS))
def test_no_way_round(guarded: Database, listener: str, way: str) -> None:
    before = content(guarded)

    try:
        found = run_query(guarded, WAYS[way].replace("{url}", listener), limits=Limits(seconds=5))
    except UsageError:
        pass
    else:
        # The embedded engine answers some of these with nothing at all, and EXPLAIN with a plan that it does not run.
        assert not guarded.is_neo4j
        assert all(row in ((), (None,)) or "passwd" not in str(row) for row in found.rows)
    assert before == content(guarded)


@pytest.mark.parametrize(
    "query",
    [
        "MATCH (n:Person) RETURN n.name",
        "MATCH p = (a)-[*1..2]-(b) RETURN p",
        "MATCH (a:Person), (b:Person) MATCH p = shortestPath((a)-[*..3]-(b)) WHERE a.id <> b.id RETURN p",
        "MATCH (n) WHERE EXISTS { (n)-[:LEADS]->() } RETURN n",
        "MATCH (n) CALL (n) { MATCH (n)-->(m) RETURN count(m) AS ties } RETURN n.name, ties ORDER BY ties LIMIT 3",
        "UNWIND [1, 2] AS x RETURN DISTINCT x UNION RETURN 3 AS x",
        "MATCH (n) OPTIONAL MATCH (n)-->(m:Company) RETURN n.name, collect(m.name)",
        "MATCH (n) RETURN count(*) AS nodes",
        "CALL db.labels() YIELD label RETURN label ORDER BY label",
        "RETURN 'CREATE (n) LOAD CSV DELETE' AS words",
    ],
)
def test_what_reads_gets_through(guarded: Database, query: str) -> None:
    run_query(guarded, query, limits=Limits(seconds=10))


def test_a_query_that_takes_too_long_is_ended(guarded: Database) -> None:
    forever = (
        "UNWIND range(1, 3000000) AS a UNWIND range(1, 3000000) AS b WITH a, b WHERE a + b < 0 RETURN count(*) AS n"
    )

    with pytest.raises(DatabaseError, match="took longer"):
        run_query(guarded, forever, limits=Limits(seconds=1))


def test_rows_beyond_the_limit_stay_unread(guarded: Database) -> None:
    found = run_query(guarded, "UNWIND range(1, 100000) AS x RETURN x", limits=Limits(rows=10))

    assert found.truncated
    assert 10 == len(found.rows)


def test_a_parameter_is_a_value_and_never_text(guarded: Database) -> None:
    found = run_query(guarded, "RETURN $name AS name", {"name": "'}) DETACH DELETE n //"})

    assert (("'}) DETACH DELETE n //",),) == found.rows


def test_wrong_cypher_is_the_users_error(guarded: Database) -> None:
    with pytest.raises(UsageError):
        run_query(guarded, "MATCH (n RETURN n")


def test_what_the_embedded_engine_lacks_is_named(embedded_engine: Engine) -> None:
    with pytest.raises(UsageError, match=r"embedded engine does not know.*SHORTEST 1"):
        run_query(embedded_engine.reader, "MATCH p = SHORTEST 1 (a:Person)-[]-+(b:Company) RETURN p")


def test_a_writer_of_the_embedded_engine_is_no_way_in(embedded_engine: Engine) -> None:
    with pytest.raises(QueryRefused):
        run_query(embedded_engine.writer, "RETURN 1")


def plan(operator: str, details: str = "", *children: dict[str, object]) -> dict[str, object]:
    return {"operatorType": f"{operator}@neo4j", "args": {"Details": details}, "children": list(children)}


def test_an_operator_that_nobody_knows_is_refused() -> None:
    with pytest.raises(QueryRefused, match="SendMail"):
        check_plan("r", plan("ProduceResults", "", plan("Filter", "", plan("SendMail"))))


def test_a_function_of_a_plug_in_is_refused_however_it_is_spelt() -> None:
    for spelling in ("apoc.cypher.runFirstColumnSingle(x, {})", "`apoc`.`cypher`. runFirstColumnSingle (x)"):
        with pytest.raises(QueryRefused, match="plug-in"):
            check_plan("r", plan("Projection", spelling), ["apoc.cypher.runFirstColumnSingle"])


@pytest.mark.parametrize("query_type", ["w", "rw", "s", ""])
def test_the_servers_own_word_counts_too(query_type: str) -> None:
    with pytest.raises(QueryRefused):
        check_plan(query_type, plan("ProduceResults"))


def test_no_plan_no_run() -> None:
    with pytest.raises(QueryRefused, match="no plan"):
        check_plan("r", None)
