"""The lines of a PDF page in reading order, right-to-left script included.

A PDF places glyphs; which way a line is read is not in it. For pages with Arabic letters the order is worked out
from where the glyphs stand, because the library's own order turns only some of the words.
"""

from __future__ import annotations

import ctypes
import unicodedata
from dataclasses import dataclass
from statistics import median
from typing import Any

_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_LAM, _ALEFS = "ل", "اأإآ"
# Two glyphs stand on one line if their middles differ by less than this share of the usual height.
_LINE_TOLERANCE = 0.6
# A gap of more than this share of the usual height parts paragraphs.
_PARAGRAPH_GAP = 0.5
# A gap of more than this share of the usual height is a space; Arabic letters that do not join stand wider apart.
_SPACE_SHARE = 0.24
_SPACE_SHARE_LTR = 0.12
# What may stand between two pieces of left-to-right text without ending it: "3.5", "A & B", "U.S.".
_LTR_JOINTS = frozenset(" .,:/&'’-–+@_#%$€£")


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character and its box on the page, in points from the lower left corner."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    number: int

    @property
    def middle(self) -> float:
        """Return the height of the middle of the box."""
        return (self.bottom + self.top) / 2


def page_lines(page: Any) -> list[str]:
    """Return the lines of text of a pypdfium2 page, an empty line where it leaves a gap."""
    text_page = page.get_textpage()
    try:
        # U+FFFE stands for a hyphen at a line's end.
        text: str = text_page.get_text_range().replace("\ufffe\r\n", "-\r\n").replace("\ufffe", "-\n")
        if not any(is_rtl(character) for character in text):
            return text.replace("\r\n", "\n").replace("\x02", "-").split("\n")
        return [order_line(line) for line in group_lines(_glyphs(text_page))]
    finally:
        text_page.close()


def _glyphs(text_page: Any) -> list[Glyph]:
    import pypdfium2.raw as pdfium

    found: list[Glyph] = []
    # The loose box is as wide as the pen moves, so that letters of a word touch.
    box = pdfium.FS_RECTF()
    for number in range(text_page.count_chars()):
        character = chr(pdfium.FPDFText_GetUnicode(text_page, number))
        if character.isspace() or unicodedata.category(character) in ("Cc", "Cn", "Cs"):
            continue
        if not pdfium.FPDFText_GetLooseCharBox(text_page, number, ctypes.byref(box)):
            continue
        if "\ufb50" <= character <= "\ufefc":
            character = unicodedata.normalize("NFKC", character)
        found.append(Glyph(character, box.left, box.right, box.bottom, box.top, number))
    return found


def is_rtl(character: str) -> bool:
    """Say whether a character is written from right to left."""
    return unicodedata.bidirectional(character) in ("R", "AL")


def group_lines(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Return glyphs by line, in the order in which the page's text runs; a wide gap gives an empty line."""
    if len(glyphs) == 0:
        return []
    height = median(glyph.top - glyph.bottom for glyph in glyphs) or 1.0
    lines: list[list[Glyph]] = []
    for glyph in glyphs:
        # Marks and punctuation sit high or low: they overlap with the line rather than share its middle.
        line = lines[-1] if len(lines) > 0 else None
        if line is not None and _on_line(glyph, line, height):
            line.append(glyph)
        else:
            lines.append([glyph])
    spaced: list[list[Glyph]] = []
    for line in lines:
        gap = min(glyph.bottom for glyph in spaced[-1]) - max(glyph.top for glyph in line) if spaced else 0.0
        if gap > _PARAGRAPH_GAP * height:
            spaced.append([])
        spaced.append(line)
    return spaced


def _on_line(glyph: Glyph, line: list[Glyph], height: float) -> bool:
    middle = median(other.middle for other in line[-20:])
    top, bottom = max(other.top for other in line[-20:]), min(other.bottom for other in line[-20:])
    overlaps = glyph.bottom < top and glyph.top > bottom
    return overlaps and abs(glyph.middle - middle) < max(_LINE_TOLERANCE * height, 0.6 * (top - bottom))


def order_line(line: list[Glyph]) -> str:
    """Return the text of one line in the order in which it is read.

    >>> order_line([Glyph("ب", 0, 5, 0, 9, 0), Glyph("ا", 5, 9, 0, 9, 1), Glyph("7", 20, 24, 0, 9, 2)])
    '7 اب'
    """
    if len(line) == 0:
        return ""
    height = median(glyph.top - glyph.bottom for glyph in line) or 1.0
    cells: list[str] = []
    previous: Glyph | None = None
    for glyph in sorted(line, key=lambda glyph: (glyph.left + glyph.right, glyph.number)):
        if previous is not None:
            rtl = is_rtl(previous.text[0]) or is_rtl(glyph.text[0])
            if glyph.left - previous.right > (_SPACE_SHARE if rtl else _SPACE_SHARE_LTR) * height:
                cells.append(" ")
            elif _is_lam_alef(previous, glyph):
                # One glyph for two letters, whichever way round the library gave them; turned below.
                cells[-1] = glyph.text if glyph.text in _ALEFS else previous.text
                glyph = previous if previous.text == _LAM else glyph
        cells.append(glyph.text)
        previous = glyph
    visual = [character for cell in cells for character in (reversed(cell) if is_rtl(cell[0]) else cell)]
    arabic = sum(is_rtl(character) for character in visual)
    latin = sum(unicodedata.bidirectional(character) == "L" for character in visual)
    return _read_rtl(visual) if arabic >= latin else _read_ltr(visual)


def _is_lam_alef(left: Glyph, right: Glyph) -> bool:
    letters = {left.text, right.text}
    overlap = min(left.right, right.right) - max(left.left, right.left)
    narrow = min(left.right - left.left, right.right - right.left)
    return _LAM in letters and len(letters & set(_ALEFS)) == 1 and overlap > 0.8 * narrow


def _read_rtl(visual: list[str]) -> str:
    """Read a line from the right; runs of left-to-right text in it from the left."""
    pieces: list[str] = []
    run: list[str] = []
    joints: list[str] = []

    def flush() -> None:
        pieces.append("".join(reversed(run)))
        pieces.extend(joint.translate(_MIRRORED) for joint in joints)
        run.clear()
        joints.clear()

    for character in reversed(visual):
        if unicodedata.bidirectional(character) in ("L", "EN", "AN"):
            run.extend(joints)
            joints.clear()
            run.append(character)
        elif len(run) > 0 and character in _LTR_JOINTS:
            joints.append(character)
        else:
            flush()
            pieces.append(character.translate(_MIRRORED))
    flush()
    return "".join(pieces)


def _read_ltr(visual: list[str]) -> str:
    """Read a line from the left; runs of right-to-left text in it from the right."""
    pieces: list[str] = []
    run: list[str] = []
    for character in [*visual, ""]:
        if character != "" and (is_rtl(character) or (len(run) > 0 and character == " ")):
            run.append(character)
        else:
            trailing = " " if len(run) > 0 and run[-1] == " " else ""
            pieces.append("".join(reversed(run)).strip() + trailing)
            run.clear()
            pieces.append(character)
    return "".join(pieces)
