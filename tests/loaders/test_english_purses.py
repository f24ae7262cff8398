"""A bare last name is no short form of a fund or a committee that is named after somebody."""

from __future__ import annotations

import english
import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Olga Brandt gave $750,000 to the Hale Victory Fund. Linda Marsh hosted a fundraiser for Hale.",
            {"olga brandt DONATED_TO hale victory fund", "linda marsh RAISED_FUNDS_FOR hale"},
        ),
        (
            "Olga Brandt gave $750,000 to the Hale Fund. Linda Marsh gave $500 to the Hale campaign.",
            {"olga brandt DONATED_TO hale fund", "linda marsh DONATED_TO hale campaign"},
        ),
        (
            "Olga Brandt gave $750,000 to the Hale Committee. Hale criticized Linda Marsh.",
            {"olga brandt DONATED_TO hale committee"},
        ),
        (
            "Thomas Hale met Olga Brandt. Brandt gave $7,000 to the Hale Victory Fund. Linda Marsh endorsed Hale.",
            {"thomas hale MET_WITH olga brandt", "olga brandt DONATED_TO hale victory fund",
             "linda marsh ENDORSED thomas hale"},
        ),
    ],
)  # fmt: skip
def test_the_name_is_the_person_s(text: str, expected: set[str]) -> None:
    found = english.triples(text)

    assert expected <= found
    whose = {item for item in found if "CONNECTED_TO" in item}  # the fund is hers by its name
    assert not any(item.split(" ", 2)[0] == "hale" and "fund" in item for item in found - whose)
    assert not any("CRITICIZED" in item or "RAISED_FUNDS_FOR hale victory" in item for item in found)


@pytest.mark.parametrize(
    "text",
    [
        "Olga Brandt gave $7,000 to Fairwind PAC. Fairwind endorsed Paul Ames.",
        "Olga Brandt leads Zenda Labs. Zenda sued Paul Ames.",
    ],
)
def test_a_firm_and_a_pac_have_short_forms(text: str) -> None:
    found = english.triples(text)

    assert any(item.startswith(("fairwind pac ENDORSED", "zenda labs SUED")) for item in found)
