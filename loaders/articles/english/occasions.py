"""Who is asked or heard somewhere: "At a town hall hosted by X, Y was asked ...", "including remarks by Y at Z"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.scanner import Scanner

# Whoever is asked there answers.
_ASKING = frozenset("ask press grill question quiz challenge confront".split())
_FORUMS = frozenset(
    "hall debate forum hearing conference briefing interview panel summit roundtable convention rally event session "
    "fundraiser gathering".split()
)
# Where "in" is as good as "at".
_SPOKEN_IN = frozenset("hall debate forum interview hearing".split())
_ANSWERS = frozenset(
    "say tell answer reply respond argue insist declare explain note defend describe call acknowledge deny add "
    "promise vow pledge claim repeat make reiterate accept issue renew unveil announce deliver suggest admit joke "
    "warn maintain criticize praise attack blame".split()
)
_ANSWERING = frozenset("explain name describe respond answer address clarify comment say defend choose".split())
_UTTERING = frozenset("repeat make reiterate accept issue renew defend unveil announce deliver".split())
_CONTENTS = frozenset(
    "claim claims pledge promise argument accusation charge assertion allegation remark remarks comment comments "
    "nomination vow threat appeal attack attacks criticism joke plea statement".split()
)
_SPEECHES = frozenset("remarks speech speeches address keynote testimony comments performance".split())
_TO_COME = frozenset("announce promote plan schedule expect preview tout cancel await prepare postpone".split())


class OccasionMatcher(Scanner):
    """Reads who is asked or heard at the events of one document."""

    def match(self, number: int, doc: Doc) -> Iterator[Candidate]:
        """Yield the candidates of one paragraph."""
        for token in doc:
            lemma = token.lemma_
            if token.pos_ == "VERB" and lemma in _ASKING and token.tag_ == "VBN":
                yield from self._asked(number, token)
            elif token.pos_ == "VERB" and lemma in _ANSWERS:
                yield from self._said_in(number, token)
            elif token.lower_ in _SPEECHES and token.pos_ == "NOUN":
                yield from self._heard(number, token)

    def _asked(self, number: int, verb: Token) -> Iterator[Candidate]:
        """ "During a town hall, X was asked", "Asked at a forum in Y about Z, X said"."""
        if not self._syntax.is_passive(verb) or self._is_request(verb):
            return
        if any(child.dep_ == "neg" for child in verb.children):
            return  # who was not asked may have been there
        events = self._events(number, verb, ("at", "during", "in"))
        if not events:  # "asked about the plan at a town hall": the parser hung it on the plan
            about = [t for t in self._syntax.objects_of(verb, "about") if t.pos_ == "NOUN"]
            events = [r for noun in about for r in self._events(number, noun, ("at", "during"))]
        if not events:
            return
        people = self._syntax.surface_subject(verb)
        if verb.dep_ == "advcl" and verb.head.lemma_ in _ANSWERS:
            people = [child for child in verb.head.children if child.dep_ == "nsubj"]
        yield from self._spoke(number, people, events, verb, stated=False)

    def _is_request(self, verb: Token) -> bool:
        """Say whether "was asked to leave the rally": nothing is answered."""
        return any(
            child.dep_ in ("xcomp", "ccomp")
            and any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children)
            and child.lemma_ not in _ANSWERING
            for child in verb.children
        )

    def _said_in(self, number: int, verb: Token) -> Iterator[Candidate]:
        """ "In a January 2021 town hall, X said": of such "in" is as good as "at"."""
        if self._syntax.is_passive(verb):
            return
        events = self._events(number, verb, ("in",)) or self._on_content(number, verb)
        if not events and verb.dep_ == "ROOT":
            events = self._in_front(number, verb)
        if events:
            yield from self._spoke(number, self._syntax.agents(verb), events, verb, stated=False)

    def _on_content(self, number: int, verb: Token) -> list[Reference]:
        """Return the event of "repeated the claim at a rally", "accepted the nomination at the convention"."""
        if verb.lemma_ not in _UTTERING:
            return []
        direct = [c for c in verb.children if c.dep_ == "dobj" and c.pos_ == "NOUN" and c.lower_ in _CONTENTS]
        tokens = [t for noun in direct for p in ("at", "during") for t in self._syntax.objects_of(noun, p)]
        return [r for r in self._actors.of(number, tokens) if r.entity.type == "Event"]

    def _in_front(self, number: int, verb: Token) -> list[Reference]:
        """Return the event that a sentence opens with, which the parser may hang on a clause within."""
        opening = verb.sent[0]
        if opening.lower_ not in ("during", "at", "in") or opening.dep_ != "prep" or opening.head == verb:
            return []
        if opening.head.dep_ not in ("ccomp", "advcl") or opening.head.head != verb:
            return []
        tokens = [t for t in opening.children if t.dep_ == "pobj" and t.lower_ in _SPOKEN_IN]
        return [r for r in self._actors.of(number, tokens) if r.entity.type == "Event"]

    def _events(self, number: int, verb: Token, prepositions: tuple[str, ...]) -> list[Reference]:
        tokens = [
            t
            for p in prepositions
            for t in self._syntax.objects_of(verb, p)
            if t.lower_ in (_SPOKEN_IN if p == "in" else _FORUMS) or (p != "in" and t.pos_ == "PROPN")
        ]
        return [r for r in self._actors.of(number, tokens) if r.entity.type == "Event"]

    def _by_day(self, noun: Token) -> list[Token]:
        """Return the event of "in her speech Tuesday night at the convention": the parser hung it on the day."""
        doc, i = noun.doc, noun.i + 1
        while i < len(doc) and (doc[i].ent_type_ in ("DATE", "TIME") or doc[i].lower_ == "on"):
            i += 1
        if i == noun.i + 1 or i >= len(doc) or doc[i].lower_ != "at":
            return []
        return [child for child in doc[i].children if child.dep_ == "pobj"]

    def _heard(self, number: int, noun: Token) -> Iterator[Candidate]:
        """ "X's remarks at a rally in Dayton", which the parser hung on the verb; "remarks by X at the summit"."""
        doc = noun.doc
        owner = [child for child in noun.children if child.dep_ == "poss"]
        if not owner and noun.dep_ == "conj" and noun.head.pos_ == "NOUN":  # "X's posts and remarks at the rally"
            owner = [child for child in noun.head.children if child.dep_ == "poss"]
        by = [child for child in noun.children if child.dep_ == "prep" and child.lower_ == "by"]
        verb = noun.head
        if noun.dep_ == "dobj" and verb.lemma_ in _TO_COME:
            return
        if by and not owner:
            people = [inner for child in by for inner in child.children if inner.dep_ == "pobj"]
            tokens = [t for holder in (noun, *people) for t in self._syntax.objects_of(holder, "at")]
        elif owner and noun.i + 1 < len(doc) and doc[noun.i + 1].lower_ in ("at", "before", "to"):
            people = owner
            follows = doc[noun.i + 1]
            hung = follows.head != noun or noun.dep_ == "conj"  # else read with other speeches
            tokens = [child for child in follows.children if child.dep_ == "pobj"] if hung else []
        elif owner and self._by_day(noun):
            people, tokens = owner, self._by_day(noun)
        else:
            return
        events = [r for r in self._actors.of(number, tokens) if r.entity.type == "Event"]
        yield from self._spoke(number, people, events, noun, stated=True)

    def _spoke(
        self, number: int, people: list[Token], events: list[Reference], trigger: Token, stated: bool
    ) -> Iterator[Candidate]:
        found = self._actors.of(number, people)
        if len(found) != 1 or found[0].entity.type != "Person" or found[0].metonym:
            return
        for event in events[:1]:
            yield Candidate(
                number, found[0], "SPOKE_AT", event, trigger, "construction:speech-at", stated=stated,
                confidence=0.85,
            )  # fmt: skip
