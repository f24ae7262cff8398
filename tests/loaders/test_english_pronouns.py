"""Whom "he" and "she" stand for, where what they do names somebody else."""

from __future__ import annotations

import pytest
from english import asserted, read


@pytest.mark.parametrize(
    ("text", "wanted", "unwanted"),
    [
        (
            "Mayor Peter Tyrell met Colin Reed on Monday. He criticized Colin Reed.",
            ["peter tyrell CRITICIZED colin reed"],
            [],
        ),
        (
            'Peter Tyrell told reporters: "Colin Reed had a terrible week." He also met Tom Wade in Ohio.',
            ["peter tyrell MET_WITH tom wade"],
            ["colin reed MET_WITH tom wade"],
        ),
        (
            "Peter Tyrell spoke on Monday. He's often criticized Colin Reed over the roads.",
            ["peter tyrell CRITICIZED colin reed"],
            ["colin reed CRITICIZED peter tyrell"],
        ),
        (
            "Peter Tyrell spoke on Monday. He's criticized by Colin Reed over the roads.",
            ["colin reed CRITICIZED peter tyrell"],
            ["peter tyrell CRITICIZED colin reed"],
        ),
    ],
)
def test_who_is_named_in_what_he_does_is_another(text: str, wanted: list[str], unwanted: list[str]) -> None:
    found = asserted(text)

    assert [triple for triple in wanted if triple not in found] == []
    assert [triple for triple in unwanted if triple in found] == []


def test_a_name_in_a_clause_of_its_own_may_still_be_meant() -> None:
    text = "Zenda Systems grew. It would buy Orbis Motors in a deal that will help Zenda's sales, Zenda Systems said."
    found = {(claim.subject, claim.relation, claim.object) for claim in read(text)}

    assert ("Company:zenda systems", "OWNS", "Company:orbis motors") in found


def test_a_firm_named_in_passing_is_not_the_company_of_the_next_paragraph() -> None:
    text = (
        "Dana Ferrow founded the chipmaker Lattice Peak. Lattice Peak is based in Oregon.\n\n"
        "Paul Boone's campaign returned a donation from Bluewater Capital last week.\n\n"
        "The company itself spent $900,000 lobbying Congress last year."
    )

    assert not {claim for claim in asserted(text) if "LOBBIED" in claim}
