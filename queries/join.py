"""The step of the path search that finds the entities between two sets of ends (see ``search.py``).

Most of what lies around a busy entity leads nowhere. So only ids are read at first, and put together as sets; the
ties themselves are fetched for the entities that both sides touch, the cheapest first, until the bound says enough.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from techpol.graph.adjacency import Tie
from techpol.queries.halves import Half, Side

if TYPE_CHECKING:
    from techpol.queries.search import Search

PROBE_PRICE = 3  # looking up one pair costs about as much as reading three in a row
IDS_A_TIE = 10  # reading an id costs a tenth of reading a tie and making a hop of it
BUSY = 200  # from so many ties on, an end's ties are read in two parts
_BATCH = 4_000
_FEW = 64
_FIRST_CHUNK = 64


@dataclass(slots=True, eq=False)
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
    far: set[str] = field(default_factory=set)


Candidate = tuple[float, str, Part, Part]  # least cost, entity in the middle, part of side 0, part of side 1


class Join:
    """One run: which ends are read, and what lies between."""

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
        self.read: tuple[list[Part], ...] = ([], [])
        # With many ends on a side, the parts that touch an entity are found by it; with few, by going through them.
        self.index: tuple[dict[str, list[Part]] | None, ...] = tuple(
            {} if len(parts) > _FEW else None for parts in self.parts
        )
        self.touched: list[set[str]] = [set(), set()]  # entities around the parts that were read
        self.ties: dict[tuple[str, str], list[Tie]] = {}

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
        if len(ways) > 1 or way is None or way[0] in search.symmetric or degree <= BUSY:
            return [Part(end, number, "all", degree, cost + search.least)]
        relation, stands = way
        mass = cost + search.ranker.least(frozenset({relation})) + search.ranker.siblings(degree)
        return [
            Part(end, number, "other", min(degree, BUSY), cost + search.least, relation, stands),
            Part(end, number, "mass", degree, mass, relation, stands),
        ]

    # ---- which parts are read ------------------------------------------------------------------------------
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
            if len(batch) > 0 and weight + part.weight > _BATCH:
                self._take(batch)
                batch, weight = [], 0
            if not self._worth(part):
                continue
            if not search.may_read((weight + part.weight) // IDS_A_TIE):
                search.cut_off(part.end)
                continue
            batch.append(part)
            weight += part.weight
            # Once a side is read to the end, what is left opposite can be looked up pair by pair.
            part.open = False
            left_open[part.side] -= 1
        self._take(batch)
        self._look_up()

    def _look_up(self) -> None:
        """Join ends that were not read to the middle entities that the other side knows."""
        search = self.search
        for number in (0, 1):
            cheapest = min((part.least for part in self.read[1 - number]), default=float("inf"))
            quiet: list[Part] = []
            weight = 0
            for part in sorted(
                (part for part in self.parts[number] if part.open), key=lambda part: (part.weight, part.end)
            ):
                if part.least + cheapest > search.bar:
                    continue
                if part.weight <= BUSY:
                    quiet.append(part)
                    weight += part.weight
                    continue
                self._look_up_quiet(quiet, weight)
                quiet, weight = [], 0
                self._look_up_busy(part)
            self._look_up_quiet(quiet, weight)

    def _look_up_quiet(self, parts: list[Part], weight: int) -> None:
        """Join many parts of few ties each: read them, or look up what the other side knows, whichever is cheaper."""
        if len(parts) == 0:
            return
        search = self.search
        known = self.touched[1 - parts[0].side]
        probes = PROBE_PRICE * len(known) * len(parts)
        if not search.may_read(min(weight, probes) // IDS_A_TIE):
            for part in parts:
                search.cut_off(part.end)
            return
        if weight <= probes:
            for part in parts:
                part.open = False
            self._take(parts)
            return
        search.found.read += probes // IDS_A_TIE
        by_end = {part.end: part for part in parts}
        for end, far in search.view.pairs(by_end, search.edge_filter, None, known):
            by_end[end].far.add(far)
        self._settle([candidate for part in parts for candidate in self._candidates(part)])

    def _look_up_busy(self, part: Part) -> None:
        """Join one part of many ties, by looking up those entities that may make a chain worth keeping with it."""
        search = self.search
        room = search.bar - part.least
        known: set[str] = set()
        for facing in self.read[1 - part.side]:
            if facing.least <= room and facing.end != part.end:
                known |= facing.far
        price = min(part.weight, PROBE_PRICE * len(known))
        if len(known) == 0:
            return
        if not search.may_read(price // IDS_A_TIE):
            search.cut_off(part.end)
            return
        if part.weight <= price:
            part.open = False
            self._take([part])
            return
        search.found.read += price // IDS_A_TIE
        only = frozenset({part.relation})
        edge_filter, side = search.edge_filter, None
        if part.group == "mass":
            edge_filter, side = replace(edge_filter, relations=only), part.stands
        part.far = {far for _, far in search.view.pairs([part.end], edge_filter, side, known)}
        self._settle(self._candidates(part))

    # ---- what is read --------------------------------------------------------------------------------------
    def _take(self, batch: list[Part]) -> None:
        """Read the ids around parts, and join what is now known on both sides."""
        if len(batch) == 0:
            return
        self._read_ids(batch)
        candidates: list[Candidate] = []
        for part in batch:
            candidates += self._candidates(part)
            self.touched[part.side] |= part.far
            self.read[part.side].append(part)
            index = self.index[part.side]
            if index is not None:
                for far in part.far:
                    index.setdefault(far, []).append(part)
        self._settle(candidates)

    def _read_ids(self, batch: list[Part]) -> None:
        search = self.search
        view, edge_filter = search.view, search.edge_filter
        whole = {part.end for part in batch if part.group == "all" and part.end not in search.ids}
        if len(whole) > 0:
            for end in whole:
                search.ids[end] = set()
            for near, far in self._counted(view.pairs(whole, edge_filter)):
                search.ids[near].add(far)
        for part in batch:
            only = frozenset({part.relation})
            if part.group == "all":
                part.far = search.ids[part.end]
            elif part.group == "mass":
                pairs = view.pairs([part.end], replace(edge_filter, relations=only), part.stands)
                part.far = {far for _, far in self._counted(pairs)}
            else:
                across = "subject" if part.stands == "object" else "object"
                others = replace(edge_filter, avoid_relations=edge_filter.avoid_relations | only)
                part.far = {far for _, far in self._counted(view.pairs([part.end], edge_filter, across))}
                part.far |= {far for _, far in self._counted(view.pairs([part.end], others, part.stands))}

    def _counted(self, pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        listed = pairs if isinstance(pairs, list) else list(pairs)
        self.search.found.read += len(listed) // IDS_A_TIE
        return listed

    # ---- what lies between -----------------------------------------------------------------------------------
    def _candidates(self, part: Part) -> list[Candidate]:
        """Return the entities that this part and a part opposite both touch, where a chain may be worth keeping."""
        search = self.search
        shared = self.touched[1 - part.side] & part.far
        found: list[Candidate] = []
        if len(shared) == 0:
            return found
        room = search.bar - part.least
        index = self.index[1 - part.side]
        if index is not None:
            for far in shared:
                for facing in index[far]:
                    if facing.least <= room and part.end != facing.end and far not in (part.end, facing.end):
                        both = (part, facing) if part.side == 0 else (facing, part)
                        if search.inner(far):
                            found.append((part.least + facing.least, far, *both))
            return found
        for facing in self.read[1 - part.side]:
            if facing.least > room or facing.end == part.end:
                continue
            least = part.least + facing.least
            both = (part, facing) if part.side == 0 else (facing, part)
            for far in shared & facing.far:
                if far != part.end and far != facing.end and search.inner(far):
                    found.append((least, far, *both))
        return found

    def _settle(self, candidates: list[Candidate]) -> None:
        """Fetch the ties of candidates, the cheapest first, and keep the chains, until the bound says enough."""
        search = self.search
        candidates.sort(key=lambda candidate: (candidate[0], candidate[1]))
        position, size = 0, _FIRST_CHUNK
        while position < len(candidates):
            chunk = [candidate for candidate in candidates[position : position + size] if candidate[0] <= search.bar]
            position += size
            size = min(size * 2, _BATCH)
            if len(chunk) == 0:
                return
            if search.late():
                search.found.complete = False
                return
            search.know(far for _, far, _, _ in chunk)
            near = []
            for least, far, first, second in chunk:
                bound = least + search.ranker.node(*search.facts[far])
                if bound <= search.bar:
                    near.append((bound, far, first, second))
            self._fetch({(part.end, far) for _, far, *parts in near for part in parts})
            # With the ties at hand the bound is close to the cost: the best come first, and the rest fall by them.
            close = [(self._bound(far, first, second), far, first, second) for _, far, first, second in near]
            close.sort(key=lambda candidate: (candidate[0], candidate[1]))
            for bound, far, first, second in close:
                if bound > search.bar:
                    break
                self._pair(far, first, second)

    def _bound(self, far: str, first: Part, second: Part) -> float:
        """Return what a chain through an entity and two ends costs at least, by the ties between them."""
        ranker = self.search.ranker
        bound = ranker.node(*self.search.facts[far])
        for part in (first, second):
            ties = self.ties[part.end, far]
            if len(ties) == 0:
                return float("inf")
            bound += self.costs[part.side][part.end] + ranker.at_least(ties)
            if part.group == "mass" and all(tie.relation == part.relation for tie in ties):
                bound += ranker.siblings(self.search.degree(part.end))
        return bound

    def _fetch(self, pairs: set[tuple[str, str]]) -> None:
        """Fetch the ties of (end, middle entity) pairs that are not known yet."""
        search = self.search
        missing = [pair for pair in pairs if pair not in self.ties]
        for end, far in missing:
            self.ties[end, far] = search.around[end].get(far, []) if end in search.around else []
        unread = [pair for pair in missing if pair[0] not in search.around]
        if len(unread) == 0:
            return
        search.found.read += len(unread)
        asked = set(unread)
        for tie in search.view.ties_between(unread, search.edge_filter):
            for pair in ((tie.subject, tie.object), (tie.object, tie.subject)):
                if pair in asked:
                    self.ties[pair].append(tie)

    def _pair(self, far: str, first: Part, second: Part) -> None:
        """Keep the chains through one middle entity and one end of each side."""
        search = self.search
        first_ties, second_ties = self.ties[first.end, far], self.ties[second.end, far]
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
