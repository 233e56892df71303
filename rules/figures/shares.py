"""Shares that a sentence states, with what they are shares of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from linter import Figure, Hit, Note, Span, find_words

from .sums import WHOLE, Options, Sentence, ends, fits, is_last, is_percentage, may_be, shown, sum_hit

# “A third (30%)” is near enough: a fraction in words may be so many points off.
_FRACTION_SLACK = 6


def shares(sentence: Sentence, options: Options) -> Iterator[Hit]:
    """Yield false sums: “30 of the 40 boats (60%)”, “30 out of 40, or 60%”, “60% (30 of 40)”."""
    part, share = options.part.get(sentence.language), options.share.get(sentence.language)
    if not (part and share):
        return
    for first, second, third in zip(
        sentence.figures, sentence.figures[1:], sentence.figures[2:], strict=False
    ):
        gaps = sentence.between(first, second), sentence.between(second, third)
        if fits(part, gaps[0]) and is_last(sentence, third) and fits(share, gaps[1]):
            yield from _share(sentence, first, second, third)
        elif (
            is_percentage(first)
            and fits(part, gaps[1])
            and re.fullmatch(r"[^().;:]{0,40}\(", gaps[0])
            and re.match(r"[^().;:,]{0,40}\)", sentence.after(third))
        ):
            yield from _share(sentence, second, third, first)


def _share(sentence: Sentence, some: Figure, whole: Figure, percentage: Figure) -> Iterator[Hit]:
    if some.value is None or whole.value is None or some.is_share or whole.is_share:
        return
    if whole.low <= 0 or some.low > whole.low or some.units != whole.units:
        return
    (low, high), (lowest, highest) = some.rounded(), whole.rounded()
    if lowest > 0 and may_be(percentage, low / highest * WHOLE, high / lowest * WHOLE):
        return
    actual = shown(some.low / whole.low * WHOLE)
    problem = f"{sentence.said(some)} of {sentence.said(whole)} is {actual}%, not {sentence.said(percentage)}"
    yield sum_hit(problem, percentage, {"the part": some, "the whole": whole})


def fractions(sentence: Sentence, options: Options) -> Iterator[Hit]:
    """Yield false sums: “More than half (45%)”, “a quarter of the boats (40%)”."""
    text, start = sentence.document.text, sentence.span.start
    for entry in options.fractions.get(sentence.language, ()):
        words, _, value = entry.rpartition(" = ")
        for found in find_words((words,), text[start : sentence.span.end]):
            span = Span(found.start() + start, found.end() + start)
            for figure in sentence.figures:
                gap = text[span.end : figure.span.start]
                if not (is_percentage(figure) and re.fullmatch(r"(?: [\w’'-]+){0,6} \(", gap)):
                    continue
                if re.match(r"\s?\)", sentence.after(figure)) and _is_off(figure, value):
                    said = text[span.start : span.end]
                    problem = f"{sentence.said(figure)} is not “{said}”"
                    yield sum_hit(problem, figure, {}, (Note(span, "the fraction"),))


def _is_off(figure: Figure, value: str) -> bool:
    """Say whether a percentage contradicts a fraction: `50`, `>50` for more than half, `<50` for less."""
    number = Decimal(value.lstrip("<>"))
    if value.startswith(">"):
        return figure.high < number
    if value.startswith("<"):
        return figure.low > number
    return abs(figure.low - number) > _FRACTION_SLACK


def rests(sentence: Sentence, options: Options) -> Iterator[Hit]:
    """Yield false sums: “70% stayed and the remaining 40% left”."""
    rest = options.rest.get(sentence.language)
    for first, second in zip(sentence.figures, sentence.figures[1:], strict=False):
        if not (rest and is_percentage(first) and is_percentage(second)):
            continue
        if ends(rest, sentence.between(first, second)) and first.low < WHOLE:
            low = first.rounded()[0] + second.rounded()[0]
            if low > WHOLE:
                problem = (
                    f"{sentence.said(first)} and the remaining {sentence.said(second)} are "
                    f"{shown(first.low + second.low)}%"
                )
                yield sum_hit(problem, second, {"the first share": first})


def over_all(sentence: Sentence, options: Options) -> Iterator[Hit]:
    """Yield false sums: “120% of the voters”."""
    persons = options.persons.get(sentence.language)
    for figure in sentence.figures:
        if not (persons and is_percentage(figure) and figure.low > WHOLE):
            continue
        if re.match(persons, sentence.after(figure), re.IGNORECASE):
            yield sum_hit("no group has more than all of its members", figure, {})
