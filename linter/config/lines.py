"""The line of a key in a TOML file, for messages; the parser gives values only."""

from __future__ import annotations

import re

Keys = tuple[str | int, ...]

_PART = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*')"""
_DOTTED = rf"{_PART}(?:\s*\.\s*{_PART})*"
_HEADER = re.compile(rf"\s*(\[\[?)\s*({_DOTTED})\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(rf"\s*({_DOTTED})\s*=")
_NAME = re.compile(_PART)


def line_of(text: str, keys: Keys, item: str | None = None) -> int:
    """Return the line, from 1, of a key, or of the closest table above it that has one.

    A number in `keys` counts the tables of an array from 0. `item` is a text
    in the key's value: where it stands on a line of its own, that line counts.
    """
    found = _lines(text)
    for length in range(len(keys), 0, -1):
        if keys[:length] in found:
            line = found[keys[:length]]
            return _line_of_item(text, line, item) if item is not None and length == len(keys) else line
    return 1


def _lines(text: str) -> dict[Keys, int]:
    """Return the line on which each key and table first stands."""
    lines: dict[Keys, int] = {}
    counts: dict[Keys, int] = {}
    table: Keys = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            table = _inside(_names(header[2]), counts, new=header[1] == "[[")
            _note(lines, table, 0, number)
        elif key := _KEY.match(line):
            _note(lines, table + _names(key[1]), len(table), number)
    return lines


def _names(dotted: str) -> Keys:
    return tuple(
        part[1:-1].replace('\\"', '"') if part[0] in "\"'" else part for part in _NAME.findall(dotted)
    )


def _inside(names: Keys, counts: dict[Keys, int], *, new: bool) -> Keys:
    """Return a header's keys with the number of the current table after each array of tables."""
    table: Keys = ()
    for index, name in enumerate(names):
        table = (*table, name)
        if new and index == len(names) - 1:
            counts[table] = counts.get(table, -1) + 1
        if table in counts:
            table = (*table, counts[table])
    return table


def _note(lines: dict[Keys, int], keys: Keys, above: int, number: int) -> None:
    for length in range(above + 1, len(keys) + 1):
        lines.setdefault(keys[:length], number)


def _line_of_item(text: str, start: int, item: str) -> int:
    for number, line in enumerate(text.splitlines()[start - 1 :], start=start):
        if f'"{item}"' in line or f"'{item}'" in line:
            return number
    return start
