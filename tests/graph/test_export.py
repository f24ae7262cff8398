"""Every format is opened by a program that is not ours, and what it reads is what the graph says."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from exported import content, digest_of_rows, read_gexf_by_networkx, read_graphml_by_networkx, read_parquet, written
from hostile import HOSTILE, any_text, hostile_view
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from memory_view import MemoryView

from techpol.graph.export import FORMATS, Selection, around, export_graph, of_ids
from techpol.graph.export.shape import content_digest, edge_of_row, entity_of_row
from techpol.graph.export.text import clean, csv_cell, csv_value, xml_clean
from techpol.graph.view import EdgeFilter
from techpol.schema.errors import UsageError
from techpol.schema.model import Edge, Modality


@pytest.fixture
def view() -> MemoryView:
    return hostile_view()


# ---- one test a format -------------------------------------------------------------------------------------------


def test_graphml_by_networkx(view: MemoryView, tmp_path: Path) -> None:
    assert content(view, xml_clean) == read_graphml_by_networkx(written(view, "graphml", tmp_path))


def test_graphml_by_igraph(view: MemoryView, tmp_path: Path) -> None:
    igraph = pytest.importorskip("igraph")
    graph = igraph.Graph.Read_GraphML(str(written(view, "graphml", tmp_path)))

    # igraph counts parallel edges; its numbers are floating point and its empty texts mean "not said".
    assert (len(view.entities), len(view.edges)) == (graph.vcount(), graph.ecount())
    assert sorted(xml_clean(entity.name) for entity in view.entities.values()) == sorted(graph.vs["name"])
    assert sorted(view.edges) == sorted(graph.es["edge_id"])
    assert graph.is_directed() and graph.has_multiple()
    assert sorted(str(edge.modality) for edge in view.edges.values()) == sorted(graph.es["modality"])


def test_gexf_by_networkx(view: MemoryView, tmp_path: Path) -> None:
    assert content(view, xml_clean) == read_gexf_by_networkx(written(view, "gexf", tmp_path))


def test_gexf_is_dynamic_and_of_its_schema(tmp_path: Path) -> None:
    view = MemoryView()
    a, b = view.entity("A"), view.entity("B", "Committee")
    view.edge(a, "DONATED_TO", b, start="2023-06")
    view.edge(a, "LEADS", b, start="2020")
    view.edge(a, "LEADS", b)
    root = ET.parse(written(view, "gexf", tmp_path)).getroot()
    space = {"g": "http://gexf.net/1.3"}

    days = [(edge.get("start"), edge.get("end")) for edge in root.iterfind(".//g:edge", space)]
    assert [("2023-06-01", "2023-06-30"), ("2020-01-01", None), (None, None)] == days
    graph = root.find("g:graph", space)
    assert graph is not None
    assert ("dynamic", "date", "1.3") == (graph.get("mode"), graph.get("timeformat"), root.get("version"))
    declared = {item.get("id") for item in root.iterfind(".//g:attributes[@class='edge']/g:attribute", space)}
    used = {item.get("for") for item in root.iterfind(".//g:edge/g:attvalues/g:attvalue", space)}
    assert used <= declared


GEXF_SCHEMA = Path(__file__).parent.parent / "support" / "gexf13.rng"


def faults_in_gexf(document: Any) -> list[str]:
    """What is against the structure of GEXF 1.3, or against what the document itself declares."""
    from lxml import etree

    schema = etree.RelaxNG(etree.parse(str(GEXF_SCHEMA)))
    if not schema.validate(document):
        return [str(error) for error in schema.error_log]
    space = {"g": "http://gexf.net/1.3"}
    faults = []
    nodes = document.xpath("//g:node/@id", namespaces=space)
    faults += [f"node {name} twice" for name in nodes if nodes.count(name) > 1] if len(nodes) < 1000 else []
    for end in ("source", "target"):
        ends = document.xpath(f"//g:edge/@{end}", namespaces=space)
        faults += [f"no node {name}" for name in ends if name not in set(nodes)]
    read = {"long": int, "double": float, "boolean": {"true": True, "false": False}.__getitem__, "string": str}
    for kind in ("node", "edge"):
        declared = {
            item.get("id"): item.get("type")
            for item in document.xpath(f"//g:attributes[@class='{kind}']/g:attribute", namespaces=space)
        }
        for value in document.xpath(f"//g:{kind}/g:attvalues/g:attvalue", namespaces=space):
            try:
                read[declared[value.get("for")]](value.get("value"))
            except (KeyError, ValueError):
                faults.append(f"{kind}: {value.get('for')} = {value.get('value')!r}")
    return faults


def test_gexf_fits_the_published_structure(view: MemoryView, tmp_path: Path) -> None:
    from lxml import etree

    assert [] == faults_in_gexf(etree.parse(str(written(view, "gexf", tmp_path))))


@pytest.mark.parametrize(
    "breaking",
    [
        lambda root: root.set("version", "1.2"),
        lambda root: root.find(".//{*}node").attrib.pop("id"),
        lambda root: root.find(".//{*}edge").attrib.pop("source"),
        lambda root: root.find(".//{*}edge").set("source", "nobody"),
        lambda root: root.find(".//{*}edge").set("start", "June 2023"),
        lambda root: root.find(".//{*}edge").set("colour", "red"),
        lambda root: root.find(".//{*}edge").set("type", "both"),
        lambda root: root.find("{*}graph").append(root.find(".//{*}nodes")),
        lambda root: root.find(".//{*}attribute").set("type", "text"),
        lambda root: root.find(".//{*}attvalue").set("for", "shoe size"),
        lambda root: root.find(".//{*}color").set("r", "300"),
    ],
)
def test_the_structure_of_gexf_is_held(view: MemoryView, tmp_path: Path, breaking: Callable[[Any], Any]) -> None:
    from lxml import etree

    document = etree.parse(str(written(view, "gexf", tmp_path)))
    breaking(document.getroot())
    assert [] != faults_in_gexf(document)


def test_node_link_by_networkx(view: MemoryView, tmp_path: Path) -> None:
    import networkx as nx

    data = json.loads(written(view, "node-link", tmp_path).read_text("utf-8"))
    graph = nx.node_link_graph(data, edges="edges")

    assert isinstance(graph, nx.MultiDiGraph)
    nodes = [{"id": name, **values} for name, values in graph.nodes(data=True)]
    edges = [{**values, "subject": a, "object": b} for a, b, values in graph.edges(data=True)]
    assert content(view, clean) == digest_of_rows(nodes, edges)


def test_cytoscape_by_networkx(view: MemoryView, tmp_path: Path) -> None:
    import networkx as nx

    graph = nx.cytoscape_graph(json.loads(written(view, "cytoscape", tmp_path).read_text("utf-8")))

    nodes = [{**values, "id": name} for name, values in graph.nodes(data=True)]
    edges = [{**values, "subject": a, "object": b} for a, b, values in graph.edges(data=True)]
    assert content(view, clean) == digest_of_rows(nodes, edges)


def csv_replacement(text: str) -> str:
    return clean(text).replace("\x00", "\ufffd")


def read_csv_rows(path: Path, read: Callable[[Path], list[dict[str, Any]]]) -> list[dict[str, Any]]:
    return [{name: csv_value(cell) for name, cell in row.items()} for row in read(path)]


def by_the_standard_library(path: Path) -> list[dict[str, Any]]:
    csv.field_size_limit(10_000_000)
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def by_pandas(path: Path) -> list[dict[str, Any]]:
    pandas = pytest.importorskip("pandas")
    frame = pandas.read_csv(path, dtype=str, keep_default_na=False, lineterminator=None)
    return [dict(row) for row in frame.to_dict("records")]


@pytest.mark.parametrize("read", [by_the_standard_library, by_pandas])
def test_csv(view: MemoryView, tmp_path: Path, read: Callable[[Path], list[dict[str, Any]]]) -> None:
    folder = written(view, "csv", tmp_path)
    nodes, edges = (read_csv_rows(folder / f"{name}.csv", read) for name in ("nodes", "edges"))

    # JSON in a cell has its control characters escaped, so that the replacement does not reach them.
    got = [entity_of_row(row) for row in nodes]
    assert sorted(csv_replacement(e.name) for e in view.entities.values()) == sorted(e.name for e in got)
    assert content_digest([], view.iter_edges()) == content_digest(
        [], map(_plain_edge(view), map(edge_of_row, edges))
    )


def _plain_edge(view: MemoryView) -> Callable[[Edge], Edge]:
    """Return a function that undoes the documented replacement of NUL, after holding it against what was written."""

    def undo(edge: Edge) -> Edge:
        real = view.edges[edge.id]
        data = {k: csv_replacement(v) if isinstance(v, str) else v for k, v in real.to_dict().items()}
        data["qualifiers"] = {
            k: csv_replacement(v) if isinstance(v, str) else v for k, v in real.qualifiers.to_dict().items()
        }
        assert Edge.from_dict(data) == edge
        return real

    return undo


def test_csv_cells_are_never_run(view: MemoryView, tmp_path: Path) -> None:
    folder = written(view, "csv", tmp_path)
    cells = [
        cell
        for name in ("nodes", "edges", "claims", "sources")
        for row in by_the_standard_library(folder / f"{name}.csv")
        for cell in row.values()
    ]
    running = re.compile(r"[\s\x00-\x1f]*[=+\-@＝＋－＠]")
    assert [] == [cell for cell in cells if running.match(cell) and not re.fullmatch(r"-?\d+(\.\d+)?", cell)]


def test_csv_by_duckdb(view: MemoryView, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    folder = written(view, "csv", tmp_path)
    query = "SELECT count(*), count(DISTINCT id), sum(amount::DECIMAL(18, 2)) FROM read_csv(?, all_varchar = true)"
    assert (len(view.edges), len(view.edges)) == duckdb.execute(query, [str(folder / "edges.csv")]).fetchone()[:2]


def test_parquet_by_pandas_and_duckdb(view: MemoryView, tmp_path: Path) -> None:
    pandas, duckdb = pytest.importorskip("pandas"), pytest.importorskip("duckdb")
    folder = written(view, "parquet", tmp_path)

    assert content(view, clean) == read_parquet(folder)
    assert len(view.edges) == len(pandas.read_parquet(folder / "edges.parquet"))
    count = duckdb.execute("SELECT count(*) FROM read_parquet(?)", [str(folder / "claims.parquet")]).fetchone()
    assert (len(view.claims),) == count


def test_dot_by_graphviz(view: MemoryView, tmp_path: Path) -> None:
    if shutil.which("dot") is None:
        pytest.skip("Graphviz is not installed")
    path = written(view, "dot", tmp_path)
    ran = subprocess.run(["dot", "-Tdot_json", path], capture_output=True, check=True)
    data = json.loads(ran.stdout)

    assert b"" == ran.stderr
    assert (len(view.entities), len(view.edges)) == (len(data["objects"]), len(data["edges"]))
    assert sorted(view.edges) == sorted(edge["tp_id"] for edge in data["edges"])
    names = {item["name"]: item["label"] for item in data["objects"]}
    plain = next(e for e in view.entities.values() if e.name.startswith('Quote "'))
    assert plain.name == names[plain.id]


def mermaid_parser() -> Path | None:
    """Where mermaid's own parser is: a folder with node_modules, named by TECHPOL_NODE_MODULES or beside the tree."""
    import os

    places = [os.environ.get("TECHPOL_NODE_MODULES"), Path(__file__).parents[2] / "node_modules"]
    return next((Path(p) for p in places if p and (Path(p) / "mermaid").is_dir()), None)


