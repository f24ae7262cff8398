"""Why what reads like a gift is none: a price, a limit, a sum that is told in parts, the people of a party."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.details import Amount
from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.sums import parted_sum

_SHARE = re.compile(
    r"\b(?:for|worth of|in (?:exchange|return) for) (?:an?|the|its|his|her) (?:[\w%-]+ ){0,2}(?:stake|share)\b"
)
_LEFT_OUT = re.compile(
    r"\b(?:instead of|rather than|but not|not to|nothing to|less than|more than)(?: to)?\b[^,;]*\Z"
)
_ONE_OF_MANY = re.compile(r"\bincluding\b[^;$]*\Z")
_OF_A_GROUP = re.compile(r"\b(?:led|headed|backed) by (?:[A-Z][\w.’'-]+,? |and )*\Z")
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
_ITS_OWN = re.compile(
    r"\b(?:to|gave|paid|sent) its (?:[\w-]+ ){0,4}(?:chief|head|founder|chair|chairman|chairwoman|president|director"
    r"|employees?|executives?|shareholders?|owner|partner|boss)\b"
)
_HANDING = frozenset("give send hand pay write cut".split())
_BACK = re.compile(r"\$[\d,.]+(?: (?:million|billion|thousand))? (?:donation |check |gift |contribution )?back\b")
_TAKEN = frozenset("receive get accept take collect draw pocket".split())
_BILL = re.compile(
    r"\$[\d,.]+(?:[ -](?:million|billion|thousand))?[ -](?:fine|bill|penalty|invoice|settlement|contract|raise|refund"
    r"|discount|reward|bounty|retainer|stipend|pension|allowance|advance|salary|bonus)\b"
)
# "took $5 million from the firm as its head", "for his shares": but "for his campaign".
_PAID_FOR = re.compile(
    r"\A,? (?:as (?:its|an?|the)|for (?!(?:his|her|their|its|the) (?:[\w-]+ )?(?:campaign|bid|race|re-?election|run"
    r"|effort|candidacy|primary)\b)(?:his|her|their|an?|consulting|services|work|speaking|lobbying)"
    r"|when it (?:bought|acquired))\b"
)
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
    if (candidate.trigger.lemma_ in _TAKEN or _BILL.search(sentence.text)) and _is_pay(candidate, sentence.text):
        return "pay, a price or a fine"
    if candidate.rule.startswith("frame:") and (reason := _of_another_clause(candidate, valued)):
        return reason
    if target.type == "Person" and candidate.subject.entity.type == "Company" and _ITS_OWN.search(sentence.text):
        return "what a firm gives to its own people"
    denied = any(child.dep_ == "neg" for child in candidate.trigger.children)  # "nothing from X or Y": neither
    if not denied and any(_is_one_of_two(end) for end in _ends_here(candidate)):
        return "one or the other"
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


def _ends_here(candidate: Candidate) -> list[tuple[Reference, Candidate]]:
    ends = (candidate.subject, candidate.object)
    return [(end, candidate) for end in ends if end.paragraph == candidate.paragraph]


def _is_one_of_two(end: tuple[Reference, Candidate]) -> bool:
    """Say whether "or" joins an end to another: "to X or Y"."""
    reference, candidate = end
    doc = candidate.trigger.doc
    before = doc[reference.start - 1].lower_ if reference.start > 0 else ""
    after = doc[reference.end].lower_ if reference.end < len(doc) else ""
    return before in ("or", "either") or after == "or"


def _is_pay(candidate: Candidate, sentence: str) -> bool:
    """Say whether what a person took from somebody was paid for something, or what is told is a bill."""
    if _BILL.search(sentence) is not None:
        return True
    giver, doc = candidate.subject, candidate.trigger.doc
    if candidate.object.entity.type != "Person" or giver.paragraph != candidate.paragraph:
        return False
    return giver.start > candidate.trigger.i and _PAID_FOR.match(_text_after(doc, giver.end)) is not None


def _text_after(doc: Doc, i: int) -> str:
    return doc.text[doc[i - 1].idx + len(doc[i - 1]) :][:80]


def _of_another_clause(candidate: Candidate, valued: bool) -> str:
    """Return why the parse hangs somebody on a gift who is none of it; nothing where he may be."""
    trigger, target, giver = candidate.trigger, candidate.object, candidate.subject
    doc = trigger.doc
    if target.paragraph == candidate.paragraph and target.start > trigger.i:
        between = doc[trigger.i : target.start].text
        if valued and _ONE_OF_MANY.search(between) is not None:
            return "one of many who shared a sum"
        if _LEFT_OUT.search(between) is not None:
            return "who was given nothing"
        if trigger.pos_ == "VERB" and target.end < len(doc) and doc[target.end].tag_ in _FINITE:
            return "the subject of another clause"
    if giver.paragraph == candidate.paragraph and giver.start < trigger.i:
        if valued and _OF_A_GROUP.search(doc.text[: doc[giver.start].idx]) is not None:
            return "one of a group that gave"
        between_ends = doc[giver.end : trigger.i]
        if any(t.lower_ == "whose" for t in between_ends) and not any(t.tag_ in _FINITE for t in between_ends):
            return "a gift of somebody's husband or firm"
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
