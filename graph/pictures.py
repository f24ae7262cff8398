"""Small pictures of a graph: Mermaid, Graphviz DOT, and SVG by a layered drawing of our own.

A picture is a list of nodes and links. Labels may be in any script; every label is escaped for where it is written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_LINE = 17
_PAD = 12
_BOX_HEIGHT = 46
_ROW_GAP = 34
_MARGIN = 24
_CHARACTER = 7.4
_MAX_LABEL = 34
# XML 1.0 cannot hold these at all, escaped or not.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FONT = "system-ui, 'Segoe UI', 'Noto Sans', 'Noto Naskh Arabic', 'Geeza Pro', Tahoma, sans-serif"


@dataclass(frozen=True, slots=True)
class PictureNode:
    """A box. ``kind`` is a second, smaller line; ``colour`` is #rrggbb."""

    id: str
    label: str
    kind: str = ""
    colour: str = "#8d99ae"


@dataclass(frozen=True, slots=True)
class PictureLink:
    """An arrow. ``dashed`` is for what is not established, ``both`` for ties without direction."""

    source: str
    target: str
    label: str
    title: str = ""
    dashed: bool = False
    both: bool = False


# ---- Mermaid -------------------------------------------------------------------------------------------------
def mermaid(nodes: Sequence[PictureNode], links: Sequence[PictureLink], right_to_left: bool = False) -> str:
    """Return a Mermaid flowchart."""
    numbers = {node.id: f"n{number}" for number, node in enumerate(nodes)}
    lines = [f"flowchart {'RL' if right_to_left else 'LR'}"]
    for node in nodes:
        kind = f"<br/><small>{_mermaid_text(node.kind)}</small>" if node.kind else ""
        lines.append(f'  {numbers[node.id]}["{_mermaid_text(node.label)}{kind}"]')
    for link in links:
        arrow = ("-.-" if link.both else "-.->") if link.dashed else ("---" if link.both else "-->")
        lines.append(f'  {numbers[link.source]} {arrow}|"{_mermaid_text(link.label)}"| {numbers[link.target]}')
    lines += [f"  style {numbers[node.id]} fill:{tint(node.colour)},stroke:{node.colour}" for node in nodes]
    return "\n".join(lines) + "\n"


def _mermaid_text(text: str) -> str:
    """Mermaid reads entities with # instead of &, and takes a colon after "style" for one of a style."""
    safe = "".join(c if c.isalnum() or c in " .,()+-–—/$€£×%'" else f"#{ord(c)};" for c in text if c.isprintable())
    return safe or " "


# ---- DOT -----------------------------------------------------------------------------------------------------
def dot(nodes: Sequence[PictureNode], links: Sequence[PictureLink], right_to_left: bool = False) -> str:
    """Return a Graphviz graph."""
    lines = [
        "digraph answer {",
        f"  rankdir={'RL' if right_to_left else 'LR'};",
        '  node [shape=box, style="rounded,filled", fontname="Noto Sans"];',
        '  edge [fontname="Noto Sans", fontsize=10];',
    ]
    for node in nodes:
        label = f"{node.label}\n{node.kind}" if node.kind else node.label
        lines.append(
            f'  {_quoted(node.id)} [label={_quoted(label)}, fillcolor="{tint(node.colour)}", color="{node.colour}"];'
        )
    for link in links:
        style = ", style=dashed" if link.dashed else ""
        direction = ", dir=none" if link.both else ""
        tooltip = f", tooltip={_quoted(link.title)}" if link.title else ""
        lines.append(
            f"  {_quoted(link.source)} -> {_quoted(link.target)} "
            f"[label={_quoted(link.label)}{style}{direction}{tooltip}];"
        )
    return "\n".join([*lines, "}"]) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\r", "").replace("\n", "\\n") + '"'


# ---- SVG -----------------------------------------------------------------------------------------------------
def svg(
    nodes: Sequence[PictureNode],
    links: Sequence[PictureLink],
    layers: dict[str, int] | None = None,
    right_to_left: bool = False,
    title: str = "",
    embedded: bool = False,
) -> str:
    """Return a drawing in layers, left to right or right to left.

    ``layers`` says in which layer a node stands, from 0; without it, by the number of links from the first node.
    ``embedded`` leaves out the XML declaration, for use within HTML.
    """
    drawing = _Drawing(nodes, links, layers if layers is not None else _distances(nodes, links), right_to_left)
    return drawing.svg(title, embedded)


