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
from functools import lru_cache

from linter.analysis.by_language import ByLanguage, for_language
from linter.analysis.short_lines import short_lines
from linter.analysis.wording import compiled, loosened, lowered
from linter.checks.triggers import Triggers, pattern_problems
from linter.document.document import OBJECT, Block, Document, Line
from linter.model import Hit

_DIGIT = re.compile("[0-9]")
# White space that is no single space between words; most texts have none of it.
_ASCII_BLANKS = ("  ", *"\t\v\f\r\x1c\x1d\x1e\x1f")
_OTHER_BLANKS = (
    *"\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000",
)
_NUMBER = re.compile("[0-9][0-9.,]*")
_ORNAMENTS = " \t\u00a0*•·|»›«‹→←↑↓▲▼+#_=:-–—….!¡()\ufffc"
_SIGNS = _ORNAMENTS.replace(".", "").replace("!", "").replace("…", "")
# Tells the engine that a line is known by its words alone: an author may have set them on purpose.
BY_WORDING = True


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


def keys_of(lines: Iterable[str]) -> list[str]:
    """Return the form in which lines, none of which holds a break, are compared."""
    keys = _keys_of("\n".join([" ".join(line.split()) for line in lines]).lower())
    # A line of nothing but ornaments has no words to be known by.
    return list(filter(None, keys))


def _keys_of(lowered: str) -> list[str]:
    """Return the keys of lines in small letters, with one space for any white space."""
    text = lowered.replace("’", "'")
    if _DIGIT.search(text):
        text = _NUMBER.sub("0", text)
    return [line.strip(_ORNAMENTS) for line in text.split("\n")]


def _lowered(document: Document) -> str:
    """Return the short lines of a document in small letters, with one space for any white space."""
    text = "\n".join([line.text for line in short_lines(document)]).lower()
    blanks = _ASCII_BLANKS if text.isascii() else _ASCII_BLANKS + _OTHER_BLANKS
    if any(blank in text for blank in blanks):
        return "\n".join([" ".join(line.split()) for line in text.split("\n")])
    return text


def line_keys(document: Document) -> list[str]:
    """Return the keys of the short lines of a document, in their order."""
    return _keys_of(document.derive(_lowered)) if short_lines(document) else []


def _lines_by_key(document: Document) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for line, key in zip(short_lines(document), document.derive(line_keys), strict=True):
        found.setdefault(key, []).append(line)
    return found


def text_of_short_lines(document: Document) -> str:
    """Return the short lines as one text, in small letters, as they stand and stripped."""
    text = document.derive(_lowered)
    forms = [text]
    for line in text.split("\n"):
        bare = line.strip(_SIGNS)
        if bare != line:
            forms += {bare, line.strip()} - {line}
    return "\n".join(forms)


def _forms(text: str) -> Iterator[str]:
    """Yield a line as it stands and without ornaments; patterns may ask for a full stop."""
    yield text
    bare = text.strip(_SIGNS)
    if bare != text:
        yield bare


def triggers(options: Options, language: str) -> Triggers:
    """Return what the engine looks for before it runs the check."""
    patterns = [loosened(pattern) for pattern in for_language(options.patterns, language)]
    return Triggers(
        line_patterns=tuple(f"(?m:^(?:{_plain_blanks(lowered(pattern))})$)" for pattern in patterns),
        lines=tuple(_keys(_lines_for(options, language))),
    )


def _plain_blanks(pattern: str) -> str:
    """Return a pattern for text in which every blank is a space."""
    return pattern.replace("\u00a0", " ").replace("\u2009", " ").replace("\u202f", " ")


def _lines_for(options: Options, language: str) -> tuple[str, ...]:
    """Return the lines of a language, and English ones of several words: pages in any language show them."""
    lines = for_language(options.lines, language)
    return lines if language == "en" else (*lines, *_of_several_words(options.lines.get("en", ())))


@lru_cache(maxsize=256)
def _of_several_words(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line for line in lines if " " in line)


@lru_cache(maxsize=256)
def _keys(lines: tuple[str, ...]) -> frozenset[str]:
    return frozenset(keys_of(lines))


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
    by_key = document.derive(_lines_by_key)
    for key in by_key.keys() & _keys(_lines_for(options, language)):
        yield from by_key[key]
    patterns = [
        compiled(pattern, case_sensitive=options.case_sensitive)
        for pattern in for_language(options.patterns, language)
    ]
    for line in short_lines(document) if patterns else ():
        forms = list(_forms(line.text.strip()))
        if any(pattern.fullmatch(form) for pattern in patterns for form in forms):
            yield line


def _is_meant(line: Line, block: Block, options: Options) -> bool:
    if options.kinds and block.kind not in options.kinds:
        return False
    return options.linked or not (OBJECT in line.text or block.has_link_in(line.span))


def problems(options: Options) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the values of options, with the name of each."""
    return pattern_problems(options, "patterns")
