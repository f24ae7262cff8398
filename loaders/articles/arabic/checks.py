"""What is asked about words when two finders of names disagree: whether they can be a name, and where it ends."""

from __future__ import annotations

from techpol.loaders.articles.arabic.headed import HeadedNames
from techpol.loaders.articles.arabic.mentions import Mention
from techpol.loaders.articles.arabic.name_runs import OPENERS
from techpol.loaders.articles.arabic.shapes import NAME_PARTICLES
from techpol.loaders.articles.arabic.words import clitic_forms, is_definite, without_article

_FAMILY = 3  # frequency class up to which a definite word in -i may be a family name
_COMMON = 2  # frequency class from which a noun is surely one
_EVERYDAY = 5  # frequency class from which a word that nobody is called does not go on with a person's name


class NameChecks(HeadedNames):
    """Answers questions about the words of the sentence that is being read."""

    def clitic_of(self, place: int, kind: str) -> str:
        """Return what is written onto the first word of a name of a kind (PER, ORG, LOC)."""
        listed = self.lexicon.gazetteer.find(self.words, place, self.last)
        if listed is not None and listed[2][1] == "name":
            return listed[1]
        word = self.words[place]
        if kind == "ORG" and word.startswith("لل") and word not in self.known_words:
            if self.table.class_of("ال" + word[2:]) >= max(_COMMON, self.table.class_of(word)):
                return "ل"  # "للشعب السعودي"
        return self._name_clitic(place, kind)[0]

    def body_type(self, first: int, last: int) -> tuple[str, str, str] | None:
        """Return (type, head noun, clitic) of a body's name, or None where its words do not tell."""
        listed = self.lexicon.gazetteer.find(self.words, first, last)
        if listed is not None and listed[2][1] == "name" and listed[2][0] != "Place" and first + listed[0] == last:
            return listed[2][0], self.words[first], listed[1]
        headed = self.head_at(first)
        if headed is None or headed[2][0] in ("Place", "Candidacy", "Event"):
            return None
        _, clitic, (kind, _), head = headed
        if head in ("لجنه", "صندوق") and kind == "GovernmentBody" and not is_definite(self.words[first + 1]):
            kind = "Committee"
        return kind, head, clitic

    def class_at(self, place: int) -> str:
        """Return the class of a word of the sentence: V, X, A, N, F or M (``tagger.get_classes``)."""
        return self._class(place)

    def is_verb(self, word: str) -> bool:
        """Say whether a word has the form of a verb that the grammar knows."""
        return self._verb_word(word)

    def tag_at(self, place: int) -> str:
        """Return the older tagger's tag of a word of the sentence: B-PER, I-ORG, O ..."""
        return self._tag(place)

    def is_role(self, place: int) -> bool:
        """Say whether a word of the sentence can be a role noun."""
        return self.first <= place < self.last and self.is_role_noun(place)

    def is_role_noun(self, place: int) -> bool:
        """Say whether a word of the text, in whatever sentence, can be a role noun."""
        return self._role_word(place)

    def can_name(self, first: int, last: int) -> bool:
        """Say whether words can be a name at all: a lone preposition ("علي") or verb of saying cannot."""
        return last - first > 1 or not self._stop(first)

    def is_given(self, first: int, last: int) -> bool:
        """Say whether words before a name are given names, so that they belong to it."""
        return all(
            any(self.table.is_name(base) or base in NAME_PARTICLES for _, base in clitic_forms(self.words[place]))
            for place in range(first, last)
        )

    def is_full_name(self, mention: Mention) -> bool:
        """Say whether a person is called by two or more words that people are known to be called."""
        first, *others = self.words[mention.name_first : mention.name_last]
        known = any(
            self.table.is_name(base) or base in self.lexicon.sets["name_lookalikes"]
            for _, base in clitic_forms(first)
        )
        return known and len(others) > 0 and all(self.can_follow_given(word) for word in others)

    def can_follow_given(self, word: str) -> bool:
        """Say whether a word after a given name is known as a name, or has the form of a family's ("السامرائي")."""
        family = is_definite(word) and word.endswith("ي") and self.table.class_of(word) <= _FAMILY
        family = family and without_article(word) not in self.lexicon.nationalities
        return family or self.table.is_name(word) or word in NAME_PARTICLES

    def is_lone_given(self, mention: Mention, place: int) -> bool:
        """Say whether a mention is a given name alone and the word after it, at a place, has nothing written on."""
        lone = mention.type == "Person" and mention.kind == "name" and mention.last == mention.name_first + 1
        given = any(self.table.is_name(base) for _, base in clitic_forms(self.words[mention.name_first]))
        return lone and given and self._name_clitic(place, "PER")[0] == ""

    def can_be_family(self, first: int, last: int) -> bool:
        """Say whether words after a lone given name can be the rest of it: no mark, title or nationality."""
        for word in self.words[first:last]:
            if word in NAME_PARTICLES or word in self.lexicon.sets["regnal"]:
                continue
            titled = self.lexicon.titles.find([word], 0) is not None or without_article(word) in self.lexicon.roles
            everyday = self.table.class_of(word) >= _EVERYDAY and not self.table.is_name(word)
            if titled or everyday or not word.isalpha() or without_article(word) in self.lexicon.nationalities:
                return False
        return True

    def is_quoted(self, mention: Mention) -> bool:
        """Say whether a name stands in quotes or brackets of its own."""
        before = self.words[mention.name_first - 1] if mention.name_first > self.first else ""
        after = self.words[mention.name_last] if mention.name_last < self.last else ""
        return before in OPENERS and after == OPENERS[before]

    def goes_on(self, first: int, last: int, kind: str) -> bool:
        """Say whether words can go on with the name of a kind (PER, ORG, LOC) before them.

        No marks, no seat without a name ("بالمنطقة"), no title of the next name, in people's names no everyday word.
        """
        added = self.words[first:last]
        if any(word in OPENERS or word in OPENERS.values() for word in added):
            return False
        if kind == "PER":
            regnal = self.lexicon.sets["regnal"]  # "عبد الله | الثاني"
            return all(
                self.table.is_name(word) or self.table.class_of(word) < _EVERYDAY or word in regnal for word in added
            )
        final = [base for _, base in clitic_forms(added[-1])]
        seat = any(base in self.lexicon.sets["plain_seats"] for base in final)
        return not seat and not any(
            self.lexicon.titles.find([base], 0) is not None
            for base in final
            if is_definite(base) and without_article(base) not in self.lexicon.party_adjectives
        )
