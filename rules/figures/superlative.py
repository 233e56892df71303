"""Amounts of money called a record, without a comparison and without a source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from linter import Block, Document, Hit, Span, figures_in, find_in_prose, find_words, pattern_problems

# The amount stands so near its superlative, in code points.
_REACH = 80
_QUOTATION_MARKS = '“”„«»"‘'


@dataclass(frozen=True)
class Options:
    """Patterns by language: the superlatives, what may stand before the amount, what supports it."""

    superlatives: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    between: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    support: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Yield each superlative with its amount."""
    for block, match in find_in_prose(options.superlatives, document):
        language = document.language_of(block)
        claim = _claim(document, block, Span(*match.span()), language, options)
        if claim is None or block.kind == "table-cell":
            continue
        sentence = document.sentence_at(block, claim.start)
        text = document.text[sentence.start : sentence.end]
        if not block.has_link_in(sentence) and not _is_supported(text, options.support.get(language, ())):
            yield Hit(claim)


def _claim(
    document: Document, block: Block, superlative: Span, language: str, options: Options
) -> Span | None:
    """The superlative together with the amount of money that follows it, if one does."""
    window = document.text[superlative.end : min(block.end, superlative.end + _REACH)]
    between = options.between.get(language, ())
    for amount in figures_in(window, language):
        gap = window[: amount.span.start].lstrip(" -\u00a0")
        fits = not gap or any(found.span() == (0, len(gap)) for found in find_words(between, gap))
        if fits and amount.is_money:
            return Span(superlative.start, superlative.end + amount.span.end)
    return None


def _is_supported(sentence: str, support: Sequence[str]) -> bool:
    if any(mark in sentence for mark in _QUOTATION_MARKS):
        return True
    return next(find_words(support, sentence), None) is not None


def problems(options: Options) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the values of options, with the name of each."""
    return pattern_problems(options, "superlatives", "between", "support")
