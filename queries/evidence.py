"""From a chain of ties to a path with its evidence: full edges, claims, quotes, sources, contradictions, totals."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from techpol.graph.adjacency import FastView, Tie, fast_view
from techpol.graph.view import EdgeFilter, GraphView
from techpol.queries.halves import Chain
from techpol.queries.ranking import Bond, Ranker, bonds_of
from techpol.schema.answers import Answer, Hop, HopEvent, Path
from techpol.schema.model import Claim, Edge, Entity, Modality, Source
from techpol.schema.ontology import load_ontology

MAX_EVENTS = 200  # events that are read in full under one hop
_BUSY = 5_000  # entities with more ties are not searched for stated totals


class Gatherer:
    """Reads what stands behind chains, each thing once."""

    def __init__(self, view: GraphView) -> None:
        self.view = view
        self.fast: FastView = fast_view(view)
        self.entities: dict[str, Entity] = {}
        self.edges: dict[int | str, Edge] = {}
        self.claims: dict[str, Claim] = {}
        self.notes: list[str] = []

    def entity(self, entity_id: str) -> Entity:
        """Return an entity; one that the view has lost is shown by its id."""
        if entity_id not in self.entities:
            found = self.view.get_entity(entity_id)
            self.entities[entity_id] = found or Entity(entity_id, "Entity", entity_id)
        return self.entities[entity_id]

    def read(self, ties: Iterable[Tie]) -> None:
        """Read edges and their claims in two goes."""
        missing = [tie.key for tie in ties if tie.key not in self.edges]
        if len(missing) == 0:
            return
        fresh = self.fast.edges_by_key(missing)
        self.edges.update(fresh)
        wanted = [claim for edge in fresh.values() for claim in edge.claims if claim not in self.claims]
        self.claims.update((claim.id, claim) for claim in self.view.iter_claims(wanted))

    def event(self, edge: Edge) -> HopEvent:
        """Return an edge as an event under a hop, with the evidence of its claims."""
        claims = [self.claims[claim] for claim in edge.claims if claim in self.claims]
        evidence = dict.fromkeys(item for claim in claims for item in claim.evidence)
        return HopEvent(
            edge.id, edge.modality, edge.qualifiers, tuple(evidence), edge.attribution, edge.support, edge.confidence,
            edge.claims,
        )  # fmt: skip

    def hop(self, subject: str, relation: str, object_: str, ties: Sequence[Tie], forward: bool = True) -> Hop:
        """Return a hop over ties, the most certain first."""
        kept = ties[:MAX_EVENTS]
        self.read(kept)
        events = tuple(self.event(self.edges[tie.key]) for tie in kept if tie.key in self.edges)
        return Hop(self.entity(subject), relation, self.entity(object_), events, forward)

    def sources(self, paths: Iterable[Path]) -> dict[str, Source]:
        """Return the sources of all evidence under paths."""
        ids = {
            item.source
            for path in paths
            for hop in (*path.hops, *path.besides)
            for event in (*hop.events, *hop.contradicted_by, *hop.stated_totals)
            for item in event.evidence
        }
        found = {source_id: self.view.get_source(source_id) for source_id in sorted(ids)}
        return {source_id: source for source_id, source in found.items() if source is not None}


def paths_of(
    gatherer: Gatherer, chains: Sequence[Chain], ranker: Ranker, beside_filter: EdgeFilter | None = None
) -> tuple[Path, ...]:
    """Return the paths of chains, with their evidence, contradictions, totals, and the sum that makes their cost.

    ``beside_filter`` adds the other ties between neighbours of a chain that pass it.
    """
    others = _other_bonds(gatherer, chains, beside_filter) if beside_filter is not None else {}
    gatherer.read(tie for chain in chains for bond in chain.bonds for tie in bond.ties[:MAX_EVENTS])
    beside = _Beside(gatherer, [bond for chain in chains for bond in chain.bonds])
    facts = gatherer.fast.node_facts({node for chain in chains for node in chain.nodes[1:-1]})
    paths = []
    for chain in chains:
        hops = []
        besides = []
        for start, end, bond in zip(chain.nodes, chain.nodes[1:], chain.bonds, strict=False):
            hops.append(beside.with_both(_walked(gatherer, start, end, bond), bond))
            besides += [
                _walked(gatherer, start, end, other)
                for other in others.get(frozenset((start, end)), ())
                if other.key != bond.key and not _goes_without_saying(other, bond)
            ]
        why = tuple(_why(gatherer, chain, ranker, facts))
        paths.append(Path(tuple(hops), chain.cost, why, tuple(besides)))
    return tuple(paths)


def _goes_without_saying(other: Bond, bond: Bond) -> bool:
    """Say whether a hop tells nothing beside another: who leads a company works for it too."""
    ontology = load_ontology()
    spec = ontology.relation(other.relation)
    return spec.auxiliary and spec.kind == ontology.relation(bond.relation).kind


def _walked(gatherer: Gatherer, start: str, end: str, bond: Bond) -> Hop:
    """Return the hop of a bond; one of a symmetric relation runs the way that the path walks it."""
    if load_ontology().relation(bond.relation).symmetric:
        return gatherer.hop(start, bond.relation, end, bond.ties)
    return gatherer.hop(bond.subject, bond.relation, bond.object, bond.ties, bond.subject == start)


def _other_bonds(
    gatherer: Gatherer, chains: Sequence[Chain], edge_filter: EdgeFilter
) -> dict[frozenset[str], list[Bond]]:
    """Return every hop between neighbours of the chains, by its two ends."""
    pairs = {frozenset(pair) for chain in chains for pair in zip(chain.nodes, chain.nodes[1:], strict=False)}
    ends = {end for pair in pairs for end in pair}
    ties: dict[frozenset[str], list[Tie]] = {}
    if len(ends) > 0:
        for tie in gatherer.fast.adjacent(ends, edge_filter, among=ends):
            if frozenset((tie.subject, tie.object)) in pairs:
                ties.setdefault(frozenset((tie.subject, tie.object)), []).append(tie)
    found = {pair: bonds_of(members) for pair, members in ties.items()}
    gatherer.read(tie for bonds in found.values() for bond in bonds for tie in bond.ties[:MAX_EVENTS])
    return found


def _why(
    gatherer: Gatherer, chain: Chain, ranker: Ranker, facts: dict[str, tuple[str, int]]
) -> Iterable[tuple[str, float]]:
    for position, bond in enumerate(chain.bonds):
        if position > 0:
            node = chain.nodes[position]
            type_name, degree = facts.get(node, ("Entity", 0))
            passing = ranker.node_parts(type_name, degree) + ranker.pair_parts(
                chain.bonds[position - 1], degree, bond
            )
            yield from ((f"{gatherer.entity(node).name}: {what}", cost) for what, cost in passing if cost > 0)
        for what, cost in ranker.bond_parts(bond):
            if cost > 0:
                yield f"{bond.relation}: {what}", cost


class _Beside:
    """What stands beside hops: denials of the same thing, and sums that sources state over its events."""

    def __init__(self, gatherer: Gatherer, bonds: Collection[Bond]) -> None:
        self.gatherer = gatherer
        ontology = load_ontology()
        subjects = {bond.subject for bond in bonds}
        objects = {bond.object for bond in bonds}
        denied = EdgeFilter(modalities=frozenset({Modality.DENIED}), totals=False)
        self.denials: dict[tuple[str, str, str], list[Tie]] = {}
        if len(bonds) > 0:
            for tie in gatherer.fast.adjacent(subjects, denied, among=objects):
                self.denials.setdefault((tie.subject, tie.relation, tie.object), []).append(tie)
        givers = {bond.subject for bond in bonds if ontology.relation(bond.relation).kind == "money"}
        degrees = gatherer.fast.node_facts(givers)
        quiet = [giver for giver in givers if degrees.get(giver, ("", 0))[1] <= _BUSY]
        self.totals: list[Tie] = []
        if len(quiet) > 0:
            money = EdgeFilter(kinds=frozenset({"money"}), totals=True)
            self.totals = [
                tie for tie in gatherer.fast.adjacent(quiet, money) if tie.is_total and tie.subject in givers
            ]
        gatherer.read([*self.totals, *(tie for ties in self.denials.values() for tie in ties)])

    def with_both(self, hop: Hop, bond: Bond) -> Hop:
        """Return the hop with its denials and stated totals."""
        gatherer = self.gatherer
        own = {event.edge for event in hop.events}
        denials = list(self.denials.get(bond.key, []))
        if load_ontology().relation(bond.relation).symmetric:
            denials += self.denials.get((bond.object, bond.relation, bond.subject), [])
        denials = [tie for tie in denials if tie.key in gatherer.edges]
        against = tuple(gatherer.event(gatherer.edges[tie.key]) for tie in denials)
        totals = tuple(
            gatherer.event(edge)
            for tie in self.totals
            if (edge := gatherer.edges.get(tie.key)) is not None and not own.isdisjoint(edge.total_of)
        )
        against = tuple(event for event in against if event.edge not in own)
        return replace(hop, contradicted_by=against, stated_totals=totals)


def finished(answer: Answer, gatherer: Gatherer) -> Answer:
    """Return an answer with the sources of its paths."""
    nearest = answer.why_not.nearest if answer.why_not is not None else ()
    return replace(answer, sources=gatherer.sources((*answer.paths, *answer.through, *nearest)))
