"""Names that no list knows, told for firms by what is said of them, and for nothing where it is said of people."""

from __future__ import annotations

import pytest
from english import get_result

# Names that the statistical finder takes for people or places in these sentences.
FIRMS = [
    ("Fenloom (FLM.N) met Jane Doe in Ohio.", "Fenloom"),
    ("Jane Doe met those of Fenloom's (NASDAQ: FLM) in Ohio.", "Fenloom"),
    ("Jane Doe, an early backer of Zephrane, spoke on Monday.", "Zephrane"),
    ("Jane Doe's fund shed its Zephrane stake.", "Zephrane"),
    ("Fenloom Aerodyne said on Tuesday that its chief executive, Jane Doe, had left.", "Fenloom"),
    ("Zephrane said its profit rose by a third, to the joy of Jane Doe.", "Zephrane"),
    ("Hadran shares rose on Monday, said Jane Doe.", "Hadran"),
    ("Fenloom sold its stake in the first quarter, Jane Doe said.", "Fenloom"),
    ("Chinese phone makers including Fenloom, Quorvex and Vexoria have met Jane Doe.", "Fenloom"),
    ("Companies such as Quorvex and Fenloom backed Jane Doe.", "Fenloom"),
    ("The deal follows the acquisition of Ostrava by Jane Doe.", "Ostrava"),
]
PEOPLE = [
    "A backer of Matthis Corvane spoke. Mr. Corvane raised his stake in the contest.",
    "The allies of Matthis Corvane met Jane Doe. Mr. Corvane was glad.",
    "Senator Matthis Corvane said its profit rose. Corvane is glad.",
    "Rivals such as Senator Matthis Corvane and Ted Cruz quit. Corvane said he was glad.",
    "Film makers like Matthis Corvane and Jane Doe backed the bill. Mr. Corvane was glad.",
    "The browser of veteran software maker Jon von Corvane is out. He is glad.",
    "Senator Matthis Corvane sold his shares. The employees of Matthis Corvane met Jane Doe.",
]
ORGANISATIONS = {"Company", "Organization"}


def type_of(text: str, name: str) -> str | None:
    return next((item.type for item in get_result(text).referents if name in item.name), None)


@pytest.mark.parametrize(("text", "name"), FIRMS)
def test_a_firm_is_told_by_what_firms_have(text, name) -> None:
    assert type_of(text, name) in ORGANISATIONS


@pytest.mark.parametrize("text", PEOPLE)
def test_people_stay_people(text) -> None:
    assert "Person" == type_of(text, "Corvane")


def test_two_firms_of_which_one_owns_the_other() -> None:
    text = "Tancred Kirkebo's Jantrix sold its stake in Fenloom (FLM.N) in the first quarter."

    assert type_of(text, "Jantrix") in ORGANISATIONS
    assert "Person" == type_of(text, "Kirkebo")


@pytest.mark.parametrize("place", ["Fort Corvane", "South Corvane", "Lake Corvane"])
def test_a_place_that_bears_a_name_stays_one(place) -> None:
    text = f"Mr. Corvane spoke at {place}. Mr. Corvane was glad."

    assert "Person" != type_of(text, place)
