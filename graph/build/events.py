"""Which claims speak of one event: the claims of one relation between two entities, sorted into slots.

A slot is one gift, one dinner, one office. The most exact claims open the slots, the vaguer ones join the slot that
they fit best, so that the outcome does not depend on the order of loading. A claim of two gifts takes two slots; rows
of one record set never share one; two sources that each tell of two gifts tell of the same two.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from techpol.graph.build.agree import (
    MEETING_WINDOW,
    NEWS_WINDOW,
    WORDS_WINDOW,
    When,
    fit_amounts,
    fit_roles,
    fit_times,
    fit_words,
    significant_digits,
    when_of,
)
from techpol.graph.copies import quotes_alike
from techpol.graph.filters import is_state
from techpol.schema.model import Claim, Modality, Record, Span
from techpol.schema.ontology import Ontology, load_ontology
from techpol.schema.values import PartialDate

# A claim of more gifts than this becomes one edge that says how many.
MAX_SLOTS = 50
# Relations whose two ends have it once, whenever it was: a company is founded by somebody once.
_ONCE = frozenset({"FOUNDED"})
# States that last for one race only: who runs in 2016 and in 2024 runs twice.
_RACES = frozenset({"RUNS_FOR", "RUNNING_AGAINST"})
# What is said of somebody, again and again.
_WORDS = frozenset({"CRITICIZED", "PRAISED"})
# Reprints of one story may resolve its "Tuesday" by their own dates.
_REPRINT_DAYS = 7
# An event of which a thousand papers tell is compared by so many of them.
_SPOKESMEN = 12
_PRECISION = {"day": 3, "month": 2, "year": 1}


@dataclass(frozen=True, slots=True)
class Said:
    """A claim as the build sees it."""

    number: int
    id: str
    claim: Claim
    publisher: str | None
    url: str | None
    published: PartialDate | None
    kind: str  # of the source
    subject: str  # entities, as the claim has them
    object: str
    correction: bool = False  # its text is headed as one that puts right what was printed before

    @property
    def quotes(self) -> list[str]:
        """The sentences that the claim rests on."""
        return [item.quote for item in self.claim.evidence if isinstance(item, Span)]

    @property
    def record_keys(self) -> frozenset[str]:
        """The keys of the records that the claim rests on."""
        return frozenset(item.key for item in self.claim.evidence if isinstance(item, Record))


@dataclass(frozen=True, slots=True)
class Place:
    """What a relation between two types asks of one event."""

    relation: str
    is_state: bool
    money: bool
    contact: bool
    counted: bool
    office: bool
    window: timedelta


@dataclass(slots=True)
class Slot:
    """One event, and who speaks of it."""

    said: list[Said] = field(default_factory=list)
    reasons: list[tuple[str, str]] = field(default_factory=list)  # claim id, why it joined
    count: int | None = None  # of many alike that stay one edge
    # Whom a newcomer is compared with: the first of each different amount and date, the exact ones first.
    spokesmen: list[Said] = field(default_factory=list)
    _told: set[tuple[object, ...]] = field(default_factory=set)

    def add(self, item: Said, reason: str) -> None:
        """Let a claim speak of this event, for a reason."""
        self.said.append(item)
        self.reasons.append((item.id, reason))
        if len(self.spokesmen) < _SPOKESMEN:
            said = item.claim.qualifiers
            told = said.amount, said.amount_bound, said.start or item.published, said.role, said.place, said.end
            if told not in self._told:
                self._told.add(told)
                self.spokesmen.append(item)


def place_of(relation: str, object_type: str, ontology: Ontology | None = None) -> Place:
    """Return what a relation asks of its events."""
    ontology = ontology or load_ontology()
    spec = ontology.relation(relation)
    once = relation in _ONCE or (spec.kind == "contact" and ontology.is_a(object_type, "Event"))
    window = WORDS_WINDOW if relation in _WORDS else MEETING_WINDOW if spec.kind == "contact" else NEWS_WINDOW
    return Place(
        relation=relation, is_state=once or (is_state(relation) and relation not in _RACES),
        money="amount" in spec.properties, contact=spec.kind == "contact", counted="count" in spec.properties,
        office=spec.kind == "office" and relation not in ("LEADS", "WORKS_FOR"), window=window,
    )  # fmt: skip


def sort_events(said: Iterable[Said], place: Place, subject_is_group: bool) -> list[Slot]:
    """Return the events that claims speak of, in an order of their own. Denied claims keep to themselves."""
    affirmed: list[Said] = []
    denied: list[Said] = []
    for item in said:
        (denied if item.claim.modality is Modality.DENIED else affirmed).append(item)
    return _slots(affirmed, place, subject_is_group) + _slots(denied, place, subject_is_group)


def _slots(said: Sequence[Said], place: Place, subject_is_group: bool) -> list[Slot]:
    slots: list[Slot] = []
    exact: dict[tuple[str, str], list[Slot]] = {}
    for item in sorted(said, key=lambda item: _rank(item, place)):
        many = item.claim.qualifiers.count if place.counted else None
        units = 1 if many is None or many < 1 or subject_is_group or many > MAX_SLOTS else many
        joined = _best_slots(item, _candidates(item, slots, exact), place)[:units]
        for slot, reason in joined:
            slot.add(item, reason)
        for _ in range(units - len(joined)):
            slot = Slot(count=many if units == 1 and many is not None and many > 1 else None)
            slot.add(item, "")
            slots.append(slot)
            key = _exact_key(item)
            if key is not None:
                exact.setdefault(key, []).append(slot)
    return slots


def _rank(item: Said, place: Place) -> tuple[object, ...]:
    """Order claims: exact before vague, then by date, then by content."""
    said = item.claim.qualifiers
    bounds = {"exact": 0, "about": 1, "at_least": 2, "at_most": 2}
    amount_rank = 4 if said.amount is None else bounds.get(said.amount_bound, 3)
    digits = 0 if said.amount is None else -significant_digits(said.amount.amount)
    precision = 0 if said.start is None else -_PRECISION.get(said.start.precision, 0)
    when = "" if said.start is None else str(said.start)
    published = "9999" if item.published is None else str(item.published)
    modality = list(Modality).index(item.claim.modality)
    if place.money:
        return amount_rank, precision, digits, -(said.count or 0), when, modality, published, item.id
    return precision, amount_rank, digits, modality, when, published, item.id


def _exact_key(item: Said) -> tuple[str, str] | None:
    """Return amount and day of a record's claim: rows of a record set are looked up, not compared one by one."""
    said = item.claim.qualifiers
    if said.amount is None or said.amount_bound != "exact" or said.start is None or said.start.precision != "day":
        return None
    return f"{said.amount.amount:f}", str(said.start)


