"""The table of what each format keeps is held to the formats."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from memory_view import MemoryView

from techpol.graph.export import FORMATS, Selection, export_graph, get_format

PAGE = (Path(__file__).parents[2] / "docs" / "export.md").read_text("utf-8")
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if line.startswith("| ")]
KEEPS = {row[0]: dict(zip(ROWS[0], row, strict=True)) for row in ROWS[1:] if len(row) == len(ROWS[0])}


def written(form: str, folder: Path) -> str:
    view = MemoryView()
    a, b = view.entity("Ada Quill", arabic="آدا كويل"), view.entity("Marsh Fund", "Committee")
    for modality in ("asserted", "planned", "denied"):
        view.edge(
            a, "DONATED_TO", b, amount="1250.50", start="2023-06", modality=modality, quote=f"so it is {modality}"
        )
    export_graph(Selection(view), form, folder / form)
    files = [folder / form] if not get_format(form).directory else sorted((folder / form).glob("*.csv"))
    return "\n".join(file.read_text("utf-8") for file in files)


def test_every_format_has_its_row() -> None:
    assert [item.name for item in FORMATS] == sorted(KEEPS, key=[item.name for item in FORMATS].index)
    assert {item.name for item in FORMATS} == set(KEEPS)


@pytest.mark.parametrize("form", [name for name in KEEPS if name not in ("owl", "shacl", "parquet")])
def test_what_the_table_says_is_so(form: str, tmp_path: Path) -> None:
    row, text = KEEPS[form], written(form, tmp_path)

    # Text escapes differ: only letters and digits are compared.
    plain = re.sub(r"\\(.)", r"\1", text)
    quotes = [modality for modality in ("asserted", "planned", "denied") if f"so it is {modality}" in plain]
    if row["quotes and sources"] == "no":
        assert [] == quotes
    elif "denied left out" in row["modality"]:
        assert ["asserted", "planned"] == quotes
    else:
        assert ["asserted", "planned", "denied"] == quotes
    assert ("denied" in text) == ("denied left out" not in row["modality"])
    assert "1250.5" in plain or "1,250.5" in plain
    assert "2023-06" in plain
    if row["nothing said"] == "left out" and form not in ("html",):
        assert "null" not in text.lower()
    if row["nothing said"] == "null":
        assert "null" in text
        json.loads(text)


@pytest.mark.parametrize("form", [name for name, row in KEEPS.items() if row["memory"] == "flat"])
def test_flat_formats_hold_no_more_for_a_larger_graph(form: str, tmp_path: Path) -> None:
    import tracemalloc

    def peak(edges: int) -> int:
        view = MemoryView()
        ids = [view.entity(f"Name {number}", "Company") for number in range(60)]
        for number in range(edges):
            view.edge(ids[number % 60], "OWNS", ids[(number * 7 + 1) % 60], quote="x" * 400)
        export_graph(Selection(view), form, tmp_path / "warm")
        tracemalloc.start()
        export_graph(Selection(view), form, tmp_path / "out")
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    small, large = peak(600), peak(1800)
    # The list that the test's own graph sorts takes some; what is written of an edge is more than a thousand.
    assert (large - small) / 1200 < 200, f"{small:,} bytes for 600 edges, {large:,} for 1,800"
