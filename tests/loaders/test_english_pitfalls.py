"""What a frame fits and what is not said: limits, figures of speech, who only tells of it, names that were cut."""

from __future__ import annotations

import english
import pytest

from techpol.schema.model import Modality


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Individual donors can contribute $2,700 each to the Tyrell campaign, Mara Ellison said.", "donated_to"),
        ("The Orbis deal was Mara Ellison's parting gift to Peter Tyrell.", "donated_to"),
        ("Mara Ellison wrote in an article for Reuters that Peter Tyrell should resign.", "works_for"),
        ("In May, Mara Ellison disclosed an investment of $40 million in Zenda Systems.", "invested_in"),
        ("Mara Ellison wants the Senate, Peter Tyrell said.", "runs_for"),
        ("Mara Ellison hopes to win the Senate for Democrats.", "runs_for"),
        ("As Mara Ellison began talking to Peter Tyrell, an aide pulled her away.", "met_with"),
        ("Mara Ellison urged Peter Tyrell to talk to Carla Boyd about a merger.", "met_with"),
        ("Mara Ellison never met Peter Tyrell, nor had she ever spoken to Carla Boyd.", "met_with"),
        ("Zenda Systems has shown Orbis Motors' Falcon 9 to Peter Tyrell.", "hosted"),
        ("Mara Ellison and her friends despise Carla Boyd.", "criticized"),
        ("In what Mara Ellison saw as a bid to undercut Peter Tyrell's campaign, Carla Boyd left.", "criticized"),
        ("Donors ask whether an anti-Tyrell campaign is feasible, Peter Tyrell said.", "opposed"),
        ("Mara Ellison has been one of the Democrats' most outspoken critics of Peter Tyrell.", "democratic"),
        ("Executives at Mara Ellison's parent company, Orbis Motors, agreed.", "owns"),
        ("Zenda Systems Inc, Orbis Corp and other investors backed the start-up Calder Labs.", "supported"),
        ("Mara Ellison joined the Giving Pledge in 2010.", "works_for"),
        ("Ellison One of Few Backers of Tyrell", "one"),
    ],
)
def test_it_is_not_said(text: str, told: str) -> None:
    found = english.not_denied(text)
    assert not any(told in triple.lower() for triple in found), found


@pytest.mark.parametrize(
    ("text", "triple"),
    [
        ("Mara Ellison contributed $2,700 to the Harbor Fund.", "mara ellison DONATED_TO harbor fund"),
        ("Mara Ellison's $5,000 gift to the Harbor Fund came late.", "mara ellison DONATED_TO harbor fund"),
        ("Mara Ellison, who wrote for Reuters, agreed.", "mara ellison WORKS_FOR reuters"),
        (
            "Zenda Systems disclosed an investment of $40 million in Orbis Motors.",
            "zenda systems INVESTED_IN orbis motors",
        ),
        ("Mara Ellison invested $2 million in Zenda Systems.", "mara ellison INVESTED_IN zenda systems"),
        ("Mara Ellison sought the Senate.", "mara ellison RUNS_FOR senate"),
        ("Mara Ellison won the Senate seat.", "mara ellison RUNS_FOR senate seat"),
        ("Mara Ellison talked to Peter Tyrell on Friday.", "mara ellison MET_WITH peter tyrell"),
        ("Mara Ellison backs Peter Tyrell for president.", "mara ellison ENDORSED peter tyrell"),
        (
            "Mara Ellison joined the Harbor Council as an engineer in 2010.",
            "mara ellison WORKS_FOR harbor council",
        ),
        ("Mara Ellison joined the Harbor Council as a member.", "mara ellison MEMBER_OF harbor council"),
        (
            "Mara Ellison has been one of the Democrats' most outspoken critics of Peter Tyrell.",
            "mara ellison CRITICIZED peter tyrell",
        ),
        (
            "Mara Ellison, an official of the Fish &amp; Wildlife Service, agreed.",
            "mara ellison WORKS_FOR fish & wildlife service",
        ),
    ],
)
def test_it_is_said(text: str, triple: str) -> None:
    assert triple in english.triples(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mara Ellison to speak at Harbor Summit on Monday",
        "Mara Ellison said she was happy to meet with Peter Tyrell.",
    ],
)
def test_what_will_be_is_planned(text: str) -> None:
    assert {claim.modality for claim in english.read(text)} == {Modality.PLANNED}


def test_what_was_a_pleasure_and_has_been_is_told_as_done() -> None:
    claims = english.read("Mara Ellison met Peter Tyrell on Monday, happy to have been asked.")
    assert {claim.modality for claim in claims if claim.relation == "MET_WITH"} == {Modality.ASSERTED}


def test_blocks_of_a_page_are_paragraphs_of_their_own() -> None:
    text = (
        "<p>Mara Ellison leads Zenda Systems.</p><h2>HARBOR FANS</h2><p>In May, Peter Tyrell joined Orbis Motors.</p>"
    )
    claims = english.read(text)
    assert not any("fans" in f"{claim.subject} {claim.object}" for claim in claims)
    assert {claim.relation for claim in claims} >= {"LEADS"}


def test_a_list_of_firms_is_so_many_names() -> None:
    found = english.triples("Orbis Capital invested $5 million in Zenda, Calder and Talkline in May.")
    assert "orbis capital INVESTED_IN zenda" in found
    assert not any("and" in triple.split() for triple in found)


def test_a_body_keeps_its_number() -> None:
    found = english.triples("Peter Tyrell leads Harbor Scouts Troop 7.")
    assert found == {"peter tyrell LEADS harbor scouts troop 7"}


def test_the_holder_is_not_looked_for_past_the_one_who_was_just_named() -> None:
    text = (
        "Senator Mara Ellison won in Harbor County. Peter Tyrell came in third. The Ohio senator was fourth in both."
    )
    assert not any("ellison HOLDS_OFFICE" in triple for triple in english.triples(text))


def test_anti_somebody_groups_are_still_against_somebody() -> None:
    found = english.triples("Peter Tyrell spoke on Friday. Then anti-Tyrell demonstrators marched in Ohio.")
    assert "anti-tyrell demonstrators OPPOSED peter tyrell" in found
