"""Backing and blame that stand beside a clause: each must say what it says, and not more."""

from __future__ import annotations

import pytest
from english import asserted, read


@pytest.mark.parametrize(
    ("text", "wanted", "unwanted"),
    [
        (
            "Peter Tyrell and Mara Ellison criticized each other over taxes.",
            ["peter tyrell CRITICIZED mara ellison", "mara ellison CRITICIZED peter tyrell"],
            [],
        ),
        (
            "Peter Tyrell traded barbs with Mara Ellison over taxes.",
            ["peter tyrell CRITICIZED mara ellison", "mara ellison CRITICIZED peter tyrell"],
            [],
        ),
        ("Peter Tyrell and Mara Ellison traded gifts on Monday.", [], ["peter tyrell CRITICIZED mara ellison"]),
        ("Peter Tyrell and Mara Ellison did not insult each other.", [], ["peter tyrell CRITICIZED mara ellison"]),
        ("Peter Tyrell, Mara Ellison and Colin Reed praised each other.", [], ["peter tyrell PRAISED mara ellison"]),
        (
            "Peter Tyrell apologized after criticism from Mara Ellison and Colin Reed.",
            ["mara ellison CRITICIZED peter tyrell", "colin reed CRITICIZED peter tyrell"],
            [],
        ),
        (
            "Peter Tyrell's decision was met with sharp criticism from Mara Ellison.",
            ["mara ellison CRITICIZED peter tyrell"],
            [],
        ),
        ("Peter Tyrell drew the ire of Mara Ellison.", ["mara ellison CRITICIZED peter tyrell"], []),
        ("Peter Tyrell won after criticism from Mara Ellison.", [], ["mara ellison CRITICIZED peter tyrell"]),
        (
            "Peter Tyrell apologized after criticism of Colin Reed from Mara Ellison.",
            [],
            ["mara ellison CRITICIZED peter tyrell"],
        ),
        ("Peter Tyrell apologized after a call from Mara Ellison.", [], ["mara ellison CRITICIZED peter tyrell"]),
        (
            "Peter Tyrell has had bad things to say about Mara Ellison.",
            ["peter tyrell CRITICIZED mara ellison"],
            [],
        ),
        ("Peter Tyrell said nice things about Mara Ellison.", ["peter tyrell PRAISED mara ellison"], []),
        ("Peter Tyrell said no bad things about Mara Ellison.", [], ["peter tyrell CRITICIZED mara ellison"]),
        ("Peter Tyrell held a rally in support of Mara Ellison.", ["peter tyrell SUPPORTED mara ellison"], []),
        (
            "The Harbor Fund spent $2 million in opposition to Mara Ellison.",
            ["harbor fund OPPOSED mara ellison"],
            [],
        ),
        ("Peter Tyrell spoke in favor of Mara Ellison's plan.", ["peter tyrell SUPPORTED mara ellison"], []),
        ("Peter Tyrell ruled in favor of Mara Ellison.", [], ["peter tyrell SUPPORTED mara ellison"]),
        ("Peter Tyrell did not speak in defense of Mara Ellison.", [], ["peter tyrell SUPPORTED mara ellison"]),
        (
            "Mara Ellison said she was grateful for Peter Tyrell's endorsement.",
            ["peter tyrell ENDORSED mara ellison"],
            [],
        ),
        (
            "Mara Ellison announced endorsements from Peter Tyrell and Colin Reed.",
            ["peter tyrell ENDORSED mara ellison", "colin reed ENDORSED mara ellison"],
            [],
        ),
        (
            "With Peter Tyrell's endorsement, Mara Ellison is the favorite.",
            ["peter tyrell ENDORSED mara ellison"],
            [],
        ),
        (
            "After Peter Tyrell's endorsement of Colin Reed, Mara Ellison left the race.",
            [],
            ["peter tyrell ENDORSED mara ellison"],
        ),
        ("Without Peter Tyrell's endorsement, Mara Ellison lost.", [], ["peter tyrell ENDORSED mara ellison"]),
        ("Peter Tyrell has maintained support for Mara Ellison.", ["peter tyrell SUPPORTED mara ellison"], []),
        ("Peter Tyrell maintained the support of Mara Ellison.", [], ["peter tyrell SUPPORTED mara ellison"]),
        ("Peter Tyrell has proven a staunch defender of Mara Ellison.", ["peter tyrell SUPPORTED mara ellison"], []),
        ("Peter Tyrell ratcheted up criticisms of Mara Ellison.", ["peter tyrell CRITICIZED mara ellison"], []),
    ],
)
def test_a_stance_is_told_of_whom_it_is_told(text: str, wanted: list[str], unwanted: list[str]) -> None:
    found = asserted(text)

    assert [triple for triple in wanted if triple not in found] == []
    assert [triple for triple in unwanted if triple in found] == []


@pytest.mark.parametrize(
    "text",
    [
        "Peter Tyrell will hold a rally in support of Mara Ellison.",
        "Peter Tyrell may speak in support of Mara Ellison.",
    ],
)
def test_what_is_planned_is_not_done(text: str) -> None:
    found = {(c.relation, str(c.modality)) for c in read(text) if "tyrell" in c.subject and "ellison" in c.object}

    assert found == {("SUPPORTED", "planned")}
