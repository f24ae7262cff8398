"""Boards, calls, funding rounds, lists and urgings in English: what they say, and what merely looks like them."""

from __future__ import annotations

import pytest
from english import not_denied, read


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Rosa Lin sits on the board at Norvex Corp.", "rosa lin MEMBER_OF norvex corp."),
        ("Rosa Lin joined the board of Norvex Corp in May.", "rosa lin MEMBER_OF norvex corp"),
        ("Rosa Lin was elected to the board of Norvex Corp in May.", "rosa lin MEMBER_OF norvex corp"),
        ("Norvex Corp added Rosa Lin to its board.", "rosa lin MEMBER_OF norvex corp"),
        ("In a phone call on Tuesday, Rosa Lin told Leo Grant that it was dead.", "rosa lin MET_WITH leo grant"),
        ("Rosa Lin called Leo Grant on Sunday to ask for his support.", "rosa lin MET_WITH leo grant"),
        ("Rosa Lin and Leo Grant spoke by phone on Tuesday.", "rosa lin MET_WITH leo grant"),
        ("Rosa Lin and Leo Grant had dinner on Friday.", "rosa lin MET_WITH leo grant"),
        ("Rosa Lin, Leo Grant and Ian Holt met on Friday.", "leo grant MET_WITH ian holt"),
        (
            "Norvex Corp raised $40 million in a round led by Brightwater Capital.",
            "brightwater capital INVESTED_IN norvex corp",
        ),
        ("Investors in Norvex Corp include Brightwater Capital and Rosa Lin.", "rosa lin INVESTED_IN norvex corp"),
        (
            "Norvex Corp, whose backers include Brightwater Capital, went public.",
            "brightwater capital INVESTED_IN norvex corp",
        ),
        ("Members of the Harbor Council include Rosa Lin and Leo Grant.", "leo grant MEMBER_OF harbor council"),
        ("Speakers at the Harbor Summit included Rosa Lin and Leo Grant.", "leo grant SPOKE_AT harbor summit"),
        ("Ian Holt, one of Leo Grant's lawyers, said so.", "ian holt WORKS_FOR leo grant"),
        (
            "Rosa Lin and Leo Grant are among the Democrats who voted for the bill.",
            "leo grant AFFILIATED_WITH democratic party",
        ),
        (
            "Ian Holt, one of the most influential Democratic lawmakers in town, spoke.",
            "ian holt AFFILIATED_WITH democratic party",
        ),
        ("Rosa Lin told Leo Grant it was time to quit the race.", "rosa lin LOBBIED leo grant"),
        ("Rosa Lin told Leo Grant that he should step aside.", "rosa lin LOBBIED leo grant"),
        ("Rosa Lin urged voters to support Leo Grant.", "rosa lin ENDORSED leo grant"),
        ("Rosa Lin urged voters to reject Leo Grant.", "rosa lin OPPOSED leo grant"),
        ("Rosa Lin wants Leo Grant to resign.", "rosa lin OPPOSED leo grant"),
        (
            "Norvex Corp wrote to the Federal Trade Commission asking it to block the deal.",
            "norvex corp LOBBIED federal trade commission",
        ),
        (
            "Norvex Corp opened a plant. Chief Executive Rosa Lin said the plant would employ 500 people.",
            "rosa lin LEADS norvex corp",
        ),
        ("Ian Holt backed the Grant-Vale ticket.", "ian holt ENDORSED grant-vale ticket"),
        (
            "Rosa Lin endorsed Leo Grant in her Republican convention speech.",
            "rosa lin SPOKE_AT republican convention",
        ),
        (
            "The Lakeside National Convention opened. In her convention speech, Rosa Lin praised Leo Grant.",
            "rosa lin SPOKE_AT lakeside national convention",
        ),
        ("A fundraiser for Leo Grant was held at the home of Rosa Lin.", "rosa lin RAISED_FUNDS_FOR leo grant"),
        (
            '"The bill is dead," Rosa Lin told members of the guild at the Harbor Summit.',
            "rosa lin SPOKE_AT harbor summit",
        ),
        ("Ahizu Tarim is the Chairman and CEO of Norvex; the software company.", "ahizu tarim LEADS norvex"),
        ("Rapper Quavio endorsed Leo Grant.", "quavio ENDORSED leo grant"),
        ("Norvex Corp was founded and run by Rosa Lin.", "rosa lin FOUNDED norvex corp"),
        ('"He is a liar and a fraud," Rosa Lin said of Leo Grant.', "rosa lin CRITICIZED leo grant"),
        ('"She is a tireless, devoted leader," Leo Grant said of Rosa Lin.', "leo grant PRAISED rosa lin"),
        (
            "Rosa Lin called the attacks from Republicans extremely offensive.",
            "rosa lin CRITICIZED republican party",
        ),
        (
            "Rosa Lin gave $5,000 to Smith for Congress and Friends of Leo Grant.",
            "rosa lin DONATED_TO friends of leo grant",
        ),
        (
            "Rosa Lin, president of the College Democrats of Georgia, spoke.",
            "rosa lin LEADS college democrats of georgia",
        ),
        ("Whip Rosa Lin endorsed Leo Grant.", "rosa lin ENDORSED leo grant"),
    ],
)
def test_a_phrase_says_what_it_says(text: str, wanted: str) -> None:
    result = not_denied(text)

    assert wanted in result, result


