"""Who sits on a board: "X joined the board of Y", "was elected to Y's board", "Y added X to its board"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.scanner import Scanner

_SITTING = frozenset("sit serve join rejoin".split())
_NAMING = frozenset("elect reelect re-elect appoint name add nominate".split())
_LEAVING = frozenset("leave quit resign step retire depart exit".split())
_BOARDS = frozenset(["board", "boards"])


def takes_board(verb: Token) -> bool:
    """Say whether what a verb takes is a board: who joins it is a member, and no employee."""
    return any(
        child.lower_ in _BOARDS
        for direct in verb.children
        for child in (direct, *(direct.children if direct.dep_ == "prep" else ()))
        if child.dep_ in ("dobj", "pobj")
    )


class BoardMatcher(Scanner):
    """Reads the boards of one document."""

    def match(self, number: int, doc: Doc) -> Iterator[Candidate]:
        """Yield the candidates of one paragraph."""
        for token in doc:
            if token.lower_ not in _BOARDS or token.dep_ not in ("pobj", "dobj"):
                continue
            verb = token.head.head if token.dep_ == "pobj" else token.head
            if verb.pos_ == "VERB" and verb.lemma_ in _SITTING | _NAMING | _LEAVING:
                yield from self._member(number, token, verb)

    def _member(self, number: int, board: Token, verb: Token) -> Iterator[Candidate]:
        lemma, preposition = verb.lemma_, board.head.lower_ if board.dep_ == "pobj" else ""
        if lemma in _NAMING and preposition != "to" or lemma == "sit" and preposition not in ("on", "upon"):
            return
        people = self._syntax.patients(verb) if lemma in _NAMING else self._syntax.agents(verb)
        for body in self._bodies(number, board, verb)[:1]:
            for person in self._actors.of(number, people):
                if person.entity.type == "Person" and body.entity is not person.entity:
                    yield Candidate(
                        number, person, "MEMBER_OF", body, verb, "construction:board", past=lemma in _LEAVING,
                        confidence=0.85,
                    )  # fmt: skip

    def _bodies(self, number: int, board: Token, verb: Token) -> list[Reference]:
        """Return whose board it is; the parser may hang "at Y" on the verb."""
        found = self._actors.of(number, [board]) or self._actors.of(
            number, [t for p in ("at", "of") for t in self._syntax.objects_of(verb, p)]
        )
        return [r for r in found if r.entity.is_organisation and r.entity.type not in ("Party", "Group")]
