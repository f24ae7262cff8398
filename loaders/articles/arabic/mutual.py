"""What people do to each other: "اجتمع فلان وفلان", "بحث فلان وفلان العلاقات", "تبادل فلان وفلان الاتهامات".

Both ends are one subject here, or the subject of the verb before: the frames of the grammar want an object.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from techpol.loaders.articles.arabic.arguments import BREAKS
from techpol.loaders.articles.arabic.frames import Candidate
from techpol.loaders.articles.arabic.lexicon import Frame, Trigger
from techpol.loaders.articles.arabic.scanner import Scanner
from techpol.loaders.articles.arabic.units import Unit
from techpol.loaders.articles.arabic.verbal_nouns import word_of
from techpol.loaders.articles.arabic.words import without_article

_BEHIND = 9  # words after the subject that may say what is done
_WITH = ("مع", "ب")
_LINKS = frozenset(["حيث", "كما", "ثم"])


class MutualReader(Scanner):
    """Reads the mutual deeds of one sentence after another."""

    def _read(self) -> Iterator[Candidate]:
        for index, unit in enumerate(self.units):
            if unit.kind != "V" and not self.matcher._verbal(unit):
                continue
            word = word_of(unit)
            if self._unreal(index):
                continue
            if word in self.sets["meeting"] and index > 0 and (unit.joined or self.units[index - 1].word in _LINKS):
                yield from self._there(index)
            if word in self.sets["bringing_together"]:
                yield from self._brought_together(index)
            names = [name for name in ("meeting", "discussing", "exchanging", "vying") if word in self.sets[name]]
            people = self._people(index) if names else []
            if len(people) < 2:
                continue
            behind = self._behind(people)
            for name in names:
                yield from self._of_several(name, index, people, behind)

    def _unreal(self, index: int) -> bool:
        """Say whether a verb only ought to be, is wished for or asked about: "ينبغي أن يجتمع فلان وفلان"."""
        sentence = self.document.tokenised.sentences[self.clauses.sentence]
        words = self.document.words
        if words[sentence.last - 1] in ("؟", "?"):
            return True
        first = self.units[index].first
        if any(
            word.removeprefix("و") in self.sets["wishing"] for word in words[max(sentence.first, first - 6) : first]
        ):
            return True
        before = self.units[index - 1] if index > 0 else None
        present = word_of(self.units[index])[0] in "يت" and not word_of(self.units[index]).startswith("تبا")
        if before is None or before.kind != "COMP" or not present:
            return False
        frame = Frame("mutual", "MET_WITH", ("subj",), ("obj",))
        trigger = Trigger(frame, word_of(self.units[index]), "verb", "present")
        return self.matcher._modality(index, trigger, "MET_WITH") == "asserted"

    def _of_several(self, name: str, index: int, people: Sequence[int], behind: Sequence[str]) -> Iterator[Candidate]:
        """Yield what a verb says of several who are its subject."""
        if any(without_article(word) in self.sets["played"] for word in behind):
            return
        if name == "meeting" and self.matcher._nothing_after(self._unit_of(people[0])):
            yield from self._pairs("MET_WITH", index, people)
        elif name == "discussing" and any(word in self.sets["talked_over"] for word in behind[:2]):
            yield from self._pairs("MET_WITH", index, people)
        elif name == "exchanging" and any(word in self.sets["exchanged_blows"] for word in behind[:1]):
            yield from self._pairs("CRITICIZED", index, people)
            yield from self._pairs("CRITICIZED", index, list(reversed(people)))
        elif name == "exchanging" and any(word in self.sets["exchanged_words"] for word in behind[:1]):
            yield from self._pairs("MET_WITH", index, people)
        elif (
            name == "vying"
            and all(map(self.matcher._is_person, people))
            and any(without_article(word) in self.sets["vied_for"] for word in (*behind, *self._ahead(index, people)))
        ):
            yield from self._pairs("RUNNING_AGAINST", index, people)

    def _people(self, index: int) -> list[int]:
        """Return the people or bodies that are a verb's subject together, where it has no partner or object."""
        subject = self.matcher._subject(index)
        if subject is None or subject.kind != "NP" or subject.prep:
            return []
        kinds = [self.document.mentions[number].type for number in subject.mentions]
        if not all(self.is_a(kind, "Person") or self.is_a(kind, "Organization") for kind in kinds):
            return []
        for argument in self.matcher._right(index):
            other = argument.unit
            if other is subject or other.kind not in ("NP", "DESC"):
                continue
            if argument.prep in _WITH or (argument.prep == "" and not self.matcher._adjectival(other)):
                return []
        return list(subject.mentions)

    def _ahead(self, index: int, people: Sequence[int]) -> list[str]:
        """Return the words between a verb and those who are its subject: "يتنافس على المنصب كل من ..."."""
        return self.document.words[self.units[index].last : self._unit_of(people[0]).first]

    def _unit_of(self, number: int) -> Unit:
        return next(unit for unit in self.units if number in unit.mentions)

    def _behind(self, people: Sequence[int]) -> list[str]:
        """Return the nouns after the subject, nearest first, up to a break."""
        found = []
        sentence = self.document.tokenised.sentences[self.clauses.sentence]
        last = self._unit_of(people[0]).last
        for place in range(last, min(sentence.last, last + _BEHIND)):
            word = self.document.words[place]
            if self.document.tokenised.tokens[place].kind != "word":
                if word in BREAKS:
                    break
                continue
            if word in self.sets["complementizers"]:
                break
            if self.document.classes[place] in ("N", "A") and word not in self.sets["weekdays"]:
                found.append(word)
        return found

    def _there(self, index: int) -> Iterator[Candidate]:
        """Yield the meeting of "زار فلان الشركة، حيث التقى فلانا": with the subject of the verb before."""
        right = [item for item in self.matcher._right(index) if item.prep in ("", "مع") and item.commas == 0]
        right = [item for item in right if not self.matcher._adjectival(item.unit)]
        met = right[0].unit if len(right) == 1 and right[0].unit.kind == "NP" else None
        before = next(
            (
                place
                for place in range(index - 2, -1, -1)
                if self.units[place].kind == "V" or self.matcher._verbal(self.units[place])
            ),
            -1,
        )
        subject = self.matcher._subject(before) if before >= 0 else None
        if met is None or subject is None or subject.kind != "NP" or self.matcher._negated(before):
            return
        if len(subject.mentions) != 1 or len(met.mentions) != 1:
            return
        ends = [*subject.mentions, *met.mentions]
        if any(self.document.mentions[number].type != "Person" for number in ends):
            return
        yield from self._pairs("MET_WITH", index, ends)

    def _brought_together(self, index: int) -> Iterator[Candidate]:
        """Yield whom a meeting brought together: "لقاء جمع فلانا وفلانا", "جمعت مأدبة عشاء فلانا وفلانا"."""
        near = [*self.units[max(0, index - 3) : index], *self.units[index + 1 : index + 4]]
        words = [word for unit in near for word in self.document.words[unit.first : unit.last]]
        if not any(without_article(word.removeprefix("و")) in self.sets["meetings"] for word in words):
            return
        both = next(
            (
                item.unit
                for item in self.matcher._right(index)
                if item.prep in ("", "بين")
                and item.commas == 0
                and item.unit.kind == "NP"
                and len(item.unit.mentions) > 1
            ),
            None,
        )
        if both is None or self.matcher._negated(index):
            return
        if all(self.document.mentions[number].type == "Person" for number in both.mentions):
            yield from self._pairs("MET_WITH", index, both.mentions)

    def _pairs(self, relation: str, index: int, people: Sequence[int]) -> Iterator[Candidate]:
        frame = Frame("mutual", relation, ("subj",), ("obj",))
        word = word_of(self.units[index])
        tense = "future" if word.startswith("س") else "present" if self._present(word) else ""
        trigger = Trigger(frame, word, "verb", tense)
        modality = self.matcher._modality(index, trigger, relation)
        if tense == "future" and modality == "asserted":
            modality = "planned"
        for place in range(len(people) - 1):
            ends = people[place:]
            candidate = self._claimed(relation, f"mutual/{relation.lower()}", index, ends[:1], ends[1:], modality)
            candidate.attribution = self.matcher._attributed(index, ends)
            yield candidate
