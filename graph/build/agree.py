"""Whether what two claims say fits together: dates, amounts, places, roles. Each answer comes with its reason.

``Fit`` is how well: None means that it cannot be the same, 0 that nothing speaks for it or against it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as Day
from datetime import timedelta
from decimal import Decimal

from techpol.schema.model import Qualifiers
from techpol.schema.text import fold
from techpol.schema.values import Money, PartialDate

# News is about what is new: an article that gives no date speaks of something at most so long before it appeared.
# Two years are one cycle of American elections. Meetings pass sooner, and words are said again and again.
NEWS_WINDOW = timedelta(days=730)
MEETING_WINDOW = timedelta(days=60)
WORDS_WINDOW = timedelta(days=10)
# A day's leeway: time zones, and papers dated for the morning after.
SLACK = timedelta(days=1)
# Two papers may date one endorsement by the post and by its report.
NEAR_DAYS = timedelta(days=2)
ROUNDING = Decimal("0.025")
ABOUT = Decimal("0.10")
# Words that make another office of the same noun.
_LESSER = frozenset(
    {"vice", "deputy", "assistant", "under", "lieutenant", "acting", "نائب", "وكيل", "مساعد", "نائبه"}
)


@dataclass(frozen=True, slots=True)
class When:
    """When a claim says something was: the days it may be, as stated; else what its source's own date tells.

    ``first`` and ``last`` are None where open or unknown; ``published`` is the first day of the source's date.
    """

    date: PartialDate | None
    first: Day | None
    last: Day | None
    published: Day | None
    planned: bool

    @property
    def dated(self) -> bool:
        """Whether the claim itself gives a date."""
        return self.first is not None or self.last is not None


def when_of(qualifiers: Qualifiers, published: PartialDate | None, is_state: bool, planned: bool) -> When:
    """Read the time of a claim."""
    start, end = qualifiers.start, qualifiers.end
    if start is not None:
        start = with_year(start, published, planned)
    first = None if start is None else start.first_day()
    last = end.last_day() if end is not None else None if start is None or is_state else start.last_day()
    return When(start, first, last, None if published is None else published.last_day(), planned)


def with_year(day: PartialDate, published: PartialDate | None, planned: bool) -> PartialDate:
    """Give a date of no stated year the year that the source's own date allows: the last before it, if it was."""
    if day.year is not None or published is None or published.year is None:
        return day
    for year in (published.year, published.year + (1 if planned else -1)):
        try:
            dated = PartialDate(year, day.month, day.day)
        except ValueError:  # 29 February
            continue
        first, limit = dated.first_day(), published.last_day() if not planned else published.first_day()
        assert first is not None and limit is not None
        if (first >= limit) if planned else (first <= limit):
            return dated
    return day


def fit_times(
    one: When, other: When, is_state: bool, near: bool, window: timedelta = NEWS_WINDOW
) -> tuple[float | None, str]:
    """Say whether two times may be the same.

    ``near`` allows for days that differ by a little; ``window`` is how far an undated event may lie before its
    source's date.
    """
    if is_state:
        return _fit_states(one, other)
    if one.dated and other.dated:
        if one.date is not None and other.date is not None and one.date.agrees_with(other.date):
            fit = 3.0 if one.date == other.date and one.date.day is not None else 2.0
            return fit, f"dates agree ({_range(one)}, {_range(other)})"
        leeway = NEAR_DAYS if near else timedelta(0)
        if _overlap(one, other, leeway):
            return 1.0, f"dates are close ({_range(one)}, {_range(other)})"
        return None, f"dates differ ({_range(one)}, {_range(other)})"
    if one.dated or other.dated:
        dated, bare = (one, other) if one.dated else (other, one)
        return _fit_bare(dated, bare, window)
    if one.published is not None and other.published is not None:
        if abs(one.published - other.published) > window:
            return None, "undated, and the sources are too far apart in time"
        return 0.2, "undated, from about the same time"
    return 0.0, "undated"


def _fit_bare(dated: When, bare: When, window: timedelta) -> tuple[float | None, str]:
    """Fit a claim without a date to a dated one, by when its source appeared."""
    if bare.published is None:
        return 0.0, "one is undated"
    first = dated.first or dated.last
    last = dated.last or dated.first
    assert first is not None and last is not None
    if not bare.planned and first > bare.published + SLACK:
        return None, f"it was on {_range(dated)}, after the other source had appeared"
    if last < bare.published - window or first > bare.published + window:
        return None, f"it was on {_range(dated)}, too far from the other source"
    # The later of several is what news speaks of.
    distance = abs((bare.published - last).days)
    return 0.5 + 0.4 * max(0.0, 1 - distance / window.days), "one is undated, and may be it by its source's date"


def _fit_states(one: When, other: When) -> tuple[float | None, str]:
    if one.first is not None and other.last is not None and one.first > other.last:
        return None, f"one began ({_range(one)}) when the other had ended ({_range(other)})"
    if other.first is not None and one.last is not None and other.first > one.last:
        return None, f"one began ({_range(other)}) when the other had ended ({_range(one)})"
    return 1.0, "the same state"


def _overlap(one: When, other: When, leeway: timedelta) -> bool:
    before = one.last is not None and other.first is not None and one.last + leeway < other.first
    after = other.last is not None and one.first is not None and other.last + leeway < one.first
    return not before and not after


