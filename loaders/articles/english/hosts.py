"""Whose an event is by its name: "a CNN town hall", "the Harbor Foundation gala"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.scanner import Scanner

# An outlet's debate, a society's convention: who stands before these holds them.
_HELD = frozenset(
    "debate hall conference convention summit gala forum fundraiser event reception festival luncheon retreat "
    "symposium webinar".split()
)
_WISHING = frozenset("call ask push wish plead hope press demand long clamor beg".split())
_HOSTS = ("MediaOrganization", "Organization", "Company", "Committee")


class HostMatcher(Scanner):
    """Reads whose the events of one document are."""

    def match(self, number: int, doc: Doc) -> Iterator[Candidate]:
        """Yield the candidates of one paragraph."""
        for token in doc:
            if token.lower_ in _HELD and token.tag_ == "NN" and self._index.at(number, token.i) is None:
                yield from self._held(number, token)

    def _is_wished(self, noun: Token) -> bool:
        """Say whether there need be no such event: "called for a CNN debate", "like a CNN town hall"."""
        preposition = noun.head
        if noun.dep_ != "pobj" or not any(child.lower_ in ("a", "an", "any", "another") for child in noun.children):
            return False
        if preposition.lower_ in ("like", "than", "as", "without", "unlike"):
            return True
        return preposition.lower_ == "for" and preposition.head.lemma_ in _WISHING

    def _held(self, number: int, noun: Token) -> Iterator[Candidate]:
        if noun.dep_ in ("compound", "nmod", "poss") or (noun.lower_ == "hall" and noun.nbor(-1).lower_ != "town"):
            return  # "the CNN debate stage"
        hosts = [
            reference
            for child in noun.children
            if child.dep_ in ("compound", "nmod") and (reference := self._index.at(number, child.i)) is not None
        ]
        if len(hosts) != 1 or hosts[0].entity.type not in _HOSTS or not hosts[0].entity.named:
            return
        if hosts[0].start > 0 and noun.doc[hosts[0].start - 1].lower_ in ("-", "pro", "anti", "like", "style"):
            return
        if self._is_wished(noun):
            return
        for event in self._actors.of(number, [noun]):
            if event.entity.type == "Event" and hosts[0].entity.name.split()[0] in event.entity.name:
                yield Candidate(
                    number, hosts[0], "HOSTED", event, noun, "construction:host-before-event", confidence=0.8,
                )  # fmt: skip
