"""How a sentence puts a claim: denied, planned, alleged; who says so; when; the sum beside it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from techpol.loaders.articles.arabic.amounts import Amount
from techpol.loaders.articles.arabic.arguments import BREAKS, COMMAS
from techpol.loaders.articles.arabic.dates import find_date
from techpol.loaders.articles.arabic.denials import DenialReader
from techpol.loaders.articles.arabic.lexicon import Trigger
from techpol.loaders.articles.arabic.spells import in_spell
from techpol.loaders.articles.arabic.units import Unit
from techpol.loaders.articles.arabic.verbal_nouns import LAYS_DOWN, word_of
from techpol.schema.values import PartialDate

# What a later clause may deny; an accusation that is denied stays an accusation.
_DENIABLE = frozenset(
    "ENDORSED DONATED_TO SUPPORTED RUNS_FOR OWNS INVESTED_IN CONNECTED_TO FUNDED MET_WITH HOSTED SPOKE_AT "
    "RAISED_FUNDS_FOR LOBBIED MEMBER_OF FOUNDED APPOINTED WORKS_FOR".split()
)
_BACKING = frozenset(["ENDORSED", "SUPPORTED", "OPPOSED", "CRITICIZED", "PRAISED"])
_DENIED_IT = frozenset(["نفاه", "نفته", "نفوه", "ينفيه", "تنفيه", "نفاها", "نفتها", "كذبه", "كذبته"])
_DENIALS = frozenset(["نفي", "نفت", "نفوا", "ينفي", "تنفي", "كذب", "كذبت", "فند", "فندت"])
_OR_NOT = frozenset(["عدمه", "عدمها"])
_HELD = frozenset(["عقد", "اجراء", "وجود", "حدوث", "حصول"])
_IS_NOT = frozenset(["ليس", "ليست", "ليسوا", "غير", "لم", "لن"])
_IF = frozenset(["اذا", "لو", "هل"])
_WILL = frozenset(["سوف", "وسوف", "فسوف", "لسوف"])
# Forms of "to be" that only carry a verb on.
_COPULAS = frozenset(["يكون", "تكون", "يكن", "تكن", "يكونوا", "كان", "كانت", "كانوا"])


class ModalityReader(DenialReader):
    """Reads what qualifies a trigger."""

    def _when(self, index: int) -> tuple[PartialDate, int, int] | None:
        """Return the date of a trigger's clause: after it, else at the head of the sentence."""
        sentence = self.document.tokenised.sentences[self.number]
        tokens = self.document.tokenised.tokens
        last = sentence.last
        for unit in self.units[index + 1 :]:
            ends = unit.kind in ("V", "COMP", "REL", "SUB") or (unit.kind == "TRIG" and self._verbal(unit))
            if ends or (unit.kind == "PUNCT" and unit.word in BREAKS):
                last = unit.first
                break
        found = None
        place = self.units[index].first
        while place < last:
            found = find_date(tokens, place, last, self.published)
            # "التقى فلان، رئيس شركة كذا حتى عام 2019، فلانا يوم ...": how long is not when
            place = found[2] if found is not None and in_spell(tokens, place, last, found[1]) > found[1] else last
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

    def _modality(self, index: int, trigger: Trigger, relation: str) -> str:
        """Return how the sentence puts a trigger: asserted, planned, alleged or denied."""
        endorsement = relation == "ENDORSED"
        place = index - 1
        steps = 0
        words = self.document.words
        first = self.units[index].first
        if words[max(0, first - 1) : first] == ["ان"] and words[first - 2 : first - 1] in (
            ["دون"],
            ["بدون"],
            ["غير"],
        ):
            return "denied"  # "من دون أن يعلن"
        if self._negated(index) or (relation in _DENIABLE and self._taken_back(index)):
            return "denied"
        if trigger.kind == "noun" and self._without(index):
            return "denied"
        framed = self._framed(index)
        if framed:
            return framed
        if relation in ("OWNS", "INVESTED_IN") and self._bargained(index):
            return "denied" if self._turned_down(index) else "planned"
        if any(word in _OR_NOT for word in words[self.units[index].last : self.units[index].last + 8]):
            return "planned"  # "سيعلن ترشحه من عدمه"
        while place >= 0 and steps < 14:
            unit = self.units[place]
            base = unit.word.removeprefix("و") if unit.joined else unit.word
            if unit.kind == "PUNCT" and unit.word in (*BREAKS, '"'):
                break
            if unit.kind == "REL":
                break
            if base == "عدم" and trigger.kind == "noun" and self._governs(place, index):
                return "denied"
            if unit.kind in ("V", "TRIG", "AUX", "W", "SUB"):
                if base in self.sets["carried_on"] and self._negated(place):
                    break  # "لم يكتف بدعمه", "لم يتوقف عن دعمه": it is done
                failed = base in self.sets["failing"] and place == index - 1 and words[first].startswith("ال")
                if base in self.sets["denied_verbs"] and not failed and self._governs(place, index):
                    if relation == "RUNS_FOR" and (base in self.sets["undecided"] or self._negated(place)):
                        return "planned"  # "لا يستبعد ترشحه", "تردد في الترشح": it is open
                    return "denied"  # "فشلت المفاوضات": they were held
                if base in self.sets["demanding"] and trigger.kind == "noun" and self._governs(place, index):
                    return "denied" if self._negated(place) else "planned"
                ordered = base in self.sets["ordering"] and self.units[index].word.removeprefix("و").startswith("ب")
                if ordered and trigger.kind == "noun" and self._governs(place, index):
                    return "planned"  # "وجه بإنشاء مركز"
                if base in self.sets["alleged"] and self._governs(place, index):
                    return "alleged"
                suffered = base in self.sets["getting"] and trigger.kind == "noun"  # "تعرض لانتقاد", not "she offers"
                if base in self.sets["planned"] and not suffered and self._governs(place, index) and not endorsement:
                    return "denied" if self._negated(place) else "planned"
                if base in _IF or (base == "حال" and self.units[place - 1].word.removeprefix("و") == "في"):
                    return "planned"
                if base in self.sets["expected"] and self._governs(place, index):
                    return "planned"  # others expect it, even an endorsement: nobody has made it
                if (
                    (unit.kind in ("V",) or (unit.kind == "TRIG" and self._verbal(unit)))
                    and self._negated(place)
                    and trigger.kind == "noun"
                ):
                    if relation == "RUNS_FOR" and any(item.frame.relation in _BACKING for item in unit.triggers):
                        break  # who does not back a candidacy does not deny it
                    if relation == "RUNS_FOR" and "بعد" in words[self.units[index].last : self.units[index].last + 9]:
                        return "planned"  # "لم يعلن ترشحه بعد", "لم يحسم ترشحه بعد"
                    return "denied"
                if unit.kind == "V" and base in self.sets["saying"]:
                    break
            place -= 1
            steps += 1
        first = self.units[index].first
        if trigger.kind == "verb" and words[max(0, first - 1) : first] and words[first - 1] in _WILL:
            return "planned"
        if trigger.kind == "verb" and trigger.tense == "present" and self._subjunctive(index):
            return "planned"  # "فكرة أن تشتري كذا", "طالب بأن تشتري كذا"
        if (
            trigger.kind == "verb"
            and trigger.tense == "present"
            and first > 0
            and words[first - 1] in ("قد", "وقد", "ربما")
        ):
            return "planned"
        return "asserted"

    def _subjunctive(self, index: int) -> bool:
        """Say whether a verb of the present follows "أن", and nothing over it says that it is done."""
        before = self.units[index - 1] if index > 0 else None
        if before is None or before.kind != "COMP" or self._written(before).removeprefix("و") not in ("أن", "بأن"):
            return False
        over = self.units[self._over(index - 1) : index - 1]
        return not any(unit.word.removeprefix("و") in self.sets["managed"] for unit in over)

    def _bargained(self, index: int) -> bool:
        """Say whether a purchase is only talked of: "تتفاوض لشراء كذا", "قدمت عرضا «سخيا» للاستحواذ على كذا"."""
        for place in range(index - 1, max(-1, index - 10), -1):
            unit = self.units[place]
            base = unit.word.removeprefix("و") if unit.joined else unit.word
            if unit.kind in ("COMP", "REL") or (unit.kind == "PUNCT" and unit.word in BREAKS):
                return False
            if base in self.sets["bargaining"] and unit.kind in ("V", "W", "TRIG"):
                return True
            if unit.kind == "V" or (unit.kind == "TRIG" and self._verbal(unit)):
                return False
        return False

    def _turned_down(self, index: int) -> bool:
        """Say whether an offer is refused later in the sentence: "لكن مجلس إدارتها رفض العرض"."""
        last = self.document.tokenised.sentences[self.number].last
        words = [word.removeprefix("و") for word in self.document.words[self.units[index].last : last]]
        refused = any(word in ("رفض", "رفضت", "رفضوا", "رفضته", "رفضه") for word in words)
        return refused and any(word in ("العرض", "عرضه", "عرضها", "الصفقه", "رفضته", "رفضه") for word in words)

    def _undone(self, index: int) -> bool:
        """Say whether words before a verbal noun end it ("تخفيض استثماراتها") or deny it ("لا علاقة له بدعم")."""
        start = self.units[index].first
        before = self.document.words[max(0, start - 7) : start]
        if any(
            pair in (("لا", "علاقه"), ("لا", "صله"), ("لا", "صحه"), ("ولا", "علاقه")) for pair in pairwise(before)
        ):
            return True
        return any(
            unit.kind in ("W", "TRIG") and unit.word.removeprefix("و").removeprefix("ب") in self.sets["undoing"]
            for unit in self.units[max(0, index - 1) : index]
        )

    def _taken_back(self, index: int) -> bool:
        """Say whether what follows denies a report: "..., وهو ما نفاه فلان", "... لكنه نفى ذلك"."""
        words = self.document.words
        sentences = self.document.tokenised.sentences
        last = sentences[self.number].last
        start = self.units[index].last
        if any(word in _DENIED_IT for word in words[start:last]) or self._taken_for_untrue(index):
            return True
        stop = sentences[self.number + 1].first + 8 if self.number + 1 < len(sentences) else last
        for place in range(start, min(stop, len(words) - 1)):
            bare = words[place].removeprefix("و")
            if bare in _DENIALS and (
                words[place - 1].removeprefix("و").startswith(("لكن", "غير", "الا"))
                or any(
                    word in ("ذلك", "الامر", "صحه", "الخبر", "هذا", "هذه", "الانباء")
                    for word in words[place + 1 : place + 4]
                )
            ):
                return True
        return False

    def _governs(self, place: int, index: int) -> bool:
        """Say whether a verb governs a later trigger: by أن or a preposition, or as its light verb."""
        # "نفى أن تكون الشركة قد مولت": a form of "to be" after the conjunction carries the denial on.
        between = [unit for unit in self.units[place + 1 : index] if unit.word not in _COPULAS]
        if any(item.kind == "noun" for item in self.units[index].triggers):
            # "طالب بقرار يقضي بتعيين فلان"
            between = [unit for unit in between if word_of(unit) not in LAYS_DOWN]
            # "من المقرر أن يجري فلان محادثات": nor does the light verb of a noun part them.
            light = next((step for step, unit in enumerate(between) if unit.kind == "COMP"), len(between)) + 1
            if light < len(between) and between[light].word in self.sets["giving"]:
                del between[light]
            if len(between) > 0 and between[-1].word in _HELD:
                del between[-1]  # "نفى عقد لقاء": here the word is no verb
        if any(unit.kind in ("V", "REL") or (unit.kind == "TRIG" and self._verbal(unit)) for unit in between):
            return False
        if any(unit.kind == "PUNCT" and unit.word in (*COMMAS, "-") for unit in between) and len(between) > 6:
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
            if unit.kind == "PREP" and unit.word == "غير":
                return not self._verbal(self.units[index])
            if unit.kind == "NP" and index - place == 1 and self.document.words[unit.last - 1] in _IS_NOT:
                return True  # taken for the end of the name
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
                or (unit.kind == "PUNCT" and unit.word in BREAKS)
                or (unit.kind in ("V", "TRIG") and self._verbal(unit))
            ):
                break
            place += 1
        for place in range(index - 1, max(-1, index - 6), -1):
            unit = self.units[place]
            if unit.kind == "AMT":
                return unit.amount
            if unit.kind in ("V", "COMP", "REL") or (unit.kind == "PUNCT" and unit.word in (*BREAKS, *COMMAS)):
                break
        return None
