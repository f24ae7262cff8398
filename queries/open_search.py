"""The k best chains from entities to any entity of a type that has too many to list."""

from __future__ import annotations

from collections.abc import Collection

from techpol.graph.view import GraphView
from techpol.queries.halves import Found, Side
from techpol.queries.options import PathOptions
from techpol.queries.ranking import Ranker
from techpol.queries.search import Search
from techpol.schema.ontology import load_ontology


class OpenSearch(Search):
    """Grows half chains from one side; one that comes to the type is a chain and goes no further."""

    def __init__(
        self,
        view: GraphView,
        starts: Collection[str],
        type_name: str,
        options: PathOptions,
        ranker: Ranker,
        avoid: frozenset[str] = frozenset(),
        through: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__(view, starts, (), options, ranker, avoid, through)
        self.types = frozenset(load_ontology().subtypes(type_name))

    def run(self) -> Found:
        """Search, and return the best chains first."""
        side = Side(self.starts)
        self.found.reach[0].append(len(side.ends))
        self.know(side.ends)
        while side.hops < self.options.hops and len(side.ends) > 0:
            bar = self.bar
            for end in list(side.ends):
                side.ends[end] = [half for half in side.halves(end) if self.end_cost(half) + self.least <= bar]
                if len(side.ends[end]) == 0:
                    del side.ends[end]
            self.grow(side, 0)
            for end in [end for end in side.ends if self.facts[end][0] in self.types]:
                for half in side.ends.pop(end):
                    nodes, bonds = half.unroll()
                    self.keep(tuple(nodes), tuple(bonds), half.cost)
        self.found.chains = self.best
        return self.found
