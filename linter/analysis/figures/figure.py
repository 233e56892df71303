"""What one figure of a text says."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, NamedTuple

from linter.model import Span

Bound = Literal["least", "most"]

PERCENT = "percent"
PERCENTAGE_POINT = "percentage_point"

# A count from here on is a figure that matters in an article.
_THOUSAND = 1000
# Digits that a rounded number still holds.
_DIGITS = 2
# “Nearly”, “about” and “more than” allow this share of a value.
_LOOSE_SHARE = Decimal("0.05")


class Figure(NamedTuple):
    """A quantity as a text writes it.

    `span` is where it stands, with its sign, scale and unit and without its hedge; `low` and `high` are
    exact and differ in a range alone; `step` is what one more in the last written digit would add;
    `units` are what its unit may mean, likeliest first: codes of ISO 4217, `percent`,
    `percentage_point`, or names of pint (`metre`, `degree_Celsius`); none for a count. `scale` is what
    its scale word multiplies by; `counted` is the word that follows a count; `hedge` and `bound` say
    that it is not exact. `spelled` says that it is written in words.
    """

    span: Span
    low: Decimal
    high: Decimal
    step: Decimal
    units: tuple[str, ...] = ()
    scale: Decimal = Decimal(1)
    counted: str | None = None
    hedge: str | None = None
    bound: Bound | None = None
    spelled: bool = False

    @property
    def value(self) -> Decimal | None:
        """Its value; None of a range."""
        return self.low if self.low == self.high else None

    @property
    def unit(self) -> str | None:
        """What its unit most likely means; None of a count."""
        return self.units[0] if self.units else None

    @property
    def is_money(self) -> bool:
        """Whether it is an amount of money."""
        return any(is_currency(unit) for unit in self.units)

    @property
    def is_share(self) -> bool:
        """Whether it is a percentage or a number of percentage points."""
        return self.unit in (PERCENT, PERCENTAGE_POINT)

    @property
    def matters(self) -> bool:
        """Whether it is money, a share, or a count in thousands or more."""
        return self.is_money or self.is_share or (not self.units and self.high >= _THOUSAND)

    def rounded(self) -> tuple[Decimal, Decimal]:
        """Return the least and the greatest value that this may stand for.

        Half a step to either side. The zeros that end a number of thousands or more may be rounded, and
        two digits hold. A hedge or a bound allows a twentieth of the value.
        """
        return self.low - self._slack(self.low), self.high + self._slack(self.high)

    def _slack(self, value: Decimal) -> Decimal:
        loose = self.hedge is not None or self.bound is not None
        step = self.step
        if abs(value) >= step * _THOUSAND:
            while value % (step * 10) == 0 and abs(value) >= step * 10**_DIGITS:
                step *= 10
        return max(step / 2, abs(value) * _LOOSE_SHARE if loose else step / 2)


def is_currency(unit: str) -> bool:
    """Say whether a unit is a code of ISO 4217."""
    return len(unit) == 3 and unit.isupper()  # noqa: PLR2004 - a code has three letters
