"""Who talks with whom: "in a phone call, X told Y", "X called Y on Sunday", "X and Y spoke by phone"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.scanner import Scanner

_TALKS = frozenset("call phone conversation meeting dinner lunch breakfast sit-down talks visit".split())
_TOLD = frozenset("tell assure urge ask warn promise thank congratulate press inform remind implore".split())
_SAYING = frozenset("say agree discuss reaffirm pledge exchange clash".split())
_RECEIVING = frozenset("tell assure urge warn promise receive host welcome greet press".split())
_PHONING = frozenset("phone telephone".split())
_THOUGHT_OF = frozenset("of about to against at if whether despite without before than from".split())
_MEALS = frozenset("dinner lunch breakfast brunch drinks coffee tea golf".split())
_WHEN = frozenset("on after before from during last shortly late early".split())
# What follows "called X" where that is to give a name to somebody, or to ask for something.
_NAMED = frozenset("oprd acomp attr ccomp prt".split())
_MOST = 3  # people who meet, each with each
# Two who speak so speak with each other: "spoke several times on Sunday", "talked privately".
_BETWEEN_THEM = frozenset("privately directly one-on-one twice face-to-face backstage".split())
_COUNTS = frozenset("several multiple many numerous countless three four five six dozens few couple".split())
_ELSEWHERE = frozenset("with to at before against in about through during on".split())


class CallMatcher(Scanner):
    """Reads the calls and meetings of one document."""

    def match(self, number: int, doc: Doc) -> Iterator[Candidate]:
        """Yield the candidates of one paragraph."""
        for token in doc:
            if token.lower_ in ("meeting", "visiting"):
                yield from self._beside(number, token)
            if token.pos_ != "VERB" and token.lemma_ != "have":
                continue
            lemma = token.lemma_
            if lemma in _SAYING and self._within(token) and not self._is_public(token):
                yield from self._each(number, token)
            if lemma in _TOLD and self._within(token):
                yield from self._met(number, token, self._syntax.agents(token), self._syntax.patients(token))
            elif lemma == "join" and any(t.lower_ in _MEALS for t in self._syntax.objects_of(token, "for")):
                yield from self._met(number, token, self._syntax.agents(token), self._syntax.patients(token))
            elif lemma in _PHONING or (lemma == "call" and self._is_call(token)):
                yield from self._met(number, token, self._syntax.agents(token), self._syntax.patients(token))
            elif (lemma in ("speak", "talk") and (self._on_phone(token) or self._is_between_them(token))) or (
                lemma in ("have", "share") and self._has_talk(token)
            ):
                yield from self._each(number, token)

    def _beside(self, number: int, word: Token) -> Iterator[Candidate]:
        """ "X meeting with Y" of a headline, "told the visiting minister Y"."""
        doc = word.doc
        if word.lower_ == "meeting":
            named = self._index.at(number, word.i - 1) if word.i > 0 else None
            if named is None or named.end != word.i or word.pos_ not in ("NOUN", "VERB"):
                return
            if named.start > 0 and doc[named.start - 1].lower_ in _THOUGHT_OF:
                return  # "the thought of X meeting with Y"
            if word.i + 1 < len(doc) and doc[word.i + 1].lower_ == "with":
                for other in self._actors.of(number, [c for c in doc[word.i + 1].children if c.dep_ == "pobj"]):
                    yield from self._pair(number, word, named, other)
            return
        head = word.head
        verb = head.head if head.dep_ in ("dobj", "dative", "pobj") else None
        if verb is not None and verb.dep_ == "prep":
            verb = verb.head
        if verb is not None and word.dep_ == "amod" and verb.lemma_ in _RECEIVING:
            yield from self._met(number, verb, self._syntax.agents(verb), [head])

    def _within(self, verb: Token) -> bool:
        """Say whether it is said "in a meeting", "on a call" that is between those two."""
        return any(
            noun.lower_ in _TALKS
            and not any(c.dep_ == "prep" and c.lower_ in ("with", "between") for c in noun.children)
            for child in verb.children
            if child.dep_ == "prep" and child.lower_ in ("in", "during", "on", "over", "at")
            for noun in child.children
            if noun.dep_ == "pobj"
        )

    def _is_public(self, verb: Token) -> bool:
        """Say whether the call or the meeting is one with others: "a conference call", "a board meeting"."""
        return any(
            child.dep_ in ("compound", "nmod") and child.lower_ not in ("phone", "telephone")
            for preposition in verb.children
            if preposition.dep_ == "prep" and preposition.i < verb.i
            for noun in preposition.children
            for child in noun.children
        ) or not any(child.dep_ == "prep" and child.i < verb.i for child in verb.children)

    def _is_call(self, verb: Token) -> bool:
        children = list(verb.children)
        if self._is_own(verb):
            return True
        if any(
            child.dep_ in _NAMED or (child.dep_ == "prep" and child.lower_ in ("for", "upon", "out", "into", "to"))
            for child in children
        ):
            return False
        if not any(child.dep_ == "dobj" and child.pos_ == "PROPN" for child in children):
            return False
        return any(
            child.dep_ == "npadvmod"
            or (child.dep_ in ("prep", "mark", "advmod") and child.lower_ in _WHEN)
            or (
                child.dep_ in ("xcomp", "advcl") and any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children)
            )
            for child in children
            if child.i > verb.i
        )

    def _is_own(self, verb: Token) -> bool:
        """Say whether somebody calls "her pastor, X, who prayed": no name is given to X."""
        direct = [child for child in verb.children if child.dep_ == "dobj" and child.pos_ == "NOUN"]
        if len(direct) != 1 or any(child.dep_ in _NAMED for child in verb.children):
            return False
        if not any(child.dep_ == "poss" for child in direct[0].children):
            return False
        apposed = [child for child in direct[0].children if child.dep_ == "appos" and child.pos_ == "PROPN"]
        return bool(apposed) and not any(token.is_quote for token in verb.sent)

    def _on_phone(self, verb: Token) -> bool:
        return any(
            noun.lower_ in ("phone", "telephone")
            for preposition in ("by", "on", "over")
            for noun in self._syntax.objects_of(verb, preposition)
        ) and not any(child.dep_ == "prep" and child.lower_ in ("with", "to") for child in verb.children)

    def _is_between_them(self, verb: Token) -> bool:
        """Say whether two "spoke multiple times Sunday": nothing tells of others who listened."""
        children = [child for child in verb.children if child.i > verb.i]
        for child in children:
            if child.dep_ == "prep" and child.lower_ in _ELSEWHERE:
                if child.lower_ not in ("on", "about", "during", "in", "at") or not self._is_when_or_what(child):
                    return False
        often = any(
            child.dep_ == "npadvmod"
            and child.lower_ == "times"
            and any(c.lower_ in _COUNTS or c.pos_ == "NUM" for c in child.subtree)
            for child in children
        )
        return often or any(child.dep_ == "advmod" and child.lower_ in _BETWEEN_THEM for child in children)

    def _is_when_or_what(self, preposition: Token) -> bool:
        """Say whether "on Sunday", "about the plan" tells when or of what they spoke, not where."""
        objects = [child for child in preposition.children if child.dep_ == "pobj"]
        if preposition.lower_ == "about":
            return True
        return bool(objects) and all(
            t.ent_type_ in ("DATE", "TIME") or t.lower_ in ("days", "weeks", "hours", "months", "years", "weekend")
            for t in objects
        )

    def _has_talk(self, verb: Token) -> bool:
        return any(
            child.dep_ == "dobj"
            and child.lower_ in _TALKS - {"phone"}
            and not any(c.lower_ in ("no", "with", "for") for c in child.children)
            for child in verb.children
        ) and not any(child.dep_ == "prep" and child.lower_ in ("with", "at") for child in verb.children)

    def _met(self, number: int, verb: Token, one: list[Token], other: list[Token]) -> Iterator[Candidate]:
        for subject in self._actors.of(number, one)[:2]:
            for target in self._actors.of(number, other)[:2]:
                yield from self._pair(number, verb, subject, target)

    def _each(self, number: int, verb: Token) -> Iterator[Candidate]:
        people = self._actors.of(number, self._syntax.agents(verb))
        if 2 <= len(people) <= _MOST:
            for subject, target in combinations(people, 2):
                yield from self._pair(number, verb, subject, target)

    def _pair(self, number: int, verb: Token, subject: Reference, target: Reference) -> Iterator[Candidate]:
        if (
            subject.entity is not target.entity
            and subject.entity.type == target.entity.type == "Person"
            and not subject.metonym
            and not target.metonym
        ):
            yield Candidate(number, subject, "MET_WITH", target, verb, "construction:call", confidence=0.8)
