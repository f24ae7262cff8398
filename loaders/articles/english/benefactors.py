"""Who pays for bodies that work for no profit: "a group financed by X", "half of what Y raised came from Z"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.document import Document
from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.scanner import Scanner

_PAYING = frozenset("fund finance bankroll underwrite subsidize sponsor endow".split())
# The words for bodies to which money is given, not put in.
_CHARITIES = frozenset(
    "nonprofit non-profit charity foundation institute coalition committee pac superpac campaign initiative "
    "alliance thinktank think-tank center centre trust association council league society fund museum university "
    "church".split()
)
_NO_PROFIT = frozenset("group nonprofit non-profit charity watchdog coalition tank organization organisation".split())
_GROUPS = frozenset("group organization organisation tank network effort project body arm".split())
_OF_GROUPS = frozenset(
    "lobby lobbying advocacy nonprofit political interest pressure trade civic campaign charitable activist "
    "opposition grassroots think dark conservative liberal progressive environmental rights".split()
)
_RECEIVERS = frozenset(["Committee", "Campaign", "Party", "Organization", "Person"])
_GIFTS = frozenset("contribution contributions donation donations gift gifts".split())
_MONEY = _GIFTS | frozenset("money funding cash check checks funds million".split())
_SUMS = frozenset("million thousand hundred dollar pound euro sum cash money".split())
_FUNDRAISERS = frozenset("fundraiser fund-raiser dinner gala reception event luncheon concert call auction".split())
_HOLDING = frozenset("host headline organize organise throw hold co-host cohost".split())
_RAISING = frozenset("raise receive collect take bring haul get rake".split())


class BenefactorMatcher(Scanner):
    """Reads who pays for the bodies of one document."""

    def match(self, number: int, doc: Doc) -> Iterator[Candidate]:
        """Yield the candidates of one paragraph."""
        for token in doc:
            if token.pos_ != "VERB":
                continue
            if token.lemma_ in _PAYING:
                yield from self._paid(number, token)
            elif token.lemma_ == "come":
                yield from self._came(number, token)
                yield from self._flowed(number, token)
            elif token.lemma_ in ("go", "flow"):
                yield from self._flowed(number, token)
            elif token.lemma_ in ("raise", "net", "generate"):
                yield from self._raised_at(number, token)

    def _paid(self, number: int, verb: Token) -> Iterator[Candidate]:
        """ "a lobby group financed by X", "X funded the Harbor Institute"."""
        for token in self._syntax.patients(verb) or ([verb.head] if verb.dep_ == "acl" else []):
            for target in self._actors.of(number, [token]) or self._before(number, token):
                if is_charity(token, target):
                    yield from self._gifts(number, self._actors.of(number, self._syntax.agents(verb)), target, verb)

    def _before(self, number: int, token: Token) -> list[Reference]:
        """Return the name of "X for Y, a lobby group", which the parser may hang on "Y"."""
        above = token
        for _ in range(3):
            if token.dep_ != "appos" or above.head == above:
                break
            above = above.head
            named = self._index.at(number, above.i)
            if named is not None and named.entity.is_organisation:
                return [named]
        return []

    def _came(self, number: int, verb: Token) -> Iterator[Candidate]:
        """ "Half of the $5 million that Y raised came from X"."""
        tokens = self._syntax.objects_of(verb, "from")
        if not tokens or self._is_nothing(verb) or any(c.dep_ == "neg" or c.tag_ == "MD" for c in verb.children):
            return
        for receiver in self._actors.of(number, raised_by(verb))[:1]:
            if receiver.entity.type in _RECEIVERS or is_fund(self._document, receiver):
                # no sum: that of the sentence is the whole
                yield from self._gifts(number, self._actors.of(number, tokens), receiver, verb, stated=True)

    def _is_nothing(self, verb: Token) -> bool:
        """Say whether "none of it", "no money", "hardly any" is what came."""
        subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
        if subject is None:
            return False
        return any(
            token.lower_ in ("no", "none", "little", "hardly", "nothing", "neither")
            for token in (subject, *subject.children)
        )

    def _flowed(self, number: int, verb: Token) -> Iterator[Candidate]:
        """ "Most of Y's money came from X", "the donation to Y came from X", "$5,000 from X went to Y"."""
        subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
        if subject is None or self._is_nothing(verb) or any(c.dep_ == "neg" or c.tag_ == "MD" for c in verb.children):
            return
        for noun in [subject, *self._syntax.objects_of(subject, "of")]:
            if noun.lower_ not in _MONEY and noun.lemma_.lower() not in _MONEY:
                continue
            givers = self._syntax.objects_of(verb if verb.lemma_ == "come" else noun, "from")
            if verb.lemma_ == "come":
                tokens = self._syntax.objects_of(noun, "to") or [c for c in noun.children if c.dep_ == "poss"]
            else:
                tokens = self._syntax.objects_of(verb, "to")
            for target in self._actors.of(number, tokens)[:1]:
                known = target.entity.type in _RECEIVERS or is_fund(self._document, target)
                if known and (target.entity.type not in ("Person", "Organization") or noun.lower_ in _GIFTS):
                    people = self._actors.of(number, givers)
                    yield from self._gifts(number, people, target, verb, stated=True)

    def _raised_at(self, number: int, verb: Token) -> Iterator[Candidate]:
        """ "a fundraiser hosted by X raised $2 million for Y": X raised it."""
        event = next((child for child in verb.children if child.dep_ == "nsubj"), None)
        if event is None or event.lemma_.lower() not in _FUNDRAISERS:
            return
        raised = [t for c in verb.children if c.dep_ == "dobj" for t in c.subtree]
        if not any(t.like_num or t.text == "$" or t.lower_ in _MONEY or t.lemma_ in _SUMS for t in raised):
            return  # "raised eyebrows"
        told = next((c for c in event.children if c.dep_ in ("acl", "relcl") and c.lemma_ in _HOLDING), None)
        hosts = self._syntax.agents(told) if told is not None else [c for c in event.children if c.dep_ == "poss"]
        tokens = self._syntax.objects_of(verb, "for") or [
            t for c in verb.children if c.dep_ == "dobj" for t in self._syntax.objects_of(c, "for")
        ]
        for host in self._actors.of(number, hosts):
            for target in self._actors.of(number, tokens)[:1]:
                if host.entity.type == "Person" and target.entity.type in _RECEIVERS:
                    if host.entity is not target.entity:
                        yield Candidate(
                            number, host, "RAISED_FUNDS_FOR", target, verb, "construction:raised-at",
                            confidence=0.85,
                        )  # fmt: skip

    def _gifts(
        self, number: int, givers: list[Reference], target: Reference, verb: Token, stated: bool = False
    ) -> Iterator[Candidate]:
        for giver in givers:
            if giver.entity is target.entity or giver.entity.type in (
                "Place",
                "Event",
                "GovernmentBody",
                "Candidacy",
            ):
                continue
            yield Candidate(
                number, giver, "DONATED_TO", target, verb, "construction:benefactor", amount_at=verb, stated=stated,
                confidence=0.85,
            )  # fmt: skip


def raised_by(verb: Token) -> list[Token]:
    """Return who raised it in "half of the $5 million that Y raised came from X"."""
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if subject is None or not any(t.like_num or t.text == "$" for t in subject.subtree):
        return []
    for token in subject.subtree:
        if token.dep_ in ("relcl", "acl") and token.lemma_ in _RAISING and token.pos_ == "VERB":
            return [child for child in token.children if child.dep_ == "nsubj"]
    return []


def is_fund(document: Document, receiver: Reference) -> bool:
    """Say whether what may be taken for a firm ("Harbor Inc.") is told to be a committee."""
    return any(
        document.scenes[m.paragraph].doc[i].lower_ in ("pac", "committee", "campaign")
        for m in receiver.entity.mentions
        for i in range(max(0, m.start - 7), m.start)
    )


def is_group(document: Document, body: Reference) -> bool:
    """Say whether a body is told, right before its name, to be a group that works for no profit."""
    return any(
        document.scenes[m.paragraph].doc[i].lower_ in _NO_PROFIT
        for m in body.entity.mentions
        if m.kind == "name"
        for i in range(max(0, m.start - 2), m.start)
    )


def is_charity(token: Token, target: Reference) -> bool:
    """Say whether a noun, or the name that it stands for, is of a body that works for no profit."""
    if target.entity.type not in ("Organization", "Committee"):
        return False
    words = {token.lower_, *(child.lower_ for child in token.children if child.i < token.i)}
    if words & _CHARITIES or (token.lower_ in _GROUPS and words & _OF_GROUPS):
        return True
    return target.entity.name.split()[-1].lower() in _CHARITIES
