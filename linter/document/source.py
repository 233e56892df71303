"""A file's text as it stands on disk, and the lines and columns of its offsets."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from linter.model import Position, Span

# The line ends of editors and of the Language Server Protocol; U+2028 and form feeds end none.
_LINE_END = re.compile(r"\r\n|\n|\r")
_WIDE = re.compile("[\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Source:
    """A decoded file. Offsets count code points, the byte order mark not among them."""

    path: str
    text: str

    @cached_property
    def line_starts(self) -> list[int]:
        """The offset at which each line begins."""
        return [0, *(end.end() for end in _LINE_END.finditer(self.text))]

    def position(self, offset: int) -> Position:
        """Return the line and column (from 1, in code points) of an offset."""
        line = bisect_right(self.line_starts, offset)
        return Position(offset, line, offset - self.line_starts[line - 1] + 1)

    def line_span(self, line: int) -> Span:
        """Return where a line (from 1) stands, its line end left out."""
        start = self.line_starts[line - 1]
        end = self.line_starts[line] if line < len(self.line_starts) else len(self.text)
        return Span(start, start + len(self.text[start:end].rstrip("\r\n")))

    @cached_property
    def _wide(self) -> list[int]:
        return [found.start() for found in _WIDE.finditer(self.text)]

    def utf16_column(self, position: Position) -> int:
        """Return the column from 0 in UTF-16 code units, as LSP counts."""
        start = position.offset - position.column + 1
        surrogates = bisect_left(self._wide, position.offset) - bisect_left(self._wide, start)
        return position.column - 1 + surrogates
