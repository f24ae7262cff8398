"""The style of Neo4j Browser, made from the ontology: colours by type, names as captions, lines by kind of relation.

The Browser applies every rule that fits a node, the later over the earlier; so a type stands after those above it.
It can draw a line only as wide as its type says, never as an amount says: relations of money are the widest, the
amount stands on the line.
"""

from __future__ import annotations

import json

from techpol.schema.ontology import EntityType, Ontology

Style = dict[str, dict[str, str]]

_LINE_COLOURS = {
    "money": "#2e7d32", "endorsement": "#1565c0", "office": "#6a1b9a", "ownership": "#ef6c00", "contact": "#00838f",
    "hostile": "#c62828", "membership": "#757575", "place": "#bdbdbd",
}  # fmt: skip
_LINE_WIDTHS = {"money": 6, "endorsement": 4, "ownership": 3, "office": 3, "contact": 3, "hostile": 3}
_DIAMETERS = {"Person": 60, "Company": 70, "Committee": 60, "Campaign": 60, "Place": 40}
_OTHER_LINE = "#a5abb6"


def _channel(colour: str, place: int) -> float:
    return int(colour[place : place + 2], 16) / 255


def _text_colour(colour: str) -> str:
    """Return black or white, whichever can be read on a colour."""
    light = 0.299 * _channel(colour, 1) + 0.587 * _channel(colour, 3) + 0.114 * _channel(colour, 5)
    return "#000000" if light > 0.5 else "#ffffff"


def _darker(colour: str) -> str:
    return "#" + "".join(f"{int(_channel(colour, place) * 255 * 0.8):02x}" for place in (1, 3, 5))


def _node_rule(spec: EntityType) -> dict[str, str]:
    rule = {
        "color": spec.colour, "border-color": _darker(spec.colour),
        "text-color-internal": _text_colour(spec.colour), "caption": "{name}",
    }  # fmt: skip
    if spec.name in _DIAMETERS:
        rule["diameter"] = f"{_DIAMETERS[spec.name]}px"
    return rule


def browser_style(ontology: Ontology) -> Style:
    """Return the rules by selector, in the order in which they must be applied."""
    style: Style = {
        "node": {
            "diameter": "50px", "color": _OTHER_LINE, "border-color": "#9aa1ac", "border-width": "2px",
            "text-color-internal": "#000000", "font-size": "11px", "caption": "{name}",
        },
        "relationship": {
            "color": _OTHER_LINE, "shaft-width": "2px", "font-size": "9px", "padding": "3px",
            "text-color-external": "#000000", "text-color-internal": "#ffffff", "caption": "{caption}",
        },
    }  # fmt: skip
    for spec in sorted(ontology.types.values(), key=lambda spec: (len(spec.ancestors), spec.name)):
        style[f"node.{spec.name}"] = _node_rule(spec)
    style["node.Claim"] = {"color": "#eeeeee", "border-color": "#bbbbbb", "caption": "{relation}", "diameter": "35px"}
    style["node.Source"] = {"color": "#fff8e1", "border-color": "#bbbbbb", "caption": "{title}", "diameter": "45px"}
    for relation in ontology.relations.values():
        style[f"relationship.{relation.name}"] = {
            "color": _LINE_COLOURS.get(relation.kind, _OTHER_LINE),
            "shaft-width": f"{_LINE_WIDTHS.get(relation.kind, 2)}px",
            "caption": "{caption}",
        }
    for link in ("STATED_IN", "HAS_SUBJECT", "HAS_OBJECT"):
        style[f"relationship.{link}"] = {"shaft-width": "1px", "caption": "<type>"}
    return style


def grass(ontology: Ontology) -> str:
    """Return the style as a ``.grass`` file, for dropping onto the Browser or its ``:style`` command."""
    rules = []
    for selector, rule in browser_style(ontology).items():
        lines = "".join(
            f'  {key}: "{value}";\n' if key == "caption" else f"  {key}: {value};\n" for key, value in rule.items()
        )
        rules.append(f"{selector} {{\n{lines}}}\n")
    return "\n".join(rules)


def style_command(ontology: Ontology) -> str:
    """Return the style as one line for ``browser.post_connect_cmd`` in neo4j.conf."""
    return f"style {json.dumps(browser_style(ontology), separators=(',', ':'))}"
