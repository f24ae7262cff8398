"""Edges from events: one slot, one edge, with what its claims agree on and the decisions that made it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from techpol.graph.build.agree import most_common, significant_digits, with_year
from techpol.graph.build.corrections import Correction
from techpol.graph.build.events import Place, Said, Slot, fit_claims
from techpol.graph.build.support import confidence, independent
from techpol.graph.succession import edge_id_of
from techpol.schema.model import Edge, Modality, Qualifiers
from techpol.schema.values import PartialDate

ReadSketch = Callable[[str, str], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision about an edge: the rule, what it is about (claims, sources or edges), and the reasons."""

    rule: str
    about: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """An edge and why it is so."""

    edge: Edge
    decisions: tuple[Decided, ...]
    told: bool  # some claim of it stands in a text


def make_edges(
    slots: Sequence[Slot],
    relation: str,
    place: Place,
    symmetric: bool,
    read_sketch: ReadSketch,
    corrected: Mapping[str, Correction],
) -> list[Made]:
    """Return the edges of the events of one group. ``corrected`` are the claims that their papers have taken back."""
    ordinals = _ordinals(slots)
    made = [
        _make_edge(slot, ordinal, relation, place, symmetric, read_sketch, corrected)
        for slot, ordinal in zip(slots, ordinals, strict=True)
    ]
    return _link_contradictions(made, slots, place)


def _ordinals(slots: Sequence[Slot]) -> list[int]:
    """Number the slots that share claims: the first and the second of "two transfers"."""
    parent = list(range(len(slots)))

    def root(position: int) -> int:
        while parent[position] != position:
            position = parent[position]
        return position

    holder: dict[str, int] = {}
    for position, slot in enumerate(slots):
        for item in slot.said:
            one, other = sorted((root(position), root(holder.setdefault(item.id, position))))
            parent[other] = one
    counted: dict[int, int] = {}
    ordinals: list[int] = []
    for position in range(len(slots)):
        top = root(position)
        counted[top] = counted.get(top, 0) + 1
        ordinals.append(counted[top])
    return ordinals


def _make_edge(
    slot: Slot,
    ordinal: int,
    relation: str,
    place: Place,
    symmetric: bool,
    read_sketch: ReadSketch,
    corrected: Mapping[str, Correction],
) -> Made:
    said = slot.said
    oldest = min(said, key=lambda item: item.number)
    groups, joined = independent(said, read_sketch)
    surest = min(said, key=_certainty)
    subject, target = _orientation(said) if symmetric else (said[0].subject, said[0].object)
    qualifiers = _qualifiers(said, place)
    if slot.count is not None:
        qualifiers = replace(qualifiers, count=slot.count)
    edge = Edge(
        id=edge_id_of(oldest.id, ordinal), subject=subject, relation=relation, object=target,
        modality=surest.claim.modality, qualifiers=qualifiers, claims=tuple(sorted(item.id for item in said)),
        attribution=surest.claim.attribution, support=len(groups), confidence=confidence(said, groups),
        ordinal=ordinal,
    )  # fmt: skip
    return Made(edge, tuple(_decisions(slot, joined, corrected)), any(len(item.quotes) > 0 for item in said))


def _certainty(item: Said) -> tuple[int, str, str]:
    return list(Modality).index(item.claim.modality), item.claim.attribution or "", item.id


def _decisions(
    slot: Slot, joined: Sequence[tuple[tuple[str, ...], str]], corrected: Mapping[str, Correction]
) -> list[Decided]:
    decisions: list[Decided] = []
    if len(slot.said) > 1:
        first = slot.said[0]
        decisions += [
            Decided("same-event", (first.id, claim), (reason or "nothing speaks against it",))
            for claim, reason in slot.reasons[1:]
        ]
    for item in slot.said:
        count = item.claim.qualifiers.count
        if count is not None and count > 1:
            reason = (
                f"one claim of {count}" if slot.count is None else f"one claim of {count} by a group, or of very many"
            )
            decisions.append(Decided("one-of-several", (item.id,), (reason,)))
    decisions += [
        Decided("corrected", (item.id, *corrected[item.id].by), (corrected[item.id].reason,))
        for item in slot.said
        if item.id in corrected
    ]
    decisions += [Decided("copies", sources, (reason,)) for sources, reason in joined]
    return decisions


