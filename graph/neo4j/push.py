"""Push: bring a database to what the graph is now, sending only what differs and taking out what is gone.

Each batch is one managed transaction, so a push that is cut off leaves whole batches behind; the next one reads what
is there and goes on from it. Nothing without our marker is written to, and nothing of others that hangs on a
node of ours is taken with it.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass

from techpol.graph.neo4j import stored
from techpol.graph.neo4j.connection import ConnectionLost, Database
from techpol.graph.neo4j.lock import PushLock
from techpol.graph.neo4j.mapping import Mapper, Node, Relationship
from techpol.graph.neo4j.schema import STATE_LABEL, await_indexes, ensure_name_index, ensure_schema
from techpol.graph.neo4j.writer import BatchWriter
from techpol.graph.view import GraphView
from techpol.schema.errors import DatabaseError
from techpol.schema.ontology import Ontology, load_ontology

Progress = Callable[[str, int], None]
"""Told the name of the stage ("nodes", "relationships") and how many have been looked at in it."""

_RECONNECT_EVERY_S = 1.0
_OBJECTS_A_COLLECTION = 200_000


@dataclass(frozen=True, slots=True)
class PushOptions:
    """How to push. Times in seconds.

    ``quick`` compares stored hashes instead of every property: faster, but blind to edits made by hand in the
    database. ``replace`` lets this ledger's graph take the place of another ledger's. ``reconnect_s`` is how long to
    wait for a database that went away before giving up. ``lock`` False is for a database that nobody else can reach.
    ``batch`` is rows a transaction: of twice as many, what they hold keeps the server's garbage collector busy.
    """

    with_claims: bool = False
    quick: bool = False
    dry_run: bool = False
    replace: bool = False
    wait_s: float = 60.0
    reconnect_s: float = 60.0
    writers: int = 3
    lock: bool = True
    batch: int = 2000


@dataclass(slots=True)
class Count:
    """What was done to one kind of thing. ``kept``: retracted, but others' data hangs on it."""

    created: int = 0
    updated: int = 0
    removed: int = 0
    unchanged: int = 0
    kept: int = 0


@dataclass(slots=True)
class PushReport:
    """What a push did, or would do in a dry run."""

    nodes: Count
    relationships: Count
    warnings: list[str]
    reconnected: int = 0
    seconds: float = 0.0

    def to_dict(self) -> dict[str, object]:
        """Return JSON values."""
        return asdict(self)


def _silent(stage: str, done: int) -> None:
    return None


def push(
    view: GraphView,
    database: Database,
    options: PushOptions = PushOptions(),
    *,
    graph_id: str = "",
    progress: Progress = _silent,
    say: Callable[[str], None] = lambda text: None,
    ontology: Ontology | None = None,
) -> PushReport:
    """Bring a database to the graph of a view, and say what was done.

    ``graph_id`` says which ledger the graph is of ("" for none). Raises DatabaseError where another push holds the
    database, where it holds the graph of another ledger, or where it went away for longer than ``reconnect_s``.
    """
    started = time.monotonic()
    ontology = ontology or load_ontology()
    if options.dry_run:
        report = _Push(view, database, options, ontology, progress, None).run()
        report.seconds = time.monotonic() - started
        return report
    # The lock node needs its constraint, or two who create it at once would both hold it.
    warnings = ensure_schema(database, ontology)
    if not options.lock:
        report = _push_through(view, database, options, ontology, progress, say, None)
        report.seconds = time.monotonic() - started
        return report
    locked = PushLock(database, options.wait_s, lambda holder: say(f"waiting for another push ({holder})"))
    with locked as lock:
        _claim_database(database, graph_id, options.replace)
        report = _push_through(view, database, options, ontology, progress, say, lock.owner)
        _note_end(database)
    report.warnings.extend(warnings)
    report.seconds = time.monotonic() - started
    return report


def _push_through(
    view: GraphView,
    database: Database,
    options: PushOptions,
    ontology: Ontology,
    progress: Progress,
    say: Callable[[str], None],
    owner: str | None,
) -> PushReport:
    """Push, and begin again from what is there whenever the connection was lost and came back."""
    total = PushReport(Count(), Count(), [])
    while True:
        attempt = _Push(view, database, options, ontology, progress, owner)
        try:
            report = attempt.run()
        except ConnectionLost as exc:
            say(f"{exc}; waiting up to {options.reconnect_s:.0f} s for it to come back")
            _wait_until_back(database, options.reconnect_s, exc)
            total.reconnected += 1
            _add_written(total, attempt.report)
            continue
        _add_written(total, report)
        total.nodes.unchanged = report.nodes.unchanged
        total.relationships.unchanged = report.relationships.unchanged
        return total


def _add_written(total: PushReport, part: PushReport) -> None:
    for name in ("created", "updated", "removed", "kept"):
        for mine, theirs in ((total.nodes, part.nodes), (total.relationships, part.relationships)):
            setattr(mine, name, getattr(mine, name) + getattr(theirs, name))


def _wait_until_back(database: Database, seconds: float, lost: ConnectionLost) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        time.sleep(_RECONNECT_EVERY_S)
        try:
            database.read("RETURN 1")
        except DatabaseError:
            continue
        return
    raise lost


