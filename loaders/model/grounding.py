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
from itertools import pairwise

from techpol.loaders.details import is_total, read_decimal, stated_count, stated_date, stated_money
from techpol.loaders.figures import states_figure
from techpol.loaders.gate import MAX_SENTENCES, count_sentences
from techpol.loaders.model.cues import careful_modality, holds_stand_in, is_no_person, states_relation
from techpol.loaders.model.reply import Item
from techpol.loaders.model.sums import Other, is_of_others
from techpol.schema.model import Claim, Mention, Modality, Name, Qualifiers, Referent, Refusal, Source, Span
from techpol.schema.ontology import load_ontology
from techpol.schema.text import NormalisedText, fold, normalise_text

_SENTENCE_EDGE = re.compile(r"[.!?؟][\"'”’»)\]]*\s+|\n+")
_CLITIC = r"(?:[وف]?(?:[بلك]|ال|لل|وال|بال)?)"
_CAMPAIGN = re.compile(r"\b(?:campaign|bid|candidacy)\b|(?:ل|ب|و|ال)*حمل[هت]\w{0,3}")
_CAMPAIGN_TYPES = ("Campaign", "Candidacy")
_DESCRIBED = ("Event", "Group", "Asset", "Cause")
_BETWEEN = r"[\s\"'«»]+"  # words of a name, some of which may stand in quotation marks
_ELLIPSIS = re.compile(r"\s*(?:\.\.\.|…)\s*")
_MAX_SENTENCE = 600
# An antecedent stands so many characters before the quote at most: about a paragraph and a half.
_ANTECEDENT_REACH = 1000


@dataclass
class Grounding:
    """What could be grounded, and what could not."""

    referents: dict[str, Referent] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """An end as the model gave it: its name, the type that it is taken for, and the types that may stand there."""

    name: str
    type: str
    allowed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _End:
    referent: Referent
    span: tuple[int, int]
    antecedent: tuple[int, int] | None = None  # a sentence elsewhere that holds the name
    outside: bool = False  # the mention itself stands before the quote, not in it


