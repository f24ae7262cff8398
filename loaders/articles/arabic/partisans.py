"""Who is counted among somebody's backers or critics, who speaks at an event, and in whose honour one is held.

"يعد فلان من أشد معارضي فلان", "من أبرز مؤيدي فلان الملياردير فلان", "كان فلان المتحدث الرئيسي في مؤتمر كذا",
"أقام فلان مأدبة عشاء على شرف فلان".
"""

from __future__ import annotations

from collections.abc import Iterator

from techpol.loaders.articles.arabic.arguments import COMMAS
from techpol.loaders.articles.arabic.candidates import Candidate
from techpol.loaders.articles.arabic.scanner import Scanner
from techpol.loaders.articles.arabic.units import Unit
from techpol.loaders.articles.arabic.verbal_nouns import word_of
from techpol.loaders.articles.arabic.words import without_article

_KINDS = (("siding", "SUPPORTED"), ("opposing", "OPPOSED"), ("criticising", "CRITICIZED"))
_MOST = {"معارضه": "OPPOSED", "تاييدا": "SUPPORTED", "دعما": "SUPPORTED", "انتقادا": "CRITICIZED"}
_HONOUR = frozenset(["شرف", "تكريما", "احتفاء", "احتفالا"])
_HEADS = frozenset(["المتحدث", "المتحدثه", "المتحدثين", "المتكلم", "الخطيب", "متحدثا", "ضيف", "الضيف"])
_MAIN = frozenset(["الرييسي", "الرييسيه", "الرييسيين", "رييسيا", "الشرف"])


