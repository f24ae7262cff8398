"""From an article's text as found to the paragraphs that are parsed, each with a way back to the offsets.

A paragraph is cleaned of what confuses a parser and says nothing: share tickers, link marks, a wire story's dateline,
odd spaces and quotes. Every character of the cleaned text knows where it stands in the text as found.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from techpol.schema.text import normalise_text

# A paragraph longer than this is cut at a sentence end or space, so that cost stays linear and memory small.
MAX_PARAGRAPH = 5000
_GAP = 2  # characters between a quotation and what follows it
_LONG_DASHES = frozenset("—―")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,300}>")
# Where one block of a page ends another begins, though no line break stands between them in the source.
_BLOCK_END = re.compile(r"</(?:p|h[1-6]|li|div|td|th|tr|dd|dt|figcaption|blockquote)>|<br ?/?>", re.IGNORECASE)
_TICKERS = (
    re.compile(r"[(\[][A-Z0-9][A-Za-z0-9_]{0,7}\.[A-Z]{1,3}[)\]]"),  # (AAPL.O)
    re.compile(r"\((?:NYSE|NASDAQ|Nasdaq|LSE|LON|FRA|TSX)[: ]{1,2}[A-Z.]{1,6}\)"),
)
_DROPPED = (
    re.compile(r"(?<=&)amp;"),
    *_TICKERS,
    re.compile(r"^ {0,8}(?:#{1,6}|>|\*|\+|-|\u2022|\d{1,2}[.)]) +"),  # Markdown and list marks
    re.compile(r"\*\*|__|(?<![A-Za-z0-9])[*_]|[*_](?![A-Za-z0-9])"),
    re.compile(r"!?\[(?=[^\]\n]{1,200}\]\()"),  # the opening of [text](address)
    re.compile(r"\]\([^)\n]{1,500}\)"),  # its end
    re.compile(r" ?\[\d{1,3}\]"),  # footnote marks
    # "co-founder" is one word to the parser only without its hyphen
    re.compile(
        r"(?<=\b[Cc]o)-(?=[A-Za-z]{4})|(?<=\b[Ff]und)-(?=rais)|(?<=\b[Mm]ega)-(?=donor)"
        r"|(?<=\b[Ff]ront)-(?=runner)|(?<=\b[Ss]peech)-(?=writer)"
    ),
    re.compile(r"(?<=[a-z.])[A-Z][a-z][^\n]{0,400}? MORE\b"),  # link headlines glued to a name
    re.compile(r"https?://[^\s)]{1,500}"),
    re.compile(r"\(?\b[a-z0-9][\w.-]{0,60}\.(?:com|net|org|co|ly|ms|gov|it)/[^\s)]{1,200}\)?"),
)
# "SAN FRANCISCO (Reuters) - Text", "WASHINGTON Text", "AUSTIN, Texas Text": where it was written, not who acts.
_DATELINE = re.compile(
    r"^(?!(?:[A-Z]\.){1,3} [A-Z][a-z])"  # "D.J. Smith said" is no dateline
    r"[A-Z][A-Z.'\u00c0-\u00de]+(?:[ /-](?!U\.S\.|U\.K\.|U\.N\.|US |UK |EU |UN )[A-Z][A-Z.']+){0,3}"
    r"(?:, (?:[A-Z][a-z]+\.?|[A-Z]{4,}|(?:[A-Z]\.){2,})(?: [A-Z][a-z]+)?)?"
    r"(?:,? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2}(?:, (?:19|20)\d\d)?)?"
    r"(?: \([A-Za-z ]{2,20}\))?(?: ?[-–—] ?| -- | )(?=[\"']?[A-Z][a-z\"']|A |I )"
)
# What follows a firm's initials, and no place's name.
_FIRM = re.compile(r"(?:Inc|Corp|LLC|PAC|News|Radio|Television|Foundation|Holdings|Group)\b")
_SHORT_CAPITALS = frozenset(
    "U.S. UK EU UN US U.N. CEO GOP NATO FBI CIA IBM GM AT NAACP ACLU AIPAC SEIU NASA FEMA OPEC UNICEF UNESCO AFSCME "
    "OECD ASEAN OSHA NOAA AARP MAGA".split()
)
# Lines that are about the page, not part of the story.
_BOILERPLATE = re.compile(
    r"^\W*(?:read (?:more|also|next)\b|see also\b|related\b(?=\W*(?:stories|articles|content|links|$|:))"
    r"|more (?:from|on)\b|photo(?:graph|s)?\b *(?:by|:|credit)|images?\b *(?:by|:|credit)|getty images"
    r"|\(?(?:additional )?(?:reporting|writing|editing) by\b|sign up\b|subscribe\b|advertisement\b|copyright\b|©"
    r"|all rights reserved|follow (?:us|me|him|her)\b|share this\b|click here\b|updated?:|published:|watch:|video:"
    r"|listen:|this (?:story|article) (?:was|has been) (?:originally|updated|first)|newsletter\b|comments?\s*$|tags?:"
    r"|filed under|corrections?\b(?=\W*$|:)|caption\b)",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"^\W*(?:By|BY) [A-Z][\w.'-]+(?: [A-Z][\w.'-]+){1,3}(?:,| and |\s*\||\s*$)[^.]{0,80}$")
_GLUED = re.compile(r"(?:[A-Z]{3}|[a-z]{3})\.(?!(?:Com|Org|Net|Gov|Co)\b)[A-Z][a-z]+ [A-Za-z]")
_END_OF_SENTENCE = re.compile(r"[.!?:;…][\"')\]]*\s*$")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph to parse. ``offsets[i]`` is where character i of ``text`` stands in the source's text.

    ``kind`` is ``body``, ``title`` (the first line), ``headline`` (a line without a full stop: names are read,
    relations are not, as it may be another story's) or ``skipped``.
    """

    number: int
    text: str
    offsets: tuple[int, ...]
    ends: tuple[int, ...]
    kind: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a non-empty span of the cleaned text stands in the source's text."""
        return self.offsets[start], self.ends[end - 1]

    @cached_property
    def quoted(self) -> tuple[tuple[int, int], ...]:
        """Return the (start, end) of every quotation in the cleaned text."""
        marks = [match.start() for match in re.finditer('"', self.text)]
        pairs = [(marks[i], marks[i + 1] + 1) for i in range(0, len(marks) - 1, 2)]
        if len(marks) % 2 == 1:  # a quotation that goes on in the next paragraph has no closing mark
            pairs.append((marks[-1], len(self.text)))
        return tuple(pairs)


