"""Text for matching: a normalised copy that maps back to the offsets of the text as found.

Normalisation folds what a reader does not see as a difference: case, width, vowel signs and tatweel, the
forms of alef, ya and ta marbuta, Arabic-Indic digits, curly quotes and dashes, odd spaces and bidi marks.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_DROPPED = frozenset(
    [chr(c) for c in range(0x0610, 0x061B)]
    + [chr(c) for c in range(0x064B, 0x0660)]
    + [chr(c) for c in range(0x06D6, 0x06EE) if c not in (0x06E5, 0x06E6)]
    + [chr(c) for c in (0x0640, 0x0670, 0xFEFF, 0x00AD, 0x2060, 0x061C)]
    + [chr(c) for c in range(0x200B, 0x2010)]
    + [chr(c) for c in range(0x202A, 0x202F)]
    + [chr(c) for c in range(0x2066, 0x206A)]
)
_FOLDED = {
    **dict.fromkeys("أإآٱٲٳ", "ا"),
    "ى": "ي", "ی": "ي", "ئ": "ئ", "ک": "ك", "ة": "ه", "ۀ": "ه",
    **dict.fromkeys("“”„‟«»″〝〞", '"'),
    **dict.fromkeys("‘’‚‛′ʼ`´", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "٫": ".", "٬": ",", "…": "...",
}  # fmt: skip
for _zero in (0x0660, 0x06F0):
    _FOLDED.update({chr(_zero + n): str(n) for n in range(10)})


def _fold(character: str, keep_case: bool) -> str:
    if character in _DROPPED:
        return ""
    folded = _FOLDED.get(character)
    if folded is not None:
        return folded
    if character < "\x80":
        return character if keep_case else character.lower()
    if character.isspace():
        return " "
    parts = unicodedata.normalize("NFKD", character)
    kept = "".join(
        _FOLDED.get(part, part) for part in parts if not unicodedata.combining(part) and part not in _DROPPED
    )
    return kept if keep_case else kept.casefold()


class _Folds(dict[int, str]):
    """What each character folds to, by code point; worked out when it is first met."""

    def __init__(self, keep_case: bool) -> None:
        super().__init__()
        self._keep_case = keep_case

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold(chr(code), self._keep_case)
        return folded


_FOLDS = _Folds(keep_case=False)
_FOLDS_WITH_CASE = _Folds(keep_case=True)


@dataclass(frozen=True, slots=True)
class NormalisedText:
    """A normalised copy of a text; ``offsets[i]`` is where character i stands in the text as found.

    ``offsets`` has one entry more than ``text``: the length of the text as found.
    """

    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the (start, end) in the text as found that a non-empty span of the copy stands for.

        Marks that were dropped after the last character belong to it.
        """
        last = self.offsets[end - 1]
        following = end
        while self.offsets[following] == last:
            following += 1
        return self.offsets[start], self.offsets[following]


def normalise_text(text: str, keep_case: bool = False) -> NormalisedText:
    """Return the copy of a text that matching is done on. Length may differ; order never does."""
    folds = _FOLDS_WITH_CASE if keep_case else _FOLDS
    pieces: list[str] = []
    offsets: list[int] = []
    for position, character in enumerate(text):
        folded = folds[ord(character)]
        pieces.append(folded)
        offsets.extend([position] * len(folded))
    offsets.append(len(text))
    return NormalisedText("".join(pieces), tuple(offsets))


def fold(text: str) -> str:
    """Return a text as it is compared: normalised, white space collapsed, ends stripped."""
    return " ".join(text.translate(_FOLDS).split())
