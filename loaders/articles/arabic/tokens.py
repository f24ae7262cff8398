"""Tokens and sentences of an Arabic text, on the normalised copy that maps back to the text as found."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from techpol.schema.text import NormalisedText, normalise_text

# Numbers keep their separators ("10.2", "388,720", and the "4ر1" of papers that write the point as a letter);
# Latin words keep inner dots and ampersands ("Box.net", "AT&T"); Arabic initialisms keep their dots ("آي.أيه.جي").
_TOKEN = re.compile(
    r"\d+ر\d+(?![\u0621-\u064a\d])"
    r"|\d+(?:[.,]\d+)*"
    r"|[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f0-9]*(?:[&'.@_-][A-Za-z\u00c0-\u024f0-9]+)*"
    r"|[\u0621-\u06d3]+(?:\.[\u0621-\u06d3]+)*"
    r"|[^\W\d_]+"
    r"|\n"
    r"|\.\.+"
    r"|[^\s\w]|_"
)
_ENDS = frozenset([".", "!", "?", "؟", "..", "..."])
_CLOSERS = frozenset(['"', "'", ")", "]", "}", "(", "["])
# Words joined by dots are letters spelt out ("آي.أيه.جي") where each is short or the name of a letter.
_SHORTEST_NAME, _SHORTEST_WORD = 3, 4
_LETTER_NAMES = frozenset(["دبليو", "جيه", "كيه", "بيه", "زيد"])
_TITLE_LETTERS = frozenset(["د", "م", "ا", "ود", "وم"])
_DOMAINS = frozenset(["كوم", "نت", "اورغ", "اورج", "نيوز"])
_ABBREVIATIONS = frozenset("بي جي سي دي اس ام اف ار كيه ان تي اتش ايه جيه دبليو او بيه كي في يو".split()) | frozenset(
    ["د", "م", "ا", "mr", "dr", "st", "jr", "inc", "corp", "co", "ltd", "no", "u.s", "vs"]
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark. ``start`` and ``end`` are offsets in the text as found; ``text`` is normalised."""

    text: str
    start: int
    end: int
    kind: str  # word, latin, number, mark, newline
    spaced: bool  # white space stands before it


@dataclass(frozen=True, slots=True)
class Sentence:
    """A run of tokens, by their indexes, end exclusive."""

    first: int
    last: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class TokenisedText:
    """The tokens and sentences of a text."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    starts: tuple[int, ...]  # first token of each sentence

    def sentence_at(self, token: int) -> int:
        """Return the number of the sentence that holds a token."""
        return max(0, bisect_right(self.starts, token) - 1)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the offsets, in the text as found, of a run of tokens (end exclusive)."""
        return self.tokens[first].start, self.tokens[last - 1].end


def _kind(text: str) -> str:
    if text == "\n":
        return "newline"
    if text[0].isdigit():
        return "number"
    if "\u0600" <= text[0] <= "\u06ff" and text[0].isalpha():
        return "word"
    return "latin" if text[0].isalpha() else "mark"


def fold_spelling(copy: NormalisedText) -> NormalisedText:
    """Fold the seats of hamza too, which composed and decomposed writing keep apart. Lengths stay."""
    return NormalisedText(copy.text.replace("ئ", "ي").replace("ؤ", "و"), copy.offsets)


def _pieces(text: str) -> list[str]:
    """Return the tokens of words joined by dots: "دولار.وقال" are two and a mark, "م.عادل" a title and a name."""
    if "." not in text or text[0] == "." or not "\u0600" <= text[0] <= "\u06ff":
        return [text]
    *front, last = text.split(".")
    titled = len(last) >= _SHORTEST_NAME and all(part in _TITLE_LETTERS for part in front)
    letters = all(len(part) < _SHORTEST_WORD or part in _LETTER_NAMES for part in (*front, last))
    if (letters and not titled) or last in _DOMAINS:
        return [text]
    return [piece for part in front for piece in (part, ".")] + [last]


def tokenise(text: str) -> TokenisedText:
    """Cut a text into tokens and sentences. Linear in its length."""
    copy = fold_spelling(normalise_text(text.replace("\n", "\ue000"), keep_case=True))
    # Line breaks are white space to the normaliser; they end sentences here, so they travel as a private mark.
    body = copy.text.replace("\ue000", "\n")
    tokens = []
    previous = 0
    for match in _TOKEN.finditer(body):
        first = match.start()
        for piece in _pieces(match.group()):
            start, end = copy.span(first, first + len(piece))
            tokens.append(Token(piece, start, end, _kind(piece), first > previous or first == 0))
            first = previous = first + len(piece)
    sentences = _split(tokens)
    return TokenisedText(text, tuple(tokens), tuple(sentences), tuple(item.first for item in sentences))


@lru_cache(maxsize=2)
def tokenise_page(text: str) -> TokenisedText:
    """Cut a page as ``tokenise`` does; the last ones are kept, since a page is asked about again when it was read."""
    return tokenise(text)


_LONGEST_SENTENCE = 400  # tokens


def _split(tokens: list[Token]) -> list[Sentence]:
    boundaries = [0]
    for index, token in enumerate(tokens):
        if token.kind == "newline" or (token.text in _ENDS and _ends_sentence(tokens, index)):
            following = index + 1
            while (
                token.kind != "newline"
                and following < len(tokens)
                and tokens[following].text in _CLOSERS
                and not tokens[following].spaced
            ):
                following += 1
            boundaries.append(following)
    boundaries.append(len(tokens))
    sentences: list[Sentence] = []
    paragraph = 0
    for first, last in pairwise(sorted(set(boundaries))):
        if any(tokens[index].kind != "newline" for index in range(first, last)):
            end = last - 1 if tokens[last - 1].kind == "newline" else last
            # A "sentence" without an end is read in pieces, so that time stays linear.
            pieces = range(first, end, _LONGEST_SENTENCE)
            sentences.extend(Sentence(start, min(start + _LONGEST_SENTENCE, end), paragraph) for start in pieces)
        if tokens[last - 1].kind == "newline":
            paragraph += 1
    return sentences


def _ends_sentence(tokens: list[Token], index: int) -> bool:
    """Say whether a full stop ends a sentence: a space follows, and no abbreviation or initial stands before."""
    following = index + 1
    while following < len(tokens) and tokens[following].text in _CLOSERS and not tokens[following].spaced:
        following += 1
    if following < len(tokens) and tokens[following].kind != "newline" and not tokens[following].spaced:
        # No space after the stop: "دولار.وقال" is a slip of typing, "3.5" never gets here.
        letter = tokens[index - 1]
        if letter.text in _TITLE_LETTERS and (letter.spaced or tokens[index - 2].text == "."):
            return False  # "د.كريم", "أ.د.كريم"
        return tokens[index].text == "." and tokens[following].kind == "word" and tokens[index - 1].kind == "word"
    before = tokens[index - 1] if index > 0 else None
    if before is None or tokens[index].text != ".":
        return True
    if before.text == "ود":
        return False  # "ود. فلان": the conjunction before a doctor
    return before.text.lower() not in _ABBREVIATIONS and not (len(before.text) == 1 and before.text.isalpha())
