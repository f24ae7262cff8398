"""What every reader of one sentence after another holds, beside the frames of the grammar."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence

from techpol.loaders.articles.arabic.analysis import Document
from techpol.loaders.articles.arabic.arguments import COMMAS
from techpol.loaders.articles.arabic.frames import Candidate, FrameMatcher
from techpol.loaders.articles.arabic.units import Clauses, Unit
from techpol.loaders.articles.arabic.verbal_nouns import word_of

_BACK = 10  # units before a noun that may deny it
# Before "شريكا" these make it a wish, a question or what may come.
_UNREAL = frozenset("ليس ليست لو اذا هل لعل ليت قد ربما سوف تكون يكون تصبح يصبح لتكون ليكون لتصبح ليصبح".split())
_COUNTED = frozenset(["تعد", "يعد", "تعتبر", "يعتبر"])
_MAYBE = frozenset("قد ربما لعل ليت لو اذا هل كيف لماذا".split())
_SO_THAT = frozenset("ان بان لان كي لكي حتي".split())
# Who follows somebody or sells a stake may not do so; that the other led, or that it is his, is so anyhow.
_TAKEN_FOR_GRANTED = frozenset(["tenure/succeeded", "holding/stake"])
_DONE = frozenset(["بعد", "منذ", "سبق"])  # "بعد أن تولى": it is done

_TO_NAME = 8  # units from what is said of somebody to the name before it


class Scanner(ABC):
    """Reads the sentences of one document, with what the matcher knows of their units."""

    told_plainly = False  # whether how a clause is put is left to this class

    def __init__(self, document: Document, matcher: FrameMatcher) -> None:
        self.document, self.matcher = document, matcher
        self.sets = document.lexicon.sets
        self.is_a = matcher.ontology.is_a

    def read(self, clauses: Clauses) -> Iterator[Candidate]:
        """Yield the candidates of a sentence."""
        self.clauses = clauses
        self.units: Sequence[Unit] = clauses.units
        self.matcher.units, self.matcher.number = clauses.units, clauses.sentence
        for candidate in self._read():
            if self.told_plainly and candidate.modality == "asserted" and candidate.rule not in _TAKEN_FOR_GRANTED:
                candidate.modality = self._put(candidate)
            yield candidate

    def _name_before(self, index: int, passes: Callable[[Unit, str], bool]) -> int | None:
        """Return the place of the name before a unit, over what a reader lets pass and what only ties: "هو", a comma.

        ``passes`` is asked with a unit and its word; "was counted" passes always.
        """
        for place in range(index - 1, max(-1, index - 1 - _TO_NAME), -1):
            unit, base = self.units[place], word_of(self.units[place])
            if unit.kind == "NP":
                return place
            ties = unit.kind == "AUX" and base in ("هو", "هي", "كان", "كانت", "ايضا")
            comma = unit.kind == "PUNCT" and unit.word in COMMAS
            counted = unit.kind in ("V", "TRIG") and base in self.sets["counting"]
            if not (ties or comma or counted or passes(unit, base)):
                return None
        return None

    def _put(self, candidate: Candidate) -> str:
        """Return how the sentence puts what a candidate says: "زعم فلان أن ...", "..., وهو خبر كاذب", "في الفيلم"."""
        inside = [
            place
            for place, unit in enumerate(self.units)
            if candidate.first <= unit.first and unit.last <= candidate.last
        ]
        verbs = [
            place for place in inside if self.units[place].kind == "V" or self.matcher._verbal(self.units[place])
        ]
        index = next(iter(verbs or inside), -1)
        if index < 0:
            return "asserted"
        if self.matcher._taken_back(index):
            return "denied"
        framed = self.matcher._framed(index)
        conjunction = self.matcher._conjunction(index)
        over = self.units[self.matcher._over(conjunction) : conjunction] if conjunction >= 0 else ()
        hearsay = any(word_of(unit) in self.sets["alleged"] for unit in over)
        return framed or ("alleged" if hearsay else "asserted")

    def _claimed(
        self, relation: str, rule: str, index: int, subjects: Sequence[int], objects: Sequence[int],
        modality: str = "asserted", past: bool = False,
    ) -> Candidate:  # fmt: skip
        """Return what a unit says of some mentions; its words go from the first of them all to the last."""
        spans = [self.document.mentions[number] for number in (*subjects, *objects)]
        unit = self.units[index]
        candidate = Candidate(
            relation,
            list(subjects),
            list(objects),
            rule,
            self.clauses.sentence,
            min(unit.first, *(item.first for item in spans)),
            max(unit.last, *(item.last for item in spans)),
            modality,
            past=past,
        )
        candidate.attribution = self.matcher._attributed(index, subjects)
        return candidate

    @abstractmethod
    def _read(self) -> Iterator[Candidate]:
        """Yield the candidates of the sentence whose units are at hand."""

    def _doubted(self, verb: int) -> bool:
        """Say whether a verb tells of what may come or is asked: "قد تضم", "يطالب بأن تضم", "هل تضم كذا؟"."""
        sentence = self.document.tokenised.sentences[self.clauses.sentence]
        if self.document.words[sentence.last - 1] in ("؟", "?"):
            return True
        word = word_of(self.units[verb])
        if word.startswith(("سي", "ست")) and self._present(word[1:]):
            return True
        before = word_of(self.units[verb - 1]) if verb > 0 else ""
        if before in _MAYBE and (before != "قد" or self._present(word)):
            return True
        if before not in _SO_THAT or not self._present(word):
            return False
        return not (verb > 1 and word_of(self.units[verb - 2]) in _DONE)

    def _present(self, word: str) -> bool:
        """Say whether a word may be a verb of the present: "تضم" and "يضم", and not "تولى"."""
        return word.startswith("ي") or (
            word[:1] in ("ت", "ن") and self._verb("ي" + word[1:]) and not self._verb("ي" + word)
        )

    def _verb(self, word: str) -> bool:
        return word in self.document.lexicon.triggers or any(word in words for words in self.sets.values())

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
