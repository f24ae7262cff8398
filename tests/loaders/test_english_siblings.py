"""Whom "the twins" and "the brothers" stand for."""

from __future__ import annotations

import pytest
from english import get_result, read, source_of

from techpol.loaders.gate import refusal_reason
from techpol.schema.ontology import load_ontology


def founders(text: str) -> set[str]:
    """Return who is said to have founded Zenda Systems; the gate must let each claim through."""
    source, result = source_of(text), get_result(text)
    referents = {referent.key: referent for referent in result.referents}
    claims = [c for c in result.claims if c.relation == "FOUNDED" and "zenda" in c.object]
    assert [refusal_reason(c, source, referents, load_ontology()) for c in claims] == [None] * len(claims)
    return {claim.subject for claim in claims}


@pytest.mark.parametrize("noun", ["twins", "brothers"])
def test_the_twins_are_the_one_pair_named_together(noun: str) -> None:
    found = founders(f"Peter and Colin Tyrell spoke in Ohio.\nThe {noun} founded Zenda Systems in 2014.")

    assert found == {"Person:peter tyrell", "Person:colin tyrell"}


@pytest.mark.parametrize(
    "before",
    [
        "Peter Tyrell and Mara Ellison spoke in Ohio.",
        "Peter and Colin Tyrell met Mara and Rosa Ellison.",
        "Peter Tyrell spoke in Ohio.",
    ],
)
def test_nobody_is_meant_where_none_or_two_pairs_are_named(before: str) -> None:
    found = founders(f"{before}\nThe twins founded Zenda Systems in 2014.")

    assert found == set()


def test_whose_committee_is_given_to_is_given_nothing() -> None:
    text = (
        "Mara Ellison sent $5,000 to the Harbor Victory Committee, a joint committee of the Tyrell campaign, "
        "the Republican National Committee and other groups."
    )
    found = [claim.object for claim in read(text) if claim.relation == "DONATED_TO"]

    assert found == ["Committee:harbor victory committee"]
