"""Speeches that the frames do not reach: an event before its verb, and a speech given where a text just was."""

from __future__ import annotations

from collections.abc import Iterator

from techpol.loaders.articles.arabic.frames import Candidate
from techpol.loaders.articles.arabic.scanner import Scanner
from techpol.loaders.articles.arabic.words import without_article

_REACH = 4  # sentences back that a speech may look for the event it was given at
_SAYING = frozenset(["say-at", "speak"])


class SpeechReader(Scanner):
    """Reads such speeches of one sentence after another."""

    def _read(self) -> Iterator[Candidate]:
        """Yield who spoke where: "وخلال القمة، قال فلان ..."; and "ألقى فلان كلمة" at an event."""
        for index, unit in enumerate(self.units):
            if not unit.triggers or not self.matcher._verbal(unit):
                continue
            event = self._opening_event(index)
            given = event is None and self._gives_speech(index)
            if given:
                event = self._event_of_the_text(unit.first)
            says = given or any(trigger.frame.id in _SAYING and trigger.kind == "verb" for trigger in unit.triggers)
            if event is None or not says or self.matcher._modality(index, unit.triggers[0], "SPOKE_AT") != "asserted":
                continue
            after = self.matcher._bare(self.matcher._right(index))
            if after is None or after.unit.kind != "NP" or not self.matcher._adjacent(index, after.unit):
                continue
            people = [number for number in after.unit.mentions if self.document.mentions[number].type == "Person"]
            if len(people) != 1 or len(after.unit.mentions) != 1:
                continue
            held = self.document.mentions[event]
            inside = held.first >= self.units[0].first
            first = min(unit.first, held.first) if inside else unit.first
            yield Candidate(
                "SPOKE_AT", people, [event], "speech/event", self.clauses.sentence, first, after.unit.last
            )

    def _opening_event(self, index: int) -> int | None:
        """Return the event that opens a sentence right before a verb: "خلال مؤتمر صحفي، قال"."""
        before = [
            unit
            for unit in self.units[:index]
            if not (unit.kind == "PUNCT" and unit.word in ("،", ",")) and unit.kind != "AUX"
        ]
        if len(before) != 2 or before[0].kind != "PREP" or before[1].kind != "NP" or len(before[1].mentions) != 1:
            return None
        place = before[0].word.removeprefix("و").removeprefix("ف")
        number = before[1].mentions[0]
        held = self.document.mentions[number].type == "Event" and place in self.sets["speech_places"]
        return number if held else None

    def _gives_speech(self, index: int) -> bool:
        """Say whether a verb is "ألقى" with a speech after it, whose place is not said in its own sentence."""
        word = self.units[index].word.removeprefix("و") if self.units[index].joined else self.units[index].word
        if word not in self.sets["delivering"]:
            return False
        following = self.units[index + 1 : index + 5]
        told = any(unit.word in self.sets["speeches"] for unit in following)
        return told and not any(
            self.document.mentions[number].type == "Event" for unit in self.units[index:] for number in unit.mentions
        )

    def _event_of_the_text(self, before: int) -> int | None:
        """Return the last mention of the one gathering that a text just spoke of; None where there are two."""
        gatherings = self.sets["gatherings"]
        found: dict[int, int] = {}
        for back in range(_REACH + 1):
            for number in self.document.by_sentence.get(self.clauses.sentence - back, ()):
                mention = self.document.mentions[number]
                if mention.type == "Event" and mention.entity >= 0 and mention.first < before:
                    if without_article(mention.head).removesuffix("ا") in gatherings:
                        found.setdefault(mention.entity, number)
        return next(iter(found.values())) if len(found) == 1 else None
