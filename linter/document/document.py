"""What a reader sees of a file: blocks of text, each mapped to where it stands in the source."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple, TypeVar, cast

from linter.document.language import UNDETERMINED, Languages
from linter.document.source import Source
from linter.model import Location, Span

T = TypeVar("T")

Format = Literal["markdown", "mdx", "html", "text"]
Kind = Literal[
    "title", "heading", "paragraph", "list-item", "quote", "table-cell", "caption", "meta", "object"
]

# Stands in the text for what is seen but not read: a picture, code, an embed, a template.
OBJECT = "\ufffc"
BLOCK_BREAK = "\n\n"


class Block(NamedTuple):
    """A run of text that a reader sees as one: `document.text[start:end]`.

    `level` is that of a heading (1 to 6) or 0; `links` are spans of link text;
    `classes` are the HTML classes and ids it stands in; `lang` is the language
    that the markup declares for it.
    """

    kind: Kind
    start: int
    end: int
    text: str
    level: int = 0
    links: tuple[Span, ...] = ()
    classes: tuple[str, ...] = ()
    lang: str | None = None

    @property
    def span(self) -> Span:
        """Where the block stands in the document's text."""
        return Span(self.start, self.end)

    def has_link_in(self, span: Span) -> bool:
        """Say whether the text of a link stands in a span of the document's text."""
        return any(link.start < span.end and link.end > span.start for link in self.links)


class Line(NamedTuple):
    """A line of a block, as it stands in the file; `flows` when the line before runs on into it."""

    start: int
    end: int
    text: str
    block: int
    flows: bool

    @property
    def span(self) -> Span:
        """Where the line stands in the document's text."""
        return Span(self.start, self.end)

    @property
    def trimmed(self) -> Span:
        """The same without the blanks at its ends."""
        lead = len(self.text) - len(self.text.lstrip())
        return Span(self.start + lead, self.start + len(self.text.rstrip()))


class Segment(NamedTuple):
    """`text[text_start:text_end]` comes from `source[source_start:source_end]`.

    Where both have one length each character stands for its own; elsewhere (an
    entity, collapsed white space) the whole stands for the whole.
    """

    text_start: int
    text_end: int
    source_start: int
    source_end: int


class Comment(NamedTuple):
    """A comment of the markup: its place in the source, its text, and how it stands.

    `block` is the index of the block it stands in or before; `alone` says that
    it stands between blocks.
    """

    span: Span
    text: str
    block: int
    alone: bool


class Skipped(NamedTuple):
    """A part of the source that is not linted, and what it is; `lost` when nobody can have meant it."""

    span: Span
    what: str
    lost: bool = False


class FrontMatter(NamedTuple):
    """Where front matter stands, and what of it the linter itself uses."""

    span: Span
    language: str | None
    ignore: tuple[tuple[str, Span], ...]
    closed: bool


def covered(blocks: Sequence[Block], spans: Sequence[Span]) -> list[bool]:
    """Say of each block whether one of the spans, which do not overlap, holds all of it."""
    ordered = sorted(spans)
    found, at = [], 0
    for block in blocks:
        while at < len(ordered) and ordered[at].end < block.end:
            at += 1
        found.append(at < len(ordered) and ordered[at].start <= block.start)
    return found


# Shorter texts may be taken for a language that they are not in; in code points.
_TELLS_LANGUAGE = 60
# A line of prose that a program broke is at least this long; shorter ones end where they end.
_BROKEN_LINE = 45
_ENDS_SENTENCE = re.compile(r"[.!?…:;][\"”’»')\]]*$")