@pytest.mark.parametrize(
    ("text", "unwanted"),
    [
        ("Rosa Lin joined the board of Norvex Corp in May.", "WORKS_FOR"),
        ("Rosa Lin was not elected to the board of Norvex Corp.", "MEMBER_OF"),
        ("Norvex Corp was founded in 2012 and is led by Rosa Lin.", "FOUNDED"),
        ("Norvex Corp is controlled by a Board of Directors.", "OWNS"),
        ("Ana Lind serves as Scientific Director and Chief Executive Officer.", "LEADS"),
        ("Federal Election Commissioner Dara Lind spoke.", "LEADS"),
        ("Rosa Lin spoke of the Grant-Vale ticket.", "grant-vale MET_WITH"),
        ('"He is not a liar, whatever they say," Rosa Lin said of Leo Grant.', "CRITICIZED"),
        ('"We will see what comes next in this race," Rosa Lin said of Leo Grant.', "CRITICIZED"),
        ("Rosa Lin took Norvex Corp on board.", "MEMBER_OF"),
        ("Rosa Lin called Leo Grant a liar on Sunday.", "MET_WITH"),
        ("Rosa Lin called for Leo Grant to resign on Sunday.", "MET_WITH"),
        ("In a meeting with Ian Holt, Rosa Lin told Leo Grant that it was dead.", "rosa lin MET_WITH leo grant"),
        ("Rosa Lin and Leo Grant have no dinner plans.", "MET_WITH"),
        ("Ian Holt is not one of Leo Grant's lawyers.", "WORKS_FOR"),
        ("Ian Holt met one of Leo Grant's lawyers.", "WORKS_FOR"),
        ("Rosa Lin told Leo Grant that she should step aside.", "LOBBIED"),
        ("Rosa Lin told Leo Grant that voters should decide.", "LOBBIED"),
        ("Rosa Lin urged voters not to support Leo Grant.", "ENDORSED"),
        ("Rosa Lin urged Ian Holt to support Leo Grant.", "rosa lin ENDORSED"),
        ("Rosa Lin wants Leo Grant to win.", "OPPOSED"),
        (
            "Norvex Corp sued Viatel Inc in May. Chief Executive Rosa Lin said the plant would employ 500 people.",
            "LEADS",
        ),
        ("Norvex Corp opened a plant. Former Chief Executive Rosa Lin said so.", "LEADS"),
        ("Rosa Lin praised Leo Grant in her speech at a convention.", "SPOKE_AT"),
    ],
)
def test_a_phrase_says_no_more(text: str, unwanted: str) -> None:
    result = not_denied(text)

    assert not any(unwanted in claim for claim in result), result


