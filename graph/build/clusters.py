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
    made: str = ""


class _Clusters:
    """Clusters that grow, each with the referents that must stay out of it."""

    def __init__(self, referents: Iterable[str]) -> None:
        self.parent = {referent: referent for referent in referents}
        self.members = {referent: [referent] for referent in self.parent}
        self.apart: dict[str, set[str]] = {}

    def root(self, referent: str) -> str:
        while self.parent[referent] != referent:
            self.parent[referent] = self.parent[self.parent[referent]]
            referent = self.parent[referent]
        return referent

    def part(self, left: str, right: str) -> None:
        """Keep two referents out of each other's cluster, unless they are in one already."""
        one, other = self.root(left), self.root(right)
        if one != other:
            self.apart.setdefault(one, set()).add(right)
            self.apart.setdefault(other, set()).add(left)

    def join(self, left: str, right: str) -> None:
        """Join two clusters, unless something keeps them apart."""
        one, other = self.root(left), self.root(right)
        if len(self.members[one]) < len(self.members[other]):
            one, other = other, one
        if one == other or not self.apart.get(one, set()).isdisjoint(self.members[other]):
            return
        self.parent[other] = one
        self.members[one] += self.members.pop(other)
        if other in self.apart:
            self.apart.setdefault(one, set()).update(self.apart.pop(other))


def partition(referents: Iterable[str], judged: Iterable[Judged]) -> list[list[str]]:
    """Return the clusters of some referents, each sorted, in the order of their first member.

    What persons said comes first, and of two who disagree on a pair the later; rules part and join what is left,
    the best score first. The outcome depends on the judgements alone, not on their order.
    """
    clusters = _Clusters(referents)
    known = clusters.parent
    kept = [item for item in judged if item.left in known and item.right in known]
    persons = _last_words(item for item in kept if item.by.startswith(PERSON))
    rules = [item for item in kept if not item.by.startswith(PERSON) and (item.left, item.right) not in persons]
    for said in (list(persons.values()), rules):
        for item in said:
            if item.verdict == "different":
                clusters.part(item.left, item.right)
        same = [item for item in said if item.verdict == "same"]
        for item in sorted(same, key=lambda item: (-item.score, item.left, item.right)):
            clusters.join(item.left, item.right)
    return sorted(sorted(cluster) for cluster in clusters.members.values())


def _last_words(judged: Iterable[Judged]) -> dict[tuple[str, str], Judged]:
    """Return the last judgement on each pair; of two at one time, that they are different."""
    found: dict[tuple[str, str], Judged] = {}
    for item in sorted(judged, key=lambda item: (item.made, item.verdict == "different", item)):
        found[item.left, item.right] = item
    return found
