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
    Format("gexf", "gexf:write_gexf", "for Gephi, with the days on which an edge holds", ".gexf"),
    Format("cytoscape", "cytoscape:write_cytoscape", "Cytoscape's JSON", ".cyjs"),
    Format("node-link", "nodelink:write_node_link", "networkx's and d3's JSON", ".json"),
    Format("turtle", "triples:write_turtle", "RDF", ".ttl"),
    Format("trig", "triples:write_trig", "RDF, a named graph a source", ".trig"),
    Format("nquads", "triples:write_nquads", "RDF, a statement a line", ".nq"),
    Format("json-ld", "triples:write_json_ld", "RDF as JSON", ".jsonld"),
    Format("owl", "vocabulary:write_owl", "the ontology alone, as OWL in Turtle", ".ttl"),
    Format("shacl", "vocabulary:write_shacl", "the shapes that data is held against, as SHACL in Turtle", ".ttl"),
    Format("cypher", "cypher:write_cypher", "a script for Neo4j", ".cypher"),
    Format("ftm", "ftm:write_ftm", "FollowTheMoney entities", ".ftm.json"),
    Format("neo4j-import", "neo4j_import:write_neo4j_import", "CSV files and the neo4j-admin command", "", True),
    Format("html", "html:write_html", "a page to look at, search and find paths in", ".html"),
    Format("markdown", "markdown:write_markdown", "every tie a sentence with its quotes, to read", ".md"),
    Format("svg", "svg:write_svg", "a drawing of a few ties", ".svg"),
    Format("mermaid", "mermaid:write_mermaid", "a small picture for Markdown pages", ".mmd"),
    Format("dot", "dot:write_dot", "for Graphviz", ".dot"),
)


def get_format(name: str) -> Format:
    """Return a format by its name; raises UsageError with the known ones."""
    for item in FORMATS:
        if item.name == name:
            return item
    raise UsageError(f"no format {name!r}; known: {', '.join(item.name for item in FORMATS)}")
