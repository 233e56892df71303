"""Figures in sentences whose only source is a vague one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from linter import Block, Document, Hit, Note, Span, figures_in, find_in_prose, find_words, pattern_problems

# How far around a source its name is looked for, in code points.
_NEAR = 40


@dataclass(frozen=True)
class Options:
    """Patterns by language.

    `vague` sources; what after one names it (`named`), what before one says it
    is known, and what elsewhere in the sentence supports the figure.
    """

    vague: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    named: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    known: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    support: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Yield each vague source in whose sentence a figure stands, with the figure in the note."""
    for block, match in find_in_prose(options.vague, document):
        source, language = Span(*match.span()), document.language_of(block)
        if block.kind == "table-cell" or _is_named(document, block, source, language, options):
            continue
        sentence = document.sentence_at(block, source.start)
        if block.has_link_in(sentence):
            continue
        rest = (document.text[sentence.start : source.start], document.text[source.end : sentence.end])
        if any(next(find_words(options.support.get(language, ()), part), None) for part in rest):
            continue
        if figure := _figure(document, sentence, source, language):
            named = document.text[figure.start : figure.end]
            yield Hit(source, {"figure": named}, (Note(figure, "the figure"),))


def _is_named(document: Document, block: Block, source: Span, language: str, options: Options) -> bool:
    """Say whether the words around a vague noun name it, or point back to where it was named."""
    before = document.text[max(block.start, source.start - _NEAR) : source.start].rstrip()
    after = document.text[source.end : min(block.end, source.end + _NEAR)].lstrip()
    return (
        any(found.start() == 0 for found in find_words(options.named.get(language, ()), after))
        or any(found.end() == len(before) for found in find_words(options.known.get(language, ()), before))
        or _is_name(before, document.text[source.start])
    )


def _is_name(before: str, first: str) -> bool:
    """Say whether the source is somebody's or part of a name: “Wiel’s research”, “Wiel Research”."""
    ends_sentence = not before or before[-1] in '.!?:;“"‘(—–'
    return before.endswith(("’s", "'s", "s’")) or (first.isupper() and not ends_sentence)


def _figure(document: Document, sentence: Span, source: Span, language: str) -> Span | None:
    """The first figure after the source, else the last before it."""
    text = document.text[sentence.start : sentence.end]
    figures = [figure.span for figure in figures_in(text, language, sentence.start) if figure.matters]
    after = (figure for figure in figures if figure.start >= source.end)
    return next(after, figures[-1] if figures else None)


def problems(options: Options) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the values of options, with the name of each."""
    return pattern_problems(options, "vague", "support", "named", "known")