def test_mermaid_by_its_own_parser(tmp_path: Path) -> None:
    modules = mermaid_parser()
    if modules is None or shutil.which("node") is None:
        pytest.skip("mermaid is not installed: npm install mermaid jsdom, and TECHPOL_NODE_MODULES=.../node_modules")
    release = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout
    if int(release.lstrip("v").split(".")[0]) < 20:
        pytest.skip(f"mermaid's parser needs Node.js 20, this is {release.strip()}")
    view = hostile_view(tuple(name for name in HOSTILE if len(name) < 1000))
    path = written(view, "mermaid", tmp_path)
    script = tmp_path / "parse.mjs"
    script.write_text(
        f"""
        import {{ readFileSync }} from "node:fs";
        import {{ createRequire }} from "node:module";
        const require = createRequire({json.dumps(str(modules) + "/")});
        const {{ JSDOM }} = require("jsdom");
        const dom = new JSDOM("");
        globalThis.window = dom.window; globalThis.document = dom.window.document;
        const mermaid = (await import({json.dumps((modules / "mermaid/dist/mermaid.core.mjs").as_uri())})).default;
        mermaid.initialize({{ startOnLoad: false }});
        const text = readFileSync({json.dumps(str(path))}, "utf8");
        await mermaid.parse(text);
        const diagram = await mermaid.mermaidAPI.getDiagramFromText(text);
        console.log(JSON.stringify([diagram.db.getVertices().size, diagram.db.getEdges().length]));
        """,
        "utf-8",
    )
    ran = subprocess.run(["node", script], capture_output=True, text=True)
    assert (0, [len(view.entities), len(view.edges)]) == (ran.returncode, json.loads(ran.stdout or "[]")), ran.stderr


