"""Chains and half chains: what the path search is made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from techpol.graph.adjacency import FastView, Key
from techpol.queries.ranking import Bond

MANY_ENDS = 200  # from so many on, the ends of a side are not read where the other side has less around it


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
    """The half chains of one side, by their ends; all have the same number of hops.

    Those without a hop are very many where a type is asked for, and most are never looked at: they are made when they
    are, and their lists here are empty.
    """

    def __init__(self, starts: Iterable[str]) -> None:
        self.hops = 0
        self.ends: dict[str, list[Half]] = {start: [] for start in starts}
        self._keys: dict[Key, str] | None = None

    def halves(self, end: str) -> list[Half]:
        """Return the half chains to one of the ends."""
        return self.ends[end] if self.hops > 0 else [Half(end, None, None, 0.0)]

    def keys_by(self, view: FastView) -> dict[Key, str]:
        """Return the ends, and maybe some that were dropped, by what ways call them; they are asked for once."""
        if self._keys is None:
            self._keys = {key: end for end, key in view.keys_of(self.ends).items()}
        return self._keys

    def grow(self, ends: dict[str, list[Half]]) -> None:
        """Take half chains with one hop more instead of those that there are."""
        self.ends = ends
        self.hops += 1
        self._keys = None
