"""The lines that may be furniture of a page: short, and lines of their own."""

from __future__ import annotations

from linter.document.document import Document, Line

# A line of furniture is at most this long, in code points.
_LONGEST = 200
_NEVER_READ = ("table-cell", "meta", "object")


def short_lines(document: Document) -> list[Line]:
    """Return the short lines that do not run on from the one before, outside tables and front matter."""
    return document.derive(_short_lines)


def _short_lines(document: Document) -> list[Line]:
    found: list[Line] = []
    for index, block in enumerate(document.blocks):
        text = block.text
        if "\n" in text:
            lines = document.lines_of(index) if block.kind not in _NEVER_READ else ()
            found += [line for line in lines if not line.flows and len(line.text) <= _LONGEST]
        # Most blocks are a paragraph of one long line.
        elif len(text) <= _LONGEST and block.kind not in _NEVER_READ:
            found.append(Line(block.start, block.end, text, index, False))
    return found