class Grounder:
    """Grounds the items of one article. ``known`` are the referents that the grammar found in it."""

    def __init__(self, source: Source, known: Sequence[Referent], extractor: str, version: str) -> None:
        self.source = source
        self.text = source.text or ""
        self.copy = normalise_text(self.text)
        self.bare, self.bare_offsets = _bare(self.copy)
        self.extractor, self.version = extractor, version
        self.ontology = load_ontology()
        self.result = Grounding({referent.key: referent for referent in known})
        self.votes: dict[str, Counter[str]] = {}
        self.by_name: dict[str, list[Referent]] = {}
        for referent in known:
            for form in {referent.name, *(name.text for name in referent.names)}:
                self.by_name.setdefault(fold(form), []).append(referent)

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

    def _wanted(self, name: str, given: str, allowed: tuple[str, ...]) -> _Wanted:
        """Return a name with its type: the vote's where its relation allows it, else the first that it allows."""
        candidates = [given, *(vote for vote, _ in self.votes.get(fold(name), Counter()).most_common()), *allowed]
        candidates += ["Person"] if "Person" in self.ontology.subtypes(allowed[0]) else []
        if is_no_person(name):
            candidates = [candidate for candidate in candidates if candidate != "Person"]
        for candidate in candidates:
            known = self.ontology.types.get(candidate)
            if known is not None and not known.abstract and any(a in known.ancestors for a in allowed):
                return _Wanted(name, candidate, allowed)
        return _Wanted(name, "Organization", allowed)

    def add(self, item: Item) -> None:
        """Ground one item: a claim, or a refusal with its reason."""
        spans = [self._find_elided(quote) for quote in item.quotes]
        found = [span for span in spans if span is not None]
        if len(found) == 0 or len(found) < len(spans):
            self._refuse(item, 0, 0, "quote-not-in-text", " | ".join(item.quotes)[:200])
            return
        start, end = found[0]
        if item.relation not in self.ontology.relations:
            self._refuse(item, start, end, "unknown-relation", item.relation)
            return
        if item.modality not in ("", *Modality):
            self._refuse(item, start, end, "unknown-modality", item.modality[:80])
            return
        relation = self.ontology.relations[item.relation]
        subject = self.find_end(self._wanted(item.subject, item.subject_type, relation.subject), found)
        target = self.find_end(self._wanted(item.object, item.object_type, relation.object), found)
        for name, grounded in ((item.subject, subject), (item.object, target)):
            if grounded is None:
                self._refuse(item, start, end, "end-not-a-mention", f"{name!r} is not named in the text")
                return
        assert subject is not None
        assert target is not None
        if subject.outside and target.outside and self.source.language == "en":
            self._refuse(item, start, end, "end-not-in-evidence", "the quote names neither end")
            return
        for which, name, grounded in (("subject", item.subject, subject), ("object", item.object, target)):
            if grounded.outside and not self._may_stand_for(grounded, which, start, end):
                self._refuse(item, start, end, "end-not-in-evidence", f"nothing in the quote stands for {name!r}")
                return
        if sum(count_sentences(self.text[a:b]) for a, b in found) > MAX_SENTENCES:
            self._refuse(item, start, end, "quote-too-long", " | ".join(item.quotes)[:200])
            return
        quotes = [self.text[a:b] for a, b in found]
        whole = " ".join(quotes)
        if not states_relation(whole, item.relation, (item.subject, item.object)):
            self._refuse(item, start, end, "no-word-of-the-relation", f"nothing in the quote says {item.relation}")
            return
        evidence = [Span(self.source.id, a, b, self.text[a:b]) for a, b in found]
        for grounded in (subject, target):
            if grounded.antecedent is not None:
                a, b = grounded.antecedent
                evidence.append(Span(self.source.id, a, b, self.text[a:b]))
        given = Modality(item.modality or Modality.ASSERTED)
        for grounded in (subject, target):
            self.result.referents[grounded.referent.key] = grounded.referent
        self.result.claims.append(
            Claim(
                source=self.source.id,
                version=self.source.sha256,
                subject=subject.referent.key,
                relation=item.relation,
                object=target.referent.key,
                evidence=tuple(dict.fromkeys(evidence)),
                modality=careful_modality(whole, item.relation, given),
                attribution=self._stated(item.attribution, self.text),
                qualifiers=self._qualifiers(item, found, subject, target),
                subject_span=subject.span,
                object_span=target.span,
                extractor=self.extractor,
                extractor_version=self.version,
                rule="model",
                confidence=0.5,
            )
        )

    def _find_elided(self, quote: str) -> tuple[int, int] | None:
        """Find a quote that may leave words out ("he gave ... to the fund").

        Returns all the text from its first piece to its last, where the pieces follow one another closely.
        """
        pieces = [piece for piece in _ELLIPSIS.split(quote) if piece.strip() != ""]
        spans = [self.find_quote(piece) for piece in pieces]
        found = [span for span in spans if span is not None]
        if len(found) < len(spans) or len(found) == 0:
            return None
        if any(later[0] < earlier[1] for earlier, later in pairwise(found)):
            return None
        start, end = found[0][0], found[-1][1]
        close = len(found) == 1 or (end - start <= _MAX_SENTENCE and "\n" not in self.text[start:end])
        return (start, end) if close else None

    def find_quote(self, quote: str) -> tuple[int, int] | None:
        """Return where a quote stands in the text, None where it does not."""
        bare, _ = _bare(normalise_text(quote))
        position = self.bare.find(bare) if bare != "" else -1
        if position < 0:
            return None
        first, last = self.bare_offsets[position], self.bare_offsets[position + len(bare) - 1]
        start, end = self.copy.span(first, last + 1)
        # A quote that ended with its sentence keeps the mark that ends it.
        while end < len(self.text) and self.text[end] in '.!?؟”"’»)' and quote.rstrip()[-1:] in '.!?؟”"’»)':
            end += 1
        return start, end

    def find_end(self, wanted: _Wanted, quotes: Sequence[tuple[int, int]]) -> _End | None:
        """Return the referent and mention of an end: in the quote, else by an antecedent that bears the name."""
        for start, end in quotes:
            span = self._find_name(wanted.name, start, end) or self._find_described(wanted, start, end)
            if span is not None:
                return _End(self._referent(span, wanted), span)
        shortened = self._shortened(wanted, quotes)
        if shortened is not None:
            return shortened
        for referent in self.by_name.get(fold(wanted.name), ()):
            for mention in referent.mentions:
                if any(start <= mention.start and mention.end <= end for start, end in quotes):
                    antecedent = next((m for m in referent.mentions if m.kind == "name"), mention)
                    sentence = self._sentence(antecedent.start, antecedent.end)
                    return _End(referent, (mention.start, mention.end), sentence)
        campaign = self._campaign(wanted, quotes)
        if campaign is not None:
            return campaign
        short = self._short_form(wanted, quotes)
        return short if short is not None else self._antecedent(wanted, quotes[0][0])

    def _antecedent(self, wanted: _Wanted, quote_start: int) -> _End | None:
        """The nearest place before the quote that names the end, in full or, where the text has it in full, in short.

        The evidence then holds the sentence of that place too.
        """
        forms = [wanted.name]
        words = wanted.name.split()
        if len(words) > 1 and self._find_name(wanted.name, 0, len(self.text)) is not None:
            forms.append(words[-1] if wanted.type == "Person" else words[0])
        reach = max(0, quote_start - _ANTECEDENT_REACH)
        found = [self._find_name(form, reach, quote_start, last=True) for form in forms if len(form) > 2]
        places = [place for place in found if place is not None]
        if len(places) == 0:
            return None
        place = max(places)
        full = self._find_name(wanted.name, 0, len(self.text))
        referent = self._referent(full if full is not None else place, wanted)
        mention = Mention(*place, self.text[place[0] : place[1]])
        if mention not in referent.mentions:
            referent = replace(referent, mentions=tuple(sorted({*referent.mentions, mention})))
            self.result.referents[referent.key] = referent
        return _End(referent, place, self._sentence(*place), outside=True)

    def _may_stand_for(self, outside: _End, which: str, start: int, end: int) -> bool:
        """Say whether a quote may speak of somebody who is named before it alone; ``which``: subject or object.

        It holds a word that stands for somebody, or goes on with the sentence that names them. What an object is may
        be told by the beginning of the sentence. An Arabic verb needs no word for its subject, and has an object as
        an ending.
        """
        first = self._sentence(start, end)[0] if which == "object" else start
        if self.source.language != "en" or holds_stand_in(self.text[first:end], which):
            return True
        return _SENTENCE_EDGE.search(self.text, outside.span[1], start) is None

    def _shortened(self, wanted: _Wanted, quotes: Sequence[tuple[int, int]]) -> _End | None:
        """A name that the text gives in full elsewhere and in short here: "Hogan", "Gawker" of "Gawker Media"."""
        words = wanted.name.split()
        full = self._find_name(wanted.name, 0, len(self.text)) if len(words) > 1 else None
        if full is None:
            return None
        for word in (words[-1], words[0]) if wanted.type == "Person" else (words[0],):
            for start, end in quotes if len(word) > 2 else ():
                span = self._find_name(word, start, end)
                # A word that no capital marks may be an ordinary one; Arabic has no capitals.
                if span is not None and not self.text[span[0]].islower():
                    referent = self._referent(full, wanted)
                    mention = Mention(*span, self.text[span[0] : span[1]])
                    referent = replace(referent, mentions=tuple(sorted({*referent.mentions, mention})))
                    self.result.referents[referent.key] = referent
                    return _End(referent, span)
        return None

    def _short_form(self, wanted: _Wanted, quotes: Sequence[tuple[int, int]]) -> _End | None:
        """A person's full name where the text has the surname alone: the text's form is what is kept."""
        words = wanted.name.split()
        if wanted.type != "Person" or len(words) < 2:
            return None
        for start, end in quotes:
            span = self._find_name(words[-1], start, end)
            if span is not None and len(words[-1]) > 2:
                return _End(self._referent(span, wanted), span)
        return None

    def _campaign(self, wanted: _Wanted, quotes: Sequence[tuple[int, int]]) -> _End | None:
        """A campaign that the model describes ("Obama 2012 campaign") where the text says "his campaign"."""
        if wanted.type not in _CAMPAIGN_TYPES or _CAMPAIGN.search(fold(wanted.name)) is None:
            return None
        for start, end in quotes:
            for match in _CAMPAIGN.finditer(self.copy.text):
                span = self.copy.span(match.start(), match.end())
                if start <= span[0] and span[1] <= end:
                    return _End(self._referent(span, wanted, "nominal"), span)
        return None

    def _find_name(self, name: str, start: int, end: int, last: bool = False) -> tuple[int, int] | None:
        folded = fold(name)
        if folded == "":
            return None
        words = _BETWEEN.join(map(re.escape, folded.split()))
        pattern = re.compile(rf"(?<!\w){_CLITIC}({words})(?!\w)(?:'s)?")
        found = None
        for match in pattern.finditer(self.copy.text):
            span = self.copy.span(*match.span(1))
            if start <= span[0] and span[1] <= end:
                found = span
                if not last:
                    break
        return found

    def _find_described(self, wanted: _Wanted, start: int, end: int) -> tuple[int, int] | None:
        """Find a description that leaves a few words out: "rally in Butler" for "rally in the city of Butler"."""
        words = fold(wanted.name).split()
        if len(words) < 3 or wanted.type not in _DESCRIBED:
            return None
        # Each word where it comes first, for good: a name of one word over and over must not try every way.
        later = "".join(rf"(?>\s+(?:\w+\s+){{0,3}}?{re.escape(word)}(?!\w))" for word in words[1:])
        pattern = re.compile(rf"(?<!\w){_CLITIC}({re.escape(words[0])}{later})(?!\w)")
        for match in pattern.finditer(self.copy.text):
            span = self.copy.span(*match.span(1))
            if start <= span[0] and span[1] <= end:
                return span
        return None

    def _referent(self, span: tuple[int, int], wanted: _Wanted, kind: str = "name") -> Referent:
        """Return the referent whose mention covers the span, else a new one, with the mention in it.

        A referent whose type may not stand there is passed over: the reader that named it took it for something else.
        """
        wider = [
            (mention.end - mention.start, referent.key)
            for referent in self.result.referents.values()
            for mention in referent.mentions
            if mention.kind != "pronoun"
            and any(allowed in self.ontology.type(referent.type).ancestors for allowed in wanted.allowed)
            and mention.start <= span[0]
            and span[1] <= mention.end
            # A last name is told in full by the mention around it; a full name needs no more words.
            and (len(wanted.name.split()) == 1 or (mention.start, mention.end) == span)
        ]
        if len(wider) > 0:
            referent = self.result.referents[min(wider)[1]]
        else:
            surface = self.text[span[0] : span[1]]
            key = f"{wanted.type}:{fold(surface)}"
            language = "ar" if re.search("[\u0621-\u064a]", surface) is not None else "en"
            referent = self.result.referents.get(
                key, Referent(self.source.id, key, wanted.type, surface, (Name(surface, language),))
            )
        mention = Mention(*span, self.text[span[0] : span[1]], kind)
        if not any((m.start, m.end) == span for m in referent.mentions):
            referent = replace(referent, mentions=tuple(sorted((*referent.mentions, mention))))
        self.result.referents[referent.key] = referent
        return referent

    def _sentence(self, start: int, end: int) -> tuple[int, int]:
        """Return the sentence around a span, cut to what a quote may be long."""
        first = 0
        last = len(self.text)
        for match in _SENTENCE_EDGE.finditer(self.text, max(0, start - _MAX_SENTENCE)):
            if match.end() <= start:
                first = match.end()
            elif match.start() >= end:
                last = match.start() + len(match.group().rstrip())
                break
        first = max(first, end - _MAX_SENTENCE // 2)
        return min(first, start), max(end, min(last, min(first, start) + _MAX_SENTENCE // 2))

    def _is_of_others(
        self, item: Item, amount: Decimal, found: Sequence[tuple[int, int]], subject: _End, target: _End
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

    def _places(self, end: _End, first: int, last: int) -> list[tuple[int, int]]:
        """Return where a quote names an end, counted from the quote's beginning."""
        mentions = self.result.referents.get(end.referent.key, end.referent).mentions
        spans = {end.span, *((mention.start, mention.end) for mention in mentions)}
        return sorted((a - first, b - first) for a, b in spans if first <= a and b <= last)

    def _others(self, item: Item, ends: Sequence[_End], first: int, last: int) -> list[Other]:
        """Return who else is named in a quote, by the grammar or anywhere in the reply, in order."""
        relation = self.ontology.relations[item.relation]
        own = [span for end in ends for span in self._places(end, first, last)]
        types: dict[tuple[int, int], str] = {}
        for name, votes in self.votes.items():
            span = self._find_name(name, first, last)
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

    def _qualifiers(self, item: Item, found: Sequence[tuple[int, int]], subject: _End, target: _End) -> Qualifiers:
        """Return the details that the quote states, a sum only where it is not plainly that of others."""
        quote = " ".join(self.text[a:b] for a, b in found)
        amount = read_decimal(item.amount)
        if amount is not None and self._is_of_others(item, amount, found, subject, target):
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
        said = f"{item.subject} {item.relation} {item.object}"
        self.result.refusals.append(Refusal(self.source.id, start, end, reason, f"{said}: {detail}"))


def _bare(copy: NormalisedText) -> tuple[str, list[int]]:
    """Return letters, digits and the signs that change a figure; what white space and marks do is left out."""
    kept: list[str] = []
    offsets: list[int] = []
    for position, character in enumerate(copy.text):
        inside = character in ".,-" and 0 < position < len(copy.text) - 1
        between_digits = inside and copy.text[position - 1].isdigit() and copy.text[position + 1].isdigit()
        if character.isalnum() or character in "$€£%" or between_digits:
            kept.append(character)
            offsets.append(position)
    return "".join(kept), offsets
