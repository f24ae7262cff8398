"""Clusters that follow from judgements, for trials and measurements; the build does the same for the ledger."""

from __future__ import annotations

from collections.abc import Iterable

from techpol.schema.model import Judgement


def clusters(referents: Iterable[str], judgements: Iterable[Judgement]) -> list[list[str]]:
    """Return the clusters of referents, each sorted, in the order of their first member.

    Joined by "same", never across a "different", a person's word first; the order of the judgements does not matter.
    """
    # The build imports much more than this; whoever only wants the rules need not.
    from techpol.graph.build.clusters import Judged, partition

    judged = (Judged(item.left, item.right, str(item.verdict), item.by, item.score, item.made) for item in judgements)
    return partition(referents, judged)
