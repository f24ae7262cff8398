"""Who does something where the parser loses one of several, or calls him after his party or his office."""

from __future__ import annotations

import pytest
from english import asserted


@pytest.mark.parametrize(
    ("text", "wanted", "unwanted"),
    [
        (
            "Mayor Peter Tyrell, a Republican who has often criticized Mara Ellison, spoke on Monday.",
            ["peter tyrell CRITICIZED mara ellison"],
            ["republican party CRITICIZED mara ellison"],
        ),
        (
            "Mayor Peter Tyrell is a Democrat who backs Mara Ellison.",
            ["peter tyrell ENDORSED mara ellison"],
            ["democratic party ENDORSED mara ellison"],
        ),
        (
            "Mayor Peter Tyrell is not a Democrat who backs Mara Ellison.",
            [],
            ["peter tyrell ENDORSED mara ellison"],
        ),
        (
            "Peter Tyrell met a Republican who criticized Mara Ellison.",
            [],
            ["peter tyrell CRITICIZED mara ellison", "republican party CRITICIZED mara ellison"],
        ),
        (
            "President Joe Tyrell and Vice President Mara Ellison spoke. Tyrell left and backed his vice president.",
            ["joe tyrell ENDORSED mara ellison"],
            [],
        ),
        (
            "Vice President Mara Ellison met Vice President Rosa Gant. Joe Tyrell endorsed his vice president.",
            [],
            ["joe tyrell ENDORSED mara ellison", "joe tyrell ENDORSED rosa gant"],
        ),
        (
            "President Joe Tyrell's decision to exit the race and endorse Mara Ellison upended the race.",
            ["joe tyrell ENDORSED mara ellison"],
            [],
        ),
        (
            "Peter Tyrell, along with Colin Reed and the Harbor Caucus, endorsed Mara Ellison.",
            [f"{name} ENDORSED mara ellison" for name in ("peter tyrell", "colin reed", "harbor caucus")],
            [],
        ),
        (
            "Peter Tyrell, speaking in Ohio along with Colin Reed, criticized Mara Ellison.",
            [],
            ["colin reed CRITICIZED mara ellison"],
        ),
        (
            "Majority Leader Peter Tyrell and Minority Leader Colin Reed, the top two Democrats, met Mara Ellison.",
            ["peter tyrell MET_WITH mara ellison", "colin reed MET_WITH mara ellison"],
            [],
        ),
    ],
)
def test_whoever_does_it_is_found(text: str, wanted: list[str], unwanted: list[str]) -> None:
    found = asserted(text)

    assert [triple for triple in wanted if triple not in found] == []
    assert [triple for triple in unwanted if triple in found] == []
