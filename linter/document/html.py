"""HTML into blocks: what a reader sees of the article, and what is left out around it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from linter.document.builder import Builder
from linter.document.document import Document
from linter.document.front_matter import read_front_matter
from linter.document.html_elements import PAGE
from linter.document.html_reader import Reader
from linter.document.html_scopes import ARTICLE, BODY, FRAGMENT, MAIN, Region
from linter.document.html_tokens import tokens
from linter.document.source import Source
from linter.model import Span

_PAGE_TAG = re.compile(r"<(?:html|body|!doctype)\b", re.IGNORECASE)


def parse_html(source: Source) -> Document:
    """Return the document of an HTML file; site generators allow front matter at its head."""
    builder = Builder(source)
    front_matter = read_front_matter(builder)
    language = read_html(builder, source.text, front_matter.span.end if front_matter else 0)
    return builder.build("html", front_matter=front_matter, declared_language=language)


def read_html(builder: Builder, text: str, start: int) -> str | None:
    """Read `text[start:]`, a page or a fragment, into the builder; return the language it declares.

    Of a page its articles are read, else its main part, else its body without what frames it;
    the rest is noted in `builder.skipped`.
    """
    reader = Reader(builder, text, FRAGMENT)
    for region in _regions(text, start):
        reader = Reader(builder, text, region)
        reader.read(start)
        if reader.found:
            break
    reader.finish()
    builder.skipped += reader.skipped
    return reader.language


def read_fragment(builder: Builder, pieces: Sequence[tuple[str, int]]) -> None:
    """Read HTML that stands in the source in pieces, each a text and its offset, into blocks of its own."""
    if builder.is_open:
        builder.close()
    text = "".join([piece for piece, _ in pieces])
    placed = _Placed(builder, pieces)
    reader = Reader(placed, text, FRAGMENT)
    reader.read(0)
    reader.finish()
    builder.skipped += [part._replace(span=placed.span(*part.span)) for part in reader.skipped]


def _regions(text: str, start: int) -> list[Region]:
    """Return what to look for, the best first; the first that holds something is taken."""
    if not _is_page(text, start):
        return [FRAGMENT]
    return [region for region in (ARTICLE, MAIN, BODY) if region.sign.search(text, start)]


def _is_page(text: str, start: int) -> bool:
    # The pattern may match in a comment or a script, which the tokens tell.
    return _PAGE_TAG.search(text, start) is not None and any(
        (kind == "start" and value in PAGE) or (kind == "declaration" and value.startswith("doctype"))
        for kind, value, _, _, _ in tokens(text, start)
    )


class _Placed:
    """A builder for a text that stands in the source in pieces: it takes offsets of the joined text."""

    def __init__(self, builder: Builder, pieces: Sequence[tuple[str, int]]) -> None:
        self._builder = builder
        self._starts = [0]
        for piece, _ in pieces:
            self._starts.append(self._starts[-1] + len(piece))
        self._places = [offset for _, offset in pieces]
        self.open, self.link, self.close = builder.open, builder.link, builder.close

    @property
    def length(self) -> int:
        return self._builder.length

    def span(self, start: int, end: int) -> Span:
        """Return where a span of the joined text stands in the source."""
        first = min(bisect_right(self._starts, start), len(self._places)) - 1
        last = max(bisect_left(self._starts, end) - 1, first)
        return Span(
            self._places[first] + start - self._starts[first], self._places[last] + end - self._starts[last]
        )

    def text(self, value: str, start: int, end: int) -> None:
        if end - start != len(value):
            self._builder.text(value, *self.span(start, end))
            return
        at = start
        while at < end:
            stop = min(end, self._starts[bisect_right(self._starts, at)])
            self._builder.text(value[at - start : stop - start], *self.span(at, stop))
            at = stop

    def object(self, start: int, end: int) -> None:
        self._builder.object(*self.span(start, end))

    def comment(self, text: str, start: int, end: int) -> None:
        self._builder.comment(text, *self.span(start, end))
