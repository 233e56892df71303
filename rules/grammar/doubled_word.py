"""“the the”: function words and a few others that never follow themselves.

A general rule for any word would be wrong about “had had”, “Duran Duran” and
“very very”; these words are doubled by mistake alone, but for the phrases that
end in one (“moved in in May”) and clauses that do (“what they are are”).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from linter import (
    Block,
    ByLanguage,
    Document,
    Edit,
    Fix,
    Hit,
    Span,
    Triggers,
    find_in_prose,
    find_words,
    for_language,
    in_quotation,
    searched,
)

_BEFORE = re.compile(r"([\w’']+)\s+\Z")
# What makes the second word part of another, or sets the two apart: “a a-b”, “in in’t”, “to to.com”.
_SIGNS = ("-", "'", "’", "/", "_", "@", "=", "&")
_GOES_ON = re.compile(r"[-'’/_@=&]|\.\w")
# “did him in in 2012”, “counting on on Monday”.
_IS_DATE = re.compile(
    r"\s+(?:\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\b)"
)
# How far before a pair the word before it is looked for, in code points.
_NEAR = 30


@dataclass(frozen=True)
class Options:
    """The `words` by language.

    `silent_after` are English words after which each may be doubled, as `word: others`; `unless` are
    patterns by language in whose matches a pair is meant.
    """

    words: ByLanguage = field(default_factory=dict)
    silent_after: tuple[str, ...] = ()
    unless: ByLanguage = field(default_factory=dict)


def triggers(options: Options, language: str) -> Triggers:
    """Return what the engine looks for before it runs the check."""
    pairs = "|".join(f"{word} {word}" for word in for_language(options.words, language))
    # “visa at” holds “a a”, too: no letters around the pair.
    return Triggers((searched(rf"(^|[^a-z'’.-])({pairs})($|[^a-z])"),) if pairs else ())


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Yield each pair, or longer run, of one word, with what is too much as its fix."""
    patterns = {language: _patterns(tuple(words)) for language, words in options.words.items()}
    for block, match in find_in_prose(patterns, document):
        span = Span(*match.span())
        words = document.text[span.start : span.end].split()
        if _is_meant(document, block, span, words, options) or _is_excused(document, block, span, options):
            continue
        first = span.start + len(words[0])
        fix = Fix(f"Leave one “{words[0]}”", (Edit(Span(first, span.end), ""),), "safe")
        yield Hit(span, {"word": words[0]}, fix=fix)


@lru_cache(maxsize=8)
def _patterns(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{word}( {word})+" for word in words)


def _is_excused(document: Document, block: Block, span: Span, options: Options) -> bool:
    """Say whether the pair stands in a turn of phrase that has it rightly."""
    unless = for_language(options.unless, document.language_of(block))
    start, end = span.start - block.start, span.end - block.start
    return any(found.start() <= start and end <= found.end() for found in find_words(unless, block.text))


@lru_cache(maxsize=8)
def _silent_after(entries: tuple[str, ...]) -> dict[str, frozenset[str]]:
    pairs = (entry.partition(":") for entry in entries)
    return {word.lower(): frozenset(others.split()) for word, _, others in pairs}


def _is_meant(document: Document, block: Block, span: Span, words: list[str], options: Options) -> bool:
    text = document.text
    first, second = words[0], words[1]
    if _GOES_ON.match(text, span.end) or text[span.start - 1 : span.start] in _SIGNS:
        return True
    if in_quotation(block, span.start - block.start):
        return True
    # Names and letters: “The The”, “Vitamin A a day”; in capitals all words have them.
    if second[0].isupper() and not (first.isupper() and len(first) > 1) and first != "I":
        return True
    begins = document.sentence_at(block, span.start).start == span.start
    if first[0].isupper() and not begins and first not in (second, "I"):
        return True
    if first.lower() in ("in", "on") and _IS_DATE.match(text, span.end):
        return True
    before = _BEFORE.search(text, max(block.start, span.start - _NEAR), span.start)
    return (
        before is not None
        and not words[2:]
        and before[1] in _silent_after(options.silent_after).get(first.lower(), ())
    )
