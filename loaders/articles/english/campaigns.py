"""Whose a campaign is: "the Smith campaign", "his campaign", "Smith's re-election campaign" are of Smith."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.actors import Actors
from techpol.loaders.articles.english.candidate import Candidate

# Before "campaign" where it is no organisation of a candidate.
_OTHER = frozenset(
    "ad advertising marketing media publicity smear pressure lobbying letter whisper air bombing military "
    "fundraising vaccination disinformation misinformation social influence awareness education book hashtag boycott "
    "leave remain yes public relations "
    "terror counterterrorism aerial ground press-ganging recruitment membership sales".split()
)
# What an organisation does or has: "his campaign said", "her campaign manager", not "his campaign was short".
_ACTING = frozenset(
    "say announce declare release raise spend launch tell respond issue claim report hire fire call pay file send "
    "decline argue accuse blast criticize return receive air run buy post tweet plan seek ask try work deny confirm "
    "believe hope add note insist dismiss reject".split()
)


class CampaignMatcher:
    """Reads whose the campaigns of one document are, each once."""

    def __init__(self, actors: Actors) -> None:
        self._actors = actors
        self._said: set[int] = set()

    def match(self, number: int, doc: Doc) -> Iterator[Candidate]:
        """Yield the candidates of one paragraph."""
        for token in doc:
            if token.lower_ == "campaign" and token.pos_ in ("NOUN", "PROPN"):
                yield from self._owned(number, token)

    def _owned(self, number: int, noun: Token) -> Iterator[Candidate]:
        doc = noun.doc
        before = [child for child in noun.children if child.i < noun.i]
        if any(child.lower_ in _OTHER for child in before) or not self._acts(noun):
            return
        owners = [child for child in before if child.dep_ in ("poss", "compound", "nmod")]
        for reference in self._actors.campaign(number, noun)[:1]:
            person = reference.entity.owner
            if person is None or id(reference.entity) in self._said:
                continue
            for owner in owners:
                whose = next((r for r in self._actors.of(number, [owner]) if r.entity is person), None)
                if whose is None or (whose.kind == "pronoun" and whose.paragraph != number):
                    continue
                self._said.add(id(reference.entity))
                yield Candidate(
                    number, reference, "CONNECTED_TO", whose, doc[noun.i], "construction:campaign-of", stated=True,
                    confidence=0.85,
                )  # fmt: skip
                break

    def _acts(self, noun: Token) -> bool:
        """Say whether the campaign is spoken of as an organisation."""
        if noun.dep_ == "nsubj" and noun.head.lemma_ in _ACTING:
            return True
        if noun.dep_ in ("compound", "nmod", "poss"):
            return noun.head.pos_ in ("NOUN", "PROPN")  # "the Smith campaign manager", "her campaign's plan"
        if noun.dep_ == "pobj" and noun.head.lower_ in ("by", "for", "with", "at"):
            return noun.head.lower_ != "for" or noun.head.head.lemma_ in (
                "work",
                "spokesman",
                "spokeswoman",
                "spokesperson",
            )
        # "the Smith campaign"
        return any(child.dep_ in ("compound", "nmod") for child in noun.children) and any(
            child.lower_ == "the" for child in noun.children
        )