class PartisanReader(Scanner):
    """Reads such people of one sentence after another."""

    told_plainly = True

    def _read(self) -> Iterator[Candidate]:
        for index, unit in enumerate(self.units):
            relation = self._relation(unit)
            if relation:
                yield from self._partisan(index, relation)
            elif index > 0 and without_article(word_of(self.units[index - 1])) == "اكثر" and word_of(unit) in _MOST:
                yield from self._most(index, _MOST[word_of(unit)])
            elif unit.kind == "NP" and self._keynote(unit):
                yield from self._speaks(index)
            elif word_of(unit) in _HONOUR:
                yield from self._honoured(index)

    def _most(self, index: int, relation: str) -> Iterator[Candidate]:
        """Read "كان فلان الشخص الأكثر معارضة لفلان"."""
        target = self.units[index + 1] if index + 1 < len(self.units) else None
        if target is None or target.kind != "NP" or target.prep != "ل" or self._denied_before(index):
            return
        place = index - 2
        while place >= 0 and self.units[place].kind == "W" and index - place < 5:
            place -= 1
        holder = self.units[place] if place >= 0 else None
        if holder is None or holder.kind != "NP" or holder.prep or not self._of_it(place, index):
            return
        people = [number for number in holder.mentions if self.matcher._is_person(number)]
        targets = [number for number in target.mentions if self.matcher._fits(number, relation, False, ())]
        if len(people) == len(targets) == 1 and self._entity(people[0]) != self._entity(targets[0]):
            yield self._claimed(relation, f"partisan/{relation.lower()}", index, people, targets)

    def _relation(self, unit: Unit) -> str:
        if unit.kind not in ("W", "TRIG"):
            return ""
        word = without_article(word_of(unit))
        return next((relation for name, relation in _KINDS if word in self.sets[name]), "")

    def _ranked(self, index: int) -> bool:
        """Say whether a plural stands after "one of", "among the foremost of"."""
        before = word_of(self.units[index - 1]) if index > 0 else ""
        return before in self.sets["partitives"] or before in ("من", "احدي", "اكثر", "اقوي", "اول") or before == "احد"

    def _partisan(self, index: int, relation: str) -> Iterator[Candidate]:
        """Read "من أشد معارضي فلان": of whom it is said stands before it, or behind where "من" opens the clause."""
        if not self._ranked(index) or self._denied_before(index):
            return
        definite = word_of(self.units[index]).startswith("ال")
        unit = self.units[index + 1] if index + 1 < len(self.units) else None
        if unit is None or unit.kind != "NP" or unit.joined or self.matcher._adjectival(unit) or not unit.mentions:
            return
        if unit.prep not in (("ل",) if definite else ("", "gen")):
            return
        targets = [number for number in unit.mentions if self.matcher._fits(number, relation, False, ())]
        holders = self._holder(index) or self._behind(index)
        holders = [number for number in holders if self.matcher._fits(number, relation, True, ())]
        if len(targets) == 1 and holders and self._entity(targets[0]) not in map(self._entity, holders):
            yield self._claimed(relation, f"partisan/{relation.lower()}", index, holders, targets)

    def _holder(self, index: int) -> list[int]:
        """Return who is said to be one: the name before "من أشد معارضي فلان", a verb of being counted between."""
        place = self._name_before(index, self._leads_to_it)
        if place is None:
            return []
        unit = self.units[place]
        alone = unit.prep == "" and not unit.joined and not self.matcher._adjectival(unit)
        return list(unit.mentions) if alone and self._of_it(place, index) else []

    def _leads_to_it(self, unit: Unit, base: str) -> bool:
        partly = unit.kind in ("W", "PREP", "TRIG") and (base in self.sets["partitives"] or base in ("من", "بين"))
        one = unit.kind == "W" and base in ("احد", "احدي", "اكثر", "اقوي", "اول", "واحد", "واحده")
        return partly or one or unit.kind == "REL"

    def _of_it(self, place: int, index: int) -> bool:
        """Say whether words between a name and "من أشد معارضي فلان" tie them: no verb of another before the name."""
        between = self.units[place + 1 : index]
        tied = any(
            unit.kind in ("AUX", "REL", "V", "TRIG") or unit.word in COMMAS or word_of(unit) in ("احد", "احدي")
            for unit in between
        )
        before = self.units[place - 1] if place > 0 else None
        counted = before is not None and word_of(before) in self.sets["counting"]
        opens = before is None or before.kind in ("COMP", "AUX", "PUNCT") or before.word in COMMAS
        return tied or counted or opens

    def _behind(self, index: int) -> list[int]:
        """Return whom "ومن أبرز مؤيدي فلان ..." names behind it: "من" opens its clause."""
        start = index - 1
        while start > 0 and word_of(self.units[start]) != "من":
            start -= 1
        opener = self.units[start - 1] if start > 0 else None
        opens = opener is None or opener.kind in ("AUX", "COMP") or opener.word in (*COMMAS, "؛", ".")
        if word_of(self.units[start]) != "من" or not opens or index - start > 3:
            return []
        following = self.units[index + 2] if index + 2 < len(self.units) else None
        if following is None or following.kind != "NP" or following.prep or following.joined:
            return []
        return list(following.mentions) if not self.matcher._adjectival(following) else []

    # -- "كان فلان المتحدث الرئيسي في مؤتمر كذا"

    def _keynote(self, unit: Unit) -> bool:
        """Say whether a person's unit ends in what makes a speaker of an event of it."""
        last = max(self.document.mentions[number].last for number in unit.mentions) if unit.mentions else unit.last
        words = self.document.words[last : unit.last]
        words = words or self.document.words[unit.last : unit.last + 3]
        return any(word in _HEADS for word in words) and any(word in _MAIN for word in words)

    def _speaks(self, index: int) -> Iterator[Candidate]:
        unit = self.units[index]
        people = [number for number in unit.mentions if self.matcher._is_person(number) and self._entity(number) >= 0]
        if len(people) != 1 or self._denied_before(index):
            return
        for other in self.units[index + 1 : index + 6]:
            if other.kind == "NP" and other.mentions and self.document.mentions[other.mentions[0]].type == "Event":
                if other.prep in ("في", "ل", "ب", "خلال", "gen", "of:في"):
                    yield self._claimed("SPOKE_AT", "speech/keynote", index, people, other.mentions[:1])
                return
            if other.kind not in ("W", "PREP"):
                return

    # -- "أقام فلان مأدبة عشاء على شرف فلان"

    def _honoured(self, index: int) -> Iterator[Candidate]:
        guest = self.units[index + 1] if index + 1 < len(self.units) else None
        if guest is None or guest.kind != "NP" or not guest.mentions or guest.joined:
            return
        verb = next((step for step in range(index - 1, -1, -1) if self.matcher._verbal(self.units[step])), -1)
        hosting = self.units[verb].triggers if verb >= 0 else []
        trigger = next((item for item in hosting if item.kind == "verb" and item.frame.id == "host"), None)
        if trigger is None or any(unit.kind in ("REL", "COMP") for unit in self.units[verb:index]):
            return
        subject = self.matcher._subject(verb)
        hosts = list(subject.mentions) if subject is not None and subject.kind == "NP" else []
        guests = [
            number for number in guest.mentions if self.matcher._fits(number, "HOSTED", False, ("Person", "Group"))
        ]
        hosts = [number for number in hosts if self.matcher._fits(number, "HOSTED", True, ())]
        if not hosts or not guests or set(map(self._entity, hosts)) & set(map(self._entity, guests)):
            return
        modality = self.matcher._modality(verb, trigger, "HOSTED")
        if trigger.tense == "future" and modality == "asserted":
            modality = "planned"
        yield self._claimed("HOSTED", "host/honour", verb, hosts, guests, modality)

    def _entity(self, number: int) -> int:
        return self.document.mentions[number].entity
