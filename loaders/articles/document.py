"""A document as the readers of a language see it, and what they give back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from techpol.schema.model import Claim, Referent, Refusal, Source


@dataclass(frozen=True, slots=True)
class Step:
    """One thing a reader saw or decided, for ``techpol explain``: a name, a rule that fired, a reason for silence."""

    start: int
    end: int
    what: str  # "name", "claim", "silence", "skipped"
    detail: str


@dataclass(frozen=True, slots=True)
class ReaderResult:
    """What a reader found in one document. Claims refer to referents by key."""

    referents: Sequence[Referent]
    claims: Sequence[Claim]
    refusals: Sequence[Refusal] = ()
    steps: Sequence[Step] = field(default=())


class Reader(Protocol):
    """Reads articles of one language. Its version changes whenever it may read the same text otherwise."""

    @property
    def name(self) -> str:
        """Return the extractor's name: grammar-en."""

    @property
    def version(self) -> str:
        """Return the extractor's version."""

    def read(self, source: Source, trace: bool = False) -> ReaderResult:
        """Read ``source.text``. Must not fail on any text. ``steps`` are only filled where ``trace`` is set."""
