"""Paragraphs that stand twice, word for word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from linter import Document, Hit, Note, Span


@dataclass(frozen=True)
class Options:
    """Paragraphs shorter than `shortest` code points repeat by chance or for effect."""

    shortest: int = 80


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Yield the second and later copies of a paragraph, with the first in the note."""
    first: dict[str, Span] = {}
    for block in document.prose:
        if block.kind not in ("paragraph", "list-item") or len(block.text) < options.shortest:
            continue
        wording = " ".join(block.text.split()) if "\n" in block.text else block.text.strip()
        # An interview with several people asks each the same.
        if wording.endswith("?"):
            continue
        if wording in first:
            yield Hit(block.span, notes=(Note(first[wording], "it stands here first"),))
        else:
            first[wording] = block.span
