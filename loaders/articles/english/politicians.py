"""Whose party is told by what they are or do: "X is a Green Party politician", "an MP for the Y", "joined the Z"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.subjects import SubjectFinder

_IS = frozenset("is was becomes became remains remained been".split())
# Who is of the party that stands before it, or after "of", "for", "from".
_MEMBERS = frozenset(
    "politician mp mep td msp backbencher frontbencher councillor parliamentarian lawmaker senator congressman "
    "congresswoman legislator statesman stateswoman activist member mayor deputy representative minister leader "
    "figure candidate".split()
)
# Of these a party is told by "for" and "representing", too; of the others "of" may tell a committee of it.
_OF = frozenset(["of", "for", "from", "with", "in", "representing"])
_STANDING = frozenset(
    "elected reelected re-elected returned stood ran sat standing running sitting nominated".split()
)
_FORMER = frozenset(["former", "ex", "formerly", "onetime", "then"])
_DENYING = frozenset("not n't n’t never no neither nor would could may might if unless whether against".split())
_WINDOW = 16


class PoliticianMatcher(SubjectFinder):
    """Reads the parties of people of one document."""

    def match(self, number: int, doc: Doc) -> Iterator[Candidate]:
        """Yield the candidates of one paragraph."""
        done = -1
        for token in doc:
            if token.i < done:
                continue
            party = self._index.at(number, token.i)
            if party is None or party.entity.type != "Party" or party.start != token.i or party.kind != "name":
                continue
            done = party.end
            if token.sent[-1].text == "?":
                continue
            yield from self._of_party(number, doc, party)

    def _of_party(self, number: int, doc: Doc, party: Reference) -> Iterator[Candidate]:
        noun = self._noun_after(number, doc, party.end)
        modifies = party.end < len(doc) and doc[party.end].pos_ == "NOUN"  # "candidate for the Republican nomination"
        if noun is None and not modifies:
            noun = self._noun_before(number, doc, party.start)
        found = self._whose(number, doc, noun) if noun is not None else None
        if found is None:
            found = self._elected(number, doc, party)
        if found is None:
            return
        person, past, trigger = found
        yield Candidate(
            number, person, "AFFILIATED_WITH", party, trigger, "role:party", past=past, stated=True, confidence=0.9
        )  # fmt: skip

    def _noun_after(self, number: int, doc: Doc, i: int) -> Token | None:
        """Return the noun of "Green Party politician", "Green Party member of parliament"; no title of another."""
        k = i
        while k < min(i + 3, len(doc)) and doc[k].lower_ not in _MEMBERS and doc[k].pos_ in ("ADJ", "NOUN"):
            k += 1
        if k >= len(doc) or doc[k].lower_ not in _MEMBERS or doc[k].tag_ not in ("NN", "NNP"):
            return None
        if k + 1 < len(doc) and doc[k + 1].tag_ == "POS":
            return None  # "a Green Party senator's aide"
        named = self._index.at(number, k + 1) if k + 1 < len(doc) else None
        return None if named is not None and named.entity.type == "Person" else doc[k]

    def _noun_before(self, number: int, doc: Doc, start: int) -> Token | None:
        """Return the noun of "a politician of the Green Party", "a deputy in Ohio, representing the Green Party"."""
        k = start - 1
        if k > 0 and doc[k].lower_ == "the":
            k -= 1
        if k < 1 or doc[k].lower_ not in _OF:
            return None
        told = doc[k].lower_ in ("representing", "for")
        noun = doc[k - 1]
        if noun.lower_ in _MEMBERS and noun.tag_ in ("NN", "NNP"):
            return (
                noun if noun.lower_ not in ("leader", "figure", "mayor") or doc[k].lower_ in ("of", "for") else None
            )
        if not told:
            return None
        # "member of the council for Harbor for the Green Party": what stands between is the seat
        first = max(doc[k].sent.start, k - _WINDOW)
        for m in range(k - 1, first - 1, -1):
            token = doc[m]
            if token.lower_ in _MEMBERS and token.tag_ in ("NN", "NNP"):
                return token
            if token.pos_ in ("VERB", "AUX", "PRON", "SCONJ") and token.lower_ not in ("representing", "sitting"):
                return None
            if token.text in (";", "(", ")") or token.lower_ in _DENYING:
                return None
            named = self._index.at(number, m)
            if named is not None and named.entity.type == "Person":
                return None
        return None

    def _whose(self, number: int, doc: Doc, noun: Token) -> tuple[Reference, bool, Token] | None:
        """Return who is what a noun says: "X is a", "X, a", with other nouns between; and whether X was."""
        k, past, joined = noun.i - 1, False, False
        while k >= noun.sent.start and noun.i - k < _WINDOW:
            token = doc[k]
            word = token.lower_
            if word in _IS:
                if any(t.lower_ in _DENYING for t in doc[max(noun.sent.start, k - 3) : noun.i]):
                    return None
                person = self._subject(number, doc, token)
                return (person, past or word == "was", noun) if person is not None else None
            past = past or word in _FORMER
            named = self._index.at(number, k)
            if named is not None and named.entity.type == "Person":
                return None
            if word == "," and k > 0 and doc[k + 1].lower_ in ("a", "an", "the", "former"):
                near = self._index.at(number, k - 1)
                if near is not None and near.entity.type == "Person" and near.end == k and self._closed(doc, noun):
                    return near, past, noun
            joined = joined or word in (",", "and", "&")
            if word == "of" and not joined and doc[k - 1].lower_ != "one":
                return None  # "the daughter of a Green Party politician"; but "a professor of law and politician"
            small = token.pos_ in ("DET", "ADJ", "ADV", "NOUN", "PROPN", "CCONJ", "PUNCT", "NUM") or word == "of"
            if not small or token.text in (";", "(", ")", ":"):
                return None
            k -= 1
        return None

    def _is_other(self, verb: Token, between: Span) -> bool:
        """Say whether a verb is not one of elections: "ran ads for", "stood up for", "sat for a portrait for"."""
        if any(child.dep_ == "prt" for child in verb.children):
            return True
        if any(child.dep_ == "dobj" for child in verb.children) and verb.tag_ != "VBN":
            return True
        return any(t.lower_ == "for" and t.nbor().lower_ in ("a", "an") for t in between)

    def _closed(self, doc: Doc, noun: Token) -> bool:
        """Say whether an apposition is one: nothing is said of the noun itself."""
        return noun.dep_ not in ("nsubj", "nsubjpass", "conj")

    def _elected(self, number: int, doc: Doc, party: Reference) -> tuple[Reference, bool, Token] | None:
        """Return who "was elected to parliament on the ticket of the Green Party", "stood for the Green Party"."""
        k = party.start - 1
        if k > 0 and doc[k].lower_ == "the":
            k -= 1
        before = [doc[m].lower_ for m in range(max(0, k - 3), k + 1)]
        ticket = before[-1:] == ["of"] and {"ticket", "behalf", "list", "platform"} & set(before)
        follows = party.end < len(doc) and doc[party.end].lower_ in ("ticket", "list", "platform")
        if before[-1:] != ["for"] and not ticket and not (before[-1:] == ["on"] and follows):
            return None
        first = max(doc[k].sent.start, k - _WINDOW)
        for m in range(k - 1, first - 1, -1):
            token = doc[m]
            if token.lower_ in _STANDING and token.pos_ == "VERB":
                if self._is_other(token, doc[m + 1 : k]):
                    return None
                around = doc[max(doc[k].sent.start, m - 4) : party.start]
                if any(t.lower_ in _DENYING or t.tag_ == "MD" or t.lower_ == "to" and t.i < m for t in around):
                    return None
                person = self._subject(number, doc, token)
                return (person, False, token) if person is not None else None
            if token.pos_ in ("VERB", "PRON", "SCONJ") or token.text in (";", "(", ","):
                return None
        return None
