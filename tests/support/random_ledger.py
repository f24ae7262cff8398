"""Random multigraphs and filters, and a ledger that holds such a graph without the claims behind it."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

from techpol.graph import near
from techpol.graph.filters import period
from techpol.graph.memory import MemoryGraph
from techpol.graph.view import EdgeFilter
from techpol.schema.model import Edge, Entity, Modality, Qualifiers
from techpol.schema.values import Money, PartialDate

RELATIONS = ("DONATED_TO", "LEADS", "MET_WITH", "CRITICIZED", "CONNECTED_TO")


def random_graph(chance):
    entities = [Entity(f"e-{n:02}", chance.choice(["Person", "Committee", "Campaign"]), f"E{n}") for n in range(8)]
    edges = []
    for number in range(30):
        relation = chance.choice(RELATIONS)
        start = PartialDate(chance.randint(2015, 2024), chance.choice([None, 6])) if chance.random() < 0.6 else None
        amount = Money(Decimal(chance.choice(["99.50", "2700", "100000"])), "USD") if chance.random() < 0.5 else None
        edges.append(
            Edge(
                f"g-{number:02}", chance.choice(entities).id, relation, chance.choice(entities).id,
                chance.choice(list(Modality)), Qualifiers(amount=amount, start=start, past=chance.random() < 0.2), (),
                support=chance.randint(1, 3), confidence=chance.choice([0.5, 1.0]),
                total_of=("g-00",) if chance.random() < 0.1 else (),
            )
        )  # fmt: skip
    return MemoryGraph(entities, edges)


def random_filter(chance):
    edge_filter = EdgeFilter(hostile=chance.random() < 0.5, totals=chance.random() < 0.5)
    if chance.random() < 0.3:
        edge_filter = replace(edge_filter, relations=frozenset(chance.sample(RELATIONS, 2)))
    if chance.random() < 0.3:
        edge_filter = replace(edge_filter, avoid_relations=frozenset(chance.sample(RELATIONS, 1)))
    if chance.random() < 0.3:
        edge_filter = replace(edge_filter, kinds=frozenset({"money", "office"}))
    if chance.random() < 0.3:
        edge_filter = replace(edge_filter, modalities=frozenset(Modality))
    if chance.random() < 0.3:
        edge_filter = replace(edge_filter, since=date(2018, 1, 1), until=date(2020, 6, 30))
    if chance.random() < 0.3:
        edge_filter = replace(edge_filter, min_support=2, min_confidence=0.6)
    if chance.random() < 0.3:
        edge_filter = replace(edge_filter, min_amount=Decimal("100"))
    if chance.random() < 0.3:
        edge_filter = replace(edge_filter, avoid_entities=frozenset({"e-03"}))
    return edge_filter


def fill(ledger, graph):
    """Write a graph straight into the tables that are computed."""
    connection = ledger.connection
    entities = list(graph.iter_entities())
    degrees = graph.degrees([entity.id for entity in entities])
    connection.execute("BEGIN")
    for entity in entities:
        connection.execute(
            "INSERT INTO entity (id, type, name, data, degree) VALUES (?, ?, ?, ?, ?)",
            (entity.id, entity.type, entity.name, json.dumps(entity.to_dict()), degrees[entity.id]),
        )
    for edge in graph.iter_edges():
        first, last = period(edge.relation, edge.qualifiers)
        money = edge.qualifiers.amount
        connection.execute(
            "INSERT INTO edge (id, subject, relation, object, modality, past, amount, currency, start, end, support,"
            " confidence, is_total, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                edge.id, edge.subject, edge.relation, edge.object, str(edge.modality), int(edge.qualifiers.past),
                f"{money.amount:f}" if money else None, money.currency if money else None,
                first.isoformat() if first else None, last.isoformat() if last else None, edge.support,
                edge.confidence, int(len(edge.total_of) > 0), json.dumps({"claims": []} | edge.to_dict()),
            ),
        )  # fmt: skip
    near.pack_all(connection)
    connection.execute("COMMIT")