def _range(when: When) -> str:
    if when.date is not None and (when.last is None or when.last == when.date.last_day()):
        return str(when.date)
    return f"{when.first or '...'} to {when.last or '...'}"


# ---- money ---------------------------------------------------------------------------------------------------


def fit_amounts(
    one: Qualifiers, other: Qualifiers, same_source: bool, same_words: bool = False
) -> tuple[float | None, str]:
    """Say whether two claims may state one amount.

    Within one source nothing is rounded, only bounded ("more than a million"); within one sentence a sum in another
    currency is the same sum.
    """
    if one.amount is None or other.amount is None:
        if one.amount is other.amount:
            return 0.0, ""
        # "He gave to the fund" is told of a gift rather than of the sum of several.
        return -0.5 if "total" in (one.amount_scope, other.amount_scope) else 0.0, "one states no amount"
    if one.amount_scope != other.amount_scope:
        return None, f"one amount is {one.amount_scope}, the other {other.amount_scope}"
    mine, theirs = one.amount, other.amount
    if mine.currency is not None and theirs.currency is not None and mine.currency != theirs.currency:
        if same_source and same_words:
            return 2.0, f"one sum in two currencies ({mine}, {theirs})"
        return None, f"different currencies ({mine}, {theirs})"
    if mine.amount == theirs.amount:
        return 3.0, f"the same amount ({mine})"
    if _within_bounds(one, other) or (not same_source and _rounds(mine, theirs)):
        return 2.0, f"amounts agree but for rounding ({_bounded(one)}, {_bounded(other)})"
    return None, f"different amounts ({_bounded(one)}, {_bounded(other)})"


def _bounded(said: Qualifiers) -> str:
    words = {"at_least": "at least ", "at_most": "at most ", "about": "about "}
    return f"{words.get(said.amount_bound, '')}{said.amount}"


def _limits(said: Qualifiers) -> tuple[Decimal, Decimal]:
    """Return between which amounts a stated one lies. "More than a million" is not said of two millions."""
    assert said.amount is not None
    amount = said.amount.amount
    low, high = {
        "at_least": (amount, amount * Decimal("1.5")),
        "at_most": (amount * Decimal("0.67"), amount),
        "about": (amount * (1 - ABOUT), amount * (1 + ABOUT)),
    }.get(said.amount_bound, (amount, amount))
    return min(low, high), max(low, high)


def _within_bounds(one: Qualifiers, other: Qualifiers) -> bool:
    if one.amount_bound == other.amount_bound == "exact":
        return False
    (low, high), (other_low, other_high) = _limits(one), _limits(other)
    return low <= other_high and other_low <= high


def significant_digits(amount: Decimal) -> int:
    """Return how many digits an amount states: 2 for 1,200,000."""
    return len(amount.normalize().as_tuple().digits)


def _rounds(one: Money, other: Money) -> bool:
    """Say whether one amount is the other, rounded: $844,600 and $845,000."""
    rough, fine = sorted((one.amount, other.amount), key=significant_digits)
    if significant_digits(rough) == significant_digits(fine) or fine == 0:
        return False
    return abs(rough - fine) <= ROUNDING * abs(fine)


def sums_to(total: Qualifiers, amount: Decimal) -> bool:
    """Say whether a sum is the one that is stated: to the cent, or within its bounds or rounding."""
    if total.amount is None:
        return False
    if total.amount.amount == amount:
        return True
    low, high = _limits(total)
    return low <= amount <= high or (total.amount_scope == "total" and _rounds(total.amount, Money(amount)))


# ---- words ---------------------------------------------------------------------------------------------------


def fit_words(one: str | None, other: str | None, what: str) -> tuple[float | None, str]:
    """Say whether two texts may mean the same: words in common, or another script, which cannot be compared."""
    if one is None or other is None:
        return 0.0, ""
    mine, theirs = _words(one), _words(other)
    if _is_arabic(one) != _is_arabic(other) or len(mine) == 0 or len(theirs) == 0:
        return 0.0, ""
    if mine & theirs:
        return 0.5, f"{what}: {one}" if mine == theirs else f"{what}: {one}, {other}"
    return None, f"different {what}: {one}, {other}"


def fit_roles(one: str | None, other: str | None) -> tuple[float | None, str]:
    """Say whether two roles may be one office: vice president is not president."""
    if one is None or other is None:
        return 0.0, ""
    if _words(one) & _LESSER != _words(other) & _LESSER and _is_arabic(one) == _is_arabic(other):
        return None, f"different roles: {one}, {other}"
    return fit_words(one, other, "role")


def _words(text: str) -> frozenset[str]:
    words = "".join(character if character.isalnum() else " " for character in fold(text)).split()
    return frozenset(word for word in words if len(word) > 2)


def _is_arabic(text: str) -> bool:
    return any("\u0600" <= character <= "\u06ff" for character in text)


def most_common(values: Iterable[str]) -> str | None:
    """Return the text that most say; of equals the longest, then the first in order. None of none."""
    counted: dict[str, int] = {}
    for value in values:
        counted[value] = counted.get(value, 0) + 1
    return min(counted, key=lambda text: (-counted[text], -len(text), text), default=None)