def ticker_places(paragraph: Paragraph, text: str) -> frozenset[int]:
    """Return the offsets in a cleaned paragraph, of a source's ``text``, that a share ticker stood right after."""
    start, end = paragraph.offsets[0], paragraph.ends[-1]
    found = (match.start() for pattern in _TICKERS for match in pattern.finditer(text, start, end))
    return frozenset(
        bisect_right(paragraph.ends, place - (text[place - 1] == " ")) for place in found if place > start
    )


def quotation_before(paragraph: Paragraph, offset: int) -> int | None:
    """Return where the quotation begins that closes right before a character, None where none does."""
    last = bisect_right(paragraph.quoted, offset, key=lambda span: span[1]) - 1
    if last < 0 or offset - paragraph.quoted[last][1] > _GAP:
        return None
    return paragraph.quoted[last][0]


def split_paragraphs(text: str) -> Iterator[Paragraph]:
    """Yield the paragraphs of a text in order, empty ones left out."""
    number = 0
    after_colon = False
    for start, end in _lines(text):
        cleaned = _clean(text[start:end], start)
        if cleaned is None:
            continue
        line, offsets, ends = cleaned
        kind = _kind(line, number, after_colon)
        after_colon = line.rstrip().endswith(":")
        yield Paragraph(number, line, offsets, ends, kind)
        number += 1


def _kind(line: str, number: int, after_colon: bool) -> str:
    if not any(character.isalpha() for character in line):
        return "skipped"
    if len(line) < 300 and (_BOILERPLATE.match(line) or _BYLINE.match(line)):
        return "skipped"
    if number == 0:
        return "title" if len(line) < 250 else "body"
    if _END_OF_SENTENCE.search(line) or after_colon or len(line) > 250:
        return "body"
    return "headline"


