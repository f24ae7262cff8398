"""Sums of money, how many gifts, and when: what a claim says beyond its two ends."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from spacy.tokens import Span, Token

from techpol.schema.values import Money, PartialDate

_CURRENCIES = {
    "$": "USD", "us$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "₪": "ILS", "c$": "CAD", "a$": "AUD",
    "hk$": "HKD", "nz$": "NZD", "s$": "SGD", "r$": "BRL", "dollar": "USD", "dollars": "USD", "usd": "USD",
    "pound": "GBP", "pounds": "GBP", "gbp": "GBP", "euro": "EUR", "euros": "EUR", "eur": "EUR", "yen": "JPY",
    "yuan": "CNY", "renminbi": "CNY", "rupees": "INR", "rubles": "RUB", "roubles": "RUB", "shekels": "ILS",
}  # fmt: skip
_MULTIPLIERS = {
    "k": 3, "thousand": 3, "m": 6, "mn": 6, "mln": 6, "mm": 6, "million": 6, "millions": 6, "b": 9, "bn": 9, "bln": 9,
    "billion": 9, "billions": 9, "trillion": 12, "tn": 12,
}  # fmt: skip
_NUMBER_WORDS: dict[str, int | Decimal] = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "half": Decimal("0.5"),
    "hundred": 100,
}  # fmt: skip
_AMOUNT = re.compile(
    r"(?P<sign>(?:(?:US|HK|NZ|[CASR])\$|[$£€¥₹₪])) ?(?P<number>\d[\d,]*(?:\.\d+)?)"
    r"(?: ?-?(?P<times>k|thousand|mm|mln|mn|million|m|bn|bln|billion|b|trillion|tn)\b)?"
    r"|\b(?P<number2>\d[\d,]*(?:\.\d+)?"
    r"|(?:a|one|two|three|four|five|six|seven|eight|nine|ten|half a) (?=(?:thousand|million|billion)))"
    r"(?: ?-?(?P<times2>thousand|mln|mn|million|bn|billion|trillion))?"
    r" (?:U\.?S\.? |Canadian |Australian |Hong Kong )?"
    r"(?P<unit>dollars?|pounds?(?: sterling)?|euros?|yen|yuan|renminbi|rupees|rubles|roubles|shekels|USD|GBP|EUR"
    r"|bitcoins?)\b",
    re.IGNORECASE,
)
_AT_LEAST = (
    r"(?:more than|over|at least|upwards? of|in excess of|no less than|exceeding|topping|north of|a minimum of)"
    r"(?: (?:a|an|the|some))? *$"
)
_AT_MOST = r"(?:less than|under|up to|as much as|at most|no more than|as many as)(?: (?:a|an|the))? *$"
_ABOUT = (
    r"(?:nearly|almost|close to|about|around|roughly|approximately|some|an estimated|estimated|or so)"
    r"(?: (?:a|an|the))? *$"
)
_BOUNDS = (
    (re.compile(_AT_LEAST, re.I), "at_least"),
    (re.compile(_AT_MOST, re.I), "at_most"),
    (re.compile(_ABOUT, re.I), "about"),
)
_TOTAL = re.compile(
    r"\b(?:total(?:ing|ling|ed|led)?|combined|in all|altogether|cumulative(?:ly)?|sum of|in total"
    r"|since (?:19|20)\d\d|over the years)\b",
    re.I,
)
_JOINT = re.compile(r"\b(?:between them|together|jointly|for the couple|collectively|combined)\b", re.I)
_EACH = re.compile(r"\b(?:each|apiece|respectively|per (?:person|head|plate|couple|ticket))\b", re.I)
_PER = re.compile(
    r"^[ -]*(?:per|an?) (?:person|head|plate|couple|ticket|year|month|week|day|share|hour)\b"
    r"|^ ?-(?:plus )?-?(?:a|per)-",
    re.I,
)
LONG_MONTHS = "January February March April May June July August September October November December".split()
SHORT_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Sept Oct Nov Dec".split()
_MONTHS = {name.lower(): i + 1 for i, name in enumerate(LONG_MONTHS)}
_MONTHS.update({name[:3]: i for name, i in list(_MONTHS.items())})
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_WEEKDAYS = {name.lower(): i for i, name in enumerate(WEEKDAYS)}
_LONG, _SHORT, _WEEKDAY = "|".join(LONG_MONTHS), "|".join(SHORT_MONTHS), "|".join(WEEKDAYS)
_DAY = re.compile(rf"\b({_LONG}|{_SHORT})\.? (\d{{1,2}})(?:st|nd|rd|th)?(?:,? ((?:19|20)\d\d))?\b(?! ?(?:percent|%))")
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? ({_LONG})(?: ((?:19|20)\d\d))?\b")
_MONTH = re.compile(
    rf"\b(?:(in|last|since|of|this|by|until) )?({_LONG}|(?:{_SHORT})\.)(?:,? (?:of )?((?:19|20)\d\d))?\b"
)
_YEAR = re.compile(r"\b(?:(?:in|since|during|from|of|by|until) )?((?:19|20)\d\d)\b(?!,?\d)")
_RELATIVE = re.compile(
    r"\b(yesterday|today|last (?:week|month|year)|this (?:week|month|year)|earlier this (?:week|month|year)"
    rf"|(?:on )?(?:{_WEEKDAY}))\b"
)


@dataclass(frozen=True)
class Amount:
    """A sum as found: ``start`` and ``end`` are characters of the paragraph."""

    start: int
    end: int
    money: Money
    bound: str
    per: bool


def find_amounts(text: str) -> list[Amount]:
    """Return the sums of money of a paragraph in order."""
    found = []
    for match in _AMOUNT.finditer(text):
        number = (match["number"] or match["number2"] or "").strip().lower()
        times = (match["times"] or match["times2"] or "").lower()
        value = _value(number)
        if value is None:
            continue
        value *= Decimal(10) ** _MULTIPLIERS.get(times, 0)
        unit = (match["sign"] or match["unit"].split()[0]).lower()
        before = text[max(0, match.start() - 24) : match.start()]
        bound = next((name for pattern, name in _BOUNDS if pattern.search(before)), "exact")
        currency = _CURRENCIES.get(unit)  # none for bitcoin, which has no ISO 4217 code
        after = text[match.end() : match.end() + 24]
        money = Money(value, currency)
        found.append(Amount(match.start(), match.end(), money, bound, _PER.match(after) is not None))
    return found


def _value(number: str) -> Decimal | None:
    if number in ("half a", "half"):
        return Decimal("0.5")
    if number in _NUMBER_WORDS:
        return Decimal(_NUMBER_WORDS[number])
    digits = number.replace(",", "")
    if not digits or not digits[0].isdigit() or len(digits) > 24 or digits.count(".") > 1:
        return None
    return Decimal(digits)


def scope_of(text: str) -> str:
    """Return ``joint``, ``total`` or ``single`` for the words around a sum."""
    if _JOINT.search(text):
        return "joint"
    return "total" if _TOTAL.search(text) else "single"


def says_each(text: str) -> bool:
    """Say whether a sum is each one's."""
    return _EACH.search(text) is not None


