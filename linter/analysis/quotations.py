"""Quotation marks: which open and close each other, and which stand alone.

A quotation of several paragraphs opens each paragraph and closes only the
last (Chicago Manual of Style, 17th ed., 13.30). Apostrophes, inch and minute
marks look like quotation marks and are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from linter.document.document import OBJECT, Block, Document
from linter.model import Span

_DOUBLE = re.compile('[“”„«»"]')
# Most blocks: no marks, or each opening one followed by its closing one.
_OTHER = '[^“”„«»"‘]*+'
_PAIRED = re.compile(f'{_OTHER}(?:(?:“{_OTHER}”|"{_OTHER}"){_OTHER})*+')
# Blogging software turns the end of “1” into a double prime, as if inches were meant.
_PRIME = "″"
# Code, in which marks pair by other rules.
_ATTRIBUTE = re.compile('=[“”"]')
_ANY_OPENING = "“„«‘‚\"'‹”»"
# A single quotation mark closes where no letter follows; between letters it is an apostrophe.
_SINGLE_OPENING = re.compile(
    r"(?:(?<=^)|(?<=[\s(\[“„«—–-]))‘(?![stnkm][\s-]|\d|[eE]m\b|cause\b|til\b|twas\b|tis\b|round\b|bout\b|n\b)(?=\w)"
)
_SINGLE_CLOSING = re.compile(r"[’'](?!\w)")
# A quotation may take in a list, or several paragraphs without a mark of their own.
_LONGEST_RUN = 12
_RUNNING = ("paragraph", "list-item", "quote")
_KINDS = ("paragraph", "list-item", "quote", "title", "heading", "caption", "meta")


Problem = Literal["unclosed", "unopened", "turned"]


class Unpaired(NamedTuple):
    """A quotation mark without its partner: one that opens or closes, or one turned the wrong way."""

    span: Span
    problem: Problem


def unpaired_marks(document: Document) -> tuple[Unpaired, ...]:
    """Return the marks of a document that nothing pairs, in their order, the first of each block."""
    found: list[Unpaired] = []
    # A quotation left open, and how many blocks it may still run on.
    pending: Unpaired | None = None
    left = 0
    for block in document.prose:
        if block.kind not in _KINDS:
            continue
        loose = _left_over(block.text)
        if pending and (_takes_up(block) or (loose and loose[0][1] == "unopened")):
            pending, loose = None, loose if _takes_up(block) else loose[1:]
        elif pending and (left == 0 or _DOUBLE.search(block.text)):
            found.append(pending)
            pending = None
        left -= 1
        if not loose:
            continue
        at, problem = loose[0]
        unpaired = Unpaired(Span(block.start + at, block.start + at + 1), problem)
        if problem == "unclosed" and block.kind in _RUNNING:
            pending, left = unpaired, _LONGEST_RUN
        else:
            found.append(unpaired)
    return (*found, pending) if pending else tuple(found)


def _takes_up(block: Block) -> bool:
    """Say whether a block begins with an opening mark, as each paragraph of a long quotation does."""
    first = block.text.lstrip(f" {OBJECT}…-–—")[:1]
    return first != "" and first in _ANY_OPENING


def _left_over(text: str) -> list[tuple[int, Problem]]:
    """Return the offsets of a block's unpaired marks, and what is wrong with each."""
    if _PAIRED.fullmatch(text) or _ATTRIBUTE.search(text):
        return []
    marks = list(_quotation_marks(text))
    kinds = {mark for _, mark in marks}
    if '"' in kinds and len(kinds) > 1:
        # Both kinds in one block: only a person can pair them.
        return []
    if len(kinds) == 1 and kinds <= {'"', "”", "»"}:
        loose = _alike(text, [at for at, _ in marks])
    else:
        loose = _curly(text, marks)
    found = sorted([*loose, *_single(text)])
    return [(at, problem) for at, problem in found if problem != "unclosed"] if _PRIME in text else found


def _quotation_marks(text: str) -> Iterator[tuple[int, str]]:
    """Yield the double marks less those for inches and seconds: after a digit, with no quotation open."""
    is_open = False
    for found in _DOUBLE.finditer(text):
        at, mark = found.start(), found[0]
        if not is_open and mark in '"”' and at > 0 and text[at - 1].isdigit():
            continue
        is_open = not is_open if mark == '"' else mark in "“„«"
        yield at, mark


def _alike(text: str, marks: list[int]) -> Iterator[tuple[int, Problem]]:
    """An odd number of marks that look the same on both sides; the neighbours tell which one is alone."""
    if len(marks) % 2 == 0:
        return
    pending: int | None = None
    for at in marks:
        opens = _opens_by_place(text, at)
        if opens and pending is not None:
            break
        if not opens and pending is None:
            yield at, "unopened"
            return
        pending = at if opens else None
    if pending is not None:
        yield pending, "unclosed"


def _opens_by_place(text: str, at: int) -> bool:
    after = text[at + 1 : at + 2]
    return bool(after) and not after.isspace() and (at == 0 or text[at - 1] in " \n\t\u00a0([{—–-/")


def _closes_by_place(text: str, at: int) -> bool:
    after = text[at + 1 : at + 2]
    return at > 0 and not text[at - 1].isspace() and (not after or after in " \n\t\u00a0.,;:!?)]}—–-/’'")


def _curly(text: str, marks: list[tuple[int, str]]) -> Iterator[tuple[int, Problem]]:
    pending: list[tuple[int, str]] = []
    for at, mark in marks:
        german = bool(pending) and pending[-1][1] == "„"
        if mark == "“" and pending and not german and _closes_by_place(text, at):
            pending.pop()
            yield at, "turned"
        elif mark == "”" and not pending and _opens_by_place(text, at):
            pending.append((at, mark))
            yield at, "turned"
        elif mark in "„«" or (mark == "“" and not german):
            pending.append((at, mark))
        elif pending:
            pending.pop()
        else:
            yield at, "unopened"
    for at, _ in pending:
        yield at, "unclosed"


def _single(text: str) -> Iterator[tuple[int, Problem]]:
    """A single mark that opens with nothing after it that could close it."""
    if "‘" not in text:
        return
    openings = [m.start() for m in _SINGLE_OPENING.finditer(text)]
    closings = [m.start() for m in _SINGLE_CLOSING.finditer(text)]
    if openings and (not closings or closings[-1] < openings[-1]):
        yield openings[-1], "unclosed"
