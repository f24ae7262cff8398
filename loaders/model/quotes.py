"""Quotes: where the words that a model quotes stand in a text.

They may differ from it in white space, quotation marks and punctuation, and leave words out with "..."; nothing else.
A quote begins and ends with whole words: "able to give" is not found in "unable to give", nor "$5" in "$5,000".
"""

from __future__ import annotations

import re
from itertools import pairwise

from techpol.loaders.figures import is_multiplier
from techpol.schema.text import NormalisedText, normalise_text

Place = tuple[int, int]

# Where a sentence ends: a mark before white space, or a line's end.
SENTENCE_EDGE = re.compile(r"[.!?؟][\"'”’»)\]]*\s+|\n+")
# What a passage may be long at most whose middle is left out.
MAX_PASSAGE = 600
_ELLIPSIS = re.compile(r"\s*(?:\[\s*)?(?:\.\.\.|…|\. \. \.)(?:\s*\])?\s*")
_PREFIX = re.compile(r"[وف]?(?:ال|لل|[بلكس])?(?:ال)?")
_WORD = re.compile(r"[^\W\d_]+")
_ENDS = '.!?؟”"’»)'


class QuoteFinder:
    """Finds quotes in one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.copy = normalise_text(text)
        self._bare, self._offsets = _bare(self.copy)
        self._backward: dict[int, int] = {}
        for position, offset in enumerate(self.copy.offsets):
            self._backward.setdefault(offset, position)

    def inside(self, place: Place) -> Place:
        """Return a place in the normalised copy."""
        first, last = place
        while first not in self._backward and first < place[1]:
            first += 1
        while last not in self._backward and last < len(self.text):
            last += 1
        return self._backward.get(first, 0), self._backward.get(last, len(self.copy.text))

    def find(self, quote: str) -> list[tuple[int, int]]:
        """Return where a quote stands that may leave words out; nothing where it does not stand in the text.

        Pieces of one passage that follow one another closely are one span, all between them included. Pieces on
        both sides of a line's end are the sentences that hold them.
        """
        pieces = [piece for piece in _ELLIPSIS.split(quote) if piece.strip() != ""]
        spans = [self.find_piece(piece) for piece in pieces]
        found = [span for span in spans if span is not None]
        if len(found) < len(spans) or len(found) == 0:
            return []
        if any(later[0] < earlier[1] for earlier, later in pairwise(found)):
            return []
        start, end = found[0][0], found[-1][1]
        if len(found) == 1 or (end - start <= MAX_PASSAGE and "\n" not in self.text[start:end]):
            return [(start, end)]
        apart = [self.sentence(*span) for span in found]
        close = apart[-1][1] - apart[0][0] <= 2 * MAX_PASSAGE and self.text.count("\n", start, end) == 1
        return list(dict.fromkeys(apart)) if close else []

    def find_piece(self, quote: str) -> tuple[int, int] | None:
        """Return where a quote stands without a gap, None where it does not."""
        bare, _ = _bare(normalise_text(quote))
        position = self._bare.find(bare) if bare != "" else -1
        while position >= 0:
            span = self._whole_words(self._offsets[position], self._offsets[position + len(bare) - 1])
            if span is not None:
                break
            position = self._bare.find(bare, position + 1)
        else:
            return None
        start, end = self.copy.span(*span)
        # A quote that ended with its sentence keeps the mark that ends it.
        while end < len(self.text) and self.text[end] in _ENDS and quote.rstrip()[-1:] in _ENDS:
            end += 1
        return start, end

    def _whole_words(self, first: int, last: int) -> tuple[int, int] | None:
        """Return the span in the copy of a run of whole words; None where it is cut out of words or a number.

        An Arabic word may have lost what is written together with it ("and", "will"): that comes back. So does the
        "million" that a number is cut off from.
        """
        copy = self.copy.text
        start = first
        while start > 0 and (copy[start - 1].isalnum() or _is_inside(copy, start - 1)):
            start -= 1
        if start < first and _PREFIX.fullmatch(copy, start, first) is None:
            return None
        end = last + 1
        if end < len(copy) and (copy[end].isalnum() or (_is_inside(copy, end) and not copy.startswith("'s", end))):
            return None
        following = _WORD.match(copy, end + 1) if copy[last].isdigit() and copy[end : end + 1] == " " else None
        if following is not None and is_multiplier(following.group()):
            end = following.end()
        return start, end

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Return the sentence around a span, cut to what a quote may be long."""
        first = 0
        last = len(self.text)
        for match in SENTENCE_EDGE.finditer(self.text, max(0, start - MAX_PASSAGE)):
            if match.end() <= start:
                first = match.end()
            elif match.end() > end:
                last = match.start() + len(match.group().rstrip())
                break
        first = max(first, end - MAX_PASSAGE // 2)
        return min(first, start), max(end, min(last, min(first, start) + MAX_PASSAGE // 2))


def _is_inside(copy: str, position: int) -> bool:
    """Say whether a mark stands within a word or a number: "didn't", "5,000"."""
    if not 0 < position < len(copy) - 1:
        return False
    before, after = copy[position - 1], copy[position + 1]
    if copy[position] == "'":
        return before.isalpha() and after.isalpha()
    return copy[position] in ".," and before.isdigit() and after.isdigit()


def _bare(copy: NormalisedText) -> tuple[str, list[int]]:
    """Return letters, digits and the signs that change a figure; what white space and marks do is left out."""
    kept: list[str] = []
    offsets: list[int] = []
    for position, character in enumerate(copy.text):
        inside = character in ".,-" and 0 < position < len(copy.text) - 1
        between_digits = inside and copy.text[position - 1].isdigit() and copy.text[position + 1].isdigit()
        if character.isalnum() or character in "$€£%" or between_digits:
            kept.append(character)
            offsets.append(position)
    return "".join(kept), offsets
