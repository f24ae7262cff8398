"""What an EdgeFilter means, in one place: for edges in memory here, for SQL in ``adjacency.py``.

An edge with an unknown date may have held at any time, so it stays within every period. A minimum amount is asked
of money alone: an edge of another kind passes, a gift of unknown size does not.
"""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache

from techpol.graph.view import EdgeFilter
from techpol.schema.model import Edge, Qualifiers
from techpol.schema.ontology import load_ontology


def is_state(relation: str) -> bool:
    """Say whether a relation is a state, which lasts until it is said to have ended, and not an event."""
    return "past" in load_ontology().relation(relation).properties


def period(relation: str, qualifiers: Qualifiers) -> tuple[date | None, date | None]:
    """Return the first and the last day on which an edge may hold; None where that side is open or unknown.

    An event with one date lasts as long as that date is wide (2023-06: the whole of June). A state with a start and
    no end goes on. A date without a year says nothing here.
    """
    start, end = qualifiers.start, qualifiers.end
    first = start.first_day() if start is not None else None
    if end is not None:
        return first, end.last_day()
    if start is None or is_state(relation):
        return first, None
    return first, start.last_day()


@lru_cache(maxsize=256)
def allowed_relations(edge_filter: EdgeFilter) -> frozenset[str] | None:
    """Return the relations that a filter lets through; None where it lets all through."""
    ontology = load_ontology()
    unlimited = edge_filter.relations is None and edge_filter.kinds is None
    if unlimited and len(edge_filter.avoid_relations) == 0 and edge_filter.hostile:
        return None
    return frozenset(
        name
        for name, spec in ontology.relations.items()
        if (edge_filter.relations is None or name in edge_filter.relations)
        and (edge_filter.kinds is None or spec.kind in edge_filter.kinds)
        and name not in edge_filter.avoid_relations
        and (edge_filter.hostile or not spec.hostile)
    )


@cache
def money_relations() -> frozenset[str]:
    """Return the relations of kind money: those that a minimum amount is asked of."""
    return frozenset(name for name, spec in load_ontology().relations.items() if spec.kind == "money")


def is_total(edge: Edge) -> bool:
    """Say whether an edge states a sum whose parts are edges of their own."""
    return len(edge.total_of) > 0


def allows(edge: Edge, edge_filter: EdgeFilter) -> bool:
    """Say whether an edge passes a filter."""
    relations = allowed_relations(edge_filter)
    if relations is not None and edge.relation not in relations:
        return False
    if edge.modality not in edge_filter.modalities or edge.support < edge_filter.min_support:
        return False
    if edge.confidence < edge_filter.min_confidence or (is_total(edge) and not edge_filter.totals):
        return False
    if edge.subject in edge_filter.avoid_entities or edge.object in edge_filter.avoid_entities:
        return False
    if edge_filter.min_amount is not None and edge.relation in money_relations():
        amount = edge.qualifiers.amount
        if amount is None or amount.amount < edge_filter.min_amount:
            return False
    if edge_filter.since is None and edge_filter.until is None:
        return True
    first, last = period(edge.relation, edge.qualifiers)
    if first is not None and edge_filter.until is not None and first > edge_filter.until:
        return False
    return last is None or edge_filter.since is None or last >= edge_filter.since
