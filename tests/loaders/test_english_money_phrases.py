"""Money told by set phrases, calls to break companies up, and whose a committee is by its name."""

from __future__ import annotations

import english
import pytest

from techpol.schema.model import Modality


def asserted(text: str, relation: str) -> set[str]:
    return {
        f"{claim.subject.split(':')[1]} > {claim.object.split(':')[1]}"
        for claim in english.read(text)
        if claim.relation == relation and claim.modality is Modality.ASSERTED
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Orbis Capital led a $40 million round in Zenda Systems, with participation from Bay Ventures and Mara "
            "Ellison.",
            {"bay ventures > zenda systems", "mara ellison > zenda systems"},
        ),
        (
            "Zenda Systems raised $80 million in a round led by Orbis Capital. Existing investors Bay Ventures and "
            "Kite Capital also participated.",
            {"bay ventures > zenda systems", "kite capital > zenda systems"},
        ),
        (
            "Zenda Systems raised $40 million from Orbis Capital and Bay Ventures.",
            {"orbis capital > zenda systems", "bay ventures > zenda systems"},
        ),
        (
            "Orbis Capital invested in Zenda Systems and Calder Labs.",
            {"orbis capital > zenda systems", "orbis capital > calder labs"},
        ),
    ],
)
def test_who_puts_money_in(text: str, expected: set[str]) -> None:
    assert expected <= asserted(text, "INVESTED_IN")


