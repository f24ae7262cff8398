"""Loading what others have: the preview of a table, and the lines of another ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from techpol.schema.errors import SourceError
from techpol.schema.model import Reading

if TYPE_CHECKING:
    from techpol.cli.choice import Item
    from techpol.cli.pipeline import LoadReport
    from techpol.graph.intake import PutReport
    from techpol.graph.ledger import Ledger
    from techpol.graph.transfer import Conflict


def only_readings(items: Iterable[Item]) -> Iterator[Reading | SourceError]:
    """Yield what any loader gives, without what only a ledger's own lines hold."""
    return (item for item in items if isinstance(item, Reading | SourceError))


def print_preview(path: Path, mapping: Path | None, as_json: bool) -> None:
    """Print what the rows of a table would become. Raises UsageError where there is no mapping for it."""
    from techpol.cli.console import print_json, print_line, print_table
    from techpol.loaders.table import preview, sidecar
    from techpol.schema.errors import UsageError

    if mapping is None and not sidecar(path).is_file():
        raise UsageError(f"{path}: a preview needs --mapping FILE, or {sidecar(path).name} beside the table")
    found = preview(path, mapping)
    if as_json:
        print_json({"file": str(path), **found.to_dict()})
        return
    print_line(f"{path}: {found.rows:,} rows, {found.loaded:,} of them make {found.claims:,} claims")
    outcomes = [(relation, count, "") for relation, count in found.relations.most_common()]
    outcomes += [("nothing", count, reason) for reason, count in found.rejected.most_common()]
    print_table(("becomes", "count", "because"), outcomes)
    print_table(
        ("row", "becomes"),
        ((row.number, "; ".join(row.claims) or f"nothing: {row.reason}, {row.detail}") for row in found.examples),
        title="Some rows",
    )


def take_stored(
    items: Iterable[Item], ledger: Ledger, report: LoadReport, watch: Callable[[PutReport | SourceError], None]
) -> None:
    """Take what another ledger holds into this one; a file that breaks off is reported, what came before stays."""
    from techpol.graph.transfer import TransferReport, take_in

    found = TransferReport()
    try:
        take_in(ledger, (item for item in items if not isinstance(item, Reading | SourceError)), report=found)
    except SourceError as exc:
        report.fail(exc)
        watch(exc)
    for put in found.put:
        report.add(put)
        watch(put)
    report.uncounted.clear()
    report.sources["unchanged"] += found.unchanged
    report.conflicts += [conflict_text(conflict) for conflict in found.conflicts]


def conflict_text(conflict: Conflict) -> str:
    """Return a conflict in words."""
    return f"{conflict.what} {conflict.target}: here {conflict.here}; there {conflict.there}"
