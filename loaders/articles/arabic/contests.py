"""Who is called a candidate or a rival, where the role stands apart from its person.

"يعد فلان أبرز المرشحين للانتخابات", "فلان هو المرشح الأوفر حظا للفوز بالرئاسة", "فلان يعتبر المنافس الأبرز لفلان".
"""

from __future__ import annotations

from collections.abc import Iterator

from techpol.loaders.articles.arabic.arguments import BREAKS, COMMAS
from techpol.loaders.articles.arabic.frames import Candidate
from techpol.loaders.articles.arabic.scanner import Scanner
from techpol.loaders.articles.arabic.units import Unit
from techpol.loaders.articles.arabic.verbal_nouns import word_of
from techpol.loaders.articles.arabic.words import without_article

_REACH = 6  # units from a candidate to what is run for
_BACK = 8  # units from a candidate back to who it is
_MAYBE = frozenset("محتمل محتمله محتملين محتملون مفترض مفترضين".split())
_FOR = frozenset(["ل", "في", "الي", "علي", "ب"])


class ContestReader(Scanner):
    """Reads candidates and rivals of one sentence after another."""

    def _read(self) -> Iterator[Candidate]:
        for index, unit in enumerate(self.units):
            relation = unit.roles[0].relation if unit.kind == "DESC" and unit.roles else ""
            if relation == "RUNS_FOR":
                yield from self._candidate(index)
            elif relation == "RUNNING_AGAINST":
                yield from self._rival(index)
            elif self._called_candidate(unit):
                yield from self._runs(index, self._people(unit)[-1:], self._race(index))
            elif unit.kind == "W" and word_of(unit) in self.sets["their_rivals"]:
                yield from self._own_rivals(index)
            elif unit.kind in ("W", "TRIG") and without_article(word_of(unit)) in self.sets["contests"]:
                yield from self._between(index)

    def _candidate(self, index: int) -> Iterator[Candidate]:
        """Read "فلان وفلان أبرز المرشحين للانتخابات": several where the word is in the plural."""
        unit = self.units[index]
        holder = self._holder(index)
        if unit.joined or holder < 0 or not self._set_off(holder, index):
            return
        people = self._people(self.units[holder])
        plural = self.document.words[unit.first].endswith(("ين", "ون"))
        lone = any(word_of(other) in ("احد", "احدي", "واحد", "واحده") for other in self.units[holder + 1 : index])
        people = self._listed(holder) + people if plural and not lone else people[-1:]
        yield from self._runs(index, people, self._race(index))

    def _rival(self, index: int) -> Iterator[Candidate]:
        """Read "فلان يعتبر المنافس الأبرز لفلان": who it is stands before the verb."""
        unit = self.units[index]
        holder = self._holder(index)
        rivals = self._people(unit)
        if holder < 0 or unit.pronoun or unit.joined or len(rivals) != 1 or self._denied_before(index):
            return
        people = self._people(self.units[holder])
        if len(people) == 1 and self._entity(people[0]) != self._entity(rivals[0]):
            yield self._claimed("RUNNING_AGAINST", "contest/rival", index, people, rivals)

    def _own_rivals(self, index: int) -> Iterator[Candidate]:
        """Read "تقدم فلان على أقرب منافسيه فلان": whose rival it is, is the one person named before."""
        place = index + 1
        while place < len(self.units) and self.units[place].kind == "W" and place < index + 3:
            place += 1
        rivals = self._people(self.units[place]) if place < len(self.units) else []
        if not rivals or self.units[place].joined or self.units[place].prep not in ("", "gen"):
            return
        own = "ها" if word_of(self.units[index]).endswith("ها") else "ه"
        before: dict[int, int] = {}
        for unit in self.units[:index]:
            for number in self._people(unit):
                before.setdefault(self._entity(number), number)
        if len(before) != 1 or self._entity(rivals[0]) in before:
            return
        people = [number for number in before.values() if self.matcher._pronoun_fits(number, own)]
        if people and not self._in_sports():
            yield self._claimed("RUNNING_AGAINST", "contest/rival", index, people, rivals)

    def _between(self, index: int) -> Iterator[Candidate]:
        """Read "تنافس بين فلان وفلان" where a sentence speaks of an election."""
        place = index + 1
        while place < len(self.units) and self.units[place].kind in ("W", "PREP") and place < index + 4:
            place += 1
        unit = self.units[place] if place < len(self.units) else None
        people = self._people(unit) if unit is not None and unit.prep == "بين" else []
        if len(people) != 2 or self._denied_before(index):
            return
        sentence = self.document.tokenised.sentences[self.clauses.sentence]
        words = self.document.words[sentence.first : sentence.last]
        if self.matcher._any(words, "race") and not self._in_sports() and self._over_office(index, place):
            yield self._claimed("RUNNING_AGAINST", "contest/between", index, people[:1], people[1:])

    def _in_sports(self) -> bool:
        """Say whether a sentence speaks of a match: "فاز على أقرب منافسيه فلان في نهائي الكأس"."""
        sentence = self.document.tokenised.sentences[self.clauses.sentence]
        return self.matcher._any(self.document.words[sentence.first : sentence.last], "sports")

    def _over_office(self, index: int, place: int) -> bool:
        """Say whether a contest is not over something else: "معركة قضائية", "صراع على ملكية النادي"."""
        if any(
            without_article(word_of(unit)) in self.sets["other_contests"] for unit in self.units[index + 1 : place]
        ):
            return False
        words = self.document.words[self.units[place].last : self.units[place].last + 4]
        if words[:1] and words[0] in ("حول", "بشان"):
            return False
        return words[:1] not in (["علي"], ["من"]) or self.matcher._any(words, "race")

    def _called_candidate(self, unit: Unit) -> bool:
        """Say whether a person's unit ends in "المرشح الأوفر", with what is run for outside it."""
        if unit.kind != "NP" or not self._people(unit):
            return False
        last = max(self.document.mentions[number].last for number in unit.mentions)
        words = [without_article(word) for word in self.document.words[last : unit.last]]
        told = any(word in ("هو", "هي", *COMMAS) for word in words) or self._counted(unit)
        return (
            told
            and any(word in ("مرشح", "مرشحه") for word in words)
            and not any(
                fact.role.relation == "RUNS_FOR" and fact.person in unit.mentions for fact in self.clauses.facts
            )
        )

    def _runs(self, index: int, people: list[int], race: int) -> Iterator[Candidate]:
        if race < 0 or not people or self._denied_before(index):
            return
        made = self._claimed("RUNS_FOR", "contest/candidate", index, people, [race])
        words = self.document.words[self.units[index].first : self.document.mentions[race].first]
        if any(without_article(word) in _MAYBE for word in words):
            made.modality = "planned"
        elif any(word_of(unit) in self.sets["alleged"] for unit in self.units[:index]):
            made.modality = "alleged"  # "يقال إن فلانا المرشح الأوفر حظا"
        yield made

    def _race(self, index: int) -> int:
        """Return the mention of what a candidate runs for, -1 where it is not told close by."""
        unit = self.units[index]
        own = [number for number in unit.mentions if self.document.mentions[number].type == "Candidacy"]
        if own:
            return own[0]
        for other in self.units[index + 1 : index + 1 + _REACH]:
            if other.kind == "NP" and other.mentions and other.prep in (*_FOR, "gen") and not other.joined:
                if self.document.mentions[other.mentions[0]].type == "Candidacy":
                    return other.mentions[0]
                if self.matcher._adjectival(other):
                    continue
                return -1
            noun = other.kind == "TRIG" and not self.matcher._verbal(other)
            if other.kind not in ("W", "PREP", "NP") and not noun and other.word != "حظا":
                return -1
        return -1

    def _holder(self, index: int) -> int:
        """Return the index of the person that a description speaks of, -1 where none stands before it."""
        place = index - 1
        while place >= 0 and index - place <= _BACK:
            unit = self.units[place]
            base = word_of(unit)
            if unit.kind == "NP":
                return place if self._people(unit) else -1
            passed = (
                (unit.kind == "W" and (base in self.sets["partitives"] or base in self.sets["foremost"]))
                or (unit.kind == "PREP" and base in ("من", "بين"))
                or (unit.kind == "LIST" and base == "من بينهم")
                or (unit.kind == "AUX" and base in ("هو", "هي"))
                or (unit.kind == "PUNCT" and unit.word in COMMAS)
                or (unit.kind in ("V", "TRIG") and base in self.sets["counting"])
            )
            if not passed or unit.word in BREAKS:
                return -1
            place -= 1
        return -1

    def _set_off(self, holder: int, index: int) -> bool:
        """Say whether a description is of the person before it, not the object of what the person does."""
        between = self.units[holder + 1 : index]
        loose = any(
            unit.kind in ("PUNCT", "AUX", "V", "TRIG") or word_of(unit) in ("من", "احد", "احدي", "واحد", "واحده")
            for unit in between
        )
        return loose or self.units[holder].prep != "" or self._counted(self.units[holder])

    def _counted(self, holder: Unit) -> bool:
        """Say whether the verb before a person only says what it is ("يعد", "يعتبر"), or whether there is none."""
        for unit in reversed(self.units[: self.matcher._place(holder)]):
            if unit.kind == "V" or (unit.kind == "TRIG" and self.matcher._verbal(unit)):
                return word_of(unit) in self.sets["counting"]
            if unit.kind == "COMP":
                return True
        return True

    def _listed(self, holder: int) -> list[int]:
        """Return the other people of a list that "كل من" opens, before the last."""
        people: list[int] = []
        if not self.units[holder].joined:
            return people
        for unit in reversed(self.units[:holder]):
            if unit.kind == "LIST":
                return people if word_of(unit) in ("كل من", "كلا من") else []
            if unit.kind == "NP" and unit.prep == "" and self._people(unit):
                people = self._people(unit) + people
        return []

    def _people(self, unit: Unit) -> list[int]:
        if unit.kind not in ("NP", "DESC"):
            return []
        named = [
            number
            for number in unit.mentions
            if self.matcher._is_person(number)
            and self._entity(number) >= 0
            and self.document.mentions[number].kind == "name"
        ]
        return named if len(named) == len(unit.mentions) or unit.kind == "DESC" else []

    def _entity(self, number: int) -> int:
        return self.document.mentions[number].entity
