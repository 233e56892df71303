"""Figures that matter in an article: money, shares, and counts in thousands or more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from linter.model import Span

_NUMBER = r"\d{1,3}(?:[.,\u00a0\u202f]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_SCALE = r"million|billion|trillion|thousand|hundred thousand|miljoen|miljard|biljoen|duizend|mln|mld|bn|m|k"
_CURRENCY = r"(?:US|A|C|HK|NZ)?[$€£¥]|USD|EUR|GBP|CHF"
_COUNTED = r"\d{1,3}(?:[.,\u00a0\u202f]\d{3})+(?![.,]?\d)"
_FIGURE = re.compile(
    rf"(?:{_CURRENCY})\s?(?:{_NUMBER})(?:[\s-]?(?:{_SCALE})\b)?"
    rf"|(?<![\w.,])(?:{_NUMBER})[\s-]?(?:million|billion|trillion|miljoen|miljard|biljoen|duizend|mln|mld)\b"
    rf"(?:\s(?:euro|dollars?|pounds?|pond|kronen|crowns|yen)\b)?"
    rf"|(?<![\w.,])(?:{_NUMBER})\s?(?:%|percent\b|per\scent\b|procent\b|percentage\spoints?\b|procentpunt(?:en)?\b)"
    rf"|(?<![\w.,$€£/-]){_COUNTED}",
    re.IGNORECASE,
)
_MONEY = re.compile(rf"{_CURRENCY}|euro|dollar|pound|pond\b|kronen|crowns|yen", re.IGNORECASE)


def figures_in(text: str, offset: int = 0) -> Iterator[Span]:
    """Yield the figures of a text as spans, counted from `offset`."""
    for found in _FIGURE.finditer(text):
        yield Span(offset + found.start(), offset + found.end())


def is_money(figure: str) -> bool:
    """Say whether a figure is an amount of money."""
    return _MONEY.search(figure) is not None
