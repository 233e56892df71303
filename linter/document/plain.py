"""Plain text: paragraphs, the title, and headings as far as their shape tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from linter.document.builder import Builder
from linter.document.document import Block, Document, covered
from linter.document.source import Source
from linter.model import Span

_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|$)")
# Programs break lines at 120 columns at the most; a longer line is a paragraph of its own.
_WIDEST_BREAK = 120
_NARROWEST_BREAK = 45
# So many of the breaks in a paragraph must stand where the next word would not have fitted.
_BROKEN_SHARE = 0.7
_LONGEST_HEADING = 110
_ENDS_TEXT = re.compile(r"[.!?…:;,\-–—\"”»’')\]*]\Z")
# A line that begins with a sign is a credit (“© …”), an ornament or a rule.
_BEGINS_HEADING = re.compile(r"[\"“„«»‘'¿¡(\[#…\d\s]*[^\W\d_]")
_LIST_MARK = re.compile(r"([-*•]|\d{1,3}[.)])[ \t]+(?=[^\s*•-])")
# A byline and a date may stand between the title and the text.
_TITLE_REACH = 3


class _Row(NamedTuple):
    """A line that is not blank: its text, where that begins, and how far it is indented."""

    text: str
    start: int
    indent: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def is_marked(self) -> bool:
        """Whether a bullet or a number opens it."""
        return _LIST_MARK.match(self.text) is not None


def parse_plain(source: Source) -> Document:
    """Return the document of a plain text file."""
    builder = Builder(source)
    for group in _groups(source.text):
        for rows in _paragraphs(group):
            _add(builder, rows)
    document = builder.build("text")
    return replace(document, blocks=reshape(document.blocks, ()))


def reshape(blocks: Sequence[Block], furniture: Sequence[Span]) -> tuple[Block, ...]:
    """Return the blocks of a plain text with title, headings and paragraphs told apart.

    Blocks that `furniture` covers, spans of the document's text, are paragraphs
    and part no others: the line over a share bar may be the title.
    """
    shaped = [
        block._replace(kind="paragraph", level=0) if block.kind in ("title", "heading") else block
        for block in blocks
    ]
    read = [index for index, left_out in enumerate(covered(blocks, furniture)) if not left_out]
    is_text = [_is_text(shaped[index]) for index in read]
    for place, index in enumerate(read):
        block = shaped[index]
        if is_text[place] or not may_head(block.text):
            continue
        if place == 0 and any(is_text[1 : 1 + _TITLE_REACH]):
            shaped[index] = block._replace(kind="title")
        elif place > 0 and is_text[place + 1 : place + 2] == [True]:
            shaped[index] = block._replace(kind="heading", level=2)
    return tuple(shaped)


def may_head(text: str) -> bool:
    """Say whether a line begins as a headline does, with a letter."""
    return _BEGINS_HEADING.match(text) is not None


def _is_text(block: Block) -> bool:
    """Say whether a block is no short line without final punctuation, which heads what follows."""
    return (
        block.kind != "paragraph"
        or "\n" in block.text
        or len(block.text) > _LONGEST_HEADING
        or _ENDS_TEXT.search(block.text) is not None
    )


def _groups(text: str) -> Iterator[list[_Row]]:
    """Yield the runs of lines between blank ones."""
    group: list[_Row] = []
    for line in _LINE.finditer(text):
        content = line[1].strip()
        if content:
            indent = line[1].index(content)
            group.append(_Row(content, line.start() + indent, indent))
        elif group:
            yield group
            group = []
    if group:
        yield group


def _paragraphs(group: list[_Row]) -> Iterator[list[_Row]]:
    """Yield a group whole where a program broke its lines, else line by line."""
    if _is_wrapped(group):
        yield group
        return
    item: list[_Row] = []
    for row in group:
        goes_on = item and item[0].is_marked and row.indent > item[0].indent and not row.is_marked
        if item and not goes_on:
            yield item
            item = []
        item.append(row)
    yield item


def _is_wrapped(group: list[_Row]) -> bool:
    """Say whether the lines end where the next word would not have fitted."""
    breaks = len(group) - 1
    width = max(len(row.text) for row in group)
    if not breaks or not _NARROWEST_BREAK <= width <= _WIDEST_BREAK or any(row.is_marked for row in group):
        return False
    if breaks == 1:
        # Only the words can tell.
        return not _ENDS_TEXT.search(group[0].text) and group[1].text[0].islower()
    full = sum(
        len(row.text) + 1 + len(after.text.split(maxsplit=1)[0]) > width for row, after in pairwise(group)
    )
    return full >= _BROKEN_SHARE * breaks


def _add(builder: Builder, rows: list[_Row]) -> None:
    """Add a paragraph; a bullet is left out as in other formats, a number may be read."""
    mark = _LIST_MARK.match(rows[0].text)
    builder.open("list-item" if mark else "paragraph")
    skip = mark.end() if mark and not mark[1][0].isdigit() else 0
    builder.text(rows[0].text[skip:], rows[0].start + skip, rows[0].end)
    for before, row in pairwise(rows):
        builder.text("\n", before.end, row.start)
        builder.text(row.text, row.start, row.end)
