"""An edge is found by the id that it had before its source's text changed around it."""

from pathlib import Path

import pytest

from techpol.graph.ledger import Ledger
from techpol.loaders.articles.loader import Articles
from techpol.schema.model import Edge, Reading

FACTS = "Lena Ortiz, the chief executive of Quantel, donated $5,000 to the Harbor Victory Fund on March 4, 2024."


def load(ledger: Ledger, path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
    (found,) = Articles().read(path)
    assert isinstance(found, Reading)
    ledger.put(found)
    ledger.build()


def edges(ledger: Ledger) -> dict[str, Edge]:
    return {edge.relation: edge for edge in ledger.iter_edges()}


@pytest.fixture
def ledger(tmp_path: Path):
    with Ledger.open(tmp_path / "one.db") as made:
        yield made


def test_a_fact_that_is_told_again_is_found_by_its_old_id(ledger: Ledger, tmp_path: Path) -> None:
    load(ledger, tmp_path / "a.txt", FACTS)
    old = edges(ledger)
    load(ledger, tmp_path / "a.txt", f"It was a fine day.\n\n{FACTS}")
    now = edges(ledger)

    assert set(now) == set(old) == {"LEADS", "DONATED_TO"}
    for relation, edge in old.items():
        assert edge.id != now[relation].id
        found = ledger.get_edge(edge.id)
        assert found is not None
        assert found.id == now[relation].id
        account = ledger.why(edge.id)
        assert account is not None
        assert len(account.claims) > 0


def test_a_fact_that_changed_or_is_gone_is_not_found(ledger: Ledger, tmp_path: Path) -> None:
    load(ledger, tmp_path / "a.txt", FACTS)
    old = edges(ledger)
    load(ledger, tmp_path / "a.txt", FACTS.replace("$5,000", "$6,000"))

    assert ledger.get_edge(old["DONATED_TO"].id) is None
    assert ledger.get_edge(old["LEADS"].id) is not None

    load(ledger, tmp_path / "a.txt", "It rained.")

    assert ledger.get_edge(old["LEADS"].id) is None
    assert ledger.get_edge("g-0123456789abcdef") is None
