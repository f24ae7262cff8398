"""The body that a role leaves out: "رئيس مجلس الإدارة فلان" in a text that speaks of one company."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from techpol.loaders.articles.arabic.analysis import Document
from techpol.loaders.articles.arabic.units import Clauses, RoleFact

_BODIES = frozenset(["Company", "Group", "Organization"])


def implied_bodies(document: Document, clauses: Sequence[Clauses]) -> None:
    """Give roles without a complement the body that the text is about, where it is about one; drop the others."""
    for item in clauses:
        facts = []
        for fact in item.facts:
            body = fact.complement if fact.complement >= 0 else _body(document, fact)
            if body >= 0:
                facts.append(fact if body == fact.complement else replace(fact, complement=body))
        item.facts[:] = facts


def _body(document: Document, fact: RoleFact) -> int:
    """Return the mention of the body before a role that it can only be of, or -1.

    Where several are named the one that is named twice as often as any other: the text is about it.
    """
    before: dict[int, int] = {}
    for number, mention in enumerate(document.mentions):
        if (
            mention.entity >= 0
            and mention.first < fact.first
            and mention.type in _BODIES
            and mention.head != "adjective"
        ):
            before[mention.entity] = number
    if not before:
        return -1
    counts = Counter({entity: len(document.entities[entity].mentions) for entity in before})
    ranked = counts.most_common(2)
    if len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]:
        return -1
    return before[ranked[0][0]]
