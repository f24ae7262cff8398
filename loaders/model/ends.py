"""Ends: whom a model's claim speaks of, as the text names them, in the quote or near it.

The grammar's referents are used where it knows the name, so that both readers speak of the same. Whatever form of a
name the model gives, the text's own is what is kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from techpol.loaders.model.cues import cue_data
from techpol.loaders.model.naming import CLITIC, NameFinder
from techpol.loaders.model.quotes import Place, QuoteFinder
from techpol.schema.model import Mention, Name, Referent, Source
from techpol.schema.ontology import load_ontology
from techpol.schema.text import fold

_CAMPAIGN = re.compile(r"\b(?:campaign|bid|candidacy)\b|(?:ل|ب|و|ال)*حمل[هت]\w{0,3}")
_CAMPAIGN_TYPES = ("Campaign", "Candidacy")
_DESCRIBED = ("Event", "Group", "Asset", "Cause")
# An antecedent stands so many characters before the quote at most: about a paragraph and a half. Somebody who is
# named only after it stands nearer.
_BEFORE, _AFTER = 1000, 500
# How many words may stand between a name and what says that it is one of two.
_ALIAS_GAP = 30


@dataclass(frozen=True, slots=True)
class Wanted:
    """An end as the model gave it: its name, the type that it is taken for, and the types that may stand there."""

    name: str
    type: str
    allowed: tuple[str, ...]
    # The type was given or is known, not guessed from what the relation allows.
    sure: bool = False

    @property
    def is_person(self) -> bool:
        """Whether the name is taken for a person's."""
        return self.type == "Person"


@dataclass(frozen=True, slots=True)
class End:
    """A referent and the mention that stands for it; ``antecedent`` is a sentence elsewhere that holds the name."""

    referent: Referent
    span: Place
    antecedent: Place | None = None
    outside: bool = False  # the mention itself stands before the quote, not in it


