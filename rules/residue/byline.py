"""Lines that are nothing but the credit of an author: a word for it, and names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from linter import ByLanguage, Document, Hit, Triggers, for_language, short_lines

from .names import are_names

_LONGEST = 120
# Matches no text, in RE2 and in Python.
_NOTHING = r"[^\s\S]"
# What may stand around a credit.
_MARKS = "*_()[]|–—- "


@dataclass(frozen=True)
class Options:
    """`labels` by language, `any` for every language; `single` takes names of one word as well."""

    labels: ByLanguage = field(default_factory=dict)
    single: bool = False


def triggers(options: Options, language: str) -> Triggers:
    """Return what the engine looks for before it runs the check: a short line that begins with a label."""
    words = _alternatives(for_language(options.labels, language)).lower()
    return Triggers(line_patterns=(f"(?m:^[{re.escape(_MARKS)}]*(?:{words}) ?:? [^ ])",))


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Yield each line that is a label and names."""
    for line in short_lines(document):
        block = document.blocks[line.block]
        if len(line.text) > _LONGEST or block.kind == "caption":
            continue
        # In plain text a short line may only look like a heading.
        if block.kind == "heading" and document.format != "text":
            continue
        label = _label(options, document.language_of(block))
        text = " ".join(line.text.split()).strip(_MARKS)
        match = label.match(text) if label else None
        if match and are_names(text[match.end() :], single=options.single or match[0].endswith(": ")):
            yield Hit(line.trimmed)


@lru_cache(maxsize=64)
def _pattern(labels: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:{_alternatives(labels)}) ?:? (?=\S)", re.IGNORECASE)


def _alternatives(labels: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(filter(None, labels), key=len, reverse=True))) or _NOTHING


def _label(options: Options, language: str) -> re.Pattern[str] | None:
    labels = for_language(options.labels, language)
    return _pattern(labels) if labels else None
