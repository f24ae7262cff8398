"""Constraints and indexes of the property graph, made from the ontology."""

from __future__ import annotations

from collections.abc import Iterator

from techpol.graph.neo4j.connection import ConnectionLost, Database
from techpol.graph.neo4j.mapping import CLAIM_LABEL, ROOT_LABEL, SOURCE_LABEL
from techpol.schema.errors import DatabaseError
from techpol.schema.ontology import Ontology

STATE_LABEL = "TechpolState"
NAME_INDEX = "techpol_names"


def constraint_statements(ontology: Ontology) -> dict[str, str]:
    """Return the statement of each uniqueness constraint, by label; those without which nothing works first."""
    labels = [STATE_LABEL, ROOT_LABEL, CLAIM_LABEL, SOURCE_LABEL]
    labels += sorted(name for name, spec in ontology.types.items() if not spec.abstract)
    return {
        label: f"CREATE CONSTRAINT techpol_{label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
        for label in labels
    }


def index_statements(ontology: Ontology) -> Iterator[str]:
    """Yield the statement of the full-text index over names (``name`` is one of ``names``).

    No range index over names: it refuses a text of more than some 8,000 bytes, and the write with it.
    """
    yield (
        f"CREATE FULLTEXT INDEX {NAME_INDEX} IF NOT EXISTS FOR (n:{ROOT_LABEL}) ON EACH [n.names] "
        "OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-no-stop-words'}}"
    )


def schema_script(ontology: Ontology) -> str:
    """Return all statements as a Cypher script, for ``techpol_schema.cypher`` beside a bulk import."""
    statements = (*constraint_statements(ontology).values(), *index_statements(ontology))
    return "".join(f"{statement};\n" for statement in statements)


def ensure_schema(database: Database, ontology: Ontology) -> list[str]:
    """Make the constraints that are missing and return a warning for each that others' data forbids.

    Raises DatabaseError where the constraint on ``:Entity`` itself cannot be made.
    """
    warnings: list[str] = []
    have = {row["name"] for row in database.run("SHOW CONSTRAINTS YIELD name RETURN name")}
    for label, statement in constraint_statements(ontology).items():
        if f"techpol_{label.lower()}_id" in have:
            continue
        try:
            database.run(statement)
        except ConnectionLost:
            raise
        except DatabaseError as exc:
            if label in (STATE_LABEL, ROOT_LABEL):
                raise DatabaseError(f"the unique id of :{label} cannot be made in this database: {exc}") from exc
            warnings.append(f"no unique id for :{label}, since the database holds other data of that label: {exc}")
    if database.is_neo4j:  # the embedded engine does not know this procedure
        database.run("CALL db.awaitIndexes(300)")
    return warnings


def ensure_name_index(database: Database, ontology: Ontology) -> None:
    """Make the full-text index over names if it is missing.

    A push does so after the nodes: an index that is made over nodes which are there is filled in one sweep, one that
    is there before them at every commit, which takes as long as all the rest.
    """
    if database.is_neo4j:  # the embedded engine knows no full-text indexes in Cypher
        for statement in index_statements(ontology):
            database.run(statement)


def await_indexes(database: Database) -> None:
    """Wait until every index answers."""
    if database.is_neo4j:
        database.run("CALL db.awaitIndexes(3600)")
