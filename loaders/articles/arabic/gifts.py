"""Gifts whose taker, giver or sum stands apart: "تلقت حملة كذا تبرعات من كثيرين، منهم فلان الذي دفع مليون دولار".

What a pronoun takes up ("تبرع لها فلان", "10 ملايين تبرع بها فلان"), and money that a campaign or a dinner brings in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from techpol.loaders.articles.arabic.amounts import Amount
from techpol.loaders.articles.arabic.arguments import BREAKS, COMMAS
from techpol.loaders.articles.arabic.frames import Candidate
from techpol.loaders.articles.arabic.lexicon import Trigger
from techpol.loaders.articles.arabic.scanner import Scanner
from techpol.loaders.articles.arabic.units import Unit
from techpol.loaders.articles.arabic.verbal_nouns import word_of
from techpol.loaders.articles.arabic.words import without_article

_TAKERS = frozenset(["Campaign", "Committee", "Party", "Person", "Group"])
FUNDS = frozenset(["Campaign", "Committee", "Party"])
GIVERS = frozenset(["Person", "Company", "Group", "MediaOrganization", "Organization"])
_GIVING = frozenset(["donate", "give-money", "contribute-in", "grant-object"])
_OF_IT = frozenset(["به", "بها"])
TO_IT = frozenset(["له", "لها"])
_FOR = frozenset(["ل", "لصالح", "لحساب", "لفايده", "لمصلحه", "لدعم", "من اجل", "الي"])


class GiftReader(Scanner):
    """Reads such gifts of one sentence after another."""

    told_plainly = True

    def _read(self) -> Iterator[Candidate]:
        for index, unit in enumerate(self.units):
            giving = self._gift(unit)
            if giving is not None:
                yield from self._apart(index, giving)
            if self._raises(unit):
                yield from self._campaign_raises(index)
            elif unit.kind == "TRIG" and any(item.frame.id == "raise" for item in unit.triggers):
                yield from self._campaign_manages(index)
            if unit.kind == "NP" and self._fundraiser(unit):
                yield from self._benefit(index)

    def _gift(self, unit: Unit) -> Trigger | None:
        """Return the trigger of a verb that gives, None where the unit is none."""
        if unit.kind != "TRIG":
            return None
        return next((item for item in unit.triggers if item.kind == "verb" and item.frame.id in _GIVING), None)

    # -- a gift whose taker the clause around tells

    def _apart(self, index: int, trigger: Trigger) -> Iterator[Candidate]:
        """Read "... منهم فلان الذي تبرع بمليون دولار", "مليون دولار تبرع بها فلان", "تبرع لها فلان بمليون دولار"."""
        right = self.matcher._right(index)
        own = [item for item in right if item.prep in trigger.frame.target and item.unit.kind == "NP"]
        if any(self._type(item.unit) in _TAKERS | {"GovernmentBody", "Organization"} for item in own):
            return
        after = self._words_after(index)
        if index > 0 and self.units[index - 1].word in ("حيث", "اذ"):
            yield from self._told_after(index, trigger)
        taken_up = any(word in _OF_IT for word in after)
        pronoun = next((word for word in after if word in TO_IT), "")
        amount = self._amount_before(index) if taken_up else self._amount_after(index)
        if amount is None:
            return
        givers = self._givers(index, right)
        takers = self._meant(index, pronoun, givers) if pronoun else self._taker_around(index, givers)
        relative = index > 0 and self.units[index - 1].kind == "REL"
        if len(givers) != 1 or len(takers) != 1 or not (pronoun or taken_up or relative):
            return
        modality = self.matcher._modality(index, trigger, "DONATED_TO")
        if trigger.tense == "future" and modality == "asserted":
            modality = "planned"
        made = self._claimed("DONATED_TO", f"donate/{trigger.lemma}/apart", index, givers, takers, modality)
        made.amount = amount
        self._dated(made, index)
        yield made

    def _told_after(self, index: int, trigger: Trigger) -> Iterator[Candidate]:
        """Read "تبرعت شركة كذا لصندوق كذا، حيث دفعت مليون دولار": the sum of the gift just told of."""
        amount = self._amount_after(index)
        for place in range(index - 2, -1, -1):
            unit = self.units[place]
            earlier = self._gift(unit)
            if earlier is None:
                if unit.kind == "V" or unit.word in BREAKS or (unit.kind == "TRIG" and self.matcher._verbal(unit)):
                    return
                continue
            targets = [item.unit for item in self.matcher._right(place) if item.prep in earlier.frame.target]
            takers = [n for item in targets[:1] if item.kind == "NP" for n in item.mentions if self._funds(n)]
            givers = self._givers(place, [])
            agrees = len(givers) == 1 and self.matcher._verb_agrees(self.units[index], givers[0])
            told = self.matcher._amount(place)
            if amount is None or len(takers) != 1 or not agrees or (told is not None and told is not amount):
                return
            made = self._claimed(
                "DONATED_TO", "donate/told-after", index, givers, takers,
                self.matcher._modality(index, trigger, "DONATED_TO"),
            )  # fmt: skip
            made.amount = amount
            self._dated(made, index)
            yield made
            return

    def _words_after(self, index: int) -> list[str]:
        return [unit.word for unit in self.units[index + 1 : index + 4] if unit.kind in ("W", "PREP", "AUX")]

    def _givers(self, index: int, right: Sequence) -> list[int]:  # type: ignore[type-arg]
        subject = self.matcher._subject(index)
        found = list(subject.mentions) if subject is not None and subject.kind == "NP" else []
        if subject is None:
            found = self.matcher._dropped(index)
        return [number for number in found if self.document.mentions[number].type in GIVERS]

    def _amount_after(self, index: int) -> Amount | None:
        for unit in self.units[index + 1 : index + 7]:
            if unit.amount is not None:
                return unit.amount
            if unit.kind in ("REL", "COMP", "V", "SUB") or unit.word in (*BREAKS, *COMMAS):
                return None
        return None

    def _amount_before(self, index: int) -> Amount | None:
        before = self.units[index - 1] if index > 0 else None
        return before.amount if before is not None else None

    def _taker_around(self, index: int, givers: Sequence[int]) -> list[int]:
        """Return who gets what a sentence speaks of before a gift: the one that it says so of."""
        found: dict[int, int] = {}
        for place in range(index - 1, -1, -1):
            unit = self.units[place]
            if unit.kind == "PUNCT" and unit.word in BREAKS and unit.word != ":":
                break
            if unit.kind == "NEG" and place + 1 < len(self.units) and self.units[place + 1].kind == "LIST":
                return []  # "ليس منهم فلان"
            for number in self._gets(place):
                found.setdefault(self.document.mentions[number].entity, number)
        entities = {self.document.mentions[number].entity for number in givers}
        return list(found.values()) if not entities & set(found) else []

    def _gets(self, place: int) -> list[int]:
        """Return who gets or gives back money by a verb or a noun of donors: "تلقت", "جمع لحملته", "المتبرعين ل"."""
        unit = self.units[place]
        if unit.kind in ("DESC", "W", "TRIG") and self._donors_word(unit, "donors", "backers"):
            return self._donors_to(place)
        if unit.kind not in ("TRIG", "V"):
            return []
        base = word_of(unit)
        verbal = self.matcher._verbal(unit)
        if verbal and any(item.frame.id == "raise" for item in unit.triggers) and not self.matcher._negated(place):
            targets = [item.unit for item in self.matcher._right(place) if item.prep in ("ل", "لصالح")]
            numbers = [number for item in targets if item.kind == "NP" for number in item.mentions]
            funds = [number for number in numbers if self._funds(number)]
            raiser = self.matcher._subject(place) if len(funds) == 0 else None
            raised = raiser is not None and raiser.kind == "NP" and self._amount_after(place) is not None
            return [number for number in raiser.mentions if self._funds(number)] if raised and raiser else funds
        got = verbal and any(item.frame.id == "get-money" for item in unit.triggers)
        returned = base in self.sets["giving_back"]
        told = self.matcher._any(self.matcher._near(place, 8), "gift_words")
        if not ((got and told) or returned) or self.matcher._negated(place):
            return []
        subject = self.matcher._subject(place)
        numbers = list(subject.mentions) if subject is not None and subject.kind == "NP" else []
        return [
            number
            for number in numbers
            if self.document.mentions[number].type in _TAKERS and self._entity(number) >= 0
        ]

    def _funds(self, number: int) -> bool:
        mention = self.document.mentions[number]
        return mention.type in FUNDS and mention.entity >= 0

    def _meant(self, index: int, pronoun: str, givers: Sequence[int]) -> list[int]:
        """Return the one taker before a verb that "لها" may stand for, in its sentence, else in the one before."""
        givers_too = {self._entity(number) for number in givers}
        first = self.units[index].first
        for back in (0, 1):
            found: dict[int, int] = {}
            for number in self.document.by_sentence.get(self.clauses.sentence - back, ()):
                mention = self.document.mentions[number]
                if mention.first < first and mention.entity >= 0 and mention.entity not in givers_too:
                    if self._agrees(number, pronoun):
                        found.setdefault(mention.entity, number)
            if found:
                return list(found.values()) if len(found) == 1 else []
        return []

    def _agrees(self, number: int, pronoun: str) -> bool:
        """Say whether "لها" may be a campaign, committee or woman, "له" a party, fund or man."""
        mention = self.document.mentions[number]
        if mention.type == "Person":
            gender = self.document.entities[mention.entity].gender
            return mention.kind == "name" and (gender == "f" if pronoun == "لها" else gender != "f")
        if mention.type not in FUNDS or mention.label:
            return False
        feminine = mention.type == "Campaign" or without_article(self.document.words[mention.first]).endswith("ه")
        return feminine == (pronoun == "لها")

    # -- "من أبرز المتبرعين لها فلان وفلان", "أكبر المتبرعين للجنة كذا: فلان (مليون دولار)، وفلان (نصف مليون)"

    def _donors_word(self, unit: Unit, *names: str) -> bool:
        words = [word_of(unit).split(" ")[0], *self.document.words[unit.first : unit.first + 1]]
        bare = [without_article(word.removeprefix("و").removeprefix("ب")) for word in words]
        return any(word in self.sets[name] for word in bare for name in names or ("donors",))

    def _donors_to(self, index: int) -> list[int]:
        """Return whom the donors gave to: what stands after li- right behind the word, or who a pronoun means."""
        unit = self.units[index]
        if unit.mentions and unit.kind == "DESC":
            return [number for number in unit.mentions if self._takes(number)]
        following = self.units[index + 1] if index + 1 < len(self.units) else None
        if following is None:
            return []
        if following.kind == "NP" and following.prep == "ل":
            return [number for number in following.mentions if self._takes(number)]
        if following.word in TO_IT:
            return self._meant(index, following.word, [])
        return []

    def _takes(self, number: int) -> bool:
        mention = self.document.mentions[number]
        return mention.type in _TAKERS and mention.entity >= 0 and mention.head != "adjective"

    def _gives(self, number: int) -> bool:
        mention = self.document.mentions[number]
        return mention.type in GIVERS and mention.entity >= 0 and mention.head != "adjective"

    # -- money that a campaign or a dinner brings in

    def _raises(self, unit: Unit) -> bool:
        verbs = [item for item in unit.triggers if item.kind == "verb" and item.frame.id in ("raise", "raise-get")]
        return unit.kind == "TRIG" and len(verbs) > 0

    def _campaign_raises(self, index: int) -> Iterator[Candidate]:
        """Read "جمعت حملة فلان 8 ملايين دولار": the money is for him."""
        subject = self.matcher._subject(index)
        numbers = list(subject.mentions) if subject is not None and subject.kind == "NP" else []
        if subject is None:
            numbers = self.matcher._dropped(index)
        yield from self._raised_by(index, numbers, next(t for t in self.units[index].triggers if t.kind == "verb"))

    def _campaign_manages(self, index: int) -> Iterator[Candidate]:
        """Read "نجحت حملة فلان في جمع 8 ملايين دولار"."""
        governor = self.matcher._governor(index)
        if governor is None or governor[1] != "give":
            return
        subject = self.matcher._subject(governor[0])
        numbers = list(subject.mentions) if subject is not None and subject.kind == "NP" else []
        trigger = next((item for item in self.units[index].triggers if item.kind == "noun"), None)
        if trigger is not None:
            yield from self._raised_by(index, numbers, trigger)

    def _raised_by(self, index: int, numbers: list[int], trigger: Trigger) -> Iterator[Candidate]:
        amount = self._amount_after(index)
        if amount is None or len(numbers) != 1 or self.document.mentions[numbers[0]].type != "Campaign":
            return
        if any(
            item.prep in _FOR and item.unit.kind == "NP" and item.commas == 0 for item in self.matcher._right(index)
        ):
            return
        campaign = self._entity(numbers[0])
        owner = self.document.entities[campaign].owner if campaign >= 0 else -1
        people = self.document.entities[owner].mentions if owner >= 0 else []
        near = [number for number in people if self.document.mentions[number].kind == "name"]
        if not near:
            return
        here = self.units[index].first
        person = min(near, key=lambda number: abs(self.document.mentions[number].first - here))
        modality = self.matcher._modality(index, trigger, "RAISED_FUNDS_FOR")
        if trigger.tense == "future" and modality == "asserted":
            modality = "planned"
        made = self._claimed("RAISED_FUNDS_FOR", "raise/campaign", index, numbers, [person], modality)
        made.amount = amount
        self._dated(made, index)
        yield made

    def _fundraiser(self, unit: Unit) -> bool:
        words = self.document.words[unit.first : unit.last]
        events = any(self.document.mentions[number].type == "Event" for number in unit.mentions)
        return events and any(word in self.sets["raised_money"] for word in words)

    def _benefit(self, index: int) -> Iterator[Candidate]:
        """Read "أقام فلان حفلا لجمع التبرعات لصالح حملة فلان": who holds it brings money in for it."""
        takers: list[int] = []
        for unit in self.units[index + 1 : index + 8]:
            if unit.kind == "NP" and unit.prep in _FOR and not unit.joined:
                takers = [number for number in unit.mentions if self._takes(number)]
                break
            if unit.kind in ("V", "REL", "COMP", "SUB") or unit.word in BREAKS or self.matcher._verbal(unit):
                return
        verb = next((step for step in range(index - 1, -1, -1) if self.matcher._verbal(self.units[step])), -1)
        trigger = self._hosting(verb)
        if not takers or trigger is None:
            return
        subject = self.matcher._subject(verb)
        hosts = list(subject.mentions) if subject is not None and subject.kind == "NP" else []
        if subject is None:
            hosts = self.matcher._dropped(verb)
        hosts = [
            number for number in hosts if self._gives(number) or self.document.mentions[number].type == "Committee"
        ]
        if not hosts or {self._entity(number) for number in hosts} & {self._entity(number) for number in takers}:
            return
        modality = self.matcher._modality(verb, trigger, "RAISED_FUNDS_FOR")
        if trigger.tense == "future" and modality == "asserted":
            modality = "planned"
        yield self._claimed("RAISED_FUNDS_FOR", "raise/event", verb, hosts, takers, modality)

    def _hosting(self, verb: int) -> Trigger | None:
        if verb < 0:
            return None
        found = (item for item in self.units[verb].triggers if item.kind == "verb" and item.frame.id == "host")
        return next(found, None)

    def _entity(self, number: int) -> int:
        return self.document.mentions[number].entity

    def _type(self, unit: Unit) -> str:
        return self.document.mentions[unit.mentions[0]].type if unit.mentions else ""

    def _dated(self, made: Candidate, index: int) -> None:
        when = self.matcher._when(index)
        if when is not None:
            made.start, made.when = when[0], (when[1], when[2])

    # -- further sums: "بمليون دولار لحملة كذا، و500 ألف دولار للجنة كذا", "وفلان بنصف مليون دولار"