def test_mermaid_says_when_it_is_too_much(tmp_path: Path) -> None:
    view = hostile_view(tuple(f"Name {n}" for n in range(300)))
    with pytest.raises(UsageError, match="at most 500 edges"):
        written(view, "mermaid", tmp_path)
    assert [] == list(tmp_path.iterdir())


def test_ftm_by_followthemoney(view: MemoryView, tmp_path: Path) -> None:
    model = pytest.importorskip("followthemoney").model
    path = written(view, "ftm", tmp_path)
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    proxies = [model.get_proxy(line) for line in lines]
    told = [edge for edge in view.edges.values() if edge.modality is not Modality.DENIED]

    assert len(view.entities) + len(told) == len(proxies)
    for line, proxy in zip(lines, proxies, strict=True):
        proxy.schema.validate(line)
    edges = {proxy.id: proxy for proxy in proxies if proxy.schema.edge}
    assert {edge.id for edge in told} == set(edges)
    for edge in told:
        source, target = edges[edge.id].schema.source_prop, edges[edge.id].schema.target_prop
        assert ([edge.subject], [edge.object]) == (edges[edge.id].get(source), edges[edge.id].get(target))
    ran = subprocess.run(
        [Path(sys.executable).with_name("ftm"), "validate", "-i", path], capture_output=True, text=True
    )
    assert (0, len(lines)) == (ran.returncode, len(ran.stdout.splitlines())), ran.stderr


