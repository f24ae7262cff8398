"""What is made for Neo4j Browser, and the page that describes the mapping, follow from ontology and library."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from techpol.queries.browser import cypher_literal, first_query_url, guide, saved_scripts, write_browser_files
from techpol.queries.cypher import load_library
from techpol.schema.browser_style import browser_style, grass, style_command
from techpol.schema.errors import UsageError
from techpol.schema.ontology import load_ontology

ROOT = Path(__file__).parent.parent.parent


def test_every_type_and_relation_has_a_rule() -> None:
    ontology, style = load_ontology(), browser_style(load_ontology())

    assert all(style[f"node.{name}"]["color"] == spec.colour for name, spec in ontology.types.items())
    assert all(style[f"node.{name}"]["caption"] == "{name}" for name in ontology.types)
    assert all(f"relationship.{name}" in style for name in ontology.relations)


def test_a_type_stands_after_those_above_it_as_the_later_rule_holds() -> None:
    order = [selector.removeprefix("node.") for selector in browser_style(load_ontology()) if "node." in selector]

    for name, spec in load_ontology().types.items():
        assert all(order.index(name) > order.index(above) for above in spec.ancestors[1:])


def test_money_is_drawn_widest() -> None:
    style = browser_style(load_ontology())
    widths = {name: int(rule["shaft-width"][:-2]) for name, rule in style.items() if name.startswith("relationship.")}

    assert max(widths.values()) == widths["relationship.DONATED_TO"]


def test_the_command_is_one_line_of_json_and_the_file_says_the_same() -> None:
    command = style_command(load_ontology())

    assert "\n" not in command
    assert browser_style(load_ontology()) == json.loads(command.removeprefix("style "))
    assert grass(load_ontology()).count("{\n") == len(browser_style(load_ontology()))


def test_the_archive_holds_each_query_once_and_is_the_same_each_time() -> None:
    names = zipfile.ZipFile(io.BytesIO(saved_scripts())).namelist()

    assert [f"techpol/{name}.cypher" for name in load_library()] == names
    assert saved_scripts() == saved_scripts()


def test_the_guide_shows_text_and_never_markup() -> None:
    assert guide().count("<slide ") == len(load_library()) + 1
    assert "-[g:DONATED_TO]-&gt;" in guide()


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "null"), (True, "true"), (3, "3"), ('a"b\\\n', '"a\\"b\\\\\\n"'), ("\u0639", '"\\u0639"')],
)
def test_a_parameter_as_the_browser_reads_it(value: object, text: str) -> None:
    assert text == cypher_literal(value)


def test_a_wrong_first_query_is_named() -> None:
    with pytest.raises(UsageError, match="--PARAMETER VALUE"):
        first_query_url("http://h/", "donors-of X")


def test_the_page_about_the_mapping_is_what_would_be_written() -> None:
    subprocess.run([sys.executable, ROOT / "bench" / "make_neo4j_docs.py", "--check"], check=True)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    in_the_way = tmp_path / "browser"
    in_the_way.write_text("a file, no folder")

    with pytest.raises(UsageError, match="browser: cannot be written"):
        write_browser_files(in_the_way)
    assert in_the_way.read_text() == "a file, no folder"
