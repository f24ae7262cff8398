"""A sum and its parts: "gave $900,000 to Democrats: $400,000 to X and $500,000 to Y", "$2 million, including ..."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Token

from techpol.loaders.articles.english.details import Amount

_ABOUT = r"(?:(?:a|about|almost|another|approximately|around|at|least|more|nearly|over|roughly|some|than) )*"
_OPENS = re.compile(rf"(?:: ?|,? ?\bincluding,? |,? ?\bcomprising |,? of which ){_ABOUT}\Z", re.I)
# These may also hold the same sum in other money: "£5 million ($6 million)".
_MAY_OPEN = re.compile(rf"(?:\(| ?[—–] ?| --? ){_ABOUT}\Z", re.I)
_COMMA = re.compile(rf", {_ABOUT}\Z", re.I)
_OF_IT = re.compile(r" of (?:it|that|them|which|the (?:money|total|sum))\b")
_TO_SOMEBODY = re.compile(
    r"(?: of (?:it|that|them|which|the (?:money|total|sum)))?(?: each)?,? (?:to|from|for) "
    r"(?:(?:the|a|an|his|her|its|their) (?!\w+ing\b)|[A-Z])"
)


@dataclass(frozen=True)
class Parted:
    """A sum with its parts; ``cut`` is the character of the paragraph from which on the parts are told.

    ``apart``: the parts have givers or takers of their own.
    """

    total: Amount
    cut: int
    parts: tuple[Amount, ...]
    apart: bool


def region_of(trigger: Token) -> tuple[int, int]:
    """Return the tokens of a sentence, and of the one that its colon leads to."""
    sentence, doc = trigger.sent, trigger.doc
    end = sentence.end
    while end < len(doc) and doc[end - 1].text == ":":
        end = doc[end].sent.end
    return sentence.start, end


def parted_sum(trigger: Token, amounts: Sequence[Amount]) -> Parted | None:
    """Return the sum, told after a verb or a noun, whose parts the same sentence lists; None if it lists none."""
    doc, text = trigger.doc, trigger.doc.text
    start, end = region_of(trigger)
    limit = doc[end - 1].idx + len(doc[end - 1])
    inside = [amount for amount in amounts if doc[start].idx <= amount.start < limit]
    for total, part in pairwise(inside):
        between = text[total.end : part.start]
        to_somebody = _TO_SOMEBODY.match(text, part.end) is not None
        mark = _OPENS.search(between)
        if mark is None and to_somebody:
            mark = _MAY_OPEN.search(between)
        if mark is None and _OF_IT.match(text, part.end):
            mark = _COMMA.search(between)
        if mark is None:
            continue
        cut = total.end + mark.start()
        parts = tuple(amount for amount in inside if amount.start >= cut)
        if trigger.idx >= cut or any(not _within(amount, total) for amount in parts):
            return None
        return Parted(total, cut, parts, any(_TO_SOMEBODY.match(text, amount.end) for amount in parts))
    return None


def _within(part: Amount, total: Amount) -> bool:
    return part.money.currency == total.money.currency and part.money.amount <= total.money.amount
