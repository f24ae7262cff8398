"""What one wants others to do: "told X he should quit", "urged voters to back Y", "wants Z to resign"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.scanner import Scanner

_URGING = frozenset("urge ask encourage tell call implore beg plead exhort invite push rally press".split())
_PUBLIC = frozenset(
    "voters supporters americans people members delegates followers fans listeners democrats republicans donors "
    "colleagues lawmakers conservatives progressives activists crowd audience residents constituents party".split()
)
_BACKING = frozenset("support back elect re-elect reelect endorse".split())
_REJECTING = frozenset("reject oppose abandon ditch dump".split())
_BEST = re.compile(
    r"\b(?:time (?:for (?:him|her|them) )?to|(?:would|might|may) be (?:best|better|wise)|better off)\b"
)
_SHOULD = frozenset("should must ought".split())
_LEAVING = frozenset("resign step drop quit withdraw leave exit bow go".split())
_STATING = frozenset("say argue believe think insist declare write add tweet".split())
_WRITTEN = frozenset("ask urge request demand call implore press".split())


class UrgingMatcher(Scanner):
    """Reads who urges whom in one document."""

    def match(self, number: int, doc: Doc) -> Iterator[Candidate]:
        """Yield the candidates of one paragraph."""
        for token in doc:
            if token.pos_ != "VERB":
                continue
            if token.lemma_ == "tell":
                yield from self._told(number, token)
            if token.lemma_ in _URGING:
                yield from self._public(number, token)
            elif token.lemma_ in ("want", "demand"):
                yield from self._wanted_out(number, token)
            elif token.lemma_ in _STATING:
                yield from self._said_should(number, token)
            if token.lemma_ == "write":
                yield from self._wrote(number, token)

    def _told(self, number: int, verb: Token) -> Iterator[Candidate]:
        """ "X told Y it was time to quit", "X told Y that he should step aside"."""
        clause = next((child for child in verb.children if child.dep_ == "ccomp" and child.i > verb.i), None)
        if clause is None:
            return
        subjects, targets = (
            self._actors.of(number, self._syntax.agents(verb)),
            self._actors.of(number, self._syntax.patients(verb)),
        )
        if (
            len(subjects) != 1
            or len(targets) != 1
            or targets[0].entity.type in ("MediaOrganization", "Group", "Place")
        ):
            return
        who = next((child for child in clause.children if child.dep_ in ("nsubj", "nsubjpass")), None)
        if who is None:
            return
        if who.lower_ == "it":
            wanted = _BEST.search(" ".join(t.lower_ for t in clause.subtree)) is not None
        else:
            wanted = any(child.dep_ == "aux" and child.lower_ in _SHOULD for child in clause.children) and (
                any(r.entity is targets[0].entity for r in self._actors.of(number, [who]))
            )
        if wanted:
            yield from self._pair(number, subjects[0], "LOBBIED", targets[0], verb, "construction:told-to")

    def _public(self, number: int, verb: Token) -> Iterator[Candidate]:
        """ "X urged voters to support Y": X backs Y."""
        audience = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")] + self._syntax.objects_of(verb, "on")
        for clause in verb.children:
            if clause.dep_ not in ("xcomp", "ccomp", "advcl") or clause.tag_ != "VB":
                continue
            public = [*audience, *(c for c in clause.children if c.dep_ == "nsubj")]
            if not any(token.lower_ in _PUBLIC for token in public):
                continue
            if any(child.dep_ == "neg" for child in clause.children):
                continue
            if clause.lemma_ == "help":  # "called on voters to help elect X"
                clause = next((c for c in clause.children if c.dep_ in ("xcomp", "ccomp") and c.tag_ == "VB"), clause)
            lemma, targets = clause.lemma_, self._syntax.patients(clause)
            relation = "ENDORSED" if lemma in _BACKING else "OPPOSED" if lemma in _REJECTING else ""
            if lemma in ("vote", "rally", "unite"):
                for preposition, kind in (("for", "ENDORSED"), ("behind", "ENDORSED"), ("against", "OPPOSED")):
                    found = self._syntax.objects_of(clause, preposition)
                    if found:
                        relation, targets = kind, found
            if not relation:
                continue
            for subject in self._actors.of(number, self._syntax.agents(verb))[:1]:
                for target in self._actors.of(number, targets, metonyms=True):
                    if target.entity.type == "Person":
                        yield from self._pair(number, subject, relation, target, verb, "construction:urged-public")

    def _wanted_out(self, number: int, verb: Token) -> Iterator[Candidate]:
        """ "X wants Y to resign"."""
        for clause in verb.children:
            if clause.dep_ not in ("ccomp", "xcomp") or clause.lemma_ not in _LEAVING or clause.tag_ != "VB":
                continue
            if clause.lemma_ in ("leave", "go", "step", "drop", "bow") and not any(
                child.lower_ in ("aside", "down", "out", "race", "office") for child in clause.children
            ):
                continue
            targets = self._actors.of(number, [c for c in clause.children if c.dep_ == "nsubj"])
            for subject in self._actors.of(number, self._syntax.agents(verb))[:1]:
                for target in targets:
                    if target.entity.type == "Person":
                        yield from self._pair(
                            number, subject, "OPPOSED", target, verb, "construction:wanted-out", stated=True
                        )

    def _said_should(self, number: int, verb: Token) -> Iterator[Candidate]:
        """ "X said Y should step aside"."""
        if any(child.dep_ == "neg" or child.tag_ == "MD" for child in verb.children):
            return
        for clause in verb.children:
            if clause.dep_ != "ccomp" or clause.lemma_ not in _LEAVING or clause.tag_ != "VB":
                continue
            words = {child.lower_ for child in clause.children}
            if not words & _SHOULD or any(
                child.dep_ in ("neg", "mark") for child in clause.children if child.lower_ != "that"
            ):
                continue
            if clause.lemma_ not in ("resign", "withdraw", "quit") and not words & {"aside", "down", "out"}:
                continue
            targets = self._actors.of(number, [c for c in clause.children if c.dep_ == "nsubj"])
            for subject in self._actors.of(number, self._syntax.agents(verb))[:1]:
                for target in targets:
                    if target.entity.type == "Person" and subject.entity.type != "MediaOrganization":
                        yield from self._pair(
                            number, subject, "OPPOSED", target, verb, "construction:said-should-go", stated=True
                        )

    def _wrote(self, number: int, verb: Token) -> Iterator[Candidate]:
        """ "X wrote to Y asking it to act"."""
        if not any(child.dep_ in ("advcl", "conj", "xcomp") and child.lemma_ in _WRITTEN for child in verb.children):
            return
        for subject in self._actors.of(number, self._syntax.agents(verb))[:1]:
            for target in self._actors.of(number, self._syntax.objects_of(verb, "to")):
                if target.entity.type not in ("MediaOrganization", "Group", "Place", "Event"):
                    yield from self._pair(number, subject, "LOBBIED", target, verb, "construction:wrote-to")

    def _pair(
        self, number: int, subject: Reference, relation: str, target: Reference, verb: Token, rule: str,
        stated: bool = False,
    ) -> Iterator[Candidate]:  # fmt: skip
        if subject.entity is not target.entity and subject.entity.type not in ("Place", "Event", "Candidacy"):
            yield Candidate(number, subject, relation, target, verb, rule, stated=stated, confidence=0.8)
