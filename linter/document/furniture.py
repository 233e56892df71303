"""A document whose page furniture is known, so that other rules read the article alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from linter.document.document import Document
from linter.document.plain import reshape
from linter.model import Span


def without_furniture(
    document: Document, furniture: Sequence[Span], reported: Sequence[Span] = ()
) -> Document:
    """Return the document with these spans of its text left out of its prose, and those that are reported.

    Plain text is shaped anew: what looked like a heading over a share bar may
    be the title, and a line of the bar is no heading.
    """
    if not furniture:
        return replace(document, reported=tuple(reported)) if reported else document
    spans = tuple(furniture)
    blocks = reshape(document.blocks, spans) if document.format == "text" else document.blocks
    return replace(document, blocks=blocks, furniture=spans, reported=tuple(reported))
