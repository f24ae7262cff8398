"""Who runs for what, and against whom, in English: what tells it, and what merely looks as if it did."""

from __future__ import annotations

import pytest
from english import not_denied

_STORY = " The presidential race is open in Ohio. Rosa Lin and Leo Grant spoke."


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The field is clear for Rosa Lin as the Republican nominee.", "rosa lin RUNS_FOR republican party"),
        ("Rosa Lin’s emergence as the Democratic nominee helped.", "rosa lin RUNS_FOR democratic party"),
        ("The rise of Rosa Lin as the Democratic nominee helped.", "rosa lin RUNS_FOR democratic party"),
        ("With Rosa Lin as the Democratic nominee, all is open.", "rosa lin RUNS_FOR democratic party"),
        ("Rosa Lin spoke as the party’s vice presidential nominee.", "rosa lin RUNS_FOR u.s. vice presidency"),
        ("The Democratic contenders for mayor include Rosa Lin.", "rosa lin RUNS_FOR democratic party"),
        ("Many called on Rosa Lin to leave the presidential race.", "rosa lin RUNS_FOR u.s. presidency"),
        ("Rosa Lin will not drop out of the presidential race.", "rosa lin RUNS_FOR u.s. presidency"),
        (
            "Rosa Lin’s decision to step down from the Democratic ticket came late.",
            "rosa lin RUNS_FOR democratic party",
        ),
        ("Rosa Lin dropped her White House bid in May.", "rosa lin RUNS_FOR u.s. presidency"),
        ("Rosa Lin entered the race for Senate in Maryland.", "rosa lin RUNS_FOR senate"),
        ("Rosa Lin lost the Republican primary.", "rosa lin RUNS_FOR republican party"),
        ("Rosa Lin won the race for governor.", "rosa lin RUNS_FOR governor"),
        ("Rosa Lin competed in the Republican primaries.", "rosa lin RUNS_FOR republican party"),
        ("Rosa Lin intends to earn the Democratic nomination.", "rosa lin RUNS_FOR democratic party"),
        ("During her presidential campaign, Rosa Lin raised funds.", "rosa lin RUNS_FOR u.s. presidency"),
        ("Leo Grant endorsed Rosa Lin for governor.", "rosa lin RUNS_FOR governor"),
        ("Leo Grant will vote for Rosa Lin for mayor.", "rosa lin RUNS_FOR mayor"),
        ("Former presidential candidate Rosa Lin left.", "rosa lin RUNS_FOR u.s. presidency"),
        ("Rosa Lin marches toward the Republican nomination.", "rosa lin RUNS_FOR republican party"),
        ("After losses to Leo Grant in the primaries, Rosa Lin left.", "rosa lin RUNNING_AGAINST leo grant"),
        ("Rosa Lin is expected to recap her campaign against Leo Grant.", "rosa lin RUNNING_AGAINST leo grant"),
        ("Sen. Rosa Lin is running for reelection.", "rosa lin RUNS_FOR reelection"),
        ("Gov. Leo Grant is seeking a second term.", "leo grant RUNS_FOR reelection"),
        ("President Rosa Lin is seeking a second term.", "rosa lin RUNS_FOR u.s. presidency"),
        ("Rosa Lin is poised to become the Democratic nominee.", "rosa lin RUNS_FOR democratic party"),
        (
            "With Rosa Lin on the path to becoming the Democratic nominee, all is open.",
            "rosa lin RUNS_FOR democratic party",
        ),
        ("Rosa Lin is running as a Democrat.", "rosa lin RUNS_FOR democratic party"),
        ("The race pits Rosa Lin against Leo Grant.", "rosa lin RUNNING_AGAINST leo grant"),
        ("Voters will choose between Rosa Lin and Leo Grant.", "rosa lin RUNNING_AGAINST leo grant"),
        ("Rosa Lin and Leo Grant are vying for the nomination.", "rosa lin RUNNING_AGAINST leo grant"),
        ("Rosa Lin finished second to Leo Grant in the primary.", "rosa lin RUNNING_AGAINST leo grant"),
        ("Rosa Lin disputes her loss to Democrat Leo Grant.", "rosa lin RUNNING_AGAINST leo grant"),
        ("Rosa Lin cannot defeat Leo Grant in November.", "rosa lin RUNNING_AGAINST leo grant"),
        ("Rosa Lin tried and failed to unseat Leo Grant.", "rosa lin RUNNING_AGAINST leo grant"),
        ("Rosa Lin mocked Leo Grant in their primary fight.", "rosa lin RUNNING_AGAINST leo grant"),
        ("That makes Rosa Lin the favorite against Leo Grant in the election.", "rosa lin RUNNING_AGAINST leo grant"),
        ("Rosa Lin and Leo Grant enter the final stretch of the race.", "rosa lin RUNNING_AGAINST leo grant"),
        ("It is Rosa Lin versus Leo Grant in November.", "rosa lin RUNNING_AGAINST leo grant"),
        ("Rosa Lin stands a better chance against Leo Grant.", "rosa lin RUNNING_AGAINST leo grant"),
        ("Rosa Lin’s debate performance against Leo Grant was weak.", "rosa lin RUNNING_AGAINST leo grant"),
        ("A Lin-Grant rematch took place.", "rosa lin RUNNING_AGAINST leo grant"),
    ],
)
def test_candidates(text: str, wanted: str) -> None:
    assert wanted in not_denied(text + _STORY)


