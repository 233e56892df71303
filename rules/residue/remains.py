"""Tokens of machinery that were meant for a program or for colleagues, anywhere in the text.

Patterns by language, `any` for every language, as of the kind `patterns`: a
group `span` narrows the finding. What stands alone between quotation marks or
backticks is spoken of, not left over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from linter import (
    Block,
    ByLanguage,
    Document,
    Edit,
    Fix,
    Hit,
    Span,
    Triggers,
    find_words,
    for_language,
    in_quotation,
    is_mentioned,
    pattern_problems,
    searched,
)

from .about_code import is_about_code


@dataclass(frozen=True)
class Options:
    """`sure` and `unsure` patterns; `rendered` ones are markup in Markdown and count elsewhere.

    Where one of `doubt` stands in the article, nothing is certain.
    With `of_code`, nothing is found in an article about code.
    `in_quotations` and `in_front_matter` say whether those are read; with
    `by_block` a block has one finding, from the first to the last; `remove`
    offers to take the finding out of the text.
    """

    sure: ByLanguage = field(default_factory=dict)
    unsure: ByLanguage = field(default_factory=dict)
    rendered: ByLanguage = field(default_factory=dict)
    doubt: ByLanguage = field(default_factory=dict)
    in_quotations: bool = True
    in_front_matter: bool = True
    of_code: bool = False
    by_block: bool = False
    remove: bool = False


def triggers(options: Options, language: str) -> Triggers:
    """Return what the engine looks for before it runs the check: its patterns."""
    tables = (options.sure, options.rendered, options.unsure)
    patterns = [pattern for table in tables for pattern in for_language(table, language)]
    return Triggers(tuple(map(searched, patterns)))


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Yield each token that is left over."""
    blocks = _touched(document, options)
    if not blocks or (options.of_code and document.derive(is_about_code)):
        return
    doubts = for_language(options.doubt, document.language)
    doubtful = next(find_words(doubts, document.text), None) is not None
    for block in blocks:
        found = list(_found(document, block, options))
        if found and options.by_block:
            certain = any(certain for _, certain in found)
            found = [(Span(found[0][0].start, max(span.end for span, _ in found)), certain)]
        for (start, end), certain in found:
            span = Span(block.start + start, block.start + end)
            fix = _removed(document, span) if options.remove else None
            yield Hit(span, fix=fix, certain=certain and not doubtful)


def _touched(document: Document, options: Options) -> list[Block]:
    """Return the blocks in which something is found, in one pass over the article: most have nothing."""
    patterns = [
        pattern.replace("(?P<span>", "(?:")
        for language in (*document.spoken, "any")
        for table in (*_certain(document, options), options.unsure)
        for pattern in table.get(language, ())
    ]
    blocks: dict[int, Block] = {}
    for match in find_words(patterns, document.text):
        # A pattern may ask for what stands before and after, which may be the end of a block.
        block = document.prose_at((match.start() + match.end()) // 2)
        if block and (options.in_front_matter or not document.in_front_matter(block)):
            blocks[block.start] = block
    return list(blocks.values())


def _certain(document: Document, options: Options) -> tuple[ByLanguage, ...]:
    """Return the patterns that are certain in a document of this format."""
    return (options.sure,) if document.format in ("markdown", "mdx") else (options.sure, options.rendered)


def _found(document: Document, block: Block, options: Options) -> Iterator[tuple[Span, bool]]:
    """Yield the spans in a block in their order, none inside another, and whether each is certain."""
    language = document.language_of(block)
    certain = [p for table in _certain(document, options) for p in for_language(table, language)]
    spans = [(span, True) for span in _matches(certain, block)]
    spans += [(span, False) for span in _matches(for_language(options.unsure, language), block)]
    end = -1
    for span, sure in sorted(spans, key=lambda item: (item[0].start, -item[0].end, not item[1])):
        if span.start < end:
            continue
        end = span.end
        if is_mentioned(block.text, *span):
            continue
        if options.in_quotations or not in_quotation(block, span.start):
            yield span, sure


def _matches(patterns: Sequence[str], block: Block) -> Iterator[Span]:
    for pattern in patterns:
        for match in find_words((pattern,), block.text):
            yield Span(*match.span(match.re.groupindex.get("span", 0)))


def _removed(document: Document, span: Span) -> Fix:
    """Take a token out, with the space before it where none is needed."""
    text, start = document.text, span.start
    if text[start - 1 : start] == " " and text[span.end : span.end + 1] in (*" .,;:!?)\n", ""):
        start -= 1
    return Fix("Remove it", (Edit(Span(start, span.end), ""),), "safe")


def problems(options: Options) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the values of options, with the name of each."""
    return pattern_problems(options, "sure", "unsure", "rendered", "doubt")