@dataclass(frozen=True)
class Document:
    """A parsed file. Everything derived from it is computed when first asked for, once.

    The engine adds the spans of the text that are furniture of a page, and those that are reported as such.
    """

    source: Source
    format: Format
    blocks: tuple[Block, ...]
    segments: tuple[Segment, ...]
    comments: tuple[Comment, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    front_matter: FrontMatter | None = None
    declared_language: str | None = None
    furniture: tuple[Span, ...] = ()
    reported: tuple[Span, ...] = ()

    @cached_property
    def text(self) -> str:
        """The blocks joined by blank lines."""
        return BLOCK_BREAK.join([block.text for block in self.blocks])

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every line of every block that holds text."""
        return tuple([line for index in range(len(self.blocks)) for line in self.lines_of(index)])

    def lines_of(self, index: int) -> list[Line]:
        """Return the lines of one block, none of one that holds no text."""
        block = self.blocks[index]
        if block.kind == "object":
            return []
        if "\n" not in block.text:
            return [Line(block.start, block.end, block.text, index, False)]
        found, start, flows = [], block.start, False
        for text in block.text.split("\n"):
            if text.strip():
                found.append(Line(start, start + len(text), text, index, flows))
                flows = len(text) >= _BROKEN_LINE and not _ENDS_SENTENCE.search(text.rstrip())
            start += len(text) + 1
        return found

    @cached_property
    def headings(self) -> tuple[Block, ...]:
        """The headings among the article's prose."""
        return tuple([block for block in self.prose if block.kind == "heading"])

    @cached_property
    def prose(self) -> tuple[Block, ...]:
        """The blocks that hold text of the article: no objects, no page furniture."""
        blocks = self.blocks
        if self.furniture:
            left_out = covered(blocks, self.furniture)
            blocks = tuple([block for block, out in zip(blocks, left_out, strict=True) if not out])
        return tuple([block for block in blocks if block.kind != "object"])

    @cached_property
    def title(self) -> Block | None:
        """The title: of the front matter, of the text, or the first heading if it opens the article."""
        for block in self.prose:
            if block.kind == "title" or (block.kind == "heading" and block.level == 1):
                return block
            if block.kind != "meta":
                return None
        return None

    @cached_property
    def languages(self) -> Languages:
        """What the text itself says of its language."""
        return Languages(self.text)

    @cached_property
    def language(self) -> str:
        """The language as a primary subtag (`en`, `nl`), or `und` where nothing tells."""
        return self.declared_language or self.languages.main

    @cached_property
    def spoken(self) -> tuple[str, ...]:
        """The document's language, then those of single blocks, declared or, in a mixed text, detected."""
        found = [self.language, *(block.lang for block in self.blocks if block.lang)]
        if self._is_mixed:
            long = [block for block in self.blocks if len(block.text) >= _TELLS_LANGUAGE]
            found += [language for block in long if (language := self._detected(block)) != UNDETERMINED]
        return tuple(dict.fromkeys(found))

    def language_of(self, block: Block) -> str:
        """Return the language of one block, which may differ from the document's.

        A short block of a mixed text is in one of the languages that longer ones are in.
        """
        if block.lang:
            return block.lang
        if not self._is_mixed:
            return self.language
        found = self._detected(block)
        return found if found in self.spoken else self.language

    @cached_property
    def _is_mixed(self) -> bool:
        return not self.declared_language and self.languages.mixed

    @cached_property
    def _detected(self) -> Callable[[Block], str]:
        return lru_cache(maxsize=None)(lambda block: Languages(block.text).main)

    def prose_at(self, offset: int) -> Block | None:
        """Return the block of the article's prose that holds this offset of the text, if one does."""
        index = bisect_right(self._prose_starts, offset) - 1
        if index < 0 or offset >= self.prose[index].end:
            return None
        return self.prose[index]

    @cached_property
    def _prose_starts(self) -> list[int]:
        return [block.start for block in self.prose]

    @cached_property
    def _segment_starts(self) -> list[int]:
        return [segment.text_start for segment in self.segments]

    def to_source(self, span: Span) -> Span:
        """Return where a span of the text stands in the source."""
        if not self.segments:
            return Span(0, 0)
        start = self._source_start(span.start)
        return Span(start, max(start, self._source_end(span.end)) if span.end > span.start else start)

    def _source_start(self, offset: int) -> int:
        i = max(0, bisect_right(self._segment_starts, offset) - 1)
        if offset >= self.segments[i].text_end and i + 1 < len(self.segments):
            i += 1
        text_start, text_end, source_start, source_end = self.segments[i]
        if text_end - text_start == source_end - source_start:
            return min(source_start + max(0, offset - text_start), source_end)
        return source_start if offset < text_end else source_end

    def _source_end(self, offset: int) -> int:
        i = max(0, bisect_left(self._segment_starts, offset) - 1)
        text_start, text_end, source_start, source_end = self.segments[i]
        if text_end - text_start == source_end - source_start:
            return min(source_start + (offset - text_start), source_end)
        return source_end

    def seen_part(self, place: Span) -> Span | None:
        """Return where in the text a span of the source stands; None where readers see none of it."""
        first = last = None
        at = bisect_left(self.segments, place.start, key=lambda segment: segment.source_end)
        while at < len(self.segments) and self.segments[at].source_start < place.end:
            text_start, text_end, source_start, source_end = self.segments[at]
            at += 1
            start, end = max(place.start, source_start), min(place.end, source_end)
            if start >= end or self.text[text_start:text_end] == OBJECT:
                continue
            exact = source_end - source_start == text_end - text_start
            shift = text_start - source_start
            last = Span(start + shift, end + shift) if exact else Span(text_start, text_end)
            first = first or last
        return Span(first.start, last.end) if first and last else None

    def in_front_matter(self, block: Block) -> bool:
        """Say whether a block is a value of the front matter."""
        head = self.front_matter
        return head is not None and self.to_source(block.span).start < head.span.end

    def location(self, span: Span) -> Location:
        """Return the file, lines and columns of a span of the text."""
        start, end = self.to_source(span)
        return Location(self.source.path, self.source.position(start), self.source.position(end))

    def is_verbatim(self, span: Span) -> bool:
        """Say whether the span stands in the source letter for letter, no markup inside."""
        source = self.to_source(span)
        return self.source.text[source.start : source.end] == self.text[span.start : span.end]

    def derive(self, function: Callable[[Document], T]) -> T:
        """Return `function(self)`, computed once for all rules that ask for it."""
        if function not in self._derived:
            self._derived[function] = function(self)
        return cast(T, self._derived[function])

    @cached_property
    def _derived(self) -> dict[Callable[[Document], object], object]:
        return {}

    def sentences(self, block: Block) -> tuple[Span, ...]:
        """Return the sentences of a block as spans of the document's text."""
        return self._sentences(block)

    def sentence_at(self, block: Block, offset: int) -> Span:
        """Return the sentence of a block that holds an offset of the text."""
        sentences = self.sentences(block)
        index = bisect_right(sentences, (offset, len(self.text))) - 1
        return sentences[max(0, index)] if sentences else block.span

    @cached_property
    def _sentences(self) -> Callable[[Block], tuple[Span, ...]]:
        from linter.document.sentences import split

        known: dict[int, tuple[Span, ...]] = {}

        def sentences(block: Block) -> tuple[Span, ...]:
            if block.start not in known:
                spans = split(block.text, self.language_of(block))
                known[block.start] = tuple(Span(s + block.start, e + block.start) for s, e in spans)
            return known[block.start]

        return sentences
