"""The two ends of a verb."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from techpol.loaders.articles.arabic.arguments import ABOUT_PEOPLE, COMMAS, Argument
from techpol.loaders.articles.arabic.dropped import DroppedReader
from techpol.loaders.articles.arabic.lexicon import Trigger
from techpol.loaders.articles.arabic.units import Unit
from techpol.loaders.articles.arabic.words import is_definite

# Relations in which a part or act stands for what it is of: "في افتتاح القمة", "في ممارسات الشركة".
_METONYMIC = frozenset(["MET_WITH", "LOBBIED", "HOSTED", "SPOKE_AT", "REGULATES"])
# Relations towards bodies, which may stand before the person who is their subject.
_BODY_FIRST = frozenset(["LEADS", "FOUNDED"])
# Deeds that are praised for who does them.
_HELPING = frozenset(["support", "host", "donate", "speak", "stand-with"])
# Relations towards firms; a body whose kind nothing tells may be one.
_OF_FIRMS = frozenset(["OWNS", "INVESTED_IN"])


class VerbReader(DroppedReader):
    """Finds the ends of verbs."""

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
        if after is not None and self._is_held(index, after.unit):
            after = None
        before = self._before(index)
        if before is not None and self._a_man(before) and self._feminine_past(index):
            before = None  # "الرياض - محمد فلان: نظمت شركة كذا": the name is of who wrote it
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

    def _is_held(self, index: int, unit: Unit) -> bool:
        """Say whether an event right after a verb of holding is what is held: "كما استضاف حفلا"."""
        holds = [item for item in self.units[index].triggers if item.kind == "verb" and item.frame.id == "host"]
        if not holds or len(unit.mentions) != 1:
            return False
        mention = self.document.mentions[unit.mentions[0]]
        active = any(item.lemma in ("استضاف", "اقام") for item in holds)  # "عقد مؤتمر" may be "was held"
        return mention.type == "Event" and (active or self.document.words[mention.first].endswith("ا"))

    def _may_agree(self, index: int, unit: Unit) -> bool:
        """Say whether people after a feminine verb may be its subject: the first must be a woman."""
        verb = self.units[index]
        word = verb.word.removeprefix("و") if verb.joined else verb.word
        feminine = word.endswith("ت") and not any(trigger.tense == "present" for trigger in verb.triggers)
        if not feminine or not unit.mentions or not self._is_person(unit.mentions[0]):
            return True
        mention = self.document.mentions[unit.mentions[0]]
        return mention.entity < 0 or self.document.entities[mention.entity].gender == "f"

    def _feminine_past(self, index: int) -> bool:
        verb = self.units[index]
        word = verb.word.removeprefix("و") if verb.joined else verb.word
        past = any(item.tense == "past" for item in verb.triggers)
        return past and word.endswith("ت") and word not in self.sets["verbs_in_t"]

    def _a_man(self, unit: Unit) -> bool:
        mention = self.document.mentions[unit.mentions[0]] if len(unit.mentions) == 1 else None
        person = mention is not None and mention.type == "Person" and mention.entity >= 0
        return person and mention is not None and self.document.entities[mention.entity].gender == "m"

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
            elif other.kind == "TRIG" and any(item.lemma == "ممثل" for item in other.triggers):
                after_preposition = True  # "نفذت هيئة كذا ممثلة في إدارة كذا دورة كذا"
            elif other.kind == "TRIG" and other.word[:1] == "ب" and not self._verbal(other):
                after_preposition = True  # "ينظم مركز كذا بالتعاون مع كذا ملتقى كذا"
            elif other.kind == "TRIG" and not after_preposition:
                return False
        return True

    def _described(self, index: int, unit: Unit) -> bool:
        """Say whether only a description stands between a verb and a person: "يرأسها المصمم المعروف فلان"."""
        between = self.units[index + 1 : self._place(unit)]
        return (
            len(unit.mentions) == 1
            and self._is_person(unit.mentions[0])
            and 0 < len(between) <= 3
            and all(other.kind == "W" and not other.joined and is_definite(other.word) for other in between)
            and self.document.classes[between[0].first] == "N"
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
        if opener is not None and opener.word in self.sets["attribution"]:
            return None  # "وفق فلان، أنشأت هذه الشركة ..."
        if opener is not None and opener.word == '"' and place > 1 and self.units[place - 2].kind == "NP":
            return None  # "مع مركز الأبحاث «كذا» نظمت مؤسسة كذا": what the centre is called for short
        if opener is None or opener.kind in ("COMP", "SUB", "CONJ", "AUX") or unit.joined:
            return unit
        if opener.kind == "PUNCT":
            return unit
        if opener.kind == "W" and opener.word in self.sets["openers"]:
            return unit
        return None

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
        while place < len(self.units) and self.units[place].kind == "PUNCT" and self.units[place].word == '"':
            place += 1
        if place >= len(self.units):
            return True
        follower = self.units[place]
        return not (
            follower.kind == "W"
            and self.document.classes[follower.first] == "N"
            and follower.word not in self.sets["weekdays"]
        )

    def _slot(
        self,
        names: Sequence[str],
        slots: dict[str, list[int]],
        right: Sequence[Argument],
        subject: Unit | None,
        object_unit: Unit | None,
        trigger: Trigger,
    ) -> list[int]:
        if trigger.frame.id == "host" and trigger.needs == "event" and names is trigger.frame.target:
            events = [item for item in right if item.prep == "" and item.commas == 0 and self._is_event(item.unit)]
            if events:
                return list(events[0].unit.mentions)  # "أطلقت كذا بالتعاون مع كذا «كذا» دورة كذا"
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
        if trigger.frame.relation == "PRAISED" and (helped := self._whose_help(names, right)):
            return helped
        prepositions = [name for name in names if name not in ("subj", "obj")]
        following = self.units[self.verb + 1].word if self.verb + 1 < len(self.units) else ""
        if following in self.sets["resumptives"] and prepositions:
            # "الشركة التي استحوذت عليها كذا": the head of the relative clause
            head = self._relative_head(self.verb)
            stem = following.removesuffix("ها").removesuffix("هم").removesuffix("ه")
            same = any(
                stem in (name, name.rstrip("يا"), name + "ي") or stem == name[:-1] + "ي" for name in prepositions
            )
            if head is not None and same:
                return list(head.mentions)
        stakes = trigger.frame.id in ("stake", "invest-stake")
        if stakes or trigger.frame.relation in ABOUT_PEOPLE or trigger.frame.relation in _METONYMIC:
            marks = [f"of:{name}" for name in prepositions] + (["of:"] if "obj" in names else [])
            for argument in right:
                if argument.prep in marks and argument.unit.kind == "NP" and argument.commas == 0:
                    return list(argument.unit.mentions)
        if trigger.frame.id in ("contender", "front-runner"):
            races = [item.unit for item in right if item.unit.kind == "DESC" and item.unit.mentions]
            races = [unit for unit in races if unit.roles and unit.roles[0].relation == "RUNS_FOR"]
            if races:
                return races[0].mentions[:1]
        types_for = dict(trigger.frame.object_types_for)
        for place, argument in enumerate(right):
            named = argument.unit.kind == "NP" or (argument.unit.member and len(argument.unit.mentions) > 0)
            reach = 2
            if trigger.frame.id == "say-at" and argument.prep == "في":
                beside = subject is not None and self._place(argument.unit) - self._place(subject) <= 2
                reach = -1 if subject is not None and beside and self._ends_in_role(subject) else 0
                reach = 1 if self._set_off_event(argument.unit) else reach
            if argument.prep in prepositions and named and argument.unit is not subject and argument.commas <= reach:
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
                    and not (trigger.frame.relation in _OF_FIRMS and self._unsure(numbers[0]))
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

    def _whose_help(self, names: Sequence[str], right: Sequence[Argument]) -> list[int]:
        """Return whose help is praised: "ثمن فلان دعم شركة كذا للصندوق", "أشاد باستضافة شركة كذا للمؤتمر"."""
        for deed, doer in pairwise(right):
            if doer.commas > 0:
                return []
            unit = deed.unit
            if unit.kind != "TRIG" or deed.prep not in (*names, "") or (deed.prep == "" and "obj" not in names):
                continue
            helping = any(
                item.kind == "noun" and item.frame.id in _HELPING and not item.pronoun for item in unit.triggers
            )
            if (
                helping
                and doer.prep == "gen"
                and doer.unit.kind == "NP"
                and self._place(doer.unit) == self._place(unit) + 1
            ):
                return list(doer.unit.mentions) if not self._adjectival(doer.unit) else []
        return []

    def _is_event(self, unit: Unit) -> bool:
        return (
            unit.kind == "NP" and len(unit.mentions) == 1 and self.document.mentions[unit.mentions[0]].type == "Event"
        )

    def _unsure(self, number: int) -> bool:
        """Say whether nothing tells of what kind a named body is: "استحوذت كذا على «كذا»"."""
        mention = self.document.mentions[number]
        return mention.type == "Organization" and mention.kind == "name"

    def _set_off_event(self, unit: Unit) -> bool:
        """Say whether an event stands between marks before what is said there: "قال فلان، في مؤتمر كذا، إن"."""
        place = self._place(unit)
        before = self.units[place - 2] if place > 1 else None
        if before is None or before.word not in COMMAS or not unit.mentions:
            return False
        if self.document.mentions[unit.mentions[0]].type != "Event":
            return False
        for other in self.units[place + 1 : place + 14]:
            if other.kind == "COMP" or (other.kind == "PUNCT" and other.word in (":", '"')):
                return True
            if other.kind == "PUNCT" and other.word not in COMMAS:
                return False
        return False

    def _conjoined(self, unit: Unit) -> bool:
        """Say whether the preposition before a noun phrase carries a conjunction."""
        place = self._place(unit) - 1
        while place >= 0 and self.units[place].kind == "PUNCT":
            place -= 1
        return place >= 0 and self.units[place].kind == "PREP" and self.units[place].joined

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
            near = found is not None and (self._reachable(index, found.unit) or self._described(index, found.unit))
            subject = found.unit if found is not None and near else None
            if subject is None and relative is not None and found is None:
                subject = self._host_before(index, relative)
        else:
            subject = self._subject(index)
        subjects = list(subject.mentions) if subject is not None and subject.kind == "NP" else []
        if not subjects and subject is None and not (trigger.pronoun and relative is None):
            subjects = self._dropped(index)
        if not subjects and "subj" in frame.source + frame.target:
            return None
        if "subj" not in frame.source + frame.target and relative is None and not trigger.pronoun:
            bare = [item for item in right if item.prep == "" and item.unit.kind == "NP" and item.commas == 0]
            if len(bare) == 1 and bare[0].unit is subject and self._nothing_after(bare[0].unit):
                subject = None
        goes_on = frame.id == "describe-as" or (frame.id == "meet" and self._goes_on(index, unit))
        if goes_on and subject is not None and relative is None and self.last_subject:
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
        talks = frame.id == "meet-with" and trigger.lemma in self.sets["mutual_verbs"]
        if talks and len(subjects) == 2 and not any(item.prep in frame.target for item in right):
            return subjects[:1], subjects[1:], ""  # "اجتمع فلان وفلان"
        if frame.id in ("sign", "ally") and len(subjects) == 2 and not any(item.prep == "مع" for item in right):
            return subjects[:1], subjects[1:], ""
        slots = {"subj": subjects}
        source = self._slot(frame.source, slots, right, subject, object_unit, trigger)
        target = self._slot(frame.target, slots, right, subject, object_unit, trigger)
        if not source or not target:
            return None
        if frame.relation in _BODY_FIRST and subject is not None and self._object_first(index, source, target):
            return target, source, ""
        return source, target, ""

    def _ends_in_role(self, unit: Unit) -> bool:
        """Say whether words of a role stand after a name: "فلان، مدير الاتصالات | في المهرجان" speaks nowhere."""
        return bool(unit.mentions) and unit.last > max(self._mention_last(number) for number in unit.mentions) + 1

    def _goes_on(self, index: int, unit: Unit) -> bool:
        """Say whether who did the last deed did this one too: "زار فلان الشركة، حيث التقى فلانا"."""
        before = self.units[index - 1] if index > 0 else None
        same = len(self.last_subject) == 1 and self._is_person(self.last_subject[0])
        linked = before is not None and before.word in ("حيث", "ثم", "كما")
        linked = linked and not self._named_unread(index, True)
        return same and linked and self._verb_agrees(unit, self.last_subject[0])

    def _host_before(self, index: int, relative: Unit) -> Unit | None:
        """Return the body that opens a sentence and does what a relative clause leaves without a subject.

        "تستقبل الغرفة الطلبات للمعرض الذي تنظمه بالشراكة مع كذا".
        """
        units = [
            unit for unit in self.units[:index] if unit.kind == "NP" and unit.prep == "" and unit is not relative
        ]
        bodies = [
            unit
            for unit in units
            if len(unit.mentions) == 1
            and self.ontology.is_a(self.document.mentions[unit.mentions[0]].type, "Organization")
        ]
        return bodies[0] if len(bodies) == 1 and units[0] is bodies[0] else None

    def _object_first(self, index: int, source: Sequence[int], target: Sequence[int]) -> bool:
        """Say whether a body stands between a verb and who does it: "يترأس اللجنة فلان"."""
        return (
            self.document.mentions[source[0]].first > self.units[index].first
            and self.document.mentions[target[0]].first > self.document.mentions[source[0]].first
            and self._is_person(target[0])
            and self.ontology.is_a(self.document.mentions[source[0]].type, "Organization")
        )
