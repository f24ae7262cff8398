"""Lives of people: rows of roles, names told by what is said of them, and what closes a name after a comma."""

from __future__ import annotations

import pytest
from english import asserted, get_result, read


def types_of(text: str) -> dict[str, str]:
    """Return name -> type of all that a text names."""
    return {referent.name: referent.type for referent in get_result(text).referents}


def without_stops(claims: set[str]) -> set[str]:
    """Return triples without the stops of "Corp." and "Ltd."."""
    return {claim.replace(".", "") for claim in claims}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Rosa Lin (born 1944) is an Italian banker, chairman of Norvex Group, director of Viatel Inc., and former "
         "president and CEO of Holt Labs.", "LEADS holt labs"),
        ("Rosa Lin is a lawyer who served as CEO of Norvex Corp from 1983 to 1984 and CEO of Viatel Inc from 1994 to "
         "1997.", "LEADS viatel inc"),
        ("Rosa Lin is currently Professor of Mathematics at Harbor University in New Jersey.",
         "WORKS_FOR harbor university"),
        ("Rosa Lin (born 1 April 1947) is a French mathematician, currently professor at the Harbor University, Holt "
         "Institute and Calder University.", "WORKS_FOR calder university"),
        ("Rosa Lin joined Norvex Corp in 2003 as chief executive officer of Viatel Inc.", "LEADS viatel inc"),
        ("Rosa Lin was promoted to chairman and CEO of Norvex Corp and chairman and CEO of Viatel Inc.",
         "LEADS viatel inc"),
        ("Rosa Lin served for four years as chief financial officer at Viatel Inc.", "LEADS viatel inc"),
        ("Rosa Lin, Ph.D., is chairman of Norvex Corp, as well as executive chairman of Viatel Inc.",
         "LEADS viatel inc"),
    ],
)  # fmt: skip
def test_a_row_of_roles_is_one_person_s(text: str, wanted: str) -> None:
    """Dates, places and roles of no body do not end the row."""
    found = without_stops(asserted(text))

    assert f"rosa lin {wanted}" in found


@pytest.mark.parametrize(
    ("text", "unwanted"),
    [
        ("Rosa Lin is head of Norvex Corp, a leader in Viatel Systems.", "rosa lin LEADS viatel systems"),
        ("Rosa Lin is chairman of Norvex Corp, and director Ian Holt of Viatel Inc left.",
         "rosa lin LEADS viatel inc"),
        ("Rosa Lin is the daughter of Ian Holt, chairman of Norvex Corp.", "rosa lin LEADS norvex corp"),
        ("Rosa Lin would know, having served as Ian Holt's ambassador to the United Nations.",
         "ian holt HOLDS_OFFICE united nations"),
        ("Rosa Lin was never chairman of Norvex Corp, president of Viatel Inc or a lawyer.",
         "rosa lin LEADS viatel inc"),
        ("Rosa Lin hopes to become chairman of Norvex Corp and president of Viatel Inc.",
         "rosa lin LEADS viatel inc"),
        ("Rosa Lin could have served as president of Norvex Corp and chief of Viatel Inc.",
         "rosa lin LEADS viatel inc"),
        ("Rosa Lin is director of the Viatel Inc poll.", "rosa lin LEADS viatel inc"),
    ],
)  # fmt: skip
def test_a_row_ends_where_somebody_else_s_begins(text: str, unwanted: str) -> None:
    """What explains a body, what is another's and what did not come to be are no roles of the subject."""
    found = without_stops(asserted(text))

    assert unwanted not in found


def test_a_role_of_a_row_that_is_over_is_past() -> None:
    """ "Served as" and "was" tell the past of the whole row, "former" of its role."""
    claims = read(
        "Rosa Lin served as CEO of Norvex Corp and president of Viatel Inc. "
        "Ian Holt is chairman of Holt Labs and former president of Calder Bank."
    )

    past = {claim.object.partition(":")[2].removesuffix("."): claim.qualifiers.past for claim in claims}
    assert {"norvex corp": True, "viatel inc": True, "holt labs": False, "calder bank": True} == past


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Brask joined Norvex Corp as chief executive officer in 2003.", "Brask"),
        ("Overgaard was educated in Paris.", "Overgaard"),
        ("Arnt Maurits Dolvik (21 October 1892 – 1954) was for years in Oslo.", "Arnt Maurits Dolvik"),
        ("Sennik previously served as professor at Harbor University.", "Sennik"),
    ],
)
def test_what_is_said_of_people_alone_makes_a_person(text: str, name: str) -> None:
    """Who is educated, born or serves as professor is no firm."""
    types = types_of(text)

    assert types.get(name) == "Person"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Norvex joined Viatel in 2003.", "Norvex"),
        ("Norvex was named a top employer in 2003.", "Norvex"),
        ("Norvex (1990 to 2010) made cars.", "Norvex"),
    ],
)
def test_what_firms_do_too_makes_no_person(text: str, name: str) -> None:
    """Firms join and are named, too."""
    types = types_of(text)

    assert types.get(name) != "Person"


