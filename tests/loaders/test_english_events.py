"""Which event is meant, and who speaks there."""

from __future__ import annotations

import pytest
from english import asserted, not_denied


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Mara Ellison spoke at a gala Saturday night in Dayton, Ohio.", "a gala saturday night in dayton, ohio"),
        ("Mara Ellison said at an event on the Capitol lawn that the bill was dead.", "an event on the capitol lawn"),
        ("Mara Ellison spoke at an event commemorating the Harbor Act.", "an event commemorating the harbor act"),
        ("Mara Ellison previewed the plan during a campaign stop in Ohio.", "a campaign stop in ohio"),
        ("Mara Ellison sang at a rally for Peter Tyrell in Dayton.", "a rally for peter tyrell"),
        ("Mara Ellison spoke at a gathering of the Harbor Society.", "a gathering of the harbor society"),
        ("Mara Ellison joined a Zoom call on Monday hosted by the Harbor Fund.", "a zoom call"),
        ("Mara Ellison spoke with donors on a call Friday afternoon.", "a call friday afternoon"),
        ("At the Harbor Summit in Dayton, Mara Ellison outlined a plan to cut taxes.", "harbor summit"),
        ("Mara Ellison's performance at the Harbor Summit drew cheers.", "harbor summit"),
        ("During an appearance at the Harbor Summit, Mara Ellison praised teachers.", "harbor summit"),
        ("Mara Ellison was among the speakers at the Harbor Summit in Dayton.", "harbor summit"),
        ("Mara Ellison, speaking Monday at the Dayton Economic Club, said rates would fall.", "dayton economic club"),
    ],
)  # fmt: skip
def test_who_speaks_where_is_told(text: str, event: str) -> None:
    assert f"mara ellison SPOKE_AT {event}" in asserted(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mara Ellison spoke at a fundraiser with friends.",
        "Mara Ellison joined a call for peace.",
        "Mara Ellison spoke with Peter Tyrell at Dayton University.",
        "Mara Ellison criticized a speech by Peter Tyrell at the Harbor Summit.",
        "Mara Ellison condemned the violence at a rally in Dayton, Ohio.",
        "Mara Ellison posted a flyer to announce her performance at the Harbor Summit.",
        "Mara Ellison praised Peter Tyrell's performance at the Harbor Summit.",
        "Had Mara Ellison spoken at the Harbor Summit, she would have been booed.",
        "Mara Ellison refused to speak at the Dayton Economic Club.",
        "Peter Tyrell urged Mara Ellison to defend the plan at the Harbor Summit.",
        "Mara Ellison cancelled her appearance at the Harbor Summit.",
    ],
)
def test_who_does_not_speak_there_is_not_said_to(text: str) -> None:
    assert not [claim for claim in asserted(text) if claim.startswith("mara ellison SPOKE_AT")]


def test_a_call_to_come_is_planned() -> None:
    text = "Mara Ellison will speak with donors on a call Friday afternoon."

    assert "mara ellison SPOKE_AT a call friday afternoon" in not_denied(text) - asserted(text)


def test_a_list_of_states_is_no_town_and_its_state() -> None:
    text = "Mara Ellison spoke at a rally in Virginia, Pennsylvania and Ohio."

    assert "mara ellison SPOKE_AT a rally in virginia" in asserted(text)
