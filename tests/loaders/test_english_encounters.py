"""Judgements, encounters, campaigns and party members in English: what they say, and what merely looks like them."""

from __future__ import annotations

import pytest
from english import not_denied


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('Rosa Lin called Leo Grant "evil" over his handling of the border.', "rosa lin CRITICIZED leo grant"),
        ('Rosa Lin called Leo Grant a "carpetbagger hire."', "rosa lin CRITICIZED leo grant"),
        ("Rosa Lin likened Leo Grant to a dictator.", "rosa lin CRITICIZED leo grant"),
        ("Rosa Lin said Leo Grant's remarks were offensive and really disgusting.", "rosa lin CRITICIZED leo grant"),
        ("Rosa Lin said Leo Grant was to blame for the crisis.", "rosa lin CRITICIZED leo grant"),
        ("Rosa Lin described Leo Grant as a gifted negotiator.", "rosa lin PRAISED leo grant"),
        (
            'Leo Grant spoke on Monday, with Rosa Lin calling Grant a "coward."',
            "rosa lin CRITICIZED leo grant",
        ),
        (
            "A mayor criticized. Later, at a rally in Ohio, Rosa Lin called Grant “evil” over it. Leo Grant left.",
            "rosa lin CRITICIZED leo grant",
        ),
        ("She beat Leo Grant, a 74-year-old U.S. senator from Vermont.", "leo grant HOLDS_OFFICE vermont"),
        (
            "Rosa Lin held her first rally as the presumptive Democratic nominee.",
            "rosa lin RUNS_FOR democratic party",
        ),
        ("A wave of support made Rosa Lin the Democratic nominee.", "rosa lin RUNS_FOR democratic party"),
        (
            "Rosa Lin spoke of her time as a district attorney and California attorney general.",
            "rosa lin HOLDS_OFFICE california",
        ),
        ("Harbor Forward, the super PAC backing Leo Grant, spent millions.", "harbor forward ENDORSED leo grant"),
        (
            "Voters sent two Democratic senators – Rosa Lin and Leo Grant – to Washington.",
            "leo grant AFFILIATED_WITH democratic party",
        ),
        (
            "Despite attacks from Republicans, including Rosa Lin, it won.",
            "rosa lin AFFILIATED_WITH republican party",
        ),
        ("On stage at the Harbor Summit, Rosa Lin laid out her plan.", "rosa lin SPOKE_AT harbor summit"),
        (
            "In his speech capping off the Republican National Convention, Leo Grant recounted the attack.",
            "leo grant SPOKE_AT republican national convention",
        ),
        ("Rosa Lin said Leo Grant should step aside.", "rosa lin OPPOSED leo grant"),
        ("Rosa Lin joined calls for Leo Grant to step aside.", "rosa lin OPPOSED leo grant"),
        ("In a meeting with Leo Grant, Rosa Lin urged a deal.", "rosa lin MET_WITH leo grant"),
        ("During her meeting with Leo Grant, Rosa Lin urged a deal.", "rosa lin MET_WITH leo grant"),
        ("Rosa Lin and Leo Grant held talks on Monday.", "rosa lin MET_WITH leo grant"),
        ("Rosa Lin and Leo Grant are locked in a tight race.", "rosa lin RUNNING_AGAINST leo grant"),
        (
            "Norvex Corp and Brightwater Capital announced a partnership.",
            "norvex corp CONNECTED_TO brightwater capital",
        ),
        ("The Grant campaign spent millions. Leo Grant spoke.", "grant campaign CONNECTED_TO leo grant"),
        ("Leo Grant spoke. His campaign declined to comment.", "grant campaign CONNECTED_TO leo grant"),
        (
            "Rosa Lin and Leo Grant, the top two Democratic leaders in town, spoke.",
            "rosa lin AFFILIATED_WITH democratic party",
        ),
        ("Democrats Rosa Lin and Leo Grant disagreed.", "leo grant AFFILIATED_WITH democratic party"),
        ("As a Democrat, Rosa Lin had to run left.", "rosa lin AFFILIATED_WITH democratic party"),
        ("Rosa Lin, the Republican incumbent, spoke.", "rosa lin AFFILIATED_WITH republican party"),
        (
            "Norvex Corp held debates with Democratic candidates, including with Rosa Lin, Leo Grant and Ian Holt.",
            "ian holt AFFILIATED_WITH democratic party",
        ),
        ("Rosa Lin, a CNN contributor, spoke.", "rosa lin WORKS_FOR cnn"),
        (
            "The authors are Rosa Lin, Ian Holt and Leo Grant from Dayton University.",
            "rosa lin WORKS_FOR dayton university",
        ),
        ("Justice Department spokesman Leo Grant spoke.", "leo grant WORKS_FOR justice department"),
    ],
)
def test_says(text: str, wanted: str) -> None:
    assert wanted in not_denied(text)


