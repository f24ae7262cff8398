"""Who is meant where a verb's subject is left out: "... وأعلن", "لكنه قدم", "سبق لفلان أن تبرع"."""

from __future__ import annotations

from techpol.loaders.articles.arabic.gender import verb_gender
from techpol.loaders.articles.arabic.relatives import RelativeReader
from techpol.loaders.articles.arabic.units import Unit

_TO_BE = frozenset(["يكون", "تكون"])  # "نفى أن يكون قد تبرع"


class DroppedReader(RelativeReader):
    """Finds the subjects that verbs leave out."""

    def _carrier(self, index: int) -> Unit | None:
        """Return the conjunction that a verb follows ("إنها ستقاضي"), auxiliaries and negations passed over."""
        place = index - 1
        while place >= 0 and (self.units[place].kind in ("AUX", "NEG") or self.units[place].word in _TO_BE):
            place -= 1
        return self.units[place] if place >= 0 and self.units[place].kind == "COMP" else None

    def _transitive(self, index: int) -> bool:
        return any(
            "obj" in trigger.frame.target or "obj" in trigger.frame.source for trigger in self.units[index].triggers
        )

    def _pronoun_subject(self, index: int, word: str) -> list[int]:
        """Return whom "إنه" stands for: the subject of the verb of saying, else the one person before it."""
        plural = word.endswith(("هما", "هم"))
        if self.last_subject:
            if plural:
                return list(self.last_subject) if len(self.last_subject) > 1 else []
            if len(self.last_subject) > 1:
                return []
            if self._pronoun_fits(self.last_subject[0], word):
                return list(self.last_subject)
        people: dict[int, int] = {}
        for other in self.units[:index]:
            for number in other.mentions:
                mention = self.document.mentions[number]
                if mention.type == "Person" and mention.entity >= 0:
                    people.setdefault(mention.entity, number)
        if self.last_subject:
            # "أكد فلان أن فلانة جاءت لأنه تبرع لها": the other one
            people = {key: number for key, number in people.items() if self._pronoun_fits(number, word)}
        if plural or len(people) > 1:
            return []
        earlier = any(unit.kind in ("V", "TRIG") and self._verbal(unit) for unit in self.units[:index])
        found = list(people.values()) or ([] if earlier else list(self.opening_subject))
        return [number for number in found if self._pronoun_fits(number, word)]

    def _pronoun_fits(self, number: int, word: str) -> bool:
        mention = self.document.mentions[number]
        gender = self.document.entities[mention.entity].gender if mention.entity >= 0 else ""
        if mention.type != "Person":
            return True
        return gender != "m" if word.endswith("ها") else gender != "f"

    def _only_woman(self, index: int, unit: Unit) -> list[int]:
        """Return the one woman named before a feminine verb without a subject: "... عندما انسحبت"."""
        word = unit.word.removeprefix("و") if unit.joined else unit.word
        if not (word.endswith("ت") or word.startswith("ست")):
            return []
        women: dict[int, int] = {}
        for other in self.units[:index]:
            for number in other.mentions:
                mention = self.document.mentions[number]
                if mention.type == "Candidacy" and number + 1 < len(self.document.mentions):
                    number += 1  # the name inside "محاولة فلانة الرئاسية"
                    mention = self.document.mentions[number]
                if (
                    mention.type == "Person"
                    and mention.entity >= 0
                    and self.document.entities[mention.entity].gender == "f"
                ):
                    women.setdefault(mention.entity, number)
        return [next(iter(women.values()))] if len(women) == 1 else []

    def _verb_agrees(self, unit: Unit, number: int) -> bool:
        """Say whether a verb without a subject can be one person's: singular, of the gender that is known."""
        word = unit.word.removeprefix("و") if unit.joined else unit.word
        if word.endswith(("وا", "ون", "ان")):
            return False
        mention = self.document.mentions[number]
        gender = self.document.entities[mention.entity].gender if mention.entity >= 0 else ""
        said = verb_gender(self.lexicon, word)
        return said == "" or (gender == "f" if said == "f" else gender != "f")

    def _dropped(self, index: int) -> list[int]:
        """Return the subject that a verb shares with the verb before it: "التقى فلان ... وأعلن"."""
        unit = self.units[index]
        before = self.units[index - 1] if index > 0 else None
        carrier = self._carrier(index)
        impersonal = carrier is not None and carrier.word.endswith("ه") and not carrier.word.endswith("ها")
        if impersonal and any(item.frame.id == "host" for item in unit.triggers):
            return []  # "أوضح أنه عقد أيضا دورة": it was held
        if carrier is not None and carrier.word.endswith(("ه", "ها", "هما", "هم")):
            return self._pronoun_subject(index, carrier.word)
        if self._named_unread(index, self._transitive(index)):
            return []
        if self._opens(index):
            return [number for number in self.opening_subject if self._verb_agrees(unit, number)]
        if before is not None and before.kind == "COMP" and before.word.endswith(("ه", "ها", "هما", "هم")):
            return self._pronoun_subject(index, before.word)
        shared = unit.joined or (before is not None and before.kind == "SUB" and before.word in ("كما", "ثم"))
        shared = shared or (before is not None and before.kind == "AUX" and before.joined)
        if before is not None and before.word in ("حيث", "اذ") and len(self.last_subject) == 1:
            shared = self._is_person(self.last_subject[0])  # "زار فلان الشركة، حيث التقى فلانا"
        if before is not None and before.word in ("حيث", "اذ") and not self.last_subject:
            # "كان فلان من أوائل المتبرعين لكذا، إذ قدم مليونا": it is said of whom the sentence opens with
            opened = [unit for unit in self.units[:index] if unit.kind not in ("AUX", "PUNCT")][:1]
            people = [unit.mentions for unit in opened if unit.kind == "NP" and unit.prep == ""]
            if (
                people
                and len(people[0]) == 1
                and self._is_person(people[0][0])
                and self._verb_agrees(unit, people[0][0])
            ):
                return list(people[0])
        if before is not None and before.word in ("لكنه", "لكنها") and self.last_subject:
            return self._pronoun_subject(index, before.word)  # "لم يتبرع فلان لأحد، لكنه قدم مليون دولار لكذا"
        if carrier is not None and carrier.word in ("ان", "بان") and (owed := self._preceded(index)):
            return owed
        if carrier is not None and carrier.word in ("ان", "بان") and self._led_by_subject(index):
            shared = True  # "نفى فلان أن يكون قد تبرع لحزب كذا", "إذ سبق أن تبرع لها"
        if before is not None and before.kind == "SUB" and not shared:
            return self._only_woman(index, unit)
        if shared and not self.last_subject and (opener := self._unseen_verb(index)):
            return opener
        if shared and self.last_subject:
            plural = len(self.last_subject) > 1
            return [
                number
                for number in self.last_subject
                if plural or not self._is_person(number) or self._verb_agrees(unit, number)
            ]
        return []

    def _unseen_verb(self, index: int) -> list[int]:
        """Return who a sentence opens with, behind a verb that was taken for a noun: "انسحب فلان وأعلن دعمه"."""
        first, who = self.units[0], self.units[1] if index > 2 else None
        if first.kind != "W" or who is None or who.kind != "NP" or who.prep != "gen" or len(who.mentions) != 1:
            return []
        if self.document.classes[first.first] not in ("N", "V") or len(first.word) < 4 or first.word.startswith("ال"):
            return []
        verbs = [unit for unit in self.units[2:index] if unit.kind == "V" or self._verbal(unit)]
        told = verbs or any(unit.kind in ("COMP", "REL", "SUB") for unit in self.units[2:index])
        person = self._is_person(who.mentions[0]) and self._verb_agrees(self.units[index], who.mentions[0])
        return list(who.mentions) if person and not told else []

    def _preceded(self, index: int) -> list[int]:
        """Return who did something before: "سبق لفلان أن تبرع بمليون دولار"."""
        place = next(place for place in range(index - 1, -1, -1) if self.units[place].kind == "COMP")
        who = self.units[place - 1] if place > 1 else None
        if who is None or who.kind != "NP" or who.prep != "ل" or len(who.mentions) != 1:
            return []
        fits = self.units[place - 2].word in ("سبق", "وسبق") and self._verb_agrees(self.units[index], who.mentions[0])
        return list(who.mentions) if fits else []

    def _led_by_subject(self, index: int) -> bool:
        """Say whether the verb over "أن" is of one person and about that person's own deed: "نفى أن", "قرر أن"."""
        place = next(place for place in range(index - 1, -1, -1) if self.units[place].kind == "COMP")
        over = place - 1
        while over >= 0 and self.units[over].kind == "NP" and self.units[over].prep == "":
            over -= 1
        verb = self.units[over] if over >= 0 else None
        known = len(self.last_subject) == 1 and self._is_person(self.last_subject[0])
        if verb is None or not known:
            return False
        word = verb.word.removeprefix("و") if verb.joined else verb.word
        return word in self.sets["of_ones_own"]
