"""An edge is found by the id that it had before its source's text changed around it."""

from decimal import Decimal
from pathlib import Path

import pytest
from resolve_world import World

from techpol.graph.ledger import Ledger
from techpol.loaders.articles.loader import Articles
from techpol.schema.model import Claim, Edge, Modality, Qualifiers, Reading, Record
from techpol.schema.values import Money, PartialDate

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


WIRE = "Lena Ortiz, who leads Quantel, gave $5,000 to the Harbor Victory Fund on March 4, 2024, a filing shows."


def told_by(ledger: Ledger, relation: str) -> tuple[str, list[str]]:
    """Return the id of the one edge of a relation and its claims, the oldest first."""
    (edge,) = (edge for edge in ledger.iter_edges() if edge.relation == relation)
    numbered = ledger.connection.execute("SELECT id FROM claim ORDER BY number")
    return edge.id, [claim for (claim,) in numbered if claim in edge.claims]


@pytest.mark.parametrize("fall", ["reject", "retract"])
def test_an_edge_whose_oldest_claim_fell_is_found_by_its_old_id(ledger: Ledger, tmp_path: Path, fall: str) -> None:
    for name, text in (("a", FACTS), ("b", WIRE)):
        load(ledger, tmp_path / f"{name}.txt", text)
    old, claims = told_by(ledger, "DONATED_TO")
    assert len(claims) == 2
    source = ledger.connection.execute("SELECT source FROM claim WHERE id = ?", (claims[0],)).fetchone()[0]
    if fall == "reject":
        ledger.reject_claim(claims[0], "misread", "Kim")
    else:
        ledger.retract(source, "a hoax", "Kim")
    ledger.build()
    new, _ = told_by(ledger, "DONATED_TO")
    found = ledger.get_edge(old)

    assert new != old
    assert found is not None
    assert found.id == new

    if fall == "reject":
        ledger.unreject(claims[0], "read well", "Kim")
    else:
        ledger.restore(source, "no hoax", "Kim")
    ledger.build()
    found = ledger.get_edge(new)

    assert found is not None
    assert found.id == told_by(ledger, "DONATED_TO")[0] == old


def test_an_edge_whose_only_claim_was_rejected_is_no_other_gift(ledger: Ledger, tmp_path: Path) -> None:
    load(ledger, tmp_path / "a.txt", FACTS)
    load(ledger, tmp_path / "b.txt", WIRE.replace("March 4", "May 9"))
    first, second = (edge for edge in ledger.iter_edges() if edge.relation == "DONATED_TO")
    for edge in (first, second):
        ledger.reject_claim(edge.claims[0], "misread", "Kim")
        ledger.build()

        assert ledger.get_edge(edge.id) is None


def test_one_row_of_two_alike_that_fell_is_not_the_other(ledger: Ledger) -> None:
    world = World()
    register = world.source("m", "fec-bulk")
    for key, type_name, name in (("p", "Person", "ORTIZ, LENA"), ("f", "Committee", "HARBOR VICTORY FUND")):
        world.referent(register, key, type_name, name)
    rows = [
        Claim(
            register.id, register.sha256, "p", "DONATED_TO", "f", (Record(register.id, f"row {number}", ()),),
            Modality.ASSERTED, None, Qualifiers(amount=Money(Decimal(50), "USD"), start=PartialDate(2024, 3, 4)),
        )
        for number in (1, 2)
    ]  # fmt: skip
    ledger.put(Reading(register, [*world.readings[register.id][1], *rows]))
    ledger.build()
    gifts = list(ledger.iter_edges())
    assert len(gifts) == 2
    ledger.reject_claim(gifts[0].claims[0], "a slip", "Kim")
    ledger.build()

    assert ledger.get_edge(gifts[0].id) is None
    assert ledger.get_edge(gifts[1].id) is not None
