"""How good the ties of one hop are at best, packed into 32 bits: what a path search needs to bound a hop's cost.

Each field is the best of all ties, taken by itself, and is rounded to the better side. So whatever a filter leaves
of the ties, and however they are weighed, nothing that is left is better than the packed number says. What a field
is worth is for the ranking to say (``queries/ranking.py``).
"""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil, log10
from typing import NamedTuple

from techpol.schema.model import Modality

_DIGIT_STEPS = 32  # steps an order of magnitude of an amount
_YEAR_ZERO = 1950
_LAST_YEAR = 127
_MOST_SUPPORT = 15
_BIT_OF = {str(modality): 1 << rank for rank, modality in enumerate(Modality)}

# Where the fields lie: steps of the amount, whether one is unknown, hundredths of confidence, support, modalities,
# whether one has no last day, years.
_STEPS, _CONFIDENCE, _SUPPORT, _YEAR = 255, 127 << 9, 15 << 16, 127 << 25
_FLAGS = 1 << 8 | 15 << 20 | 1 << 24

# (modality, support, confidence, amount, first and last ISO day)
Row = tuple[str, int, float, float | None, str | None, str | None]


class Strength(NamedTuple):
    """What the ties of a hop have at best.

    ``digits`` is log10(1 + sum of the amounts), None where no amount is known; ``unsized`` says that one is unknown.
    ``support`` and ``year``, of the last day that is known, are infinity where they are more than can be told; a year
    of 1950 may also be an earlier one, or none. ``open`` says that some tie has no last day.
    """

    modalities: frozenset[Modality]
    support: float
    confidence: float
    digits: float | None
    unsized: bool
    year: float
    open: bool


def pack(ties: Iterable[Row]) -> int:
    """Return the best of the ties of one hop (at least one), packed."""
    modalities = support = hundredths = unsized = year = is_open = 0
    amount = 0.0
    sized = False
    for modality, sources, confidence, size, first, last in ties:
        modalities |= _BIT_OF[modality]
        support = max(support, sources)
        hundredths = max(hundredths, min(100, ceil(confidence * 100)))
        if size is None:
            unsized = 1
        else:
            sized = True
            amount += max(0.0, size)
        if last is None:
            is_open = 1
        for day in (first, last):
            if day is not None:
                year = max(year, int(day[:4]) - _YEAR_ZERO)
    steps = max(1, min(255, ceil(log10(1 + amount) * _DIGIT_STEPS))) if sized else 0
    return (
        steps | unsized << 8 | max(0, hundredths) << 9 | max(0, min(_MOST_SUPPORT, support)) << 16
        | modalities << 20 | is_open << 24 | min(_LAST_YEAR, year) << 25
    )  # fmt: skip


def best_of(strengths: Iterable[int]) -> int:
    """Return the best of several hops, packed like one; 0 of none."""
    steps = confidence = support = year = flags = 0
    for packed in set(strengths):
        steps, confidence = max(steps, packed & _STEPS), max(confidence, packed & _CONFIDENCE)
        support, year = max(support, packed & _SUPPORT), max(year, packed & _YEAR)
        flags |= packed & _FLAGS
    return steps | confidence | support | year | flags


def unpack(packed: int) -> Strength:
    """Return what ``pack`` packed."""
    steps, support, year = packed & 255, packed >> 16 & 15, packed >> 25
    return Strength(
        frozenset(modality for modality in Modality if packed >> 20 & _BIT_OF[modality]),
        float("inf") if support == _MOST_SUPPORT else max(1, support), (packed >> 9 & 127) / 100,
        None if steps == 0 else steps / _DIGIT_STEPS if steps < 255 else float("inf"), bool(packed >> 8 & 1),
        _YEAR_ZERO + year if year < _LAST_YEAR else float("inf"), bool(packed >> 24 & 1),
    )  # fmt: skip
