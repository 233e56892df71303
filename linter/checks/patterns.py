"""Generic kind `patterns`: words and phrases anywhere in the text.

A pattern is RE2's, leftmost and longest, in which a space stands for any white
space and `^` for the start of a line, and it matches whole words by Unicode's
letters: `été` is not found in `étés`. A named group `span` narrows the
finding; other named groups fill the message. `engine = "regex"` takes what RE2
cannot do (lookaround, references), within `timeout` seconds a block.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from linter.analysis.by_language import ByLanguage, for_language
from linter.analysis.wording import compiled, flexible, is_whole, loosened, whole_matches
from linter.checks.triggers import Triggers, pattern_problems
from linter.document.document import Block, Document
from linter.model import Hit, Span


@dataclass(frozen=True)
class Options:
    """`patterns` by language, `any` for every language; `kinds` of blocks to read, all if empty."""

    patterns: ByLanguage = field(default_factory=dict)
    kinds: tuple[str, ...] = ()
    case_sensitive: bool = False
    engine: Literal["re2", "regex"] = "re2"
    timeout: float = 1.0


def triggers(options: Options, language: str) -> Triggers:
    """Return what the engine looks for before it runs the check."""
    if options.engine == "regex":
        return Triggers()
    flags = "m" if options.case_sensitive else "mi"
    return Triggers(
        tuple(f"(?{flags}:{flexible(loosened(p))})" for p in for_language(options.patterns, language))
    )


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Yield each match in the blocks of the article."""
    for block in document.prose:
        if not options.kinds or block.kind in options.kinds:
            for pattern in for_language(options.patterns, document.language_of(block)):
                for match in _matches(pattern, block.text, options):
                    yield _hit(block, match)


def _matches(pattern: str, text: str, options: Options) -> Iterator[Any]:
    if options.engine == "re2":
        return whole_matches(compiled(pattern, case_sensitive=options.case_sensitive), text)
    import regex

    flags = regex.MULTILINE if options.case_sensitive else regex.MULTILINE | regex.IGNORECASE
    found = regex.compile(pattern, flags).finditer(text, timeout=options.timeout)
    return (match for match in found if match.end() > match.start() and is_whole(text, *match.span()))


def _hit(block: Block, match: Any) -> Hit:
    values = {name: text for name, text in match.groupdict().items() if text}
    # RE2 knows its groups by number only.
    start, end = match.span(match.re.groupindex["span"] if "span" in values else 0)
    return Hit(Span(block.start + start, block.start + end), values)


def problems(options: Options) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the values of options, with the name of each."""
    if options.engine == "re2":
        yield from pattern_problems(options, "patterns")
        return
    import regex

    for patterns in options.patterns.values():
        for pattern in patterns:
            try:
                regex.compile(pattern)
            except regex.error as error:
                yield "patterns", f"“{pattern}” is no pattern: {error}"
