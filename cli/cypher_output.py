"""How ``techpol cypher`` writes rows: a table, JSON, CSV, Parquet, or the graph that the rows show."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from techpol.graph.neo4j.reader import Rows

ROW_FORMATS = ("table", "json", "csv", "parquet")


def check_format(form: str, output: Path) -> None:
    """Raise UsageError for an unknown format, or one that a terminal cannot show, before a query is run."""
    from techpol.graph.export import get_format, refuse_ledger
    from techpol.schema.errors import UsageError

    refuse_ledger(output)
    if form == "parquet":
        if str(output) == "-":
            raise UsageError("parquet is no text; name a file: --format parquet -o FILE")
        try:
            import pyarrow  # noqa: F401
        except ImportError as exc:
            raise UsageError("parquet needs pyarrow: pip install 'techpol[parquet]'") from exc
    elif form not in ROW_FORMATS:
        try:
            get_format(form)
        except UsageError as exc:
            raise UsageError(f"{exc}, and {', '.join(ROW_FORMATS)}") from exc


def write_rows(found: Rows, form: str, output: Path, ledger_path: Path | None) -> None:
    """Write rows in a format to a file or standard output, and say where rows were left out."""
    from techpol.cli.console import note

    if found.truncated:
        note(f"only the first {len(found.rows)} rows; --rows reads more")
    if form not in ROW_FORMATS:
        _write_graph(found, form, output, ledger_path)
    elif form == "parquet":
        _write_parquet(found, output)
    elif form == "table" and str(output) == "-":
        from techpol.cli.console import print_table

        print_table(found.columns, [[cell_text(cell) for cell in row] for row in found.rows])
    else:
        text = _json_text(found) if form == "json" else _csv_text(found) if form == "csv" else _plain_text(found)
        if str(output) == "-":
            sys.stdout.write(text)
        else:
            output.write_text(text, "utf-8", newline="")


def cell_text(value: Any) -> str:
    """Return a value as a person reads it in a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return f"{int(value):,}"
    if isinstance(value, list):
        return "; ".join(cell_text(item) for item in value)
    if isinstance(value, dict):
        return str(value.get("name") or value.get("caption") or _dump(value))
    return str(value)


def _dump(value: Any) -> str:
    from techpol.graph.neo4j.reader import json_value

    return json.dumps(json_value(value), ensure_ascii=False)


def _json_text(found: Rows) -> str:
    from techpol.graph.neo4j.reader import json_value

    rows = [dict(zip(found.columns, json_value(list(row)), strict=True)) for row in found.rows]
    data = {"columns": list(found.columns), "rows": rows, "truncated": found.truncated}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _csv_cell(value: Any) -> Any:
    from techpol.graph.export.text import csv_cell

    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | dict):
        value = _dump(value)
    if value is None or isinstance(value, int | float):
        return value
    return csv_cell(str(value))


def _csv_text(found: Rows) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(found.columns)
    writer.writerows([_csv_cell(cell) for cell in row] for row in found.rows)
    return stream.getvalue()


def _plain_text(found: Rows) -> str:
    from techpol.cli.console import printable

    lines = [found.columns, *([printable(cell_text(cell)) for cell in row] for row in found.rows)]
    return "".join("\t".join(line) + "\n" for line in lines)


def _write_parquet(found: Rows, output: Path) -> None:
    import pyarrow
    import pyarrow.parquet

    columns = {}
    for place, name in enumerate(found.columns):
        values = [row[place] for row in found.rows]
        # A column must have one type; maps and mixed values go in as JSON text.
        try:
            columns[name] = pyarrow.array([None if isinstance(v, dict) else v for v in values])
            if any(isinstance(value, dict) for value in values):
                raise pyarrow.ArrowInvalid("maps")
        except (pyarrow.ArrowInvalid, pyarrow.ArrowTypeError):
            columns[name] = pyarrow.array([None if value is None else _dump(value) for value in values])
    pyarrow.parquet.write_table(pyarrow.table(columns), output)


def _write_graph(found: Rows, form: str, output: Path, ledger_path: Path | None) -> None:
    """Write the entities and edges that stand in the rows, as the ledger knows them."""
    from techpol.cli.ledgers import open_ledger
    from techpol.graph.export import Selection, export_graph
    from techpol.schema.errors import UsageError

    if len(found.entities) == 0 and len(found.edges) == 0:
        raise UsageError(f"{form} needs nodes, relationships or paths in the rows: RETURN n, r or p")
    if ledger_path is None:
        raise UsageError(f"{form} needs a ledger: --db FILE")
    with open_ledger(ledger_path) as ledger:
        edges = frozenset(found.edges) if len(found.edges) > 0 else None
        part = Selection(ledger, entities=frozenset(found.entities), edges=edges)
        export_graph(part, form, output)
