"""The graph as CSV files for ``neo4j-admin database import``, with the command beside them (``import.sh``)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from techpol.graph.export.counts import Counts
from techpol.graph.export.selection import Selection
from techpol.graph.neo4j.bulk import write_import_set
from techpol.graph.view import EdgeFilter
from techpol.schema.model import Edge, Entity


class _Part:
    """The selected part as the mapper reads a graph; claims and sources come from the whole."""

    def __init__(self, selection: Selection) -> None:
        self.selection = selection
        self.iter_claims = selection.view.iter_claims
        self.get_source = selection.view.get_source
        self.get_edge = selection.view.get_edge
        self.get_entity = selection.view.get_entity
        self.find_entities = selection.view.find_entities
        self.neighbours = selection.view.neighbours
        self.degrees = selection.view.degrees
        self.get_referent = selection.view.get_referent

    def iter_entities(self, type_name: str | None = None) -> Iterator[Entity]:
        return self.selection.iter_entities()

    def iter_edges(self, edge_filter: EdgeFilter | None = None) -> Iterator[Edge]:
        return self.selection.iter_edges()


def write_neo4j_import(selection: Selection, directory: Path) -> Counts:
    """Write the files, the constraints and the command into a directory."""
    written = write_import_set(_Part(selection), directory)
    counts = Counts()
    counts.written["nodes"] = written.nodes
    counts.written["relationships"] = written.relationships
    return counts
