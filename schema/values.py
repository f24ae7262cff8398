"""Values that clean themselves: partial dates and money. ``None`` means "not a value of this type"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Self

_ISO_DATE = re.compile(r"(?:(\d{4})|-)(?:-(\d{2})(?:-(\d{2}))?)?\Z")
_CURRENCY = re.compile(r"[A-Z]{3}\Z")
_DAYS_IN_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as precise as its source: 2023, 2023-06, 2023-06-14, or 14 June of no stated year.

    The text form is ISO 8601 cut short; a missing year is ``-`` as in ISO 8601:2000 (``--06-14``).
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.year is None and self.month is None:
            raise ValueError("a partial date needs a year or a month")
        if self.day is not None and self.month is None:
            raise ValueError("a day needs a month")
        if self.year is not None and not 1 <= self.year <= 9999:
            raise ValueError(f"year {self.year} is not between 1 and 9999")
        if self.month is not None and not 1 <= self.month <= 12:
            raise ValueError(f"month {self.month} is not between 1 and 12")
        if self.day is not None and self.month is not None:
            if not 1 <= self.day <= _DAYS_IN_MONTH[self.month - 1]:
                raise ValueError(f"day {self.day} is not in month {self.month}")
            if self.year is not None:
                date(self.year, self.month, self.day)

    @classmethod
    def clean(cls, text: str | None) -> Self | None:
        """Read ``2023``, ``2023-06``, ``2023-06-14`` or ``--06-14``; None for anything else."""
        match = _ISO_DATE.match(text.strip()) if text else None
        if match is None:
            return None
        year, month, day = (int(part) if part else None for part in match.groups())
        try:
            return cls(year, month, day)
        except ValueError:
            return None

    @property
    def precision(self) -> str:
        """``day``, ``month`` or ``year``, with ``-no-year`` where the year is not stated."""
        unit = "day" if self.day is not None else "month" if self.month is not None else "year"
        return unit if self.year is not None else f"{unit}-no-year"

    def first_day(self) -> date | None:
        """Return the earliest day that this may be, None without a year."""
        return None if self.year is None else date(self.year, self.month or 1, self.day or 1)

    def last_day(self) -> date | None:
        """Return the latest day that this may be, None without a year."""
        if self.year is None:
            return None
        if self.day is not None:
            return self.first_day()
        month = self.month or 12
        if month == 12:
            return date(self.year, 12, 31)
        return date.fromordinal(date(self.year, month + 1, 1).toordinal() - 1)

    def agrees_with(self, other: PartialDate) -> bool:
        """Say whether both may be the same day: every part that both state is equal."""
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        return all(mine is None or theirs is None or mine == theirs for mine, theirs in pairs)

    def __str__(self) -> str:
        if self.month is None:
            return f"{self.year:04d}"
        text = f"{self.year:04d}-" if self.year is not None else "--"
        text += f"{self.month:02d}"
        return text if self.day is None else f"{text}-{self.day:02d}"


@dataclass(frozen=True, slots=True)
class Money:
    """An amount with its currency (ISO 4217 code; None where the source names none that is certain)."""

    amount: Decimal
    currency: str | None = None

    def __post_init__(self) -> None:
        if not self.amount.is_finite():
            raise ValueError(f"{self.amount} is not an amount")
        if self.currency is not None and _CURRENCY.match(self.currency) is None:
            raise ValueError(f"{self.currency!r} is not an ISO 4217 code")
        # One text form for one amount, so that hashes of equal claims are equal.
        plain = self.amount.normalize()
        exponent = plain.as_tuple().exponent
        if isinstance(exponent, int) and exponent > 0:
            plain = plain.quantize(Decimal(1))
        object.__setattr__(self, "amount", plain)

    @classmethod
    def clean(cls, amount: str | int | Decimal | None, currency: str | None = None) -> Self | None:
        """Read a plain decimal number; None for anything else."""
        try:
            return None if amount is None else cls(Decimal(amount), currency)
        except (InvalidOperation, ValueError):
            return None

    def __str__(self) -> str:
        return f"{self.amount:,f}" + (f" {self.currency}" if self.currency else "")
