"""Front matter that stands in the text: keys of a site generator, line under line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from linter import Document, Hit, Line, Span

_FIELD = re.compile(r"[\"']?([A-Za-z_][\w.-]*)[\"']?\s*[:=](?!//)\s*(.*)")
_FENCE = re.compile(r"(?:-{3,}|\+{3,}|…|—+|–+)\s*$")
_ITEM = re.compile(r"[-*•]\s+\S")
_DATED = re.compile(r"[\"']?\d{4}-\d{2}-\d{2}")
_NEVER_READ = ("table-cell", "meta", "object")


@dataclass(frozen=True)
class Options:
    """`keys` of front matter in their own letters; two in a row are a run if one is `sure` or a date is."""

    keys: tuple[str, ...] = ()
    sure: tuple[str, ...] = ()


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Yield each run of keys, with the fences around it."""
    lines = [line for line in document.lines if document.blocks[line.block].kind not in _NEVER_READ]
    known = frozenset((*options.keys, *options.sure))
    at = 0
    while at < len(lines):
        end = _end_of_run(document, lines, at, known)
        run = lines[at:end]
        if _is_front_matter(run, options):
            first, last = _with_fences(lines, at, end)
            yield Hit(Span(lines[first].start, lines[last].start + len(lines[last].text.rstrip())))
        at = max(end, at + 1)


def _end_of_run(document: Document, lines: Sequence[Line], at: int, known: frozenset[str]) -> int:
    """Return where the run of keys, and of the lists under them, that begins at a line ends."""
    listing = False
    while at < len(lines):
        text = lines[at].text.strip()
        key, value = _field(text)
        if key in known:
            listing = not value
        elif not listing or not (_ITEM.match(text) or document.blocks[lines[at].block].kind == "list-item"):
            break
        at += 1
    return at


def _is_front_matter(run: Sequence[Line], options: Options) -> bool:
    fields = [_field(line.text.strip()) for line in run]
    keys = {key for key, _ in fields if key}
    return len(keys) > 1 and any(
        key in options.sure or (key and _DATED.match(value)) or value.startswith("[") for key, value in fields
    )


def _with_fences(lines: Sequence[Line], at: int, end: int) -> tuple[int, int]:
    """Return the first and the last line of a run, the fences around it included."""
    first = at - 1 if at > 0 and _FENCE.match(lines[at - 1].text.strip()) else at
    last = end if end < len(lines) and _FENCE.match(lines[end].text.strip()) else end - 1
    return first, last


def _field(text: str) -> tuple[str, str]:
    match = _FIELD.match(text)
    return (match[1], match[2].removesuffix(",")) if match else ("", "")
