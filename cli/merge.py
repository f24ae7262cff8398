"""``techpol merge``: another ledger's sources, claims and judgements into this one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from techpol.cli.options import DEFAULT_LEDGER, AsJson, LedgerPath

if TYPE_CHECKING:
    from techpol.graph.ledger import Ledger


def merge(
    other: Annotated[Path, typer.Argument(help="The other ledger's file; it is only read.", dir_okay=False)],
    db: LedgerPath = DEFAULT_LEDGER,
    as_json: AsJson = False,
) -> None:
    """Join another ledger into this one; nothing is doubled, and conflicts of judgement are listed, not guessed.

    Example: techpol merge colleague.db
    """
    from techpol.cli.console import print_json, print_line
    from techpol.cli.ledgers import open_ledger
    from techpol.cli.load import print_report, report_dict
    from techpol.cli.pipeline import LoadReport
    from techpol.cli.tables import take_stored
    from techpol.graph.transfer import iter_stored
    from techpol.schema.errors import UsageError

    if other.resolve() == db.resolve():
        raise UsageError(f"{other} is this very ledger; name another one")
    report = LoadReport()
    with _open_other(other) as theirs, open_ledger(db, write=True, create=True) as mine:
        take_stored(iter_stored(theirs), mine, report, lambda _: None)
        report.build = mine.build()
    if as_json:
        print_json(report_dict(report))
        return
    print_report(report, as_json=False)
    if len(report.conflicts) > 0:
        print_line(f"{len(report.conflicts):,} conflicts: this ledger's own word stays")


def _open_other(path: Path) -> Ledger:
    """Open the ledger that is merged in. Raises LedgerError that speaks of the argument, not of ``--db``."""
    from techpol.graph.ledger import Ledger
    from techpol.schema.errors import LedgerError

    try:
        return Ledger.open(path, create=False, read_only=True)
    except LedgerError as exc:
        raise type(exc)(f"OTHER: {str(exc).replace('with --db', 'as OTHER')}") from exc
