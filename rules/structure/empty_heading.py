"""Headings followed by a heading of their own rank, or by the end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from linter import Block, Document, Hit

# What of the source may stand between two headings and still be nothing: marks of headings, lists and frames.
_NOTHING = re.compile(
    r"(?:\s|[#=*_>-]|\{[#.][^}\n]*\}|</?(?:h[1-6]|div|section|article|main|body|html|header|hgroup|span|a|strong|b|em|i|br)\b[^>]*>)*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Options:
    """So many empty headings in one article are a list (`list_from`), and no more than info."""

    list_from: int = 4


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Yield each heading with neither text nor object nor subheading under it."""
    if document.format == "text":
        return
    empty = list(_empty_headings(document))
    # Headings one after another are a list that somebody set in headings.
    certain = len(empty) < options.list_from
    for block in empty:
        yield Hit(block.span, certain=certain)


def _empty_headings(document: Document) -> Iterator[Block]:
    for block, following in pairwise([*document.blocks, None]):
        if block is None or block.kind != "heading" or (following is None and block is document.title):
            continue
        ends_section = following is None or (following.kind == "heading" and following.level <= block.level)
        if ends_section and _nothing_between(document, block, following):
            yield block


def _nothing_between(document: Document, block: Block, following: Block | None) -> bool:
    end = document.to_source(block.span).end
    text = document.source.text
    start = document.to_source(following.span).start if following else len(text)
    return _NOTHING.fullmatch(text, end, start) is not None
