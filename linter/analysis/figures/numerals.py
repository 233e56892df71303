"""Numbers in digits, with the separators of a language."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

# What parts groups of three: a space that does not break, and in Switzerland an apostrophe.
_BLANKS = "\u00a0\u2009\u202f'’"
_DOT, _COMMA = ".", ","
# Where English writes 1,234.5 the others write 1.234,5; in Spanish both are at home (Mexico, Spain).
_DECIMAL = {"en": _DOT, "es": None}
# Languages that part groups by a plain space as well.
_PLAIN_SPACE = ("fr", "es")

_GROUPS = rf"\d{{1,3}}(?:[.,{_BLANKS}]\d{{3}})+(?!\d)(?:[.,]\d+)?"
_SPACED = r"\d{1,3}(?: \d{3})+(?!\d)(?:[.,]\d+)?"
_PLAIN = r"\d+(?:[.,]\d+)?"
_GROUP = 3


class Numeral(NamedTuple):
    """A number and what one more in its last written digit would add."""

    value: Decimal
    step: Decimal


def numeral_pattern(language: str) -> str:
    """Return a pattern of `re` for the numbers that a text in a language may hold."""
    parts = (_GROUPS, _SPACED, _PLAIN) if language in _PLAIN_SPACE else (_GROUPS, _PLAIN)
    return "|".join(parts)


def read_numeral(written: str, language: str) -> Numeral:
    """Return the number that digits stand for; “1.234” is 1234 in Dutch and 1.234 in English."""
    digits = re.sub(rf"[ {_BLANKS}]", "", written)
    whole, mark, rest = _split(digits, _DECIMAL.get(language, _COMMA))
    plain = whole.replace(_DOT, "").replace(_COMMA, "")
    value = Decimal(f"{plain}.{rest}" if mark else plain)
    return Numeral(value, Decimal(1).scaleb(-len(rest)) if mark else Decimal(1))


def _split(digits: str, decimal: str | None) -> tuple[str, bool, str]:
    """Part a number at its decimal mark, if it has one."""
    last = max(digits.rfind(_DOT), digits.rfind(_COMMA))
    if last < 0:
        return digits, False, ""
    mark, whole, rest = digits[last], digits[:last], digits[last + 1 :]
    other = _COMMA if mark == _DOT else _DOT
    if other in whole:
        # 1,234.5 and 1.234,5: the last of two kinds is the decimal mark.
        return whole, True, rest
    grouped = len(rest) == _GROUP and not whole.startswith("0")
    if mark in whole or (grouped and mark != decimal):
        return digits, False, ""
    return whole, True, rest
