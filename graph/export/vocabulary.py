"""The vocabulary of the RDF formats: the OWL ontology and the SHACL shapes, whatever is selected."""

from __future__ import annotations

from typing import BinaryIO

from techpol.graph.export.counts import Counts
from techpol.graph.export.selection import Selection


def write_owl(_selection: Selection, stream: BinaryIO) -> Counts:
    """Write the ontology as Turtle."""
    from techpol.schema.vocabulary import ontology_graph

    return _write(ontology_graph(), stream)


def write_shacl(_selection: Selection, stream: BinaryIO) -> Counts:
    """Write the shapes as Turtle."""
    from techpol.schema.vocabulary import shapes

    return _write(shapes(), stream)


def _write(graph: object, stream: BinaryIO) -> Counts:
    from rdflib import Graph

    assert isinstance(graph, Graph)
    stream.write(graph.serialize(format="turtle").encode("utf-8"))
    counts = Counts()
    counts.written["statements"] = len(graph)
    return counts
