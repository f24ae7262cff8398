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

from techpol.graph.adjacency import Key, Way
from techpol.queries.halves import Half, Side
from techpol.queries.ranking import BestCosts

if TYPE_CHECKING:
    from techpol.queries.search import Search

IDS_A_TIE = 100  # reading an id costs a hundredth of reading a tie and making a hop of it
_QUIET = 250  # ways of so many other ends are read at once, with all others of the ends
_LOOK_UP_PRICE = 10_000  # finding one way and reading it costs about as much as reading so many ids more of it
_SEARCH_PRICE = 8  # looking for an id in a sorted way costs about as much as going through so many
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
    bound: float = 0.0  # what a chain through it costs at least, by the parts opposite

    @property
    def end(self) -> str:
        """The entity that it is a way out of."""
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


class Around:
    """The entities around the parts of one side that were read, and what it costs at least to come there.

    There are very many of them, so most take one place in two tables and no object of their own.
    """

    def __init__(self) -> None:
        self.least: dict[Key, float] = {}
        self.part: dict[Key, Part] = {}  # that it is of
        self.more: dict[Key, list[tuple[float, Part]]] = {}  # dearer ways there
        self.ordered: list[float] | None = None

    def add(self, part: Part, room: float) -> None:
        """Count in what lies around a part at no more than a cost."""
        self.ordered = None
        base, costs = part.base, part.costs
        near = {
            far: cost
            for far, strength in zip(part.way.others, part.way.strengths, strict=True)
            if (cost := base + costs[strength]) <= room
        }
        for far in self.least.keys() & near:
            other = (self.least[far], self.part[far])
            if near[far] < other[0]:
                self.more.setdefault(far, []).append(other)
            else:
                self.more.setdefault(far, []).append((near.pop(far), part))
        self.least.update(near)
        self.part.update(dict.fromkeys(near, part))

    def ways_to(self, far: Key) -> list[tuple[float, Part]]:
        """Return all ways to an entity that is around, the cheapest first."""
        return [(self.least[far], self.part[far]), *self.more.get(far, ())]

    def count(self, room: float) -> int:
        """Return how many entities some way leads to at no more than a cost."""
        if self.ordered is None:
            self.ordered = sorted(self.least.values())
        return bisect_right(self.ordered, room)

    def within(self, room: float) -> list[Key]:
        """Return the entities that some way leads to at no more than a cost."""
        return [far for far, cost in self.least.items() if cost <= room]


Arrival = tuple[str, str] | None  # relation of the last hop and where the end stands in it; None at the start
Candidate = tuple[float, Key, Part, Part]  # least cost, entity in the middle, part of side 0, part of side 1


