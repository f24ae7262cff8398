"""Whatever the names are, each format gives them back, or its documented replacement, and nothing in them runs.

GraphML, the JSON formats and CSV cells are tested so in ``test_export.py``, RDF and jsonl in their own files.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
import unicodedata
import xml.etree.ElementTree as ET
from collections import Counter
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from exported import content, read_gexf_by_networkx, read_parquet, written
from hostile import HOSTILE, any_text_at_all, hostile_view
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from memory_view import MemoryView

from techpol.graph.export.text import clean, xml_clean
from techpol.schema.model import Modality

_few = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
any_names = st.lists(any_text_at_all, min_size=2, max_size=4, unique=True)


def drawn(names: list[str], form: str) -> tuple[MemoryView, str]:
    """Return a graph of these names and the one file that a format makes of it."""
    view = hostile_view(tuple(names))
    with tempfile.TemporaryDirectory() as folder:
        return view, written(view, form, Path(folder)).read_bytes().decode("utf-8")


@_few
@given(any_names)
@example(list(HOSTILE))
def test_parquet_by_pyarrow(names: list[str]) -> None:
    pytest.importorskip("pyarrow")
    view = hostile_view(tuple(names))
    with tempfile.TemporaryDirectory() as folder:
        assert content(view, clean) == read_parquet(written(view, "parquet", Path(folder)))


@_few
@given(any_names)
@example(list(HOSTILE))
def test_gexf_by_networkx(names: list[str]) -> None:
    view = hostile_view(tuple(names), parallel=3)
    with tempfile.TemporaryDirectory() as folder:
        assert content(view, xml_clean) == read_gexf_by_networkx(written(view, "gexf", Path(folder)))


# ---- Graphviz ------------------------------------------------------------------------------------------------------

_QUOTED = r'"((?:[^"\\\n]|\\.)*)"'
_ATTRIBUTES = rf"\[(\w+={_QUOTED}(?:, \w+={_QUOTED})*)\];"
_DOT_LINE = re.compile(rf"  (?:{_QUOTED}(?: -> {_QUOTED})?|graph|node|edge) {_ATTRIBUTES}")


def dot_text(text: str) -> str:
    """The documented replacement, with each line break of a label as a new line."""
    text = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "\ufffd", clean(text))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def label_text(label: str) -> str:
    """What Graphviz draws for a label: its escapes and its entities read."""
    label = re.sub(r"&#?\w+;", lambda found: unescape(found[0]), label)
    return re.sub(r"\\(.)", lambda found: {"n": "\n"}.get(found[1], found[1]), label)


@_few
@given(any_names)
@example(list(HOSTILE))
def test_dot_is_of_its_grammar(names: list[str]) -> None:
    view, text = drawn(names, "dot")
    head, *lines, last, rest = text.split("\n")

    assert ("digraph techpol {", "}", "") == (head, last, rest)
    found = [_DOT_LINE.fullmatch(line) for line in lines]
    assert [] == [line for line, match in zip(lines, found, strict=True) if match is None]
    nodes = [match for match in found if match is not None and match[1] is not None and match[2] is None]
    ends = Counter((match[1], match[2]) for match in found if match is not None and match[2] is not None)
    assert Counter((edge.subject, edge.object) for edge in view.edges.values()) == ends
    labels = {}
    for match in nodes:
        label = re.match(rf"label={_QUOTED}", match[3])
        assert label is not None
        labels[match[1]] = label_text(label[1].replace('\\"', '"'))
    assert {entity.id: dot_text(entity.name) for entity in view.iter_entities()} == labels


@settings(_few, max_examples=8)
@given(any_names)
@example(list(HOSTILE))
def test_dot_by_graphviz(names: list[str]) -> None:
    if shutil.which("dot") is None:
        pytest.skip("Graphviz is not installed")
    view, text = drawn(names, "dot")
    ran = subprocess.run(["dot", "-Tdot_json"], input=text.encode("utf-8"), capture_output=True, check=True)
    data = json.loads(ran.stdout)

    assert b"" == ran.stderr
    assert {e.id: dot_text(e.name) for e in view.iter_entities()} == {
        item["name"]: label_text(item["label"]) for item in data["objects"]
    }
    assert sorted(view.edges) == sorted(edge["tp_id"] for edge in data["edges"])


# ---- FollowTheMoney ------------------------------------------------------------------------------------------------


@_few
@given(any_names)
@example(list(HOSTILE))
def test_ftm_by_followthemoney(names: list[str]) -> None:
    model = pytest.importorskip("followthemoney").model
    view, text = drawn(names, "ftm")
    lines = [json.loads(line) for line in text.split("\n")[:-1]]
    proxies = {}
    for line in lines:
        proxies[line["id"]] = model.get_proxy(line, cleaned=True)
        proxies[line["id"]].schema.validate(line)

    told = {edge.id for edge in view.edges.values() if edge.modality is not Modality.DENIED}
    assert {*view.entities, *told} == set(proxies)
    assert len(proxies) == len(lines)
    for entity in view.iter_entities():
        proxy, name = proxies[entity.id], clean(entity.name)
        if all(letter in "\"'" or unicodedata.category(letter) in ("Cc", "Cf", "Zl", "Zp", "Zs") for letter in name):
            assert ["\ufffd"] == proxy.get("name")
        elif len(name) <= 384:
            assert [name] == proxy.get("name")
        else:
            assert [f"{name[:383]}…"] == proxy.get("name") and name in proxy.get("notes")
    for edge_id in told:
        role = view.edges[edge_id].qualifiers.role
        kept = [value for values in proxies[edge_id].to_dict()["properties"].values() for value in values]
        # A Payment has no role; the quote, which is the same name here, stands in the description whole.
        assert role is not None and clean(role) in kept
        assert all(len(value) <= 1024 for value in proxies[edge_id].get("role", quiet=True))


# ---- drawings and pages --------------------------------------------------------------------------------------------

_MERMAID_TEXT = r"""(?:[^\W_]|[ .,_/()'-]|\#\d+;)+"""
_MERMAID_LINE = re.compile(
    rf'  (?:(?P<node>n\d+)\["(?P<name>{_MERMAID_TEXT})"\]'
    rf'|(?P<from>n\d+) (?:-->|-\.->)\|"{_MERMAID_TEXT}"\| (?P<to>n\d+)'
    r"|classDef t\w+ fill:\#\w{8},stroke:\#\w{6}|class n\d+(?:,n\d+)* t\w+)"
)


@_few
@given(any_names)
@example(list(HOSTILE))
@example(["style a:b#c", "classDef a:b;", "\x01", "\u202e\ud800"])
def test_mermaid_is_of_its_grammar(names: list[str]) -> None:
    view, text = drawn(names, "mermaid")
    head, *lines, rest = text.split("\n")
    found = [_MERMAID_LINE.fullmatch(line) for line in lines]

    assert ("flowchart LR", "") == (head, rest)
    assert [] == [line for line, match in zip(lines, found, strict=True) if match is None]
    nodes = {match["node"]: match["name"] for match in found if match is not None and match["node"]}
    order = {entity_id: f"n{number}" for number, entity_id in enumerate(sorted(view.entities))}
    assert list(order.values()) == list(nodes)
    assert Counter((order[edge.subject], order[edge.object]) for edge in view.edges.values()) == Counter(
        (match["from"], match["to"]) for match in found if match is not None and match["from"]
    )
    for entity_id, entity in view.entities.items():
        read = re.sub(r"#(\d+);", lambda found: chr(int(found[1])), nodes[order[entity_id]])
        assert read == mermaid_text(entity.name)


def mermaid_text(text: str) -> str:
    """The documented replacement: one space for white space, nothing for what cannot be printed, long names cut."""
    words = " ".join(text.split())
    cut = words if len(words) <= 80 else f"{words[:79]}…"
    return "".join(c for c in cut if c.isprintable() or c in "\u200c\u200d\u200e\u200f") or " "


@_few
@given(any_names)
@example(list(HOSTILE))
def test_svg_is_a_drawing_and_no_more(names: list[str]) -> None:
    view, text = drawn(names, "svg")
    root = ET.fromstring(text)

    space = "{http://www.w3.org/2000/svg}"
    allowed = {f"{space}{name}" for name in ("svg", "title", "defs", "marker", "path", "rect", "g", "text")}
    assert {element.tag for element in root.iter()} <= allowed
    attributes = {name for element in root.iter() for name in element.attrib}
    assert [] == [name for name in attributes if name.startswith("on") or "href" in name or name == "src"]
    titles = [title.text or "" for title in root.iterfind(f".//{space}g/{space}title")]
    told, named = titles[: len(view.edges)], titles[len(view.edges) :]
    # The whole name is the title of its box, and the whole quote is in the title of its arrow.
    assert sorted(xml_clean(entity.name) for entity in view.iter_entities()) == sorted(named)
    quotes = Counter(xml_clean(claim.evidence[0].quote) for claim in view.claims.values())
    assert all(any(quote in title for title in told) for quote in quotes)


class Tags(HTMLParser):
    """The tags of a page in order, and the text of its data."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.data = ""
        self._in_data = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, attrs))
        self._in_data = ("id", "data") in attrs

    def handle_endtag(self, tag: str) -> None:
        self._in_data = False

    def handle_data(self, data: str) -> None:
        self.data += data if self._in_data else ""


@_few
@given(any_names)
@example(list(HOSTILE))
def test_html_holds_names_as_data(names: list[str]) -> None:
    view, page = drawn(names, "html")
    read = Tags(page)

    # No name adds an element or an attribute to those of a page of plain names.
    assert Tags(drawn(["One", "Two"], "html")[1]).tags == read.tags
    data = json.loads(read.data)
    assert [clean(entity.name) for entity in view.iter_entities()] == [node["name"] for node in data["nodes"]]
    assert sorted(view.edges) == sorted(edge["id"] for edge in data["edges"])


@_few
@given(any_names)
@example(list(HOSTILE))
def test_markdown_shows_names_as_text(names: list[str]) -> None:
    markdown_it = pytest.importorskip("markdown_it")
    view, text = drawn(names, "markdown")
    tokens = markdown_it.MarkdownIt("commonmark").parse(text)
    inline: list[Any] = [token for block in tokens for token in (block.children or [])]

    assert {token.type for token in tokens} <= {
        "heading_open", "heading_close", "inline", "paragraph_open", "paragraph_close", "bullet_list_open",
        "bullet_list_close", "list_item_open", "list_item_close", "blockquote_open", "blockquote_close",
    }  # fmt: skip
    assert 1 == sum(token.type == "heading_open" for token in tokens)
    assert len(view.edges) == sum(token.type == "list_item_open" for token in tokens)
    assert {token.type for token in inline} <= {
        "text", "text_special", "entity", "softbreak", "link_open", "link_close", "strong_open", "strong_close",
        "em_open", "em_close",
    }  # fmt: skip
    assert {"https"} >= {token.attrs["href"].split(":")[0] for token in inline if token.type == "link_open"}
    shown: list[str] = []
    for at, token in enumerate(inline):
        if token.type == "strong_open":
            end = next(n for n in range(at, len(inline)) if inline[n].type == "strong_close")
            shown.append("".join(part.content for part in inline[at + 1 : end]))
    wanted = Counter(
        markdown_text(view.entities[end].name) for e in view.edges.values() for end in (e.subject, e.object)
    )
    assert wanted == Counter(shown)


def markdown_text(text: str) -> str:
    """The documented replacement: white space is one space, none at the ends; control characters are U+FFFD."""
    words = re.sub(r"\s+", " ", clean(text)).strip()
    return re.sub("[\x00-\x1f\x7f]", "\ufffd", words) or "\ufffd"
