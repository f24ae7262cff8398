"""The ranking: what a chain costs, in hops. Smaller is better; all costs add up and none is negative.

The cost of a chain is the sum over its hops (``Ranker.bond_parts``), its inner entities (``Ranker.node_parts``) and
its pairs of neighbouring hops (``Ranker.pair_parts``). Because it adds up, the search may drop a half chain as soon
as what it has cost already is too much, and is still right.

What counts, and why:

* **a hop** costs 1: each further stranger in the chain makes it weaker. A committee and the campaign or person that
  it is of (CONNECTED_TO) are nearly one to a reader, so that step costs half.
* **the tie**: up to 0.8 more the weaker the relation is (``strength`` in the ontology); 0.3 more for background ties
  (party membership, a seat in a town), 0.5 more for hostile ones, which link two sides only in part.
* **the modality**: what is planned or alleged stands behind what was done; what is denied far behind.
* **support**: up to 0.15, shared by the independent sources; and up to 0.4 for low confidence of the reading.
* **the amount** (money alone): up to 0.25, by order of magnitude; an unknown amount counts as a small one.
* **age**: up to 0.2, half of it at ten years; what ended counts as older. An unknown date costs a little.
* **directness**: 0.2 where the kind of relation is not one that the question asks for.
* **hubs**: an inner entity costs by its degree, by order of magnitude: everybody is linked through it. More so where
  the chain enters and leaves by the same relation in the same direction (two people gave to the same committee),
  since that is one pair out of very many; less so where it leaves by another (the committee's own candidate).
* **the type** of an inner entity: a place, a party, a government body or a newspaper links everybody to everybody.
* **time**: up to 0.3 where two neighbouring hops lie years apart (he led it after he gave).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from math import log10

from techpol.graph.adjacency import Tie
from techpol.graph.filters import is_state
from techpol.graph.strength import Strength, unpack
from techpol.schema.model import Modality
from techpol.schema.ontology import load_ontology

STEP = 1.0
SAME_CAMP_STEP = 0.5  # two of them are one hop
SAME_CAMP = frozenset({"CONNECTED_TO"})
WEAK_TIE = 0.8
AUXILIARY = 0.3
HOSTILE = 0.5
MODALITY = {Modality.ASSERTED: 0.0, Modality.PLANNED: 0.5, Modality.ALLEGED: 0.4, Modality.DENIED: 1.5}
ONE_SOURCE = 0.15
DOUBT = 0.4
SMALL_AMOUNT = 0.25
LARGE_AMOUNT_DIGITS = 7.0  # from ten million on, more money makes no better story
UNKNOWN_AMOUNT_DIGITS = 1.4
OLD = 0.2
HALF_AGE_YEARS = 10.0
UNDATED_SHARE = 0.4
ENDED = 0.15
INDIRECT = 0.2
HUB = 0.35
SIBLINGS = 0.25
NO_HUB_DEGREE = 10
TYPE = {"Place": 0.8, "Party": 0.6, "GovernmentBody": 0.4, "MediaOrganization": 0.3, "Cause": 0.4, "Asset": 0.4}
APART = 0.3
HALF_GAP_YEARS = 4.0
DIRECT_KINDS = frozenset({"money", "endorsement", "office", "ownership", "contact"})

_CERTAINTY = {str(modality): rank for rank, modality in enumerate(Modality)}
_DAYS = 365.25
_MOST_COSTS = 20_000  # of one relation that are kept; real ties have some hundreds
_ROUNDING = 1e-9  # sums of the same costs in another order differ by less


class Bond:
    """All ties of one relation between two entities: one hop. Of a symmetric relation both directions are one."""

    __slots__ = ("cost", "first", "key", "last", "object", "relation", "subject", "ties")

    def __init__(self, subject: str, relation: str, object_: str, ties: Sequence[Tie]) -> None:
        self.subject = subject
        self.relation = relation
        self.object = object_
        self.ties = sorted(ties, key=lambda tie: (_CERTAINTY[tie.modality], tie.start or "9999", str(tie.key)))
        self.key = (subject, relation, object_)
        self.cost = 0.0
        self.first: int | None = None  # ordinal days of the main ties
        self.last: int | None = None

    def main_ties(self) -> list[Tie]:
        """Return the ties of the most certain modality."""
        return [tie for tie in self.ties if tie.modality == self.ties[0].modality]


def bonds_of(ties: Iterable[Tie]) -> list[Bond]:
    """Return ties as hops: by ends and relation, both directions of a symmetric one together."""
    ontology = load_ontology()
    grouped: dict[tuple[str, str, str], list[Tie]] = {}
    for tie in ties:
        ends = (tie.subject, tie.object)
        low, high = (min(ends), max(ends)) if ontology.relations[tie.relation].symmetric else ends
        grouped.setdefault((low, tie.relation, high), []).append(tie)
    return [Bond(*key, members) for key, members in grouped.items()]


class Ranker:
    """Costs of hops, entities and pairs, for one question."""

    def __init__(self, today: date, direct_kinds: frozenset[str] = DIRECT_KINDS) -> None:
        self.today = today.toordinal()
        self.direct_kinds = direct_kinds
        self.ontology = load_ontology()
        self._fixed = {name: self._fixed_parts(name) for name in self.ontology.relations}
        self._least = {name: sum(cost for _, cost in parts) for name, parts in self._fixed.items()}
        self._money = frozenset(name for name, spec in self.ontology.relations.items() if spec.kind == "money")
        self._symmetric = frozenset(name for name, spec in self.ontology.relations.items() if spec.symmetric)
        self._states = frozenset(name for name in self.ontology.relations if is_state(name))
        self._best: dict[str, BestCosts] = {}
        self._types = {
            name: next((TYPE[ancestor] for ancestor in spec.ancestors if ancestor in TYPE), 0.0)
            for name, spec in self.ontology.types.items()
        }

    def _fixed_parts(self, relation: str) -> tuple[tuple[str, float], ...]:
        spec = self.ontology.relations[relation]
        parts = [
            ("a hop", SAME_CAMP_STEP if relation in SAME_CAMP else STEP),
            ("weak tie", WEAK_TIE * (1 - spec.strength)),
            ("background tie", AUXILIARY if spec.auxiliary else 0.0),
            ("hostile tie", HOSTILE if spec.hostile else 0.0),
            (
                "not of the kind asked for",
                0.0 if spec.kind in self.direct_kinds or relation in SAME_CAMP else INDIRECT,
            ),
        ]
        return tuple((what, cost) for what, cost in parts if cost > 0)

    def least(self, relations: frozenset[str] | None) -> float:
        """Return what a hop costs at least, whatever its ties."""
        names = self._least if relations is None else relations
        return min((self._least[name] for name in names), default=STEP)

    def at_best(self, relation: str) -> BestCosts:
        """Return what a hop of a relation costs at least, by what its ties are at best (``graph/strength.py``)."""
        costs = self._best.get(relation)
        if costs is None:
            costs = self._best[relation] = BestCosts(self, relation)
        return costs

    def best_cost(self, relation: str, packed: int) -> float:
        """Return what a hop costs at least, whichever of its ties a filter leaves; see ``at_best``."""
        best = unpack(packed)
        cost = self._least[relation] + min(MODALITY[modality] for modality in best.modalities)
        if relation in self._symmetric:
            return cost  # the ties of the other direction are part of the hop, too
        cost += ONE_SOURCE / best.support
        cost += DOUBT * (1 - min(1.0, best.confidence))
        if relation in self._money:
            digits = max(best.digits or 0.0, UNKNOWN_AMOUNT_DIGITS if best.unsized else 0.0)
            cost += SMALL_AMOUNT * (1 - min(1.0, digits / LARGE_AMOUNT_DIGITS))
        return cost + self._least_age(relation, best)

    def _least_age(self, relation: str, best: Strength) -> float:
        if best.open and relation in self._states:
            return 0.0
        if best.year == float("inf"):
            return 0.0
        years = max(0, self.today - date(int(best.year), 12, 31).toordinal()) / _DAYS
        age = OLD * years / (years + HALF_AGE_YEARS)
        return min(age, OLD * UNDATED_SHARE) if best.open else age

    def siblings(self, degree: int) -> float:
        """Return what it costs to enter and leave an entity of this degree by one relation in one direction."""
        return SIBLINGS * _magnitude(degree)

    def bond_parts(self, bond: Bond) -> list[tuple[str, float]]:
        """Return what a hop costs, part by part; sets its period. The parts add up to ``bond.cost``."""
        ties = bond.main_ties()
        spec = self.ontology.relations[bond.relation]
        modality = Modality(ties[0].modality)
        parts = list(self._fixed[bond.relation])
        if modality != Modality.ASSERTED:
            parts.append((f"only {modality}", MODALITY[modality]))
        parts.append(("support", ONE_SOURCE / max(tie.support for tie in ties)))
        parts.append(("confidence", DOUBT * (1 - min(1.0, max(tie.confidence for tie in ties)))))
        if spec.kind == "money":
            known = [tie.amount for tie in ties if tie.amount is not None]
            parts.append(("amount", _amount_cost(sum(known) if known else None)))
        starts = [date.fromisoformat(tie.start).toordinal() for tie in ties if tie.start is not None]
        ends = [date.fromisoformat(tie.end).toordinal() for tie in ties if tie.end is not None]
        bond.first = min(starts) if starts else None
        open_ended = len(ends) < len(ties)
        bond.last = None if open_ended or not ends else max(ends)
        parts.append(("age", self._age(bond, ties, ends, starts)))
        if all(tie.past for tie in ties):
            parts.append(("ended", ENDED))
        bond.cost = sum(cost for _, cost in parts)
        return parts

    def _age(self, bond: Bond, ties: list[Tie], ends: list[int], starts: list[int]) -> float:
        """A state that goes on is of today; an event is as old as its last day."""
        goes_on = "past" in self.ontology.relations[bond.relation].properties
        if goes_on and bond.last is None:
            return 0.0
        newest = max(ends, default=max(starts, default=None))
        if newest is None:
            return OLD * UNDATED_SHARE
        years = max(0, self.today - newest) / _DAYS
        return OLD * years / (years + HALF_AGE_YEARS)

    def node_parts(self, type_name: str, degree: int) -> list[tuple[str, float]]:
        """Return what it costs to pass through an entity, part by part."""
        return [("type of the entity", self._types.get(type_name, 0.0)), ("hub", HUB * _magnitude(degree))]

    def node(self, type_name: str, degree: int) -> float:
        """Return what it costs to pass through an entity."""
        return self._types.get(type_name, 0.0) + HUB * _magnitude(degree)

    def pair_parts(self, left: Bond, degree: int, right: Bond) -> list[tuple[str, float]]:
        """Return what it costs to go from one hop to the next at an entity; either order costs the same."""
        parts = []
        if left.relation == right.relation and (left.relation in self._symmetric or _same_direction(left, right)):
            parts.append(("one of many alike", self.siblings(degree)))
        parts.append(("years apart", self._gap(left, right)))
        return parts

    def pair(self, left: Bond, degree: int, right: Bond) -> float:
        """Return the sum of ``pair_parts``."""
        return sum(cost for _, cost in self.pair_parts(left, degree, right))

    def _gap(self, left: Bond, right: Bond) -> float:
        days = 0
        if left.last is not None and right.first is not None:
            days = right.first - left.last
        if right.last is not None and left.first is not None:
            days = max(days, left.first - right.last)
        years = max(0, days) / _DAYS
        return APART * years / (years + HALF_GAP_YEARS)


@lru_cache(maxsize=4)
def ranker_of(today: date) -> Ranker:
    """Return the ranker of a day, which keeps what it worked out for the next question."""
    return Ranker(today)


class BestCosts(dict[int, float]):
    """What a hop of one relation costs at least, by the packed strength of its ties; worked out when first asked."""

    def __init__(self, ranker: Ranker, relation: str) -> None:
        super().__init__()
        self.ranker = ranker
        self.relation = relation

    def __missing__(self, packed: int) -> float:
        if len(self) >= _MOST_COSTS:
            self.clear()
        cost = self[packed] = self.ranker.best_cost(self.relation, packed) - _ROUNDING
        return cost


def _amount_cost(amount: float | None) -> float:
    """Return what a gift costs by its size; one of unknown size counts as a small one."""
    digits = UNKNOWN_AMOUNT_DIGITS if amount is None else log10(1 + max(0.0, amount))
    return SMALL_AMOUNT * (1 - min(1.0, digits / LARGE_AMOUNT_DIGITS))


def _magnitude(degree: int) -> float:
    return log10(degree / NO_HUB_DEGREE) if degree > NO_HUB_DEGREE else 0.0


def _same_direction(left: Bond, right: Bond) -> bool:
    """Say whether both hops enter, or both leave, the entity that they share (once, as paths are simple)."""
    return left.object == right.object or left.subject == right.subject