@dataclass
class EndFinder:
    """Finds the ends of claims in one text. ``referents`` are those known so far, by key; it adds to them."""

    source: Source
    names: NameFinder
    quotes: QuoteFinder
    referents: dict[str, Referent]
    _by_name: dict[str, list[Referent]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.text, self.ontology = self.names.text, load_ontology()
        for referent in self.referents.values():
            for form in {referent.name, *(name.text for name in referent.names)}:
                self._by_name.setdefault(fold(form), []).append(referent)

    def known_types(self, name: str) -> list[str]:
        """Return the types of what the grammar found under a name."""
        return [referent.type for referent in self._by_name.get(fold(name), ())]

    def find(self, wanted: Wanted, quotes: Sequence[Place]) -> End | None:
        """Return the referent and mention of an end: in the quotes, else by a sentence near them that names it."""
        for start, end in quotes:
            span = self.names.find(wanted.name, start, end) or self._described(wanted, start, end)
            if span is not None:
                return End(self._referent(span, wanted), span)
        return (
            self._shortened(wanted, quotes)
            or self._known(wanted, quotes)
            or self._in_another_form(wanted, quotes)
            or self._nominal(wanted, quotes)
            or self._alias(wanted, quotes)
            or self._short_form(wanted, quotes)
            or self._before(wanted, quotes[0][0])
            or self._after(wanted, quotes)
        )

    def _known(self, wanted: Wanted, quotes: Sequence[Place]) -> End | None:
        """A mention of any kind that the grammar found for the name: "she", "the company"."""
        for referent in self._by_name.get(fold(wanted.name), ()):
            for mention in referent.mentions:
                if any(start <= mention.start and mention.end <= end for start, end in quotes):
                    antecedent = next((m for m in referent.mentions if m.kind == "name"), mention)
                    sentence = self.quotes.sentence(antecedent.start, antecedent.end)
                    return End(referent, (mention.start, mention.end), sentence)
        return None

    def _in_another_form(self, wanted: Wanted, quotes: Sequence[Place]) -> End | None:
        for start, end in quotes:
            span = self.names.find_form(wanted.name, wanted.is_person, start, end)
            if span is not None and not self._is_of_another(span, wanted):
                return End(self._referent(span, wanted), span)
        return None

    def _before(self, wanted: Wanted, quote_start: int) -> End | None:
        """The nearest place before the quote that names the end, in full or, where the text has it in full, in short.

        The evidence then holds the sentence of that place too.
        """
        forms = [wanted.name]
        words = wanted.name.split()
        full = self.names.find(wanted.name, 0, len(self.text))
        if len(words) > 1 and full is not None:
            forms.append(words[-1] if wanted.is_person else words[0])
        reach = max(0, quote_start - _BEFORE)
        found = [self.names.find(form, reach, quote_start, last=True) for form in forms if len(form) > 2]
        places = [place for place in found if place is not None and not self._is_of_another(place, wanted)]
        if len(places) == 0:
            form = self.names.find_form(wanted.name, wanted.is_person, reach, quote_start, last=True)
            places = [form] if form is not None and not self._is_of_another(form, wanted) else []
        if len(places) == 0:
            return None
        place = max(places)
        referent = self._with(self._referent(full if full is not None else place, wanted), place)
        return End(referent, place, self.quotes.sentence(*place), outside=True)

    def _after(self, wanted: Wanted, quotes: Sequence[Place]) -> End | None:
        """Somebody whom a headline or the sentence before speaks of, and who is named only then.

        "... a leadership PAC that paid. That leadership PAC, Lake PAC, ...": the noun beside the name stands in the
        quote already.
        """
        start, end = quotes[-1]
        title = "\n" not in self.text[:end].strip()
        place = self.names.find(wanted.name, end, min(len(self.text), end + _AFTER))
        if place is None:
            return None
        between = self.text[end : place[0]]
        if not title and len(re.findall(r"[.!?؟][\"”’»)]*\s|\n+", between)) > 1:
            return None
        before = re.search(r"([^\W\d_]+)[\s,،«\"“'‘(]*\Z", between)
        if before is None or not self._holds_noun(before.group(1), start, end):
            return None
        sentence = self.quotes.sentence(*place)
        return End(self._with(self._referent(place, wanted), place), place, sentence, outside=True)

    def _holds_noun(self, noun: str, start: int, end: int) -> bool:
        """Say whether a quote holds a noun that tells what kind of body somebody is, "its" or "his" written to it."""
        folded = fold(noun)
        stem = folded.removeprefix("ال")
        data = cue_data()["no_person"]
        if folded not in data["en"] and stem not in data["ar"] and folded not in ("pac", "company"):
            return False
        told = fold(self.text[start:end])
        if folded.isascii():
            return re.search(rf"(?<!\w){re.escape(folded)}(?!\w)", told) is not None
        return re.search(rf"(?<!\w){CLITIC}{re.escape(stem[:-1])}(?:ه|ت\w{{1,3}})(?!\w)", told) is not None

    def _alias(self, wanted: Wanted, quotes: Sequence[Place]) -> End | None:
        """Another name that the text itself gives for the end: "Max Thunder, whose real name is Otto Veld"."""
        for phrase in re.finditer(cue_data()["aliases"], self.names.copy.text):
            at, after = self.names.copy.span(*phrase.span())
            own = self.names.find(wanted.name, max(0, at - _ALIAS_GAP - len(wanted.name)), at, last=True)
            if own is None and len(wanted.name.split()) > 1:
                last = self.names.find(wanted.name.split()[-1], max(0, at - _ALIAS_GAP), at, last=True)
                own = last if self.names.find(wanted.name, 0, at) is not None else None
            other = re.compile(r"[\s\"“'‘]*((?:[A-Z][\w'’.-]*\s?){1,4})").match(self.text, after)
            if own is None or other is None:
                continue
            words = other.group(1).split()
            words[-1] = re.sub(r"['’]s\Z|\.\Z", "", words[-1])
            for form in (" ".join(words), words[-1]):
                for start, end in quotes:
                    span = self.names.find(form, start, end) if len(form) > 2 else None
                    if span is not None:
                        full = self.names.find(wanted.name, 0, len(self.text))
                        referent = self._with(self._referent(full or own, wanted), span)
                        return End(referent, span, self.quotes.sentence(at, after))
        return None

    def _shortened(self, wanted: Wanted, quotes: Sequence[Place]) -> End | None:
        """A name that the text gives in full elsewhere and in short here: "Hogan", "Gawker" of "Gawker Media"."""
        words = wanted.name.split()
        full = self.names.find(wanted.name, 0, len(self.text)) if len(words) > 1 else None
        if full is None:
            return None
        for word in (words[-1], words[0]) if wanted.is_person else (words[0],):
            for start, end in quotes if len(word) > 2 else ():
                span = self.names.find(word, start, end)
                # A word that no capital marks may be an ordinary one; Arabic has no capitals.
                if span is None or self.text[span[0]].islower() or self._is_of_another(span, wanted):
                    continue
                return End(self._with(self._referent(full, wanted), span), span)
        return None

    def _short_form(self, wanted: Wanted, quotes: Sequence[Place]) -> End | None:
        """A person's full name where the text has the surname alone: the text's form is what is kept."""
        words = wanted.name.split()
        if not wanted.is_person or len(words) < 2:
            return None
        for start, end in quotes:
            span = self.names.find(words[-1], start, end)
            if span is not None and len(words[-1]) > 2 and not self._is_of_another(span, wanted):
                return End(self._referent(span, wanted), span)
            # "James Moss and his wife Ada": the family's name stands once.
            own = self.names.find(words[0], start, end) if span is not None and len(words[0]) > 2 else None
            if own is not None and self.text[own[0]].isupper() and not re.match(r"\s[A-Z]", self.text[own[1] :]):
                return End(self._referent(own, wanted), own)
        return None

    def _is_of_another(self, place: Place, wanted: Wanted) -> bool:
        """Say whether a place that bears a last name is somebody else's, with another first name."""
        if not wanted.is_person or len(wanted.name.split()) < 2:
            return False
        wider = [
            (mention.start, mention.end)
            for referent in self.referents.values()
            if referent.type == "Person"
            for mention in referent.mentions
            if mention.kind == "name" and mention.start <= place[0] and place[1] == mention.end
        ]
        return self.names.is_of_another(place, wanted.name, min(wider) if wider else None)

    def _nominal(self, wanted: Wanted, quotes: Sequence[Place]) -> End | None:
        """What the model describes and the text calls by a noun: "Park campaign" for "his campaign".

        So is a group that has its number in the text ("82 donors" for "82 others"), and an event that has a name in
        the reply alone ("Lake Party Convention" for "its nominating convention").
        """
        folded = fold(wanted.name)
        patterns: list[str] = []
        if wanted.type in _CAMPAIGN_TYPES and _CAMPAIGN.search(folded) is not None:
            patterns.append(_CAMPAIGN.pattern)
        number = re.match(r"\d[\d,.]*", folded)
        if number is not None and wanted.type != "Person":
            patterns.append(
                rf"(?<!\d[.,])\b{re.escape(number.group())}\s+(?:{'|'.join(cue_data()['counted'])})(?!\w)"
            )
        last = folded.split()[-1] if folded != "" else ""
        if (
            "Event" in wanted.allowed
            and wanted.type in ("Event", wanted.allowed[0])
            and last in cue_data()["event_nouns"]
        ):
            patterns.append(
                rf"(?<=\b(?:his|her|its|the) )(?:\w+ ){{0,2}}?{last}\b|(?<=\btheir )(?:\w+ ){{0,2}}?{last}\b"
            )
        for pattern in patterns:
            for match in re.finditer(pattern, self.names.copy.text):
                span = self.names.copy.span(*match.span())
                if any(start <= span[0] and span[1] <= end for start, end in quotes):
                    return End(self._referent(span, wanted, "nominal"), span)
        return None

    def _described(self, wanted: Wanted, start: int, end: int) -> Place | None:
        """Find a description that leaves a few words out: "rally in Butler" for "rally in the city of Butler"."""
        words = fold(wanted.name).split()
        if len(words) < 3 or wanted.type not in _DESCRIBED:
            return None
        # Each word where it comes first, for good: a name of one word over and over must not try every way.
        later = "".join(rf"(?>\s+(?:\w+\s+){{0,3}}?{re.escape(word)}(?!\w))" for word in words[1:])
        pattern = re.compile(rf"(?<!\w){CLITIC}({re.escape(words[0])}{later})(?!\w)")
        for match in pattern.finditer(self.names.copy.text):
            span = self.names.copy.span(*match.span(1))
            if start <= span[0] and span[1] <= end:
                return span
        return None

    def _with(self, referent: Referent, span: Place) -> Referent:
        """Return a referent that has a mention at a place."""
        mention = Mention(*span, self.text[span[0] : span[1]])
        if mention not in referent.mentions:
            referent = replace(referent, mentions=tuple(sorted({*referent.mentions, mention})))
            self.referents[referent.key] = referent
        return referent

    def _referent(self, span: Place, wanted: Wanted, kind: str = "name") -> Referent:
        """Return the referent whose mention covers the span, else a new one, with the mention in it.

        A referent whose type may not stand there is passed over: the reader that named it took it for something else.
        """
        wider = [
            (mention.end - mention.start, referent.key)
            for referent in self.referents.values()
            for mention in referent.mentions
            if mention.kind != "pronoun"
            and any(allowed in self.ontology.type(referent.type).ancestors for allowed in wanted.allowed)
            and mention.start <= span[0]
            and span[1] <= mention.end
            # A last name is told in full by the mention around it; a full name needs no more words.
            and (len(wanted.name.split()) == 1 or (mention.start, mention.end) == span)
        ]
        if len(wider) > 0:
            referent = self.referents[min(wider)[1]]
        else:
            surface = self.text[span[0] : span[1]]
            key = f"{wanted.type}:{fold(surface)}"
            language = "ar" if re.search("[\u0621-\u064a]", surface) is not None else "en"
            referent = self.referents.get(
                key, Referent(self.source.id, key, wanted.type, surface, (Name(surface, language),))
            )
        mention = Mention(*span, self.text[span[0] : span[1]], kind)
        if not any((m.start, m.end) == span for m in referent.mentions):
            referent = replace(referent, mentions=tuple(sorted((*referent.mentions, mention))))
        self.referents[referent.key] = referent
        return referent
