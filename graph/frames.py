"""The graph as pandas tables, through Arrow: the columns of ``export csv``.

Null is null, numbers are numbers and lists of ids lists; other lists and maps are JSON.

>>> tables = to_pandas(ledger)  # doctest: +SKIP
>>> tables.edges.groupby("relation").size()  # doctest: +SKIP
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from techpol.graph.export.selection import Selection
from techpol.graph.export.tables import all_rows, arrow_schema, arrow_table
from techpol.graph.view import EdgeFilter, GraphView
from techpol.schema.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Frames:
    """Two tables: ``nodes`` by entity, ``edges`` by edge; ``edges.subject`` and ``.object`` are ids of nodes."""

    nodes: pd.DataFrame
    edges: pd.DataFrame


def to_arrow(view: GraphView, edge_filter: EdgeFilter | None = None) -> tuple[pa.Table, pa.Table]:
    """Return the graph as two Arrow tables, nodes and edges. Raises UsageError where pyarrow is not installed."""
    try:
        import pyarrow as pa
    except ImportError as exc:
        raise UsageError("tables need pyarrow: pip install 'techpol[parquet]'") from exc
    tables = []
    for name, pieces in all_rows(Selection(view, edge_filter)).items():
        batches = [arrow_table(name, rows) for rows in pieces]
        tables.append(pa.concat_tables(batches) if len(batches) > 0 else arrow_schema(name).empty_table())
    return tables[0], tables[1]


def to_pandas(view: GraphView, edge_filter: EdgeFilter | None = None) -> Frames:
    """Return the graph as pandas tables. Amounts are Decimal: they add up to the cent.

    Raises UsageError where pandas or pyarrow is not installed.
    """
    nodes, edges = to_arrow(view, edge_filter)
    try:
        frames = Frames(nodes.to_pandas(), edges.to_pandas())
    except ImportError as exc:
        raise UsageError("tables need pandas: pip install 'techpol[parquet]' pandas") from exc
    amounts = [None if text is None else Decimal(text) for text in edges.column("amount").to_pylist()]
    import pandas as pd

    frames.edges["amount"] = pd.Series(amounts, dtype=object, index=frames.edges.index)
    return frames
