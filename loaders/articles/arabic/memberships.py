"""Who belongs to what: parties told in brackets or after "وهو", seats on boards, lists of who sits on a committee.

"النائب فلان (جمهوري، تكساس)", "فلان، وهو ديمقراطي", "انضم فلان إلى مجلس إدارة كذا", "خسر فلان مقعده في كذا".
"""

from __future__ import annotations

from collections.abc import Iterator

from techpol.loaders.articles.arabic.arguments import BREAKS, COMMAS
from techpol.loaders.articles.arabic.frames import Candidate
from techpol.loaders.articles.arabic.scanner import Scanner
from techpol.loaders.articles.arabic.units import Unit
from techpol.loaders.articles.arabic.verbal_nouns import word_of
from techpol.loaders.articles.arabic.words import clitic_forms, without_article

_BODIES = ("Committee", "Group", "GovernmentBody", "Company", "MediaOrganization", "Organization")
_REACH = 10
_BRACKETS = 6  # units inside
_ASIDE = 4  # units between a panel and its head that tell where it is


class MembershipReader(Scanner):
    """Reads such memberships of one sentence after another."""

    told_plainly = True

    def _read(self) -> Iterator[Candidate]:
        for index, unit in enumerate(self.units):
            person = self._person(unit)
            if person >= 0:
                yield from self._in_brackets(index, person)
                yield from self._is_of(index, person)
            if unit.kind == "NP" and unit.prep in ("من", "عن"):
                yield from self._left_party(index)
            if unit.kind == "NP" and self._on_board(unit):
                yield from self._board(index)
            elif unit.kind == "W" and word_of(unit) in self.sets["seats"]:
                yield from self._seat(index)
            elif unit.triggers and any(item.frame.id == "membership" for item in unit.triggers):
                yield from self._seat(index)
            if unit.triggers and any(item.frame.id == "comprise" and item.kind == "verb" for item in unit.triggers):
                yield from self._comprises(index)
            elif word_of(unit) in ("برياسه", "برءاسه"):
                yield from self._panel(index)

    def _person(self, unit: Unit | None) -> int:
        """Return the one person whom a unit names, or -1."""
        if unit is None or unit.kind != "NP" or len(unit.mentions) != 1:
            return -1
        mention = self.document.mentions[unit.mentions[0]]
        return unit.mentions[0] if mention.type == "Person" and mention.entity >= 0 else -1

    def _party(self, unit: Unit | None) -> int:
        """Return the party that an adjective stands for: "جمهوري"; -1 where a unit is none."""
        if unit is None or unit.kind != "NP" or len(unit.mentions) != 1 or unit.joined:
            return -1
        mention = self.document.mentions[unit.mentions[0]]
        adjective = mention.head == "adjective" and mention.type == "Party" and mention.entity >= 0
        one = not self.document.words[mention.first].endswith(("ين", "ون"))
        return unit.mentions[0] if adjective and one else -1

    def _in_brackets(self, index: int, person: int) -> Iterator[Candidate]:
        """Read "النائب فلان (جمهوري، تكساس)": the party, and the seat of who has a title that tells of one."""
        if index + 2 >= len(self.units) or self.units[index + 1].word != "(":
            return
        party = self._party(self.units[index + 2])
        if party < 0:
            return
        closing = next(
            (
                place
                for place in range(index + 3, min(index + 3 + _BRACKETS, len(self.units)))
                if self.units[place].word == ")"
            ),
            -1,
        )
        if closing < 0:
            return
        yield self._made("AFFILIATED_WITH", "member/brackets", index, person, [party])
        unit = self.units[index]
        titles = {without_article(word.removeprefix("و")) for word in self.document.words[unit.first : unit.last]}
        if not titles & self.sets["seated_titles"]:
            return
        for other in self.units[index + 3 : closing]:
            if other.kind == "NP" and len(other.mentions) == 1:
                place = self.document.mentions[other.mentions[0]]
                if place.type == "Place" and place.entity >= 0 and place.head != "adjective":
                    yield self._made("HOLDS_OFFICE", "member/brackets", index, person, [other.mentions[0]])
                    return

    def _is_of(self, index: int, person: int) -> Iterator[Candidate]:
        """Read "فلان، وهو ديمقراطي", "كان فلان ديمقراطيا"."""
        place = index + 1
        if place < len(self.units) and self.units[place].word in COMMAS:
            place += 1
        said = place < len(self.units) and self.units[place].word in ("وهو", "وهي", "هو", "هي")
        before = self.units[index - 1] if index > 0 else None
        was = before is not None and before.kind == "AUX" and word_of(before) in ("كان", "كانت")
        if said:
            place += 1
        elif not was or place != index + 1:
            return
        party = self._party(self.units[place] if place < len(self.units) else None)
        if place + 1 < len(self.units) and word_of(self.units[place + 1]) in ("اكثر", "اقل", "بالاسم"):
            return  # "هو جمهوري أكثر من فلان"
        after = self.units[place + 1] if place + 1 < len(self.units) else None
        if party < 0 or (
            after is not None and after.kind in ("NP", "DESC") and after.prep == "" and not after.joined
        ):
            return
        if was and (self.matcher._negated(index - 1) or self._denied_before(index - 1)):
            return
        made = self._made("AFFILIATED_WITH", "member/is", index, person, [party])
        once = place + 1 < len(self.units) and word_of(self.units[place + 1]) in self.sets["formerly"]
        made.past = was or once
        yield made

    def _left_party(self, index: int) -> Iterator[Candidate]:
        """Read "انشق فلان عن حزب كذا", "استقال فلان من حزب كذا": he was of it."""
        unit = self.units[index]
        mention = self.document.mentions[unit.mentions[0]] if len(unit.mentions) == 1 else None
        if mention is None or mention.type != "Party" or mention.entity < 0 or mention.head == "adjective":
            return
        for place in range(index - 1, max(-1, index - _REACH), -1):
            before = self.units[place]
            if before.kind in ("COMP", "REL", "SUB") or (before.kind == "PUNCT" and before.word in BREAKS):
                return
            if before.kind != "V" and not self.matcher._verbal(before):
                continue
            word = word_of(before)
            real = word in self.sets["leaving_parties"] and not self._doubted(place)
            if not real or self.matcher._negated(place) or self._denied_before(place):
                return
            subject = self.matcher._subject(place)
            person = self._person(subject)
            beside = subject is not None and self._straight(place, index, subject)
            if person >= 0 and beside:
                made = self._made("AFFILIATED_WITH", "member/left", index, person, [unit.mentions[0]])
                made.past = True
                yield made
            return

    def _on_board(self, unit: Unit) -> bool:
        """Say whether a company is named after its board: "مجلس إدارة شركة كذا"."""
        words = self.document.words[unit.first : unit.first + 2]
        return (
            len(unit.mentions) == 1
            and len(words) == 2
            and words[0].endswith("مجلس")
            and words[1]
            in (
                "اداره",
                "الاداره",
            )
        )

    def _board(self, index: int) -> Iterator[Candidate]:
        """Read "انضم فلان إلى مجلس إدارة شركة كذا", "فلان الذي يعمل في مجلس إدارة شركة كذا"."""
        before = self.units[index - 1] if index > 0 else None
        preposition = word_of(before) if before is not None and before.kind == "PREP" else self.units[index].prep
        if preposition not in ("الي", "في", "من"):
            return
        for made in self._sits(index, self.units[index].mentions[0]):
            if made.past or preposition != "من":  # "نال تهنئة من مجلس إدارة كذا"
                yield made

    def _seat(self, index: int) -> Iterator[Candidate]:
        """Read "خسر فلان مقعده في لجنة كذا", "استقال فلان من عضوية لجنة كذا"."""
        place = index + 1
        if place < len(self.units) and self.units[place].kind == "PREP" and self.units[place].word == "في":
            place += 1
        unit = self.units[place] if place < len(self.units) else None
        if unit is None or unit.kind != "NP" or len(unit.mentions) != 1 or unit.prep not in ("", "gen", "of:", "في"):
            return
        mention = self.document.mentions[unit.mentions[0]]
        if mention.type in _BODIES and mention.entity >= 0 and mention.head != "adjective":
            yield from self._sits(index, unit.mentions[0])

    def _sits(self, index: int, body: int) -> Iterator[Candidate]:
        for place in range(index - 1, max(-1, index - _REACH), -1):
            unit = self.units[place]
            if unit.kind in ("COMP", "SUB") or (unit.kind == "PUNCT" and unit.word in BREAKS):
                return
            if unit.kind != "V" and not self.matcher._verbal(unit):
                continue
            word = word_of(unit)
            real = not (self.matcher._negated(place) or self._denied_before(place) or self._doubted(place))
            subject = self.matcher._subject(place)
            person = self._person(subject) if word in self.sets["sitting"] and real else -1
            if person >= 0 and self._straight(place, index, subject):
                made = self._made("MEMBER_OF", "member/seat", index, person, [body])
                made.past = word in self.sets["losing_seats"]
                yield made
            return

    def _straight(self, verb: int, index: int, subject: Unit | None) -> bool:
        """Say whether a verb's own object is the seat: "انضم إلى", not "فاز بجائزة من", "دخل في جدال مع"."""
        for place in range(verb + 1, index):
            unit = self.units[place]
            if unit.kind == "NP" and unit is not subject and unit.mentions and not self.matcher._adjectival(unit):
                if any(self.document.mentions[number].type != "Place" for number in unit.mentions):
                    return False
            noun = unit.kind in ("W", "TRIG") and self.document.classes[unit.first] == "N"
            seat = word_of(unit).removeprefix("ك") in self.sets["seats"] | self.sets["seat_holders"]
            if noun and not seat and word_of(unit) not in self.sets["time_words"]:
                return False
        return True

    def _comprises(self, index: int) -> Iterator[Candidate]:
        """Read "تضم لجنة المستقبل فلانا وفلانا": two people and more, right after the committee."""
        place = index + 1
        body = self.units[place] if place < len(self.units) else None
        place += self._in_its_ranks(place + 1)
        people = self.units[place + 1] if place + 1 < len(self.units) else None
        if body is None or people is None or body.kind != "NP" or people.kind != "NP" or len(body.mentions) != 1:
            return
        mention = self.document.mentions[body.mentions[0]]
        several = len(people.mentions) > 1 and people.prep in ("", "gen") and not people.joined
        if not several or mention.type not in ("Committee", "GovernmentBody", "Group") or mention.entity < 0:
            return
        if any(self.document.mentions[number].type != "Person" for number in people.mentions):
            return
        if self.matcher._negated(index) or self._doubted(index):
            return
        for number in people.mentions:
            made = self._made("MEMBER_OF", "member/comprise", index, number, [body.mentions[0]])
            made.past = index > 0 and word_of(self.units[index - 1]) in ("كان", "كانت")
            yield made

    def _in_its_ranks(self, place: int) -> int:
        """Return how many units "في عضويتها" takes at a place."""
        words = [word_of(unit) for unit in self.units[place : place + 2]]
        return 2 if words[:1] == ["في"] and words[1:] in (["عضويتها"], ["عضويته"]) else 0

    def _panel(self, index: int) -> Iterator[Candidate]:
        """Read "لجنة كذا بعسير، برئاسة فلان، وعضوية كل من فلان، وفلان": who heads it, and who sits on it."""
        place = index - 1
        while place >= 0 and index - place <= _ASIDE and self._aside(self.units[place]):
            place -= 1
        body = self.units[place] if place >= 0 else None
        head = self._person(self.units[index + 1] if index + 1 < len(self.units) else None)
        if body is None or body.kind != "NP" or len(body.mentions) != 1 or head < 0 or self._denied_before(index):
            return
        mention = self.document.mentions[body.mentions[0]]
        sent = body.prep not in ("", "gen", "of:")  # "وفد من لجنة كذا برئاسة فلان", "في لجنة كذا"
        sent = sent or (place > 0 and any(base in self.sets["venues"] for base in self._bases(place - 1)))
        panel = mention.kind == "name" and not sent and without_article(mention.head) in self.sets["panels"]
        if not panel or mention.entity < 0:
            return
        yield self._made("LEADS", "member/panel", index, head, [body.mentions[0]])
        place = index + 2
        while place < len(self.units) and self.units[place].word in COMMAS:
            place += 1
        seats = self.units[place] if place < len(self.units) else None
        if seats is None or not any(item.frame.id == "membership" for item in seats.triggers) or not seats.joined:
            return
        place += 1
        while place < len(self.units):
            unit = self.units[place]
            if unit.kind == "NP" and unit.prep in ("", "gen", "of:"):
                if any(self.document.mentions[number].type != "Person" for number in unit.mentions):
                    return
                for number in unit.mentions:
                    yield self._made("MEMBER_OF", "member/panel", index, number, [body.mentions[0]])
            elif unit.kind != "LIST" and unit.word not in COMMAS:
                return
            place += 1

    def _bases(self, index: int) -> list[str]:
        return [base for _, base in clitic_forms(self.units[index].word)]

    def _aside(self, unit: Unit) -> bool:
        """Say whether a unit between a panel and its head only tells where it is: "بعسير", "في مكة"."""
        if unit.word in COMMAS or (unit.kind == "PREP" and unit.word == "في"):
            return True
        places = all(self.document.mentions[number].type == "Place" for number in unit.mentions)
        return unit.kind == "NP" and len(unit.mentions) > 0 and places

    def _made(self, relation: str, rule: str, index: int, one: int, others: list[int]) -> Candidate:
        return self._claimed(relation, rule, index, [one], others)
