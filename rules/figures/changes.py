"""Changes that a sentence states in percent or by a factor, with their two values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from linter import Figure, Hit, Note, Span, find_words

from .sums import WHOLE, Options, Sentence, ends, fits, is_last, is_percentage, may_be, shown, sum_hit

# “Doubled” is said of what grew by a factor in this share of two.
_ABOUT = Decimal("0.8"), Decimal("1.3")
_MORE = ("than", "dan", "als", "de", "que")
_HUNDREDTH = Decimal(100)


def changes(sentence: Sentence, options: Options) -> Iterator[Hit]:
    """Yield false changes: “Rose 20% from 120 to 150”, “rose 20% to 150 from 120”, “120 to 150 (20%)”."""
    start, end, result = (
        table.get(sentence.language) for table in (options.start, options.end, options.result)
    )
    if not (start and end and result):
        return
    for first, second, third in zip(
        sentence.figures, sentence.figures[1:], sentence.figures[2:], strict=False
    ):
        gaps = sentence.between(first, second), sentence.between(second, third)
        if is_percentage(first) and fits(start, gaps[0]) and fits(end, gaps[1]):
            yield from _change(sentence, second, third, first)
        elif is_percentage(first) and fits(end, gaps[0]) and fits(start, gaps[1]):
            yield from _change(sentence, third, second, first)
        elif (
            is_last(sentence, third)
            and ends(start, sentence.before(first))
            and fits(end, gaps[0])
            and fits(result, gaps[1])
        ):
            yield from _change(sentence, first, second, third)


def _change(sentence: Sentence, old: Figure, new: Figure, percentage: Figure) -> Iterator[Hit]:
    if old.value is None or new.value is None or old.low <= 0 or new.low <= 0:
        return
    if set(old.units) != set(new.units) and old.units and new.units:
        return
    # “From 26 to 31 million”: the left side may take the scale of the right one.
    scales = {Decimal(1), new.scale} if old.scale == 1 else {Decimal(1)}
    for scale in scales:
        low, high = (value * scale for value in old.rounded())
        if low > 0 and may_be(percentage, *_span_of_change(low, high, *new.rounded())):
            return
    base = old.low * max(scales)
    actual = f"{shown(abs(new.low - base) / base * WHOLE)}%"
    if is_percentage(old) and is_percentage(new) and may_be(percentage, *_points(old, new)):
        result = f"{shown(percentage.low)} percentage points, or {actual}"
    else:
        result = f"{actual}, not {sentence.said(percentage)}"
    problem = f"from {sentence.said(old)} to {sentence.said(new)} is {result}"
    yield sum_hit(problem, percentage, {"the first value": old, "the second value": new})


def _span_of_change(
    low: Decimal, high: Decimal, lowest: Decimal, highest: Decimal
) -> tuple[Decimal, Decimal]:
    """The least and the greatest change, in percent without sign, from [low, high] to [lowest, highest]."""
    edges = sorted((value / base - 1) * WHOLE for base in (low, high) for value in (lowest, highest))
    if edges[0] <= 0 <= edges[-1]:
        return Decimal(0), max(abs(edges[0]), abs(edges[-1]))
    sizes = sorted(abs(edge) for edge in edges)
    return sizes[0], sizes[-1]


def _points(old: Figure, new: Figure) -> tuple[Decimal, Decimal]:
    distance = abs(new.low - old.low)
    slack = (old.step + new.step) / 2
    return distance - slack, distance + slack


def multiples(sentence: Sentence, options: Options) -> Iterator[Hit]:
    """Yield false multiples: “Doubled from 120 to 150”."""
    start, end = options.start.get(sentence.language), options.end.get(sentence.language)
    if not (start and end):
        return
    text = sentence.document.text
    for entry in options.multiples.get(sentence.language, ()):
        words, _, factor = entry.rpartition(" = ")
        for found in find_words((words,), text[sentence.span.start : sentence.span.end]):
            verb = Span(found.start() + sentence.span.start, found.end() + sentence.span.start)
            for old, new in zip(sentence.figures, sentence.figures[1:], strict=False):
                gap = text[verb.end : old.span.start]
                follows = old.span.start >= verb.end and re.fullmatch(
                    rf"(?:[^.;:()\d]|\b\d{{4}}\b){{0,60}}?{start}", gap, re.IGNORECASE
                )
                if follows and fits(end, sentence.between(old, new)):
                    yield from _multiple(sentence, verb, Decimal(factor), (old, new))


def _multiple(
    sentence: Sentence, verb: Span, factor: Decimal, values: tuple[Figure, Figure]
) -> Iterator[Hit]:
    old, new = values
    if old.value is None or new.value is None or old.low <= 0 or new.low <= 0:
        return
    if set(old.units) != set(new.units) and old.units and new.units:
        return
    scale = new.scale if old.scale == 1 and new.low / old.low > new.scale / _HUNDREDTH else Decimal(1)
    ratio = new.low / (old.low * scale)
    # More than double may be much more, and nobody says it of less.
    far = ratio < factor * _ABOUT[0] or ratio > factor * _ABOUT[1]
    more = sentence.document.text[max(sentence.span.start, verb.start - 12) : verb.start].strip().lower()
    if far and not (more.endswith(_MORE) and (ratio - factor) * (factor - 1) > 0):
        problem = f"from {sentence.said(old)} to {sentence.said(new)} is {shown(ratio)} times"
        notes = Note(old.span, "the first value"), Note(new.span, "the second value")
        yield Hit(verb, {"problem": problem}, notes)
