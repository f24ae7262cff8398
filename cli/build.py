"""``techpol build``: the graph brought up to date with the claims, or computed anew from all of them."""

from __future__ import annotations

from typing import Annotated

import typer

from techpol.cli.options import DEFAULT_LEDGER, AsJson, LedgerPath


def build(
    full: Annotated[
        bool, typer.Option("--full", help="Compute everything anew, who is who included, not only what changed.")
    ] = False,
    db: LedgerPath = DEFAULT_LEDGER,
    as_json: AsJson = False,
) -> None:
    """Bring entities and edges up to date with what was loaded and judged; every load does it by itself.

    Example: techpol build --full
    """
    from techpol.cli.changes import build_dict, print_build
    from techpol.cli.console import print_json
    from techpol.cli.ledgers import open_ledger
    from techpol.graph.anew import build_anew

    with open_ledger(db, write=True) as ledger:
        report = build_anew(ledger) if full else ledger.build()
    if as_json:
        print_json(build_dict(report))
    else:
        print_build(report)
