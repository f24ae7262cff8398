"""Who is heard where, whose team, show or church it is, and whom a title before a name explains, in English."""

from __future__ import annotations

import pytest
from english import asserted, not_denied

_STORY = " Rosa Lin and Leo Grant live in Ohio. Zenda Systems, a technology company, makes phones."


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "At a CNN forum in Ohio, Rosa Lin was asked about taxes.",
            "rosa lin SPOKE_AT a cnn forum in ohio",
        ),
        (
            "Asked about taxes at a CNN town hall in Ohio, Rosa Lin said no.",
            "rosa lin SPOKE_AT cnn town hall in ohio",
        ),
        ("In a 2021 CNN town hall, Rosa Lin said that she would go.", "rosa lin SPOKE_AT 2021 cnn town hall"),
        ("Rosa Lin was pressed on taxes during a forum in Ohio.", "rosa lin SPOKE_AT a forum in ohio"),
        (
            "At a forum hosted by CNN, Rosa Lin was asked about it.",
            "cnn HOSTED a forum",
        ),
        ("The outcry followed Rosa Lin’s remarks at a rally in Ohio.", "rosa lin SPOKE_AT a rally in ohio"),
        (
            "It had songs, including remarks by Rosa Lin at the Harbor Summit.",
            "rosa lin SPOKE_AT harbor summit",
        ),
        (
            "During a CNN town hall right after she launched her campaign, Rosa Lin said no.",
            "rosa lin SPOKE_AT cnn town hall",
        ),
        ("Rosa Lin spoke at a convention of Black nurses in Ohio.", "SPOKE_AT a convention of black nurses in ohio"),
        ("Rosa Lin’s posts and remarks at a rally in central Ohio drew fire.", "SPOKE_AT a rally in central ohio"),
        (
            "Rosa Lin sat in a convention of nurses in Ohio. In remarks at the Republican convention, Lin said no.",
            "rosa lin SPOKE_AT republican convention",
        ),
        (
            "Rosa Lin mocked Leo Grant in her speech Tuesday night at the Republican convention.",
            "rosa lin SPOKE_AT republican convention",
        ),
        ("Rosa Lin was one of several Democrats who spoke at the Harbor Summit.", "rosa lin SPOKE_AT harbor summit"),
        ("Rosa Lin repeated the claim at a rally in Ohio.", "rosa lin SPOKE_AT a rally in ohio"),
        ("During the debate in Ohio, Rosa Lin said that Leo Grant lied.", "rosa lin SPOKE_AT debate in ohio"),
        ("Rosa Lin testified at a Senate hearing.", "rosa lin SPOKE_AT a senate hearing"),
        ("Rosa Lin and Leo Grant spoke several times over the weekend.", "rosa lin MET_WITH leo grant"),
        ("Rosa Lin and Leo Grant talked privately about the plan.", "rosa lin MET_WITH leo grant"),
        ("Rosa Lin convened a meeting with Leo Grant.", "rosa lin MET_WITH leo grant"),
        (
            "Lin held calls with aide Ann Bell and campaign chair Leo Grant, telling each.",
            "MET_WITH leo grant",
        ),
        ("Rosa Lin spent the evening with Leo Grant.", "rosa lin MET_WITH leo grant"),
        (
            "Rosa Lin and her husband, Leo Grant, were among Ann Bell’s debate team.",
            "leo grant WORKS_FOR ann bell",
        ),
        ("Rosa Lin, a former member of Leo Grant’s legal team, agreed.", "rosa lin WORKS_FOR leo grant"),
        ("Rosa Lin is part of Leo Grant’s transition team.", "rosa lin WORKS_FOR leo grant"),
        ("Ohio fire department spokesperson Rosa Lin told CNN.", "rosa lin WORKS_FOR ohio fire department"),
        ("Ohio police chief Rosa Lin told CNN.", "rosa lin LEADS ohio police"),
        ("Zenda Systems “takes this seriously,” spokeswoman Rosa Lin said.", "rosa lin WORKS_FOR zenda systems"),
        ("NASA astronaut Rosa Lin, the first on Mars, repped the pink.", "rosa lin WORKS_FOR nasa"),
        (
            "Ann Bell, Rosa Lin and Leo Grant — three chemists who worked for NASA — agreed.",
            "leo grant WORKS_FOR nasa",
        ),
        (
            "Norvex, a technology company that counts Orbis Holdings as a client, “is working,” CEO Rosa Lin posted.",
            "rosa lin LEADS norvex",
        ),
        ("Teamsters President Leo Grant agreed.", "leo grant LEADS teamsters"),
        ("Ohio AFL-CIO President Leo Grant agreed.", "leo grant LEADS ohio afl-cio"),
        ("Rosa Lin, who worked on Leo Grant’s campaign, agreed.", "rosa lin WORKS_FOR grant campaign"),
        ("Rosa Lin was a member of the Alpha Phi Alpha fraternity.", "rosa lin MEMBER_OF alpha phi alpha"),
        ("Rosa Lin is one of 12 Democrats who endorsed Leo Grant.", "rosa lin ENDORSED leo grant"),
        ("He was on Leo Grant’s Fox News show in 2021.", "leo grant WORKS_FOR fox news"),
        ("Rev. Leo Grant, pastor of Old King Baptist Church, agreed.", "leo grant LEADS old king baptist church"),
        ("Rev. Leo Grant of True Harbor Baptist Church agreed.", "leo grant WORKS_FOR true harbor baptist church"),
        ("Rosa Lin was initiated into Sigma Beta Rho in 1986.", "rosa lin MEMBER_OF sigma beta rho"),
        (
            "Many more were initiated into Sigma Beta Rho, including singer Rosa Lin, poet Ann Bell and Leo Grant.",
            "ann bell MEMBER_OF sigma beta rho",
        ),
        ("Rosa Lin joined the Marines and went to law school.", "rosa lin MEMBER_OF marines"),
        ("Rosa Lin enlisted in the Marine Corps.", "rosa lin MEMBER_OF marine corps"),
        ("The Dockers Union is part of the Harbor Alliance.", "dockers union MEMBER_OF harbor alliance"),
        ("Rosa Lin attacked her rival, Ohio Sen. Leo Grant.", "rosa lin CRITICIZED leo grant"),
        ("Rosa Lin mocked one of the hosts, CNN host Leo Grant, and left.", "rosa lin CRITICIZED leo grant"),
        ("Rosa Lin belittled her own running mate, Ohio Sen. Leo Grant.", "rosa lin CRITICIZED leo grant"),
        ("Rosa Lin berated one of the journalists, CNN correspondent Leo Grant.", "rosa lin CRITICIZED leo grant"),
        ("Rosa Lin sued Zenda Systems and Leo Grant, accusing them of fraud.", "rosa lin CRITICIZED leo grant"),
        ("Rosa Lin posted an endorsement of Leo Grant.", "rosa lin ENDORSED leo grant"),
        ("Rosa Lin commended Leo Grant’s attention to detail.", "rosa lin PRAISED leo grant"),
    ],
)
def test_found(text: str, wanted: str) -> None:
    assert any(wanted in claim for claim in not_denied(text + _STORY)), not_denied(text + _STORY)


