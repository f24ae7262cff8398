from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from techpol.loaders.figures import figures_in, states_figure


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("$1.5mn", 1_500_000),
        ("$250,000 each", 250_000),
        ("one hundred and fifty thousand dollars", 150_000),
        ("two and a half million", 2_500_000),
        ("half a million", 500_000),
        ("a pair of checks", 2),
        ("٢٠٠ ألف دولار", 200_000),
        ("مليوني دولار", 2_000_000),
        ("مليون ونصف المليون", 1_500_000),
        ("خمسة وعشرون مليون ريال", 25_000_000),
        ("ثلاثمائة وخمسين ألف", 350_000),
        ("أرسل تحويلين", 2),
        ("368.000 دولار", 368_000),
        ("بمليار دولار", 10**9),
    ],
)
def test_a_figure_is_found_in_digits_and_words(text, value):
    assert states_figure(text, Decimal(value))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("$1.5mn", 15_000_000),
        ("more than 100 investors", 100_000_000),
        ("ten donors of $500,000", 5_000_000),
        ("half a million", 1_000_000),
        ("٢٠٠ ألف دولار", 200_000_000),
    ],
)
def test_a_figure_that_does_not_stand_there_is_not_found(text, value):
    assert not states_figure(text, Decimal(value))


@given(st.text())
def test_any_text_is_read(text):
    assert all(value.is_finite() for value in figures_in(text))


@given(st.integers(min_value=1, max_value=10**12))
def test_a_number_written_in_any_digits_is_found(number):
    arabic = str(number).translate({ord(str(n)): 0x0660 + n for n in range(10)})

    assert states_figure(f"{number:,} dollars", Decimal(number))
    assert states_figure(f"مبلغ {arabic} دولار", Decimal(number))
