"""The same quantity in another unit."""

from __future__ import annotations

from decimal import Decimal

from linter.analysis.figures.units import QUANTITIES, TEMPERATURE

_METRIC = ("metre", "gram", "litre", "hectare", "metric_ton", "Celsius")
_FREEZING, _FAHRENHEIT = Decimal(32), Decimal("1.8")


def converts(unit: str, other: str) -> bool:
    """Say whether two units measure the same, one in metric units and one not."""
    both = QUANTITIES.get(unit), QUANTITIES.get(other)
    if not (both[0] and both[1] and both[0].dimension == both[1].dimension):
        return False
    return _is_metric(unit) != _is_metric(other)


def converted(value: Decimal, unit: str, other: str) -> Decimal:
    """Return a value of `unit` in the unit `other`, which `converts`."""
    if QUANTITIES[unit].dimension != TEMPERATURE:
        return value * QUANTITIES[unit].factor / QUANTITIES[other].factor
    if unit.endswith("Celsius"):
        return value * _FAHRENHEIT + _FREEZING
    return (value - _FREEZING) / _FAHRENHEIT


def is_temperature(unit: str) -> bool:
    """Say whether a unit is one of temperature, which has no zero in common with the others."""
    return unit in QUANTITIES and QUANTITIES[unit].dimension == TEMPERATURE


def degrees(value: Decimal, unit: str) -> Decimal:
    """Return a difference of temperature in the other unit: a rise by 1 °C is one by 1.8 °F."""
    return value * _FAHRENHEIT if unit.endswith("Celsius") else value / _FAHRENHEIT


def _is_metric(unit: str) -> bool:
    return any(name in unit for name in _METRIC)
