"""What rule packs may import: the text of an article, its analyses, and the hits that a check returns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.analysis.by_language import ByLanguage, for_language
from linter.document.document import OBJECT, Block, Document, Line
from linter.model import Edit, Fact, Fix, Hit, Location, Mark, Note, Span

if TYPE_CHECKING:
    from linter.analysis.dates import WrittenDate, article_date, dates_in
    from linter.analysis.exchange import Rates, rates_before, rates_ever
    from linter.analysis.figures import (
        Figure,
        converted,
        converts,
        degrees,
        figures_in,
        is_currency,
        is_temperature,
    )
    from linter.analysis.quotations import Unpaired, unpaired_marks
    from linter.analysis.quoted import in_quotation, is_mentioned, is_quoted
    from linter.analysis.short_lines import short_lines
    from linter.analysis.wording import find_in_prose, find_words
    from linter.checks.triggers import Triggers, pattern_problems, searched

__all__ = [
    "OBJECT",
    "Block",
    "ByLanguage",
    "Document",
    "Edit",
    "Fact",
    "Figure",
    "Fix",
    "Hit",
    "Line",
    "Location",
    "Mark",
    "Note",
    "Rates",
    "Span",
    "Triggers",
    "Unpaired",
    "WrittenDate",
    "article_date",
    "converted",
    "converts",
    "dates_in",
    "degrees",
    "figures_in",
    "find_in_prose",
    "find_words",
    "for_language",
    "in_quotation",
    "is_currency",
    "is_mentioned",
    "is_quoted",
    "is_temperature",
    "pattern_problems",
    "rates_before",
    "rates_ever",
    "searched",
    "short_lines",
    "unpaired_marks",
]

# These are imported when a rule asks for them: a run pays for what its articles need.
_LATE = {
    "Triggers": "checks.triggers",
    "Unpaired": "analysis.quotations",
    "WrittenDate": "analysis.dates",
    "Rates": "analysis.exchange",
    "article_date": "analysis.dates",
    "converted": "analysis.figures",
    "converts": "analysis.figures",
    "dates_in": "analysis.dates",
    "degrees": "analysis.figures",
    "Figure": "analysis.figures",
    "figures_in": "analysis.figures",
    "find_in_prose": "analysis.wording",
    "find_words": "analysis.wording",
    "in_quotation": "analysis.quoted",
    "is_currency": "analysis.figures",
    "is_mentioned": "analysis.quoted",
    "is_quoted": "analysis.quoted",
    "is_temperature": "analysis.figures",
    "rates_before": "analysis.exchange",
    "rates_ever": "analysis.exchange",
    "pattern_problems": "checks.triggers",
    "searched": "checks.triggers",
    "short_lines": "analysis.short_lines",
    "unpaired_marks": "analysis.quotations",
}


def __getattr__(name: str) -> object:
    if name not in _LATE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"linter.{_LATE[name]}"), name)
