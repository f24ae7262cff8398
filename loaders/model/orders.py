"""Orders in an article: words that speak to a reading machine and not to people.

A model that obeys them can quote them letter by letter, so the quote alone proves nothing. What such a passage says,
and what follows it in its paragraph, is no report.
"""

from __future__ import annotations

import re
from functools import cache

from techpol.loaders.model.cues import cue_data
from techpol.loaders.model.quotes import Place
from techpol.schema.ontology import load_ontology
from techpol.schema.text import normalise_text


@cache
def _pattern() -> re.Pattern[str]:
    """Return what an order looks like: a phrase of ``cues.yaml``, a relation by its code, a piece of a reply."""
    data = cue_data()["orders"]
    phrases = "|".join(data["en"] + data["ar"])
    codes = "|".join(re.escape(name.lower()) for name in load_ontology().relations if "_" in name)
    keys = "|".join(("subject", "relation", "relations", "object", "quote", "modality", "evidence"))
    return re.compile(rf"{phrases}|(?<!\w)(?:{codes})(?!\w)|[\"']?(?:{keys})[\"']\s*:\s*[\"'\[]")


def order_places(text: str) -> list[Place]:
    """Return the passages of a text that give orders: from the sentence of each to its paragraph's end.

    One that ends in a colon takes the next paragraph along.
    """
    copy = normalise_text(text)
    found: list[Place] = []
    for match in _pattern().finditer(copy.text):
        at = copy.span(*match.span())[0]
        start = max((m.end() for m in re.finditer(r"[.!?؟]\s+|\n", text[:at])), default=0)
        end = _line_end(text, at)
        while text[start:end].rstrip()[-1:] == ":" and end < len(text):
            following = re.compile(r"\s*\S").match(text, end)
            if following is None:
                break
            end = _line_end(text, following.end())
        if len(found) == 0 or start > found[-1][1]:
            found.append((start, end))
        else:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
    return found


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return end if end >= 0 else len(text)
