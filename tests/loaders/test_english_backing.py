"""Who backs or opposes whom where a phrase beside the verb tells it, and what only looks like it."""

from __future__ import annotations

import pytest
from english import asserted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Peter Tyrell has drawn broad support from the likes of Mara Ellison and Colin Reed.",
            ["mara ellison SUPPORTED peter tyrell", "colin reed SUPPORTED peter tyrell"],
        ),
        ("Peter Tyrell can count on Mara Ellison's support.", ["mara ellison SUPPORTED peter tyrell"]),
        ("Peter Tyrell thanked Mara Ellison for her support.", ["mara ellison SUPPORTED peter tyrell"]),
        ("Peter Tyrell welcomed Mara Ellison's support.", ["mara ellison SUPPORTED peter tyrell"]),
        ("With support from Mara Ellison, Peter Tyrell won in June.", ["mara ellison SUPPORTED peter tyrell"]),
        ("Peter Tyrell, with Mara Ellison's blessing, entered the race.", ["mara ellison SUPPORTED peter tyrell"]),
        ("Buoyed by the support of Mara Ellison, Peter Tyrell won.", ["mara ellison SUPPORTED peter tyrell"]),
        ("Mara Ellison has pledged her support to Peter Tyrell.", ["mara ellison SUPPORTED peter tyrell"]),
        ("Mara Ellison stood by Peter Tyrell's side.", ["mara ellison SUPPORTED peter tyrell"]),
        ("Mara Ellison is firmly behind Peter Tyrell.", ["mara ellison SUPPORTED peter tyrell"]),
        ("A longtime supporter of Peter Tyrell, Mara Ellison said no.", ["mara ellison SUPPORTED peter tyrell"]),
        ("Long a critic of Peter Tyrell, Mara Ellison changed course.", ["mara ellison CRITICIZED peter tyrell"]),
        ("Mara Ellison knocked on doors for Peter Tyrell.", ["mara ellison SUPPORTED peter tyrell"]),
        ("Mara Ellison said it was time for Peter Tyrell to step aside.", ["mara ellison OPPOSED peter tyrell"]),
        (
            "Mara Ellison publicly called for Peter Tyrell's exit from the race.",
            ["mara ellison OPPOSED peter tyrell"],
        ),
        ("Mara Ellison filed articles of impeachment against Peter Tyrell.", ["mara ellison OPPOSED peter tyrell"]),
        (
            "The Harbor Fund launched a $2 million ad campaign targeting Peter Tyrell.",
            ["harbor fund OPPOSED peter tyrell"],
        ),
    ],
)
def test_what_stands_beside_the_verb_tells_who_backs_whom(text: str, wanted: list[str]) -> None:
    assert [triple for triple in wanted if triple in asserted(text)] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Peter Tyrell wants support from the likes of Mara Ellison.",
        "Peter Tyrell is counting on Mara Ellison's support.",
        "Peter Tyrell asked whether he can count on Mara Ellison's support.",
        "Peter Tyrell thanked Mara Ellison for her support of the troops.",
        "With Mara Ellison's support, Peter Tyrell could win.",
        "If he wins with the support of Mara Ellison, Peter Tyrell will move to Ohio.",
        "Without the support of Mara Ellison, Peter Tyrell lost.",
        "Mara Ellison has not pledged her support to Peter Tyrell.",
        "Mara Ellison stood behind Peter Tyrell on the stage.",
        "Mara Ellison should stay by Peter Tyrell's side.",
        "Mara Ellison is not firmly behind Peter Tyrell.",
        "A critic of Peter Tyrell asked Mara Ellison to leave.",
        "Mara Ellison said it was time for Peter Tyrell to go on the attack.",
        "Mara Ellison said it was not time for Peter Tyrell to go.",
        "Mara Ellison resisted calls for Peter Tyrell's exit.",
        "Mara Ellison threatened to file articles of impeachment against Peter Tyrell.",
        "Mara Ellison condemned ads targeting Peter Tyrell.",
        "Mara Ellison refused to launch an ad campaign targeting Peter Tyrell.",
        "Mara Ellison campaigned for Peter Tyrell for president of the chess club.",
        "Mara Ellison turned down a seat on the board of Peter Tyrell's foundation.",
    ],
)
def test_what_is_not_given_is_not_said_to_be(text: str) -> None:
    relations = ("SUPPORTED", "OPPOSED", "CRITICIZED", "ENDORSED", "PRAISED")

    assert not [t for t in asserted(text) if t.split(" peter")[0] in {f"mara ellison {r}" for r in relations}]


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("Mara Ellison beat Nora Lindqvist in the final stretch of the primary race.", True),
        ("Mara Ellison beat Nora Lindqvist in the final on Sunday.", False),
        ("Mara Ellison beat Nora Lindqvist in straight sets.", False),
    ],
)
def test_a_game_is_no_race(text: str, runs: bool) -> None:
    assert ("mara ellison RUNNING_AGAINST nora lindqvist" in asserted(text)) is runs


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Colin Reed endorsed Peter Tyrell, as did Mara Ellison.", "mara ellison ENDORSED peter tyrell"),
        ("Colin Reed did not endorse Peter Tyrell as Mara Ellison had done.", "mara ellison ENDORSED peter tyrell"),
        ("Colin Reed praised Peter Tyrell, as Mara Ellison never did.", ""),
        ("Colin Reed praised Peter Tyrell, as Mara Ellison would.", ""),
        ("Colin Reed criticized Peter Tyrell as Mara Ellison did her hair.", ""),
        ("Mara Ellison led the effort to remove Peter Tyrell from office.", "mara ellison OPPOSED peter tyrell"),
        ("Mara Ellison launched a campaign to recall Peter Tyrell.", "mara ellison OPPOSED peter tyrell"),
        ("Mara Ellison is plotting to oust Peter Tyrell.", "mara ellison OPPOSED peter tyrell"),
        ("Mara Ellison tried to stop Peter Tyrell.", "mara ellison OPPOSED peter tyrell"),
        ("Mara Ellison will try to stop Peter Tyrell.", ""),
        ("Mara Ellison refused to try to stop Peter Tyrell.", ""),
        ("Mara Ellison condemned an effort to recall Peter Tyrell.", ""),
        ("Mara Ellison denied that she had worked to undermine Peter Tyrell.", ""),
        ("Mara Ellison accused Colin Reed of trying to oust Peter Tyrell.", ""),
    ],
)
def test_who_does_as_another_did_and_who_works_against_whom(text: str, wanted: str) -> None:
    found = {triple for triple in asserted(text) if triple.startswith("mara") and triple.endswith("peter tyrell")}

    assert found == ({wanted} if wanted else set())
