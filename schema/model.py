"""The model: sources make claims about referents; resolution and the build turn them into entities and edges.

A **source** is a document or a record set. What it names or lists are **referents** (one a person, company...
within that source, by any number of **mentions** or by a record key). A **claim** joins two referents of one
source and carries its **evidence**. A **judgement** says that two referents are the same entity or are not.
An **entity** is a cluster of referents, an **edge** one event or state supported by one claim or more.

Everything is frozen and hashable. ``to_dict`` gives plain JSON values and ``from_dict`` is its inverse.
Offsets count Unicode code points of the source's text.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

from techpol.schema.display import Shown
from techpol.schema.values import Money, PartialDate

# Made once: json.dumps makes a new encoder at each call, which costs as much as hashing a claim does.
_ENCODE = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def content_hash(*parts: object, length: int = 16) -> str:
    """Return the first hexadecimal digits of the SHA-256 of JSON values; equal values, equal hash."""
    return hashlib.sha256(_ENCODE(parts).encode("utf-8", "surrogatepass")).hexdigest()[:length]


class Modality(StrEnum):
    """How the source puts the claim. Order is from plain to least certain."""

    ASSERTED = "asserted"
    PLANNED = "planned"  # pledged, expected, considered, conditional
    ALLEGED = "alleged"  # reported by others, accused, rumoured
    DENIED = "denied"  # the source says that it is not so


class Verdict(StrEnum):
    """What a judgement says about two referents or entities."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Source:
    """A document or record set, in one version of its bytes.

    ``key`` says which source it is, whatever its bytes (its URL, else where it was read from); ``sha256`` says
    which bytes. ``text`` is the article's text exactly as kept, None for record sets.
    """

    key: str
    kind: str  # article, fec-bulk, legislators, table, ftm, hand ...
    sha256: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: PartialDate | None = None
    retrieved: str | None = None  # ISO 8601 date or time
    language: str = "und"  # ISO 639: en, ar, und
    text: str | None = None
    location: str | None = None  # file that it was read from, for messages

    @property
    def id(self) -> str:
        """Return the stable id: the same for every version of the bytes."""
        return f"s-{content_hash(self.kind, self.key)}"

    def to_dict(self, with_text: bool = True) -> dict[str, Any]:
        """Return JSON values; without the text where asked."""
        return _compact(
            {
                "id": self.id, "key": self.key, "kind": self.kind, "sha256": self.sha256, "title": self.title,
                "publisher": self.publisher, "url": self.url,
                "published": str(self.published) if self.published else None, "retrieved": self.retrieved,
                "language": self.language, "location": self.location, "text": self.text if with_text else None,
            }
        )  # fmt: skip

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Read what ``to_dict`` gave."""
        values = {name: value for name, value in data.items() if name != "id"}
        values["published"] = PartialDate.clean(values.get("published"))
        return cls(**values)


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A form of a name as found, and its language (ISO 639: en, ar, und)."""

    text: str
    language: str = "und"


@dataclass(frozen=True, slots=True, order=True)
class Identifier:
    """An identifier in a scheme: wikidata Q..., fec-candidate P00003392, fec-committee C00431445 ..."""

    scheme: str
    value: str


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A span of a source's text that names or stands for a referent."""

    start: int
    end: int
    text: str
    kind: str = "name"  # name, nominal ("his campaign", "the company"), pronoun


