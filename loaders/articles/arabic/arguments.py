"""The noun phrases in reach of a verb or noun, with the prepositions that govern them."""

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
_IN_PLACE_OF = frozenset(["خلفا", "بديلا", "خليفه", "وريثا"])
BREAKS = ("؛", ":", ".", "!", "؟", "?", ";", "...", "..")
_KNOWN = 2  # frequency class from which a stem is a word
_BY = ("من قبل", "من جانب", "من لدن", "من طرف")
# Relations in which a person's plans or words stand for the person.
_TOWARDS_STATES = frozenset(["SUPPORTED", "PRAISED"])
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
        return unit.kind == "V" or (len(unit.triggers) > 0 and any(item.kind == "verb" for item in unit.triggers))

    def _fits(self, number: int, relation: str, subject: bool, types: Sequence[str]) -> bool:
        kind = self.document.mentions[number].type
        if subject and kind == "Place" and self._state(number) and "GovernmentBody" not in types:
            kind = "GovernmentBody"
        if not subject and kind == "Place" and relation in _TOWARDS_STATES and self._state(number):
            return True  # "أشاد فلان بمواقف مصر", "أكد دعمه لليمن"
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
                    and not is_definite(before.word)  # "خلال الزيارة فلانا": a noun with the article governs none
                )
                mark = self._deed_of(index, place) if unit.prep and unit.kind == "NP" else ""
                if before.kind == "W" and before.word in _IN_PLACE_OF:
                    mark = before.word  # "خلفا لفلان": who made room
                found.append(Argument(unit, mark or ("gen" if genitive else unit.prep), commas))
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

    def _deed_of(self, index: int, place: int) -> str:
        """Return the mark of whose deed is praised or blamed, or "": "بالجهود المبذولة من كذا"."""
        if not any(trigger.frame.relation in ABOUT_PEOPLE for trigger in self.units[index].triggers):
            return ""
        unit = self.units[place]
        before = place - 1
        if before > index and self.units[before].kind == "PREP":
            before -= 1
        if unit.prep not in ("ل", "من", *_BY):
            return ""
        while (
            before > index
            and self.units[before].kind == "W"
            and self.document.classes[self.units[before].first] == "A"
        ):
            before -= 1
        noun = self.units[before]
        if before <= index or noun.kind not in ("W", "TRIG") or (noun.kind == "TRIG" and self._verbal(noun)):
            return ""
        word = noun.word.removeprefix("و") if noun.joined else noun.word
        written = "ب" if word.startswith("بال") else "ل" if word.startswith("لل") else ""
        stem = word.removeprefix("بال").removeprefix("لل").removeprefix("ال")
        outer = self.units[before - 1]
        if outer.kind == "W" and outer.word[1:] in ("حسن", "كريم", "روح", "جميل", "مستوي") and outer.word[0] in "بل":
            written = outer.word[0]  # "بحسن التعاون من كذا"
        if stem not in self.sets["deeds_done"] or stem == word:
            return ""
        return "of:" + (written or (outer.word if outer.kind == "PREP" else ""))

    def _aside_end(self, place: int) -> int:
        """Return the index of the comma that closes what a comma opens after a noun: ", في بيان صدر أمس,".

        The index itself where nothing is put in between.
        """
        if place < 1 or place + 2 >= len(self.units):
            return place
        before, opening = self.units[place - 1], self.units[place + 1]
        timed = opening.kind == "W" and opening.word in self.sets["weekdays"]  # "، أمس في الرياض،"
        if before.kind not in ("NP", "DESC") or opening.joined:
            return place
        if opening.kind not in ("PREP", "REL", "SUB") and not timed:
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
                if timed and after.kind not in ("NP", "DESC"):
                    return place
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
        agent = doer + 1 < len(self.units) and self.units[doer].word in _BY  # "الجهود التي بذلت من قبل كذا"
        doer += agent
        if doer >= len(self.units):
            return None
        unit = self.units[doer]
        if unit.kind != "NP" or (unit.prep and not agent) or not unit.mentions or self._adjectival(unit):
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

    def _named_unread(self, index: int, transitive: bool) -> bool:
        """Say whether a noun or a name that was not read stands after a verb as its subject.

        "وتبرعت والدتها بمبلغ كذا", "وتبرعت المستثمرة المعروفة بمبلغ كذا": nobody named before did it. After a
        ``transitive`` verb a noun may be its object; there only a name says so ("وأيدت أولغا كيلر الحملة").
        """
        transitive = transitive or self._light(self.units[index])
        passed = False
        deed = 0
        for place in range(index + 1, len(self.units)):
            unit = self.units[place]
            if unit.kind == "PUNCT" and unit.word == '"':
                continue
            if unit.kind in ("NP", "DESC") and deed and place == deed + 1 and unit.prep in ("", "gen"):
                continue
            if unit.kind in ("NP", "DESC"):
                return not (transitive or unit.prep or unit.joined or self._adjectival(unit))
            if unit.kind == "TRIG":
                if unit.joined or self._prep_of(place):
                    return False
                if passed:  # "وأعلنت المستثمرة تأييدها كذا", "وقدمت والدته دعما": the deed is what is announced
                    return any(item.kind == "noun" and item.pronoun for item in unit.triggers) or unit.word[-1] == "ا"
                noun = all(item.kind == "noun" and not item.pronoun for item in unit.triggers)
                if noun and 0 < deed < place - 1:
                    return True  # "وتضمن تشكيل اللجنة تعيين فلان": a deed that holds another
                if noun and not deed and unit.word[-1] != "ا":
                    deed = place
                    continue
                return not transitive and all(item.kind in ("active", "passive") for item in unit.triggers)
            if unit.kind != "W" or unit.joined:
                return False
            if unit.word in self.sets["weekdays"] | self.sets["adverbs"] | self.sets["time_nouns"]:
                continue
            if self.document.classes[unit.first] not in ("N", "A") or self.document.words[unit.first][:1].isdigit():
                return False
            if deed and is_definite(unit.word):
                continue
            kind = "complement" if deed or self._is_called(unit.word) else self._noun_after_verb(unit.word)
            words = self.document.words[unit.first : unit.last]
            if kind == "noun" and (
                words[0] in self.sets["people_plurals"] or self.lexicon.titles.find(words, 0) is not None
            ):
                return True  # "وقدم رجل أعمال شيكا", "وأيدت السيدة برانت الحملة"
            if kind == "name" or (kind == "noun" and not transitive):
                return True
            if kind == "complement" or not (is_definite(unit.word) or kind == "adverb" or unit.word[-1] in "ها"):
                return False
            passed = passed or kind == "noun"
        return False

    def _is_called(self, word: str) -> bool:
        """Say whether the one who may be the dropped subject bears a name: it went unread, but it is the same."""
        groups = [group for group in (self.last_subject, self.opening_subject) if len(group) == 1]
        return any(self.document.name_words(self.document.mentions[group[0]])[-1:] == (word,) for group in groups)

    def _noun_after_verb(self, word: str) -> str:
        """Return what a noun after a verb may be: a name, noun or adverb, or a complement with its clitic."""
        table = get_word_table()
        if table.is_name(word) and not is_definite(word):
            return "name"
        known = table.class_of(word)
        if word[0] in "بلك" and len(word) > 3 and table.class_of(word[1:]) >= known:
            return "complement"
        if word.startswith("لل"):
            return "complement"
        if word.endswith("ا") and not word.endswith(("ها", "هما")):
            # "مؤخرا", "مبلغا"; of "أولغا" nothing is known without its last letter
            stem = table.class_of(word[:-1])
            return "name" if stem < _KNOWN and not is_definite(word) and not word.endswith("ايا") else "adverb"
        return "noun"

    def _adjectival(self, unit: Unit) -> bool:
        return (
            unit.kind == "NP"
            and len(unit.mentions) > 0
            and self.document.mentions[unit.mentions[0]].head == "adjective"
        )

    def _place(self, unit: Unit) -> int:
        """Return the index of a unit, or of the one that its last token lies in."""
        for index, other in enumerate(self.units):
            if other is unit or (other.first <= unit.first and unit.last <= other.last):
                return index
        return len(self.units) - 1

    def _mention_first(self, number: int) -> int:
        return self.document.mentions[number].first

    def _mention_last(self, number: int) -> int:
        return self.document.mentions[number].last
