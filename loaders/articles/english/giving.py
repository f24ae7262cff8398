"""Why what reads like a gift is none: a price, a limit, a sum that is told in parts, the people of a party."""

from __future__ import annotations

import re
from collections.abc import Sequence

from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.details import Amount
from techpol.loaders.articles.english.sums import parted_sum

_SHARE = re.compile(
    r"\b(?:for|worth of|in (?:exchange|return) for) (?:an?|the|its|his|her) (?:[\w%-]+ ){0,2}(?:stake|share)\b"
)
_HANDING = frozenset("give send hand pay write cut".split())
_BACK = re.compile(r"\$[\d,.]+(?: (?:million|billion|thousand))? (?:donation |check |gift |contribution )?back\b")
# In a sentence with these a sum is a price or a limit.
_PRICE_WORDS = frozenset("ticket tickets plate maximum limit limits cap couple attendees admission apiece".split())
_LIMITS = (" up to $", "as much as $", " may give", " can give", " may donate", " can donate", "no more than $")
_RAISING_WORDS = frozenset("raise raised raises raising bundle bundled bundles bundler bundlers bundling".split())
_EARNING_WORDS = frozenset(
    "prize salary severance wages fee fees loan loans royalties damages settlement bonus rent".split()
)
# "gave $5,000 to Democrats": to politicians of the party, who they are it does not say.
_PEOPLE = frozenset("democrats republicans conservatives liberals tories libertarians greens socialists dems".split())


def no_gift(candidate: Candidate, amounts: Sequence[Amount], valued: bool) -> str:
    """Return why what looks like a gift is none: a limit, a price, money that somebody else gave.

    ``amounts``: the sums of the paragraph; ``valued``: one of them is that of the gift.
    """
    target = candidate.object.entity
    if _is_people_of_a_party(candidate):
        return "the people of a party, not the party"
    if not candidate.part and (reason := _of_a_list(candidate, amounts)):
        return reason
    sentence = candidate.trigger.sent
    words = {token.lower_ for token in sentence}
    between = sentence.doc[candidate.trigger.i : max(candidate.trigger.i, candidate.object.start)].text.lower()
    if candidate.object.paragraph == candidate.paragraph and " committee of " in between:
        return "whose committee it is that is given to"
    listed = candidate.rule == "construction:donor-list" and candidate.amount is not None
    listed = listed or (candidate.rule == "construction:donor-list" and ":" in sentence.text)
    if candidate.rule == "construction:donor-list":
        words -= {"couple"}  # "X and his wife ($1 million for the couple)"
    spelled = candidate.rule == "construction:spelled-gift"
    if spelled:
        words -= {"apiece", "couple"}  # "X and Y gave $5,000 apiece"
    given = candidate.trigger.tag_ in ("VBD", "VBN") and "the maximum" in sentence.text
    if (words & _PRICE_WORDS and not (given and words & _PRICE_WORDS == {"maximum"})) or any(
        phrase in sentence.text for phrase in _LIMITS
    ):
        return "a price or a legal limit, not a gift"
    told = listed or spelled or candidate.rule == "construction:benefactor"
    if words & _RAISING_WORDS and not told and candidate.trigger.lower_ not in ("donated", "gave", "donation"):
        return "who raises or hosts is no donor"
    if _BACK.search(sentence.text) is not None and candidate.trigger.lemma_ in _HANDING:
        return "money that is given back"
    if _SHARE.search(sentence.text) is not None:
        return "the price of a stake"
    if words & _EARNING_WORDS:
        return "pay, a prize or a loan, not a gift"
    if candidate.rule == "frame:bankroll" and target.owner is candidate.subject.entity:
        return "one's own campaign that others are to fund"
    if target.type == "Event" and not target.named:
        return f"nothing tells which {target.name!r} is meant"
    if target.type == "Group":
        return f"{target.name!r} is nobody in particular"
    if not target.named and target.type not in ("Campaign", "Event"):
        if candidate.subject.kind not in ("name", "pronoun") or not valued:
            return f"nothing tells which {target.name!r} is meant"
    return ""


def _is_people_of_a_party(candidate: Candidate) -> bool:
    """Say whether the recipient is "Democrats", the people, and not the party as a body."""
    target = candidate.object
    if target.entity.type != "Party" or target.end - target.start > 2 or target.paragraph != candidate.paragraph:
        return False
    return candidate.trigger.doc[target.end - 1].lower_ in _PEOPLE


def _of_a_list(candidate: Candidate, amounts: Sequence[Amount]) -> str:
    """Return why a gift is none where a sum is told with its parts: they are gifts of their own amounts."""
    parted = parted_sum(candidate.trigger, amounts)
    if parted is None:
        return ""
    doc = candidate.trigger.doc
    ends = [r for r in (candidate.subject, candidate.object) if r.paragraph == candidate.paragraph]
    if any(doc[r.start].idx >= parted.cut for r in ends):
        return "a part of a sum, told with its own amount"
    return "a sum whose parts have ends of their own" if parted.apart else ""
