"""The k best simple chains between two sets of entities, over the ties that a view gives.

The search works from both ends. A half chain is a simple chain from one side; side A's half chains have f hops, side
B's have b. Three steps take turns:

* ``_join_across`` finds every chain of f + b + 2 hops: a middle entity x that an end of A and an end of B both touch.
  The ends are read in order of degree, smallest first, on both sides at once. A hub is read only where another end
  of about its size stands opposite; else its ties to the few x that are known already are looked up one by one.
* ``grow`` lengthens the half chains of the side whose ends have fewer ties, by one hop.
* after each, every half chain is dropped whose cost so far plus the least that must follow is more than the k-th
  best chain costs. Costs add up and are never negative (see ``ranking.py``), so nothing right is lost.

Between ends of both sides nothing is read twice. A chain ends where it first meets the other set: its inner entities
are in neither. A search that would read more than its budget, or take longer than its time, leaves out the hubs
that stand in its way, names them in ``cut`` and is then not ``complete``.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace

from techpol.graph.adjacency import FastView, Tie, fast_view
from techpol.graph.view import EdgeFilter, GraphView
from techpol.queries.options import PathOptions
from techpol.queries.ranking import Bond, Ranker
from techpol.schema.ontology import load_ontology

_SLACK = 1e-9
_PROBE_PRICE = 3  # looking up one pair costs about as much as reading three ties in a row
_BATCH_TIES = 4_000
_BUSY = 200  # from so many ties on, an end's ties are read in two parts
MAX_TARGETS = 5_000


@dataclass(frozen=True, slots=True)
class Chain:
    """A chain found: entity ids from start to end, the hops between them, and the cost of it all."""

    nodes: tuple[str, ...]
    bonds: tuple[Bond, ...]
    cost: float

    @property
    def order(self) -> tuple[object, ...]:
        """Return what chains are sorted by: cost, then names, so that equal costs have one order."""
        return (round(self.cost, 9), len(self.bonds), self.nodes, tuple(bond.key for bond in self.bonds))


@dataclass(slots=True)
class Found:
    """What a search gave. ``reach`` counts the entities that each side came to, by hops."""

    chains: list[Chain]
    complete: bool = True
    cut: list[str] = field(default_factory=list)
    read: int = 0
    reach: tuple[list[int], list[int]] = field(default_factory=lambda: ([], []))
    edge_of_reach: tuple[list[str], list[str]] = field(default_factory=lambda: ([], []))


class Half:
    """A half chain: its end, the last hop, the half chain that it lengthens, and what it cost without its end."""

    __slots__ = ("bond", "cost", "end", "nodes", "parent")

    def __init__(self, end: str, bond: Bond | None, parent: Half | None, cost: float) -> None:
        self.end = end
        self.bond = bond
        self.parent = parent
        self.cost = cost
        self.nodes: frozenset[str] = frozenset({end}) if parent is None else parent.nodes | {end}

    def unroll(self) -> tuple[list[str], list[Bond]]:
        """Return the entities and hops from the first to the end."""
        nodes: list[str] = []
        bonds: list[Bond] = []
        half: Half | None = self
        while half is not None:
            nodes.append(half.end)
            if half.bond is not None:
                bonds.append(half.bond)
            half = half.parent
        return nodes[::-1], bonds[::-1]


class Side:
    """The half chains of one side, by their ends; all have the same number of hops."""

    def __init__(self, starts: Iterable[str]) -> None:
        self.hops = 0
        self.ends: dict[str, list[Half]] = {start: [Half(start, None, None, 0.0)] for start in starts}


class Search:
    """One search: its filters, its costs, and what it has read so far."""

    def __init__(
        self,
        view: GraphView,
        starts: Collection[str],
        targets: Collection[str],
        options: PathOptions,
        ranker: Ranker,
        avoid: frozenset[str] = frozenset(),
        through: frozenset[str] = frozenset(),
    ) -> None:
        self.view: FastView = fast_view(view)
        self.options = options
        self.ranker = ranker
        self.edge_filter: EdgeFilter = options.edge_filter(avoid)
        self.through = through
        self.starts = frozenset(starts) - avoid
        wanted = frozenset(targets) - avoid
        # "OpenAI to a company" asks for another company than OpenAI.
        self.targets = wanted - self.starts or wanted
        self.symmetric = frozenset(name for name, spec in load_ontology().relations.items() if spec.symmetric)
        self.least = ranker.least(self.edge_filter.relations)
        self.limit = options.limit
        self.deadline = time.monotonic() + options.time_limit_s
        self.facts: dict[str, tuple[str, int]] = {}
        self.around: dict[str, dict[str, list[Tie]]] = {}
        self.bonds: dict[tuple[str, str, str], Bond] = {}
        self.best: list[Chain] = []
        self.seen: set[tuple[object, ...]] = set()
        self.found = Found([])

    # ---- reading -----------------------------------------------------------------------------------------
    def know(self, ids: Iterable[str]) -> None:
        unknown = [key for key in ids if key not in self.facts]
        if len(unknown) > 0:
            self.facts.update(self.view.node_facts(unknown))
            for key in unknown:
                self.facts.setdefault(key, ("Entity", 0))

    def degree(self, key: str) -> int:
        return self.facts[key][1]

    def may_read(self, ties: int) -> bool:
        if self.options.exhaustive:
            return True
        return self.found.read + ties <= self.options.budget and time.monotonic() < self.deadline

    def read(self, ids: Collection[str]) -> None:
        """Read all ties of entities."""
        missing = [key for key in ids if key not in self.around]
        if len(missing) == 0:
            return
        for key in missing:
            self.around[key] = {}
        wanted = set(missing)
        for tie in self.view.adjacent(missing, self.edge_filter):
            self.found.read += 1
            if tie.subject == tie.object:
                continue
            if tie.subject in wanted:
                self.around[tie.subject].setdefault(tie.object, []).append(tie)
            if tie.object in wanted:
                self.around[tie.object].setdefault(tie.subject, []).append(tie)

    def cut_off(self, key: str) -> None:
        self.found.complete = False
        if key not in self.found.cut:
            self.found.cut.append(key)

    # ---- hops and their costs ----------------------------------------------------------------------------
    def bonds_between(self, left: str, right: str, ties: list[Tie]) -> list[Bond]:
        """Return the hops between two entities: their ties by relation and direction."""
        grouped: dict[tuple[str, str, str], list[Tie]] = {}
        for tie in ties:
            if tie.relation in self.symmetric:
                low, high = (left, right) if left < right else (right, left)
                grouped.setdefault((low, tie.relation, high), []).append(tie)
            else:
                grouped.setdefault((tie.subject, tie.relation, tie.object), []).append(tie)
        made = []
        for key, members in grouped.items():
            bond = self.bonds.get(key)
            if bond is None:
                bond = self.bonds[key] = Bond(*key, members)
                self.ranker.bond_parts(bond)
            made.append(bond)
        return made

    def end_cost(self, half: Half) -> float:
        """Return what a half chain costs at least once it goes on: itself and the passage through its end."""
        if half.parent is None:
            return half.cost
        return half.cost + self.ranker.node(*self.facts[half.end])

    def extended(self, half: Half, bond: Bond) -> float:
        """Return what a half chain costs with one hop more, the new end not counted."""
        cost = half.cost + bond.cost
        if half.bond is not None:
            type_name, degree = self.facts[half.end]
            cost += self.ranker.node(type_name, degree) + self.ranker.pair(half.bond, degree, bond)
        return cost

    @property
    def bar(self) -> float:
        """Return the cost that a new chain must not exceed."""
        return self.best[-1].cost + _SLACK if len(self.best) >= self.limit else float("inf")

    def keep(self, nodes: tuple[str, ...], bonds: tuple[Bond, ...], cost: float) -> None:
        if cost > self.bar:
            return
        if not self.through <= set(nodes):
            return
        wanted = self.options.through_relations
        if len(wanted) > 0 and not any(bond.relation in wanted for bond in bonds):
            return
        key = (nodes, tuple(bond.key for bond in bonds))
        if key in self.seen:
            return
        self.seen.add(key)
        chain = Chain(nodes, bonds, cost)
        if self.options.distinct:
            alike = next((other for other in self.best if other.nodes == nodes), None)
            if alike is not None:
                if alike.order <= chain.order:
                    return
                self.best.remove(alike)
        self.best.append(chain)
        self.best.sort(key=lambda chain: chain.order)
        del self.best[self.limit :]

    def meet(self, left: Half, right: Half) -> None:
        """Keep the chain of two half chains that end at the same entity."""
        if left.bond is None or right.bond is None or len(left.nodes & right.nodes) > 1:
            return
        type_name, degree = self.facts[left.end]
        cost = left.cost + right.cost + self.ranker.node(type_name, degree)
        cost += self.ranker.pair(left.bond, degree, right.bond)
        if cost > self.bar:
            return
        nodes, bonds = left.unroll()
        back_nodes, back_bonds = right.unroll()
        self.keep((*nodes, *back_nodes[::-1][1:]), (*bonds, *back_bonds[::-1]), cost)

    # ---- the steps -----------------------------------------------------------------------------------------
    def run(self) -> Found:
        """Search, and return the best chains first."""
        if len(self.starts) > 0 and len(self.targets) > 0:
            self._search()
        self.found.chains = self.best
        return self.found

    def _search(self) -> None:
        left, right = Side(self.starts), Side(self.targets)
        self.found.reach[0].append(len(left.ends))
        self.found.reach[1].append(len(right.ends))
        self.know([*left.ends, *right.ends])
        self._direct(left, right)
        length = 1
        while length < self.options.hops:
            if length == left.hops + right.hops + 1:
                self._join_across(left, right)
                length += 1
                continue
            for side, other in ((left, right), (right, left)):
                self._drop(side, other, length + 1 - left.hops - right.hops)
            if len(left.ends) == 0 or len(right.ends) == 0:
                return
            weights = [sum(self.degree(key) for key in side.ends if key not in self.around) for side in (left, right)]
            grown = 0 if weights[0] <= weights[1] else 1
            self.grow((left, right)[grown], grown)

    def _drop(self, side: Side, other: Side, hops_to_go: int) -> None:
        """Drop half chains that cannot be part of a chain worth keeping, with at least so many hops between."""
        if self.bar == float("inf"):
            return
        opposite = min((self.end_cost(half) for halves in other.ends.values() for half in halves), default=0.0)
        rest = hops_to_go * self.least + opposite
        for end in list(side.ends):
            kept = [half for half in side.ends[end] if self.end_cost(half) + rest <= self.bar]
            if len(kept) > 0:
                side.ends[end] = kept
            else:
                del side.ends[end]

    def _direct(self, left: Side, right: Side) -> None:
        """Keep every chain of one hop."""
        small, large = (left, right) if len(left.ends) <= len(right.ends) else (right, left)
        weight = sum(self.degree(key) for key in small.ends)
        pairs: dict[tuple[str, str], list[Tie]] = {}
        if weight <= _PROBE_PRICE * len(small.ends) * len(large.ends) and self.may_read(weight):
            self.read(small.ends)
            ties: Iterator[tuple[str, str, list[Tie]]] = (
                (near, far, found)
                for near in small.ends
                for far, found in self.around[near].items()
                if far in large.ends
            )
        else:
            for tie in self.view.adjacent(small.ends, self.edge_filter, among=large.ends):
                for near, far in ((tie.subject, tie.object), (tie.object, tie.subject)):
                    if near != far and near in small.ends and far in large.ends:
                        pairs.setdefault((near, far), []).append(tie)
            ties = ((near, far, found) for (near, far), found in pairs.items())
        for near, far, found in ties:
            start, end = (near, far) if small is left else (far, near)
            if start in self.starts and end in self.targets:
                for bond in self.bonds_between(start, end, found):
                    self.keep((start, end), (bond,), bond.cost)

    def inner(self, key: str) -> bool:
        return key not in self.starts and key not in self.targets

    def grow(self, side: Side, number: int) -> None:
        """Lengthen the half chains of a side by one hop."""
        grown: dict[str, list[Half]] = {}
        ends = sorted(side.ends, key=self.degree)
        for batch in self._batches(ends):
            fresh: dict[str, list[tuple[str, list[Tie]]]] = {}
            for end in batch:
                for far, ties in self.around[end].items():
                    if self.inner(far):
                        fresh.setdefault(far, []).append((end, ties))
            self.know(fresh)
            for far, ways in fresh.items():
                for end, ties in ways:
                    bonds = self.bonds_between(end, far, ties)
                    for half in side.ends[end]:
                        if far not in half.nodes:
                            for bond in bonds:
                                grown.setdefault(far, []).append(Half(far, bond, half, self.extended(half, bond)))
        side.ends = grown
        side.hops += 1
        self.found.reach[number].append(len(grown))
        self.found.edge_of_reach[number][:] = sorted(grown, key=lambda key: (-self.degree(key), key))[:10]

    def _batches(self, ends: list[str]) -> Iterator[list[str]]:
        """Read the ties of entities, a few thousand at a time, as far as the budget goes; the rest is cut."""
        batch: list[str] = []
        weight = 0
        for end in ends:
            cost = 0 if end in self.around else self.degree(end)
            if not self.may_read(weight + cost):
                self.cut_off(end)
                continue
            batch.append(end)
            weight += cost
            if weight >= _BATCH_TIES:
                self.read(batch)
                yield batch
                batch, weight = [], 0
        if len(batch) > 0:
            self.read(batch)
            yield batch

    def _join_across(self, left: Side, right: Side) -> None:
        """Keep every chain in which one entity stands between an end of A and an end of B."""
        _Join(self, left, right).run()


@dataclass(slots=True)
class _Part:
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


class _Join:
    """One run of ``_join_across``: which ties of which ends are read, and what lies between."""

    def __init__(self, search: Search, left: Side, right: Side) -> None:
        self.search = search
        self.sides = (left, right)
        self.costs = tuple(
            {end: min(search.end_cost(half) for half in halves) for end, halves in side.ends.items()}
            for side in self.sides
        )
        self.parts = tuple([part for end in side.ends for part in self._split(number, end)] for number, side in enumerate(self.sides))
        self.by_cost = tuple(sorted(parts, key=lambda part: part.least) for parts in self.parts)
        # entity in the middle -> parts that reach it, with the ties; and the least that any of them costs up to it
        self.middle: tuple[dict[str, list[tuple[_Part, list[Tie]]]], ...] = ({}, {})
        self.low: tuple[dict[str, float], ...] = ({}, {})

    def _split(self, number: int, end: str) -> list[_Part]:
        """Split the ties of a busy end: those like the one that led here, of which there are many, and the others."""
        search = self.search
        degree = search.degree(end)
        cost = self.costs[number][end]
        ways = {
            (half.bond.relation, "object" if half.bond.object == end else "subject") if half.bond is not None else None
            for half in self.sides[number].ends[end]
        }
        way = next(iter(ways))
        if len(ways) > 1 or way is None or way[0] in search.symmetric or degree <= _BUSY or end in search.around:
            weight = 0 if end in search.around else degree
            return [_Part(end, number, "all", weight, cost + search.least)]
        relation, stands = way
        mass = cost + search.ranker.least(frozenset({relation})) + search.ranker.siblings(degree)
        return [
            _Part(end, number, "other", min(degree, _BUSY), cost + search.least, relation, stands),
            _Part(end, number, "mass", degree, mass, relation, stands),
        ]

    def _worth(self, part: _Part) -> bool:
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
        queue = sorted((*self.parts[0], *self.parts[1]), key=lambda part: (part.weight, part.end, part.side, part.group))
        left_open = [len(parts) for parts in self.parts]
        batch: list[_Part] = []
        weight = 0
        for part in queue:
            if min(left_open) == 0:
                break
            if len(batch) > 0 and weight + part.weight > _BATCH_TIES:
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

    def _ties(self, parts: list[_Part]) -> Iterator[tuple[_Part, dict[str, list[Tie]]]]:
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

    def _read_part(self, part: _Part) -> Iterator[Tie]:
        view, edge_filter = self.search.view, self.search.edge_filter
        only = frozenset({part.relation})
        if part.group == "mass":
            yield from view.adjacent([part.end], replace(edge_filter, relations=only), side=part.stands)
            return
        across = "subject" if part.stands == "object" else "object"
        yield from view.adjacent([part.end], edge_filter, side=across)
        others = replace(edge_filter, avoid_relations=edge_filter.avoid_relations | only)
        yield from view.adjacent([part.end], others, side=part.stands)

    def _take(self, batch: list[_Part]) -> None:
        """Read parts, and join what is now known on both sides, the likeliest first."""
        search = self.search
        if len(batch) == 0:
            return
        fresh: list[tuple[str, _Part, list[Tie]]] = []
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

    def _join(self, fresh: list[tuple[str, _Part, list[Tie]]]) -> None:
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

    def _pair(self, far: str, first: _Part, first_ties: list[Tie], second: _Part, second_ties: list[Tie]) -> None:
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
        search = self.search
        for number in (0, 1):
            hubs: dict[str, _Part] = {}
            for part in self.parts[number]:
                if part.open and part.least < hubs.get(part.end, part).least + _SLACK:
                    hubs[part.end] = part
            for hub, part in sorted(hubs.items(), key=lambda item: (item[1].weight, item[0])):
                self._look_up_hub(hub, part, 1 - number)

    def _look_up_hub(self, hub: str, part: _Part, other: int) -> None:
        search = self.search
        room = search.bar - part.least
        known = [far for far, low in self.low[other].items() if low <= room and far != hub]
        if len(known) == 0:
            return
        price = _PROBE_PRICE * len(known)
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
        whole = _Part(hub, number, "all", degree, part.least)
        cost = self.costs[number][hub]
        fresh = []
        for far, ties in ties_of.items():
            least = cost + search.ranker.at_least(ties)
            self.middle[number].setdefault(far, []).append((whole, ties))
            self.low[number][far] = min(self.low[number].get(far, least), least)
            fresh.append((far, whole, ties))
        self._join(fresh)
