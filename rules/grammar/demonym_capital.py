"""“nederlandse”: what is derived from a country's name, in small letters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from linter import Document, Edit, Fix, Hit, Span, find_in_prose, in_quotation

# Signs beside a word that make it a part of an address, a tag or a longer word.
_BESIDE = frozenset("#@/._-=:&?’'")


@dataclass(frozen=True)
class Options:
    """`demonyms` in small letters."""

    demonyms: tuple[str, ...] = ()


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Yield each of the words with its capital as the fix."""
    for block, found in find_in_prose({"nl": options.demonyms}, document):
        word, text = found[0], document.text
        beside = {text[found.start() - 1 : found.start()], text[found.end() : found.end() + 2]}
        is_part = any(
            sign and sign[0] in _BESIDE and (len(sign) == 1 or sign[1].isalnum()) for sign in beside
        )
        if word.islower() and not is_part and not in_quotation(block, found.start() - block.start):
            span, right = Span(*found.span()), word.capitalize()
            yield Hit(
                span, {"correction": right}, fix=Fix(f"Replace by “{right}”", (Edit(span, right),), "safe")
            )
