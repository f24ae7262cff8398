"""What a name names by the role beside it: who resigns as treasurer is a person, of what she was it a body."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from techpol.loaders.articles.english.personal import is_somebody
from techpol.loaders.articles.english.vocabulary import RoleSpan, Vocabulary

_RUNNING = frozenset("runs ran heads headed chairs chaired founded cofounded leads led edits".split())
_RESIGNING = frozenset("resigned resigns".split())
_NAMING = frozenset("named names appointed appoints hired hires tapped taps promoted promotes elected elects".split())
_PLACING = frozenset("in at from near of".split())
_LINKS = frozenset("and , of ( )".split())
_PHRASE = frozenset("DET ADJ ADV NOUN PROPN NUM".split())
_STEPS = 7
# Whom firms and papers have, and no person: "Zenda executive X".
_IN_FIRMS = frozenset(
    "executive employee engineer analyst reporter correspondent columnist professor staffer".split()
)
# A role at a body, whose name the finder may take for a place's.
_POSTS = frozenset(["staff", "member", "chief-of-organization", "founder", "expert"])


def person_signs(doc: Doc, start: int, end: int, roles: Sequence[RoleSpan], vocabulary: Vocabulary) -> float:
    """Return how much the roles beside a name (tokens ``start`` to ``end``) speak for a person; 0 where none does."""
    after = doc[end].lower_ if end < len(doc) else ""
    before = doc[start - 1].lower_ if start > 0 else ""
    if after != "," and after not in _RESIGNING and before not in _NAMING and before not in ("and", ","):
        return 0.0
    people = {span.start: span for span in roles if is_somebody(span, vocabulary)}
    if after == "," and before not in _PLACING:
        following = doc[end + 1].lower_ if end + 1 < len(doc) else ""
        if following == "who":
            return 1.5
        if _is_told_role(doc, end + 1, people):
            return 2.5
    if after in _RESIGNING and end + 1 < len(doc) and doc[end + 1].lower_ in ("as", "from", ",", "on", "in", "over"):
        return 2.0
    if before in _NAMING and _is_given_role(doc, end, people):
        return 2.5
    return 2.5 if _is_listed(doc, start, people) else 0.0


def _is_told_role(doc: Doc, i: int, people: dict[int, RoleSpan]) -> bool:
    """Say whether a role in apposition begins at a token: ", the former treasurer of"."""
    for k in range(i, min(i + _STEPS, len(doc))):
        span = people.get(k)
        if span is not None:
            if span.end >= len(doc):
                return False
            following = doc[span.end]
            return following.lower_ in ("of", "at", "for", "with", "who", ",", ".", "and") and not (
                following.text == "," and span.end + 1 < len(doc) and doc[span.end + 1].text[:1].isupper()
            )
        if doc[k].pos_ not in _PHRASE and doc[k].lower_ not in ("'s", "-", "until"):
            return False
    return False


def _is_given_role(doc: Doc, i: int, people: dict[int, RoleSpan]) -> bool:
    """Say whether somebody is named to be something: "named X its chief executive", "names X as treasurer"."""
    if i >= len(doc) or doc[i].lower_ not in ("as", "to", "its", "their", "the", "his", "her", "chief", "executive"):
        return i in people
    return any(k in people for k in range(i, min(i + 4, len(doc))))


def _is_listed(doc: Doc, start: int, people: dict[int, RoleSpan]) -> bool:
    """Say whether a name is of a list that a role of many opens: "founders A and B", "Sens. A of Ohio and B"."""
    if start == 0 or doc[start - 1].lower_ not in ("and", ","):
        return False
    ends = {span.end for span in people.values() if doc[span.end - 1].lower_.rstrip(".").endswith("s")}
    i = start - 1
    while i >= 0 and start - i < 16:
        opened = i + 1 in ends or (doc[i].text == "." and i in ends)  # "Sens" and its full stop
        if opened and i + 1 < start and doc[i + 1].text[:1].isupper():
            return True
        if not (doc[i].text[:1].isupper() or doc[i].lower_ in _LINKS or doc[i].text == "-"):
            return False
        i -= 1
    return False


def body_signs(doc: Doc, start: int, end: int, roles: Sequence[RoleSpan], placed: bool) -> float:
    """Return how much the roles beside a name speak for a body; ``placed``: the finder takes it for a place."""
    following = doc[end] if end < len(doc) else None
    if following is not None and following.tag_ == "POS":
        return 0.0
    borne = next((span for span in roles if span.start == end and span.end < len(doc)), None)
    part = (
        borne is not None and borne.end - borne.start > 1 and doc[borne.start].is_title
    )  # "Zenda Research Analyst X"
    if (
        borne is not None
        and not part
        and doc[borne.end].is_title
        and borne.text.split()[-1].removesuffix("s") in _IN_FIRMS
    ):
        return 1.5
    i = start - 1
    if i >= 0 and doc[i].lower_ == "the":
        i -= 1
    if i < 1:
        return 0.0
    word = doc[i].lower_
    if word in _RUNNING and i + 1 < start + 1 and doc[i].pos_ in ("VERB", "AUX"):
        return 1.6
    if word not in ("at", "of"):
        return 0.0
    role = next((span for span in roles if span.end == i), None)
    if role is None or not any(family.id in _POSTS for family in role.roles):
        return 0.0
    return 2.0 if word == "at" else 1.6 if placed else 0.0
