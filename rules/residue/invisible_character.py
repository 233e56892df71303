"""Characters that no reader sees: zero-width spaces, direction marks, soft hyphens, control characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from linter import Document, Edit, Fix, Hit, Span

from .many import at_most

_SOFT_HYPHEN = "\u00ad"
_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
# Not the escape sequences of terminals, which are the rule `control-sequence`.
_INVISIBLE = re.compile(
    r"(?:[\u00ad\u034f\u180e\u200b-\u200f\u061c\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u2028\u2029"
    r"\U000e0001-\U000e007f\x01-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]|\x1b(?!\[))+"
)
# Scripts that are written with joiners, or whose words are not parted by spaces.
_COMPLEX = re.compile(
    "[\u0590-\u109f\u1700-\u1cff\u200c\u200d\ua800-\uabff\ufb1d-\ufdff\ufe70-\ufefc\U00010a00-\U00011fff]"
)
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001eeff]"
)
_EMOJI = re.compile("[\u2190-\u2bff\u3030\u303d\u3297\u3299\ufe0f\U0001f000-\U0001faff]")
_TAGS = re.compile("\U0001f3f4[\U000e0020-\U000e007f]+$")
# Letters that a typesetter may have kept from being joined: “Auf‌lage”.
_LIGATURE = re.compile("f[bfhijklt]")
_MISREAD = re.compile("[ÂÃĂ\u0302\u0303]$")
_NAMES = {
    "\x08": "backspace",
    "\x0b": "line break of Word",
    "\x1b": "escape character",
    "\x7f": "delete character",
    "\ufeff": "byte order mark",
}
_WIDTHLESS = frozenset("\u200b\u200c\u200d\u2060\ufeff")
# What parts words when it is there, so that a space must take its place.
_BREAKS = "\x0b\u2028\u2029"


@dataclass(frozen=True)
class Options:
    """Past `most` findings in an article they are one."""

    most: int = 1


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Yield each run of invisible characters that stands letter for letter in the source."""
    found = []
    for block in document.prose:
        right_to_left = None
        for run in _INVISIBLE.finditer(block.text):
            if right_to_left is None:
                right_to_left = _RIGHT_TO_LEFT.search(block.text) is not None
            span = Span(block.start + run.start(), block.start + run.end())
            if not _is_meant(block.text, run, right_to_left=right_to_left) and document.is_verbatim(span):
                found.append(_hit(block.text, run, span))
    yield from at_most(options.most, found)


def _is_meant(text: str, run: re.Match[str], *, right_to_left: bool) -> bool:
    """Say whether the script, an emoji or a hyphenation needs the characters, or they touch no word."""
    before, after = text[max(0, run.start() - 1) : run.start()], text[run.end() : run.end() + 1]
    kinds = set(run[0])
    # Beside a blank or a full stop it breaks no word, and hides nothing.
    if kinds <= _WIDTHLESS and not (before.isalnum() and after.isalnum()):
        return True
    if right_to_left and _DIRECTIONS.fullmatch(run[0]):
        return True
    joins = kinds <= set("\u200b\u200c\u200d") and (_COMPLEX.match(before) or _COMPLEX.match(after))
    if joins or (kinds == {"\u200d"} and _EMOJI.match(before)):
        return True
    if kinds == {"\u200c"} and _LIGATURE.match(before + after):
        return True
    if _TAGS.search(text[max(0, run.start() - 1) : run.end()]):
        return True
    return run[0] == _SOFT_HYPHEN and _MISREAD.search(before) is not None


def _hit(text: str, run: re.Match[str], span: Span) -> Hit:
    before, after = text[max(0, run.start() - 1) : run.start()], text[run.end() : run.end() + 1]
    filling = " " if set(run[0]) & set(_BREAKS) and not before.isspace() and not after.isspace() else ""
    # A control character may have taken something with it.
    safe = not any(c < " " or c == "\x7f" for c in run[0])
    fix = Fix("Remove it", (Edit(span, filling),), "safe" if safe else "unsafe")
    # Between letters a soft hyphen may have been set by hand.
    certain = run[0] != _SOFT_HYPHEN or not (before.isalpha() and after.isalpha())
    return Hit(span, {"what": _names(run[0])}, fix=fix, certain=certain)


def _names(run: str) -> str:
    """The characters of a run by name: “2 zero-width spaces (U+200B)”."""
    return " and ".join(_name(c, len(list(same))) for c, same in groupby(run))


def _name(c: str, count: int) -> str:
    name = _NAMES.get(c) or unicodedata.name(c, "control character").lower().replace(
        "zero width", "zero-width"
    )
    article = "an" if name[0] in "aeio" else "a"
    return f"{article if count == 1 else count} {name}{'' if count == 1 else 's'} (U+{ord(c):04X})"
