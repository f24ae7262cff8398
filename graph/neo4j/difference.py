"""Diff: every difference between the graph of a ledger and what a database holds of ours."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from techpol.graph.neo4j import stored
from techpol.graph.neo4j.connection import Database
from techpol.graph.neo4j.mapping import Mapper, Node, Relationship
from techpol.graph.view import GraphView
from techpol.schema.ontology import Ontology, load_ontology


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs. ``what`` is missing, surplus or changed; seen from the ledger.

    ``part`` is the property, "labels", "type" or "ends" that changed, with the value wanted and the value found.
    """

    kind: str  # node, relationship
    id: str
    what: str
    part: str | None = None
    wanted: Any = None
    found: Any = None

    def to_dict(self) -> dict[str, Any]:
        """Return JSON values."""
        return {key: value for key, value in asdict(self).items() if value is not None}

    def __str__(self) -> str:
        if self.part is None:
            return f"{self.kind} {self.id}: {self.what} in the database"
        return f"{self.kind} {self.id}: {self.part} should be {self.wanted!r}, is {self.found!r}"


def find_differences(
    view: GraphView, database: Database, *, with_claims: bool = False, ontology: Ontology | None = None
) -> Iterator[Difference]:
    """Yield every difference; nothing where database and ledger hold the same graph."""
    ontology = ontology or load_ontology()
    mapper = Mapper(view, ontology)

    def nodes() -> Iterator[Node]:
        yield from mapper.nodes()
        if with_claims:
            yield from mapper.claim_nodes()

    def relationships() -> Iterator[Relationship]:
        yield from mapper.relationships()
        if with_claims:
            yield from mapper.claim_links()

    yield from _compare("node", nodes, stored.read_nodes(database, ontology), _node_parts)
    yield from _compare(
        "relationship", relationships, stored.read_relationships(database, ontology), _relationship_parts
    )


def _compare(
    kind: str,
    wanted: Callable[[], Iterator[Any]],
    stored_items: Iterable[tuple[str, Any]],
    parts: Callable[[Any], dict[str, Any]],
) -> Iterator[Difference]:
    """Compare by hash, and read the graph a second time for what differs: all of it would not fit the memory."""
    hashes = {item.id: item.hash() for item in wanted()}
    changed: dict[str, dict[str, Any]] = {}
    for _, item in stored_items:
        digest = hashes.pop(item.id, None)
        if digest is None:  # not ours to be, or there a second time
            yield Difference(kind, item.id, "surplus")
        elif item.hash() != digest:
            changed[item.id] = parts(item)
    for missing in sorted(hashes):
        yield Difference(kind, missing, "missing")
    if len(changed) > 0:
        for item in wanted():
            found = changed.get(item.id)
            if found is not None:
                yield from _changes(kind, item.id, parts(item), found)


def _changes(kind: str, item_id: str, wanted: dict[str, Any], found: dict[str, Any]) -> Iterator[Difference]:
    for part in sorted(wanted.keys() | found.keys()):
        mine, theirs = wanted.get(part), found.get(part)
        if mine != theirs or type(mine) is not type(theirs):
            yield Difference(kind, item_id, "changed", part, mine, theirs)


def _node_parts(node: Node) -> dict[str, Any]:
    return {"labels": sorted(node.labels), **node.properties}


def _relationship_parts(relationship: Relationship) -> dict[str, Any]:
    ends = f"{relationship.start} -> {relationship.end}"
    return {"type": relationship.type, "ends": ends, **relationship.properties}
