"""What a chat assistant says to the person it writes for, left in the article.

It counts where it begins or ends a paragraph in the article's own voice: not
in a quotation, not after “answered:”, not in the middle of a paragraph. Where
the article speaks of chat assistants nothing but its first line is certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from linter import (
    Block,
    ByLanguage,
    Document,
    Hit,
    Line,
    Span,
    Triggers,
    find_words,
    for_language,
    in_quotation,
    pattern_problems,
    searched,
)

_KINDS = ("title", "heading", "paragraph", "list-item", "caption")
_BEGINS_SENTENCE = re.compile(r"(?:^|[.!?…][\"”’»)\]]*\s+)[\s*_#>–—•\-¡¿]*\Z")
_SENTENCE_END = re.compile(r"[.!?…][\"”’»)\]*_]*(?=\s|$)")
# A line that introduces what stands after it.
_INTRODUCES = re.compile(r":[\s*_]*\Z")
_SPEECH = re.compile(r"\s*[\"“„«»‘'–—>]")
# What may stand before the first word.
_SIGNS = " \t*_#–—•-¡¿"
# How far before a phrase the end of the sentence before it is looked for.
_NEAR = 20
_LISTS = ("own", "openers", "handovers", "closers", "courtesies")
_OPENING = ("openers", "handovers")
# A line of this length after a finding is text of the article.
_LONG_LINE = 80


@dataclass(frozen=True)
class Options:
    """Patterns by language.

    `own` is what only an assistant says of itself, at the beginning or the end
    of a paragraph. `openers` hand something over: they begin a line, and are
    certain in the first line of the article or with a colon at their end.
    `handovers` count in the first line only, and are certain with a colon. `closers` offer more work:
    they are certain after the last paragraph. `courtesies` are certain only
    beside something that is. Of `talk` an article on assistants speaks.
    """

    own: ByLanguage = field(default_factory=dict)
    openers: ByLanguage = field(default_factory=dict)
    handovers: ByLanguage = field(default_factory=dict)
    closers: ByLanguage = field(default_factory=dict)
    courtesies: ByLanguage = field(default_factory=dict)
    talk: ByLanguage = field(default_factory=dict)


class _Phrase(NamedTuple):
    """A phrase: its place, the list it is of, whether wording and place are sure, whether it comes first."""

    span: Span
    kind: str
    certain: bool
    first: bool


class _Unit(NamedTuple):
    """A line, or the lines that a program broke a paragraph into, with spaces for the breaks."""

    start: int
    text: str
    block: Block


def triggers(options: Options, language: str) -> Triggers:
    """Return what the engine looks for before it runs the check: its patterns."""
    tables = [getattr(options, kind) for kind in _LISTS]
    patterns = [pattern for table in tables for pattern in for_language(table, language)]
    return Triggers(tuple(map(searched, patterns)))


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Yield each phrase that is left over."""
    lists = [getattr(options, kind) for kind in _LISTS]
    wanted = [
        pattern
        for language in document.spoken
        for table in lists
        for pattern in for_language(table, language)
    ]
    if next(find_words(wanted, document.text), None) is None:
        return
    found = list(_phrases(document, options))
    rest = _without(document.text, [phrase.span for phrase in found])
    talks = next(find_words(for_language(options.talk, document.language), rest), None) is not None
    any_certain = any(phrase.certain and (phrase.first or not talks) for phrase in found)
    for phrase in found:
        certain = phrase.certain or (phrase.kind == "courtesies" and any_certain)
        yield Hit(phrase.span, certain=certain and (phrase.first or not talks))


def _phrases(document: Document, options: Options) -> Iterator[_Phrase]:
    units = list(_units(document))
    last_long = max((index for index, unit in enumerate(units) if len(unit.text) >= _LONG_LINE), default=-1)
    introduced = False
    for index, unit in enumerate(units):
        found = [] if introduced else list(_in_unit(unit, document.language_of(unit.block), options))
        # What an assistant says to hand over an article introduces nobody's speech.
        introduces = _INTRODUCES.search(unit.text) is not None
        introduced = introduces and not found
        end = -1
        for span, kind in found:
            if span.start < end:
                continue
            first = index == 0 and not unit.text[: span.start - unit.start].strip(_SIGNS)
            if kind == "handovers" and not first:
                continue
            end = span.end
            certain = (
                kind == "own"
                or (kind == "openers" and (first or introduces))
                or (kind == "handovers" and introduces)
                or (kind == "closers" and index >= last_long)
            )
            yield _Phrase(span, kind, certain, first)


def _units(document: Document) -> Iterator[_Unit]:
    pending: list[Line] = []
    for line in document.lines:
        if document.blocks[line.block].kind not in _KINDS:
            continue
        if pending and not line.flows:
            yield _unit(document, pending)
            pending = []
        pending.append(line)
    if pending:
        yield _unit(document, pending)


def _unit(document: Document, lines: Sequence[Line]) -> _Unit:
    start, end = lines[0].start, lines[-1].end
    return _Unit(start, document.text[start:end].replace("\n", " ").rstrip(), document.blocks[lines[0].block])


def _in_unit(unit: _Unit, language: str, options: Options) -> Iterator[tuple[Span, str]]:
    """Yield the phrases that begin a unit or are its last sentence, each with the list it is of."""
    text = unit.text
    if _SPEECH.match(text):
        return
    places: list[tuple[Span, str]] = []
    for kind in _LISTS:
        for match in find_words(for_language(getattr(options, kind), language), text):
            before = text[max(0, match.start() - _NEAR) : match.start()]
            begins = match.start() <= _NEAR and not before.strip(_SIGNS)
            if not begins and (kind in _OPENING or not _BEGINS_SENTENCE.search(before)):
                continue
            sentence_end = _sentence_end(text, match.end())
            if not begins and sentence_end < len(text):
                continue
            if not in_quotation(unit.block, unit.start - unit.block.start + match.start()):
                end = sentence_end if kind == "own" else len(text)
                start = match.start() - (len(before) - len(before.rstrip("¡¿")))
                places.append((Span(unit.start + start, unit.start + end), kind))
    yield from sorted(places, key=lambda place: place[0].start)


def _sentence_end(text: str, start: int) -> int:
    found = _SENTENCE_END.search(text, max(0, start - 1))
    return found.end() if found else len(text.rstrip())


def _without(text: str, spans: Sequence[Span]) -> str:
    parts, at = [], 0
    for start, end in sorted(spans):
        parts.append(text[at:start])
        at = max(at, end)
    return "".join([*parts, text[at:]])


def problems(options: Options) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the values of options, with the name of each."""
    return pattern_problems(options, *_LISTS, "talk")
