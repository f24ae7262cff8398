"""Whole families of ways of saying in English: what each must say, and what merely looks like it."""

from __future__ import annotations

import pytest
from english import asserted, without_stops


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # put out of a role
        ("Rosa Lin was ousted as chief executive of Norvex Corp in May.", "rosa lin LEADS norvex corp"),
        ("Rosa Lin was forced out as CEO of Norvex Corp.", "rosa lin LEADS norvex corp"),
        ("The board ousted Rosa Lin as chairwoman of Norvex Corp.", "rosa lin LEADS norvex corp"),
        ("Rosa Lin was removed as chairwoman of Norvex Corp.", "rosa lin LEADS norvex corp"),
        ("Rosa Lin retired as president of Norvex Corp.", "rosa lin LEADS norvex corp"),
        # roles whose body stands elsewhere
        ("Rosa Lin left Norvex Corp, where she was chief executive, in May.", "rosa lin LEADS norvex corp"),
        ("Rosa Lin came from Norvex Corp, where she served as general counsel.", "rosa lin WORKS_FOR norvex corp"),
        ("Norvex Systems promoted Rosa Lin to chief executive.", "rosa lin LEADS norvex systems"),
        ("Norvex Systems and Viatel Motors CEO Rosa Lin spoke.", "rosa lin LEADS norvex systems"),
        ("Norvex Systems CEO and Viatel Motors owner Rosa Lin spoke.", "rosa lin LEADS norvex systems"),
        ("Rosa Lin took the reins of Norvex Systems in May.", "rosa lin LEADS norvex systems"),
        ("Rosa Lin, who served as White House social secretary, spoke.", "rosa lin WORKS_FOR white house"),
        ("Norvex Systems chief executive Rosa Lin and chairman Ian Holt spoke.", "ian holt LEADS norvex systems"),
        ("Rosa Lin served as Ian Holt's chief of staff.", "rosa lin WORKS_FOR ian holt"),
        ("Rosa Lin said her client, Ian Holt, was innocent.", "rosa lin WORKS_FOR ian holt"),
        ("Rosa Lin criticized her former boss, Ian Holt.", "rosa lin WORKS_FOR ian holt"),
        ("Rosa Lin was laid off from Norvex Systems.", "rosa lin WORKS_FOR norvex systems"),
        ("Rosa Lin, of the Brookings Institution, agreed.", "rosa lin WORKS_FOR brookings institution"),
        # offices of a country or a state
        ("US Transportation Secretary Rosa Lin spoke.", "rosa lin HOLDS_OFFICE united states"),
        ("Venezuela's authoritarian leader Rosa Lin spoke.", "rosa lin HOLDS_OFFICE venezuela"),
        ("Wisconsin Democratic Sen. Rosa Lin spoke.", "rosa lin HOLDS_OFFICE wisconsin"),
        ("Rosa Lin, the two-term Ohio Democrat, spoke.", "rosa lin HOLDS_OFFICE ohio"),
        ("Gov. Rosa Lin spoke. The Ohio governor left.", "rosa lin HOLDS_OFFICE ohio"),
        # named to a role, or the noun of it
        ("Rosa Lin was announced as Ian Holt's running mate.", "ian holt APPOINTED rosa lin"),
        (
            "The appointment of Rosa Lin as chief executive of Norvex Systems came late.",
            "rosa lin LEADS norvex systems",
        ),
        ("Rosa Lin's ouster as chief executive of Norvex Systems came late.", "rosa lin LEADS norvex systems"),
        (
            "Ian Holt's appointment of Rosa Lin as chief executive of Norvex Systems came.",
            "rosa lin LEADS norvex systems",
        ),
        # polls
        ("A CNN poll conducted by Norvex Systems found so.", "norvex systems WORKS_FOR cnn"),
        ("The poll was conducted by Norvex Systems for CNN.", "norvex systems WORKS_FOR cnn"),
        # meetings
        ("Rosa Lin shook hands with Ian Holt.", "rosa lin MET_WITH ian holt"),
        # one of many
        ("Ian Holt is among those who have endorsed Rosa Lin.", "ian holt ENDORSED rosa lin"),
        ("Ian Holt is one of the senators who voted for Rosa Lin.", "ian holt ENDORSED rosa lin"),
        ("Ian Holt, one of the senators who endorsed Rosa Lin, spoke.", "ian holt ENDORSED rosa lin"),
        ("Rosa Lin boasts endorsements from Ian Holt and Leo Grant.", "leo grant ENDORSED rosa lin"),
        # no made-up stories
        ("In the film industry, Rosa Lin works for Norvex Systems.", "rosa lin WORKS_FOR norvex systems"),
        ("Rosa Lin, who leads Norvex Systems, appeared in the film.", "rosa lin LEADS norvex systems"),
        # not the only one
        ("Rosa Lin was not the only top Democrat to decline.", "rosa lin AFFILIATED_WITH democratic party"),
        ("Rosa Lin is not the only adviser to Ian Holt.", "rosa lin WORKS_FOR ian holt"),
        # rank on a committee
        (
            "Rosa Lin, the top Democrat on the House Oversight Committee, spoke.",
            "rosa lin MEMBER_OF house oversight committee",
        ),
        (
            "Rosa Lin, the ranking Republican on the Judiciary Committee, spoke.",
            "rosa lin MEMBER_OF judiciary committee",
        ),
        (
            "The Federal Election Commission met. Federal Election Commissioner Rosa Lin spoke.",
            "rosa lin MEMBER_OF federal election commission",
        ),
        # speaking before a body
        ("Rosa Lin testified before the Senate Judiciary Committee.", "rosa lin SPOKE_AT senate judiciary committee"),
        # support
        ("Rosa Lin remains a staunch defender of Ian Holt.", "rosa lin SUPPORTED ian holt"),
        ("Rosa Lin has unwavering commitment to Israel.", "rosa lin SUPPORTED israel"),
        ("Rosa Lin sided with Ukraine.", "rosa lin SUPPORTED ukraine"),
        ("The Harbor Fund is spending $2 million to boost Rosa Lin.", "harbor fund SUPPORTED rosa lin"),
        # calls to go
        ("Rosa Lin called for Ian Holt to step down.", "rosa lin OPPOSED ian holt"),
        # remarks
        ("Rosa Lin made disparaging remarks about Ian Holt.", "rosa lin CRITICIZED ian holt"),
        (
            "Rosa Lin expressed frustration with the pace of Norvex Systems' recovery.",
            "rosa lin CRITICIZED norvex systems",
        ),
        ("Rosa Lin's campaign is seizing on Ian Holt as a liability.", "lin campaign CRITICIZED ian holt"),
        # events
        (
            "Rosa Lin went to the Harbor Summit, where she received a standing ovation.",
            "rosa lin SPOKE_AT harbor summit",
        ),
        ("Ian Holt came to the Harbor Summit, where Rosa Lin praised Leo Grant.", "rosa lin SPOKE_AT harbor summit"),
        ("Rosa Lin held a campaign event in Milwaukee on Tuesday.", "rosa lin HOSTED a campaign event in milwaukee"),
    ],
)
def test_a_family_says_what_it_says(text: str, wanted: str) -> None:
    result = without_stops(asserted(text))

    assert wanted in result, result


