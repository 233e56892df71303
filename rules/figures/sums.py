"""What the sums of a sentence are read and compared with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from linter import Document, Figure, Hit, Note, Span

WHOLE = Decimal(100)
# Behind a percentage that belongs to the figures before it: “(60%)”, “, a 20% rise in”.
_ALL_SAID = re.compile(r"\s?(?:[).,;:]|$)|\s\w+(?:[).,;:]|$|\s(?:in|over|from|on|since|compared)\b)")


@dataclass(frozen=True)
class Options:
    """Patterns by language.

    `signs` are where a sum may stand. What stands between two figures: in a change `start`, `end`,
    `result`; between a part and its whole (`part`) and before their percentage (`share`). `rest` stands
    before the percentage of what is left, `persons` after a share of people; `pieces` are what a total is
    counted in, with `joint` before the last. `fractions` are those in words with their percentage,
    `multiples` verbs like “doubled” with their factor.
    """

    signs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    start: Mapping[str, str] = field(default_factory=dict)
    end: Mapping[str, str] = field(default_factory=dict)
    result: Mapping[str, str] = field(default_factory=dict)
    part: Mapping[str, str] = field(default_factory=dict)
    share: Mapping[str, str] = field(default_factory=dict)
    rest: Mapping[str, str] = field(default_factory=dict)
    persons: Mapping[str, str] = field(default_factory=dict)
    pieces: Mapping[str, str] = field(default_factory=dict)
    joint: Mapping[str, str] = field(default_factory=dict)
    fractions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    multiples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Sentence:
    """A sentence with its figures; spans count from the start of the document."""

    document: Document
    span: Span
    language: str
    figures: tuple[Figure, ...]

    def between(self, first: Figure, second: Figure) -> str:
        """Return what stands between two figures."""
        return self.document.text[first.span.end : second.span.start]

    def before(self, figure: Figure) -> str:
        """Return what of the sentence stands before a figure."""
        return self.document.text[self.span.start : figure.span.start]

    def after(self, figure: Figure) -> str:
        """Return what of the sentence stands behind a figure."""
        return self.document.text[figure.span.end : self.span.end]

    def said(self, figure: Figure) -> str:
        """Return a figure as it is written."""
        return self.document.text[figure.span.start : figure.span.end]


def is_percentage(figure: Figure) -> bool:
    """Say whether a figure is one percentage, no range of them."""
    return figure.unit == "percent" and figure.value is not None


def is_last(sentence: Sentence, figure: Figure) -> bool:
    """Say whether a percentage says all that is said: “52% of the vote” is one of something else."""
    return is_percentage(figure) and _ALL_SAID.match(sentence.after(figure)) is not None


def may_be(percentage: Figure, low: Decimal, high: Decimal) -> bool:
    """Say whether a percentage may be a value from `low` to `high`; it may be cut off instead of rounded."""
    least, most = percentage.rounded()
    return least - percentage.step / 2 <= high and low <= most + percentage.step / 2


def fits(pattern: str, gap: str) -> bool:
    """Say whether a pattern matches all that stands between two figures."""
    return _compiled(pattern).fullmatch(gap) is not None


def ends(pattern: str, text: str) -> bool:
    """Say whether a text ends in what a pattern matches."""
    return _compiled(rf"(?:{pattern})$").search(text) is not None


@lru_cache(maxsize=128)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def shown(number: Decimal) -> str:
    """Return a number for the message, with one decimal at most."""
    rounded = number.quantize(Decimal("0.1"))
    return str(rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded)


def sum_hit(problem: str, figure: Figure, others: Mapping[str, Figure], more: tuple[Note, ...] = ()) -> Hit:
    """Return the finding of a sum at one of its figures, the others noted by name."""
    notes = tuple(Note(other.span, name) for name, other in others.items())
    return Hit(figure.span, {"problem": problem}, (*notes, *more))
