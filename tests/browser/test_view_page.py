"""The page in a real Chromium: open it, search an Arabic name, pick two, see the path, open the quote."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hostile import HOSTILE, hostile_view
from memory_view import MemoryView

from techpol.graph.export import Selection, export_graph

pytestmark = [pytest.mark.browser]
FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
QUOTE = "قدمت سلمى المثال تبرعا قدره 250 ألف دولار إلى صندوق الوادي."


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("chromium is not on the PATH")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=list(FLAGS))
        yield browser
        browser.close()


class Opened:
    """A page, and what it asked for and complained about."""

    def __init__(self, browser: Any, path: Path, **settings: Any) -> None:
        self.page = browser.new_page(viewport={"width": 1280, "height": 860}, **settings)
        self.requests: list[str] = []
        self.errors: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)
        self.page.goto(path.as_uri())
        self.page.wait_for_selector("html[data-layout=done]", state="attached", timeout=90_000)

    def wait_for_edges(self, count: int) -> None:
        """Wait until so many edges pass the filters. The page's policy forbids the waiting that evaluates texts."""
        for _ in range(50):
            if count == self.page.evaluate("window.techpol.visible().size"):
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(self.page.inner_text("#shown"))


@pytest.fixture
def small(chromium: Any, tmp_path: Path) -> Iterator[Opened]:
    view = MemoryView()
    salma = view.entity("Salma Example", arabic="سلمى المثال")
    fund = view.entity("Valley Fund", "Committee", arabic="صندوق الوادي")
    campaign = view.entity("Marsh campaign", "Campaign")
    rival = view.entity("Rival", "Person")
    view.edge(salma, "DONATED_TO", fund, amount="250000", start="2024-03-05", quote=QUOTE)
    view.edge(salma, "DONATED_TO", fund, amount="100", start="2024-03-06")
    view.edge(fund, "CONNECTED_TO", campaign, start="2024")
    view.edge(salma, "ENDORSED", campaign, modality="denied")
    view.edge(rival, "CRITICIZED", campaign, start="2019")
    path = tmp_path / "page.html"
    export_graph(Selection(view), "html", path)
    opened = Opened(chromium, path)
    yield opened
    opened.page.close()


def test_search_an_arabic_name_find_the_path_and_open_the_quote(small: Opened) -> None:
    page = small.page
    # Without hamza, with tatweel and vowel signs, as people type and print it.
    page.fill("#find", "سَلمـى المثال")
    assert "Salma Example" in page.inner_text("#found")
    page.click("#found .pick-from")
    page.fill("#find", "marsh")
    page.click("#found .pick-to")
    assert ("Salma Example", "Marsh campaign") == (page.inner_text("#from"), page.inner_text("#to"))
    page.click("#go")

    # The denied endorsement is a hop shorter and never a link.
    hops = page.locator("#hops li")
    assert 2 == hops.count()
    assert "donated" in hops.nth(0).inner_text() and "is connected to" in hops.nth(1).inner_text()
    hops.nth(0).locator("button").click()
    quote = page.locator("#details blockquote", has_text="250 ألف")
    assert "rtl" == quote.evaluate("element => getComputedStyle(element).direction")
    link = quote.locator("a")
    assert "https://news.example/First%20paper" == link.get_attribute("href").replace(" ", "%20")
    assert "noopener noreferrer" == link.get_attribute("rel")
    # Both gifts of the pair are shown, each on its own.
    assert 2 == page.locator("#details article").count()
    assert [] == small.errors
    assert [page.url] == small.requests


def test_a_click_on_an_edge_shows_its_quotes(small: Opened) -> None:
    page = small.page
    place = page.evaluate(
        """() => {
            const { cy } = window.techpol, box = cy.container().getBoundingClientRect();
            const edge = cy.edges().filter(e => e.data("label").includes("connected"))[0];
            const at = edge.renderedMidpoint();
            return [box.left + at.x, box.top + at.y];
        }"""
    )
    page.mouse.click(*place)
    assert "CONNECTED_TO" in page.inner_text("#details blockquote")


def test_filters_leave_out_what_they_say(small: Opened) -> None:
    page = small.page
    shown = "() => [...window.techpol.visible()].length"
    assert 5 == page.evaluate(shown)
    page.locator("#modalities label", has_text="denied").locator("input").uncheck()
    assert 4 == page.evaluate(shown)
    page.fill("#least", "1000")
    small.wait_for_edges(3)
    page.locator("#since").evaluate("slider => { slider.value = 19500; slider.dispatchEvent(new Event('input')); }")
    small.wait_for_edges(2)
    page.locator("#undated").uncheck()
    page.locator("#relations label", has_text="is connected to").locator("input").uncheck()
    assert 1 == page.evaluate(shown)
    page.click("#reset")
    small.wait_for_edges(5)


