"""How rare a name is: the natural logarithm of one in how many carry it."""

from __future__ import annotations

import json
import math
from functools import cache
from importlib.resources import files

from techpol.schema.names import lexicon
from techpol.schema.names.bilingual import letter_names, translated
from techpol.schema.names.forms import PERSON, NamePart, ParsedName

# Names that are not among the common ones, in Latin and (where the table knows none) in Arabic script.
_RARE = {"given": 8.5, "family": 10.0, "word": 10.5}
_ARABIC = {"given": 6.0, "family": 8.0, "word": 10.0}
_ORDINARY, _LETTER = 5.0, 3.0  # a word that names of bodies are made of, a Latin letter read out
# Words that a great many Arabic names hold.
_COMMON_ARABIC = lexicon.words(
    """محمد احمد علي حسن حسين عبد الله عبدالله خالد ابراهيم محمود سعيد عمر يوسف سليمان مصطفي سالم ناصر فهد
    سعود فيصل سلطان عبدالرحمن عبدالعزيز الرحمن العزيز صالح طارق كريم جمال عادل سمير جون مايكل ديفيد جورج"""
)


@cache
def _counts() -> dict[str, tuple[int, dict[str, int]]]:
    text = files("techpol.schema").joinpath("names/tables/name_counts.json").read_text("utf-8")
    data = json.loads(text)
    return {kind: (data[kind]["total"], data[kind]["counts"]) for kind in ("given", "family", "word")}


def word_rarity(part: NamePart, kind: str) -> float:
    """Return how rare a word is as a given name, a family name or a word of a body's name."""
    if part.arabic:
        if part.text in letter_names():
            return _LETTER
        if kind == "word" and len(translated(part.text)) > 0:
            return _ORDINARY
        return 4.0 if part.text in _COMMON_ARABIC else _ARABIC[kind]
    total, counts = _counts()[kind]
    count = counts.get(part.latin if kind == "word" else part.text)
    return _RARE[kind] if count is None else min(_RARE[kind], math.log(total / count))


def name_rarity(name: ParsedName) -> float:
    """Return how rare a whole name is; a name of one common word is hardly a name at all.

    >>> from techpol.schema.names.forms import parse_name
    >>> name_rarity(parse_name("John Smith")) < name_rarity(parse_name("Sundar Pichai"))
    True
    """
    parts = [part for part in name.parts if part.role not in ("stop", "particle")]
    if name.kind != PERSON:
        weights = [2.0 if part.role == "number" else word_rarity(part, "word") for part in parts]
        # Words of one name go together ("limited partners"), so that the later ones add less.
        weights.sort(reverse=True)
        return sum(weight / (1 + 0.5 * number) for number, weight in enumerate(weights))
    words = [part for part in parts if part.role != "initial"]
    initials = sum(part.role == "initial" for part in parts)
    if len(words) == 0:
        return 2.5 * initials
    rarity = word_rarity(words[-1], "family")
    if len(words) > 1:
        rarity += word_rarity(words[0], "given")
    return rarity + 2.0 * initials + 3.0 * max(0, len(words) - 2)
