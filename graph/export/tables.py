"""The graph as tables: nodes, edges, claims and sources, a file each, in CSV or Parquet.

CSV: UTF-8, a header, CRLF, quotation marks as RFC 4180 has them; an empty cell is "not said"; lists and maps are
JSON; a cell that a spreadsheet would run has a mark (') before it, which stands for nothing else. Parquet: null is
null, lists of texts are lists, everything else is as in CSV.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from techpol.graph.export.counts import Counts
from techpol.graph.export.selection import Selection, chunks
from techpol.graph.export.shape import (
    CLAIM_COLUMNS,
    EDGE_COLUMNS,
    ENTITY_COLUMNS,
    SOURCE_COLUMNS,
    STRUCTURED,
    TYPES,
    Row,
    as_text,
    claim_row,
    edge_row,
    entity_row,
    source_row,
)
from techpol.graph.export.text import clean, csv_cell

if TYPE_CHECKING:
    import pyarrow as pa

TABLES: dict[str, tuple[str, ...]] = {
    "nodes": ENTITY_COLUMNS, "edges": EDGE_COLUMNS, "claims": CLAIM_COLUMNS, "sources": SOURCE_COLUMNS,
}  # fmt: skip
# Structured columns that are plain lists of texts, which Parquet holds as such.
TEXT_LISTS = frozenset({"total_of", "contradicts", "claims", "sources", "source_urls"})
_ROWS = 10_000
_Write = Callable[[str, Row], None]


def _pass_rows(selection: Selection, write: _Write) -> Counts:
    """Give every row of every table to ``write``; a claim or source that many edges share goes once."""
    counts = Counts()

    def put(table: str, row: Row) -> None:
        counts.written[table] += 1
        write(table, row)

    for table in TABLES:
        counts.written[table] = 0
    for entity in selection.iter_entities():
        put("nodes", entity_row(entity))
    seen: set[str] = set()
    for supported in selection.iter_supported():
        put("edges", edge_row(supported))
        for claim_id, claim in zip(supported.claim_ids, supported.claims, strict=True):
            if claim_id not in seen:
                seen.add(claim_id)
                put("claims", claim_row(claim))
        for source in supported.sources:
            if source.id not in seen:
                seen.add(source.id)
                put("sources", source_row(source))
    return counts


def write_csv(selection: Selection, directory: Path) -> Counts:
    """Write nodes.csv, edges.csv, claims.csv and sources.csv into a directory, which is made where it is missing."""
    directory.mkdir(parents=True, exist_ok=True)
    files = {name: (directory / f"{name}.csv").open("w", encoding="utf-8", newline="") for name in TABLES}
    try:
        writers = {name: csv.writer(file, quoting=csv.QUOTE_MINIMAL) for name, file in files.items()}
        for name, columns in TABLES.items():
            writers[name].writerow(columns)

        def write(table: str, row: Row) -> None:
            writers[table].writerow(csv_row(table, row))

        return _pass_rows(selection, write)
    finally:
        for file in files.values():
            file.close()


def csv_row(table: str, row: Row) -> list[str]:
    """Return the cells of a row."""
    texts = (as_text(column, row[column]) for column in TABLES[table])
    return ["" if text is None else csv_cell(text) for text in texts]


def csv_text(table: str, rows: Iterator[Row]) -> str:
    """Return one table as CSV text, header first."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(TABLES[table])
    writer.writerows(csv_row(table, row) for row in rows)
    return stream.getvalue()


def write_parquet(selection: Selection, directory: Path) -> Counts:
    """Write nodes.parquet, edges.parquet, claims.parquet and sources.parquet into a directory.

    Raises UsageError where pyarrow is not installed.
    """
    from techpol.schema.errors import UsageError

    try:
        import pyarrow.parquet as pq
    except ImportError as exc:
        raise UsageError("Parquet needs pyarrow: pip install 'techpol[parquet]'") from exc
    directory.mkdir(parents=True, exist_ok=True)
    waiting: dict[str, list[Row]] = {name: [] for name in TABLES}
    writers = {
        name: pq.ParquetWriter(directory / f"{name}.parquet", arrow_schema(name), compression="zstd")
        for name in TABLES
    }
    try:

        def flush(table: str) -> None:
            if len(waiting[table]) > 0:
                writers[table].write_table(arrow_table(table, waiting[table]))
                waiting[table].clear()

        def write(table: str, row: Row) -> None:
            waiting[table].append(row)
            if len(waiting[table]) >= _ROWS:
                flush(table)

        counts = _pass_rows(selection, write)
        for table in TABLES:
            flush(table)
    finally:
        for writer in writers.values():
            writer.close()
    return counts


def arrow_schema(table: str) -> pa.Schema:
    """Return the Arrow schema of a table."""
    import pyarrow as pa

    plain = {int: pa.int64(), float: pa.float64(), bool: pa.bool_()}

    def kind(column: str) -> pa.DataType:
        if column in TEXT_LISTS:
            return pa.list_(pa.string())
        return plain.get(TYPES.get(column, str), pa.string())

    return pa.schema([pa.field(column, kind(column)) for column in TABLES[table]])


def arrow_table(table: str, rows: list[Row]) -> pa.Table:
    """Return rows as an Arrow table: null is "not said", lists of texts are lists, other lists and maps JSON."""
    import pyarrow as pa

    columns = {column: [arrow_value(column, row[column]) for row in rows] for column in TABLES[table]}
    return pa.table(columns, schema=arrow_schema(table))


def arrow_value(column: str, value: Any) -> Any:
    """Return a value as Arrow holds it."""
    if column in TEXT_LISTS:
        return [clean(text) for text in value or ()]
    if column in STRUCTURED:
        text = as_text(column, value)
        return None if text is None else clean(text)
    return clean(value) if isinstance(value, str) else value


def all_rows(selection: Selection) -> dict[str, Iterator[list[Row]]]:
    """Return the rows of nodes and of edges in pieces, each stream to be gone through on its own."""
    return {
        "nodes": chunks(map(entity_row, selection.iter_entities()), _ROWS),
        "edges": chunks(map(edge_row, selection.iter_supported()), _ROWS),
    }


__all__ = [
    "STRUCTURED", "TABLES", "TEXT_LISTS", "all_rows", "arrow_schema", "arrow_table", "csv_row", "csv_text",
    "write_csv", "write_parquet",
]  # fmt: skip
