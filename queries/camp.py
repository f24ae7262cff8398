"""The second answer to "who gave money to A": gifts to the campaigns and committees that a source ties to A.

A campaign is tied to A by an edge, or by its owner: sources that speak of "Delgado's campaign" say whose it is.
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
from techpol.schema.model import Entity
from techpol.schema.ontology import load_ontology
from techpol.schema.text import fold

CAMP_TIES = frozenset({"CONNECTED_TO", "LEADS", "RUNS_FOR"})
CAMP_TYPES = ("Campaign", "Committee", "Candidacy")
_OWNED = ("Campaign", "Candidacy")
_MOST_OWNED = 5_000  # of each type are looked at
_MONEY_TO = frozenset({"DONATED_TO", "RAISED_FUNDS_FOR"})


def gifts_through_camp(
    view: GraphView, gatherer: Gatherer, relations: Collection[str], objects: Ends, options: PathOptions
) -> tuple[Path, ...]:
    """Return a path giver - body - person for each tie of money to a body of the persons asked for, largest first.

    Where only its owner ties a campaign to a person, the path is giver - campaign. Nothing where the question is not
    of money or not of persons.
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
    owned = _owned(view, persons) - camps.keys()
    if len(camps) + len(owned) == 0:
        return ()
    money = replace(options, relations=frozenset(relations) & _MONEY_TO).edge_filter()
    gifts = bonds_of(fast.adjacent([*camps, *sorted(owned)], money, limit=ceiling, side="object"))
    ranker = Ranker(options.today)
    held = {body: min(_costed(ranker, bonds_of(found)), key=lambda bond: (bond.cost, bond.key))
            for body, found in camps.items()}  # fmt: skip
    chains = []
    for gift in _costed(ranker, gifts):
        if gift.subject in persons or gift.subject in camps or gift.subject in owned:
            continue  # what a candidate gives to the own campaign is no gift to the candidate
        if gift.object in owned:
            chains.append((_size(gift), Chain((gift.subject, gift.object), (gift,), gift.cost)))
            continue
        tie_to = held[gift.object]
        person = tie_to.object if tie_to.subject == gift.object else tie_to.subject
        cost = gift.cost + tie_to.cost + ranker.node(*facts[gift.object])
        cost += ranker.pair(gift, facts[gift.object][1], tie_to)
        chains.append((_size(gift), Chain((gift.subject, gift.object, person), (gift, tie_to), cost)))
    chains.sort(key=lambda item: (item[0], item[1].order))
    return paths_of(gatherer, [chain for _, chain in chains[: max(options.limit, 20)]], ranker)


def _owned(view: GraphView, persons: Collection[str]) -> set[str]:
    """Return the campaigns and candidacies whose owner is called as one of the persons and as nobody else."""
    known = [view.get_entity(person) for person in persons]
    names = {fold(name) for entity in known if entity is not None for name in _names_of(entity)}
    fast = fast_view(view)
    found: set[str] = set()
    for body in (key for type_name in _OWNED for key in fast.ids_of_type(type_name, _MOST_OWNED)):
        entity = view.get_entity(body)
        owners = [value for name, value in entity.properties if name == "owner"] if entity is not None else []
        if any(fold(owner) in names and _only(view, owner, persons) for owner in owners):
            found.add(body)
    return found


def _only(view: GraphView, name: str, persons: Collection[str]) -> bool:
    """Say whether nobody but these persons has a name: of namesakes it is not known whose campaign it is."""
    same = [entity for entity, score in view.find_entities(name, "Person", 10) if score >= 1.0]
    return len(same) < 10 and all(entity.id in persons for entity in same)


def _names_of(entity: Entity) -> set[str]:
    """Return every name of an entity."""
    return {entity.name, *(name.text for name in entity.names)}


def _costed(ranker: Ranker, bonds: list[Bond]) -> list[Bond]:
    for bond in bonds:
        ranker.bond_parts(bond)
    return bonds


def _size(gift: Bond) -> tuple[bool, float]:
    return gift.ties[0].modality != "asserted", -sum(tie.amount or 0.0 for tie in gift.main_ties())
