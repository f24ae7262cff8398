"""Entities of a ledger are found by what a person would type."""

from __future__ import annotations

import pytest
from ledger_samples import samples

from techpol.graph.ledger import Ledger


def found(ledger: Ledger, name: str, type_name: str | None = None) -> list[str]:
    return [entity.name for entity, _ in ledger.find_entities(name, type_name)]


def test_names_are_found_however_they_are_typed(filled_ledger):
    for typed in ("Ada Quill", "ada  QUILL", "Quill", "Quill Ada", "Ada Quil", "Adda Quill", "ada qu"):
        assert found(filled_ledger, typed)[:1] == ["Ada Quill"], typed
    assert found(filled_ledger, "آدا كويل")[:1] == ["Ada Quill"]
    assert found(filled_ledger, "آدا كويـل")[:1] == ["Ada Quill"]
    assert found(filled_ledger, "Marsh")[0] in ("Lee Marsh", "Marsh campaign")
    assert found(filled_ledger, "Marsh", "Committee") == ["Marsh Victory Fund"]
    assert set(found(filled_ledger, "Marsh", "Organization")) == {"Marsh Victory Fund", "Marsh campaign"}
    for nothing in ("", "  ", "Zebedee Xanthippe", '"', "a' OR 1=1 --", "*"):
        assert found(filled_ledger, nothing) == [], nothing


def test_the_same_name_scores_one_and_others_less(filled_ledger):
    scores = [score for _, score in filled_ledger.find_entities("Marsh Victory Fund")]

    assert scores[0] == 1.0
    assert all(score < 1.0 for score in scores[1:])


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("QUILL, ADA", "Ada Quill"),
        ("آدا كويل", "Ada Quill"),
        ("لي مارش", "Lee Marsh"),
        ("Rowen Pyke", "Rowan Pike"),
        ("روان بايك", "Rowan Pike"),
        ("بايك، روان", "Rowan Pike"),
    ],
)
def test_a_name_is_found_by_other_spellings_and_in_the_other_script(asked, found):
    with Ledger.in_memory() as ledger:
        for article in samples()[:3]:
            ledger.put(article.reading())
        ledger.build()

        (entity, score), *_ = ledger.find_entities(asked, "Person")
    assert entity.name == found
    assert 0.75 < score < 1