@pytest.mark.parametrize(
    ("text", "unwanted"),
    [
        ('Rosa Lin called Leo Grant "the Duke."', "rosa lin CRITICIZED leo grant"),
        ('Rosa Lin called Leo Grant her "best friend."', "rosa lin CRITICIZED leo grant"),
        ("Rosa Lin called Leo Grant 'brat.'", "rosa lin CRITICIZED leo grant"),
        ('Rosa Lin called Leo Grant the "strongest" candidate.', "rosa lin CRITICIZED leo grant"),
        ("Other Silicon Valley leaders such as Leo Grant spoke.", "leo grant HOLDS_OFFICE silicon valley"),
        ("The Leave campaign said so.", "leave campaign CONNECTED_TO leave"),
        ("Rosa Lin does not think Leo Grant should step aside.", "rosa lin OPPOSED leo grant"),
        ("The Ohio Republican is a liar, Rosa Lin said.", "rosa lin CRITICIZED republican party"),
        ("Rosa Lin said Leo Grant should not step aside.", "rosa lin OPPOSED leo grant"),
        ("Rosa Lin said Leo Grant should step in.", "rosa lin OPPOSED leo grant"),
        ("Rosa Lin, on stage with Leo Grant, missed the Harbor Summit.", "rosa lin SPOKE_AT harbor summit"),
        ("She met Rosa Lin, Ian Holt and Leo Grant at Dayton University.", "rosa lin WORKS_FOR dayton university"),
        ("Rosa Lin and Leo Grant of the Harbor Institute agreed.", "rosa lin WORKS_FOR harbor institute"),
        ("Rosa Lin likened Leo Grant to a poet.", "rosa lin CRITICIZED leo grant"),
        ("Rosa Lin said Leo Grant could be wrong.", "rosa lin CRITICIZED leo grant"),
        ("Rosa Lin said Leo Grant is not a liar.", "rosa lin CRITICIZED leo grant"),
        ("Rosa Lin called Leo Grant on Monday.", "rosa lin CRITICIZED leo grant"),
        ("A man called Leo Grant left. Rosa Lin stayed.", "rosa lin CRITICIZED leo grant"),
        ("Democrats see Rosa Lin as the Republican nominee.", "democratic party RUNS_FOR republican party"),
        ("Leo Grant and Rosa Lin, the Democratic nominee, spoke.", "leo grant AFFILIATED_WITH democratic party"),
        ("Democrats, with Rosa Lin gone, lost.", "rosa lin AFFILIATED_WITH democratic party"),
        ("Union leaders Leo Grant of Ohio and Rosa Lin of Utah spoke.", "leo grant HOLDS_OFFICE ohio"),
        ("Leo Grant, its head from 2001 on, left Ohio.", "leo grant HOLDS_OFFICE ohio"),
        ("Rosa Lin and Leo Grant held shares.", "rosa lin MET_WITH leo grant"),
        ("Rosa Lin criticized a meeting with Leo Grant.", "rosa lin MET_WITH leo grant"),
        ("Rosa Lin and Leo Grant ran in the park.", "rosa lin RUNNING_AGAINST leo grant"),
        ("Norvex Corp and Brightwater Capital announced layoffs.", "norvex corp CONNECTED_TO brightwater capital"),
        ("Leo Grant spoke. His ad campaign cost millions.", "grant campaign CONNECTED_TO leo grant"),
        ("Leo Grant wrote to a friend during his campaign.", "grant campaign CONNECTED_TO leo grant"),
        ("Rosa Lin, a Democratic donor, spoke.", "rosa lin AFFILIATED_WITH democratic party"),
        ("Democrats met Rosa Lin and Leo Grant.", "rosa lin AFFILIATED_WITH democratic party"),
        ("Rosa Lin would do better as a Democrat.", "rosa lin AFFILIATED_WITH democratic party"),
        ("Rosa Lin, a CNN contributor, spoke.", "rosa lin DONATED_TO cnn"),
    ],
)
def test_does_not_say(text: str, unwanted: str) -> None:
    assert unwanted not in not_denied(text)
