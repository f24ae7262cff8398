"""A state's or a county's party is a body of its own, and never the national party."""

from __future__ import annotations

import english
import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Weld gave $500 to the Texas Republican Party.", "texas republican party"),
        ("Anna Weld gave $500 to the Republican Party of Texas.", "texas republican party"),
        ("Anna Weld gave $500 to the Texas GOP.", "texas republican party"),
        ("Anna Weld gave $500 to the New Hampshire Democratic Party.", "new hampshire democratic party"),
        ("Anna Weld gave $500 to the Harbor County Republican Party.", "harbor county republican party"),
        ("Anna Weld gave $500 to the Washington State Republican Party.", "washington state republican party"),
        ("Anna Weld gave $500 to the Republican Party.", "republican party"),
    ],
)
def test_the_state_is_part_of_the_name(text: str, expected: str) -> None:
    found = english.triples(text)

    assert found == {f"anna weld DONATED_TO {expected}"}


def test_both_are_told_apart_in_one_sentence() -> None:
    found = english.triples("Anna Weld gave $500 to the Georgia Republican Party and to the Republican Party.")

    assert found == {"anna weld DONATED_TO georgia republican party", "anna weld DONATED_TO republican party"}


def test_who_heads_a_state_s_party_heads_no_other() -> None:
    found = english.triples("Anna Weld is the chairwoman of the Georgia Democratic Party.")

    assert "anna weld LEADS georgia democratic party" in found
    assert not any(item.endswith(" democratic party") and "georgia" not in item for item in found)


@pytest.mark.parametrize(
    "text",
    [
        "Anna Weld gave $500 to the state Republican Party.",
        "Anna Weld gave $500 to Georgia's Republican Party.",
        "Anna Weld gave $500 to the Republican Party in Texas.",
        "The county Republican Party endorsed Paul Ames.",
    ],
)
def test_a_part_without_a_name_is_not_the_whole(text: str) -> None:
    assert english.triples(text) == set()


def test_a_state_s_member_is_of_the_party() -> None:
    found = english.triples("Texas Republican Dan Ames criticized Anna Weld.")

    assert "dan ames AFFILIATED_WITH republican party" in found
