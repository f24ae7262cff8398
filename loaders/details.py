"""Details of a claim, each kept only where the quote states it: sums, currencies, counts, dates.

What the quote does not state is left out of the claim; a reader that adds a month or turns euros into dollars is not
believed in that.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from typing import Any

from techpol.loaders.figures import states_figure
from techpol.schema.text import fold
from techpol.schema.values import Money, PartialDate

_CLITIC = "(?:[وف]?(?:[بلك]|ال|لل|وال|بال)?)"
# Sums are told in words: a number of more digits is none that a quote states, and takes long to write out.
_MOST_DIGITS = 18
# How many words after "a total of", and before "in all", the sum may have.
_WORDS_AFTER, _WORDS_BEFORE = 6, 3
_CLAUSE_END = re.compile(r"[,;:،؛]\s")


@cache
def _data() -> dict[str, Any]:
    """Return ``details.yaml``."""
    import yaml

    loaded: dict[str, Any] = yaml.safe_load(files("techpol.loaders").joinpath("details.yaml").read_text("utf-8"))
    return loaded


def read_decimal(text: str | None) -> Decimal | None:
    """Read a number as a model writes it; None for what is no finite number of at most 18 digits on either side."""
    try:
        value = None if text is None else Decimal(text.replace(",", "").strip())
    except InvalidOperation:
        return None
    if value is None or not value.is_finite() or value.adjusted() >= _MOST_DIGITS:
        return None
    return value if len(value.as_tuple().digits) <= 2 * _MOST_DIGITS else None


def stated_money(quote: str, amount: Decimal | None, currency: str | None) -> Money | None:
    """Return a sum that the quote states, with its currency only where the quote says that, too."""
    if amount is None or amount <= 0 or not states_figure(quote, amount):
        return None
    code = (currency or "").strip().upper()
    return Money.clean(amount, code if _states_currency(quote, code) else None)


def stated_count(quote: str, count: Decimal | None) -> int | None:
    """Return a count of two or more that the quote states."""
    whole = count is not None and count > 1 and count == count.to_integral_value()
    return int(count) if count is not None and whole and states_figure(quote, count) else None


def stated_date(quote: str, date: str | None) -> PartialDate | None:
    """Return a date as far as the quote states it: 2023 where a model says 2023-06-14 and the quote "in 2023"."""
    when = PartialDate.clean(date)
    if when is None or (when.year is not None and not states_figure(quote, Decimal(when.year))):
        return None
    month = when.month if when.month is not None and _states_month(quote, when.month) else None
    day = when.day if when.day is not None and states_figure(quote, Decimal(when.day)) else None
    if when.year is None and (month is None or (when.day is not None and day is None)):
        return None
    return PartialDate(when.year, month, day if month is not None else None)


def is_total(quote: str, amount: Decimal) -> bool:
    """Say whether the quote calls a sum a total: "a total of $200,000", "$200,000 in all"."""
    folded = fold(quote)
    for match in _words("totals_before").finditer(folded):
        after = _CLAUSE_END.split(folded[match.end() :], maxsplit=1)[0]
        if states_figure(" ".join(after.split()[:_WORDS_AFTER]), amount):
            return True
    for match in _words("totals_after").finditer(folded):
        before = _CLAUSE_END.split(folded[: match.start()])[-1]
        if states_figure(" ".join(before.split()[-_WORDS_BEFORE:]), amount):
            return True
    return False


def _states_currency(quote: str, code: str) -> bool:
    if re.fullmatch("[A-Z]{3}", code) is None:
        return False
    words = _data()["currencies"].get(code, [])
    foreign = _foreign(code)
    told = fold(quote)
    if foreign is not None:
        told = foreign.sub(" ", told)
    return _pattern((code, *words)).search(told) is not None


@cache
def _foreign(code: str) -> re.Pattern[str] | None:
    """Return what finds money of the same plain name that is another country's: "Australian dollars"."""
    data = _data()["foreign_money"].get(code)
    if data is None:
        return None
    names, english, arabic = (
        "|".join(re.escape(word).replace("_", r"\s+") for word in data[kind]) for kind in ("of", "en", "ar")
    )
    return re.compile(
        rf"(?<!\w)(?:{english})[\s-]+(?:{names})(?!\w)|(?<!\w){_CLITIC}(?:{names})\s+(?:{arabic})(?!\w)"
    )


def names_money(words: str) -> bool:
    """Say whether words that follow a number begin with the name of a currency: "dollars", "مليون دولار" cut off."""
    return _money_names().match(fold(words)) is not None


@cache
def _money_names() -> re.Pattern[str]:
    listed = sorted({str(word) for words in _data()["currencies"].values() for word in words}, key=len, reverse=True)
    adjectives = {word for data in _data()["foreign_money"].values() for word in data["en"]}
    names = "|".join(re.escape(word).replace("_", r"\s+") for word in listed if word not in adjectives)
    before = "|".join(re.escape(word).replace("_", r"\s+") for word in ("us", "u.s.", *sorted(adjectives)))
    return re.compile(rf"(?:(?:{before})\s+)?(?:{names})(?![^\W\d_])")


def _states_month(quote: str, month: int) -> bool:
    folded = fold(quote)
    english, arabic = (_data()["months"][language][month - 1] for language in ("en", "ar"))
    # The capital tells the month from "it may".
    if re.search(rf"\b(?:{'|'.join(english)})\b", quote) or _pattern(tuple(arabic)).search(folded) is not None:
        return True
    # 2023-06-14, 6/14/2023, 14/6/2023
    written = rf"\d{{4}}[-/]0?{month}(?!\d)|(?<![\d/.])0?{month}[/.]\d|\d[/.]0?{month}[/.]\d"
    return re.search(written, folded) is not None


def _words(kind: str) -> re.Pattern[str]:
    return _pattern(tuple(word for language in _data()[kind].values() for word in language))


@cache
def _pattern(words: tuple[Any, ...]) -> re.Pattern[str]:
    """Return what finds any of some words; a sign of a currency needs no space around it, but no letter before."""
    forms = [re.escape(fold(str(word))).replace("_", r"\s+") for word in words]
    return re.compile(rf"(?<![^\W\d_]){_CLITIC}(?:{'|'.join(forms)})(?![^\W\d_])")
