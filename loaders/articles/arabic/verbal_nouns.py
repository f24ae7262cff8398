"""The two ends of verbal nouns: "دعم فلان لفلان", "أعلن تأييده", "خلال لقائه فلانا"."""

from __future__ import annotations

from collections.abc import Sequence

from techpol.loaders.articles.arabic.arguments import ABOUT_PEOPLE, BREAKS, Argument
from techpol.loaders.articles.arabic.lexicon import Trigger
from techpol.loaders.articles.arabic.participles import ParticipleReader
from techpol.loaders.articles.arabic.units import Unit

# Done by one to another, whom Arabic may name right after the doer: "لقاء فلان فلانا".
_DONE_TO = frozenset(["HOSTED", "MET_WITH", "APPOINTED"])

# "بعد شراء شركة كذا من قبل كذا": the agent is who did it, whatever verb stands before.
_BY_AGENT = frozenset(["OWNS", "FOUNDED", "APPOINTED"])
LAYS_DOWN = frozenset(["يقضي", "تقضي", "قضي", "ينص", "تنص"])


def word_of(unit: Unit) -> str:
    """Return the word of a unit without the conjunction written onto it."""
    return unit.word.removeprefix("و") if unit.joined else unit.word


class NounReader(ParticipleReader):
    """Finds the ends of verbal nouns."""

    def _governor(self, index: int) -> tuple[int, str] | None:
        """Return (index, kind) of the light verb that a verbal noun depends on: giving, getting or passive."""
        place = index - 1
        steps = 0
        while place >= 0 and steps < 12:
            unit = self.units[place]
            if unit.kind == "PUNCT" and unit.word == '"' and (opened := self._opening_quote(place)) < place:
                place = opened - 1  # a quoted name
                continue
            if unit.kind == "PUNCT" and unit.word in (*BREAKS, '"'):
                return None
            if unit.kind in ("COMP", "REL", "SUB"):
                return None
            if unit.kind == "W" and unit.word in self.sets["giving_participles"]:
                return place, "part"
            if unit.kind in ("V", "TRIG", "AUX") and word_of(unit) not in self.sets["bargaining_nouns"]:
                base = unit.word.removeprefix("و") if unit.joined else unit.word
                if base not in self.sets["getting"] and self._purpose(index) and unit.kind != "AUX":
                    return place, "give"
                if base in LAYS_DOWN:  # "أصدر قرارا يقضي بتعيين فلان"
                    place -= 1
                    continue
                for kind, name in (("get", "getting"), ("give", "giving"), ("passive", "passive_light")):
                    if base in self.sets[name]:
                        return place, kind
                if unit.kind == "V" or (unit.kind == "TRIG" and self._verbal(unit)):
                    return None
            place -= 1
            steps += 1
        return None

    def _opening_quote(self, place: int) -> int:
        """Return the index of the mark that opens a short quotation which closes at a place."""
        for index in range(place - 1, max(-1, place - 5), -1):
            if self.units[index].kind == "PUNCT" and self.units[index].word == '"':
                return index
            if self.units[index].kind in ("V", "COMP", "REL"):
                break
        return place

    def _own(self, unit: Unit, pronoun: str) -> bool:
        """Say whether a possessive on a verbal noun may be the subject of its light verb."""
        if len(unit.mentions) != 1 or not self._is_person(unit.mentions[0]):
            return True
        return self._pronoun_fits(unit.mentions[0], pronoun)

    def _between(self, index: int) -> tuple[list[int], list[int], str] | None:
        """Read "اتفاقية بين كذا وكذا": both ends stand after one preposition."""
        for argument in self._right(index)[:2]:
            signed = argument.prep in ("من", "من قبل", "من جانب") and self._signed(index, argument)
            if (
                (argument.prep == "بين" or signed)
                and argument.unit.kind == "NP"
                and len(argument.unit.mentions) > 1
                and argument.commas == 0
            ):
                return argument.unit.mentions[:1], argument.unit.mentions[1:], ""
        return None

    def _signed(self, index: int, argument: Argument) -> bool:
        """Say whether those after "from" have signed a pact: "مذكرة التفاهم الموقعة من كذا وكذا"."""
        between = self.units[index + 1 : self._place(argument.unit)]
        return any(unit.word in self.sets["signed_words"] for unit in between)

    def _doing(self, index: int) -> list[int]:
        """Return the subject of the verb before "خلال لقائه", "في كلمته": whose the possessive is."""
        for place in range(index - 1, max(-1, index - 12), -1):
            unit = self.units[place]
            if unit.kind == "V" or (unit.kind == "TRIG" and self._verbal(unit)):
                subject = self._subject(place)
                relative = self._relative_head(place) if self._has_pronoun(place) else None
                if relative is not None and (subject is None or subject is relative):
                    subject = self._host_before(place, relative)  # "المعرض الذي تنظمه بالشراكة مع كذا"
                found = list(subject.mentions) if subject is not None and subject.kind == "NP" else []
                return found if len(found) == 1 else []
            if unit.kind in ("COMP", "REL") or (unit.kind == "PUNCT" and unit.word in BREAKS):
                return []
        if any(unit.kind in ("NP", "DESC") and unit.prep == "" for unit in self.units[:index]):
            return []
        for place in range(index + 1, min(len(self.units), index + 18)):
            # "خلال لقائه فلانا، أكد فلان": who it was is said after it.
            unit = self.units[place]
            if unit.kind in ("COMP", "REL") or (unit.kind == "PUNCT" and unit.word in BREAKS):
                return []
            if unit.kind == "V" or (unit.kind == "TRIG" and self._verbal(unit)):
                if not any(other.word in ("،", ",") for other in self.units[index:place]):
                    return []
                after = self._bare(self._right(place))
                if after is None or after.unit.kind != "NP" or not self._adjacent(place, after.unit):
                    return []
                return list(after.unit.mentions) if len(after.unit.mentions) == 1 else []
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
            and any(trigger.kind == "noun" for trigger in unit.triggers)
            and (not word.startswith("لل") or any(item.frame.id in ("acquire", "lobby") for item in unit.triggers))
            and (word[1:] in self.lexicon.triggers or "ا" + word[1:] in self.lexicon.triggers)
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
        if with_noun is not None or self._thanks_to(index):
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
            elif (
                first.prep == "gen"
                and frame.relation == "CALLED_TO_BREAK_UP"
                and self._place(first.unit) == index + 2
            ):
                if self.units[index + 1].word in ("شركات", "شركتي", "عمالقه", "عملاقي"):
                    genitive = first  # "تفكيك شركات كذا وكذا"
        if genitive is not None and frame.relation in ABOUT_PEOPLE and self._doer_of(genitive):
            return None
        if genitive is not None and frame.relation in ABOUT_PEOPLE and self._gives_to_unread(genitive):
            return None  # "أكد دعم شركة كذا لبرامجها": the genitive is who supports
        if genitive is not None and frame.id == "support" and self._kept_from(index):
            return None  # "حرمان الشركات من دعم الصندوق"
        if genitive is not None and frame.relation == "CRITICIZED" and self._rejected(index):
            return None  # "رفضت حماس اتهامات عباس": the genitive is who accuses
        prepositions = (
            [
                name
                for name in (
                    *frame.target,
                    *(("ل", "الي") if trigger.pronoun or genitive or frame.relation in ABOUT_PEOPLE else ()),
                )
                if name not in ("subj", "obj")
            ]
            if "obj" in frame.target
            else list(frame.target)
        )
        metonymic = frame.relation in ABOUT_PEOPLE or frame.relation in ("SPOKE_AT", "LOBBIED", "REGULATES")
        marks = [f"of:{name}" for name in prepositions] if metonymic else []
        if frame.relation == "MET_WITH" and "مع" in prepositions:
            marks = ["of:مع"]  # "لقاءات مع أعضاء مجلسي الكونغرس"
        by_prep = next(
            (
                argument
                for argument in right
                if argument.prep in (*prepositions, *marks)
                and (argument.unit.kind == "NP" or (argument.unit.member and argument.unit.mentions))
                and argument.unit is not (genitive.unit if genitive else None)
                and argument.commas <= (0 if frame.relation in (*ABOUT_PEOPLE, "MET_WITH") else 1)
                and not (frame.relation == "MET_WITH" and self._dashed(index, argument))
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
            if (
                takers
                and giver
                and (
                    frame.relation not in ("LEADS", "RUNS_FOR", "OWNS", "MET_WITH")
                    or trigger.lemma in ("اتصال", "مكالمه", "دعوه")
                )
            ):
                return list(giver), takers, ""
            return None
        people = genitive is not None and all(self._is_person(number) for number in genitive.unit.mentions)
        if genitive is not None and people and frame.relation in _DONE_TO and not trigger.pronoun:
            second = self._second(genitive, right)
            if second is not None:
                ends = list(genitive.unit.mentions), list(second.unit.mentions)
                received = before is not None and before.kind == "PREP" and before.word == "في"
                # "كان في استقبال فلان عند وصوله فلان": the genitive is the guest.
                return (*ends[::-1], "") if received and trigger.lemma == "استقبال" else (*ends, "")
        if "subj" not in frame.source + frame.target:
            # "بيع الصحيفة لفلان": the buyer stands after the preposition.
            buyers = [
                item for item in right if item.prep in frame.source and item.unit.kind == "NP" and item.commas == 0
            ]
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
        if frame.id == "ally" and by_prep is not None and genitive is None:
            doers = self._partners(index)
            if doers and not set(doers) & set(by_prep.unit.mentions):
                return doers, list(by_prep.unit.mentions), ""
            if word_of(unit).startswith("بال"):
                return None
        target = (
            by_prep.unit.mentions
            if by_prep is not None
            else genitive.unit.mentions
            if genitive is not None and "obj" in frame.target
            else []
        )
        if not target and trigger.pronoun and frame.relation == "MET_WITH" and right and right[0].prep == "":
            target = right[0].unit.mentions
        if not target and frame.id == "meet-with":
            return self._talks(index, governor)
        if not target:
            return None
        own = trigger.pronoun
        if (
            not own
            and frame.id == "speak"
            and index + 1 < len(self.units)
            and self.units[index + 1].word in ("له", "لها")
        ):
            own = self.units[index + 1].word[1:]  # "في كلمة له أمام المنتدى"
        if own and governor is None and frame.relation in ("SPOKE_AT", "MET_WITH", "HOSTED"):
            doer = [number for number in self._doing(index) if self._pronoun_fits(number, own)]
            if doer and not set(doer) & set(target):
                return doer, list(target), ""
        if governor is not None and governor[1] == "part":
            doer = [] if agent is not None else self._opening_doer(self.units[governor[0]].word, trigger.pronoun)
            return (doer, list(target), "") if doer and not set(doer) & set(target) else None
        given = agent is not None and by_prep is not None and frame.relation in ABOUT_PEOPLE and not trigger.pronoun
        if given and agent is not None and governor is None and by_prep is not None:
            ahead = self._place(agent.unit) < self._place(by_prep.unit) and agent.commas == by_prep.commas == 0
            if ahead and unit.word.removeprefix("و").startswith(("ال", "بال", "لل")):
                return list(agent.unit.mentions), list(target), ""  # "الدعم المتواصل من فلان للجمعية"
        by_agent = agent is not None and agent.prep != "من" and frame.relation in _BY_AGENT
        by_agent = by_agent and (governor is not None or (before is not None and before.word in self.sets["came_of"]))
        if agent is not None and ((governor is not None and governor[1] == "passive") or by_agent):
            return list(agent.unit.mentions), list(target), ""
        if governor is not None and governor[1] == "give":
            giver_unit = self._subject(governor[0])
            if (
                trigger.pronoun in ("ه", "ها")
                and giver_unit is not None
                and not self._own(giver_unit, trigger.pronoun)
            ):
                return None
            names = giver_unit is not None and (
                giver_unit.kind == "NP" or (giver_unit.member and giver_unit.mentions)
            )
            if giver_unit is not None and names and not set(giver_unit.mentions) & set(target):
                return list(giver_unit.mentions), list(target), ""
            dropped = self._dropped(governor[0]) if giver_unit is None else []
            if dropped:
                return dropped, list(target), ""
        return None

    def _partners(self, index: int) -> list[int]:
        """Return the bodies that a noun of partnership is of: "نظمت كذا بالتعاون مع", "دخلت كذا في شراكة مع"."""
        if word_of(self.units[index]).startswith("بال"):
            doers = self._doing(index) or self._beside(index)
        else:
            place = next(
                (
                    place
                    for place in range(index - 1, max(-1, index - 7), -1)
                    if self.units[place].kind in ("V", "AUX", "COMP", "REL", "SUB", "PUNCT")
                    or self._verbal(self.units[place])
                ),
                -1,
            )
            subject = None
            if place >= 0 and word_of(self.units[place]) in self.sets["partnering"]:
                subject = self._subject(place)
            doers = list(subject.mentions) if subject is not None and subject.kind == "NP" else []
        return [number for number in doers if not self._is_person(number)]

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
        if nearest is not None and trigger.frame.relation != "LEADS" and not self._thanks_to(index):
            base = nearest.word.removeprefix("و") if nearest.joined else nearest.word
            if any(base in self.sets[name] for name in ("giving", "planned", "denied_verbs", "alleged", "demanding")):
                return None
        praised = nearest is not None and any(item.frame.relation == "PRAISED" for item in nearest.triggers)
        if praised and word.startswith("بال"):
            return None  # "أشاد بالدعم المقدم من كذا"
        if (
            not (word.startswith("ب") or trigger.frame.id == "membership" or self._thanks_to(index))
            or trigger.pronoun
            or trigger.frame.relation not in ("LEADS", "SUPPORTED", "DONATED_TO", "MEMBER_OF")
        ):
            return None
        agent = next(
            (
                argument
                for argument in right[:2]
                if argument.prep in ("", "من")
                and argument.commas == 0
                and argument.unit.kind == "NP"
                and not self._adjectival(argument.unit)
            ),
            None,
        )
        if agent is None:
            return None
        place = index - 1
        steps = 0
        leading = trigger.frame.relation in ("LEADS", "MEMBER_OF")
        while place >= 0 and steps < (12 if leading else 6):
            before = self.units[place]
            if leading and before.kind == "TRIG" and not self._verbal(before):
                place -= 1
                steps += 1
                continue  # "خلال اجتماعها برئاسة فلان", "برئاسة فلان وعضوية فلان"
            if leading and before.kind == "NP" and before.mentions and self._is_person(before.mentions[0]):
                last = before.mentions[-1]
                if place == index - 1 and not self._is_person(last) and before.joined is False:
                    return list(agent.unit.mentions), [last], ""  # "فلان والاتحاد برئاسة فلان"
                place -= 1
                steps += 1
                continue
            if leading and self._purpose_of(place):
                place -= 1
                steps += 1
                continue  # "مجلس أمناء لمؤسسة كذا برئاسة فلان"
            if before.kind == "NP" and before.mentions and not self._adjectival(before):
                kind = self.document.mentions[before.mentions[0]].type
                if (
                    trigger.lemma == "رعايه"
                    and kind not in ("Event", "Campaign")
                    and (before.prep or place < index - 1)
                ):
                    place -= 1  # "ينظمه بالشراكة مع شركة كذا برعاية فلان": what is held is under the patronage
                    steps += 1
                    continue
                if leading and before.prep in ("ب", "في") and kind == "Place":
                    place -= 1
                    steps += 1
                    continue
                if trigger.frame.relation == "LEADS" and (kind in ("Place", "Event") or self._apart(place)):
                    return None
                if trigger.frame.relation == "SUPPORTED" and kind == "Place":
                    return None  # "خطف البلد بمساعدة فلان"
                return list(agent.unit.mentions), list(before.mentions), ""
            if before.kind in ("V", "TRIG", "COMP", "REL", "SUB") and not (
                trigger.frame.relation != "LEADS" and before.kind in ("V", "TRIG")
            ):
                return None
            place -= 1
            steps += 1
        return None

    def _second(self, genitive: Argument, right: Sequence[Argument]) -> Argument | None:
        """Return whom something is done to, after who does it: "استقبال الأمير في مكتبه رئيس الجمعية"."""
        for argument in right:
            if argument is genitive or argument.prep:
                continue
            fit = (
                argument.commas == 0
                and argument.unit.kind == "NP"
                and not argument.unit.joined
                and not self._adjectival(argument.unit)
                and self._reachable(self._place(genitive.unit), argument.unit)
            )
            return argument if fit else None
        return None

    def _gives_to_unread(self, genitive: Argument) -> bool:
        """Say whether a noun that was not read as a name stands after "to" right behind a genitive."""
        place = self._place(genitive.unit) + 1
        while place < len(self.units) and self.units[place].word == '"':
            place += 1
        unit = self.units[place] if place < len(self.units) else None
        given = unit is not None and unit.kind == "W" and unit.word.startswith("ل") and len(unit.word) > 4
        return given and unit is not None and self.document.classes[unit.first] == "N"

    def _purpose_of(self, place: int) -> bool:
        """Say whether a body after li- is what the body right before it is for: "مجلس أمناء لمؤسسة كذا"."""
        unit, before = self.units[place], self.units[place - 1] if place > 0 else None
        return (
            unit.kind == "NP"
            and unit.prep == "ل"
            and before is not None
            and before.kind == "NP"
            and bool(before.mentions)
            and self.ontology.is_a(self.document.mentions[before.mentions[-1]].type, "Organization")
        )

    def _apart(self, place: int) -> bool:
        """Say whether who leads does not lead the body: it only sent them, or it is where they sat."""
        start = self.units[place].first
        before = self.document.words[start - 1].removeprefix("ب") if start > 0 else ""
        return self._sent(place) or before in self.sets["venues"]

    def _kept_from(self, index: int) -> bool:
        """Say whether somebody is kept from what a verbal noun says."""
        start = self.units[index].first
        words = self.document.words[max(0, start - 10) : start]
        return words[-1:] == ["من"] and any(word.removeprefix("و") in self.sets["depriving"] for word in words)

    def _dashed(self, index: int, argument: Argument) -> bool:
        """Say whether a dash stands before an argument, so that it belongs to the clause around."""
        between = self.units[index + 1 : self._place(argument.unit)]
        return any(unit.kind == "PUNCT" and unit.word in ("-", "–", "—") for unit in between)

    def _sent(self, place: int) -> bool:
        """Say whether a body only sent those whom somebody leads: "وفد من جمعية كذا برئاسة فلان"."""
        if self.units[place].prep != "من":
            return False
        before = [unit.word for unit in self.units[max(0, place - 4) : place]]
        return any(self._any([word], "sent_groups") for word in before)

    def _thanks_to(self, index: int) -> bool:
        """Say whether a verbal noun stands after "thanks to": "نجح المركز بفضل دعم فلان"."""
        return index > 0 and self.units[index - 1].kind == "PREP" and self.units[index - 1].word == "بفضل"

    def _rejected(self, index: int) -> bool:
        """Say whether the verb before a noun of blame rejects it."""
        for place in range(index - 1, max(-1, index - 6), -1):
            unit = self.units[place]
            if unit.kind in ("V", "TRIG") and self._verbal(unit):
                return unit.word.removeprefix("و") in self.sets["denied_verbs"]
        return False

    def _quotes(self, index: int) -> int:
        return int(
            index + 1 < len(self.units)
            and self.units[index + 1].kind == "PUNCT"
            and self.units[index + 1].word == '"'
        )
