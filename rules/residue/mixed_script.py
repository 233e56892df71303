"""Words of one script with letters of another in them that look the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from linter import Document, Edit, Fix, Hit, Span

from .many import at_most

# Letters that print as Latin ones in most fonts (Unicode Technical Standard 39, confusables.txt).
_CYRILLIC = dict(
    zip("аесорхуіјѕԁһԛԝАВЕЅІЈКМНОРСТХУԌԚԜЁёЇї", "aecopxyijsdhqwABESIJKMHOPCTXYGQWËëÏï", strict=True)
)
_GREEK = dict(zip("οΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "oABEZHIKMNOPTYX", strict=True))
_TO_LATIN = _CYRILLIC | _GREEK
# The letters of a Cyrillic keyboard that are also on a Latin one.
_TO_CYRILLIC = {latin: letter for letter, latin in _CYRILLIC.items() if letter in "аесорхуіАВЕІКМНОРСТХ"}
_WORD = re.compile(r"[^\W\d_]{3,}")
_CANDIDATE = re.compile("[A-Za-zÀ-ɏ][\u0370-\u052f]|[\u0370-\u052f][A-Za-zÀ-ɏ]")


@dataclass(frozen=True)
class Options:
    """Past `most` findings in an article they are one."""

    most: int = 1


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Yield each word that a letter of another script hides in."""
    found = [
        hit
        for block in document.prose
        if _CANDIDATE.search(block.text)
        for word in _WORD.finditer(block.text)
        if _CANDIDATE.search(word[0]) and (hit := _hit(word[0], block.start + word.start()))
    ]
    yield from at_most(options.most, found)


def _hit(word: str, start: int) -> Hit | None:
    scripts = [unicodedata.name(c, "?").partition(" ")[0] for c in word]
    counts = {script: scripts.count(script) for script in dict.fromkeys(scripts)}
    if len(counts) != 2 or not counts.keys() <= {"LATIN", "CYRILLIC", "GREEK"}:  # noqa: PLR2004 - two scripts are mixed
        return None
    if all(c in _TO_LATIN for c, script in zip(word, scripts, strict=True) if script != "LATIN"):
        look_alikes, other = _TO_LATIN, next(script for script in counts if script != "LATIN")
    elif _is_cyrillic_with_latin(word, scripts, counts):
        look_alikes, other = _TO_CYRILLIC, "LATIN"
    else:
        return None
    fixed = "".join(look_alikes[c] if script == other else c for c, script in zip(word, scripts, strict=True))
    letters = dict.fromkeys(c for c, script in zip(word, scripts, strict=True) if script == other)
    named = ", ".join(f"“{c}” (U+{ord(c):04X})" for c in letters)
    span = Span(start, start + len(word))
    what = f"{named} in it {'is' if len(letters) == 1 else 'are'} {other.capitalize()}"
    return Hit(span, {"what": what}, fix=Fix(f"Write “{fixed}” in one script", (Edit(span, fixed),), "safe"))


def _is_cyrillic_with_latin(word: str, scripts: list[str], counts: dict[str, int]) -> bool:
    """A few Latin letters; an abbreviation with a Russian ending (“PRщик”) begins with capitals."""
    latin = [c for c, script in zip(word, scripts, strict=True) if script == "LATIN"]
    return (
        "CYRILLIC" in counts
        and 2 * len(latin) < len(word)
        and all(c in _TO_CYRILLIC for c in latin)
        and not (len(latin) > 1 and "".join(latin).isupper() and scripts[1] == "LATIN")
    )
