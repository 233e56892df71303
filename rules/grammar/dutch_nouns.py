"""Gender of Dutch nouns, by a list of frequent ones, by the last part of a compound, and by ending."""

from __future__ import annotations

import os
import re
from functools import cache, lru_cache
from typing import Literal, NamedTuple

Gender = Literal["de", "het"]

_LIST = os.path.join(os.path.dirname(__file__), "dutch_nouns.txt")
# The part before the last of a compound, and the last, have at least so many letters.
_SHORTEST_PART, _SHORTEST_LAST = 3, 4
# Endings of one gender alone, and whether what they name can be counted.
_ENDINGS: tuple[tuple[re.Pattern[str], Gender, bool], ...] = (
    (re.compile(r"[a-zé]{2,}(?:[^ijns]|st)je"), "het", True),
    (re.compile(r"[a-z]{3,}(?:isme|eum)"), "het", False),
    (re.compile(r"[a-zë]{3,}(?:(?<!sc)heid|teit|(?:a|u|c|n|p)tie|ssie)"), "de", False),
)


class Noun(NamedTuple):
    """A noun's gender, and whether it names what can be counted, so that it needs an article."""

    gender: Gender
    countable: bool


class Nouns(NamedTuple):
    """The list: nouns, those that no compound is judged by, and those that are forms of verbs too."""

    known: dict[str, Noun]
    not_last: frozenset[str]
    verbs: frozenset[str]


@cache
def nouns() -> Nouns:
    """Return the list, read once."""
    lists: dict[str, list[str]] = {}
    section: list[str] = []
    with open(_LIST, encoding="utf-8") as file:
        lines = file.read().splitlines()
    for line in lines:
        if line.startswith(("=", "-")) or line in ("not-last", "verbs"):
            section = lists.setdefault(line, [])
        elif not line.startswith("#"):
            section += line.split()
    known = {word: Noun("het", True) for word in lists["=het"]}
    known |= {word: Noun("het", False) for word in lists["-het"]}
    known |= {word: Noun("de", True) for word in lists["=de"]}
    known |= {word: Noun("de", False) for word in lists["-de"]}
    return Nouns(known, frozenset(lists["not-last"]), frozenset(lists["verbs"]))


@lru_cache(maxsize=4096)
def noun(word: str) -> Noun | None:
    """Return what is known of a word in small letters, None for what is no noun or of no sure gender."""
    if word in nouns().known:
        return nouns().known[word]
    for ending, gender, countable in _ENDINGS:
        if ending.fullmatch(word):
            return Noun(gender, countable)
    last = last_part(word)
    return nouns().known[last] if last else None


def last_part(word: str) -> str | None:
    """Return the noun that a compound ends in, None if the list has none."""
    for start in range(_SHORTEST_PART, len(word) - _SHORTEST_LAST + 1):
        if word[start:] in nouns().known:
            return None if word[start:] in nouns().not_last else word[start:]
    return None


def is_verb_too(word: str) -> bool:
    """Say whether a noun is also a form of a verb that can follow “het”: “staat”, “mist”."""
    return word in nouns().verbs
