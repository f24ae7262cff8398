"""What the pronoun of a relative clause stands for: "الذي", "التي", "الذين"."""

from __future__ import annotations

from techpol.loaders.articles.arabic.arguments import ArgumentFinder
from techpol.loaders.articles.arabic.tagger import get_word_table
from techpol.loaders.articles.arabic.units import Unit
from techpol.loaders.articles.arabic.words import is_definite

FEMININE_HEADS = frozenset(
    "شركه مجموعه صحيفه مجله شبكه قناه وكاله جمعيه موسسه منظمه نقابه رابطه حركه جماعه جامعه وزاره "
    "لجنه اللجنه هييه حكومه الحكومه محكمه "
    "مفوضيه المفوضيه اداره حمله قمه ندوه مناظره ولايه مدينه منصه بوابه جبهه خدمه وحده".split()
)
MASCULINE_HEADS = frozenset(
    (
        "حزب الحزب صندوق بنك البنك موقع ايتلاف اتحاد الاتحاد تحالف تجمع موتمر حفل منتدي مجلس مركز معهد "
        "نادي مكتب برلمان تطبيق"
    ).split()
)


class RelativeReader(ArgumentFinder):
    """Finds the heads of relative clauses, by place and by gender and number."""

    def _relative_head(self, index: int) -> Unit | None:
        """Return what a relative pronoun before a verb stands for."""
        place = index - 1
        while place >= 0 and self.units[place].kind in ("AUX", "NEG"):
            place -= 1
        if place == index - 1 and place >= 0 and self._plain_committee(index):
            return self.units[place]
        if place < 0 or self.units[place].kind != "REL":
            return None
        pronoun = self.units[place].word.removeprefix("و")
        place -= 1
        steps = 0
        near = self.units[place] if place >= 0 else None
        if (
            near is not None
            and near.kind == "W"
            and self.document.classes[near.first] == "N"
            and not near.prep
            and not near.word.endswith(("ا", "ات"))
            and not is_definite(near.word)
            and get_word_table().class_of(near.word) <= 2
        ):
            return None  # a name that was not recognised: it is what the pronoun stands for
        if near is not None and near.kind == "W" and self._plain_head(near, pronoun):
            return None  # "المستخدم الذي وصف الشركة"
        while place >= 0 and steps < 8:
            unit = self.units[place]
            if unit.kind == "PUNCT" and unit.word == ")":
                while place > 0 and not (self.units[place].kind == "PUNCT" and self.units[place].word == "("):
                    place -= 1
                place -= 1
                continue
            if unit.kind in ("V", "COMP", "SUB") or (unit.kind == "TRIG" and self._verbal(unit)):
                return None
            inner = self._inner(unit, pronoun)
            if inner is not None:
                return inner
            if unit.kind == "NP" and unit.mentions and not self._adjectival(unit) and self._agrees(unit, pronoun):
                if self._seat(place):
                    place -= 1  # "الهيئة العامة للشباب بالكويت التي": what stands in the place
                    continue
                return self._last_member(unit, pronoun)
            place -= 1
            steps += 1
        return None

    def _plain_committee(self, index: int) -> bool:
        """Say whether a verb tells of a committee right before it: "لجنة عمل سياسي تدعم فلانا", without a pronoun."""
        before, verb = self.units[index - 1], self.units[index]
        if before.kind != "NP" or len(before.mentions) != 1 or verb.joined or not verb.word.startswith("ت"):
            return False
        mention = self.document.mentions[before.mentions[0]]
        words = self.document.words[mention.first : mention.first + 2]
        opened = words[0] in ("لجنه", "للجنه") and not is_definite(words[-1])
        return mention.type == "Committee" and opened and any(item.tense == "present" for item in verb.triggers)

    def _in_relative(self, index: int) -> bool:
        place = index - 1
        while place >= 0 and self.units[place].kind in ("AUX", "NEG"):
            place -= 1
        return place >= 0 and self.units[place].kind == "REL"

    def _resumed(self, index: int) -> bool:
        """Say whether a preposition with a pronoun takes up the head of a relative clause: "الذي حصل عليه فلان"."""
        following = self.units[index + 1] if index + 1 < len(self.units) else None
        return following is not None and following.word in self.sets["resumptives"]

    def _inner(self, unit: Unit, pronoun: str) -> Unit | None:
        """Return the organisation at the end of a person's role: "فلان، مدير شركة كذا التي تملك ..."."""
        if (
            unit.kind != "NP"
            or not unit.mentions
            or not self._is_person(unit.mentions[0])
            or self._agrees(unit, pronoun)
        ):
            return None
        for number in reversed(self.document.by_sentence.get(self.number, ())):
            mention = self.document.mentions[number]
            inside = unit.first <= mention.first and mention.last <= unit.last and unit.last - mention.last <= 1
            if inside and self.ontology.is_a(mention.type, "Organization"):
                found = Unit("NP", mention.first, mention.last, [number], "", word=unit.word)
                return found if self._agrees(found, pronoun) else None
        return None

    def _last_member(self, unit: Unit, pronoun: str) -> Unit:
        """Return what a relative pronoun in the singular speaks of: the last of several names."""
        if pronoun not in ("الذي", "التي") or len(unit.mentions) < 2:
            return unit
        last = self.document.mentions[unit.mentions[-1]]
        return Unit("NP", last.first, last.last, unit.mentions[-1:], unit.prep, word=unit.word)

    def _plain_head(self, unit: Unit, pronoun: str) -> bool:
        """Say whether a definite everyday noun is what a relative pronoun speaks of."""
        word = unit.word
        if self.document.classes[unit.first] != "N" or not is_definite(word) or word.endswith(("ي", "يه")):
            return False
        if word in self.sets["past_adjectives"] or word in self.sets["weekdays"]:
            return False
        return word.endswith("ه") == (pronoun == "التي") and pronoun in ("الذي", "التي")

    def _seat(self, place: int) -> bool:
        """Say whether a noun phrase is only where the organisation before it sits."""
        unit = self.units[place]
        if place < 1 or unit.prep not in ("ب", "في") or self.document.mentions[unit.mentions[0]].type != "Place":
            return False
        before = self.units[place - 1 - (self.units[place - 1].kind == "PREP" and place > 1)]
        return (
            before.kind == "NP"
            and bool(before.mentions)
            and self.document.mentions[before.mentions[0]].type not in ("Person", "Place")
        )

    def _agrees(self, unit: Unit, pronoun: str) -> bool:
        mention = self.document.mentions[unit.mentions[0]]
        gender = self.document.entities[mention.entity].gender if mention.entity >= 0 else ""
        if pronoun in ("الذين",):
            last = self.document.words[mention.last - 1]
            return len(unit.mentions) > 1 or (mention.type == "Group" and last.endswith(("ون", "ين", "ات")))
        if pronoun == "اللذين" or pronoun == "اللذان":
            return len(unit.mentions) == 2 or mention.type == "Group"
        if pronoun == "الذي":
            if mention.type == "Person":
                return gender != "f"
            return mention.head not in FEMININE_HEADS
        if mention.type == "Person":
            return gender == "f" or (gender == "" and mention.type != "Person")
        return mention.head not in MASCULINE_HEADS
