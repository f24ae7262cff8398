"""Who is of somebody's team: "X is part of Y's legal team", "X and Z were among Y's debate prep team"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.scanner import Scanner

# A team of these works for the one whose it is; one without any may be a player's.
_KINDS = frozenset(
    "legal defense defence debate transition communications press policy finance security campaign speechwriting "
    "fundraising advance prep preparation trial economic media digital research leadership management".split()
)
_PART = frozenset("member part veteran".split())
_FORMER = frozenset(["former", "onetime", "one-time", "then"])


class TeamMatcher(Scanner):
    """Reads who is told to be of a team in one document."""

    def match(self, number: int, doc: Doc) -> Iterator[Candidate]:
        """Yield the candidates of one paragraph."""
        for token in doc:
            if token.lower_ == "team" and token.pos_ == "NOUN":
                yield from self._team(number, token)

    def _team(self, number: int, team: Token) -> Iterator[Candidate]:
        owners = [child for child in team.children if child.dep_ == "poss"]
        if not owners or not any(child.lower_ in _KINDS for child in team.children):
            return
        whose = self._actors.of(number, owners)
        if len(whose) != 1 or whose[0].entity.type not in ("Person", "Campaign", "Company"):
            return
        above = team.head
        if team.dep_ == "dobj" and above.lemma_ == "join" and not self._syntax.is_passive(above):
            yield from self._of(number, self._syntax.agents(above), whose[0], above)
        elif team.dep_ == "pobj" and above.lower_ == "among" and above.head.lemma_ == "be":
            yield from self._of(number, self._syntax.surface_subject(above.head), whose[0], above.head)
        elif team.dep_ == "pobj" and above.lower_ in ("of", "on") and above.head.lower_ in _PART:
            noun = above.head
            past = any(child.lower_ in _FORMER for child in noun.children)
            if noun.dep_ == "attr" and noun.head.lemma_ == "be":
                yield from self._of(number, self._syntax.surface_subject(noun.head), whose[0], noun.head, past)
            elif noun.dep_ == "appos" and noun.head.pos_ == "PROPN" and noun.left_edge.i > noun.head.i:
                yield from self._of(number, [noun.head], whose[0], noun, past)

    def _of(
        self, number: int, tokens: list[Token], whose: Reference, trigger: Token, past: bool = False
    ) -> Iterator[Candidate]:
        for person in self._actors.of(number, tokens):
            if person.entity.type == "Person" and person.entity is not whose.entity and not person.metonym:
                yield Candidate(
                    number, person, "WORKS_FOR", whose, trigger, "construction:team", past=past,
                    stated=trigger.pos_ == "NOUN", confidence=0.85,
                )  # fmt: skip
