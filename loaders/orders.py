"""Orders in an article: words that speak to a reading machine and not to people.

A model that obeys them can quote them letter by letter, and a grammar takes what they dictate for a report. What such
a passage says, and what follows it in its paragraph, is nobody's word for anything.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

from techpol.schema.ontology import load_ontology
from techpol.schema.text import fold

_SENTENCE = re.compile(r"[.!?؟]\s+|\n")


@cache
def _data() -> dict[str, list[str]]:
    """Return ``orders.yaml``."""
    import yaml

    loaded: dict[str, list[str]] = yaml.safe_load(files("techpol.loaders").joinpath("orders.yaml").read_text("utf-8"))
    return loaded


@cache
def _pattern() -> re.Pattern[str]:
    """Return what an order looks like: a phrase of ``orders.yaml``, a relation by its code, a piece of a reply."""
    data = _data()
    phrases = "|".join(data["en"] + data["ar"])
    codes = "|".join(re.escape(name.lower()) for name in load_ontology().relations if "_" in name)
    keys = "|".join(("subject", "relation", "relations", "object", "quote", "modality", "evidence"))
    return re.compile(rf"{phrases}|(?<!\w)(?:{codes})(?!\w)|[\"']?(?:{keys})[\"']\s*:\s*[\"'\[]")


@lru_cache(maxsize=256)
def order_places(text: str) -> tuple[tuple[int, int], ...]:
    """Return the passages of a text that give orders: from the sentence of each to its paragraph's end.

    One that ends in a colon takes the next paragraph along.
    """
    folded = fold(text)
    if not any(hint in folded for hint in _data()["hints"]):
        return ()
    found: list[tuple[int, int]] = []
    start = 0
    taken_along = False
    for line in text.split("\n"):
        order = _first_order(line)
        if taken_along and line.strip() != "":
            order = 0
        if order is not None:
            found.append((start + order, start + len(line)))
        if line.strip() != "":
            taken_along = order is not None and line.rstrip().endswith(":")
        start += len(line) + 1
    return tuple(found)


def _first_order(line: str) -> int | None:
    """Return where the sentence of a paragraph's first order begins."""
    if _pattern().search(fold(line)) is None:
        return None
    begins = [0, *(match.end() for match in _SENTENCE.finditer(line))]
    later = [begin for begin in begins if _pattern().search(fold(line[begin:])) is not None]
    return later[-1]
