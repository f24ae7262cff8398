"""Who appoints whom in decisions that are lists, and in "عين المجلس أعضاء اللجنة وهم: فلان وفلان"."""

from __future__ import annotations

from collections.abc import Iterator

from techpol.loaders.articles.arabic.frames import Candidate
from techpol.loaders.articles.arabic.predication import listed_people
from techpol.loaders.articles.arabic.scanner import Scanner

_ANNOUNCED = 60  # sentences that a list of decisions may have


class AppointmentReader(Scanner):
    """Reads who was appointed by whom in lists; the sentences of a text are read in order, for a list has many."""

    _decided: tuple[int, int] | None = None  # the mention of who decided, and its sentence

    def _read(self) -> Iterator[Candidate]:
        yield from self._members()
        found = self._decider()
        if found is not None:
            self._decided = found, self.clauses.sentence
            return
        opening = self._opening()
        if opening is None:
            if any(self.matcher._verbal(unit) for unit in self.units[:4]):
                self._decided = None  # the list is over
            return
        if self._decided is None or self.clauses.sentence - self._decided[1] > _ANNOUNCED:
            return
        for person in self._people(opening):
            mention = self.document.mentions[person]
            yield Candidate(
                "APPOINTED",
                [self._decided[0]],
                [person],
                "appoint/list",
                self.clauses.sentence,
                mention.first,
                mention.last,
            )

    def _decider(self) -> int | None:
        """Return who "وافق مجلس الوزراء على تعيينات ... على النحو التالي:" speaks of."""
        words = [unit.word for unit in self.units]
        if not any(word in self.sets["as_follows"] for word in words):
            return None
        for index, unit in enumerate(self.units):
            base = unit.word.removeprefix("و") if unit.joined else unit.word
            if unit.kind not in ("V", "TRIG") or base not in self.sets["deciding"] or self.matcher._negated(index):
                continue
            subject = self.matcher._subject(index)
            if subject is not None and subject.kind == "NP" and len(subject.mentions) == 1:
                return subject.mentions[0]
        return None

    def _opening(self) -> int | None:
        """Return the index of "تعيين" where it opens an entry of a list: behind a number, a letter or a stroke."""
        for index, unit in enumerate(self.units[:5]):
            if unit.word == "تعيين":
                return index
            token = self.document.tokenised.tokens[unit.first]
            if unit.kind != "PUNCT" and token.kind not in ("number", "mark") and len(unit.word) > 1:
                return None
        return None

    def _people(self, opening: int) -> list[int]:
        """Return whom an entry of a list appoints: the person after it, or those that "الآتية أسماؤهم" announces."""
        after = self.units[opening + 1] if opening + 1 < len(self.units) else None
        if after is None:
            return []
        if after.kind == "NP":
            return [number for number in after.mentions if self.document.mentions[number].type == "Person"]
        if after.word not in self.sets["following_names"]:
            return []
        colon = next((place for place, unit in enumerate(self.units) if unit.word == ":"), len(self.units))
        return [
            number
            for unit in self.units[colon:]
            if unit.kind == "NP" and unit.prep == ""
            for number in unit.mentions
            if self.document.mentions[number].type == "Person"
        ]

    def _members(self) -> Iterator[Candidate]:
        """Yield "عين المجلس أعضاء اللجنة وهم: فلان وفلان": who appoints those that the list names."""
        for index, unit in enumerate(self.units):
            verbs = [item for item in unit.triggers if item.kind == "verb" and item.frame.relation == "APPOINTED"]
            if not verbs or any(item.pronoun for item in verbs):
                continue
            after = self.units[index + 1 : index + 16]
            ahead = next((place for place, other in enumerate(after) if other.member), None)
            if ahead is None or any(self.matcher._verbal(other) and other.triggers for other in after[:ahead]):
                continue
            subject = self.matcher._subject(index)
            doers = list(subject.mentions) if subject is not None and subject.kind == "NP" else []
            doers = doers or (self.matcher._dropped(index) if subject is None else [])
            people = listed_people(self.document, self.clauses.units, index + 1 + ahead)
            if len(doers) != 1 or not people or self.matcher._modality(index, verbs[0], "APPOINTED") != "asserted":
                continue
            last = max(self.document.mentions[number].last for number in people)
            yield Candidate("APPOINTED", doers, people, "appoint/members", self.clauses.sentence, unit.first, last)
