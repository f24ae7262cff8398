"""Has the rules judge who is who among what was loaded since the last build."""

from __future__ import annotations

from collections.abc import Iterator

from techpol.graph.judgements import write_judgements
from techpol.graph.migrations import LedgerConnection
from techpol.schema.model import Judgement, Verdict

_RULE = "rule:same-name"
_VERSION = "1"


def decide(connection: LedgerConnection, now: str, full: bool) -> None:
    """Write the judgements of the rules about the dirty referents and those who shared an entity with them."""
    ids = None if full else _touched(connection)
    write_judgements(connection, _same_names(connection, ids), now)


def _touched(connection: LedgerConnection) -> set[str]:
    rows = connection.execute(
        "SELECT r.id FROM dirty_referent d JOIN referent r ON r.number = d.number WHERE r.live"
        " UNION SELECT k.referent FROM dirty_referent d JOIN referent r ON r.number = d.number"
        " JOIN member m ON m.referent = r.id JOIN member k ON k.entity = m.entity"
        " JOIN referent o ON o.id = k.referent WHERE o.live"
    )
    return {row[0] for row in rows}


def _same_names(connection: LedgerConnection, ids: set[str] | None) -> Iterator[Judgement]:
    """Judge referents of one type and one folded name the same: each with the oldest of them."""
    rows = connection.execute("SELECT id, folded, type FROM referent WHERE live ORDER BY number").fetchall()
    oldest: dict[tuple[str, str], str] = {}
    for referent, folded, type_name in rows:
        first = oldest.setdefault((folded, type_name), referent)
        if first != referent and (ids is None or referent in ids or first in ids):
            left, right = sorted((first, referent))
            yield Judgement(left, right, Verdict.SAME, _RULE, _VERSION, why="the same name and type")
