"""The second answer to "who gave money to A": gifts to the campaigns and committees that a source ties to A.

They are gifts to somebody else, so they never stand among those to A, nor in their sums.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from techpol.graph.adjacency import Tie, fast_view
from techpol.graph.view import GraphView
from techpol.queries.entities import Ends
from techpol.queries.evidence import Gatherer, paths_of
from techpol.queries.halves import Chain
from techpol.queries.options import PathOptions
from techpol.queries.ranking import Bond, Ranker, bonds_of
from techpol.schema.answers import Path
from techpol.schema.ontology import load_ontology

CAMP_TIES = frozenset({"CONNECTED_TO", "LEADS", "RUNS_FOR"})
CAMP_TYPES = ("Campaign", "Committee", "Candidacy")
_MONEY_TO = frozenset({"DONATED_TO", "RAISED_FUNDS_FOR"})


def gifts_through_camp(
    view: GraphView, gatherer: Gatherer, relations: Collection[str], objects: Ends, options: PathOptions
) -> tuple[Path, ...]:
    """Return a path giver - body - person for each tie of money to a body of the persons asked for, largest first.

    Nothing where the question is not of money or not of persons.
    """
    ontology = load_ontology()
    persons = {entity.id for entity in objects.entities if ontology.is_a(entity.type, "Person")}
    if len(persons) == 0 or not set(relations) & _MONEY_TO:
        return ()
    fast = fast_view(view)
    ceiling = None if options.exhaustive else options.budget
    camp_filter = replace(options, relations=CAMP_TIES, min_amount=None).edge_filter()
    ties = list(fast.adjacent(persons, camp_filter, limit=ceiling))
    facts = fast.node_facts({end for tie in ties for end in (tie.subject, tie.object)})
    camps: dict[str, list[Tie]] = {}
    for tie in ties:
        body = tie.object if tie.subject in persons else tie.subject
        type_name = facts.get(body, ("Entity", 0))[0]
        if body not in persons and any(ontology.is_a(type_name, wanted) for wanted in CAMP_TYPES):
            camps.setdefault(body, []).append(tie)
    if len(camps) == 0:
        return ()
    money = replace(options, relations=frozenset(relations) & _MONEY_TO).edge_filter()
    gifts = bonds_of(fast.adjacent(camps, money, limit=ceiling, side="object"))
    ranker = Ranker(options.today)
    held = {body: min(_costed(ranker, bonds_of(found)), key=lambda bond: (bond.cost, bond.key))
            for body, found in camps.items()}  # fmt: skip
    chains = []
    for gift in _costed(ranker, gifts):
        if gift.subject in persons or gift.subject in camps:
            continue  # what a candidate gives to the own campaign is no gift to the candidate
        tie_to = held[gift.object]
        person = tie_to.object if tie_to.subject == gift.object else tie_to.subject
        cost = gift.cost + tie_to.cost + ranker.node(*facts[gift.object])
        cost += ranker.pair(gift, facts[gift.object][1], tie_to)
        chains.append((_size(gift), Chain((gift.subject, gift.object, person), (gift, tie_to), cost)))
    chains.sort(key=lambda item: (item[0], item[1].order))
    return paths_of(gatherer, [chain for _, chain in chains[: max(options.limit, 20)]], ranker)


def _costed(ranker: Ranker, bonds: list[Bond]) -> list[Bond]:
    for bond in bonds:
        ranker.bond_parts(bond)
    return bonds


def _size(gift: Bond) -> tuple[bool, float]:
    return gift.ties[0].modality != "asserted", -sum(tie.amount or 0.0 for tie in gift.main_ties())
