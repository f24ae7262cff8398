"""What must not be read: sentences that look like a construction and say something else, or say it of another."""

from __future__ import annotations

import pytest
from english import asserted, read, without_stops

from techpol.schema.model import Modality


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Norvex Systems is a client of a firm founded by Rosa Lin.", "FOUNDED"),
        ("Norvex Systems is owned by a group led by Rosa Lin.", "LEADS"),
        ("Norvex Systems was bought by investors led by Rosa Lin.", "LEADS"),
        ("The lawsuit claims that Norvex Systems was founded by Rosa Lin.", "FOUNDED"),
        ("Norvex Systems is an unwilling rival of a subsidiary of Viatel Motors.", "OWNS"),
        ("Norvex Systems, a client of a subsidiary of Viatel Motors, fell.", "OWNS"),
        ("Norvex Systems is the head office of a subsidiary of Viatel Motors.", "OWNS"),
        ("Norvex Systems almost became a subsidiary of Viatel Motors.", "OWNS"),
        ("Rosa Lin is the daughter of a Green Party politician.", "AFFILIATED_WITH"),
        ("Rosa Lin is the widow of an MP for the Green Party.", "AFFILIATED_WITH"),
        ("Rosa Lin, a critic of a Green Party politician, spoke.", "AFFILIATED_WITH"),
        ("Rosa Lin is an opponent of the leader of the Green Party.", "AFFILIATED_WITH"),
        ("Rosa Lin was a lawyer, a teacher and a friend of a Green Party senator.", "AFFILIATED_WITH"),
        ("Rosa Lin stood up for the Green Party.", "AFFILIATED_WITH"),
        ("Rosa Lin ran ads for the Green Party.", "AFFILIATED_WITH"),
        ("Rosa Lin sat for a portrait for the Green Party.", "AFFILIATED_WITH"),
        ("Norvex Systems was almost part of the Harbor Alliance.", "MEMBER_OF"),
        ("Rosa Lin was almost a nurse at Harbor Hospital.", "WORKS_FOR"),
        ("Rosa Lin was nearly appointed chairman of Norvex Systems.", "LEADS"),
        ("Rosa Lin is not a banker, chairman of Norvex Systems or professor at Harbor University.", "LEADS"),
        ("Rosa Lin attacked a lobby group she says is financed by Norvex Systems.", "DONATED_TO"),
        ("None of the $5 million that the Harbor Fund raised came from Rosa Lin.", "DONATED_TO"),
        ("Rosa Lin asked whether the donations to the Harbor Institute came from Norvex Systems.", "DONATED_TO"),
        ("A fundraiser hosted by Rosa Lin raised eyebrows for Ian Holt.", "RAISED_FUNDS_FOR"),
        ("Rosa Lin called for a CNN debate.", "HOSTED"),
        ("It was like a CNN town hall without the lights.", "HOSTED"),
        ("The film pits Rosa Lin against Ian Holt.", "RUNNING_AGAINST"),
        ("A race that would pit Rosa Lin against Ian Holt is a fantasy.", "RUNNING_AGAINST"),
        ("The governor must choose between Rosa Lin and Ian Holt for the judge's post.", "RUNNING_AGAINST"),
        ("Rosa Lin picked Ian Holt over Peter Vance for the Senate committee post.", "RUNNING_AGAINST"),
        ("Rosa Lin finished ahead of Ian Holt in the marathon, a poll of readers said.", "RUNNING_AGAINST"),
        ("Rosa Lin and Ian Holt are vying for votes for their bill.", "RUNNING_AGAINST"),
        ("Rosa Lin campaigned with Ian Holt as their general election campaign began.", "RUNNING_AGAINST"),
        ("Ian Holt imagined Rosa Lin as the Democratic nominee.", "RUNS_FOR"),
        ("Rosa Lin called for an FTC probe into Norvex Systems.", "REGULATES"),
        ("Norvex Systems avoided an FTC lawsuit.", "SUED"),
        ("Rosa Lin and Ian Holt are said to have traded insults.", "CRITICIZED"),
        ("Rosa Lin defended Peter Vance after criticism from Ian Holt.", "CRITICIZED"),
        ("Rosa Lin denied that she cancelled the trip after criticism from Ian Holt.", "CRITICIZED"),
        ("Rosa Lin risks the ire of Ian Holt.", "CRITICIZED"),
        ("Rosa Lin would be grateful for Ian Holt's endorsement.", "ENDORSED"),
        ("Ian Holt's endorsement could give Rosa Lin a boost.", "ENDORSED"),
        ("Following Ian Holt's endorsement, Rosa Lin congratulated Peter Vance.", "ENDORSED"),
        ("Norvex Systems rose as Orbis Group and Viatel Motors, founded by Rosa Lin, merged.", "FOUNDED orbis group"),
        ("Orbis Group and Viatel Motors, which was founded by Rosa Lin, merged.", "FOUNDED orbis group"),
        ("Rosa Lin criticized the treatment of Ian Holt.", "CRITICIZED"),
        ("Rosa Lin denied calling Ian Holt a liar.", "CRITICIZED"),
        ("Rosa Lin quoted Peter Vance as saying \"Ian Holt is a liar.\"", "rosa lin CRITICIZED"),
        ("Rosa Lin is suing over a film in which she endorses Ian Holt.", "ENDORSED"),
        ("Rosa Lin gave $5,000 to unseat Ian Holt.", "RUNNING_AGAINST"),
        ("Rosa Lin came under fire, but not from Ian Holt.", "CRITICIZED"),
        ("Rosa Lin has few kind words for Ian Holt.", "PRAISED"),
        ("In a hypothetical matchup, Rosa Lin leads Ian Holt by five points.", "RUNNING_AGAINST"),
        ("In a potential match up, Rosa Lin was neck-and-neck with Ian Holt, a poll found.", "RUNNING_AGAINST"),
        ("It is hard to see Rosa Lin supporting Ian Holt.", "SUPPORTED"),
        ("Suppose Rosa Lin backs Ian Holt.", "ENDORSED"),
        ("The Harbor Fund's donors include Rosa Lin, Peter Vance and a foe of Ian Holt.", "OPPOSED"),
        ("At a rally in Dayton, a man called Ian Holt a thief.", "CRITICIZED"),
        ("Rosa Lin, chief executive of a rival of Norvex Systems, spoke.", "LEADS"),
        ("Rosa Lin, not the founder of Norvex Systems but its first customer, spoke.", "FOUNDED"),
        ("Rosa Lin was almost chief executive of Norvex Systems.", "LEADS"),
        ("Rosa Lin, tipped to lead Norvex Systems, spoke.", "LEADS"),
        ("Rosa Lin met the governor of Ohio, Ian Holt, and the mayor of Dayton.", "HOLDS_OFFICE"),
        ("Rosa Lin, the Democratic nominee's sister, spoke.", "RUNS_FOR"),
        ("Rosa Lin, the Democratic nominee's sister, spoke.", "AFFILIATED_WITH"),
        ("Critics called on Rosa Lin to break up Norvex Systems.", "CALLED_TO_BREAK_UP"),
        ("Norvex Systems has raised no money from Orbis Capital.", "INVESTED_IN"),
        ("Norvex Systems raised doubts about $5 million from Orbis Capital.", "INVESTED_IN"),
        ("Norvex Systems secured $5 million from Orbis Capital in a settlement.", "INVESTED_IN"),
        ("Norvex Systems hopes to raise $5 million in a round with participation from Orbis Capital.", "INVESTED_IN"),
        ("A deepfake of Rosa Lin endorsing Ian Holt spread online.", "ENDORSED"),
        ("Rosa Lin opposed the campaign against Ian Holt.", "RUNNING_AGAINST"),
        ("Rosa Lin beat Ian Holt to the podium.", "RUNNING_AGAINST"),
        ("Rosa Lin defeated Ian Holt's bill in the Senate.", "RUNNING_AGAINST"),
        ("Rosa Lin resumed work after attacks on Peter Vance.", "CRITICIZED"),
        ("Rosa Lin repeated her story after criticism of Peter Vance.", "CRITICIZED"),
        ("Rosa Lin won praise in the race for governor.", "RUNS_FOR"),
        ("Rosa Lin lost money on the Republican primary.", "RUNS_FOR"),
        ("Norvex Systems was reportedly founded by Rosa Lin.", "FOUNDED"),
        ("Rosa Lin allegedly founded Norvex Systems.", "FOUNDED"),
        ("Legend has it that Rosa Lin founded Norvex Systems.", "FOUNDED"),
        ("Norvex Systems was accused of being a subsidiary of Viatel Motors.", "OWNS"),
        ("Norvex Systems denied ties to its alleged parent company, Viatel Motors.", "OWNS"),
        ("Rosa Lin is said to be a Green Party politician.", "AFFILIATED_WITH"),
        ("Rosa Lin claims to be a Green Party politician.", "AFFILIATED_WITH"),
        ("Rosa Lin, the CNN contributor's sister, spoke.", "WORKS_FOR"),
        ("Ian Holt, a contributor to CNN, spoke.", "DONATED_TO"),
        ("Rosa Lin hated the thought of Peter Vance meeting with Ian Holt.", "MET_WITH"),
    ],
)  # fmt: skip
def test_what_looks_like_a_construction_is_none(text: str, relation: str) -> None:
    """Almost, of another, wished for, claimed, or of another kind of thing."""
    claims = asserted(text)

    assert not any(f" {relation} " in f"{claim} " for claim in claims)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Norvex Systems is one of the subsidiaries of Viatel Motors.", "viatel motors OWNS norvex systems"),
        ("Rosa Lin stood for the Green Party in Ohio.", "rosa lin AFFILIATED_WITH green party"),
        ("Rosa Lin is a professor of law and Green Party politician.", "rosa lin AFFILIATED_WITH green party"),
        ("Norvex Systems, unlike Viatel Motors, was founded by Rosa Lin.", "rosa lin FOUNDED norvex systems"),
        ("Rosa Lin was replaced by Ian Holt as chairman of Norvex Systems.", "ian holt LEADS norvex systems"),
        ("Rosa Lin was a member of the Senate for almost ten years.", "rosa lin MEMBER_OF senate"),
        ("After Ian Holt's endorsement, Rosa Lin beat Peter Vance.", "ian holt ENDORSED rosa lin"),
        ("Rosa Lin defended the plan after criticism from Ian Holt.", "ian holt CRITICIZED rosa lin"),
        ("Orbis Group and Viatel Motors, which was founded by Rosa Lin, merged.", "rosa lin FOUNDED viatel motors"),
        ("Rosa Lin drew fire after her attacks on Peter Vance.", "rosa lin CRITICIZED peter vance"),
        ("Rosa Lin laced her speech with attacks on Peter Vance.", "rosa lin CRITICIZED peter vance"),
        ("Rosa Lin lost ground in the Republican primary.", "rosa lin RUNS_FOR republican party"),
        ("The race pits Rosa Lin against Ian Holt.", "rosa lin RUNNING_AGAINST ian holt"),
    ],
)  # fmt: skip
def test_what_is_like_those_and_says_it_is_read(text: str, wanted: str) -> None:
    """The sceptic lets pass what is told."""
    claims = without_stops(asserted(text))

    assert wanted in claims