def test_junior_and_incorporated_close_a_name() -> None:
    """The comma before them ends nothing; another comma before a firm's name does."""
    types = types_of(
        "Ian Holt, Jr., met the board of Rosa Lin Parts, Inc. in May. Ian Calder, PC makers said, is ill."
    )

    assert types.get("Ian Holt, Jr.") == "Person"
    assert types.get("Rosa Lin Parts, Inc.") == "Company"
    assert types.get("Ian Calder") == "Person"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Norvex Line is a subsidiary of Norvex Line Holdings Ltd, a company that runs ships.",
         "norvex line holdings ltd OWNS norvex line"),
        ("It is owned by Harbor Television, a wholly owned subsidiary of the Harbor Corporation.",
         "harbor corporation OWNS harbor television"),
        ("Norvex Mobility LLC is the wholly-owned wireless subsidiary of Norvex Inc.",
         "norvex inc OWNS norvex mobility llc"),
        ("Norvex Svenska AB is a 100% daughter company of Norvex Werke GmbH.",
         "norvex werke gmbh OWNS norvex svenska ab"),
        ("A subsidiary of Calder Media, Norvex Press prints books.", "calder media OWNS norvex press"),
        ("Norvex Care Ltd is the parent company for Holt Nursing Home, Calder Nursing Home and Harbor Care Home.",
         "norvex care ltd OWNS calder nursing home"),
        ("The Holt Bank operates as a subsidiary of Holt Bank Corp.", "holt bank corp OWNS holt bank"),
        ("Viatel became a subsidiary of the new company, Norvex Alliance, in 2014.", "norvex alliance OWNS viatel"),
        ("Norvex Group is a maker of cars in Ohio, and a subsidiary of Viatel Industry Group.",
         "viatel industry group OWNS norvex group"),
    ],
)  # fmt: skip
def test_a_subsidiary_is_its_parent_s(text: str, wanted: str) -> None:
    """However alike the two names are, and wherever the noun stands."""
    found = without_stops(asserted(text))

    assert wanted in found


@pytest.mark.parametrize(
    "text",
    [
        "Norvex Group is no longer a subsidiary of Viatel Inc.",
        "Norvex Group may become a subsidiary of Viatel Inc.",
        "Norvex Group will operate as a subsidiary of Viatel Inc.",
        "Is Norvex Group a subsidiary of Viatel Inc?",
        "Norvex Group sued a subsidiary of Viatel Inc.",
        "Norvex Group plans to be a subsidiary of Viatel Inc.",
    ],
)
def test_what_is_no_subsidiary_is_none(text: str) -> None:
    """Denied, planned, asked, or said of another."""
    found = without_stops(asserted(text))

    assert "viatel inc OWNS norvex group" not in found


def test_a_subsidiary_s_subsidiary_is_not_the_parent_s() -> None:
    """ "X is a division of Y, a subsidiary of Z": it is Y that is Z's."""
    found = without_stops(
        asserted("Holt Labs is a division of Norvex Ltd., a subsidiary of Viatel Technologies Ltd.")
    )

    assert "viatel technologies ltd OWNS norvex ltd" in found
    assert "viatel technologies ltd OWNS holt labs" not in found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ulf Holt (born 20 December 1964) is a Norwegian politician representing the Progress Party.",
         "ulf holt AFFILIATED_WITH progress party"),
        ("Ulf Holt (14 April 1871 – 12 March 1938) was a British barrister and Conservative Party politician.",
         "ulf holt AFFILIATED_WITH conservative party"),
        ("Ulf Holt is a former Norvex Gael politician in Ireland.", "ulf holt AFFILIATED_WITH norvex gael"),
        ("Ulf Holt is an Australian politician, and a member of the Harbor Council representing the seat of Calder "
         "for the Australian Labor Party.", "ulf holt AFFILIATED_WITH australian labor party"),
        ("Ulf Holt, a politician from the Progress Party, spoke.", "ulf holt AFFILIATED_WITH progress party"),
        ("Ulf Holt was elected to parliament on the ticket of the Progress Party.",
         "ulf holt AFFILIATED_WITH progress party"),
        ("Rosa Lin joined the Social Democratic Party in 1990.", "rosa lin AFFILIATED_WITH social democratic party"),
    ],
)  # fmt: skip
def test_a_politician_is_of_the_party(text: str, wanted: str) -> None:
    """Before "politician", after "for" and "representing", and on its ticket."""
    found = without_stops(asserted(text))

    assert wanted in found


@pytest.mark.parametrize(
    "text",
    [
        "Ulf Holt is not a politician of the Progress Party.",
        "Ulf Holt is a lawyer for the Progress Party.",
        "Ulf Holt was elected against the Progress Party.",
        "Ulf Holt met a politician of the Progress Party.",
        "Ulf Holt could be elected on the ticket of the Progress Party.",
        "Is Ulf Holt a politician of the Progress Party?",
        "Ulf Holt, the leading Tory, and Progress Party politician Rosa Lin spoke.",
        "Ulf Holt, a candidate for the Progress Party nomination, spoke.",
    ],
)
def test_who_only_has_to_do_with_a_party_is_not_of_it(text: str) -> None:
    """Denied, opposed, asked, and met."""
    found = without_stops(asserted(text))

    assert "ulf holt AFFILIATED_WITH progress party" not in found


