"""Collects blocks and their segments while a parser walks the markup."""

from __future__ import annotations

from linter.document.document import (
    BLOCK_BREAK,
    OBJECT,
    Block,
    Comment,
    Document,
    Format,
    FrontMatter,
    Kind,
    Segment,
    Skipped,
)
from linter.document.source import Source
from linter.model import Span

# Half the time of calling the class, for what there is most of.
_new = tuple.__new__
# A segment of an open block, its text counted from the block's start.
_Piece = tuple[int, int, int, int]
_EDGES = " \t\n\r\f\v\u200b\u2028\u2029" + OBJECT


class Builder:
    """Open a block, add what a reader sees of it with its place, close it.

    Offsets given to its methods are code points of the source. A block without
    text is dropped, white space at its edges is trimmed, and a block that holds
    only pictures, code or templates becomes one of kind `object`. `is_open`
    says whether a block is open, `length` how many characters it holds so far.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.skipped: list[Skipped] = []
        self.is_open = False
        self.length = 0
        self._comments: list[Comment] = []
        self._blocks: list[Block] = []
        self._segments: list[Segment] = []
        self._size = 0
        self._parts: list[str] = []
        self._blank_parts = 0
        self._pieces: list[_Piece] = []
        self._links: list[Span] = []

    def open(
        self, kind: Kind, *, level: int = 0, classes: tuple[str, ...] = (), lang: str | None = None
    ) -> None:
        """Begin a block; one still open is closed first."""
        if self.is_open:
            self.close()
        self.is_open = True
        self.length = self._blank_parts = 0
        self._kind, self._level, self._classes, self._lang = kind, level, classes, lang
        self._parts, self._pieces, self._links = [], [], []

    def text(self, value: str, start: int, end: int) -> None:
        """Add text that stands for `source[start:end]`."""
        if not value:
            return
        at = self.length
        self.length = stop = at + len(value)
        self._parts.append(value)
        pieces = self._pieces
        if pieces and end - start == stop - at:
            text_start, _, source_start, source_end = pieces[-1]
            if source_end == start and at - text_start == start - source_start:
                pieces[-1] = (text_start, stop, source_start, end)
                return
        pieces.append((at, stop, start, end))

    def object(self, start: int, end: int) -> None:
        """Add what is seen but not read: a picture, code, an embed, a template."""
        self.text(OBJECT, start, end)

    def link(self, start: int) -> None:
        """Mark what was added since the block was `start` characters long as a link's text."""
        if self.length > start:
            self._links.append(Span(start, self.length))

    def comment(self, text: str, start: int, end: int) -> None:
        """Note a comment of the markup."""
        inside = self.is_open and self._holds_text()
        self._comments.append(Comment(Span(start, end), text, len(self._blocks), not inside))

    def _holds_text(self) -> bool:
        # What was found blank is not looked at again, lest many comments in one block take long.
        while self._blank_parts < len(self._parts) and not self._parts[self._blank_parts].strip():
            self._blank_parts += 1
        return self._blank_parts < len(self._parts)

    def close(self) -> None:
        """End the open block."""
        self.is_open = False
        raw = "".join(self._parts)
        text = raw.strip(_EDGES)
        if len(text) == len(raw):
            if text and not text.isspace():
                self._add(self._kind, text, self._pieces, self._links)
        elif text:
            start = raw.index(text)
            end = start + len(text)
            self._add(self._kind, text, _trim(self._pieces, start, end), _trim_links(self._links, start, end))
        elif not raw.isspace():
            place = (0, 1, self._pieces[0][2], self._pieces[-1][3])
            self._add("object", OBJECT, [place], [])

    def _add(self, kind: Kind, text: str, pieces: list[_Piece], links: list[Span]) -> None:
        base = self._size
        end = base + len(text)
        shifted = tuple([Span(s + base, e + base) for s, e in links]) if links else ()
        self._blocks.append(Block(kind, base, end, text, self._level, shifted, self._classes, self._lang))
        self._segments += [_new(Segment, (t0 + base, t1 + base, s0, s1)) for t0, t1, s0, s1 in pieces]
        self._size = end + len(BLOCK_BREAK)

    def build(
        self, format: Format, *, front_matter: FrontMatter | None = None, declared_language: str | None = None
    ) -> Document:
        """Return the document; the builder is used up."""
        if self.is_open:
            self.close()
        return Document(
            self.source,
            format,
            tuple(self._blocks),
            tuple(self._segments),
            tuple(self._comments),
            tuple(self.skipped),
            front_matter,
            declared_language or (front_matter.language if front_matter else None),
        )


def _trim(pieces: list[_Piece], start: int, end: int) -> list[_Piece]:
    """Keep of the segments what stands in [start, end), counted anew from start."""
    kept = []
    for t0, t1, s0, s1 in pieces:
        lo, hi = max(t0, start), min(t1, end)
        if lo >= hi:
            continue
        if t1 - t0 == s1 - s0:
            kept.append((lo - start, hi - start, s0 + lo - t0, s1 - (t1 - hi)))
        else:
            kept.append((lo - start, hi - start, s0, s1))
    return kept


def _trim_links(links: list[Span], start: int, end: int) -> list[Span]:
    cut = [Span(max(s, start) - start, min(e, end) - start) for s, e in links]
    return [link for link in cut if link.end > link.start]
