"""A sentence as the learned part sees it, whatever the language: words, and the stretches that stand for somebody."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Word:
    """A word: as compared, its stem, its class, and what the grammar knows of it (``verb:ENDORSED``, ``role:LEADS``).

    ``head`` is the place of its syntactic head in the sentence, -1 for the root or where there is no syntax.
    """

    text: str
    stem: str
    kind: str
    marks: tuple[str, ...] = ()
    head: int = -1
    link: str = ""


@dataclass(frozen=True, slots=True)
class End:
    """A mention in a sentence: words ``first`` to ``last`` (exclusive) stand for ``key``, which is of ``type``.

    ``number`` is the reader's own handle of the mention.
    """

    first: int
    last: int
    key: int
    type: str
    kind: str  # name, nominal, pronoun
    number: int


@dataclass(slots=True)
class SentenceView:
    """One sentence: its words, and its ends in order."""

    words: list[Word]
    ends: list[End] = field(default_factory=list)

    def pairs(self, reach: int = 40) -> list[tuple[End, End]]:
        """Return the pairs of ends of two keys that do not overlap, the earlier first."""
        return [
            (one, other)
            for place, one in enumerate(self.ends)
            for other in self.ends[place + 1 :]
            if one.key != other.key and one.last <= other.first <= one.last + reach
        ]


@dataclass(frozen=True, slots=True)
class SentenceOfPage:
    """A view with the sentence's span in the text, and what the entity of each of its ends is called, by number."""

    view: SentenceView
    span: tuple[int, int]
    names: dict[int, str]
