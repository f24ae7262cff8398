"""The step of the path search that finds the entities between two sets of ends (see ``search.py``).

Most of what lies around a busy entity leads nowhere. So what is read first is not ties but ways (``graph/near.py``):
the other ends of one relation, by numbers, each with what the hop to it costs at least. Ways of both sides are put
together by those numbers, the small ones first; what they share are candidates with a bound on the cost of a chain
through them. The ties themselves are fetched for the cheapest candidates only, until the bound says enough.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from techpol.graph.adjacency import Key, Tie, Way, strength_row
from techpol.graph.strength import pack
from techpol.queries.halves import Half, Side
from techpol.queries.ranking import BestCosts

if TYPE_CHECKING:
    from techpol.queries.search import Search

IDS_A_TIE = 10  # reading an id costs a tenth of reading a tie and making a hop of it
_QUIET = 250  # ways of so many other ends are read at once, with all others of the ends
_LOOK_UP_PRICE = 60  # looking up the ties of a pair costs about as much as reading so many ids of a way
_SEARCH_PRICE = 8  # looking for a number in a sorted way costs about as much as reading so many
_FIRST_BATCH = 1_000  # other ends that are read before candidates are weighed, twice as many each time
_LAST_BATCH = 16_000
_FIRST_CHUNK = 16  # candidates that are weighed at once, twice as many each time
_LAST_CHUNK = 1_000


@dataclass(slots=True, eq=False)
class Part:
    """A way out of an end. ``base`` is what the half chains to the end cost at least, passage through it included;
    ``least`` adds what the cheapest hop out of it costs."""

    way: Way
    side: int
    base: float
    least: float
    costs: BestCosts
    is_read: bool

    @property
    def end(self) -> str:
        """The end that it is a way out of."""
        return self.way.entity


class Cheapest:
    """The least cost of some parts, told apart by whether they are ways out of one end or of others."""

    def __init__(self, parts: Iterable[Part]) -> None:
        self.first = self.second = float("inf")
        self.end = ""
        for part in parts:
            self.add(part)

    def add(self, part: Part) -> None:
        """Count a part in."""
        if part.end == self.end:
            self.first = min(self.first, part.least)
        elif part.least < self.first:
            self.first, self.second, self.end = part.least, self.first, part.end
        else:
            self.second = min(self.second, part.least)

    def beside(self, part: Part) -> float:
        """Return the least cost of those that are ways out of another end than this part's."""
        return self.second if part.end == self.end else self.first


Candidate = tuple[float, Key, Part, Part]  # least cost, entity in the middle, part of side 0, part of side 1