@pytest.mark.parametrize(
    ("text", "unwanted"),
    [
        ("Leo Grant called Rosa Lin a nominee.", "RUNS_FOR"),
        ("Gov. Leo Grant served a second term.", "RUNS_FOR"),
        ("Gov. Leo Grant is not seeking reelection.", "RUNS_FOR"),
        ("Rosa Lin was re-elected to the board.", "RUNS_FOR"),
        ("Leo Grant described Rosa Lin as a candidate who wins.", "RUNS_FOR"),
        ("Rosa Lin left the presidential election commission.", "RUNS_FOR"),
        ("Rosa Lin lost the Senate’s trust.", "RUNS_FOR"),
        ("Rosa Lin ruled out a White House bid.", "RUNS_FOR"),
        ("Rosa Lin lost to Leo Grant in the 2016 primary.", "RUNS_FOR"),
        ("Leo Grant supports Rosa Lin for Senate majority leader.", "RUNS_FOR"),
        ("Rosa Lin threw her support behind Leo Grant to become the Democratic nominee.", "rosa lin RUNS_FOR"),
        ("Leo Grant has Rosa Lin’s support to become the Democratic nominee.", "rosa lin RUNS_FOR"),
        ("Rosa Lin runs a shop as a Democrat.", "RUNS_FOR"),
        ("Rosa Lin will never become the Democratic nominee.", "RUNS_FOR"),
        ("Leo Grant supports Rosa Lin for her work.", "RUNS_FOR"),
        ("Rosa Lin fought for the Senate bill.", "RUNS_FOR"),
        ("In Rosa Lin vs. Leo Grant, the court ruled for November.", "RUNNING_AGAINST"),
        ("It was Rosa Lin vs. Leo Grant at chess.", "RUNNING_AGAINST"),
        ("The Lin-Grant campaign raised funds.", "RUNNING_AGAINST"),
        ("Rosa Lin chose between Leo Grant and Tom Hale as her running mate.", "RUNNING_AGAINST"),
        ("Rosa Lin and Leo Grant are vying for a table.", "RUNNING_AGAINST"),
        ("Rosa Lin mocked Leo Grant in their garden.", "RUNNING_AGAINST"),
        ("The storm pitted the road to Rosa Lin.", "RUNNING_AGAINST"),
        ("Rosa Lin could not beat Leo Grant at chess.", "RUNNING_AGAINST"),
    ],
)
def test_no_candidates(text: str, unwanted: str) -> None:
    assert not any(
        unwanted in claim for claim in not_denied(text + " Ohio waited. Rosa Lin, Leo Grant and Tom Hale spoke.")
    )


def test_a_presidency_abroad_is_not_the_american_one() -> None:
    text = (
        "Mr. Grant’s emergence as presidential front-runner in Peru shook Peru. Leo Grant left for the United States."
    )

    assert "leo grant RUNS_FOR presidency" in not_denied(text)


def test_a_run_is_told_once_in_a_sentence() -> None:
    found = not_denied("Leo Grant is backing Republican nominee Rosa Lin for president. Rosa Lin spoke in Ohio.")

    assert {claim for claim in found if "RUNS_FOR" in claim} == {"rosa lin RUNS_FOR republican party"}
