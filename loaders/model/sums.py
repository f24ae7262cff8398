"""Whose sum is it? "Acme gave $5,000 and Zeta gave $9,000 to the Fund" holds $9,000, but not for Acme.

A plain check by what stands nearest: it takes a sum from a pair only where a quote has several sums, and the words
beside this one give it to somebody else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from techpol.loaders.details import names_money, read_decimal
from techpol.loaders.figures import figures_in, is_multiplier
from techpol.loaders.model.cues import cue_data, has_relation_word
from techpol.schema.text import normalise_text

# A model's sum is no longer than this, in characters.
_LONGEST = 40
# A number that stands alone and is less than this, or is a year, is no sum.
_LEAST = 100
_YEAR = re.compile(r"(?:19|20)\d\d")
_SIGNS = "$€£¥₹₽₪₩"
_SHARE = re.compile(r"\s*(?:%|٪|per\s?cent|percent|(?:في|ب)\s*ال(?:مئه|مائه))")
_RUN = re.compile(r"\d[\d.,]*\d|\d|[^\W\d_]+")
# How many words may stand between a sum and the one that it goes to: "$9,000 last May to the Hill Fund".
_REACH = 5


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else whom a quote names, where, and whether their type may give or take in the relation."""

    start: int
    end: int
    gives: bool
    takes: bool


@dataclass(frozen=True, slots=True)
class _Sum:
    start: int
    end: int
    values: frozenset[Decimal]


def read_sum(text: str | None) -> Decimal | None:
    """Read a sum as a model writes it: "5000", "$5,000", "1.5 million"."""
    value = read_decimal(text)
    if value is not None or text is None or len(text) > _LONGEST or re.search(r"\d", text) is None:
        return value
    figures = figures_in(text)
    return max(figures) if len(figures) > 0 and "-" not in text else None


def is_sum(quote: str, amount: Decimal) -> bool:
    """Say whether a number of a quote may be money: no year, no share of a hundred, no age, no "5" of "5 million"."""
    return any(amount.normalize() in item.values for item in _sums_in(quote))


def is_of_others(
    quote: str,
    relation: str,
    amount: Decimal,
    subject: Sequence[tuple[int, int]],
    target: Sequence[tuple[int, int]],
    others: Sequence[Other],
) -> bool:
    """Say whether a quote plainly gives a sum to another pair, wherever it states it.

    ``subject`` and ``target`` are the places in the quote that name the pair; empty where it names them elsewhere.
    """
    sums = _sums_in(quote)
    wanted = [number for number, item in enumerate(sums) if amount.normalize() in item.values]
    if len(sums) < 2 or len(wanted) == 0:
        return False
    return all(_is_taken(quote, relation, sums, number, subject, target, others) for number in wanted)


def _is_taken(
    quote: str,
    relation: str,
    sums: Sequence[_Sum],
    number: int,
    subject: Sequence[tuple[int, int]],
    target: Sequence[tuple[int, int]],
    others: Sequence[Other],
) -> bool:
    this = sums[number]
    first = sums[number - 1].end if number > 0 else 0
    last = sums[number + 1].start if number + 1 < len(sums) else len(quote)
    before = [other for other in others if first <= other.start and other.end <= this.start]
    after = [other for other in others if this.end <= other.start and other.end <= last]
    subject_before, subject_after = _inside(subject, first, this.start), _inside(subject, this.end, last)
    target_before, target_after = _inside(target, first, this.start), _inside(target, this.end, last)

    # "Zeta gave $9,000", "Zeta ($9,000)"
    if len(subject_before) == 0 and any(
        other.gives and _gives(quote, relation, first, other, this.start) for other in before[-1:]
    ):
        return True
    # "$9,000 from Zeta"
    if len(subject_after) == 0 and any(
        other.gives and _leads(quote[this.end : other.start], "givers_after") for other in after[:1]
    ):
        return True
    # "$9,000 to the Hill Fund"; "gave the Lake Fund $9,000 to honour ..." is the Lake Fund's.
    told_before = any(not _leads(quote[first:start], "takers_after") for start, _ in target_before)
    if (
        len(target_after) == 0
        and not told_before
        and any(other.takes and _leads(quote[this.end : other.start], "takers_after") for other in after[:1])
    ):
        return True
    # "gave the Hill Fund $9,000"
    return len(target_before) == 0 and any(
        other.takes and _is_blank(quote[other.end : this.start]) for other in before[-1:]
    )


