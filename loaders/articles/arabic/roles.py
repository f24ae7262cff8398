"""Roles collapsed with what they are of and the person who holds them, each noted as a fact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from techpol.loaders.articles.arabic.complements import ComplementReader
from techpol.loaders.articles.arabic.lexicon import Role
from techpol.loaders.articles.arabic.mentions import Mention
from techpol.loaders.articles.arabic.units import AFFILIATED, WORKING, RoleFact, Unit
from techpol.loaders.articles.arabic.words import clitic_forms, is_definite, without_article


class RoleReader(ComplementReader):
    """Collapses roles with what they are of and the person who holds them, and notes each as a fact."""

    def collapse(self, units: list[Unit]) -> list[Unit]:
        """Return the units with every role joined to its person."""
        result: list[Unit] = []
        index = 0
        self.passed = []
        units = self._without_abbreviations(units)
        while index < len(units):
            unit = units[index]
            if unit.kind != "ROLE":
                if unit.kind == "NP":
                    self.passed.append(unit)
                result.append(unit)
                index += 1
                continue
            index = self._read(units, index, result)
        return self._shared(result)

    def _without_abbreviations(self, units: list[Unit]) -> list[Unit]:
        """Leave out "د." and "م." before a person's name, and the stroke of "الدكتور / فلان" with its title."""
        kept: list[Unit] = []
        for unit in units:
            if self._is_person(unit) and unit.prep == "" and len(kept) > 1 and kept[-1].word == "/":
                title = kept[-2]
                written = self.builder.lexicon.titles.find(self.document.words, title.first, title.last)
                if title.kind in ("W", "ROLE", "TRIG") and written is not None:
                    unit.first, unit.joined = title.first, title.joined
                    unit.prep, unit.word = title.prep or written[1][-1:].strip("وف"), title.word
                    del kept[-2:]
            while (
                self._is_person(unit)
                and len(kept) > 1
                and kept[-1].word == "."
                and kept[-2].kind == "W"
                and kept[-2].word in ("د", "م", "ا", "ود", "وم", "وا")
            ):
                unit.joined = unit.joined or kept[-2].word.startswith("و")
                del kept[-2:]
            kept.append(unit)
        return kept

    def _shared(self, units: list[Unit]) -> list[Unit]:
        """Give the second of two holders of one office his: "الرئيسين الأميركي فلان، والكوبي فلان"."""
        result: list[Unit] = []
        for index, unit in enumerate(units):
            adjective = result[-1] if result else None
            office = None
            if (
                self._is_person(unit)
                and unit.prep == ""
                and adjective is not None
                and adjective.joined
                and self.builder.adjective(adjective)
                and self.builder.type_of(adjective) == "Place"
            ):
                before = next((other for other in reversed(result[:-1]) if other.kind != "PUNCT"), None)
                office = next(
                    (
                        fact
                        for fact in self.facts
                        if before is not None
                        and before.mentions
                        and fact.complement >= 0
                        and fact.person == before.mentions[0]
                        and self.document.mentions[fact.complement].head == "adjective"
                    ),
                    None,
                )
            if office is not None and adjective is not None and index > 0:
                result.pop()
                self.facts.append(
                    RoleFact(
                        unit.mentions[0],
                        office.role,
                        adjective.mentions[0],
                        office.past,
                        adjective.first,
                        unit.last,
                        office.words,
                    )
                )
                unit.first, unit.joined = adjective.first, True
            result.append(unit)
        return result

    def _adjectives(self, units: Sequence[Unit], index: int, unit: Unit, places: list[int]) -> int:
        """Pass over adjectives after a role or its complement; nationalities are noted as complements."""
        passed = False
        portfolio = bool(unit.roles) and unit.roles[0].words[-1] in ("وزير", "باسم")
        portfolio = portfolio and (not unit.definite or unit.roles[0].words[-1] == "باسم")
        while index < len(units):
            follower = units[index]
            if (
                follower.kind == "NP"
                and self.document.mentions[follower.mentions[0]].head == "adjective"
                and follower.prep == ""
                and not follower.joined
            ):
                # "الرئيس الأميركي": of a country; after another adjective it is the person's nationality.
                if not passed or self.builder.type_of(follower) == "Party":
                    places.append(follower.mentions[0])
            elif follower.word in self.sets["past_adjectives"]:
                unit.past = passed = True
            elif follower.word in self.sets["future_adjectives"] or follower.word in (
                "بالنيابه",
                "بالانابه",
                "بالوكاله",
            ):
                passed = True
            elif (
                follower.kind in ("W", "TRIG")
                and is_definite(follower.word)
                and self.document.classes[follower.first] == "A"
                and follower.word.startswith("ال")
                and not portfolio  # "نائب وزير الخارجية"
            ):
                passed = True
            else:
                break
            index += 1
        return index

    def _read(self, units: Sequence[Unit], index: int, result: list[Unit]) -> int:
        """Read one role (or several that share a complement) at an index; returns the index after it."""
        unit = units[index]
        roles = list(unit.roles)
        start = index
        adjectives: list[int] = []
        index = self._adjectives(units, index + 1, unit, adjectives)
        if (
            roles[0].words[-1] == "نايب"
            and index < len(units)
            and units[index].kind == "ROLE"
            and units[index].prep == "ل"
            and units[index].roles[0].relation == "LEADS"
        ):
            # "النائب السابق لرئيس الاتحاد": he is among those who lead it.
            roles, unit.definite = list(units[index].roles), False
            index = self._adjectives(units, index + 1, unit, adjectives)
        below = self._below(units, index, unit, adjectives)
        if below is not None:
            roles, upper = below
            if not roles:
                result.extend(replace(item, kind="W") for item in units[start:upper])
                return upper
            ministry = self._ministry(units, index + 1, units[index]) if roles[0].words[-1] == "وزير" else None
            index = self._adjectives(units, index + 1, unit, adjectives)
        while (
            index < len(units)
            and units[index].kind == "ROLE"
            and units[index].joined
            and not adjectives
            and units[index].prep == ""
            and self.document.words[units[index].first] == units[index].word  # a title opens another's name
        ):
            roles.extend(units[index].roles)
            unit.pronoun = unit.pronoun or units[index].pronoun
            index = self._adjectives(units, index + 1, unit, adjectives)
        if below is not None and ministry is not None and not adjectives:
            complements, index = ministry
        else:
            complements, index = self._complement(units, index, unit, roles, adjectives)
        index = self._adjectives(units, index, unit, adjectives)
        if complements:
            index = self._acronym(units, index)
        end = index
        singular = not unit.definite and not adjectives and not unit.pronoun and not self._plural(unit)
        after = self._aside(units, index) if complements else self._bodiless(units, index) if singular else index
        if roles[-1].words[-1] == "باسم" and not complements and not unit.pronoun:
            after = self._unspoken(units, index)
        person = self._person_after(units, after, unit)
        if person is not None:
            holder, index = person
        else:
            holder_unit = self._person_before(result, unit, units, start)
            if holder_unit is not None:
                complements = complements or self._inner_body(unit, adjectives)
                self._note(units[start:end], holder_unit.mentions, roles, complements, adjectives, unit)
                holder_unit.last = units[end - 1].last
                while result[-1] is not holder_unit:
                    result.pop()
                return end
            chained = self._chain(units, end, result, unit, roles, complements, adjectives, start)
            if chained is not None:
                return chained
            if unit.pronoun and not complements and not adjectives and self._becomes(result):
                own = self._possessor(unit, [], roles[0])
                complements = [own] if own is not None else []
            if not complements and not adjectives and (unit.word.endswith(("ه", "ا")) or not unit.definite):
                # "منافسة" and "ناجحة" look like roles and are none.
                plain = Unit("W", unit.first, units[start].last, prep="", joined=unit.joined, word=unit.word)
                plain.triggers = self.builder._triggers(unit.first)
                plain.kind = "TRIG" if plain.triggers else "W"
                result.append(plain)
                return start + 1
            if not complements and not adjectives and roles[0].itself:
                complements = [self._office(unit)]
            described = Unit(
                "NP",
                unit.first,
                units[end - 1].last,
                [],
                unit.prep,
                unit.joined,
                roles=roles,
                pronoun=unit.pronoun,
                past=unit.past,
                definite=unit.definite,
                word=unit.word,
            )
            if unit.word.endswith("ا") and not unit.pronoun and unit.prep == "" and not unit.definite:
                described.prep = "acc"  # an accusative says what somebody is; it is nobody's subject
            described.member = roles[0].words[0] in ("اعضاء", "عضو")
            described.amount = None
            described.triggers = []
            self._describe(described, complements, adjectives)
            result.append(described)
            return end
        if not complements and not adjectives and roles[0].itself:
            complements = [self._office(unit)]
        if not complements:
            complements = self._inner_body(unit, adjectives)
        self._note(units[start:end], holder.mentions, roles, complements, adjectives, unit)
        result.append(
            Unit("NP", unit.first, holder.last, list(holder.mentions), unit.prep, unit.joined, word=unit.word)
        )
        return index

    def _below(
        self, units: Sequence[Unit], index: int, unit: Unit, adjectives: Sequence[int]
    ) -> tuple[list[Role], int] | None:
        """Return the roles of who serves who holds another, or None: "مستشار رئيس الجامعة", "وكيل محافظ كذا".

        Whose own name may follow "مبعوث الرئيس الصيني" cannot be told: no roles then, and the index behind it.
        """
        own = unit.roles[0]
        if " ".join(own.words) not in self.sets["under_roles"] or unit.definite or unit.pronoun or adjectives:
            return None
        if index != units.index(unit) + 1 or index >= len(units) or units[index].kind != "ROLE":
            return None
        upper = units[index]
        seated = " ".join(own.words) in self.sets["deputies"]
        titled = upper.prep != "ل" and self.document.words[upper.first] != upper.word
        if upper.joined or titled or upper.prep not in ("", "gen", "ل"):
            return None
        if self._titled_person(units, index) and not (seated and upper.roles[0].words[0] == "وزير"):
            return None  # "مستشار خادم الحرمين الشريفين أمير منطقة كذا": his own second role
        if upper.definite:
            after = index + 1
            while after < len(units) and self.builder.adjective(units[after]):
                after += 1
            led = after < len(units) and self._is_person(units[after])
            return None if led or after == index + 1 else ([], after)
        return [
            replace(
                role,
                words=(*own.words, *role.words),
                relation="WORKS_FOR",
                of=("Organization",),
                office=(role.office or (role.relation if role.relation == "HOLDS_OFFICE" else "")) if seated else "",
                itself=False,
            )
            for role in upper.roles
        ], index

    def _chain(
        self,
        units: Sequence[Unit],
        end: int,
        result: list[Unit],
        unit: Unit,
        roles: Sequence[Role],
        complements: Sequence[int],
        adjectives: Sequence[int],
        start: int,
    ) -> int | None:
        """Read a role whose person stands after further roles: "أمير المنطقة رئيس الجمعية الأمير فلان"."""
        following = self._aside(units, end)
        following = following + 1 if following < len(units) and units[following].word in ("،", ",") else following
        if not (complements or adjectives) or following >= len(units) or units[following].kind != "ROLE":
            return None
        if units[following].prep or (units[following].joined and following > end):
            return None
        noted, skipped = len(self.facts), self.skipped
        inner: list[Unit] = []
        lent, self.lent = self.lent, list(complements) if following == end else []
        after = self._read(units, following, inner)
        self.lent = lent
        if len(inner) != 1 or not self._is_person(inner[0]):
            del self.facts[noted:]
            return None
        holder, self.skipped = inner[0], skipped
        self._note(units[start:end], holder.mentions, roles, complements, adjectives, unit)
        result.append(
            Unit("NP", unit.first, holder.last, list(holder.mentions), unit.prep, unit.joined, word=unit.word)
        )
        return after

    def _office(self, unit: Unit) -> int:
        """Make a mention of an office that is held as such."""
        head = unit.roles[0].words[0]
        clitic = next((form for form, base in clitic_forms(unit.word) if without_article(base) == head), "")
        mention = Mention(
            unit.first, unit.first + 2, unit.first, unit.first + 2, clitic, "GovernmentBody", "nominal", "office"
        )
        self.document.mentions.append(mention)
        return len(self.document.mentions) - 1

    def _describe(self, unit: Unit, complements: list[int], adjectives: list[int]) -> None:
        """Keep what a role without a name is of, so that the document may tell who it is."""
        unit.kind = "DESC"
        unit.mentions = complements or adjectives

    def _person_after(self, units: Sequence[Unit], index: int, unit: Unit) -> tuple[Unit, int] | None:
        """Return the person that a role leads to: right after it, or between commas."""
        place = index
        comma = (
            place < len(units)
            and units[place].kind == "PUNCT"
            and units[place].word in ("،", ",", '"', "(", ":", "-")
        )
        if comma:
            place += 1
        joined = False
        if (
            joined
            or place >= len(units)
            or not self._is_person(units[place])
            or units[place].prep not in ("", "gen")
            or units[place].joined
        ):
            return None
        if len(units[place].mentions) == 1 and unit.word.endswith("اعضاء") and (comma or self._elected(unit.first)):
            return None  # "انتخابات أعضاء المجالس، المهندس فلان"
        if comma and units[index].word in ("،", ",", "-"):
            after = units[place + 1] if place + 1 < len(units) else None
            closed = after is None or (after.kind == "PUNCT" and after.word in ("،", ",", ".", "-", "..."))
            closed = closed or (after is not None and after.kind == "COMP")  # "قال مدير كذا، فلان إن"
            if not closed:
                return None
        index = place + 1
        if comma and units[index - 2].word == '"' and index < len(units) and units[index].word == '"':
            index += 1
        return units[place], index

    def _elected(self, first: int) -> bool:
        """Say whether an election stands before its members, who are none that is named: "لانتخابات أعضاء كذا"."""
        before = self.document.words[first - 1] if first > 0 else ""
        return any(base in ("انتخابات", "انتخاب", "الانتخابات") for _, base in clitic_forms(before))

    def _person_before(self, result: Sequence[Unit], unit: Unit, units: Sequence[Unit], start: int) -> Unit | None:
        """Return the person that a role stands in apposition to: "فلان، رئيس ...", "فلان وهو مؤسس ..."."""
        place = self._before_age(result, len(result) - 1)
        bridged = False
        many = (
            unit.definite and unit.word.endswith(("ين", "ون")) and not unit.roles[0].words[0].endswith(("ين", "ون"))
        )
        one_of = len(result) > 0 and result[-1].word in ("احد", "احدي") and unit.roles[0].relation != "RUNS_FOR"
        # "فلان، أحد المساهمين في كذا"
        if many and not one_of and unit.prep == "" and (len(result) == 0 or len(result[place].mentions) < 2):
            return None  # "وهنأ فلان، الموظفين": they are others
        while place >= 0 and (
            (result[place].kind == "PUNCT" and result[place].word in ("،", ",", "-", ")", '"'))
            or self._set_off(result, place)
            or (result[place].word == "(" and place == len(result) - 1)
            or (
                result[place].kind == "W"
                and any(item.word == "لشوون" for item in result[max(0, place - 1) : place + 1])
            )
            or (result[place].kind in ("AUX", "W", "REL", "V", "LIST") and result[place].word in self.sets["bridges"])
            or (result[place].kind == "PREP" and result[place].word == unit.prep and unit.prep in ("من", "بين"))
            or (unit.prep in ("من", "بين") and result[place].kind == "W" and self._described(result[place]))
            or (result[place].kind == "W" and result[place].word in self.sets["partitives"])
        ):
            bridged = bridged or result[place].word in self.sets["bridges"]
            place = self._before_age(result, place - 1)
            if len(result) - place > 7:
                return None
        if unit.joined and not bridged and (named := self._called_before(result, place)) >= 0:
            place, bridged = named, True
        if place < 0 or not self._is_person(result[place]):
            return None
        apposed = unit.prep in ("من", "بين") and self._plural(unit) and place < len(result) - 1
        if unit.prep and not (unit.prep == "ك" or bridged or apposed):
            return None
        if unit.joined and not bridged and not self._appositive(result[place], unit):
            return None
        entity = self.document.mentions[result[place].mentions[0]].entity
        if self._womans(unit.word) and entity >= 0 and self.document.entities[entity].gender == "m":
            return None  # "فلان، رئيس شركة كذا، مالكة شركة كذا": the company
        return result[place]

    def _called_before(self, result: Sequence[Unit], place: int) -> int:
        """Return the person whom definite nouns after a comma describe, -1: "فلان، الملياردير ومؤسس كذا"."""
        words = 0
        while place > 0 and words < 3 and result[place].kind == "W" and is_definite(result[place].word):
            if not self._described(result[place]):
                return -1
            place, words = place - 1, words + 1
        comma = words > 0 and place > 0 and result[place].kind == "PUNCT" and result[place].word in ("،", ",")
        return place - 1 if comma and self._is_person(result[place - 1]) else -1

    def _set_off(self, result: Sequence[Unit], place: int) -> bool:
        """Say whether a semicolon right after a person sets a role off: "المهندس فلان؛ الرئيس التنفيذي ل ..."."""
        last = place == len(result) - 1 and place > 0
        return last and result[place].word == "؛" and self._is_person(result[place - 1])

    def _before_age(self, result: Sequence[Unit], place: int) -> int:
        """Pass back over an age in brackets, and the colon of a list's entry: "- فلان (44 عاما): سناتور عن كذا"."""
        colon = place >= 0 and result[place].kind == "PUNCT" and result[place].word == ":"
        if colon:
            if len(result) > 12:
                return place
            place -= 1
        if place >= 0 and result[place].kind == "PUNCT" and result[place].word == ")":
            opening = place
            while opening > 0 and place - opening < 6 and result[opening].word != "(":
                opening -= 1
            if result[opening].word == "(":
                return opening - 1
        return place

    def _becomes(self, result: Sequence[Unit]) -> bool:
        """Say whether a joined verb of being stands right before a role with a possessive: "وأصبح رئيسها"."""
        before = result[-1] if result else None
        return before is not None and before.joined and before.word.removeprefix("و") in self.sets["holding"]

    def _described(self, unit: Unit) -> bool:
        """Say whether a word belongs to a description in apposition: "ملياردير العقارات", "المرأة الوحيدة"."""
        return self.document.classes[unit.first] in ("N", "A") and unit.last == unit.first + 1

    def _appositive(self, before: Unit, unit: Unit) -> bool:
        """Say whether "و" joins a second role to who has one: "عضو مجلس اللوردات وزعيم حزب المحافظين"."""
        several = unit.word.removeprefix("و") in self.sets["broken_plurals"]  # "رئيس الجمعية وأعضاء المجلس"
        one = len(before.mentions) == 1 and not several
        return one and before.last - before.first > 2 and any(fact.last >= before.last - 1 for fact in self.facts)

    def _note(
        self,
        units: Sequence[Unit],
        people: Sequence[int],
        roles: Sequence[Role],
        complements: Sequence[int],
        adjectives: Sequence[int],
        unit: Unit,
    ) -> None:
        first, last = units[0].first, units[-1].last
        words = self._said(unit, roles[0], last)
        plural = len(people) > 1 and not self._plural(unit)
        for party in adjectives:
            if self.document.mentions[party].type == "Party":
                for person in people:
                    self.facts.append(RoleFact(person, AFFILIATED, party, unit.past, first, last, words))
        adjectives = [number for number in adjectives if self.document.mentions[number].type != "Party"]
        if roles[0].relation == "RUNS_FOR":
            complements = self._party(people, complements, unit, first, last, words)
        for role in roles:
            words = self._said(unit, role, last)
            targets = list(complements)
            kinds = {self.document.mentions[number].type for number in targets}
            if not targets or (role.relation == "HOLDS_OFFICE" and not kinds & {"Place"} and adjectives):
                targets += list(adjectives)
            for target in (number for number in targets if not self._visited(role, number)):
                soldier = role.words[0] in self.sets["ranks"] and self._fights(target)
                aside = self.skipped and role.relation == "LEADS" and complements
                relation = WORKING if aside or soldier else role
                for person in people[:1] if plural else people:
                    self.facts.append(RoleFact(person, relation, target, unit.past, first, last, words))
            implied = not targets and not unit.pronoun and " ".join(role.words) in self.sets["bodied_roles"]
            if implied and unit.roles == list(roles):
                for person in people[:1]:
                    self.facts.append(RoleFact(person, role, -1, unit.past, first, last, words))
            if unit.pronoun and not complements:
                possessor = self._shared_body(unit, people, role, first)
                if possessor is None:
                    possessor = self._possessor(unit, people, role)
                if possessor is None and "وزير" in role.words:
                    possessor = self._his_country(first)
                if possessor is not None:
                    for person in people[:1]:
                        self.facts.append(RoleFact(person, role, possessor, unit.past, first, last, words))

    def _fights(self, number: int) -> bool:
        """Say whether a mention is an army, in which a captain is a soldier."""
        word = self.document.words[self.document.mentions[number].first]
        return any(base in self.sets["armed"] for _, base in clitic_forms(word))

    def _party(
        self, people: Sequence[int], complements: Sequence[int], unit: Unit, first: int, last: int, words: str
    ) -> list[int]:
        """Keep the race of a candidate; where there is one, the party beside it is what the candidate belongs to."""
        kinds = [self.document.mentions[number].type for number in complements]
        races = [number for number, kind in zip(complements, kinds, strict=True) if kind == "Candidacy"]
        if not races:
            return list(complements[:1])
        for number, kind in zip(complements, kinds, strict=True):
            if kind == "Party":
                for person in people:
                    self.facts.append(RoleFact(person, AFFILIATED, number, unit.past, first, last, words))
        return races[:1]
