"""Who bears a role: one of several, names in a row, names that look like titles, a matter between."""

from __future__ import annotations

import pytest
from english import asserted, without_stops


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # one of several
        ("Rosa Lin, one of Ian Holt's lawyers, spoke.", {"rosa lin WORKS_FOR ian holt"}),
        ("One of Ian Holt's lawyers, Rosa Lin, spoke.", {"rosa lin WORKS_FOR ian holt"}),
        ("Rosa Lin was one of the founders of Norvex Systems.", {"rosa lin FOUNDED norvex systems"}),
        ("Rosa Lin served as one of Ian Holt's advisers.", {"rosa lin WORKS_FOR ian holt"}),
        ("Rosa Lin, one of the largest shareholders in Norvex Systems, spoke.",
         {"rosa lin INVESTED_IN norvex systems"}),
        ("Rosa Lin, one of Ohio's senators, spoke.", {"rosa lin HOLDS_OFFICE ohio"}),
        # names in a row
        ("Rosa Lin and Ian Holt, cofounders of Norvex Systems, spoke.",
         {"rosa lin FOUNDED norvex systems", "ian holt FOUNDED norvex systems"}),
        ("Rosa Lin, Leo Grant and Ian Holt, all former Norvex Systems executives, spoke.",
         {"rosa lin WORKS_FOR norvex systems", "leo grant WORKS_FOR norvex systems",
          "ian holt WORKS_FOR norvex systems"}),
        ("We met Leo Grant, Rosa Lin and Ian Holt, both lawyers for Norvex Systems.",
         {"rosa lin WORKS_FOR norvex systems", "ian holt WORKS_FOR norvex systems"}),
        # what a head is head of
        ("Norvex Systems' head of global policy, Rosa Lin, spoke.", {"rosa lin WORKS_FOR norvex systems"}),
        ("Norvex Systems head of people and culture Rosa Lin spoke.", {"rosa lin WORKS_FOR norvex systems"}),
        ("Norvex Systems' chairman of the board, Rosa Lin, spoke.", {"rosa lin LEADS norvex systems"}),
        # roles that begin without an article
        ("It was late, Rosa Lin, cofounder and former president of Norvex Systems, told Ian Holt.",
         {"rosa lin FOUNDED norvex systems", "rosa lin LEADS norvex systems"}),
        ("Rosa Lin, a partner at the Holt & Vane law firm, spoke.", {"rosa lin WORKS_FOR holt & vane"}),
        # names like titles
        ("Rep. Steve King of Iowa spoke.", {"steve king HOLDS_OFFICE iowa"}),
        ("Sen. Angus King of Maine spoke.", {"angus king HOLDS_OFFICE maine"}),
        ("Norvex Systems adviser Dean Holt spoke.", {"dean holt WORKS_FOR norvex systems"}),
        ("Matthew Prince, chief executive of Norvex Systems, spoke.", {"matthew prince LEADS norvex systems"}),
    ],
)  # fmt: skip
def test_bearers_are_found(text: str, wanted: set[str]) -> None:
    """The role goes to whoever the sentence gives it to."""
    assert wanted <= without_stops(asserted(text))


@pytest.mark.parametrize(
    "text",
    [
        "Rosa Lin met one of Ian Holt's lawyers.",
        "One of Ian Holt's lawyers told Rosa Lin so.",
        "Rosa Lin is not one of Ian Holt's lawyers.",
        "Rosa Lin may become one of Ian Holt's lawyers.",
        "Rosa Lin hopes to be one of the founders of Norvex Systems.",
        "Rosa Lin, one of the most powerful lawmakers in Washington, spoke.",
        "Norvex Systems' critics of censorship, Rosa Lin said, are wrong.",
        "Norvex Systems sued Rosa Lin and the cofounders of Viatel Motors.",
        "Two lawyers for Norvex Systems, Rosa Lin said, were late.",
        "Rosa Lin and Ian Holt met cofounders of Norvex Systems.",
        "It was led by Rosa Lin and Ian Holt, two former British prime ministers, singers and actors.",
        "Rosa Lin was the most pro-Israel president.",
    ],
)
def test_whoever_is_near_is_no_bearer(text: str) -> None:
    """A name beside a role that is somebody else's, or nobody's yet."""
    relations = ("WORKS_FOR", "FOUNDED", "LEADS", "HOLDS_OFFICE")

    assert not any(word in claim for claim in asserted(text) for word in relations)


def test_a_title_before_a_given_name_is_a_title() -> None:
    """ "King Charles" bears a title, "Steve King" a name."""
    assert without_stops(asserted("Dean Rosa Lin of Norvex University spoke.")) == {
        "rosa lin LEADS norvex university"
    }
