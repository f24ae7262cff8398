"""Who is one of many: "its investors include X", "speakers at the gala included Y", "X, one of Y's lawyers"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.lexicon import Role
from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.scanner import Scanner
from techpol.loaders.articles.english.vocabulary import RoleSpan, find_roles

_SIGNS = ("includ", "among", "one of", "such as")
_SPEAKERS = frozenset("speakers headliners performers panelists presenters".split())
# Read elsewhere, or no relation to another end.
_NOT_HERE = frozenset(["donor", "office", "candidate", "rival", "fundraiser"])
_MEMBERS = frozenset(["republicans", "democrats", "tories", "libertarians"])
_ADJECTIVES = frozenset("republican democratic gop libertarian labour conservative tory".split())
_POLITICIANS = frozenset(
    "lawmakers leaders senators governors members representatives legislators politicians mayors candidates "
    "congressmen congresswomen".split()
)


class InclusionMatcher(Scanner):
    """Reads who is told to be among many in one document."""

    def match(self, number: int, doc: Doc) -> Iterator[Candidate]:
        """Yield the candidates of one paragraph."""
        text = doc.text.lower()
        if not any(sign in text for sign in _SIGNS):
            return
        for span in find_roles(doc, self._vocabulary):
            head = doc[span.end - 1]
            if head.tag_ in ("NNS", "NNPS"):
                yield from self._roles(number, span, head)
        for token in doc:
            if token.lower_ in _SPEAKERS:
                yield from self._speakers(number, token)
            elif token.lower_ in _MEMBERS | _POLITICIANS:
                yield from self._members(number, token)

    # -- the many ------------------------------------------------------------------------------------------------

    def _roles(self, number: int, span: RoleSpan, head: Token) -> Iterator[Candidate]:
        roles = [role for role in span.roles if role.id not in _NOT_HERE and not role.office and not role.candidacy]
        if not roles:
            return
        mixed = any(child.dep_ == "conj" and child.pos_ == "NOUN" for child in head.children)
        names = [] if mixed else self._names(number, head)  # "aides and donors, including X": which is not told
        if not names:
            return
        past = any(
            head.doc[i].lower_ in self._vocabulary.past_words for i in range(max(0, span.start - 3), span.start)
        )
        for role in roles:
            for target in self._others(number, span, head, role)[:1]:
                for name in names:
                    candidate = self._candidate(number, name, target, role, head, past)
                    if candidate is not None:
                        yield candidate

    def _candidate(
        self, number: int, name: Reference, target: Reference, role: Role, head: Token, past: bool
    ) -> Candidate | None:
        relation = role.relation
        if role.id == "supporter" and target.entity.type == "Company":
            relation = "INVESTED_IN"  # who backs a company has put money into it
        if relation == "OWNS" and head.lower_.endswith("holders"):
            relation = "INVESTED_IN"  # one of several shareholders
        bears = name.entity.type in role.bearer or ("Organization" in role.bearer and name.entity.is_organisation)
        if relation == "INVESTED_IN":
            bears = name.entity.type == "Person" or name.entity.is_organisation
        fits = target.entity.type in role.object or ("Organization" in role.object and target.entity.is_organisation)
        if not bears or not fits or name.entity is target.entity or target.entity.type in ("Place", "Group"):
            return None
        subject, other = (target, name) if role.reverse else (name, target)
        return Candidate(
            number, subject, relation, other, head, "construction:one-of", past=past, stated=True,
            role=head.lower_ if relation == "WORKS_FOR" else None, confidence=0.8,
        )  # fmt: skip

    def _speakers(self, number: int, noun: Token) -> Iterator[Candidate]:
        tokens = [t for p in ("at", "for", "of") for t in self._syntax.objects_of(noun, p)]
        after = noun.nbor() if noun.i + 1 < len(noun.doc) else noun
        if not tokens and after.lower_ in ("at", "for"):  # the parser may hang it on the verb
            tokens = [child for child in after.children if child.dep_ == "pobj"]
        events = [r for r in self._actors.of(number, tokens) if r.entity.type == "Event"]
        names = self._names(number, noun)
        if not names and events and tokens:  # or "such as X and Y" on the event
            names = self._actors.of(number, self._list(tokens[-1]))
        for name in names:
            for event in events[:1]:
                if name.entity.type == "Person":
                    yield Candidate(
                        number, name, "SPOKE_AT", event, noun, "construction:one-of", stated=True, confidence=0.8
                    )

    def _members(self, number: int, noun: Token) -> Iterator[Candidate]:
        """ "X and Y are among the Democrats who ...", "Z, one of the most senior Democratic lawmakers"."""
        tokens = [noun] if noun.lower_ in _MEMBERS else [c for c in noun.children if c.lower_ in _ADJECTIVES]
        party = next(
            (r for t in tokens if (r := self._index.at(number, t.i)) is not None and r.entity.type == "Party"), None
        )
        if party is None:
            return
        for name in self._names(number, noun, listed=False):
            if name.entity.type == "Person" and name.kind == "name":
                yield Candidate(
                    number, name, "AFFILIATED_WITH", party, noun, "construction:one-of", stated=True, confidence=0.8
                )

    # -- the few -------------------------------------------------------------------------------------------------

    def _names(self, number: int, noun: Token, listed: bool = True) -> list[Reference]:
        """Return the names that are told to be among what a plural noun stands for."""
        tokens: list[Token] = []
        if listed and noun.dep_ == "nsubj" and noun.head.lemma_ == "include":
            tokens = [child for child in noun.head.children if child.dep_ == "dobj"]
        elif listed and noun.dep_ in ("nsubj", "dobj", "pobj", "appos", "conj", "nsubjpass") and self._list(noun):
            tokens = self._list(noun)
        elif noun.dep_ == "pobj" and noun.head.lower_ == "among" and noun.head.head.lemma_ == "be":
            verb = noun.head.head
            tokens = [child for child in verb.children if child.dep_ in ("nsubj", "attr")]
        elif noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ == "one":
            one = noun.head.head
            if one.dep_ == "appos":
                tokens = [one.head]
            elif one.dep_ == "attr" and one.head.lemma_ == "be":
                if any(child.dep_ == "neg" for child in one.head.children):
                    return []
                tokens = self._syntax.surface_subject(one.head)
        return [r for r in self._actors.of(number, tokens) if r.kind in ("name", "pronoun") and not r.metonym]

    def _list(self, noun: Token) -> list[Token]:
        return [
            inner
            for child in noun.children
            if child.dep_ == "prep"
            and (child.lower_ == "including" or (child.lower_ == "as" and child.nbor(-1).lower_ == "such"))
            for nested in child.children
            for inner in (nested.children if nested.lower_ == "with" else (nested,))  # "including with X"
            if inner.dep_ in ("pobj", "pcomp")
        ]

    def _others(self, number: int, span: RoleSpan, head: Token, role: Role) -> list[Reference]:
        """Return the other end: "X's investors", "investors in X", "X investors", "X, whose backers"."""
        owner = next((child for child in head.children if child.dep_ == "poss"), None)
        if owner is not None and owner.lower_ == "whose":
            clause = next((a for a in head.ancestors if a.dep_ == "relcl"), None)
            return self._actors.of(number, [clause.head]) if clause is not None else []
        if owner is not None and role.id == "critic" and (of := self._syntax.objects_of(head, "of")):
            return self._actors.of(number, of)  # "the Democrats' loudest critic of X"
        if owner is not None:
            return self._actors.of(number, [owner])
        for preposition in role.prepositions:
            found = self._actors.of(number, self._syntax.objects_of(head, preposition))
            if found:
                return found
        before = self._index.at(number, span.start - 1) if span.start > 0 else None
        return [before] if before is not None and role.before and before.end == span.start else []
