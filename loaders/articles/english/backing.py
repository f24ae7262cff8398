"""Backing and opposing told by what surrounds it: "with the backing of X, Y won", "can count on X's support"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.actors import Actors
from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.document import Document
from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.scanner import Scanner
from techpol.loaders.articles.english.settling import ACTORS
from techpol.loaders.articles.english.stances import stance_verbs

# What is given to somebody, and what who gives it does.
_GIVEN = {
    "support": "SUPPORTED",
    "backing": "SUPPORTED",
    "blessing": "SUPPORTED",
    "endorsement": "ENDORSED",
    "endorsements": "ENDORSED",
    "praise": "PRAISED",
    "plaudits": "PRAISED",
    "criticism": "CRITICIZED",
    "condemnation": "CRITICIZED",
    "scorn": "CRITICIZED",
}
_BACKING = frozenset("support backing blessing".split())
_GETTING = frozenset("garner draw win receive get have enjoy attract earn gain land secure nab collect score".split())
_RELYING = frozenset("count rely bank".split())
_LIFTED = frozenset("buoy boost bolster lift propel aid help buttress power".split())
_THANKING = frozenset(["thank", "credit"])
_FIRMLY = frozenset("firmly solidly squarely fully foursquare staunchly steadfastly".split())
_STAYING = frozenset("be stand remain stay stick rally get fall keep".split())
_AT_SIDE = {
    "by": frozenset("stand stick stay remain".split()),
    "to": frozenset(["rally"]),
    "in": frozenset("be stay remain".split()),
}
_SIDES = frozenset(["side", "corner"])
_ADS = frozenset(
    "ad ads campaign commercial commercials spot spots mailer mailers advertisement advertisements".split()
)
_AIRING = frozenset("launch run air release unveil buy fund broadcast start begin roll debut".split())
_OPENERS: dict[str, str] = {
    **dict.fromkeys(
        "supporter backer ally booster loyalist defender champion surrogate cheerleader".split(), "SUPPORTED"
    ),
    **dict.fromkeys(["critic", "detractor"], "CRITICIZED"),
    **dict.fromkeys("foe antagonist nemesis adversary".split(), "OPPOSED"),
}
_FORMERLY = frozenset("once formerly previously former onetime erstwhile ex".split())
# How one leaves, and the particle that must stand with it: "to go", but not "to go on", "to step up".
_LEAVE: dict[str, frozenset[str]] = {
    **dict.fromkeys(["resign", "quit", "withdraw"], frozenset()),
    "go": frozenset(["away", ""]),
    "step": frozenset(["down", "aside"]),
    "bow": frozenset(["out"]),
    "drop": frozenset(["out"]),
    "stand": frozenset(["down", "aside"]),
}
_SAYING = frozenset("say tell write argue declare insist add state post".split())
_DONE = frozenset("did do does done has have had".split())
_ENDORSING = frozenset("endorse back support".split())
_WISHED = frozenset("would could should might may cannot never".split())
_TAKERS = frozenset("Person Campaign Committee".split())
_AHEAD = 7  # tokens before the noun that a sentence may begin with


class BackingMatcher(Scanner):
    """Reads who backs or opposes whom in one document, where a phrase beside the verb tells it."""

    def __init__(self, document: Document, actors: Actors) -> None:
        super().__init__(document, actors)
        self._verbs = stance_verbs(document)

    def match(self, number: int, doc: Doc) -> Iterator[Candidate]:
        """Yield the candidates of one paragraph."""
        for token in doc:
            word = token.lower_
            if word in _GIVEN and token.pos_ == "NOUN":
                yield from self._given(number, token)
            elif word in _SIDES and token.dep_ == "pobj":
                yield from self._at_side(number, token)
            elif word == "behind" and token.dep_ == "prep":
                yield from self._behind(number, token)
            elif word in _OPENERS:
                yield from self._opening(number, doc, token)
            elif word == "targeting" and token.dep_ == "acl":
                yield from self._targeted(number, token)
            elif word == "time" and token.dep_ == "attr":
                yield from self._time_to_go(number, token)
            elif word == "we" and token.dep_ == "nsubj":
                yield from self._we(number, token)
            elif word == "along" and token.dep_ == "prep":
                yield from self._along_with(number, token)
            elif word in _DONE and token.dep_ == "advcl" and token.i > token.head.i:
                yield from self._as_did(number, token)

    # -- what is given -------------------------------------------------------------------------------------------

    def _given(self, number: int, noun: Token) -> Iterator[Candidate]:
        preposition = noun.head if noun.dep_ == "pobj" else None
        if preposition is None:
            yield from self._from_the_likes(number, noun)
            owners = [child for child in noun.children if child.dep_ == "poss"]
            if noun.dep_ == "dobj" and noun.head.lemma_ == "welcome" and noun.lower_ in _BACKING and owners:
                takers = self._syntax.agents(noun.head)  # "Y welcomed X's support"
                yield from self._pairs(number, owners, "SUPPORTED", takers, noun, stated=False)
        elif preposition.lower_ == "for":
            yield from self._thanked(number, noun, preposition.head)
        elif noun.lower_ in _BACKING and preposition.lower_ == "on":
            yield from self._counted_on(number, noun, preposition.head)
        elif noun.lower_ in _BACKING and preposition.lower_ in ("with", "by"):
            yield from self._with(number, noun, preposition)

    def _from_the_likes(self, number: int, noun: Token) -> Iterator[Candidate]:
        """ "Y has garnered support from the likes of X and Z"."""
        verb = noun.head
        if noun.dep_ != "dobj" or verb.lemma_ not in _GETTING:
            return
        likes = [t for head in (noun, verb) for t in self._syntax.objects_of(head, "from") if t.lower_ == "likes"]
        givers = [t for like in likes[:1] for t in self._syntax.objects_of(like, "of")]
        yield from self._pairs(number, givers, _GIVEN[noun.lower_], self._syntax.agents(verb), noun, stated=False)

    def _thanked(self, number: int, noun: Token, verb: Token) -> Iterator[Candidate]:
        """ "Y thanked X for his support"."""
        direct = [child for child in verb.children if child.dep_ == "dobj"]
        owner = [child for child in noun.children if child.dep_ == "poss"]
        if verb.lemma_ not in _THANKING or len(direct) != 1 or len(owner) != 1 or owner[0].tag_ != "PRP$":
            return
        if owner[0].lower_ not in ("his", "her", "their", "its") or self._syntax.is_passive(verb):
            return
        if any(child.dep_ == "prep" and child.lower_ in ("of", "for") for child in noun.children):
            return  # "for his support of the troops"
        if noun.lower_ in _BACKING or noun.lower_ == "endorsement":
            yield from self._pairs(
                number, direct, _GIVEN[noun.lower_], self._syntax.agents(verb), noun, stated=False, trigger=verb
            )

    def _counted_on(self, number: int, noun: Token, verb: Token) -> Iterator[Candidate]:
        """ "Y can count on X's support": it is taken for granted; who "is counting on" it may hope."""
        helpers = {child.lower_ for child in verb.children if child.dep_ == "aux"}
        if verb.lemma_ not in _RELYING or not helpers & {"can", "could"}:
            return
        if any(child.dep_ in ("neg", "mark") and child.lower_ != "that" for child in verb.children):
            return
        yield from self._pairs(number, self._givers(noun), _GIVEN[noun.lower_], self._syntax.agents(verb), noun)

    def _with(self, number: int, noun: Token, preposition: Token) -> Iterator[Candidate]:
        """ "With the backing of X, Y won", "Y, with backing from X, won", "buoyed by the support of X, Y won"."""
        head = preposition.head
        verb = head
        if preposition.lower_ == "by":
            if head.lemma_ not in _LIFTED or not self._syntax.is_passive(head):
                return
            verb = head.head if head.dep_ == "advcl" else head
        takers = self._syntax.surface_subject(head if preposition.lower_ == "by" and verb is head else verb)
        if head.pos_ == "PROPN":
            takers, verb = [head], head.head
        if verb.pos_ not in ("VERB", "AUX") or not self._is_done(verb):
            return
        yield from self._pairs(number, self._givers(noun), _GIVEN[noun.lower_], takers, noun)

    def _is_done(self, verb: Token) -> bool:
        """Say whether a finite verb tells of what was or is done, not of what may be."""
        helpers = [child for child in verb.children if child.dep_ in ("aux", "neg", "mark")]
        if any(child.tag_ == "MD" or child.dep_ in ("neg", "mark") or child.lower_ == "to" for child in helpers):
            return False
        return verb.tag_ in ("VBD", "VBZ", "VBP", "VBN", "VBG") and not verb.sent.text.rstrip().endswith("?")

    def _givers(self, noun: Token) -> list[Token]:
        owners = [child for child in noun.children if child.dep_ == "poss"]
        found = owners or self._syntax.objects_of(noun, "of") or self._syntax.objects_of(noun, "from")
        return (
            found
            if not any(child.dep_ == "prep" and child.lower_ in ("for", "to") for child in noun.children)
            else []
        )

    # -- where one stands ----------------------------------------------------------------------------------------

    def _at_side(self, number: int, noun: Token) -> Iterator[Candidate]:
        """ "X stood by Y's side", "X is in Y's corner"."""
        preposition, verb = noun.head, noun.head.head
        if verb.lemma_ not in _AT_SIDE.get(preposition.lower_, ()) or (preposition.lower_ == "in") != (
            noun.lower_ == "corner"
        ):
            return
        owners = [child for child in noun.children if child.dep_ == "poss"]
        yield from self._pairs(number, self._syntax.agents(verb), "SUPPORTED", owners, verb, stated=False)

    def _behind(self, number: int, preposition: Token) -> Iterator[Candidate]:
        """ "X is firmly behind Y"."""
        verb = preposition.head
        how = {child.lower_ for head in (preposition, verb) for child in head.children if child.dep_ == "advmod"}
        if verb.lemma_ in _STAYING and how & _FIRMLY:
            targets = [child for child in preposition.children if child.dep_ == "pobj"]
            yield from self._pairs(number, self._syntax.agents(verb), "SUPPORTED", targets, verb, stated=False)

    def _opening(self, number: int, doc: Doc, noun: Token) -> Iterator[Candidate]:
        """ "A longtime supporter of Y, X said ...", "Once a critic of Y, X ..."."""
        start = noun.sent.start
        before = doc[start : noun.i]
        if not 0 < len(before) <= _AHEAD or not any(t.lower_ in ("a", "an", "the") for t in before):
            return
        if any(t.pos_ not in ("DET", "ADJ", "ADV", "NOUN", "PUNCT") or t.text == "," for t in before):
            return
        if noun.i + 2 >= len(doc) or doc[noun.i + 1].lower_ != "of":
            return
        after = noun.i + 2
        while (
            after < len(doc) - 1
            and self._index.at(number, after) is None
            and doc[after].pos_ in ("DET", "PROPN", "ADJ")
        ):
            after += 1
        target = self._index.at(number, after)
        if target is None or target.end + 1 >= len(doc) or doc[target.end].text != ",":
            return
        after = target.end + 1
        while after < len(doc) - 1 and self._index.at(number, after) is None and doc[after].pos_ in ("PROPN", "ADJ"):
            after += 1  # "Sen. Smith"
        subject = self._index.at(number, after)
        if subject is None or subject.start != after or subject.entity.type != "Person" or subject.kind != "name":
            return
        root = doc[subject.start : subject.end].root
        if root.dep_ not in ("nsubj", "nsubjpass") or root.head.i < root.i:
            return
        past = any(t.lower_ in _FORMERLY for t in before)
        if (
            target.entity.type in _TAKERS | {"Organization", "Company", "Party"}
            and target.entity is not subject.entity
        ):
            yield Candidate(
                number, subject, _OPENERS[noun.lower_], target, noun, "construction:opening", past=past, stated=True,
                confidence=0.85,
            )  # fmt: skip

    # -- who is told to go ---------------------------------------------------------------------------------------

    def _targeted(self, number: int, verb: Token) -> Iterator[Candidate]:
        """ "X launched a $2 million ad campaign targeting Y"."""
        ads = verb.head
        kinds = {ads.lower_, *(child.lower_ for child in ads.children if child.dep_ == "compound")}
        if not kinds & (_ADS - {"campaign"}) and not {"campaign", "advertising"} <= kinds:
            return
        airing = ads.head
        payers = self._syntax.objects_of(ads, "by") + self._syntax.objects_of(ads, "from")
        payers = payers or [child for child in ads.children if child.dep_ == "poss"]
        if not payers and ads.dep_ == "dobj" and airing.lemma_ in _AIRING:
            payers = self._syntax.agents(airing)
        trigger = airing if ads.dep_ == "dobj" and airing.pos_ == "VERB" else ads
        yield from self._pairs(number, payers, "OPPOSED", self._syntax.patients(verb), trigger, stated=False)

    def _time_to_go(self, number: int, noun: Token) -> Iterator[Candidate]:
        """ "X said it was time for Y to go"."""
        clause, verb = noun.head, noun.head.head
        if clause.lemma_ != "be" or clause.dep_ != "ccomp" or verb.lemma_ not in _SAYING:
            return
        if any(child.dep_ in ("neg", "mark") and child.lower_ != "that" for child in clause.children):
            return
        for leaving in noun.children:
            if _leaves(leaving) and any(child.lower_ == "for" for child in leaving.children):
                targets = [child for child in leaving.children if child.dep_ == "nsubj"]
                yield from self._pairs(number, self._syntax.agents(verb), "OPPOSED", targets, verb, stated=False)

    # -- who speaks or joins in ----------------------------------------------------------------------------------

    def _we(self, number: int, we: Token) -> Iterator[Candidate]:
        """'"We endorse Y," X said', '"We are here to throw our support behind Y," X said'."""
        quoted = self._document.coreference.quotation(number, we)
        if quoted is None:
            return
        verb, tokens = we.head, []
        if any(child.dep_ in ("neg", "mark") or child.lower_ in _WISHED for child in verb.children):
            return
        inner = [c for c in verb.children if c.lemma_ == "throw" and c.dep_ in ("xcomp", "advcl", "ccomp")]
        for clause in inner or [
            c for h in (verb, *(c for c in verb.children if c.dep_ == "acomp")) for c in h.children
        ]:
            if clause.lemma_ in _ENDORSING and clause.dep_ in ("xcomp", "ccomp") and verb.lemma_ == "be":
                tokens = self._syntax.patients(clause)
            elif clause.lemma_ == "throw" and any(c.lower_ == "support" for c in clause.children):
                thrown = [c for c in clause.children if c.lower_ == "support"]
                tokens = [t for h in (clause, *thrown) for t in self._syntax.objects_of(h, "behind")]
        if verb.lemma_ in _ENDORSING:
            tokens = self._syntax.patients(verb)
        speaker = self._document.coreference.speaker(number, quoted) if tokens else None
        if speaker is None:
            return
        for target in self._actors.of(number, tokens):
            if target.entity.type in _TAKERS and target.entity is not speaker.entity:
                relation = "SUPPORTED" if verb.lemma_ == "support" else "ENDORSED"
                yield Candidate(
                    number, speaker, relation, target, verb, "construction:quote", stated=True, confidence=0.75
                )

    def _as_did(self, number: int, did: Token) -> Iterator[Candidate]:
        """ "X endorsed Y, as did Z", "X did not praise Y as Z had done"."""
        verb = did.head
        relation = self._verbs.get(verb.lemma_)
        marked = any(child.dep_ == "mark" and child.lower_ == "as" for child in did.children)
        if relation is None or not marked or self._syntax.is_passive(verb):
            return
        if any(c.dep_ == "neg" or c.tag_ == "MD" or c.dep_ in ("dobj", "xcomp", "ccomp") for c in did.children):
            return  # "as Z did not", "as Z would", "as Z did in Ohio" says as much; "as Z did his best" does not
        others = [child for child in did.children if child.dep_ == "nsubj"]
        listed = [  # "as rivals such as Z had done": the parser may take Z for another subject
            token for token in others if self._index.at(number, token.i) is not None
        ]
        yield from self._pairs(number, listed or others, relation, self._syntax.patients(verb), did)

    def _along_with(self, number: int, along: Token) -> Iterator[Candidate]:
        """ "X endorsed Y, along with the Harbor Caucus": a body after it endorses too; a person may be endorsed."""
        verb = along.head
        if verb.lemma_ not in _ENDORSING or self._syntax.is_passive(verb):
            return
        givers = [
            r
            for child in along.children
            if child.lower_ == "with"
            for r in self._actors.of(number, [c for c in child.children if c.dep_ == "pobj"])
            if r.entity.is_organisation and r.entity.type not in ("Company", "MediaOrganization")
        ]
        targets = [r for r in self._actors.of(number, self._syntax.patients(verb)) if r.entity.type == "Person"]
        if len(targets) == 1 and along.i > verb.i:
            relation = "SUPPORTED" if verb.lemma_ == "support" else "ENDORSED"
            for giver in givers:
                yield Candidate(number, giver, relation, targets[0], verb, "construction:backing", confidence=0.8)

    def _pairs(
        self, number: int, givers: list[Token], relation: str, takers: list[Token], noun: Token, stated: bool = True,
        trigger: Token | None = None,
    ) -> Iterator[Candidate]:  # fmt: skip
        targets = [r for r in self._actors.of(number, takers) if self._may_take(relation, r)]
        if len(targets) != 1:
            return
        for giver in self._actors.of(number, givers):
            if giver.entity.type in ACTORS and giver.entity is not targets[0].entity:
                yield Candidate(
                    number, giver, relation, targets[0], trigger or noun, "construction:backing", stated=stated,
                    confidence=0.8,
                )  # fmt: skip

    def _may_take(self, relation: str, target: Reference) -> bool:
        return target.entity.type in _TAKERS or (
            relation in ("PRAISED", "CRITICIZED") and target.entity.type in ACTORS
        )


def _leaves(verb: Token) -> bool:
    """Say whether a verb with its particle is of leaving: "step aside", "go", but not "go on the attack"."""
    wanted = _LEAVE.get(verb.lemma_)
    if not wanted:
        return wanted is not None
    beside = {child.lower_ for child in verb.children if child.dep_ in ("prt", "advmod", "prep", "advcl", "xcomp")}
    return bool(beside & wanted) or ("" in wanted and not beside)
