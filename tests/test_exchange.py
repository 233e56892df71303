"""Rates of exchange agree with those that CurrencyConverter reads from the same file."""

from __future__ import annotations

from datetime import date

import pytest
from currency_converter import CurrencyConverter

from linter import rates_before, rates_ever

RATES = CurrencyConverter()


@pytest.mark.parametrize(
    ("source", "target"), [("EUR", "USD"), ("USD", "EUR"), ("GBP", "JPY"), ("SEK", "DKK")]
)
@pytest.mark.parametrize("day", [date(2000, 1, 4), date(2009, 6, 30), date(2023, 3, 10)])
def test_a_day_has_the_rate_of_the_bank(source: str, target: str, day: date) -> None:
    rates = rates_before(source, target, day, 0)
    assert rates is not None
    assert float(rates.low) == float(rates.high) == pytest.approx(RATES.convert(1, source, target, date=day))


def test_a_period_has_its_extremes() -> None:
    month = rates_before("EUR", "USD", date(2023, 3, 10), 30)
    ever = rates_ever("EUR", "USD")
    assert month is not None
    assert ever is not None
    assert ever.low < month.low < month.high < ever.high


@pytest.mark.parametrize("day", [date(1998, 1, 1), date(2090, 1, 1)])
def test_days_without_rates(day: date) -> None:
    assert rates_before("EUR", "USD", day, 30) is None


def test_currencies_without_rates() -> None:
    assert rates_ever("EUR", "XAU") is None
