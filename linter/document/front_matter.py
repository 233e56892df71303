"""Front matter at the head of a file: where it ends, and the values that readers see.

YAML and TOML parsers do not say where a value stands, and reading every key of
every file costs more than linting it, so the wanted keys are read here. The
patterns do not backtrack: no text costs more than its length.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import NamedTuple

from linter.document.builder import Builder
from linter.document.document import FrontMatter, Kind
from linter.model import Span

_SHOWN: dict[str, Kind] = {
    "title": "title",
    "subtitle": "meta",
    "description": "meta",
    "summary": "meta",
    "excerpt": "meta",
}
_LANGUAGE_KEYS = ("lang", "language", "locale")

_EOL = r"(?>\r\n|\n|\r)"
_KEY = r"[\w\"'][\w.\"'-]*+[ \t]*(?::(?=\s|\Z)|=)"
_OPENING = re.compile(rf"(---|\+\+\+)[ \t]*{_EOL}")
_CLOSING = {
    "---": re.compile(rf"[\r\n](?P<fence>---|\.\.\.)[ \t]*+(?:{_EOL}|\Z)"),
    "+++": re.compile(rf"[\r\n](?P<fence>\+\+\+)[ \t]*+(?:{_EOL}|\Z)"),
}
_FIRST_KEY = re.compile(rf"(?:[ \t]*+(?:#[^\r\n]*+)?{_EOL})*+({_KEY}|\[)?")
# The start of a paragraph that cannot belong to front matter; TOML's long strings are passed over.
_PROSE_START = rf"(?:\n|\r(?!\n))[ \t]*+{_EOL}(?![\s#\[\]{{}}\"'.+-]|{_KEY})(?P<prose>.)"
_PROSE = {
    "---": re.compile(_PROSE_START),
    "+++": re.compile(rf"\"\"\"[\s\S]*?\"\"\"|'''[\s\S]*?'''|{_PROSE_START}"),
}
# Lines that surely belong to it where nothing closes it.
_KEYS = re.compile(
    rf"(?:(?:{_KEY}|[ \t]+\S|-[ \t]|\[+[\w.-]+\]+[ \t]*(?=[\r\n]))[^\r\n]*+(?:{_EOL}|\Z)"
    rf"(?:[ \t]*+{_EOL})*+)*+"
)

# A value may begin on the next line, unless a list or a mapping does.
_YAML_LEAD = rf"[ \t]*(?:{_EOL}[ \t]+(?!-[ \t]|[\w-]+:\s))?"
_WANTED_KEY = (
    rf"[\"']?(?P<key>copydesk(?:\.ignore)?|ignore|{'|'.join([*_SHOWN, *_LANGUAGE_KEYS])})[\"']?[ \t]*"
)
_WANTED = {
    "---": re.compile(rf"[\r\n]{_WANTED_KEY}:(?=\s|\Z){_YAML_LEAD}", re.IGNORECASE),
    "+++": re.compile(
        rf"\"\"\"[\s\S]*?\"\"\"|'''[\s\S]*?'''"
        rf"|[\r\n][ \t]*\[+(?P<table>[^\]\r\n]*)|[\r\n][ \t]*{_WANTED_KEY}=[ \t]*",
        re.IGNORECASE,
    ),
}

_FOLD = rf"{_EOL}[ \t\r\n]*"
_ESCAPE = (
    r"\\(?:[uUx](?P<code>(?<=u)[0-9A-Fa-f]{4}|(?<=U)[0-9A-Fa-f]{8}|(?<=x)[0-9A-Fa-f]{2})"
    rf"|(?P<char>{_FOLD}|[\s\S]))"
)
_ESCAPED = re.compile(rf"(?P<run>[^\\\r\n]++)|{_ESCAPE}|{_FOLD}")
_DOUBLED = re.compile(rf"(?P<run>[^'\r\n]++)|'(?P<char>')|{_FOLD}")
_LINES = re.compile(rf"(?P<run>[^\r\n]++)|{_FOLD}")
# An escaped line end and control characters are not seen.
_NAMED_ESCAPES = dict.fromkeys("\r\n0abefrv", "") | dict.fromkeys("nNLP", "\n") | {"t": " ", "_": "\u00a0"}

_SURROGATES = range(0xD800, 0xE000)

_PLAIN_LINE = r"(?:[^ \t\r\n#]++|#|[ \t]++(?!#))*+"


class _Style(NamedTuple):
    """A way to write a value: what it matches, the value in its group, and the parts of that."""

    value: re.Pattern[str]
    parts: re.Pattern[str]


_STYLES = {
    "---": (
        _Style(re.compile(r'"((?:[^"\\]++|\\[\s\S])*+)'), _ESCAPED),
        _Style(re.compile(r"'((?:[^']++|'')*+)"), _DOUBLED),
        _Style(
            re.compile(rf"[|>][0-9+-]*[ \t]*(?:#[^\r\n]*+)?((?:{_EOL}(?:[ \t][^\r\n]*+|(?=[\r\n]|\Z)))*+)"),
            _LINES,
        ),
        _Style(
            re.compile(
                rf"((?![\[\]{{}},&*!%@`#|>~]|null\b)(?=\S){_PLAIN_LINE}"
                rf"(?:{_EOL}[ \t]++(?![#\r\n]){_PLAIN_LINE})*+)"
            ),
            _LINES,
        ),
    ),
    "+++": (
        _Style(re.compile(r'"""((?:[^"\\]++|\\[\s\S]|"(?!""))*+)'), _ESCAPED),
        _Style(re.compile(r"'''((?:[^']++|'(?!''))*+)"), _LINES),
        _Style(re.compile(r'"((?:[^"\\\r\n]++|\\.)*+)'), _ESCAPED),
        _Style(re.compile(r"'([^'\r\n]*+)"), _LINES),
    ),
}