def test_a_known_party_may_end_another_s_name() -> None:
    """The Liberal Democratic Party is not the Democratic one; the American one is."""
    types = types_of("Rosa Lin left the Liberal Democratic Party. Ulf Holt left the American Democratic Party.")

    assert types.get("Liberal Democratic Party") == "Party"
    assert types.get("Democratic Party") == "Party"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Norvex is a brand that makes high end coats, established in 2004 by Rosa Lin and Ulf Holt.", None),
        ("Norvex is a brand specializing in high end coats, established in 2004 by Rosa Lin and Ulf Holt.",
         "ulf holt FOUNDED norvex"),
        ("The Harbor Group is a Dubai-based company founded by a Pakistani businessman, Ulf Holt.",
         "ulf holt FOUNDED harbor group"),
        ("Norvex Corp was founded December 1, 1982 by Ulf Holt.", "ulf holt FOUNDED norvex corp"),
        ("Created in 1899 by French engineers Rosa Lin and Ulf Holt, Norvex Corp makes cars.",
         "ulf holt FOUNDED norvex corp"),
        ("In 1990 Rosa Lin founded and became chief executive of Norvex Corp.", "rosa lin FOUNDED norvex corp"),
        ("Rosa Lin founded Norvex Corp in 1990 together with Ulf Holt.", "ulf holt FOUNDED norvex corp"),
        ("Viatel Inc. is backed by Norvex Corp, a firm based in Seattle and co-founded by Zenda chief Ulf Holt and "
         "Rosa Lin.", "ulf holt FOUNDED norvex corp"),
    ],
)  # fmt: skip
def test_who_founded_what(text: str, wanted: str | None) -> None:
    """Of what a participle is said, past places, dates and other words."""
    found = without_stops(asserted(text))

    assert wanted is None or wanted in found


@pytest.mark.parametrize(
    ("text", "unwanted"),
    [
        ("Rosa Lin did not found Norvex Corp.", "rosa lin FOUNDED norvex corp"),
        ("Norvex Corp was never founded by Rosa Lin.", "rosa lin FOUNDED norvex corp"),
        ("Was Norvex Corp founded by Rosa Lin?", "rosa lin FOUNDED norvex corp"),
        ("Norvex Corp will be founded by Rosa Lin.", "rosa lin FOUNDED norvex corp"),
        ("Rosa Lin founded Norvex Corp's museum.", "rosa lin FOUNDED norvex corp"),
        ("Rosa Lin started her Norvex Corp career in 1968.", "rosa lin FOUNDED norvex corp"),
        ("Norvex Corp sued a firm that was founded by Rosa Lin.", "rosa lin FOUNDED norvex corp"),
        ("The Dubai-based holding company Norvex Corp fell.", "norvex corp OWNS dubai"),
    ],
)
def test_what_nobody_founded(text: str, unwanted: str) -> None:
    """Denied, asked, planned, or another's."""
    found = without_stops(asserted(text))

    assert unwanted not in found


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Norvex Corp was founded in 1990 by Ulf Holt, CEO.", "CEO"),
        ("Norvex Corp is led by Mr. Ulf Holt, President and Chief Executive Officer.",
         "President and Chief Executive Officer"),
        ("Norvex Corp was established in 2012 and is led by chief executive officer Ulf Holt.", None),
        ("Norvex Corp is led by Chairman Rosa Lin, Artistic Director Ian Calder, and Executive Director Ulf Holt.",
         "Executive Director"),
    ],
)  # fmt: skip
def test_who_leads_or_founds_a_firm_by_title_leads_it(text: str, role: str | None) -> None:
    """A title beside the name, before or after it, is of the firm that is spoken of."""
    claims = [claim for claim in read(text) if claim.relation == "LEADS" and claim.subject.endswith("ulf holt")]

    assert len(claims) == 1
    assert claims[0].object.startswith("Company:norvex corp")
    assert role is None or claims[0].qualifiers.role == role


@pytest.mark.parametrize(
    "text",
    [
        "Norvex Corp was founded in 1990 by Viatel chief executive Ulf Holt.",
        "Norvex Corp was founded in 1990 by former chief executive Ulf Holt.",
        "Norvex Corp was founded in 1990 by Ulf Holt, a lawyer.",
        "Norvex Corp was founded in 1990 by Ulf Holt, CEO of Viatel Inc.",
        "Norvex Corp will be led by Ulf Holt.",
    ],
)
def test_a_title_of_another_firm_leads_none_here(text: str) -> None:
    """Another firm's, a former and a coming head are not at the head of it."""
    found = without_stops(asserted(text))

    assert "ulf holt LEADS norvex corp" not in found


def test_a_body_named_after_a_place_is_one_name() -> None:
    """ "New York Police Department" is no New York; "New York Governor X" is."""
    types = types_of(
        "The New York Police Department met the New Jersey Department of Health. New York Governor Ian Holt spoke."
    )

    assert types.get("New York Police Department") == "GovernmentBody"
    assert "New Jersey Department of Health" in types
    assert types.get("New York") == "Place"
