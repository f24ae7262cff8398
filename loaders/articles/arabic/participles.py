"""The two ends of participles: "لجنة مؤيدة لفلان", "شركة مدعومة من فلان", "الوزارة ممثلة في كذا"."""

from __future__ import annotations

from collections.abc import Sequence

from techpol.loaders.articles.arabic.arguments import Argument
from techpol.loaders.articles.arabic.lexicon import Trigger
from techpol.loaders.articles.arabic.subjects import VerbReader
from techpol.loaders.articles.arabic.units import Unit
from techpol.loaders.articles.arabic.words import clitic_forms


class ParticipleReader(VerbReader):
    """Finds the ends of participles."""

    def _participle_ends(self, index: int, unit: Unit, trigger: Trigger) -> tuple[list[int], list[int], str] | None:
        """Read "لجنة مؤيدة لفلان", "شركة مدعومة من فلان": the phrase before, and what the preposition brings."""
        place = index - 1
        if trigger.lemma == "ممثل":
            place = self._acting(place)
        while place >= 0 and (
            (self.units[place].kind == "W" and self.document.classes[self.units[place].first] == "A")
            or self.units[place].kind in ("AUX", "REL")
            or (self.units[place].kind == "PREP" and self.units[place].word == "من")
            or self.units[place].word in self.sets["adverbs"]
            or self.units[place].word in self.sets["partitives"]
            or (self.units[place].kind == "NP" and self._adjectival(self.units[place]))
            or (self.units[place].kind == "PUNCT" and self.units[place].word in ("،", '"', ")"))
        ):
            place -= 1
        if place >= 0 and self.units[place].kind != "NP" and trigger.frame.relation == "CONNECTED_TO":
            place = self._described_left(place)
        if place < 0 or self.units[place].kind != "NP" or not self.units[place].mentions:
            return None
        head = self.units[place]
        if trigger.frame.id == "own" and not any(base.startswith("ال") for _, base in clitic_forms(unit.word)):
            if any(self.document.mentions[number].kind == "name" for number in head.mentions):
                return None  # "شركة كذا مملوكة لكذا" is a sentence, which may be denied
        right = self._right(index)
        if trigger.kind == "active":
            prepositions = (
                ["ل", "الي", "مع", "ب", "من", "في"]
                if trigger.frame.relation in ("CONNECTED_TO", "AFFILIATED_WITH")
                else ["ل"]
            )
            found = next(
                (argument for argument in right[:2] if argument.prep in prepositions and argument.unit.kind == "NP"),
                None,
            )
            if found is None:
                return None
            if trigger.frame.id == "belong" and (
                self._steps(index, self._place(found.unit)) > 2
                or any(
                    self.document.mentions[number].type == "Place"
                    for number in (*head.mentions, *found.unit.mentions)
                )
            ):
                return None  # "شركة كذا التابعة لها في ... لمجموعة كذا"
            return list(head.mentions), self._repeated(right, found), ""
        found = next(
            (
                argument
                for argument in right[:3]
                if argument.prep in ("من", "من قبل", "من جانب", "ل", "علي يد") and argument.unit.kind == "NP"
            ),
            None,
        )
        if found is None:
            return None
        return list(found.unit.mentions), list(head.mentions), ""

    def _steps(self, index: int, place: int) -> int:
        """Return how far one unit stands from another, quotation marks between them not counted."""
        between = self.units[index + 1 : place]
        return place - index - sum(unit.kind == "PUNCT" and unit.word == '"' for unit in between)

    def _talks(self, index: int, governor: tuple[int, str] | None) -> tuple[list[int], list[int], str] | None:
        """Read "أجرى فلان وفلان محادثات" and "الاجتماع الذي عقده فلان مع فلان"."""
        if governor is not None and governor[1] == "give":
            both = self._subject(governor[0])
            if both is not None and both.kind == "NP" and len(both.mentions) == 2:
                return both.mentions[:1], both.mentions[1:], ""
        for place in range(index + 1, min(index + 5, len(self.units))):
            unit = self.units[place]
            base = next((item for item in ("ه", "ها") if unit.word.endswith(item)), "")
            if unit.kind in ("V", "TRIG") and base and unit.word[: -len(base)] in self.sets["giving"]:
                right = self._right(place)
                doer = self._bare(right)
                partner = next((item for item in right if item.prep == "مع" and item.unit.kind == "NP"), None)
                if doer is None or partner is None or doer.unit.kind != "NP" or partner.commas > 0:
                    return None
                return list(doer.unit.mentions), list(partner.unit.mentions), ""
            if unit.kind not in ("W", "REL", "AUX") and not self._adjectival(unit):
                return None
        return None

    def _opening_doer(self, participle: str, pronoun: str) -> list[int]:
        """Return who the first verb of a sentence is about: "قال فلان ذلك، مقدما شكره لفلان"."""
        first = next((place for place, unit in enumerate(self.units) if self._verbal(unit)), None)
        subject = self._subject(first) if first is not None else None
        if subject is None or subject.kind != "NP" or len(subject.mentions) != 1:
            return []
        feminine = participle.endswith("ه")
        fits = self._pronoun_fits(subject.mentions[0], "ها" if feminine else "ه")
        own = pronoun not in ("ه", "ها") or feminine == (pronoun == "ها")
        return list(subject.mentions) if fits and own else []

    def _doer_of(self, genitive: Argument) -> bool:
        """Say whether a possessive on a second noun tells that a genitive does both: "دعم المجلس وتأييده للقرار"."""
        place = self._place(genitive.unit) + 1
        second = self.units[place] if place < len(self.units) else None
        return second is not None and second.joined and any(t.kind == "noun" and t.pronoun for t in second.triggers)

    def _acting(self, place: int) -> int:
        """Pass back over where and when: "أنهت الوزارة في دورتها الثالثة بجدة ممثلة في كذا"."""
        start = place
        while place >= 0 and start - place < 14:
            unit = self.units[place]
            if unit.kind == "NP" and unit.prep == "" and not self._adjectival(unit):
                return place
            if unit.kind in ("V", "COMP", "REL", "SUB") or (unit.kind == "TRIG" and self._verbal(unit)):
                return start
            place -= 1
        return start

    def _repeated(self, right: Sequence[Argument], found: Argument) -> list[int]:
        """Return the names after a preposition and after its repetitions: "لحملة كذا وللحزب كذا"."""
        numbers = list(found.unit.mentions)
        for argument in right:
            again = argument is not found and argument.prep == found.prep and argument.unit.kind == "NP"
            if again and (argument.unit.joined or self._conjoined(argument.unit)):
                numbers.extend(argument.unit.mentions)
        return numbers

    def _described_left(self, place: int) -> int:
        """Return the index of the name that a description speaks of: "الصندوق لجنة مشتركة لجمع التبرعات تابعة ل"."""
        for index in range(place, max(-1, place - 8), -1):
            unit = self.units[index]
            if unit.kind == "NP" and unit.prep == "":
                return index
            verbal = unit.kind == "TRIG" and self._verbal(unit)
            if verbal or unit.kind not in ("W", "TRIG", "PREP", "AUX", "LIST"):
                return -1
        return -1

    def _beside(self, index: int) -> list[int]:
        """Return the body that opens a clause right before a noun: "أن شركة كذا بالشراكة مع شركة كذا نفذت"."""
        place = index - 1 - (index > 0 and self.units[index - 1].word in ("،", ","))
        unit = self.units[place] if place >= 0 else None
        opener = self.units[place - 1] if place > 0 else None
        opens = opener is None or opener.kind in ("COMP", "PUNCT")
        found = unit is not None and unit.kind == "NP" and unit.prep == "" and not self._adjectival(unit)
        return list(unit.mentions) if unit is not None and found and opens and len(unit.mentions) == 1 else []
