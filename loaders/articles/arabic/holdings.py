"""What bodies and people hold: owners and parents in apposition, stakes, units of one's own, what is sold.

"شركة كذا، مالكة صحيفة كذا", "الشركة الأم لكذا", "تبلغ حصة كذا في كذا", "تعود ملكية كذا إلى كذا",
"من خلال وحدتها «كذا»", "باعت كذا حصتها في كذا".
"""

from __future__ import annotations

from collections.abc import Iterator

from techpol.loaders.articles.arabic.arguments import BREAKS, COMMAS
from techpol.loaders.articles.arabic.frames import Candidate
from techpol.loaders.articles.arabic.scanner import Scanner
from techpol.loaders.articles.arabic.units import Unit
from techpol.loaders.articles.arabic.verbal_nouns import word_of
from techpol.loaders.articles.arabic.words import clitic_forms

_HELD = ("Company", "MediaOrganization", "Asset")
_HOLDERS = ("Person", "Company", "MediaOrganization", "Group", "GovernmentBody")
_IN = frozenset(["في", "من", "ب", "gen"])
_TO = frozenset(["ل", "الي"])
_PRONOUNS = ("ها", "ه")
_REACH = 9  # units between a stake and what it is in


class HoldingReader(Scanner):
    """Reads such holdings of one sentence after another."""

    told_plainly = True

    def _read(self) -> Iterator[Candidate]:
        for index, unit in enumerate(self.units):
            word = word_of(unit)
            if unit.kind == "DESC" and unit.roles and unit.roles[0].relation in ("OWNS", "INVESTED_IN"):
                yield from self._described_as(index)
            elif unit.kind == "W" and word == "الام":
                yield from self._parent(index)
            elif unit.kind == "W" and any(base in self.sets["stakes"] for _, base in clitic_forms(word)):
                yield from self._stake(index)
            elif unit.kind == "W" and any(base in ("ملكيه", "ملكيتها", "ملكيته") for _, base in clitic_forms(word)):
                yield from self._property(index)
            elif unit.kind == "W" and word in self.sets["unit_nouns"]:
                yield from self._unit_of(index)
            elif unit.kind in ("W", "NP"):
                yield from self._own_unit(index)
            if unit.kind == "TRIG" and any(item.frame.id == "sell" and item.kind == "verb" for item in unit.triggers):
                yield from self._sold(index)

    def _named(self, unit: Unit | None, kinds: tuple[str, ...]) -> int:
        """Return the one mention of some types that a unit names, -1 where it names none or several."""
        if unit is None or unit.kind not in ("NP", "DESC") or len(unit.mentions) != 1:
            return -1
        mention = self.document.mentions[unit.mentions[0]]
        fits = mention.entity >= 0 and mention.head != "adjective" and mention.type in kinds
        return unit.mentions[0] if fits else -1

    def _at(self, index: int) -> Unit | None:
        return self.units[index] if 0 <= index < len(self.units) else None

    def _skip_marks(self, index: int, step: int = 1) -> int:
        """Return the index of the next unit that is no quotation mark."""
        while 0 <= index < len(self.units) and self.units[index].kind == "PUNCT" and self.units[index].word == '"':
            index += step
        return index

    def _described_as(self, index: int) -> Iterator[Candidate]:
        """Read "شركة كذا، مالكة صحيفة كذا", "شركة كذا المالكة لكذا", "تعد شركة كذا أكبر مساهم في كذا"."""
        unit = self.units[index]
        held = [number for number in unit.mentions if self.document.mentions[number].type in _HELD]
        place = self._skip_marks(index - 1, -1)
        counted = place >= 0 and self.units[place].word in ("هي", "وهي", "هو", "وهو")
        place -= counted
        set_off = place >= 0 and self.units[place].word in COMMAS
        place = self._skip_marks(place - set_off, -1)
        before = self._at(place)
        if before is not None and set_off and word_of(unit).endswith("ه"):
            before = self.matcher._inner(before, "التي") or before  # "فلان، رئيس شركة كذا، مالكة شركة كذا"
        holder = self._named(before, ("Company", "MediaOrganization", "Group"))
        if holder < 0 or len(held) != len(unit.mentions) or unit.pronoun or unit.prep not in ("", "acc"):
            return
        if unit.joined and not set_off:
            return
        apposed = set_off or counted or unit.definite
        if not apposed and word_of(self.units[place - 1] if place > 0 else unit) not in self.sets["counted_as"]:
            return
        if not (set_off or unit.definite) and self._denied_before(index):
            return
        made = self._held(unit.roles[0].relation, "holding/role", index, holder, held, past=unit.past)
        following = self.document.words[unit.first + 1 : unit.first + 3]
        made.modality = "planned" if any(word in ("محتمل", "محتمله", "المحتمل") for word in following) else "asserted"
        yield made

    def _parent(self, index: int) -> Iterator[Candidate]:
        """Read "شركة كذا الأم لكذا", "شركة كذا، الشركة الأم لكذا"."""
        place = index + 1 + (self._at(index + 1) is not None and self.units[index + 1].kind == "PREP")
        child = self._at(self._skip_marks(place))
        held = self._named(child, _HELD)
        before = self._at(self._skip_marks(index - 1, -1))
        if before is not None and before.kind == "NP" and self._plain(before) and self._comma(index - 2):
            before = self._at(self._skip_marks(index - 3, -1))
        holder = self._named(before, ("Company", "MediaOrganization", "Group"))
        if held >= 0 and holder >= 0 and child is not None and child.prep == "ل":
            yield self._held("OWNS", "holding/parent", index, holder, [held])

    def _comma(self, index: int) -> bool:
        unit = self._at(index)
        return unit is not None and unit.word in COMMAS

    def _plain(self, unit: Unit) -> bool:
        """Say whether a noun phrase is only the noun of a body: "الشركة"."""
        return unit.last - unit.first == 1 and self.document.mentions[unit.mentions[0]].kind != "name"

    def _stake(self, index: int) -> Iterator[Candidate]:
        """Read "حصة كذا في كذا", "باعت كذا حصتها في كذا": whose a stake is holds it."""
        unit = self.units[index]
        own = next((item for item in _PRONOUNS if word_of(unit).endswith("ت" + item)), "")
        own = own or next((item for item in _PRONOUNS if word_of(unit).endswith("م" + item)), "")
        place = self._skip_marks(index + 1)
        holder = -1
        if own:
            holder = self._possessor(index, own)
        elif (following := self._at(place)) is not None and following.prep in ("of:", "gen", ""):
            holder = self._named(following, _HOLDERS)
            place = self._skip_marks(place + 1)
        if holder < 0:
            return
        held = self._stake_in(place, index)
        sentence = self.document.tokenised.sentences[self.clauses.sentence]
        if held < 0 or self.document.words[sentence.last - 1] in ("؟", "?"):
            return
        if self.document.mentions[held].entity == self.document.mentions[holder].entity:
            return
        around = self.units[max(0, index - 6) : index]
        if word_of(around[-1] if around else unit) in ("وجود", "امتلاك"):
            return  # "نفى وجود حصته"
        sold = any(word_of(item) in self.sets["selling"] for item in around[-4:])
        sold = sold and not any(word_of(item) in ("نفي", "نفت", "رفض", "رفضت", "ينفي", "يرفض") for item in around)
        yield self._held("OWNS", "holding/stake", index, holder, [held], past=sold)

    def _stake_in(self, place: int, start: int) -> int:
        """Return the company that a stake is in, numbers and adjectives passed over."""
        while place < len(self.units) and place - start < _REACH + 4:
            unit = self.units[place]
            held = self._named(unit, _HELD)
            if held >= 0:
                return held if unit.prep in _IN and unit.kind == "NP" else -1
            if not self._measures(unit) or unit.joined:
                return -1
            place += 1
        return -1

    def _measures(self, unit: Unit) -> bool:
        """Say whether a unit only tells how large a stake is: "البالغة 30 في المائة من أسهم"."""
        if unit.kind == "AMT" or (unit.kind == "PREP" and unit.word in ("في", "من")):
            return True
        if unit.kind == "PUNCT":
            return unit.word in ('"', "%", "(", ")", "٪")
        if unit.kind != "W":
            return False
        number = self.document.tokenised.tokens[unit.first].kind == "number"
        return number or self.document.classes[unit.first] == "A" or unit.word in self.sets["stake_measures"]

    def _possessor(self, index: int, pronoun: str) -> int:
        """Return whose a possessive is: the subject of the verb before it."""
        for place in range(index - 1, max(-1, index - 12), -1):
            unit = self.units[place]
            if unit.kind in ("COMP", "REL") or (unit.kind == "PUNCT" and unit.word in BREAKS):
                return -1
            if unit.kind == "V" or (unit.kind == "TRIG" and self.matcher._verbal(unit)):
                subject = self.matcher._subject(place)
                number = self._named(subject, _HOLDERS) if subject is not None and subject.kind == "NP" else -1
                return number if number >= 0 and self._agrees(subject, number, pronoun) else -1
        return -1

    def _agrees(self, unit: Unit | None, number: int, pronoun: str) -> bool:
        if unit is None:
            return False
        if self.document.mentions[number].type == "Person":
            return self.matcher._pronoun_fits(number, pronoun)
        return self.matcher._agrees(unit, "التي" if pronoun == "ها" else "الذي")

    def _property(self, index: int) -> Iterator[Candidate]:
        """Read "تعود ملكية كذا إلى كذا", "كذا التي آلت ملكيتها إلى كذا"."""
        verb = self._at(index - 1)
        if verb is None or word_of(verb) not in self.sets["belonging_to"] or self.matcher._negated(index - 1):
            return
        place = self._skip_marks(index + 1)
        if word_of(self.units[index]).endswith(_PRONOUNS) and not word_of(self.units[index]).endswith("يه"):
            head = self.matcher._relative_head(index - 1)
            held = self._named(head, _HELD)
        else:
            held = self._named(self._at(place), _HELD)
            place = self._skip_marks(place + 1)
        for after in range(place, min(place + 5, len(self.units))):
            unit = self.units[after]
            holder = self._named(unit, _HOLDERS)
            if holder >= 0:
                if held >= 0 and unit.prep in _TO:
                    made = self._held("OWNS", "holding/property", index, holder, [held])
                    made.modality = "planned" if self._doubted(index - 1) else "asserted"
                    yield made
                return
            if unit.kind not in ("W", "PREP", "PUNCT") or unit.word in COMMAS:
                return

    def _unit_of(self, index: int) -> Iterator[Candidate]:
        """Read "شركة كذا، وحدة شركة كذا", "شركة كذا، ذراع الاستثمار لشركة كذا"."""
        before = self._at(self._skip_marks(index - 2, -1))
        held = self._named(before, _HELD)
        if held < 0 or not self._comma(index - 1):
            return
        for place in range(index + 1, min(index + 6, len(self.units))):
            unit = self.units[place]
            holder = self._named(unit, ("Company", "MediaOrganization", "Group"))
            if holder >= 0:
                if not unit.joined and unit.prep in ("", "gen", "ل", "في"):
                    around = (*self.units[index + 1 : place], *self.units[place + 1 : place + 2])
                    once = any(word_of(item) in self.sets["formerly"] for item in around)
                    yield self._held("OWNS", "holding/unit", index, holder, [held], past=once)
                return
            if unit.kind not in ("W", "PREP", "TRIG") and unit.word != '"':
                return
            if unit.kind == "TRIG" and self.matcher._verbal(unit):
                return

    def _own_unit(self, index: int) -> Iterator[Candidate]:
        """Read "من خلال شركتها التابعة «كذا»", "وحدتها للحوسبة «كذا»": a unit of one's own, by its name."""
        words = self.document.words[self.units[index].first : self.units[index].last]
        if not words:
            return
        own = next(
            (
                item
                for item in _PRONOUNS
                for _, base in clitic_forms(words[0])
                if base.endswith(item) and base.removesuffix(item) in self.sets["owned_units"]
            ),
            "",
        )
        if not own or (self.units[index].kind == "NP" and len(words) > 1):
            return
        place = index + 1
        while place < len(self.units) and place - index < 5:
            unit = self.units[place]
            adjective = unit.kind == "TRIG" and all(item.kind in ("active", "passive") for item in unit.triggers)
            if unit.kind not in ("W",) and not adjective:
                break
            if unit.joined:
                return
            place += 1
        quoted = place < len(self.units) and self.units[place].word == '"'
        held = self._named(self._at(self._skip_marks(place)), (*_HELD, "Organization"))
        if held < 0 or not quoted or self.document.mentions[held].prep:
            return
        holder = self._possessor(index, own)
        if holder >= 0 and self.document.mentions[holder].entity != self.document.mentions[held].entity:
            yield self._held("OWNS", "holding/own-unit", index, holder, [held])

    def _sold(self, index: int) -> Iterator[Candidate]:
        """Read "باعت كذا شركة كذا": who sold a company held it."""
        if self.matcher._negated(index) or self._doubted(index):
            return
        subject = self.matcher._subject(index)
        seller = self._named(subject, ("Person", "Company", "MediaOrganization")) if subject is not None else -1
        if seller < 0 or subject is None or subject.kind != "NP":
            return
        self.matcher.verb = index
        for argument in self.matcher._right(index):
            if argument.commas > 0 or argument.unit is subject:
                continue
            held = self._named(argument.unit, _HELD)
            if argument.prep == "" and argument.unit.kind == "NP":
                distinct = held >= 0 and self.document.mentions[held].entity != self.document.mentions[seller].entity
                reached = self.matcher._reachable(self.matcher._place(subject), argument.unit)
                reached = reached and not self._goods_after(argument.unit)
                if distinct and reached and self.document.mentions[held].kind == "name":
                    yield self._held("OWNS", "holding/sold", index, seller, [held], past=True)
                return

    def _goods_after(self, unit: Unit) -> bool:
        """Say whether a noun of what was sold follows a firm, which is who bought: "باعت كذا شركة كذا معدات"."""
        after = self._at(self.matcher._place(unit) + 1)
        if after is None or after.kind not in ("W", "TRIG", "AMT") or after.joined:
            return False
        plain = not word_of(after).startswith("ال") and word_of(after) not in self.sets["time_words"]
        return after.kind == "AMT" or (plain and self.document.classes[after.first] == "N" and after.prep == "")

    def _held(
        self, relation: str, rule: str, index: int, holder: int, held: list[int], past: bool = False
    ) -> Candidate:
        return self._claimed(relation, rule, index, [holder], held, past=past)