def test_who_was_replaced_in_a_role_has_it_no_more() -> None:
    """ "X was replaced by Y as chairman" is Y's role alone; the part that a body was is past."""
    claims = read("Rosa Lin was replaced by Ian Holt as chairman of Norvex Systems.") + read(
        "Norvex Systems was once part of the Harbor Alliance."
    )

    found = {(c.subject.partition(":")[2], c.relation, c.qualifiers.past) for c in claims}
    assert {("ian holt", "LEADS", False), ("norvex systems", "MEMBER_OF", True)} == found


def test_what_is_only_said_of_two_is_alleged() -> None:
    """ "Are said to have" has nobody who says so."""
    claims = read("Rosa Lin and Ian Holt are said to have traded insults.")

    assert {Modality.ALLEGED} == {claim.modality for claim in claims}


def test_roles_that_somebody_steps_down_from_are_all_past() -> None:
    """The second of them may hang on the name of the first body."""
    claims = read("Rosa Lin stepped down as chairman of Norvex Systems and director of Viatel Motors.")

    found = {(c.relation, c.object.partition(":")[2], c.qualifiers.past) for c in claims}
    assert {("LEADS", "norvex systems", True), ("LEADS", "viatel motors", True)} == found


@pytest.mark.parametrize(
    "text",
    [
        "Norvex Systems ceased to be a subsidiary of Viatel Motors.",
        "Norvex Systems used to be a subsidiary of Viatel Motors.",
        "Rosa Lin, once the marketing director of Norvex Systems, spoke.",
        "Rosa Lin's former boss, Ian Holt, spoke.",
    ],
)
def test_what_is_over_is_past(text: str) -> None:
    """By the verb above, or by the words of the role."""
    claims = read(text)

    assert [True] == [claim.qualifiers.past for claim in claims]
