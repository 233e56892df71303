"""Offsets in UTF-16 code units, as Java counts, turned into code points."""

from __future__ import annotations

import re
from bisect import bisect_left

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Utf16Offsets:
    """Maps offsets in the UTF-16 form of a text to code points of it."""

    def __init__(self, text: str) -> None:
        # Where each character of two units begins, in units.
        self._astral = [found.start() + count for count, found in enumerate(_ASTRAL.finditer(text))]
        self.length = len(text) + len(self._astral)

    def char(self, offset: int) -> int:
        """Return the code point that begins at this unit, or that the unit before it is half of."""
        return offset - bisect_left(self._astral, offset)
