"""Scripts, styles and data of a page that stand in the article as text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from linter import (
    Document,
    Hit,
    Line,
    Span,
    Triggers,
    find_words,
    is_mentioned,
    is_quoted,
    pattern_problems,
    searched,
)

from .about_code import is_about_code

# A line that goes on with the code of the one beside it.
_GOES_ON = re.compile(
    r"[\s{}()\[\];,/*&|!<>\-]+|(?=[^=({}:]*[=({}:])[^\n]*[;{}\]]|(?://|/\*)[^\n]*|\*/[^\n]*|[\"'][^\n]*[\"'\]}],?"
)
# So much text before the code, without any of its signs, is a sentence of the article.
_LONGEST_START = 40
_SIGNS = re.compile(r"[{}=;<>]")


@dataclass(frozen=True)
class Options:
    """Patterns: of code that only a page has, of any code, and of escapes inside a text."""

    sure: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    escapes: tuple[str, ...] = ()


def triggers(options: Options, language: str) -> Triggers:
    """Return what the engine looks for before it runs the check: its patterns."""
    return Triggers(tuple(map(searched, (*options.sure, *options.unsure, *options.escapes))))


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Yield each line of code, and each escape outside of it; nothing in an article about code."""
    if document.derive(is_about_code):
        return
    lines = document.lines
    sure = {i: span for i, line in enumerate(lines) if (span := _code(line, options.sure))}
    for index in sorted(sure):
        for step in (-1, 1):
            _extend(lines, sure, index, step)
    yield from (Hit(span) for _, span in sorted(sure.items()))
    for index, line in enumerate(lines):
        if index not in sure:
            if span := _code(line, options.unsure):
                yield Hit(span, certain=False)
            for found in find_words(options.escapes, line.text):
                if not is_mentioned(line.text, *found.span()):
                    yield Hit(Span(line.start + found.start(), line.start + found.end()))


def _code(line: Line, patterns: Sequence[str]) -> Span | None:
    """Return where the code of a line stands: all of the line, unless a sentence comes before it."""
    for found in find_words(patterns, line.text):
        if not is_quoted(line.text, found.start()):
            before = line.text[: found.start()]
            inside = len(before) > _LONGEST_START and not _SIGNS.search(before)
            start = found.start() if inside else len(line.text) - len(line.text.lstrip())
            return Span(line.start + start, line.start + len(line.text.rstrip()))
    return None


def _extend(lines: Sequence[Line], found: dict[int, Span], index: int, step: int) -> None:
    """Take up the lines next to code that are code in this company."""
    index += step
    while 0 <= index < len(lines) and index not in found and _GOES_ON.fullmatch(lines[index].text):
        found[index] = lines[index].span
        index += step


def problems(options: Options) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the values of options, with the name of each."""
    return pattern_problems(options, "sure", "unsure", "escapes")
