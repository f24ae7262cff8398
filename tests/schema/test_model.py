from dataclasses import replace
from decimal import Decimal

from techpol.schema.model import (
    Claim,
    Identifier,
    Mention,
    Modality,
    Name,
    Qualifiers,
    Record,
    Referent,
    Source,
    Span,
)
from techpol.schema.values import Money, PartialDate

SOURCE = Source(
    key="https://example.org/a", kind="article", sha256="0" * 64, title="A", published=PartialDate(2023, 7), text="x"
)
CLAIM = Claim(
    source=SOURCE.id, version=SOURCE.sha256, subject="Person:ann", relation="DONATED_TO", object="Committee:b",
    evidence=(Span(SOURCE.id, 0, 1, "x"), Record(SOURCE.id, "k", (("NAME", "ANN"), ("AMT", "5")))),
    modality=Modality.PLANNED, attribution="the paper",
    qualifiers=Qualifiers(
        amount=Money(Decimal("100000"), "USD"), amount_bound="at_least", count=2, start=PartialDate(month=6, day=14)
    ),
    subject_span=(0, 1), object_span=(0, 1), extractor="grammar-en", extractor_version="1", rule="donate",
)  # fmt: skip


def test_claims_go_to_json_and_back():
    assert Claim.from_dict(CLAIM.to_dict()) == CLAIM
    assert Claim.from_dict(CLAIM.to_dict()).id == CLAIM.id


def test_sources_go_to_json_and_back():
    assert Source.from_dict(SOURCE.to_dict()) == SOURCE


def test_referents_go_to_json_and_back():
    referent = Referent(
        SOURCE.id, "Person:ann", "Person", "Ann", (Name("Ann", "en"),), (Identifier("wikidata", "Q1"),),
        (Mention(0, 1, "x", "nominal"),), (("role", "lawyer"),),
    )  # fmt: skip

    assert Referent.from_dict(referent.to_dict()) == referent
    assert referent.get("role") == "lawyer"
    assert referent.get("office") is None


def test_the_id_of_a_claim_is_what_it_says_and_where_not_who_read_it():
    assert replace(CLAIM, extractor_version="2", confidence=0.5, rule="other").id == CLAIM.id
    assert replace(CLAIM, modality=Modality.DENIED).id != CLAIM.id
    assert replace(CLAIM, qualifiers=Qualifiers()).id != CLAIM.id
    assert replace(CLAIM, version="1" * 64).id != CLAIM.id


def test_the_id_of_a_source_outlives_its_bytes():
    assert replace(SOURCE, sha256="1" * 64, text="y").id == SOURCE.id
