"""Who runs for what where no verb of running says so, and who says so of others."""

from __future__ import annotations

import pytest
from english import asserted


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Senator Mara Ellison is up for reelection in November.", "reelection"),
        ("Senator Mara Ellison faces a tough reelection fight this fall.", "reelection"),
        ("Mara Ellison is at the top of the Democratic ticket.", "democratic party"),
        ("Mara Ellison replaced Peter Tyrell atop the Democratic ticket.", "democratic party"),
        ("Mara Ellison threw her hat in the ring for governor.", "governor"),
        ("Mara Ellison is in the race for governor.", "governor"),
        ("Mara Ellison lost the 2022 governor's race in Ohio.", "2022 governor's race"),
        ("Mara Ellison is one of six Democrats running for governor.", "governor"),
        ("Ahead of her run for governor, Mara Ellison met with donors.", "governor"),
        ("With Mara Ellison on the road to becoming the Democratic nominee, her rivals quit.", "democratic party"),
        ("Peter Tyrell loves to support his wife, Mara Ellison, running for governor.", "governor"),
        (
            "Vice President Mara Ellison announced her candidacy on Sunday, shaking up the presidential race.",
            "presidency",
        ),
    ],
)
def test_a_turn_of_phrase_tells_who_runs(text: str, office: str) -> None:
    assert f"mara ellison RUNS_FOR {office}" in asserted(text)


@pytest.mark.parametrize(
    "text",
    [
        "Senator Mara Ellison is not up for reelection this year.",
        "If Mara Ellison were at the top of the Democratic ticket, donors would give.",
        "Donors want Mara Ellison to replace Peter Tyrell atop the Democratic ticket.",
        "Mara Ellison refused to throw her hat in the ring for governor.",
        "Mara Ellison watched the governor's race closely.",
        "Mara Ellison lost money on the governor's race.",
        "Mara Ellison could be one of six Democrats running for governor.",
        "Mara Ellison is not one of the six Democrats running for governor.",
        "Ahead of her possible run for governor, Mara Ellison met with donors.",
        "Mara Ellison is not on track to become the Democratic nominee.",
        "Mara Ellison loves to support her husband, Peter Tyrell, running for governor.",
        "Mara Ellison helped Peter Tyrell's path to becoming the Democratic nominee.",
        "Vice President Mara Ellison has not announced her candidacy in the presidential race.",
    ],
)
def test_who_does_not_run_is_not_said_to(text: str) -> None:
    assert not [triple for triple in asserted(text) if triple.startswith("mara ellison RUNS_FOR")]


@pytest.mark.parametrize(
    ("text", "wanted", "unwanted"),
    [
        ('"We endorse Peter Tyrell," Mara Ellison said on Monday.', "mara ellison ENDORSED peter tyrell", ""),
        (
            '"We are here to throw our support behind Peter Tyrell," Mara Ellison said.',
            "mara ellison ENDORSED peter tyrell",
            "",
        ),
        ('"We cannot support Peter Tyrell," Mara Ellison said.', "", "mara ellison SUPPORTED peter tyrell"),
        ('"If we endorse Peter Tyrell, we lose," Mara Ellison said.', "", "mara ellison ENDORSED peter tyrell"),
        ("The Ohio delegation endorsed Peter Tyrell.", "ohio delegation ENDORSED peter tyrell", ""),
        (
            "Mara Ellison endorsed Peter Tyrell, along with the Harbor Caucus.",
            "harbor caucus ENDORSED peter tyrell",
            "",
        ),
        (
            "Mara Ellison endorsed Peter Tyrell, along with Colin Reed, in the primaries.",
            "mara ellison ENDORSED peter tyrell",
            "colin reed ENDORSED peter tyrell",
        ),
        (
            "Lawmakers questioning Peter Tyrell's judgment include Mara Ellison.",
            "mara ellison CRITICIZED peter tyrell",
            "",
        ),
        ("Lawmakers questioning Peter Tyrell include Mara Ellison.", "", "mara ellison CRITICIZED peter tyrell"),
        ("Mara Ellison expressed concern over China's actions.", "mara ellison CRITICIZED china", ""),
        ("Mara Ellison expressed concern over China's safety.", "", "mara ellison CRITICIZED china"),
    ],
)
def test_who_joins_in_backing_and_blaming(text: str, wanted: str, unwanted: str) -> None:
    found = asserted(text)

    assert wanted == "" or wanted in found
    assert unwanted not in found
