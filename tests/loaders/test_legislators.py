from pathlib import Path

import pytest

from techpol.loaders.gate import refusal_reason
from techpol.loaders.legislators import Legislators
from techpol.schema.errors import SourceError
from techpol.schema.model import Claim, Identifier, Reading, Record, Referent
from techpol.schema.ontology import load_ontology

PERSON = """\
- id:
    bioguide: E000001
    wikidata: Q1
    fec: [S0XX00001, H0XX00002]
  name: {first: Josephine, middle: Ann, nickname: Jo, last: Example, official_full: Josephine A. Example}
  bio: {birthday: '1960-02-29', gender: F}
  terms:
  - {type: rep, start: '2001-01-03', end: '2003-01-03', state: OH, district: 4, party: Democrat}
  - {type: sen, start: '2021-01-03', end: '2027-01-03', state: OH, class: 1, party: Independent}
  leadership_roles:
  - {title: Example Whip, chamber: senate, start: '2023-01-03'}
"""


def read(tmp_path, text):
    path = tmp_path / "people.yaml"
    path.write_text(text, "utf-8")
    assert Legislators().accepts(path)
    found = list(Legislators().read(path))
    readings = [item for item in found if isinstance(item, Reading)]
    errors = [str(item) for item in found if isinstance(item, SourceError)]
    statements = list(readings[0].statements) if readings else []
    referents = {item.key: item for item in statements if isinstance(item, Referent)}
    return readings, referents, [item for item in statements if isinstance(item, Claim)], errors


def test_a_person_comes_with_names_identifiers_and_facts(tmp_path):
    _, referents, _, errors = read(tmp_path, PERSON)
    person = referents["bioguide:E000001"]
    assert errors == []
    assert person.name == "Josephine A. Example"
    assert {name.text for name in person.names} >= {"Jo Example", "Josephine Ann Example"}
    assert Identifier("fec-candidate", "H0XX00002") in person.identifiers
    assert Identifier("wikidata", "Q1") in person.identifiers
    assert person.get("born") == "1960-02-29"
    assert person.get("gender") == "female"


def test_terms_become_offices_and_parties(tmp_path):
    readings, referents, claims, _ = read(tmp_path, PERSON)
    offices = {(claim.qualifiers.role, claim.qualifiers.past) for claim in claims if claim.relation == "HOLDS_OFFICE"}
    assert offices == {("representative (OH-4)", True), ("senator (OH)", False), ("Example Whip", False)}
    parties = [referents[claim.object].name for claim in claims if claim.relation == "AFFILIATED_WITH"]
    assert parties == ["Democratic Party"]  # an independent has none
    for claim in claims:
        assert refusal_reason(claim, readings[0].source, referents, load_ontology()) is None
        assert isinstance(claim.evidence[0], Record)
        assert dict(claim.evidence[0].row)["id"] == "bioguide:E000001"


@pytest.mark.parametrize(
    ("change", "found", "wanted"),
    [
        (("type: sen", "type: czar"), "terms[1].type: 'czar'", "sen"),
        (("'2021-01-03'", "'2021-13-03'"), "2021-13-03", "YYYY-MM-DD"),
        (("last: Example,", ""), "name: needs first and last", "first"),
        (("fec: [S0XX00001, H0XX00002]", "fec: S0XX00001"), "id.fec", "list"),
    ],
)
def test_a_bad_person_is_named_and_the_rest_goes_on(tmp_path, change, found, wanted):
    second = PERSON.replace("E000001", "E000002").replace(*change)
    _, referents, _, errors = read(tmp_path, PERSON + second)
    assert "bioguide:E000001" in referents
    assert len(errors) == 1
    assert "people.yaml: person 2" in errors[0]
    assert found in errors[0]
    assert wanted in errors[0]


def test_one_person_twice_counts_once(tmp_path):
    _, _, claims, errors = read(tmp_path, PERSON + PERSON)
    assert len(claims) == len({claim.id for claim in claims}) == 4
    assert "twice" in errors[0]


@pytest.mark.parametrize("text", ["- id: {bioguide: [", "- id:\n    bioguide: A\n", "# - id:\n# bioguide:\n"])
def test_a_file_that_is_none_is_an_error(tmp_path, text):
    readings, _, _, errors = read(tmp_path, text)
    assert readings == []
    assert any("people.yaml" in error for error in errors)


def test_the_real_files(request):
    folder = Path(request.config.rootpath).parent / "shared/data/legislators"
    if not folder.is_dir():
        pytest.skip(f"{folder} is not there: the real files are not part of the project")
    for path in sorted(folder.glob("*.yaml")):
        assert Legislators().accepts(path)
        found = list(Legislators().read(path))
        assert [item for item in found if isinstance(item, SourceError)] == []
        assert len(found) == 1
