"""Generic kind `lines`: whole lines of the text, by their wording.

`lines` are compared without regard to case, numbers (any number is as good as
any other) and the ornaments around them; `patterns` are RE2 patterns that
must cover the line. A line that runs on from the one before is no line of its
own, and cells of a table are never read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from linter.analysis.wording import BLANKS, compiled, flexible, loosened
from linter.checks.triggers import ByLanguage, Triggers, for_language, pattern_problems
from linter.document.document import OBJECT, Block, Document, Line
from linter.model import Hit, Span

_DIGIT = re.compile("[0-9]")
_NUMBER = re.compile("[0-9][0-9.,]*")
_ORNAMENTS = " \t\u00a0*•·|»›«‹→←↑↓▲▼+#_=:-–—…()[]\ufffc"
# A line of furniture is at most this long, in code points.
_LONGEST = 200
_NEVER_READ = ("table-cell", "meta", "object")


@dataclass(frozen=True)
class Options:
    """`lines` and `patterns` by language, `any` for every language; `kinds` of blocks, all if empty.

    `linked = false` leaves out lines that are links, or stand beside a picture or a template.
    """

    lines: ByLanguage = field(default_factory=dict)
    patterns: ByLanguage = field(default_factory=dict)
    case_sensitive: bool = False
    kinds: tuple[str, ...] = ()
    linked: bool = True


def line_key(text: str) -> str:
    """Return the form in which lines are compared."""
    key = " ".join(text.strip(_ORNAMENTS).casefold().split())
    return _NUMBER.sub("#", key) if _DIGIT.search(key) else key


def lines_by_key(document: Document) -> dict[str, list[Line]]:
    """Return the lines that may be furniture by their keys."""
    found: dict[str, list[Line]] = {}
    for line in whole_lines(document):
        found.setdefault(line_key(line.text), []).append(line)
    return found


def whole_lines(document: Document) -> Iterator[Line]:
    """Yield the lines that are short and stand for themselves, outside tables and front matter."""
    for index, block in enumerate(document.blocks):
        if block.kind in _NEVER_READ or (len(block.text) > _LONGEST and "\n" not in block.text):
            continue
        for line in document.lines_of(index):
            if not line.flows and len(line.text) <= _LONGEST:
                yield line


def triggers(options: Options, language: str) -> Triggers:
    """Return what the engine looks for before it runs the check."""
    flags = "m" if options.case_sensitive else "mi"
    return Triggers(
        tuple(
            f"(?{flags}:^{BLANKS}(?:{flexible(loosened(p))}){BLANKS}$)"
            for p in for_language(options.patterns, language)
        ),
        tuple(map(line_key, for_language(options.lines, language))),
    )


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Yield each line that is one of the options' lines or matches one of their patterns."""
    found = {
        line
        for language in document.spoken
        for line in _found(document, options, language)
        if document.language_of(document.blocks[line.block]) == language
    }
    for line in sorted(found):
        if _is_meant(line, document.blocks[line.block], options):
            yield Hit(_trimmed(line))


def _found(document: Document, options: Options, language: str) -> Iterator[Line]:
    by_key = document.derive(lines_by_key)
    for text in for_language(options.lines, language):
        yield from by_key.get(line_key(text), ())
    patterns = [
        compiled(pattern, case_sensitive=options.case_sensitive)
        for pattern in for_language(options.patterns, language)
    ]
    for line in whole_lines(document) if patterns else ():
        if any(pattern.fullmatch(line.text.strip()) for pattern in patterns):
            yield line


def _is_meant(line: Line, block: Block, options: Options) -> bool:
    if options.kinds and block.kind not in options.kinds:
        return False
    return options.linked or not (OBJECT in line.text or block.has_link_in(line.span))


def problems(options: Options) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the values of options, with the name of each."""
    return pattern_problems(options.patterns)


def _trimmed(line: Line) -> Span:
    lead = len(line.text) - len(line.text.lstrip())
    return Span(line.start + lead, line.start + len(line.text.rstrip()))