def tint(colour: str) -> str:
    """Return a light tint of a colour, on which dark text is readable."""
    parts = [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
    return "#" + "".join(f"{255 - (255 - part) // 4:02x}" for part in parts)


def _distances(nodes: Sequence[PictureNode], links: Sequence[PictureLink]) -> dict[str, int]:
    """Return how many links each node is from the first; what cannot be reached begins anew."""
    beside: dict[str, list[str]] = {node.id: [] for node in nodes}
    for link in links:
        beside[link.source].append(link.target)
        beside[link.target].append(link.source)
    layers: dict[str, int] = {}
    for node in nodes:
        if node.id in layers:
            continue
        layers[node.id] = 0
        queue = [node.id]
        for here in queue:
            for there in beside[here]:
                if there not in layers:
                    layers[there] = layers[here] + 1
                    queue.append(there)
    return layers


def _xml(text: str) -> str:
    """Return a text for XML, which knows no control characters; joiners and marks of direction stay."""
    return escape(_NOT_XML.sub(" ", text)).replace("\r", "&#13;")


def _shortened(text: str) -> str:
    return text if len(text) <= _MAX_LABEL else text[: _MAX_LABEL - 1] + "…"


def _width(text: str) -> float:
    return len(text) * _CHARACTER


class _Drawing:
    """Boxes in columns, arrows between them."""

    def __init__(
        self, nodes: Sequence[PictureNode], links: Sequence[PictureLink], layers: dict[str, int], right_to_left: bool
    ) -> None:
        self.nodes = list(nodes)
        self.links = list(links)
        self.right_to_left = right_to_left
        count = max(layers.values(), default=0) + 1
        self.columns: list[list[PictureNode]] = [[] for _ in range(count)]
        for node in self.nodes:
            self.columns[layers[node.id]].append(node)
        self.layers = layers
        self._order()
        self.boxes: dict[str, tuple[float, float, float]] = {}  # x, y, width
        self.labels: list[tuple[float, float, float]] = []  # x, y, half width of those that stand already
        self.width = 0.0
        self.height = 0.0
        self._place()

    def _order(self) -> None:
        """Order each column by the mean place of the neighbours in the column before: fewer crossings."""
        for _ in range(2):
            for number in range(1, len(self.columns)):
                places = {node.id: place for place, node in enumerate(self.columns[number - 1])}

                def mean(node: PictureNode, places: dict[str, int] = places) -> float:
                    near = [
                        places[end]
                        for link in self.links
                        if node.id in (link.source, link.target)
                        for end in (link.source, link.target)
                        if end in places
                    ]
                    return sum(near) / len(near) if near else float("inf")

                self.columns[number].sort(key=mean)

    def _place(self) -> None:
        widths = [
            max((_width(_shortened(node.label)) for node in column), default=40.0) + 2 * _PAD
            for column in self.columns
        ]
        gaps = [self._gap(number) for number in range(len(self.columns) - 1)]
        tallest = max((len(column) for column in self.columns), default=1)
        self.height = 2 * _MARGIN + tallest * _BOX_HEIGHT + (tallest - 1) * _ROW_GAP
        self.width = 2 * _MARGIN + sum(widths) + sum(gaps)
        x = float(_MARGIN)
        for number, column in enumerate(self.columns):
            used = len(column) * _BOX_HEIGHT + (len(column) - 1) * _ROW_GAP
            y = (self.height - used) / 2
            for node in column:
                left = self.width - x - widths[number] if self.right_to_left else x
                self.boxes[node.id] = (left, y, widths[number])
                y += _BOX_HEIGHT + _ROW_GAP
            x += widths[number] + (gaps[number] if number < len(gaps) else 0.0)

    def _gap(self, number: int) -> float:
        labels = [
            _width(_shortened(link.label)) * 0.85
            for link in self.links
            if {self.layers[link.source], self.layers[link.target]} == {number, number + 1}
        ]
        return max([90.0, *(label + 50 for label in labels)])

    def svg(self, title: str, embedded: bool) -> str:
        head = "" if embedded else '<?xml version="1.0" encoding="UTF-8"?>\n'
        direction = "rtl" if self.right_to_left else "ltr"
        out = [
            f'{head}<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width:.0f} {self.height:.0f}" '
            f'width="{self.width:.0f}" height="{self.height:.0f}" role="img" direction="{direction}" '
            f'font-family="{_FONT}" font-size="13">',
            f"<title>{_xml(title)}</title>",
            '<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" '
            'orient="auto-start-reverse"><path d="M0 0L10 5L0 10z" fill="#555"/></marker></defs>',
            f'<rect width="{self.width:.0f}" height="{self.height:.0f}" fill="#ffffff"/>',
        ]
        seen: dict[frozenset[str], int] = {}
        labels: list[str] = []
        for link in self.links:
            ends = frozenset((link.source, link.target))
            place = seen.get(ends, 0)
            seen[ends] = place + 1
            line, label = self._arrow(link, place)
            out.append(line)
            labels.append(label)
        out += labels
        out += [self._box(node) for node in self.nodes]
        out.append("</svg>")
        return "\n".join(out) + ("" if embedded else "\n")

    def _box(self, node: PictureNode) -> str:
        x, y, width = self.boxes[node.id]
        middle = x + width / 2
        lines = [(node.label, y + (20 if node.kind else 28), "13", "#1d1d1f")]
        if node.kind:
            lines.append((node.kind, y + 37, "10.5", "#555555"))
        texts = "".join(
            f'<text x="{middle:.1f}" y="{height:.1f}" text-anchor="middle" font-size="{size}" fill="{colour}" '
            f'style="unicode-bidi:plaintext">{_xml(_shortened(text))}</text>'
            for text, height, size, colour in lines
        )
        return (
            f'<g><title>{_xml(node.label)}</title><rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" '
            f'height="{_BOX_HEIGHT}" rx="8" fill="{tint(node.colour)}" stroke="{escape(node.colour)}"/>{texts}</g>'
        )

    def _arrow(self, link: PictureLink, place: int) -> tuple[str, str]:
        """Return the line of a link and its label; parallel links bow apart."""
        x1, y1, w1 = self.boxes[link.source]
        x2, y2, w2 = self.boxes[link.target]
        shift = place * (_LINE + 2) * (1 if place % 2 == 0 else -1)
        middle = _BOX_HEIGHT / 2
        if self.layers[link.source] == self.layers[link.target]:
            start, end = (x1 + w1, y1 + middle), (x2 + w2, y2 + middle)
            bow = max(start[0], end[0]) + 55 + abs(shift)
            curve = (start, (bow, start[1]), (bow, end[1]), end)
        else:
            rightward = x2 > x1
            start = (x1 + w1, y1 + middle) if rightward else (x1, y1 + middle)
            end = (x2, y2 + middle) if rightward else (x2 + w2, y2 + middle)
            centre = (start[0] + end[0]) / 2
            far = abs(self.layers[link.source] - self.layers[link.target]) > 1
            lift = (shift - (_BOX_HEIGHT if far else 0)) * 1.3
            curve = (start, (centre, start[1] + lift), (centre, end[1] + lift), end)
        dash = ' stroke-dasharray="5 4"' if link.dashed else ""
        tip = "" if link.both else ' marker-end="url(#tip)"'
        drawn = f"M{_point(curve[0])}C{' '.join(map(_point, curve[1:]))}"
        line = f'<path d="{drawn}" fill="none" stroke="#555" stroke-width="1.3"{dash}{tip}/>'
        text = _shortened(link.label)
        half = _width(text) * 0.85 / 2 + 4
        x, y = self._free_place(curve, half)
        label = (
            f"<g><title>{_xml(link.title or link.label)}</title>"
            f'<rect x="{x - half:.1f}" y="{y - 9:.1f}" width="{2 * half:.1f}" height="17" fill="#ffffff" '
            f'fill-opacity="0.9"/><text x="{x:.1f}" y="{y + 4:.1f}" text-anchor="middle" font-size="11" '
            f'fill="#333333" style="unicode-bidi:plaintext">{_xml(text)}</text></g>'
        )
        return line, label

    def _free_place(self, curve: Sequence[tuple[float, float]], half: float) -> tuple[float, float]:
        """Return a point of a curve where a label of this half width hides no other, the middle if there is none."""
        for share in (0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78):
            x, y = _on_curve(curve, share)
            if all(
                abs(x - other_x) >= half + other or abs(y - other_y) >= _LINE
                for other_x, other_y, other in self.labels
            ):
                break
        else:
            x, y = _on_curve(curve, 0.5)
        self.labels.append((x, y, half))
        return x, y


def _point(at: tuple[float, float]) -> str:
    return f"{at[0]:.1f} {at[1]:.1f}"


def _on_curve(curve: Sequence[tuple[float, float]], share: float) -> tuple[float, float]:
    """Return the point of a cubic curve at a share of its way."""
    rest = 1 - share
    weights = (rest**3, 3 * rest**2 * share, 3 * rest * share**2, share**3)
    x = sum(weight * point[0] for weight, point in zip(weights, curve, strict=True))
    y = sum(weight * point[1] for weight, point in zip(weights, curve, strict=True))
    return x, y
