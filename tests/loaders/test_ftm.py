"""FollowTheMoney entities: things become referents, edge schemas claims, every line is loaded or refused."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from memory_view import MemoryView

from techpol.graph.export import Selection, export_graph
from techpol.loaders.ftm import FollowTheMoney
from techpol.schema.errors import SourceError
from techpol.schema.model import Claim, Modality, Reading, Referent, Refusal

ROOT = Path(__file__).parents[2]
DONATIONS = ROOT.parent / "shared" / "data" / "followthemoney" / "tests_fixtures_donations.ijson"


def read(path: Path, mapping: Path | None = None) -> list[Any]:
    (reading,) = FollowTheMoney(mapping).read(path)
    assert isinstance(reading, Reading), reading
    return list(reading.statements)


def entity(identifier: str, schema: str, **properties: Any) -> str:
    values = {name: value if isinstance(value, list) else [value] for name, value in properties.items()}
    return json.dumps({"id": identifier, "schema": schema, "properties": values})


THINGS = [
    entity("p", "Person", name="Mara Fenn", wikidataId="Q11", country="us"),
    entity("o", "Company", name=["Alder Works", "ألدر"], leiCode="LEI1"),
    entity("q", "Organization", name="Meadow Party", topics="pol.party"),
]


def written(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "entities.ftm.json"
    path.write_text("\n".join([*THINGS, *lines]) + "\n", "utf-8")
    return path


@pytest.mark.parametrize(
    ("line", "relation"),
    [
        (entity("e", "Ownership", owner="p", asset="o", startDate="2020-05"), "OWNS"),
        (entity("e", "Directorship", director="p", organization="o", role="Director"), "MEMBER_OF"),
        (entity("e", "Directorship", director="p", organization="o", role="Chief Executive Officer"), "LEADS"),
        (entity("e", "Employment", employee="p", employer="o", role="Clerk"), "WORKS_FOR"),
        (entity("e", "Membership", member="p", organization="q"), "MEMBER_OF"),
        (
            entity("e", "Payment", payer="p", beneficiary="q", purpose="Donation", amount="5", currency="EUR"),
            "DONATED_TO",
        ),
    ],
)
def test_edge_schemas_become_claims(tmp_path: Path, line: str, relation: str) -> None:
    path = written(tmp_path, line)
    assert FollowTheMoney().accepts(path)
    claims = [item for item in read(path) if isinstance(item, Claim)]
    assert [relation] == [claim.relation for claim in claims]
    assert {"id", "schema"} <= set(dict(claims[0].evidence[0].row))  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (entity("e", "Payment", payer="p", beneficiary="q", amount="5"), "payment-not-said-to-be-a-gift"),
        (entity("e", "UnknownLink", subject="p", object="q"), "link-of-unknown-kind"),
        (entity("e", "Ownership", owner="p", asset="nobody"), "end-not-loaded"),
        (entity("e", "Ownership", owner="p"), "end-missing"),
        (entity("e", "Family", person="p", relative="p"), "no-type-for-Family"),
        (entity("e", "Address", full="1 Main St"), "no-type-for-Address"),
        (entity("e", "LegalEntity", name="Someone"), "no-type-for-LegalEntity"),
        (entity("e", "Person"), "no-name"),
        (entity("e", "Payment", payer="p", beneficiary="q", purpose="gift", amount=["5", "6"]), "several-amounts"),
        (entity("e", "Membership", member="p", organization="q", startDate="then"), "not-a-date"),
        ("{", "not-an-entity"),
        ("[]", "not-an-entity"),
        ('{"id": "x"}', "not-an-entity"),
    ],
)
def test_what_cannot_be_said_is_refused_with_its_reason(tmp_path: Path, line: str, reason: str) -> None:
    refusals = [item for item in read(written(tmp_path, line)) if isinstance(item, Refusal)]
    assert [(reason, 4)] == [(refusal.reason, refusal.start) for refusal in refusals]


def test_things_keep_names_identifiers_and_type(tmp_path: Path) -> None:
    found = {item.key: item for item in read(written(tmp_path)) if isinstance(item, Referent)}
    assert {"p": "Person", "o": "Company", "q": "Party"} == {key: item.type for key, item in found.items()}
    assert [("Alder Works", "und"), ("ألدر", "ar")] == [(name.text, name.language) for name in found["o"].names]
    assert ("wikidata", "Q11") == (found["p"].identifiers[0].scheme, found["p"].identifiers[0].value)


def test_an_empty_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "empty.json"
    path.write_text("\n", "utf-8")
    (error,) = FollowTheMoney().read(path)
    assert isinstance(error, SourceError) and "no entities" in str(error)


def test_our_own_export_keeps_relation_modality_amount_and_dates(tmp_path: Path) -> None:
    view = MemoryView()
    a, b, c = (
        view.entity("Mara Fenn", arabic="مارا فن"),
        view.entity("Fund", "Committee"),
        view.entity("Alder", "Company"),
    )
    view.edge(a, "DONATED_TO", b, amount="100000.50", start="2023-06")
    view.edge(a, "LEADS", c, start="2020", role="chief executive")
    view.edge(c, "RAISED_FUNDS_FOR", b, amount="5", modality="planned", attribution="the paper")
    path = tmp_path / "ours.ftm.json"
    export_graph(Selection(view), "ftm", path)
    found = read(path)
    claims = {claim.relation: claim for claim in found if isinstance(claim, Claim)}

    assert {"DONATED_TO", "LEADS", "RAISED_FUNDS_FOR"} == set(claims)
    assert ("100,000.5 USD", "2023-06") == (
        str(claims["DONATED_TO"].qualifiers.amount), str(claims["DONATED_TO"].qualifiers.start)
    )  # fmt: skip
    assert "chief executive" == claims["LEADS"].qualifiers.role
    raised = claims["RAISED_FUNDS_FOR"]
    assert (Modality.PLANNED, "the paper") == (raised.modality, raised.attribution)
    assert {"Person", "Committee", "Company"} == {item.type for item in found if isinstance(item, Referent)}


def test_every_line_of_a_real_file_is_loaded_or_refused() -> None:
    if not DONATIONS.is_file():
        pytest.skip(f"{DONATIONS} is not here")
    lines = sum(1 for line in DONATIONS.read_text("utf-8").split("\n") if line.strip())
    for mapping, claims in ((None, 0), (ROOT / "examples" / "mappings" / "ftm-donations.yaml", 290)):
        kinds = Counter(type(item).__name__ for item in read(DONATIONS, mapping))
        assert lines == sum(kinds.values())
        assert claims == kinds["Claim"]
