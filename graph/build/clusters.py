"""Clusters of referents from judgements: joined by "same", never across a "different", a person's word first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from techpol.graph.judgements import PERSON


class Judged(NamedTuple):
    """A judgement that counts, in short."""

    left: str
    right: str
    verdict: str
    by: str
    score: float


def partition(referents: Iterable[str], judged: Iterable[Judged]) -> list[list[str]]:
    """Return the clusters of some referents, each sorted, in the order of their first member.

    "Same" judgements are followed best first: a person's before a rule's, then by score. One that would bring
    together two referents that are judged different (by a person, or by a rule where no person says "same") is passed
    over. The outcome depends on the judgements alone, not on their order.
    """
    parent = {referent: referent for referent in referents}
    kept = [item for item in judged if item.left in parent and item.right in parent]
    by_person = {(item.left, item.right) for item in kept if item.verdict == "same" and item.by.startswith(PERSON)}
    # Per root: the referents that must stay out of its cluster.
    apart: dict[str, set[str]] = {}
    for item in kept:
        person = item.by.startswith(PERSON)
        if item.verdict == "different" and (person or (item.left, item.right) not in by_person):
            apart.setdefault(item.left, set()).add(item.right)
            apart.setdefault(item.right, set()).add(item.left)
    members = {referent: [referent] for referent in parent}

    def root(referent: str) -> str:
        while parent[referent] != referent:
            parent[referent] = parent[parent[referent]]
            referent = parent[referent]
        return referent

    same = [item for item in kept if item.verdict == "same"]
    same.sort(key=lambda item: (not item.by.startswith(PERSON), -item.score, item.left, item.right))
    for item in same:
        one, other = root(item.left), root(item.right)
        if one == other or not apart.get(one, set()).isdisjoint(members[other]):
            continue
        if len(members[one]) < len(members[other]):
            one, other = other, one
        parent[other] = one
        members[one] += members.pop(other)
        if other in apart:
            apart.setdefault(one, set()).update(apart.pop(other))
    return sorted(sorted(cluster) for cluster in members.values())
