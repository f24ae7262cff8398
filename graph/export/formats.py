"""The formats that a graph can be written in: one list, one writer a file.

A new format is a module with a function ``write_NAME(selection, stream)`` (or ``(selection, directory)``) that
returns ``Counts``, a line here, a line in the table of ``docs/export.md``, and a test that opens it elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any

from techpol.graph.export.counts import Counts
from techpol.graph.export.selection import Selection
from techpol.schema.errors import UsageError


@dataclass(frozen=True, slots=True)
class Format:
    """A format. ``writer`` is ``module:function``, imported when it runs; ``directory``: it writes several files.

    ``suffix`` is what a file of it is usually called.
    """

    name: str
    writer: str
    about: str
    suffix: str = ""
    directory: bool = False

    def write(self, selection: Selection, target: Any) -> Counts:
        """Write a selection to a binary stream, or to a directory (Path) where the format has several files.

        Raises UsageError where the format cannot hold the selection.
        """
        module, _, function = self.writer.partition(":")
        counts = getattr(import_module(f"techpol.graph.export.{module}"), function)(selection, target)
        assert isinstance(counts, Counts)
        return counts


FORMATS: tuple[Format, ...] = (
    Format("jsonl", "jsonl:write_jsonl", "the ledger, whole; techpol load reads it back", ".jsonl"),
    Format("graphml", "graphml:write_graphml", "for networkx, igraph, Gephi, yEd", ".graphml"),
    Format("csv", "tables:write_csv", "nodes, edges, claims and sources for spreadsheets", "", True),
    Format("parquet", "tables:write_parquet", "the same tables for pandas, DuckDB, R", "", True),
    Format("ftm", "ftm:write_ftm", "FollowTheMoney entities", ".ftm.json"),
    Format("mermaid", "mermaid:write_mermaid", "a small picture for Markdown pages", ".mmd"),
    Format("dot", "dot:write_dot", "for Graphviz", ".dot"),
)


def get_format(name: str) -> Format:
    """Return a format by its name; raises UsageError with the known ones."""
    for item in FORMATS:
        if item.name == name:
            return item
    raise UsageError(f"no format {name!r}; known: {', '.join(item.name for item in FORMATS)}")
