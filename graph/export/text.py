"""Names as they are safe to write: what a format cannot hold, or would run, becomes what ``docs/export.md`` says."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

REPLACEMENT = "\ufffd"
# XML 1.0 cannot hold these at all, escaped or not.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
# What neither an element nor an attribute can hold as it is; most texts have none of it.
_NOT_PLAIN = re.compile('[&<>"\x00-\x1f\ud800-\udfff\ufffe\uffff]')
# A spreadsheet runs a cell that begins with one of these, also after spaces or as a full-width form. A quotation
# mark stands for itself: a cell that really begins with one gets another, so that the mark can be taken off again.
_FORMULA = re.compile(r"[\s\x00-\x1f]*[=+\-@\uff1d\uff0b\uff0d\uff20|%']|[\t\r\n]")
_NUMBER = re.compile(r"-?\d+(\.\d+)?(e[+-]?\d+)?\Z")
_XML_WHITE = {"\r": "&#13;"}
_XML_ATTRIBUTE = {'"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}


def clean(text: str) -> str:
    """Return a text that UTF-8 can carry: a lone surrogate becomes U+FFFD."""
    return text if text.isascii() else _SURROGATE.sub(REPLACEMENT, text)


def xml_clean(text: str) -> str:
    """Return a text that XML can carry: control characters (but for tab and new lines) become U+FFFD."""
    return _NOT_XML.sub(REPLACEMENT, text)


def xml_text(text: str) -> str:
    """Return a text for between two tags. A carriage return is escaped, since XML readers turn it into a new line."""
    return text if _NOT_PLAIN.search(text) is None else escape(xml_clean(text), _XML_WHITE)


def xml_attribute(text: str) -> str:
    """Return a text in quotation marks, for an attribute; new lines and tabs stay what they are."""
    return f'"{text}"' if _NOT_PLAIN.search(text) is None else f'"{escape(xml_clean(text), _XML_ATTRIBUTE)}"'


def csv_cell(text: str) -> str:
    """Return a cell that no spreadsheet runs: a mark (') stands before what would be a formula. Numbers stay."""
    if text[:1].isalnum() and "\x00" not in text and text.isascii():  # most cells: ids, words, numbers
        return text
    text = clean(text).replace("\x00", REPLACEMENT)
    if _FORMULA.match(text) is not None and _NUMBER.match(text) is None:
        return f"'{text}"
    return text


def csv_value(cell: str) -> str:
    """Return what a cell of ``csv_cell`` stands for."""
    return cell[1:] if cell.startswith("'") else cell