class Join:
    """One run: which ways are read, and what lies between."""

    def __init__(self, search: Search, left: Side, right: Side) -> None:
        self.search = search
        self.sides = (left, right)
        self.arrivals = (self._arrivals(left), self._arrivals(right))
        self.nearest = tuple(
            min((cost for costs in ends.values() for cost in costs.values()), default=float("inf"))
            for ends in self.arrivals
        )
        self.parts: tuple[list[Part], list[Part]] = (self._parts(0), self._parts(1))
        for parts, opposite in zip(self.parts, reversed(self.parts), strict=True):
            cheapest = Cheapest(opposite)
            for part in parts:
                part.bound = part.least + cheapest.beside(part)
        self.around = (Around(), Around())
        self.candidates: list[Candidate] = []
        self.names: dict[Key, str] = {}

    def _arrivals(self, side: Side) -> dict[str, dict[Arrival, float]]:
        """Return, for each end, what the half chains to it cost at least, passage included, by their last hop."""
        arrivals: dict[str, dict[Arrival, float]] = {}
        for end, halves in side.ends.items():
            came_for = arrivals[end] = {}
            for half in halves:
                bond = half.bond
                came = None if bond is None else (bond.relation, "object" if bond.object == end else "subject")
                cost = self.search.end_cost(half)
                if cost < came_for.get(came, float("inf")):
                    came_for[came] = cost
        return arrivals

    def _parts(self, number: int) -> list[Part]:
        search, ranker = self.search, self.search.ranker
        arrivals = self.arrivals[number]
        room = search.bar - self.nearest[1 - number] - 2 * search.least
        weight = 0
        ends = []
        for end in sorted(arrivals, key=search.degree):
            if min(arrivals[end].values()) > room:
                continue
            weight += min(_QUIET, search.degree(end))
            if search.may_read(weight // IDS_A_TIE):
                ends.append(end)
            else:
                search.cut_off(end)
        parts = []
        search.found.read += weight // IDS_A_TIE
        for way in search.ways_of(ends, _QUIET):
            symmetric = way.relation in search.symmetric
            base = min(
                [
                    cost + ranker.siblings(search.degree(way.entity))
                    if came is not None and came[0] == way.relation and (symmetric or came[1] == way.side)
                    else cost
                    for came, cost in arrivals[way.entity].items()
                ]
            )
            costs = ranker.at_best(way.relation)
            least = costs[way.best]
            is_read = len(way.others) > 0
            parts.append(Part(way, number, base, base + least, costs, is_read))
        return parts

    # ---- which ways are read ---------------------------------------------------------------------------------
    def run(self) -> None:
        """Put the ways of both sides together, the smallest first; look up last what need not be read."""
        search = self.search
        if len(self.parts[0]) == 0 or len(self.parts[1]) == 0:
            return
        queue = sorted(
            (part for parts in self.parts for part in parts if self._worth(part.bound)),
            key=lambda part: (part.way.ends, part.end, part.side, part.way.relation, part.way.side),
        )
        left_over: list[Part] = []
        weight, batch, bar = 0, _FIRST_BATCH, search.bar
        for part, opposite in zip(queue, self._later(queue), strict=True):
            if not part.is_read or weight >= batch:
                if search.late():
                    search.found.complete = False
                    return
                self._settle()
                bar = search.bar
                if weight >= batch:
                    weight, batch = 0, min(batch * 2, _LAST_BATCH)
            if part.bound > bar:
                continue
            wanted = self._worth(part.least + opposite)
            if not part.is_read:
                if not wanted:
                    left_over.append(part)
                    continue
                if not self._read(part):
                    continue
            self._match(part)
            if wanted:
                self.around[part.side].add(part, bar - opposite)
            weight += part.way.ends
        self._settle()
        self._look_up(left_over)

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

    def _read(self, part: Part) -> bool:
        """Read the other ends of a busy entity; say whether the budget let it."""
        search = self.search
        if not search.may_read(part.way.ends // IDS_A_TIE):
            search.cut_off(part.end)
            return False
        search.found.read += part.way.ends // IDS_A_TIE
        part.way = search.read_way(part.way)
        part.is_read = True
        return True

    def _look_up(self, parts: list[Part]) -> None:
        """Join busy entities with what the other side knows; nothing that is still to come stands opposite to them.

        Where few entities matter, the way back from each of them says which of the busy ones are around it.
        """
        search = self.search
        together: dict[tuple[int, str, str], list[Part]] = {}
        for part in parts:
            if part.bound <= search.bar:
                together.setdefault((part.side, part.way.relation, part.way.side), []).append(part)
        for (side, relation, stands), alike in together.items():
            around = self.around[1 - side]
            alike = [part for part in alike if around.count(search.bar - part.least) > 0]
            if len(alike) == 0:
                continue
            room = search.bar - min(part.least for part in alike)
            known = around.count(room)
            if sum(part.way.ends + _LOOK_UP_PRICE for part in alike) > known * _LOOK_UP_PRICE:
                if search.may_read(known):
                    search.found.read += known
                    self._match_back(alike, around.within(room), relation, stands)
                else:
                    for part in alike:
                        search.cut_off(part.end)
                self._settle()
                continue
            for part in alike:
                if around.count(search.bar - part.least) > 0 and self._read(part):
                    self._match(part)
                    self._settle()

    # ---- what lies between -----------------------------------------------------------------------------------
    def _match_back(self, parts: list[Part], known: list[Key], relation: str, stands: str) -> None:
        """Make candidates of those of some entities that have ties to the ends of parts, by the ways out of them.

        In the ties the ends are what ``stands`` says.
        """
        by_key = {part.way.key: part for part in parts}
        back = "object" if stands == "subject" else "subject"
        for far, others, strengths in self.search.view.ways_back(known, relation, back, self.search.edge_filter):
            for other, strength in zip(others, strengths, strict=True):
                part = by_key.get(other)
                if part is not None:
                    self._add(far, part.base + part.costs[strength], part)

    def _add(self, far: Key, cost: float, part: Part) -> None:
        """Make candidates of an entity that is near to a part, with each part opposite that it is near to."""
        room = self.search.bar - cost
        for other, facing in self.around[1 - part.side].ways_to(far):
            if other <= room and facing.end != part.end:
                both = (part, facing) if part.side == 0 else (facing, part)
                self.candidates.append((cost + other, far, *both))

    def _match(self, part: Part) -> None:
        """Make candidates of what a part that was read shares with the parts opposite."""
        around = self.around[1 - part.side]
        base, costs, others, strengths = part.base, part.costs, part.way.others, part.way.strengths
        room = self.search.bar - part.least
        shared: Iterable[Key]
        if len(others) > _QUIET and around.count(room) * _SEARCH_PRICE < len(others):
            shared = around.within(room)
        else:
            shared = around.least.keys() & others
        for far in shared:
            place = bisect_left(others, far)
            if place < len(others) and others[place] == far:
                self._add(far, base + costs[strengths[place]], part)

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
