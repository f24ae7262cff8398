from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from techpol.loaders.fec_masters import COLUMNS, FecMasters, natural_name
from techpol.loaders.gate import refusal_reason
from techpol.schema.errors import SourceError
from techpol.schema.model import Claim, Identifier, Reading, Referent
from techpol.schema.ontology import load_ontology

CM = [
    'C00000001|EXAMPLE "BUILDERS" CORP PAC|DOE, JANE|1 MAIN ST||TOLEDO|OH|43604|B|Q|||C|EXAMPLE BUILDERS CORP|',
    "C00000002|DOE FOR SENATE|ROE, RICHARD|2 MAIN ST||DAYTON|OH|45402|P|S|DEM|Q|||S0OH00001",
    "C00000003|PLAIN PAC|ROE, RICHARD|3 MAIN ST||NA|OH|45402|U|N|NNE|Q||NONE|",
]
CN = [
    "S0OH00001|DOE, JANE Q. MS.|DEM|2020|OH|S|00|C|C|C00000002|2 MAIN ST||DAYTON|OH|45402",
    "H0OH04002|ROE, RICHARD JR|IND|2018|OH|H|04|O|P||4 MAIN ST||LIMA|OH|45801",
]
CCL = ["S0OH00001|2020|2020|C00000002|S|P|700001"]


def write(folder: Path, **files: list[str]) -> Path:
    for name, lines in files.items():
        (folder / f"{name}.txt").write_text("\n".join(lines) + "\n", "utf-8")
    return folder


def read(path: Path):
    found = list(FecMasters().read(path))
    readings = [item for item in found if isinstance(item, Reading)]
    return readings, [str(item) for item in found if isinstance(item, SourceError)]


def statements(readings):
    listed = [item for reading in readings for item in reading.statements]
    return (
        {(item.source, item.key): item for item in listed if isinstance(item, Referent)},
        [item for item in listed if isinstance(item, Claim)],
    )


def test_rows_become_claims_with_the_row_as_evidence(tmp_path):
    readings, errors = read(write(tmp_path, cm=CM, cn=CN, ccl=CCL))
    assert errors == []
    referents, claims = statements(readings)
    told = {
        (claim.relation, referents[claim.source, claim.subject].name, referents[claim.source, claim.object].name)
        for claim in claims
    }
    assert told == {
        ("CONNECTED_TO", 'EXAMPLE "BUILDERS" CORP PAC', "EXAMPLE BUILDERS CORP"),
        ("CONNECTED_TO", "DOE FOR SENATE", "Jane Q. Doe"),
        ("CONNECTED_TO", "DOE FOR SENATE", "Jane Q. Doe, Senate OH 2020"),
        ("AFFILIATED_WITH", "DOE FOR SENATE", "Democratic Party"),
        ("AFFILIATED_WITH", "Jane Q. Doe", "Democratic Party"),
        ("RUNS_FOR", "Jane Q. Doe", "Jane Q. Doe, Senate OH 2020"),
        ("RUNS_FOR", "Richard Roe Jr", "Richard Roe Jr, House OH-04 2018"),
    }
    for reading in readings:
        mine = {item.key: item for item in reading.statements if isinstance(item, Referent)}
        for claim in (item for item in reading.statements if isinstance(item, Claim)):
            assert refusal_reason(claim, reading.source, mine, load_ontology()) is None
            row = dict(claim.evidence[0].row)
            assert len(row) in {len(columns) for columns in COLUMNS.values()}


def test_identifiers_places_and_owner(tmp_path):
    readings, _ = read(write(tmp_path, cm=CM, cn=CN))
    referents, _ = statements(readings)
    by_key = {key: referent for (_, key), referent in referents.items()}
    assert by_key["C00000003"].identifiers == (Identifier("fec-committee", "C00000003"),)
    assert by_key["C00000003"].get("city") == "NA"  # a city of that name, not a missing one
    assert by_key["S0OH00001:2020"].get("owner") == "S0OH00001"
    assert by_key["S0OH00001:2020"].type == "Candidacy"
    assert by_key["sponsor:example builders corp:Company"].type == "Company"


def test_a_candidate_in_a_committee_file_has_a_name_only_where_a_candidate_file_gives_it(tmp_path):
    alone, _ = read(write(tmp_path, cm=CM) / "cm.txt")
    assert {r.name for r in statements(alone)[0].values() if r.type == "Person"} == {"S0OH00001"}
    write(tmp_path, cn=CN)
    beside, _ = read(tmp_path / "cm.txt")
    assert {r.name for r in statements(beside)[0].values() if r.type == "Person"} == {"Jane Q. Doe"}


