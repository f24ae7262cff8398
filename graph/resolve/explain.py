"""Show how two referents were weighed: as data, as rows of a table, and as a waterfall from prior to verdict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from techpol.graph.resolve.evidence import SAME_AT, UNSURE_AT, Part
from techpol.graph.resolve.resolver import Resolver
from techpol.graph.resolve.store import ResolveStore
from techpol.schema.errors import UsageError
from techpol.schema.model import Judgement

_BAR = "█"


@dataclass(frozen=True, slots=True)
class Explanation:
    """Two referents, the evidence on them part by part, the sum, and the judgements that count on them."""

    left: str
    right: str
    left_name: str
    right_name: str
    parts: tuple[Part, ...]
    odds: float
    probability: float
    bar: str | None
    verdict: str
    rule: str
    judgements: tuple[Judgement, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return JSON values."""
        return {
            "left": self.left, "right": self.right, "left_name": self.left_name, "right_name": self.right_name,
            "parts": [{"what": part.what, "detail": part.detail, "log_odds": part.odds} for part in self.parts],
            "log_odds": round(self.odds, 3), "probability": round(self.probability, 4), "never": self.bar,
            "verdict": self.verdict, "rule": self.rule,
            "judgements": [
                {"verdict": str(item.verdict), "by": item.by, "version": item.version, "made": item.made,
                 "score": item.score, "why": item.why, "id": item.id}
                for item in self.judgements
            ],
        }  # fmt: skip


def explain(store: ResolveStore, left: str, right: str) -> Explanation:
    """Weigh two referents anew and say how. Raises UsageError for one that does not count, or one with itself."""
    if left == right:
        raise UsageError(f"{left}: give two different referents")
    resolver = Resolver(store)
    first, second = resolver.profiles.get(left), resolver.profiles.get(right)
    for key, profile in ((left, first), (right, second)):
        if profile is None:
            raise UsageError(f"no live referent {key!r}; 'techpol claims' and 'techpol show' print their ids")
    judged = resolver.score(left, right, whole=True)
    if judged is None or first is None or second is None:
        raise UsageError(f"{left} and {right} cannot be compared")
    counted = tuple(old for old in store.iter_judgements([left]) if {old.left, old.right} == {left, right})
    said = judged.verdict
    return Explanation(
        left, right, first.name, second.name, judged.parts, judged.odds, judged.probability, judged.bar,
        "no rule speaks" if said is None else str(said), judged.rule, counted,
    )  # fmt: skip


def table_rows(explanation: Explanation) -> list[tuple[str, str, str, str]]:
    """Return the rows of a table: evidence, what was found, its log odds, the sum so far."""
    rows = []
    total = 0.0
    for part in explanation.parts:
        total += part.odds
        rows.append((part.what, part.detail, f"{part.odds:+.1f}", f"{total:+.1f}"))
    return rows


def waterfall_lines(explanation: Explanation, width: int = 40) -> list[str]:
    """Return the evidence as bars, each from where the last one ended; a line marks where "same" begins.

    ``width`` is the number of columns for the bars, at least 10.
    """
    width = max(10, width)
    steps: list[tuple[float, float, Part]] = []
    total = 0.0
    for part in explanation.parts:
        steps.append((total, total + part.odds, part))
        total += part.odds
    low = min(0.0, *(min(start, end) for start, end, _ in steps), UNSURE_AT)
    high = max(0.0, *(max(start, end) for start, end, _ in steps), SAME_AT)

    def column(value: float) -> int:
        return round((value - low) / (high - low) * (width - 1))

    goal = column(SAME_AT)
    labels = [part.what for _, _, part in steps]
    longest = max([len(label) for label in labels] + [5])
    lines = []
    for start, end, part in steps:
        first, last = sorted((column(start), column(end)))
        cells = [_BAR if first <= number <= last else ("┊" if number == goal else " ") for number in range(width)]
        lines.append(f"{part.what:<{longest}} {part.odds:+6.1f} {''.join(cells)} {part.detail}")
    cells = ["┊" if number == goal else ("◆" if number == column(total) else " ") for number in range(width)]
    if column(total) == goal:
        cells[goal] = "◆"
    lines.append(
        f"{'sum':<{longest}} {total:+6.1f} {''.join(cells)} probability {explanation.probability:.3f}:"
        f" {explanation.verdict}"
    )
    if explanation.bar is not None:
        lines.append(f"never one: {explanation.bar}")
    return lines
