"""Authorities and courts: who probes whom, lets or stops a deal, and whose suit it is against whom.

"بدأت وزارة كذا تحقيقات بشأن أنشطة شركة كذا", "وافقت المفوضية على استحواذ شركة كذا", "كسبت كذا قضية رفعتها على كذا".
"""

from __future__ import annotations

from collections.abc import Iterator

from techpol.loaders.articles.arabic.arguments import BREAKS
from techpol.loaders.articles.arabic.frames import Candidate
from techpol.loaders.articles.arabic.lexicon import Frame, Trigger
from techpol.loaders.articles.arabic.scanner import Scanner
from techpol.loaders.articles.arabic.units import Unit
from techpol.loaders.articles.arabic.verbal_nouns import word_of
from techpol.loaders.articles.arabic.words import clitic_forms, without_article

_PROBED = frozenset(["Company", "MediaOrganization"])
_SUED = frozenset(["Person", "Company", "MediaOrganization", "Group", "GovernmentBody", "Party", "Organization"])
_INTO = frozenset(["بشان", "حول", "في", "مع", "ضد", "علي", "بحق"])
_BY = frozenset(["من قبل", "من جانب", "من طرف", "من"])
_REACH = 12  # units from a noun of probing to whom it is about
_BACK = 9  # units from a noun back to the verb that carries it


