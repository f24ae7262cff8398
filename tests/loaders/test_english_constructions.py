"""Constructions of the English reader that no single word carries: each must say what it says, and not more."""

from __future__ import annotations

import pytest
from english import asserted


@pytest.mark.parametrize(
    ("text", "wanted", "unwanted"),
    [
        (
            "House Democrats — Reps. Paula Gant and Luis Orr; and Lakeside Caucus member Ada Pell — agreed.",
            ["ada pell AFFILIATED_WITH democratic party", "luis orr AFFILIATED_WITH democratic party"],
            ["lakeside caucus AFFILIATED_WITH democratic party"],
        ),
        (
            "Many prominent Democrats backed Hilda Crane, including Sen. Ada Pell and Rep. Luis Orr.",
            ["ada pell ENDORSED hilda crane", "luis orr ENDORSED hilda crane"],
            ["ada pell ENDORSED luis orr"],
        ),
        (
            "Four governors of the region — Michigan's Greta Wells and Ohio's Tom Wade — have endorsed Hilda Crane.",
            ["greta wells HOLDS_OFFICE michigan", "tom wade ENDORSED hilda crane"],
            [],
        ),
        (
            "Former President Luis Orr and President Tom Wade met. Ada Pell endorsed the former president.",
            ["ada pell ENDORSED luis orr"],
            ["ada pell ENDORSED tom wade"],
        ),
        (
            "Paula Gant spoke on the last night of the Lakeside National Convention.",
            ["paula gant SPOKE_AT lakeside national convention"],
            [],
        ),
        (
            "Hilda Crane is facing a credible challenge from opposition candidate Luis Orr.",
            ["luis orr RUNNING_AGAINST hilda crane"],
            [],
        ),
        (
            "Lawmakers urged President Tom Wade to drop out of the presidential race.",
            ["tom wade RUNS_FOR presidency"],
            [],
        ),
        (
            "Title here\nJane Smith spoke on Monday. Smith praised Ada Pell.\n"
            "Her husband, former Gov. John Smith, met Luis Orr. Smith criticized Luis Orr on Friday.",
            ["jane smith CRITICIZED luis orr"],
            ["john smith CRITICIZED luis orr"],
        ),
        (
            "Title here\nMarkel bought a firm. Markel grew. Markel Dynamics is a unit. Markel hired Ada Pell.",
            ["ada pell WORKS_FOR markel"],
            ["ada pell WORKS_FOR markel dynamics"],
        ),
        ("Hilda Crane slams Luis Orr\nHilda Crane spoke.", ["hilda crane CRITICIZED luis orr"], []),
        (
            'Sen. Hilda Crane spoke. "Hilda Crane lied to the people for years," Luis Orr told reporters.',
            ["luis orr CRITICIZED hilda crane"],
            [],
        ),
        (
            '"If Hilda Crane fails us, we will say so on the very first day," Luis Orr told reporters.',
            [],
            ["luis orr CRITICIZED hilda crane"],
        ),
    ],
)
def test_a_construction_says_what_it_says(text: str, wanted: list[str], unwanted: list[str]) -> None:
    found = asserted(text)
    assert set(wanted) <= found, found
    assert found.isdisjoint(unwanted), found
