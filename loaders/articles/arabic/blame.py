"""Blame in what people are quoted with: "قال فلان إن فلانا لا يستحق اللقب"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from techpol.loaders.articles.arabic.frames import Candidate
from techpol.loaders.articles.arabic.scanner import Scanner
from techpol.loaders.articles.arabic.units import Unit

_BLAMED = frozenset(["Person", "Company", "Committee", "Campaign", "Party", "GovernmentBody", "MediaOrganization"])


class BlameReader(Scanner):
    """Reads what reported speech says against somebody."""

    def _read(self) -> Iterator[Candidate]:
        speaker: Unit | None = None
        for index, unit in enumerate(self.units):
            base = unit.word.removeprefix("و") if unit.joined else unit.word
            if unit.kind in ("V", "TRIG") and base in self.sets["saying"]:
                found = self.matcher._subject(index)
                speaker = found if found is not None and found.kind == "NP" else speaker
            elif unit.kind == "PUNCT" and unit.word in (".", "؛"):
                speaker = None
            elif unit.kind == "COMP" and speaker is not None and index + 1 < len(self.units):
                target = self.units[index + 1]
                if target.kind == "PUNCT" and target.word == '"' and index + 2 < len(self.units):
                    target = self.units[index + 2]
                if self.units[index - 1].kind == "W" and self.units[index - 1].word in self.sets["saying"]:
                    continue  # "«من يقول إن فلانا كاذب مخطئ»": others say so
                if self._may_be_blamed(target) and self._is_harsh(target):
                    yield from self._blamed(speaker, target)

    def _may_be_blamed(self, target: Unit) -> bool:
        """Say whether what a saying opens with is somebody who can do wrong."""
        if target.kind != "NP" or target.prep or not target.mentions or self.matcher._adjectival(target):
            return False
        return {self.document.mentions[number].type for number in target.mentions} <= _BLAMED

    def _is_harsh(self, target: Unit) -> bool:
        """Say whether what is said of somebody is harsh: an insult, or harm that is not negated."""
        words = self.document.words[target.last : target.last + 12]
        ends = (".", "؛", "\n")
        stop = next(
            (place for place, word in enumerate(words) if word in ends or word in self.sets["saying"]), len(words)
        )
        words = words[:stop]
        first = next(
            (
                place
                for place, word in enumerate(words)
                if {word, word.removeprefix("و")} & self.sets["done_by_others"] or word in ("ان", "بان")
            ),
            len(words),
        )
        words = words[:first]  # "فلان اتهم بأنه فاسد", "فلان يكافح الفاسدين"
        negated = any(word in self.sets["negators"] for word in words[:3])
        harm = self.sets["harm_words"] | self.sets["insults"]
        if any(f"{left} {right}" in harm for left, right in pairwise(words[:9])):
            return True
        return not negated and any(word in harm or word.removeprefix("ب") in harm for word in words[:9])

    def _blamed(self, speaker: Unit, target: Unit) -> Iterator[Candidate]:
        mentions = self.document.mentions
        speakers = [number for number in speaker.mentions if mentions[number].type == "Person"]
        speaking = {mentions[number].entity for number in speakers}
        objects = [number for number in target.mentions if mentions[number].entity not in speaking]
        if speakers and objects:
            yield Candidate(
                "CRITICIZED",
                speakers,
                objects[:1],
                "blame/said",
                self.clauses.sentence,
                speaker.first,
                target.last,
            )
