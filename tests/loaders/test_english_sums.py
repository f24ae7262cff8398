"""A sum and its parts: who got how much of it, and that the sum is no gift beside them."""

from __future__ import annotations

import english
import pytest

from techpol.schema.model import Claim


def gifts(text: str) -> list[Claim]:
    return [claim for claim in english.read(text, "2024-09-22") if claim.relation == "DONATED_TO"]


def told(text: str) -> set[str]:
    return {
        f"{c.subject.split(':')[1]} > {c.object.split(':')[1]}: {c.qualifiers.amount} {c.qualifiers.amount_scope}"
        for c in gifts(text)
    }


PARTS = {
    "olga brandt > harbor fund: 200,000 USD single",
    "olga brandt > liberty road pac: 500,000 USD single",
}


@pytest.mark.parametrize(
    "text",
    [
        "Olga Brandt gave $700,000 to Republicans: $200,000 to the Harbor Fund and $500,000 to Liberty Road PAC.",
        "Olga Brandt gave $700,000 to Republicans, including $200,000 to the Harbor Fund and "
        "$500,000 to Liberty Road PAC.",
        "Olga Brandt gave a total of $700,000 to Republican groups — $200,000 to the Harbor Fund and $500,000 to "
        "Liberty Road PAC.",
        "Olga Brandt gave $700,000 to Republican committees ($200,000 to the Harbor Fund and $500,000 to "
        "Liberty Road PAC).",
        "Olga Brandt donated $700,000: $200,000 to the Harbor Fund and $500,000 to Liberty Road PAC.",
        "Olga Brandt gave $700,000 to the Republican Party and others: $200,000 to the Harbor Fund and $500,000 to "
        "Liberty Road PAC.",
    ],
)
def test_parts_are_gifts_of_their_own_and_the_sum_is_none(text: str) -> None:
    found = told(text)

    assert found == PARTS


def test_givers_may_be_the_parts() -> None:
    found = told("Liberty Road PAC got $2 million from chiefs: $1 million from Olga Brandt, $1 million from Bo Hale.")

    assert found == {
        "olga brandt > liberty road pac: 1,000,000 USD single",
        "bo hale > liberty road pac: 1,000,000 USD single",
    }


def test_a_campaign_gets_a_part() -> None:
    found = told(
        "Maria Delgado spoke. Olga Brandt gave $503,300 to Democrats: $3,300 to Delgado's Senate campaign and "
        "$500,000 to the Senate Majority PAC."
    )

    assert {item.split(": ")[1] for item in found} == {"3,300 USD single", "500,000 USD single"}
    assert "olga brandt > senate majority pac: 500,000 USD single" in found
    assert not any("> maria delgado" in item or "party" in item for item in found)


def test_a_sum_whose_parts_are_days_is_a_total_without_a_day() -> None:
    found = gifts("Olga Brandt donated $2 million to the Harbor Fund: $1 million in March and $1 million in June.")

    assert [(str(c.qualifiers.amount), c.qualifiers.amount_scope, c.qualifiers.start) for c in found] == [
        ("2,000,000 USD", "total", None)
    ]


def test_two_who_gave_together_are_not_told_apart() -> None:
    found = told(
        "Olga Brandt and Bo Hale gave $7,000 to Republicans: $2,000 to the Harbor Fund and $5,000 to the Bay Fund."
    )

    assert found == set()


@pytest.mark.parametrize(
    "text",
    [
        "Olga Brandt gave $50,000 to Democrats last year.",
        "Olga Brandt gave Republicans $50,000.",
        "Democrats received $50,000 from Olga Brandt.",
        "Olga Brandt is a major donor to Democrats.",
    ],
)
def test_the_people_of_a_party_are_not_the_party(text: str) -> None:
    assert told(text) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Olga Brandt gave $50,000 to the Democratic Party.", "olga brandt > democratic party: 50,000 USD single"),
        ("Olga Brandt gave £5 million ($6.3 million) to the Harbor Fund.", "5,000,000 GBP"),
        ("Olga Brandt gave $5,000 to the Harbor Fund, she said.", "olga brandt > harbor fund: 5,000 USD single"),
    ],
)
def test_what_has_no_parts_stays_as_it_is(text: str, expected: str) -> None:
    found = told(text)

    assert any(expected in item for item in found)


def test_each_gift_of_a_list_has_its_own_day() -> None:
    found = gifts("Olga Brandt gave $5,000 to the Harbor Fund in March and $7,000 to Liberty Road PAC in June.")

    assert {(str(c.qualifiers.amount), str(c.qualifiers.start)) for c in found} == {
        ("5,000 USD", "2024-03"),
        ("7,000 USD", "2024-06"),
    }
