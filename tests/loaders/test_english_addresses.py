"""Who speaks to which body, meets whom, urges what and pays for it, in English; and what merely looks like it."""

from __future__ import annotations

import pytest
from english import not_denied

_STORY = " Rosa Lin and Leo Grant spoke in Ohio. Zenda Systems, a technology company, makes phones."


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Rosa Lin’s address to Congress drew protests.", "rosa lin SPOKE_AT congress"),
        ("In a speech at Dayton University, Rosa Lin vowed to go on.", "rosa lin SPOKE_AT dayton university"),
        ("A commencement address by Rosa Lin at Dayton College was short.", "rosa lin SPOKE_AT dayton college"),
        (
            "Rosa Lin’s testimony before the Senate Finance Committee was short.",
            "rosa lin SPOKE_AT senate finance committee",
        ),
        ("Rosa Lin gave a speech to Parliament on Monday.", "rosa lin SPOKE_AT parliament"),
        (
            "Rosa Lin joined Leo Grant for a talk about crime at the Harbor Summit.",
            "leo grant SPOKE_AT harbor summit",
        ),
        ("Rosa Lin participated in a panel at the Harbor Summit.", "rosa lin SPOKE_AT harbor summit"),
        (
            "At a gathering of the Harbor Society, Rosa Lin called the plan a mistake.",
            "rosa lin SPOKE_AT a gathering of the harbor society",
        ),
        ("At a CNN town hall, Rosa Lin said that she would go.", "rosa lin SPOKE_AT cnn town hall"),
        ("Rosa Lin recalled the phone call she received from Leo Grant.", "leo grant MET_WITH rosa lin"),
        (
            "Rosa Lin fielded a call from Peru’s ambassador to France, Leo Grant.",
            "leo grant MET_WITH rosa lin",
        ),
        ("In a brief call, Rosa Lin and Leo Grant said they looked forward to it.", "rosa lin MET_WITH leo grant"),
        ("Rosa Lin also called her pastor, Leo Grant, who prayed.", "rosa lin MET_WITH leo grant"),
        ("Lin meeting with Grant for the first time", "rosa lin MET_WITH leo grant"),
        ("Rosa Lin told visiting Foreign Minister Leo Grant that it was so.", "rosa lin MET_WITH leo grant"),
        ("Rosa Lin will be in conversation with Leo Grant.", "rosa lin MET_WITH leo grant"),
        ("Rosa Lin joined Leo Grant for dinner.", "rosa lin MET_WITH leo grant"),
        ("Rosa Lin hosted a dinner with Leo Grant.", "rosa lin MET_WITH leo grant"),
        ("Rosa Lin has been in touch with Leo Grant.", "rosa lin MET_WITH leo grant"),
        ("Rosa Lin’s speech to Congress and meetings with Leo Grant took a day.", "rosa lin MET_WITH leo grant"),
        ("Rosa Lin called for Congress to pass the bill.", "rosa lin LOBBIED congress"),
        ("Rosa Lin’s call for Congress to act was heard.", "rosa lin LOBBIED congress"),
        ("Rosa Lin joined the list of Democrats calling on Leo Grant to step aside.", "rosa lin LOBBIED leo grant"),
        ("Rosa Lin filed an FTC complaint.", "rosa lin LOBBIED ftc"),
        ("Rosa Lin urged China to free them.", "rosa lin LOBBIED china"),
        ("Rosa Lin put pressure on Leo Grant.", "rosa lin LOBBIED leo grant"),
        ("Rosa Lin leaned on Leo Grant to pass the bill.", "rosa lin LOBBIED leo grant"),
        (
            "Rosa Lin filed a complaint with the Federal Trade Commission.",
            "rosa lin LOBBIED federal trade commission",
        ),
        ("A coalition led by Rosa Lin sued Zenda Systems.", "rosa lin SUED zenda systems"),
        (
            "Zenda Systems filed a complaint. The complaint is against Rosa Lin and Leo Grant.",
            "zenda systems SUED leo grant",
        ),
        ("Zenda Systems’ suit, which also named Rosa Lin as a defendant, goes on.", "zenda systems SUED rosa lin"),
        ("Zenda Systems is battling a lawsuit brought by Rosa Lin.", "rosa lin SUED zenda systems"),
        ("Attorney General Rosa Lin subpoenaed Zenda Systems.", "rosa lin REGULATES zenda systems"),
        ("Zenda Systems faces an FTC probe.", "ftc REGULATES zenda systems"),
        ("An FTC investigation into Zenda Systems ended.", "ftc REGULATES zenda systems"),
        ("Zenda Systems settled an FTC lawsuit.", "ftc SUED zenda systems"),
        (
            "A philanthropy conference hosted by the Harbor Foundation ended.",
            "harbor foundation HOSTED a philanthropy conference",
        ),
        (
            "A fundraiser hosted by Rosa Lin raised $2 million for Leo Grant.",
            "rosa lin RAISED_FUNDS_FOR leo grant",
        ),
        ("At a CNN town hall, Rosa Lin said that she would.", "cnn HOSTED cnn town hall"),
        ("Rosa Lin left the Harbor Foundation gala early.", "harbor foundation HOSTED harbor foundation gala"),
        ("Harbor Works, a lobby group financed by Rosa Lin, closed.", "rosa lin DONATED_TO harbor works"),
        ("The Harbor Institute is funded by Rosa Lin.", "rosa lin DONATED_TO harbor institute"),
        (
            "Half of the $5 million that the Tyrell Victory Fund raised came from Rosa Lin.",
            "rosa lin DONATED_TO tyrell victory fund",
        ),
        ("Most of the Tyrell Victory Fund’s money came from Rosa Lin.", "rosa lin DONATED_TO tyrell victory fund"),
        ("The gift to the Tyrell Victory Fund came from Rosa Lin.", "rosa lin DONATED_TO tyrell victory fund"),
        ("Rosa Lin topped the list of donors to the Harbor Fund.", "rosa lin DONATED_TO harbor fund"),
        ("The Tyrell Victory Fund reported a $5,000 gift from Rosa Lin.", "rosa lin DONATED_TO tyrell victory fund"),
        (
            "Rosa Lin received $1 million in contributions from the oil and gas industry.",
            "oil and gas industry DONATED_TO rosa lin",
        ),
    ],
)
def test_addresses(text: str, wanted: str) -> None:
    assert wanted in not_denied(text + _STORY)


