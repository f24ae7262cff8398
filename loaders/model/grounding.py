"""Grounding: from what a model said to claims about words that stand in the text.

Quotes are looked up (they may differ from the text in white space, quotation marks and punctuation, nothing else);
names become mentions, taken from the grammar's names where it knows them, so that both readers speak of the same
referents; figures and dates are kept only where the quote states them. What cannot be grounded is refused by reason.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from techpol.loaders.details import is_total, read_decimal, stated_count, stated_date, stated_money
from techpol.loaders.figures import states_figure
from techpol.loaders.gate import MAX_SENTENCES, count_sentences, is_short_quote, sentences
from techpol.loaders.model.cues import (
    holds_noun,
    holds_stand_in,
    is_no_person,
    is_told_by_ending,
    relation_pattern,
    states_relation,
)
from techpol.loaders.model.ends import End, EndFinder, Wanted
from techpol.loaders.model.modality import CARE, ModalityCheck, modality_of
from techpol.loaders.model.naming import NameFinder
from techpol.loaders.model.quotes import SENTENCE_EDGE, QuoteFinder
from techpol.loaders.model.reply import Item
from techpol.loaders.model.roles import SWAPPED, RoleCheck, Scene
from techpol.loaders.model.sums import Other, is_of_others, is_sum, read_sum
from techpol.schema.model import Claim, Mention, Modality, Qualifiers, Referent, Refusal, Source, Span
from techpol.schema.ontology import load_ontology
from techpol.schema.text import fold

# Names of several words that neither reader may have named.
_CAPITALS = re.compile(r"\b[A-Z][\w'’-]*[a-z](?: [A-Z][\w'’-]*[a-z])+\b")


@dataclass
class Grounding:
    """What could be grounded, and what could not."""

    referents: dict[str, Referent] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    # What a quote says the other way round: refused, or for a person to see where the grammar reads it so, too.
    swapped: list[tuple[Claim, Refusal]] = field(default_factory=list)


class Grounder:
    """Grounds the items of one article. ``known`` are the referents that the grammar found in it."""

    def __init__(self, source: Source, known: Sequence[Referent], extractor: str, version: str) -> None:
        self.source = source
        self.text = source.text or ""
        self.quotes, self.names = QuoteFinder(self.text), NameFinder(self.text)
        self.roles, self.modality = RoleCheck(self.quotes), ModalityCheck(self.quotes)
        self.extractor, self.version = extractor, version
        self.ontology = load_ontology()
        self.result = Grounding({referent.key: referent for referent in known})
        self.votes: dict[str, Counter[str]] = {}
        self.ends = EndFinder(source, self.names, self.quotes, self.result.referents)

    def add_all(self, items: Sequence[Item]) -> None:
        """Ground the items of a reply, after a vote on what type each name is.

        An item's own word for it counts most, else what its relation allows at that end.
        """
        for item in items:
            relation = self.ontology.relations.get(item.relation)
            for name, given, end in (
                (item.subject, item.subject_type, "subject"),
                (item.object, item.object_type, "object"),
            ):
                known = given in self.ontology.types and not self.ontology.types[given].abstract
                allowed = () if relation is None else getattr(relation, end)
                votes = self.votes.setdefault(fold(name), Counter())
                if known:
                    votes[given] += 2
                elif len(allowed) == 1:
                    votes.update(only for only in allowed if not self.ontology.types[only].abstract)
        for item, times in Counter(items).items():
            # The same gift named twice in one reply: two gifts if the quote states that number, else one.
            gifts = times > 1 and item.amount is not None and item.count is None
            self.add(replace(item, count=str(times)) if gifts else item)

    def _wanted(self, name: str, given: str, allowed: tuple[str, ...]) -> Wanted:
        """Return a name with its type: the vote's where its relation allows it, else the first that it allows."""
        told = [given, *(vote for vote, _ in self.votes.get(fold(name), Counter()).most_common())]
        told += self.ends.known_types(name)
        candidates = [*told, *allowed]
        candidates += ["Person"] if "Person" in self.ontology.subtypes(allowed[0]) else []
        if is_no_person(name):
            candidates = [candidate for candidate in candidates if candidate != "Person"]
        for candidate in candidates:
            known = self.ontology.types.get(candidate)
            if known is not None and not known.abstract and any(a in known.ancestors for a in allowed):
                return Wanted(name, candidate, allowed, candidate in told)
        return Wanted(name, "Organization", allowed)

    def add(self, item: Item) -> None:
        """Ground one item: a claim, or a refusal with its reason."""
        spans = [self.quotes.find(quote) for quote in item.quotes]
        found = list(dict.fromkeys(place for places in spans for place in places))
        if len(found) == 0 or any(len(places) == 0 for places in spans):
            self._refuse(item, 0, 0, "quote-not-in-text", " | ".join(item.quotes)[:200])
            return
        start, end = found[0]
        if item.relation not in self.ontology.relations:
            self._refuse(item, start, end, "unknown-relation", item.relation)
            return
        relation = self.ontology.relations[item.relation]
        wanted = (
            self._wanted(item.subject, item.subject_type, relation.subject),
            self._wanted(item.object, item.object_type, relation.object),
        )
        subject, target = (self.ends.find(end, found) for end in wanted)
        for name, grounded in ((item.subject, subject), (item.object, target)):
            if grounded is None:
                self._refuse(item, start, end, "end-not-a-mention", f"{name!r} is not named in the text")
                return
        assert subject is not None
        assert target is not None
        if subject.outside and target.outside and self.source.language == "en":
            self._refuse(item, start, end, "end-not-in-evidence", "the quote names neither end")
            return
        for which, end_wanted, grounded in zip(("subject", "object"), wanted, (subject, target), strict=True):
            if grounded.outside and not self._may_stand_for(grounded, which, end_wanted, found, item.relation):
                self._refuse(
                    item, start, end, "end-not-in-evidence", f"nothing in the quote stands for {end_wanted.name!r}"
                )
                return
        if sum(count_sentences(self.text[a:b]) for a, b in found) > MAX_SENTENCES:
            self._refuse(item, start, end, "quote-too-long", " | ".join(item.quotes)[:200])
            return
        found = [self._trimmed(place, item.relation, (subject, target)) for place in found]
        quotes = [self.text[a:b] for a, b in found]
        whole = " ".join(quotes)
        if not states_relation(whole, item.relation, (item.subject, item.object)):
            self._refuse(item, start, end, "no-word-of-the-relation", f"nothing in the quote says {item.relation}")
            return
        scene = self._scene(item, (subject, target))
        conflict = None if relation.symmetric else self.roles.conflict(item.relation, found, scene)
        conflict = conflict or self._apart(item, found, wanted, (subject, target))
        if conflict is not None and conflict != SWAPPED:
            self._refuse(item, start, end, conflict, " | ".join(quotes)[:200])
            return
        for grounded in (subject, target):
            self.result.referents[grounded.referent.key] = grounded.referent
        claim = self._claim(item, found, subject, target)
        if conflict is None:
            self.result.claims.append(claim)
        else:
            refusal = self._refusal(item, start, end, conflict, " | ".join(quotes)[:200])
            self.result.swapped.append((claim, refusal))

    def _claim(self, item: Item, found: Sequence[tuple[int, int]], subject: End, target: End) -> Claim:
        evidence = [Span(self.source.id, a, b, self.text[a:b]) for a, b in found]
        for grounded in (subject, target):
            if grounded.antecedent is not None:
                a, b = grounded.antecedent
                evidence.append(Span(self.source.id, a, b, self.text[a:b]))
        return Claim(
            source=self.source.id,
            version=self.source.sha256,
            subject=subject.referent.key,
            relation=item.relation,
            object=target.referent.key,
            evidence=tuple(dict.fromkeys(evidence)),
            modality=self._modality(item, found, (subject, target)),
            attribution=self._stated(item.attribution, self.text),
            qualifiers=self._qualifiers(item, found, subject, target),
            subject_span=subject.span,
            object_span=target.span,
            extractor=self.extractor,
            extractor_version=self.version,
            rule="model",
            confidence=0.5,
        )

    def _trimmed(self, quote: tuple[int, int], relation: str, ends: Sequence[End]) -> tuple[int, int]:
        """Return a quote that is long for its names and abbreviations without what stands around the claim."""
        start, end = quote
        if is_short_quote(self.text[start:end]):
            return quote
        places = [self._places(one, start, end) for one in ends]
        near = [min(spans, key=lambda span: span[0]) for spans in places if len(spans) > 0]
        words = [
            self.quotes.copy.span(*match.span())
            for match in relation_pattern(relation).finditer(self.quotes.copy.text, *self.quotes.inside(quote))
        ]
        if len(near) == 0 or len(words) == 0:
            return quote
        first, last = min(a for a, _ in near) + start, max(b for _, b in near) + start
        a, b = min(words, key=lambda word: max(first - word[0], word[1] - last, 0))
        while b < end and self.text[b].isalnum():
            b += 1
        while a > start and self.text[a - 1].isalnum():
            a -= 1
        return min(first, a), max(last, b)

    def _may_stand_for(
        self, outside: End, which: str, wanted: Wanted, quotes: Sequence[tuple[int, int]], relation: str
    ) -> bool:
        """Say whether a quote may speak of somebody who is named before it alone; ``which``: subject or object.

        It holds a word that stands for somebody of that kind, or goes on with the sentence that names them. What an
        object is may be told by the beginning of the sentence. An Arabic verb needs no word for its subject, and has
        an object as an ending; what body is meant may be told by its noun.
        """
        start = quotes[0][0]
        if outside.span[1] <= start and SENTENCE_EDGE.search(self.text, outside.span[1], start) is None:
            return True
        # What office, race or party it is may be told by the talk alone.
        if which == "object" and relation in ("HOLDS_OFFICE", "RUNS_FOR", "AFFILIATED_WITH"):
            return True
        if self.source.language != "en":
            told = " ".join(self.text[a:b] for a, b in quotes)
            return which == "subject" or is_told_by_ending(told, relation) or holds_noun(told, _kind(wanted))
        for start, end in quotes:
            first = self.quotes.sentence(start, end)[0] if which == "object" else start
            if holds_stand_in(self.text[first:end], which, _kind(wanted)):
                return True
        return False

    def _apart(
        self, item: Item, quotes: Sequence[tuple[int, int]], wanted: Sequence[Wanted], ends: Sequence[End]
    ) -> str | None:
        """Return a fault where two sentences are quoted and the one that says the relation knows nothing of an end.

        "Ann Lee gave $5,000. Cy Orr leads the Lake Fund." is no gift to the Lake Fund.
        """
        parts = [(a + first, a + last) for a, b in quotes for first, last in sentences(self.text[a:b])]
        if len(parts) < 2 or any(all(self._places(end, *part) for end in ends) for part in parts):
            return None
        for first, last in parts:
            told = self.text[first:last]
            if not states_relation(told, item.relation, (item.subject, item.object)):
                continue
            named = [len(self._places(end, first, last)) > 0 for end in ends]
            if self.source.language != "en" and any(named):
                return None
            missing = [number for number, there in enumerate(named) if not there]
            if self.source.language == "en" and all(
                holds_stand_in(told, ("subject", "object")[number], _kind(wanted[number])) for number in missing
            ):
                return None
        return "end-not-in-evidence"

    def _modality(self, item: Item, quotes: Sequence[tuple[int, int]], ends: Sequence[End]) -> Modality:
        """Return the most careful modality of the quotes, each with what its sentence says around it."""
        given = modality_of(item.modality)
        names = [
            (mention.start, mention.end)
            for referent in self.result.referents.values()
            for mention in referent.mentions
            if mention.kind == "name"
        ]
        places = [sorted({end.span, *((m.start, m.end) for m in self._mentions(end))}) for end in ends]
        found = [self.modality.of_quote(quote, item.relation, given, places, names) for quote in quotes]
        return max(found, key=CARE.index)

    def _scene(self, item: Item, ends: Sequence[End]) -> Scene:
        """Return who is named in the whole text: the two ends, and everybody else who could do something."""
        own = [
            sorted({end.span, *((m.start, m.end) for m in self._mentions(end) if m.kind != "pronoun")})
            for end in ends
        ]
        parts = {word for name in (item.subject, item.object) for word in fold(name).split()}
        others = {
            (mention.start, mention.end)
            for referent in self.result.referents.values()
            if referent.key not in (end.referent.key for end in ends) and self.ontology.is_a(referent.type, "Actor")
            for mention in referent.mentions
            if mention.kind == "name" and not set(fold(mention.text).split()) <= parts
        }
        if self.source.language == "en":
            others |= {match.span() for match in _CAPITALS.finditer(self.text)}
        taken = [place for places in own for place in places]
        others = {(a, b) for a, b in others if not any(a < last and first < b for first, last in taken)}
        return Scene(own[0], own[1], sorted(others))

    def _mentions(self, end: End) -> Sequence[Mention]:
        return self.result.referents.get(end.referent.key, end.referent).mentions

    def _is_of_others(
        self, item: Item, amount: Decimal, found: Sequence[tuple[int, int]], subject: End, target: End
    ) -> bool:
        """Say whether every quote that states a sum gives it to others than these two."""
        stating = [span for span in found if states_figure(self.text[slice(*span)], amount)]
        return len(stating) > 0 and all(
            is_of_others(
                self.text[start:end],
                item.relation,
                amount,
                self._places(subject, start, end),
                self._places(target, start, end),
                self._others(item, (subject, target), start, end),
            )
            for start, end in stating
        )

    def _places(self, end: End, first: int, last: int) -> list[tuple[int, int]]:
        """Return where a quote names an end, counted from the quote's beginning."""
        mentions = self.result.referents.get(end.referent.key, end.referent).mentions
        spans = {end.span, *((mention.start, mention.end) for mention in mentions)}
        return sorted((a - first, b - first) for a, b in spans if first <= a and b <= last)

    def _others(self, item: Item, ends: Sequence[End], first: int, last: int) -> list[Other]:
        """Return who else is named in a quote, by the grammar or anywhere in the reply, in order."""
        relation = self.ontology.relations[item.relation]
        own = [span for end in ends for span in self._places(end, first, last)]
        types: dict[tuple[int, int], str] = {}
        for name, votes in self.votes.items():
            span = self.names.find(name, first, last)
            if span is not None and len(votes) > 0:
                types[span] = votes.most_common(1)[0][0]
        for referent in self.result.referents.values():
            for mention in referent.mentions:
                if mention.kind == "name" and first <= mention.start and mention.end <= last:
                    types[mention.start, mention.end] = referent.type
        others = []
        for (start, end), kind in sorted(types.items()):
            start, end = start - first, end - first
            if any(start < b and a < end for a, b in own):
                continue
            ancestors = self.ontology.type(kind).ancestors
            gives, takes = (any(a in ancestors for a in allowed) for allowed in (relation.subject, relation.object))
            others.append(Other(start, end, gives, takes))
        return others

    def _qualifiers(self, item: Item, found: Sequence[tuple[int, int]], subject: End, target: End) -> Qualifiers:
        """Return the details that the quote states, a sum only where it is not plainly that of others."""
        quote = " ".join(self.text[a:b] for a, b in found)
        amount = read_sum(item.amount)
        if amount is not None and (
            not is_sum(quote, amount) or self._is_of_others(item, amount, found, subject, target)
        ):
            amount = None
        money = stated_money(quote, amount, item.currency)
        scope = item.amount_scope if item.amount_scope in ("total", "joint") and money is not None else "single"
        if money is not None and scope == "single" and is_total(quote, money.amount):
            scope = "total"
        return Qualifiers(
            amount=money, amount_scope=scope, count=stated_count(quote, read_decimal(item.count)),
            asset=self._stated(item.asset, quote), role=self._stated(item.role, quote),
            place=self._stated(item.place, quote), start=stated_date(quote, item.date),
        )  # fmt: skip

    def _stated(self, words: str | None, where: str) -> str | None:
        """Keep words only where the text has them."""
        return words if words is not None and fold(words) in fold(where) else None

    def _refuse(self, item: Item, start: int, end: int, reason: str, detail: str) -> None:
        self.result.refusals.append(self._refusal(item, start, end, reason, detail))

    def _refusal(self, item: Item, start: int, end: int, reason: str, detail: str) -> Refusal:
        said = f"{item.subject} {item.relation} {item.object}"
        return Refusal(self.source.id, start, end, reason, f"{said}: {detail}")


def _kind(wanted: Wanted) -> str:
    """Return what kind of stand-in an end may have: person or thing, "" where its type is a guess."""
    if not wanted.sure:
        return ""
    return "person" if wanted.is_person else "thing"
