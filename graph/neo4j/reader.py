"""The one way in which a query of a user reaches a database: looked at first, in READ mode, within limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import neo4j
import neo4j.graph
import neo4j.spatial
import neo4j.time
from neo4j.exceptions import ClientError, Neo4jError

from techpol.graph.neo4j.connection import Database, translated
from techpol.graph.neo4j.guard import QueryRefused, check_plan
from techpol.schema.errors import DatabaseError, TechpolError, UsageError


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a query may take. ``seconds`` is enforced by the server; ``rows`` beyond it are left unread."""

    seconds: float = 60.0
    rows: int = 10_000


@dataclass(frozen=True, slots=True)
class Rows:
    """What a query gave: plain values (see ``plain_value``). ``truncated``: there were more rows than the limit.

    ``entities`` and ``edges`` are the ids of ours that stand anywhere in the rows, for drawing.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: bool
    entities: tuple[str, ...]
    edges: tuple[str, ...]


def run_query(
    database: Database, text: str, parameters: Mapping[str, Any] | None = None, limits: Limits = Limits()
) -> Rows:
    """Run a query that only reads and return its rows.

    Raises QueryRefused where it would do more than read, UsageError where its Cypher is wrong or a parameter is
    missing, and DatabaseError where it takes longer than allowed or the database fails.
    """
    if text.strip() == "":
        raise UsageError("an empty query")
    if not database.is_neo4j and not database.target.may_only_read:
        raise QueryRefused("this engine gives no plan to check, so queries need a user that may only read")
    given = dict(parameters or {})
    try:
        with translated(database.target.uri), database.session(read_only=True, fetch_size=1000) as session:
            if database.is_neo4j:
                _check(session, text, given, limits)
            columns, found, truncated = _read(session, text, given, limits)
    except DatabaseError as exc:
        raise _explained(exc, database, limits) from exc
    collector = _Ids()
    for row in found:
        for value in row:
            collector.add(value)
    rows = tuple(tuple(plain_value(value) for value in row) for row in found)
    return Rows(columns, rows, truncated, tuple(collector.entities), tuple(collector.edges))


def _read(
    session: neo4j.Session, text: str, parameters: dict[str, Any], limits: Limits
) -> tuple[tuple[str, ...], list[tuple[Any, ...]], bool]:
    result = session.run(neo4j.Query(text, timeout=limits.seconds), parameters)
    columns = tuple(result.keys())
    found: list[tuple[Any, ...]] = []
    for record in result:
        if len(found) >= limits.rows:
            return columns, found, True
        found.append(tuple(record.values()))
    return columns, found, False


def _explained(error: DatabaseError, database: Database, limits: Limits) -> TechpolError:
    """Return an error that says whose fault it is: the query's (UsageError) or the database's."""
    cause = error.__cause__
    if not isinstance(cause, Neo4jError):
        return error
    message = cause.message or str(cause)
    if "timed out" in message.lower() or "timeout" in message.lower() or "TimedOut" in (cause.code or ""):
        return DatabaseError(f"the query took longer than {limits.seconds:g} s and was ended; --seconds allows more")
    if database.is_neo4j:
        return UsageError(f"the query failed: {message}") if isinstance(cause, ClientError) else error
    if "not allowed" in message:
        return QueryRefused(f"this query is not read-only: {message}; nothing was changed")
    return UsageError(f"the embedded engine does not know a part of this query: {message}; Neo4j may: --to neo4j")


def _check(session: neo4j.Session, text: str, parameters: dict[str, Any], limits: Limits) -> None:
    # On its own line, so that nothing at the start of the text can swallow the word.
    explain = neo4j.Query(f"EXPLAIN\n{text}", timeout=limits.seconds)
    try:
        summary = session.run(explain, parameters).consume()
    except ClientError as exc:
        raise UsageError(f"the query is not valid: {exc.message}") from exc
    functions = session.run("SHOW USER DEFINED FUNCTIONS YIELD name RETURN name").value("name")
    check_plan(summary.query_type or "", summary.plan, functions)


def plain_value(value: Any) -> Any:
    """Return a value that JSON and every table can show: dates as date, nodes and relationships as maps."""
    if isinstance(value, neo4j.graph.Node):
        return {"labels": sorted(value.labels), **{key: plain_value(item) for key, item in value.items()}}
    if isinstance(value, neo4j.graph.Relationship):
        return {"type": value.type, **{key: plain_value(item) for key, item in value.items()}}
    if isinstance(value, neo4j.graph.Path):
        return {
            "nodes": [plain_value(node) for node in value.nodes],
            "relationships": [plain_value(relationship) for relationship in value.relationships],
        }
    if isinstance(value, neo4j.time.Date | neo4j.time.DateTime | neo4j.time.Time):
        return value.to_native()
    if isinstance(value, neo4j.time.Duration):
        return value.iso_format()
    if isinstance(value, neo4j.spatial.Point):
        return list(value)
    if isinstance(value, list | tuple):
        return [plain_value(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain_value(item) for key, item in value.items()}
    if isinstance(value, bytes | bytearray):
        return value.hex()
    return value


def json_value(value: Any) -> Any:
    """Return a plain value with dates as ISO 8601 text."""
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, list):
        return [json_value(item) for item in value]
    if isinstance(value, dict):
        return {key: json_value(item) for key, item in value.items()}
    return value


class _Ids:
    """Collects our ids of the nodes and relationships in a value, in order of appearance."""

    def __init__(self) -> None:
        self.entities: dict[str, None] = {}
        self.edges: dict[str, None] = {}

    def add(self, value: Any) -> None:
        if isinstance(value, neo4j.graph.Node):
            if isinstance(value.get("id"), str):
                self.entities[value["id"]] = None
        elif isinstance(value, neo4j.graph.Relationship):
            if isinstance(value.get("id"), str):
                self.edges[value["id"]] = None
            for node in value.nodes:
                if node is not None:
                    self.add(node)
        elif isinstance(value, neo4j.graph.Path):
            for part in (*value.nodes, *value.relationships):
                self.add(part)
        elif isinstance(value, list | tuple):
            for item in value:
                self.add(item)
        elif isinstance(value, dict):
            for item in value.values():
                self.add(item)
