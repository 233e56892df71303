"""Generic kind `readability`: the reading ease of a whole article, by `textstat`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from linter.document.document import Document
from linter.model import Hit, Span

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Options:
    """`lowest` is the reading ease below which an article is hard, by language.

    The scale is Flesch's (Flesch 1948; Douma 1960 for Dutch), 0 to 100.
    Articles of fewer words than `shortest` are not measured.
    """

    lowest: Mapping[str, float] = field(default_factory=dict)
    shortest: int = 150


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Yield one hit at the article's first paragraph where its reading ease is too low."""
    language = document.language
    lowest = options.lowest.get(language)
    prose = [block for block in document.prose if block.kind in ("paragraph", "quote", "list-item")]
    text = "\n".join(block.text for block in prose)
    if lowest is None or len(_WORD.findall(text)) < options.shortest:
        return
    import textstat

    textstat.set_lang(language)
    ease = float(textstat.flesch_reading_ease(text))
    if ease < lowest:
        first = prose[0]
        end = document.sentences(first)[0].end
        yield Hit(Span(first.start, end), {"ease": f"{ease:.0f}", "lowest": f"{lowest:.0f}"})