def _claim_database(database: Database, graph_id: str, replace: bool) -> None:
    """Refuse to mix the graphs of two ledgers: each push would take the other's for retracted."""
    rows = database.read(f"MATCH (s:{STATE_LABEL} {{id: 'push'}}) RETURN s.graph AS graph")
    other = rows[0]["graph"] if len(rows) > 0 else None
    if other is not None and other != graph_id and not replace:
        raise DatabaseError(
            f"{database.target.uri} holds the graph of another ledger ({other}); push with --replace to put this one "
            f"({graph_id}) in its place, or push into another database"
        )
    database.write(f"MATCH (s:{STATE_LABEL} {{id: 'push'}}) SET s.graph = $graph", {"graph": graph_id})


def _note_end(database: Database) -> None:
    database.write(f"MATCH (s:{STATE_LABEL} {{id: 'push'}}) SET s.pushed = datetime()")


class _Push:
    """One walk over the graph against what the database holds. ``owner`` holds the lock, None where there is none."""

    def __init__(
        self,
        view: GraphView,
        database: Database,
        options: PushOptions,
        ontology: Ontology,
        progress: Progress,
        owner: str | None,
    ) -> None:
        self.mapper = Mapper(view, ontology)
        self.database = database
        self.options = options
        self.ontology = ontology
        self.progress = progress
        self.owner = owner
        self.report = PushReport(Count(), Count(), [])

    def run(self) -> PushReport:
        if self.options.dry_run:
            self._walk(None)
            return self.report
        batches = BatchWriter(self.database, self.owner, self.options.batch, self.options.writers)
        with _rare_collections(), batches:
            self._walk(batches)
        return self.report

    def _walk(self, writer: BatchWriter | None) -> None:
        gone_nodes = self._nodes(writer)
        if writer is not None:
            writer.flush()  # relationships need their ends
            ensure_name_index(self.database, self.ontology)
        self._relationships(writer)
        if writer is not None:
            writer.flush()  # a node goes after the relationships that hung on it
            await_indexes(self.database)
            self.report.nodes.removed, self.report.nodes.kept = writer.remove_nodes(gone_nodes)
        else:
            self.report.nodes.removed = len(gone_nodes)

    def _nodes(self, writer: BatchWriter | None) -> list[str]:
        """Write the nodes that differ; return the database's ids of those that are gone."""
        have, doubles = self._stored_nodes()
        count = self.report.nodes
        for number, node in enumerate(self._wanted_nodes(), 1):
            if number % self.options.batch == 0:
                self.progress("nodes", number)
            digest = node.hash()
            found = have.pop(node.id, None)
            if found is not None and writer is not None:
                writer.found_node(node.id, found[1])
            if found is None:
                count.created += 1
                if writer is not None:
                    writer.create_node(node, digest)
            elif found[0] != digest:
                count.updated += 1
                if writer is not None:
                    writer.update_node(found[1], node, digest)
            else:
                count.unchanged += 1
        return [*(element_id for _, element_id in have.values()), *doubles]

    def _relationships(self, writer: BatchWriter | None) -> None:
        self.progress("relationships", 0)
        have, doubles = self._stored_relationships()
        count = self.report.relationships
        for number, relationship in enumerate(self._wanted_relationships(), 1):
            if number % self.options.batch == 0:
                self.progress("relationships", number)
            values = relationship.values()
            digest = relationship.hash(values)
            found = have.pop(relationship.id, None)
            if found is not None and found[0] == digest:
                count.unchanged += 1
                continue
            if found is None:
                count.created += 1
            else:
                count.updated += 1
            if writer is not None:
                if found is not None:
                    # Type and ends of a relationship cannot be changed in place.
                    writer.remove_relationship(found[1])
                writer.create_relationship(relationship, [*values, digest])
        count.removed = len(have) + len(doubles)
        if writer is not None:
            for element_id in (*(element_id for _, element_id in have.values()), *doubles):
                writer.remove_relationship(element_id)

    def _wanted_nodes(self) -> Iterator[Node]:
        yield from self.mapper.nodes()
        if self.options.with_claims:
            yield from self.mapper.claim_nodes()

    def _wanted_relationships(self) -> Iterator[Relationship]:
        yield from self.mapper.relationships()
        if self.options.with_claims:
            yield from self.mapper.claim_links()

    def _stored_nodes(self) -> tuple[dict[str, tuple[str, str]], list[str]]:
        if self.options.quick:
            return _by_id(stored.read_node_hashes(self.database))
        return _by_id(
            (element_id, node.id, node.hash()) for element_id, node in stored.read_nodes(self.database, self.ontology)
        )

    def _stored_relationships(self) -> tuple[dict[str, tuple[str, str]], list[str]]:
        if self.options.quick:
            return _by_id(stored.read_relationship_hashes(self.database, self.ontology))
        return _by_id(
            (element_id, relationship.id, relationship.hash())
            for element_id, relationship in stored.read_relationships(self.database, self.ontology)
        )


@contextmanager
def _rare_collections() -> Iterator[None]:
    """Let Python look for garbage in circles less often: rows that wait to be sent are many, and none is in one.

    At the usual pace it goes through all of them again and again, which takes as long as making them.
    """
    usual = gc.get_threshold()
    gc.set_threshold(max(usual[0], _OBJECTS_A_COLLECTION), *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _by_id(rows: Iterator[tuple[str, str, str]]) -> tuple[dict[str, tuple[str, str]], list[str]]:
    """Return hash and database's id by our id, and the database's ids of whatever is there a second time."""
    found: dict[str, tuple[str, str]] = {}
    doubles: list[str] = []
    for element_id, our_id, digest in rows:
        if our_id in found:
            doubles.append(element_id)
        else:
            found[our_id] = (digest, element_id)
    return found, doubles
