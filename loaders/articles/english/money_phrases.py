"""Money told by set phrases: "with participation from X", "hosted a dinner that raised $2 million for Y"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.actors import Actors
from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.details import Amount, find_amounts
from techpol.loaders.articles.english.document import Document
from techpol.loaders.articles.english.funding import pays
from techpol.loaders.articles.english.mentions import Reference
from techpol.loaders.articles.english.noun_phrases import PhraseReader
from techpol.loaders.articles.english.scanner import Scanner

_ROUNDS = frozenset("round financing funding raise series deal".split())
_FUNDRAISERS = frozenset("fundraiser fund-raiser dinner gala reception event luncheon concert auction lunch".split())
_HOLDING = frozenset("host co-host cohost throw hold chair co-chair headline organize organise".split())
_RAISING = frozenset("raise bring collect generate net haul rake take".split())
_TAKERS = frozenset(["Committee", "Campaign", "Party", "Person", "Organization"])
_FUNDS = frozenset(["Committee", "Campaign", "Party"])
_GIVERS = frozenset(["Person", "Company", "Organization", "Committee", "Group"])
_NO_CAPITAL = frozenset("donation contribution grant loan fee salary fine tax order contract sale revenue".split())
_HOMES = frozenset("home house mansion estate residence apartment penthouse ranch villa".split())
_LOBBIED = frozenset(["GovernmentBody"])
_HOPING = frozenset("hope plan seek aim want expect intend try look discuss negotiate".split())
_IN_SUMS = frozenset("total round sum funding financing capital".split())
_CLOSING = frozenset([".", ",", ";", "(", ")", "and", "in", "on"])
_NAMING_COLON = frozenset([":", "—", "–"])


class MoneyPhraseMatcher(Scanner):
    """Reads what set phrases tell of money in one document."""

    def __init__(self, document: Document, actors: Actors) -> None:
        super().__init__(document, actors)
        self._phrases = PhraseReader(document, actors)
        self._round_of: tuple[int, int, Reference] | None = None  # whose round was told of: paragraph, sentence

    def match(self, number: int, doc: Doc) -> Iterator[Candidate]:
        """Yield the candidates of one paragraph."""
        amounts: list[Amount] | None = None
        for token in doc:
            word = token.lower_
            if word in _ROUNDS or word == "investment" or word == "participation" or word == "participated":
                yield from self._participation(number, doc, token)
            elif word in _FUNDRAISERS and token.pos_ == "NOUN":
                yield from self._event_raised(number, doc, token)
                yield from self._hosted_for(number, token)
            elif word == "took" and doc[token.i + 1 : token.i + 2].text == "part":
                yield from self._participation(number, doc, token)
            elif token.lemma_ in ("raise", "secure", "close", "land") and token.pos_ == "VERB":
                yield from self._raised_from(number, doc, token)
            elif word == "lobbying":
                yield from self._lobbying(number, doc, token)
            elif token.text == "$" or word in ("million", "thousand"):
                amounts = find_amounts(self._scenes[number].paragraph.text) if amounts is None else amounts
                yield from self._named_with_sum(number, doc, token, amounts)

    # -- rounds --------------------------------------------------------------------------------------------------

    def _participation(self, number: int, doc: Doc, token: Token) -> Iterator[Candidate]:
        """ "a round led by X, with participation from Y", "Y and Z also participated (in the round)"."""
        if token.lower_ in _ROUNDS or token.lower_ == "investment":
            company = self._company(number, token)
            if company is not None:
                self._round_of = (number, token.sent.start, company)
            return
        end = token.sent.end
        company = None
        investors = None
        if token.lower_ == "participation":
            if token.i + 2 >= end or doc[token.i + 1].lower_ not in ("from", "by"):
                return
            investors = self._phrases.row(number, doc, token.i + 2, end)
        else:
            first = token.i
            while first > token.sent.start and doc[first - 1].lower_ in ("also", "has", "have", "both", "all"):
                first -= 1
            investors = self._phrases.before(number, doc, first, token.sent.start)
            last = token.i + 1 + (token.lower_ == "took")
            following = doc[last].lower_ if last < end else "."
            if following not in (".", "in", ",", ";", "too", "as"):
                return
            if following == "in" and token.lower_ == "took":
                return
            if following == "in":
                rounds = [t for t in self._syntax.objects_of(token, "in") if t.lower_ in _ROUNDS]
                if not rounds:
                    return
                company = self._company(number, rounds[0])
        if company is None and self._round_of is not None:
            paragraph, start, known = self._round_of
            near = paragraph == number and (
                start == token.sent.start or doc[max(0, token.sent.start - 1)].sent.start == start
            )
            company = known if near else None
        if investors is None or company is None:
            return
        if any(t.lemma_.lower() in _HOPING or t.tag_ == "MD" for t in doc[token.sent.start : token.i]):
            return
        for investor in investors.references:
            if investor.entity.type in _GIVERS and investor.entity is not company.entity:
                yield Candidate(
                    number, investor, "INVESTED_IN", company, token, "construction:participation", confidence=0.85
                )

    def _raised_from(self, number: int, doc: Doc, verb: Token) -> Iterator[Candidate]:
        """ "secured $5 million from X, Y and other investors"."""
        sentence = verb.sent
        money = [t.i for t in doc[verb.i + 1 : min(verb.i + 8, sentence.end)] if t.text == "$"]
        if not money or self._syntax.is_passive(verb):
            return
        at = next((t.i for t in doc[money[0] : min(money[0] + 6, sentence.end)] if t.lower_ == "from"), None)
        if at is None or any(t.lemma_.lower() in _NO_CAPITAL for t in doc[money[0] : at]):
            return
        if any(t.pos_ == "NOUN" and t.lower_ not in _IN_SUMS for t in doc[verb.i + 1 : money[0]]):
            return  # "raised doubts about $5 million from X"
        investors = self._phrases.row(number, doc, at + 1, sentence.end)
        companies = [
            r
            for r in self._actors.of(number, self._syntax.agents(verb))
            if r.entity.type == "Company" or (r.entity.is_plain and pays(verb))
        ]
        if investors is None or len(companies) != 1:
            return
        for investor in investors.references:
            if (
                investor.entity.type in ("Company", "Organization", "Person")
                and investor.entity is not companies[0].entity
            ):
                yield Candidate(
                    number, investor, "INVESTED_IN", companies[0], verb, "construction:raised-from", confidence=0.85
                )

    def _company(self, number: int, noun: Token) -> Reference | None:
        """Return whose round it is: "Y's round", "a round in Y", "Y raised $5 million in a round"."""
        tokens = [child for child in noun.children if child.dep_ == "poss"]
        tokens = tokens or self._syntax.objects_of(noun, "in") or self._syntax.objects_of(noun, "for")
        if not tokens:
            verb = noun.head.head if noun.dep_ == "pobj" else noun.head
            while verb.pos_ in ("NUM", "NOUN", "SYM") and verb.dep_ in ("dobj", "pobj", "prep") and verb.head != verb:
                verb = verb.head
            if verb.pos_ == "VERB" and verb.lemma_ in ("raise", "secure", "close", "complete", "land", "announce"):
                tokens = self._syntax.agents(verb)
        found = [r for r in self._actors.of(number, tokens) if r.entity.type == "Company" or r.entity.is_plain]
        return found[0] if len(found) == 1 else None

    # -- events --------------------------------------------------------------------------------------------------

    def _event_raised(self, number: int, doc: Doc, noun: Token) -> Iterator[Candidate]:
        """ "X hosted a dinner that raised $5 for Y", "the fundraiser, at the home of X, raised $5 for Y"."""
        hosts: list[Token] = []
        raising = next(
            (c for c in noun.children if c.dep_ == "relcl" and c.lemma_ in _RAISING and c.tag_ == "VBD"), None
        )
        if raising is not None and noun.dep_ == "dobj" and noun.head.lemma_.lower() in _HOLDING:
            hosts = self._syntax.agents(noun.head)
        elif noun.dep_ == "nsubj" and noun.head.lemma_ in _RAISING and noun.head.tag_ == "VBD":
            raising = noun.head
            homes = [t for t in self._syntax.objects_of(noun, "at") if t.lower_ in _HOMES]
            hosts = [t for home in homes for t in self._syntax.objects_of(home, "of")]
            hosts += [child for home in homes for child in home.children if child.dep_ == "poss"]
        if raising is None or not hosts or not any(t.text == "$" for t in raising.subtree):
            return
        tokens = self._syntax.objects_of(raising, "for") or [
            t for c in raising.children if c.dep_ == "dobj" for t in self._syntax.objects_of(c, "for")
        ]
        for host in self._actors.of(number, hosts):
            for target in self._actors.of(number, tokens):
                if host.entity.type == "Person" and target.entity.type in _TAKERS:
                    if host.entity is not target.entity:
                        yield Candidate(
                            number, host, "RAISED_FUNDS_FOR", target, raising, "construction:raised-at",
                            confidence=0.85,
                        )  # fmt: skip

    def _hosted_for(self, number: int, noun: Token) -> Iterator[Candidate]:
        """ "a fundraiser for Y, hosted by X, drew 200 people": whatever came of it, X hosted it."""
        whom = self._syntax.objects_of(noun, "for")  # the parser may hang "hosted by X" on it
        below = [child for token in (noun, *whom) for child in token.children]
        hosted = next((c for c in below if c.dep_ == "acl" and c.lemma_.lower() in _HOLDING), None)
        if not noun.lower_.startswith("fund") or hosted is None or hosted.tag_ != "VBN":
            return
        for host in self._actors.of(number, self._syntax.agents(hosted)):
            for target in self._actors.of(number, whom):
                if (
                    host.entity.type == "Person"
                    and target.entity.type in _TAKERS
                    and host.entity is not target.entity
                ):
                    yield Candidate(
                        number, host, "RAISED_FUNDS_FOR", target, hosted, "construction:hosted-for", confidence=0.85
                    )

    # -- lobbying ------------------------------------------------------------------------------------------------

    def _lobbying(self, number: int, doc: Doc, token: Token) -> Iterator[Candidate]:
        """ "spent $5 million lobbying Congress", "X's lobbying of Congress"."""
        end = token.sent.end
        if token.i + 1 >= end:
            return
        subjects: list[Reference] = []
        at = token.i + 1
        if doc[at].lower_ == "of":
            owners = [child for child in token.children if child.dep_ == "poss"]
            subjects, at = self._actors.of(number, owners), at + 1
        elif token.i > 1 and any(t.text == "$" for t in doc[max(0, token.i - 6) : token.i]):
            before = [t for t in doc[max(token.sent.start, token.i - 9) : token.i] if t.pos_ == "VERB"]
            verb = before[-1] if before else None
            if verb is None or verb.lemma_ not in ("spend", "pay"):
                return
            subjects = self._actors.of(number, self._syntax.agents(verb))
            token = verb
        targets = self._phrases.row(number, doc, at, end)
        for subject in subjects:
            for target in targets.references if targets is not None else ():
                if target.entity.type in _LOBBIED and subject.entity is not target.entity:
                    yield Candidate(
                        number, subject, "LOBBIED", target, token, "construction:lobbying", confidence=0.85
                    )

    # -- names with sums -----------------------------------------------------------------------------------------

    def _named_with_sum(self, number: int, doc: Doc, token: Token, amounts: list[Amount]) -> Iterator[Candidate]:
        """ "X: $5,000 to Y PAC", "With $5,000 from X, Y PAC bought ads"."""
        amount = next((a for a in amounts if a.start == token.idx and not a.per), None)
        if amount is None:
            return
        sentence = token.sent
        after = next((t.i for t in doc[token.i : sentence.end] if t.idx >= amount.end), sentence.end)
        if after + 1 >= sentence.end:
            return
        giver = taker = None
        if doc[after].lower_ == "to" and token.i - 1 > sentence.start and doc[token.i - 1].text in _NAMING_COLON:
            giver = self._phrases.before(number, doc, token.i - 1, sentence.start)
            if giver is not None and giver.start != sentence.start:
                return
            taker = self._phrases.row(number, doc, after + 1, sentence.end)
        elif doc[after].lower_ == "from" and doc[sentence.start].lower_ == "with" and token.i <= sentence.start + 4:
            giver = self._phrases.row(number, doc, after + 1, sentence.end)
            if giver is None or giver.end >= sentence.end or doc[giver.end].text != ",":
                return
            taker = self._phrases.one(number, doc, giver.end + 1, sentence.end)
        if giver is None or taker is None:
            return
        first = taker.end if doc[after].lower_ == "to" else sentence.start
        if first == taker.end and first < sentence.end and doc[first].text not in _CLOSING:
            return  # "X: $5,000 to Y would be a mistake"
        if any(t.tag_ == "MD" or t.dep_ == "neg" for t in doc[first : sentence.end]) or sentence.text.endswith("?"):
            return
        for one in giver.references:
            for other in taker.references:
                if one.entity.type in _GIVERS and other.entity.type in _FUNDS and one.entity is not other.entity:
                    yield Candidate(
                        number, one, "DONATED_TO", other, token, "construction:spelled-gift", amount=amount,
                        confidence=0.9, stated=True,
                    )  # fmt: skip
