"""How smooth the page is: frames while it is dragged and zoomed, and what a search and a filter take, in Chromium.

    python bench/view_frames.py [--names 5000] [--chromium PROGRAM]

The graph is made up: each name is tied to two others. Times are in milliseconds; a screen shows a frame each 16.7 ms.
Chromium draws without a graphics card. The load of the machine stands beside the figures, since frames wait for it.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "support"))

from memory_view import MemoryView
from playwright.sync_api import sync_playwright

from techpol.graph.export import Selection, export_graph
from techpol.schema.model import Entity, Name

FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
_WATCH = """() => {
    window.gaps = []; let last = performance.now();
    const frame = now => { window.gaps.push(now - last); last = now; requestAnimationFrame(frame); };
    requestAnimationFrame(frame);
}"""
# The page's policy forbids waiting by evaluated text; two frames later what was asked for is drawn.
_TIMED = """(work) => new Promise(done => {
    const begun = performance.now();
    const field = document.getElementById(work.id);
    if (work.value === null) field.click();
    else { field.value = work.value; field.dispatchEvent(new Event("input")); }
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - begun)));
})"""


def made_view(names: int) -> MemoryView:
    """Return a graph of so many names, each tied to two others."""
    view = MemoryView()
    for number in range(names):
        identifier = f"e-{number:016x}"
        name = f"Name {number}"
        view.entities[identifier] = Entity(
            identifier, "Person" if number % 3 else "Company", name, (Name(name, "en"),)
        )
    ids = list(view.entities)
    for number in range(1, names):
        for step in (7, 3):
            view.edge(ids[number], "DONATED_TO", ids[number // step], amount=str(number), start="2024")
    return view


def frames(page: Any, act: Any) -> dict[str, float]:
    """Return how long frames took while something was done, in milliseconds."""
    page.wait_for_timeout(3_000)  # the drawing in full, after what was done before, is not part of this
    page.evaluate("window.gaps.length = 0")
    act()
    gaps = sorted(page.evaluate("window.gaps"))
    return {
        "frames": len(gaps), "median": round(gaps[len(gaps) // 2], 1), "p95": round(gaps[len(gaps) * 95 // 100], 1),
        "longest": round(gaps[-1], 1),
    }  # fmt: skip


def main() -> None:
    """Write the page, open it, and print what was measured as JSON."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--names", type=int, default=5_000)
    parser.add_argument("--chromium", default=shutil.which("chromium") or shutil.which("chromium-browser"))
    arguments = parser.parse_args()
    view = made_view(arguments.names)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        path = Path(folder) / "page.html"
        export_graph(Selection(view), "html", path)
        browser = driver.chromium.launch(executable_path=arguments.chromium, args=list(FLAGS))
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        begun = time.perf_counter()
        page.goto(path.as_uri())
        page.wait_for_selector("html[data-layout=done]", state="attached", timeout=300_000)
        ready = time.perf_counter() - begun
        page.evaluate(_WATCH)

        def drag() -> None:
            page.mouse.move(640, 120)
            page.mouse.down()
            for step in range(60):
                page.mouse.move(640 + 3 * step, 120 + 2 * step)
            page.mouse.up()

        def zoom() -> None:
            for step in range(30):
                page.mouse.wheel(0, -120 if step < 15 else 120)

        moved = {"drag": frames(page, drag), "zoom": frames(page, zoom)}
        page.wait_for_timeout(3_000)
        result = {
            "names": arguments.names, "edges": len(view.edges), "page_mib": round(path.stat().st_size / 2**20, 1),
            "open_and_laid_out_s": round(ready, 1), **moved,
            "search_ms": round(page.evaluate(_TIMED, {"id": "find", "value": "name 4"}), 1),
            "filter_ms": round(page.evaluate(_TIMED, {"id": "undated", "value": None}), 1),
            "load_of_the_machine": round(os.getloadavg()[0], 1), "processors": os.cpu_count(),
        }  # fmt: skip
        browser.close()
    print(json.dumps(result))


if __name__ == "__main__":
    main()
