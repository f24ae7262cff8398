"""What around a clause says that it is not so: before its conjunction ("من المستبعد أن ...") or after it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from unicodedata import normalize

from techpol.loaders.articles.arabic.arguments import BREAKS
from techpol.loaders.articles.arabic.units import Unit
from techpol.loaders.articles.arabic.verbal_nouns import NounReader, word_of

_REACH = 8  # units before a conjunction that say how it is meant
_IF_WRITTEN = frozenset(["إن", "وإن", "فإن"])
_WITHOUT = frozenset(["دون", "بدون", "بلا", "عدم"])
_NOT_PAST = "يتناس"  # letters that a verb of the present or future may begin with
_LINKS = frozenset(["وهو", "وهي", "لكنه", "لكنها", "ولكنه", "ولكنها", "انه", "انها"])
_NO_TRUTH = frozenset(["صحه", "اساس", "حقيقه"])  # "لا صحة لما قيل عن أن"
_BELIEVED = frozenset("يعتقد يظن ظن".split())
_LINKED = 4  # words from "وهو" to what it says


class DenialReader(NounReader):
    """Reads what a clause stands under."""

    def _framed(self, index: int) -> str:
        """Return "denied", "alleged" or "planned" where the words over a trigger's clause make it so, else ""."""
        if self._as_if(index):
            return "denied"
        opening = self.document.words[self.document.tokenised.sentences[self.number].first :][:4]
        told = opening[1:2] and opening[1] in self.sets["fiction"] | self.sets["made_up"]
        real = any(word in self.sets["no_fiction"] for word in opening[2:])
        if opening[:1] in (["في"], ["وفي"]) and told and not real:
            return "alleged"
        if self._in_fiction(index):
            return "alleged"
        place = self._conjunction(index)
        if place < 0:
            return ""
        if self._condition(place):
            return "planned"
        start = self._over(place)
        words = [word for unit in self.units[start:place] for word in self.document.words[unit.first : unit.last]]
        bare = [word.removeprefix("و") for word in words]
        if any(self._holds(words, phrase) or self._holds(bare, phrase) for phrase in self.sets["untrue_openers"]):
            return "denied"
        reports = [step for step, word in enumerate(words) if self._report(word)]
        if reports:
            denied = any(word in self.sets["rejecting"] for word in bare[: reports[-1]])
            untrue = self._untrue(self.document.words[self.units[index].last : self._sentence_end()])
            return "denied" if denied or untrue else "alleged"
        if bare[-1:] and bare[-1] in _BELIEVED and (place < 2 or self.units[place - 2].kind != "NP"):
            return "alleged"  # "يعتقد أن فلانا قدم": nobody says who believes it
        for step in range(place - 1, start - 1, -1):
            unit = self.units[step]
            if unit.kind == "V" or (unit.kind == "TRIG" and self._verbal(unit)):
                base = unit.word.removeprefix("و") if unit.joined else unit.word
                return "alleged" if self._not(step) and base not in self.sets["known_anyway"] else ""
        return ""

    def _in_fiction(self, index: int) -> bool:
        """Say whether a clause goes on to tell that it is made up: "التقى فلان فلانا في مشهد من الفيلم"."""
        words = self.document.words[self.units[index].last : self._sentence_end()]
        for step, word in enumerate(words[:-1]):
            if word in (".", "؛", ":", '"') or word in self.sets["complementizers"]:
                return False
            told = word in ("في", "ضمن", "خلال") and words[step + 1] in self.sets["made_up"]
            if told and not any(other in self.sets["no_fiction"] for other in words[step + 2 : step + 4]):
                return True
        return False

    def _without(self, index: int) -> bool:
        """Say whether a verbal noun is missing or given up: "دون لقاء", "عزوفه عن الترشح", "لقاء ... لم يتم"."""
        words, first = self.document.words, self.units[index].first
        before = [word for word in words[max(0, first - 3) : first] if word != "اي"]
        if before and before[-1] in _WITHOUT:
            return True
        if len(before) > 1 and before[-1] in ("عن", "من"):
            given = before[-2].removesuffix("ها").removesuffix("هم").removesuffix("ه")
            if given.removeprefix("و").removeprefix("ب") in self.sets["giving_up"]:
                return True
        after = words[self.units[index].last : self._sentence_end()]
        stop = next(
            (step for step, word in enumerate(after) if word in (*BREAKS, "،", ",", "الذي", "التي")), len(after)
        )
        return any(
            left in ("لم", "لن") and right in self.sets["comes_about"] for left, right in pairwise(after[:stop])
        )

    def _taken_for_untrue(self, index: int) -> bool:
        """Say whether the sentence goes on to call it untrue: "..., وهو خبر عار عن الصحة"."""
        words = self.document.words[self.units[index].last : self._sentence_end()]
        return any(
            word in _LINKS and self._untrue(words[step + 1 : step + 2 + _LINKED]) for step, word in enumerate(words)
        )

    def _sentence_end(self) -> int:
        return self.document.tokenised.sentences[self.number].last

    def _untrue(self, words: Sequence[str]) -> bool:
        pairs = {f"{left} {right}" for left, right in pairwise(words)}
        return bool((pairs | set(words)) & self.sets["untrue"])

    def _report(self, word: str) -> bool:
        bare = word.removeprefix("و")
        return any(
            form in self.sets["reports"]
            for form in (bare, bare.removeprefix("ال"), bare.removeprefix("بال"), bare.removeprefix("لل"))
        )

    def _holds(self, words: Sequence[str], phrase: str) -> bool:
        parts = phrase.split(" ")
        return any(list(words[step : step + len(parts)]) == parts for step in range(len(words)))

    def _conjunction(self, index: int) -> int:
        """Return the place of the "أن" or "إن" that a trigger's clause stands under, -1 where there is none.

        Another verb may stand between where the trigger is joined to it or is the noun that it carries.
        """
        unit = self.units[index]
        passes = 1 if unit.joined or any(trigger.kind == "noun" for trigger in unit.triggers) else 0
        for place in range(index - 1, max(-1, index - 14), -1):
            other = self.units[place]
            if other.kind == "COMP":
                return place
            if other.kind in ("REL", "SUB") or (other.kind == "PUNCT" and other.word in BREAKS):
                return -1
            if other.kind == "V" or (other.kind == "TRIG" and self._verbal(other)):
                passes -= 1
                if passes < 0:
                    return -1
        return -1

    def _over(self, place: int) -> int:
        """Return the first unit of what a conjunction depends on."""
        start = place
        while start > 0 and place - start < _REACH:
            before = self.units[start - 1]
            untrue = before.word == "لما" and start > 1 and word_of(self.units[start - 2]) in _NO_TRUTH
            if before.kind == "COMP" or before.kind == "PUNCT" or (before.kind == "SUB" and not untrue):
                break
            start -= 1
        return start

    def _condition(self, place: int) -> bool:
        """Say whether "إن" is "if": a verb in the past follows at once."""
        unit, after = self.units[place], self.units[place + 1] if place + 1 < len(self.units) else None
        written = self._written(unit)
        opens = place == 0 or self.units[place - 1].kind == "PUNCT"
        if after is None or not (written in _IF_WRITTEN or (opens and written == "ان")):
            return False
        if after.kind == "V":
            return after.word[0] not in _NOT_PAST
        return any(trigger.kind == "verb" and trigger.tense == "past" for trigger in after.triggers)

    def _as_if(self, index: int) -> bool:
        """Say whether "كأن" or "كما لو" opens the clause: folded, the first is the verb "كان"."""
        for place in range(index - 1, max(-1, index - 6), -1):
            unit = self.units[place]
            if self._written(unit).removeprefix("و").startswith("كأن"):
                return True
            if unit.kind in ("V", "COMP", "REL", "PUNCT") or (unit.kind == "TRIG" and self._verbal(unit)):
                return False
        return False

    def _written(self, unit: Unit) -> str:
        """Return a unit's first word as it stands in the text, hamza and all."""
        token = self.document.tokenised.tokens[unit.first]
        return normalize("NFC", self.document.tokenised.text[token.start : token.end])

    def _not(self, place: int) -> bool:
        """Say whether a verb is denied by the word before it."""
        before: Unit | None = self.units[place - 1] if place > 0 else None
        return before is not None and before.kind == "NEG"
