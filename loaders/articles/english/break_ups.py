"""Who wants a company broken up: "called for breaking up X", "said X should be broken up", "time to break up X"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.scanner import Scanner

_CALLS = frozenset("call demand plea push proposal plan appeal".split())
_RENEWING = frozenset(
    "renew repeat reiterate issue make amplify echo join lead back unveil release propose announce".split()
)
_HOLDING = frozenset("say argue believe think insist contend write tweet declare add post suggest feel".split())
_MUST = frozenset("should must ought".split())
_NEED = frozenset("time need have ought".split())
_COMPANIES = frozenset(["Company", "Organization", "MediaOrganization"])


class BreakUpMatcher(Scanner):
    """Reads the calls to break up companies of one document."""

    def match(self, number: int, doc: Doc) -> Iterator[Candidate]:
        """Yield the candidates of one paragraph."""
        for token in doc:
            if token.lemma_ not in ("break", "split") or token.pos_ != "VERB":
                continue
            if not any(child.lower_ == "up" and child.i > token.i for child in token.children):
                continue
            for caller in self._callers(number, token):
                for target in self._actors.of(number, self._syntax.patients(token)):
                    if caller.entity.type == "Person" and target.entity.type in _COMPANIES:
                        quoted = self._document.coreference.quotation(number, token) is not None
                        rule = "construction:quote" if quoted else "construction:called-to-break-up"
                        yield Candidate(
                            number, caller, "CALLED_TO_BREAK_UP", target, self._trigger(token), rule, stated=quoted,
                            confidence=0.85,
                        )  # fmt: skip

    def _trigger(self, verb: Token) -> Token:
        """Return the word that calls: a "not" over it denies the call."""
        head = verb.head.head if verb.dep_ == "pcomp" else verb.head
        return head if head.pos_ == "VERB" and head.lemma_ in (*_HOLDING, "call") else verb

    def _callers(self, number: int, verb: Token) -> list[Reference]:
        head = verb.head
        if any(child.dep_ == "neg" for child in verb.children):
            return []
        if verb.dep_ == "pcomp" and head.lower_ == "for" and head.head.lemma_ == "call" and head.head.pos_ == "VERB":
            return self._actors.of(number, self._syntax.agents(head.head))
        before = verb.doc[verb.i - 2] if verb.i > 1 and verb.nbor(-1).lower_ == "to" else None
        if (
            before is not None
            and before.lemma_ in _CALLS
            and before.dep_ == "dobj"
            and before.head.lemma_ in _RENEWING
        ):
            return self._actors.of(number, self._syntax.agents(before.head))  # "renewed her call to break up X"
        if verb.dep_ in ("acl", "relcl") and head.lemma_ in _CALLS and verb.tag_ == "VB":
            owners = [child for child in head.children if child.dep_ == "poss"]
            if head.dep_ in ("dobj", "nsubj", "nsubjpass") and head.head.lemma_ not in _RENEWING:
                return []  # "rejected her call to break up X": of whom it is read elsewhere
            return self._actors.of(number, owners)
        must = any(child.lower_ in _MUST for child in verb.children) or self._is_needed(verb)
        if not must:
            return []
        quoted = self._document.coreference.quotation(number, verb)
        if quoted is not None:
            above = verb.head
            while quoted[0] <= above.idx < quoted[1] and above.head != above:
                if above.lemma_ in _HOLDING:
                    return []  # "they say we should break up X"
                above = above.head
            speaker = self._document.coreference.speaker(number, quoted)
            return [speaker] if speaker is not None else []
        if verb.dep_ == "ccomp" and head.lemma_ in _HOLDING:
            return self._actors.of(number, self._syntax.agents(head))
        return []

    def _is_needed(self, verb: Token) -> bool:
        """Say whether it is "time to", "we need to" break up somebody."""
        if not any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children):
            return False
        head = verb.head
        if head.lower_ not in _NEED and head.lemma_ not in _NEED:
            return False
        return not any(t.dep_ == "neg" for t in (*head.children, *head.head.children))
