"""Dates in Arabic text: months of both traditions, days, years, seasons of an article's own date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from techpol.loaders.articles.arabic.tokens import Token
from techpol.loaders.articles.arabic.words import clitic_forms, fold_word
from techpol.schema.values import PartialDate

_MONTH_NAMES = (
    "يناير جانفي كانون_الثاني",
    "فبراير شباط فيفري",
    "مارس آذار",
    "أبريل نيسان إبريل أفريل",
    "مايو أيار ماي",
    "يونيو حزيران جوان",
    "يوليو تموز جويلية",
    "أغسطس آب أوت غشت",
    "سبتمبر أيلول شتنبر",
    "أكتوبر تشرين_الأول",
    "نوفمبر تشرين_الثاني نونبر",
    "ديسمبر كانون_الأول دجنبر",
)
_MONTHS = {fold_word(name): number for number, row in enumerate(_MONTH_NAMES, 1) for name in row.split()}
MONTHS = frozenset(name for name in _MONTHS if " " not in name)
_LAST = frozenset(fold_word(word) for word in "الماضي الماضية المنصرم المنصرمة الفائت".split())
_NEXT = frozenset(fold_word(word) for word in "المقبل المقبلة القادم القادمة".split())
_RELATIVE_DAYS = {"امس": -1, "البارحه": -1, "غدا": 1}
_YEAR_WORDS = frozenset(["عام", "العام", "سنه", "لعام", "بعام"])


def _month(tokens: Sequence[Token], place: int, last: int) -> tuple[int, int] | None:
    """Return (month, tokens) of a month named at a place; "حزيران (يونيو)" is one month."""
    two = f"{tokens[place].text} {tokens[place + 1].text}" if place + 1 < last else ""
    if two in _MONTHS:
        return _MONTHS[two], 2
    for _, base in clitic_forms(tokens[place].text):
        if base in _MONTHS:
            return _MONTHS[base], 1
    return None


def year_at(text: str) -> int | None:
    """Return the year of our reckoning that a token is, or None."""
    return int(text) if len(text) == 4 and text.isdigit() and 1800 <= int(text) <= 2100 else None


def find_date(
    tokens: Sequence[Token], first: int, last: int, published: PartialDate | None = None
) -> tuple[PartialDate, int, int] | None:
    """Return (date, first, last) of the first date among tokens first..last (end exclusive).

    A day without a year stays without one, unless the article's own date tells it ("14 يونيو الماضي").
    """
    for place in range(first, last):
        month = _month(tokens, place, last)
        if month is not None:
            return _with_month(tokens, place, month, first, last, published)
        word = tokens[place].text
        if word in _YEAR_WORDS and place + 1 < last and (year := year_at(tokens[place + 1].text)) is not None:
            return PartialDate(year), place, place + 2
        if published is not None and word in ("العام", "السنه") and place + 1 < last and published.year is not None:
            if tokens[place + 1].text in _LAST:
                return PartialDate(published.year - 1), place, place + 2
        day = published.first_day() if published is not None and published.day is not None else None
        if day is not None and word in _RELATIVE_DAYS:
            then = day + timedelta(days=_RELATIVE_DAYS[word])
            return PartialDate(then.year, then.month, then.day), place, place + 1
    return None


def _with_month(
    tokens: Sequence[Token], place: int, month: tuple[int, int], first: int, last: int, published: PartialDate | None
) -> tuple[PartialDate, int, int]:
    number, length = month
    start, end = place, place + length
    day = None
    if place > first and tokens[place - 1].kind == "number" and tokens[place - 1].text.isdigit():
        value = int(tokens[place - 1].text)
        if 1 <= value <= 31:
            day, start = value, place - 1
    if end < last and tokens[end].text == "(":
        # The month's other name in brackets.
        closing = next((index for index in range(end, min(last, end + 4)) if tokens[index].text == ")"), end)
        end = closing + 1 if closing > end else end
    year = None
    following = end + 1 if end < last and tokens[end].text in ("عام", "من", "سنه") else end
    if following < last and (year := year_at(tokens[following].text)) is not None:
        end = following + 1
    elif end < last and published is not None and published.year is not None and published.month is not None:
        if tokens[end].text in _LAST:
            year = published.year if number <= published.month else published.year - 1
            end += 1
        elif tokens[end].text in _NEXT:
            year = published.year if number >= published.month else published.year + 1
            end += 1
    try:
        return PartialDate(year, number, day), start, end
    except ValueError:
        return PartialDate(year, number), start, end


def today(published: PartialDate | None) -> date | None:
    """Return the day an article was published, where it is known to the day."""
    return published.first_day() if published is not None and published.day is not None else None
