"""Ways of saying that are no single word's: "pro-X", "X-backed", "called Y a liar", "whose firm, Z"."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.actors import Actors
from techpol.loaders.articles.english.campaigns import CampaignMatcher
from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.contests import ContestMatcher
from techpol.loaders.articles.english.details import Amount
from techpol.loaders.articles.english.document import Document
from techpol.loaders.articles.english.encounters import EncounterMatcher
from techpol.loaders.articles.english.events import EventMatcher
from techpol.loaders.articles.english.headlines import HeadlineMatcher
from techpol.loaders.articles.english.judgements import JudgementMatcher
from techpol.loaders.articles.english.lists import ListMatcher
from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.party_members import PartyMemberMatcher
from techpol.loaders.articles.english.quotes import QuoteMatcher
from techpol.loaders.articles.english.stances import StanceMatcher

# "X-backed Y": participle -> relation of X to Y, by what Y is (None: any other).
_PARTICIPLES: dict[str, dict[str | None, str]] = {
    "owned": {None: "OWNS"},
    "controlled": {None: "OWNS"},
    "backed": {"Person": "ENDORSED", "Company": "INVESTED_IN", None: "SUPPORTED"},
    "supported": {None: "SUPPORTED"},
    "endorsed": {None: "ENDORSED"},
    "funded": {"Company": "INVESTED_IN", None: "DONATED_TO"},
    "financed": {"Company": "INVESTED_IN", None: "DONATED_TO"},
    "bankrolled": {None: "DONATED_TO"},
    "led": {None: "LEADS"},
    "run": {None: "LEADS"},
    "founded": {None: "FOUNDED"},
    "appointed": {None: "APPOINTED"},
    "nominated": {None: "APPOINTED"},
    "aligned": {None: "CONNECTED_TO"},
    "linked": {None: "CONNECTED_TO"},
    "affiliated": {None: "CONNECTED_TO"},
    "allied": {None: "CONNECTED_TO"},
    "sponsored": {"Event": "DONATED_TO", None: "SUPPORTED"},
    "hosted": {None: "HOSTED"},
}
_LEAVING = frozenset("resign step drop quit withdraw leave exit bow leave go".split())
_CALLING = frozenset("join echo renew issue make reiterate repeat amplify lead".split())
_SUITS = frozenset(["lawsuit", "suit", "complaint"])
_DONORS = frozenset(["donors", "contributors", "givers", "backers", "funders", "benefactors", "megadonors"])
_OWN_NOUNS = {
    "firm": "WORKS_FOR",
    "company": "OWNS",
    "companies": "OWNS",
    "startup": "OWNS",
    "newspaper": "OWNS",
    "business": "OWNS",
    "fund": "WORKS_FOR",
    "employer": "WORKS_FOR",
}
_NO_WORK = frozenset("found co-found cofound start create launch establish sell leave quit".split())


class Constructions:
    """Reads the constructions of one document."""

    def __init__(self, document: Document, actors: Actors, note: Callable[[int, int, int, str], None]) -> None:
        self._document = document
        self._index = document.index
        self._syntax = document.syntax
        self._actors = actors
        self._vocabulary = document.vocabulary
        self._note = note
        self._lists = ListMatcher(document, actors)
        self._matchers = (
            ContestMatcher(document, actors),
            CampaignMatcher(actors),
            EncounterMatcher(document, actors),
            EventMatcher(document, actors),
            HeadlineMatcher(document, actors),
            JudgementMatcher(document, actors),
            PartyMemberMatcher(document, actors),
            QuoteMatcher(document, actors),
            StanceMatcher(document, actors),
        )

    def match(self, number: int, amounts: list[Amount]) -> Iterator[Candidate]:
        """Yield the candidates of one paragraph."""
        doc = self._document.scenes[number].doc
        for matcher in self._matchers:
            yield from matcher.match(number, doc)
        for token in doc:
            word, lemma = token.lower_, token.lemma_.lower()
            if token.text == "-" and 0 < token.i < len(doc) - 1:
                yield from self._hyphen(number, doc, token)
            if lemma == "call" and token.pos_ in ("VERB", "NOUN"):
                yield from self._asked_to_leave(number, token)
            if word in _SUITS:
                yield from self._lists.suit(number, token)
            elif word in _DONORS:
                yield from self._lists.donors(number, doc, token, amounts)
            elif word in _OWN_NOUNS:
                yield from self._whose(number, token, _OWN_NOUNS[word])
            elif word in ("rival", "challenger", "opponent"):
                yield from self._rival(number, doc, token)
            elif word in ("'s", "'") and token.tag_ == "POS":
                yield from self._possessive(number, doc, token)

    def _hyphen(self, number: int, doc: Doc, hyphen: Token) -> Iterator[Candidate]:
        before, after = doc[hyphen.i - 1], doc[hyphen.i + 1]
        if before.lower_ in ("pro", "anti"):
            reference = self._index.at(number, after.i)
            if (
                reference is None
                or reference.entity.type not in ("Person", "Company", "Campaign")
                or reference.end >= len(doc)
            ):
                return
            head = self._head_after(doc, reference.end)
            target = self._one(number, head) if head is not None else None
            if target is None or target.entity is reference.entity or target.entity.owner is reference.entity:
                return  # "an anti-Smith campaign" is none of Smith's
            if target.entity.type == "Person":
                relation = "SUPPORTED" if before.lower_ == "pro" else "OPPOSED"
            elif before.lower_ == "anti":
                relation = "OPPOSED"
            else:
                relation = "CONNECTED_TO"
            yield Candidate(
                number,
                target,
                relation,
                reference,
                before,
                f"construction:{before.lower_}-name",
                stated=True,
                confidence=0.85,
            )
            return
        kinds = _PARTICIPLES.get(after.lower_)
        if kinds is None or hyphen.whitespace_ or before.whitespace_:
            return
        reference = self._index.at(number, before.i)
        if reference is None or reference.entity.type in ("Place", "Party", "Event") or reference.end != before.i + 1:
            return
        head = self._head_after(doc, after.i + 1)
        target = self._one(number, head) if head is not None else None
        if target is None or target.entity is reference.entity:
            return
        relation = kinds.get(target.entity.type) or kinds[None] or ""
        yield Candidate(
            number,
            reference,
            relation,
            target,
            after,
            f"construction:name-{after.lower_}",
            stated=True,
            confidence=0.85,
        )

    def _head_after(self, doc: Doc, start: int) -> Token | None:
        """Return the head of the noun phrase that a compound modifier at ``start`` stands in."""
        for i in range(start, min(start + 7, len(doc))):
            token = doc[i]
            if token.pos_ in ("VERB", "AUX", "ADP", "PUNCT", "CCONJ", "DET", "PRON", "SCONJ") and token.text not in (
                "-",
                '"',
                "'s",
            ):
                return doc[i - 1] if i > start else None
            if token.text == "'s":
                return None
        return doc[min(start + 6, len(doc) - 1)]

    def _one(self, number: int, token: Token) -> Reference | None:
        found = self._actors.of(number, [token])
        return found[0] if len(found) >= 1 else None

    def _asked_to_leave(self, number: int, call: Token) -> Iterator[Candidate]:
        """ "X called for Y to resign", "calls from X for Y to drop out"."""
        for clause in call.children:
            if clause.lemma_ == "break" and any(c.lower_ == "up" for c in clause.children) and call.pos_ == "VERB":
                for subject in self._actors.of(number, self._syntax.agents(call)):
                    for target in self._actors.of(number, self._syntax.patients(clause)):
                        if target.entity.type in ("Company", "Organization", "MediaOrganization"):
                            yield Candidate(
                                number,
                                subject,
                                "CALLED_TO_BREAK_UP",
                                target,
                                call,
                                "construction:called-to-break-up",
                                confidence=0.85,
                            )
            if clause.lemma_ not in _LEAVING:
                continue
            if any(c.lower_ == "for" and c.dep_ == "mark" for c in clause.children):
                targets = self._actors.of(number, [c for c in clause.children if c.dep_ == "nsubj"])
            elif clause.dep_ in ("xcomp", "advcl", "acl") and any(
                c.lower_ == "to" and c.dep_ == "aux" for c in clause.children
            ):  # the parser may hang "for X" on the call
                tokens = [t for t in self._syntax.objects_of(call, "for") if t.i < clause.i]
                if not tokens and any(c.lower_ == "for" for c in call.children):
                    tokens = [c for c in clause.children if c.dep_ == "nsubj"]  # or hang X on "resign" alone
                targets = self._actors.of(number, tokens)
            else:
                continue
            tokens = (
                self._syntax.agents(call)
                if call.pos_ == "VERB"
                else self._syntax.objects_of(call, "from")
                or self._syntax.objects_of(call, "by")
                or [c for c in call.children if c.dep_ == "poss"]
                or (self._syntax.agents(call.head) if call.head.lemma_ in _CALLING else [])
            )
            for subject in self._actors.of(number, tokens):
                for target in targets:
                    if subject.entity is not target.entity and target.entity.type == "Person":
                        yield Candidate(
                            number, subject, "OPPOSED", target, call, "construction:called-to-leave", confidence=0.85
                        )

    # -- possession ----------------------------------------------------------------------------------------------

    def _whose(self, number: int, noun: Token, relation: str) -> Iterator[Candidate]:
        """ "X, whose firm, Z, ...", "X and his company, Z"."""
        owner = next((child for child in noun.children if child.dep_ == "poss"), None)
        if owner is None or noun.i > 0 and noun.nbor(-1).lower_ in ("parent", "holding", "sister", "rival"):
            return  # "Zenda's parent company, Orbis": that one owns
        names = [
            r
            for c in noun.children
            if c.dep_ == "appos" and c.i > noun.i and (r := self._index.at(number, c.i)) is not None
        ]
        following = self._index.at(number, noun.i + 1) if noun.i + 1 < len(noun.doc) else None
        if not names and following is not None and following.start == noun.i + 1:
            names = [following]
        if owner.lower_ == "whose":
            clause = noun
            for _ in range(4):
                if clause.dep_ == "relcl":
                    break
                clause = clause.head
            people = self._actors.of(number, self._bearer(clause.head)) if clause.dep_ == "relcl" else []
        else:
            people = self._actors.of(number, [owner])
        if noun.dep_ == "dobj" and noun.head.lemma_ in _NO_WORK:
            return  # "founded his own fund": the verb says what it is to him
        for person in people[:1]:
            for name in names[:1]:
                if (
                    person.entity.type == "Person"
                    and name.entity.is_organisation
                    and name.entity.type not in ("Party", "GovernmentBody")
                ):
                    yield Candidate(
                        number,
                        person,
                        relation,
                        name,
                        noun,
                        "construction:whose-company",
                        stated=True,
                        confidence=0.8,
                    )

    def _bearer(self, head: Token) -> list[Token]:
        if head.dep_ == "attr" and head.head.lemma_ == "be":
            return self._syntax.surface_subject(head.head)
        return [head]

    def _possessive(self, number: int, doc: Doc, mark: Token) -> Iterator[Candidate]:
        """ "the Harbor Institute's annual conference" (its host), "ABC News' Jon Doe" (its staff)."""
        owner = self._index.at(number, mark.i - 1)
        if owner is None or owner.end != mark.i or not owner.entity.is_organisation or mark.i + 1 >= len(doc):
            return
        following = self._index.at(number, mark.i + 1)
        if following is not None and following.start == mark.i + 1:
            if (
                following.entity.type == "Person"
                and not self._modifies(doc, following)
                and (owner.entity.type in ("MediaOrganization", "Company") or owner.entity.is_plain)
                and following.end - following.start > 1
            ):
                staff = [following]
                if following.end + 1 < len(doc) and doc[following.end].lower_ == "and":
                    partner = self._index.at(number, following.end + 1)
                    if (
                        partner is not None
                        and partner.start == following.end + 1
                        and partner.entity.type == "Person"
                        and owner.entity.type == "MediaOrganization"
                        and partner.end - partner.start > 1
                    ):
                        staff.append(partner)
                for person in staff:
                    yield Candidate(
                        number, person, "WORKS_FOR", owner, mark, "construction:outlet's-person", stated=True,
                        confidence=0.85,
                    )  # fmt: skip
            elif following.entity.type == "Event":
                yield Candidate(
                    number, owner, "HOSTED", following, mark, "construction:host's-event", stated=True, confidence=0.8
                )
            return
        whole = doc[mark.i - 1].head if doc[mark.i - 1].dep_ == "poss" else None
        inner = self._index.at(number, whole.i) if whole is not None else None
        if (
            inner is not None
            and inner.start > mark.i + 1
            and inner.entity.is_organisation
            and inner.entity.type not in ("Party", "GovernmentBody", "Committee")
        ):
            noun = doc[inner.start - 1]
            if noun.pos_ == "NOUN" and noun.lower_ in (
                "service",
                "unit",
                "subsidiary",
                "division",
                "app",
                "brand",
                "arm",
                "site",
                "website",
                "platform",
                "network",
                "channel",
                "newspaper",
                "magazine",
                "business",
                "label",
            ):
                yield Candidate(
                    number, owner, "OWNS", inner, noun, "construction:owner's-unit", stated=True, confidence=0.8
                )
                return
        head = doc[mark.i - 1].head if doc[mark.i - 1].dep_ == "poss" else None
        if (
            head is not None
            and head.lower_ in ("conference", "convention", "summit", "gala", "fundraiser", "forum", "retreat")
            and owner.entity.type != "Party"
        ):
            target = self._one(number, head)
            if target is not None and target.entity.type == "Event":
                yield Candidate(
                    number, owner, "HOSTED", target, head, "construction:host's-event", stated=True, confidence=0.8
                )

    def _modifies(self, doc: Doc, reference: Reference) -> bool:
        """Say whether a name stands before a noun of its own: "Zenda's Orbis Hybrid method"."""
        root = doc[reference.start : reference.end].root
        return root.dep_ in ("compound", "nmod") and root.head.i >= reference.end and root.head.pos_ == "NOUN"

    # -- rivals, suits, donors -----------------------------------------------------------------------------------

    def _rival(self, number: int, doc: Doc, noun: Token) -> Iterator[Candidate]:
        """ "Smith praised Jones, a former rival"; "Smith and rival Jones": nobody else can be meant."""
        if (
            any(child.dep_ == "poss" for child in noun.children)
            or self._syntax.objects_of(noun, "of")
            or self._syntax.objects_of(noun, "to")
        ):
            return
        bearer = self._index.at(number, noun.i + 1) if noun.i + 1 < len(doc) else None
        head = noun
        if bearer is None and noun.dep_ == "appos":
            bearer, head = self._index.at(number, noun.head.i), noun.head
        elif bearer is not None:
            head = doc[bearer.start : bearer.end].root
            if any(child.dep_ == "poss" and child.lower_ in ("his", "her", "their") for child in head.children):
                return  # read as a role: "her rival X"
        if bearer is None or bearer.entity.type != "Person":
            return
        others: list[Reference] = []
        if head.dep_ == "conj":
            others = [r for r in [self._index.at(number, head.head.i)] if r is not None]
        if not others:
            verb: Token | None = next((a for a in head.ancestors if a.pos_ in ("VERB", "AUX")), None)
            if verb is not None and head.dep_ not in ("nsubj", "nsubjpass"):
                others = self._actors.of(number, self._syntax.surface_subject(verb))
        if len(others) == 1 and others[0].entity.type == "Person" and others[0].entity is not bearer.entity:
            past = any(child.lower_ in self._vocabulary.past_words for child in noun.children)
            yield Candidate(
                number,
                others[0],
                "RUNNING_AGAINST",
                bearer,
                noun,
                "construction:rival",
                past=past,
                stated=True,
                confidence=0.8,
            )
