"""Lines at the edges of an article that stand at the edges of many articles of its folder."""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, cast

from linter import Document, Fact, Hit, Line, Location, Note, Span

_READ = ("paragraph", "heading", "list-item", "quote")
_DIGITS = re.compile(r"\d+")
# A judgement has no text before it: the place is the location's.
_NO_SPAN = Span(0, 0)
_TWO = 2


@dataclass(frozen=True)
class Options:
    """Lines of `shortest` to `longest` code points, of the first `above` and the last `below` of a file.

    A line counts when at least `files` files of a folder have it.
    """

    files: int = 5
    above: int = 8
    below: int = 15
    shortest: int = 3
    longest: int = 200


class _Edge(NamedTuple):
    """A line at an edge: the words that it shares with others, its number and its place."""

    key: str
    number: int
    place: Location


class _Edges(NamedTuple):
    """The lines at the edges of a file, and in how many files one must stand."""

    lines: tuple[_Edge, ...]
    files: int


def facts(document: Document, options: Options) -> Iterator[tuple[str, Fact]]:
    """Yield the lines at the edges of a file under its folder; what is reported as furniture is left out."""
    reported = sorted(document.reported)
    lines = [line for line in document.lines if document.blocks[line.block].kind in _READ]
    edges = tuple(
        _Edge(_key(line.text), number, document.location(line.span))
        for number, line in enumerate(lines)
        if (number < options.above or number >= len(lines) - options.below)
        and options.shortest <= len(line.text.strip()) <= options.longest
        and not _is_reported(line, reported)
    )
    if edges:
        folder = os.path.dirname(os.path.abspath(document.source.path))
        yield folder, Fact(edges[0].place, _Edges(edges, options.files))


def _is_reported(line: Line, reported: Sequence[Span]) -> bool:
    index = bisect_right(reported, (line.start, line.end)) - 1
    return index >= 0 and line.start < reported[index].end


def judge(key: str, facts: Sequence[Fact]) -> Iterator[tuple[Location, Hit]]:
    """Yield each run of lines that enough files of a folder have, once a file."""
    some = [cast(_Edges, fact.value) for fact in facts]
    files = Counter(name for edges in some for name in {edge.key for edge in edges.lines})
    places: dict[str, dict[str, Location]] = {}
    for edges in some:
        for edge in edges.lines:
            # One place to name, and one more for the file that has the first.
            known = places.setdefault(edge.key, {})
            if files[edge.key] >= edges.files and len(known) < _TWO:
                known.setdefault(edge.place.path, edge.place)
    for edges in some:
        for run in _runs(edges, files):
            yield _found(run, files[run[0].key], places[run[0].key])


def _runs(edges: _Edges, files: Mapping[str, int]) -> Iterator[list[_Edge]]:
    """Yield the repeated lines that follow on one another."""
    run: list[_Edge] = []
    for edge in edges.lines:
        if files[edge.key] < edges.files:
            continue
        if run and edge.number != run[-1].number + 1:
            yield run
            run = []
        run.append(edge)
    if run:
        yield run


def _found(run: Sequence[_Edge], files: int, places: Mapping[str, Location]) -> tuple[Location, Hit]:
    path, start, _ = run[0].place
    notes = [Note(place, "also here") for other, place in places.items() if other != path]
    values = {"files": str(files), "lines": "1 line" if len(run) == 1 else f"{len(run)} lines"}
    return Location(path, start, run[-1].place.end), Hit(_NO_SPAN, values, tuple(notes[:1]))


def _key(text: str) -> str:
    return _DIGITS.sub("#", " ".join(text.casefold().split()))
