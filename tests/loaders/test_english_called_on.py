"""What somebody is called on to do is not done yet; who wants it done stands for it."""

from __future__ import annotations

import pytest
from english import read


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Peter Tyrell called on Colin Reed to condemn Mara Ellison.",
            {("colin reed", "CRITICIZED", "mara ellison", "planned")},
        ),
        (
            "Peter Tyrell told Colin Reed to back Mara Ellison.",
            {("colin reed", "ENDORSED", "mara ellison", "planned")},
        ),
        (
            "Peter Tyrell convinced Colin Reed to endorse Mara Ellison.",
            {("colin reed", "ENDORSED", "mara ellison", "asserted")},
        ),
        (
            "Peter Tyrell called on Democrats to help elect Mara Ellison.",
            {
                ("peter tyrell", "ENDORSED", "mara ellison", "asserted"),
                ("democratic party", "SUPPORTED", "mara ellison", "planned"),
            },
        ),
        (
            "Peter Tyrell is pushing to elect Mara Ellison.",
            {("peter tyrell", "SUPPORTED", "mara ellison", "asserted")},
        ),
    ],
)
def test_whoever_is_called_on_has_not_done_it(text: str, wanted: set[tuple[str, str, str, str]]) -> None:
    stances = ("CRITICIZED", "ENDORSED", "SUPPORTED")
    found = {
        (claim.subject.split(":")[1], claim.relation, claim.object.split(":")[1], str(claim.modality))
        for claim in read(text)
        if claim.relation in stances
    }

    assert found == wanted
