"""Settles what a name is of: the votes of all its places, weighed against each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from techpol.loaders.articles.english.vocabulary import Vocabulary
from techpol.loaders.articles.english.votes import SIGNS, Found, Votes

ORGANISATIONS = frozenset(
    ["Organization", "Company", "Committee", "Campaign", "Party", "Group", "GovernmentBody", "MediaOrganization"]
)
# Who backs, blames or gives; a government that does is named by its country more often than not.
ACTORS = (ORGANISATIONS - {"GovernmentBody"}) | {"Person"}
# First words of places that bear somebody's name, and of what else does.
_NO_GIVEN_NAMES = frozenset(
    "of the and for to on in & de a fort port lake mount mt. camp castle casa villa palace plaza square street hotel "
    "house hall north south east west new old upper lower san santa saint st. st los las el la never team".split()
)
_FINDER_CAP = 2.6
_SURELY = 3.0  # votes for a person besides the statistical finder's


def winner(votes: Votes) -> str:
    """Return the type with most votes; kinds of organisation stand together against person and place."""
    votes = settled(votes)
    organisation = sum(weight for kind, weight in votes.items() if kind in ORGANISATIONS and kind != "Party")
    grouped = {kind: weight for kind, weight in votes.items() if kind not in ORGANISATIONS or kind == "Party"}
    if organisation > 0:
        grouped["Organization"] = organisation
    if not grouped:
        return "Organization"
    best = max(grouped, key=lambda kind: (grouped[kind], kind))
    if best != "Organization":
        return best
    special = {
        kind: weight
        for kind, weight in votes.items()
        if kind in ORGANISATIONS and kind not in ("Party", "Organization") and weight >= 2
    }
    return max(special, key=lambda kind: (special[kind], kind)) if special else "Organization"


def settled(votes: Votes) -> Votes:
    """Return the votes with the statistical finder's ("~Person") capped: it errs alike each time it sees a name."""
    settled: Votes = Votes()
    signs = votes.get(SIGNS, 0.0)
    proven = any(weight > 0.5 for kind, weight in votes.items() if kind[0] not in "~!" and kind != "Person")
    for kind, weight in votes.items():
        if kind == SIGNS:
            settled["Person"] += weight
        elif kind.startswith("~"):
            # one who is defeated, or whose allies speak, is no organisation that only the finder sees
            doubted = signs >= 0.9 and not proven and kind != "~Person"
            settled[kind[1:]] += min(weight, 0.8 if doubted else _FINDER_CAP)
        else:
            settled[kind] += weight
    return settled


def bare_people(groups: Mapping[tuple[str, ...], list[Found]]) -> set[str]:
    """Return the last names that stand alone and are surely of people: "Ms. Doe", "Doe, who ..."."""
    people = set()
    for words, members in groups.items():
        if len(words) == 1:
            votes = sum_votes(members)
            if votes["Person"] >= _SURELY and winner(votes) == "Person":
                people.add(words[0])
    return people


def sum_votes(members: Iterable[Found]) -> Votes:
    """Return the votes of all places together."""
    total: Votes = Votes()
    for found in members:
        total.add(found.votes)
    return total


def may_be_person(words: tuple[str, ...], votes: Votes, vocabulary: Vocabulary) -> bool:
    """Say whether nothing but the statistical finder's guess says that a name of several words is not a person's."""
    text, first = " ".join(words), words[0].lower()
    if text in vocabulary.places or text in vocabulary.known or first in _NO_GIVEN_NAMES:
        return False
    if first in vocabulary.nominals or not all(word[:1].isupper() for word in words):
        return False
    if words[-1].lower() in vocabulary.suffixes or "&" in words:
        return False
    return all(weight <= 1 or kind[0] in "~!" or kind == "Person" for kind, weight in votes.items())