@pytest.mark.parametrize(
    "text",
    [
        "Zenda Systems raised $40 million in a round led by Paul Ames. Bay Ventures did not participate.",
        "Zenda Systems raised $40 million in a round led by Paul Ames, without participation from Bay Ventures.",
        "Zenda Systems raised $40 million in a round led by Paul Ames. Bay Ventures participated in the race.",
        "Bay Ventures may participate in Zenda Systems' next round.",
        "Zenda Systems raised $40 million in a round. It was long ago. Paul Ames is rich. Bay Ventures participated.",
    ],
)
def test_who_puts_no_money_in(text: str) -> None:
    assert not any(item.startswith("bay ventures") for item in asserted(text, "INVESTED_IN"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mara Ellison co-hosted a dinner that raised $2 million for Nora Quist.", True),
        ("The fundraiser, at the Atherton home of Mara Ellison, brought in $2 million for Nora Quist.", True),
        ("Mara Ellison attended a dinner that raised $2 million for Nora Quist.", False),
        ("Mara Ellison canceled a dinner that would have raised $2 million for Nora Quist.", False),
        ("Mara Ellison hosted a dinner that raised eyebrows for Nora Quist.", False),
    ],
)
def test_who_raises_at_an_event(text: str, expected: bool) -> None:
    assert ("mara ellison > nora quist" in asserted(text, "RAISED_FUNDS_FOR")) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zenda Systems spent $3 million lobbying Congress last year.", True),
        ("Zenda Systems' lobbying of Congress rose.", True),
        ("Zenda Systems did not spend $3 million lobbying Congress.", False),
        ("Zenda Systems plans to spend $3 million lobbying Congress.", False),
        ("Zenda Systems spent $3 million lobbying, Congress said.", False),
    ],
)
def test_who_lobbies(text: str, expected: bool) -> None:
    assert ("zenda systems > congress" in asserted(text, "LOBBIED")) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("With $10 million from Mara Ellison, Fairwind PAC bought ads.", True),
        ("Mara Ellison: $250,000 to Fairwind PAC.", True),
        ("Mara Ellison was among the donors to Fairwind PAC.", True),
        ("Mara Ellison has maxed out to Fairwind PAC.", True),
        ("Mara Ellison's $5 million contribution to Fairwind PAC was disclosed on Friday.", True),
        ("Mara Ellison was not among the donors to Fairwind PAC.", False),
        ("Mara Ellison may be among the donors to Fairwind PAC.", False),
        ("With no money from Mara Ellison, Fairwind PAC closed.", False),
        ("Mara Ellison: I never gave $5,000 to Fairwind PAC.", False),
        ("Mara Ellison maxed out her credit card at Fairwind PAC.", False),
    ],
)
def test_who_gives(text: str, expected: bool) -> None:
    assert ("mara ellison > fairwind pac" in asserted(text, "DONATED_TO")) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mara Ellison has called for breaking up Zenda Systems.", True),
        ("Mara Ellison said Zenda Systems should be broken up.", True),
        ("Mara Ellison renewed her call to break up Zenda Systems.", True),
        ('"It is time to break up Zenda Systems," Mara Ellison said.', True),
        ("Mara Ellison has not called for breaking up Zenda Systems.", False),
        ("Mara Ellison said Zenda Systems should not be broken up.", False),
        ("Mara Ellison rejected a call to break up Zenda Systems.", False),
        ("Mara Ellison asked whether Zenda Systems should be broken up.", False),
        ("Mara Ellison faced renewed calls to break up Zenda Systems.", False),
        ('"It is not time to break up Zenda Systems," Mara Ellison said.', False),
        ('"They say we should break up Zenda Systems," Mara Ellison said.', False),
        ('"Should we break up Zenda Systems?" Mara Ellison asked.', False),
    ],
)
def test_who_wants_a_company_broken_up(text: str, expected: bool) -> None:
    assert (asserted(text, "CALLED_TO_BREAK_UP") != set()) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ames for Senate raised $3 million, Paul Ames said.", {"ames for senate > paul ames"}),
        ("Zenda Systems met Paul Ames of the Ames Victory Fund.", {"ames victory fund > paul ames"}),
        ("Ames for Senate raised $3 million. Mara Ellison left.", set()),
        ("Ames for Senate raised $3 million. Paul Ames and Mary Ames left.", set()),
    ],
)
def test_whose_a_committee_is_by_its_name(text: str, expected: set[str]) -> None:
    assert asserted(text, "CONNECTED_TO") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The lawsuit, filed by Mara Ellison in Delaware, accuses Zenda Systems of fraud.", True),
        ("Mara Ellison's suit against Zenda Systems was settled.", True),
        ("The lawsuit, filed by Mara Ellison, does not accuse Zenda Systems of fraud.", False),
        ("The lawsuit, which Mara Ellison called frivolous, accuses Zenda Systems of fraud.", False),
    ],
)
def test_who_sued(text: str, expected: bool) -> None:
    assert ("mara ellison > zenda systems" in asserted(text, "SUED")) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Mara Ellison wrote checks of $5 million in March and $6 million in June to Harbor Together.",
            {"mara ellison > harbor together"},
        ),
        (
            "Mara Ellison gave $5 million to Fairwind PAC. Other donors include investor Walt Greer ($2 million) "
            "and Shira Gold ($1 million).",
            {"mara ellison > fairwind pac", "walt greer > fairwind pac", "shira gold > fairwind pac"},
        ),
        (
            "Mara Ellison gave $4 million to Restore Our Bay, a committee that Tom Alvarez controls. The committee "
            "also reported $1 million from Zenda Systems and $750,000 apiece from investors Don Whitfield and Mei "
            "Tanaka.",
            {
                "mara ellison > restore our bay",
                "zenda systems > restore our bay",
                "don whitfield > restore our bay",
                "mei tanaka > restore our bay",
            },
        ),
        (
            "Zenda Systems' PAC gave $10,000 to Rep. Dick Farrow and $7,500 to the panel's top Democrat, Rep. Lena "
            "Ortiz.",
            {"zenda systems's pac > dick farrow", "zenda systems's pac > lena ortiz"},
        ),
        ("Rep. Chuy Barros will return the $2,900 that Mara Ellison gave him.", {"mara ellison > chuy barros"}),
        ("Rep. Chuy Barros will return the $2,900 that Mara Ellison never gave him.", set()),
        ("Mara Ellison gave $5,000 to a Democrat, Rep. Lena Ortiz said.", set()),
    ],
)
def test_gifts_in_many_words(text: str, expected: set[str]) -> None:
    assert asserted(text, "DONATED_TO") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The fundraiser for Mayor Elaine Brody, hosted by Mara Ellison, drew 200 people.", True),
        ("The party for Mayor Elaine Brody, hosted by Mara Ellison, drew 200 people.", False),
        ("The fundraiser for Mayor Elaine Brody, crashed by Mara Ellison, drew 200 people.", False),
    ],
)
def test_a_fundraiser_for_somebody_hosted_by_another(text: str, expected: bool) -> None:
    assert ("mara ellison > elaine brody" in asserted(text, "RAISED_FUNDS_FOR")) is expected


def test_defendants_in_a_suit_brought_by_somebody() -> None:
    text = "Zenda Systems and Orbis Group are also defendants in a suit brought by rival Calder Labs."

    assert asserted(text, "SUED") == {"calder labs > zenda systems", "calder labs > orbis group"}


def test_a_firm_goes_on_by_its_first_word() -> None:
    text = "Lattice Capital is rich. Lattice led a $25 million investment in Zenda Systems."

    assert asserted(text, "INVESTED_IN") == {"lattice capital > zenda systems"}


def test_engineers_of_a_firm_founded_it_and_not_the_firm() -> None:
    text = "Calder Labs was founded by two former Zenda Systems engineers, Sam Ito and Ben Krause."
    found = asserted(text, "FOUNDED")

    assert {"sam ito > calder labs", "ben krause > calder labs"} <= found
    assert "zenda systems > calder labs" not in found


def test_a_hedge_fund_has_no_name_and_a_supervisor_has() -> None:
    text = "Hedge fund founder Ken Graff gave $500 to Supervisor Aaron Pike."

    assert asserted(text, "FOUNDED") == set()
    assert asserted(text, "DONATED_TO") == {"ken graff > aaron pike"}
    assert asserted("Venture investor Ken Graff met Paul Ames.", "INVESTED_IN") == set()
