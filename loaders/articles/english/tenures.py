"""From when to when: "until 2019", "from 2015 to June 2019", "between 2015 and 2019", "2015-2019", "since 2015"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from techpol.loaders.articles.english.details import LONG_MONTHS, SHORT_MONTHS, WEEKDAYS, date_of
from techpol.schema.values import PartialDate

_MONTH = rf"(?:(?:{'|'.join((*LONG_MONTHS, *SHORT_MONTHS))})\.?)"
_YEAR = r"(?:(?:19|20)\d\d)"
_PART = (
    r"(?:the )?(?:very )?(?:start|end|beginning|middle|spring|summer|fall|autumn|winter|early|mid|late)[ -](?:of )?"
)
_WHEN = (
    rf"(?:(?:{_PART})?(?:{_MONTH}(?: \d{{1,2}}(?:st|nd|rd|th)?)?,? (?:of )?{_YEAR}"
    rf"|\d{{1,2}} {_MONTH} {_YEAR}|{_YEAR}"
    rf"|{_MONTH}(?: \d{{1,2}}(?:st|nd|rd|th)?)?)(?![\d%])|(?:last|this) (?:year|month)"
    rf"|(?:{'|'.join(WEEKDAYS)})|yesterday)"
)
_UNTIL = r"(?:up until|until|till|['’]til)"
# "until his death in 2019", "until its sale in May 2019"
_EVENT = rf"(?:[\w'’-]+ ){{1,6}}?(?:in|on) (?={_WHEN})"
_SPELL = re.compile(
    rf"\b(?:from |since )(?P<from>{_WHEN}) ?(?:to|through|thru|{_UNTIL}|[-–—]) ?(?:{_EVENT})?(?P<to>{_WHEN})"
    rf"|\bbetween (?P<from2>{_WHEN}) and (?P<to2>{_WHEN})"
    rf"|(?<![\d$-])(?P<from3>{_YEAR})(?: ?[-–—] ?| to )(?P<to3>(?:19|20)?\d\d)(?![\d-])"
    rf"|\b(?:{_UNTIL}|through|thru) (?:{_EVENT})?(?P<to4>{_WHEN})"
    rf"|\bup to (?P<to5>{_WHEN})(?=\s*(?:[,.;)]|\Z))"
    rf"|\bsince (?P<from6>{_WHEN})",
    re.IGNORECASE,
)
_NOT_YET = re.compile(rf"\bnot {_UNTIL}\b|\b{_UNTIL} (?:now|today|then)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Spell:
    """From when to when something lasted, and its words; either end may be unknown."""

    start: PartialDate | None
    end: PartialDate | None
    words: str


def spell_of(text: str, published: PartialDate | None, tense: str = "past", at_start: bool = False) -> Spell | None:
    """Return the spell of time that a clause gives, None where none with an end (or a "since") is said.

    ``at_start``: it must be the first thing in the text, a comma or a bracket aside.
    """
    if _NOT_YET.search(text):
        return None
    match = re.match(rf"\s*[,(]?\s*(?:{_SPELL.pattern})", text, re.I) if at_start else _SPELL.search(text)
    if match is None:
        return None
    first = match["from"] or match["from2"] or match["from3"] or match["from6"]
    last = match["to"] or match["to2"] or match["to3"] or match["to4"] or match["to5"]
    if match["from3"] and last and len(last) == 2:
        last = match["from3"][:2] + last
    start = date_of(_spelled(first), published, tense)[0] if first else None
    end = date_of(_spelled(last), published, tense)[0] if last else None
    if first and start is not None and end is not None and not re.search(_YEAR, first) and end.year and start.month:
        # "from May to August 2019": the year is that of both
        year = end.year - (end.month is not None and start.month > end.month)
        start = PartialDate(year, start.month, start.day)
    if start is not None and end is not None and start.year and end.year and start.year > end.year:
        return None
    return Spell(start, end, match[0].strip(" ,("))


def _spelled(words: str) -> str:
    """Return the words of a date as those of a clause: a bare "May" is a month here."""
    return f"in {words}" if re.match(_MONTH, words, re.I) else words


def is_before(day: PartialDate, other: PartialDate) -> bool:
    """Say whether a day (or a month, a year) is no later than another, as far as both are known."""
    if day.year is None or other.year is None:
        return False
    pairs = ((day.year, other.year), (day.month, other.month), (day.day, other.day))
    for mine, theirs in pairs:
        if mine is None or theirs is None:
            return True
        if mine != theirs:
            return mine < theirs
    return True
