"""Generic kind `replacements`: whole words that are wrong, each with what is right.

An entry is the wrong word, a blank, and the right one, which may be several
words: `alot a lot`. One in small letters also counts with a capital where it
begins a sentence; one with a capital, as a German noun, only as it is written.
Words in quotations, links, names of files, addresses and compounds with hyphens
are passed over, and those that a house allows (`words`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from linter.analysis.by_language import ByLanguage, for_language
from linter.analysis.quoted import is_quoted
from linter.analysis.wording import find_in_prose
from linter.analysis.words import first_words, words_of
from linter.checks.triggers import Triggers
from linter.document.document import Block, Document
from linter.model import Edit, Fix, Hit, Span

# What a word is part of that no dictionary holds: `a-b`, `@b`, `/b`, `b.com`, `b'`.
_GOES_ON_BEFORE = re.compile(r"[-‐‑/\\@#&=+~.·*_]$")
_GOES_ON = re.compile(r"[-‐‑/\\@#&=+~·*_]|['’](?!s\b)|[.:]\w")
# “l’accueil”: of what stands before an apostrophe, only this is a word of its own.
_ELIDED = re.compile(r"(?<!\w)(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu)['’]$", re.IGNORECASE)
# The author knows: “seperate (sic)”.
_MEANT = re.compile(r"\W{0,3}[\[(]\W?sic\b", re.IGNORECASE)
# A name may be spelled as it likes: a capital counts only before a word in small letters.
_COMMON_NEXT = re.compile(r"[,;:]?\s+[^\W\d_A-ZÄÖÜÉ]|[.!?…]|$")
_LONGEST_LOOK = 8


@dataclass(frozen=True)
class Options:
    """`replacements` by language, words of the house, `kinds` of blocks to read.

    `safe` says that the replacement keeps the meaning.
    """

    replacements: ByLanguage = field(default_factory=dict)
    words: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ("title", "heading", "paragraph", "list-item", "caption")
    safe: bool = True

    def entries(self, language: str) -> Mapping[bytes, str]:
        """Return the entries of a language by their wrong word, as `words_of` gives those of a document."""
        if language not in self._entries:
            lines = for_language(self.replacements, language)
            self._entries[language] = dict(zip(first_words(lines), lines, strict=True))
        return self._entries[language]

    @cached_property
    def _entries(self) -> dict[str, Mapping[bytes, str]]:
        return {}


def triggers(options: Options, language: str) -> Triggers:
    """Return what the engine looks for before it runs the check."""
    return Triggers(words=frozenset(options.entries(language)))


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Yield each wrong word in the prose of its language, with what is right."""
    found = {language: _entries(document, options, language) for language in document.spoken}
    patterns = {language: tuple(map(re.escape, words)) for language, words in found.items()}
    for block, match in find_in_prose(patterns, document):
        if block.kind not in options.kinds:
            continue
        span = Span(*match.span())
        entry, right = found[document.language_of(block)][match[0].lower()]
        if not _is_allowed(match[0], options) and _is_meant(document, block, span, entry, right):
            yield _hit(match[0], span, entry, right, safe=options.safe)


def _entries(document: Document, options: Options, language: str) -> dict[str, tuple[str, str]]:
    """Return the wrong words of a document by their small letters, each as it is listed and what is right."""
    entries = options.entries(language)
    found = {}
    for word in entries.keys() & document.derive(words_of):
        wrong, _, right = entries[word].partition(" ")
        found[word.decode().lower()] = (wrong, right.strip())
    return found


def _is_allowed(said: str, options: Options) -> bool:
    return said in options.words or said.lower() in options.words


def _is_meant(document: Document, block: Block, span: Span, wrong: str, right: str) -> bool:
    """Say whether a word is the author's, and of the language."""
    text, start, end = block.text, span.start - block.start, span.end - block.start
    before = text[max(0, start - _LONGEST_LOOK) : start]
    if before.endswith(("'", "’")) and not _ELIDED.search(before):
        return False
    if _GOES_ON_BEFORE.search(before) or _GOES_ON.match(text, end) or _MEANT.match(text, end):
        return False
    if document.text[span.start : span.end] != wrong and not _begins_sentence(
        document, block, span, wrong, right
    ):
        return False
    return not block.has_link_in(span) and not is_quoted(text, start)


def _begins_sentence(document: Document, block: Block, span: Span, wrong: str, right: str) -> bool:
    """Say whether a word with a capital has it from the sentence that it begins."""
    said = document.text[span.start : span.end]
    if said != wrong[:1].upper() + wrong[1:] or wrong[0] != right[0]:
        return False
    before = document.text[document.sentence_at(block, span.start).start : span.start]
    return not any(map(str.isalnum, before)) and bool(_COMMON_NEXT.match(block.text, span.end - block.start))


def _hit(said: str, span: Span, wrong: str, right: str, *, safe: bool) -> Hit:
    correction = right if said == wrong else right[:1].upper() + right[1:]
    fix = Fix(f"Replace by “{correction}”", (Edit(span, correction),), "safe" if safe else "unsafe")
    return Hit(span, {"correction": correction}, fix=fix)


def problems(options: Options) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the values of options, with the name of each."""
    for language, entries in options.replacements.items():
        for entry in entries:
            if " " not in entry.strip():
                yield "replacements", f"({language}) “{entry}” needs a wrong word, a blank, and what is right"
