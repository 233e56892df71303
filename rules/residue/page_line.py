"""Lines without a telling word, among lines of the page over and under an article.

Each line scores the sum of the weights of its features. What stands over the
article is the run from the first line on that has the highest sum, what stands
under it the run up to the last line (the maximum subarray of Bentley,
"Programming Pearls", CACM 27(9), 1984, with one end held). The weights are
those of a logistic regression; `benchmarks/page_lines` holds the programs that
make them and says from what.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from linter import Block, Document, Hit, Line, Mark

_WORD = re.compile(r"\w+")
_ENDS_SENTENCE = re.compile(r"[.!?…][\"”’»')\]]*$")
_SEPARATOR = re.compile(r"[|·•›»>/–—]")
_CONTACT = re.compile(r"@|https?:|www\.|\+?\d[\d ()./-]{7,}\d")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# Words of a line at most, by the name of its size.
_SIZES = (0, 1, 2, 3, 5, 8, 12, 18, 28, 45)
_SHORT = 12
# How many lines up and down are near, and how many marks there are many.
_NEAR = 3
_MANY = 3
# Words that a sentence has more of, and words of a title at most.
_SHORTEST_SENTENCE = 2
_LONGEST_TITLE = 20
# “Where: Market Square”, a quotation, a numbered step.
_FACT = re.compile(r"^\w+(?: \w+)?: \S.{0,40}$|^[“”„«»\"]|^\d+[.)] ")
# Words of a name, a date or a section over an article; a headline has more.
_LONGEST_LABEL = 4
# What marks are worth, and what a run needs: one that is certain, or two that are likely.
_EVIDENCE = {"certain": 2, "likely": 1, "beside": 0}
_ENOUGH = 2
# A message names a line by so much of it, in code points.
_LONGEST_NAME = 40
_READ = ("paragraph", "heading", "title", "list-item", "quote", "caption")

# The limits of the features below are those that the weights were fitted to.
# ruff: noqa: PLR2004


@dataclass(frozen=True)
class Options:
    """`weights` of the features by name; `vocabulary`: words of pages by language.

    `above` and `below` say how many lines of either end are looked at; `most`
    is the share of the lines of a file that may be furniture. A run ends after
    `silent` lines without a new mark, or when its sum is `give_up` below its best.
    """

    weights: Mapping[str, float] = field(default_factory=dict)
    vocabulary: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    above: int = 14
    below: int = 45
    most: float = 0.8
    silent: int = 8
    give_up: float = 15.0


class _Row(NamedTuple):
    """A line of the article or of the page; `mark` is what other rules know it by."""

    line: Line
    mark: Mark | None
    score: float


def check_neighbours(document: Document, marks: Mapping[int, Mark], options: Options) -> Iterator[Hit]:
    """Yield the lines without a mark in the runs over and under the article."""
    lines = [index for index, line in enumerate(document.lines) if _is_read(document, line)]
    features = Features(document, marks, options)
    under = _run(features, lines[: -options.below - 1 : -1], options)
    over = _run(features, lines[: min(options.above, len(lines) - len(under))], options)
    if len(over) + len(under) <= options.most * len(lines):
        headline = document.title if document.format != "text" else None
        yield from _hits([row for row in over if row.mark or _is_label(row.line.text)], headline)
        yield from _hits(under[::-1], headline)


def _is_read(document: Document, line: Line) -> bool:
    return document.blocks[line.block].kind in _READ


class Features:
    """Names what there is to see of a line, and scores it."""

    def __init__(self, document: Document, marks: Mapping[int, Mark], options: Options) -> None:
        self._lines = document.lines
        self._marks = marks
        self._weights = options.weights
        self._words = frozenset(
            word for language in document.spoken for word in options.vocabulary.get(language, ())
        )

    @cached_property
    def _style(self) -> str:
        """Among lists a short line says little."""
        short = sum(line.text.count(" ") < _SHORT for line in self._lines)
        return "among-short" if short > 0.6 * len(self._lines) else "among-long"

    def evidence(self, index: int) -> int:
        """Return what the mark of a line is worth as evidence of a run."""
        mark = self._marks.get(index)
        return _EVIDENCE[mark.strength] if mark else 0

    def row(self, index: int) -> _Row:
        """Return the line of this index in the document, with its score."""
        score = sum(self._weights.get(name, 0.0) for name in self.of(index))
        return _Row(self._lines[index], self._marks.get(index), score)

    def of(self, index: int) -> Iterator[str]:
        """Yield the names of the features of a line."""
        text = self._lines[index].text.strip()
        mark = self._marks.get(index)
        yield "any"
        if mark:
            yield mark.strength
        near = sum(other in self._marks for other in range(index - _NEAR, index + _NEAR + 1)) - bool(mark)
        yield f"marks-near-{min(near, _MANY)}"
        words = _WORD.findall(text)
        size = next((str(most) for most in _SIZES if len(words) <= most), "more")
        yield f"words-{size}"
        if len(words) > 3 and _ENDS_SENTENCE.search(text):
            yield f"sentence-{size}"
        if len(words) <= _SHORT:
            yield self._style
        yield from self._of_words(text, words)
        yield from _of_characters(text)

    def _of_words(self, text: str, words: Sequence[str]) -> Iterator[str]:
        share = sum(word.casefold() in self._words for word in words) / max(1, len(words))
        yield "page-words-" + (
            "none" if not share else "few" if share < 0.25 else "half" if share < 0.5 else "most"
        )
        capitals = sum(word[0].isupper() for word in words) / max(1, len(words))
        if capitals > 0.7 and len(words) > 1:
            yield "name" if len(words) <= 3 else "title-case"
        if capitals < 0.2 and len(words) > 3:
            yield "lower-case"
        if len(words) > 1 and text.isupper():
            yield "capitals"


def _of_characters(text: str) -> Iterator[str]:
    digits = sum(map(str.isdigit, text)) / max(1, len(text))
    if digits > 0.1:
        yield "number" if digits > 0.4 else "digits"
    if _YEAR.search(text):
        yield "year"
    separators = len(_SEPARATOR.findall(text))
    if separators:
        yield "separators" if separators > 2 else "separator"
    if _CONTACT.search(text):
        yield "contact"
    if text[-1:] in (":", "?", "!"):
        yield {":": "colon", "?": "question", "!": "exclamation"}[text[-1]]


def _run(features: Features, lines: Sequence[int], options: Options) -> list[_Row]:
    """Return the rows, from the first line on, that make the highest sum and end with a mark.

    Among them is a mark that is certain, or two that are likely. A run ends
    where marks stop coming: the same button again and again is one mark.
    """
    if sum(features.evidence(index) for index in lines) < _ENOUGH:
        return []
    best = total = 0.0
    length = silent = evidence = 0
    seen: set[str] = set()
    rows: list[_Row] = []
    for index in lines:
        row = features.row(index)
        rows.append(row)
        total += row.score
        silent += 1
        if row.mark and (text := row.line.text.strip().casefold()) not in seen:
            seen.add(text)
            evidence += features.evidence(index)
            silent = 0
        if row.mark and evidence >= _ENOUGH and total > best:
            best, length = total, len(rows)
        if silent > options.silent or total < best - options.give_up:
            break
    return rows[:length]


def _hits(rows: Sequence[_Row], headline: Block | None) -> Iterator[Hit]:
    """Yield the rows without a mark that are not the article's own, with the marks they stand by."""
    for index, row in enumerate(rows):
        is_headline = headline is not None and headline.start <= row.line.start < headline.end
        if row.mark is None and not is_headline and not _is_own(row.line.text):
            before = _nearest_mark(reversed(rows[:index]))
            after = _nearest_mark(rows[index + 1 :])
            yield Hit(row.line.trimmed, {"where": _where(before, after)})


def _nearest_mark(rows: Iterable[_Row]) -> _Row | None:
    return next((row for row in rows if row.mark), None)


def _where(before: _Row | None, after: _Row | None) -> str:
    """Say between which lines of the page a line stands; one of them is there."""
    names = [f"“{_shortened(row.line.text)}”" for row in (before, after) if row]
    if before and after:
        return "between " + " and ".join(names)
    return ("below " if before else "above ") + names[0]


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_NAME else text[: _LONGEST_NAME - 1].rstrip() + "…"


def _is_label(text: str) -> bool:
    """Say whether a line over an article is too short for its headline or its standfirst."""
    return len(_WORD.findall(text)) <= _LONGEST_LABEL


def _is_own(text: str) -> bool:
    """Say whether a line is a sentence, long, or a fact: the article's own, whatever stands by it."""
    words = len(_WORD.findall(text))
    sentence = words > _SHORTEST_SENTENCE and _ENDS_SENTENCE.search(text.rstrip())
    return bool(sentence or words > _LONGEST_TITLE or _FACT.search(text.strip()))