def test_the_ranges_of_ftm_are_those_of_its_model() -> None:
    model = pytest.importorskip("followthemoney").model
    from techpol.graph.export.ftm import IS_A, RANGES

    for schema, ends in RANGES.items():
        for name, wanted in ends.items():
            assert wanted == model.get(schema).properties[name].range.name
    for schema, ancestors in IS_A.items():
        assert all(model.get(schema).is_a(ancestor) for ancestor in ancestors)
        assert not (set(IS_A) - ancestors) & {parent.name for parent in model.get(schema).schemata}


def test_html_is_one_file_whose_data_is_data(view: MemoryView, tmp_path: Path) -> None:
    page = written(view, "html", tmp_path).read_text("utf-8")
    scripts = re.findall(r"<script[^>]*>", page)

    assert ['<script type="application/json" id="data">', "<script>", "<script>"] == scripts
    data = json.loads(page.split('id="data">')[1].split("</script>")[0])
    assert [clean(entity.name) for entity in view.iter_entities()] == [node["name"] for node in data["nodes"]]
    assert len(view.edges) == len(data["edges"])
    # Nothing is asked of the network: no address in an attribute that loads.
    assert [] == re.findall(r"<(?:link|img|iframe|script)[^>]+(?:src|href)=", page.split("<script>")[0])


