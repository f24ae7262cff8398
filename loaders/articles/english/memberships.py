"""Who is of a society or of the forces: "initiated into X", "joined the Marines", "is part of X, a group of"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.subjects import SubjectFinder

_TAKEN_IN = frozenset("initiate induct".split())
# Whoever is let into these gets a prize.
_HONOURS = frozenset(["hall", "walk", "ring"])
_JOINING = frozenset("join enlist serve".split())
_FORCES = frozenset(
    ["army", "navy", "marines", "marine corps", "air force", "coast guard", "national guard", "space force",
     "army reserve", "army reserves", "peace corps", "army national guard", "air national guard", "navy reserve",
     "naval reserve", "marine reserves"]
)  # fmt: skip
_OF_A_LAND = frozenset("u.s. us british israeli russian ukrainian canadian american royal iraqi french".split())
# "joined the Army in a search" is no enlisting.
_TOGETHER = frozenset(["in", "for"])
_GROUPS = frozenset("group coalition alliance network collective association federation consortium umbrella".split())
_ORGANISED = frozenset(["Organization", "Company", "Committee"])


class MembershipMatcher(SubjectFinder):
    """Reads who is told to be one of a body of one document."""

    def match(self, number: int, doc: Doc) -> Iterator[Candidate]:
        """Yield the candidates of one paragraph."""
        for token in doc:
            if token.pos_ != "VERB" and token.lemma_ != "be":
                continue
            if token.lemma_ in _TAKEN_IN and self._syntax.is_passive(token):
                yield from self._initiated(number, token)
            elif token.lemma_ in _JOINING:
                yield from self._enlisted(number, doc, token)
            elif token.lemma_ == "be":
                yield from self._part(number, doc, token)

    def _initiated(self, number: int, verb: Token) -> Iterator[Candidate]:
        """ "was initiated into X", "women were initiated into X, including Y and Z"."""
        bodies = [
            r
            for r in self._actors.of(number, self._syntax.objects_of(verb, "into"))
            if r.entity.is_organisation and r.entity.named and not _HONOURS & set(r.entity.name.lower().split())
        ]
        if len(bodies) != 1:
            return
        people = [r for r in self._actors.of(number, self._syntax.surface_subject(verb)) if r.entity.type == "Person"]
        listed = self._listed(number, verb.doc, bodies[0].end)
        for person in listed if len(listed) > len(people) and all(r.start > verb.i for r in people) else people:
            yield self._candidate(number, person, bodies[0], verb)

    def _listed(self, number: int, doc: Doc, i: int) -> list[Reference]:
        """Return who is named after "including": by the order of the words, each with or without a calling."""
        end = doc[i - 1].sent.end
        while i < end and doc[i].lower_ != "including":
            i += 1
        found: list[Reference] = []
        i += 1
        while i < end:
            named = self._index.at(number, i)
            if named is not None and named.entity.type == "Person" and named.kind == "name":
                found.append(named)
                i = named.end
                continue
            called = doc[i].lower_ in self._vocabulary.person_nouns
            if doc[i].pos_ in ("VERB", "AUX", "ADP", "SCONJ", "PRON") and not called:
                break
            i += 1
        return found

    def _enlisted(self, number: int, doc: Doc, verb: Token) -> Iterator[Candidate]:
        """ "joined the Marines", "enlisted in the U.S. Army", "served in the Navy"."""
        i = verb.i + 1
        if verb.lemma_ != "join":
            if i >= len(doc) or doc[i].lower_ not in (("in",) if verb.lemma_ == "serve" else ("in", "with")):
                return
            i += 1
        if i + 1 >= len(doc) or doc[i].lower_ != "the":
            return
        first = i = i + 1
        if doc[i].lower_ in _OF_A_LAND:
            i += 1
        for length in (3, 2, 1):
            words = " ".join(t.lower_ for t in doc[i : i + length])
            if words in _FORCES and doc[i].text[:1].isupper():
                break
        else:
            return
        end = i + length
        after = doc[end] if end < len(doc) else None
        if after is not None and (after.text[:1].isupper() or after.tag_ == "POS" or after.text in ("-", "of")):
            return  # "the Army Corps of Engineers", "the Navy's"
        if verb.lemma_ == "join" and after is not None and after.lower_ in _TOGETHER and not _dated(doc, end):
            return
        person = self._subject(number, doc, verb)
        if person is None or self._syntax.is_passive(verb):
            return
        body = self._index.at(number, i)
        if body is None or body.end != end or not body.entity.is_organisation:
            entity = self._index.described("Organization", doc[first:end].text)
            body = self._index.add_reference(Reference(number, first, end, entity, "nominal"))
        yield self._candidate(number, person, body, verb)

    def _part(self, number: int, doc: Doc, verb: Token) -> Iterator[Candidate]:
        """ "X is part of Y, a group of unions": X and Y are bodies, and Y is one of several."""
        part = next((c for c in verb.children if c.dep_ == "attr" and c.lower_ == "part"), None)
        if part is None or part.i - verb.i > 3:
            return
        for body in self._actors.of(number, self._syntax.objects_of(part, "of")):
            after = body.end
            while after < len(doc) and (doc[after].is_quote or doc[after].text == ","):
                after += 1
            told = any(t.lower_ in _GROUPS for t in doc[after : after + 4]) and after > body.end
            told = told or bool(_GROUPS & set(body.entity.name.lower().split()))
            if body.kind != "name" or body.entity.type not in ("Organization", "Committee") or not told:
                continue
            for member in self._actors.of(number, self._syntax.surface_subject(verb)):
                if member.entity.type in _ORGANISED and member.entity is not body.entity:
                    yield self._candidate(number, member, body, verb)

    def _candidate(self, number: int, member: Reference, body: Reference, verb: Token) -> Candidate:
        return Candidate(number, member, "MEMBER_OF", body, verb, "frame:join-body", confidence=0.85)


def _dated(doc: Doc, i: int) -> bool:
    """Say whether "in 2003", "in the 1990s" follows."""
    return any(token.ent_type_ == "DATE" for token in doc[i + 1 : i + 3])
