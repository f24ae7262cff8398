"""What lies around the ends of the path search, and what it costs at least to come there (see ``join.py``)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from heapq import nsmallest

from techpol.graph.adjacency import Key, Way
from techpol.queries.ranking import BestCosts


@dataclass(slots=True, eq=False)
class Part:
    """A way out of an end. ``base`` is what the half chains to the end cost at least, passage through it included;
    ``least`` adds what the cheapest hop out of it costs."""

    way: Way
    end: str  # the entity that it is a way out of
    side: int
    base: float
    least: float
    costs: BestCosts
    is_read: bool
    bound: float = 0.0  # what a chain through it costs at least, by the parts opposite


class Cheapest:
    """The least cost of some parts, told apart by whether they are ways out of one end or of others."""

    def __init__(self, parts: Iterable[Part]) -> None:
        self.first = self.second = float("inf")
        self.end = ""
        for part in parts:
            self.add(part)

    def add(self, part: Part) -> None:
        """Count a part in."""
        if part.least >= self.second:
            return
        if part.end == self.end:
            self.first = min(self.first, part.least)
        elif part.least < self.first:
            self.first, self.second, self.end = part.least, self.first, part.end
        else:
            self.second = part.least

    def beside(self, part: Part) -> float:
        """Return the least cost of those that are ways out of another end than this part's."""
        return self.second if part.end == self.end else self.first


class Around:
    """The entities around the parts of one side and what it costs at least to come there.

    There are very many of them, so most take one place in two tables and no object of their own. A way is only read
    and gone through when something opposite asks: by then the bar is lower, and less of the way is near enough.
    """

    def __init__(self, read: Callable[[Part], bool]) -> None:
        self.read = read  # reads the other ends of a part, and says whether it could
        self.least: dict[Key, float] = {}
        self.part: dict[Key, Part] = {}  # that it is of
        self.more: dict[Key, list[tuple[float, Part]]] = {}  # dearer ways there
        self.nearest = float("inf")  # the least of all costs
        self.ordered: list[float] | None = None
        self.waiting: list[tuple[Part, float]] = []

    def add(self, part: Part, opposite: float) -> None:
        """Take a part in; ``opposite`` is the least that a chain through it costs beside."""
        self.waiting.append((part, opposite))

    def ask(self, bar: float, opposite: float, enough: float = float("inf")) -> None:
        """Count in what lies around the parts that make chains of no more than the bar with this cost opposite.

        With so many entities around as are ``enough``, the other parts go on waiting.
        """
        waiting, self.waiting = self.waiting, []
        for part, least in waiting:
            if part.least + opposite <= bar and len(self.least) < enough:
                if part.is_read or self.read(part):
                    self._count_in(part, bar - least)
            elif part.least + least <= bar:
                self.waiting.append((part, least))

    def _count_in(self, part: Part, room: float) -> None:
        base, costs = part.base, part.costs
        near = {
            far: cost
            for far, strength in zip(part.way.others, part.way.strengths, strict=True)
            if (cost := base + costs[strength]) <= room
        }
        if len(near) == 0:
            return
        self.ordered = None
        self.nearest = min(self.nearest, min(near.values()))
        for far in self.least.keys() & near.keys():
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
        if self.nearest > room:
            return []
        return [far for far, cost in self.least.items() if cost <= room]

    def closest(self, number: int) -> list[Key]:
        """Return so many of the entities, the nearest ones."""
        return nsmallest(number, self.least, key=self.least.__getitem__)
