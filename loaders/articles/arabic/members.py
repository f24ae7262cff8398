"""What a group does of whom only some are named: "أيد رجال أعمال بارزون، من بينهم فلان وفلان، المرشح فلانا"."""

from __future__ import annotations

from collections.abc import Iterator

from techpol.loaders.articles.arabic.candidates import Candidate
from techpol.loaders.articles.arabic.lexicon import Trigger
from techpol.loaders.articles.arabic.scanner import Scanner

_DONE = frozenset("ENDORSED SUPPORTED OPPOSED CRITICIZED PRAISED HOSTED MET_WITH DONATED_TO LOBBIED SUED".split())
_REACH = 8  # units from a verb to the list of some of its subjects
_COMMAS = ("،", ",")


class NamedFewReader(Scanner):
    """Reads such groups of one sentence after another."""

    told_plainly = True

    def _read(self) -> Iterator[Candidate]:
        for index, unit in enumerate(self.units):
            verbs = [item for item in unit.triggers if item.kind == "verb" and item.frame.relation in _DONE]
            opener = self._list_after(index) if unit.kind == "TRIG" and verbs else -1
            if opener < 0:
                continue
            few = self.units[opener + 1]
            for trigger in verbs:
                if (
                    trigger.frame.source == ("subj",)
                    and not trigger.pronoun
                    and not self.matcher._need(index, trigger)
                ):
                    yield from self._done(index, trigger, few.mentions, opener + 2)

    def _list_after(self, index: int) -> int:
        """Return the unit that opens a list of some of those who are a verb's subject, -1 where there is none."""
        first = self.units[index + 1] if index + 1 < len(self.units) else None
        if (
            first is None
            or first.kind != "W"
            or first.word not in self.sets["people_plurals"] | self.sets["some_of_many"]
        ):
            return -1
        for place in range(index + 2, min(len(self.units) - 1, index + _REACH)):
            unit = self.units[place]
            if unit.kind == "LIST":
                few = self.units[place + 1]
                named = few.kind == "NP" and few.mentions and not few.prep.startswith("of")
                people = named and all(
                    self.document.mentions[number].type in ("Person", "Company") for number in few.mentions
                )
                return place if people else -1
            inner = unit.kind in ("W", "PREP", "ROLE", "DESC") or unit.word in _COMMAS
            inner = inner or (unit.kind == "NP" and unit.prep != "")
            if not inner:
                return -1
        return -1

    def _done(self, index: int, trigger: Trigger, few: list[int], place: int) -> Iterator[Candidate]:
        """Yield what the group did to whom the verb's object is, behind the list."""
        while place < len(self.units) and self.units[place].word in _COMMAS:
            place += 1
        names = trigger.frame.target
        for unit in self.units[place : place + 5]:
            if unit.kind == "AMT" or unit.kind == "PREP" or unit.word in ("بمبلغ", "مبلغ"):
                continue
            if unit.kind != "NP" or not unit.mentions or self.matcher._adjectival(unit):
                return
            fits = ("obj" in names and unit.prep == "") or unit.prep in names
            numbers = [
                number
                for number in unit.mentions
                if self.matcher._fits(number, trigger.frame.relation, False, trigger.frame.object_types)
            ]
            doers = [
                number
                for number in few
                if self.matcher._fits(number, trigger.frame.relation, True, trigger.frame.subject_types)
            ]
            if fits and numbers and doers and not set(numbers) & set(doers):
                modality = self.matcher._modality(index, trigger, trigger.frame.relation)
                if trigger.tense == "future" and modality == "asserted":
                    modality = "planned"
                rule = f"{trigger.frame.id}/{trigger.lemma}/named-few"
                yield self._claimed(trigger.frame.relation, rule, index, doers, numbers, modality)
            return
