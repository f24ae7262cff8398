"""The noun phrases in reach of a verb or noun: what stands after it, its subject, heads of relative clauses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from techpol.loaders.articles.arabic.analysis import Document
from techpol.loaders.articles.arabic.tagger import get_word_table
from techpol.loaders.articles.arabic.units import Unit
from techpol.loaders.articles.arabic.words import is_definite
from techpol.schema.ontology import Ontology
from techpol.schema.values import PartialDate

COMMAS = ("،", ",")
BREAKS = ("؛", ":", ".", "!", "؟", "?", ";", "...", "..")
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
# Relations in which a person's plans or words stand for the person.
ABOUT_PEOPLE = frozenset(["CRITICIZED", "OPPOSED", "SUPPORTED", "ENDORSED", "PRAISED"])


@dataclass(slots=True)
class Argument:
    """A noun phrase in reach of a trigger, with the preposition that governs it."""

    unit: Unit
    prep: str
    commas: int  # crossed on the way


class ArgumentFinder:
    """Finds what stands where around the triggers of a sentence."""

    def __init__(self, document: Document, ontology: Ontology, published: PartialDate | None = None) -> None:
        self.document = document
        self.lexicon = document.lexicon
        self.sets = document.lexicon.sets
        self.ontology = ontology
        self.published = published
        self.silences: list[tuple[int, int, str]] = []
        # Of the sentence being read: its units, its number, and who a verb without a subject may be about.
        self.units: list[Unit] = []
        self.number = self.verb = 0
        self.discourse: list[int] = []
        self.last_subject: list[int] = []
        self.opening_subject: list[int] = []

    def _is_person(self, number: int) -> bool:
        return self.document.mentions[number].type == "Person"

    def _opens(self, index: int) -> bool:
        """Say whether no noun phrase without a preposition stands before a verb in its sentence."""
        return not any(
            unit.kind in ("NP", "DESC")
            and unit.prep == ""
            and not self._adjectival(unit)
            or unit.kind in ("REL", "COMP", "V")
            or (unit.kind == "TRIG" and self._verbal(unit))
            for unit in self.units[:index]
        )

    def _verbal(self, unit: Unit) -> bool:
        return unit.kind == "V" or any(trigger.kind == "verb" for trigger in unit.triggers)

    def _fits(self, number: int, relation: str, subject: bool, types: Sequence[str]) -> bool:
        kind = self.document.mentions[number].type
        if subject and kind == "Place" and self._state(number) and "GovernmentBody" not in types:
            kind = "GovernmentBody"
        unsure = kind == "Organization" and any(self.ontology.is_a(name, "Organization") for name in types)
        if types and not unsure and not any(self.ontology.is_a(kind, name) for name in types):
            return False
        spec = self.ontology.relations[relation]
        return any(self.ontology.is_a(kind, name) for name in (spec.subject if subject else spec.object))

    def _make_state(self, number: int) -> None:
        entity = self.document.entities[self.document.mentions[number].entity]
        entity.type = "GovernmentBody"
        for other in entity.mentions:
            self.document.mentions[other].type = "GovernmentBody"

    def _state(self, number: int) -> bool:
        """Say whether a mention names a country: as the doer of something it is its state."""
        mention = self.document.mentions[number]
        if mention.entity < 0 or mention.head == "adjective":
            return False
        words = self.document.name_words(mention)
        return " ".join(words) in self.lexicon.countries

    def _any(self, words: Sequence[str], *names: str) -> bool:
        members = frozenset().union(*(self.sets.get(name, frozenset()) for name in names))
        return any(
            word in members
            or word.removeprefix("و") in members
            or word.removeprefix("ب") in members
            or word.removeprefix("ل") in members
            for word in words
        )

    def _near(self, index: int, reach: int) -> list[str]:
        last = self.document.tokenised.sentences[self.number].last
        first = self.units[index].first
        return self.document.words[first : min(last, first + reach)]

    def _near_left(self, index: int, reach: int) -> list[str]:
        first = self.document.tokenised.sentences[self.number].first
        place = self.units[index].first
        return self.document.words[max(first, place - reach) : place]

    def _clause_units(self, index: int) -> list[Unit]:
        result = []
        for unit in self.units[index : index + 25]:
            if unit is not self.units[index] and (
                unit.kind == "COMP" or (unit.kind == "PUNCT" and unit.word in BREAKS)
            ):
                break
            if unit is not self.units[index] and unit.kind in ("V",) and not self._light(unit):
                break
            result.append(unit)
        return result

    def _light(self, unit: Unit) -> bool:
        base = unit.word.removeprefix("و") if unit.joined else unit.word
        return base in self.sets["giving"] or base in self.sets["getting"]

    def _right(self, index: int) -> list[Argument]:
        """Return the noun phrases after a trigger up to the end of its clause."""
        found: list[Argument] = []
        commas = 0
        place = index + 1
        steps = 0
        while place < len(self.units) and steps < 30:
            steps += 1
            unit = self.units[place]
            if unit.kind in ("NP", "DESC"):
                if unit.joined and found and unit.prep == "":
                    break
                before = self.units[place - 1]
                if (
                    place - 1 > index
                    and before.triggers
                    and all(item.kind in ("active", "passive") for item in before.triggers)
                ):
                    place += 1  # "العمال التابعين لشركته": the participle's own
                    continue
                genitive = (
                    unit.prep == ""
                    and place - 1 > index
                    and before.kind == "TRIG"
                    and not self._verbal(before)
                    and not unit.joined
                )
                found.append(Argument(unit, "gen" if genitive else unit.prep, commas))
            elif unit.kind == "REL":
                behind = self._behind_relative(place)
                if behind is not None:
                    found.append(behind)
                place = self._after_relative(place, found)
                commas += 1
                if place < len(self.units) and self.units[place].word in COMMAS:
                    place += 1
                continue
            elif unit.kind == "TRIG":
                if self._verbal(unit):
                    break
                found.append(Argument(unit, self._prep_of(place), commas))
            elif unit.kind == "V" or unit.kind in ("COMP", "NEG"):
                break
            elif unit.kind == "PUNCT":
                if unit.word in BREAKS:
                    break
                if unit.word in COMMAS:
                    closing = self._aside_end(place)
                    if closing > place:
                        for inner in self.units[place + 1 : closing]:
                            if inner.kind == "NP" and inner.prep:
                                found.append(Argument(inner, inner.prep, commas + 1))
                        place = closing + 1
                        continue
                    commas += 1
                elif unit.word == "(":
                    place = self._closing(place, ")")
            elif unit.kind == "SUB":
                commas += 1
            place += 1
        return found

    def _aside_end(self, place: int) -> int:
        """Return the index of the comma that closes what a comma opens after a noun: ", في بيان صدر أمس,".

        The index itself where nothing is put in between.
        """
        if place < 1 or place + 2 >= len(self.units):
            return place
        before, opening = self.units[place - 1], self.units[place + 1]
        if before.kind not in ("NP", "DESC") or opening.kind not in ("PREP", "REL", "SUB") or opening.joined:
            return place
        for index in range(place + 2, min(len(self.units) - 1, place + 18)):
            unit = self.units[index]
            if unit.kind == "PUNCT" and unit.word in BREAKS:
                return place
            if unit.kind == "COMP" and opening.kind != "REL":
                return place
            if unit.kind == "PUNCT" and unit.word in COMMAS:
                after = self.units[index + 1]
                goes_on = after.kind in ("NP", "DESC", "PREP", "W") or (
                    after.kind == "TRIG" and not self._verbal(after)
                )
                return index if goes_on and not after.joined else place
        return place

    def _behind_relative(self, place: int) -> Argument | None:
        """Return who does what is praised or blamed: "بالجهود التي تبذلها جمعية كذا", "على ما قدمته جمعية كذا"."""
        verb = place + 1
        while verb < len(self.units) and self.units[verb].kind == "AUX":
            verb += 1
        if verb >= len(self.units) or not self._verbal(self.units[verb]):
            return None
        doer = verb + 1
        while doer < len(self.units) and self.units[doer].kind in ("W", "AUX") and doer < verb + 3:
            if self.document.classes[self.units[doer].first] == "N":
                return None
            doer += 1
        if doer >= len(self.units):
            return None
        unit = self.units[doer]
        if unit.kind != "NP" or unit.prep or not unit.mentions or self._adjectival(unit):
            return None
        pronoun = self.units[place].word
        head = self.units[place - 1] if place > 0 else None
        if pronoun in ("بما", "عما"):
            return Argument(unit, "of:" + pronoun[0], 0)
        if head is None or head.kind not in ("W", "PREP", "TRIG") or (head.kind == "TRIG" and self._verbal(head)):
            return None
        while pronoun != "ما" and head.kind == "W" and self.document.classes[head.first] == "A" and place > 1:
            place -= 1
            head = self.units[place - 1]
        if head.kind == "PREP":
            return Argument(unit, "of:" + head.word, 0) if pronoun == "ما" else None
        word = head.word.removeprefix("و")
        written = "ب" if word.startswith("بال") else "ل" if word.startswith("لل") else ""
        earlier = self.units[place - 2] if place > 1 else None
        prep = written or (earlier.word if earlier is not None and earlier.kind == "PREP" else "")
        return Argument(unit, f"of:{prep}", 0) if prep or pronoun == "ما" else None

    def _prep_of(self, place: int) -> str:
        unit = self.units[place]
        word = unit.word.removeprefix("و")
        if word[:1] in ("ب", "ل") and any(word[1:] in forms for forms in (self.lexicon.triggers,)):
            return word[0]
        return self.units[place - 1].word if place > 0 and self.units[place - 1].kind == "PREP" else ""

    def _closing(self, place: int, mark: str) -> int:
        for index in range(place + 1, min(len(self.units), place + 12)):
            if self.units[index].kind == "PUNCT" and self.units[index].word == mark:
                return index
        return place

    def _after_relative(self, place: int, found: Sequence[Argument]) -> int:
        """Return the index after a relative clause: its closing comma, or the end."""
        index = place + 1
        while index < len(self.units):
            unit = self.units[index]
            if unit.kind == "PUNCT" and unit.word in (*COMMAS, "-", *BREAKS):
                return index
            index += 1
        return index

    def _bare(self, arguments: Sequence[Argument], commas: int = 0) -> Argument | None:
        """Return the first noun phrase without a preposition, before any comma more than allowed."""
        for argument in arguments:
            if argument.commas > commas:
                return None
            if argument.prep == "" and argument.unit.kind in ("NP", "DESC") and not self._adjectival(argument.unit):
                return argument
            if argument.prep == "" and argument.unit.kind == "TRIG":
                continue
        return None

    def _adjectival(self, unit: Unit) -> bool:
        return (
            unit.kind == "NP"
            and len(unit.mentions) > 0
            and self.document.mentions[unit.mentions[0]].head == "adjective"
        )

    def _subject(self, index: int) -> Unit | None:
        """Return the subject of a verb: head of its relative clause, noun phrase after it or before it."""
        relative = self._relative_head(index)
        before_verb = self._carrier(index)
        if relative is None and before_verb is not None and before_verb.word.endswith(("ه", "ها", "هما", "هم")):
            return None  # "قالت إنها ستقاضي شركة كذا": the pronoun is the subject
        resumed = self._has_pronoun(index) or self._resumed(index)
        if relative is not None and not resumed:
            return relative
        if relative is None and self._in_relative(index) and not resumed:
            return Unit("DESC", index, index)  # of something that has no name
        after = self._bare(self._right(index))
        if after is not None and not (self._reachable(index, after.unit) and self._may_agree(index, after.unit)):
            after = None
        before = self._before(index)
        adjacent = after is not None and self._adjacent(index, after.unit)
        if before is not None and not adjacent:
            return before
        if (
            after is not None
            and (before is None or adjacent)
            and not (before is not None and self._transitive(index))
        ):
            return after.unit
        return before

    def _carrier(self, index: int) -> Unit | None:
        """Return the conjunction that a verb follows ("إنها ستقاضي"), auxiliaries and negations passed over."""
        place = index - 1
        while place >= 0 and self.units[place].kind in ("AUX", "NEG"):
            place -= 1
        return self.units[place] if place >= 0 and self.units[place].kind == "COMP" else None

    def _may_agree(self, index: int, unit: Unit) -> bool:
        """Say whether people after a feminine verb may be its subject: the first must be a woman."""
        verb = self.units[index]
        word = verb.word.removeprefix("و") if verb.joined else verb.word
        feminine = word.endswith("ت") and not any(trigger.tense == "present" for trigger in verb.triggers)
        if not feminine or not unit.mentions or not self._is_person(unit.mentions[0]):
            return True
        mention = self.document.mentions[unit.mentions[0]]
        return mention.entity < 0 or self.document.entities[mention.entity].gender == "f"

    def _reachable(self, index: int, unit: Unit) -> bool:
        """Say whether only adverbs and phrases with prepositions stand between a verb and its subject."""
        after_preposition = False
        end = self._place(unit)
        skip = -1
        for place in range(index + 1, end):
            other = self.units[place]
            if place <= skip:
                continue
            if other.kind == "PUNCT" and other.word in COMMAS and (closing := self._aside_end(place)) > place:
                if closing < end:
                    skip = closing
                    after_preposition = False
                    continue
            if other.joined and other.kind != "PREP":
                after_preposition = False
            if other.kind == "PREP":
                after_preposition = True
            elif other.kind == "W":
                noun = (
                    self.document.classes[other.first] in ("N", "A")
                    and other.word not in self.sets["weekdays"] | self.sets["adverbs"]
                )
                if noun and not after_preposition and other.word[:1] not in ("ب", "ل"):
                    return False
            elif other.kind == "PUNCT" and other.word in ("-", ":", "؛"):
                return False
            elif other.kind == "PUNCT":
                after_preposition = False
            elif other.kind == "TRIG" and other.word[:1] == "ب" and not self._verbal(other):
                after_preposition = True  # "ينظم مركز كذا بالتعاون مع كذا ملتقى كذا"
            elif other.kind == "TRIG" and not after_preposition:
                return False
        return True

    def _transitive(self, index: int) -> bool:
        return any(
            "obj" in trigger.frame.target or "obj" in trigger.frame.source for trigger in self.units[index].triggers
        )

    def _has_pronoun(self, index: int) -> bool:
        return any(trigger.pronoun for trigger in self.units[index].triggers if trigger.kind == "verb")

    def _adjacent(self, index: int, unit: Unit) -> bool:
        return (
            all(
                other.kind in ("AUX", "W", "PUNCT") and (other.kind != "PUNCT" or other.word not in COMMAS)
                for other in self.units[index + 1 : self._place(unit)]
            )
            and self._place(unit) - index <= 4
        )

    def _before(self, index: int) -> Unit | None:
        """Return the noun phrase that stands right before a verb as its subject."""
        if self.units[index].joined:
            return None
        place = index - 1
        steps = 0
        commas = 0
        while place >= 0 and steps < 12:
            steps += 1
            unit = self.units[place]
            if unit.kind in ("AUX", "NEG"):
                if unit.joined:
                    return None
                place -= 1
                continue
            if unit.kind == "PUNCT" and unit.word in COMMAS:
                commas += 1
                place -= 1
                continue
            if unit.kind == "PUNCT" and unit.word == ")":
                while place >= 0 and not (self.units[place].kind == "PUNCT" and self.units[place].word == "("):
                    place -= 1
                place -= 1
                continue
            if unit.kind == "PUNCT" and unit.word == '"':
                place -= 1
                continue
            if unit.kind == "W" and (unit.word in self.sets["weekdays"] or unit.word in self.sets["adverbs"]):
                place -= 1
                continue
            break
        if place < 0:
            return None
        unit = self.units[place]
        if unit.kind not in ("NP", "DESC") or unit.prep or self._adjectival(unit) or not unit.mentions:
            return None
        opener = self.units[place - 1] if place > 0 else None
        if opener is None or opener.kind in ("COMP", "SUB", "CONJ", "AUX") or unit.joined:
            return unit
        if opener.kind == "PUNCT":
            return unit
        if opener.kind == "W" and opener.word in self.sets["openers"]:
            return unit
        return None

    def _place(self, unit: Unit) -> int:
        """Return the index of a unit, or of the one that its last token lies in."""
        for index, other in enumerate(self.units):
            if other is unit or (other.first <= unit.first and unit.last <= other.last):
                return index
        return len(self.units) - 1

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

    def _resumed(self, index: int) -> bool:
        """Say whether a preposition with a pronoun takes up the head of a relative clause: "الذي حصل عليه فلان"."""
        following = self.units[index + 1] if index + 1 < len(self.units) else None
        return following is not None and following.word in self.sets["resumptives"]

    def _in_relative(self, index: int) -> bool:
        place = index - 1
        while place >= 0 and self.units[place].kind in ("AUX", "NEG"):
            place -= 1
        return place >= 0 and self.units[place].kind == "REL"

    def _relative_head(self, index: int) -> Unit | None:
        """Return what a relative pronoun before a verb stands for."""
        place = index - 1
        while place >= 0 and self.units[place].kind in ("AUX", "NEG"):
            place -= 1
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

    def _mention_first(self, number: int) -> int:
        return self.document.mentions[number].first

    def _mention_last(self, number: int) -> int:
        return self.document.mentions[number].last