@dataclass(frozen=True, slots=True)
class Referent:
    """What a source speaks of by one or more mentions, or lists under a record key.

    ``key`` is unique within the source and stays when the source is read again (for articles: type and folded
    name). ``properties`` are sorted pairs of text: gender, size_min (a group of at least so many), size_max,
    office, year, owner (key of another referent: whose campaign), role, employer, city, state, country ...
    A property may be repeated.
    """

    source: str
    key: str
    type: str
    name: str
    names: tuple[Name, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    mentions: tuple[Mention, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()
    _kinds: dict[tuple[int, int], str] | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def id(self) -> str:
        """Return the id, unique over all sources."""
        return f"r-{content_hash(self.source, self.key)}"

    def mention_kind(self, start: int, end: int) -> str | None:
        """Return the kind of the mention that spans two offsets, None where none does.

        Looked up: every claim asks for both its ends, and a text may name one thing a thousand times.
        """
        kinds = self._kinds
        if kinds is None:
            kinds = {(mention.start, mention.end): mention.kind for mention in reversed(self.mentions)}
            object.__setattr__(self, "_kinds", kinds)
        return kinds.get((start, end))

    def get(self, name: str) -> str | None:
        """Return the first value of a property, None where it has none."""
        return next((value for key, value in self.properties if key == name), None)

    def to_dict(self) -> dict[str, Any]:
        """Return JSON values."""
        return _compact(
            {
                "id": self.id, "source": self.source, "key": self.key, "type": self.type, "name": self.name,
                "names": [[name.text, name.language] for name in self.names],
                "identifiers": [[identifier.scheme, identifier.value] for identifier in self.identifiers],
                "mentions": [[m.start, m.end, m.text, m.kind] for m in self.mentions],
                "properties": [list(pair) for pair in self.properties],
            }
        )  # fmt: skip

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Read what ``to_dict`` gave."""
        return cls(
            source=data["source"], key=data["key"], type=data["type"], name=data["name"],
            names=tuple(Name(*name) for name in data.get("names", ())),
            identifiers=tuple(Identifier(*pair) for pair in data.get("identifiers", ())),
            mentions=tuple(Mention(*mention) for mention in data.get("mentions", ())),
            properties=tuple((key, value) for key, value in data.get("properties", ())),
        )  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Evidence in a text: ``quote`` equals the source's text between start and end."""

    source: str
    start: int
    end: int
    quote: str

    def to_dict(self) -> dict[str, Any]:
        """Return JSON values."""
        return {"source": self.source, "start": self.start, "end": self.end, "quote": self.quote}


@dataclass(frozen=True, slots=True, order=True)
class Record:
    """Evidence in a record set: the row as read, column by column, under its key."""

    source: str
    key: str
    row: tuple[tuple[str, str], ...]

    @property
    def sha256(self) -> str:
        """Return the hash of the row as read."""
        return content_hash([list(cell) for cell in self.row], length=64)

    def to_dict(self) -> dict[str, Any]:
        """Return JSON values."""
        return {"source": self.source, "key": self.key, "row": dict(self.row), "sha256": self.sha256}


Evidence = Span | Record


def evidence_from_dict(data: dict[str, Any]) -> Evidence:
    """Read what ``to_dict`` of a span or record gave."""
    if "quote" in data:
        return Span(data["source"], data["start"], data["end"], data["quote"])
    return Record(data["source"], data["key"], tuple(data["row"].items()))


@dataclass(frozen=True, slots=True)
class Qualifiers:
    """What a claim says beyond its two ends. None means "not said".

    ``amount`` is one gift's, and ``count`` says how many of them ("two transfers of $100,000 each": 100000, 2).
    ``amount_scope`` is ``single``, ``total`` (a stated sum of several gifts) or ``joint`` (of several actors
    together). Bounds are ``exact``, ``at_least``, ``at_most`` or ``about``. ``start`` and ``end`` are the time
    of an event (start alone) or state; ``when_text`` the words that said so. ``past`` is a state that ended.
    """

    amount: Money | None = None
    amount_bound: str = "exact"
    amount_scope: str = "single"
    count: int | None = None
    asset: str | None = None
    role: str | None = None
    place: str | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None
    when_text: str | None = None
    past: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Return JSON values; what is not said is left out. Amounts are text, so that none is rounded."""
        data: dict[str, Any] = {}
        if self.amount is not None:
            data["amount"] = f"{self.amount.amount:f}"
            if self.amount.currency is not None:
                data["currency"] = self.amount.currency
            if self.amount_bound != "exact":
                data["amount_bound"] = self.amount_bound
            if self.amount_scope != "single":
                data["amount_scope"] = self.amount_scope
        for name in ("count", "asset", "role", "place", "when_text"):
            if getattr(self, name) is not None:
                data[name] = getattr(self, name)
        for name in ("start", "end"):
            if getattr(self, name) is not None:
                data[name] = str(getattr(self, name))
        if self.past:
            data["past"] = True
        return data

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Read what ``to_dict`` gave."""
        return cls(
            amount=Money.clean(data.get("amount"), data.get("currency")),
            amount_bound=data.get("amount_bound", "exact"),
            amount_scope=data.get("amount_scope", "single"),
            count=data.get("count"), asset=data.get("asset"), role=data.get("role"), place=data.get("place"),
            start=PartialDate.clean(data.get("start")), end=PartialDate.clean(data.get("end")),
            when_text=data.get("when_text"), past=data.get("past", False),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Claim(Shown):
    """*This source says, in these words, that the subject did the relation to the object.*

    ``subject`` and ``object`` are keys of referents of the same source. ``subject_span`` and ``object_span``
    are where each end is mentioned (a name, or the antecedent of a pronoun); one of the evidence spans covers
    each. ``version`` is the sha256 of the source's bytes. ``attribution`` is who says so, when it is not the
    source itself. ``rule`` names the frame, prompt or mapping that made the claim.
    """

    source: str
    version: str
    subject: str
    relation: str
    object: str
    evidence: tuple[Evidence, ...]
    modality: Modality = Modality.ASSERTED
    attribution: str | None = None
    qualifiers: Qualifiers = field(default_factory=Qualifiers)
    subject_span: tuple[int, int] | None = None
    object_span: tuple[int, int] | None = None
    extractor: str = ""
    extractor_version: str = ""
    rule: str = ""
    confidence: float = 1.0

    @property
    def id(self) -> str:
        """Return the hash of what is said and where; who extracted it does not count."""
        return "c-" + content_hash(
            self.source, self.version, self.subject, self.relation, self.object, str(self.modality),
            self.attribution, self.qualifiers.to_dict(), [item.to_dict() for item in self.evidence],
            length=20,
        )  # fmt: skip

    def to_dict(self) -> dict[str, Any]:
        """Return JSON values."""
        return _compact(
            {
                "id": self.id, "source": self.source, "version": self.version, "subject": self.subject,
                "relation": self.relation, "object": self.object, "modality": str(self.modality),
                "attribution": self.attribution, "qualifiers": self.qualifiers.to_dict(),
                "subject_span": list(self.subject_span) if self.subject_span else None,
                "object_span": list(self.object_span) if self.object_span else None,
                "evidence": [item.to_dict() for item in self.evidence], "extractor": self.extractor,
                "extractor_version": self.extractor_version, "rule": self.rule, "confidence": self.confidence,
            }
        )  # fmt: skip

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Read what ``to_dict`` gave."""
        spans = {end: tuple(data[end]) if data.get(end) else None for end in ("subject_span", "object_span")}
        return cls(
            source=data["source"], version=data["version"], subject=data["subject"],
            relation=data["relation"], object=data["object"],
            evidence=tuple(evidence_from_dict(item) for item in data["evidence"]),
            modality=Modality(data.get("modality", "asserted")), attribution=data.get("attribution"),
            qualifiers=Qualifiers.from_dict(data.get("qualifiers", {})),
            subject_span=spans["subject_span"], object_span=spans["object_span"],
            extractor=data.get("extractor", ""), extractor_version=data.get("extractor_version", ""),
            rule=data.get("rule", ""), confidence=data.get("confidence", 1.0),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that looked like a claim and was refused, with the reason; shown by ``techpol explain``.

    ``held`` is a claim that could stand and waits for a person's word: the ledger keeps it as rejected by the rule
    that ``reason`` names, so that it supports nothing, and ``techpol review --claims`` shows it.
    """

    source: str
    start: int
    end: int
    reason: str
    detail: str = ""
    held: Claim | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return JSON values."""
        return {
            "source": self.source, "start": self.start, "end": self.end, "reason": self.reason, "detail": self.detail
        }  # fmt: skip

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Read what ``to_dict`` gave."""
        return cls(data["source"], int(data["start"]), int(data["end"]), data["reason"], data.get("detail", ""))


@dataclass(frozen=True, slots=True)
class Reading:
    """One source and what was read from it: a single stream, so that a file of any size flows through."""

    source: Source
    statements: Iterable[Referent | Claim | Refusal]


@dataclass(frozen=True, slots=True)
class Judgement:
    """Two referents are the same entity, are different, or it is unsure; by a rule or a person, at a time."""

    left: str  # referent id; left < right
    right: str
    verdict: Verdict
    by: str  # "rule:exact-name" or "person:NAME"
    version: str = ""
    made: str = ""  # ISO 8601 time, UTC
    score: float = 1.0
    why: str = ""

    @property
    def id(self) -> str:
        """Return the hash of who judged what, and how."""
        return f"j-{content_hash(self.left, self.right, str(self.verdict), self.by, self.version)}"


@dataclass(frozen=True, slots=True)
class Entity(Shown):
    """A cluster of referents. ``name`` is the preferred name, ``names`` all forms seen."""

    id: str
    type: str
    name: str
    names: tuple[Name, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()

    def name_in(self, language: str) -> str:
        """Return the preferred name in a language, else the preferred name."""
        return next((name.text for name in self.names if name.language == language), self.name)

    def to_dict(self) -> dict[str, Any]:
        """Return JSON values."""
        return _compact(
            {
                "id": self.id, "type": self.type, "name": self.name,
                "names": [[name.text, name.language] for name in self.names],
                "identifiers": [[identifier.scheme, identifier.value] for identifier in self.identifiers],
                "properties": [list(pair) for pair in self.properties],
            }
        )  # fmt: skip

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Read what ``to_dict`` gave."""
        return cls(
            id=data["id"], type=data["type"], name=data["name"],
            names=tuple(Name(*name) for name in data.get("names", ())),
            identifiers=tuple(Identifier(*pair) for pair in data.get("identifiers", ())),
            properties=tuple((key, value) for key, value in data.get("properties", ())),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Edge(Shown):
    """One event or state between two entities, and the claims that support it.

    ``support`` counts independent sources: copies of one wire story count once. ``ordinal`` tells apart the
    gifts of one claim ("two transfers"). ``total_of`` are the edges whose sum this one states: such an edge is
    never added to them and never stands in a path beside them. ``contradicts`` are the edges that say the
    opposite: one source asserts what another denies, and both are kept.
    """

    id: str
    subject: str
    relation: str
    object: str
    modality: Modality
    qualifiers: Qualifiers
    claims: tuple[str, ...]
    attribution: str | None = None
    support: int = 1
    confidence: float = 1.0
    ordinal: int = 1
    total_of: tuple[str, ...] = ()
    contradicts: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return JSON values."""
        return _compact(
            {
                "id": self.id, "subject": self.subject, "relation": self.relation, "object": self.object,
                "modality": str(self.modality), "attribution": self.attribution,
                "qualifiers": self.qualifiers.to_dict(), "claims": list(self.claims), "support": self.support,
                "confidence": self.confidence, "ordinal": self.ordinal, "total_of": list(self.total_of),
                "contradicts": list(self.contradicts),
            }
        )  # fmt: skip

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Read what ``to_dict`` gave."""
        return cls(
            id=data["id"], subject=data["subject"], relation=data["relation"], object=data["object"],
            modality=Modality(data["modality"]), qualifiers=Qualifiers.from_dict(data.get("qualifiers", {})),
            claims=tuple(data["claims"]), attribution=data.get("attribution"), support=data.get("support", 1),
            confidence=data.get("confidence", 1.0), ordinal=data.get("ordinal", 1),
            total_of=tuple(data.get("total_of", ())), contradicts=tuple(data.get("contradicts", ())),
        )  # fmt: skip


def _compact(data: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is not said: None, and empty text, lists and maps."""
    return {name: value for name, value in data.items() if value is not None and value not in ("", [], {})}