@pytest.mark.parametrize(
    ("name", "line", "told"),
    [
        ("cm", "C0000|SHORT ID|||||||||||||", ["'C0000'", "eight digits"]),
        ("cm", "C00000009||||||||||||||", ["CMTE_NM", "C00000009", "name"]),
        ("cm", "C00000009|TOO FEW|||", ["5 fields", "expected 15"]),
        ("cm", "C00000009|A NAME|||||||||||||X1", ["CAND_ID 'X1'", "H, S or P"]),
        ("cn", "S0OH00009|DOE, A|DEM|20|OH|S|00|C|C||||||", ["CAND_ELECTION_YR '20'", "four digits"]),
        ("cn", "S0OH00009|DOE, A|DEM|2020|OH|Z|00|C|C||||||", ["CAND_OFFICE 'Z'", "H, S or P"]),
        ("cn", "S0OH00009|DOE, A|DEM|2020|OH|S|00|C|C|1234|||||", ["CAND_PCC '1234'"]),
        ("ccl", "S0OH00001|2020|2020|1|S|P|700001", ["CMTE_ID '1'"]),
        ("ccl", "S0OH00001|2020|20x0|C00000002|S|P|700001", ["FEC_ELECTION_YR '20x0'"]),
    ],
)
def test_a_bad_row_is_named_and_the_rest_goes_on(tmp_path, name, line, told):
    good = {"cm": CM, "cn": CN, "ccl": CCL}[name]
    readings, errors = read(write(tmp_path, **{name: [*good, line]}) / f"{name}.txt")
    assert len(readings) == len(errors) == 1
    assert f"{name}.txt:{len(good) + 1}:" in errors[0]
    assert all(part in errors[0] for part in told)


def test_a_row_twice_counts_once(tmp_path):
    readings, errors = read(write(tmp_path, ccl=[*CCL, *CCL]) / "ccl.txt")
    assert len(statements(readings)[1]) == 1
    assert "the same row as line 1" in errors[0]


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\x00\xff|\n", b"CMTE_ID|CMTE_NM\n"])
def test_a_file_without_a_usable_row_is_an_error(tmp_path, data):
    (tmp_path / "cm.txt").write_bytes(data)
    readings, errors = read(tmp_path / "cm.txt")
    assert readings == []
    assert "no usable row" in errors[-1]


def test_bytes_that_are_not_utf8_are_read(tmp_path):
    (tmp_path / "cm.txt").write_bytes(CM[0].replace("BUILDERS", "CAFÉ").encode("cp1252"))
    readings, errors = read(tmp_path / "cm.txt")
    assert errors == []
    assert any("CAFÉ" in referent.name for referent in statements(readings)[0].values())


def test_accepts_by_name_and_first_row(tmp_path):
    write(tmp_path, cm=CM, notes=["C00000001|x"])
    (tmp_path / "cn.txt").write_text("something else\n")
    assert FecMasters().accepts(tmp_path / "cm.txt")
    assert FecMasters().accepts(tmp_path)
    assert not FecMasters().accepts(tmp_path / "cn.txt")
    assert not FecMasters().accepts(tmp_path / "notes.txt")
    assert not FecMasters().accepts(tmp_path / "missing.txt")


@pytest.mark.parametrize(
    ("written", "natural"),
    [
        ("DOE, JANE Q. MS.", "Jane Q. Doe"),
        ("ROE, RICHARD JR", "Richard Roe Jr"),
        ("MCDONALD, A.B. III", "A.B. McDonald III"),
        ("O'NEIL-SMITH, ANN", "Ann O'Neil-Smith"),
        ("CHER", "Cher"),
    ],
)
def test_natural_names(written, natural):
    assert natural_name(written) == natural


@given(st.lists(st.text(alphabet=st.characters(exclude_characters="\n\r|", exclude_categories=["Cs"]), max_size=8)))
def test_no_row_makes_the_loader_fail(tmp_path_factory, cells):
    folder = tmp_path_factory.mktemp("fec")
    readings, errors = read(write(folder, cn=[*CN, "|".join(cells)]) / "cn.txt")
    assert len(readings) == 1
    assert len(errors) <= 1


def test_the_real_files(request):
    folder = Path(request.config.rootpath).parent / "shared/data/fec/2016"
    if not folder.is_dir():
        pytest.skip(f"{folder} is not there: the real files are not part of the project")
    readings, errors = read(folder)
    assert [len(errors), len(readings)] == [1, 3]
    _, claims = statements(readings)
    assert len(claims) == len({claim.id for claim in claims}) > 20_000
