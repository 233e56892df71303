"""The examples of a rule file, which are its tests and its documentation.

`⟦` and `⟧` stand around what the rule must find; a good example has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from linter.document.document import Format
from linter.model import Span
from linter.rules.rule import Rule, RuleFileError

_MARK = re.compile("[⟦⟧]")
_KNOWN = {
    *("text", "bytes", "path", "why", "format", "language", "templates", "among"),
    *("options", "select", "max-size"),
}
_FILE_NAMES: dict[Format, str] = {"text": "a.txt", "markdown": "a.md", "mdx": "a.mdx", "html": "a.html"}


@dataclass(frozen=True)
class Example:
    """A text and the spans of it, in code points, that its rule finds; `bad` when there are any.

    `data` is what a file of it would hold; None stands for a file that is not there.
    `among` are the texts of other files in its folder.
    """

    rule: Rule
    bad: bool
    text: str
    data: bytes | None
    spans: tuple[Span, ...]
    format: Format
    language: str
    why: str = ""
    templates: bool = True
    among: tuple[str, ...] = ()
    options: Mapping[str, object] = field(default_factory=dict)
    select: tuple[str, ...] = ()
    max_size: int | None = None

    @property
    def file_name(self) -> str:
        """A name that gives the example its format."""
        return _FILE_NAMES[self.format]


def examples(rule: Rule) -> Iterator[Example]:
    """Yield the bad and then the good examples; `RuleFileError` names one that cannot be used."""
    for bad in (True, False):
        for number, entry in enumerate(rule.body.get("bad" if bad else "good", ()), 1):
            where = f"{rule.path}: {'bad' if bad else 'good'} example {number}"
            yield _example(rule, entry, where, bad=bad)


def _example(rule: Rule, entry: Mapping[str, Any], where: str, *, bad: bool) -> Example:
    if unknown := set(entry) - _KNOWN:
        raise RuleFileError(f"{where} has the unknown key “{min(unknown)}”")
    marked = str(entry.get("text", ""))
    text, spans = unmark(marked)
    data: bytes | None = text.encode()
    if "bytes" in entry:
        data = str(entry["bytes"]).encode("latin-1").decode("unicode_escape").encode("latin-1")
    elif "path" in entry:
        data = None
    if bad != bool(spans) and data == text.encode() and "max-size" not in entry:
        raise RuleFileError(f"{where} {'marks nothing' if bad else 'marks a finding'} with ⟦ and ⟧")
    return Example(
        rule,
        bad,
        text or str(entry.get("bytes", entry.get("path", ""))),
        data,
        spans,
        cast(Format, entry.get("format", "text")),
        str(entry.get("language", "en")),
        str(entry.get("why", "")),
        bool(entry.get("templates", True)),
        tuple(entry.get("among", ())),
        entry.get("options", {}),
        tuple(entry.get("select", ())),
        entry.get("max-size"),
    )


def unmark(marked: str) -> tuple[str, tuple[Span, ...]]:
    """Return the text without its marks, and the spans they stood around."""
    opened: list[int] = []
    spans: list[Span] = []
    for count, mark in enumerate(_MARK.finditer(marked)):
        offset = mark.start() - count
        if mark[0] == "⟦":
            opened.append(offset)
        else:
            spans.append(Span(opened.pop(), offset))
    return _MARK.sub("", marked), tuple(sorted(spans))
