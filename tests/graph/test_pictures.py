"""Pictures: layers, escaping, labels that do not hide each other."""

import re
import xml.etree.ElementTree as ElementTree

from techpol.graph.pictures import PictureLink, PictureNode, dot, mermaid, svg, tint

NODES = [PictureNode(str(n), f"Node {n}", "Person", "#4c78a8") for n in range(6)]
LINKS = [PictureLink(str(a), str(b), f"label of {a} and {b}") for a in range(3) for b in range(3, 6)]


def texts(drawn):
    return [element for element in ElementTree.fromstring(drawn).iter() if element.tag.endswith("}text")]


def test_labels_hide_no_other_label():
    crossing = [link for link in LINKS if link.source in "01" and link.target in "34"]
    drawn = svg(NODES, crossing, {str(n): n // 3 for n in range(6)})
    places = [(float(t.get("x")), float(t.get("y"))) for t in texts(drawn) if (t.text or "").startswith("label")]

    assert len(places) == 4
    for number, (x, y) in enumerate(places):
        assert all(abs(x - other_x) > 90 or abs(y - other_y) > 15 for other_x, other_y in places[:number])


def test_right_to_left_begins_at_the_right():
    left, right = (svg(NODES[:2], LINKS[:0], {"0": 0, "1": 1}, right_to_left=flag) for flag in (False, True))

    def first(drawn):
        return float(next(t for t in texts(drawn) if t.text == "Node 0").get("x"))

    assert first(left) < first(right)


def test_what_is_not_reached_is_drawn_too():
    drawn = svg(NODES, LINKS[:1])

    assert {f"Node {n}" for n in range(6)} <= {t.text for t in texts(drawn)}


def test_an_empty_picture():
    assert ElementTree.fromstring(svg([], [])).tag.endswith("svg")
    assert mermaid([], []).startswith("flowchart LR")
    assert dot([], []).startswith("digraph")


def test_labels_are_text():
    nodes = [PictureNode('a"b', 'x"] --> y["\n<b>', "k"), PictureNode("c", "\x00\x1b[31m&")]
    links = [PictureLink('a"b', "c", '"];\n}', "</title>", dashed=True)]
    ElementTree.fromstring(svg(nodes, links))

    assert len(re.findall(r"-->|-\.->", mermaid(nodes, links))) == 1
    assert dot(nodes, links).count("\n") == 8
    # Mermaid looks for styles also within names.
    assert 'n0["style a#58;b#35;c"]' in mermaid([PictureNode("a", "style a:b#c")], [])


def test_joiners_and_marks_of_direction_are_kept_in_a_drawing():
    name = "\U0001f9d1\u200d\u2696\ufe0f \u200fن\u200c"
    drawn = ElementTree.fromstring(svg([PictureNode("a", name)], []))

    assert name in [element.text for element in drawn.iter()]


def test_tint_is_light():
    assert tint("#000000") == "#c0c0c0"
    assert tint("#ffffff") == "#ffffff"
