"""From when to when somebody led, worked for or was something, and whether that is over."""

from __future__ import annotations

import english
import pytest

from techpol.schema.model import Claim


def states(text: str) -> list[Claim]:
    lasting = ("LEADS", "WORKS_FOR", "HOLDS_OFFICE", "MEMBER_OF", "AFFILIATED_WITH", "OWNS")
    return [claim for claim in english.read(text, "2024-09-22") if claim.relation in lasting]


def spell(claim: Claim) -> tuple[str, str, bool]:
    return str(claim.qualifiers.start), str(claim.qualifiers.end), claim.qualifiers.past


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Weld led Norvik Labs until 2015.", ("None", "2015", True)),
        ("Nora Felding, who led Arden Labs until 2019, endorsed Paul Ames.", ("None", "2019", True)),
        ("Karen Moss chaired the Federal Trade Commission until 2020.", ("None", "2020", True)),
        ("Until May 2019, Anna Weld led Norvik Labs.", ("None", "2019-05", True)),
        ("Anna Weld owned Norvik Labs till 2018.", ("None", "2018", True)),
        ("Anna Weld led Norvik Labs through 2019.", ("None", "2019", True)),
        ("Anna Weld worked for Norvik Labs from 2015 to 2019.", ("2015", "2019", True)),
        ("Anna Weld ran Norvik Labs between 2015 and June 2019.", ("2015", "2019-06", True)),
        ("Anna Weld served on the board of Norvik Labs from May until August 2019.", ("2019-05", "2019-08", True)),
        ("Anna Weld led Norvik Labs until last year.", ("None", "2023", True)),
        ("Anna Weld led Norvik Labs until her death in 2019.", ("None", "2019", True)),
        ("Anna Weld led Norvik Labs until it was sold in 2019.", ("None", "2019", True)),
        ("Anna Weld was the chief executive of Norvik Labs until May 2019.", ("None", "2019-05", True)),
        ("Anna Weld served as mayor of Denver from 2017 to 2020.", ("2017", "2020", True)),
        ("From 2015 to 2019, Anna Weld was the chief executive of Norvik Labs.", ("2015", "2019", True)),
        ("Anna Weld, chief executive of Norvik Labs until 2019, met Paul Ames.", ("None", "2019", True)),
        ("Anna Weld was chief executive of Norvik Labs, 2011-2015, and a senator.", ("2011", "2015", True)),
        ("Anna Weld was a member of the Democratic Party until 2018.", ("None", "2018", True)),
        ("Linda Marsh, the chief executive of Corvane Energy since 2021, met Paul Ames.", ("2021", "None", False)),
        ("Anna Weld has led Norvik Labs since 2015.", ("2015", "None", False)),
        ("Anna Weld headed Norvik Labs from 2015.", ("2015", "None", False)),
        ("Anna Weld will lead Norvik Labs until 2027.", ("None", "2027", False)),
        ("Anna Weld did not lead Norvik Labs until 2019.", ("None", "None", False)),
    ],
)
def test_a_state_begins_and_ends_as_told(text: str, expected: tuple[str, str, bool]) -> None:
    found = [spell(claim) for claim in states(text)]

    assert found[0] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Anna Weld, chief executive of Norvik Labs from 2015 to 2019, donated $5,000 to the Harbor Fund.",
        "Anna Weld (chief executive of Norvik Labs, 2011-2015) donated $5,000 to the Harbor Fund.",
    ],
)
def test_the_spell_of_a_role_is_not_the_date_of_a_gift(text: str) -> None:
    gifts = [claim for claim in english.read(text) if claim.relation == "DONATED_TO"]

    assert [str(claim.qualifiers.start) for claim in gifts] == ["None"]


def test_gifts_of_some_years_are_of_no_single_one() -> None:
    gifts = english.read("Anna Weld donated $5,000 to the Harbor Fund between 2015 and 2019.")

    assert [spell(claim)[:2] for claim in gifts] == [("2015", "2019")]


@pytest.mark.parametrize("how", ["ousted", "deposed", "former"])
def test_who_was_put_out_of_office_was_in_it(how: str) -> None:
    assert [claim.qualifiers.past for claim in states(f"Venezuela's {how} leader Anna Weld met Bo.")] == [True]


@pytest.mark.parametrize("when", ["formerly", "previously"])
def test_what_somebody_was_formerly_is_over(when: str) -> None:
    found = [
        claim.qualifiers.past for claim in states(f"Anna Weld, {when} the chief executive of Norvik Labs, met Bo.")
    ]

    assert found == [True]
