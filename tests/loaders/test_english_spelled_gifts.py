"""Gifts that a sentence spells out by the order of its words: givers, a verb, sums and takers."""

from __future__ import annotations

import english
import pytest

from techpol.schema.model import Modality


def gifts(text: str) -> set[str]:
    return {
        f"{c.subject.split(':')[1]} > {c.object.split(':')[1]}: {str(c.qualifiers.amount).removesuffix(' USD')}"
        for c in english.read(text, "2024-09-22")
        if c.relation == "DONATED_TO" and c.modality is Modality.ASSERTED
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Mara Ellison and her husband, software engineer Paul Reyes, each gave $3,300 to Rep. Lena Ortiz.",
            {"mara ellison > lena ortiz: 3,300", "paul reyes > lena ortiz: 3,300"},
        ),
        (
            "Mara Ellison gave the Harbor Fund $20 million in 2019, and another $5 million in 2021.",
            {"mara ellison > harbor fund: 20,000,000", "mara ellison > harbor fund: 5,000,000"},
        ),
        (
            "Mara Ellison gave $5,000 to state Rep. Gloria Tran and $4,900 to state Sen. Mike Dolan.",
            {"mara ellison > gloria tran: 5,000", "mara ellison > mike dolan: 4,900"},
        ),
        (
            "Gov. Dale Hutton received $50,000 from Vantage Telecom, $25,000 from its chairman, Louis Amari, and "
            "$10,000 from the Wireless Freedom Association.",
            {
                "vantage telecom > dale hutton: 50,000",
                "louis amari > dale hutton: 25,000",
                "wireless freedom association > dale hutton: 10,000",
            },
        ),
        (
            "Omar Haddad poured $10 million into Liberty Forward, a super PAC. Two other investors, Kim Sorensen "
            "and Raj Patel, gave $500,000 apiece.",
            {
                "omar haddad > liberty forward: 10,000,000",
                "kim sorensen > liberty forward: 500,000",
                "raj patel > liberty forward: 500,000",
            },
        ),
        (
            "Mara Ellison wrote a $1 million check to Restore Our Bay, the super PAC supporting Mitchell Rand.",
            {"mara ellison > restore our bay: 1,000,000"},
        ),
        (
            "Donors to Fairwind PAC include the investor Fay Lindqvist, who gave $250,000, and Hillcrest Capital, "
            "which gave $100,000.",
            {"fay lindqvist > fairwind pac: 250,000", "hillcrest capital > fairwind pac: 100,000"},
        ),
        (
            "Fairwind PAC raised $8 million. Its largest contributions were $2 million from the donor George Aldana "
            "and $1.5 million from the Clean Bay Fund.",
            {"george aldana > fairwind pac: 2,000,000", "clean bay fund > fairwind pac: 1,500,000"},
        ),
        (
            "Among the donors to Fairwind PAC were Peter Lang ($250,000) and Susan Cho ($100,000).",
            {"peter lang > fairwind pac: 250,000", "susan cho > fairwind pac: 100,000"},
        ),
        ("Mara Ellison seeded Fairwind PAC with $1 million.", {"mara ellison > fairwind pac: 1,000,000"}),
        ("Mara Ellison gave $2,500 to the Paul Ames campaign.", {"mara ellison > ames campaign: 2,500"}),
        (
            "On June 30, 2017, Zenda's PAC gave $2,500 to Sen. Phil Deane.",
            {"zenda's pac > phil deane: 2,500"},
        ),
        (
            "Topping the list of Gov. Ana Flores' contributors was Datapoint Inc., with $75,000.",
            {"datapoint inc. > ana flores: 75,000"},
        ),
        ("Keep Ohio Working, a political action committee, transferred $300,000 to the Harbor Fund.",
         {"keep ohio working > harbor fund: 300,000"}),
    ],
)  # fmt: skip
def test_a_gift_is_spelled_out(text: str, expected: set[str]) -> None:
    assert expected <= gifts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mara Ellison did not give $5,000 to the Harbor Fund.",
        "Mara Ellison plans to give $5 million to the Harbor Fund.",
        "If Mara Ellison gave $5,000 to Peter Tyrell, she broke the law.",
        "Peter Tyrell asked Mara Ellison to give $5,000 to the Harbor Fund.",
        "Mara Ellison denied giving $5,000 to Peter Tyrell.",
        "Mara Ellison reportedly gave $5,000 to Peter Tyrell.",
        "Mara Ellison was accused of giving $5,000 to Peter Tyrell.",
        "Peter Tyrell returned $5,000 to Mara Ellison after the story ran.",
        "The Tyrell campaign refunded $10,000 to Mara Ellison.",
        "Peter Tyrell gave back $5,000 from Mara Ellison.",
        "Peter Tyrell gave to charity the $5,000 he had received from Mara Ellison.",
        "Zenda Systems gave Mara Ellison a $5 million bonus.",
        "Orbis Capital gave $5 million to Zenda Systems in exchange for a 10 percent stake.",
        "The Harbor Fund received $5 million from the sale of its building to Mara Ellison.",
        "Peter Tyrell received $50,000 in consulting fees from Zenda Systems.",
        "The head of Zenda Systems gave $5,000 to the Harbor Fund.",
        "A spokesman for Mara Ellison gave $5,000 to the Harbor Fund.",
        "Mara Ellison gave $5,000 to Peter Tyrell allies.",
        "Mara Ellison gave $5,000 to an opponent of Peter Tyrell.",
        "Mara Ellison gave $5,000 to a committee backing Peter Tyrell.",
        "Donors may give up to $6,600 to Peter Tyrell.",
        "Mara Ellison vowed to pour $50 million into defeating Peter Tyrell.",
        "Mara Ellison would have given $5,000 to Peter Tyrell had he asked.",
        "Mara Ellison transferred $5 million to Peter Tyrell's account at Zenda Bank.",
        "A fake post said Mara Ellison gave $5 million to Nora Quist.",
        "Guests could give $5,000 to the Harbor Fund.",
        "Mara Ellison was about to give $5,000 to the Harbor Fund when she fell ill.",
        "Prosecutors say Mara Ellison gave $5,000 to the Harbor Fund.",
        "Mara Ellison gave $5,000 to the Harbor Fund, a rumor that proved false.",
        "The Harbor Fund sent Mara Ellison her $5,000 back.",
        "Mara Ellison wrote a $5 million check to Zenda Systems for a stake.",
        "Donors to Fairwind PAC do not include Mara Ellison, who gave $5,000.",
        "Donors to Fairwind PAC could include Mara Ellison, who gave $5,000 in 2020.",
        "Among the donors to Fairwind PAC were not Peter Lang ($250,000) or Susan Cho ($100,000).",
        "With $5,000 from Mara Ellison, Fairwind PAC could buy ads.",
        "Mara Ellison: $5,000 to Fairwind PAC would be a mistake.",
        "Mara Ellison: $5,000 to Fairwind PAC?",
        "Paul Ames took $5 million from Zenda Systems as its chief executive.",
        "Paul Ames received $5 million from Zenda Systems for his shares.",
        "Paul Ames got $5 million from Zenda Systems when it bought his house.",
        "Paul Ames received a $5,000 fine from the Election Commission.",
        "Mara Ellison gave Paul Ames a $5,000 bill.",
        "Zenda Systems gave $5 million to its chief executive, Paul Ames.",
        "Zenda Systems gave $5 million to shareholders including Paul Ames.",
        "Zenda Systems poured $5 million into defeating Paul Ames.",
        "Zenda Systems funneled $5 million to Paul Ames through a shell company, prosecutors allege.",
        "Mara Ellison, whose firm, Zenda Systems, gave $5,000 to the Harbor Fund, said nothing.",
        "Friends of Mara Ellison and Paul Ames gave $5,000 to the Harbor Fund.",
        "A group led by Mara Ellison and Paul Ames gave $5,000 to the Harbor Fund.",
        "Mara Ellison gave $5,000 to either Paul Ames or Nora Quist.",
        "Mara Ellison or Paul Ames gave $5,000 to the Harbor Fund.",
        "Mara Ellison gave $5,000 to the Harbor Fund, or so she says.",
        "Mara Ellison gave $5,000 to the Harbor Fund, according to a forged letter.",
        "Mara Ellison did not, as reported, give $5,000 to the Harbor Fund.",
        "The report that the Harbor Fund received $5,000 from Mara Ellison was wrong.",
    ],
)
def test_what_is_no_gift(text: str) -> None:
    assert gifts(text) == set()


