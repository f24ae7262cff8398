"""Has the rules judge who is who among what was loaded since the last build."""

from __future__ import annotations

from collections.abc import Iterable

from techpol.graph.judgements import undo_judgements, write_judgements
from techpol.graph.migrations import LedgerConnection
from techpol.schema.model import Judgement


class _Judging:
    """The ledger as far as the rules write to it."""

    def __init__(self, connection: LedgerConnection, now: str) -> None:
        self.connection = connection
        self._now = now

    def judge(self, found: Iterable[Judgement]) -> int:
        """Keep judgements."""
        return write_judgements(self.connection, found, self._now)

    def undo_judgements(self, ids: Iterable[str], by: str, why: str) -> int:
        """Take judgements out of the view."""
        return undo_judgements(self.connection, ids, by, why, self._now)


def decide(connection: LedgerConnection, now: str, full: bool) -> None:
    """Write the judgements of the rules about whatever changed, and about those who were judged with what is gone."""
    # The rules load much that a build of nothing new does not need.
    from techpol.graph.resolve.ledger_store import LedgerStore
    from techpol.graph.resolve.resolver import resolve

    ids = None if full else _touched(connection)
    if ids is None or len(ids) > 0:
        resolve(LedgerStore(_Judging(connection, now)), ids)


def _touched(connection: LedgerConnection) -> set[str]:
    """Return the live referents that changed, that stand in a claim that changed, or that lost a peer or rival."""
    dead = "SELECT r.id FROM dirty_referent d JOIN referent r ON r.number = d.number WHERE NOT r.live"
    rows = connection.execute(
        "SELECT r.id FROM dirty_referent d JOIN referent r ON r.number = d.number WHERE r.live"
        " UNION SELECT o.id FROM dirty_referent d JOIN referent r ON r.number = d.number"
        " JOIN referent o ON o.owner = r.id WHERE o.live"
        " UNION SELECT r.id FROM dirty_claim d JOIN claim c ON c.number = d.number"
        " JOIN referent r ON r.id IN (c.subject, c.object) WHERE r.live"
        f" UNION SELECT r.id FROM judgement j JOIN referent r ON r.id = j.right WHERE r.live AND j.left IN ({dead})"
        f" UNION SELECT r.id FROM judgement j JOIN referent r ON r.id = j.left WHERE r.live AND j.right IN ({dead})"
    )
    return {row[0] for row in rows}
