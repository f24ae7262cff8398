"""Whom a group is for or against is not who was given money."""

from __future__ import annotations

import english
import pytest

GIFTS = [
    "Dana Ferrow gave $2.5 million to a {} {} {}.",
    "Dana Ferrow has given $50,000 to a {} {} {}, filings show.",
    "Dana Ferrow wrote a $1 million check to a {} {} {}.",
    "Dana Ferrow contributed to a {} {} {}.",
    "A {} {} {} got $1 million from Dana Ferrow.",
]
GROUPS = ["super PAC", "nonprofit", "fund", "political action committee", "ballot committee", "outside group"]
AIMS = ["supporting", "opposing", "boosting", "attacking", "aligned with", "formed to support", "run by allies of"]
WHOM = ["Senate candidate Miguel Arroyo", "Miguel Arroyo", "Democrat Miguel Arroyo", "state treasurer Miguel Arroyo"]


@pytest.mark.parametrize("gift", GIFTS)
@pytest.mark.parametrize("group", GROUPS)
def test_a_gift_to_a_group_is_none_to_whom_it_is_for(gift: str, group: str) -> None:
    text = "\n\n".join(gift.format(group, aim, whom) for aim in AIMS for whom in WHOM)

    ferrow = {claim for claim in english.asserted(text) if claim.startswith("dana ferrow ")}

    assert {claim for claim in ferrow if claim.endswith("miguel arroyo")} == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A fund opposing Rita Cole said Ferrow gave Miguel Arroyo $5,000.", "ferrow DONATED_TO miguel arroyo"),
        ("Dana Ferrow, who runs a nonprofit, gave $5,000 to Miguel Arroyo.", "dana ferrow DONATED_TO miguel arroyo"),
        ("Dana Ferrow is backing Miguel Arroyo.", "dana ferrow ENDORSED miguel arroyo"),
    ],
)  # fmt: skip
def test_a_gift_of_ones_own_stands(text: str, expected: str) -> None:
    assert expected in english.asserted(text)


def test_the_group_is_the_taker() -> None:
    claims = english.asserted(
        "Dana Ferrow has given $2.5 million to a super PAC supporting Senate candidate Miguel Arroyo."
    )

    assert "dana ferrow DONATED_TO super pac" in claims
    assert "super pac SUPPORTED miguel arroyo" in claims


@pytest.mark.parametrize("noun", ["plan to cut taxes", "tax bill", "proposal"])
def test_a_title_that_backs_a_plan_endorses_nobody(noun: str) -> None:
    claims = english.asserted(f"Ellison backs Tyrell's {noun}\n\nMara Ellison said so of Paul Tyrell on Monday.")

    assert not any("ENDORSED" in claim for claim in claims)
