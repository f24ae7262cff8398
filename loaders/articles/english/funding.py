"""Who puts money into a company: "a round led by X", "Y raised $40 million in a round led by X"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.scanner import Scanner

_ROUNDS = frozenset("round financing funding investment raise".split())
_LED = frozenset("lead co-lead back fund anchor".split())
_RAISING = frozenset("raise secure close land receive get complete announce pull".split())
_INVESTING = frozenset("investor investors venture startup startups start-up start-ups seed valuation vc".split())


class FundingMatcher(Scanner):
    """Reads the funding rounds of one document."""

    def match(self, number: int, doc: Doc) -> Iterator[Candidate]:
        """Yield the candidates of one paragraph."""
        for token in doc:
            if token.lower_ not in _ROUNDS or token.pos_ != "NOUN":
                continue
            for clause in token.children:
                if clause.dep_ in ("acl", "relcl") and clause.lemma_ in _LED and self._syntax.is_passive(clause):
                    investors = self._actors.of(number, self._syntax.agents(clause))
                    for company in self._companies(number, token)[:1]:
                        for investor in investors:
                            if investor.entity is not company.entity and investor.entity.type not in (
                                "Place",
                                "Event",
                            ):
                                yield Candidate(
                                    number, investor, "INVESTED_IN", company, clause, "construction:round-led",
                                    confidence=0.85,
                                )  # fmt: skip

    def _companies(self, number: int, noun: Token) -> list[Reference]:
        """Return whose round it is: its possessor, "in Y", or who raised it."""
        tokens = [child for child in noun.children if child.dep_ == "poss"]
        tokens = tokens or self._syntax.objects_of(noun, "in") or self._syntax.objects_of(noun, "for")
        if not tokens:
            verb = noun.head.head if noun.dep_ == "pobj" else noun.head
            if verb.pos_ == "VERB" and verb.lemma_ in _RAISING:
                tokens = self._syntax.agents(verb)
        return [r for r in self._actors.of(number, tokens) if r.entity.type == "Company" or r.entity.is_plain]


def pays(trigger: Token) -> bool:
    """Say whether a sentence speaks of investors and start-ups: who "backs" or "funds" there puts money in."""
    words = [token.lower_ for token in trigger.sent]
    return any(word in _INVESTING for word in words) or any(
        words[i : i + 3] in (["start", "-", "up"], ["start", "-", "ups"]) for i in range(len(words) - 2)
    )
