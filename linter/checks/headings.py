"""Generic kind `headings`: headings that say the same, or the same but for a phrase.

`mode = "same"` compares headings of one level under one parent; `mode =
"frame"` finds those, and the title, that share their words but for one phrase.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from linter.document.document import OBJECT, Block, Document
from linter.model import Hit, Note

_WORD = re.compile(r"\w+(?:[’'.-]\w+)*")
# More headings than this with one beginning are a list, and comparing all pairs of them would take long.
_MOST_ALIKE = 40


@dataclass(frozen=True)
class Options:
    """In `frame` mode: how many words two headings share at least, and how many may differ.

    `serial` are words that number a series, whose headings are alike on purpose.
    """

    mode: Literal["same", "frame"] = "same"
    shared_words: int = 5
    shared_share: float = 0.7
    differing_words: int = 2
    serial: tuple[str, ...] = ()


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Yield each heading that repeats another, with the other in its notes."""
    headings = document.headings
    if options.mode == "same":
        yield from _same(document, headings)
    else:
        yield from _frames(document, headings, options)


def _same(document: Document, headings: Sequence[Block]) -> Iterator[Hit]:
    first: dict[tuple[object, ...], Block] = {}
    parents: list[tuple[int, int]] = []
    for block in headings:
        while parents and parents[-1][0] >= block.level:
            parents.pop()
        key = (parents[-1][1] if parents else None, block.level, _wording(document, block))
        parents.append((block.level, block.start))
        if key in first:
            yield Hit(block.span, notes=(Note(first[key].span, "the same heading stands here"),))
        else:
            first[key] = block


def _wording(document: Document, block: Block) -> str:
    """The words of a heading; code in it is read from the source, where headings differ by it."""
    text = block.text
    if OBJECT in text:
        start, end = document.to_source(block.span)
        text = document.source.text[start:end]
    return " ".join(text.casefold().split())


def _frames(document: Document, headings: Sequence[Block], options: Options) -> Iterator[Hit]:
    title = document.title
    blocks = headings if title is None or title in headings else [title, *headings]
    # One word more than two headings share is needed to differ.
    blocks = [block for block in blocks if block.text.count(" ") >= options.shared_words]
    if len(blocks) < 2:  # noqa: PLR2004 - it takes two to be alike
        return
    words = {block.start: _WORD.findall(block.text.casefold()) for block in blocks}
    alike: dict[int, list[Block]] = defaultdict(list)
    for one, other in _pairs(blocks, words):
        if one.level and other.level and one.level != other.level:
            continue
        if _share_frame(words[one.start], words[other.start], options):
            alike[one.start].append(other)
            alike[other.start].append(one)
    for block in headings:
        if others := alike.get(block.start):
            notes = tuple(Note(other.span, f"“{other.text}”") for other in others)
            yield Hit(block.span, {"other": others[0].text}, notes)


def _pairs(blocks: Sequence[Block], words: dict[int, list[str]]) -> Iterator[tuple[Block, Block]]:
    """Yield the pairs that begin or end alike, each once."""
    buckets: dict[tuple[str, ...], list[Block]] = defaultdict(list)
    for block in blocks:
        some = words[block.start]
        if len(some) > 3:  # noqa: PLR2004 - shorter headings share no frame
            buckets["begins", *some[:2]].append(block)
            buckets["ends", *some[-2:]].append(block)
    seen = set()
    for bucket in buckets.values():
        for one, other in combinations(bucket[:_MOST_ALIKE], 2):
            if (one.start, other.start) not in seen:
                seen.add((one.start, other.start))
                yield one, other


def _share_frame(one: list[str], other: list[str], options: Options) -> bool:
    if one == other:
        return False
    shortest = min(len(one), len(other))
    before = next((i for i in range(shortest) if one[i] != other[i]), shortest)
    after = next((i for i in range(shortest - before) if one[-1 - i] != other[-1 - i]), shortest - before)
    shared = before + after
    differing = [*one[before : len(one) - after], *other[before : len(other) - after]]
    return (
        shared >= options.shared_words
        and shared >= options.shared_share * max(len(one), len(other))
        and max(len(one), len(other)) - shared <= options.differing_words
        and shortest > shared
        and not any(word.isdigit() or word in options.serial for word in differing)
    )
