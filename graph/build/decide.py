"""Has the rules judge who is who among what was loaded since the last build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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


def decide(connection: LedgerConnection, now: str, full: bool) -> int:
    """Write the judgements of the rules about whatever changed, and about those who were judged with what is gone.

    Returns how many pairs were compared.
    """
    # The rules load much that a build of nothing new does not need.
    from techpol.graph.resolve.ledger_store import LedgerStore
    from techpol.graph.resolve.resolver import Profiles, resolve

    store = LedgerStore(_Judging(connection, now))
    store.forget_dead(full)
    profiles = Profiles(store)
    return sum(resolve(store, batch, profiles=profiles, later_too=full).compared for batch in _batches(connection, full))


def _batches(connection: LedgerConnection, full: bool) -> Iterator[list[str]]:
    """Yield the referents to judge, the oldest first, so many at a time as fit in little memory.

    Judging batch by batch gives what judging at once does: a newcomer has the pairs that it touches settled anew.
    """
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS to_judge (number INTEGER PRIMARY KEY)")
    connection.execute("DELETE FROM to_judge")
    connection.execute(f"INSERT OR IGNORE INTO to_judge {_ALL if full else _TOUCHED}")
    last = 0
    while True:
        rows = connection.execute(
            "SELECT t.number, r.id FROM to_judge t CROSS JOIN referent r ON r.number = t.number WHERE t.number > ?"
            " ORDER BY t.number LIMIT ?",
            (last, _BATCH),
        ).fetchall()
        if len(rows) > 0:
            yield [referent for _, referent in rows]
        if len(rows) < _BATCH:
            return
        last = rows[-1][0]


_BATCH = 1000
_ALL = "SELECT number FROM referent WHERE live"
_DEAD = "SELECT r.id FROM dirty_referent d CROSS JOIN referent r ON r.number = d.number WHERE NOT r.live"
# The live referents that changed, that stand in a claim that changed, or that lost a peer or rival.
_TOUCHED = f"""
    SELECT r.number FROM dirty_referent d CROSS JOIN referent r ON r.number = d.number WHERE r.live
    UNION SELECT o.number FROM dirty_referent d CROSS JOIN referent r ON r.number = d.number
        CROSS JOIN referent o ON o.owner = r.id AND o.owner IS NOT NULL WHERE o.live
    UNION SELECT r.number FROM dirty_claim d CROSS JOIN claim c ON c.number = d.number
        CROSS JOIN referent r ON r.id IN (c.subject, c.object) WHERE r.live
    UNION SELECT r.number FROM ({_DEAD}) x CROSS JOIN judgement j ON j.left = x.id
        CROSS JOIN referent r ON r.id = j.right WHERE r.live
    UNION SELECT r.number FROM ({_DEAD}) x CROSS JOIN judgement j ON j.right = x.id
        CROSS JOIN referent r ON r.id = j.left WHERE r.live
"""