class InquiryReader(Scanner):
    """Reads inquiries, rulings and suits of one sentence after another."""

    def _read(self) -> Iterator[Candidate]:
        for index, unit in enumerate(self.units):
            if unit.kind not in ("W", "TRIG", "V"):
                continue
            word = word_of(unit)
            if word in self.sets["ruling"]:
                if unit.kind == "V" or self.matcher._verbal(unit):
                    yield from self._ruling(index)
            elif word in self.sets["suing"]:
                if self._of_suit(index):
                    yield from self._suit(index)
            elif (
                unit.kind != "V" and self.document.lexicon.facts.probes[unit.word] and not self.matcher._verbal(unit)
            ):
                yield from self._probe(index)

    def _called(self, unit: Unit, name: str) -> bool:
        """Say whether a unit's word is one of a set, whatever is written onto its front."""
        return any(without_article(base) in self.sets[name] for _, base in clitic_forms(unit.word))

    # -- probes

    def _probe(self, index: int) -> Iterator[Candidate]:
        """Read who probes whom: the carrier's subject, who does it by a relative clause, or who it is done by."""
        prober, place = self._prober(index)
        if prober < 0:
            return
        target = self._target(place)
        if target is None:
            return
        yield from self._made("REGULATES", "inquiry/probe", index, prober, target, "noun")

    def _prober(self, index: int) -> tuple[int, int]:
        """Return the mention of who probes, and the unit after which whom it is about may stand."""
        place = index + 1
        while place < len(self.units) and place < index + 4 and self._describes(self.units[place]):
            place += 1
        if place + 1 < len(self.units):
            unit, after = self.units[place], self.units[place + 1]
            word = word_of(unit)
            done = word in self.sets["probing_them"]
            step = place + 1
            if not done and word in ("تقوم", "يقوم", "قامت", "قام") and after.word in ("بها", "به"):
                done, step = True, place + 2
            if done and step < len(self.units) and (found := self._authority(self.units[step])) >= 0:
                return found, step  # "تحقيقات تجريها وزارة كذا"
            if unit.kind == "NP" and unit.prep in _BY and (found := self._authority(unit)) >= 0:
                return found, place  # "تحقيق من قبل وزارة كذا"
            if unit.kind == "PREP" and unit.word in _BY and (found := self._authority(after)) >= 0:
                return found, place + 1
        return self._carried(index), index

    def _carried(self, index: int) -> int:
        """Return the subject of the verb or noun that carries a probe: "بدأت كذا تحقيقات", "إجراء كذا تحقيقات"."""
        for place in range(index - 1, max(-1, index - _BACK), -1):
            unit = self.units[place]
            word = word_of(unit)
            if unit.kind in ("COMP", "REL") or (unit.kind == "PUNCT" and unit.word in BREAKS):
                return -1
            if without_article(word) in ("اجراء", "فتح", "بدء", "مباشره", "اطلاق") and place + 1 < index:
                found = self._authority(self.units[place + 1])
                if found >= 0:
                    return found
            if unit.kind == "V" or self.matcher._verbal(unit) or word in self.sets["probe_carriers"]:
                if word not in self.sets["probe_carriers"]:
                    return -1
                subject = self.matcher._subject(place)
                if subject is not None:
                    return self._authority(subject)
                return self._authority(self.units[place + 1]) if place + 1 < index else -1
        return -1

    def _target(self, index: int) -> list[int] | None:
        """Return whom a probe is about: after its preposition, or what their deeds are said to be."""
        seen, deed = False, False
        place = index + 1
        while place < len(self.units) and place - index <= _REACH:
            unit = self.units[place]
            place += 1
            if unit.kind == "NP" and not self.matcher._adjectival(unit):
                firms = [number for number in unit.mentions if self.document.mentions[number].type in _PROBED]
                into = seen or unit.prep in _INTO
                if firms and self.matcher._along(firms[0]):
                    return None  # "تحقيقا بالتعاون مع شركة كذا"
                return firms if firms and len(firms) == len(unit.mentions) and into else None
            if unit.kind == "PREP" and unit.word in _INTO and not seen:
                seen = True
                continue
            if unit.kind == "PUNCT" and unit.word != '"':
                return None
            if unit.kind == "COMP" or (self.matcher._verbal(unit) and not deed):
                return None
            if seen and not deed and unit.kind in ("W", "TRIG") and self.document.classes[unit.first] == "N":
                if not self._called(unit, "probed_deeds"):
                    return None
                deed = True
        return None

    def _describes(self, unit: Unit) -> bool:
        if word_of(unit) in self.sets["probing_them"]:
            return False
        adjective = unit.kind == "W" and self.document.classes[unit.first] == "A"
        return adjective or unit.kind == "REL" or self.matcher._adjectival(unit) or unit.word in ("النطاق", "اخري")

    # -- rulings

    def _ruling(self, index: int) -> Iterator[Candidate]:
        """Read "وافقت المفوضية على استحواذ شركة كذا على كذا": the deal is of the firm after its noun."""
        subject = self.matcher._subject(index)
        ruler = self._authority(subject) if subject is not None else -1
        if ruler < 0 or subject is None:
            return
        start = max(index, self.matcher._place(subject))
        deal = False
        for unit in self.units[start + 1 : start + 8]:
            if unit.kind == "NP" and not self.matcher._adjectival(unit):
                firms = [number for number in unit.mentions if self.document.mentions[number].type in _PROBED]
                if deal and firms and not unit.joined:
                    yield from self._made("REGULATES", "inquiry/ruling", index, ruler, firms[:1], "verb")
                return
            if unit.kind in ("W", "TRIG") and without_article(word_of(unit).removeprefix("ل")) in self.sets["deals"]:
                deal = True
            elif unit.kind not in ("W", "PREP") and not (unit.kind == "PUNCT" and unit.word == '"'):
                return

    # -- suits

    def _of_suit(self, index: int) -> bool:
        """Say whether a verb of bringing takes up a suit named right before it: "قضية كانت قد رفعتها"."""
        before = self.units[max(0, index - 5) : index]
        return any(self._called(unit, "suits") for unit in before)

    def _suit(self, index: int) -> Iterator[Candidate]:
        after = self.units[index + 1] if index + 1 < len(self.units) else None
        target = self._defendant(index)
        if target is None or after is None:
            return
        if after.kind == "NP" and not after.prep and self._party(after) >= 0:
            plaintiff = self._party(after)
        elif after.kind == "PREP" or after.prep:
            plaintiff = self._before_suit(index)
        else:
            return  # "قضية رفعها مجهولون": it is theirs
        if plaintiff >= 0:
            yield from self._made("SUED", "inquiry/suit", index, plaintiff, target, "verb")

    def _defendant(self, index: int) -> list[int] | None:
        for place in range(index + 1, min(len(self.units), index + 8)):
            unit = self.units[place]
            if unit.kind == "PUNCT" and unit.word in BREAKS:
                return None
            if unit.kind == "NP" and unit.prep in ("ضد", "علي", "بحق"):
                named = [number for number in unit.mentions if self.document.mentions[number].type in _SUED]
                return named or None
            if unit.kind in ("COMP", "REL") or (place > index + 1 and self.matcher._verbal(unit)):
                return None
        return None

    def _before_suit(self, index: int) -> int:
        """Return the one party that a sentence opens with, whose suit a clause goes on about."""
        found: dict[int, int] = {}
        if any(word_of(unit) in self.sets["denied_verbs"] for unit in self.units[:index]):
            return -1  # "نفت وجود قضية رفعتها"
        for unit in self.units[:index]:
            if unit.kind == "NP" and (number := self._party(unit)) >= 0:
                found.setdefault(self.document.mentions[number].entity, number)
            elif unit.kind == "NP" and not self.matcher._adjectival(unit):
                return -1
        if len(found) != 1:
            return -1
        number = next(iter(found.values()))
        return number if self.matcher._verb_agrees(self.units[index], number) or not self._is_human(number) else -1

    def _party(self, unit: Unit) -> int:
        if len(unit.mentions) != 1 or self.matcher._adjectival(unit):
            return -1
        mention = self.document.mentions[unit.mentions[0]]
        return unit.mentions[0] if mention.entity >= 0 and mention.type in _SUED else -1

    def _is_human(self, number: int) -> bool:
        return self.document.mentions[number].type == "Person"

    # -- both

    def _to_come(self, index: int, kind: str) -> bool:
        """Say whether the verb, or one that carries a noun, is of the future or only possible: "قد تفتح تحقيقا"."""
        if kind == "verb":
            return self._doubted(index)
        for place in range(index - 1, max(-1, index - _BACK), -1):
            unit = self.units[place]
            if unit.kind in ("COMP", "REL") or (unit.kind == "PUNCT" and unit.word in BREAKS):
                return False
            if unit.kind == "V" or self.matcher._verbal(unit) or word_of(unit) in self.sets["probe_carriers"]:
                return self._doubted(place)
        return False

    def _authority(self, unit: Unit) -> int:
        """Return the authority that a unit names, -1 where it names none or several."""
        if unit.kind not in ("NP", "DESC") or len(unit.mentions) != 1 or self.matcher._adjectival(unit):
            return -1
        mention = self.document.mentions[unit.mentions[0]]
        words = self.document.words[mention.first : mention.name_last]
        named = any(
            without_article(base) in self.sets["authorities"] for word in words[:1] for _, base in clitic_forms(word)
        )
        if words[1:2] and words[1] in ("اداره", "الاداره", "امناء", "الامناء", "المساهمين"):
            return -1  # a firm's own board
        body = mention.type in ("GovernmentBody", "Committee", "Group", "Organization", "Company")
        sure = mention.type == "GovernmentBody" or (body and named)
        return unit.mentions[0] if mention.entity >= 0 and sure else -1

    def _made(
        self, relation: str, rule: str, index: int, one: int, others: list[int], kind: str
    ) -> Iterator[Candidate]:
        trigger = Trigger(Frame("inquiry", relation, ("subj",), ("obj",)), word_of(self.units[index]), kind, "")
        modality = self.matcher._modality(index, trigger, relation)
        if modality == "asserted" and self._to_come(index, kind):
            modality = "planned"
        yield self._claimed(relation, rule, index, [one], others, modality)
