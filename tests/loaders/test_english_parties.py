"""Whose party a word before a name tells, and roles of the many who work for a body."""

from __future__ import annotations

import pytest
from english import asserted, without_stops


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Labour peer Rosa Lin spoke.", "rosa lin AFFILIATED_WITH labour party"),
        ("Rosa Lin, the Labour peer behind the bill, spoke.", "rosa lin AFFILIATED_WITH labour party"),
        ("Ian Holt mocked his Republican opponent, former Gov. Rosa Lin.",
         "rosa lin AFFILIATED_WITH republican party"),
        ("Senate leader Rosa Lin and House leader Ian Holt, the top two Democratic leaders, spoke.",
         "rosa lin AFFILIATED_WITH democratic party"),
        ("Rosa Lin became the first Republican to say so.", "rosa lin AFFILIATED_WITH republican party"),
        ("The vote makes Rosa Lin the first Democrat to say so.", "rosa lin AFFILIATED_WITH democratic party"),
        ("Rosa Lin, Norvex Systems' chief people officer, spoke.", "rosa lin WORKS_FOR norvex systems"),
        ("CNN fashion critic Rosa Lin spoke.", "rosa lin WORKS_FOR cnn"),
        ("Rosa Lin, Ian Holt's Ohio organizing director, spoke.", "rosa lin WORKS_FOR ian holt"),
        ("Rosa Lin, the former Norvex Systems engineer turned CNN host, spoke.", "rosa lin WORKS_FOR cnn"),
        ("Rosa Lin, a former Holt administration official, met Ian Holt.", "rosa lin WORKS_FOR ian holt"),
    ],
)  # fmt: skip
def test_a_word_before_a_name_tells_it(text: str, wanted: str) -> None:
    """Each is said of her."""
    assert wanted in without_stops(asserted(text))


@pytest.mark.parametrize(
    "text",
    [
        "A Republican opponent, Rosa Lin said, was late.",
        "Rosa Lin did not become a Republican.",
        "Republican megadonor Rosa Lin spoke.",
        "Rosa Lin met the Labour peer.",
        "Rosa Lin, a fashion critic, met CNN.",
        "Rosa Lin met the Holt administration official.",
        "Holt administration officials and donors, including Rosa Lin, met Ian Holt.",
        "A Norvex Systems engineer turned to Rosa Lin.",
    ],
)
def test_others_are_left(text: str) -> None:
    """The party, or the employer, is somebody else's, or nobody's."""
    found = without_stops(asserted(text))

    assert not any(claim.startswith(("rosa lin AFFILIATED_WITH", "rosa lin WORKS_FOR")) for claim in found)
