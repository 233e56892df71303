"""What must occur in a document for a rule to be able to find anything there.

The engine looks for the triggers of all rules in one pass and runs only the
checks whose triggers it met, so a rule that has none of its words in an article
costs nothing there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import re2

from linter.analysis.by_language import ByLanguage
from linter.analysis.wording import compiled, flexible, loosened


class Triggers(NamedTuple):
    """What a rule looks for, one of which must occur.

    RE2 `patterns` anywhere in the text; `phrases` in the text as `flattened`
    gives it; `line_patterns` in a line that may be furniture; `lines` are keys
    of such lines; `words` are whole words, as `words_of` gives those of a document.
    """

    patterns: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    line_patterns: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    words: frozenset[bytes] = frozenset()


def searched(pattern: str, *, case_sensitive: bool = False) -> str:
    """Return what to look for in a text in which the words of a pattern are then looked for."""
    return f"(?{'m' if case_sensitive else 'mi'}:{flexible(loosened(pattern))})"


def pattern_problems(table: ByLanguage) -> Iterator[tuple[str, str]]:
    """Yield the patterns of the option `patterns` that RE2 does not take, and why."""
    for language, patterns in table.items():
        for pattern in patterns:
            try:
                compiled(pattern)
            except re2.error as error:
                reason = error.args[0]
                said = reason.decode() if isinstance(reason, bytes) else str(reason)
                yield "patterns", f"({language}) “{pattern}” is no pattern: {said.partition(': ')[0]}"