def _candidates(item: Said, slots: list[Slot], exact: dict[tuple[str, str], list[Slot]]) -> list[Slot]:
    key = _exact_key(item)
    # An exact claim meets exact ones only when it comes: the vague ones are sorted after it.
    if key is not None and len(item.record_keys) > 0:
        return exact.get(key, [])
    return slots


def _best_slots(item: Said, slots: Sequence[Slot], place: Place) -> list[tuple[Slot, str]]:
    """Return the slots that a claim fits, best first, each with the reason."""
    found: list[tuple[float, int, Slot, str]] = []
    for position, slot in enumerate(slots):
        fit, reason = fit_slot(item, slot, place)
        if fit is not None:
            found.append((-fit, position, slot, reason))
    found.sort(key=lambda entry: entry[:2])
    return [(slot, reason) for _, _, slot, reason in found]


def fit_slot(item: Said, slot: Slot, place: Place) -> tuple[float | None, str]:
    """Say how well a claim fits an event: with everyone who speaks of it already, the vaguest counting least."""
    if len(item.record_keys) > 0 and any(
        other.claim.source == item.claim.source and other.record_keys not in (frozenset(), item.record_keys)
        for other in slot.said
    ):
        return None, "another row of the same record set"
    total = 0.0
    reasons: list[str] = []
    for position, other in enumerate(slot.spokesmen):
        fit, why = fit_claims(item, other, place)
        if fit is None:
            return None, why
        if position == 0:
            total, reasons = fit, [why]
        elif fit > total:
            total = fit
            reasons.append(why)
    return total, "; ".join(dict.fromkeys(reason for reason in reasons if reason != ""))


def fit_claims(one: Said, other: Said, place: Place) -> tuple[float | None, str]:
    """Say whether two claims may speak of one event: None if not, else how much speaks for it; with the reason."""
    mine, theirs = one.claim.qualifiers, other.claim.qualifiers
    same_source = one.claim.source == other.claim.source
    total = 0.0
    reasons: list[str] = []
    alike = not same_source and _reprinted(one, other)
    if place.money:
        fit, why = fit_amounts(mine, theirs, same_source, one.quotes == other.quotes)
        if fit is None:
            return None, why
        total += 2 * fit
        reasons.append(why)
    near = not place.money and not place.contact and not same_source
    fit, why = fit_times(_when(one, place), _when(other, place), place.is_state, near, place.window)
    if fit is None and alike and _days_apart(mine.start, theirs.start) <= _REPRINT_DAYS:
        fit, why = 1.0, "the same words, dated by each printing"
    if fit is None:
        return None, why
    total += fit
    reasons.append(why)
    if place.contact and not place.is_state:
        fit, why = fit_words(mine.place, theirs.place, "place")
        if fit is None and not _same_day(mine.start, theirs.start):
            return None, why
        total += fit or 0.0
        reasons.append(why if fit is not None else "")
    if place.office:
        fit, why = fit_roles(mine.role, theirs.role)
        if fit is None:
            return None, why
        total += fit
        reasons.append(why)
    if place.money and mine.amount is None and theirs.amount is None:
        fit, why = fit_words(mine.asset, theirs.asset, "asset")
        if fit is None:
            return None, why
        total += fit
        reasons.append(why)
    if alike:
        total += 1.0
        reasons.append("the same words")
    if same_source:
        total += 0.5
        reasons.append("the same source")
    return total, ", ".join(reason for reason in reasons if reason != "")


def _when(item: Said, place: Place) -> When:
    planned = item.claim.modality is Modality.PLANNED
    return when_of(item.claim.qualifiers, item.published, place.is_state, planned)


def _reprinted(one: Said, other: Said) -> bool:
    return any(quotes_alike(mine, theirs) for mine in one.quotes for theirs in other.quotes)


def _same_day(one: PartialDate | None, other: PartialDate | None) -> bool:
    return one is not None and one == other and one.day is not None


def _days_apart(one: PartialDate | None, other: PartialDate | None) -> int:
    first: date | None = None if one is None else one.first_day()
    second: date | None = None if other is None else other.first_day()
    return 10**6 if first is None or second is None else abs((first - second).days)
