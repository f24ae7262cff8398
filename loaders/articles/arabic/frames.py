"""Matches the frames of the grammar against the units of a sentence and gives candidate claims."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from techpol.loaders.articles.arabic.amounts import Amount
from techpol.loaders.articles.arabic.arguments import ABOUT_PEOPLE
from techpol.loaders.articles.arabic.candidates import Candidate as Candidate
from techpol.loaders.articles.arabic.lexicon import Trigger
from techpol.loaders.articles.arabic.raising import RaisingReader
from techpol.loaders.articles.arabic.units import Clauses, Unit
from techpol.loaders.articles.arabic.words import clitic_forms

# Relations that happen at a time; others hold over one.
EVENTS = frozenset(
    "DONATED_TO RAISED_FUNDS_FOR ENDORSED SUPPORTED OPPOSED CRITICIZED PRAISED HOSTED MET_WITH "
    "FOUNDED OWNS INVESTED_IN"
    " SPOKE_AT LOBBIED APPOINTED SUED REGULATES CALLED_TO_BREAK_UP".split()
)
# What one does to several at once: "التقى فلانا وشركة كذا".
_WITH_MORE = ABOUT_PEOPLE | {"SUED", "LOBBIED"}
_BELONGING = frozenset(["تابع", "تبع"])
_COMPANIES = frozenset(["Company", "MediaOrganization"])
_OWING = frozenset(["ادان", "دان"])  # "يدين" is "he condemns" and "he owes", too


class FrameMatcher(RaisingReader):
    """Finds the ends of every trigger of a sentence."""

    def match(self, clauses: Clauses) -> Iterator[Candidate]:
        """Yield the candidates of a sentence."""
        self.units = clauses.units
        self.number = clauses.sentence
        self.facts = clauses.facts
        self.last_subject: list[int] = []
        self.opening_subject = self.discourse
        self.main_subject: list[int] = []
        first = True
        for index, unit in enumerate(self.units):
            if unit.kind in ("TRIG", "V"):
                subject = self._subject(index) if self._verbal(unit) else None
                if unit.kind == "TRIG":
                    yield from self._match_trigger(index, unit)
                if subject is not None:
                    # "ليصبح رئيس الاتحاد": a description is of nobody that a later pronoun could mean
                    self.last_subject = list(subject.mentions) if subject.kind == "NP" or subject.member else []
                    if not self.main_subject and subject.kind == "NP":
                        self.main_subject = list(subject.mentions)
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
                yield from self._other_pairs(index, trigger, candidate)
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

    def _and_more(self, index: int, objects: Sequence[int], subjects: Sequence[int], trigger: Trigger) -> list[int]:
        """Return whom "and" adds to an object of another kind: "انتقد فلان شركة كذا ورئيسها فلانا"."""
        place = next((step for step, unit in enumerate(self.units) if objects[-1] in unit.mentions), -1)
        held, place = self.units[place], place + 1
        while place < len(self.units) and self.units[place].word == '"':
            place += 1
        more = self.units[place] if index < place < len(self.units) else None
        if more is None or more.kind != "NP" or not more.joined or more.prep not in ("", held.prep):
            return []
        after = self.units[place + 1] if place + 1 < len(self.units) else None
        if after is not None and (after.kind in ("V", "AUX", "NEG") or self._verbal(after) or after.kind == "NP"):
            return []
        if self._adjectival(more) or set(more.mentions) & set(subjects):
            return []
        fits = [
            self._fits(number, trigger.frame.relation, False, trigger.frame.object_types) for number in more.mentions
        ]
        return list(more.mentions) if all(fits) else []

    def _along(self, number: int) -> bool:
        """Say whether something is only done along with somebody: "بحث المستجدات بالتنسيق مع الحكومة"."""
        first = self.document.mentions[number].first
        words = self.document.words[max(0, first - 2) : first]
        return len(words) == 2 and words[1] == "مع" and words[0] in self.sets["along"]

    def _run_for(self, index: int, objects: list[int]) -> bool:
        """Say whether an object is what another's bid is for: "عارض فلان ترشح فلان للبيت الأبيض"."""
        first = self._mention_first(objects[0])
        bids = [unit for unit in self.units[index + 1 :] if unit.last <= first]
        runs = any(item.frame.relation == "RUNS_FOR" for unit in bids for item in unit.triggers)
        return runs and self.document.mentions[objects[0]].clitic.endswith("ل")

    def _priced(self, index: int) -> bool:
        """Say whether a sum stands right after a verb: "كلفه 11 مليون يورو" names nobody to an office."""
        return index + 1 < len(self.units) and self.units[index + 1].kind == "AMT"

    def _other_pairs(self, index: int, trigger: Trigger, made: Candidate) -> Iterator[Candidate]:
        """Yield the other pairs of three and more that a noun is between: "اتفاقية بين كذا وكذا وكذا"."""
        if trigger.kind != "noun" or made.relation != "CONNECTED_TO" or self._between(index) is None:
            return
        for place in range(len(made.objects) - 1):
            yield replace(made, subjects=made.objects[place : place + 1], objects=made.objects[place + 1 :])

    def _apply(self, index: int, unit: Unit, trigger: Trigger) -> tuple[Candidate | None, str]:
        frame = trigger.frame
        reason = self._need(index, trigger)
        if reason:
            return None, reason
        if trigger.kind == "verb":
            ends = self._verb_ends(index, unit, trigger)
        elif trigger.kind == "noun":
            ends = self._noun_ends(index, unit, trigger)
        elif trigger.kind == "circumstance":
            ends = self._circumstance_ends(index, trigger)
        else:
            ends = self._participle_ends(index, unit, trigger)
        if ends is None:
            return None, "no two ends in reach"
        subject, target, direction = ends
        subjects, objects = (target, subject) if direction == "reverse" else (subject, target)
        subjects = [number for number in subjects if self._fits(number, frame.relation, True, frame.subject_types)]
        objects = [number for number in objects if self._fits(number, frame.relation, False, frame.object_types)]
        if trigger.kind == "verb" and direction == "" and frame.relation in _WITH_MORE and objects:
            objects.extend(self._and_more(index, objects, subjects, trigger))
        if frame.relation in ("MET_WITH", "REGULATES"):
            objects = [number for number in objects if not self._along(number)]
        if not subjects or not objects:
            return None, "the ends are of other types"
        if frame.relation == "APPOINTED" and trigger.kind == "verb" and self._priced(index):
            return None, "it cost a sum"
        if set(subjects) & set(objects):
            return None, "both ends are the same"
        relation = frame.relation
        if frame.id == "attack-noun" and any(map(self._armed, objects)):
            return None, "an attack with arms, not with words"
        if trigger.lemma in _OWING and trigger.kind == "verb" and any(map(self._owed, objects)):
            return None, "it owes something to somebody"
        if frame.relation == "OPPOSED" and trigger.kind == "verb" and self._declines(index, objects):
            return None, "it declines to do something"
        if trigger.kind == "verb" and frame.relation in ABOUT_PEOPLE and self._of_those_who(index, objects):
            return None, "others did it"
        if frame.relation == "OPPOSED" and trigger.kind == "verb" and self._run_for(index, objects):
            return None, "it is what somebody else runs for"
        if frame.id == "endorse" and trigger.kind == "active" and any(map(self._armed, subjects)):
            relation = "SUPPORTED"  # "القوات المؤيدة للرئيس"
        if frame.id == "invest-stake" and self._any(self._near(index, 8), "majority"):
            relation = "OWNS"
        if frame.id == "support" and trigger.kind == "noun" and self._announced(index, objects):
            relation = "ENDORSED"
        kinds = {self.document.mentions[number].type for number in subjects}
        if trigger.kind in ("active", "passive") and relation in ("ENDORSED", "SUPPORTED") and kinds == {"Committee"}:
            relation = "CONNECTED_TO"  # "لجنة مؤيدة لفلان" is a committee for him
        if trigger.kind == "noun" and relation != "SUED" and self._threatened(index):
            return None, "it is threatened with"
        if trigger.kind == "noun" and self._undone(index):
            return None, "it ends or does not come about"
        company = kinds | {self.document.mentions[number].type for number in objects} <= _COMPANIES
        if frame.id == "belong" and trigger.lemma in _BELONGING and company:
            relation, subjects, objects = "OWNS", objects, subjects  # a company that belongs to one is owned
        if relation == "DONATED_TO" and len(subjects) == len(objects) == 1:
            # "تسلم أمين جمعية كذا فلان الشيك من رئيس شركة كذا فلان": it is their bodies' gift
            bodies = [self._body_of(number) for number in (*subjects, *objects)]
            if all(number >= 0 for number in bodies):
                subjects, objects = bodies[:1], bodies[1:]
        if frame.id == "found" and not all(map(self._made_anew, objects)):
            return None, "it is formed, not founded"
        modality = self._modality(index, trigger, relation)
        if relation == "CALLED_TO_BREAK_UP" and modality == "planned" and self._called_for(index):
            modality = "asserted"  # it is the call that is made
        if trigger.kind == "verb" and trigger.tense == "future" and modality == "asserted" and relation != "ENDORSED":
            modality = "planned"
        if modality == "asserted" and trigger.kind == "noun" and relation != "ENDORSED" and self._to_come(index):
            modality = "planned"
        for number in subjects:
            if self.document.mentions[number].type == "Place":
                self._make_state(number)
        amount = (
            self._amount(index)
            if frame.relation in ("DONATED_TO", "RAISED_FUNDS_FOR", "OWNS", "INVESTED_IN", "REGULATES")
            else None
        )
        if trigger.pronoun and frame.id == "grant-object" and not self._by_sum(amount):
            amount = None  # "خصصت جمعية كذا التي يمولها فلان مليون دولار": it is not his sum
        candidate = Candidate(
            relation,
            subjects,
            objects,
            f"{frame.id}/{trigger.lemma}/{trigger.kind}",
            self.number,
            min(self.units[index].first, *(self._mention_first(number) for number in subjects + objects)),
            max(self.units[index].last, *(self._mention_last(number) for number in subjects + objects)),
            modality,
            amount,
        )
        when = self._when(index) if relation in EVENTS else None
        if when is not None:
            candidate.start, candidate.when = when[0], (when[1], when[2])
        candidate.attribution = self._attributed(index, subjects)
        return candidate, ""

    def _made_anew(self, number: int) -> bool:
        """Say whether a body is one that is set up, "لجنة كذا", and no cabinet or force that is formed."""
        mention = self.document.mentions[number]
        if mention.type != "GovernmentBody":
            return True
        head = mention.head.removeprefix("لل").removeprefix("ال")
        return mention.kind == "name" and head in self.sets["set_up"]

    def _to_come(self, index: int) -> bool:
        """Say whether the light verb of a verbal noun is in the future: "سيعلن ترشحه"."""
        governor = self._governor(index)
        if governor is None or governor[1] not in ("give", "get"):
            return False
        unit = self.units[governor[0]]
        word = unit.word.removeprefix("و") if unit.joined else unit.word
        if governor[0] > 0 and self.units[governor[0] - 1].word in ("سوف", "وسوف"):
            return True
        light = self.sets["giving"] if governor[1] == "give" else self.sets["getting"]
        if word.startswith(("سي", "ست")) and word[1:] in light:
            return True
        before = self.units[governor[0] - 1].word.removeprefix("و") if governor[0] > 0 else ""
        past = "ي" + word in self.lexicon.triggers  # "وقد تقدم بالشكر"
        present = "ي" + word[1:] in light or word.startswith("تست")
        may = word.startswith("ي") or (word.startswith("ت") and present and not past)
        tomorrow = any(other.word in ("غدا", "غد") for other in self.units[governor[0] : index + 6])
        return may and (before in ("قد", "ربما") or tomorrow)  # "قد تفتح تحقيقا", "تعقد غدا اجتماعا"

    def _body_of(self, number: int) -> int:
        """Return the one body that a person heads by what the sentence says, or -1."""
        found = {
            self.document.mentions[fact.complement].entity: fact.complement
            for fact in self.facts
            if fact.person == number and fact.complement >= 0 and fact.role.relation == "LEADS" and not fact.past
        }
        one = next(iter(found.items())) if len(found) == 1 else (-1, -1)
        organisation = one[0] >= 0 and self.ontology.is_a(self.document.mentions[one[1]].type, "Organization")
        return one[1] if organisation else -1

    def _circumstance_ends(self, index: int, trigger: Trigger) -> tuple[list[int], list[int], str] | None:
        """Read "قال فلان ...، مشيدا بفلان": the subject of the sentence's first verb does it, too."""
        doers = list(self.main_subject)
        self.verb = index
        right = self._right(index)
        target = self._slot(trigger.frame.target, {"subj": doers}, right, None, None, trigger)
        if len(doers) != 1 or not target:
            return None
        return doers, target, ""

    def _declines(self, index: int, objects: Sequence[int]) -> bool:
        """Say whether what is refused is a deed of one's own: "رفض تأييد فلان" opposes nobody."""
        first = self.units[index].last
        words = self.document.words[first : min(self._mention_first(number) for number in objects) + 1]
        return any(
            any(
                item.kind == "noun" and item.frame.relation != "RUNS_FOR"
                for item in self.lexicon.triggers.get(word, ())
            )
            or word in self.sets["deeds"]
            for word in words
        )

    def _armed(self, number: int) -> bool:
        """Say whether a mention is a body that fights: "القوات", "تنظيم كذا"."""
        mention = self.document.mentions[number]
        return any(base in self.sets["armed"] for _, base in clitic_forms(self.document.words[mention.first]))

    def _owed(self, number: int) -> bool:
        """Say whether a preposition of giving leads to a mention: "يدين ... لفلان", "يدين بفوزه إلى فلان"."""
        mention = self.document.mentions[number]
        before = self.document.words[max(0, mention.first - 1) : mention.first]
        return mention.prep == "ل" or before == ["الي"]

    def _announced(self, index: int, objects: Sequence[int]) -> bool:
        """Say whether a support is declared for a candidate, and so an endorsement."""
        governor = self._governor(index)
        if governor is None or self.document.mentions[objects[0]].type not in ("Person", "Campaign", "Candidacy"):
            return False
        unit = self.units[governor[0]]
        base = unit.word.removeprefix("و") if unit.joined else unit.word
        return base in self.sets["announcing"]

    def _demand(self, index: int) -> bool:
        """Say whether what is asked for stands after the one asked: "الحكومة بفتح تحقيق", "الحكومة أن تفتح"."""
        for argument in self._right(index)[:2]:
            place = self._place(argument.unit) + 1
            if argument.prep == "" and argument.unit.kind == "NP" and place < len(self.units):
                word = self.units[place].word
                if self.units[place].kind == "COMP" or (word.startswith("ب") and len(word) > 3):
                    return True
                # "دعا فلان الحكومة لإبعاد القتال", but not "لحضور الحفل".
                asked = word.startswith("ل") and not word.startswith("لل") and len(word) > 4
                if asked and word[1:] not in self.sets["inviting"] and self._deed_word(self.units[place]):
                    return True
        return False

    def _phrased(self, words: Sequence[str], name: str) -> bool:
        """Say whether two of the words are a phrase of a set: "وزن ريشة"."""
        plain = [word for word in words if word not in ('"', "(", ")")]
        return any(f"{left} {right}".removeprefix("ب") in self.sets[name] for left, right in pairwise(plain))

    def _in_race(self, index: int) -> bool:
        """Say whether a contest is in an election: "في الانتخابات", not "بأدلة تزوير الانتخابات" or in a match."""
        words = self._near(index, 14)
        within = any(
            left in ("في", "خلال", "ضمن", "علي") and self._any([right], "race") for left, right in pairwise(words)
        )
        joined = any(word[:1] in ("ب", "ل") and word[1:] in self.sets["race"] for word in words)
        adjective = any(word in self.sets["race_adjectives"] for word in words)
        return (within or joined or adjective) and not self._any(words, "sports")

    def _let_do(self, index: int) -> bool:
        """Say whether a firm is left to do something: "ترك فلان شركة كذا تسيطر على السوق"."""
        for place in range(index + 1, min(index + 4, len(self.units))):
            unit = self.units[place]
            present = unit.word.startswith(("ت", "ي")) and self.document.classes[unit.first] == "V"
            if unit.kind in ("V", "W", "TRIG") and not unit.joined and present:
                return True
        return False

    def _from_work(self, index: int) -> bool:
        """Say whether somebody is thrown out of a post: "طردت كذا فلانا من منصبه", and not "من المؤتمر"."""
        words = self._near(index, 14)
        after = [right for left, right in pairwise(words) if left == "من"]
        return not after or self._any(after[:1], "posts_left")

    def _of_those_who(self, index: int, objects: list[int]) -> bool:
        """Say whether an object belongs to a clause of others: "لعن فلان من انتخب فلانا"."""
        last = self._mention_first(objects[0])
        between = [unit for unit in self.units[index + 1 :] if unit.last <= last]
        return any(
            left.kind == "PREP" and left.word == "من" and right.kind == "W" and self._does(right)
            for left, right in pairwise(between)
        )

    def _does(self, unit: Unit) -> bool:
        """Say whether a word after "who" is a verb, or a noun without article that governs no name."""
        following = self.units[self._place(unit) + 1] if self._place(unit) + 1 < len(self.units) else None
        kind, definite = self.document.classes[unit.first], unit.word.startswith("ال")
        loose = following is not None and following.kind == "NP" and following.prep == ""
        return kind == "V" or (kind == "N" and not definite and loose)

    def _deed_word(self, unit: Unit) -> bool:
        """Say whether a word is a noun that "for" is written onto, rather than a name or an adverb."""
        return unit.kind in ("W", "TRIG") and self.document.classes[unit.first] == "N"

    def _partner(self, index: int) -> bool:
        """Say whether a body stands after "مع" close by."""
        return any(
            argument.prep == "مع" and argument.unit.kind == "NP" and argument.commas == 0
            for argument in self._right(index)[:3]
        )

    def _event_beside(self, index: int) -> bool:
        """Say whether what is held is an event: after the verb, or as the head of its relative clause."""
        units = [item.unit for item in self._right(index) if item.prep == ""]
        head = self._relative_head(index)
        if head is None and index > 0 and any(item.pronoun for item in self.units[index].triggers):
            head = self.units[index - 1]  # "ندوة نظمتها اللجنة"
        units += [head] if head is not None else []
        return any(self._held(number) for unit in units for number in unit.mentions)

    def _held(self, number: int) -> bool:
        """Say whether a mention is an event, also where it only stands for one: "التجمع"."""
        mention = self.document.mentions[number]
        return mention.type == "Event" or (
            mention.kind == "nominal"
            and mention.entity >= 0
            and self.document.entities[mention.entity].type == "Event"
        )

    def _asked_to_do(self, index: int) -> bool:
        """Say whether what is asked for is a deed: "طلب من فلان سحب المشروع", "أن يسحب"; not money or a book."""
        asked = next((item for item in self._right(index) if item.prep == "من" and item.unit.kind == "NP"), None)
        place = self._place(asked.unit) + 1 if asked is not None and asked.commas == 0 else len(self.units)
        if (
            asked is None
            or place >= len(self.units)
            or self._mention_first(asked.unit.mentions[0]) < self.units[index].first
        ):
            return False
        between = self.units[index + 1 : self._place(asked.unit)]
        if any(unit.kind == "W" and self.document.classes[unit.first] == "N" for unit in between):
            return False
        unit = self.units[place]
        deed = unit.kind == "TRIG" and any(item.kind == "noun" for item in unit.triggers)
        return unit.kind == "COMP" or deed or (unit.kind in ("W", "V") and unit.word in self.sets["doing_nouns"])

    def _calls(self, index: int) -> bool:
        """Say whether a call stands over a noun, none that is stopped or a need that is only talked over."""
        words = self._near_left(index, 9)
        for place in range(len(words) - 1, max(-1, len(words) - 6), -1):
            word, before = words[place], words[max(0, place - 4) : place]
            if not self._any([word], "call_words"):
                continue
            if before and before[-1].removeprefix("و") in self.sets["stopping"]:
                return False  # "طالب بوقف الدعوات إلى تفكيك كذا"
            needed = word.removeprefix("و").removeprefix("ب") in ("ضروره", "وجوب")
            return not (needed and any(item.removeprefix("و") in self.sets["weighing"] for item in before))
        return False

    def _called_for(self, index: int) -> bool:
        """Say whether a call is made, and not only to come: "دعا فلان إلى تفكيك كذا", not "قد يدعو"."""
        governor = self._governor(index)
        unit = self.units[governor[0]] if governor is not None else None
        before = self.units[governor[0] - 1].word if governor is not None and governor[0] > 0 else ""
        word = unit.word.removeprefix("و") if unit is not None else ""
        if governor is not None and self._negated(governor[0]):
            return False
        return word in self.sets["call_words"] and before.removeprefix("و") not in ("قد", "سوف", "ان", "هل", "لو")

    def _threatened(self, index: int) -> bool:
        """Say whether a verbal noun is what somebody threatens with: "هدد بدعم حزب كذا" backs nobody."""
        governor = self._governor(index)
        unit = self.units[governor[0]] if governor is not None else None
        return unit is not None and unit.word.removeprefix("و") in self.sets["threatening"]

    def _by_sum(self, amount: Amount | None) -> bool:
        """Say whether a sum stands after "by": "بمليون دولار", "بمبلغ مليون دولار"."""
        unit = next((unit for unit in self.units if amount is not None and unit.amount is amount), None)
        if unit is None:
            return False
        before = self.document.words[unit.first - 1] if unit.first > 0 else ""
        return unit.prep == "ب" or before in ("بمبلغ", "بقيمه", "ب", "بنحو")

    def _unnamed_near(self, index: int, reach: int) -> list[str]:
        """Return the words after a trigger that stand in no name: "هيئة الرقابة المالية" speaks of no money."""
        first = self.units[index].first
        taken = {
            place
            for number in self.document.by_sentence.get(self.number, ())
            if self.document.mentions[number].kind == "name"
            for place in range(self.document.mentions[number].first, self.document.mentions[number].last)
        }
        return [word for step, word in enumerate(self._near(index, reach)) if first + step not in taken]

    def _own_sum(self, index: int) -> bool:
        """Say whether a sum stands close behind a verb, in its own clause: not "ساهم في حملة كلفت مليونا"."""
        for unit in self.units[index + 1 : index + 9]:
            if unit.kind in ("REL", "COMP", "SUB", "V") or (unit.kind == "TRIG" and self._verbal(unit)):
                return False
            if unit.amount is not None:
                return True
        return False

    def _need(self, index: int, trigger: Trigger) -> str:
        need = trigger.needs
        if need == "":
            return ""
        words = self._near(index, 12)
        if need == "gift":
            words = self._unnamed_near(index, 12)
        has_amount = any(unit.amount is not None for unit in self._clause_units(index))
        tests: dict[str, Callable[[], bool]] = {
            "sum": lambda: any(unit.amount is not None for unit in self.units[max(0, index - 3) : index + 8]),
            "asked-to-do": lambda: self._asked_to_do(index),
            "own-sum": lambda: self._own_sum(index),
            "own-sum-against": lambda: self._own_sum(index) and not self._any(words, "fights"),
            "money": lambda: has_amount or self._any(words, "gift_words"),
            "gift": lambda: (
                not self._any(words, "lent_or_due")
                and (
                    self._any(words, "gift_words", "donation_words")
                    or (has_amount and not self._any(words, "not_gifts"))
                )
            ),
            "insult": lambda: (
                self._any(self._near(index, 16), "insults") or self._phrased(self._near(index, 16), "insults")
            ),
            "event": lambda: self._event_beside(index),
            "suit": lambda: self._any(words, "suit_words"),
            "attack": lambda: self._any(self._near_left(index, 5) + self._near(index, 3), "attack_words"),
            "call": lambda: self._calls(index),
            "to-do": lambda: self._any(words, "to_do") or self._demand(index),
            "praise": lambda: self._any(self._near(index, 16), "praises"),
            "members": lambda: self._any(self._near(index, 12), "member_words"),
            "pact": lambda: self._any(self._near(index, 20), "pact_words"),
            "partner-or-pair": lambda: self._between(index) is not None or self._partner(index),
            "blame": lambda: self._any(words, "blame_words"),
            "group": lambda: True,
            "lawyer": lambda: self._any(self._near_left(index, 12) + self._near(index, 4), "lawyer_words"),
            "stake": lambda: (
                self._any(self._near(index, 16), "stake_words") and not self._any(self._near(index, 10), "gains")
            ),
            "race": lambda: self._in_race(index),
            "gone": lambda: not self._any(self._near(index, 14), "on_a_visit") and not self._let_do(index),
            "fired": lambda: self._from_work(index),
            "front": lambda: self._any(self._near(index, 8), "front") and self._any(self._near(index, 10), "racing"),
            "hand": lambda: self._any(self._near(index, 5), "hand_words"),
            "pair": lambda: self._between(index) is not None,
            "funding": lambda: self._any(words, "funding_words"),
            "meal": lambda: self._any(words, "meal_words"),
            "talk": lambda: self._any(words, "talk_words"),
            "partner": lambda: True,
            "never": lambda: False,
        }
        test = tests.get(need)
        if test is None and need in self.sets:
            # A need without a test of its own names a set of words.
            return "" if self._any(self._near(index, 10), need) else f"nothing of {need} beside it"
        return "" if test is None or test() else f"nothing of {need} beside it"
