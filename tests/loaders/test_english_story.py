"""Whose chief executive somebody is where the document tells it, and whose party a list of parties leaves open."""

from __future__ import annotations

import pytest
from english import asserted, without_stops

STORY = (
    "Norvex Systems Inc grew in May. Norvex Systems opened a plant. Norvex Systems has many rivals.\n\n"
    "Norvex Systems sells engines. Norvex Systems sued Viatel Motors Inc.\n\n"
)


@pytest.mark.parametrize(
    "text",
    [
        "Viatel Motors Inc attacked the board of Norvex Systems, including Chief Executive Rosa Lin.",
        "In talks with Viatel Motors Inc over Norvex Systems, Chief Executive Rosa Lin was calm.",
    ],
)
def test_the_chief_is_of_the_company_of_the_story(text: str) -> None:
    """The company named last before the title, if the document is about it."""
    assert any(claim.startswith("rosa lin LEADS norvex systems") for claim in without_stops(asserted(STORY + text)))


@pytest.mark.parametrize(
    "text",
    [
        "Norvex Systems met Viatel Motors Inc, and Chief Executive Rosa Lin was calm.",
        "Norvex Systems attacked Viatel Motors Inc. Orbis Labs Inc left. Then-Chief Executive Rosa Lin was calm.",
        "Norvex Systems and Viatel Motors Inc met former Chief Executive Rosa Lin.",
    ],
)
def test_a_chief_of_another_company_is_left(text: str) -> None:
    """Where another company is nearer, or the title is of another time, nothing tells whose chief it is."""
    assert not any(claim.startswith("rosa lin LEADS") for claim in asserted(STORY + text))


def test_each_has_the_party_before_its_own_title() -> None:
    """A comma or "and" parts two parties."""
    found = asserted("Senator Rosa Lin, the No. 2 Senate Republican, and Democratic Senator Ian Holt spoke.")

    assert not any("ian holt AFFILIATED_WITH republican party" in claim for claim in found)


def test_another_republican_has_a_party() -> None:
    """A comma alone does not part a party from the title after it."""
    found = asserted("Another Republican, U.S. Senator Rosa Lin of Ohio, spoke.")

    assert "rosa lin AFFILIATED_WITH republican party" in found


def test_a_firm_of_two_letters_is_no_role() -> None:
    """GM is a company, not a general manager."""
    assert any(claim.startswith("rosa lin LEADS gm") for claim in asserted("GM CEO Rosa Lin spoke. GM grew."))
