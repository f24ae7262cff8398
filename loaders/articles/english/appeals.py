"""Who urges a body to act, and which authority is after whom: "called for Congress to act", "faces an FTC probe"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.scanner import Scanner

_BODIES = ("GovernmentBody", "Company", "Committee", "Organization", "Party")
_LEAVING = frozenset("resign step drop quit withdraw leave exit bow go".split())
_URGED = frozenset("pressure".split())
_PUTTING = frozenset("put exert apply heap pile ramp step increase ratchet".split())
_PROBES = frozenset("probe investigation inquiry lawsuit suit fine scrutiny subpoena crackdown review".split())
_SUITS = frozenset(["lawsuit", "suit"])
_FILING = frozenset("file lodge submit bring".split())
_CHORUS = frozenset("list chorus group number ranks calls call those lawmakers democrats republicans letter".split())
_CALLING = frozenset("call urge press ask push demand implore".split())
_FACING = frozenset("face confront fight settle draw survive".split())
_WISHING = frozenset("call ask push wish plead hope press demand urge want request seek propose need".split())
_AVOIDING = frozenset("avoid escape dodge evade avert fear forestall prevent".split())


class AppealMatcher(Scanner):
    """Reads the appeals to bodies, and the acts of authorities, of one document."""

    def match(self, number: int, doc: Doc) -> Iterator[Candidate]:
        """Yield the candidates of one paragraph."""
        for token in doc:
            if token.lemma_ == "call" and token.pos_ in ("VERB", "NOUN"):
                yield from self._called_for(number, token)
            elif token.lemma_ == "demand" and token.pos_ == "VERB":
                yield from self._demanded(number, token)
            elif token.lemma_ == "lean" and token.pos_ == "VERB":
                yield from self._leaned(number, token)
            if token.lower_ in _URGED and token.pos_ == "NOUN":
                yield from self._pressed(number, token)
            elif token.lower_ in _PROBES and token.pos_ == "NOUN":
                yield from self._probed(number, token)
            elif token.lower_ == "complaint" and token.dep_ == "dobj" and token.head.lemma_ in _FILING:
                authorities = self._authorities(number, token)
                for authority in authorities[:1]:  # "filed an FTC complaint"
                    yield from self._pairs(number, self._syntax.agents(token.head), authority, token.head)
            elif token.lemma_ == "join" and token.pos_ == "VERB":
                yield from self._joined(number, token)

    def _called_for(self, number: int, call: Token) -> Iterator[Candidate]:
        """ "X has called for Congress to act", "X's call for Congress to act"."""
        for clause in call.children:
            if clause.tag_ != "VB" or clause.lemma_ in _LEAVING or clause.i < call.i:
                continue
            children = list(clause.children)
            if any(c.lower_ == "for" and c.dep_ == "mark" for c in children):
                urged = [c for c in children if c.dep_ == "nsubj"]
            elif clause.dep_ in ("xcomp", "advcl", "acl", "relcl") and any(c.lower_ == "to" for c in children):
                urged = [t for t in self._syntax.objects_of(call, "for") if t.i < clause.i]
            else:
                continue
            callers = (
                self._syntax.agents(call)
                if call.pos_ == "VERB"
                else [c for c in call.children if c.dep_ == "poss"] or self._syntax.objects_of(call, "from")
            )
            yield from self._urges(number, callers, urged, call, call.pos_ == "NOUN")

    def _demanded(self, number: int, verb: Token) -> Iterator[Candidate]:
        """ "X demanded that the commission block the deal"."""
        for clause in verb.children:
            if clause.dep_ == "ccomp" and clause.tag_ in ("VB", "VBP") and clause.lemma_ not in _LEAVING:
                if any(c.tag_ == "MD" for c in clause.children):
                    continue
                urged = [c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass")]
                yield from self._urges(number, self._syntax.agents(verb), urged, verb, False)

    def _leaned(self, number: int, verb: Token) -> Iterator[Candidate]:
        """ "X leaned on the agency to act"."""
        if any(c.dep_ in ("xcomp", "advcl") and c.tag_ == "VB" for c in verb.children):
            urged = self._syntax.objects_of(verb, "on")
            yield from self._urges(number, self._syntax.agents(verb), urged, verb, False, people=True)

    def _pressed(self, number: int, noun: Token) -> Iterator[Candidate]:
        """ "X put pressure on the agency", "under pressure from X, the agency acted"."""
        verb = noun.head
        if noun.dep_ == "dobj" and verb.lemma_ in _PUTTING:
            urged = self._syntax.objects_of(noun, "on") or self._syntax.objects_of(verb, "on")
            yield from self._urges(number, self._syntax.agents(verb), urged, verb, False, people=True)
        elif noun.dep_ == "pobj" and noun.head.lower_ == "under":
            urged = self._syntax.surface_subject(noun.head.head) if noun.head.head.pos_ in ("VERB", "AUX") else []
            yield from self._urges(number, self._syntax.objects_of(noun, "from"), urged, noun, True, people=True)

    def _urges(
        self,
        number: int,
        callers: list[Token],
        urged: list[Token],
        trigger: Token,
        stated: bool,
        people: bool = False,
    ) -> Iterator[Candidate]:
        kinds = (*_BODIES, "Person") if people else _BODIES
        for subject in self._actors.of(number, callers)[:2]:
            for target in self._actors.of(number, urged):
                if subject.entity.type in ("Place", "Event", "Candidacy", "MediaOrganization"):
                    continue
                if target.entity.type in kinds and subject.entity is not target.entity:
                    yield Candidate(
                        number, subject, "LOBBIED", target, trigger, "construction:called-on", stated=stated,
                        confidence=0.85,
                    )  # fmt: skip

    def _joined(self, number: int, verb: Token) -> Iterator[Candidate]:
        """ "X joined the list of Democrats calling on Y to act": X calls on Y, too."""
        chorus = next((c for c in verb.children if c.dep_ == "dobj" and c.lower_ in _CHORUS), None)
        if chorus is None:
            return
        for clause in chorus.subtree:
            if clause.lemma_ not in _CALLING or clause.dep_ not in ("acl", "relcl"):
                continue
            if not any(c.dep_ in ("xcomp", "ccomp", "advcl") and c.tag_ == "VB" for c in clause.children):
                continue
            urged = (
                self._syntax.objects_of(clause, "on") if clause.lemma_ == "call" else self._syntax.patients(clause)
            )
            for target in self._actors.of(number, urged)[:1]:
                if target.entity.type in (*_BODIES, "Person"):
                    yield from self._pairs(number, self._syntax.agents(verb), target, verb)

    def _pairs(self, number: int, callers: list[Token], target: Reference, trigger: Token) -> Iterator[Candidate]:
        for subject in self._actors.of(number, callers)[:3]:
            if subject.entity.type not in ("Place", "Event", "Candidacy") and subject.entity is not target.entity:
                yield Candidate(
                    number, subject, "LOBBIED", target, trigger, "construction:called-on", confidence=0.85
                )

    def _authorities(self, number: int, noun: Token) -> list[Reference]:
        before = [child for child in noun.children if child.dep_ in ("compound", "nmod", "amod") and child.i < noun.i]
        found = [self._index.at(number, child.i) for child in before]
        return [r for r in found if r is not None and r.entity.type == "GovernmentBody"]

    def _is_asked_for(self, noun: Token) -> bool:
        """Say whether a probe is what somebody would like: "called for an FTC probe", "demands a probe"."""
        above = noun.head
        if noun.dep_ == "pobj" and above.lower_ == "for":
            return above.head.lemma_.lower() in _WISHING
        return noun.dep_ == "dobj" and above.lemma_ in _WISHING | _AVOIDING

    def _probed(self, number: int, noun: Token) -> Iterator[Candidate]:
        """ "Y faces an FTC probe", "an FTC probe into Y", "under FTC scrutiny"."""
        authorities = self._authorities(number, noun)
        if len(authorities) != 1 or self._is_asked_for(noun):
            return
        targets = [t for p in ("into", "against", "of") for t in self._syntax.objects_of(noun, p)]
        verb: Token | None = None
        if not targets and noun.dep_ == "dobj" and noun.head.lemma_ in _FACING:
            verb = noun.head
            targets = self._syntax.agents(noun.head)
        elif not targets and noun.dep_ == "pobj" and noun.head.lower_ == "under":
            targets = self._syntax.surface_subject(noun.head.head)
        relation = "SUED" if noun.lower_ in _SUITS else "REGULATES"
        for target in self._actors.of(number, targets):
            if target.entity.type in ("Company", "Person", "Organization", "MediaOrganization", "Committee"):
                if target.entity is not authorities[0].entity:
                    yield Candidate(
                        number, authorities[0], relation, target, verb or noun, "construction:probe-of",
                        confidence=0.85,
                    )  # fmt: skip