@pytest.mark.parametrize(
    ("text", "unwanted"),
    [
        ("Rosa Lin was asked to leave a forum in Ohio.", "SPOKE_AT"),
        ("Rosa Lin was not asked about it at a forum in Ohio.", "SPOKE_AT"),
        ("Reporters asked at a forum in Ohio whether Rosa Lin had lied.", "SPOKE_AT"),
        ("The board canceled remarks by Rosa Lin at a rally in Ohio.", "SPOKE_AT"),
        ("The board announced remarks by Rosa Lin at a rally in Ohio.", "SPOKE_AT"),
        ("Remarks by aides to Rosa Lin at a rally in Ohio drew fire.", "SPOKE_AT"),
        ("Rosa Lin was not one of the Democrats who spoke at the Harbor Summit.", "SPOKE_AT"),
        ("Rosa Lin thanked one of the Democrats who endorsed Leo Grant.", "ENDORSED"),
        ("Rosa Lin denied the claim made at a rally in Ohio.", "SPOKE_AT"),
        ("Rosa Lin and Leo Grant spoke twice at the convention.", "MET_WITH"),
        ("Rosa Lin and Leo Grant spoke several times to reporters.", "MET_WITH"),
        ("Rosa Lin spent years at odds with Leo Grant.", "MET_WITH"),
        ("Rosa Lin met a member of Leo Grant’s legal team.", "WORKS_FOR"),
        ("Rosa Lin is a fan of Leo Grant’s team.", "WORKS_FOR"),
        ("Zenda Systems’ plan is dead, spokesman Leo Grant said.", "leo grant WORKS_FOR"),
        ("Zenda Systems sued Orbis Holdings Inc., spokesman Leo Grant said.", "leo grant WORKS_FOR"),
        ("Ann Bell and Rosa Lin, two of the three chemists who worked for NASA, agreed.", "WORKS_FOR"),
        ("Ann Bell, Rosa Lin and Leo Grant — two chemists who worked for NASA — agreed.", "rosa lin WORKS_FOR"),
        ("Norvex Inc. praised Orbis Holdings, a firm run by Leo Grant, CEO Rosa Lin said.", "rosa lin LEADS norvex"),
        ("Norvex Inc., Orbis Holdings and Calder Corp. agreed on it, CEO Rosa Lin said.", "rosa lin LEADS"),
        ("Media head Rosa Lin and product head Leo Grant will leave the company.", "rosa lin LEADS media"),
        ("He saw Leo Grant’s Fox News interview in 2021.", "WORKS_FOR"),
        ("Leo Grant served in the Army of Northern Ruritania.", "leo grant MEMBER_OF army"),
        ("Rosa Lin was inducted into the Harbor Hall of Fame.", "MEMBER_OF"),
        ("Zenda Systems is part of the problem.", "MEMBER_OF"),
        ("Rosa Lin served in the U.S. Army.", "HOLDS_OFFICE"),
        ("Rosa Lin attacked the wife of her rival, Ohio Sen. Leo Grant.", "rosa lin CRITICIZED"),
        ("Rosa Lin fired Ann Bell and Leo Grant over the leaks of aides, blaming them.", "CRITICIZED"),
    ],
)
def test_near_misses(text: str, unwanted: str) -> None:
    assert not any(unwanted in claim for claim in not_denied(text + _STORY)), not_denied(text + _STORY)


