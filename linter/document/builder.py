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
        # Where the open block, or the next one, begins in the document's text.
        self._base = 0
        self._parts: list[str] = []
        self._blank_parts = 0
        self._pieces: list[Segment] = []
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
        at = self._base + self.length
        self.length += len(value)
        stop = self._base + self.length
        self._parts.append(value)
        pieces = self._pieces
        if pieces and end - start == stop - at:
            text_start, _, source_start, source_end = pieces[-1]
            if source_end == start and at - text_start == start - source_start:
                pieces[-1] = _new(Segment, (text_start, stop, source_start, end))
                return
        pieces.append(_new(Segment, (at, stop, start, end)))

    def object(self, start: int, end: int) -> None:
        """Add what is seen but not read: a picture, code, an embed, a template."""
        self.text(OBJECT, start, end)

    def link(self, start: int) -> None:
        """Mark what was added since the block was `start` characters long as a link's text."""
        if self.length > start:
            self._links.append(Span(self._base + start, self._base + self.length))

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
            start = self._base + raw.index(text)
            kept = Span(start, start + len(text))
            shift = self._base - start
            self._add(
                self._kind, text, _trim(self._pieces, kept, shift), _trim_links(self._links, kept, shift)
            )
        elif OBJECT in raw:
            place = Segment(
                self._base, self._base + 1, self._pieces[0].source_start, self._pieces[-1].source_end
            )
            self._add("object", OBJECT, [place], [])

    def _add(self, kind: Kind, text: str, pieces: list[Segment], links: list[Span]) -> None:
        end = self._base + len(text)
        values = (kind, self._base, end, text, self._level, tuple(links), self._classes, self._lang)
        block = _new(Block, values)
        self._blocks.append(block)
        self._segments += pieces
        self._base = end + len(BLOCK_BREAK)

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


def _trim(pieces: list[Segment], kept: Span, shift: int) -> list[Segment]:
    """Keep of the segments what stands in a span of the text, moved by `shift`."""
    trimmed = []
    for t0, t1, s0, s1 in pieces:
        lo, hi = max(t0, kept.start), min(t1, kept.end)
        if lo >= hi:
            continue
        if t1 - t0 == s1 - s0:
            trimmed.append(Segment(lo + shift, hi + shift, s0 + lo - t0, s1 - (t1 - hi)))
        else:
            trimmed.append(Segment(lo + shift, hi + shift, s0, s1))
    return trimmed


def _trim_links(links: list[Span], kept: Span, shift: int) -> list[Span]:
    cut = [Span(max(start, kept.start) + shift, min(end, kept.end) + shift) for start, end in links]
    return [link for link in cut if link.end > link.start]
