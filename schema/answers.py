"""Answers: chains of hops between entities, each hop with the words or records that it rests on.

``Answer.to_dict`` is the one JSON shape of every question, whatever it asks:

    {"question": "who links OpenAI to a campaign", "intent": "paths", "language": "en", "ok": true,
     "from": [ENTITY ...], "to": [ENTITY ...],
     "paths": [{"rank": 1, "cost": 3.1, "modality": "asserted", "hops": [HOP ...], "besides": [HOP ...],
                "why": [{"what": ..., "cost": ...} ...]} ...],
     "through": [PATH ...],   gifts to bodies that a source ties to the recipient: never part of the answer's sums
     "table": {"columns": [...], "rows": [[...] ...]},           tables, matrices and sums, where the question has one
     "complete": true, "notes": [...],                           false: a limit cut the search; the notes say where
     "why_not": {"reached": [...], "nearest": [...], "lifting": [...]},   where there is no path
     "readings": [{"question": ..., "means": ...} ...],          an unclear question: choose one
     "suggestions": [{"asked": ..., "entity": ENTITY, "score": 0.9} ...],  an unknown name
     "sources": {SOURCE ID: {"id": ..., "title": ..., "publisher": ..., "url": ..., "published": ...} ...}}

    ENTITY = {"id": ..., "type": ..., "name": ..., "names": {"en": ..., "ar": ...}}
    HOP = {"subject": ENTITY, "relation": "DONATED_TO", "object": ENTITY, "forward": true, "modality": "asserted",
           "attribution": [...], "details": {"count": 2, "amount": "100000", "currency": "USD",
                                       "sums": [{"amount": "200000", "currency": "USD"}], ...},
           "events": [EVENT ...], "support": 2, "confidence": 0.9,
           "evidence": [{"source", "start", "end", "quote"} or {"source", "key", "row", "sha256"} ...],
           "contradicted_by": [EVENT ...], "stated_totals": [EVENT ...]}
    EVENT = {"edge": ..., "modality": ..., "attribution": ..., "qualifiers": {...}, "support": ..., "confidence": ...,
             "evidence": [...]}

``subject`` and ``object`` stand in the relation's own direction (of a symmetric one, in the path's); ``forward``
says whether the path walks it that way. ``events`` are the single gifts, meetings or states that the hop bundles:
two transfers are two of them, and ``details.sums`` adds them up by currency. Denied events and stated totals are
never in the sums. Amounts are text. ``besides`` are further hops between neighbours of the path. What is empty is
left out, but for ``ok``, ``complete``, ``paths`` and the ``evidence`` of a hop.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from techpol.schema.display import Shown
from techpol.schema.model import Entity, Evidence, Modality, Qualifiers, Source


@dataclass(frozen=True, slots=True)
class HopEvent:
    """One edge under a hop: a gift, a meeting, a state. ``claims`` are the ids that it rests on."""

    edge: str
    modality: Modality
    qualifiers: Qualifiers
    evidence: tuple[Evidence, ...]
    attribution: str | None = None
    support: int = 1
    confidence: float = 1.0
    claims: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return JSON values."""
        return _compact(
            {
                "edge": self.edge, "modality": str(self.modality), "attribution": self.attribution,
                "qualifiers": self.qualifiers.to_dict(), "support": self.support, "confidence": self.confidence,
                "claims": list(self.claims),
            }
        ) | {"evidence": [item.to_dict() for item in self.evidence]}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hop(Shown):
    """One step of a path: every event of one relation between two entities.

    ``modality`` is the most certain one among the events; ``events`` hold that one first. ``contradicted_by`` are
    denied edges of the same ends and relation, ``stated_totals`` sums that sources state over these events.
    """

    subject: Entity
    relation: str
    object: Entity
    events: tuple[HopEvent, ...]
    forward: bool = True
    contradicted_by: tuple[HopEvent, ...] = ()
    stated_totals: tuple[HopEvent, ...] = ()

    @property
    def modality(self) -> Modality:
        """Return the most certain modality among the events."""
        order = list(Modality)
        return min((event.modality for event in self.events), key=order.index)

    @property
    def main_events(self) -> tuple[HopEvent, ...]:
        """Return the events of the hop's modality: those that its sentence and its sums speak of."""
        return tuple(event for event in self.events if event.modality == self.modality)

    @property
    def attribution(self) -> tuple[str, ...]:
        """Return who says so; empty as soon as one source says so itself."""
        named = tuple(event.attribution for event in self.main_events)
        return () if None in named else tuple(dict.fromkeys(name for name in named if name is not None))

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Return the evidence of all events, each item once."""
        return tuple(dict.fromkeys(item for event in self.events for item in event.evidence))

    @property
    def start(self) -> Entity:
        """Return the end that a path comes from."""
        return self.subject if self.forward else self.object

    @property
    def end(self) -> Entity:
        """Return the end that a path goes to."""
        return self.object if self.forward else self.subject

    def sums(self) -> dict[str | None, Decimal]:
        """Return the sum of the main events by currency; totals are not among them."""
        found: dict[str | None, Decimal] = {}
        for event in self.main_events:
            money = event.qualifiers.amount
            if money is not None:
                found[money.currency] = found.get(money.currency, Decimal(0)) + money.amount
        return found

    def details(self) -> dict[str, Any]:
        """Return what the hop says beyond its ends, as JSON values: count, sums by currency, dates, role, place.

        ``amount`` and ``currency`` are those of one event, where all events have the same.
        """
        events = self.main_events
        starts = sorted(str(event.qualifiers.start) for event in events if event.qualifiers.start is not None)
        ends = sorted(str(event.qualifiers.end) for event in events if event.qualifiers.end is not None)
        single = {
            name: next((value for event in events if (value := getattr(event.qualifiers, name)) is not None), None)
            for name in ("role", "place", "asset")
        }
        bounds = (event.qualifiers.amount_bound for event in events)
        amounts = {event.qualifiers.amount for event in events}
        each = next(iter(amounts)) if len(amounts) == 1 else None
        sums = [_compact({"amount": f"{amount:f}", "currency": currency}) for currency, amount in self.sums().items()]
        return _compact(
            {
                "count": len(events), "amount": f"{each.amount:f}" if each is not None else None,
                "currency": each.currency if each is not None else None, **single, "sums": sums,
                "start": starts[0] if starts else None,
                "last": starts[-1] if starts and starts[-1] != starts[0] else None, "end": ends[-1] if ends else None,
                "past": True if all(event.qualifiers.past for event in events) else None,
                "bound": next((bound for bound in bounds if bound != "exact"), None),
            }
        )  # fmt: skip

    def to_dict(self) -> dict[str, Any]:
        """Return JSON values (HOP above)."""
        data: dict[str, Any] = {
            "subject": entity_to_dict(self.subject), "relation": self.relation, "object": entity_to_dict(self.object),
            "forward": self.forward, "modality": str(self.modality), "details": self.details(),
            "support": max(event.support for event in self.events),
            "confidence": max(event.confidence for event in self.events),
            "evidence": [item.to_dict() for item in self.evidence],
            "events": [event.to_dict() for event in self.events],
        }  # fmt: skip
        if len(self.attribution) > 0:
            data["attribution"] = list(self.attribution)
        for name in ("contradicted_by", "stated_totals"):
            events = getattr(self, name)
            if len(events) > 0:
                data[name] = [event.to_dict() for event in events]
        return data


@dataclass(frozen=True, slots=True)
class Path(Shown):
    """A chain of hops that meet end to end. ``cost`` is in hops: smaller is better; ``why`` adds up to it.

    ``besides`` are further hops between neighbours of the chain, of other relations.
    """

    hops: tuple[Hop, ...]
    cost: float = 0.0
    why: tuple[tuple[str, float], ...] = ()
    besides: tuple[Hop, ...] = ()

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Return the entities from first to last."""
        return (self.hops[0].start, *(hop.end for hop in self.hops))

    @property
    def modality(self) -> Modality:
        """Return the least certain modality among the hops: what the whole chain rests on."""
        order = list(Modality)
        return max((hop.modality for hop in self.hops), key=order.index)

    def to_dict(self, rank: int = 1) -> dict[str, Any]:
        """Return JSON values."""
        data: dict[str, Any] = {
            "rank": rank, "cost": round(self.cost, 4), "modality": str(self.modality),
            "hops": [hop.to_dict() for hop in self.hops],
        }  # fmt: skip
        if len(self.besides) > 0:
            data["besides"] = [hop.to_dict() for hop in self.besides]
        if len(self.why) > 0:
            data["why"] = [{"what": what, "cost": round(cost, 4)} for what, cost in self.why]
        return data


