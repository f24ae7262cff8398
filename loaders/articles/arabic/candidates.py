"""A claim before it is made."""

from __future__ import annotations

from dataclasses import dataclass

from techpol.loaders.articles.arabic.amounts import Amount
from techpol.schema.values import PartialDate


@dataclass(slots=True)
class Candidate:
    """A claim before it is made: mentions of its two ends and what the sentence adds."""

    relation: str
    subjects: list[int]
    objects: list[int]
    rule: str
    sentence: int
    first: int  # tokens of the clause
    last: int
    modality: str = "asserted"
    amount: Amount | None = None
    asset: str | None = None
    past: bool = False
    role: str | None = None
    attribution: str | None = None
    start: PartialDate | None = None
    when: tuple[int, int] | None = None  # tokens of the words that said so
    end: PartialDate | None = None