def _orientation(said: Sequence[Said]) -> tuple[str, str]:
    """Return which end of a symmetric relation comes first: as most claims have it, else as the first."""
    ends = [(item.subject, item.object) for item in said]
    return min(set(ends), key=lambda pair: (-ends.count(pair), ends.index(pair)))


def _qualifiers(said: Sequence[Said], place: Place) -> Qualifiers:
    """Return what the claims agree on: the most exact amount and date, the role and place that most give."""
    all_said = [item.claim.qualifiers for item in said]
    amount = _amount(all_said)
    dated = _date([(_start(item), item.claim.qualifiers.when_text) for item in said])
    ends = _date([(item.end, None) for item in all_said])
    result = Qualifiers(
        asset=most_common(item.asset for item in all_said if item.asset is not None),
        role=most_common(item.role for item in all_said if item.role is not None),
        place=most_common(item.place for item in all_said if item.place is not None),
        start=None if dated is None else dated[0],
        end=None if ends is None else ends[0],
        when_text=None if dated is None else dated[1],
        past=_past(said),
    )
    if amount is None:
        return result
    return replace(result, amount=amount.amount, amount_bound=amount.amount_bound, amount_scope=amount.amount_scope)


def _start(item: Said) -> PartialDate | None:
    """Return when a claim says it was; a date without a year takes it from its source's own date."""
    start = item.claim.qualifiers.start
    planned = item.claim.modality is Modality.PLANNED
    return None if start is None else with_year(start, item.published, planned)


def _amount(all_said: Sequence[Qualifiers]) -> Qualifiers | None:
    """Return who states the amount best: exactly, as most do, with the most digits, in a known currency."""
    stated = [item for item in all_said if item.amount is not None]
    counted: dict[str, int] = {}
    for item in stated:
        assert item.amount is not None
        counted[f"{item.amount.amount:f}"] = counted.get(f"{item.amount.amount:f}", 0) + 1

    def rank(item: Qualifiers) -> tuple[object, ...]:
        assert item.amount is not None
        plain = f"{item.amount.amount:f}"
        return (
            item.amount_bound != "exact", -counted[plain], -significant_digits(item.amount.amount),
            item.amount.currency is None, plain, item.amount.currency or "", item.amount_bound,
        )  # fmt: skip

    return min(stated, key=rank, default=None)


def _date(dates: Sequence[tuple[PartialDate | None, str | None]]) -> tuple[PartialDate, str | None] | None:
    """Return the most precise date, of equals the one that most give, and the words that said so."""
    stated = [(day, words) for day, words in dates if day is not None]
    days = [str(day) for day, _ in stated]

    def rank(entry: tuple[PartialDate, str | None]) -> tuple[object, ...]:
        day, words = entry
        parts = (day.year is not None) + (day.month is not None) + (day.day is not None)
        return -parts, -days.count(str(day)), str(day), words or ""

    return min(stated, key=rank, default=None)


def _past(said: Sequence[Said]) -> bool:
    """Say whether a state has ended: by the sources that appeared last."""
    latest = max("" if item.published is None else str(item.published) for item in said)
    newest = [item for item in said if ("" if item.published is None else str(item.published)) == latest]
    return all(item.claim.qualifiers.past for item in newest)


def _link_contradictions(made: Sequence[Made], slots: Sequence[Slot], place: Place) -> list[Made]:
    """Link what some sources deny with what others say; both stay."""
    links: dict[int, set[int]] = {}
    reasons: dict[tuple[int, int], str] = {}
    for one, denied in enumerate(made):
        if denied.edge.modality is not Modality.DENIED:
            continue
        for other, affirmed in enumerate(made):
            if affirmed.edge.modality is Modality.DENIED:
                continue
            fits = [fit_claims(no, yes, place) for no in slots[one].said[:5] for yes in slots[other].said[:5]]
            fitting = [reason for fit, reason in fits if fit is not None]
            if len(fitting) > 0:
                links.setdefault(one, set()).add(other)
                links.setdefault(other, set()).add(one)
                reasons[one, other] = reasons[other, one] = fitting[0]
    linked: list[Made] = []
    for position, item in enumerate(made):
        others = sorted(links.get(position, ()))
        decisions = tuple(
            Decided("contradicts", (made[other].edge.id,), (reasons[position, other] or "the same event",))
            for other in others
        )
        edge = replace(item.edge, contradicts=tuple(sorted(made[other].edge.id for other in others)))
        linked.append(Made(edge, item.decisions + decisions, item.told))
    return linked
