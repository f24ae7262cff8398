"""Whom somebody appoints, told without the word for a post."""

from __future__ import annotations

import pytest
from english import asserted, without_stops

MATES = "The search for a running mate was long. "


@pytest.mark.parametrize(
    "text",
    [
        "Rosa Lin put Ian Holt on the ticket in 2020.",
        "Ian Holt was added to Rosa Lin's ticket.",
        MATES + "Rosa Lin picked Ian Holt on Monday.",
        MATES + "Ian Holt was chosen by Rosa Lin on Monday.",
        "Ian Holt's nomination by Rosa Lin was praised.",
        "The appointment of Ian Holt by Rosa Lin was praised.",
        "Rosa Lin said her first decision was to pick Ian Holt as her running mate.",
        "Rosa Lin met her new running mate, Ohio Sen. Ian Holt.",
        "Rosa Lin's vice-presidential pick, Ian Holt, spoke.",
        "Ian Holt, Rosa Lin's nominee for attorney general, spoke.",
    ],
)
def test_an_appointment_is_one(text: str) -> None:
    """Each says that the one put the other into a place."""
    assert "rosa lin APPOINTED ian holt" in without_stops(asserted(text))


@pytest.mark.parametrize(
    "text",
    [
        "Rosa Lin picked Ian Holt on Monday.",
        MATES + "Rosa Lin picked Ian Holt to win the race.",
        MATES + "Rosa Lin did not pick Ian Holt.",
        MATES + "Rosa Lin may pick Ian Holt.",
        MATES + "Rosa Lin picked up Ian Holt at noon.",
        MATES + "Voters picked Ian Holt. Rosa Lin left.",
        "Rosa Lin put Ian Holt on the list in 2020.",
        "Rosa Lin's pick in the primary, Ian Holt, lost.",
        "The nomination of Ian Holt was praised by Rosa Lin.",
        "Rosa Lin's decision was not to pick Ian Holt as her running mate.",
    ],
)
def test_a_choice_of_another_kind_is_none(text: str) -> None:
    """A forecast, a list, what is not done or not yet."""
    assert not any("APPOINTED" in claim for claim in asserted(text))
