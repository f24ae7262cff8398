"""Ties that a phrase tells: partners, leaders, members of a body of bodies, of a board and of a chamber."""

from __future__ import annotations

import pytest
from english import asserted, without_stops


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Norvex Systems, in partnership with Viatel Motors, ran a poll.",
         {"norvex systems CONNECTED_TO viatel motors"}),
        ("Norvex Systems ran a poll in collaboration with Viatel Motors and the Harbor Institute.",
         {"norvex systems CONNECTED_TO viatel motors", "norvex systems CONNECTED_TO harbor institute"}),
        ("Under Rosa Lin's leadership, Norvex Systems has grown.", {"rosa lin LEADS norvex systems"}),
        ("Norvex Systems has grown under the leadership of Rosa Lin.", {"rosa lin LEADS norvex systems"}),
        ("Norvex Systems is part of the Harbor Alliance.", {"norvex systems MEMBER_OF harbor alliance"}),
        ("Rosa Lin is a director on Norvex Systems' board.", {"rosa lin MEMBER_OF norvex systems"}),
        ("Rosa Lin took a seat on the board of Norvex Systems.", {"rosa lin MEMBER_OF norvex systems"}),
        ("While in the Senate, Rosa Lin wrote it.", {"rosa lin MEMBER_OF senate"}),
        ("Rosa Lin spoke of her years in the Senate.", {"rosa lin MEMBER_OF senate"}),
        ("Viatel Motors is owned by Goldman Sachs Group Inc of Ohio.",
         {"goldman sachs group inc OWNS viatel motors"}),
    ],
)  # fmt: skip
def test_a_phrase_ties_two(text: str, wanted: set[str]) -> None:
    """Each phrase says it of both."""
    assert wanted <= without_stops(asserted(text))


@pytest.mark.parametrize(
    "text",
    [
        "Norvex Systems did not run it in partnership with Viatel Motors.",
        "Norvex Systems may run it in partnership with Viatel Motors.",
        "Rosa Lin ran it in partnership with Viatel Motors.",
        "Under Rosa Lin's leadership, Ian Holt has grown.",
        "Under Rosa Lin's leadership, Norvex Systems could grow.",
        "Norvex Systems is not part of the Harbor Alliance.",
        "Norvex Systems is part of the problem.",
        "Norvex Systems is part of Viatel Motors.",
        "Rosa Lin met a director on Norvex Systems' board.",
        "Rosa Lin met Ian Holt in the Senate.",
        "While in the Senate race, Rosa Lin wrote it.",
    ],
)
def test_what_is_like_a_tie_is_none(text: str) -> None:
    """Denied, planned, of somebody else, or of no body at all."""
    relations = ("CONNECTED_TO", "LEADS", "MEMBER_OF", "OWNS")

    assert not any(relation in claim for claim in asserted(text) for relation in relations)
