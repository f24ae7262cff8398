from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from techpol.schema.values import Money, PartialDate


@pytest.mark.parametrize("text", ["2023", "2023-06", "2023-06-14", "--06-14", "--06"])
def test_partial_date_keeps_its_precision(text):
    assert str(PartialDate.clean(text)) == text


@pytest.mark.parametrize(
    "text", ["", None, "2023-13", "2023-02-30", "14 June", "2023-6-1", "0000", "-2023", "--", "--02-30"]
)
def test_what_is_no_date_is_none(text):
    assert PartialDate.clean(text) is None


def test_leap_day_without_a_year_may_be():
    assert str(PartialDate.clean("--02-29")) == "--02-29"
    assert PartialDate.clean("2023-02-29") is None


def test_first_and_last_day_of_a_month():
    month = PartialDate(2024, 2)

    assert date(2024, 2, 1) == month.first_day()
    assert date(2024, 2, 29) == month.last_day()
    assert PartialDate(month=6, day=14).first_day() is None


def test_dates_agree_where_both_speak():
    assert PartialDate(month=6, day=14).agrees_with(PartialDate(2023, 6))
    assert not PartialDate(2023, 6).agrees_with(PartialDate(2023, 7))


@given(st.dates())
def test_a_day_is_its_own_first_and_last(day):
    partial = PartialDate.clean(day.isoformat())

    assert partial is not None
    assert day == partial.first_day() == partial.last_day()


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=2))
def test_equal_amounts_are_written_equally(amount):
    assert str(Money(amount)) == str(Money(amount + Decimal("0.000")))
    assert Money(amount).amount == amount


@pytest.mark.parametrize("amount", ["", "NaN", "Infinity", "12 000", None])
def test_what_is_no_amount_is_none(amount):
    assert Money.clean(amount, "USD") is None


def test_a_currency_is_a_code():
    assert Money.clean("1", "dollars") is None
    assert str(Money.clean("1500000", "USD")) == "1,500,000 USD"
