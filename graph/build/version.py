"""Which rules and which ontology a graph was computed by: another version's is computed anew."""

from __future__ import annotations

from techpol.graph.migrations import LedgerConnection
from techpol.schema.ontology import load_ontology

# Raised whenever the same claims may make another graph: the next build of a ledger then computes it all anew.
VERSION = "4"


def build_version() -> str:
    """Return what a graph that is built now is marked with."""
    return f"{VERSION}, ontology {load_ontology().version}"


def built_by_this_version(connection: LedgerConnection) -> bool:
    """Say whether the graph was computed by these rules and this ontology; one that was never built, was."""
    row = connection.execute("SELECT value FROM state WHERE key = 'build_version'").fetchone()
    return row is None or row[0] == build_version()