def _gives(quote: str, relation: str, first: int, other: Other, end: int) -> bool:
    """Say whether somebody is told to give the sum that begins at ``end``."""
    between = quote[other.end : end]
    if _is_blank(between):
        return True
    if _pattern("clause_words").search(between) is not None or _leads(quote[first : other.start], "takers_after"):
        return False
    words = quote[first : other.start].split()
    return has_relation_word(between, relation) or (
        # An Arabic verb stands before the one who acts.
        len(words) > 0
        and re.search("[\u0621-\u064a]", words[-1]) is not None
        and has_relation_word(words[-1], relation)
    )


def _leads(between: str, kind: str) -> bool:
    """Say whether the words between a sum and a name lead from the one to the other: "to the", "last May to"."""
    return len(between.split()) <= _REACH and _pattern(kind, at_end=True).search(between) is not None


def _is_blank(between: str) -> bool:
    return re.fullmatch(rf"[\s(\[:{_SIGNS}–—-]*", between) is not None


def _inside(spans: Sequence[tuple[int, int]], first: int, last: int) -> list[tuple[int, int]]:
    return [span for span in spans if first <= span[0] and span[1] <= last]


@cache
def _pattern(kind: str, at_end: bool = False) -> re.Pattern[str]:
    """Return what finds words of ``cues.yaml``; ``at_end`` before a name, with an article or an Arabic prefix."""
    words = cue_data()[kind]
    english, arabic = ("|".join(map(re.escape, words[language])) for language in ("en", "ar"))
    if at_end:
        prefixes = "|".join(map(re.escape, words["prefixes"])) or r"(?!)"
        return re.compile(
            rf"(?:\b(?:{english})\s+(?:(?:the|a|an|his|her|its|their)\s+)?|(?<!\w)(?:{arabic})\s+|(?<!\w)(?:{prefixes}))\Z",
            re.IGNORECASE,
        )
    return re.compile(rf"[,;،؛.]\s|\b(?:{english})\b|(?<!\w)و(?=\w{{2}})|(?<!\w)(?:{arabic})(?!\w)", re.IGNORECASE)


def _sums_in(quote: str) -> list[_Sum]:
    """Return the sums of a quote in order: a number with a sign or word of money, or a large one that is no year."""
    copy = normalise_text(quote)
    found: list[_Sum] = []
    run: list[tuple[int, int]] = []
    for match in [*_RUN.finditer(copy.text), None]:
        joined = match is not None and (len(run) == 0 or copy.text[run[-1][1] : match.start()].strip(" -") == "")
        if match is not None and joined and len(figures_in(match.group())) > 0:
            run.append(match.span())
            continue
        if len(run) > 0:
            start, end = run[0][0], run[-1][1]
            values = frozenset(figures_in(copy.text[start:end]))
            if any(is_multiplier(word) for word in copy.text[start:end].split()):
                values = frozenset(value for value in values if 2 * value >= max(values))
            signed = copy.text[:start].rstrip()[-1:] in _SIGNS and start > 0
            signed = signed or copy.text[end : end + 2].lstrip()[:1] in _SIGNS or names_money(copy.text[end:])
            large = max(values) >= _LEAST and _YEAR.fullmatch(copy.text[start:end]) is None
            if (signed or large) and _SHARE.match(copy.text, end) is None:
                found.append(_Sum(*copy.span(start, end), values))
        run = [match.span()] if match is not None and len(figures_in(match.group())) > 0 else []
    return found
