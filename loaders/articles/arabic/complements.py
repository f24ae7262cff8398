"""What a role is of: "الرئيس التنفيذي لشركة ...", "مرشح الحزب ... لرئاسة ...", "مؤسسها"."""

from __future__ import annotations

from collections.abc import Sequence

from techpol.loaders.articles.arabic.lexicon import Role
from techpol.loaders.articles.arabic.mentions import Mention
from techpol.loaders.articles.arabic.offices import OfficeReader
from techpol.loaders.articles.arabic.units import Unit
from techpol.loaders.articles.arabic.words import clitic_forms, is_definite, without_article

_BESIDE = 1  # tokens between who has ministers and them, a comma
# What may say where somebody holds a role.
_SEATS = ("Place", "GovernmentBody", "Organization", "Group", "Company")


class ComplementReader(OfficeReader):
    """Finds what roles are of."""

    def _is_person(self, unit: Unit) -> bool:
        if unit.kind != "NP" or not unit.mentions:
            return False
        mention = self.document.mentions[unit.mentions[0]]
        return mention.type == "Person" or (mention.type == "Group" and mention.head == "توام")

    def _womans(self, word: str) -> bool:
        """Say whether a role is a woman's by its ending; men are "عمدة" and "خليفة", too."""
        return word.endswith("ه") and without_article(word) not in self.sets["roles_in_h"]

    def _plural(self, unit: Unit) -> bool:
        word = unit.word
        if without_article(word.removeprefix("و")) in self.sets["broken_plurals"]:
            return True
        return word.endswith(("ين", "ون", "ا", "و", "ان", "ي")) and not word.endswith("ال")

    def _complement(
        self, units: Sequence[Unit], index: int, unit: Unit, roles: Sequence[Role], adjectives: list[int]
    ) -> tuple[list[int], int]:
        """Return (mentions, index after) of what a role is of."""
        self.skipped = 0
        if roles[0].words[0] == "وزير" and not adjectives and not unit.definite:
            ministry = self._ministry(units, index, unit)
            if ministry is not None:
                return ministry
        if "وزير" in roles[0].words and not adjectives and not unit.definite:
            nation = self._nation(units, index, unit)
            if nation is not None:
                adjectives.append(nation[0])
                return [], nation[1]
        if index >= len(units):
            return [], index
        place = index
        skipped = 0
        while (
            skipped < 4
            and place < len(units)
            and units[place].kind in ("W", "TRIG", "AUX")
            and not units[place].joined
            and not (units[place].word.startswith(("بال", "لل")) and self._is_body(units[place]))
            and (
                units[place].word in self.sets["adverbs"]
                or self.document.classes[units[place].first] in ("N", "A")
                and units[place].prep == ""
                and self.document.tokenised.tokens[units[place].first].kind == "word"
            )
        ):
            skipped += not (units[place].word.endswith("ا") or units[place].word in self.sets["adverbs"])
            place += 1
        while (
            skipped
            and place < len(units)
            and units[place].kind in ("W", "TRIG")
            and units[place].word.startswith("وال")
            and skipped < 5
        ):
            place += 1
            skipped += 1
        self.skipped = skipped
        if place >= len(units):
            return [], index
        if units[place].kind == "PREP" and place + 1 < len(units) and units[place + 1].prep == units[place].word:
            place += 1
        if (
            units[place].kind == "PREP"
            and place + 2 < len(units)
            and units[place + 1].kind == "PUNCT"
            and units[place + 2].prep == units[place].word
        ):
            place += 1
        follower = units[place]
        if (
            place < len(units)
            and units[place].kind == "PUNCT"
            and units[place].word in ('"', "(")
            and place + 1 < len(units)
        ):
            place += 1
            follower = units[place]
        if roles[0].relation in ("WORKS_FOR", "SUPPORTED") and units[place].kind in ("ROLE", "TITLE"):
            employer = self._titled_person(units, place)
            if employer is not None:
                return employer
        if roles[0].relation == "RUNS_FOR":
            race = self._race(units, index)
            if race is not None:
                return race
        if (
            skipped <= 1
            and place - index <= 1
            and index < len(units)
            and roles[0].words[-1] in self.sets["place_roles"]
        ):
            made = self._new_place(units[index])
            if made >= 0:
                self.skipped = 0
                return [made], index + 1
        if index < len(units) and roles[0].words[-1] in self.sets["place_roles"]:
            known = self._known_place(units, index)
            if known is not None:
                self.skipped = 0
                return known
        at_body = follower.word.startswith(("بال", "لل")) and roles[0].relation in ("LEADS", "WORKS_FOR")
        if follower.kind == "W" and (at_body or (place == index and not unit.definite)):
            nominal = self._nominal(follower)
            if nominal >= 0:
                self.skipped = skipped if at_body else 0  # "مدير العلاقات العامة بالشركة" works there
                return [nominal], place + 1
        if (
            roles[-1].words[-1] == "باسم"
            and not unit.pronoun
            and (spoken := self._spoken_for(units, index)) is not None
        ):
            self.skipped = 0
            return spoken
        if follower.kind != "NP" or not follower.mentions or follower.joined:
            return [], index
        kind = self.builder.type_of(follower)
        if skipped and kind == "MediaOrganization" and follower.prep == "ل":
            return [], index  # "قال عضو مجلس كذا لوكالة كذا": whom it was told
        if kind == "Person" and follower.prep in ("ل", "ب") and roles[0].relation in ("LEADS", "FOUNDED", "OWNS"):
            kind = self._company(follower)
        allowed = {name for role in roles for name in role.of} | {"Place" for role in roles if role.office}
        fits = kind in allowed or (
            "Organization" in allowed and kind not in ("Person", "Place", "Event", "Candidacy", "Asset")
        )
        if kind == "Party" and follower.prep == "عن" and roles[0].words[0] in ("نايب", "نايبه", "سيناتور", "عضو"):
            for party in follower.mentions:
                adjectives.append(party)  # "النائب عن حزب كذا"
            return [], place + 1
        minister = roles[0].words[0] == "وزير"
        named = roles[0].words[-1] == "باسم"
        idafa = follower.prep == "" and (named or (not unit.definite and not adjectives)) and skipped == 0
        if minister and skipped and follower.prep in ("", "gen") and kind == "Place":
            idafa = True
        if unit.pronoun:
            idafa = False  # "منافسها دونالد ترامب": the person, not whom he is against
        if skipped and not minister and (kind == "Place" or follower.prep not in ("ب", "في", "لدي", "ل")):
            return [], index
        by_prep = follower.prep in ("ل", "ب", "في", "لدي", "باسم", "من", "عن", "الي", "على", "علي", "داخل", "ضمن")
        supervisor = roles[0].words[0] == "مشرف" or (roles[0].words[0] == "ممثل" and follower.prep == "عن")
        if follower.prep == "الي" and roles[0].words[0] not in ("مبعوث", "سفير", "موفد", "مندوب"):
            by_prep = False
        if (
            follower.prep in ("من", "علي", "عن")
            and roles[0].relation not in ("HOLDS_OFFICE", "FOUNDED")
            and not supervisor
        ):
            by_prep = False
        speaks = named or (roles[0].words[0] in ("متحدث", "ناطق") and follower.prep == "ل")
        if speaks and not fits and kind in ("Event", "Candidacy"):
            return [], place + 1  # "المتحدث باسم الانتخابات البلدية فلان": of nothing that speaks
        if not fits or not (idafa or by_prep):
            return [], index
        if kind == "Person" and idafa and roles[0].relation not in ("WORKS_FOR", "SUPPORTED", "RUNNING_AGAINST"):
            return [], index
        if self.document.mentions[follower.mentions[0]].head in ("اداره", "قسم", "وحده", "دايره"):
            within = self._within(units, place + 1)
            if within is not None:
                self.skipped = 1  # "نائب رئيس إدارة المنتج في «غوغل»": he works for the company
                return within
        place += 1
        while (
            place < len(units)
            and units[place].kind == "PUNCT"
            and units[place].word in ('"', ")")
            and units[place].first == units[place - 1].last
        ):
            place += 1
        return list(follower.mentions), place

    def _spoken_for(self, units: Sequence[Unit], index: int) -> tuple[list[int], int] | None:
        """Return the part of a government that a spokesman's word names: "المتحدثة باسم الخارجية الأميركية"."""
        words, first = self.document.words, units[index].first
        if words[first] not in self.sets["spoken_for"] or units[index].joined:
            return None
        last, place = first + 1, index
        sentence = self.document.tokenised.sentences[self.document.tokenised.sentence_at(first)]
        if last < sentence.last and without_article(words[last]) in self.builder.lexicon.nationalities:
            last += 1
        while place < len(units) and units[place].first < last:
            place += 1
        known = [number for unit in units[index:place] for number in unit.mentions]
        named = [number for number in known if self.document.mentions[number].type == "GovernmentBody"]
        if named and self.document.mentions[named[0]].entity >= 0:
            return None
        tokens = self.document.tokenised.tokens
        return [
            self._body(first, last, self.document.tokenised.text[tokens[first].start : tokens[last - 1].end])
        ], place

    def _unspoken(self, units: Sequence[Unit], index: int) -> int:
        """Pass over what somebody speaks for that is no body: "المتحدث باسم الانتخابات البلدية | المهندس فلان"."""
        place = index
        while (
            place < len(units)
            and place - index < 3
            and units[place].kind in ("W", "TRIG")
            and not units[place].joined
            and is_definite(units[place].word)
            and self.document.classes[units[place].first] in ("N", "A")
        ):
            place += 1
        return place

    def _is_body(self, unit: Unit) -> bool:
        """Say whether a word is a noun of a body with its article: "بالشركة"."""
        rows = self.builder.lexicon.heads.rows
        bases = (base for _, base in clitic_forms(unit.word) if base.startswith("ال"))
        return unit.kind == "W" and any(base in rows or without_article(base) in rows for base in bases)

    def _visited(self, role: Role, number: int) -> bool:
        """Say whether a place after a minister is where his visit goes: "زيارة فلان وزير الدفاع للأردن"."""
        mention = self.document.mentions[number]
        if role.words[0] != "وزير" or mention.type != "Place" or mention.prep != "ل":
            return False
        sentence = self.document.tokenised.sentences[self.document.tokenised.sentence_at(mention.first)]
        before = self.document.words[sentence.first : mention.first]
        return any(base in self.sets["visits"] for word in before for _, base in clitic_forms(word))

    def _titled_person(self, units: Sequence[Unit], index: int) -> tuple[list[int], int] | None:
        """Return the person after a title, whose adviser or lawyer somebody is: "مستشار الرئيس السابق فلان"."""
        if units[index].prep not in ("", "ل", "باسم", "لدي") or units[index].joined:
            return None
        place = index + 1
        while (
            place < len(units)
            and place - index < 3
            and (self.builder.adjective(units[place]) or units[place].word in self.sets["past_adjectives"])
        ):
            place += 1
        if (
            place < len(units)
            and self._is_person(units[place])
            and units[place].prep == ""
            and not units[place].joined
        ):
            return list(units[place].mentions[:1]), place + 1
        return None

    def _aside(self, units: Sequence[Unit], index: int) -> int:
        """Pass over what stands between a role and its person, or its next role.

        "لدى السعودية", "لشؤون الاستثمار", "بمنطقة عسير", "في الطعون والمخالفات", "التابعة لرابطة كذا".
        """
        place = index
        words = 0
        while place < len(units) and place - index < 12:
            unit = units[place]
            following = units[place + 1] if place + 1 < len(units) else None
            kind = self.builder.type_of(unit)
            if self._is_person(unit) or unit.kind in ("ROLE", "TITLE"):
                break
            if unit.kind == "PREP" and unit.word in ("لدي", "في", "الي", "عن", "لدى") and following is not None:
                if following.kind == "NP" and self.builder.type_of(following) not in ("Person", "Event", "Candidacy"):
                    place += 2
                    continue
                field = is_definite(following.word) or following.word in self.sets["fields"]
                if following.kind == "W" and field and unit.word == "في":
                    place += 1  # "لجنة الفصل في الطعون والمخالفات", "المختص في مجال علم الإنسان"
                    continue
                return index
            if unit.kind == "NP" and not unit.joined and kind in _SEATS and unit.prep in ("ب", "ل", "gen", "of:"):
                place += 1
                continue
            if unit.kind == "NP" and self.builder.adjective(unit) and not unit.joined:
                place += 1
                continue
            nominal = unit.kind == "W" or (unit.kind == "TRIG" and any(t.kind != "verb" for t in unit.triggers))
            if (
                not nominal
                or self.document.classes[unit.first] not in ("N", "A")
                or (unit.joined and not unit.word.startswith("وال") and not unit.word.endswith("ها"))
                or unit.word in self.sets["weekdays"]
                or unit.word.endswith("ا")
            ):
                break
            words += 1
            place += 1
        if place >= len(units) or place == index:
            return index
        if units[place].kind == "PUNCT" and units[place].word in ("،", ",") and place + 1 < len(units):
            another = units[place + 1].kind == "ROLE" and not units[place + 1].prep and not units[place + 1].joined
            return place if words < 8 and (another or self._is_person(units[place + 1])) else index
        if units[place].kind in ("ROLE", "TITLE"):
            return place if not units[place].joined and not units[place].prep else index
        if not self._is_person(units[place]) or units[place].joined or units[place].prep not in ("", "gen"):
            return index
        return place if words <= 3 or self._titled(units[place]) else index

    def _bodiless(self, units: Sequence[Unit], index: int) -> int:
        """Return where the person stands whose body has a name that was not found: "مدير إدارة شؤون كذا فلان"."""
        if index >= len(units) or units[index].kind not in ("W", "TRIG") or units[index].joined:
            return index
        place = self._aside(units, index)
        if place == index or not self._is_person(units[place]):
            return index
        words = [unit.word for unit in units[index:place]]
        definite = any(is_definite(word) or word.startswith("بال") for word in words)
        return place if definite and not any(word.endswith("ا") for word in words) else index

    def _acronym(self, units: Sequence[Unit], index: int) -> int:
        """Pass over a short form in brackets after a complement: "الاتحاد الدولي لكرة القدم (فيفا)"."""
        if index < len(units) and units[index].kind == "PUNCT" and units[index].word == "(":
            for place in range(index + 1, min(index + 4, len(units))):
                if self._is_person(units[place]):
                    break
                if units[place].kind == "PUNCT" and units[place].word == ")":
                    return place + 1
        return index

    def _titled(self, unit: Unit) -> bool:
        """Say whether a title opens a person's name: "الشيخ فلان", "الدكتور فلان"."""
        words, titles = self.document.words, self.builder.lexicon.titles
        place = self.document.mentions[unit.mentions[0]].name_first
        return any(
            titles.find(words[index : index + 1], 0) is not None for index in (place - 1, unit.first) if index >= 0
        )

    def _race(self, units: Sequence[Unit], index: int) -> tuple[list[int], int] | None:
        """Read what a candidate runs for: "لانتخابات الحزب كذا للرئاسة"; the race counts before the party."""
        place = index
        found: list[int] = []
        while place < len(units) and place - index < 8:
            unit = units[place]
            if unit.kind == "NP" and unit.mentions and not unit.joined:
                kind = self.builder.type_of(unit)
                far = kind in ("Place", "GovernmentBody") and (unit.prep != "ل" or place > index)
                if kind not in ("Candidacy", "Party", "Place", "GovernmentBody") or far:
                    break
                found.extend(unit.mentions)
            elif (
                unit.kind not in ("W", "PREP")
                or unit.joined
                or (unit.kind == "W" and self.document.classes[unit.first] not in ("N", "A"))
            ):
                break
            place += 1
        while place > index and units[place - 1].kind != "NP":
            place -= 1
        if not found:
            return None
        order = ["Candidacy", "Party", "Place", "GovernmentBody"]
        found.sort(key=lambda number: order.index(self.document.mentions[number].type))
        return found, place

    def _within(self, units: Sequence[Unit], index: int) -> tuple[list[int], int] | None:
        """Return the company that a department belongs to: "إدارة المنتج في «غوغل»"."""
        place = index
        while place < len(units) and place - index < 2 and (units[place].kind == "PREP" or units[place].word == '"'):
            place += 1
        if place >= len(units) or units[place].kind != "NP" or units[place].prep not in ("في", "ب", "لدي"):
            return None
        if self.builder.type_of(units[place]) not in ("Company", "MediaOrganization", "Group", "Organization"):
            return None
        if self.builder._at_body(self.document.mentions[units[place].mentions[0]]):
            return None  # "بتعليم جازان": no company
        after = place + 1
        if after < len(units) and units[after].word == '"' and units[place - 1].word == '"':
            after += 1
        return list(units[place].mentions), after

    def _possessor(self, unit: Unit, people: Sequence[int], role: Role) -> int | None:
        """Return whom a possessive on a role stands for ("مؤسسها", "منافسه"), where one can be meant."""
        holders = {self.document.mentions[number].entity for number in people}
        found: dict[int, int] = {}
        for other in self.passed:
            for number in other.mentions:
                mention = self.document.mentions[number]
                if mention.entity < 0 or mention.entity in holders or mention.head == "adjective":
                    continue
                if self._may_own(mention, unit.pronoun, role):
                    found[mention.entity] = number
        return next(iter(found.values())) if len(found) == 1 else None

    def _his_country(self, first: int) -> int | None:
        """Return the country of who holds office right before "ووزير خارجيته": the minister's, too."""
        for fact in reversed(self.facts):
            if fact.complement < 0 or fact.past or self.document.mentions[fact.complement].type != "Place":
                continue
            holder = self.document.mentions[fact.person]
            beside = 0 <= first - max(holder.last, fact.last) <= _BESIDE
            return fact.complement if beside and (fact.role.office or fact.role.relation == "HOLDS_OFFICE") else None
        return None

    def _shared_body(self, unit: Unit, people: Sequence[int], role: Role, first: int) -> int | None:
        """Return the body of the role right before one with a possessive: "مؤسس كذا ورئيسها التنفيذي"."""
        if not unit.joined:
            return None
        found = list(self.lent)
        found += [fact.complement for fact in self.facts if fact.person in people and 0 <= first - fact.last <= 1]
        bodies = {self.document.mentions[number].entity: number for number in found if number >= 0}
        one = next(iter(bodies.values())) if len(bodies) == 1 else -1
        return one if one >= 0 and self._may_own(self.document.mentions[one], unit.pronoun, role) else None

    def _may_own(self, mention: Mention, pronoun: str, role: Role) -> bool:
        gender = self.document.entities[mention.entity].gender
        if mention.type in ("Campaign", "Committee") and "Organization" in role.of:
            return True
        if mention.type == "Person":
            if "Person" not in role.of:
                return False
            return gender != "m" if pronoun == "ها" else gender != "f" if pronoun == "ه" else False
        if not (
            mention.type in role.of
            or ("Organization" in role.of and mention.type not in ("Place", "Event", "Candidacy"))
        ):
            return False
        head = without_article(mention.head or self.words_of(mention))
        feminine = head.endswith("ه")
        firm = mention.type == "Company" and mention.head == self.words_of(mention)  # a listed name, no head noun
        return (
            feminine or mention.head in ("", "latin") or firm
            if pronoun == "ها"
            else not feminine
            if pronoun == "ه"
            else False
        )

    def words_of(self, mention: Mention) -> str:
        """Return the first word of a mention's name."""
        return next(iter(self.document.name_words(mention)), "")
