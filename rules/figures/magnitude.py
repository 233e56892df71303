"""Ranges whose ends do not fit each other, and millions in the title that are billions in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from linter import Block, Document, Figure, Hit, Note, Span, figures_in, find_in_prose

_HEADS = ("title", "heading", "meta")
_THOUSAND = 1000
# A range is at most so long, in code points.
_REACH = 120


@dataclass(frozen=True)
class Options:
    """Patterns by language.

    `ranges` and `scales` are what a text must hold; `opens` and `joins` stand around the first number of
    a range.
    """

    ranges: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    scales: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    opens: Mapping[str, str] = field(default_factory=dict)
    joins: Mapping[str, str] = field(default_factory=dict)


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Yield each range that does not fit, and each scale that changes between head and body."""
    for block, match in find_in_prose(options.ranges, document):
        yield from _range(document, block, match.start(), options)
    yield from _slips(document, options)


def _range(document: Document, block: Block, start: int, options: Options) -> Iterator[Hit]:
    """The range that begins at an offset: its first side without a scale, or greater than its second."""
    language = document.language_of(block)
    opens, joins = options.opens[language], options.joins[language]
    sentence = document.sentence_at(block, start)
    text = document.text[start : min(sentence.end, start + _REACH)]
    opened = _compiled(opens).match(text)
    if not opened:
        return
    found = list(figures_in(text, language, start))
    joined = found[0] if found else None
    if joined is None or joined.span.start != start + opened.end():
        return
    if joined.value is None:
        said = document.text[joined.span.start : joined.span.end]
        left = _compiled(joins).split(said, 1)[0]
        literal = joined.low < joined.scale
        if (
            joined.scale >= _THOUSAND
            and re.search(r"\d$", left)
            and not (literal and joined.low >= _THOUSAND)
        ):
            problem = f"does {left} stand for {_shown(joined.low)}?"
            # Nobody takes 26 in “26 and 31 million” for 26 alone.
            yield Hit(Span(start, joined.span.end), {"problem": problem}, certain=literal)
    elif len(found) > 1 and found[1].value is not None:
        other = found[1]
        gap = document.text[joined.span.end : other.span.start]
        alike = set(joined.units) == set(other.units) or not joined.units
        if alike and _compiled(joins).fullmatch(gap) and joined.low > other.high:
            said = document.text[joined.span.start : joined.span.end]
            yield Hit(Span(start, other.span.end), {"problem": f"{said} is more than the other end"})


def _slips(document: Document, options: Options) -> Iterator[Hit]:
    """An amount of the title or the summary that the text has with another scale alone."""
    heads = [block for block in document.prose[: len(_HEADS)] if block.kind in _HEADS]
    stated = [figure for head in heads for figure in _scaled(document, head, options) if not figure.spelled]
    if not stated:
        return
    body = [
        figure
        for block in document.prose
        if block not in heads and block.kind not in _HEADS
        for figure in _scaled(document, block, options)
    ]
    for figure in stated:
        others = [other for other in body if _is_of_one_kind(figure, other)]
        if any(_agree(figure, other) for other in others):
            continue
        slipped = [other for other in others if not other.spelled and _mantissa(other) == _mantissa(figure)]
        if slipped:
            said = document.text[slipped[0].span.start : slipped[0].span.end]
            notes = tuple(Note(other.span, "in the text") for other in slipped)
            yield Hit(figure.span, {"problem": f"the text says {said}"}, notes)


def _scaled(document: Document, block: Block, options: Options) -> Iterator[Figure]:
    language = document.language_of(block)
    words = options.scales.get(language)
    if words and _compiled("|".join(words)).search(block.text):
        for figure in figures_in(block.text, language, block.start):
            if (figure.scale >= _THOUSAND or figure.spelled) and figure.value is not None:
                yield figure


def _is_of_one_kind(figure: Figure, other: Figure) -> bool:
    """Say whether two figures may say the same: one currency, or one thing counted."""
    if figure.units or other.units:
        return bool(set(figure.units) & set(other.units))
    return figure.counted is not None and figure.counted == other.counted


def _agree(figure: Figure, other: Figure) -> bool:
    (low, high), (least, most) = figure.rounded(), other.rounded()
    return low <= most and least <= high


def _mantissa(figure: Figure) -> str:
    return f"{(figure.low / figure.scale).normalize():f}"


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _shown(number: object) -> str:
    return f"{number:,.0f}"