# ---- all formats ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", [item.name for item in FORMATS])
def test_every_format_writes_hostile_names_and_an_empty_graph(form: str, tmp_path: Path) -> None:
    small = hostile_view(tuple(name for name in HOSTILE if len(name) < 1000))
    for number, graph in enumerate((small, MemoryView())):
        counts = export_graph(Selection(graph), form, tmp_path / f"{form}{number}")
        assert (tmp_path / f"{form}{number}").exists()
        assert counts is not None
    assert [] == list(tmp_path.glob(".*"))


@pytest.mark.parametrize("form", ["graphml", "node-link", "gexf", "dot", "csv"])
def test_a_filter_leaves_edges_and_lone_names_out(form: str, tmp_path: Path) -> None:
    view = hostile_view(("A", "B", "C", "D"))
    chosen = Selection(view, EdgeFilter(relations=frozenset({"OWNS"}), modalities=frozenset({Modality.PLANNED})))
    counts = export_graph(chosen, form, tmp_path / "out")
    assert {1, 2} == {counts.written.get("edges"), counts.written.get("entities", counts.written.get("nodes"))}


def test_around_and_of_ids_select() -> None:
    view = hostile_view(("A", "B", "C", "D", "E"))
    ids = sorted(view.entities)
    assert {ids[0], ids[1], ids[4]} == {entity.id for entity in around(view, [ids[0]], 1).iter_entities()}
    edge = next(iter(view.edges.values()))
    chosen = of_ids(view, {"rows": [{"edge": edge.id, "n": 1}], "note": "e-ffffffffffffffff"})
    assert [edge.id] == [found.id for found in chosen.iter_edges()]
    assert {edge.subject, edge.object} == {entity.id for entity in chosen.iter_entities()}


def test_a_broken_export_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "graph.mmd"
    target.write_text("before", "utf-8")
    with pytest.raises(UsageError):
        export_graph(Selection(hostile_view(tuple(f"N{n}" for n in range(300)))), "mermaid", target)
    assert ("before", ["graph.mmd"]) == (target.read_text("utf-8"), [path.name for path in tmp_path.iterdir()])


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(any_text, min_size=2, max_size=5, unique=True))
def test_any_names_come_back_from_graphml_and_json(names: list[str]) -> None:
    import tempfile

    view = hostile_view(tuple(names))
    with tempfile.TemporaryDirectory() as folder:
        assert content(view, xml_clean) == read_graphml_by_networkx(written(view, "graphml", Path(folder)))
        data = json.loads(written(view, "node-link", Path(folder)).read_text("utf-8"))
    edges = [{**edge, "subject": edge["source"], "object": edge["target"]} for edge in data["edges"]]
    assert content(view, clean) == digest_of_rows(data["nodes"], edges)


@given(any_text)
def test_any_csv_cell_comes_back_and_is_not_run(text: str) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerow(["first", csv_cell(text)])
    stream.seek(0)
    cell = next(csv.reader(stream))[1]
    assert csv_replacement(text) == csv_value(cell)
    assert not cell.lstrip().startswith(("=", "+", "@", "＝")) and (cell[:1] != "-" or float(cell) <= 0)
