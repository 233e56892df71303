"""Teasers: a line cut off in mid-sentence, with the headline above it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from linter import Document, Hit, Span

_CUT_OFF = re.compile(r"[\w,]\]?\s?(?:…|\.\.\.|\[…\]|\[\.\.\.\])$")
_FINISHED = re.compile(r"[.!?…:;,\"”’»')\]*]$")


@dataclass(frozen=True)
class Options:
    """Code points: a cut-off line is at least so long, a headline at most."""

    shortest: int = 40
    longest_headline: int = 140


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Yield each cut-off line, from the headline over it if there is one."""
    lines = document.lines
    for index, line in enumerate(lines):
        if len(line.text) < options.shortest or not _CUT_OFF.search(line.text.rstrip()):
            continue
        start = line.start
        # The first line of a file is the article's own headline.
        if index > 1 and _is_headline(lines[index - 1].text, options):
            start = lines[index - 1].start
        yield Hit(Span(start, line.end))


def _is_headline(text: str, options: Options) -> bool:
    return len(text) <= options.longest_headline and not _FINISHED.search(text.rstrip())
