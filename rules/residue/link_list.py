"""Runs of short lines that are nothing but links: menus, lists of topics and of other articles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from linter import Block, Document, Hit

_READ = ("paragraph", "list-item", "heading")
# What may stand beside the link in its line.
_ORNAMENTS = " \t\n\u00a0*•·|»›→<>-–—,;:/"


@dataclass(frozen=True)
class Options:
    """A run of at least `shortest` lines, each of at most `longest` code points."""

    shortest: int = 3
    longest: int = 100


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Yield each line of such a run."""
    if len([block for block in document.blocks if block.links]) < options.shortest:
        return
    run: list[Block] = []
    for block in (*document.blocks, None):
        if block is not None and len(block.text) <= options.longest and _is_link(block):
            run.append(block)
            continue
        if len(run) >= options.shortest:
            yield from (Hit(linked.span) for linked in run)
        run = []


def _is_link(block: Block) -> bool:
    """Say whether all of the text is text of links."""
    if not block.links or block.kind not in _READ:
        return False
    at, rest = block.start, ""
    for start, end in sorted(block.links):
        rest += block.text[at - block.start : max(at, start) - block.start]
        at = max(at, end)
    return not (rest + block.text[at - block.start :]).strip(_ORNAMENTS)