def test_arabic_runs_from_the_right_and_dark_is_dark(small: Opened) -> None:
    page = small.page
    page.click("#language")
    assert ("rtl", "ar") == (
        page.evaluate("document.documentElement.dir"),
        page.evaluate("document.documentElement.lang"),
    )
    left, right = (page.locator(name).bounding_box()["x"] for name in ("#details", "#controls"))
    assert left < right
    assert "سلمى المثال" in page.evaluate("window.techpol.cy.nodes().map(n => n.data('label'))")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("#theme")
    assert light != page.evaluate("getComputedStyle(document.body).backgroundColor")


def test_all_of_it_by_the_keyboard(small: Opened) -> None:
    page = small.page
    page.keyboard.press("/")
    page.keyboard.type("salma")
    page.keyboard.press("Enter")
    assert "details" == page.evaluate("document.activeElement.id")
    assert "Salma Example" in page.inner_text("#details")
    seen = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement.id || document.activeElement.tagName"))
    assert {"find", "go", "since", "until", "least", "reset", "graph", "language", "theme"} <= seen
    page.locator("#graph").focus()
    before = page.evaluate("window.techpol.cy.pan().x")
    page.keyboard.press("ArrowLeft")
    assert before != page.evaluate("window.techpol.cy.pan().x")
    # Every control has a name that a screen reader says.
    nameless = page.evaluate(
        """() => [...document.querySelectorAll("button, input, [role=application]")]
            .filter(e => !(e.textContent.trim() || e.ariaLabel || (e.labels && e.labels.length)
                || e.getAttribute("aria-label"))).map(e => e.id)"""
    )
    assert [] == nameless


def test_hostile_names_are_text_and_nothing_runs(chromium: Any, tmp_path: Path) -> None:
    path = tmp_path / "hostile.html"
    export_graph(Selection(hostile_view()), "html", path)
    opened = Opened(chromium, path)
    page = opened.page
    for name in HOSTILE:
        page.fill("#find", name[:40].replace("\n", " "))
        for button in page.locator("#found .name").all()[:2]:
            button.click()
    assert page.evaluate("window.bad") is None
    assert ([], [page.url]) == (opened.errors, opened.requests)
    page.close()


def test_it_prints_what_is_shown(small: Opened) -> None:
    page = small.page
    page.fill("#find", "salma")
    page.click("#found .name")
    page.emulate_media(media="print")
    assert not page.locator("#controls").is_visible() and page.locator("#details").is_visible()


def test_five_thousand_names_stay_smooth(chromium: Any, tmp_path: Path) -> None:
    view = MemoryView()
    from techpol.schema.model import Entity, Name

    for number in range(5_000):
        identifier = f"e-{number:016x}"
        name = f"Name {number}"
        view.entities[identifier] = Entity(
            identifier, "Person" if number % 3 else "Company", name, (Name(name, "en"),)
        )
    ids = list(view.entities)
    for number in range(1, 5_000):
        for step in (7, 3):
            view.edge(ids[number], "DONATED_TO", ids[number // step], amount=str(number), start="2024")
    path = tmp_path / "large.html"
    export_graph(Selection(view), "html", path)
    opened = Opened(chromium, path)
    # Frames while the drawing is dragged, on whatever machine this is, without a graphics card.
    page = opened.page
    page.evaluate(
        """() => {
            window.gaps = []; let last = performance.now();
            const frame = now => { window.gaps.push(now - last); last = now; requestAnimationFrame(frame); };
            requestAnimationFrame(frame);
        }"""
    )
    page.mouse.move(640, 120)
    page.mouse.down()
    for step in range(60):
        page.mouse.move(640 + 3 * step, 120 + 2 * step)
    gaps = sorted(page.evaluate("window.gaps"))
    page.mouse.up()
    slowest = gaps[len(gaps) * 3 // 4]
    assert slowest < 100, f"a frame in four takes longer than {slowest:.0f} ms"
    opened.page.fill("#find", "name 4999")
    assert "Name 4999" in opened.page.inner_text("#found")
    opened.page.close()
