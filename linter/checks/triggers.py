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


def pattern_problems(options: object, *names: str) -> Iterator[tuple[str, str]]:
    """Yield the patterns in these options that RE2 does not take: the name of the option, and why."""
    for name in names:
        value: ByLanguage | tuple[str, ...] = getattr(options, name)
        tables = {"": value} if isinstance(value, tuple) else value
        for language, patterns in tables.items():
            where = f"({language}) " if language else ""
            yield from ((name, f"{where}{problem}") for problem in map(pattern_problem, patterns) if problem)


def pattern_problem(pattern: str) -> str | None:
    """Return why RE2 does not take a pattern; None where it does."""
    try:
        compiled(pattern)
    except re2.error as error:
        reason = error.args[0]
        said = reason.decode() if isinstance(reason, bytes) else str(reason)
        return f"“{pattern}” is no pattern: {said.partition(': ')[0]}"
    return None
