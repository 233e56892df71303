"""What rule packs may import: the text of an article, its analyses, and the hits that a check returns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.analysis.by_language import ByLanguage, for_language
from linter.document.document import OBJECT, Block, Document, Line
from linter.model import Edit, Fact, Fix, Hit, Location, Mark, Note, Span

if TYPE_CHECKING:
    from linter.analysis.figures import figures_in, is_money
    from linter.analysis.quotations import Unpaired, unpaired_marks
    from linter.analysis.quoted import in_quotation, is_mentioned, is_quoted
    from linter.analysis.wording import find_in_prose, find_words

__all__ = [
    "OBJECT",
    "Block",
    "ByLanguage",
    "Document",
    "Edit",
    "Fact",
    "Fix",
    "Hit",
    "Line",
    "Location",
    "Mark",
    "Note",
    "Span",
    "Unpaired",
    "figures_in",
    "find_in_prose",
    "find_words",
    "for_language",
    "in_quotation",
    "is_mentioned",
    "is_money",
    "is_quoted",
    "unpaired_marks",
]

# Analyses are imported when a rule asks for them: a run pays for what its articles need.
_ANALYSES = {
    "Unpaired": "quotations",
    "figures_in": "figures",
    "find_in_prose": "wording",
    "find_words": "wording",
    "in_quotation": "quoted",
    "is_mentioned": "quoted",
    "is_money": "figures",
    "is_quoted": "quoted",
    "unpaired_marks": "quotations",
}


def __getattr__(name: str) -> object:
    if name not in _ANALYSES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"linter.analysis.{_ANALYSES[name]}"), name)
