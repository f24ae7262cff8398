"""Who runs against whom where no verb says so: "her Republican opponent, X", "facing a challenge from X"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.scanner import Scanner

_RIVALS = frozenset("rival rivals opponent opponents challenger challengers foe foes".split())
_TITLES = frozenset("sen rep gov president vice former mr ms sens reps".split())
_FACING = frozenset("face confront meet fend repel survive overcome beat stave turn".split())


class ContestMatcher(Scanner):
    """Reads the contests of one document."""

    def match(self, number: int, doc: Doc) -> Iterator[Candidate]:
        """Yield the candidates of one paragraph."""
        for token in doc:
            word = token.lower_
            if word in _RIVALS:
                yield from self._rivals(number, doc, token)
            elif word == "challenge" and token.dep_ == "dobj" and token.head.lemma_ in _FACING:
                yield from self._contest(number, token)

    def _claims(
        self,
        number: int,
        one: list[Reference],
        others: list[Reference],
        trigger: Token,
        rule: str,
        past: bool = False,
    ) -> Iterator[Candidate]:
        if len(one) != 1 or one[0].entity.type != "Person":
            return
        for other in others:
            if other.entity.type == "Person" and other.entity is not one[0].entity:
                yield Candidate(
                    number, other, "RUNNING_AGAINST", one[0], trigger, f"construction:{rule}", past=past,
                    stated=True, confidence=0.85,
                )  # fmt: skip

    def _rivals(self, number: int, doc: Doc, noun: Token) -> Iterator[Candidate]:
        """ "X's opponent, Y", "his former rivals, such as Y and Z"; the owner stands before the noun."""
        owner = next((child for child in noun.children if child.dep_ == "poss"), None)
        if owner is None:
            return
        before = [doc[i].lower_ for i in range(owner.i + 1, noun.i)]
        if any(word in ("business", "corporate", "league", "division", "streaming", "tech") for word in before):
            return
        past = any(word in self._vocabulary.past_words for word in before)
        owners = self._actors.of(number, [owner])
        names: list[Reference] = []
        i = noun.i + 1
        if i < len(doc) and doc[i].text in (",", "—"):
            i += 1
        while i < len(doc) and i - noun.i < 9 and self._index.at(number, i) is None and self._is_title(doc[i]):
            i += 1
        reference = self._index.at(number, i) if i < len(doc) else None
        if reference is not None and reference.entity.type == "Place" and reference.end < len(doc):
            i = reference.end
            while i < len(doc) and i - noun.i < 9 and self._index.at(number, i) is None and self._is_title(doc[i]):
                i += 1
            reference = self._index.at(number, i) if i < len(doc) else None
        if reference is not None and reference.start == i and reference.entity.type == "Person":
            closed = doc[noun.i + 1].text != "," or (
                reference.end < len(doc) and doc[reference.end].text in (",", ".", "(", "—", ";", '"')
            )
            if closed:
                names = [reference]
        yield from self._claims(number, owners, names, noun, "rival-of", past)

    def _is_title(self, token: Token) -> bool:
        return (
            token.lower_.rstrip(".")
            in ("sen", "rep", "gov", "president", "vice", "former", "mr", "ms", "sens", "reps")
            or token.text in self._vocabulary.parties
            or token.lower_ in self._vocabulary.person_nouns
        )

    def _contest(self, number: int, noun: Token) -> Iterator[Candidate]:
        """ "facing a challenge from X", where an election is spoken of."""
        aimed = any(self._syntax.objects_of(word, "to") for word in (noun, noun.head))  # "a challenge to his plan"
        legal = any(child.lower_ in ("legal", "court", "constitutional") for child in noun.children)
        if not aimed and not legal and any(self._is_politics(token) for token in noun.sent):
            yield from self._claims(
                number, self._actors.of(number, self._syntax.agents(noun.head)),
                self._actors.of(number, self._syntax.objects_of(noun, "from")), noun, "challenge-from",
            )  # fmt: skip

    def _is_politics(self, token: Token) -> bool:
        return token.lower_ in (
            "primary",
            "candidate",
            "election",
            "elections",
            "re-election",
            "reelection",
            "opposition",
            "caucuses",
            "runoff",
        )
