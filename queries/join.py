"""The step of the path search that finds the entities between two sets of ends (see ``search.py``)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from techpol.graph.adjacency import Tie
from techpol.queries.halves import Half, Side

if TYPE_CHECKING:
    from techpol.queries.search import Search

PROBE_PRICE = 3  # looking up one pair costs about as much as reading three ties in a row
BATCH_TIES = 4_000
BUSY = 200  # from so many ties on, an end's ties are read in two parts
_SLACK = 1e-9


@dataclass(slots=True)
class Part:
    """Ties of one end that are read together: all of a quiet end's, or one of the two parts of a busy one's.

    ``least`` is what a half chain to this end and one hop on from it cost at least.
    """

    end: str
    side: int
    group: str  # all, mass (of the relation and direction that led here), other
    weight: int
    least: float
    relation: str = ""
    stands: str = ""  # subject or object: where the end stands in the ties of the mass
    open: bool = True


class Join:
    """One run of ``_join_across``: which ties of which ends are read, and what lies between."""

    def __init__(self, search: Search, left: Side, right: Side) -> None:
        self.search = search
        self.sides = (left, right)
        self.costs = tuple(
            {end: min(search.end_cost(half) for half in halves) for end, halves in side.ends.items()}
            for side in self.sides
        )
        self.parts = tuple(
            [part for end in side.ends for part in self._split(number, end)] for number, side in enumerate(self.sides)
        )
        self.by_cost = tuple(sorted(parts, key=lambda part: part.least) for parts in self.parts)
        # entity in the middle -> parts that reach it, with the ties; and the least that any of them costs up to it
        self.middle: tuple[dict[str, list[tuple[Part, list[Tie]]]], ...] = ({}, {})
        self.low: tuple[dict[str, float], ...] = ({}, {})

    def _split(self, number: int, end: str) -> list[Part]:
        """Split the ties of a busy end: those like the one that led here, of which there are many, and the others."""
        search = self.search
        degree = search.degree(end)
        cost = self.costs[number][end]
        ways = {
            (half.bond.relation, "object" if half.bond.object == end else "subject")
            if half.bond is not None
            else None
            for half in self.sides[number].ends[end]
        }
        way = next(iter(ways))
        if len(ways) > 1 or way is None or way[0] in search.symmetric or degree <= BUSY or end in search.around:
            weight = 0 if end in search.around else degree
            return [Part(end, number, "all", weight, cost + search.least)]
        relation, stands = way
        mass = cost + search.ranker.least(frozenset({relation})) + search.ranker.siblings(degree)
        return [
            Part(end, number, "other", min(degree, BUSY), cost + search.least, relation, stands),
            Part(end, number, "mass", degree, mass, relation, stands),
        ]

    def _worth(self, part: Part) -> bool:
        """Say whether some part opposite, still open, may make a chain worth keeping with this one."""
        room = self.search.bar - part.least
        for facing in self.by_cost[1 - part.side]:
            if facing.least > room:
                return False
            if facing.open and facing.end != part.end:
                return True
        return False

    def run(self) -> None:
        """Read parts, the smallest first, while one side has unread ones that matter; look the rest up."""
        search = self.search
        queue = sorted(
            (*self.parts[0], *self.parts[1]), key=lambda part: (part.weight, part.end, part.side, part.group)
        )
        left_open = [len(parts) for parts in self.parts]
        batch: list[Part] = []
        weight = 0
        for part in queue:
            if min(left_open) == 0:
                break
            if len(batch) > 0 and weight + part.weight > BATCH_TIES:
                self._take(batch)
                batch, weight = [], 0
            if not self._worth(part):
                continue
            if not search.may_read(weight + part.weight):
                search.cut_off(part.end)
                continue
            batch.append(part)
            weight += part.weight
            # Once a side is read to the end, what is left opposite can be looked up pair by pair.
            part.open = False
            left_open[part.side] -= 1
        self._take(batch)
        self._look_up()

    def _ties(self, parts: list[Part]) -> Iterator[tuple[Part, dict[str, list[Tie]]]]:
        """Read parts, and yield each with its ties by the entity at the other end."""
        search = self.search
        search.read([part.end for part in parts if part.group == "all"])
        for part in parts:
            if part.group == "all":
                yield part, search.around[part.end]
                continue
            found: dict[str, list[Tie]] = {}
            for tie in self._read_part(part):
                search.found.read += 1
                far = tie.object if tie.subject == part.end else tie.subject
                if far != part.end:
                    found.setdefault(far, []).append(tie)
            yield part, found

    def _read_part(self, part: Part) -> Iterator[Tie]:
        view, edge_filter = self.search.view, self.search.edge_filter
        only = frozenset({part.relation})
        if part.group == "mass":
            yield from view.adjacent([part.end], replace(edge_filter, relations=only), side=part.stands)
            return
        across = "subject" if part.stands == "object" else "object"
        yield from view.adjacent([part.end], edge_filter, side=across)
        others = replace(edge_filter, avoid_relations=edge_filter.avoid_relations | only)
        yield from view.adjacent([part.end], others, side=part.stands)

    def _take(self, batch: list[Part]) -> None:
        """Read parts, and join what is now known on both sides, the likeliest first."""
        search = self.search
        if len(batch) == 0:
            return
        fresh: list[tuple[str, Part, list[Tie]]] = []
        for part, found in self._ties(batch):
            cost = self.costs[part.side][part.end]
            middle, low = self.middle[part.side], self.low[part.side]
            extra = search.ranker.siblings(search.degree(part.end)) if part.group == "mass" else 0.0
            for far, ties in found.items():
                if not search.inner(far):
                    continue
                least = cost + search.ranker.at_least(ties) + extra
                middle.setdefault(far, []).append((part, ties))
                low[far] = min(low.get(far, least), least)
                fresh.append((far, part, ties))
        self._join(fresh)

    def _join(self, fresh: list[tuple[str, Part, list[Tie]]]) -> None:
        """Join new ties to what the other side knows."""
        search = self.search
        bar = search.bar
        chosen = [
            (self.low[0][far] + self.low[1][far], far)
            for far in {far for far, _, _ in fresh}
            if far in self.low[0] and far in self.low[1] and self.low[0][far] + self.low[1][far] <= bar
        ]
        chosen.sort()
        search.know(far for _, far in chosen)
        news = {(far, id(ties)) for far, _, ties in fresh}
        for least, far in chosen:
            if least + search.ranker.node(*search.facts[far]) > search.bar:
                continue
            for first, first_ties in self.middle[0][far]:
                for second, second_ties in self.middle[1][far]:
                    if (far, id(first_ties)) in news or (far, id(second_ties)) in news:
                        self._pair(far, first, first_ties, second, second_ties)

    def _pair(self, far: str, first: Part, first_ties: list[Tie], second: Part, second_ties: list[Tie]) -> None:
        """Keep the chains through one middle entity and one end of each side."""
        if first.end == second.end:
            return
        search = self.search
        least = self.costs[0][first.end] + self.costs[1][second.end] + search.ranker.node(*search.facts[far])
        if least + search.ranker.at_least(first_ties) + search.ranker.at_least(second_ties) > search.bar:
            return
        lefts, rights = (
            [
                Half(far, bond, half, search.extended(half, bond))
                for bond in search.bonds_between(part.end, far, ties)
                for half in self.sides[part.side].ends[part.end]
                if far not in half.nodes
            ]
            for part, ties in ((first, first_ties), (second, second_ties))
        )
        for left in lefts:
            for right in rights:
                search.meet(left, right)

    def _look_up(self) -> None:
        """Look up ties between ends that were not read and the middle entities that the other side knows."""
        for number in (0, 1):
            hubs: dict[str, Part] = {}
            for part in self.parts[number]:
                if part.open and part.least < hubs.get(part.end, part).least + _SLACK:
                    hubs[part.end] = part
            for hub, part in sorted(hubs.items(), key=lambda item: (item[1].weight, item[0])):
                self._look_up_hub(hub, part, 1 - number)

    def _look_up_hub(self, hub: str, part: Part, other: int) -> None:
        search = self.search
        room = search.bar - part.least
        known = [far for far, low in self.low[other].items() if low <= room and far != hub]
        if len(known) == 0:
            return
        price = PROBE_PRICE * len(known)
        degree = search.degree(hub)
        if hub in search.around or degree <= price:
            if hub not in search.around and not search.may_read(degree):
                search.cut_off(hub)
                return
            search.read([hub])
            ties_of = {far: search.around[hub][far] for far in known if far in search.around[hub]}
        elif search.may_read(price):
            search.found.read += price
            ties_of = {}
            for tie in search.view.adjacent([hub], search.edge_filter, among=known):
                ties_of.setdefault(tie.object if tie.subject == hub else tie.subject, []).append(tie)
        else:
            search.cut_off(hub)
            return
        number = 1 - other
        whole = Part(hub, number, "all", degree, part.least)
        cost = self.costs[number][hub]
        fresh = []
        for far, ties in ties_of.items():
            least = cost + search.ranker.at_least(ties)
            self.middle[number].setdefault(far, []).append((whole, ties))
            self.low[number][far] = min(self.low[number].get(far, least), least)
            fresh.append((far, whole, ties))
        self._join(fresh)
