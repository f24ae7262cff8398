"""Lists of names that share a tie: the donors of a fund with their sums, those whom a suit names."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.actors import Actors
from techpol.loaders.articles.english.benefactors import is_fund, raised_by
from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.details import Amount
from techpol.loaders.articles.english.document import Document
from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.noun_phrases import PhraseReader
from techpol.loaders.articles.english.scanner import Scanner

_NAMING = frozenset(["name", "target", "list", "accuse"])
_TOPPING = frozenset(["top", "lead", "head"])
_RECIPIENTS = frozenset(["Committee", "Campaign", "Person", "Organization", "Party", "Group"])


def is_negated(verb: Token) -> bool:
    """Say whether a "not" stands with a verb."""
    return any(child.dep_ == "neg" for child in verb.children)


def _is_left_out(noun: Token, name: Reference) -> bool:
    """Say whether "not" or "could" stands between "donors" and those that are listed."""
    between = noun.doc[noun.i : max(noun.i, name.start)]
    return any(t.dep_ == "neg" or t.tag_ == "MD" or t.lower_ in ("not", "never", "neither") for t in between)


class ListMatcher(Scanner):
    """Reads the lists of one document."""

    def __init__(self, document: Document, actors: Actors) -> None:
        super().__init__(document, actors)
        self._plaintiffs: list[Reference] = []
        self._phrases = PhraseReader(document, actors)

    def suit(self, number: int, noun: Token) -> Iterator[Candidate]:
        """ "The lawsuit names X, Y and several people, including Z": who brought it is known from before."""
        plaintiff = self._actors.of(
            number,
            [c for c in noun.children if c.dep_ == "poss"]
            + [t for c in noun.children if c.dep_ == "acl" for t in self._syntax.agents(c)],
        )
        if (
            not plaintiff
            and noun.dep_ == "dobj"
            and noun.head.lemma_ in ("file", "bring", "launch", "lodge", "announce")
        ):
            plaintiff = self._actors.of(number, self._syntax.agents(noun.head))
        if plaintiff:
            self._plaintiffs = plaintiff
        if not self._plaintiffs:
            return
        verb = noun.head
        told = next((c for c in noun.children if c.dep_ == "relcl" and c.lemma_ in _NAMING), None)
        if told is not None:  # "the suit, which also names X as a defendant"
            verb = told
        tokens = [child for child in verb.children if child.dep_ == "dobj"]
        if told is None and noun.dep_ == "nsubj" and verb.lemma_ == "be":  # "the complaint is against X and Y"
            tokens = self._syntax.objects_of(verb, "against")
        elif told is None and noun.dep_ == "pobj" and noun.head.head.lower_ in ("defendant", "defendants"):
            be = noun.head.head.head  # "X and Y are defendants in a suit brought by Z"
            if be.lemma_ != "be" or is_negated(be) or any(c.tag_ == "MD" for c in be.children) or not plaintiff:
                return
            verb, tokens = be, self._syntax.surface_subject(be)
        elif told is None and (noun.dep_ != "nsubj" or verb.lemma_ not in _NAMING or is_negated(verb)):
            return
        defendants = self._actors.of(number, tokens[:1])
        for plaintiff_reference in self._plaintiffs:
            for defendant in defendants:
                if plaintiff_reference.entity is not defendant.entity and defendant.kind == "name":
                    yield Candidate(
                        number,
                        plaintiff_reference,
                        "SUED",
                        defendant,
                        verb,
                        "construction:suit-names",
                        confidence=0.85,
                    )

    def donors(self, number: int, doc: Doc, noun: Token, amounts: list[Amount]) -> Iterator[Candidate]:
        """ "Donors included X ($3 million) and Y", "donors to Z include X": each with the sum behind the name."""
        names: list[Reference] = []
        if noun.dep_ == "nsubj" and noun.head.lemma_ in ("include", "be"):
            tokens = [c for c in noun.head.children if c.dep_ in ("dobj", "attr")]
            names = self._named_until_verb(number, doc, tokens[0]) if tokens else []
        elif noun.dep_ == "pobj" and noun.head.lower_ == "among" and noun.head.head.lemma_ == "be":
            after = [c for c in noun.head.head.children if c.dep_ in ("nsubj", "attr") and c.i > noun.head.head.i]
            names = self._named_until_verb(number, doc, after[0]) if after else []
            if not after and not any(c.dep_ == "neg" or c.tag_ == "MD" for c in noun.head.head.children):
                names = self._actors.of(number, self._syntax.surface_subject(noun.head.head))
        elif self._is_topped(doc, noun):  # "topping the list of donors was X, with $5,000"
            names = self._named_until_verb(number, doc, doc[noun.i + 2])
        elif noun.dep_ == "pobj" and noun.head.head.lower_ in ("list", "ranks", "roster"):
            verb = noun.head.head.head  # "X topped the list of donors to Y"
            names = self._actors.of(number, self._syntax.agents(verb)) if verb.lemma_ in _TOPPING else []
        else:
            listed = [c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("including", "like")]
            tokens = [inner for c in listed for inner in c.children if inner.dep_ == "pobj"]
            if not tokens and noun.i + 1 < noun.sent.end:
                colon = next((t for t in noun.sent if t.i > noun.i and t.text == ":" and t.i - noun.i < 14), None)
                tokens = [doc[colon.i + 1]] if colon is not None and colon.i + 1 < noun.sent.end else []
            names = self._named_until_verb(number, doc, tokens[0]) if tokens else []
        if not names or _is_left_out(noun, names[0]):
            return
        recipients = self._recipients(number, noun)
        shared = next((a for a in amounts if a.start > noun.idx and names and a.end <= doc[names[0].start].idx), None)
        for name in names:
            if name.entity.type == "Person" and (name.entity.kin or " " not in name.entity.name):
                continue  # "X and his wife Ann"
            own = self._sum_after(doc, name, amounts)
            amount = own or shared
            for recipient in recipients[:1]:
                known = recipient.entity.type in _RECIPIENTS or is_fund(self._document, recipient)
                if recipient.entity is not name.entity and known:
                    yield Candidate(
                        number,
                        name,
                        "DONATED_TO",
                        recipient,
                        noun,
                        "construction:donor-list" if own is None else "construction:spelled-gift",
                        amount=amount,
                        stated=True,
                        confidence=0.8 if own is None else 0.95,
                        part=own is not None,
                    )

    def _is_topped(self, doc: Doc, noun: Token) -> bool:
        before = doc[max(noun.sent.start, noun.i - 10) : noun.i]
        if noun.i + 2 >= noun.sent.end or doc[noun.i + 1].lower_ not in ("is", "was", "are", "were"):
            return False
        return any(t.lemma_.lower() in _TOPPING for t in before) and any(t.lower_ == "list" for t in before)

    def _recipients(self, number: int, noun: Token) -> list[Reference]:
        tokens = (
            self._syntax.objects_of(noun, "to")
            or self._syntax.objects_of(noun, "of")
            or self._syntax.objects_of(noun, "behind")
            or [c for c in noun.children if c.dep_ == "poss"]
        )
        if tokens:
            return self._actors.of(number, tokens)
        if noun.i + 2 < noun.sent.end and noun.nbor().lower_ in ("to", "behind"):  # hung on another word
            phrase = self._phrases.one(number, noun.doc, noun.i + 2, noun.sent.end)
            if phrase is not None:
                return list(phrase.references)
        if noun.dep_ == "pobj" and noun.head.lower_ == "from" and noun.head.head.lemma_ == "come":
            receivers = self._actors.of(number, raised_by(noun.head.head))
            if receivers:
                return receivers
        antecedent = self._document.coreference.description(number, noun, "Committee")
        return [antecedent] if antecedent is not None else []

    def _named_until_verb(self, number: int, doc: Doc, start: Token) -> list[Reference]:
        """Return the names of a list: those at its joints, not the ones inside "Google chief X"."""
        found: list[Reference] = []
        begin = start.left_edge.i
        for i in range(begin, start.sent.end):
            reference = self._index.at(number, i)
            if reference is None or reference.start != i or reference.entity.type in ("Place", "Party", "Event"):
                continue
            head = doc[reference.start : reference.end].root
            following = doc[reference.end].text if reference.end < len(doc) else "."
            if (
                head.dep_ in ("dobj", "pobj", "conj", "appos", "attr", "ROOT", "nsubj", "npadvmod", "dep")
                and following in (",", ";", "(", ".", "and", ":", "—")
                and not any(r.entity is reference.entity for r in found)
            ):
                inner = doc[reference.start - 1].lower_ if reference.start > 0 else ""
                if (
                    inner in ("of", "at", "for", "by", "with", "from", "to", "mogul")
                    and head.dep_ == "pobj"
                    and head != start
                ):
                    continue
                found.append(reference)
        return found

    def _sum_after(self, doc: Doc, name: Reference, amounts: list[Amount]) -> Amount | None:
        end = doc[name.end - 1].idx + len(doc[name.end - 1])
        for amount in amounts:
            between = doc.text[end : amount.start] if amount.start >= end else None
            if between is not None and between.strip() in ("(", ",", ":", "—", "with", ", with", ", at", "at"):
                return amount
        return None
