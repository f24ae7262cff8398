"""Several gifts in one clause: "received $5,000 from X, $7,000 from Y", "gave X $5,000 and Y $7,000"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.details import Amount, find_amounts
from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.scanner import Scanner

_RECEIVING = frozenset("receive get accept take collect raise draw".split())
_GIVING = frozenset("give donate contribute send hand".split())
_RECIPIENTS = ("Person", "Committee", "Campaign", "Party", "Organization", "Event", "Cause")
_APART = 3  # tokens between the end of a sum and "from" or "to"


class GiftMatcher(Scanner):
    """Reads the lists of gifts of one document."""

    def match(self, number: int, doc: Doc) -> Iterator[Candidate]:
        """Yield the candidates of one paragraph."""
        verbs = [t for t in doc if t.pos_ == "VERB" and t.lemma_ in _RECEIVING | _GIVING]
        if not verbs:
            return
        amounts = find_amounts(self._scenes[number].paragraph.text)
        if len(amounts) < 2:
            return
        for verb in verbs:
            giving = verb.lemma_ in _GIVING
            if self._syntax.is_passive(verb):
                continue
            owners = self._actors.of(number, self._syntax.agents(verb))
            if len(owners) != 1:
                continue
            pairs = list(self._pairs(number, doc, verb, amounts, "to" if giving else "from"))
            for name, amount in pairs if len(pairs) > 1 else []:
                giver, taker = (owners[0], name) if giving else (name, owners[0])
                if giver.entity is taker.entity or taker.entity.type not in _RECIPIENTS:
                    continue
                if giver.entity.type in ("Place", "Event", "Candidacy"):
                    continue
                yield Candidate(
                    number, giver, "DONATED_TO", taker, verb, "construction:gift-list", amount=amount, confidence=0.8
                )

    def _pairs(
        self, number: int, doc: Doc, verb: Token, amounts: list[Amount], preposition: str
    ) -> Iterator[tuple[Reference, Amount]]:
        """Yield each sum after a verb with the name that "from" or "to" joins to it, up to the next verb."""
        end = verb.sent.end
        for other in doc[verb.i + 1 : end]:
            if other.pos_ == "VERB" and other.dep_ in ("conj", "relcl", "advcl", "ccomp"):
                end = other.i
                break
        for amount in amounts:
            if amount.per or not verb.idx < amount.start < doc[end - 1].idx:
                continue
            after = next((t.i for t in doc[verb.i : end] if t.idx >= amount.end), end)
            for i in range(after, min(after + _APART, end - 1)):
                if doc[i].lower_ == preposition:
                    first = i + 2 if doc[i + 1].lower_ == "the" else i + 1
                    name = self._index.at(number, first) if first < end else None
                    if name is not None and name.start == first:
                        yield name, amount
                    break
                if doc[i].text == "," or doc[i].lower_ == "and":
                    break
