"""Who runs against whom by figures and turns of phrase, and judgements told by a job done or a question."""

from __future__ import annotations

import pytest
from english import asserted


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("The poll shows Mara Ellison at 48% and Peter Tyrell at 46%.", True),
        ("Zenda shares fell, with Mara Ellison at 48% and Peter Tyrell at 46% of the stock.", False),
        ("Polls show Mara Ellison is neck and neck with Peter Tyrell.", True),
        ("Mara Ellison and Peter Tyrell are statistically tied, the survey found.", True),
        ("Mara Ellison could be neck and neck with Peter Tyrell if the election were held today.", False),
        ("A victory for Mara Ellison over Peter Tyrell would thrill voters.", True),
        ("Mara Ellison is fighting for every ballot in the race against Peter Tyrell.", True),
        ("Mara Ellison endorsed Colin Reed in the race against Peter Tyrell in the November election.", False),
        ("Mara Ellison raised money in the race against Peter Tyrell in the November election.", False),
        ("Mara Ellison and Peter Tyrell will debate before the election.", True),
        ("Mara Ellison and Peter Tyrell will not debate before the election.", False),
        ("Mara Ellison and Peter Tyrell will debate the bill in the Senate.", False),
        ("Mara Ellison beat back a primary challenge from Peter Tyrell.", True),
        ("Mara Ellison beat back a challenge from Peter Tyrell to her plan before the election.", False),
        ("Mara Ellison ousted Peter Tyrell in the 2018 election.", True),
        ("Mara Ellison ousted Peter Tyrell as chief executive.", False),
    ],
)
def test_who_runs_against_whom(text: str, runs: bool) -> None:
    pair = {"mara ellison RUNNING_AGAINST peter tyrell", "peter tyrell RUNNING_AGAINST mara ellison"}

    assert bool(pair & asserted(text)) is runs


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ('"Peter Tyrell has done a tremendous job," Mara Ellison said.', "PRAISED"),
        ("Mara Ellison said Peter Tyrell had done a tremendous job.", "PRAISED"),
        ("Mara Ellison said Peter Tyrell did a terrible job.", "CRITICIZED"),
        ("Mara Ellison said Peter Tyrell had not done a tremendous job.", ""),
        ("Mara Ellison questioned whether Peter Tyrell is fit to serve.", "CRITICIZED"),
        ("Mara Ellison never questioned whether Peter Tyrell is fit to serve.", ""),
        ("Mara Ellison spoke glowingly of Peter Tyrell.", "PRAISED"),
        ("In a speech that repeatedly attacked Peter Tyrell, Mara Ellison laid out her plan.", "CRITICIZED"),
        ("Mara Ellison was quoted in a story that attacked Peter Tyrell.", ""),
        ("Peter Tyrell responded to criticism from Mara Ellison on Friday.", "CRITICIZED"),
        ("Peter Tyrell responded to criticism of Colin Reed from Mara Ellison.", ""),
        ("Mara Ellison has spent months attacking Peter Tyrell.", "CRITICIZED"),
    ],
)
def test_what_one_says_of_another(text: str, relation: str) -> None:
    found = {t.split()[2] for t in asserted(text) if t.startswith("mara ellison") and t.endswith("peter tyrell")}

    assert found == ({relation} if relation else set())
