"""Teasers: a line cut off in mid-sentence, with the headline above it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from linter import ByLanguage, Document, Hit, Line, Span, Triggers, for_language

_DOTS = r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|\(…\)|\(\.\.\.\))"
_CUT_OFF = re.compile(rf"[\w,]\]?\s?{_DOTS}$")
_ENDS_IN_DOTS = re.compile(rf"{_DOTS}$")
# No cut is longer, with the letter before it, and no link behind one.
_LONGEST_CUT, _LONGEST_END = 10, 80
_FINISHED = re.compile(r"[.!?…:;,\"”’»')\]*]$")
_AFTER_LINK = " \t\u00a0»›→>."

_READ = ("paragraph", "heading")


@dataclass(frozen=True)
class Options:
    """Code points: a cut-off line is at least so long, a headline at most.

    `links` by language: only lines whose cut is followed by these words of a link, `any` for every language.
    """

    shortest: int = 40
    longest_headline: int = 140
    links: ByLanguage = field(default_factory=dict)


def triggers(options: Options, language: str) -> Triggers:
    """Return what the engine looks for before it runs the check: dots before a link or the end of a line."""
    if not options.links:
        return Triggers((rf"(?m:{_DOTS}\s*$)",))
    return Triggers(
        (rf"(?mi:{_DOTS}[\s\x{{a0}}]*[\[(]?(?:{_alternatives(for_language(options.links, language))}))",)
    )


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Yield each cut-off line, from the headline over it if there is one."""
    lines = document.lines
    for index, line in enumerate(lines):
        if len(line.text) < options.shortest or document.blocks[line.block].kind not in _READ:
            continue
        if not _is_cut_off(document, line, options):
            continue
        start = line.start
        above = lines[index - 1]
        # The first line of a file is the article's own headline.
        if index > 1 and document.blocks[above.block].kind in _READ and _is_headline(above.text, options):
            start = above.start
        yield Hit(Span(start, line.end))


def _is_cut_off(document: Document, line: Line, options: Options) -> bool:
    if not options.links:
        return bool(_CUT_OFF.search(line.text.rstrip()[-_LONGEST_CUT:]))
    block = document.blocks[line.block]
    language = document.language_of(block)
    text = line.text.rstrip(_AFTER_LINK)[-_LONGEST_END:]
    found = _pattern(for_language(options.links, language)).search(text)
    # A link that leads somewhere was set by the author.
    is_cut = found and _ENDS_IN_DOTS.search(text[: found.start()].rstrip()[-_LONGEST_CUT:])
    return bool(is_cut) and not block.has_link_in(line.span)


def _is_headline(text: str, options: Options) -> bool:
    return len(text) <= options.longest_headline and not _FINISHED.search(text.rstrip())


@lru_cache(maxsize=16)
def _pattern(links: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"[\[(]?\b(?:{_alternatives(links)})[\])]?$", re.IGNORECASE)


def _alternatives(links: Iterable[str]) -> str:
    # Without a word it matches nothing, in RE2 and in Python.
    return "|".join(map(re.escape, filter(None, links))) or r"[^\s\S]"
