"""The example notebook runs from top to bottom, and shows answers, tables and files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.mark.filterwarnings("ignore")  # of the notebook's own machinery
def test_the_notebook_runs() -> None:
    nbformat = pytest.importorskip("nbformat")
    client = pytest.importorskip("nbclient")
    pytest.importorskip("ipykernel")
    pytest.importorskip("pandas")
    notebook = nbformat.read(EXAMPLES / "notebook.ipynb", as_version=4)
    environment = {**os.environ, "JUPYTER_PLATFORM_DIRS": "1", "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
    executor = client.NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(EXAMPLES)}}
    )
    executor.execute(env=environment)

    shown = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    assert [] == [output for output in shown if output.output_type == "error"]
    html = [output["data"]["text/html"] for output in shown if "text/html" in output.get("data", {})]
    # The answer in two languages, two tables, an edge and a claim with its words.
    assert 5 <= len(html)
    assert any("<blockquote" in text for text in html)


def test_the_notebook_is_kept_without_output() -> None:
    import json

    cells = json.loads((EXAMPLES / "notebook.ipynb").read_text("utf-8"))["cells"]
    assert all(cell.get("outputs", []) == [] for cell in cells)