_LANGUAGE = re.compile(r"[\"']?([A-Za-z]{2,3})(?![A-Za-z])")
_ENTRY = re.compile(rf"[^\r\n]*+(?:{_EOL}[ \t][^\r\n]*+)*+")
_IGNORE_KEY = re.compile(r"\bignore[\"']?[ \t]*[:=][ \t]*")
_IGNORED = re.compile(r"\[[^\]]*+|(?:\s*+-[ \t][^\r\n]*+)++|[^\r\n]*+")
_RULE_ID = re.compile(r"#[^\r\n]*+|([a-z][\w-]*+(?:/[\w-]++)?)")


class _Extent(NamedTuple):
    """Where the keys end, where the text after them begins, and whether a fence stands between."""

    end: int
    after: int
    closed: bool


def read_front_matter(builder: Builder) -> FrontMatter | None:
    """Read front matter at offset 0 into the builder, a block for each value that readers see.

    Returns None where the file has none. Front matter that is never closed
    ends before the first line that is not its, and says `closed=False`.
    """
    text = builder.source.text
    opening = _OPENING.match(text)
    extent = _extent(text, opening.end(), opening[1]) if opening else None
    if opening is None or extent is None:
        return None
    language: str | None = None
    ignored: tuple[tuple[str, Span], ...] | None = None
    for key, value in _entries(text, opening.end(), extent.end, opening[1]):
        if key in _SHOWN:
            builder.open(_SHOWN[key])
            _read_value(builder, value, extent.end, opening[1])
            builder.close()
        elif key in _LANGUAGE_KEYS:
            found = _LANGUAGE.match(text, value, extent.end)
            language = language or (found[1].lower() if found else None)
        elif key == "copydesk.ignore" and ignored is None:
            ignored = tuple(_ignored(text, value, extent.end))
    return FrontMatter(Span(0, extent.after), language, ignored or (), extent.closed)


def _extent(text: str, start: int, fence: str) -> _Extent | None:
    """Return how far front matter goes that begins before `start`; a thematic break has none under it."""
    first = _FIRST_KEY.match(text, start)
    closing = _CLOSING[fence].search(text, start - 1)
    end = closing.start("fence") if closing else len(text)
    prose = any(found["prose"] for found in _PROSE[fence].finditer(text, start, end))
    if closing and first and (first[1] or first.end() >= end) and not prose:
        return _Extent(end, closing.end(), closed=True)
    keys = _KEYS.match(text, start) if first and first[1] else None
    return _Extent(keys.end(), keys.end(), closed=False) if keys else None


def _entries(text: str, start: int, end: int, fence: str) -> Iterator[tuple[str, int]]:
    """Yield the wanted keys, `copydesk.ignore` in all its spellings, and where their values begin."""
    table = ""
    # A key stands behind a line end, the first behind that of the fence.
    for found in _WANTED[fence].finditer(text, start - 1, end):
        if found.lastgroup == "table":
            table = found["table"].strip() + "."
        elif found.lastgroup == "key":
            key = table + found["key"].lower()
            value = found.end()
            if key == "copydesk" and (
                nested := _IGNORE_KEY.search(text, value, _entry_end(text, value, end))
            ):
                key, value = "copydesk.ignore", nested.end()
            yield key, value


def _entry_end(text: str, start: int, end: int) -> int:
    found = _ENTRY.match(text, start, end)
    return found.end() if found else start


def _read_value(builder: Builder, start: int, end: int, fence: str) -> None:
    text = builder.source.text
    for value, parts in _STYLES[fence]:
        if found := value.match(text, start, end):
            for part in parts.finditer(text, *found.span(1)):
                builder.text(_text_of(part), *part.span())
            return


def _text_of(part: re.Match[str]) -> str:
    """Return what a part of a value stands for: itself, an escaped character, or a line end."""
    if part.lastgroup == "code":
        number = int(part["code"], 16)
        return "\ufffd" if number > sys.maxunicode or number in _SURROGATES else chr(number)
    if part.lastgroup == "char":
        return _NAMED_ESCAPES.get(part["char"][0], part["char"])
    return part["run"] if part.lastgroup == "run" else "\n"


def _ignored(text: str, start: int, end: int) -> Iterator[tuple[str, Span]]:
    """Yield the ids of a list that begins here, or the one that stands here, each with its place."""
    found = _IGNORED.match(text, start, end)
    for rule in _RULE_ID.finditer(text, start, found.end() if found else start):
        if rule[1]:
            yield rule[1], Span(*rule.span(1))
