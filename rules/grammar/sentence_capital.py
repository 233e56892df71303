"""A paragraph that begins with a small letter though it is a sentence of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from linter import OBJECT, Block, Document, Edit, Fix, Hit, Span, in_quotation

_OPENS = re.compile(r"(?P<word>[a-z]+(?:['’][a-z]+)?) [a-z]+ ")
_AFTER_STOP = re.compile(r"(?P<before>[A-Za-z]*[a-z]{4}[)”\"]?)\. (?P<word>[a-z]+(?:['’][a-z]+)?) [a-z]")
_ENDS = re.compile(r"[.!?][\"”’)]*\s*$")


@dataclass(frozen=True)
class Options:
    """Lists of words; the rule file says what each is for."""

    abbreviations: tuple[str, ...] = ()
    small: tuple[str, ...] = ()
    openers: tuple[str, ...] = ()


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Yield the first word of each sentence that lacks its capital, with the capital as its fix."""
    before: Block | None = None
    for block in document.blocks:
        if block.kind == "paragraph" and document.language_of(block) == "en":
            yield from _in_block(document, block, before, options)
        before = block


def _in_block(document: Document, block: Block, before: Block | None, options: Options) -> Iterator[Hit]:
    opens = _OPENS.match(block.text)
    if opens and opens["word"] in options.openers and _stands_alone(block, before):
        yield from _hit(document, block, opens, options)
    for found in _AFTER_STOP.finditer(block.text):
        if found["before"].lower() not in options.abbreviations:
            yield from _hit(document, block, found, options)


def _stands_alone(block: Block, before: Block | None) -> bool:
    """Say whether a block is a whole sentence, and none that a block before it began."""
    if not _ENDS.search(block.text) or OBJECT in block.text:
        return False
    if before is None or before.kind in ("title", "heading", "meta"):
        return True
    return before.kind == "paragraph" and bool(_ENDS.search(before.text))


def _hit(document: Document, block: Block, found: re.Match[str], options: Options) -> Iterator[Hit]:
    word = found["word"]
    if word in options.small or in_quotation(block, found.start("word")):
        return
    span = Span(block.start + found.start("word"), block.start + found.end("word"))
    correction = word[0].upper() + word[1:]
    fix = Fix(f"Replace by “{correction}”", (Edit(span, correction),), "safe")
    yield Hit(span, {"correction": correction}, fix=fix)