def gift_count(amount_token: Token) -> int | None:
    """Return how many gifts "two checks of $5,000 each" speaks of, None if one."""
    for token in (amount_token, *amount_token.ancestors):
        if token.lower_ in (
            "checks",
            "cheques",
            "donations",
            "contributions",
            "gifts",
            "transfers",
            "payments",
            "installments",
            "grants",
        ):
            for child in token.children:
                if child.dep_ == "nummod":
                    count = _NUMBER_WORDS.get(child.lower_)
                    if count is None and child.text.isdigit():
                        count = int(child.text)
                    if count is not None and 1 < count < 1000:
                        return int(count)
            return None
        if token.pos_ == "VERB":
            return None
    return None


def date_of(clause: str, published: PartialDate | None, tense: str = "past") -> tuple[PartialDate | None, str | None]:
    """Return the date that a clause gives, and its words. Relative dates need the article's own date.

    ``tense``: ``past`` means the last such day up to the article's own, ``future`` the next one from it on; of any
    other a date without a year stays without.
    """
    match = _DAY.search(clause)
    if match is not None:
        month = _MONTHS[match[1].lower()[:3]]
        return _dated(match[3], month, int(match[2]), published, tense), match[0]
    match = _DAY_FIRST.search(clause)
    if match is not None:
        month = _MONTHS[match[2].lower()]
        return _dated(match[3], month, int(match[1]), published, tense), match[0]
    match = _MONTH.search(clause)
    if match is not None and (match[2] not in ("May", "March") or match[1] or match[3]):
        month = _MONTHS[match[2].lower().rstrip(".")[:3]]
        return _dated(match[3], month, None, published, tense), match[0]
    match = _YEAR.search(clause)
    if match is not None:
        return _partial(int(match[1]), None, None), match[0]
    match = _RELATIVE.search(clause)
    if match is not None:
        return _relative(match[0], published, tense), match[0]
    return None, None