def gifts(text: str) -> list[tuple[str, str, str, str]]:
    """Return giver, receiver, sum and date of every gift."""
    return sorted(
        (
            claim.subject.split(":")[1],
            claim.object.split(":")[1],
            str(claim.qualifiers.amount.amount) if claim.qualifiers.amount is not None else "",
            str(claim.qualifiers.start or ""),
        )
        for claim in read(text)
        if claim.relation == "DONATED_TO"
    )


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "The Harbor Committee received $5,000 from Rosa Lin, $7,000 from Ian Holt and $9,000 from Norvex Corp, "
            "it said.",
            [
                ("ian holt", "harbor committee", "7000", ""),
                ("norvex corp", "harbor committee", "9000", ""),
                ("rosa lin", "harbor committee", "5000", ""),
            ],
        ),
        (
            "Rosa Lin gave $5,000 to the Harbor Committee. Ian Holt gave $7,000 to the same committee.",
            [("ian holt", "harbor committee", "7000", ""), ("rosa lin", "harbor committee", "5000", "")],
        ),
        (
            "Rosa Lin and Ian Holt gave $5,000 and $7,000, respectively, to the Harbor Committee.",
            [("ian holt", "harbor committee", "", ""), ("rosa lin", "harbor committee", "", "")],
        ),
        (
            "LEESBURG, Va., April 12, 2016 (Wire) - Rosa Lin spoke. "
            "Rosa Lin gave $5,000 to the Harbor Fund on April 10.",
            [("rosa lin", "harbor fund", "5000", "2016-04-10")],
        ),
        (
            "Rosa Lin gave $5,000 to the Harbor Fund, which Ian Holt founded in 1999.",
            [("rosa lin", "harbor fund", "5000", "")],
        ),
        (
            "Harbor Forward PAC spoke. Most of what it raised came from two donors who wrote checks for $5,000: "
            "Rosa Lin and Ian Holt.",
            [("ian holt", "harbor forward pac", "5000", ""), ("rosa lin", "harbor forward pac", "5000", "")],
        ),
        ("The Harbor Fund returned a $5,000 donation from Rosa Lin.", []),
        ("The Harbor Fund refunded $5,000 to Rosa Lin.", []),
    ],
)
def test_each_gift_has_its_own_sum_and_date(text: str, wanted: list[tuple[str, str, str, str]]) -> None:
    assert wanted == gifts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Neither Rosa Lin nor Ian Holt has endorsed Leo Grant.",
        "Reports that Rosa Lin had endorsed Leo Grant were false.",
        "It is untrue that Rosa Lin endorsed Leo Grant.",
        "Ian Holt said it was a lie that Rosa Lin had endorsed Leo Grant.",
        "Rosa Lin has held off endorsing Leo Grant.",
        "Rosa Lin resisted calls to endorse Leo Grant.",
        "Rosa Lin withdrew her endorsement of Leo Grant.",
    ],
)
def test_what_is_denied_is_not_asserted(text: str) -> None:
    found = [claim for claim in read(text) if claim.relation == "ENDORSED"]

    assert all(claim.modality == "denied" for claim in found), found


@pytest.mark.parametrize(
    "text",
    [
        "Both Rosa Lin and Ian Holt have endorsed Leo Grant.",
        "Rosa Lin's endorsement of Leo Grant was wrong.",
        "Rosa Lin resisted Ian Holt and endorsed Leo Grant.",
    ],
)
def test_what_stands_beside_a_denial_is_asserted(text: str) -> None:
    found = [claim for claim in read(text) if claim.relation == "ENDORSED"]

    assert any(claim.modality == "asserted" for claim in found), found


def test_what_is_pledged_is_planned() -> None:
    text = "Rosa Lin pledged $5,000 to the Harbor Fund."

    found = read(text)

    assert [("DONATED_TO", "planned")] == [(claim.relation, claim.modality) for claim in found]


@pytest.mark.parametrize("verb", ["hopes", "is hoping", "hoped"])
def test_what_is_hoped_for_is_planned(verb: str) -> None:
    text = f"Hilda Crane {verb} to win the endorsement of Alan Reed."

    found = read(text)

    assert all(claim.modality == "planned" for claim in found), found


def test_what_is_spent_to_buy_is_the_sum_of_the_stake() -> None:
    text = "Norvex Corp invested $500 million to buy a stake in Viatel Inc."

    found = read(text)

    assert ["500000000"] == [str(claim.qualifiers.amount.amount) for claim in found if claim.qualifiers.amount]
