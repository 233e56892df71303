"""Finding figures in a text and reading them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from linter.analysis.figures.figure import Figure
from linter.analysis.figures.framing import counted_after, hedge_and_bound, is_no_claim
from linter.analysis.figures.numerals import numeral_pattern, read_numeral
from linter.analysis.figures.spelled import read_spelled, spelled_pattern
from linter.analysis.figures.units import read_scale, read_unit, scale_pattern, sign_pattern, unit_pattern
from linter.model import Span

# What joins the ends of a range: a dash, or a word with “between” before the first.
_DASH = re.compile(r"\s?[–-]\s?")
_TO = {
    "en": re.compile(r" (?:to|and) "),
    "nl": re.compile(r" (?:tot|en|à|a) "),
    "de": re.compile(r" (?:bis(?: zu)?|und) "),
    "fr": re.compile(r" (?:à|et) "),
    "es": re.compile(r" (?:a|y) "),
}
_BETWEEN = re.compile(r"\b(?:between|tussen(?: de)?|zwischen|entre) $", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|van|von|de|desde) $", re.IGNORECASE)
# These words alone make a range of two numbers: “3 to 5 percent”, “3 à 5 procent”, “3 bis 5 Prozent”.
_ALONE = frozenset({" to ", " tot ", " à ", " a ", " bis ", " bis zu "})
# How far before a number “between” may stand, in code points.
_REACH = 20


class _Read(NamedTuple):
    """A quantity as read: the figure, whether it stands with a scale, and its parts."""

    figure: Figure
    scaled: bool


def figures_in(text: str, language: str, offset: int = 0) -> Iterator[Figure]:
    """Yield the figures of a text, a sentence or more, with spans that count from `offset`.

    Left out is what is no claim: numbers of lists, pages, telephones, versions, laws, streets and
    products, scores, times of day, years and dates, identifiers, addresses of pages.
    """
    waiting: _Read | None = None
    for read in _quantities(text, language):
        if waiting:
            joined = _joined(text, language, waiting, read)
            if joined:
                waiting = joined
                continue
            yield from _finished(text, language, waiting, offset)
        waiting = read
    if waiting:
        yield from _finished(text, language, waiting, offset)


def _finished(text: str, language: str, read: _Read, offset: int) -> Iterator[Figure]:
    hedge, bound = hedge_and_bound(text, language, read.figure)
    figure = read.figure._replace(hedge=hedge, bound=bound)
    if is_no_claim(text, language, figure):
        return
    start, end = figure.span
    counted = None if figure.units else counted_after(text, end)
    yield figure._replace(span=Span(start + offset, end + offset), counted=counted)


@lru_cache(maxsize=8)
def _pattern(language: str) -> re.Pattern[str]:
    scale, spelled = scale_pattern(language), spelled_pattern(language)
    scale = rf"(?:[ \u00a0\u202f-]?(?P<scale>{scale})(?!\w))?" if scale else "(?P<scale>(?!))?"
    of = {"fr": r"(?: d['’e] ?)?", "es": r"(?: de )?"}.get(language, "")
    spelled = rf"|(?<![\w-])(?P<words>{spelled})(?![\w-])" if spelled else "|(?P<words>(?!))"
    return re.compile(
        rf"(?:(?<!\w)(?P<sign>{sign_pattern()})[ \u00a0\u202f]?)?"
        rf"(?:(?<![\w.,])(?P<minus>[−-](?=\d))?(?P<digits>{numeral_pattern(language)})(?![\d])"
        rf"{spelled})"
        rf"{scale}"
        rf"(?:{of}[ \u00a0\u202f-]?(?P<unit>{unit_pattern(language)}))?"
        r"(?!\w)",
        re.IGNORECASE,
    )


def _quantities(text: str, language: str) -> Iterator[_Read]:
    for found in _pattern(language).finditer(text):
        if read := _quantity(found, language):
            yield read


def _quantity(found: re.Match[str], language: str) -> _Read | None:
    sign, words, unit = found["sign"], found["words"], found["unit"]
    if sign and words:
        return None
    units = read_unit(sign, language) if sign else read_unit(unit, language) if unit else ()
    if words:
        value, step = read_spelled(words, language), Decimal(1)
    else:
        value, step = read_numeral(found["digits"], language)
    if value is None:
        return None
    money = bool(sign) or any(len(name) == 3 and name.isupper() for name in units)  # noqa: PLR2004
    scale = read_scale(found["scale"], language, money=money) if found["scale"] else None
    if found["scale"] and scale is None:
        # “750m” is a length, and “5b” the name of something.
        units = read_unit(found["scale"], language)
        if not units:
            return None
    value, step = value * (scale or 1), step * (scale or 1)
    start = found.start()
    if found["minus"]:
        if "degree" in "".join(units):
            value = -value
        else:
            start = found.start("digits")
    if scale and units[:1] == ("pound",):
        units = units[::-1]
    figure = Figure(
        Span(start, found.end()), value, value, step, units, scale or Decimal(1), spelled=bool(words)
    )
    return _Read(figure, scale is not None)


def _joined(text: str, language: str, left: _Read, right: _Read) -> _Read | None:
    """The range that two quantities make; a bare left side takes the scale and the unit of the right one."""
    a, b = left.figure, right.figure
    before = text[max(0, a.span.start - _REACH) : a.span.start]
    if not _joins(text[a.span.end : b.span.start], before, language) or not _alike(a, b):
        return None
    low, step = a.low, a.step
    if not left.scaled and right.scaled and low * b.scale < b.high:
        low, step = low * b.scale, step * b.scale
    if low >= b.high:
        return None
    span, units = Span(a.span.start, b.span.end), b.units or a.units
    return _Read(
        Figure(span, low, b.high, max(step, b.step), units, b.scale, spelled=b.spelled), right.scaled
    )


def _joins(gap: str, before: str, language: str) -> bool:
    """Say whether what stands between two numbers makes them a range; what rose from 3 to 5 is none."""
    if _DASH.fullmatch(gap):
        return True
    if language not in _TO or not _TO[language].fullmatch(gap):
        return False
    return _BETWEEN.search(before) is not None or (gap in _ALONE and _FROM.search(before) is None)


def _alike(a: Figure, b: Figure) -> bool:
    """Say whether two quantities may be the ends of a range: of one unit, or one of them bare."""
    if a.units and b.units:
        return bool(set(a.units) & set(b.units))
    return not a.units or a.is_money
