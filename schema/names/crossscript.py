"""Arabic and Latin spellings of one name: how probable it is that both write the same sounds.

The table of letter pieces (Arabic letters with the Latin ones that they are written as) is learned from paired names
by ``bench/make_translit_table.py``. A pair of spellings is cut into pieces in the best way; the score is the log
odds of that against two unrelated names with the same letters.
"""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from importlib.resources import files

from techpol.schema.names.lexicon import arabic_spellings
from techpol.schema.text import fold

_LATIN = {
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "ħ": "h",
    "ə": "a", "ŋ": "ng", "ĸ": "k", "ŧ": "t",
}  # fmt: skip
# Letters that Arabic borrows for sounds it lacks, and hamza on its carriers, as the letters that papers write.
_SPELLED = str.maketrans({"پ": "ب", "چ": "ش", "ڤ": "ف", "ڨ": "ق", "گ": "ك", "ژ": "ج", "ئ": "ي", "ء": None, "ے": "ي"})
_LOST_ARABIC = -10.0  # natural log of an Arabic letter that nothing is written for, and of a Latin one from nowhere
_LOST_LATIN = -8.0
_IMPOSSIBLE = -1e9
_BEAM = 20.0


@lru_cache(maxsize=30_000)
def arabic_letters(text: str) -> str:
    """Return the Arabic letters of a text as they are compared; a space stays between words."""
    kept = "".join(c if "ء" <= c <= "ۓ" else " " for c in fold(text)).translate(_SPELLED)
    return " ".join(kept.split())


@lru_cache(maxsize=30_000)
def latin_letters(text: str) -> str:
    """Return the Latin letters of a text as they are compared; a space stays between words."""
    kept = "".join(c if "a" <= c <= "z" else _LATIN.get(c, "" if c in "'’" else " ") for c in fold(text))
    return " ".join(kept.split())


class LetterTable:
    """Pieces by their Arabic letters, then by their Latin ones, with natural logarithms of probabilities."""

    def __init__(self, data: dict[str, dict[str, float]]) -> None:
        self.pieces: dict[str, dict[str, float]] = {}
        for key, value in data["pieces"].items():
            arabic, latin = key.split("|")
            self.pieces.setdefault(arabic, {})[latin] = value
        self.arabic = data["arabic"]
        self.latin = data["latin"]
        self.longest = max(len(latin) for found in self.pieces.values() for latin in found)

    def chance(self, arabic: str, latin: str) -> float:
        """Return the log probability of both words as plain runs of letters."""
        return sum(self.arabic.get(c, -8.0) for c in arabic) + sum(self.latin.get(c, -8.0) for c in latin)

    def best_cut(self, arabic: str, latin: str) -> float:
        """Return the log probability of the best way to cut both words into pieces."""
        size, width = len(arabic), len(latin) + 1
        inserted = self.pieces.get("", {})
        rows = [[_IMPOSSIBLE] * width for _ in range(size + 1)]
        rows[0][0] = 0.0
        for i, row in enumerate(rows):
            one = self.pieces.get(arabic[i : i + 1], {}) if i < size else {}
            two = self.pieces.get(arabic[i : i + 2], {}) if i + 1 < size else {}
            # A way that has fallen this far behind never wins; leaving it out makes long names cheap.
            least = max(max(row) - _BEAM, _IMPOSSIBLE + 1)
            for j, here in enumerate(row):
                if here < least:
                    continue
                if j + 1 < width:
                    row[j + 1] = max(row[j + 1], here + inserted.get(latin[j], _LOST_LATIN))
                if i == size:
                    continue
                below = rows[i + 1]
                below[j] = max(below[j], here + one.get("", _LOST_ARABIC))
                for end in range(j + 1, min(width, j + self.longest + 1)):
                    written = latin[j:end]
                    value = one.get(written)
                    if value is not None and here + value > below[end]:
                        below[end] = here + value
                    if two:
                        value = two.get(written)
                        if value is not None and here + value > rows[i + 2][end]:
                            rows[i + 2][end] = here + value
        return rows[size][width - 1]


@cache
def letter_table() -> LetterTable:
    """Return the table of the package, read once."""
    resource = files("techpol.schema").joinpath("names/tables/arabic_latin.json")
    return LetterTable(json.loads(resource.read_text("utf-8")))


def word_odds(arabic: str, latin: str) -> float:
    """Return the log odds, a letter, that two words (letters only) spell one name; above 1 is likely."""
    if arabic == "" or latin == "":
        return -9.0
    table = letter_table()
    odds = table.best_cut(arabic, latin) - table.chance(arabic, latin)
    return odds / max(len(arabic), 0.75 * len(latin))


def word_similarity(arabic: str, latin: str) -> float:
    """Return how alike an Arabic and a Latin word are, in [0, 1]; with or without the article.

    >>> word_similarity("التمان", "altman") > 0.8
    True
    """
    if arabic in arabic_spellings().get(latin, ()):
        return 1.0
    best = word_odds(arabic, latin)
    heard = _as_heard(latin)
    if heard != latin:
        best = max(best, word_odds(arabic, heard) - 0.1)
    if arabic.startswith("ال") and len(arabic) > 4:
        best = max(best, word_odds(arabic[2:], latin) - 0.05)
    # Calibrated by bench/score_names.py --calibrate: where true pairs and near misses part.
    return min(1.0, max(0.0, (best - LOW_ODDS) / (HIGH_ODDS - LOW_ODDS)))


# English writes a long vowel by an "e" that is not heard, or by a "gh"; Arabic writes what is heard. The table is
# learned from names of many languages, few of which do.
_SILENT_E = re.compile(r"(?<=[^aeiouy])([aiyou])([bcdfgklmnprstvxz]|ck|th|ch)e(?=s?\Z)")
_IGHT = re.compile(r"(?<=[^aeiouy])igh(?=t)")
_LONG = {"a": "ey", "i": "ay", "y": "ay", "o": "o", "u": "u"}


@lru_cache(maxsize=30_000)
def _as_heard(latin: str) -> str:
    """Return a Latin word with the long vowels of English written out, itself where it has none.

    >>> _as_heard("pike"), _as_heard("wright"), _as_heard("altman")
    ('payk', 'wrayt', 'altman')
    """
    return _SILENT_E.sub(lambda found: _LONG[found[1]] + found[2], _IGHT.sub("ay", latin))


LOW_ODDS, HIGH_ODDS = -0.3, 2.0
