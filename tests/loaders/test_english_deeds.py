"""What one has, says and does stands for one in praise and blame; what is done to one does not."""

from __future__ import annotations

import pytest
from english import asserted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Senator Rosa Lin praised Senator Ian Holt's work.", "rosa lin PRAISED ian holt"),
        ("Senator Rosa Lin praised Senator Ian Holt's address as one of the best.", "rosa lin PRAISED ian holt"),
        ("Senator Rosa Lin questioned Senator Ian Holt's heritage.", "rosa lin CRITICIZED ian holt"),
        ("Senator Rosa Lin mocked Senator Ian Holt's accent.", "rosa lin CRITICIZED ian holt"),
        ("Senator Rosa Lin spent her career opposing Governor Ian Holt.", "rosa lin OPPOSED ian holt"),
        ("Senator Rosa Lin endorsed Governor Ian Holt's candidacy.", "rosa lin ENDORSED ian holt"),
        ("Senator Rosa Lin endorsed Ian Holt to be the Democratic nominee.", "ian holt RUNS_FOR democratic party"),
        ("Senator Rosa Lin spoke of her vigor as the Democratic nominee.", "rosa lin RUNS_FOR democratic party"),
    ],
)
def test_what_one_has_says_and_does_stands_for_one(text: str, wanted: str) -> None:
    """Who praises somebody's work praises somebody."""
    found = asserted(text)

    assert wanted in found


@pytest.mark.parametrize(
    "text",
    [
        "Senator Rosa Lin slammed Senator Ian Holt's son.",
        "Senator Rosa Lin did not praise Senator Ian Holt's address.",
        "Senator Rosa Lin supports Senator Ian Holt's arrest.",
        "Senator Rosa Lin endorsed Senator Ian Holt's plan.",
        "Senator Rosa Lin wants to take Senator Ian Holt's place as the Democratic nominee.",
        "Senator Rosa Lin refused to endorse Ian Holt to be the Democratic nominee.",
    ],
)
def test_what_is_done_to_one_does_not(text: str) -> None:
    """Who backs somebody's arrest or plan does not back somebody."""
    found = asserted(text)

    assert not any(" ian holt" in claim or claim.startswith("ian holt RUNS_FOR") for claim in found)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Senator Rosa Lin argued that Senator Ian Holt would be worse for America.", True),
        ("Senator Rosa Lin said Senator Ian Holt is bad for the country.", True),
        ("Senator Rosa Lin said Ian Holt is unfit to serve.", True),
        ("Senator Rosa Lin said Senator Ian Holt would not be bad for the country.", False),
        ("Senator Rosa Lin said the storm would be bad for Ian Holt.", False),
        ("Senator Rosa Lin asked whether Ian Holt is bad for the country.", False),
    ],
)
def test_who_is_bad_for_something_is_blamed(text: str, wanted: bool) -> None:
    """Who is "bad for the country" is blamed; for whom a thing is bad is not."""
    assert ("rosa lin CRITICIZED ian holt" in asserted(text)) is wanted
