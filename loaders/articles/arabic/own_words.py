"""What people say of others in words of their own: "كتب فلان: «نحن ندعم فلانة»", "قال فلان: «فلان لا يصلح للمنصب»".

Direct speech goes on over sentences until its mark closes; who speaks is the subject of the verb of saying before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from techpol.loaders.articles.arabic.analysis import Document
from techpol.loaders.articles.arabic.arguments import BREAKS
from techpol.loaders.articles.arabic.frames import Candidate, FrameMatcher
from techpol.loaders.articles.arabic.scanner import Scanner
from techpol.loaders.articles.arabic.units import Clauses, Unit
from techpol.loaders.articles.arabic.verbal_nouns import word_of

# What a verb in the first person says: the set of its forms, the relation, the prepositions of whom it is about.
_VERBS = (
    ("i_support", "SUPPORTED", ("",)),
    ("i_stand", "SUPPORTED", ("مع", "بجانب", "خلف", "وراء", "الي جانب")),
    ("i_back", "ENDORSED", ("",)),
    ("i_vote", "ENDORSED", ("ل", "لصالح")),
    ("i_oppose", "OPPOSED", ("",)),
    ("i_stand", "OPPOSED", ("ضد", "في وجه")),
    ("i_blame", "CRITICIZED", ("",)),
    ("i_thank", "PRAISED", ("",)),
    ("i_praise", "PRAISED", ("ب", "علي")),
)
_REGARD = frozenset(["احترام", "احتراما", "تقدير", "تقديرا", "اعجاب", "اعجابا", "الاحترام", "التقدير"])
_HAVING = frozenset(["اكن", "نكن", "لدي", "لدينا"])
_JUDGED = frozenset(
    ["Person", "Company", "Committee", "Campaign", "Party", "Group", "GovernmentBody", "MediaOrganization"]
)
_TURNS = frozenset(["لكن", "ولكن", "لكنه", "لكنها", "ولكنه", "ولكنها", "الا"])
_WINDOW = 9  # words after somebody's name that say how good or bad it is


class OwnWordsReader(Scanner):
    """Reads direct speech, sentence after sentence of a document in order."""

    def __init__(self, document: Document, matcher: FrameMatcher) -> None:
        super().__init__(document, matcher)
        self.speaker = -1  # the mention of who speaks
        self.inside = False  # whether direct speech goes on
        self.others = False  # whether it goes on in what others are quoted with: "قالت فلانة: أنا أدعم كذا"
        self.last = -2  # the sentence read last

    def read(self, clauses: Clauses) -> Iterator[Candidate]:
        """Yield the candidates of a sentence; speech that a skipped sentence parts is over."""
        if clauses.sentence != self.last + 1 and self.inside:
            self.inside = False
        self.last = clauses.sentence
        yield from super().read(clauses)

    def _read(self) -> Iterator[Candidate]:
        if self._headline():
            yield from self._judged(2)
            return
        heard = False
        if self.inside and not self.others:
            yield from self._judged(0)
        for index, unit in enumerate(self.units):
            if unit.kind == "PUNCT" and unit.word == '"':
                if self.inside:
                    self.inside = False
                elif self.speaker >= 0 and self._opens_speech(index):
                    self.inside, self.others = True, False
                    yield from self._judged(index + 1)
                continue
            if not self.inside and unit.kind in ("V", "TRIG") and word_of(unit) in self.sets["saying_aloud"]:
                self._hear(index)
                heard = True
            elif not self.inside and unit.kind == "COMP" and heard:
                heard = False
                if not self.matcher._negated(index) and unit.word in ("ان", "بان"):
                    yield from self._judged(index + 1, 2)
            elif self.inside and unit.kind in ("V", "TRIG") and word_of(unit) in self.sets["saying_aloud"]:
                self.others = self.matcher._verbal(unit)
            elif self.inside and unit.kind != "NP" and not self.others:
                yield from self._first_person(index)

    def _headline(self) -> bool:
        """Say whether a sentence is a headline that quotes somebody ("فلان: فلان فاسد"); note who speaks."""
        if self.inside or len(self.units) < 4 or self.units[1].word != ":":
            return False
        speaker = self._one(self.units[0])
        if speaker < 0 or self.document.mentions[speaker].type != "Person":
            return False
        self.speaker = speaker
        return True

    def _hear(self, index: int) -> None:
        """Note who a verb of saying is about: its subject; without one, whoever spoke before goes on."""
        subject = self.matcher._subject(index)
        if self.matcher._negated(index) or self._in_a_role(index):
            self.speaker = -1
        elif subject is not None:
            self.speaker = self._one(subject)
        elif self.matcher._named_unread(index, True) or (
            self.speaker >= 0 and not self.matcher._verb_agrees(self.units[index], self.speaker)
        ):
            self.speaker = -1

    def _in_a_role(self, index: int) -> bool:
        """Say whether somebody else speaks in a work of one's own: "كتب فلان في روايته على لسان البطل"."""
        words = [word_of(unit) for unit in self.units[index + 1 : index + 8]]
        return any(word in self.sets["ones_fiction"] for word in words)

    def _one(self, unit: Unit) -> int:
        """Return the one person or body that a unit names, -1 where it names none or several."""
        if unit.kind != "NP" or len(unit.mentions) != 1 or unit.prep or self.matcher._adjectival(unit):
            return -1
        mention = self.document.mentions[unit.mentions[0]]
        known = mention.entity >= 0 and mention.type in _JUDGED
        return unit.mentions[0] if known else -1

    def _opens_speech(self, index: int) -> bool:
        """Say whether a mark opens speech: after a colon, a conjunction or the verb of saying, and not one name."""
        before = self.units[index - 1] if index > 0 else None
        told = before is not None and (
            before.word == ":"
            or before.kind == "COMP"
            or (
                before.kind in ("V", "TRIG", "W")
                and word_of(before) in self.sets["saying_aloud"] | {"قايلا", "قايله"}
            )
        )
        if told:
            return True
        after = self.units[index + 1 : index + 6]
        closing = next((place for place, unit in enumerate(after) if unit.word == '"'), -1)
        return closing < 0 and before is not None and before.kind == "NP" and self.speaker in before.mentions

    # -- "أنا أدعم فلانا"

    def _first_person(self, index: int) -> Iterator[Candidate]:
        """Read what the speaker does in the words said: "ندعم فلانة", "أكن احتراما كبيرا لفلان"."""
        word = word_of(self.units[index])
        if self.speaker < 0 or self._open_question(index):
            return
        if word in _HAVING and any(word_of(unit) in _REGARD for unit in self.units[index + 1 : index + 3]):
            met = next(
                (word_of(unit) for unit in self.units[index + 2 : index + 5] if unit.word in ("له", "لها")), ""
            )
            if met:
                yield from self._of_whom(index, met[1:])
            else:
                yield from self._about(index, "PRAISED", ("ل",))
            return
        for name, relation, prepositions in _VERBS:
            future = word.startswith("س") and word[1:] in self.sets[name]
            if not future and word not in self.sets[name]:
                continue
            yield from self._about(index, relation, prepositions, "planned" if future and name != "i_vote" else "")

    def _of_whom(self, index: int, pronoun: str) -> Iterator[Candidate]:
        """Read "أكن احتراما كبيرا له": of the one other person that the sentence before named."""
        speaker = self.document.mentions[self.speaker].entity
        found: dict[int, int] = {}
        for number in self.document.by_sentence.get(self.clauses.sentence - 1, ()):
            mention = self.document.mentions[number]
            if mention.type == "Person" and mention.entity not in (-1, speaker):
                found.setdefault(mention.entity, number)
        people = [number for number in found.values() if self.matcher._pronoun_fits(number, pronoun)]
        if len(found) == len(people) == 1:
            unit = Unit("NP", self.units[index].first, self.units[index].last, people, word=self.units[index].word)
            yield from self._made("PRAISED", "own-words/praised", index, unit, "")

    def _open_question(self, index: int) -> bool:
        """Say whether a verb is denied, asked about or only supposed."""
        near = self.units[max(0, index - 4) : index]
        opening = max((step for step, unit in enumerate(near) if unit.word == '"'), default=-1)
        before = [word_of(unit) for unit in near[opening + 1 :]]
        sentence = self.document.tokenised.sentences[self.clauses.sentence]
        asked = any(word in ("؟", "?") for word in self.document.words[sentence.first : sentence.last])
        return asked or any(
            word in self.sets["negators"] or word in self.sets["not_meant"] or word in self.sets["saying"]
            for word in before
        )

    def _about(
        self, index: int, relation: str, prepositions: Sequence[str], modality: str = ""
    ) -> Iterator[Candidate]:
        """Yield whom a verb of the speaker's is about, where it stands close by."""
        marks = {*prepositions, *(f"of:{name}" for name in prepositions)}
        for argument in self.matcher._right(index):
            unit = argument.unit
            if argument.commas > 0:
                return
            bare = argument.prep in ("", "gen")  # a verb that was taken for a noun governs a genitive
            if unit.kind != "NP" or self.matcher._adjectival(unit) or ("" if bare else argument.prep) not in marks:
                if bare:
                    return
                continue
            if bare and not (self.matcher._place(unit) == index + 1 or self.matcher._reachable(index, unit)):
                return
            nouns = [other for other in self.units[index + 1 : self.matcher._place(unit)] if other.kind == "W"]
            if (bare or argument.prep == "of:") and any(
                self.document.classes[other.first] == "N"
                and word_of(other) not in self.sets["metonyms"]
                and not word_of(other).endswith("ا")  # "أقدر شخصيا فلانا"
                for other in nouns
            ):
                return  # "أنتقد سياسات خصوم فلان"
            yield from self._made(relation, f"own-words/{relation.lower()}", index, unit, modality)
            return

    # -- "فلان لا يصلح للمنصب"

    def _judged(self, start: int, reach: int = 99) -> Iterator[Candidate]:
        """Read how the speaker judges whom a clause of the words said opens with, ``reach`` units at most."""
        if self.speaker < 0:
            return
        opens = True
        for place in range(start, min(len(self.units), start + reach)):
            unit = self.units[place]
            if unit.kind == "PUNCT" and unit.word == '"' and place > start:
                return
            if unit.kind in ("V", "TRIG", "W") and word_of(unit) in self.sets["saying_aloud"]:
                return  # "«من يقول إن فلانا كاذب مخطئ»"
            if unit.kind == "NP" and (opens or unit.joined) and self._may_be_judged(unit):
                relation = self._verdict(unit)
                if relation:
                    yield from self._made(relation, "own-words/judged", place, unit, "")
            if opens and unit.kind == "W" and word_of(unit) in self.sets["ones_words"]:
                yield from self._on_his_words(start, place)
            opens = (
                unit.kind in ("COMP", "AUX")
                or (unit.kind == "PUNCT" and unit.word in ("(", '"', *BREAKS))
                or (unit.kind == "W" and (opens or unit.joined) and word_of(unit) in self.sets["metonyms"])
            )

    def _on_his_words(self, start: int, place: int) -> Iterator[Candidate]:
        """Read "فإن ملاحظته تجاوزت كل حدود": what is harsh is said by the one person named before in the speech."""
        own = "ها" if word_of(self.units[place]).endswith("ها") else "ه"
        named: dict[int, Unit] = {}
        for unit in self.units[start:place]:
            if unit.kind == "NP" and any(self.document.mentions[number].type == "Person" for number in unit.mentions):
                for number in unit.mentions:
                    named.setdefault(self.document.mentions[number].entity, unit)
        if len(named) != 1:
            return
        unit = next(iter(named.values()))
        sentence = self.document.tokenised.sentences[self.clauses.sentence]
        words = self.document.words[self.units[place].last : sentence.last]
        spoken = " ".join(word for word in words if word not in ("(", ")"))
        fits = len(unit.mentions) == 1 and self.matcher._pronoun_fits(unit.mentions[0], own)
        if fits and any(f" {phrase}" in f" {spoken}" for phrase in self.sets["harsh_of_words"]):
            yield from self._made("CRITICIZED", "own-words/judged", place, unit, "")

    def _may_be_judged(self, unit: Unit) -> bool:
        if self.matcher._adjectival(unit) or len(unit.mentions) != 1 or unit.prep not in ("", "of:", "gen"):
            return False
        mention = self.document.mentions[unit.mentions[0]]
        return mention.entity >= 0 and mention.type in _JUDGED

    def _verdict(self, unit: Unit) -> str:
        """Return what the words after somebody's name do: blame, praise, or nothing that is clear."""
        words: list[str] = []
        quoted = self.document.words[unit.last : unit.last + 1] == ['"']  # "سياسات فلان «كارثية»"
        for word in self.document.words[unit.last + quoted : unit.last + _WINDOW]:
            if word in (".", "؛", "،", '"', "\n", "..", "...", "؟") or word in self.sets["saying"]:
                break
            words.append(word)
        words = self._said_of(unit, words)
        spoken = " ".join(words)
        bad = self._says(spoken, "harsh_verdicts")
        good = self._says(spoken, "kind_verdicts")
        sentence = self.document.tokenised.sentences[self.clauses.sentence]
        rest = self.document.words[unit.last : sentence.last]
        if any(word in _TURNS for word in rest) or rest[-1:] in (["؟"], ["?"]) or bad == good:
            return ""
        if any(
            word in ("ليس", "ليست", "لم", "لا", "لن", "غير", "لو", "اذا", "حين", "عندما") for word in words
        ) and not (bad and self._says(spoken, "harsh_negated")):
            return ""
        return "CRITICIZED" if bad else "PRAISED"

    def _said_of(self, unit: Unit, words: list[str]) -> list[str]:
        """Return the words that are said of a name itself: none after another deed or noun ("فلان حارب كل فاسد")."""
        verdicts = {
            phrase.split(" ")[0] for name in ("harsh_verdicts", "kind_verdicts") for phrase in self.sets[name]
        }
        for step, word in enumerate(words):
            if word in verdicts or word.removeprefix("ب") in verdicts:
                after = words[step + 1 : step + 2]
                return [] if after in (["من"], ["منه"], ["منها"]) and self._done_to(word) else words
            place = unit.last + step
            plain = word in self.sets["called_so"] or word in self.sets["saying_of"] or word in self.sets["negators"]
            if not plain and self.document.classes[place] in ("N", "V"):
                return []
        return words

    def _done_to(self, word: str) -> bool:
        """Say whether a verdict may be a verb in the passive: "سرق منه", "خدع من قبل"."""
        return word in ("سرق", "سرقت", "خدع", "خدعت", "خذل", "خذلت", "دمر", "دمرت")

    def _says(self, spoken: str, name: str) -> bool:
        padded = f" {spoken} "
        return any(f" {phrase} " in padded or f" ب{phrase} " in padded for phrase in self.sets[name])

    def _made(self, relation: str, rule: str, index: int, unit: Unit, modality: str) -> Iterator[Candidate]:
        speaker = self.document.mentions[self.speaker]
        others = [
            number
            for number in unit.mentions
            if self.document.mentions[number].entity not in (-1, speaker.entity)
            and self.document.mentions[number].type in _JUDGED
        ]
        if not others:
            return
        yield Candidate(
            relation,
            [self.speaker],
            others,
            rule,
            self.clauses.sentence,
            min(self.units[index].first, unit.first),
            max(self.units[index].last, unit.last),
            modality or "asserted",
        )
