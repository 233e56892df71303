"""Sums that a sentence states and that do not come out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from linter import Block, Document, Figure, Hit, Span, figures_in, find_in_prose, in_quotation

from .changes import changes, multiples
from .shares import fractions, over_all, rests, shares
from .sums import Options, Sentence, fits, shown, sum_hit

# In a longer sentence, a list without its line breaks, nothing is compared (code points).
_LONGEST_SENTENCE = 1_500

__all__ = ["Options", "check"]


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Yield each sum that does not come out, with what was compared."""
    seen: set[Span] = set()
    for block, match in find_in_prose(options.signs, document):
        span = document.sentence_at(block, match.start())
        if span in seen or block.kind == "table-cell" or span.end - span.start > _LONGEST_SENTENCE:
            continue
        seen.add(span)
        language = document.language_of(block)
        figures = tuple(figures_in(document.text[span.start : span.end], language, span.start))
        yield from _judged(Sentence(document, span, language, figures), block, options)


def _judged(sentence: Sentence, block: Block, options: Options) -> Iterator[Hit]:
    for check_sum in (changes, multiples, shares, fractions, _twice_said, _totals, rests, over_all):
        for hit in check_sum(sentence, options):
            # What somebody said is theirs to say; the editor may still want to know.
            quoted = in_quotation(block, hit.span.start - block.start)
            yield hit._replace(certain=hit.certain and not quoted)


def _twice_said(sentence: Sentence, options: Options) -> Iterator[Hit]:
    """“Three (4)”."""
    for first, second in zip(sentence.figures, sentence.figures[1:], strict=False):
        if not (first.spelled and not second.spelled and sentence.between(first, second) == " ("):
            continue
        if first.units or second.units or not sentence.after(second).startswith(")"):
            continue
        if first.low != second.low:
            problem = f"“{sentence.said(first)}” is not {sentence.said(second)}"
            yield sum_hit(problem, second, {"in words": first})


def _totals(sentence: Sentence, options: Options) -> Iterator[Hit]:
    """“12 people: 7 men and 6 women”."""
    pieces, joint = options.pieces.get(sentence.language), options.joint.get(sentence.language)
    if not (pieces and joint):
        return
    for at, total in enumerate(sentence.figures[:-2]):
        parts = list(_parts(sentence, at, pieces, joint))
        if len(parts) < 2 or total.value is None or total.hedge or total.bound or total.is_share:  # noqa: PLR2004
            continue
        if any(part.value is None or part.hedge or part.bound or part.units for part in parts):
            continue
        added = sum(part.low for part in parts)
        if added != total.low:
            listed = " + ".join(shown(part.low) for part in parts)
            problem = f"{listed} is {shown(Decimal(added))}, not {sentence.said(total)}"
            places = {f"part {number}": part for number, part in enumerate(parts, 1)}
            # Behind a comma some may be left unsaid: “ten people, two men and a child among them”.
            some = sentence.between(total, parts[0]).endswith(", ") and added < total.low
            yield sum_hit(problem, total, places)._replace(certain=not some)


def _parts(sentence: Sentence, at: int, pieces: str, joint: str) -> Iterator[Figure]:
    """The figures after a colon or a bracket that count men, women, children and so on, up to the last."""
    opening = sentence.between(sentence.figures[at], sentence.figures[at + 1])
    if not re.fullmatch(r"(?: [\w’'-]+){1,4}(?:: | \(|, | [—–-] ?|—)", opening):
        return
    found: list[Figure] = []
    for figure, following in zip(
        sentence.figures[at + 1 :], [*sentence.figures[at + 2 :], None], strict=False
    ):
        found.append(figure)
        if following is None:
            closed = re.match(rf" (?:{pieces})(?:\)|[.;,]|$)", sentence.after(figure), re.IGNORECASE)
            last = len(found) > 1 and fits(rf" (?:{pieces}),? (?:{joint}) ", sentence.between(*found[-2:]))
            if closed and last:
                yield from found
            return
        gap = sentence.between(figure, following)
        if not fits(rf" (?:{pieces})(?:, |,? (?:{joint}) )", gap):
            last = len(found) > 1 and fits(rf" (?:{pieces}),? (?:{joint}) ", sentence.between(*found[-2:]))
            if last and re.match(rf" (?:{pieces})(?:\)|[.;,])", sentence.after(figure), re.IGNORECASE):
                yield from found
            return
