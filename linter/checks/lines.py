"""Generic kind `lines`: whole lines of the text, by their wording.

`lines` are compared without regard to case, numbers (any number is as good as
any other), the kind of apostrophe, and the ornaments, full stops and
exclamation marks around them; English ones of several words count in every
language. `patterns` are RE2 patterns that must cover the line, as it stands or
without the ornaments. A line that
runs on from the one before is no line of its own, and cells of a table are
never read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from linter.analysis.by_language import ByLanguage, for_language
from linter.analysis.wording import compiled, loosened, lowered
from linter.checks.triggers import Triggers, pattern_problems
from linter.document.document import OBJECT, Block, Document, Line
from linter.model import Hit

_DIGIT = re.compile("[0-9]")
_NUMBER = re.compile("[0-9][0-9.,]*")
_ORNAMENTS = " \t\u00a0*•·|»›«‹→←↑↓▲▼+#_=:-–—….!¡()\ufffc"
_SIGNS = _ORNAMENTS.replace(".", "").replace("!", "").replace("…", "")
# Tells the engine that a line is known by its words alone: an author may have set them on purpose.
BY_WORDING = True
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
    return " ".join(_folded(text).strip(_ORNAMENTS).split())


def keys_of(lines: Iterable[str]) -> list[str]:
    """Return the keys of many lines, none of which holds a break, at once."""
    keys = [" ".join(line.strip(_ORNAMENTS).split()) for line in _folded("\n".join(lines)).split("\n")]
    # A line of nothing but ornaments has no words to be known by.
    return [key for key in keys if key]


def _folded(text: str) -> str:
    text = text.replace("’", "'").casefold()
    return _NUMBER.sub("0", text) if _DIGIT.search(text) else text


def lines_by_key(document: Document) -> dict[str, list[Line]]:
    """Return the lines that may be furniture by their keys."""
    found: dict[str, list[Line]] = {}
    for line in document.derive(whole_lines):
        found.setdefault(line_key(line.text), []).append(line)
    return found


def text_of_whole_lines(document: Document) -> str:
    """Return the lines that may be furniture as one text, in small letters, as they stand and stripped."""
    lines = [" ".join(line.text.split()) for line in document.derive(whole_lines)]
    bare = [line.strip(_SIGNS) for line in lines]
    lines += [stripped for line, stripped in zip(lines, bare, strict=True) if line != stripped]
    return "\n".join(lines).lower()


def _forms(text: str) -> Iterator[str]:
    """Yield a line as it stands and without ornaments; patterns may ask for a full stop."""
    yield text
    bare = text.strip(_SIGNS)
    if bare != text:
        yield bare


def whole_lines(document: Document) -> list[Line]:
    """Return the lines that are short and stand for themselves, outside tables and front matter."""
    return [
        line
        for line in document.lines
        if not line.flows
        and len(line.text) <= _LONGEST
        and document.blocks[line.block].kind not in _NEVER_READ
    ]


def triggers(options: Options, language: str) -> Triggers:
    """Return what the engine looks for before it runs the check."""
    patterns = [loosened(pattern) for pattern in for_language(options.patterns, language)]
    return Triggers(
        line_patterns=tuple(f"(?m:^(?:{lowered(pattern)})$)" for pattern in patterns),
        lines=tuple(keys_of(_lines_for(options, language))),
    )


def _lines_for(options: Options, language: str) -> Iterator[str]:
    """Yield the lines of a language, and English ones of several words: pages in any language show them."""
    yield from for_language(options.lines, language)
    if language != "en":
        yield from (line for line in options.lines.get("en", ()) if " " in line)


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
            yield Hit(line.trimmed)


def _found(document: Document, options: Options, language: str) -> Iterator[Line]:
    by_key = document.derive(lines_by_key)
    for key in keys_of(_lines_for(options, language)):
        yield from by_key.get(key, ())
    patterns = [
        compiled(pattern, case_sensitive=options.case_sensitive)
        for pattern in for_language(options.patterns, language)
    ]
    for line in document.derive(whole_lines) if patterns else ():
        forms = list(_forms(line.text.strip()))
        if any(pattern.fullmatch(form) for pattern in patterns for form in forms):
            yield line


def _is_meant(line: Line, block: Block, options: Options) -> bool:
    if options.kinds and block.kind not in options.kinds:
        return False
    return options.linked or not (OBJECT in line.text or block.has_link_in(line.span))


def problems(options: Options) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the values of options, with the name of each."""
    return pattern_problems(options.patterns)
