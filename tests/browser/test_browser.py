"""A person's first minutes with Neo4j Browser, in a real Chromium: log in, run a query, see names and colours."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from memory_view import MemoryView

from techpol.graph.neo4j.connection import open_database
from techpol.graph.neo4j.push import push
from techpol.queries.browser import cypher_literal, first_query_url, saved_scripts
from techpol.schema.ontology import load_ontology

pytestmark = [pytest.mark.server, pytest.mark.browser]

SCREENSHOTS = Path(__file__).parent.parent.parent / "build" / "screenshots"
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
PATIENCE_MS = 90_000
ARABIC = "سلمى المثال"


@pytest.fixture(scope="module")
def page(neo4j_server: Any) -> Iterator[Any]:
    """The Browser after log-in, on a small graph."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("chromium is not on the PATH")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with open_database(neo4j_server.target) as database:
        database.run("MATCH (n) DETACH DELETE n")
        push(small_graph(), database)
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=list(FLAGS))
        opened = browser.new_page(viewport={"width": 1400, "height": 1100})
        opened.set_default_timeout(PATIENCE_MS)
        opened.goto(first_query_url(neo4j_server.server.browser_url, 'donors-of --committee "Example Fund"'))
        opened.get_by_test_id("boltaddress").wait_for()
        opened.get_by_test_id("username").fill("neo4j")
        opened.get_by_test_id("password").fill(neo4j_server.password)
        opened.get_by_test_id("connect").click()
        opened.locator("text=shaft-width").first.wait_for()  # the style came at log-in
        yield opened
        browser.close()


def small_graph() -> MemoryView:
    view = MemoryView()
    donor = view.entity("Ada Example")
    arab = view.entity(ARABIC)
    fund = view.entity("Example Fund", "Committee")
    firm = view.entity("Firm", "Company")
    view.edge(donor, "DONATED_TO", fund, amount="2900", start="2023-06-14")
    view.edge(arab, "DONATED_TO", fund, amount="100", start="2023-06-15")
    view.edge(donor, "LEADS", firm, role="chair")
    return view


def run(page: Any, query: str) -> Any:
    """Type a query, run it, and return its frame."""
    frames = page.get_by_test_id("frame").count()
    editor = page.locator(".monaco-editor textarea").first
    editor.focus()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(query)
    page.keyboard.press("Control+Enter")
    page.wait_for_function("count => document.querySelectorAll('[data-testid=frame]').length > count", arg=frames)
    return page.get_by_test_id("frame").first


def test_the_first_query_stands_in_the_editor(page: Any) -> None:
    text = page.locator(".monaco-editor .view-lines").first.inner_text().replace("\xa0", " ")

    assert "Example Fund" in text


def test_nodes_are_drawn_with_their_names_and_colours(page: Any) -> None:
    run(page, "MATCH (a:Entity)-[r]->(b:Entity) RETURN a, r, b")
    page.locator("svg circle").first.wait_for()
    wanted = ("Ada", "Example", "Firm", *ARABIC.split(), "donated", "leads")
    drawn = ""
    # Captions come and are cut to what fits while the layout settles; a busy machine takes its time over it.
    for _ in range(PATIENCE_MS // 1000):
        drawn = " ".join(page.locator("svg text").evaluate_all("all => all.map(one => one.textContent)"))
        if all(words in drawn for words in wanted):
            break
        page.wait_for_timeout(1000)
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / "neo4j-browser.png")
    colours = set(page.locator("svg circle").evaluate_all("all => all.map(one => one.getAttribute('fill'))"))

    for words in wanted:
        assert words in drawn
    # The amount stands on its line, cut where the line is short.
    assert "donated to 2," in drawn
    assert {load_ontology().types[name].colour for name in ("Person", "Committee", "Company")} <= colours


def test_a_saved_script_gives_the_rows_of_the_named_query(page: Any) -> None:
    archive = base64.b64encode(saved_scripts()).decode()
    page.evaluate(
        """content => {
            const bytes = Uint8Array.from(atob(content), c => c.charCodeAt(0));
            const transfer = new DataTransfer();
            transfer.items.add(new File([bytes], 'techpol-scripts.zip', {type: 'application/zip'}));
            const target = document.querySelector('[data-testid=main]');
            for (const kind of ['dragenter', 'dragover', 'drop'])
                target.dispatchEvent(new DragEvent(kind, {dataTransfer: transfer, bubbles: true, cancelable: true}));
        }""",
        archive,
    )
    page.get_by_test_id("navigationFavorites").click()
    page.locator("text=techpol").first.wait_for()


def test_a_named_query_runs_as_it_stands_in_the_script(page: Any) -> None:
    from techpol.queries.cypher import load_library

    query = load_library()["donors-of"]
    run(page, ':param committee => "Example Fund"')
    for parameter in query.parameters:
        if parameter.default is not None:
            run(page, f":param {parameter.name} => {cypher_literal(parameter.default)}")
    run(page, query.text)
    page.locator("text=2900").first.wait_for()

    assert page.locator(f"text={ARABIC}").count() > 0
