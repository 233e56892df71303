"""Looking for the patterns of many rules in a text at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import re2

from linter.analysis.literals import readable

# RE2 builds its automaton in this much memory (bytes) and falls back to a slower one beyond it.
_AUTOMATON_BYTES = 64 << 20
# An automaton for all patterns is made at the text after so many: it takes 30 ms, and then 0.1 a text.
_FEW = 3


class Literals(NamedTuple):
    """Of patterns, pieces of readable text of which each match holds one; none of a pattern that has none."""

    of: Mapping[str, Sequence[str]]


class Patterns:
    """Patterns of several rules, each with the place of its rule.

    With `literals`, the first few texts are read without an automaton: a
    pattern is tried by itself, where a piece occurs that its matches hold.
    """

    def __init__(self, literals: Literals | None = None) -> None:
        self._literals = literals
        self._entries: list[tuple[str, int]] = []
        self._texts = 0

    def __bool__(self) -> bool:
        return bool(self._entries)

    def add(self, pattern: str, owner: int) -> None:
        """Take up a pattern of the rule in this place."""
        self._entries.append((pattern, owner))

    def owners_in(self, text: str) -> set[int]:
        """Return the rules of which a pattern occurs in a text, and those whose patterns are none."""
        if not self._entries:
            return set()
        self._texts += 1
        if self._literals and self._texts <= _FEW:
            return self._one_by_one(text, self._literals)
        return self._all.owners_in(text)

    @cached_property
    def _all(self) -> _Automaton:
        return _Automaton(self._entries)

    @cached_property
    def _without_literals(self) -> _Automaton:
        known = self._literals.of if self._literals else {}
        return _Automaton([entry for entry in self._entries if not known.get(entry[0])])

    def _one_by_one(self, text: str, literals: Literals) -> set[int]:
        found = self._without_literals.owners_in(text)
        plain = readable(text)
        for pattern, owner in self._entries:
            pieces = literals.of.get(pattern)
            if not pieces or owner in found or not any(piece in plain for piece in pieces):
                continue
            if _occurs(pattern, text):
                found.add(owner)
        return found


class _Automaton:
    """An automaton for many patterns."""

    def __init__(self, entries: Sequence[tuple[str, int]]) -> None:
        # The rules whose patterns are none, or take more memory than there is: they run everywhere.
        self._always: set[int] = set()
        self._owners: list[int] = []
        self._set = re2.Set.SearchSet(_options())
        for pattern, owner in entries:
            try:
                self._set.Add(pattern)
            except re2.error:
                self._always.add(owner)
            else:
                self._owners.append(owner)
        self._compile()

    def _compile(self) -> None:
        try:
            if self._owners:
                self._set.Compile()
        except re2.error:
            self._always.update(self._owners)
            self._owners = []

    def owners_in(self, text: str) -> set[int]:
        matched: Iterator[int] = iter(self._set.Match(text) or () if self._owners else ())
        return self._always.union(self._owners[place] for place in matched)


def _options() -> Any:
    options = re2.Options()
    options.max_mem = _AUTOMATON_BYTES
    options.log_errors = False
    return options


def _occurs(pattern: str, text: str) -> bool:
    options = _options()
    options.never_capture = True
    return re2.compile(pattern, options).search(text) is not None