@pytest.mark.parametrize(
    ("text", "unwanted"),
    [
        # put out of a role
        ("Rosa Lin was not ousted as CEO of Norvex Corp.", "LEADS"),
        ("Rosa Lin pushed Ian Holt as CEO of Norvex Corp.", "LEADS"),
        ("Investors want to oust Rosa Lin as chairwoman of Norvex Corp.", "LEADS"),
        ("Rosa Lin dismissed Ian Holt as a hypocrite.", "WORKS_FOR"),
        # roles whose body stands elsewhere
        ("Rosa Lin left Ohio, where she was chief executive, in May.", "LEADS"),
        ("Norvex Systems named Rosa Lin in the suit.", "LEADS"),
        ("Norvex Systems and Viatel Motors CEO Rosa Lin met on Monday.", "LEADS norvex systems"),
        ("Zenda Systems sued Norvex Systems and Viatel Motors CEO Rosa Lin.", "LEADS norvex systems"),
        ("Ian Holt hopes to make Rosa Lin his chief of staff.", "WORKS_FOR"),
        ("Rosa Lin met the boss of Ian Holt's firm.", "WORKS_FOR"),
        ("Rosa Lin, of Ohio, agreed.", "WORKS_FOR"),
        ("Norvex Systems chief executive Rosa Lin met chairman Ian Holt.", "ian holt LEADS"),
        # offices of a country or a state
        ("Venezuela's opposition leader Rosa Lin spoke.", "HOLDS_OFFICE"),
        ("Germany's conservative leader Rosa Lin spoke.", "HOLDS_OFFICE"),
        ("Rosa Lin put Ian Holt in charge of Norvex Systems.", "rosa lin LEADS"),
        ("Rosa Lin, the Ohio Democrat, spoke.", "HOLDS_OFFICE"),
        ("Sen. Rosa Lin met Sen. Ian Holt. The Ohio senator left.", "HOLDS_OFFICE"),
        ("Sen. Rosa Lin met the Texas senator on Monday.", "HOLDS_OFFICE"),
        ("Sen. Rosa Lin spoke on Monday. She met the Texas senator.", "HOLDS_OFFICE"),
        # named to a role
        ("Rosa Lin opposed the hiring of Ian Holt as CEO of Norvex Systems.", "LEADS"),
        ("The proposed appointment of Rosa Lin as CEO of Norvex Systems drew fire.", "LEADS"),
        ("Ian Holt's appointment of Rosa Lin as chief executive of Norvex Systems came.", "ian holt LEADS"),
        ("Ian Holt introduced Rosa Lin as a friend of Norvex Systems.", "LEADS"),
        # polls
        ("Norvex Systems conducted a survey of CNN.", "WORKS_FOR"),
        # one of many
        ("Ian Holt is not among those who have endorsed Rosa Lin.", "ENDORSED"),
        ("Ian Holt could be one of the senators who endorsed Rosa Lin.", "ENDORSED"),
        ("Ian Holt is among those who have not endorsed Rosa Lin.", "ENDORSED"),
        ("Ian Holt met one of the senators who endorsed Rosa Lin.", "ENDORSED"),
        ("Ian Holt was asked whether he is one of the senators who endorsed Rosa Lin.", "ENDORSED"),
        ("Ian Holt denied that he is one of the senators who endorsed Rosa Lin.", "ENDORSED"),
        ("Ian Holt never was one of the senators who endorsed Rosa Lin.", "ENDORSED"),
        ("Ian Holt-appointed judge Rosa Lin spoke.", "WORKS_FOR"),
        # made-up stories
        ("In the film, Rosa Lin works for Ian Holt.", "WORKS_FOR"),
        ("In the new movie “The Boss,” Rosa Lin attacks Ian Holt.", "CRITICIZED"),
        ("In Leo Grant's latest thriller, Rosa Lin leads Norvex Systems.", "LEADS"),
        ("Rosa Lin plays Ian Holt, who runs Norvex Systems, in the film.", "LEADS"),
        ("The Harbor Fund received a donation from Rosa Lin.", "INVESTED_IN"),
        # what might have been, and what is no work
        ("Rosa Lin could've endorsed Ian Holt.", "ENDORSED"),
        ("Rosa Lin is not an adviser to Ian Holt.", "WORKS_FOR"),
        ("Rosa Lin reported outages for Norvex Systems.", "WORKS_FOR"),
        ("Norvex Inc grew. Rosa Lin used Norvex's Encipher Hybrid method.", "WORKS_FOR"),
        # rank on a committee
        ("Rosa Lin, a Republican on the ballot, spoke.", "MEMBER_OF"),
        ("Rosa Lin spoke of the top Democrat on the House Oversight Committee.", "MEMBER_OF"),
        ("The Federal Trade Commission met. Federal Election Commissioner Rosa Lin spoke.", "MEMBER_OF"),
        # speaking before a body
        ("Rosa Lin refused to testify before Congress.", "SPOKE_AT"),
        ("Rosa Lin addressed Norvex Systems.", "SPOKE_AT"),
        # support
        ("Rosa Lin backs Ohio.", "SUPPORTED"),
        ("Rosa Lin would support Ukraine if it asked.", "SUPPORTED"),
        ("Rosa Lin does not stand with Israel.", "SUPPORTED"),
        ("Rosa Lin questioned the support for Ukraine.", "SUPPORTED"),
        ("Rosa Lin helped Ian Holt win a bet.", "SUPPORTED"),
        # calls to go
        ("Rosa Lin did not call for Ian Holt to step down.", "OPPOSED"),
        ("Rosa Lin called Ian Holt to step down the stairs.", "OPPOSED"),
        # remarks
        ("Rosa Lin denounced racist remarks about Ian Holt.", "CRITICIZED ian holt"),
        ("Rosa Lin told of the pace of Norvex Systems' recovery.", "CRITICIZED"),
        ("Rosa Lin mocked the hat Ian Holt wore.", "CRITICIZED"),
        # events
        ("Ian Holt left for Ohio, where Rosa Lin praised Leo Grant.", "SPOKE_AT"),
    ],
)
def test_a_family_says_no_more(text: str, unwanted: str) -> None:
    result = without_stops(asserted(text))

    assert not any(unwanted in claim for claim in result), result
