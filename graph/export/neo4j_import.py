"""Files for ``neo4j-admin database import``: the fastest way of a large graph into an empty Neo4j."""

from __future__ import annotations

from pathlib import Path

from techpol.graph.export.counts import Counts
from techpol.graph.export.selected import SelectedView
from techpol.graph.export.selection import Selection
from techpol.graph.neo4j.bulk import write_import_set


def write_neo4j_import(selection: Selection, directory: Path) -> Counts:
    """Write nodes.csv, relationships.csv, schema.cypher and import.sh, which says the command, into a directory."""
    written = write_import_set(
        SelectedView(selection), directory, with_claims=selection.with_claims, processes=selection.processes
    )
    counts = Counts()
    counts.written.update({"entities": written.nodes, "edges": written.relationships})
    return counts
