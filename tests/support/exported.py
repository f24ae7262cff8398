"""Exports written to a folder and read again by programs that are not ours, as a digest of what they read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from memory_view import MemoryView

from techpol.graph.export import Selection, export_graph, get_format
from techpol.graph.export.shape import content_digest, edge_of_row, entity_of_row
from techpol.schema.model import Edge, Entity

Replace = Callable[[str], str]


def content(view: MemoryView, replace: Replace = str) -> str:
    """The digest of a graph, its texts as a format's documented replacement has them."""

    def texts(value: dict[str, Any]) -> dict[str, Any]:
        # Lists and maps are JSON in the text formats, and JSON keeps every character.
        found = {name: replace(item) if isinstance(item, str) else item for name, item in value.items()}
        return found | ({"qualifiers": texts(value["qualifiers"])} if "qualifiers" in value else {})

    entities = (Entity.from_dict(texts(entity.to_dict())) for entity in view.iter_entities())
    edges = (Edge.from_dict(texts(edge.to_dict())) for edge in view.iter_edges())
    return content_digest(entities, edges)


def digest_of_rows(nodes: list[Mapping[str, Any]], edges: list[Mapping[str, Any]]) -> str:
    return content_digest(map(entity_of_row, nodes), map(edge_of_row, edges))


def written(view: MemoryView, form: str, folder: Path) -> Path:
    path = folder / (f"graph{get_format(form).suffix}" if not get_format(form).directory else form)
    export_graph(Selection(view), form, path)
    return path


def read_graphml_by_networkx(path: Path) -> str:
    """Return the digest of what networkx reads in a GraphML file."""
    import networkx as nx

    graph = nx.read_graphml(path, force_multigraph=True)
    nodes = [{"id": name, **values} for name, values in graph.nodes(data=True)]
    edges = [
        {"id": key, "subject": a, "object": b, **{k: v for k, v in values.items() if k != "id"}}
        for a, b, key, values in graph.edges(keys=True, data=True)
    ]
    return digest_of_rows(nodes, edges)


def read_gexf_by_networkx(path: Path) -> str:
    """Return the digest of what networkx reads in a GEXF file."""
    import networkx as nx

    # networkx knows GEXF up to 1.2; what it reads has not changed in 1.3 but for the name.
    older = path.with_name("older.gexf")
    older.write_text(path.read_text("utf-8").replace("http://gexf.net/1.3", "http://www.gexf.net/1.2draft"), "utf-8")
    graph = nx.read_gexf(older)

    def row(values: Mapping[str, Any]) -> dict[str, Any]:
        rename = {"start_text": "start", "end_text": "end", "label": "name"}
        kept = {key: value for key, value in values.items() if key not in ("start", "end", "viz")}
        return {rename.get(key, key): value for key, value in kept.items()}

    nodes = [{"id": name, **row(values)} for name, values in graph.nodes(data=True)]
    edges = [
        {**row(values), "id": key, "subject": a, "object": b}
        for a, b, key, values in graph.edges(keys=True, data=True)
    ]
    return digest_of_rows(nodes, edges)


def read_parquet(folder: Path) -> str:
    """Return the digest of what pyarrow reads in a folder of Parquet tables."""
    import pyarrow.parquet as pq

    nodes, edges = (pq.read_table(folder / f"{name}.parquet").to_pylist() for name in ("nodes", "edges"))
    return digest_of_rows(nodes, edges)