def _dated(
    year: str | None, month: int, day: int | None, published: PartialDate | None, tense: str
) -> PartialDate | None:
    """Return a date; where no year is stated, of the year that the article's date and the tense allow."""
    if year:
        return _partial(int(year), month, day)
    if published is None or published.year is None or published.month is None or tense not in ("past", "future"):
        return _partial(None, month, day)
    said, own = (month,), (published.month,)
    if day is not None and published.day is not None:
        said, own = (month, day), (published.month, published.day)  # type: ignore[assignment]
    step = (said < own) if tense == "future" else -(said > own)
    return _partial(published.year + step, month, day)


def _partial(year: int | None, month: int | None, day: int | None) -> PartialDate | None:
    try:
        return PartialDate(year, month, day)
    except ValueError:
        return None


def _relative(words: str, published: PartialDate | None, tense: str) -> PartialDate | None:
    if published is None or published.year is None:
        return None
    lowered = words.lower()
    if lowered in ("last year", "this year", "earlier this year"):
        return PartialDate(published.year - (1 if lowered == "last year" else 0))
    if published.month is None:
        return None
    if lowered in ("last month", "this month", "earlier this month"):
        month = published.month - (1 if lowered == "last month" else 0)
        return PartialDate(published.year, month) if month > 0 else PartialDate(published.year - 1, 12)
    if published.day is None:
        return None
    day = date(published.year, published.month, published.day)
    weekday = _WEEKDAYS.get(lowered.removeprefix("on "))
    if weekday is not None:
        if tense not in ("past", "future"):
            return None
        back = (day.weekday() - weekday) % 7
        day += timedelta(days=-back if tense == "past" else (7 - back) % 7)
    elif lowered == "yesterday":
        day -= timedelta(days=1)
    elif lowered != "today":
        return None
    return PartialDate(day.year, day.month, day.day)


_OTHER_CLAUSES = frozenset(["conj", "advcl", "relcl", "ccomp", "parataxis"])


def clause_text(trigger: Token, sentence: Span) -> str:
    """Return the words that hang on a trigger, and on no other verb below it: where its date is looked for."""
    others: set[int] = set()
    for token in trigger.subtree:
        if token == trigger or token.pos_ not in ("VERB", "AUX"):
            continue
        # "the fund founded in 2010": its date, not that of the gift to it
        if token.dep_ in _OTHER_CLAUSES or (token.dep_ == "acl" and token.head != trigger):
            others.update(inner.i for inner in token.subtree)
    pieces: list[str] = []
    last = -2
    for token in sorted(trigger.subtree, key=lambda item: item.i):
        if token.i in others or not sentence.start <= token.i < sentence.end:
            continue
        pieces.append(token.text_with_ws if token.i == last + 1 else f" ; {token.text_with_ws}")
        last = token.i
    return "".join(pieces)


_DATELINE = re.compile(
    rf"\s*[A-Z][A-Z.' -]+[A-Z]\b[^\n]{{0,30}}?,? ({_LONG}|{_SHORT})\.? (\d{{1,2}}),? ((?:19|20)\d\d)\b"
    rf"[^\n]{{0,24}}?(?: [-–—]|--)"
)


def dateline(text: str) -> PartialDate | None:
    """Return the date of a dateline that a text begins with: "WASHINGTON, April 12, 2016 (Wire) -"."""
    for line in text[:600].split("\n")[:3]:
        match = _DATELINE.match(line)
        if match is not None:
            return _partial(int(match[3]), _MONTHS[match[1].lower()[:3]], int(match[2]))
    return None
