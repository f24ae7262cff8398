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

from techpol.graph.adjacency import FastView, Tie, Way, fast_view
from techpol.graph.view import EdgeFilter, GraphView
from techpol.queries.halves import MANY_ENDS, Chain, Found, Half, Side
from techpol.queries.join import Join
from techpol.queries.options import PathOptions
from techpol.queries.ranking import Bond, Ranker
from techpol.schema.ontology import load_ontology

_SLACK = 1e-9
_BATCH_TIES = 4_000
_PROBE_PRICE = 3  # looking up one pair costs about as much as reading three in a row
MAX_TARGETS = 5_000  # a type with more entities is not listed but met on the way


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
        self.ways: dict[str, list[Way]] = {}
        self.hops: dict[tuple[str, str, str], list[Bond]] = {}  # those that were fetched one by one
        self.bonds: dict[tuple[str, str, str], Bond] = {}
        self.best: list[Chain] = []
        self.seen: set[tuple[object, ...]] = set()
        self.found = Found([])

    # ---- reading -----------------------------------------------------------------------------------------
    def know(self, ids: Iterable[str]) -> None:
        """Learn the types and degrees of entities."""
        unknown = [key for key in ids if key not in self.facts]
        if len(unknown) > 0:
            self.facts.update(self.view.node_facts(unknown))
            for key in unknown:
                self.facts.setdefault(key, ("Entity", 0))

    def degree(self, key: str) -> int:
        """Return the degree of an entity that is known."""
        return self.facts[key][1]

    def late(self) -> bool:
        """Say whether the time is up."""
        return not self.options.exhaustive and time.monotonic() >= self.deadline

    def may_read(self, ties: int) -> bool:
        """Say whether the budget and the time allow to read so many ties more."""
        if self.options.exhaustive:
            return True
        return self.found.read + ties <= self.options.budget and not self.late()

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

    def ways_of(self, ends: Collection[str], most: int) -> Iterator[Way]:
        """Yield the ways out of entities; with more than so many other ends only those are read that were before."""
        missing = [end for end in ends if end not in self.ways]
        if len(missing) > 0:
            self.ways.update((end, []) for end in missing)
            for way in self.view.ways(missing, self.edge_filter, most):
                self.ways[way.entity].append(way)
        for end in ends:
            yield from self.ways[end]

    def read_way(self, way: Way) -> Way:
        """Return a way with its other ends read."""
        known = self.ways[way.entity]
        place = next(n for n, other in enumerate(known) if (other.relation, other.side) == (way.relation, way.side))
        if len(known[place].others) == 0:
            known[place] = self.view.way(way, self.edge_filter)
        return known[place]

    def fetch_hops(self, hops: Iterable[tuple[str, str, str]]) -> None:
        """Read the ties of hops (subject, relation, object) and make bonds of them."""
        ties: dict[tuple[str, str, str], list[Tie]] = {}
        for subject, relation, object_ in hops:
            if (subject, relation, object_) not in self.hops:
                ties[subject, relation, object_] = []
                if relation in self.symmetric:
                    ties[object_, relation, subject] = []
        if len(ties) == 0:
            return
        for tie in self.view.hop_ties(ties, self.edge_filter):
            self.found.read += 1
            ties[tie.subject, tie.relation, tie.object].append(tie)
        for subject, relation, object_ in ties:
            found = list(ties[subject, relation, object_])
            if relation in self.symmetric:
                found += ties[object_, relation, subject]
            self.hops[subject, relation, object_] = self.bonds_between(subject, object_, found)

    def hop_bonds(self, hop: tuple[str, str, str]) -> list[Bond]:
        """Return the bond of a hop that was fetched; none where the filter lets no tie of it through."""
        return self.hops[hop]

    def cut_off(self, key: str) -> None:
        """Leave out a busy entity, and say so."""
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
        """Keep a chain if it is among the best and goes through what it must."""
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
            lighter = self._lighter(left, right)
            self.grow((left, right)[lighter], lighter)

    def _lighter(self, left: Side, right: Side) -> int:
        """Return the number of the side with fewer ties to read.

        Very many ends are not asked for theirs where the other side has fewer ties than they are.
        """
        for number, (side, other) in enumerate(((left, right), (right, left))):
            if len(side.ends) < MANY_ENDS <= len(other.ends) and self._weight(side) <= len(other.ends):
                return number
        return 0 if self._weight(left) <= self._weight(right) else 1

    def _drop(self, side: Side, other: Side, hops_to_go: int) -> None:
        """Drop half chains that cannot be part of a chain worth keeping, with at least so many hops between."""
        if self.bar == float("inf"):
            return
        rest = hops_to_go * self.least + self.nearest(other)
        if side.hops == 0:
            if rest > self.bar:
                side.ends.clear()
            return
        for end in list(side.ends):
            kept = [half for half in side.ends[end] if self.end_cost(half) + rest <= self.bar]
            if len(kept) > 0:
                side.ends[end] = kept
            else:
                del side.ends[end]

    def _weight(self, side: Side) -> int:
        """Return how many ties the ends of a side have that were not read."""
        self.know(side.ends)
        return sum([self.facts[key][1] for key in side.ends if key not in self.around])

    def nearest(self, side: Side) -> float:
        """Return what a half chain of a side costs at least once it goes on; nothing before its first hop."""
        if side.hops == 0:
            return 0.0
        return min((self.end_cost(half) for halves in side.ends.values() for half in halves), default=0.0)

    def _direct(self, left: Side, right: Side) -> None:
        """Keep every chain of one hop."""
        small, large = (left, right) if len(left.ends) <= len(right.ends) else (right, left)
        weight = self._weight(small)
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
        """Say whether an entity may stand inside a chain."""
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
                    for half in side.halves(end):
                        if far not in half.nodes:
                            for bond in bonds:
                                grown.setdefault(far, []).append(Half(far, bond, half, self.extended(half, bond)))
        side.grow(grown)
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
        Join(self, left, right).run()
