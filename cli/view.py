"""``techpol view``: a page to look at the graph, or a part of it, opened in the browser."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from techpol.cli.filters import Filters, spread
from techpol.cli.options import DEFAULT_LEDGER, LedgerPath
from techpol.cli.part import Part, choose_part, make_filter


@spread("hostile")
def view(
    filters: Filters,
    part: Part,
    target: Annotated[
        Path | None, typer.Argument(metavar="[OUT]", help="The file to write; techpol.html where not given.")
    ] = None,
    open_it: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in the browser.")] = True,
    language: Annotated[str, typer.Option("--language", help="The page's first language: en or ar.")] = "en",
    db: LedgerPath = DEFAULT_LEDGER,
) -> None:
    """Write one page that shows the graph, works without a network, and open it.

    Search, filters, path finding, and the quotes behind each tie. Example: techpol view --entity OpenAI --hops 2
    """
    import sys
    import webbrowser

    from techpol.cli.console import note, print_line
    from techpol.cli.ledgers import open_ledger
    from techpol.graph.export import Counts, write_file
    from techpol.graph.view_page import render_page
    from techpol.queries.messages import known_language

    known_language(language)
    path = target if target is not None else Path("techpol.html")
    with open_ledger(db) as ledger:
        selection = choose_part(ledger, make_filter(ledger, replace(filters, hostile=True)), part, db)
        page, entities, edges = render_page(selection, title="techpol", language=language)
    counts = Counts()
    counts.written.update({"entities": entities, "edges": edges})
    if str(path) == "-":
        sys.stdout.buffer.write(page.encode("utf-8"))
        return
    write_file(path, lambda stream: stream.write(page.encode("utf-8")))
    note(f"wrote {counts}")
    print_line(str(path))
    if open_it and sys.stdout.isatty():
        webbrowser.open(path.resolve().as_uri())
