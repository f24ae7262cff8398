"""``techpol export``: the graph, a part of it, or an answer, in a file that other programs read."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from techpol.cli.ask import (
    AsOf,
    Avoid,
    AvoidRelation,
    Kind,
    MinAmount,
    MinConfidence,
    MinSupport,
    ModalityOption,
    Relation,
    Since,
    Until,
    path_options,
)
from techpol.cli.options import DEFAULT_LEDGER, AsJson, LedgerPath, complete_entity

if TYPE_CHECKING:
    from techpol.graph.export import Selection
    from techpol.graph.ledger import Ledger
    from techpol.graph.view import EdgeFilter

_PART = "Which part of the graph"
_MAX_ANSWER = 256 * 1024 * 1024


def _complete_format(incomplete: str) -> list[tuple[str, str]]:
    from techpol.graph.export.formats import FORMATS

    return [(item.name, item.about) for item in FORMATS if item.name.startswith(incomplete)]


From = Annotated[
    str | None,
    typer.Option(
        "--from",
        help="Only what answers this question, or what the JSON of an answer names: a file, or - for a pipe.",
        rich_help_panel=_PART,
    ),
]
Entities = Annotated[
    list[str] | None,
    typer.Option(
        "--entity", help="Only around this name; may be repeated.", autocompletion=complete_entity,
        rich_help_panel=_PART,
    ),
]  # fmt: skip
Hops = Annotated[int, typer.Option("--hops", min=0, max=8, help="How far around --entity.", rich_help_panel=_PART)]


def export(
    form: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT",
            help="Such as jsonl, graphml, csv, turtle, html; --list tells them all.",
            autocompletion=_complete_format,
        ),
    ] = "",
    target: Annotated[
        Path, typer.Argument(metavar="[OUT]", help="The file or directory to write; - for standard output.")
    ] = Path("-"),
    from_: From = None,
    entity: Entities = None,
    hops: Hops = 1,
    relation: Relation = None,
    avoid_relation: AvoidRelation = None,
    avoid: Avoid = None,
    kind: Kind = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    modality: ModalityOption = None,
    min_support: MinSupport = 1,
    min_confidence: MinConfidence = 0.0,
    min_amount: MinAmount = None,
    no_hostile: Annotated[
        bool, typer.Option("--no-hostile", help="Leave out suits, attacks and rivalry.", rich_help_panel=_PART)
    ] = False,
    list_formats: Annotated[bool, typer.Option("--list", help="List the formats and stop.")] = False,
    db: LedgerPath = DEFAULT_LEDGER,
    as_json: AsJson = False,
) -> None:
    """Write the graph, a part of it, or an answer in a format that other programs read.

    Everything goes out unless a filter is given, denied edges included.

    Example: techpol export graphml graph.graphml --relation DONATED_TO --since 2024-01-01
    """  # fmt: skip
    from techpol.cli.console import note, print_json, print_table, progress
    from techpol.cli.ledgers import open_ledger
    from techpol.graph.export import FORMATS, export_graph, get_format
    from techpol.schema.errors import UsageError

    if list_formats:
        if as_json:
            print_json([{"format": item.name, "about": item.about} for item in FORMATS])
        else:
            print_table(("format", "about"), ((item.name, item.about) for item in FORMATS))
        return
    if form == "":
        raise UsageError("name a format: techpol export FORMAT [OUT]; techpol export --list tells them")
    get_format(form)
    with open_ledger(db) as ledger:
        edge_filter = make_filter(
            ledger, relation=relation, avoid_relation=avoid_relation, avoid=avoid, kind=kind, since=as_of or since,
            until=as_of or until, modality=modality, min_support=min_support, min_confidence=min_confidence,
            min_amount=min_amount, hostile=not no_hostile,
        )  # fmt: skip
        selection = choose_part(ledger, edge_filter, from_, entity, hops)
        with progress("writing") as bar:
            selection.watch = bar.advance
            counts = export_graph(selection, form, target)
    if as_json and str(target) != "-":
        print_json({"format": form, "file": str(target), **counts.to_dict()})
    else:
        note(f"wrote {counts}")


def make_filter(ledger: Ledger, *, avoid: list[str] | None = None, **options: Any) -> EdgeFilter | None:
    """Return the filter that options ask for, None where they ask for everything.

    Without ``--modality`` denied edges stay: an export is not an answer, and every edge says what it is.
    Raises UsageError for a relation, kind, modality or amount that makes no sense.
    """
    from techpol.cli.ledgers import find_entity
    from techpol.graph.view import EdgeFilter
    from techpol.schema.errors import UsageError
    from techpol.schema.model import Modality
    from techpol.schema.ontology import load_ontology

    ontology = load_ontology()
    for name in (*(options.get("relation") or ()), *(options.get("avoid_relation") or ())):
        if name.upper() not in ontology.relations:
            raise UsageError(f"no relation {name!r}; known: {', '.join(sorted(ontology.relations))}")
    for name in options.get("kind") or ():
        if name not in ontology.kinds:
            raise UsageError(f"no kind {name!r}; known: {', '.join(ontology.kinds)}")
    read = path_options(**options)
    avoided = set()
    for word in avoid or ():
        found = find_entity(ledger, word)
        if found is None:
            raise UsageError(f"--avoid {word!r}: nothing in the ledger is called so")
        avoided.add(found.id)
    edge_filter = EdgeFilter(
        relations=read.relations, avoid_relations=read.avoid_relations, kinds=read.kinds,
        modalities=read.modalities if options.get("modality") else frozenset(Modality),
        avoid_entities=frozenset(avoided), since=read.since, until=read.until, min_support=read.min_support,
        min_confidence=read.min_confidence, min_amount=read.min_amount, hostile=read.hostile,
    )  # fmt: skip
    return None if edge_filter == EdgeFilter(modalities=frozenset(Modality)) else edge_filter


def choose_part(
    ledger: Ledger, edge_filter: EdgeFilter | None, from_: str | None, entities: list[str] | None, hops: int
) -> Selection:
    """Return the part of the graph that ``--from`` or ``--entity`` names, all of it where neither does."""
    from techpol.cli.ledgers import entity_or_suggestions
    from techpol.graph.export import Selection, around
    from techpol.schema.errors import UsageError

    if from_ is not None and entities:
        raise UsageError("--from and --entity each name a part of the graph; give one of them")
    if entities:
        ids = [entity_or_suggestions(ledger, word).id for word in entities]
        return around(ledger, ids, hops, edge_filter)
    if from_ is not None:
        return _of_words(ledger, edge_filter, from_)
    return Selection(ledger, edge_filter)


def _of_words(ledger: Ledger, edge_filter: EdgeFilter | None, words: str) -> Selection:
    from techpol.cli.console import note
    from techpol.graph.export import of_answer, of_ids

    if words == "-" or (words.endswith(".json") and Path(words).is_file()):
        selection = of_ids(ledger, _read_json(words), edge_filter)
        if not selection.entities and not selection.edges:
            note("nothing in the JSON is an entity or edge of this ledger")
            raise typer.Exit(3)
        return selection
    from techpol import queries

    answer = queries.ask(ledger, words)
    if not answer.ok:
        for line in answer.notes or (f"nothing found for {words!r}",):
            note(line)
        raise typer.Exit(3)
    return of_answer(ledger, answer, edge_filter)


def _read_json(words: str) -> Any:
    """Return the JSON of a file or of standard input: one value, or one a line."""
    from techpol.schema.errors import UsageError

    where = "standard input" if words == "-" else words
    raw = sys.stdin.buffer.read(_MAX_ANSWER + 1) if words == "-" else Path(words).read_bytes()
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


__all__ = ["choose_part", "export", "make_filter"]
