"""Blocks inside elements whose HTML class or id is that of a widget of the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from linter import OBJECT, Document, Hit

_NEVER_READ = ("meta", "object")


@dataclass(frozen=True)
class Options:
    """`classes` are whole classes and ids, compared without regard to case."""

    classes: tuple[str, ...] = ()


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Yield each block of text that stands in such an element."""
    in_elements = list(filter(attrgetter("classes"), document.blocks))
    known = frozenset(options.classes) if in_elements else frozenset()
    for block in in_elements:
        if block.kind in _NEVER_READ or not block.text.strip(f"{OBJECT} \n"):
            continue
        name = next((name for name in block.classes if name.casefold() in known), None)
        if name:
            yield Hit(block.span, {"name": name})
