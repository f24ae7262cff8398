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
    """Write the judgements of the rules about the dirty referents and those who shared an entity with them."""
    # The rules load much that a build of nothing new does not need.
    from techpol.graph.resolve.ledger_store import LedgerStore
    from techpol.graph.resolve.resolver import resolve

    ids = None if full else _touched(connection)
    if ids is None or len(ids) > 0:
        resolve(LedgerStore(_Judging(connection, now)), ids)


def _touched(connection: LedgerConnection) -> set[str]:
    rows = connection.execute(
        "SELECT r.id FROM dirty_referent d JOIN referent r ON r.number = d.number WHERE r.live"
        " UNION SELECT k.referent FROM dirty_referent d JOIN referent r ON r.number = d.number"
        " JOIN member m ON m.referent = r.id JOIN member k ON k.entity = m.entity"
        " JOIN referent o ON o.id = k.referent WHERE o.live"
    )
    return {row[0] for row in rows}
