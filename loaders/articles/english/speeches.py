"""Who speaks to a body or at its place: "X's address to Congress", "a lecture by X at Y", "joined X for a talk"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.scanner import Scanner

_SPEECHES = frozenset("speech address remarks keynote testimony lecture talk sermon presentation speeches".split())
_DELIVERING = frozenset("give deliver make hold present".split())
_BEFORE = ("to", "before")
_TALKS = frozenset("conversation discussion panel chat talk interview roundtable session debate dialogue".split())
_JOINING = frozenset("join appear sit".split())
_NO_BODIES = frozenset(["Company", "MediaOrganization", "Party", "Campaign", "Group"])
# Who "spoke at" one of these had its members before him; a bank or an office is where he stood.
_HEARERS = frozenset(
    "club association institute society federation council union university college academy chamber forum "
    "foundation church synagogue temple school seminary guild league".split()
)
# Whoever speaks "at" these speaks in the building.
_HOUSES = frozenset(["white house", "pentagon", "capitol", "kremlin", "supreme court", "mar-a-lago"])


class SpeechMatcher(Scanner):
    """Reads the speeches of one document."""

    def match(self, number: int, doc: Doc) -> Iterator[Candidate]:
        """Yield the candidates of one paragraph."""
        for token in doc:
            if token.lower_ in _SPEECHES and token.pos_ == "NOUN":
                yield from self._speech(number, token)
            elif token.pos_ == "VERB" and token.lemma_ in _JOINING:
                yield from self._joined(number, token)
            elif token.pos_ == "VERB" and token.lemma_ == "speak":
                yield from self._spoke_to(number, token)

    def _speech(self, number: int, noun: Token) -> Iterator[Candidate]:
        """ "X's speech to Congress", "in a speech at Y, X said", "a lecture by X at Y"."""
        bodies = [r for p in _BEFORE for r in self._actors.of(number, self._syntax.objects_of(noun, p))]
        bodies += [
            r
            for r in self._actors.of(number, self._syntax.objects_of(noun, "at"))
            if r.entity.type != "GovernmentBody" and r.kind == "name"
        ]
        verb = noun.head.head if noun.dep_ == "pobj" else noun.head
        if not bodies and verb.lemma_ in _DELIVERING and noun.dep_ in ("dobj", "nsubjpass"):
            bodies = [r for p in _BEFORE for r in self._actors.of(number, self._syntax.objects_of(verb, p))]
        bodies = [r for r in bodies if self._is_body(r)]
        if not bodies:
            return
        owner = [child for child in noun.children if child.dep_ == "poss"] or self._syntax.objects_of(noun, "by")
        if owner:
            # "did not attend Y's speech to Congress": Y spoke there
            yield from self._spoke(
                number, self._actors.of(number, owner), bodies, noun, stated=owner[0].dep_ == "poss"
            )
        elif noun.dep_ == "pobj" and noun.head.lower_ in ("in", "during") and verb.pos_ == "VERB":
            yield from self._spoke(number, self._actors.of(number, self._syntax.agents(verb)), bodies, verb)
        elif noun.dep_ in ("dobj", "nsubjpass") and verb.lemma_ in _DELIVERING:
            yield from self._spoke(number, self._actors.of(number, self._syntax.agents(verb)), bodies, verb)

    def _spoke_to(self, number: int, verb: Token) -> Iterator[Candidate]:
        """ "X, speaking Monday at the Harbor Club"."""
        if any(child.dep_ == "prep" and child.lower_ in ("with", "to") for child in verb.children):
            return  # "spoke with Y at the Harbor Club"
        bodies = [
            r
            for r in self._actors.of(number, self._syntax.objects_of(verb, "at"))
            if r.kind == "name" and self._is_body(r) and _HEARERS & set(r.entity.name.lower().split())
        ]
        if bodies:
            yield from self._spoke(number, self._actors.of(number, self._syntax.agents(verb)), bodies, verb)

    def _is_body(self, body: Reference) -> bool:
        return (
            body.entity.is_organisation
            and body.entity.named
            and body.entity.type not in _NO_BODIES
            and body.entity.name.lower() not in _HOUSES
        )

    def _joined(self, number: int, verb: Token) -> Iterator[Candidate]:
        """ "X joined Y for a conversation at the summit": both speak there."""
        talks = [t for p in ("for", "on", "in") for t in self._syntax.objects_of(verb, p) if t.lower_ in _TALKS]
        if not talks:
            return
        tokens = [t for talk in talks for p in ("at", "during") for t in self._syntax.objects_of(talk, p)]
        tokens = tokens or self._syntax.objects_of(verb, "at")
        if not tokens:  # the parser may hang "at the summit" on a word within: "a talk about crime at the summit"
            tokens = [
                t
                for talk in talks
                for inner in talk.subtree
                if inner.i > talk.i and inner.pos_ in ("NOUN", "PROPN")
                for t in self._syntax.objects_of(inner, "at")
            ]
        events = [r for r in self._actors.of(number, tokens) if r.entity.type == "Event"]
        people = self._actors.of(number, self._syntax.agents(verb))[:1]
        if verb.lemma_ == "join":
            people += self._actors.of(number, self._syntax.patients(verb))
        for person in people:
            yield from self._spoke(number, [person], events, verb)

    def _spoke(
        self, number: int, people: list[Reference], places: list[Reference], trigger: Token, stated: bool = False
    ) -> Iterator[Candidate]:
        if len(people) != 1 or people[0].entity.type != "Person":
            return
        for place in places[:1]:
            if place.entity is not people[0].entity:
                yield Candidate(
                    number, people[0], "SPOKE_AT", place, trigger, "construction:speech-to", stated=stated,
                    confidence=0.85,
                )  # fmt: skip