def _lines(text: str) -> Iterator[tuple[int, int]]:
    position = 0
    for line in text.splitlines(keepends=True):
        start, end = position, position + len(line.rstrip())
        position += len(line)
        for match in _BLOCK_END.finditer(text, start, end):
            yield from _pieces(text, start, match.end())
            start = match.end()
        yield from _pieces(text, start, end)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > MAX_PARAGRAPH:
        cut = text.rfind(". ", start + MAX_PARAGRAPH // 2, start + MAX_PARAGRAPH)
        cut = cut + 1 if cut > 0 else text.rfind(" ", start + MAX_PARAGRAPH // 2, start + MAX_PARAGRAPH)
        cut = cut if cut > 0 else start + MAX_PARAGRAPH
        yield start, cut
        start = cut
    if start < end:
        yield start, end


def _clean(line: str, base: int) -> tuple[str, tuple[int, ...], tuple[int, ...]] | None:
    copy = normalise_text(line, keep_case=True)
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for position, character in enumerate(copy.text):
        source = copy.offsets[position]
        _, source_end = copy.span(position, position + 1)
        if character == "-" and line[source] != "-":
            alone = copy.text[position - 1 : position].isspace() and copy.text[position + 1 : position + 2].isspace()
            character = "—" if line[source] in _LONG_DASHES or alone else "-"
        elif "\ud800" <= character <= "\udfff":
            character = "?"
        elif character < " " or character == "\x7f":
            character = " "
        spaced = [" ", "—", " "] if character == "—" else [character]
        following = copy.text[position + 1 : position + 3].strip(" \"'")[:1]
        if (
            character == "."
            and position > 2
            and copy.text[position - 1].isupper()
            and copy.text[position - 2].islower()
            and following == following.upper()
        ):
            spaced = [" ", "."]  # "SpaceX.": else the stop would be taken for part of the name
        elif character == "." and _GLUED.match(copy.text, max(0, position - 3)) is not None:
            spaced = [".", " "]  # "told CNN.Jane Doe": a space is missing
        for piece in spaced:
            if piece == " " and (len(characters) == 0 or characters[-1] == " "):
                continue
            characters.append(piece)
            starts.append(source)
            ends.append(source_end)
    kept = _kept("".join(characters))
    while kept and characters[kept[-1]] == " ":
        kept.pop()
    if len(kept) == 0:
        return None
    return (
        "".join(characters[i] for i in kept),
        tuple(base + starts[i] for i in kept),
        tuple(base + ends[i] for i in kept),
    )


def _kept(text: str) -> list[int]:
    """Return the positions of a normalised line that are kept: no tags, marks, tickers, datelines, double spaces."""
    bare = list(range(len(text)))
    for patterns in ((_TAG,), _DROPPED):
        line = "".join(text[position] for position in bare)
        dropped = bytearray(len(line))
        for pattern in patterns:
            for match in pattern.finditer(line):
                dropped[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
        bare = [position for i, position in enumerate(bare) if not dropped[i]]
    line = "".join(text[position] for position in bare)
    bare = bare[_dateline(line) :]
    kept: list[int] = []
    for position in bare:
        if text[position] == " " and (len(kept) == 0 or text[kept[-1]] == " "):
            continue
        kept.append(position)
    return kept


def _dateline(line: str) -> int:
    """Return where the text begins after "SAN FRANCISCO (Reuters) - "."""
    start = len(line) - len(line.lstrip())
    match = _DATELINE.match(line[start : start + 120])
    if match is None:
        return 0
    words = match.group().split()
    rest = line[start + match.end() :]
    if len(words) == 1 and (_FIRM.match(rest) or not re.search(r"[AEIOUY]", words[0])):
        return 0  # "NRXP President Jane Doe": whom she leads, and no place
    # one word in capitals alone may be a name ("IBM Chief ..."): a place is longer than that
    if words[0].strip(",") in _SHORT_CAPITALS or not (len(words[0]) > 3 or (len(words) > 1 and words[1].isupper())):
        return 0
    return start + match.end()
