"""Who is put where without the word for a post: "put X on the ticket", "picked X", "X's nomination by Y"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.scanner import Scanner

_PUTTING = frozenset("put place add".split())
_PICKING = frozenset("pick choose select tap".split())
_NAMINGS = frozenset("appointment nomination selection promotion hiring".split())
# The document speaks of who runs with somebody: whom one picks there, one picks to run with.
_OF_MATES = re.compile(
    r"\brunning[ -]mate|\b(?:vice[ -]presidential|VP|veep)[ -]"
    r"(?:pick|nominee|candidate|choice|contender|selection|search)",
    re.I,
)
_OF_OTHERS = frozenset("over to against in from among between out off up apart".split())


class AppointingMatcher(Scanner):
    """Reads who appoints whom in one document."""

    @cached_property
    def _of_mates(self) -> bool:
        return any(_OF_MATES.search(scene.paragraph.text) for scene in self._scenes)

    def match(self, number: int, doc: Doc) -> Iterator[Candidate]:
        """Yield the candidates of one paragraph."""
        for token in doc:
            if token.pos_ == "VERB" and token.lemma_ in _PUTTING:
                yield from self._on_ticket(number, token)
            elif token.pos_ == "VERB" and token.lemma_ in _PICKING and self._is_decision(token):
                yield from self._decided(number, token)
            elif token.pos_ == "VERB" and token.lemma_ in _PICKING:
                yield from self._picked(number, token)
            elif token.lower_ in _NAMINGS:
                yield from self._named_by(number, token)

    def _claim(
        self, number: int, namers: list[Reference], named: list[Reference], trigger: Token, rule: str
    ) -> Iterator[Candidate]:
        if len(namers) != 1 or len(named) != 1 or namers[0].entity is named[0].entity:
            return
        if named[0].entity.type == "Person" and (
            namers[0].entity.type == "Person" or namers[0].entity.is_organisation
        ):
            yield Candidate(number, namers[0], "APPOINTED", named[0], trigger, rule, confidence=0.85)

    def _on_ticket(self, number: int, verb: Token) -> Iterator[Candidate]:
        """ "X put Y on the ticket", "Y was added to X's ticket"."""
        tickets = [t for p in ("on", "to") for t in self._syntax.objects_of(verb, p) if t.lower_ == "ticket"]
        if not tickets:
            return
        namers = self._actors.of(number, self._syntax.agents(verb))
        owner = [child for child in tickets[0].children if child.dep_ == "poss"]
        if owner:
            namers = self._actors.of(number, owner)
        named = self._actors.of(number, self._syntax.patients(verb))
        if all(r.entity.type == "Person" for r in namers):
            yield from self._claim(number, namers, named, verb, "construction:on-ticket")

    def _is_decision(self, verb: Token) -> bool:
        return verb.i > 4 and verb.nbor(-1).lower_ == "to" and verb.nbor(-2).lower_ == "was"

    def _decided(self, number: int, verb: Token) -> Iterator[Candidate]:
        """ "My first decision was to pick Y as my running mate": it was done."""
        doc = verb.doc
        noun = next(
            (doc[i] for i in range(verb.i - 3, max(verb.sent.start, verb.i - 14), -1) if _is_deed(doc[i])), None
        )
        owner = next((c for c in noun.children if c.dep_ == "poss"), None) if noun is not None else None
        if owner is None or any(doc[i].lower_ in ("not", "n't", "never") for i in range(owner.i, verb.i)):
            return
        namers, named = self._actors.of(number, [owner]), self._actors.of(number, self._syntax.patients(verb))
        posted = any(child.lower_ in ("as", "for") for child in verb.children)
        if noun is not None and posted:
            for candidate in self._claim(number, namers, named, noun, "construction:decided"):
                candidate.stated, candidate.confidence = True, 0.95
                yield candidate

    def _picked(self, number: int, verb: Token) -> Iterator[Candidate]:
        """ "X picked Y", where the document speaks of running mates, and no contest of Y's is meant."""
        others = any(child.lower_ in _OF_OTHERS and child.i > verb.i for child in verb.children)
        if others or any(child.dep_ in ("xcomp", "ccomp", "oprd") for child in verb.children) or not self._of_mates:
            return
        if verb.dep_ in ("amod", "advcl") and verb.tag_ == "VBN":
            return
        patients = self._syntax.patients(verb)
        namers = self._actors.of(number, self._syntax.agents(verb))
        if len(patients) == 1 and patients[0].pos_ == "PROPN" and all(r.entity.type == "Person" for r in namers):
            named = self._actors.of(number, patients)
            yield from self._claim(number, namers, named, verb, "construction:picked")

    def _named_by(self, number: int, noun: Token) -> Iterator[Candidate]:
        """ "X's nomination by Y", "the appointment of X by Y"."""
        owners = [child for child in noun.children if child.dep_ == "poss"]
        named = self._actors.of(number, owners or self._syntax.objects_of(noun, "of"))
        namers = self._actors.of(number, self._syntax.objects_of(noun, "by"))
        if all(r.entity.type != "Party" for r in namers):
            yield from self._claim(number, namers, named, noun, "construction:named-by")


def _is_deed(token: Token) -> bool:
    return token.lower_ in ("decision", "choice", "move", "act")
