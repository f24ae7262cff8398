"""What a database holds of ours, read back as the nodes and relationships of ``mapping``.

Only what carries the marker is ours, and of it only the labels and keys that ``mapping`` lists.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import neo4j.time

from techpol.graph.neo4j.connection import Database
from techpol.graph.neo4j.mapping import (
    CLAIM_LABEL,
    LINK_TYPES,
    MARKER,
    ROOT_LABEL,
    SOURCE_LABEL,
    Node,
    Properties,
    Relationship,
    all_labels,
    managed_node_keys,
    managed_relationship_keys,
)
from techpol.schema.ontology import Ontology

_NODE_KEYS = frozenset(managed_node_keys())
_RELATIONSHIP_KEYS = frozenset(managed_relationship_keys())
_READ_ROOTS = (ROOT_LABEL, SOURCE_LABEL, CLAIM_LABEL)


def _plain(value: Any) -> Any:
    return value.to_native() if isinstance(value, neo4j.time.Date) else value


def _ours(properties: dict[str, Any], keys: frozenset[str]) -> Properties:
    return {key: _plain(value) for key, value in properties.items() if key in keys}


def _type_pattern(ontology: Ontology) -> str:
    return "|".join((*ontology.relations, *LINK_TYPES))


def read_nodes(database: Database, ontology: Ontology) -> Iterator[tuple[str, Node]]:
    """Yield each of our nodes with the database's own id of it; labels of others are left out."""
    known = all_labels(ontology)
    for label in _READ_ROOTS:
        statement = f"MATCH (n:{label}) WHERE n.{MARKER} IS NOT NULL RETURN elementId(n), labels(n), properties(n)"
        for element_id, labels, properties in database.stream(statement):
            kept = tuple(name for name in known if name in labels)
            yield element_id, Node(str(properties.get("id")), kept, _ours(properties, _NODE_KEYS))


def read_relationships(database: Database, ontology: Ontology) -> Iterator[tuple[str, Relationship]]:
    """Yield each of our relationships with the database's own id of it."""
    statement = (
        f"MATCH (a)-[r:{_type_pattern(ontology)}]->(b) WHERE r.{MARKER} IS NOT NULL "
        "RETURN elementId(r), type(r), a.id, b.id, properties(r)"
    )
    for element_id, type_name, start, end, properties in database.stream(statement):
        relationship = Relationship(
            str(properties.get("id")), type_name, str(start), str(end), _ours(properties, _RELATIONSHIP_KEYS)
        )
        yield element_id, relationship


def read_node_hashes(database: Database) -> Iterator[tuple[str, str, str]]:
    """Yield the database's own id, our id and the stored hash of each of our nodes."""
    for label in _READ_ROOTS:
        statement = f"MATCH (n:{label}) WHERE n.{MARKER} IS NOT NULL RETURN elementId(n), n.id, n.{MARKER}"
        for element_id, node_id, digest in database.stream(statement):
            yield element_id, str(node_id), str(digest)


def read_relationship_hashes(database: Database, ontology: Ontology) -> Iterator[tuple[str, str, str]]:
    """Yield the database's own id, our id and the stored hash of each of our relationships."""
    statement = (
        f"MATCH ()-[r:{_type_pattern(ontology)}]->() WHERE r.{MARKER} IS NOT NULL "
        f"RETURN elementId(r), r.id, r.{MARKER}"
    )
    for element_id, edge_id, digest in database.stream(statement):
        yield element_id, str(edge_id), str(digest)