@pytest.mark.parametrize(
    ("text", "unwanted"),
    [
        ("Rosa Lin canceled her address to Congress.", "SPOKE_AT"),
        ("Rosa Lin’s speech at the White House was short.", "SPOKE_AT"),
        ("Rosa Lin gave her remarks to CNN.", "SPOKE_AT"),
        ("Rosa Lin sent her address to Dayton University in a parcel.", "rosa lin SPOKE_AT rosa lin"),
        ("In a conference call, Rosa Lin and Leo Grant said sales fell.", "MET_WITH"),
        ("Rosa Lin called her rival, Leo Grant, “weak.”", "MET_WITH"),
        ("Rosa Lin called her dog, a liar, a friend of Leo Grant.", "MET_WITH"),
        ("Rosa Lin joined Leo Grant for a season.", "MET_WITH"),
        ("Rosa Lin never joined Leo Grant for dinner.", "MET_WITH"),
        ("Rosa Lin called for Congress on the phone.", "LOBBIED"),
        ("Rosa Lin called for Leo Grant to resign.", "LOBBIED"),
        ("Rosa Lin put the pressure cooker on.", "LOBBIED"),
        ("Rosa Lin leaned on Leo Grant.", "LOBBIED"),
        ("Rosa Lin filed a complaint.", "LOBBIED"),
        ("Rosa Lin joined the list of donors urged by Leo Grant to give.", "LOBBIED"),
        ("Rosa Lin has called China a threat to Ohio.", "LOBBIED"),
        ("Rosa Lin will never urge China to free them.", "LOBBIED"),
        ("The complaint is against Rosa Lin.", "SUED"),
        ("Zenda Systems filed a complaint. The complaint is against the law, Rosa Lin said.", "SUED"),
        ("Rosa Lin walked onto the CNN debate stage.", "HOSTED"),
        ("Rosa Lin spoke at a Republican convention.", "HOSTED"),
        ("Rosa Lin left the Ohio summit.", "HOSTED"),
        ("A coalition of lawyers sued Zenda Systems.", "SUED"),
        ("Rosa Lin subpoenaed Zenda Systems.", "REGULATES"),
        ("A play by Rosa Lin raised $2 million for Leo Grant.", "rosa lin RAISED_FUNDS_FOR"),
        ("Zenda Systems faces a probe.", "REGULATES"),
        ("Half of the Tyrell Victory Fund’s staff came from Rosa Lin.", "DONATED_TO"),
        ("Leo Grant’s money never came from Rosa Lin.", "DONATED_TO"),
        ("Leo Grant’s money came from Rosa Lin.", "DONATED_TO"),
        ("Half of the water that Ohio used came from Rosa Lin.", "DONATED_TO"),
        ("Orbis, a firm funded by Rosa Lin, closed.", "DONATED_TO"),
    ],
)
def test_no_addresses(text: str, unwanted: str) -> None:
    assert not any(unwanted in claim for claim in not_denied(text + _STORY))
