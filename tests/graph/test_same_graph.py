"""Ledger, push, bulk import and embedded engine hold the same graph, compared by a digest of all that is in it."""

from __future__ import annotations

import hashlib
import json
import pickle
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from techpol.graph.embedded import Engine, fill
from techpol.graph.ledger import Ledger
from techpol.graph.neo4j import stored
from techpol.graph.neo4j.bulk import write_import_set
from techpol.graph.neo4j.connection import Database, Target, open_database
from techpol.graph.neo4j.mapping import Mapper, Node, Relationship
from techpol.graph.neo4j.push import PushOptions, push
from techpol.graph.neo4j.server import RELEASES, Neo4jServer, make_password, missing_tools
from techpol.loaders.articles.loader import Articles
from techpol.loaders.articles.reading import read_source
from techpol.schema.model import Reading, Source, content_hash
from techpol.schema.ontology import load_ontology

ROOT = Path(__file__).parents[2]
TUNE = ROOT.parent / "shared" / "articles" / "tune"


def digest(items: Iterable[Node | Relationship]) -> tuple[int, str]:
    """How many there are, and the hash of their ids and content, whatever their order."""
    rows = sorted(f"{item.id} {item.hash()}" for item in items)
    return len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest()


def wanted(ledger: Ledger) -> tuple[tuple[int, str], tuple[int, str]]:
    mapper = Mapper(ledger)
    return (
        digest((*mapper.nodes(), *mapper.claim_nodes())),
        digest((*mapper.relationships(), *mapper.claim_links())),
    )


def held(database: Database) -> tuple[tuple[int, str], tuple[int, str]]:
    ontology = load_ontology()
    return (
        digest(node for _, node in stored.read_nodes(database, ontology)),
        digest(item for _, item in stored.read_relationships(database, ontology)),
    )


def passages() -> Iterator[Reading]:
    for path in sorted(TUNE.glob("*.json")):
        passage = json.loads(path.read_text("utf-8"))
        yield read_source(
            Source(
                key=passage["id"], kind="article", sha256=content_hash(passage["text"], length=64),
                language=passage["lang"], text=passage["text"],
            )
        )[0]  # fmt: skip


def examples() -> Iterator[Reading]:
    for found in Articles().read(ROOT / "examples" / "articles"):
        if isinstance(found, Reading):
            yield found


@pytest.fixture(scope="module", params=["examples", "tune"])
def ledger(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    if request.param == "tune" and not TUNE.is_dir():
        pytest.skip(f"{TUNE} is not there: the passages are not part of the project")
    with Ledger.open(tmp_path_factory.mktemp(request.param) / "ledger.db") as made:
        for reading in passages() if request.param == "tune" else examples():
            made.put(reading)
        made.build()
        yield made


def test_there_is_something_to_compare(ledger: Ledger) -> None:
    nodes, relationships = wanted(ledger)

    assert nodes[0] > 50
    assert relationships[0] > 50


def test_the_digest_sees_one_property(ledger: Ledger) -> None:
    relationships = list(Mapper(ledger).relationships())
    before = digest(relationships)
    relationships[-1].properties["support"] = 99

    assert before != digest(relationships)


@pytest.mark.server
def test_push(ledger: Ledger, neo4j_database: Database) -> None:
    push(ledger, neo4j_database, PushOptions(with_claims=True))

    assert wanted(ledger) == held(neo4j_database)


def test_the_shares_of_a_ledger_hold_each_edge_once(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ledger.shares(2) == ()  # too few to pay
    monkeypatch.setattr("techpol.graph.ledger_view._MANY", 1)

    shares = [list(share().iter_edges()) for share in pickle.loads(pickle.dumps(ledger.shares(3)))]

    assert [edge for share in shares for edge in share] == list(ledger.iter_edges())
    assert all(len(share) > 0 for share in shares)


@pytest.mark.server
def test_bulk_import_of_two_processes(ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("techpol.graph.ledger_view._MANY", 1)
    missing = missing_tools(RELEASES["5"])
    if missing is not None:
        pytest.skip(missing)
    password = make_password()
    server = Neo4jServer.create(tmp_path / "home", password)
    written = write_import_set(ledger, tmp_path / "set", with_claims=True, processes=2)
    assert written.relationship_files == ("relationships.csv", "relationships-2.csv")
    server.admin(*written.command()[1:])
    server.start()
    try:
        with open_database(Target(server.uri, "neo4j", password)) as database:
            assert wanted(ledger) == held(database)
    finally:
        server.stop(kill=True)


def test_embedded_engine(ledger: Ledger, embedded_engine: Engine) -> None:
    embedded_engine.writer.write("MATCH (n) DETACH DELETE n")

    fill(embedded_engine, ledger, with_claims=True)

    assert wanted(ledger) == held(embedded_engine.reader)
