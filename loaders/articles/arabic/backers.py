"""Who backs somebody where several are listed, or a body of one's own does: "لقي فلان دعم أربعة اتحادات هي كذا وكذا".

"أعرب رئيس اتحاد كذا فلان عن دعم اتحاده لترشح فلان": both he and the body that he leads back him.
"""

from __future__ import annotations

from collections.abc import Iterator

from techpol.loaders.articles.arabic.frames import Candidate
from techpol.loaders.articles.arabic.lexicon import Trigger
from techpol.loaders.articles.arabic.scanner import Scanner
from techpol.loaders.articles.arabic.units import Unit
from techpol.loaders.articles.arabic.verbal_nouns import word_of
from techpol.loaders.articles.arabic.words import without_article

_RELATIONS = frozenset(["SUPPORTED", "ENDORSED", "CRITICIZED"])
_REACH = 7  # units from a noun of backing to the list of who does it


class BackerReader(Scanner):
    """Reads such backers of one sentence after another."""

    def _read(self) -> Iterator[Candidate]:
        for index, unit in enumerate(self.units):
            for trigger in unit.triggers:
                if trigger.kind == "noun" and trigger.frame.relation in _RELATIONS and not trigger.pronoun:
                    yield from self._listed(index, trigger)
                    yield from self._own_body(index, trigger)
                    break

    def _listed(self, index: int, trigger: Trigger) -> Iterator[Candidate]:
        """Read the list that names several who give what somebody gets."""
        governor = self.matcher._governor(index)
        if governor is None or governor[1] != "get" or self.matcher._negated(governor[0]):
            return
        opener = self._list_opener(index)
        if opener < 0:
            return
        between = self.document.words[self.units[index].last : self.units[opener].first]
        bodies = any(without_article(word) in self.sets["many_bodies"] for word in between)
        givers = self._names(opener + 1)
        taker = self.matcher._subject(governor[0])
        takers = list(taker.mentions) if taker is not None and taker.kind == "NP" else []
        if taker is None:
            takers = self._meant(governor[0])
        if len(takers) != 1 or not givers:
            return
        if bodies:
            for number in givers:
                self._make_body(number)
        yield self._made(trigger, "backers/listed", index, givers, takers)

    def _meant(self, index: int) -> list[int]:
        """Return who gets it where only a pronoun says so ("أنه لقي دعم"): the one person named before."""
        found: dict[int, int] = {}
        for unit in self.units[:index]:
            for number in unit.mentions:
                mention = self.document.mentions[number]
                if mention.type == "Person" and mention.entity >= 0:
                    found.setdefault(mention.entity, number)
        people = list(found.values())
        return people if len(people) == 1 and self.matcher._verb_agrees(self.units[index], people[0]) else []

    def _list_opener(self, index: int) -> int:
        """Return the unit that opens a list after the plural that it spells out, -1 where there is none."""
        several = False
        for place in range(index + 1, min(len(self.units), index + 1 + _REACH)):
            unit = self.units[place]
            if unit.kind == "LIST":
                return place if several else -1
            group = unit.kind == "NP" and self.document.mentions[unit.mentions[0]].type == "Group"
            base = without_article(word_of(unit))
            several = several or group or base in self.sets["many_bodies"] or base in self.sets["people_plurals"]
            passed = unit.kind in ("W", "PREP", "AUX") or group or (unit.kind == "PUNCT" and unit.word in ("،", ":"))
            if not passed and not self.matcher._adjectival(unit):
                return -1
        return -1

    def _names(self, start: int) -> list[int]:
        """Return the names of a list: units that a conjunction or comma joins."""
        numbers: list[int] = []
        for unit in self.units[start:]:
            if unit.kind == "PUNCT" and unit.word in ("،", ",", '"'):
                continue
            if unit.kind != "NP" or self.matcher._adjectival(unit) or (numbers and not unit.joined):
                break
            numbers.extend(unit.mentions)
        return [number for number in numbers if self.document.mentions[number].entity >= 0]

    def _make_body(self, number: int) -> None:
        """Take a continent for the body that speaks for it: "أربعة اتحادات هي أوروبا وآسيا"."""
        mention = self.document.mentions[number]
        if mention.type == "Place":
            entity = self.document.entities[mention.entity]
            entity.type = "Group"
            for other in entity.mentions:
                self.document.mentions[other].type = "Group"

    def _own_body(self, index: int, trigger: Trigger) -> Iterator[Candidate]:
        """Read "أعرب رئيس اتحاد كذا عن دعم اتحاده لفلان": the body of who says so backs, too."""
        owned = self.units[index + 1] if index + 1 < len(self.units) else None
        governor = self.matcher._governor(index)
        if owned is None or owned.kind != "W" or governor is None or governor[1] != "give":
            return
        noun = next((word_of(owned)[: -len(end)] for end in ("ها", "ه") if word_of(owned).endswith(end)), "")
        teller = self.matcher._subject(governor[0])
        if not noun or teller is None or teller.kind != "NP" or len(teller.mentions) != 1:
            return
        bodies = [
            fact.complement
            for fact in self.clauses.facts
            if fact.person == teller.mentions[0] and fact.complement >= 0 and fact.role.relation == "LEADS"
        ]
        bodies = [number for number in bodies if self._called(number, noun)]
        target = self._target(index, trigger)
        if len(bodies) == 1 and target:
            yield self._made(trigger, "backers/own-body", index, bodies, target)

    def _called(self, number: int, noun: str) -> bool:
        """Say whether a body's name begins with a noun, as a possessive leaves it: "شركت" is "شركة"."""
        word = without_article(self.document.words[self.document.mentions[number].first])
        return word == noun or word[:-1] + "ت" == noun

    def _target(self, index: int, trigger: Trigger) -> list[int]:
        for argument in self.matcher._right(index):
            unit: Unit = argument.unit
            if argument.commas > 0:
                return []
            if argument.prep in ("ل", "of:ل", "الي") and unit.kind == "NP" and len(unit.mentions) == 1:
                fits = self.matcher._fits(unit.mentions[0], trigger.frame.relation, False, trigger.frame.object_types)
                return list(unit.mentions) if fits else []
        return []

    def _made(self, trigger: Trigger, rule: str, index: int, one: list[int], other: list[int]) -> Candidate:
        relation = trigger.frame.relation
        if relation == "SUPPORTED" and self.matcher._announced(index, other):
            relation = "ENDORSED"
        modality = self.matcher._modality(index, trigger, relation)
        if modality == "asserted" and self.matcher._to_come(index):
            modality = "planned"
        return self._claimed(relation, rule, index, one, other, modality)
