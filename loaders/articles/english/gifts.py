"""Several gifts in one clause: "received $5,000 from X, $7,000 from Y", "gave X $5,000 and Y $7,000"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.details import Amount, date_of, find_amounts
from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.scanner import Scanner
from techpol.loaders.articles.english.sums import parted_sum, region_of

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
            parted = parted_sum(verb, amounts)
            own = parted.parts if parted is not None else tuple(amounts)
            pairs = list(self._pairs(number, doc, verb, own, "to" if giving else "from"))
            if len(pairs) < 2 and parted is None:
                continue
            dates = [date_of(rest, None)[1] is not None for _, _, rest in pairs]
            dated = any(dates[:-1])  # "$5 to X in March and $6 to Y in June": each its own
            for name, amount, rest in pairs:
                giver, taker = (owners[0], name) if giving else (name, owners[0])
                if giver.entity is taker.entity or taker.entity.type not in _RECIPIENTS:
                    continue
                if giver.entity.type in ("Place", "Event", "Candidacy"):
                    continue
                yield Candidate(
                    number, giver, "DONATED_TO", taker, verb, "construction:gift-list", amount=amount, confidence=0.8,
                    when=rest if dated else None, part=parted is not None,
                )  # fmt: skip

    def _pairs(
        self, number: int, doc: Doc, verb: Token, amounts: Sequence[Amount], preposition: str
    ) -> Iterator[tuple[Reference, Amount, str]]:
        """Yield each sum after a verb with whom "from" or "to" joins to it, up to the next verb, and what follows."""
        end = region_of(verb)[1]
        for other in doc[verb.i + 1 : end]:
            if other.pos_ == "VERB" and other.dep_ in ("conj", "relcl", "advcl", "ccomp"):
                end = other.i
                break
        inside = [a for a in amounts if not a.per and verb.idx < a.start < doc[end - 1].idx]
        for place, amount in enumerate(inside):
            after = next((t.i for t in doc[verb.i : end] if t.idx >= amount.end), end)
            until = inside[place + 1].start if place + 1 < len(inside) else doc[end - 1].idx + len(doc[end - 1])
            for i in range(after, min(after + _APART, end - 1)):
                if doc[i].lower_ == preposition:
                    found = self._phrase(number, doc, i + 1, end)
                    if found is not None:
                        name, last = found
                        yield name, amount, doc.text[doc[last - 1].idx + len(doc[last - 1]) : until]
                    break
                if doc[i].text == "," or doc[i].lower_ == "and":
                    break

    def _phrase(self, number: int, doc: Doc, first: int, end: int) -> tuple[Reference, int] | None:
        """Return whom a noun phrase names or whose campaign it is, and its end; nothing for "Republican groups"."""
        i = first
        last: Reference | Token | None = None
        while i < end:
            reference = self._index.at(number, i)
            if reference is not None and (last is None or isinstance(last, Token)):
                i, last = reference.end, reference
            elif doc[i].text in ("'s", "’s") or doc[i].tag_ == "POS":
                i, last = i + 1, doc[i]
            elif doc[i].pos_ in ("NOUN", "PROPN", "ADJ", "DET") or doc[i].tag_ in ("CD", "PRP$"):
                if doc[i].tag_ == "CD" and doc[i].i and doc[i - 1].text == "$":
                    return None
                i, last = i + 1, doc[i]
            else:
                break
        if isinstance(last, Reference):
            if last.entity.type == "Party" and doc[last.end - 1].lower_ in ("democrat", "republican"):
                return None  # "the panel's top Democrat", not the party
            return last, i
        if last is None or last.pos_ not in ("NOUN", "PROPN"):
            return None
        found = self._actors.of(number, [last])
        return (found[0], i) if len(found) == 1 and found[0].entity.type == "Campaign" else None
