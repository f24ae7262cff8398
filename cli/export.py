"""``techpol export``: the graph, a part of it, or an answer, in a file that other programs read."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from techpol.cli.filters import Filters, spread
from techpol.cli.options import DEFAULT_LEDGER, AsJson, LedgerPath
from techpol.cli.part import PART_PANEL, Part, choose_part, make_filter


def _complete_format(incomplete: str) -> list[tuple[str, str]]:
    from techpol.graph.export.formats import FORMATS

    return [(item.name, item.about) for item in FORMATS if item.name.startswith(incomplete)]


@spread("hostile")
def export(
    filters: Filters,
    part: Part,
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
    no_hostile: Annotated[
        bool, typer.Option("--no-hostile", help="Leave out suits, attacks and rivalry.", rich_help_panel=PART_PANEL)
    ] = False,
    claims: Annotated[
        bool, typer.Option("--claims", help="neo4j-import: claims and sources as nodes of their own, too.")
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
    if claims and form != "neo4j-import":
        raise UsageError(f"--claims goes with neo4j-import alone, not with {form}: leave it out")
    with open_ledger(db) as ledger:
        edge_filter = make_filter(ledger, replace(filters, hostile=not no_hostile))
        selection = choose_part(ledger, edge_filter, part, db)
        selection.with_claims = claims
        selection.processes = min(4, os.cpu_count() or 1)
        with progress("writing") as bar:
            selection.watch = bar.advance
            counts = export_graph(selection, form, target)
    if as_json and str(target) != "-":
        print_json({"format": form, "file": str(target), **counts.to_dict()})
    else:
        note(f"wrote {counts}")
