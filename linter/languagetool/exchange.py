"""What is asked of LanguageTool and what it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Question(NamedTuple):
    """What to look for: a language as LanguageTool codes it, rules by id, all but some if there are none."""

    language: str
    rules: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    picky: bool = False


class Match(NamedTuple):
    """What LanguageTool says of `text[start:end]`, in code points of the text that was sent."""

    rule: str
    start: int
    end: int
    message: str
    replacements: tuple[str, ...]


def batches(sizes: Sequence[int], limit: int) -> Iterator[range]:
    """Yield ranges of texts that together are at most `limit` code points long, or one alone."""
    first = size = 0
    for index, length in enumerate(sizes):
        if index > first and size + length > limit:
            yield range(first, index)
            first, size = index, 0
        size += length
    if first < len(sizes):
        yield range(first, len(sizes))
