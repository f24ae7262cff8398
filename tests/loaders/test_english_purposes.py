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


@pytest.mark.parametrize(
    "text",
    [
        "Paul Tyrell also criticized Mara Ellison's reliance on wealthy donors to fund her campaign.",
        "Paul Tyrell praised the readiness of companies to finance Mara Ellison's campaign.",
        "Paul Tyrell counted on billionaires to bankroll Mara Ellison's campaign.",
    ],
)
def test_what_others_are_to_do_is_not_done_by_who_speaks_of_them(text: str) -> None:
    assert not any("DONATED_TO" in claim for claim in english.asserted(text))


def test_one_sells_a_house_to_give() -> None:
    claims = english.asserted("Mara Ellison sold her house to fund Paul Tyrell's campaign.")

    assert "mara ellison DONATED_TO tyrell campaign" in claims


def test_money_raised_on_a_platform_is_not_for_it() -> None:
    claims = english.asserted("Paul Tyrell, one of the GoFundMe fundraisers, spoke on Monday.")

    assert not any("RAISED_FUNDS_FOR" in claim for claim in claims)


def test_the_year_of_an_aside_is_not_the_year_of_the_gift() -> None:
    text = "Paul Tyrell has poured $13 million into his Senate campaign – his second after a failed bid in 2012."
    gifts = [claim for claim in english.read(text) if claim.relation == "DONATED_TO"]

    assert [claim.qualifiers.start for claim in gifts] == [None]


@pytest.mark.parametrize("verb", ["denounced", "praised", "knew of", "counted on", "relied on", "spoke of"])
@pytest.mark.parametrize(
    "plan",
    [
        "the push by billionaires",
        "plans by companies",
        "a call for supporters",
        "the readiness of unions",
        "two donors",
    ],
)
def test_what_others_plan_is_no_deed_of_who_speaks_of_it(verb: str, plan: str) -> None:
    deeds = ["to give $5 million to", "to bankroll", "to host a dinner for", "to raise money for", "to endorse"]
    text = "\n\n".join(f"Paul Tyrell {verb} {plan} {deed} Mara Ellison." for deed in deeds)

    claims = {claim for claim in english.asserted(text) if claim.startswith("paul tyrell ")}

    assert {claim for claim in claims if claim.split(" ")[2] not in ("CRITICIZED", "PRAISED")} == set()


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("Paul Tyrell named two donors for giving $5 million to Mara Ellison.", False),
        ("Paul Tyrell wrote about a billionaire over a $5 million donation to Mara Ellison.", False),
        ("Paul Tyrell was criticized for giving $5 million to Mara Ellison.", True),
        ("Paul Tyrell is known for giving $5 million to Mara Ellison.", True),
    ],
)
def test_whose_gift_a_gerund_or_a_topic_is(text: str, given: bool) -> None:
    assert ("paul tyrell DONATED_TO mara ellison" in english.asserted(text)) is given
