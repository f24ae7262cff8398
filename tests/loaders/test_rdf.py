"""Plain schema.org, as others write it, becomes claims with the statements as evidence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from techpol.loaders.rdf import Rdf
from techpol.schema.model import Claim, Reading, Record, Referent, Refusal

GRAPH: list[dict[str, Any]] = [
    {
        "@type": "Person", "@id": "https://people.example/mara", "name": "Mara Fenn",
        "alternateName": {"@value": "مارا فن", "@language": "ar"}, "sameAs": "https://www.wikidata.org/wiki/Q11",
        "worksFor": {"@id": "https://firms.example/alder"}, "knows": {"@type": "Person", "name": "Otto Lund"},
    },
    {"@type": "Corporation", "@id": "https://firms.example/alder", "name": "Alder Works",
     "founder": {"@id": "https://people.example/mara"}, "location": {"@type": "City", "name": "Harborton"}},
    {"@type": "DonateAction", "agent": {"@id": "https://people.example/mara"},
     "recipient": {"@type": "PoliticalParty", "name": "Meadow Party"}, "price": "1,250.50", "priceCurrency": "EUR",
     "startTime": "2024-05-01T10:00:00Z"},
    {"@type": "DonateAction", "agent": {"@id": "https://people.example/mara"}, "price": "5"},
    {"@type": "Recipe", "name": "Soup"},
]  # fmt: skip


def statements(path: Path) -> list[Any]:
    (reading,) = Rdf().read(path)
    assert isinstance(reading, Reading)
    return list(reading.statements)


@pytest.fixture
def json_ld(tmp_path: Path) -> Path:
    path = tmp_path / "page.jsonld"
    path.write_text(json.dumps({"@context": "https://schema.org", "@graph": GRAPH}), "utf-8")
    return path


def test_things_and_ties_are_read(json_ld: Path) -> None:
    found = statements(json_ld)
    referents = {item.key: item for item in found if isinstance(item, Referent)}
    claims = [item for item in found if isinstance(item, Claim)]

    said = {
        (referents[c.subject].name, c.relation, referents[c.object].name, str(c.qualifiers.amount or ""))
        for c in claims
    }
    assert {
        ("Mara Fenn", "WORKS_FOR", "Alder Works", ""), ("Mara Fenn", "FOUNDED", "Alder Works", ""),
        ("Alder Works", "LOCATED_IN", "Harborton", ""), ("Mara Fenn", "DONATED_TO", "Meadow Party", "1,250.5 EUR"),
    } == said  # fmt: skip
    mara = referents["https://people.example/mara"]
    assert ("wikidata", "Q11") == (mara.identifiers[0].scheme, mara.identifiers[0].value)
    assert "ar" in {name.language for name in mara.names}
    assert {"Person", "Company", "Party", "Place"} == {item.type for item in referents.values()}
    assert all(isinstance(item, Record) for claim in claims for item in claim.evidence)


def test_what_has_no_relation_is_refused_with_a_reason(json_ld: Path) -> None:
    refusals = [item for item in statements(json_ld) if isinstance(item, Refusal)]
    assert ["end-missing", "no-relation-for-the-property"] == sorted(refusal.reason for refusal in refusals)


def test_nameless_things_are_called_the_same_in_every_reading(json_ld: Path) -> None:
    assert statements(json_ld) == statements(json_ld)


def test_turtle_says_the_same(tmp_path: Path) -> None:
    path = tmp_path / "page.ttl"
    path.write_text(
        """@prefix s: <http://schema.org/> .
        <urn:a> a s:Person ; s:name "Mara Fenn"@en ; s:worksFor <urn:b> .
        <urn:b> a s:Organization ; s:legalName "Alder Works" .""",
        "utf-8",
    )
    claims = [item for item in statements(path) if isinstance(item, Claim)]
    assert [("urn:a", "WORKS_FOR", "urn:b")] == [(claim.subject, claim.relation, claim.object) for claim in claims]
