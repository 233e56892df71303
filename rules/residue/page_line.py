"""Lines without a telling word, among lines of the page over and under an article.

At each end of a file one thing is asked: at which line does the page stop and
the article begin? Each place that the border could have scores the sum of the
weights of the features of the lines beyond it, which would be of the page, and
of the features of the border itself. The softmax of these scores is how likely
each place is (a conditional log-linear model of one border). A line is of the
page where it is nearly sure that the border lies further in. The weights are
made by `benchmarks/page_lines`, which says from what.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from math import exp
from typing import Literal, NamedTuple

from linter import Block, Document, Hit, Line, Mark

Side = Literal["over", "under"]

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
# A full paragraph: a sentence of some length, or text longer than any line of a page (code points).
_FULL_SENTENCE = 50
_FULL_TEXT = 160
# Words that a sentence has more of, and words of a title at most.
_SHORTEST_SENTENCE = 2
_LONGEST_TITLE = 20
# “Where: Market Square”, a quotation, a numbered step.
_FACT = re.compile(r"^\w+(?: \w+)?: \S.{0,40}$|^[“”„«»\"]|^\d+[.)] ")
# Words of a name, a date or a section over an article; a headline has more.
_LONGEST_LABEL = 4
# What a new mark is worth among those that a border has beyond it.
_EVIDENCE = {"certain": 2, "likely": 1, "beside": 1}
# A message names a line by so much of it, in code points.
_LONGEST_NAME = 40
_READ = ("paragraph", "heading", "title", "list-item", "quote", "caption")

# The limits of the features below are those that the weights were fitted to.
# ruff: noqa: PLR2004


@dataclass(frozen=True)
class Options:
    """`over` and `under`: weights of the features by name; `vocabulary`: words of pages by language.

    `running` are words of running text. `above` and `below` say how many lines
    of either end are looked at, and `paragraphs` how many full paragraphs among
    them; `sure` is how likely a line must be of the page, and `most` the share
    of the lines of a file that may be. A run ends after `silent` lines without a
    new mark.
    """

    over: Mapping[str, float] = field(default_factory=dict)
    under: Mapping[str, float] = field(default_factory=dict)
    vocabulary: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    running: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    above: int = 14
    below: int = 45
    paragraphs: int = 5
    silent: int = 12
    sure: float = 0.8
    most: float = 0.8


class _Row(NamedTuple):
    """A line of the article or of the page; `mark` is what other rules know it by."""

    line: Line
    mark: Mark | None


class End(NamedTuple):
    """One end of a file, from the edge inwards.

    `lines` are indexes of lines of the document, `of_lines` the names of the
    features of each, `of_borders` those of the border behind each.
    """

    lines: Sequence[int]
    of_lines: Sequence[Sequence[str]]
    of_borders: Sequence[Sequence[str]]

    def depth(self, weights: Mapping[str, float], sure: float) -> int:
        """Return how many lines are of the page, as likely as `sure` or more."""
        beyond = accumulate(sum(weights.get(name, 0.0) for name in names) for names in self.of_lines)
        borders = (sum(weights.get(name, 0.0) for name in names) for names in self.of_borders)
        scores = [0.0, *(total + border for total, border in zip(beyond, borders, strict=True))]
        most = max(scores)
        odds = [exp(score - most) for score in scores]
        needed, further = sure * sum(odds), 0.0
        for depth in range(len(scores) - 1, 0, -1):
            further += odds[depth]
            if further >= needed:
                return depth
        return 0


def check_neighbours(document: Document, marks: Mapping[int, Mark], options: Options) -> Iterator[Hit]:
    """Yield the lines without a mark beyond the borders of the article."""
    features = Features(document, marks, options)
    under = _run(features, "under", options.under, options)
    over = _run(features, "over", options.over, options)
    if len(over) + len(under) <= options.most * len(features.read):
        headline = document.title if document.format != "text" else None
        rows = ([row for row in over if row.mark or _is_label(row.line.text)], under[::-1])
        for some in rows:
            for line, hit in _hits(some, headline):
                # Who is quoted stands under the quotation.
                if document.blocks[line.block].kind != "quote":
                    yield hit


def _run(features: Features, side: Side, weights: Mapping[str, float], options: Options) -> list[_Row]:
    """Return the lines of the page at one end of a file, from the edge inwards.

    Among them is a mark that counts without another line beside it.
    """
    lines = features.lines(side)
    if not any(_counts(features.row(index)) for index in lines):
        return []
    depth = features.end(side).depth(weights, options.sure)
    rows = [features.row(index) for index in _until_silence(features, lines[:depth], options.silent)]
    return rows if any(map(_counts, rows)) else []


def _counts(row: _Row) -> bool:
    return row.mark is not None and row.mark.strength != "beside"


def _until_silence(features: Features, lines: Sequence[int], silent: int) -> Sequence[int]:
    """Return the lines up to where marks stop coming; the same button again and again is one mark."""
    last = 0
    for place, is_new in enumerate(features.new_marks(lines), 1):
        if is_new:
            last = place
        if place - last > silent:
            return lines[:last]
    return lines


class Features:
    """Names what there is to see of the lines at the ends of a document."""

    def __init__(self, document: Document, marks: Mapping[int, Mark], options: Options) -> None:
        self._document = document
        self._marks = marks
        self._options = options
        self.read = [index for index, line in enumerate(document.lines) if self._is_read(line)]
        self._page_words = _words_of(options.vocabulary, document.spoken)
        self._running_words = _words_of(options.running, document.spoken)
        self._texts = [line.text.strip() for line in document.lines]
        self._times = Counter(text.casefold() for text in self._texts)

    def _is_read(self, line: Line) -> bool:
        return self._document.blocks[line.block].kind in _READ

    def _is_item(self, index: int) -> bool:
        lines = self._document.lines
        return 0 <= index < len(lines) and self._document.blocks[lines[index].block].kind == "list-item"

    def row(self, index: int) -> _Row:
        """Return the line of this index in the document."""
        return _Row(self._document.lines[index], self._marks.get(index))

    def new_marks(self, lines: Iterable[int]) -> Iterator[bool]:
        """Yield for each line whether it has a mark and its words have not come before."""
        seen: set[str] = set()
        for index in lines:
            text = self._texts[index].casefold()
            yield index in self._marks and text not in seen
            seen.add(text)

    def lines(self, side: Side) -> Sequence[int]:
        """Return the lines that are looked at, from the edge inwards."""
        if side == "under":
            some: Sequence[int] = self.read[: -self._options.below - 1 : -1]
        else:
            some = self.read[: self._options.above]
        paragraphs = accumulate(self._look(index) == "paragraph" for index in some)
        return [i for i, before in zip(some, paragraphs, strict=True) if before <= self._options.paragraphs]

    def end(self, side: Side) -> End:
        """Return one end of the document with the names of its features."""
        lines = self.lines(side)
        step = 1 if side == "over" else -1
        of_lines = [
            [
                *self._of_line(index),
                *self._of_neighbours(index, step),
                f"from-edge-{_bin(place, (0, 1, 2, 4, 8, 14))}",
            ]
            for place, index in enumerate(lines)
        ]
        return End(lines, of_lines, list(self._of_borders(lines, step)))

    def _of_line(self, index: int) -> Iterator[str]:
        text = self._texts[index]
        mark = self._marks.get(index)
        yield "any"
        if mark:
            yield mark.strength
        words = _WORD.findall(text)
        size = next((str(most) for most in _SIZES if len(words) <= most), "more")
        yield f"words-{size}"
        if len(words) > 3 and _ENDS_SENTENCE.search(text):
            yield f"sentence-{size}"
        if self._times[text.casefold()] > 1:
            yield "repeated"
        yield from self._of_words(text, words)
        yield from _of_characters(text)

    def _of_neighbours(self, index: int, step: int) -> Iterator[str]:
        """Name what is near a line; `step` leads inwards."""
        near = sum(other in self._marks for other in range(index - _NEAR, index + _NEAR + 1))
        yield f"marks-near-{min(near - (index in self._marks), _MANY)}"
        inner, outer = self._look(index + step), self._look(index - step)
        yield f"inner-{inner}"
        yield f"outer-{outer}"
        if inner == "mark" == outer:
            yield "between-marks"
        if self._look(index + 2 * step) == "mark" == self._look(index - 2 * step):
            yield "between-marks-by-two"
        if self._is_item(index):
            yield "item"
            if self._is_item(index - step) and self._is_item(index + step):
                yield "item-among-items"
        elif inner == outer == self._look(index) == self._look(index + 2 * step):
            yield "among-alike"

    def _of_words(self, text: str, words: Sequence[str]) -> Iterator[str]:
        folded = [word.casefold() for word in words]
        count = max(1, len(words))
        share = sum(word in self._page_words for word in folded) / count
        yield "page-words-" + (
            "none" if not share else "few" if share < 0.25 else "half" if share < 0.5 else "most"
        )
        if len(words) > 3:
            share = sum(word in self._running_words for word in folded) / count
            yield "running-words-" + (
                "none" if not share else "few" if share < 0.2 else "some" if share < 0.35 else "many"
            )
        capitals = sum(word[0].isupper() for word in words) / count
        if capitals > 0.7 and len(words) > 1:
            yield "name" if len(words) <= 3 else "title-case"
        if capitals < 0.2 and len(words) > 3:
            yield "lower-case"
        if len(words) > 1 and text.isupper():
            yield "capitals"

    def _look(self, index: int) -> str:
        """Name what a line looks like from afar."""
        if not 0 <= index < len(self._texts):
            return "edge"
        if index in self._marks:
            return "mark"
        return _shape(self._texts[index])

    def _of_borders(self, lines: Sequence[int], step: int) -> Iterator[Sequence[str]]:
        """Yield the names of the features of the border behind each line."""
        rules: set[str] = set()
        evidence = unmarked = paragraphs = 0
        for place, (index, is_new) in enumerate(zip(lines, self.new_marks(lines), strict=True), 1):
            mark = self._marks.get(index)
            if mark:
                rules.add(mark.rule)
                evidence += is_new * _EVIDENCE[mark.strength]
            look = self._look(index)
            unmarked += mark is None
            paragraphs += look == "paragraph"
            of_rules = _bin(len(rules), (0, 1, 2, 4))
            yield (
                "border",
                f"border-rules-{_bin(len(rules), (0, 1, 2, 3, 5))}",
                f"border-unmarked-{_bin(unmarked, (0, 1, 2, 4, 8, 16))}-rules-{of_rules}",
                f"border-marks-{_bin(evidence, (0, 1, 2, 3, 4, 6, 9))}",
                f"border-lines-{_bin(place, (1, 2, 3, 5, 8, 12, 20))}",
                f"border-paragraphs-{_bin(paragraphs, (0, 1, 2))}",
                f"border-{look}-{self._look(index + step)}",
                *self._of_last(index + step),
            )

    def _of_last(self, index: int) -> Iterator[str]:
        """Name what the outermost line of the article would be like."""
        if 0 <= index < len(self._texts):
            text = self._texts[index]
            yield "last-length-" + _bin(len(text), (20, 40, 80, 160, 400))
            if text[-1:] in (":", ",", ";"):
                yield "last-goes-on"


@lru_cache(maxsize=512)
def _shape(text: str) -> str:
    ends = _ENDS_SENTENCE.search(text)
    if len(text) >= (_FULL_SENTENCE if ends else _FULL_TEXT):
        return "paragraph"
    if ends:
        return "sentence"
    words = text.count(" ") + 1
    return "label" if words <= _LONGEST_LABEL else "short" if words <= _SHORT else "long"


def _words_of(vocabulary: Mapping[str, tuple[str, ...]], languages: Iterable[str]) -> frozenset[str]:
    return frozenset(word for language in languages for word in vocabulary.get(language, ()))


def _bin(number: int, limits: Sequence[int]) -> str:
    return next((str(limit) for limit in limits if number <= limit), "more")


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


def _hits(rows: Sequence[_Row], headline: Block | None) -> Iterator[tuple[Line, Hit]]:
    """Yield the lines without a mark that are not the article's own, with the marks they stand by."""
    for index, row in enumerate(rows):
        is_headline = headline is not None and headline.start <= row.line.start < headline.end
        if row.mark is None and not is_headline and not _is_own(row.line.text):
            before = _nearest_mark(reversed(rows[:index]))
            after = _nearest_mark(rows[index + 1 :])
            yield row.line, Hit(row.line.trimmed, {"where": _where(before, after)})


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
