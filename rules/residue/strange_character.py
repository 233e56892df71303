"""Characters that stand for nothing a reader can see: those of private fonts, and what replaced lost ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from linter import Document, Hit, Span

from .many import at_most


@dataclass(frozen=True)
class Options:
    """`runs` is a regular expression of Python's.

    Past `most` findings in an article they are one.
    """

    runs: str
    most: int = 1


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Yield each run of such characters."""
    runs = re.compile(options.runs)
    found = [
        Hit(Span(block.start + run.start(), block.start + run.end()), {"code": _code(run[0])})
        for block in document.prose
        for run in runs.finditer(block.text)
    ]
    yield from at_most(options.most, found)


def _code(run: str) -> str:
    """The code points of a run, each once."""
    return ", ".join(dict.fromkeys(f"U+{ord(c):04X}" for c in run))


def problems(options: Options) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the values of options, with the name of each."""
    try:
        re.compile(options.runs)
    except re.error as error:
        yield "runs", f"“{options.runs}” is no regular expression: {error}"
