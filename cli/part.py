"""Which part of the graph goes out: the options of ``export`` and ``view``, and what they choose."""

from __future__ import annotations

import json
import os
import re
import select
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from techpol.cli.filters import Filters, path_options
from techpol.cli.options import complete_entity

if TYPE_CHECKING:
    from techpol.graph.export import Selection
    from techpol.graph.ledger import Ledger
    from techpol.graph.neo4j.reader import Rows
    from techpol.graph.view import EdgeFilter
    from techpol.queries.cypher import NamedQuery
    from techpol.schema.model import Edge

PART_PANEL = "Which part of the graph"
_MAX_ANSWER = 256 * 1024 * 1024
# An export may take its time; a query that takes longer than this has gone astray.
_QUERY_SECONDS, _MOST_ROWS = 600.0, 100_000
# Seconds before a pipe that says nothing is spoken of.
_PATIENCE = 2.0
# A cell that is longer is a quote and no name.
_LONGEST_NAME = 200


def _complete_query(incomplete: str) -> list[tuple[str, str]]:
    from techpol.queries.cypher import load_library

    return [(name, query.title) for name, query in load_library().items() if name.startswith(incomplete)]


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of the graph, as a person named it."""

    from_: Annotated[
        str | None,
        typer.Option(
            "--from",
            help="Only what answers this question or named query, or what the JSON of an answer names: a file, or -,"
            " which a pipe needs not say.",
            autocompletion=_complete_query,
            rich_help_panel=PART_PANEL,
        ),
    ] = None
    param: Annotated[
        list[str] | None,
        typer.Option(
            "--param",
            metavar="N=V",
            help="A parameter of the named query of --from; may be repeated.",
            rich_help_panel=PART_PANEL,
        ),
    ] = None
    entity: Annotated[
        list[str] | None,
        typer.Option(
            "--entity",
            help="Only around this name; may be repeated.",
            autocompletion=complete_entity,
            rich_help_panel=PART_PANEL,
        ),
    ] = None
    hops: Annotated[
        int, typer.Option("--hops", min=0, max=8, help="How far around --entity.", rich_help_panel=PART_PANEL)
    ] = 1


def make_filter(ledger: Ledger, filters: Filters) -> EdgeFilter | None:
    """Return the filter that options ask for, None where they ask for everything.

    Without ``--modality`` denied edges stay: an export is not an answer, and every edge says what it is.
    Raises UsageError for a relation, kind, modality or amount that makes no sense.
    """
    from techpol.cli.ledgers import find_entity
    from techpol.graph.view import EdgeFilter
    from techpol.schema.errors import UsageError
    from techpol.schema.model import Modality

    read = path_options(filters)
    avoided = set()
    for word in read.avoid:
        found = find_entity(ledger, word)
        if found is None:
            raise UsageError(f"--avoid {word!r}: nothing in the ledger is called so")
        avoided.add(found.id)
    edge_filter = EdgeFilter(
        relations=read.relations, avoid_relations=read.avoid_relations, kinds=read.kinds,
        modalities=read.modalities if filters.modality else frozenset(Modality),
        avoid_entities=frozenset(avoided), since=read.since, until=read.until, min_support=read.min_support,
        min_confidence=read.min_confidence, min_amount=read.min_amount, hostile=read.hostile,
    )  # fmt: skip
    return None if edge_filter == EdgeFilter(modalities=frozenset(Modality)) else edge_filter


def choose_part(ledger: Ledger, edge_filter: EdgeFilter | None, part: Part, db: Path) -> Selection:
    """Return the part of the graph that ``--from`` or ``--entity`` names, or an answer on standard input.

    All of the graph where none of them does. Raises UsageError where standard input holds something else.
    """
    from techpol.cli.ledgers import entity_or_suggestions
    from techpol.graph.export import Selection, around
    from techpol.schema.errors import UsageError

    if part.from_ is not None and part.entity:
        raise UsageError("--from and --entity each name a part of the graph; give one of them")
    if part.param and part.from_ is None:
        raise UsageError("--param is a parameter of the named query that --from names; techpol cypher --list")
    if part.entity:
        ids = [entity_or_suggestions(ledger, word).id for word in part.entity]
        return around(ledger, ids, part.hops, edge_filter)
    if part.from_ is None:
        piped = _read_piped()
        return Selection(ledger, edge_filter) if piped is None else _of_json(ledger, edge_filter, piped)
    from techpol.queries.cypher import get_query

    query = get_query(part.from_)
    if query is not None:
        return _of_query(ledger, edge_filter, query, part.param or [], db)
    if part.param:
        raise UsageError(f"--param: {part.from_!r} is no named query; techpol cypher --list tells them")
    return _of_words(ledger, edge_filter, part.from_)


def _of_query(
    ledger: Ledger, edge_filter: EdgeFilter | None, query: NamedQuery, param: list[str], db: Path
) -> Selection:
    """Return what a named query shows: its nodes and relationships, else the ties between the names of each row.

    Rows mostly hold names. The names of a row, with those that the parameters give, stand for every entity that is
    called exactly so; between them go out the ties of the relations that the query speaks of. Where a row names
    nobody but one, such ties of that one go out. Of namesakes those without a tie stay away.
    """
    from techpol.cli.console import note
    from techpol.cli.databases import EMBEDDED, open_for_reading
    from techpol.graph.export import Selection
    from techpol.graph.neo4j.reader import Limits
    from techpol.queries.cypher import ask

    values = query.values(_read_params(param))
    with open_for_reading(EMBEDDED, "neo4j", None, db, _QUERY_SECONDS) as opened:
        rows = ask(opened, query, values, Limits(_QUERY_SECONDS, _MOST_ROWS))
    if rows.truncated:
        note(f"only the first {_MOST_ROWS:,} rows of {query.name} are looked at")
    entities, edges = set(rows.entities), set(rows.edges)
    if len(edges) == 0:
        named = list(_named_in(ledger, rows, values))
        ties = _ties_within(ledger, named, query, values)
        edges = {edge.id for edge in ties}
        tied = {end for edge in ties for end in (edge.subject, edge.object)}
        entities |= tied
        for same in {same for row in named for same in row}:
            entities.update(() if same & tied else same)
    if len(entities) == 0 and len(edges) == 0:
        note(f"{query.name} found nothing that is an entity or edge of this ledger")
        raise typer.Exit(3)
    return Selection(ledger, edge_filter, frozenset(entities), frozenset(edges))


def _read_params(words: list[str]) -> dict[str, str]:
    from techpol.schema.errors import UsageError

    given: dict[str, str] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if equals == "" or name == "":
            raise UsageError(f"--param {word!r}: expected NAME=VALUE")
        given[name.replace("-", "_")] = value
    return given


def _named_in(ledger: Ledger, rows: Rows, values: dict[str, Any]) -> Iterator[frozenset[frozenset[str]]]:
    """Yield, row by row, the entities that its cells and the parameters name exactly, those of one name together."""
    known: dict[str, frozenset[str]] = {}

    def called(text: str) -> frozenset[str]:
        if text not in known:
            entity = ledger.get_entity(text)
            same = [found.id for found, score in ledger.find_entities(text, limit=20) if score >= 1.0]
            known[text] = frozenset(same if entity is None else [entity.id])
        return known[text]

    given = frozenset(called(value) for value in values.values() if isinstance(value, str))
    for row in rows.rows:
        cells = [part for cell in row for part in (cell if isinstance(cell, list) else [cell])]
        texts = {cell for cell in cells if isinstance(cell, str) and len(cell) <= _LONGEST_NAME}
        yield given.union(called(text) for text in texts) - {frozenset()}


def _ties_within(
    ledger: Ledger, named: list[frozenset[frozenset[str]]], query: NamedQuery, values: dict[str, Any]
) -> list[Edge]:
    """Return the edges between the names of one row, or of its only one.

    They are of the relations that the query names, if it names any, and of the modality that it was asked for.
    """
    from techpol.graph.view import EdgeFilter
    from techpol.schema.model import Modality
    from techpol.schema.ontology import load_ontology

    relations = frozenset(re.findall(r"[A-Z_]{3,}", query.text)) & frozenset(load_ontology().relations)
    modalities = frozenset(Modality)
    if "modality" in values:
        asked = values["modality"]
        modalities = modalities - {Modality.DENIED} if asked == "any" else frozenset({Modality(asked)})
    wanted = EdgeFilter(
        relations=relations or None, modalities=modalities, totals="is_total = false" not in query.text,
    )  # fmt: skip
    rows_of: dict[str, set[int]] = {}
    alone: set[str] = set()
    for number, row in enumerate(named):
        for entity in (entity for same in row for entity in same):
            rows_of.setdefault(entity, set()).add(number)
        if len(row) == 1:
            alone.update(*row)
    return [
        edge
        for edge in ledger.neighbours(rows_of, wanted)
        if not alone.isdisjoint((edge.subject, edge.object))
        or not rows_of.get(edge.subject, set()).isdisjoint(rows_of.get(edge.object, ()))
    ]


def _of_words(ledger: Ledger, edge_filter: EdgeFilter | None, words: str) -> Selection:
    from techpol import queries
    from techpol.cli.console import note
    from techpol.graph.export import of_answer

    if words == "-":
        return _of_json(ledger, edge_filter, _read_json("standard input", sys.stdin.buffer.read(_MAX_ANSWER + 1)))
    if words.endswith(".json") and Path(words).is_file():
        return _of_json(ledger, edge_filter, _read_json(words, Path(words).read_bytes()))
    answer = queries.ask(ledger, words)
    if not answer.ok:
        for line in answer.notes or (f"nothing found for {words!r}",):
            note(line)
        raise typer.Exit(3)
    return of_answer(ledger, answer, edge_filter)


def _of_json(ledger: Ledger, edge_filter: EdgeFilter | None, answer: Any) -> Selection:
    from techpol.cli.console import note
    from techpol.graph.export import of_ids

    selection = of_ids(ledger, answer, edge_filter)
    if not selection.entities and not selection.edges:
        note("nothing in the JSON is an entity or edge of this ledger")
        raise typer.Exit(3)
    return selection


def _read_piped() -> Any:
    """Return the JSON that a pipe or a file on standard input holds, None where there is neither or it is empty.

    What comes out of a pipe has to be an answer: whoever forgot to name it must not get the whole graph for it.
    """
    from techpol.cli.console import note
    from techpol.schema.errors import UsageError

    try:
        descriptor = sys.stdin.fileno()
        mode = os.fstat(descriptor).st_mode
    except (AttributeError, ValueError, OSError):  # closed, or none at all
        return None
    # A terminal, /dev/null and the socket of a service that runs us give no answer.
    if not (stat.S_ISFIFO(mode) or stat.S_ISREG(mode)):
        return None
    if stat.S_ISFIFO(mode) and os.name == "posix":
        ready, _, _ = select.select([descriptor], [], [], _PATIENCE)
        if len(ready) == 0:
            note("waiting for an answer on standard input; with < /dev/null the whole graph goes out")
    raw = sys.stdin.buffer.read(_MAX_ANSWER + 1)
    if raw.strip() == b"":
        if stat.S_ISFIFO(mode):
            note("standard input is empty: the whole graph goes out")
        return None
    try:
        return _read_json("standard input", raw)
    except UsageError as exc:
        raise UsageError(f"{exc}; with < /dev/null the whole graph goes out") from exc


def _read_json(where: str, raw: bytes) -> Any:
    """Return the JSON of a file or of standard input: one value, or one a line."""
    from techpol.schema.errors import UsageError

    if len(raw) > _MAX_ANSWER:
        raise UsageError(f"{where}: more than {_MAX_ANSWER // 2**20} MiB; export the whole graph instead")
    try:
        text = raw.decode("utf-8")
        try:
            return json.loads(text)
        except ValueError:
            return [json.loads(line) for line in text.splitlines() if line.strip()]
    except ValueError as exc:
        raise UsageError(f"{where}: not JSON; give the question --json, as in: techpol path ... --json") from exc
