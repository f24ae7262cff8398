"""The step of the path search that finds the entities between two sets of ends (see ``search.py``).

Most of what lies around a busy entity leads nowhere. So what is read first is not ties but ways (``graph/near.py``):
the other ends of one relation, by numbers, each with what the hop to it costs at least. Ways of both sides are put
together by those numbers, the small ones first; what they share are candidates with a bound on the cost of a chain
through them. The ties themselves are fetched for the cheapest candidates only, until the bound says enough.

A busy entity's way is read late or never: where few entities near the other side are cheap enough, their own ways
back say whether they lie around it. The same is done where one side has very many ends, as all entities of a type.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING

from techpol.graph.adjacency import Key, Way
from techpol.queries.around import Around, Cheapest, Part
from techpol.queries.halves import MANY_ENDS, Half, Side

if TYPE_CHECKING:
    from techpol.queries.search import Search

IDS_A_TIE = 100  # reading an id costs a hundredth of reading a tie and making a hop of it
_QUIET = 250  # ways of so many other ends are read at once, with all others of the ends
_LOOK_UP_PRICE = 2_000  # finding one way and reading it costs about as much as reading so many ids more of it
_SEARCH_PRICE = 16  # looking for an id in a sorted way costs about as much as going through so many
_ID_PRICE = 40  # counting an id in and matching it costs about as much as reading so many
_PROBES = 100  # entities that are asked for the first chains, four times as many each time
_FIRST_BATCH = 1_000  # other ends that are read before candidates are weighed, twice as many each time
_LAST_BATCH = 16_000
_FIRST_CHUNK = 16  # candidates that are weighed at once, twice as many each time
_LAST_CHUNK = 1_000

Arrival = tuple[str, str] | None  # relation of the last hop and where the end stands in it; None at the start
Candidate = tuple[float, Key, Part, Part]  # least cost, entity in the middle, part of side 0, part of side 1


class Join:
    """One run: which ways are read, and what lies between."""

    def __init__(self, search: Search, left: Side, right: Side) -> None:
        self.search = search
        self.sides = (left, right)
        self.arrivals = (self._arrivals(left), self._arrivals(right))
        self.nearest = (search.nearest(left), search.nearest(right))
        self.around = (Around(self._read), Around(self._read))
        self.candidates: list[Candidate] = []
        self.names: dict[Key, str] = {}

    def _arrivals(self, side: Side) -> dict[str, dict[Arrival, float]]:
        """Return, for each end, what the half chains to it cost at least, passage included, by their last hop."""
        arrivals: dict[str, dict[Arrival, float]] = {}
        if side.hops == 0:
            start: dict[Arrival, float] = {None: 0.0}
            return dict.fromkeys(side.ends, start)
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
        search.know(arrivals)
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
            base, costs = self._base(number, way), ranker.at_best(way.relation)
            parts.append(Part(way, way.entity, number, base, base + costs[way.best], costs, len(way.others) > 0))
        return parts

    def _base(self, number: int, way: Way) -> float:
        """Return what the half chains to the end that a way is of cost at least, passage on that way included."""
        arrivals = self.arrivals[number][way.entity]
        if len(arrivals) == 1 and None in arrivals:
            return arrivals[None]
        symmetric = way.relation in self.search.symmetric
        return min(
            cost + self.search.ranker.siblings(self.search.degree(way.entity))
            if came is not None and came[0] == way.relation and (symmetric or came[1] == way.side)
            else cost
            for came, cost in arrivals.items()
        )

    # ---- which ways are read ---------------------------------------------------------------------------------
    def run(self) -> None:
        """Read the side of fewer ends, then either go back from what lies around it or read the other side, too."""
        few = 0 if len(self.arrivals[0]) <= len(self.arrivals[1]) else 1
        first = self._parts(few)
        if len(first) == 0 or self._from_few(first):
            return
        second = self._parts(1 - few)
        for parts, opposite in ((first, second), (second, first)):
            cheapest = Cheapest(opposite)
            for part in parts:
                part.bound = part.least + cheapest.beside(part)
        self._put_together([part for part in (*first, *second) if self._worth(part.bound)])

    def _put_together(self, parts: Iterable[Part]) -> None:
        """Put the ways of both sides together, the smallest first; look up last what need not be read."""
        search = self.search
        queue = sorted(
            parts,
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
            if bar == float("inf"):
                self._probe(part)
                bar = search.bar
            wanted = self._worth(part.least + opposite)
            if not part.is_read and not wanted:
                left_over.append(part)
                continue
            self._match(part)
            if wanted:
                self.around[part.side].add(part, opposite)
            weight += part.way.ends
        self._settle()
        self._look_up(left_over)

    def _probe(self, part: Part) -> None:
        """Look for the first chains through some of what is around the other side, as they give a bar.

        Done where all of it would cost more: without a bar nothing is too dear.
        """
        search, around = self.search, self.around[1 - part.side]
        ids = len(around.least) + sum(waiting.way.ends for waiting, _ in around.waiting)
        price = part.way.ends + ids * _ID_PRICE
        number = _PROBES
        while search.bar == float("inf") and number * _LOOK_UP_PRICE < price and search.may_read(number):
            around.ask(search.bar, part.least, number)
            self._match_back([part], around.closest(number), part.way.relation, part.way.side)
            self._settle()
            if len(around.least) < number:
                return
            number *= 4

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
            around.ask(search.bar, min(part.least for part in alike))
            alike = [part for part in alike if around.nearest <= search.bar - part.least]
            alike.sort(key=lambda part: part.least)
            read = self._worth_reading(alike, around)
            for part in alike[:read]:
                self._match(part)
                self._settle()
            known = around.within(max((search.bar - part.least for part in alike[read:]), default=-1.0))
            if len(known) > 0:
                self._match_back(alike[read:], known, relation, stands)
                self._settle()

    def _worth_reading(self, parts: Sequence[Part], around: Around) -> int:
        """Return how many of the first of some parts, the cheapest first, to read; the others are to be looked up
        from what is around the other side: the dearer they are, the less of it is near enough."""
        prices, reading = [], 0
        for part in parts:
            prices.append(reading + around.count(self.search.bar - part.least) * _LOOK_UP_PRICE)
            reading += part.way.ends + _LOOK_UP_PRICE
        prices.append(reading)
        return prices.index(min(prices))

    # ---- few ways to many ends -------------------------------------------------------------------------------
    def _from_few(self, parts: list[Part]) -> bool:
        """Join the ways of one side with very many ends from what lies around the few; say whether it was done.

        The ways back of what lies around the few say which of the ends it is near to, so that no way out of the many
        is read.
        """
        search = self.search
        few, many = parts[0].side, 1 - parts[0].side
        if len(self.arrivals[many]) < MANY_ENDS:
            return False
        opposite = self.nearest[many] + search.least
        wanted = [part for part in parts if self._worth(part.least + opposite)]
        weight = sum(part.way.ends for part in wanted)
        if weight > len(self.arrivals[many]) or not search.may_read(weight):
            return False
        search.found.read += weight
        for part in wanted:
            self.around[few].add(part, opposite)
        self.around[few].ask(search.bar, opposite)
        keys = self.sides[many].keys_by(search.view)
        busy: dict[tuple[str, str], set[Key]] = {}
        for way in search.view.ways_around(list(self.around[few].least), search.edge_filter, _QUIET):
            if len(way.others) == 0:
                busy.setdefault((way.relation, _other(way.side)), set()).add(way.key)
            else:
                for key in keys.keys() & way.others:
                    strength = way.strengths[bisect_left(way.others, key)]
                    self._face(way.key, many, keys[key], way.relation, _other(way.side), strength)
        stood = search.view.standing(keys, search.edge_filter) if len(busy) > 0 else ()
        for relation, stands in busy.keys() & stood:
            fars = busy[relation, stands]
            for key, others, strengths in search.view.ways_back(keys, relation, stands, search.edge_filter):
                for far in fars.intersection(others):
                    self._face(far, many, keys[key], relation, stands, strengths[bisect_left(others, far)])
        self._settle()
        return True

    def _face(self, far: Key, side: int, end: str, relation: str, stands: str, strength: int) -> None:
        """Make candidates of an entity that is around the few and near to one of the many ends."""
        if end in self.arrivals[side]:
            way = Way(end, end, relation, stands, 0, 0, (), ())
            base, costs = self._base(side, way), self.search.ranker.at_best(relation)
            cost = base + costs[strength]
            if cost + self.around[1 - side].least[far] <= self.search.bar:
                self._add(far, cost, Part(way, end, side, base, cost, costs, False))

    # ---- what lies between -----------------------------------------------------------------------------------
    def _match_back(self, parts: list[Part], known: list[Key], relation: str, stands: str) -> None:
        """Make candidates of those of some entities that have ties to the ends of parts, by the ways out of them.

        In the ties the ends are what ``stands`` says.
        """
        search = self.search
        if not search.may_read(len(known)):
            for part in parts:
                search.cut_off(part.end)
            return
        search.found.read += len(known)
        by_key = {part.way.key: part for part in parts}
        for far, others, strengths in search.view.ways_back(known, relation, _other(stands), search.edge_filter):
            for key in by_key.keys() & others:
                part = by_key[key]
                self._add(far, part.base + part.costs[strengths[bisect_left(others, key)]], part)

    def _add(self, far: Key, cost: float, part: Part) -> None:
        """Make candidates of an entity that is near to a part, with each part opposite that it is near to."""
        room = self.search.bar - cost
        for other, facing in self.around[1 - part.side].ways_to(far):
            if other <= room and facing.end != part.end:
                both = (part, facing) if part.side == 0 else (facing, part)
                self.candidates.append((cost + other, far, *both))

    def _match(self, part: Part) -> None:
        """Make candidates of what a part shares with the parts opposite; it is read where one is near enough."""
        around = self.around[1 - part.side]
        if len(self.candidates) > 0 and sum(waiting.way.ends for waiting, _ in around.waiting) > _FIRST_BATCH:
            self._settle()
        around.ask(self.search.bar, part.least)
        room = self.search.bar - part.least
        if around.nearest > room or not (part.is_read or self._read(part)):
            return
        base, costs, others, strengths = part.base, part.costs, part.way.others, part.way.strengths
        shared: Collection[Key] = ()
        is_busy = len(others) > _QUIET and len(others) * _SEARCH_PRICE > len(around.least)
        if is_busy:
            shared = around.within(room)
        if not is_busy or len(shared) * _SEARCH_PRICE >= len(others):
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
                    bound = least + ranker.node(*search.facts[far]) + self._alike(first.way, second.way, far)
                    if bound <= bar:
                        close.append((bound, far, first, second))
            close.sort(key=itemgetter(0))
            self._weigh(close)

    def _alike(self, first: Way, second: Way, far: str) -> float:
        """Return what it costs to go from one way to the next at an entity, but for the years between."""
        if first.relation != second.relation or (
            first.side != second.side and first.relation not in self.search.symmetric
        ):
            return 0.0
        return self.search.ranker.siblings(self.search.degree(far))

    def _weigh(self, close: list[tuple[float, str, Part, Part]]) -> None:
        """Fetch the ties of candidates, a few at a time, and keep the chains."""
        search = self.search
        position, size = 0, _FIRST_CHUNK
        while position < len(close) and close[position][0] <= search.bar:
            few = [candidate for candidate in close[position : position + size] if candidate[0] <= search.bar]
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
                for half in self.sides[part.side].halves(part.end)
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


def _other(side: str) -> str:
    """Return the side of a relation on which the other end stands."""
    return "object" if side == "subject" else "subject"
