"""Last names that papers write alone are of people, and what is named after people is none of them."""

from __future__ import annotations

import english
import pytest

from techpol.schema.model import Referent


def types(text: str) -> dict[str, str]:
    return {item.name: item.type for item in english.get_result(text).referents if isinstance(item, Referent)}


@pytest.mark.parametrize(
    "text",
    [
        "At that same rally, Trump accused Ellison of trying to hide her past.",
        "Trump berated a reporter onstage. Trump Organization shares fell.",
        "Musk fired off a reply within minutes.",
        "Zuckerberg was grilled for two hours.",
    ],
)
def test_a_bare_last_name_is_somebody(text: str) -> None:
    found = types(text)

    assert {found.get(name) for name in ("Trump", "Musk", "Zuckerberg")} - {None} == {"Person"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Trump Tower was closed on Monday.", "Trump Tower"),
        ("Police shut Musk Avenue and Harris Stadium for the day.", "Harris Stadium"),
        ("Harris County officials counted until midnight.", "Harris County"),
    ],
)
def test_what_is_named_after_people_is_no_person(text: str, name: str) -> None:
    assert types(text).get(name) != "Person"


def test_who_speaks_is_not_the_tower_of_the_name() -> None:
    text = "Trump accused Mara Ellison of fraud. Trump Tower was closed on Monday."

    assert types(text)["Trump"] == "Person"
    assert english.asserted(text) == {"trump CRITICIZED mara ellison"}
