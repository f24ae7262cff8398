"""Tables by a mapping: every row is loaded, or refused with its reason and counted; nothing is bent to fit."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from techpol.loaders.mapping import read_mapping
from techpol.loaders.table import Table, preview
from techpol.schema.errors import SourceError, UsageError
from techpol.schema.model import Claim, Reading, Record, Referent, Refusal

ROOT = Path(__file__).parents[2]
MAPPINGS = ROOT / "examples" / "mappings"
TRUMPWORLD = ROOT.parent / "shared" / "data" / "trumpworld" / "trumpworld.csv"
GIFTS = """
source: {title: Gifts, url: "https://gifts.example/list", published: 2024-02, language: en}
subject:
  name: "{Donor}"
  type: "{Kind}"
  types: {P: Person, C: Company}
  names: {ar: "{Donor AR}"}
  identifiers: {fec-candidate: "{ID}"}
  properties: {city: "{City}"}
object: {name: "{Party}", type: Party}
claims:
  - {relation: DONATED_TO, amount: "{Sum}", currency: "{Currency}", start: "{Day}", asset: "{Asset}"}
"""
HEADER = "Donor,Kind,Donor AR,ID,City,Party,Sum,Currency,Day,Asset\n"


def made(tmp_path: Path, mapping: str, table: str | bytes, name: str = "gifts.csv") -> tuple[Path, Path]:
    (tmp_path / "m.yaml").write_text(mapping, "utf-8")
    (tmp_path / name).write_bytes(table.encode() if isinstance(table, str) else table)
    return tmp_path / name, tmp_path / "m.yaml"


def read(path: Path, mapping: Path) -> tuple[list[Referent], list[Claim], list[Refusal]]:
    (reading,) = Table(mapping).read(path)
    assert isinstance(reading, Reading), reading
    found: list[Any] = list(reading.statements)
    kinds = (Referent, Claim, Refusal)
    return tuple([item for item in found if isinstance(item, kind)] for kind in kinds)  # type: ignore[return-value]


def test_a_row_becomes_a_claim_with_the_row_as_evidence(tmp_path: Path) -> None:
    row = 'Ida Moss,P,إيدا موس,P1,Fern Hill,Meadow Party,"1,250.50",USD,2024-01-05,\n'
    referents, claims, refusals = read(*made(tmp_path, GIFTS, HEADER + row))

    (claim,) = claims
    assert [] == refusals
    assert ("1,250.5 USD", "2024-01-05") == (str(claim.qualifiers.amount), str(claim.qualifiers.start))
    (record,) = claim.evidence
    assert isinstance(record, Record)
    # As written, the empty cell too.
    assert ("1,250.50", "") == (dict(record.row)["Sum"], dict(record.row)["Asset"])
    donor = next(item for item in referents if item.type == "Person")
    assert [("Ida Moss", "en"), ("إيدا موس", "ar")] == [(name.text, name.language) for name in donor.names]
    assert (("city", "Fern Hill"),) == donor.properties


def test_rows_that_are_alike_stay_apart(tmp_path: Path) -> None:
    row = "Ida Moss,P,,,,Meadow Party,100,USD,2024-01-05,\n"
    _, claims, _ = read(*made(tmp_path, GIFTS + "key: [Donor, Day]\n", HEADER + row * 2))
    assert 2 == len({claim.id for claim in claims})


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",P,,,,Meadow Party,100,USD,2024,", "no-name"),
        ("Ida Moss,X,,,,Meadow Party,100,USD,2024,", "unknown-type"),
        ("Ida Moss,P,,,,Meadow Party,a lot,USD,2024,", "amount-not-a-number"),
        ("Ida Moss,P,,,,Meadow Party,100,dollars,2024,", "amount-not-a-number"),
        ("Ida Moss,P,,,,Meadow Party,100,USD,soon,", "not-a-date"),
        ("Ida Moss,P", "no-name"),
    ],
)
def test_a_row_that_makes_no_claim_says_why(tmp_path: Path, row: str, reason: str) -> None:
    good = "Oak Corp,C,,,,Meadow Party,5,EUR,2024,\n"
    path, mapping = made(tmp_path, GIFTS, f"{HEADER}{row}\n{good}")
    _, claims, refusals = read(path, mapping)
    assert (1, [reason]) == (len(claims), [refusal.reason for refusal in refusals])
    assert refusals[0].detail.startswith("row 1: ")
    found = preview(path, mapping)
    assert (2, 1, Counter({reason: 1})) == (found.rows, found.loaded, found.rejected)


def test_tsv_parquet_and_other_encodings(tmp_path: Path) -> None:
    pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    row = ["Zoë Løv", "P", "", "", "", "Meadow Party", "100", "USD", "2024", ""]
    columns = HEADER.strip().split(",")
    tsv = "\t".join(columns) + "\n" + "\t".join(row) + "\n"
    expected = read(*made(tmp_path, GIFTS, tsv, "gifts.tsv"))[1]
    latin = read(*made(tmp_path, GIFTS + "encoding: windows-1252\n", tsv.encode("cp1252"), "latin.tsv"))[1]
    pq.write_table(
        pa.table({name: [cell or None] for name, cell in zip(columns, row, strict=True)}), tmp_path / "g.pq"
    )
    parquet = read(tmp_path / "g.pq", tmp_path / "m.yaml")[1]
    for claims in (latin, parquet):
        assert [expected[0].qualifiers] == [claim.qualifiers for claim in claims]
        assert dict(expected[0].evidence[0].row) == dict(claims[0].evidence[0].row)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("", "empty"),
        (HEADER, "no rows under the header"),
        ("Donor,Kind\nA,P\n", "no column 'Donor AR'"),
        (HEADER.encode() + b"Zo\xeb,P,,,,Party,1,USD,2024,\n", "not utf-8-sig"),
    ],
)
def test_a_table_that_cannot_be_read_is_named(tmp_path: Path, table: str | bytes, message: str) -> None:
    path, mapping = made(tmp_path, GIFTS, table)
    (error,) = Table(mapping).read(path)
    assert isinstance(error, SourceError) and message in str(error) and str(path) in str(error)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("DONATED_TO", "GAVE"), "claims[1].relation: no relation 'GAVE'"),
        (("P: Person", "P: Human"), "subject.types: no type 'Human'"),
        (("type: Party", "type: Actor"), "object.type: no type 'Actor'"),
        (("relation:", "verb:"), "unknown field 'verb'"),
        (("published: 2024-02", "published: lately"), "'lately' is no date"),
        (("claims:", "rules:"), "rules need a column"),
        (("subject:", "subject: {"), "not YAML"),
    ],
)
def test_a_wrong_mapping_names_the_place(tmp_path: Path, change: tuple[str, str], message: str) -> None:
    path = tmp_path / "m.yaml"
    path.write_text(GIFTS.replace(*change), "utf-8")
    with pytest.raises(UsageError) as error:
        read_mapping(path)
    assert message in str(error.value) and str(path) in str(error.value)


def test_a_mapping_beside_the_table_is_found(tmp_path: Path) -> None:
    path, mapping = made(tmp_path, GIFTS, HEADER + "A,P,,,,B,1,USD,2024,\n")
    (error,) = Table().read(path)
    assert isinstance(error, SourceError) and "needs a mapping" in str(error) and "gifts.mapping.yaml" in str(error)
    mapping.rename(tmp_path / "gifts.mapping.yaml")
    assert Table().accepts(path)
    assert isinstance(next(iter(Table().read(path))), Reading)


# ---- a real table --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def trumpworld() -> tuple[list[Referent], list[Claim], list[Refusal]]:
    if not TRUMPWORLD.is_file():
        pytest.skip(f"{TRUMPWORLD} is not here")
    return read(TRUMPWORLD, MAPPINGS / "trumpworld.yaml")


def test_every_row_of_trumpworld_is_loaded_or_refused(trumpworld: Any) -> None:
    _, claims, refusals = trumpworld
    rows = {claim.evidence[0].key for claim in claims} | {f"row {refusal.start}" for refusal in refusals}
    assert {f"row {number}" for number in range(1, 3381)} == rows
    assert 3380 == len({claim.evidence[0].key for claim in claims}) + len(refusals)
    assert all(refusal.reason and refusal.detail for refusal in refusals)


def test_no_kinship_or_loan_of_trumpworld_is_bent(trumpworld: Any) -> None:
    _, claims, refusals = trumpworld
    wordings = {dict(claim.evidence[0].row)["Connection"].lower() for claim in claims}
    for word in ("married", "sibling", "parent", "loan", "mortgage", "debt", "friend"):
        assert not any(word in wording for wording in wordings)
    assert {"kinship-has-no-relation", "loan-has-no-relation"} <= {refusal.reason for refusal in refusals}


def test_trumpworld_keeps_its_source_cells_as_written(trumpworld: Any) -> None:
    _, claims, _ = trumpworld
    with TRUMPWORLD.open(encoding="utf-8", newline="") as stream:
        rows = {f"row {number}": row for number, row in enumerate(csv.DictReader(stream), 1)}
    kept = {claim.evidence[0].key: dict(claim.evidence[0].row) for claim in claims}
    # Each row whole, cell by cell: its source too, whether that is an address, several, or words.
    assert {key: rows[key] for key in kept} == kept
    cells = {row["Source(s)"] for row in kept.values()}
    assert {True, False} == {cell.startswith("http") for cell in cells} and "General knowledge" in cells
    assert any(len(cell.split()) > 1 and cell.count("http") > 1 for cell in cells)
