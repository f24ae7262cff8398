"""Which campaign of somebody is meant: two years or two offices are two, another wording of one is none more."""

from __future__ import annotations

import english
import pytest

from techpol.schema.model import Referent

PRINTED = "2024-09-22"


def referents(text: str) -> tuple[Referent, ...]:
    return english.get_result(text, PRINTED).referents


def recipients(text: str) -> list[str]:
    return [c.object for c in english.read(text, PRINTED) if c.relation == "DONATED_TO"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Olga Brandt donated $10,000 to Paul Ames's 2016 presidential campaign. Brandt donated $30,000 to Ames's "
            "2024 presidential campaign.",
            ["Campaign:ames 2016 presidential campaign", "Campaign:ames 2024 presidential campaign"],
        ),
        (
            "Olga Brandt donated $10,000 to Maria Delgado's 2018 campaign for governor. Brandt gave $3,300 to "
            "Delgado's 2024 Senate campaign.",
            ["Campaign:delgado 2018 campaign for governor", "Campaign:delgado 2024 senate campaign"],
        ),
        (
            "Olga Brandt gave $3,300 to Maria Delgado's 2024 Senate campaign. Brandt gave $1,000 to Delgado's Senate "
            "campaign.",
            ["Campaign:delgado 2024 senate campaign"] * 2,
        ),
        (
            "Olga Brandt gave $3,300 to Paul Ames's 2024 campaign. Brandt gave $1,000 to the Ames campaign.",
            ["Campaign:ames 2024 campaign"] * 2,
        ),
        (  # the campaign of the day, perhaps
            "Olga Brandt gave $3,300 to Paul Ames's 2016 campaign. Brandt gave $1,000 to the Ames campaign.",
            ["Campaign:ames 2016 campaign", "Campaign:ames campaign"],
        ),
        (  # which of the two, nothing tells
            "Olga Brandt gave $3,300 to Paul Ames's 2024 campaign. Brandt gave $1,000 to the Ames campaign. Brandt "
            "gave $500 to Ames's 2028 campaign.",
            ["Campaign:ames 2024 campaign", "Campaign:ames campaign", "Campaign:ames 2028 campaign"],
        ),
        (
            "Olga Brandt gave $3,300 to Paul Ames's 2024 campaign. Brandt gave $1,000 to the Ames campaign in 2016.",
            ["Campaign:ames 2024 campaign", "Campaign:ames campaign"],
        ),
        ("Olga Brandt gave $1,000 to the Paul Ames campaign.", ["Campaign:ames campaign"]),
    ],
)
def test_years_and_offices_tell_campaigns_apart(text: str, expected: list[str]) -> None:
    found = recipients(text)

    assert found == expected


def test_a_campaign_tells_its_year_its_office_and_whose_it_is() -> None:
    found = referents("Olga Brandt gave $3,300 to Maria Delgado's 2018 campaign for governor.")

    campaign = next(item for item in found if item.type == "Campaign")
    assert dict(campaign.properties) == {"office": "governor", "owner": "Person:maria delgado", "year": "2018"}


def test_one_candidacy_has_one_name() -> None:
    text = (
        "Olga Brandt gave $3,300 to Maria Delgado's 2024 Senate campaign. Nora Felding gave $1,000 to Delgado's "
        "Senate campaign. Felding likes Delgado's Senate campaign."
    )

    found = {claim.object for claim in english.read(text, PRINTED) if claim.relation == "RUNS_FOR"}
    owned = [dict(item.properties) for item in referents(text) if item.type == "Candidacy"]

    assert found == {"Candidacy:2024 senate campaign"}
    assert owned == [{"office": "senate", "owner": "Person:maria delgado", "year": "2024"}]


def test_the_race_of_two_is_nobody_s_own() -> None:
    text = "Maria Delgado's Senate campaign is short of money. Paul Ames's Senate campaign is not."

    runners = {claim.subject for claim in english.read(text, PRINTED) if claim.relation == "RUNS_FOR"}
    owned = ["owner" in dict(item.properties) for item in referents(text) if item.type == "Candidacy"]

    assert runners == {"Person:maria delgado", "Person:paul ames"}
    assert owned == [False]
