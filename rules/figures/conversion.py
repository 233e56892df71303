"""Amounts and measures whose conversion in brackets does not fit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import product
from typing import NamedTuple

from linter import (
    Block,
    Document,
    Figure,
    Hit,
    Note,
    Span,
    article_date,
    converted,
    converts,
    degrees,
    figures_in,
    find_in_prose,
    in_quotation,
    is_currency,
    is_temperature,
    rates_before,
    rates_ever,
)

# An amount is converted at some rate of so many days before the article.
_DAYS = 30
# Banks and papers differ by this much from the reference rate.
_SPREAD = Decimal("0.025")
# A measure may be off by the first share unseen, by the second as a rough word.
_CLOSE, _ROUGH = Decimal("0.06"), Decimal("0.15")
# Degrees of the second unit that a temperature may be off.
_DEGREES = {"degree_Fahrenheit": Decimal("2.6"), "degree_Celsius": Decimal("1.5")}
_LOOSE_DEGREES = 2
# Between a quantity and its conversion, and after that.
_OPENS = re.compile(r"(?:[ -][^\W\d_][\w’'-]*){0,2}\s?[(\[](?:[^\W\d_]+\.? |[~≈=] ?){0,3}")
_CLOSES = re.compile(r"\s?[)\],;]")
_ADJACENT = re.compile(r"[ ,]*(?:and|en|und|et|y)? ?")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_LONGEST_SENTENCE = 1_500
# From here on a message writes a number without decimals.
_ROUND = 100
_SLIPS = {1: "ten", 2: "a hundred", 3: "a thousand", 6: "a million"}
_NUMBER = re.compile(r"^\D*[\d.,\s]+")


@dataclass(frozen=True)
class Options:
    """`signs` of a conversion by language; `moments` are words that date an amount to another time."""

    signs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class _Range(NamedTuple):
    """What a conversion may be, from `low` to `high`, and what those were made with, for the message."""

    low: Decimal
    high: Decimal
    by: str
    dated: bool = True


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Yield each conversion that no rate and no unit allows."""
    seen: set[Span] = set()
    for block, match in find_in_prose(options.signs, document):
        span = document.sentence_at(block, match.start())
        if span in seen or span.end - span.start > _LONGEST_SENTENCE:
            continue
        seen.add(span)
        text = document.text[span.start : span.end]
        figures = list(figures_in(text, document.language_of(block), span.start))
        for before, first, second in zip([None, *figures], figures, figures[1:], strict=False):
            if _is_pair(document, first, second) and not _is_last_of_two(document, before, first):
                yield from _judged(document, block, span, first, second)


def _is_pair(document: Document, first: Figure, second: Figure) -> bool:
    text = document.text
    return (
        _OPENS.fullmatch(text, first.span.end, second.span.start) is not None
        and _CLOSES.match(text, second.span.end) is not None
        and (first.value is None) == (second.value is None)
    )


def _is_last_of_two(document: Document, before: Figure | None, figure: Figure) -> bool:
    """Say whether a measure is the rest of another: the inches of “6 feet 2 inches”."""
    if before is None or not before.units:
        return False
    return _ADJACENT.fullmatch(document.text, before.span.end, figure.span.start) is not None


def _judged(document: Document, block: Block, span: Span, first: Figure, second: Figure) -> Iterator[Hit]:
    if set(first.units) & set(second.units):
        return
    pairs = [
        pair
        for pair in product(first.units, second.units)
        if converts(*pair) or all(is_currency(unit) for unit in pair)
    ]
    day = _day_of(document, span)
    problems = []
    for unit, other in pairs:
        if is_temperature(unit):
            problem = _temperature(first, second, unit, other)
        elif is_currency(unit):
            problem = _money(first, second, unit, other, day)
        else:
            factor = converted(Decimal(1), unit, other)
            name = _NUMBER.sub("", document.text[second.span.start : second.span.end])
            problem = _measure(first, second, _Range(factor, factor, f"{_shown(factor)} {name}"), name)
        if problem is None:
            return
        problems.append(problem)
    if problems:
        # The units' likeliest meanings stand first.
        said, certain = problems[0]
        quoted = in_quotation(block, second.span.start - block.start)
        note = Note(first.span, "converted from this")
        yield Hit(second.span, {"problem": said}, (note,), certain=certain and not quoted)


def _day_of(document: Document, sentence: Span) -> date | None:
    """The article's date, unless the sentence speaks of another year."""
    day = article_date(document)
    years = _YEAR.findall(document.text, sentence.start, sentence.end)
    return day if day and all(int(year) == day.year for year in years) else None


Problem = tuple[str, bool]


def _money(first: Figure, second: Figure, unit: str, other: str, day: date | None) -> Problem | None:
    """What is wrong with an amount and how sure that is; None if nothing is or nobody can say."""
    rates = rates_before(unit, other, day, _DAYS) if day else None
    dated = rates is not None
    rates = rates or rates_ever(unit, other)
    if rates is None:
        return None
    when = f"in the {_DAYS} days before {day}" if dated else "since 1999"
    low, high = rates.low * (1 - _SPREAD), rates.high * (1 + _SPREAD)
    by = f"{_shown(rates.low)} to {_shown(rates.high)} {other} {when}"
    return _measure(first, second, _Range(low, high, by, dated), other)


def _measure(first: Figure, second: Figure, factor: _Range, other: str) -> Problem | None:
    (low, high), (least, most) = first.rounded(), second.rounded()
    if low <= 0 or least <= 0 or (low * factor.low <= most and least <= high * factor.high):
        return None
    expected = first.low * factor.low, first.low * factor.high
    off = max(second.low / expected[1] - 1, 1 - second.low / expected[0])
    if first.value is None:
        top = second.high / first.high
        off = max(off, top / factor.high - 1, 1 - top / factor.low)
    if off <= _CLOSE:
        return None
    slip = _slip(first, second, factor)
    shown = " to ".join(dict.fromkeys(map(_shown, expected)))
    return f"should be {shown} {other}, as one is {factor.by}{slip}", bool(slip) or off > _ROUGH


def _slip(first: Figure, second: Figure, factor: _Range) -> str:
    """How a conversion went wrong, if that shows: turned round, or by a power of ten."""
    for power, name in _SLIPS.items():
        times = Decimal(10) ** power
        for many, word in ((times, "too much"), (1 / times, "too little")):
            if _near(second.low, first.low * factor.low * many, first.low * factor.high * many):
                return f"; it is {name} times {word}"
    if _near(second.low, first.low / factor.high, first.low / factor.low):
        return "; it was divided where it should be multiplied, or the other way round"
    return ""


def _near(value: Decimal, low: Decimal, high: Decimal) -> bool:
    return low * (1 - _CLOSE) <= value <= high * (1 + _CLOSE)


def _temperature(first: Figure, second: Figure, unit: str, other: str) -> Problem | None:
    allowed = _DEGREES[other] * (_LOOSE_DEGREES if first.hedge or second.hedge or first.bound else 1)
    for change in (converted, None):
        ends = [
            (change(end, unit, other) if change else degrees(end, unit), said)
            for end, said in ((first.low, second.low), (first.high, second.high))
        ]
        if all(abs(expected - said) <= allowed for expected, said in ends):
            return None
    name = {"degree_Fahrenheit": "°F", "degree_Celsius": "°C"}[other]
    return f"should be {_shown(converted(first.low, unit, other))} {name}", True


def _shown(number: Decimal) -> str:
    """A number rounded to three digits."""
    return f"{float(number):,.3g}" if abs(number) < _ROUND else f"{round(number, 2 - number.adjusted()):,.0f}"
