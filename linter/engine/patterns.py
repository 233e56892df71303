"""Looking for the patterns of many rules in a text at once.

Three ways, by how many texts there are: in the first ones, each pattern by
itself where a piece stands that its matches hold; after those, RE2's automata,
which take 40 ms to make; for patterns of words an automaton of their pieces,
as one of hundreds of such patterns has states without end (making them took
2 s over 1,100 articles).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

import re2

from linter.analysis.literals import EDGE, readable

# RE2 builds its automaton in this much memory (bytes) and falls back to a slower one beyond it.
_AUTOMATON_BYTES = 64 << 20
# How far from a piece of it the ends of a phrase may be, in code points.
_REACH = 300
# Texts before automata are made, and the longest of them (code points): each piece is looked for in turn.
_FEW, _SHORT = 2, 20_000

# Of patterns, the pieces of readable text of which each match holds one; a pattern may have none.
Literals = Mapping[str, Sequence[str]]


class Entry(NamedTuple):
    """A pattern, the place of the rule that looks for it, and that rule's pack."""

    pattern: str
    owner: int
    pack: str = ""


class Patterns:
    """Patterns of several rules; `literals` are known from an earlier run, or None."""

    def __init__(self, literals: Literals | None = None) -> None:
        self._literals = literals
        self._entries: list[Entry] = []
        self._texts = 0

    def __bool__(self) -> bool:
        return bool(self._entries)

    def add(self, entry: Entry) -> None:
        """Take up a pattern."""
        self._entries.append(entry)

    def owners_in(self, text: str) -> set[int]:
        """Return the rules of which a pattern occurs in a text, and those whose patterns are none."""
        self._texts += 1
        if self._literals is not None and self._texts <= _FEW and len(text) <= _SHORT:
            return self._one_by_one(text, self._literals)
        return self._many(text)

    def _many(self, text: str) -> set[int]:
        return self._automata.owners_in(text)

    @cached_property
    def _automata(self) -> _Automata:
        return _Automata(self._entries)

    @cached_property
    def _without_literals(self) -> _Automata:
        known = self._literals or {}
        return _Automata([entry for entry in self._entries if not known.get(entry.pattern)])

    def _one_by_one(self, text: str, literals: Literals) -> set[int]:
        found = self._without_literals.owners_in(text)
        plain = readable(text)
        for pattern, owner, _ in self._entries:
            pieces = literals.get(pattern)
            if not pieces or owner in found or not any(piece.strip(EDGE) in plain for piece in pieces):
                continue
            if occurs(pattern, text):
                found.add(owner)
        return found


class Phrases(Patterns):
    """Patterns of words, as `linter.analysis.phrases` makes them; `find` gives their literals."""

    def __init__(self, literals: Literals | None, find: Callable[[], Literals]) -> None:
        super().__init__(literals)
        self._find = find

    def _many(self, text: str) -> set[int]:
        if self._texts <= _FEW and len(text) <= _SHORT:
            return self._automata.owners_in(text)
        found = self._rest.owners_in(text)
        for entry, start, end in self._pieces.places_in(text):
            if entry.owner in found:
                continue
            # A slice costs a fraction of the whole text, or of bounds, which RE2's package turns into bytes.
            if occurs(entry.pattern, text[max(0, start - _REACH) : end + _REACH]):
                found.add(entry.owner)
        return found

    @cached_property
    def _rest(self) -> _Automata:
        return _Automata([entry for entry in self._entries if not self._find().get(entry.pattern)])

    @cached_property
    def _pieces(self) -> _Pieces:
        return _Pieces([(entry, self._find().get(entry.pattern, ())) for entry in self._entries])


class _Pieces:
    """An automaton of Aho and Corasick for the pieces of patterns."""

    def __init__(self, entries: Iterable[tuple[Entry, Sequence[str]]]) -> None:
        import ahocorasick_rs

        # By piece: the patterns that it is of, and whether a word begins and ends with it.
        owners: dict[str, list[tuple[Entry, bool, bool]]] = {}
        for entry, pieces in entries:
            for piece in pieces:
                edges = (piece.startswith(EDGE), piece.endswith(EDGE))
                owners.setdefault(piece.strip(EDGE), []).append((entry, *edges))
        self._owners = list(owners.values())
        self._automaton = ahocorasick_rs.AhoCorasick(
            list(owners),
            implementation=ahocorasick_rs.Implementation.ContiguousNFA,
            store_patterns=False,
        )

    def places_in(self, text: str) -> Iterator[tuple[Entry, int, int]]:
        """Yield the patterns of which a piece stands in a text, with its place."""
        for piece, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            for entry, begins, ends in self._owners[piece]:
                inside = (begins and start and text[start - 1].isalnum()) or (
                    ends and end < len(text) and text[end].isalnum()
                )
                if not inside:
                    yield entry, start, end


class _Automata:
    """RE2's automata for many patterns, one for each pack: one for all has too many states."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        # The rules whose patterns are none, or take more memory than there is: they run everywhere.
        self._always: set[int] = set()
        self._sets: list[tuple[Any, list[int]]] = []
        for pack in dict.fromkeys(entry.pack for entry in entries):
            self._add([entry for entry in entries if entry.pack == pack])

    def _add(self, entries: Sequence[Entry]) -> None:
        automaton, owners = re2.Set.SearchSet(_options()), []
        for pattern, owner, _ in entries:
            try:
                automaton.Add(pattern)
            except re2.error:
                self._always.add(owner)
            else:
                owners.append(owner)
        try:
            if owners:
                automaton.Compile()
                self._sets.append((automaton, owners))
        except re2.error:
            self._always.update(owners)

    def owners_in(self, text: str) -> set[int]:
        """Return the rules of which a pattern occurs in a text, and those that always run."""
        found = set(self._always)
        for automaton, owners in self._sets:
            found.update(owners[place] for place in automaton.Match(text) or ())
        return found


def _options() -> Any:
    options = re2.Options()
    options.max_mem = _AUTOMATON_BYTES
    options.log_errors = False
    return options


def occurs(pattern: str, text: str) -> bool:
    """Say whether a pattern occurs in a text; one that RE2 refuses may."""
    found = _compiled(pattern)
    return found is None or found.search(text) is not None


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> Any:
    options = _options()
    options.never_capture = True
    try:
        return re2.compile(pattern, options)
    except re2.error:
        return None
