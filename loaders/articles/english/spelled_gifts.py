"""Gifts that a sentence spells out: who, a verb of giving or taking, a sum, and to or from whom, in this order.

What "gave" means is told by the words around the sum, so neither names that the parser takes for verbs nor lists
that it hangs on the wrong word do harm. A gift that names no taker ("and another $2,500 in May", "Y gave $5,000") is
to the taker of the gift before it, where nobody else has been spoken of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from techpol.loaders.articles.english.actors import Actors
from techpol.loaders.articles.english.benefactors import is_fund, is_group
from techpol.loaders.articles.english.candidate import Candidate
from techpol.loaders.articles.english.details import Amount, date_of, find_amounts
from techpol.loaders.articles.english.document import Document
from techpol.loaders.articles.english.mentions import Entity, Reference
from techpol.loaders.articles.english.noun_phrases import Phrase, PhraseReader
from techpol.loaders.articles.english.scanner import Scanner
from techpol.loaders.articles.english.sums import parted_sum

RULE = "construction:spelled-gift"
_GIVING = frozenset("give donate contribute".split())
# With these a gift is one only where a taker of gifts is named: "sent $5,000 to X".
_MOVING = frozenset("send hand write cut pour funnel pump steer transfer channel plow plough sink direct put".split())
_FILLING = frozenset("seed provide supply fund bankroll finance endow furnish".split())
_PARTICLES = {"put": ("in", "up"), "chip": ("in",), "kick": ("in",), "pony": ("up",)}
_TAKING = frozenset("receive get accept take collect draw pocket".split())
_RAISING = frozenset("raise report bring disclose haul rake net amass".split())
_GIFTS = frozenset("donations contributions gifts checks cheques contributors donors donation check".split())
_DONORS = frozenset("donors contributors givers backers funders benefactors megadonors donor contributor".split())
_TO = frozenset(["to", "into", "toward", "towards"])
_FUNDS = ("Committee", "Campaign", "Party")
_TAKERS = frozenset(["Person", "Organization", "Cause", "Candidacy", *_FUNDS])
_GIVERS = frozenset(["Person", "Company", "Organization", "Committee", "Campaign", "Group", "MediaOrganization"])
# What may stand between a verb and its sum, and between a sum and "to".
_BEFORE_SUM = frozenset(
    "a an the another additional further extra more than over about around at least nearly almost roughly some "
    "approximately close whopping total combined of sum maximum legal separate individual single personal campaign "
    "political federal for worth totaling totalling amounting check checks cheque donation donations contribution "
    "contributions gift gifts two three four five six seven eight nine ten dozen his her their its also "
    "generous massive record seven-figure six-figure big large largest initial modest as just only out in all".split()
)
_AFTER_SUM = frozenset(
    "each apiece more in cash donations contributions campaign political donation contribution gift gifts check "
    "checks cheque total of his her their its own money personal fortune directly personally combined so far stock "
    "funds last this year month week cycle earlier dollars worth".split()
)
_AGAIN = frozenset("another additional further more".split())
_HELPERS = frozenset("have has had also each both all together personally then since already once".split())
# What may follow a sum that names no taker; "gave $5,000 for a new roof", "at a raffle" went to somebody else.
_ENDS_BARE = frozenset(
    ", . ; : ) ( and in on since during last this that through between over while but as which — – -- "
    "including".split()
)
_UNDATED = frozenset("in on over as".split())
_SUMMING = frozenset("total combined totaling totalling".split())
_NO = frozenset("not n't n’t never neither nor no none without".split())
_APART = 9


@dataclass(frozen=True)
class _Gift:
    """A sum with whom "to" or "from" joins to it (None where nobody is named), up to ``end``."""

    amount: Amount
    ends: Phrase | None
    end: int
    again: bool = False
    before: bool = False  # who gets it stands before the sum: "gave X $5,000"


class SpelledGiftMatcher(Scanner):
    """Reads the gifts that the sentences of one document spell out."""

    def __init__(self, document: Document, actors: Actors) -> None:
        super().__init__(document, actors)
        self._phrases = PhraseReader(document, actors)
        self._amounts: list[Amount] = []
        self._last: tuple[int, int, Reference] | None = None  # the taker of the gift before: paragraph, token

    def match(self, number: int, doc: Doc) -> Iterator[Candidate]:
        """Yield the candidates of one paragraph."""
        amounts = [amount for amount in find_amounts(self._scenes[number].paragraph.text) if not amount.per]
        if not amounts:
            return
        self._amounts = amounts
        sums = _sums(doc, amounts)
        for verb in doc:
            if verb.pos_ not in ("VERB", "AUX") or self._syntax.is_passive(verb):
                continue
            lemma = verb.lemma_.lower()
            if lemma in _GIVING and verb.dep_ == "relcl":
                yield from self._told_of(number, doc, verb, sums)
            if lemma in _GIVING | _MOVING | _PARTICLES.keys():
                yield from self._given(number, doc, verb, sums)
            elif lemma in _FILLING:
                yield from self._filled(number, doc, verb, sums)
            elif lemma in _TAKING | _RAISING:
                yield from self._taken(number, doc, verb, sums)
            elif lemma in ("be", "include", "come"):
                yield from self._listed(number, doc, verb, sums)

    # -- "X gave $5 to Y" ----------------------------------------------------------------------------------------

    def _given(self, number: int, doc: Doc, verb: Token, sums: dict[int, tuple[Amount, int]]) -> Iterator[Candidate]:
        start, end = verb.i + 1, _clause_end(verb)
        lemma = verb.lemma_.lower()
        particle = start < end and doc[start].lower_ in _PARTICLES.get(lemma, ())
        if lemma in _PARTICLES and lemma != "put" and not particle:
            return
        gifts = list(self._gifts(number, doc, start + particle, end, sums))
        if not gifts or not any(gift.amount for gift in gifts):
            return
        givers = self.subjects(number, doc, verb)
        parted = parted_sum(verb, self._amounts)
        if not givers or (parted is not None and len(givers) > 1):
            return
        if parted is not None:
            gifts = [gift for gift in gifts if gift.ends is not None or gift.amount not in parted.parts]
        several = len(givers) > 1 and sum(gift.ends is None for gift in gifts[:-1]) > 0
        if len(givers) > 1 and (several or "respectively" in doc[verb.i : end].text):
            return  # which sum is whose is told by their order alone
        for k in range(len(gifts) - 2, -1, -1):
            if gifts[k].ends is None and not gifts[k + 1].again:  # "$5 in March and $6 in June to X"
                gifts[k] = replace(gifts[k], ends=gifts[k + 1].ends)
        if gifts[0].ends is not None and not gifts[0].before:
            yield from self._gapped(number, doc, verb, gifts[0], sums)
        gifts = [gift for gift in gifts if gift.ends is None or gift.before == gifts[0].before]
        dated = len(gifts) > 1
        taker: Reference | None = None
        for k, gift in enumerate(gifts):
            after = gifts[k + 1].amount.start if k + 1 < len(gifts) else doc[end - 1].idx + len(doc[end - 1])
            rest = doc.text[gift.amount.end : after]
            takers = [r for r in _named(number, gift.ends) if self._takes(r, lemma)] if gift.ends is not None else []
            if gift.ends is None:
                bare = (lemma in _GIVING or particle) and _ends_bare(doc, gift.end, end)
                implied = taker if k > 0 and gift.again else self._implied(number, verb, givers) if bare else None
                takers = [implied] if implied is not None else []
            taker = takers[0] if len(takers) == 1 else None
            further = next((a.start for a in self._amounts if a.start > gift.amount.start), len(doc.text))
            # the day of a sum that is told with others is not that of the next one
            when = doc.text[verb.sent.start_char : further] if further < verb.sent.end_char else None
            if dated:
                when = rest if any(date_of(doc.text[g.amount.end :][:60], None)[1] for g in gifts) else None
            for giver in givers:
                yield from self._made(number, giver, takers, verb, gift.amount, when)
            if taker is not None:
                self._last = (number, gift.end, taker)
            elif gift.ends is not None:
                self._last = None

    def _told_of(
        self, number: int, doc: Doc, verb: Token, sums: dict[int, tuple[Amount, int]]
    ) -> Iterator[Candidate]:
        """ "return the $5 that X gave him", "the $5 X gave to Y"."""
        start = max(verb.sent.start, verb.i - _APART)
        money = next((sums[i] for i in range(verb.i - 1, start - 1, -1) if i in sums), None)
        if money is None:
            return
        amount, after = money
        first = after + (doc[after].lower_ in ("that", "which"))
        giver = self._phrases.one(number, doc, first, verb.i)
        if giver is None or _skip(doc, giver.end, verb.i, _HELPERS) != verb.i:
            return
        at = verb.i + 1
        at += at < verb.sent.end and doc[at].lower_ == "to"
        taker = self._phrases.one(number, doc, at, verb.sent.end)
        if taker is not None and all(self._takes(r, "give") for r in taker.references):
            for one in giver.references:
                yield from self._made(number, one, taker.references, verb, amount, None)

    def _filled(self, number: int, doc: Doc, verb: Token, sums: dict[int, tuple[Amount, int]]) -> Iterator[Candidate]:
        """ "X seeded the group with $5"."""
        end = _clause_end(verb)
        taker = self._phrases.one(number, doc, verb.i + 1, end)
        if taker is None or taker.end >= end or doc[taker.end].lower_ != "with":
            return
        money = _money(doc, taker.end + 1, end, sums)
        if money is None or not all(self._takes(r, verb.lemma_.lower()) for r in taker.references):
            return
        if any(r.entity.type == "Person" for r in taker.references):
            return
        for giver in self.subjects(number, doc, verb):
            yield from self._made(number, giver, taker.references, verb, money[0], None)

    def _gifts(
        self, number: int, doc: Doc, start: int, end: int, sums: dict[int, tuple[Amount, int]]
    ) -> Iterator[_Gift]:
        """Yield "$5 to X", "$6 to Y and another $7 in May", "X $5 and Y $6" from a token on."""
        i = start
        while i < end:
            money = _money(doc, i, end, sums)
            if money is not None:
                amount, after, again = money
                i = _skip(doc, after, end, _AFTER_SUM)
                taker = None
                if i < end and doc[i].lower_ in _TO:
                    if (
                        doc[i + 1 : i + 2].text.endswith("ing")
                        and doc[i + 1].tag_ == "VBG"
                        and doc[i + 1].dep_ != "amod"
                    ):
                        return  # "into defeating Y"
                    taker = self._phrases.row(number, doc, i + 1, end)
                    if taker is None:
                        return
                    i = taker.end
                yield _Gift(amount, taker, i, again)
            else:
                taker = self._phrases.one(number, doc, i, end)
                money = _money(doc, taker.end, end, sums) if taker is not None else None
                if money is None or taker is None:
                    return
                if money[1] < end and doc[money[1]].lower_ == "back":
                    return
                yield _Gift(money[0], taker, money[1], before=True)
                i = _skip(doc, money[1], end, _AFTER_SUM)
            following = _next_sum(doc, i, end, sums)
            same = _same_sum(doc, i, end)
            if same is not None:
                taker = self._phrases.row(number, doc, same, end)
                if taker is None:
                    return
                yield _Gift(money[0], taker, taker.end)
                i = following = _next_sum(doc, taker.end, end, sums)
            i = following

    def _gapped(
        self, number: int, doc: Doc, verb: Token, first: _Gift, sums: dict[int, tuple[Amount, int]]
    ) -> Iterator[Candidate]:
        """ "X gave $5 to Y; Z, $6; and W, $7": each to Y."""
        takers = [r for r in first.ends.references if self._takes(r, verb.lemma_)] if first.ends is not None else []
        i, end = first.end, verb.sent.end
        while len(takers) == 1 and i < end:
            joined = _skip(doc, i, end, frozenset([",", ";", "and"]))
            if joined == i:
                return
            giver = self._phrases.one(number, doc, joined, end)
            if giver is None:
                return
            at = giver.end + (giver.end < end and doc[giver.end].text == ",")
            if at not in sums:
                return
            amount, i = sums[at]
            if i < end and doc[i].lower_ == "to":  # "and Z, $6 to W"
                other = self._phrases.row(number, doc, i + 1, end)
                if other is None or (other.end < end and doc[other.end].text not in (",", ";", ".", "and")):
                    return
                takers, i = [r for r in other.references if self._takes(r, verb.lemma_)], other.end
            elif i < end and doc[i].text not in (",", ";", ".", "and"):
                return
            for one in giver.references:
                yield from self._made(number, one, takers, verb, amount, "")

    def _takes(self, taker: Reference, lemma: str) -> bool:
        entity = taker.entity
        if entity.type in _FUNDS or entity.type in ("Cause", "Candidacy"):
            return True
        if entity.type == "Organization" or is_fund(self._document, taker):
            return lemma in _GIVING or not entity.is_plain or is_fund(self._document, taker)
        return entity.type == "Person"

    def _implied(self, number: int, verb: Token, givers: Sequence[Reference]) -> Reference | None:
        """Return the taker of the gift before, where nobody else who may be meant was named since."""
        for noun in verb.doc[verb.sent.start : verb.i]:
            if noun.lower_ in _DONORS and verb.pos_ == "VERB":  # "donors to Z include X, who gave $5,000"
                if any(t.dep_ == "neg" or t.tag_ == "MD" or t.lower_ in _NO for t in verb.doc[noun.i : verb.i]):
                    return None
                return self._recipient(number, noun)
        if self._last is None:
            return None
        paragraph, place, taker = self._last
        doc = verb.doc
        if paragraph != number:
            sentences = list(self._scenes[paragraph].doc.sents)
            if number - paragraph != 1 or sentences[-1].end <= place or verb.sent.start > 0:
                return None
            between = [(paragraph, i) for i in range(place, len(self._scenes[paragraph].doc))]
            between += [(number, i) for i in range(verb.i)]
        else:
            if sum(1 for s in doc.sents if s.end > place and s.start <= verb.i) > 3:
                return None
            between = [(number, i) for i in range(place, verb.i)]
        known = {id(taker.entity), *(id(giver.entity) for giver in givers)}
        for where, i in between:
            reference = self._index.at(where, i)
            if reference is None or id(reference.entity) in known:
                continue
            kind = reference.entity.type
            own = (
                where == number and i >= verb.sent.start
            )  # whoever stands before the verb is the giver, or tells who
            if kind in _FUNDS or (not own and kind == "Organization" and taker.entity.type not in _FUNDS):
                return None
            if kind == "Person" and taker.entity.type == "Person":
                return None
        return taker

    def _recipient(self, number: int, noun: Token) -> Reference | None:
        tokens = (
            self._syntax.objects_of(noun, "to")
            or self._syntax.objects_of(noun, "of")
            or self._syntax.objects_of(noun, "behind")
            or [child for child in noun.children if child.dep_ == "poss"]
        )
        found = self._actors.one(number, tokens[0]) if len(tokens) == 1 else []
        return found[0] if len(found) == 1 and self._takes(found[0], "give") else None

    # -- "Y received $5 from X" ----------------------------------------------------------------------------------

    def _taken(self, number: int, doc: Doc, verb: Token, sums: dict[int, tuple[Amount, int]]) -> Iterator[Candidate]:
        end = _clause_end(verb)
        gifts = list(self._sources(number, doc, verb.i + 1, end, sums))
        if not gifts:
            return
        takers = [r for r in self.subjects(number, doc, verb) if self._may_take(r, verb)]
        if len(takers) != 1:
            return
        self._last = (number, gifts[-1].end, takers[0])
        for k, gift in enumerate(gifts):
            after = gifts[k + 1].amount.start if k + 1 < len(gifts) else doc[end - 1].idx + len(doc[end - 1])
            rest = doc.text[gift.amount.end : after]
            dated = len(gifts) > 1 and date_of(doc.text[gifts[0].amount.end : after], None)[1] is not None
            for giver in gift.ends.references if gift.ends is not None else ():
                yield from self._made(number, giver, takers, verb, gift.amount, rest if dated else None)

    def _listed(self, number: int, doc: Doc, verb: Token, sums: dict[int, tuple[Amount, int]]) -> Iterator[Candidate]:
        """ "Its largest contributions were $5 from X and $6 from Y"."""
        noun = next((child for child in verb.children if child.dep_ == "nsubj"), None)
        if noun is None or noun.lower_ not in _GIFTS or noun.i > verb.i:
            return
        if noun.lower_ in _DONORS:
            yield from self._bracketed(number, doc, verb, noun, sums)
            return
        gifts = list(self._sources(number, doc, verb.i + 1, _clause_end(verb), sums))
        if not gifts:
            return
        taker = self._recipient(number, noun)
        if taker is None:
            return
        self._last = (number, gifts[-1].end, taker)
        for gift in gifts:
            for giver in gift.ends.references if gift.ends is not None else ():
                yield from self._made(number, giver, [taker], verb, gift.amount, None)

    def _bracketed(
        self, number: int, doc: Doc, verb: Token, noun: Token, sums: dict[int, tuple[Amount, int]]
    ) -> Iterator[Candidate]:
        """ "Other donors include X ($5) and Y ($6)", where the taker was told of before."""
        if any(c.dep_ == "poss" or (c.dep_ == "prep" and c.lower_ in ("to", "of", "behind")) for c in noun.children):
            return  # told here
        end, i = verb.sent.end, verb.i + 1
        found: list[tuple[Reference, Amount]] = []
        while i < end:
            phrase = self._phrases.one(number, doc, i, end)
            if phrase is None or phrase.end + 1 >= end or doc[phrase.end].text != "(" or phrase.end + 1 not in sums:
                break
            amount, i = sums[phrase.end + 1]
            found += [(reference, amount) for reference in phrase.references]
            i = _skip(doc, i + (i < end and doc[i].text == ")"), end, frozenset([",", "and", ";"]))
        taker = self._implied(number, noun, [reference for reference, _ in found]) if found else None
        if taker is None:
            return
        for giver, amount in found:
            yield from self._made(number, giver, [taker], verb, amount, None)

    def _sources(
        self, number: int, doc: Doc, start: int, end: int, sums: dict[int, tuple[Amount, int]]
    ) -> Iterator[_Gift]:
        for i in range(start, end):
            if i not in sums:
                continue
            amount, after = sums[i]
            k = _skip(doc, after, end, _AFTER_SUM)
            if k < end and doc[k].lower_ == "from":
                giver = self._phrases.row(number, doc, k + 1, end)
                yield _Gift(amount, giver, giver.end if giver is not None else k + 1)

    def _may_take(self, taker: Reference, verb: Token) -> bool:
        entity = taker.entity
        if entity.type in _FUNDS or is_fund(self._document, taker):
            return True
        if verb.lemma_.lower() in _RAISING or (entity.type == "Person" and verb.lemma_ in ("collect", "draw")):
            return False
        if entity.type in ("Organization", "Company") and is_group(self._document, taker):
            return True
        return entity.type in ("Person", "Organization") and not entity.is_plain

    # -- both ----------------------------------------------------------------------------------------------------

    def subjects(self, number: int, doc: Doc, verb: Token) -> list[Reference]:
        """Return who does it: told by the order of the words, by the parse where that tells nothing."""
        i, start = verb.i, verb.sent.start
        while i > start and (doc[i - 1].lower_ in _HELPERS or doc[i - 1].tag_ in ("RB", "RBR")):
            i -= 1
            if doc[i].lower_ in _NO:
                return []
        agents = self._syntax.agents(verb)
        if any(
            c.dep_ == "acl" and c.lower_ in ("led", "headed", "backed") for agent in agents for c in agent.children
        ):
            return []  # "a group led by X gave": how much of it was X's is not told
        parsed = self._actors.of(number, agents)
        relative = i > start and doc[i - 1].lower_ in ("who", "which", "that")
        if relative:
            i -= 1
            i -= doc[i - 1].text == ","
        phrase = self._phrases.before(number, doc, i, start, relative) if i > start else None
        ordered = list(phrase.references) if phrase is not None else []
        if relative and any((r.entity.type == "Person") != (doc[verb.i - 1].lower_ != "which") for r in ordered):
            ordered = [r for r in ordered if r.entity.type != "Person" or doc[i].lower_ != "which"]
        if ordered and parsed and all(r.entity is not p.entity for r in ordered for p in parsed):
            return []  # the words and the parser do not agree
        return ordered if relative and ordered or len(ordered) >= len(parsed) else parsed

    def _made(
        self,
        number: int,
        giver: Reference,
        takers: Sequence[Reference],
        verb: Token,
        amount: Amount,
        when: str | None,
    ) -> Iterator[Candidate]:
        if giver.entity.type not in _GIVERS:
            return
        parted = parted_sum(verb, self._amounts)
        part = parted is not None and amount in parted.parts
        for taker in takers:
            fits = taker.entity.type in _TAKERS or is_group(self._document, taker)
            if fits and not _same(giver.entity, taker.entity):
                yield Candidate(
                    number, giver, "DONATED_TO", taker, verb, RULE, amount=amount, confidence=0.95, when=when,
                    part=part,
                )  # fmt: skip


def _named(number: int, phrase: Phrase) -> list[Reference]:
    """Return whom a phrase itself names, not one of many that it goes on to: "to candidates including Y"."""
    return [r for r in phrase.references if r.paragraph != number or r.start < phrase.end]


def _ends_bare(doc: Doc, i: int, end: int) -> bool:
    """Say whether no more than a day follows a sum."""
    if i >= end:
        return True
    if doc[i].lower_ not in _ENDS_BARE:
        return False
    after = doc[i + 1 : min(i + 6, end)]
    return doc[i].lower_ not in _UNDATED or any(t.ent_type_ in ("DATE", "TIME") or t.like_num for t in after)


def _same(one: Entity, other: Entity) -> bool:
    return one is other or one.owner is other or other.owner is one


def _sums(doc: Doc, amounts: Sequence[Amount]) -> dict[int, tuple[Amount, int]]:
    """Return the sums by the token that they begin with, each with the token after it."""
    found: dict[int, tuple[Amount, int]] = {}
    for amount in amounts:
        inside = [t.i for t in doc if t.idx < amount.end and t.idx + len(t) > amount.start]
        if inside:
            found[inside[0]] = (amount, inside[-1] + 1)
    return found


def _clause_end(verb: Token) -> int:
    """Return where what a verb says ends: at the next finite verb's clause, a semicolon or the sentence's end."""
    doc, end = verb.doc, verb.sent.end
    for i in range(verb.i + 1, end):
        if doc[i].text == ";":
            return i
        if doc[i].dep_ in ("conj", "parataxis", "ccomp") and doc[i].tag_ in ("VBD", "VBZ", "VBP") and i > verb.i + 3:
            return int(max(doc[i].left_edge.i, verb.i + 1)) if doc[i].left_edge.i > verb.i else i
    return int(end)


def _money(doc: Doc, start: int, end: int, sums: dict[int, tuple[Amount, int]]) -> tuple[Amount, int, bool] | None:
    """Return the sum that a phrase begins with ("a check for $5,000"), the token after it, and if it is one more."""
    i = start
    while i < min(end, start + _APART):
        if i in sums:
            again = any(doc[k].lower_ in _AGAIN for k in range(start, i))
            return (*sums[i], again)
        if doc[i].lower_ not in _BEFORE_SUM and doc[i].text != "-":
            return None
        i += 1
    return None


def _skip(doc: Doc, start: int, end: int, words: frozenset[str]) -> int:
    i = start
    while i < end and doc[i].lower_ in words:
        i += 1
    return i


def _same_sum(doc: Doc, i: int, end: int) -> int | None:
    """Return the token after "and the same amount to"."""
    i += i < end and doc[i].text == ","
    i += i < end and doc[i].lower_ == "and"
    said = doc[i : i + 4].text.lower()
    return i + 4 if i + 4 < end and said in ("the same amount to", "the same sum to") else None


def _next_sum(doc: Doc, start: int, end: int, sums: dict[int, tuple[Amount, int]]) -> int:
    """Return where the next gift of a list begins: after "and", a comma, "including", or a date before them."""
    i = start
    while i < min(end, start + _APART):
        word = doc[i].lower_
        if word in ("and", "then", "plus", "including") or doc[i].text == ",":
            k = i + 1
            while k < end and (doc[k].lower_ in ("and", "then", "plus", "including") or doc[k].text == ","):
                k += 1
            money = _money(doc, k, end, sums)
            if k < end and (
                doc[k].lower_ in ("for", "bringing")
                or (money is not None and any(t.lower_ in _SUMMING for t in doc[k : money[1]]))
            ):
                return end  # "for a total of $7"
            if money is not None or (k < end and doc[k].text[:1].isupper()):
                return k
            i = k
            continue
        i += 1
    return end
