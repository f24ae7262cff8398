"""Claims that a person should look at: those that a rule holds back, and those that are little sure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from techpol.graph.journal import LAST_WORD, PERSONS_WORD, RULE
from techpol.graph.listing import StoredClaim
from techpol.schema.model import Source

if TYPE_CHECKING:
    from techpol.graph.ledger_view import LedgerView

_CONFIDENCE = "coalesce(json_extract(c.data, '$.confidence'), 1.0)"
_DOUBTFUL = (
    f"SELECT c.id, CASE WHEN c.rejected THEN {LAST_WORD} END FROM claim c WHERE c.current"
    f" AND ((c.rejected AND {LAST_WORD} LIKE '{RULE}%') OR (c.status = 'live' AND {_CONFIDENCE} < :below))"
    f" AND NOT EXISTS ({PERSONS_WORD.replace(':claim', 'c.id')})"
    f" ORDER BY c.rejected DESC, {_CONFIDENCE}, c.number LIMIT :limit"
)


@dataclass(frozen=True, slots=True)
class DoubtfulClaim:
    """A claim that no person decided about. ``held_by`` is the rule that holds it back, None where it counts."""

    stored: StoredClaim
    held_by: str | None
    source: Source | None

    @property
    def why(self) -> str:
        """Return in words why it is shown."""
        if self.held_by is not None:
            return f"held back: {self.held_by}"
        return f"confidence {self.stored.claim.confidence:.2f}"


def iter_doubtful(view: LedgerView, below: float, limit: int | None = None) -> Iterator[DoubtfulClaim]:
    """Yield the claims held back, then those less sure than ``below`` that count, the least sure first."""
    from techpol.graph.listing import get_stored_claim

    found = view.connection.execute(_DOUBTFUL, {"below": below, "limit": -1 if limit is None else limit}).fetchall()
    for claim_id, rule in found:
        stored = get_stored_claim(view.connection, claim_id)
        if stored is not None:
            held_by = None if rule is None else str(rule).removeprefix(RULE)
            yield DoubtfulClaim(stored, held_by, view.get_source(stored.claim.source))