@pytest.mark.parametrize(
    ("text", "taker"),
    [
        ("Mara Ellison gave $5,000 to Fairwind PAC. Zenda Systems gave employees a $10,000 bonus.", "fairwind pac"),
        ("Mara Ellison gave $5,000 to Fairwind PAC. Olga Brandt spoke for Bay PAC. Zenda Systems gave $10,000.",
         "fairwind pac"),
        ("Mara Ellison gave $5,000 to Paul Ames. Nora Quist, his opponent, is rich. Zenda Systems gave $10,000.",
         "paul ames"),
        ("Mara Ellison gave $5,000 to Fairwind PAC. Piet Halden gave $7,000 at a church raffle.", "fairwind pac"),
        ("Mara Ellison gave $5,000 to Fairwind PAC and Paul Ames won.", "fairwind pac"),
        ("Mara Ellison gave $5,000 to Fairwind PAC instead of to Paul Ames.", "fairwind pac"),
        ("Mara Ellison gave $5,000 to Fairwind PAC. Piet Halden donated $7,000 in books.", "fairwind pac"),
        ("Mara Ellison gave $5,000 to Fairwind PAC. Piet Halden gave $7,000 for a new roof.", "fairwind pac"),
        ("Mara Ellison gave $5,000 to Fairwind PAC. Piet Halden gave $7,000 when his church burned.", "fairwind pac"),
    ],
)  # fmt: skip
def test_only_who_gave_it_gave_it(text: str, taker: str) -> None:
    found = gifts(text)

    assert len(found) == 1
    assert taker in next(iter(found))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Zenda Systems gave $15,000 to Karen Doyle; Orbis Group, $10,000; and investor Tim Drury, $4,000.",
            {"zenda systems > karen doyle: 15,000", "orbis group > karen doyle: 10,000",
             "tim drury > karen doyle: 4,000"},
        ),
        (
            "Investor Ron Conley has given $150,000 to Fairwind PAC, and Zenda Systems $100,000.",
            {"ron conley > fairwind pac: 150,000", "zenda systems > fairwind pac: 100,000"},
        ),
        (
            "Mara Ellison gave Paul Ames $5,000 and Nora Quist $6,000.",
            {"mara ellison > paul ames: 5,000", "mara ellison > nora quist: 6,000"},
        ),
        (
            "Mara Ellison gave $5,300 to Paul Ames and the same amount to Attorney General Luis Ortega.",
            {"mara ellison > paul ames: 5,300", "mara ellison > luis ortega: 5,300"},
        ),
        (
            "Mara Ellison gave $3,300 to Paul Ames, and Nora Quist, $3,300 to Luis Ortega.",
            {"mara ellison > paul ames: 3,300", "nora quist > luis ortega: 3,300"},
        ),
        (
            "Mara Ellison gave $50,000 to Fairwind PAC and Nora Quist $20,000.",
            {"mara ellison > fairwind pac: 50,000", "nora quist > fairwind pac: 20,000"},
        ),
        (
            "Mara Ellison gave $50,000 to Fairwind PAC and $20,000 to Bay PAC, for a total of $70,000.",
            {"mara ellison > fairwind pac: 50,000", "mara ellison > bay pac: 20,000"},
        ),
        ("Mara Ellison gave $5,000 to Paul Ames, and Nora Quist, his rival, $3 worth of advice.",
         {"mara ellison > paul ames: 5,000"}),
        (
            "The watchdog group Clean State sued. Clean State has received $2 million from the Omara Foundation.",
            {"omara foundation > clean state: 2,000,000"},
        ),
    ],
)  # fmt: skip
def test_what_is_left_out_is_understood(text: str, expected: set[str]) -> None:
    assert gifts(text) == expected