@pytest.mark.parametrize(
    ("text", "unwanted"),
    [
        ("Rosa Lin and Leo Grant plan to speak privately.", "rosa lin MET_WITH leo grant"),
        ("Rosa Lin may join Leo Grant’s legal team.", "rosa lin WORKS_FOR leo grant"),
        ("Rosa Lin hopes to be initiated into Sigma Beta Rho.", "rosa lin MEMBER_OF sigma beta rho"),
        ("Rosa Lin wanted to join the Marines.", "rosa lin MEMBER_OF marines"),
        ("Rosa Lin never served in the Navy.", "rosa lin MEMBER_OF navy"),
        ("Rosa Lin is not part of Leo Grant’s legal team.", "rosa lin WORKS_FOR leo grant"),
        ("Rosa Lin did not attack her rival, Ohio Sen. Leo Grant.", "rosa lin CRITICIZED leo grant"),
        ("Rosa Lin will repeat the claim at a rally in Ohio.", "rosa lin SPOKE_AT a rally in ohio"),
        ("Rosa Lin, who will work on Leo Grant’s campaign, agreed.", "rosa lin WORKS_FOR grant campaign"),
        ("If Rosa Lin is asked about it at a forum in Ohio, she will lie.", "rosa lin SPOKE_AT a forum in ohio"),
    ],
)
def test_not_stated_as_fact(text: str, unwanted: str) -> None:
    assert unwanted not in asserted(text + _STORY)
