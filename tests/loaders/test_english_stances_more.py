"""More ways to back and to blame: what drew it, who joined in it, and what is said in quotation marks."""

from __future__ import annotations

import pytest
from english import asserted


@pytest.mark.parametrize(
    ("text", "wanted", "unwanted"),
    [
        (
            "Peter Tyrell's remarks drew condemnation from Mara Ellison.",
            ["mara ellison CRITICIZED peter tyrell"],
            [],
        ),
        (
            "Mara Ellison joined Colin Reed in criticizing Peter Tyrell.",
            ["mara ellison CRITICIZED peter tyrell", "colin reed CRITICIZED peter tyrell"],
            [],
        ),
        (
            "Mara Ellison joined Colin Reed in Ohio and criticized Peter Tyrell.",
            ["mara ellison CRITICIZED peter tyrell"],
            ["colin reed CRITICIZED peter tyrell"],
        ),
        (
            "Mara Ellison, the first senator to endorse Peter Tyrell, spoke.",
            ["mara ellison ENDORSED peter tyrell"],
            [],
        ),
        (
            "Mara Ellison chastised Zenda Systems for attacking Peter Tyrell.",
            ["mara ellison CRITICIZED zenda systems", "zenda systems CRITICIZED peter tyrell"],
            ["mara ellison CRITICIZED peter tyrell"],
        ),
        ("An ad by the Harbor Fund mocks Peter Tyrell.", ["harbor fund CRITICIZED peter tyrell"], []),
        ("An ad in the Harbor Times mocks Peter Tyrell.", [], ["harbor times CRITICIZED peter tyrell"]),
        (
            "Among those endorsing Peter Tyrell are Mara Ellison and Colin Reed.",
            ["mara ellison ENDORSED peter tyrell", "colin reed ENDORSED peter tyrell"],
            [],
        ),
        (
            "Among those meeting Peter Tyrell are Mara Ellison and Colin Reed.",
            [],
            ["mara ellison ENDORSED peter tyrell"],
        ),
        ("Mara Ellison's endorsement gave Peter Tyrell a boost.", ["mara ellison ENDORSED peter tyrell"], []),
        ("Mara Ellison's endorsement surprised Peter Tyrell.", [], ["mara ellison ENDORSED peter tyrell"]),
        ("Mara Ellison was full of praise for Peter Tyrell.", ["mara ellison PRAISED peter tyrell"], []),
        ("The hall was full of praise for Peter Tyrell.", [], ["mara ellison PRAISED peter tyrell"]),
        ("Mara Ellison did not appear to be impressed with Peter Tyrell.", [], ["mara ellison PRAISED peter tyrell"]),
        ("Mara Ellison dismissed Peter Tyrell's claims as nonsense.", ["mara ellison CRITICIZED peter tyrell"], []),
        ("Mara Ellison dismissed Peter Tyrell's remarks as “satire.”", [], ["mara ellison CRITICIZED peter tyrell"]),
        (
            '"Thank you, President Peter Tyrell, for your many years of service," Mara Ellison wrote.',
            ["mara ellison PRAISED peter tyrell"],
            [],
        ),
        (
            '"Thank you, Peter Tyrell, good night to all of you," Mara Ellison said.',
            [],
            ["mara ellison PRAISED peter tyrell"],
        ),
        (
            '"We need to defeat Peter Tyrell in November," Sen. Mara Ellison said.',
            ["mara ellison OPPOSED peter tyrell"],
            [],
        ),
        (
            '"If we can beat Peter Tyrell, the party will win," Sen. Mara Ellison said.',
            [],
            ["mara ellison OPPOSED peter tyrell"],
        ),
        (
            'Presidential candidate Mara Ellison spoke. "We will beat Peter Tyrell in the fall," Ellison said.',
            [],
            ["mara ellison OPPOSED peter tyrell"],
        ),
        (
            '"Peter Tyrell doesn\'t care about the workers of Ohio," Mara Ellison said.',
            ["mara ellison CRITICIZED peter tyrell"],
            [],
        ),
        (
            '"Peter Tyrell cares about the workers of Ohio," Mara Ellison said.',
            [],
            ["mara ellison CRITICIZED peter tyrell"],
        ),
    ],
)
def test_what_is_said_is_read_and_no_more(text: str, wanted: list[str], unwanted: list[str]) -> None:
    found = asserted(text)

    assert [triple for triple in wanted if triple not in found] == []
    assert [triple for triple in unwanted if triple in found] == []
