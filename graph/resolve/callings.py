"""What an article says somebody is beside the name: "a kindergarten teacher from Oregon", "dentist Raymond Kline"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import yaml

from techpol.schema.model import Claim, Referent
from techpol.schema.text import fold

CALLING = "calling"  # the name of the fact in a profile
_AROUND = 90  # characters after and before a mention that may describe it
_LONGEST = 3  # words of a calling
# "Kline, 62, a retired dentist", "Kline is a dentist", "Kline, who is the chief executive of ..."
_AFTER = re.compile(r"(?:,(?: \d{1,3},)?(?: who is)?| is) (?:an?|the) ([^,.;:()\n—–]+)")
_AFTER_ARABIC = re.compile(r"،(?: و(?:هو|هي))? ([^،.؛:()\n—–]+)")
_BEFORE = re.compile(r"(?:^|[^\w'’ -])((?:[\w'’-]+ )+)$")
# Where the noun phrase ends that tells what somebody is.
_ENDS = re.compile(
    r"\b(?:of|from|in|at|who|whose|for|and|with|to|on|near|that|since|but|or|when|while|as|by)\b", re.IGNORECASE
)
# What somebody was, or is not quite, is no calling.
_NOT_NOW = re.compile(r"\b(?:former|formerly|onetime|one-time|then|ex|aspiring|would-be)\b", re.IGNORECASE)
# Claims that tell a walk of life by the type of the other end; None for every type.
_BY_CLAIM = {"LEADS": ("Company", "business"), "HOLDS_OFFICE": (None, "public"), "RUNS_FOR": (None, "public")}


@cache
def _table() -> tuple[frozenset[str], dict[str, frozenset[str]]]:
    data = yaml.safe_load((Path(__file__).parent / "callings.yaml").read_text("utf-8"))
    return frozenset(data["everyday"]), {word: frozenset(kinds) for word, kinds in data["words"].items()}


def callings(referent: Referent, text: str | None) -> frozenset[str]:
    """Return the walks of life that an article's text gives somebody beside the name; empty where it gives none."""
    if text is None:
        return frozenset()
    found: set[str] = set()
    for mention in referent.mentions:
        if mention.kind != "name":
            continue
        # Mentions are of the text as kept; one of another text says nothing.
        if text[mention.start : mention.end] != mention.text:
            continue
        after = text[mention.end : mention.end + _AROUND]
        before = text[max(0, mention.start - _AROUND) : mention.start]
        if (said := _AFTER.match(after)) is not None:
            found |= _kinds(_ENDS.split(said[1])[0], last=True)
        elif (said := _AFTER_ARABIC.match(after)) is not None:
            found |= _kinds(said[1], last=False)
        if (said := _BEFORE.search(before)) is not None:
            found |= _kinds(_ENDS.split(said[1])[-1], last=True)
    return frozenset(found)


def _kinds(phrase: str, last: bool) -> frozenset[str]:
    """Return the kinds of the calling that ends a phrase, or begins it where it is not to be the ``last``."""
    if _NOT_NOW.search(phrase) is not None:
        return frozenset()
    words = fold(phrase).replace("’", "'").split()
    table = _table()[1]
    for length in range(_LONGEST, 0, -1):
        kinds = table.get(" ".join(words[-length:] if last else words[:length]))
        if kinds is not None:
            return kinds
    return frozenset()


def callings_by_claims(claims: Iterable[tuple[Claim, Referent]]) -> frozenset[str]:
    """Return the walks of life that claims of somebody tell, each with its other end."""
    found: set[str] = set()
    for claim, other in claims:
        wanted, calling = _BY_CLAIM.get(claim.relation, (None, ""))
        if calling != "" and wanted in (None, other.type) and str(claim.modality) != "denied":
            found.add(calling)
    return frozenset(found)


def walks_differ(left: frozenset[str], right: frozenset[str]) -> bool:
    """Say whether two are told to be of different walks of life, of which one seldom goes with another."""
    everyday = _table()[0]
    if len(left) == 0 or len(right) == 0 or not left.isdisjoint(right):
        return False
    return left <= everyday or right <= everyday


__all__ = ["CALLING", "callings", "callings_by_claims", "walks_differ"]
