"""Matches the frames of the grammar against the units of a sentence and gives candidate claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from techpol.loaders.articles.arabic.amounts import Amount
from techpol.loaders.articles.arabic.analysis import Document
from techpol.loaders.articles.arabic.clauses import Clauses, Unit
from techpol.loaders.articles.arabic.dates import find_date
from techpol.loaders.articles.arabic.lexicon import Trigger
from techpol.schema.ontology import Ontology
from techpol.schema.values import PartialDate

_COMMAS = ("،", ",")
_BREAKS = ("؛", ":", ".", "!", "؟", "?", ";", "...", "..")
_FEMININE_HEADS = frozenset(
    "شركه مجموعه صحيفه مجله شبكه قناه وكاله جمعيه موسسه منظمه نقابه رابطه حركه جماعه جامعه وزاره لجنه اللجنه هييه حكومه الحكومه محكمه "
    "مفوضيه المفوضيه اداره حمله قمه ندوه مناظره ولايه مدينه منصه بوابه جبهه خدمه وحده".split()
)
_MASCULINE_HEADS = frozenset(
    "حزب الحزب صندوق بنك البنك موقع ايتلاف اتحاد الاتحاد تحالف تجمع موتمر حفل منتدي مجلس مركز معهد نادي مكتب برلمان تطبيق".split()
)


@dataclass(slots=True)
class Candidate:
    """A claim before it is made: mentions of its two ends and what the sentence adds."""

    relation: str
    subjects: list[int]
    objects: list[int]
    rule: str
    sentence: int
    first: int  # tokens of the clause
    last: int
    modality: str = "asserted"
    amount: Amount | None = None
    asset: str | None = None
    past: bool = False
    role: str | None = None
    attribution: str | None = None
    start: PartialDate | None = None
    when: tuple[int, int] | None = None  # tokens of the words that said so


# Relations that happen at a time; others hold over one.
_EVENTS = frozenset(
    "DONATED_TO RAISED_FUNDS_FOR ENDORSED SUPPORTED OPPOSED CRITICIZED PRAISED HOSTED MET_WITH FOUNDED OWNS INVESTED_IN"
    " SPOKE_AT LOBBIED APPOINTED SUED REGULATES CALLED_TO_BREAK_UP".split()
)
# Relations in which a person's plans or words stand for the person.
_ABOUT_PEOPLE = frozenset(["CRITICIZED", "OPPOSED", "SUPPORTED", "ENDORSED", "PRAISED"])


@dataclass(slots=True)
class Argument:
    """A noun phrase in reach of a trigger, with the preposition that governs it."""

    unit: Unit
    prep: str
    commas: int  # crossed on the way


class FrameMatcher:
    """Finds the ends of every trigger of a sentence."""

    def __init__(self, document: Document, ontology: Ontology, published: PartialDate | None = None) -> None:
        self.document = document
        self.lexicon = document.lexicon
        self.sets = document.lexicon.sets
        self.ontology = ontology
        self.silences: list[tuple[int, int, str]] = []
        self.discourse: list[int] = []
        self.verb = 0
        self.published = published

    # -- the loop over triggers -----------------------------------------------------------------------------------

    def match(self, clauses: Clauses) -> Iterator[Candidate]:
        """Yield the candidates of a sentence."""
        self.units = clauses.units
        self.number = clauses.sentence
        self.last_subject: list[int] = []
        self.opening_subject = self.discourse
        first = True
        for index, unit in enumerate(self.units):
            if unit.kind in ("TRIG", "V"):
                subject = self._subject(index) if self._verbal(unit) else None
                if unit.kind == "TRIG":
                    yield from self._match_trigger(index, unit)
                if subject is not None:
                    self.last_subject = list(subject.mentions)
                if first and self._verbal(unit):
                    first = False
                    self._remember(index, subject)

    def _remember(self, index: int, subject: Unit | None) -> None:
        """Keep the subject that a sentence opens with: the next sentence may leave it out."""
        if (
            subject is not None
            and subject.kind == "NP"
            and len(subject.mentions) == 1
            and self._is_person(subject.mentions[0])
        ):
            self.discourse = list(subject.mentions)
        elif subject is not None or not self._opens(index):
            self.discourse = []

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

    def _match_trigger(self, index: int, unit: Unit) -> Iterator[Candidate]:
        found = False
        seen: set[str] = set()
        for trigger in unit.triggers:
            key = f"{trigger.frame.id}/{trigger.kind}/{trigger.pronoun}"
            if key in seen:
                continue
            seen.add(key)
            candidate, reason = self._apply(index, unit, trigger)
            if candidate is not None:
                found = True
                yield candidate
            if (
                trigger.frame.id == "raise"
                and candidate is None
                and (own := self._own_campaign(index, trigger)) is not None
            ):
                found = True
                yield own
            if trigger.frame.id == "raise" and (donors := self._donors(index, trigger, candidate)) is not None:
                yield donors
            if candidate is None and not found:
                self.silences.append((unit.first, unit.last, f"{trigger.frame.id}: {reason}"))

    def _apply(self, index: int, unit: Unit, trigger: Trigger) -> tuple[Candidate | None, str]:
        frame = trigger.frame
        reason = self._need(index, trigger)
        if reason:
            return None, reason
        if trigger.kind == "verb":
            ends = self._verb_ends(index, unit, trigger)
        elif trigger.kind == "noun":
            ends = self._noun_ends(index, unit, trigger)
        else:
            ends = self._participle_ends(index, unit, trigger)
        if ends is None:
            return None, "no two ends in reach"
        subject, target, direction = ends
        subjects, objects = (target, subject) if direction == "reverse" else (subject, target)
        subjects = [number for number in subjects if self._fits(number, frame.relation, True, frame.subject_types)]
        objects = [number for number in objects if self._fits(number, frame.relation, False, frame.object_types)]
        if not subjects or not objects:
            return None, "the ends are of other types"
        if set(subjects) & set(objects):
            return None, "both ends are the same"
        relation = frame.relation
        if frame.id == "support" and trigger.kind == "noun" and self._announced(index, objects):
            relation = "ENDORSED"
        modality = self._modality(index, trigger, relation)
        if trigger.kind == "verb" and trigger.tense == "future" and modality == "asserted" and relation != "ENDORSED":
            modality = "planned"
        for number in subjects:
            if self.document.mentions[number].type == "Place":
                self._make_state(number)
        amount = (
            self._amount(index)
            if frame.relation in ("DONATED_TO", "RAISED_FUNDS_FOR", "OWNS", "INVESTED_IN", "REGULATES")
            else None
        )
        candidate = Candidate(
            relation, subjects, objects, f"{frame.id}/{trigger.lemma}/{trigger.kind}", self.number,
            min(self.units[index].first, *(self._mention_first(number) for number in subjects + objects)),
            max(self.units[index].last, *(self._mention_last(number) for number in subjects + objects)),
            modality, amount,
        )  # fmt: skip
        when = self._when(index) if relation in _EVENTS else None
        if when is not None:
            candidate.start, candidate.when = when[0], (when[1], when[2])
        candidate.attribution = self._attributed(index, subjects)
        return candidate, ""

    def _announced(self, index: int, objects: Sequence[int]) -> bool:
        """Say whether a support is declared for a candidate, and so an endorsement."""
        governor = self._governor(index)
        if governor is None or self.document.mentions[objects[0]].type not in ("Person", "Campaign", "Candidacy"):
            return False
        unit = self.units[governor[0]]
        base = unit.word.removeprefix("و") if unit.joined else unit.word
        return base in self.sets["announcing"]

    def _own_campaign(self, index: int, trigger: Trigger) -> Candidate | None:
        """Read "جمع فلان 10 ملايين دولار" of one who has a campaign: the money is for it."""
        if self._need(index, trigger) or self._amount(index) is None:
            return None
        if trigger.kind == "verb":
            subject = self._subject(index)
            people = list(subject.mentions) if subject is not None and subject.kind == "NP" else []
        else:
            people = next(
                (
                    list(item.unit.mentions)
                    for item in self._right(index)
                    if item.prep == "من" and item.unit.kind == "NP"
                ),
                [],
            )
        if len(people) != 1 or self.document.mentions[people[0]].type != "Person":
            return None
        owner = self.document.mentions[people[0]].entity
        campaigns = [
            (abs(mention.first - self.units[index].first), number)
            for number, mention in enumerate(self.document.mentions)
            if mention.type == "Campaign"
            and mention.entity >= 0
            and self.document.entities[mention.entity].owner == owner
            and owner >= 0
        ]
        if not campaigns:
            return None
        target = min(campaigns)[1]
        return Candidate(
            "RAISED_FUNDS_FOR", people, [target], "raise/own", self.number, min(self.units[index].first, self._mention_first(people[0])),
            max(self.units[index].last, self._mention_last(people[0])), self._modality(index, trigger, "RAISED_FUNDS_FOR"), self._amount(index),
        )  # fmt: skip

    def _donors(self, index: int, trigger: Trigger, raised: Candidate | None) -> Candidate | None:
        """Read who gave what is raised: "لجمع 100 مليون دولار من جهات مانحة بينها فلان، عبر حملتها"."""
        right = self._right(index)
        if trigger.pronoun or self._need(index, trigger):
            return None
        givers = next(
            (
                argument for argument in right
                if argument.prep == "من" and argument.unit.kind == "NP"
                and all(self.document.mentions[number].type in ("Person", "Company", "Group") for number in argument.unit.mentions)
            ),
            None,
        )  # fmt: skip
        if givers is None:
            return None
        takers = raised.objects if raised is not None else []
        if not takers:
            takers = next(
                (
                    argument.unit.mentions
                    for argument in right
                    if argument.unit.kind == "NP"
                    and argument.prep in ("عبر", "ل", "لصالح")
                    and self.document.mentions[argument.unit.mentions[0]].type == "Campaign"
                ),
                [],
            )
        if not takers:
            return None
        numbers = list(givers.unit.mentions) + list(takers)
        return Candidate(
            "DONATED_TO", list(givers.unit.mentions), list(takers), "raise/donors", self.number,
            min(self.units[index].first, *(self._mention_first(number) for number in numbers)),
            max(self.units[index].last, *(self._mention_last(number) for number in numbers)),
            self._modality(index, trigger, "DONATED_TO"), None,
        )  # fmt: skip

    def _mention_first(self, number: int) -> int:
        return self.document.mentions[number].first

    def _mention_last(self, number: int) -> int:
        return self.document.mentions[number].last

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

    # -- what a trigger needs beside it --------------------------------------------------------------------------------

    def _need(self, index: int, trigger: Trigger) -> str:
        need = trigger.needs
        if need == "":
            return ""
        words = self._near(index, 12)
        has_amount = any(unit.amount is not None for unit in self._clause_units(index))
        tests = {
            "sum": lambda: any(unit.amount is not None for unit in self.units[max(0, index - 3) : index + 8]),
            "money": lambda: has_amount or self._any(words, "gift_words"),
            "gift": lambda: (
                self._any(words, "gift_words", "donation_words") or (has_amount and not self._any(words, "not_gifts"))
            ),
            "insult": lambda: self._any(self._near(index, 16), "insults"),
            "event": lambda: any(
                self.document.mentions[number].type == "Event"
                for item in self._right(index)
                if item.prep == ""
                for number in item.unit.mentions
            ),
            "suit": lambda: self._any(words, "suit_words"),
            "attack": lambda: self._any(self._near_left(index, 5) + self._near(index, 3), "attack_words"),
            "call": lambda: self._any(self._near_left(index, 5), "call_words"),
            "to-do": lambda: self._any(words, "to_do"),
            "blame": lambda: self._any(words, "blame_words"),
            "group": lambda: True,
            "lawyer": lambda: self._any(self._near_left(index, 12) + self._near(index, 4), "lawyer_words"),
            "stake": lambda: self._any(self._near(index, 16), "stake_words"),
            "pair": lambda: self._between(index) is not None,
            "funding": lambda: self._any(words, "funding_words"),
            "meal": lambda: self._any(words, "meal_words"),
            "talk": lambda: self._any(words, "talk_words"),
            "partner": lambda: True,
            "never": lambda: False,
        }
        test = tests.get(need)
        return "" if test is None or test() else f"nothing of {need} beside it"

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
                unit.kind == "COMP" or (unit.kind == "PUNCT" and unit.word in _BREAKS)
            ):
                break
            if unit is not self.units[index] and unit.kind in ("V",) and not self._light(unit):
                break
            result.append(unit)
        return result

    def _light(self, unit: Unit) -> bool:
        base = unit.word.removeprefix("و") if unit.joined else unit.word
        return base in self.sets["giving"] or base in self.sets["getting"]

    # -- arguments -----------------------------------------------------------------------------------------------------

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
                if place - 1 > index and before.triggers and all(item.kind in ("active", "passive") for item in before.triggers):
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
                place = self._after_relative(place, found)
                commas += 1
                continue
            elif unit.kind == "TRIG":
                if self._verbal(unit):
                    break
                found.append(Argument(unit, self._prep_of(place), commas))
            elif unit.kind == "V" or unit.kind in ("COMP", "NEG"):
                if unit.kind == "V" and found and self._indefinite_relative(place):
                    place += 1
                    continue
                break
            elif unit.kind == "PUNCT":
                if unit.word in _BREAKS:
                    break
                if unit.word in _COMMAS:
                    commas += 1
                elif unit.word == "(":
                    place = self._closing(place, ")")
            elif unit.kind == "SUB":
                commas += 1
            place += 1
        return found

    def _prep_of(self, place: int) -> str:
        unit = self.units[place]
        word = unit.word.removeprefix("و")
        if word[:1] in ("ب", "ل") and any(word[1:] in forms for forms in (self.lexicon.triggers,)):
            return word[0]
        return self.units[place - 1].word if place > 0 and self.units[place - 1].kind == "PREP" else ""

    def _indefinite_relative(self, place: int) -> bool:
        return False

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
            if unit.kind == "PUNCT" and unit.word in (*_COMMAS, "-", *_BREAKS):
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
        for other in self.units[index + 1 : self._place(unit)]:
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
                other.kind in ("AUX", "W", "PUNCT") and (other.kind != "PUNCT" or other.word not in _COMMAS)
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
            if unit.kind == "PUNCT" and unit.word in _COMMAS:
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
                return self._last_member(unit, pronoun)
            place -= 1
            steps += 1
        return None

    def _agrees(self, unit: Unit, pronoun: str) -> bool:
        mention = self.document.mentions[unit.mentions[0]]
        gender = self.document.entities[mention.entity].gender if mention.entity >= 0 else ""
        if pronoun in ("الذين",):
            return len(unit.mentions) > 1 or mention.type == "Group"
        if pronoun == "اللذين" or pronoun == "اللذان":
            return len(unit.mentions) == 2 or mention.type == "Group"
        if pronoun == "الذي":
            if mention.type == "Person":
                return gender != "f"
            return mention.head not in _FEMININE_HEADS
        if mention.type == "Person":
            return gender == "f" or (gender == "" and mention.type != "Person")
        return mention.head not in _MASCULINE_HEADS

    # -- verbs -----------------------------------------------------------------------------------------------------------

    def _verb_ends(self, index: int, unit: Unit, trigger: Trigger) -> tuple[list[int], list[int], str] | None:
        frame = trigger.frame
        self.verb = index
        right = self._right(index)
        relative = self._relative_head(index)
        object_unit: Unit | None = None
        subject: Unit | None
        if trigger.pronoun:
            if relative is not None:
                object_unit = relative
            else:
                head = self.units[index - 1] if index > 0 else None
                if head is not None and head.kind == "NP" and head.mentions and not unit.joined:
                    object_unit = head
            if object_unit is None and unit.joined and trigger.pronoun in ("ها", "ه"):
                object_unit = self._organisation_left(index, trigger.pronoun)
            if object_unit is None and "obj" in frame.source + frame.target:
                return None
            found = self._bare(right)
            subject = found.unit if found is not None and self._reachable(index, found.unit) else None
        else:
            subject = self._subject(index)
        subjects = list(subject.mentions) if subject is not None and subject.kind == "NP" else []
        if not subjects and (subject is None):
            subjects = self._dropped(index)
        if not subjects and "subj" in frame.source + frame.target:
            return None
        if "subj" not in frame.source + frame.target and relative is None and not trigger.pronoun:
            bare = [item for item in right if item.prep == "" and item.unit.kind == "NP" and item.commas == 0]
            if len(bare) == 1 and bare[0].unit is subject and self._nothing_after(bare[0].unit):
                subject = None
        if frame.id == "describe-as" and subject is not None and relative is None and self.last_subject:
            bare = [item for item in right if item.prep == "" and item.unit.kind == "NP"]
            if (
                bare
                and bare[0].unit is subject
                and not any(
                    item.unit is not subject and self._reachable(self._place(subject), item.unit)
                    for item in bare[1:2]
                )
            ):
                object_unit, subject = subject, None
                subjects = list(self.last_subject)
        slots = {"subj": subjects}
        source = self._slot(frame.source, slots, right, subject, object_unit, trigger)
        target = self._slot(frame.target, slots, right, subject, object_unit, trigger)
        if not source or not target:
            return None
        return source, target, ""

    def _pronoun_subject(self, index: int, word: str) -> list[int]:
        """Return whom "إنه" stands for: the subject of the verb of saying, else the one person before it."""
        plural = word.endswith(("هما", "هم"))
        if self.last_subject:
            if plural:
                return list(self.last_subject) if len(self.last_subject) > 1 else []
            return [
                number
                for number in self.last_subject
                if len(self.last_subject) == 1 and self._pronoun_fits(number, word)
            ]
        people: dict[int, int] = {}
        for other in self.units[:index]:
            for number in other.mentions:
                mention = self.document.mentions[number]
                if mention.type == "Person" and mention.entity >= 0:
                    people.setdefault(mention.entity, number)
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
        feminine = word.endswith("ت") or word.startswith(("ت", "ست"))
        return gender == "f" if feminine else gender != "f"

    def _organisation_left(self, index: int, pronoun: str) -> Unit | None:
        """Return the one organisation before a verb that its pronoun may stand for: "شركة كذا ... ويترأسها فلان"."""
        found: dict[int, Unit] = {}
        for unit in self.units[:index]:
            if unit.kind == "NP" and len(unit.mentions) == 1 and not self._adjectival(unit):
                mention = self.document.mentions[unit.mentions[0]]
                if mention.entity >= 0 and self.ontology.is_a(mention.type, "Organization"):
                    if self._agrees(unit, "التي" if pronoun == "ها" else "الذي"):
                        found[mention.entity] = unit
        return next(iter(found.values())) if len(found) == 1 else None

    def _nothing_after(self, unit: Unit) -> bool:
        """Say whether no other noun without a preposition follows a noun phrase: it may then be the object."""
        place = self._place(unit) + 1
        if place >= len(self.units):
            return True
        follower = self.units[place]
        return not (follower.kind == "W" and self.document.classes[follower.first] == "N" and follower.word not in self.sets["weekdays"])

    def _dropped(self, index: int) -> list[int]:
        """Return the subject that a verb shares with the verb before it: "التقى فلان ... وأعلن"."""
        unit = self.units[index]
        before = self.units[index - 1] if index > 0 else None
        if self._opens(index):
            return [number for number in self.opening_subject if self._verb_agrees(unit, number)]
        if before is not None and before.kind == "COMP" and before.word.endswith(("ه", "ها", "هما", "هم")):
            return self._pronoun_subject(index, before.word)
        shared = unit.joined or (before is not None and before.kind == "SUB" and before.word in ("كما", "ثم"))
        shared = shared or (before is not None and before.kind == "AUX" and before.joined)
        if before is not None and before.kind == "SUB" and not shared:
            return self._only_woman(index, unit)
        if shared and self.last_subject:
            plural = len(self.last_subject) > 1
            return [
                number
                for number in self.last_subject
                if plural or not self._is_person(number) or self._verb_agrees(unit, number)
            ]
        return []

    def _slot(
        self, names: Sequence[str], slots: dict[str, list[int]], right: Sequence[Argument], subject: Unit | None,
        object_unit: Unit | None, trigger: Trigger,
    ) -> list[int]:  # fmt: skip
        for name in names:
            if name == "subj":
                return slots["subj"]
            if name == "obj":
                if object_unit is not None:
                    return list(object_unit.mentions)
                for argument in right:
                    if argument.unit is subject or self._adjectival(argument.unit):
                        continue
                    if argument.unit.kind == "TRIG" and argument.prep == "":
                        continue
                    if argument.commas > (1 if subject is not None and subject.last - subject.first > 3 else 0):
                        break
                    if argument.prep == "" and argument.unit.kind == "NP":
                        after = subject is not None and any(item.unit is subject for item in right)
                        start = self._place(subject) if subject is not None and after else self.verb
                        if not self._reachable(start, argument.unit):
                            break
                        return list(argument.unit.mentions)
                    if argument.prep == "" and argument.unit.kind == "DESC":
                        break
        prepositions = [name for name in names if name not in ("subj", "obj")]
        if trigger.frame.relation in _ABOUT_PEOPLE or trigger.frame.relation in ("MET_WITH", "LOBBIED"):
            marks = [f"of:{name}" for name in prepositions] + (["of:"] if "obj" in names else [])
            for argument in right:
                if argument.prep in marks and argument.unit.kind == "NP" and argument.commas == 0:
                    return list(argument.unit.mentions)
        if trigger.frame.id == "contender":
            races = [item.unit for item in right if item.unit.kind == "DESC" and item.unit.mentions]
            races = [unit for unit in races if unit.roles and unit.roles[0].relation == "RUNS_FOR"]
            if races:
                return races[0].mentions[:1]
        types_for = dict(trigger.frame.object_types_for)
        for place, argument in enumerate(right):
            named = argument.unit.kind == "NP" or (argument.unit.member and len(argument.unit.mentions) > 0)
            if argument.prep in prepositions and named and argument.unit is not subject and argument.commas <= 2:
                kinds = types_for.get(argument.prep)
                numbers = list(argument.unit.mentions)
                wanted = trigger.frame.object_types
                if kinds is not None and not any(
                    self.ontology.is_a(self.document.mentions[numbers[0]].type, kind) for kind in kinds
                ):
                    continue
                if (
                    wanted
                    and names is trigger.frame.target
                    and not any(self.ontology.is_a(self.document.mentions[numbers[0]].type, kind) for kind in wanted)
                ):
                    continue
                for follower in right[place + 1 :]:
                    # "لحملاتها ولصالح مؤسسة كذا": the preposition said again.
                    if (
                        not (follower.unit.joined or self._conjoined(follower.unit))
                        or follower.prep not in prepositions
                    ):
                        break
                    numbers.extend(follower.unit.mentions if follower.unit.kind == "NP" else [])
                return numbers
        return []

    def _conjoined(self, unit: Unit) -> bool:
        """Say whether the preposition before a noun phrase carries a conjunction."""
        place = self._place(unit) - 1
        while place >= 0 and self.units[place].kind == "PUNCT":
            place -= 1
        return place >= 0 and self.units[place].kind == "PREP" and self.units[place].joined

    # -- nouns -------------------------------------------------------------------------------------------------------------

    def _governor(self, index: int) -> tuple[int, str] | None:
        """Return (index, kind) of the light verb that a verbal noun depends on: giving, getting or passive."""
        place = index - 1
        steps = 0
        while place >= 0 and steps < 12:
            unit = self.units[place]
            if unit.kind == "PUNCT" and unit.word in (*_BREAKS, '"'):
                return None
            if unit.kind in ("COMP", "REL", "SUB"):
                return None
            if unit.kind in ("V", "TRIG", "AUX"):
                base = unit.word.removeprefix("و") if unit.joined else unit.word
                if base not in self.sets["getting"] and self._purpose(index) and unit.kind != "AUX":
                    return place, "give"
                for kind, name in (("get", "getting"), ("give", "giving"), ("passive", "passive_light")):
                    if base in self.sets[name]:
                        return place, kind
                if unit.kind == "V" or (unit.kind == "TRIG" and self._verbal(unit)):
                    return None
            place -= 1
            steps += 1
        return None

    def _own(self, unit: Unit, pronoun: str) -> bool:
        """Say whether a possessive on a verbal noun may be the subject of its light verb."""
        if len(unit.mentions) != 1 or not self._is_person(unit.mentions[0]):
            return True
        return self._pronoun_fits(unit.mentions[0], pronoun)

    def _between(self, index: int) -> tuple[list[int], list[int], str] | None:
        """Read "اتفاقية بين كذا وكذا": both ends stand after one preposition."""
        for argument in self._right(index)[:2]:
            if (
                argument.prep == "بين"
                and argument.unit.kind == "NP"
                and len(argument.unit.mentions) > 1
                and argument.commas == 0
            ):
                return argument.unit.mentions[:1], argument.unit.mentions[1:], ""
        return None

    def _doing(self, index: int) -> list[int]:
        """Return the subject of the verb before "خلال لقائه", "في كلمته": whose the possessive is."""
        for place in range(index - 1, max(-1, index - 12), -1):
            unit = self.units[place]
            if unit.kind == "V" or (unit.kind == "TRIG" and self._verbal(unit)):
                subject = self._subject(place)
                found = list(subject.mentions) if subject is not None and subject.kind == "NP" else []
                return found if len(found) == 1 else []
            if unit.kind in ("COMP", "REL") or (unit.kind == "PUNCT" and unit.word in _BREAKS):
                return []
        return []

    def _relative_agent(self, index: int) -> Argument | None:
        """Return who did what a noun says where a verb follows it: "تواجه الشركة دعوى رفعتها فلانة"."""
        for place in range(index + 1, min(index + 4, len(self.units))):
            unit = self.units[place]
            if unit.kind == "TRIG" and any(item.pronoun for item in unit.triggers if item.kind == "verb"):
                return self._bare(self._right(place))
            if unit.kind not in ("W", "AUX", "REL"):
                return None
        return None

    def _purpose(self, index: int) -> bool:
        """Say whether a verbal noun tells what a verb is done for: "انسحب لدعم فلان"."""
        unit = self.units[index]
        word = unit.word.removeprefix("و") if unit.joined else unit.word
        return (
            word.startswith("ل")
            and not word.startswith("لل")
            and any(trigger.kind == "noun" for trigger in unit.triggers)
            and word[1:] in self.lexicon.triggers
        )

    def _noun_ends(self, index: int, unit: Unit, trigger: Trigger) -> tuple[list[int], list[int], str] | None:
        frame = trigger.frame
        between = (
            self._between(index) if frame.relation in ("CONNECTED_TO", "MET_WITH") and not trigger.pronoun else None
        )
        if between is not None:
            return between
        before = self.units[index - 1] if index > 0 else None
        if frame.id == "donate" and before is not None and any(item.frame.id == "raise" for item in before.triggers):
            return None
        right = self._right(index)
        with_noun = self._with_noun(index, unit, trigger, right)
        if with_noun is not None:
            return with_noun
        if frame.relation == "LEADS" and unit.word.removeprefix("و").startswith("ب"):
            return None
        governor = self._governor(index)
        genitive = None
        if not trigger.pronoun and not unit.word.endswith("ا") and right:
            first = right[0]
            if (
                first.prep == ""
                and first.commas == 0
                and first.unit.kind == "NP"
                and not self._adjectival(first.unit)
                and self._place(first.unit) == index + 1 + self._quotes(index)
            ):
                genitive = first
        prepositions = (
            [
                name
                for name in (
                    *frame.target,
                    *(("ل", "الي") if trigger.pronoun or genitive or frame.relation in _ABOUT_PEOPLE else ()),
                )
                if name not in ("subj", "obj")
            ]
            if "obj" in frame.target
            else list(frame.target)
        )
        marks = [f"of:{name}" for name in prepositions] if frame.relation in _ABOUT_PEOPLE else []
        by_prep = next(
            (
                argument
                for argument in right
                if argument.prep in (*prepositions, *marks)
                and argument.unit.kind == "NP"
                and argument.unit is not (genitive.unit if genitive else None)
                and argument.commas <= 1
                and any(
                    self._fits(number, frame.relation, False, frame.object_types) for number in argument.unit.mentions
                )
            ),
            None,
        )
        agent = next(
            (
                argument
                for argument in right
                if argument.prep in ("من", "من قبل", "من جانب", "علي يد")
                and argument.unit.kind == "NP"
                and argument.commas <= 1
            ),
            None,
        )
        if governor is not None and governor[1] == "get":
            taker = self._subject(governor[0])
            takers = (
                list(taker.mentions)
                if taker is not None and taker.kind == "NP"
                else self._dropped(governor[0])
                if taker is None
                else []
            )
            if genitive is None and agent is None:
                agent = self._relative_agent(index)
            giver = (
                genitive.unit.mentions
                if genitive is not None and trigger.frame.relation != "FOUNDED"
                else agent.unit.mentions
                if agent is not None
                else []
            )
            if takers and giver and frame.relation not in ("LEADS", "RUNS_FOR", "OWNS", "MET_WITH"):
                return list(giver), takers, ""
            return None
        if "subj" not in frame.source + frame.target:
            # "بيع الصحيفة لفلان": the buyer stands after the preposition.
            buyers = [item for item in right if item.prep in frame.source and item.unit.kind == "NP" and item.commas == 0]
            if genitive is None or not buyers:
                return None
            return list(buyers[0].unit.mentions), list(genitive.unit.mentions), ""
        if genitive is not None and by_prep is not None:
            return list(genitive.unit.mentions), list(by_prep.unit.mentions), ""
        if trigger.pronoun and not by_prep and governor is not None:
            founded = self._relative_head(governor[0])
            maker = self._bare(right)
            if founded is not None and maker is not None and "obj" in frame.target:
                return list(maker.unit.mentions), list(founded.mentions), ""
        if (
            frame.relation == "CONNECTED_TO"
            and by_prep is not None
            and index > 0
            and self.units[index - 1].kind in ("V", "TRIG")
        ):
            partner = self._relative_head(index - 1)
            if partner is not None:
                return list(partner.mentions), list(by_prep.unit.mentions), ""
        target = (
            by_prep.unit.mentions
            if by_prep is not None
            else genitive.unit.mentions
            if genitive is not None and "obj" in frame.target
            else []
        )
        if not target and trigger.pronoun and frame.relation == "MET_WITH" and right and right[0].prep == "":
            target = right[0].unit.mentions
        if not target:
            return None
        if trigger.pronoun and governor is None and frame.relation in ("SPOKE_AT", "MET_WITH", "HOSTED"):
            doer = [number for number in self._doing(index) if self._pronoun_fits(number, trigger.pronoun)]
            if doer and not set(doer) & set(target):
                return doer, list(target), ""
        if agent is not None and governor is not None and governor[1] == "passive":
            return list(agent.unit.mentions), list(target), ""
        if governor is not None and governor[1] == "give":
            giver_unit = self._subject(governor[0])
            if (
                trigger.pronoun in ("ه", "ها")
                and giver_unit is not None
                and not self._own(giver_unit, trigger.pronoun)
            ):
                return None
            if giver_unit is not None and giver_unit.kind == "NP" and not set(giver_unit.mentions) & set(target):
                return list(giver_unit.mentions), list(target), ""
            dropped = self._dropped(governor[0]) if giver_unit is None else []
            if dropped:
                return dropped, list(target), ""
        return None

    def _with_noun(
        self, index: int, unit: Unit, trigger: Trigger, right: Sequence[Argument]
    ) -> tuple[list[int], list[int], str] | None:
        """Read "لجنة فلان برئاسة فلان", "الشركة بدعم من فلان": the noun phrase before is what the noun is done to."""
        word = unit.word.removeprefix("و") if unit.joined else unit.word
        nearest = next(
            (
                other
                for other in reversed(self.units[max(0, index - 8) : index])
                if other.kind in ("V", "TRIG") and self._verbal(other)
            ),
            None,
        )
        if nearest is not None and trigger.frame.relation != "LEADS":
            base = nearest.word.removeprefix("و") if nearest.joined else nearest.word
            if any(base in self.sets[name] for name in ("giving", "planned", "denied_verbs", "alleged")):
                return None
        if (
            not word.startswith("ب")
            or trigger.pronoun
            or trigger.frame.relation not in ("LEADS", "SUPPORTED", "DONATED_TO")
        ):
            return None
        agent = next(
            (
                argument for argument in right[:2]
                if argument.prep in ("", "من") and argument.commas == 0 and argument.unit.kind == "NP"
                and not self._adjectival(argument.unit)
            ),
            None,
        )  # fmt: skip
        if agent is None:
            return None
        place = index - 1
        steps = 0
        while place >= 0 and steps < 6:
            before = self.units[place]
            if before.kind == "NP" and before.mentions and not self._adjectival(before):
                kind = self.document.mentions[before.mentions[0]].type
                if trigger.frame.relation == "LEADS" and kind in ("Place", "Event"):
                    return None
                return list(agent.unit.mentions), list(before.mentions), ""
            if before.kind in ("V", "TRIG", "COMP", "REL", "SUB") and not (
                trigger.frame.relation != "LEADS" and before.kind in ("V", "TRIG")
            ):
                return None
            place -= 1
            steps += 1
        return None

    def _quotes(self, index: int) -> int:
        return int(
            index + 1 < len(self.units)
            and self.units[index + 1].kind == "PUNCT"
            and self.units[index + 1].word == '"'
        )

    # -- participles ---------------------------------------------------------------------------------------------------------

    def _participle_ends(self, index: int, unit: Unit, trigger: Trigger) -> tuple[list[int], list[int], str] | None:
        """Read "لجنة مؤيدة لترامب", "شركة مدعومة من فلان": the noun phrase before, and what the preposition brings."""
        place = index - 1
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
        right = self._right(index)
        if trigger.kind == "active":
            prepositions = (
                ["ل", "الي", "مع", "ب", "من"]
                if trigger.frame.relation in ("CONNECTED_TO", "AFFILIATED_WITH")
                else ["ل"]
            )
            found = next(
                (argument for argument in right[:2] if argument.prep in prepositions and argument.unit.kind == "NP"),
                None,
            )
            if found is None:
                return None
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

    def _repeated(self, right: Sequence[Argument], found: Argument) -> list[int]:
        """Return the names after a preposition and after its repetitions: "لحملة كذا وللحزب كذا"."""
        numbers = list(found.unit.mentions)
        for argument in right:
            again = argument is not found and argument.prep == found.prep and argument.unit.kind == "NP"
            if again and (argument.unit.joined or self._conjoined(argument.unit)):
                numbers.extend(argument.unit.mentions)
        return numbers

    def _when(self, index: int) -> tuple[PartialDate, int, int] | None:
        """Return the date of a trigger's clause: after it, else at the head of the sentence."""
        sentence = self.document.tokenised.sentences[self.number]
        tokens = self.document.tokenised.tokens
        last = sentence.last
        for unit in self.units[index + 1 :]:
            ends = unit.kind in ("V", "COMP", "REL", "SUB") or (unit.kind == "TRIG" and self._verbal(unit))
            if ends or (unit.kind == "PUNCT" and unit.word in _BREAKS):
                last = unit.first
                break
        found = find_date(tokens, self.units[index].first, last, self.published)
        if found is None and self._opens(index):
            found = find_date(tokens, sentence.first, self.units[index].first, self.published)
        return found

    def _attributed(self, index: int, subjects: Sequence[int]) -> str | None:
        """Return who says so, where it is neither the text nor the one spoken of."""
        for place in range(index - 1, -1, -1):
            unit = self.units[place]
            if unit.kind == "PUNCT" and unit.word in (".", "؛"):
                break
            if unit.kind != "COMP":
                continue
            for before in range(place - 1, max(-1, place - 14), -1):
                base = (
                    self.units[before].word.removeprefix("و")
                    if self.units[before].joined
                    else self.units[before].word
                )
                if self.units[before].kind in ("V", "TRIG") and base in self.sets["saying"]:
                    speaker = self._subject(before)
                    return self._sayer(speaker, subjects)
            break
        for place, unit in enumerate(self.units):
            base = unit.word.removeprefix("و")
            if base in self.sets["attribution"] and place + 1 < len(self.units):
                for follower in self.units[place + 1 : place + 4]:
                    if follower.kind == "NP":
                        return self._sayer(follower, subjects)
        return None

    def _sayer(self, unit: Unit | None, subjects: Sequence[int]) -> str | None:
        if unit is None or unit.kind != "NP" or not unit.mentions:
            return None
        entity = self.document.mentions[unit.mentions[0]].entity
        if entity < 0 or entity in {self.document.mentions[number].entity for number in subjects}:
            return None
        return self.document.entities[entity].name

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

    # -- modality and amounts ----------------------------------------------------------------------------------------------------

    def _modality(self, index: int, trigger: Trigger, relation: str) -> str:
        """Return how the sentence puts a trigger: asserted, planned, alleged or denied."""
        endorsement = relation == "ENDORSED"
        place = index - 1
        steps = 0
        verdict = "asserted"
        words = self.document.words
        if self._negated(index):
            return "denied"
        while place >= 0 and steps < 14:
            unit = self.units[place]
            base = unit.word.removeprefix("و") if unit.joined else unit.word
            if unit.kind == "PUNCT" and unit.word in (*_BREAKS, '"'):
                break
            if unit.kind == "REL":
                break
            if unit.kind in ("V", "TRIG", "AUX", "W", "SUB"):
                if base in self.sets["denied_verbs"] and self._governs(place, index):
                    return "denied"
                if base in self.sets["alleged"] and self._governs(place, index):
                    return "alleged"
                if base in self.sets["planned"] and self._governs(place, index) and not endorsement:
                    verdict = "denied" if self._negated(place) else "planned"
                    return verdict
                if base in ("اذا", "لو"):
                    return "planned"
                if (
                    (unit.kind in ("V",) or (unit.kind == "TRIG" and self._verbal(unit)))
                    and self._negated(place)
                    and trigger.kind == "noun"
                ):
                    return "denied"
                if unit.kind == "V" and base in self.sets["saying"]:
                    break
            place -= 1
            steps += 1
        first = self.units[index].first
        if (
            trigger.kind == "verb"
            and trigger.tense == "present"
            and first > 0
            and words[first - 1] in ("قد", "وقد", "ربما")
        ):
            return "planned"
        return verdict

    def _governs(self, place: int, index: int) -> bool:
        """Say whether a verb governs a later trigger: by أن or a preposition, or as its light verb."""
        between = self.units[place + 1 : index]
        if any(unit.kind in ("V", "REL") or (unit.kind == "TRIG" and self._verbal(unit)) for unit in between):
            return False
        if any(unit.kind == "PUNCT" and unit.word in (*_COMMAS, "-") for unit in between) and len(between) > 6:
            return False
        trigger = self.units[index]
        if any(item.kind == "verb" for item in trigger.triggers):
            return any(unit.kind == "COMP" for unit in between)
        return True

    def _negated(self, index: int) -> bool:
        place = index - 1
        while place >= 0 and index - place <= 3:
            unit = self.units[place]
            if unit.kind == "NEG":
                if unit.word in ("غير", "ما") and not self._verbal(self.units[index]):
                    return unit.word == "غير"
                return not self._only(place, index)
            if unit.kind not in ("AUX", "PREP", "W"):
                return False
            if unit.kind == "W" and self.document.classes[unit.first] not in ("F", "X"):
                return False
            place -= 1
        return False

    def _only(self, place: int, index: int) -> bool:
        """Say whether a denial is taken back: "لا يزال", "ليس فقط"."""
        following = self.document.words[self.units[place].last : self.units[place].last + 2]
        return any(word in ("يزال", "تزال", "زال", "فقط", "يزالون", "شك") for word in following)

    def _amount(self, index: int) -> Amount | None:
        """Return the sum in reach of a trigger, after it first."""
        place = index + 1
        while place < len(self.units) and place - index < 14:
            unit = self.units[place]
            if unit.kind == "AMT":
                return unit.amount
            if (
                unit.kind in ("COMP", "REL")
                or (unit.kind == "PUNCT" and unit.word in _BREAKS)
                or (unit.kind in ("V", "TRIG") and self._verbal(unit))
            ):
                break
            place += 1
        for place in range(index - 1, max(-1, index - 6), -1):
            unit = self.units[place]
            if unit.kind == "AMT":
                return unit.amount
            if unit.kind in ("V", "COMP", "REL") or (unit.kind == "PUNCT" and unit.word in (*_BREAKS, *_COMMAS)):
                break
        return None
