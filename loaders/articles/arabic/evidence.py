"""From candidates to claims: referents with their mentions, quotes that hold both ends, qualifiers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from techpol.loaders.articles.arabic.amounts import qualify
from techpol.loaders.articles.arabic.analysis import Document, Entity, spoken
from techpol.loaders.articles.arabic.frames import Candidate
from techpol.loaders.articles.arabic.mentions import Mention
from techpol.loaders.gate import is_short_quote
from techpol.schema.model import Claim, Modality, Name, Qualifiers, Referent, Source, Span
from techpol.schema.model import Mention as SourceMention
from techpol.schema.ontology import Ontology
from techpol.schema.text import fold

_LONGEST_QUOTE = 580
_MODALITIES = {
    "asserted": Modality.ASSERTED,
    "planned": Modality.PLANNED,
    "alleged": Modality.ALLEGED,
    "denied": Modality.DENIED,
}
_MONEY = frozenset(["DONATED_TO", "RAISED_FUNDS_FOR", "OWNS", "INVESTED_IN", "REGULATES"])

_PARTICLES = frozenset(["بن", "ابن", "بنت", "آل", "عبد", "أبو", "محمد", "ولد"])
# Rules that tell of one more gift of the same two: it is none that another rule read.
_FURTHER = frozenset(["donate/further"])


class EvidenceMaker:
    """Makes the claims and referents of one document."""

    def __init__(self, document: Document, source: Source, ontology: Ontology, name: str, version: str) -> None:
        self.document = document
        self.starts = [document.tokenised.span(item.first, item.last)[0] for item in document.tokenised.sentences]
        self.source = source
        self.ontology = ontology
        self.extractor, self.extractor_version = name, version
        self.keys: dict[int, str] = {}
        taken: dict[str, int] = {}
        for number, entity in enumerate(document.entities):
            if len(entity.mentions) == 0 or entity.type not in ontology.types:
                continue
            key = f"{entity.type}:{fold(entity.name)}"
            if taken.setdefault(key, number) != number:
                suffix = 2
                while taken.setdefault(f"{key}#{suffix}", number) != number:
                    suffix += 1
                key = f"{key}#{suffix}"
            self.keys[number] = key

    def claims(self, candidate: Candidate) -> list[Claim]:
        """Return a claim for each pair of ends; a sum of several givers is joint."""
        made = []
        pairs = [(subject, target) for subject in candidate.subjects for target in candidate.objects]
        for subject, target in pairs:
            claim = self._claim(candidate, subject, target, len(pairs) > 1)
            if claim is not None:
                made.append(claim)
        return made

    def _one_name(self, one: Mention, other: Mention) -> bool:
        """Say whether two ends are likely one name cut in two, or a name and its short form in brackets."""
        first, second = (one, other) if one.first < other.first else (other, one)
        between = self.document.words[first.last : second.first]
        if between == ["("] and second.kind == "name" and {one.type, other.type} != {"Person", "Place"}:
            return True
        if one.type != "Person" or other.type != "Person" or {one.kind, other.kind} != {"name"}:
            return False
        entities = self.document.entities[one.entity], self.document.entities[other.entity]
        lone = min(len(entity.mentions) for entity in entities) == 1
        words = [set(entity.name.split()) - _PARTICLES for entity in entities]
        shared = bool(words[0] & words[1])
        piece = min(len(entity.name.split()) for entity in entities) == 1
        return lone and (shared or (piece and first.last == second.first and not second.clitic))

    def _claim(self, candidate: Candidate, subject: int, target: int, several: bool) -> Claim | None:
        one, other = self.document.mentions[subject], self.document.mentions[target]
        if one.entity not in self.keys or other.entity not in self.keys or one.entity == other.entity:
            return None
        if self._one_name(one, other):
            return None
        kinds = self.document.entities[one.entity].type, self.document.entities[other.entity].type
        if not self.ontology.allows(candidate.relation, *kinds):
            return None
        spans = self.document.offsets(one), self.document.offsets(other)
        evidence = self._evidence(candidate, spans)
        if evidence is None:
            return None
        amount = candidate.amount if candidate.relation in _MONEY else None
        qualifiers = qualify(amount, several and amount is not None and not amount.each)
        when = None
        if candidate.when is not None:
            low, high = self.document.tokenised.span(*candidate.when)
            when = self.document.tokenised.text[low:high]
        qualifiers = replace(
            qualifiers,
            past=candidate.past,
            role=candidate.role,
            asset=candidate.asset,
            start=candidate.start,
            end=candidate.end,
            when_text=when,
        )
        return Claim(
            source=self.source.id,
            version=self.source.sha256,
            subject=self.keys[one.entity],
            relation=candidate.relation,
            object=self.keys[other.entity],
            evidence=tuple(evidence),
            modality=_MODALITIES[candidate.modality],
            attribution=candidate.attribution,
            qualifiers=qualifiers,
            subject_span=spans[0],
            object_span=spans[1],
            extractor=self.extractor,
            extractor_version=self.extractor_version,
            rule=candidate.rule,
            confidence=0.9,
        )

    def _evidence(self, candidate: Candidate, ends: Sequence[tuple[int, int]]) -> list[Span] | None:
        """Return the sentence that holds the ends, cut where it is long; one more for an end elsewhere."""
        tokenised = self.document.tokenised
        numbers = [candidate.sentence]
        for start, end in ends:
            inside = any(self._bounds(number)[0] <= start and end <= self._bounds(number)[1] for number in numbers)
            if not inside:
                numbers.append(self._sentence_of(start))
        spans = []
        for number in numbers:
            low, high = self._bounds(number)
            held = [end for end in ends if low <= end[0] and end[1] <= high]
            for whole in (True, False):
                # A list of people with abbreviated titles ("م. فلان ود. فلان") looks like many sentences.
                if high - low <= _LONGEST_QUOTE and is_short_quote(tokenised.text[low:high]):
                    break
                low, high = self._cut(number, candidate, held, whole)
            if high - low > _LONGEST_QUOTE or not is_short_quote(tokenised.text[low:high]):
                return None
            spans.append(Span(self.source.id, low, high, tokenised.text[low:high]))
        return spans

    def _sentence_of(self, start: int) -> int:
        number = bisect_right(self.starts, start) - 1
        if number >= 0 and start < self._bounds(number)[1]:
            return number
        return 0

    def _bounds(self, number: int) -> tuple[int, int]:
        sentence = self.document.tokenised.sentences[number]
        return self.document.tokenised.span(sentence.first, sentence.last)

    def _cut(
        self, number: int, candidate: Candidate, ends: Sequence[tuple[int, int]], whole: bool = True
    ) -> tuple[int, int]:
        """Return the piece of a long sentence that holds trigger and ends: from comma to comma if ``whole``."""
        tokens = self.document.tokenised.tokens
        sentence = self.document.tokenised.sentences[number]
        low, high = candidate.first, candidate.last
        if not sentence.first <= low < sentence.last:
            low, high = sentence.last - 1, sentence.first + 1
        for start, end in ends:
            for place in range(sentence.first, sentence.last):
                if tokens[place].start <= start < tokens[place].end:
                    low = min(low, place)
                if tokens[place].start < end <= tokens[place].end:
                    high = max(high, place + 1)
        if not whole:
            return tokens[low].start, tokens[high - 1].end
        while low > sentence.first and tokens[low - 1].text not in ("،", "؛", ":"):
            low -= 1
            if tokens[high - 1].end - tokens[low].start > _LONGEST_QUOTE - 100:
                break
        while high < sentence.last and tokens[high].text not in ("،", "؛", ":"):
            if tokens[high].end - tokens[low].start > _LONGEST_QUOTE - 20:
                break
            high += 1
        return tokens[low].start, tokens[high - 1].end

    # -- referents

    def referents(self, claims: Sequence[Claim]) -> list[Referent]:
        """Return everything that the document names, and what is only described where a claim speaks of it."""
        spoken = {key for claim in claims for key in (claim.subject, claim.object)}
        made = []
        for number, key in self.keys.items():
            entity = self.document.entities[number]
            named = any(self.document.mentions[item].kind == "name" for item in entity.mentions)
            if named or key in spoken:
                made.append(self._referent(number, key, entity))
        return made

    def _referent(self, number: int, key: str, entity: Entity) -> Referent:
        text = self.document.tokenised.text
        mentions: dict[tuple[int, int], SourceMention] = {}
        names: dict[str, None] = {entity.name: None}
        for item in entity.mentions:
            mention = self.document.mentions[item]
            start, end = self.document.offsets(mention)
            mentions.setdefault((start, end), SourceMention(start, end, text[start:end], mention.kind))
            if mention.kind == "name":
                names.setdefault(spoken(self.document, mention), None)
        properties = dict(entity.properties)
        if entity.gender:
            properties["gender"] = {"m": "male", "f": "female"}[entity.gender]
        if entity.owner >= 0 and entity.owner in self.keys:
            properties["owner"] = self.keys[entity.owner]
        return Referent(
            source=self.source.id,
            key=key,
            type=entity.type,
            name=entity.name,
            names=tuple(Name(name, _language(name)) for name in names),
            mentions=tuple(mentions[span] for span in sorted(mentions)),
            properties=tuple(sorted(properties.items())),
        )

    def distinct(self, claims: Sequence[Claim]) -> list[Claim]:
        """Return the claims without those that say less than another of the same sentence."""
        kept: dict[tuple[str, str, str, int, str, str], Claim] = {}
        for claim in claims:
            start = claim.evidence[0].start if isinstance(claim.evidence[0], Span) else 0
            apart = claim.qualifiers.when_text or str(claim.qualifiers.amount) if claim.rule in _FURTHER else ""
            key = (claim.subject, claim.relation, claim.object, start, str(claim.modality), apart or "")
            other = kept.get(key)
            summed = other is not None and other.qualifiers.amount is None and claim.qualifiers.amount is not None
            if other is None or summed or (other.qualifiers == Qualifiers() and claim.qualifiers != Qualifiers()):
                kept[key] = claim
        return list(kept.values())


def _language(name: str) -> str:
    return "en" if name[:1].isascii() else "ar"
