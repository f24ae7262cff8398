"""From when to when a state held: "حتى عام 2015", "من 2010 إلى 2015", "بين عامي 2010 و2015", "منذ عام 2021"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from techpol.loaders.articles.arabic.dates import find_date, year_at
from techpol.loaders.articles.arabic.tokens import Token
from techpol.loaders.articles.arabic.words import fold_word
from techpol.schema.values import PartialDate

UNTIL = frozenset(["حتي", "لغايه", "وحتي"])
SINCE = frozenset(["منذ", "ومنذ"])
_TO = frozenset(["الي", "حتي", "وحتي"])
# What may stand before a spell, and before the date inside it.
_FILLERS = frozenset(map(fold_word, "في خلال وذلك الفترة للفترة المدة الممتدة ما فترة".split()))
_BEFORE_DATE = frozenset(
    map(fold_word, "عام العام سنة شهر يوم نهاية أواخر مطلع أوائل منتصف بداية أيام صيف خريف شتاء ربيع".split())
)
_PAIR_WORDS = frozenset(map(fold_word, "عامي العامين سنتي".split()))
# What may stand after the bare number of a year; another word is what is counted.
_AFTER_YEAR = frozenset(
    map(fold_word, "م في ثم قبل بعد حين عندما حيث كما إلى حتى من على لكن قد بينما أي وفق بحسب".split())
)
# "حتى استقالته في عام 2018"
_GOING = tuple(map(fold_word, "استقالت رحيل وفات تقاعد إقالت تنحي مغادرت خروج عزل انسحاب".split()))


@dataclass(frozen=True, slots=True)
class Spell:
    """A stretch of time, either end perhaps unknown, and the tokens that tell it."""

    start: PartialDate | None
    end: PartialDate | None
    first: int
    last: int


def find_spell(tokens: Sequence[Token], place: int, last: int, published: PartialDate | None = None) -> Spell | None:
    """Return the spell that begins at a token, before token ``last``; ``None`` where none does."""
    first = place
    while place < last and place - first < 4 and tokens[place].text in _FILLERS:
        place += 1
    if place >= last:
        return None
    word = tokens[place].text
    if word in UNTIL:
        found = _date_at(tokens, _after_going(tokens, place + 1, last), last, published)
        if found is None or [token.text for token in tokens[found[1] : found[1] + 2]] == ["علي", "الاقل"]:
            return None
        return Spell(None, found[0], first, found[1])
    if word in ("من", *SINCE):
        start = _date_at(tokens, place + 1, last, published)
        if start is None:
            return None
        if start[1] < last and tokens[start[1]].text in _TO:
            end = _date_at(tokens, start[1] + 1, last, published)
            if end is not None:
                return Spell(_with_year(start[0], end[0]), end[0], first, end[1])
        return Spell(start[0], None, first, start[1]) if word in SINCE else None
    if word == "بين":
        place += 1 + (place + 1 < last and tokens[place + 1].text in _PAIR_WORDS)
        return _pair(tokens, first, place, last, published, "و")
    if word == "(" and place == first:
        spell = _pair(tokens, first, place + 1, last, published, "-")
        closed = spell is not None and spell.last < last and tokens[spell.last].text == ")"
        return replace(spell, first=place + 1) if spell is not None and closed else None
    return None


def _pair(
    tokens: Sequence[Token], first: int, place: int, last: int, published: PartialDate | None, link: str
) -> Spell | None:
    start = _date_at(tokens, place, last, published)
    if start is None or start[1] >= last or tokens[start[1]].text != link:
        return None
    end = _date_at(tokens, start[1] + 1, last, published)
    return Spell(_with_year(start[0], end[0]), end[0], first, end[1]) if end is not None else None


def _with_year(start: PartialDate, end: PartialDate) -> PartialDate:
    """Return a spell's first date with the year of its last where it names none: "من مايو إلى يونيو 2015"."""
    if start.year is not None or end.year is None:
        return start
    return PartialDate(end.year, start.month, start.day)


def _after_going(tokens: Sequence[Token], place: int, last: int) -> int:
    """Return where the date begins after "استقالته في"."""
    if place + 1 < last and tokens[place].text.startswith(_GOING):
        place += 1 + (tokens[place + 1].text == "في")
    return place


def _date_at(
    tokens: Sequence[Token], place: int, last: int, published: PartialDate | None
) -> tuple[PartialDate, int] | None:
    """Return (date, token after it) of the date that begins at a token."""
    first = place
    while place < last and place - first < 3 and tokens[place].text in _BEFORE_DATE:
        place += 1
    if place >= last:
        return None
    found = find_date(tokens, place, min(last, place + 7), published)
    if found is not None and found[1] == place:
        return found[0], found[2]
    year = year_at(tokens[place].text)
    if year is None:
        return None
    following = tokens[place + 1] if place + 1 < last else None
    counted = following is not None and following.kind == "word" and following.text not in _AFTER_YEAR
    if counted and place == first and following is not None and not following.text.startswith("و"):
        return None  # "من 1900 إلى 2000 موظف"
    return PartialDate(year), place + 1


def in_spell(tokens: Sequence[Token], first: int, last: int, place: int, published: PartialDate | None = None) -> int:
    """Return the token after the spell "until" or "since" that holds token ``place``, else ``place`` itself."""
    for start in range(max(first, place - 6), place + 1):
        if tokens[start].text in UNTIL | SINCE:
            spell = find_spell(tokens, start, last, published)
            if spell is not None and spell.last > place:
                return spell.last
    return place
