"""An edge in words, for the exports that people read."""

import pytest

from techpol.graph.export.sentences import caption, sentence
from techpol.schema.model import Edge, Modality, Qualifiers
from techpol.schema.values import PartialDate


def edge(relation: str, **said: object) -> Edge:
    return Edge("g-1", "e-1", relation, "e-2", Modality.ASSERTED, Qualifiers(**said), ())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (edge("LEADS", role="chair"), "Ada leads Ostra (chair)"),
        (edge("LEADS", role="chair", past=True), "Ada led Ostra (chair)"),
        (edge("MEMBER_OF", past=True, end=PartialDate(2020)), "Ada was a member of Ostra (until 2020)"),
        (edge("DONATED_TO"), "Ada donated to Ostra"),
        # No words of its own for what is over: said in brackets.
        (edge("FOUNDED", past=True), "Ada founded Ostra (ended)"),
        # What is said is no template.
        (edge("LEADS", role="{object} of {subject}"), "Ada leads Ostra ({object} of {subject})"),
    ],
)
def test_a_sentence(made: Edge, told: str) -> None:
    assert sentence(made, "Ada", "Ostra") == told


def test_all_but_the_names_is_written_as_it_may_stand() -> None:
    assert sentence(edge("LEADS", role="chair"), "Ada", "Ostra", str.upper) == "Ada LEADS Ostra (CHAIR)"


def test_a_caption_says_that_a_state_ended() -> None:
    assert caption(edge("LEADS", role="chair", past=True)) == "leads chair, ended"
