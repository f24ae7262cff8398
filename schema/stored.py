"""What one ledger tells another: its sources version by version, judgements, and what persons decided.

The line format of ``techpol export jsonl`` is made of these; a loader reads it, the ledger writes it and takes it in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

from techpol.schema.model import Claim, Judgement, Referent, Refusal, Source

FORMAT_NAME = "techpol-ledger"
FORMAT_VERSION = 2  # 2: what readings refused goes along
DECISIONS = ("rejected", "unrejected", "confirmed", "retracted", "restored")


@dataclass(frozen=True, slots=True)
class StoredStatement:
    """What a reading of a source gave; ``current`` is False where a later reading of the same bytes dropped it."""

    statement: Referent | Claim | Refusal
    current: bool = True


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """One version of a source and what was read from it. ``statements`` is one stream, to be gone through once.

    ``current``: this version counts. ``loaded`` is ISO 8601, UTC. ``former`` counts the claims that are not current.
    """

    source: Source
    statements: Iterable[StoredStatement]
    reader: str = ""
    current: bool = True
    loaded: str = ""
    former: int = 0


@dataclass(frozen=True, slots=True)
class StoredJudgement:
    """A judgement, and whether it counts; if not, who undid it and why."""

    judgement: Judgement
    live: bool = True
    undone_by: str = ""
    undone_why: str = ""
    undone_at: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return JSON values."""
        judgement = self.judgement
        data: dict[str, Any] = {
            "id": judgement.id, "left": judgement.left, "right": judgement.right, "verdict": str(judgement.verdict),
            "by": judgement.by, "version": judgement.version, "made": judgement.made, "score": judgement.score,
            "why": judgement.why,
        }  # fmt: skip
        if not self.live:
            data["undone"] = {"by": self.undone_by, "why": self.undone_why, "at": self.undone_at}
        return data

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Read what ``to_dict`` gave."""
        from techpol.schema.model import Verdict

        judgement = Judgement(
            data["left"], data["right"], Verdict(data["verdict"]), data["by"], data.get("version", ""),
            data.get("made", ""), float(data.get("score", 1.0)), data.get("why", ""),
        )  # fmt: skip
        undone = data.get("undone")
        if undone is None:
            return cls(judgement)
        return cls(judgement, False, undone.get("by", ""), undone.get("why", ""), undone.get("at", ""))


@dataclass(frozen=True, slots=True)
class Decision:
    """What was last decided about a claim or source, by a person or, where claims are held back, by a rule."""

    what: str
    target: str
    by: str
    why: str
    at: str

    def to_dict(self) -> dict[str, Any]:
        """Return JSON values."""
        return {"what": self.what, "target": self.target, "by": self.by, "why": self.why, "at": self.at}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Read what ``to_dict`` gave. Raises ValueError for another kind of decision."""
        if data["what"] not in DECISIONS:
            raise ValueError(f"unknown decision {data['what']!r}; known: {', '.join(DECISIONS)}")
        return cls(data["what"], data["target"], data.get("by", ""), data.get("why", ""), data.get("at", ""))


StoredItem = StoredVersion | StoredJudgement | Decision
