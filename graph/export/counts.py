"""What a writer did: how many of what it wrote, and what it left out because the format cannot hold it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Counts:
    """``written`` and ``left_out`` count by kind of thing; a reason for what is left out is part of its name."""

    written: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)

    def to_dict(self) -> dict[str, dict[str, int]]:
        """Return JSON values."""
        return {"written": dict(self.written), "left_out": dict(self.left_out)}

    def __str__(self) -> str:
        text = ", ".join(f"{count:,} {name}" for name, count in self.written.items()) or "nothing"
        if len(self.left_out) > 0:
            text += "; left out: " + ", ".join(f"{count:,} {name}" for name, count in self.left_out.items())
        return text
