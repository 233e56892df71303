"""Ages that do not fit a year of birth."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from linter import Document, Hit, Note, Span, article_date, find_in_prose

# Nobody is older, and a younger “age” is a number of something else.
_OLDEST = 120


@dataclass(frozen=True)
class Options:
    """By language: `births` are words without which nothing is looked for.

    `lives` are patterns of `re` with the groups `birth`, `death` and `age`; those of `now` have no `death`,
    and give the age on the day of the article.
    """

    births: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lives: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    now: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Yield each age that is neither the years from birth to then nor one less."""
    seen: set[Span] = set()
    published = article_date(document)
    for block, match in find_in_prose(options.births, document):
        sentence = document.sentence_at(block, match.start())
        if sentence in seen:
            continue
        seen.add(sentence)
        language = document.language_of(block)
        for pattern in options.lives.get(language, ()):
            yield from _judged(document, sentence, pattern, None)
        if published:
            for pattern in options.now.get(language, ()):
                yield from _judged(document, sentence, pattern, published.year)


def _judged(document: Document, sentence: Span, pattern: str, now: int | None) -> Iterator[Hit]:
    for found in _compiled(pattern).finditer(document.text, sentence.start, sentence.end):
        birth, age = int(found["birth"]), int(found["age"])
        then = int(found["death"]) if now is None else now
        years = then - birth
        if not 0 < years <= _OLDEST or age in (years, years - 1):
            continue
        problem = f"who was born in {birth} was {years - 1} or {years} in {then}"
        notes = [Note(Span(*found.span("birth")), "the year of birth")]
        if now is None:
            notes.append(Note(Span(*found.span("death")), "the year of death"))
        yield Hit(Span(*found.span("age")), {"problem": problem}, tuple(notes))


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("YEAR", r"(?:1[89]|20)\d\d"), re.IGNORECASE)
