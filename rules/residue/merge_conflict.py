"""Markers of a merge conflict, looked for in the source: Markdown takes some of them for markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from linter import Document, Hit, Span

_MARKER = re.compile(
    r"^(?:<{7} \S[^\r\n]*|={7}|\|{7}(?: \S[^\r\n]*)?|>{7} (?P<theirs>\S[^\r\n]*))[ \t]*$", re.MULTILINE
)
# What git writes behind the last marker: a branch, or a commit and its subject.
_THEIRS = re.compile(r"[0-9a-f]{7,40}(?: \(.*|\.\.\. .*)?|\S+")


@dataclass(frozen=True)
class Options:
    """There is nothing to set."""


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Yield each marker of a conflict that readers see some of."""
    for marker in _markers(document.source.text):
        if span := document.seen_part(Span(*marker.span())):
            yield Hit(span, {"marker": marker[0].strip()})


def _markers(text: str) -> Iterator[re.Match[str]]:
    """Yield the markers of conflicts; a row of signs alone may underline a heading."""
    is_open = False
    for marker in _MARKER.finditer(text):
        if marker[0][0] == "<":
            is_open = True
            yield marker
        elif marker["theirs"]:
            if is_open or _THEIRS.fullmatch(marker["theirs"].strip()):
                yield marker
            is_open = False
        elif is_open:
            yield marker
