"""Who puts money into a company in a round: "قادت كذا جولة تمويل لشركة كذا", "جمعت كذا مليونا في جولة بقيادة كذا".

And what a company has bought, where a sentence speaks of what came of it: "خسرت كذا مليارا بسبب شراء شركة كذا".
"""

from __future__ import annotations

from collections.abc import Iterator

from techpol.loaders.articles.arabic.arguments import BREAKS
from techpol.loaders.articles.arabic.frames import Candidate
from techpol.loaders.articles.arabic.scanner import Scanner
from techpol.loaders.articles.arabic.units import Unit
from techpol.loaders.articles.arabic.verbal_nouns import word_of
from techpol.loaders.articles.arabic.words import clitic_forms

_INVESTORS = ("Person", "Company", "Group", "Organization", "MediaOrganization", "GovernmentBody")
_NEAR = 4  # units between "round" and what says that it is one of money
_REACH = 12


class RoundReader(Scanner):
    """Reads rounds and past purchases of one sentence after another."""

    told_plainly = True

    def _read(self) -> Iterator[Candidate]:
        for index, unit in enumerate(self.units):
            if unit.kind == "W" and any(base in self.sets["rounds"] for _, base in clitic_forms(word_of(unit))):
                if self._of_money(index):
                    yield from self._round(index)
            elif unit.triggers and any(
                item.frame.id in ("own", "acquire") and item.kind == "noun" for item in unit.triggers
            ):
                yield from self._came_of(index)

    def _of_money(self, index: int) -> bool:
        for unit in self.units[index + 1 : index + _NEAR]:
            if unit.kind == "AMT" or word_of(unit).removeprefix("ال") in self.sets["round_kinds"]:
                return True
        return False

    def _verb_before(self, index: int) -> int:
        """Return the index of the verb whose clause a unit stands in, -1 where none stands before it."""
        for place in range(index - 1, max(-1, index - _REACH), -1):
            unit = self.units[place]
            if unit.kind in ("COMP", "REL", "SUB") or (unit.kind == "PUNCT" and unit.word in BREAKS):
                return -1
            if unit.kind == "V" or (unit.kind == "TRIG" and self.matcher._verbal(unit)):
                return place
        return -1

    def _doer(self, verb: int, kinds: tuple[str, ...]) -> list[int]:
        subject = self.matcher._subject(verb)
        return self._all(subject, kinds) if subject is not None and subject.kind == "NP" else []

    def _all(self, unit: Unit | None, kinds: tuple[str, ...]) -> list[int]:
        """Return the mentions of a unit, none where one of them is of another type."""
        if unit is None or unit.kind != "NP" or not unit.mentions:
            return []
        mentions = [self.document.mentions[number] for number in unit.mentions]
        fits = all(item.entity >= 0 and item.type in kinds and item.head != "adjective" for item in mentions)
        return list(unit.mentions) if fits else []

    def _round(self, index: int) -> Iterator[Candidate]:
        verb = self._verb_before(index)
        failed = any(word_of(unit) in self.sets["thwarting"] for unit in self.units[max(0, index - 2) : index])
        if verb < 0 or failed or self._unreal(verb):
            return
        word = word_of(self.units[verb])
        investors: list[int] = []
        taker: list[int] = []
        if word in self.sets["leading_rounds"]:
            investors = self._doer(verb, _INVESTORS)
            taker = self._taker(index)
        elif word in self.sets["getting"] or word in self.sets["closing_rounds"]:
            taker = self._doer(verb, ("Company", "MediaOrganization"))
            investors = self._leaders(index)
        if len(taker) != 1 or not investors or set(taker) & set(investors):
            return
        yield self._made("INVESTED_IN", "round", index, investors, taker)

    def _unreal(self, verb: int) -> bool:
        return self.matcher._negated(verb) or self._denied_before(verb) or self._doubted(verb)

    def _taker(self, index: int) -> list[int]:
        """Return the company of a round: "جولة تمويل لشركة كذا", "جولة بقيمة كذا في شركة كذا"."""
        for unit in self.units[index + 1 : index + 9]:
            found = self._all(unit, ("Company", "MediaOrganization"))
            if found:
                return found if unit.prep in ("ل", "في", "gen", "لصالح", "of:") and not unit.joined else []
            money = word_of(unit) in self.sets["round_kinds"]
            if not money and unit.kind not in ("W", "AMT", "PREP") and unit.word not in ('"', "(", ")", "-"):
                return []
        return []

    def _leaders(self, index: int) -> list[int]:
        """Return who is said after a round to have led it or joined in: "بقيادة كذا", "قادتها كذا"."""
        led = False
        for unit in self.units[index + 1 : index + _REACH]:
            word = word_of(unit)
            if word in self.sets["round_leading"] or word in self.sets["leading_rounds_of"]:
                led = True
            elif led:
                found = self._all(unit, _INVESTORS)
                if found or unit.word != '"':
                    return found
            elif unit.kind not in ("W", "AMT", "PREP", "REL", "TRIG") and unit.word not in ('"', "،", ","):
                return []
        return []

    def _came_of(self, index: int) -> Iterator[Candidate]:
        """Read "خسرت كذا مليارا بسبب شراء شركة كذا": what came of it is told, so that it was bought."""
        unit = self.units[index]
        place = index - 1
        while place > 0 and word_of(self.units[place]) in ("صفقه", "عمليه", "اتمام", "اكمال"):
            place -= 1
        caused = place >= 0 and word_of(self.units[place]) in self.sets["came_of"]
        if not caused or any(item.pronoun for item in unit.triggers) or unit.joined:
            return
        verb = self._verb_before(place)
        if verb < 0 or self._unreal(verb) or word_of(self.units[verb])[0] in "يت":
            return
        buyer = self._doer(verb, ("Company", "MediaOrganization", "Group"))
        right = self.matcher._right(index)
        acquired = any(item.frame.id == "acquire" for item in unit.triggers)
        wanted = ("علي",) if acquired else ("", "gen")
        first = next((item for item in right if item.unit.kind == "NP"), None)
        if first is None or first.prep not in wanted or first.commas or len(buyer) != 1:
            return
        bought = self._all(first.unit, ("Company", "MediaOrganization", "Asset"))
        following = self.matcher._place(first.unit) + 1
        other = self.units[following] if following < len(self.units) else None
        if other is not None and other.kind in ("W", "TRIG") and word_of(other).endswith(("ها", "له", "لها")):
            return  # "بعد شراء شركة كذا أسهمها": the first is who bought
        if other is not None and other.kind == "NP" and other.prep in ("", "gen") and not other.joined:
            return  # "بعد شراء شركة كذا شركة كذا": the first is who bought
        if len(bought) != 1 or any(item.prep in ("من قبل", "من جانب", "ل") for item in right[1:3]):
            return
        if self.document.mentions[bought[0]].entity != self.document.mentions[buyer[0]].entity:
            yield self._made("OWNS", "round/came-of", index, buyer, bought)

    def _made(self, relation: str, rule: str, index: int, subjects: list[int], objects: list[int]) -> Candidate:
        candidate = self._claimed(relation, rule, index, subjects, objects)
        if relation == "INVESTED_IN":
            candidate.amount = self.matcher._amount(index)
        return candidate
