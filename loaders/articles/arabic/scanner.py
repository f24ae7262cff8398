"""What every reader of one sentence after another holds, beside the frames of the grammar."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence

from techpol.loaders.articles.arabic.analysis import Document
from techpol.loaders.articles.arabic.frames import Candidate, FrameMatcher
from techpol.loaders.articles.arabic.units import Clauses, Unit
from techpol.loaders.articles.arabic.verbal_nouns import word_of

_BACK = 10  # units before a noun that may deny it
# Before "شريكا" these make it a wish, a question or what may come.
_UNREAL = frozenset("ليس ليست لو اذا هل لعل ليت قد ربما سوف تكون يكون تصبح يصبح لتكون ليكون لتصبح ليصبح".split())
_COUNTED = frozenset(["تعد", "يعد", "تعتبر", "يعتبر"])


class Scanner(ABC):
    """Reads the sentences of one document, with what the matcher knows of their units."""

    def __init__(self, document: Document, matcher: FrameMatcher) -> None:
        self.document, self.matcher = document, matcher
        self.sets = document.lexicon.sets
        self.is_a = matcher.ontology.is_a

    def read(self, clauses: Clauses) -> Iterator[Candidate]:
        """Yield the candidates of a sentence."""
        self.clauses = clauses
        self.units: Sequence[Unit] = clauses.units
        self.matcher.units, self.matcher.number = clauses.units, clauses.sentence
        yield from self._read()

    @abstractmethod
    def _read(self) -> Iterator[Candidate]:
        """Yield the candidates of the sentence whose units are at hand."""

    def _denied_before(self, index: int) -> bool:
        """Say whether what stands before a noun denies or doubts it: "ليست شركة كذا شريكا"."""
        first = max(0, index - _BACK)
        words = [word_of(unit) for unit in self.units[first:index] if unit.kind not in ("NP", "DESC")]
        return any(
            word in self.sets["negators"]
            or word in _UNREAL
            or word.startswith(("ست", "سي"))
            or word in self.sets["planned"]
            or word in self.sets["expected"]
            or word in self.sets["denied_verbs"]
            for word in words
            if word not in _COUNTED  # "تعد": "is counted", not "promises"
        )
