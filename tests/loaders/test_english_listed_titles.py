"""Offices and parties of those whom one title in the plural opens a list of."""

from __future__ import annotations

import pytest

from techpol.loaders.articles.reading import read_source
from techpol.schema.model import Claim, Referent, Source


def claims(text: str) -> set[tuple[str, str, str]]:
    """Return the triples that are read in a text."""
    source = Source(key="s", kind="article", sha256="0" * 64, language="en", text=text)
    statements = list(read_source(source)[0].statements)
    names = {s.key: s.name for s in statements if isinstance(s, Referent)}
    return {(names[c.subject], c.relation, names[c.object]) for c in statements if isinstance(c, Claim)}


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Sens. Jane Ellison of Ohio and Peter Tyrell of Utah left.", ("Peter Tyrell", "HOLDS_OFFICE", "Utah")),
        ("Sens. Jane Ellison, D-Ohio, and Peter Tyrell, R-Utah, left.", ("Peter Tyrell", "HOLDS_OFFICE", "Utah")),
        ("Reps. Jane Ellison (D-Ohio) and Peter Tyrell (R-Nev.) left.", ("Peter Tyrell", "HOLDS_OFFICE", "Nevada")),
        (
            "Democratic Reps. Jane Ellison, Ann Reyes and Peter Tyrell left.",
            ("Peter Tyrell", "AFFILIATED_WITH", "Democratic Party"),
        ),
        (
            "Republican Sens. Jane Ellison and Peter Tyrell and Democratic Rep. Ann Reyes left.",
            ("Peter Tyrell", "AFFILIATED_WITH", "Republican Party"),
        ),
    ],
)
def test_the_others_of_a_list(text: str, claim: tuple[str, str, str]) -> None:

    assert claim in claims(text)


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Sens. Jane Ellison of Ohio and Peter Tyrell's aides of Utah left.", "Peter Tyrell"),
        ("Democratic Reps. Jane Ellison and Ann Reyes, a banker, and Peter Tyrell left.", "Peter Tyrell"),
        ("Sens. Jane Ellison of Ohio met Peter Tyrell of Utah.", "Peter Tyrell"),
        ("Republican Sens. Jane Ellison and Ann Reyes and Democratic Rep. Peter Tyrell left.", "Republican"),
        ("Democratic Reps. Jane Ellison and Peter Tyrell (R-Ohio) left.", "Democratic"),
    ],
)
def test_who_is_not_of_a_list(text: str, person: str) -> None:

    found = claims(text)

    if person == "Peter Tyrell":
        assert not any(s == person and r in ("HOLDS_OFFICE", "AFFILIATED_WITH") for s, r, _ in found)
    else:
        assert ("Peter Tyrell", "AFFILIATED_WITH", f"{person} Party") not in found


def test_what_stands_before_a_launched_firm_was_not_launched() -> None:

    found = claims("Jane Ellison, who helped launch Zenda News competitor Orbis Television, left.")

    assert not any(o.startswith("Zenda") for s, r, o in found if r == "FOUNDED")
