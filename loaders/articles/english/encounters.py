"""Who meets, faces or joins whom where both stand on one side of the verb, or in the words around a meeting.

"X and Y are locked in a tight race", "X and Y announced a partnership", "in a meeting with X, Y said".
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.scanner import Scanner

_MEETINGS = frozenset(
    "meeting call talks lunch dinner breakfast sit-down conversation summit interview visit".split()
)
_WITHIN = frozenset("in during at after before following on over throughout".split())
_HOLDING = frozenset("hold have share begin conclude finish resume attend".split())
_RACES = frozenset("race contest matchup battle runoff rematch campaign fight primary debate election".split())
_RACING = frozenset("lock engage be run face square vie compete remain battle clash".split())
_DEALS = frozenset("partnership alliance merger venture collaboration tie-up agreement deal pact".split())
_MAKING = frozenset("announce form forge strike sign reach unveil launch agree create establish".split())


class EncounterMatcher(Scanner):
    """Reads the encounters of one document."""

    def match(self, number: int, doc: Doc) -> Iterator[Candidate]:
        """Yield the candidates of one paragraph."""
        for token in doc:
            if token.lower_ in _MEETINGS and token.pos_ in ("NOUN", "PROPN"):
                yield from self._within(number, token)
                yield from self._hyphened(number, doc, token)
            if token.pos_ in ("VERB", "AUX"):
                yield from self._both(number, token)

    def _within(self, number: int, noun: Token) -> Iterator[Candidate]:
        """ "in a meeting with X, Y urged ...", "during her talks with X"."""
        if noun.dep_ != "pobj" or noun.head.lower_ not in _WITHIN or noun.head.head.pos_ not in ("VERB", "AUX"):
            return
        others = self._actors.of(number, self._syntax.objects_of(noun, "with"))
        owner = [child for child in noun.children if child.dep_ == "poss"]
        verb = noun.head.head
        if noun.lower_ == "interview" and not owner and self._syntax.is_passive(verb):
            return
        people = self._actors.of(number, owner)
        if not people and (not owner or owner[0].tag_ == "PRP$"):  # "during her meeting with X, Y said"
            people = self._actors.of(number, self._syntax.surface_subject(verb))
        if len(people) == 1:
            for other in others:
                yield from self._pair(number, people[0], "MET_WITH", other, noun, True)

    def _hyphened(self, number: int, doc: Doc, noun: Token) -> Iterator[Candidate]:
        """ "the Smith-Jones meeting"."""
        i = noun.i
        if i < 3 or doc[i - 2].text not in ("-", "–") or doc[i - 2].whitespace_ or doc[i - 3].whitespace_:
            return
        one, other = self._index.at(number, i - 3), self._index.at(number, i - 1)
        if one is not None and other is not None and one.end == i - 2 and other.start == i - 1 and other.end == i:
            yield from self._pair(number, one, "MET_WITH", other, noun, False)

    def _both(self, number: int, verb: Token) -> Iterator[Candidate]:
        """ "X and Y held talks", "X and Y are locked in a race", "X and Y teamed up"."""
        subject = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")]
        if len(subject) != 1 or not any(child.dep_ == "conj" for child in subject[0].children):
            if not (len(subject) == 1 and self._index.at(number, subject[0].i) is not None):
                return
        relation = self._of_two(verb)
        if not relation:
            return
        pair = [r for r in self._actors.of(number, subject) if not r.metonym]
        if len(pair) == 2:
            yield from self._pair(number, pair[0], relation, pair[1], verb, False)

    def _of_two(self, verb: Token) -> str:
        """Return what a clause says of the two who are its subject; nothing where it names a third."""
        children = list(verb.children)
        if any(c.dep_ == "prep" and c.lower_ in ("with", "against", "between") for c in children):
            return ""
        lemma = verb.lemma_.lower()
        direct = next((c for c in children if c.dep_ == "dobj"), None)
        if direct is not None:
            if any(c.dep_ == "prep" and c.lower_ in ("with", "against", "for", "to") for c in direct.children):
                return ""
            if lemma in _HOLDING and direct.lower_ in _MEETINGS - {"interview", "visit", "summit"}:
                return "MET_WITH"
            if lemma in _MAKING and direct.lower_ in _DEALS:
                return "CONNECTED_TO"
            return ""
        if lemma in ("team", "partner", "merge", "ally") and any(
            c.dep_ in ("prt", "advmod") and c.lower_ in ("up", "together") for c in children
        ):
            return "CONNECTED_TO"
        if lemma in _RACING:
            races = [t for p in ("in", "for") for t in self._syntax.objects_of(verb, p)]
            if any(t.lower_ in _RACES and self._is_contest(t) for t in races):
                return "RUNNING_AGAINST"
            words = " ".join(token.lower_ for token in verb.subtree)
            if any(sign in words for sign in ("neck and neck", "neck - and - neck", "against each other")):
                return "RUNNING_AGAINST"
        return ""

    def _is_contest(self, race: Token) -> bool:
        return any(
            child.lower_ in ("tight", "close", "heated", "bitter", "fierce", "head", "dead", "competitive", "neck")
            for child in race.subtree
        )

    def _pair(
        self, number: int, one: Reference, relation: str, other: Reference, trigger: Token, people: bool
    ) -> Iterator[Candidate]:
        kinds = {one.entity.type, other.entity.type}
        if one.entity is other.entity or kinds & {"Place", "Event", "Candidacy", "Group", "MediaOrganization"}:
            return
        if relation == "CONNECTED_TO":
            if not (one.entity.is_organisation and other.entity.is_organisation) or "Party" in kinds:
                return
        elif kinds != {"Person"}:
            return
        yield Candidate(
            number, one, relation, other, trigger, "construction:encounter", stated=people, confidence=0.8
        )
