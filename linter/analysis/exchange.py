"""What one currency was worth in another, by the reference rates of the European Central Bank.

The rates come with CurrencyConverter, a distribution without dependencies that is released anew with
the bank's file (1999 to its release); loading them takes 0.2 s, once.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from currency_converter import CurrencyConverter

_DAY = timedelta(days=1)
# Steps through the whole history, in days: the extremes between them differ by less than any margin.
_STRIDE = timedelta(days=5)


class Rates(NamedTuple):
    """The least and the greatest rate of a period, and its last day."""

    low: Decimal
    high: Decimal
    until: date


@lru_cache(maxsize=256)
def rates_before(source: str, target: str, day: date, days: int) -> Rates | None:
    """Return what one of `source` was worth in `target` on the `days` days up to `day`.

    Codes are those of ISO 4217. None where the bank has no rate of both in that time.
    """
    return _extremes(source, target, day - _DAY * days, day, _DAY)


@lru_cache(maxsize=256)
def rates_ever(source: str, target: str) -> Rates | None:
    """Return the same over all years that the bank has rates of both for."""
    known = _converter().bounds or {}
    if source not in known or target not in known:
        return None
    first = max(known[source].first_date, known[target].first_date)
    last = min(known[source].last_date, known[target].last_date)
    return _extremes(source, target, first, last, _STRIDE)


def _extremes(source: str, target: str, first: date, last: date, stride: timedelta) -> Rates | None:
    found = list(_rates(source, target, first, last, stride))
    return Rates(min(found), max(found), last) if found else None


def _rates(source: str, target: str, first: date, last: date, stride: timedelta) -> Iterator[Decimal]:
    from currency_converter import RateNotFoundError

    converter, day = _converter(), first
    known = converter.currencies or set()
    while day <= last and {source, target} <= known:
        # There is none on a weekend, on a holiday, or beyond the file.
        with suppress(RateNotFoundError):
            yield converter.convert(Decimal(1), source, target, date=day)
        day += stride


@lru_cache(maxsize=1)
def _converter() -> CurrencyConverter:
    from currency_converter import CurrencyConverter

    return CurrencyConverter(decimal=True)
