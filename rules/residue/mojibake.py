"""Words whose bytes were read in the wrong encoding: “cafÃ©” for “café”."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple
from unicodedata import normalize

from linter import OBJECT, Document, Edit, Fix, Hit, Span

from .many import at_most
from .misread import COMMON, is_beyond_repair, is_certain, is_guessed, is_suspect, repairs

# Anything between blanks; a no-break space is a byte of some broken letters.
_WORD = re.compile(f"[^ \t\n\r\f\v\u2028\u2029{OBJECT}]+")
# An encoding that explains so many words of an article is the one it was read in.
_ENOUGH = 3
_WHOLE_WORD = re.compile(r"[^\W\d_]+")
# Shorter words stand in an article by chance.
_LONG_ENOUGH = 4


@dataclass(frozen=True)
class Options:
    """Past `most` findings in an article they are one."""

    most: int = 1


class Word(NamedTuple):
    """A word, the same with its letters composed, its start in the document's text, and its block."""

    text: str
    composed: str
    start: int
    block: int


class Broken(NamedTuple):
    """Broken text, and what it was meant to be where that is known."""

    span: Span
    block: int
    meant: str | None
    sure: bool


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Yield each broken word, those that touch as one."""
    words = list(_words(document))
    certain = {word.start: repairs(word.composed) for word in words if is_certain(word.composed)}
    if not certain:
        return
    votes = Counter(encoding for found in certain.values() for encoding in found)
    broken = []
    for word in words:
        found = certain.get(word.start)
        if found is None and votes and is_suspect(word.composed):
            found = {
                encoding: fixed for encoding, fixed in repairs(word.composed).items() if encoding in votes
            }
        if found:
            broken.append(_narrowed(word, *_likeliest(found, votes)))
        elif word.start in certain and is_beyond_repair(word.composed):
            broken.append(_narrowed(word, None))
    hits = [_hit(document, one) for one in _joined(document.text, broken)]
    yield from at_most(options.most, hits)


def _words(document: Document) -> Iterator[Word]:
    source = document.source.text
    for index, block in enumerate(document.prose):
        if block.text.isascii():
            continue
        for found in _WORD.finditer(block.text):
            if found[0].isascii():
                continue
            start = block.start + found.start()
            after = document.to_source(Span(start, start + len(found[0]))).end
            # This byte of “Å” counts as a blank, and at the end of a line it is not in the text.
            if source[after : after + 1] != "\x85":
                yield Word(found[0], normalize("NFC", found[0]), start, index)


def _likeliest(found: Mapping[str, str], votes: Counter[str]) -> tuple[str, bool]:
    """Return what a word was by the encoding that explains most words, and whether that is sure."""
    best = max(found, key=lambda encoding: votes[encoding])
    rivals = [votes[encoding] for encoding, fixed in found.items() if fixed != found[best]]
    return found[best], best == COMMON or not rivals or votes[best] >= max(_ENOUGH, max(rivals) + 1)


def _narrowed(word: Word, fixed: str | None, sure: bool = False) -> Broken:
    """The part of a word that is broken, with the letters around it."""
    text = word.text
    start, end = _not_ascii(text) if fixed is None else _changed(text, fixed)
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    meant = None if fixed is None else fixed[start : len(fixed) - (len(text) - end)]
    return Broken(
        Span(word.start + start, word.start + end), word.block, meant, sure and not is_guessed(text)
    )


def _changed(text: str, fixed: str) -> tuple[int, int]:
    shortest = min(len(text), len(fixed))
    start = next((i for i in range(shortest) if text[i] != fixed[i]), shortest)
    same = next((i for i in range(shortest - start) if text[-1 - i] != fixed[-1 - i]), shortest - start)
    end = len(text) - same
    # “Â°” is “°”: the sign belongs to what is broken.
    return start, end + (same > 0 and text[start:end].endswith("Â"))


def _not_ascii(text: str) -> tuple[int, int]:
    places = [i for i, c in enumerate(text) if not c.isascii()]
    return places[0], places[-1] + 1


def _joined(text: str, broken: Sequence[Broken]) -> Iterator[Broken]:
    """Yield broken words, those that only a blank parts as one."""
    run: list[Broken] = []
    for one in broken:
        if run and not (run[-1].block == one.block and _gap(text, run[-1], one) in (" ", "")):
            yield _as_one(text, run)
            run = []
        run.append(one)
    if run:
        yield _as_one(text, run)


def _as_one(text: str, run: Sequence[Broken]) -> Broken:
    parts = [run[0].meant]
    for before, one in pairwise(run):
        parts += [_gap(text, before, one), one.meant]
    known = [part for part in parts if part is not None]
    meant = "".join(known) if len(known) == len(parts) else None
    span = Span(run[0].span.start, run[-1].span.end)
    return Broken(span, run[0].block, meant, all(one.sure for one in run))


def _gap(text: str, before: Broken, one: Broken) -> str:
    return text[before.span.end : one.span.start]


def _words_as_written(document: Document) -> frozenset[str]:
    """Return the longer words of an article that have a letter beyond ASCII."""
    return frozenset(
        word
        for word in _WHOLE_WORD.findall(document.text)
        if len(word) >= _LONG_ENOUGH and not word.isascii()
    )


def _hit(document: Document, broken: Broken) -> Hit:
    if broken.meant is None:
        return Hit(broken.span, {"what": "was read in the wrong encoding"})
    meant = f"“{broken.meant}”" if broken.meant.strip() else "a blank"
    # An article that has the word both ways may be about broken letters.
    both = broken.meant in document.derive(_words_as_written)
    fix = None
    if document.is_verbatim(broken.span):
        edit = Edit(broken.span, broken.meant)
        fix = Fix(f"Write {meant}", (edit,), "safe" if broken.sure and not both else "unsafe")
    what = {"what": f"is {meant} read in the wrong encoding"}
    return Hit(broken.span, what, fix=fix, certain=not both)
