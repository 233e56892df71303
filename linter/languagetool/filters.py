"""Which findings of LanguageTool are about the article's own words, and which of those are believed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from linter.analysis.quoted import is_quoted
from linter.document.document import OBJECT, Block
from linter.languagetool.exchange import Match

# Blocks of the author's sentences; quotations are the words of others, a cell of a table is no sentence.
KINDS = ("title", "heading", "paragraph", "list-item", "caption")
_LABELS = ("title", "heading", "list-item", "caption")
# Rules that ask a line for the capital or the full stop of a sentence.
_OF_SENTENCES = ("UPPERCASE_SENTENCE_START", "PUNCTUATION_PARAGRAPH_END")
_MARKS = re.compile("[\"'“”„‘’‚«»‹›`´\u2032\u2033,\\s]+")
# How much of the text on either side a rule's condition sees.
_CONTEXT = 40
# How near an object may stand: LanguageTool reads a word of its own for it.
_NEAR = 2
_SPELLERS = ("MORFOLOGIK_RULE", "SPELLER_RULE", "SPELLING_RULE")
_WORD = re.compile(r"\w+")


def is_speller(rule: str) -> bool:
    """Say whether a rule looks words up in a dictionary."""
    return any(part in rule for part in _SPELLERS)


def is_own_words(block: Block, match: Match) -> bool:
    """Say whether a match is about the author's sentence, not a quotation, a picture, a label or a mark."""
    text, start, end = block.text, match.start, match.end
    if OBJECT in text[max(0, start - _NEAR) : end + _NEAR] or _MARKS.fullmatch(text, start, end):
        return False
    if block.kind in _LABELS and match.rule.endswith(_OF_SENTENCES):
        return False
    return not is_quoted(text, start)


def is_name(block: Block, match: Match) -> bool:
    """Say whether a match holds a name: a capital that neither a sentence nor a German noun begins."""
    if block.lang == "de":
        return False
    text = block.text
    for word in _WORD.finditer(text, match.start, match.end):
        first = word[0][0]
        if first.isupper() and word[0] != "I" and not _begins_sentence(text, word.start()):
            return True
    return False


def _begins_sentence(text: str, offset: int) -> bool:
    before = text[:offset].rstrip(" \n\"'“‘«(")
    return not before or before[-1] in ".!?:…"


def is_ordinary_word(block: Block, match: Match, words: frozenset[str]) -> bool:
    """Say whether a word that a dictionary lacks is no name: in small letters, and not the user's own."""
    word = block.text[match.start : match.end]
    return word.isalpha() and word.islower() and word not in words


def meets(match: Match, text: str, only: Mapping[str, str], unless: Mapping[str, str]) -> bool:
    """Say whether a match meets the conditions of its rule, which see it in `⟦⟧` amid its neighbours."""
    if match.rule not in only and match.rule not in unless:
        return True
    before = text[max(0, match.start - _CONTEXT) : match.start]
    after = text[match.end : match.end + _CONTEXT]
    seen = f"{before}⟦{text[match.start : match.end]}⟧{after}".replace("\n", " ")
    wanted, unwanted = only.get(match.rule), unless.get(match.rule)
    if wanted is not None and not compiled(wanted).search(seen):
        return False
    return unwanted is None or not compiled(unwanted).search(seen)


@lru_cache(maxsize=256)
def compiled(pattern: str) -> re.Pattern[str]:
    """Return a condition; `re.error` if it is none."""
    return re.compile(pattern)
