"""Offices of counties, towns and states, and whose home a place is told to be."""

from __future__ import annotations

import pytest
from english import asserted, without_stops


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Harbor County, Ohio, Sheriff Rosa Lin spoke.", {"rosa lin HOLDS_OFFICE harbor county"}),
        ("In Houston, Texas, Mayor Rosa Lin spoke.", {"rosa lin HOLDS_OFFICE houston"}),
        ("Washington, DC, Mayor Rosa Lin spoke.", {"rosa lin HOLDS_OFFICE washington, dc"}),
        ("Harbor County Sheriff Rosa Lin spoke.", {"rosa lin HOLDS_OFFICE harbor county"}),
        ("Harbor County Attorney Rosa Lin spoke.", {"rosa lin HOLDS_OFFICE harbor county"}),
        ("US Director of National Intelligence Rosa Lin spoke.", {"rosa lin HOLDS_OFFICE united states"}),
        ("U.S. Housing and Urban Development Secretary Rosa Lin spoke.", {"rosa lin HOLDS_OFFICE united states"}),
        ("Senate Budget Chairwoman Rosa Lin, an Ohio Democrat, spoke.", {"rosa lin HOLDS_OFFICE ohio"}),
        ("Senate President Rosa Lin, a Democrat from Ohio, spoke.", {"rosa lin HOLDS_OFFICE ohio"}),
        ("Senator Rosa Lin and Rep. Ian Holt, both of Ohio, spoke.",
         {"rosa lin HOLDS_OFFICE ohio", "ian holt HOLDS_OFFICE ohio"}),
        ("Rosa Lin and Ian Holt, both Republicans, spoke.",
         {"rosa lin AFFILIATED_WITH republican party", "ian holt AFFILIATED_WITH republican party"}),
        ("Top Ohio Democrats, including Gov. Rosa Lin and Sen. Ian Holt, spoke.",
         {"rosa lin HOLDS_OFFICE ohio", "ian holt HOLDS_OFFICE ohio"}),
    ],
)  # fmt: skip
def test_an_office_has_a_place(text: str, wanted: set[str]) -> None:
    """The place may stand before the title, in apposition, or before a list."""
    assert wanted <= without_stops(asserted(text))


@pytest.mark.parametrize(
    "text",
    [
        "Rosa Lin and Ian Holt, both of Ohio, spoke.",
        "White House aide Rosa Lin, a Democrat from Ohio, spoke.",
        "Rosa Lin, an Ohio Democrat, spoke.",
        "Ohio Democrats, including Rosa Lin and Ian Holt, an aide to Sen. Leo Grant, spoke.",
        "Senator Rosa Lin met Leo Grant and Ian Holt, both of Ohio.",
        "In Ohio, Mayor Rosa Lin said, it rained.",
    ],
)
def test_a_home_is_no_office(text: str) -> None:
    """Whoever is of a place holds no office there unless it is said."""
    assert not any("HOLDS_OFFICE" in claim for claim in asserted(text))


def test_of_two_parties_each_has_its_own() -> None:
    """ "Both" takes in two, and not whoever stands before them."""
    found = without_stops(asserted("Leo Grant met Rosa Lin and Ian Holt, both Republicans."))

    assert not any(claim.startswith("leo grant AFFILIATED_WITH") for claim in found)