@dataclass(frozen=True, slots=True)
class Reach:
    """How far one side of a search came: entities by number of hops, and some that it ended at."""

    start: Entity
    counts: tuple[int, ...]
    examples: tuple[Entity, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return JSON values."""
        return {
            "from": entity_to_dict(self.start), "entities_by_hops": list(self.counts),
            "examples": [entity_to_dict(entity) for entity in self.examples],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why there is no path.

    ``reached`` tells each side's reach; ``nearest`` are paths that nearly answer (to a namesake type, or one that
    only a lifted filter lets through); ``lifting`` says which filter, when lifted, lets how long a path through:
    (name of the filter, hops).
    """

    reached: tuple[Reach, ...] = ()
    nearest: tuple[Path, ...] = ()
    lifting: tuple[tuple[str, int], ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return JSON values."""
        return {
            "reached": [reach.to_dict() for reach in self.reached],
            "nearest": [path.to_dict(rank) for rank, path in enumerate(self.nearest, 1)],
            "lifting": [{"filter": name, "hops": hops} for name, hops in self.lifting],
        }


@dataclass(frozen=True, slots=True)
class ReadingChoice:
    """One way to read an unclear question: a question that is clear, and what it means."""

    question: str
    means: str

    def to_dict(self) -> dict[str, Any]:
        """Return JSON values."""
        return {"question": self.question, "means": self.means}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An entity whose name is like one that is not known. ``score`` is in [0, 1]."""

    asked: str
    entity: Entity
    score: float

    def to_dict(self) -> dict[str, Any]:
        """Return JSON values."""
        return {"asked": self.asked, "entity": entity_to_dict(self.entity), "score": round(self.score, 3)}


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows of plain text and numbers; amounts are text."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def to_dict(self) -> dict[str, Any]:
        """Return JSON values."""
        return {"columns": list(self.columns), "rows": [list(row) for row in self.rows]}


@dataclass(frozen=True, slots=True)
class Answer(Shown):
    """What was asked, how it was understood, what was found, and what it rests on."""

    question: str
    intent: str  # paths, list, common, between, timeline, top, centrality, readings, unknown
    language: str = "en"
    start: tuple[Entity, ...] = ()
    end: tuple[Entity, ...] = ()
    paths: tuple[Path, ...] = ()
    table: Table | None = None
    complete: bool = True
    notes: tuple[str, ...] = ()
    why_not: WhyNot | None = None
    readings: tuple[ReadingChoice, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    unknown: tuple[str, ...] = ()
    sources: dict[str, Source] = field(default_factory=dict)
    through: tuple[Path, ...] = ()  # a second answer: gifts to a body that a source ties to who was asked for

    @property
    def ok(self) -> bool:
        """Say whether anything was found."""
        return len(self.paths) > 0 or len(self.through) > 0 or (self.table is not None and len(self.table.rows) > 0)

    def iter_hops(self) -> Iterator[Hop]:
        """Yield every hop of every path."""
        for path in self.paths:
            yield from path.hops

    def to_dict(self) -> dict[str, Any]:
        """Return JSON values (the shape above)."""
        data: dict[str, Any] = {
            "question": self.question, "intent": self.intent, "language": self.language, "ok": self.ok,
            "complete": self.complete, "paths": [path.to_dict(rank) for rank, path in enumerate(self.paths, 1)],
        }  # fmt: skip
        rest = {
            "from": [entity_to_dict(entity) for entity in self.start],
            "to": [entity_to_dict(entity) for entity in self.end],
            "through": [path.to_dict(rank) for rank, path in enumerate(self.through, 1)],
            "table": self.table.to_dict() if self.table else None, "notes": list(self.notes),
            "why_not": self.why_not.to_dict() if self.why_not else None,
            "readings": [reading.to_dict() for reading in self.readings],
            "unknown": list(self.unknown), "suggestions": [item.to_dict() for item in self.suggestions],
            "sources": {key: source.to_dict(with_text=False) for key, source in sorted(self.sources.items())},
        }  # fmt: skip
        return data | _compact(rest)


def entity_to_dict(entity: Entity) -> dict[str, Any]:
    """Return ENTITY: id, type, preferred name, and the preferred name in each language."""
    names: dict[str, str] = {}
    for name in entity.names:
        names.setdefault(name.language, name.text)
    return _compact({"id": entity.id, "type": entity.type, "name": entity.name, "names": names})


def _compact(data: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is not said: None, and empty text, lists and maps."""
    return {name: value for name, value in data.items() if value is not None and value not in ("", [], {})}
