"""Share bars: a line of nothing but names of networks and the verbs beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from linter import OBJECT, Document, Hit, Triggers, short_lines

# Between two items: blanks, ornaments, the little words that lead to a network.
_SIGNS = rf"\s•·∙*|/:+()\[\]{OBJECT}…–—-"
_LEADING = "(?:on|to|via|by|with|auf|bei|per|mit|über|sur|par|avec|en|por|con|op|met)"
_BETWEEN = re.compile(rf"[{_SIGNS}]+|{_LEADING}(?= )")
_COUNT = re.compile(r"[0-9][0-9.,]*[kKmM]?(?![^\W\d_])")
# Authors part names in these ways as well; numbers may be their figures.
_AUTHORS_OWN = re.compile(r"[|/·•–—-]")


@dataclass(frozen=True)
class Options:
    """A line is a bar from `fewest` different items on; it is at most `longest` code points long.

    `networks`, `verbs` and `others` are what buttons say, in any language. Networks with numbers or
    separators between them are no bar without a verb, unless `verbless`.
    """

    fewest: int = 3
    verbless: bool = False
    longest: int = 160
    networks: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


class _Bar(NamedTuple):
    """The items of a line, without repetition; how many of them are networks and verbs."""

    items: int
    networks: int
    verbs: int
    counts: int


def triggers(options: Options, language: str) -> Triggers:
    """Return what the engine looks for before it runs the check: a short line that begins with two items."""
    item = f"(?:{_alternatives(tuple(map(str.lower, _names(options))))})"
    between = f"[0-9.,km{_SIGNS}]*(?:{_LEADING} )*"
    return Triggers(line_patterns=(f"(?m:^{between}{item}{between}{item})",))


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Yield each line that consists of items of a share bar."""
    item = _pattern(_names(options))
    networks = {name.casefold() for name in options.networks}
    verbs = {name.casefold() for name in options.verbs}
    for line in short_lines(document):
        text = line.text.strip()
        if len(text) > options.longest:
            continue
        found = _items(text, item)
        names = {name.casefold() for name in found}
        bar = _Bar(len(names), len(names & networks), len(names & verbs), len(_COUNT.findall(text)))
        if _is_bar(bar, text, options):
            yield Hit(line.trimmed)


def _names(options: Options) -> tuple[str, ...]:
    return (*options.networks, *options.verbs, *options.others)


def _alternatives(names: tuple[str, ...]) -> str:
    """Return a pattern for any of the names, the longest first."""
    # An empty name would match everywhere and for ever.
    return "|".join(map(re.escape, sorted(filter(None, names), key=len, reverse=True)))


@lru_cache(maxsize=16)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(_alternatives(names), re.IGNORECASE)


def _items(text: str, item: re.Pattern[str]) -> list[str]:
    """Return the items of a line, none if it holds anything else."""
    found: list[str] = []
    place = 0
    while place < len(text):
        if match := item.match(text, place):
            # Run together, each item begins with a capital: “FacebookTwitterWhatsApp”.
            follows = text[match.end() : match.end() + 1]
            if follows.isalpha() and not follows.isupper():
                return []
            found.append(match[0])
        else:
            match = _BETWEEN.match(text, place) or _COUNT.match(text, place)
        if match is None:
            return []
        place = match.end()
    return found


def _is_bar(bar: _Bar, text: str, options: Options) -> bool:
    if bar.items < options.fewest or not (bar.networks or bar.verbs >= options.fewest - 1):
        return False
    return bar.verbs > 0 or options.verbless or not (bar.counts or _AUTHORS_OWN.search(text))
