"""Committees that are told to be one beside their names, or are somebody's, and bodies called by their kind."""

from __future__ import annotations

import english
import pytest


def committees(text: str) -> set[str]:
    return {claim.object for claim in english.read(text) if claim.relation == "DONATED_TO"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mara Ellison gave $5 million to Restore Our Bay, a super PAC backing Paul Ames.", "restore our bay"),
        ("Mara Ellison gave $5 million to a new super PAC, Harbor First.", "harbor first"),
        ("Mara Ellison gave $5 million to a super PAC called Unite the Coast.", "unite the coast"),
        ("Mara Ellison gave $5 million to Fairwind PAC.", "fairwind pac"),
        ("Mara Ellison gave $5 million to Iowans for Growth.", "iowans for growth"),
        ("Mara Ellison gave $5 million to No on 30.", "no on 30"),
        ("Mara Ellison gave $5 million to Yes on Proposition 8.", "yes on proposition 8"),
        ("Mara Ellison gave $5,000 to Zenda Systems' PAC.", "zenda systems's pac"),
    ],
)
def test_a_committee_is_told_by_what_stands_beside_it(text: str, name: str) -> None:
    assert committees(text) == {f"Committee:{name}"}


@pytest.mark.parametrize(
    "text",
    [
        "The super PAC, Mara Ellison said, backs Paul Ames.",
        "In Nevada, a super PAC backed Paul Ames.",
        "On Tuesday, a PAC of Paul Ames spent $5,000.",
        "Lawyers for Mara Ellison met Paul Ames. Yes, on 30 days Mara Ellison met Paul Ames.",
    ],
)
def test_what_is_no_committee(text: str) -> None:
    names = {end for claim in english.read(text) for end in (claim.subject, claim.object)}

    assert not any(name.startswith("Committee:") and not name.endswith("pac") for name in names)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mara Ellison founded the Harbor Alliance. The alliance endorsed Paul Ames.", True),
        ("Mara Ellison leads the Club for Liberty. The club endorsed Paul Ames.", True),
        ("Mara Ellison leads the Harbor Alliance and the Bay Alliance. The alliance endorsed Paul Ames.", False),
        ("Mara Ellison leads the Harbor Alliance. The new alliance endorsed Paul Ames.", False),
        ("Mara Ellison leads the Harbor Fund. The alliance endorsed Paul Ames.", False),
    ],
)
def test_the_alliance_is_the_only_one_of_that_name(text: str, expected: bool) -> None:
    assert any(claim.relation == "ENDORSED" for claim in english.read(text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sen. Mara Ellison has proposed breaking up Zenda Systems, the online retailer.", ["asserted"]),
        ("Sen. Mara Ellison plans to propose breaking up Zenda Systems.", ["planned"]),
        ("Sen. Mara Ellison has not proposed breaking up Zenda Systems.", []),
    ],
)
def test_who_proposes_a_breakup_calls_for_it(text: str, expected: list[str]) -> None:
    found = [str(claim.modality) for claim in english.read(text) if claim.relation == "CALLED_TO_BREAK_UP"]

    assert [kind for kind in found if kind != "denied"] == expected
