"""Pieces of text of which every match of a pattern holds one: where none stands, it need not be tried.

After Russ Cox, "Regular Expression Matching with a Trigram Index" (2012), and
RE2's prefilters: of each part of a pattern either all texts that it matches or
the pieces one of which it needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import product
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

from linter.analysis.wording import WHITE_SPACE

# Texts of one part at most.
_MOST = 120
# Marks the edge of a word at an end of a piece.
EDGE = "\0"
# Pieces worth less stand in most articles; a letter more is worth so many pieces.
_LEAST_WORTH = 4
_PIECES_FOR_A_LETTER = 200
# Words of so few letters are common, and letters past so many add little.
_LITTLE_WORD, _LONG_WORD = 3, 6
_WORD = re.compile(r"[^\W_]+")
_LARGEST_CLASS = 12
# What RE2 writes otherwise than Python, and the names of groups, which have no small letters.
_FORMS = (
    (re.compile(r"\(\?P<\w+>"), lambda _: "("),
    (re.compile(r"\\x\{([0-9a-fA-F]+)\}"), lambda found: re.escape(chr(int(found[1], 16)))),
    (re.compile(r"\\[pP](?:\{\^?\w+\}|\w)"), lambda _: "."),
    (re.compile(r"\[\[:\^?\w+:\]\]"), lambda _: "."),
    (re.compile(r"\\z"), lambda _: r"\Z"),
)
_BLANKS = re.compile(r"\s+")
_ESCAPE = re.compile(r"\\.|[^\\]+", re.DOTALL)


class _Part(NamedTuple):
    """What is known of a part: all the texts that it matches, or pieces of which its matches hold one."""

    texts: frozenset[str] | None
    pieces: frozenset[str] | None


_ANYTHING = _Part(None, None)


def readable(text: str) -> str:
    """Return a text as literals are looked for in it: small letters, single spaces, straight apostrophes."""
    return " ".join(text.lower().replace("’", "'").split())


@lru_cache(maxsize=8192)
def literals_of(pattern: str) -> tuple[str, ...]:
    """Return pieces of readable text of which each match of an RE2 pattern holds one; none if unknown."""
    for form, other in _FORMS:
        pattern = form.sub(other, pattern)
    try:
        tree = parser.parse(_plain_pattern(pattern))
    except re.error:
        return ()
    pieces = _best([_sequence(tree)])
    return tuple(sorted(pieces)) if pieces and _worth(pieces) >= _LEAST_WORTH else ()


def _plain_pattern(pattern: str) -> str:
    """Return a pattern of readable text; what a backslash stands before keeps its case."""

    def plain(part: re.Match[str]) -> str:
        text = part[0]
        return text if text.startswith("\\") else _BLANKS.sub(" ", text.lower().replace("’", "'"))

    return _ESCAPE.sub(plain, pattern.replace(WHITE_SPACE, " "))


def _sequence(items: Iterable[tuple[Any, Any]]) -> _Part:
    """Return what is known of parts one after another."""
    known: list[_Part] = []
    run: frozenset[str] | None = frozenset({""})
    whole = True
    for code, argument in items:
        part = _part(code, argument)
        longer = _joined(run, part.texts)
        if longer is not None:
            run = longer
            continue
        whole = False
        known += [_Part(run, None), part]
        run = part.texts if part.texts is not None else frozenset({""})
    if whole:
        return _Part(run, None)
    return _Part(None, _best([*known, _Part(run, None)]))


def _joined(run: frozenset[str] | None, texts: frozenset[str] | None) -> frozenset[str] | None:
    if run is None or texts is None or len(run) * len(texts) > _MOST:
        return None
    return frozenset(map("".join, product(run, texts)))


def _part(code: Any, argument: Any) -> _Part:
    if code is codes.SUBPATTERN:
        return _sequence(argument[-1])
    if code is codes.BRANCH:
        return _either([_sequence(branch) for branch in argument[1]])
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT):
        return _repeat(*argument)
    return _Part(_texts(code, argument), None)


def _texts(code: Any, argument: Any) -> frozenset[str] | None:
    if code is codes.LITERAL:
        return frozenset({chr(argument)})
    if code is codes.AT:
        return frozenset({EDGE if argument is codes.AT_BOUNDARY else ""})
    return _class(argument) if code is codes.IN else None


def _class(members: Sequence[tuple[Any, Any]]) -> frozenset[str] | None:
    found: set[str] = set()
    for code, argument in members:
        if code is codes.LITERAL:
            found.add(chr(argument))
        elif code is codes.RANGE and argument[1] - argument[0] < _LARGEST_CLASS:
            found.update(map(chr, range(argument[0], argument[1] + 1)))
        else:
            return None
    return frozenset(found) if len(found) <= _LARGEST_CLASS else None


def _either(parts: Sequence[_Part]) -> _Part:
    texts = [part.texts for part in parts if part.texts is not None]
    if len(texts) == len(parts):
        every = frozenset().union(*texts)
        return _Part(every if len(every) <= _MOST else None, every)
    pieces = [_best([part]) for part in parts]
    return _Part(None, frozenset().union(*(some for some in pieces if some)) if all(pieces) else None)


def _repeat(least: int, most: int, items: Iterable[tuple[Any, Any]]) -> _Part:
    part = _sequence(items)
    if (least, most) == (1, 1):
        return part
    if (least, most) == (0, 1) and part.texts is not None:
        return _Part(part.texts | {""}, None)
    return _Part(None, _best([part])) if least else _ANYTHING


def _best(parts: Iterable[_Part]) -> frozenset[str] | None:
    """Return the pieces of the parts that are most telling."""
    chosen: frozenset[str] | None = None
    for pieces in (pieces for part in parts for pieces in part if pieces):
        plain = frozenset(map(_clean, pieces))
        if chosen is None or _worth(plain) > _worth(chosen):
            chosen = plain
    return chosen


def _clean(piece: str) -> str:
    """Return a piece with single spaces, and with marks of edges at its ends alone."""
    first, last = EDGE * piece.startswith(EDGE), EDGE * piece.endswith(EDGE)
    return f"{first}{_BLANKS.sub(' ', piece.replace(EDGE, ''))}{last}"


def _worth(pieces: frozenset[str]) -> float:
    """Return how seldom pieces stand in a text: by the commonest of them, and by their number."""
    return min(map(_telling, pieces)) - len(pieces) / _PIECES_FOR_A_LETTER


@lru_cache(maxsize=65536)
def _telling(piece: str) -> int:
    words = _WORD.findall(piece)
    letters = sum(1 if len(word) <= _LITTLE_WORD else min(len(word), _LONG_WORD) for word in words)
    return letters + max(0, len(words) - 1) + piece.count(EDGE)