class Join:
    """One run: which ways are read, and what lies between."""

    def __init__(self, search: Search, left: Side, right: Side) -> None:
        self.search = search
        self.sides = (left, right)
        self.nearest_of = tuple(
            {end: min(map(search.end_cost, halves)) for end, halves in side.ends.items()} for side in self.sides
        )
        self.nearest = tuple(min(costs.values(), default=float("inf")) for costs in self.nearest_of)
        self.parts: tuple[list[Part], list[Part]] = (self._parts(0), self._parts(1))
        self.cheapest = (Cheapest(self.parts[0]), Cheapest(self.parts[1]))
        # What lies around the parts that were read: the cost to come there at least, and by which part.
        self.index: tuple[dict[Key, list[tuple[float, Part]]], ...] = ({}, {})
        self.ordered: list[list[tuple[float, Key]] | None] = [None, None]
        self.candidates: list[Candidate] = []
        self.names: dict[Key, str] = {}

    def _parts(self, number: int) -> list[Part]:
        search, ranker = self.search, self.search.ranker
        ends = self.sides[number].ends
        arrivals: dict[str, dict[tuple[str, str] | None, float]] = {}
        room = search.bar - self.nearest[1 - number] - 2 * search.least
        weight = 0
        for end in sorted(ends, key=search.degree):
            if self.nearest_of[number][end] > room:
                continue
            weight += min(_QUIET, search.degree(end))
            if not search.may_read(weight // IDS_A_TIE):
                search.cut_off(end)
                continue
            halves = ends[end]
            came_for: dict[tuple[str, str] | None, float] = {}
            for half in halves:
                bond = half.bond
                came = None if bond is None else (bond.relation, "object" if bond.object == end else "subject")
                cost = search.end_cost(half)
                if cost < came_for.get(came, float("inf")):
                    came_for[came] = cost
            arrivals[end] = came_for
        parts = []
        for way in search.view.ways(arrivals, search.edge_filter, _QUIET):
            symmetric = way.relation in search.symmetric
            base = min(
                cost + ranker.siblings(search.degree(way.entity))
                if came is not None and came[0] == way.relation and (symmetric or came[1] == way.side)
                else cost
                for came, cost in arrivals[way.entity].items()
            )
            costs = ranker.at_best(way.relation)
            is_read = len(way.others) > 0
            least = min(map(costs.__getitem__, set(way.strengths))) if is_read else costs[way.best]
            parts.append(Part(way, number, base, base + least, costs, is_read))
        return parts

    # ---- which ways are read ---------------------------------------------------------------------------------
    def run(self) -> None:
        """Put the ways of both sides together, the smallest first."""
        search = self.search
        if len(self.parts[0]) == 0 or len(self.parts[1]) == 0:
            return
        queue = sorted(
            (
                part
                for parts in self.parts
                for part in parts
                if self._worth(part.least + self.cheapest[1 - part.side].beside(part))
            ),
            key=lambda part: (part.way.ends, part.end, part.side, part.way.relation, part.way.side),
        )
        later = self._later(queue)
        weight, batch = 0, _FIRST_BATCH
        for part, opposite in zip(queue, later, strict=True):
            if search.late():
                search.found.complete = False
                return
            if not part.is_read:
                self._settle()
            if not self._worth(part.least + self.cheapest[1 - part.side].beside(part)):
                continue
            wanted = self._worth(part.least + opposite)
            if not part.is_read and not self._read(part, wanted):
                continue
            search.found.read += part.way.ends // IDS_A_TIE
            self._match(part)
            if wanted:
                self._remember(part, opposite)
            weight += part.way.ends
            if weight >= batch:
                self._settle()
                weight, batch = 0, min(batch * 2, _LAST_BATCH)
        self._settle()

    def _worth(self, cost: float) -> bool:
        """Say whether a chain of this cost would be kept; one of infinite cost is none."""
        return cost <= self.search.bar and cost < float("inf")

    def _later(self, queue: Sequence[Part]) -> list[float]:
        """Return, for each part, the least cost of those of the other side that come after it."""
        coming = (Cheapest(()), Cheapest(()))
        found = []
        for part in reversed(queue):
            found.append(coming[1 - part.side].beside(part))
            coming[part.side].add(part)
        return found[::-1]

    def _read(self, part: Part, wanted: bool) -> bool:
        """Read the other ends of a busy entity, unless those that matter can be looked up; say whether it was read.

        ``wanted`` says that parts of the other side still to come may need them.
        """
        search = self.search
        room = search.bar - part.least
        known = [far for far in self._within(1 - part.side, room) if far != part.end]
        if len(known) == 0 and not wanted:
            return False
        looked_up = not wanted and len(known) * _LOOK_UP_PRICE < part.way.ends
        if not search.may_read(len(known) if looked_up else part.way.ends // IDS_A_TIE):
            search.cut_off(part.end)
            return False
        if looked_up:
            search.found.read += len(known)
            self._look_up(part, known)
            return False
        part.way = search.view.way(part.way, search.edge_filter)
        part.is_read = True
        return True

    # ---- what lies between -----------------------------------------------------------------------------------
    def _look_up(self, part: Part, known: list[Key]) -> None:
        """Make candidates of those of some entities that a busy entity has ties to, without reading its way."""
        search, view = self.search, self.search.view
        self._name(known)
        ids = {self.names[far]: far for far in known if far in self.names}
        hops = [
            (part.end, part.way.relation, far) if part.way.side == "subject" else (far, part.way.relation, part.end)
            for far in ids
        ]
        ties: dict[str, list[Tie]] = {}
        for tie in view.hop_ties(hops, search.edge_filter):
            ties.setdefault(tie.object if part.way.side == "subject" else tie.subject, []).append(tie)
        for far, found in ties.items():
            cost = part.base + part.costs[pack(map(strength_row, found))]
            self._add(ids[far], cost, part)

    def _add(self, far: Key, cost: float, part: Part) -> None:
        """Make candidates of an entity that is near to a part, with each part opposite that it is near to."""
        room = self.search.bar - cost
        for other, facing in self.index[1 - part.side].get(far, ()):
            if other <= room and facing.end != part.end:
                both = (part, facing) if part.side == 0 else (facing, part)
                self.candidates.append((cost + other, far, *both))

    def _match(self, part: Part) -> None:
        """Make candidates of what a part that was read shares with the parts opposite."""
        index = self.index[1 - part.side]
        base, costs, others, strengths = part.base, part.costs, part.way.others, part.way.strengths
        if len(index) * _SEARCH_PRICE < len(others):
            for far in self._within(1 - part.side, self.search.bar - part.least):
                place = bisect_left(others, far)
                if place < len(others) and others[place] == far:
                    self._add(far, base + costs[strengths[place]], part)
            return
        for far, strength in zip(others, strengths, strict=True):
            if far in index:
                self._add(far, base + costs[strength], part)

    def _remember(self, part: Part, opposite: float) -> None:
        """Keep what lies around a part, as far as it may be part of a chain with a part still to come."""
        index = self.index[part.side]
        self.ordered[part.side] = None
        base, costs = part.base, part.costs
        room = self.search.bar - opposite
        for far, strength in zip(part.way.others, part.way.strengths, strict=True):
            cost = base + costs[strength]
            if cost <= room:
                ways = index.get(far)
                if ways is None:
                    index[far] = [(cost, part)]
                else:
                    ways.append((cost, part))

    def _within(self, side: int, room: float) -> list[Key]:
        """Return the entities around the parts of a side that were read to which some way costs no more than that."""
        ordered = self.ordered[side]
        if ordered is None:
            least = [
                (min(ways, key=itemgetter(0))[0] if len(ways) > 1 else ways[0][0], far)
                for far, ways in self.index[side].items()
            ]
            ordered = self.ordered[side] = sorted(least, key=itemgetter(0))
        return [far for _, far in ordered[: bisect_right(ordered, room, key=itemgetter(0))]]

    def _name(self, keys: Iterable[Key]) -> None:
        """Learn the ids, types and degrees of entities."""
        unknown = [key for key in keys if key not in self.names]
        if len(unknown) > 0:
            for key, (name, type_name, degree) in self.search.view.named(unknown).items():
                self.names[key] = name
                self.search.facts.setdefault(name, (type_name, degree))

    # ---- candidates --------------------------------------------------------------------------------------------
    def _settle(self) -> None:
        """Weigh the candidates, the cheapest first, and keep the chains, until the bound says enough."""
        search, ranker = self.search, self.search.ranker
        candidates, self.candidates = self.candidates, []
        candidates.sort(key=itemgetter(0))
        position, size = 0, _FIRST_CHUNK
        while position < len(candidates):
            bar = search.bar
            chunk = [candidate for candidate in candidates[position : position + size] if candidate[0] <= bar]
            position += size
            size = min(size * 2, _LAST_CHUNK)
            if len(chunk) == 0:
                return
            if search.late():
                search.found.complete = False
                return
            self._name({far for _, far, _, _ in chunk})
            close: list[tuple[float, str, Part, Part]] = []
            for least, key, first, second in chunk:
                far = self.names.get(key)
                if far is not None and search.inner(far) and far not in (first.end, second.end):
                    bound = least + ranker.node(*search.facts[far])
                    if bound <= bar:
                        close.append((bound, far, first, second))
            close.sort(key=itemgetter(0))
            self._weigh(close)

    def _weigh(self, close: list[tuple[float, str, Part, Part]]) -> None:
        """Fetch the ties of candidates, a few at a time, and keep the chains."""
        search = self.search
        position, size = 0, _FIRST_CHUNK
        while position < len(close) and close[position][0] <= search.bar:
            few = close[position : position + size]
            position += size
            search.fetch_hops([_hop(part, far) for _, far, *parts in few for part in parts])
            for bound, far, first, second in few:
                if bound > search.bar:
                    return
                self._pair(far, first, second)

    def _pair(self, far: str, first: Part, second: Part) -> None:
        """Keep the chains through one middle entity and one end of each side."""
        search = self.search
        lefts, rights = (
            [
                Half(far, bond, half, search.extended(half, bond))
                for bond in search.hop_bonds(_hop(part, far))
                for half in self.sides[part.side].ends[part.end]
                if far not in half.nodes
            ]
            for part in (first, second)
        )
        for left in lefts:
            for right in rights:
                search.meet(left, right)


def _hop(part: Part, far: str) -> tuple[str, str, str]:
    """Return the hop from a part to an entity, as its ties say it."""
    ends = (part.end, far) if part.way.side == "subject" else (far, part.end)
    return ends[0], part.way.relation, ends[1]
