"""Quotation marks that nothing opens or closes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from linter import Document, Hit, unpaired_marks

_PROBLEMS = {
    "unclosed": "is never closed",
    "unopened": "closes what nothing opened",
    "turned": "is turned the wrong way",
}


@dataclass(frozen=True)
class Options:
    """`main` are the marks whose loss is certain, by language: the ones its newspapers quote with.

    The others stand inside a quotation, where apostrophes and sloppy typing hide what was meant.
    """

    main: Mapping[str, str]


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Yield each unpaired mark; one turned the wrong way is no more than a slip."""
    main = options.main.get(document.language, "")
    for span, problem in document.derive(unpaired_marks):
        mark = document.text[span.start : span.end]
        certain = mark in main and problem != "turned"
        yield Hit(span, {"problem": f"{mark} {_PROBLEMS[problem]}"}, certain=certain)
