"""Turns of phrase that deny, doubt or only compare in English, and what merely looks like them."""

from __future__ import annotations

import pytest
from english import asserted

_VERBS = [  # infinitive, past, participle, gerund
    ("endorse Leo Grant", "endorsed Leo Grant", "endorsed Leo Grant", "endorsing Leo Grant"),
    ("meet with Leo Grant", "met with Leo Grant", "met with Leo Grant", "meeting with Leo Grant"),
    ("run for president", "ran for president", "run for president", "running for president"),
    ("work for Norvex Corp", "worked for Norvex Corp", "worked for Norvex Corp", "working for Norvex Corp"),
]
_DENYING = [
    "Rosa Lin was to {0} but fell ill.",
    "Rosa Lin was invited to {0} but declined.",
    "Rosa Lin is too busy to {0}.",
    "Rosa Lin could not bring herself to {0}.",
    "Rosa Lin pretended to {0}.",
    "Rosa Lin saw no reason to {0}.",
    "Rosa Lin lacked the courage to {0}.",
    "Were Rosa Lin to {0}, the party would split.",
    "Ian Holt said Rosa Lin {1}. That is false.",
    "It was not Rosa Lin who {1}.",
    "Rosa Lin nearly {1}.",
    "No record shows that Rosa Lin {1}.",
    "Ian Holt doubts that Rosa Lin {1}.",
    "Ian Holt joked that Rosa Lin {1}.",
    "A fake post said that Rosa Lin {1}.",
    "Ian Holt wrongly said that Rosa Lin {1}.",
    "The story that Rosa Lin {1} was made up.",
    "The paper retracted a story that Rosa Lin {1}.",
    "It is a lie that Rosa Lin {1}.",
    "Rosa Lin {1}, according to a report, which she denied.",
    "It looked as though Rosa Lin {1}.",
    "At no time has Rosa Lin {2}.",
    "Nor has Rosa Lin {2}.",
    "Rosa Lin has by no means {2}.",
    "Rosa Lin was falsely reported to have {2}.",
    "Rosa Lin decided against {3}.",
    "Rosa Lin refrained from {3}.",
    "Rosa Lin was barred from {3}.",
    "Rather than {3}, Rosa Lin went home.",
    "Rosa Lin went home instead of {3}.",
    "Rosa Lin came close to {3}.",
    "Rosa Lin laughed off the idea of {3}.",
    "Rosa Lin put off {3}.",
]


@pytest.mark.parametrize("pattern", _DENYING)
@pytest.mark.parametrize("verb", _VERBS)
def test_what_a_turn_of_phrase_denies_is_not_asserted(pattern: str, verb: tuple[str, ...]) -> None:
    found = asserted(pattern.format(*verb))
    assert not {claim for claim in found if claim.startswith("rosa lin ")}, found


@pytest.mark.parametrize(
    "text",
    [
        "Rosa Lin's endorsement of Leo Grant never happened.",
        "Rosa Lin's meeting with Leo Grant was called off.",
        "Rosa Lin's meeting with Leo Grant fell through.",
        "Rosa Lin's run for president was a hoax.",
        "Rosa Lin skipped a meeting with Leo Grant.",
        "Rosa Lin canceled her meeting with Leo Grant.",
        "Norvex Corp hires people like Rosa Lin.",
        "Everyone but Rosa Lin endorsed Leo Grant.",
        "Rosa Lin endorsed neither Leo Grant nor Ian Holt.",
        "Rosa Lin supports no candidate, including Leo Grant.",
        "Rosa Lin decided against being chief executive of Norvex Corp.",
        "Rosa Lin has no intention of being chief executive of Norvex Corp.",
        "Had Rosa Lin endorsed Leo Grant, the party would have split.",
        "Never has Rosa Lin given money to Leo Grant.",
        "Rosa Lin is no supporter of Leo Grant.",
        "Speakers at the Harbor Summit did not include Rosa Lin.",
        "Rosa Lin was not among the speakers at the Harbor Summit.",
        "Donors to Leo Grant do not include Rosa Lin.",
    ],
)
def test_what_did_not_take_place_or_is_only_compared_is_not_asserted(text: str) -> None:
    assert asserted(text) == set()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Rosa Lin did not only endorse Leo Grant but also gave him money.", "rosa lin ENDORSED leo grant"),
        ("Rosa Lin never stopped supporting Leo Grant.", "rosa lin SUPPORTED leo grant"),
        ("Rosa Lin did not hesitate to endorse Leo Grant.", "rosa lin ENDORSED leo grant"),
        ("Rosa Lin did not refrain from criticizing Leo Grant.", "rosa lin CRITICIZED leo grant"),
        ("Rosa Lin does not regret that she endorsed Leo Grant.", "rosa lin ENDORSED leo grant"),
        ("No one but Rosa Lin endorsed Leo Grant.", "rosa lin ENDORSED leo grant"),
        ("Rather than wait, Rosa Lin endorsed Leo Grant on Monday.", "rosa lin ENDORSED leo grant"),
        ("Rosa Lin, who was falsely accused of theft, endorsed Leo Grant.", "rosa lin ENDORSED leo grant"),
        ("Rosa Lin stopped short of a boycott but criticized Leo Grant.", "rosa lin CRITICIZED leo grant"),
        ("Rosa Lin criticized Leo Grant, a charge that he denied.", "rosa lin CRITICIZED leo grant"),
        ("Rosa Lin decided against a run and endorsed Leo Grant.", "rosa lin ENDORSED leo grant"),
        ("Rosa Lin was nearly 80 when she endorsed Leo Grant.", "rosa lin ENDORSED leo grant"),
        ("Rosa Lin donated almost $2 million to Leo Grant.", "rosa lin DONATED_TO leo grant"),
        ("Rosa Lin was the first senator to endorse Leo Grant.", "rosa lin ENDORSED leo grant"),
        ("Rosa Lin endorsed Ian Holt, not Leo Grant.", "rosa lin ENDORSED ian holt"),
        ("Rosa Lin missed the start of her meeting with Leo Grant.", "rosa lin MET_WITH leo grant"),
    ],
)
def test_what_merely_looks_denied_stays_asserted(text: str, wanted: str) -> None:
    assert wanted in asserted(text)