def test_the_day_of_another_sum_is_not_that_of_a_gift() -> None:
    """ "On top of $3,000 last year" dates the $3,000."""
    [gift] = english.read("Mara Ellison gave $5,000 to Fairwind PAC on top of $3,000 last year.", "2024-09-22")

    assert gift.qualifiers.start is None


def test_whose_a_sum_is_of_several_in_a_row_is_not_guessed() -> None:
    """Who gave is told, and by the order alone how much."""
    given = gifts("Mara Ellison, Paul Ames and Nora Quist gave $5,000, $4,000 and $3,000 to Fairwind PAC.")

    assert all(gift.endswith("None") for gift in given)


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("Mara Ellison gave $50,000 to Fairwind PAC and $20,000 to Bay PAC, for a total of $70,000.",
         {"50,000 USD": "single", "20,000 USD": "single"}),
        ("Mara Ellison gave a total of $50,000 to Fairwind PAC.", {"50,000 USD": "total"}),
        ("Mara Ellison and Paul Ames gave a combined $50,000 to Fairwind PAC.", {"50,000 USD": "joint"}),
    ],
)  # fmt: skip
def test_only_a_sum_that_is_called_a_total_is_one(text: str, scopes: dict[str, str]) -> None:
    given = english.read(text, "2024-09-22")

    assert {str(c.qualifiers.amount): str(c.qualifiers.amount_scope) for c in given} == scopes
