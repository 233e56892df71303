"""Finding words and phrases in a text: RE2, whole words by Unicode, any white space for a space."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import re2

from linter.document.document import Block, Document

# What a pattern is read by: a class (with `[:names:]` and a leading `]`), an escape, a space.
_TOKEN = re.compile(
    r"\[\^?\]?(?:\[:\^?\w+:\]|\\[pP]\{\^?\w+\}|\\.|[^\]\\])*\]|\\[pP](?:\{\^?\w+\}|\w)|\\.| ", re.DOTALL
)
_ESCAPE = re.compile(r"(\\x\{[0-9a-fA-F]+\}|\\[pP]\{\^?\w+\}|\\.)", re.DOTALL)
_ANY_CHARACTER = "(?s:.)"
# RE2's `\s` is ASCII; articles hold no-break and thin spaces as well.
WHITE_SPACE = r"(?:[\s\x{a0}\x{2009}\x{202f}]+)"


def flexible(pattern: str) -> str:
    """Return an RE2 pattern in which each space outside a class stands for any white space."""
    return _TOKEN.sub(lambda token: WHITE_SPACE if token[0] == " " else token[0], pattern)


def loosened(pattern: str) -> str:
    """Return a pattern that matches wherever this one does and costs RE2 little to compile.

    Classes by Unicode property become any character; three of them in a
    pattern take 2 ms. The ends of a block are no ends of a document.
    """
    return _TOKEN.sub(_loose, pattern)


def lowered(pattern: str) -> str:
    """Return a pattern for texts in small letters: RE2 compiles it in half the time of one without case."""
    return "".join(part if part.startswith("\\") else part.lower() for part in _ESCAPE.split(pattern))


def _loose(token: re.Match[str]) -> str:
    text = token[0]
    if text in ("\\A", "\\z"):
        return ""
    return _ANY_CHARACTER if "\\p" in text or "\\P" in text else text


@lru_cache(maxsize=1024)
def compiled(pattern: str, *, case_sensitive: bool = False) -> Any:
    """Return the compiled pattern, leftmost and longest; `re2.error` if it is none."""
    options = re2.Options()
    options.case_sensitive = case_sensitive
    options.longest_match = True
    # Without groups to fill RE2 stays with its fast automaton.
    options.never_capture = "(?P<" not in pattern
    options.log_errors = False
    return re2.compile(f"(?m){flexible(pattern)}", options)


def find_words(patterns: Sequence[str], text: str, *, case_sensitive: bool = False) -> Iterator[Any]:
    """Yield the matches of any of the patterns that are whole words."""
    if not patterns:
        return iter(())
    return whole_matches(compiled("|".join(patterns), case_sensitive=case_sensitive), text)


def find_in_prose(patterns: Mapping[str, Sequence[str]], document: Document) -> Iterator[tuple[Block, Any]]:
    """Yield the matches of patterns by language in blocks of that language, at offsets of the document."""
    for language in document.spoken:
        for match in find_words(patterns.get(language, ()), document.text):
            block = document.prose_at(match.start())
            if block and match.end() <= block.end and document.language_of(block) == language:
                yield block, match


def whole_matches(pattern: Any, text: str) -> Iterator[Any]:
    """Yield the matches of a compiled pattern over whose ends no word goes on.

    A match that is refused hides what begins inside it.
    """
    return (
        match
        for match in pattern.finditer(text)
        if match.end() > match.start() and is_whole(text, *match.span())
    )


def is_whole(text: str, start: int, end: int) -> bool:
    """Say whether no word goes on over either end of `text[start:end]`."""
    before = start > 0 and _in_word(text[start - 1]) and _in_word(text[start])
    after = end < len(text) and _in_word(text[end - 1]) and _in_word(text[end])
    return not before and not after


def _in_word(c: str) -> bool:
    return c.isalnum() or c == "_" or unicodedata.category(c)[0] == "M"
