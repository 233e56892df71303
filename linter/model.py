"""The values that pass between the layers: spans, hits, diagnostics, failures.

Every offset in this module counts Unicode code points. UTF-8 bytes and UTF-16
code units exist only where a library or a protocol asks for them.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from typing import Literal, NamedTuple


class Severity(IntEnum):
    """How sure a finding is, which is a promise about its precision on edited text."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The name users read and write: `info`, `warning` or `error`."""
        return self.name.lower()


SEVERITIES = {severity.label: severity for severity in Severity}


class Span(NamedTuple):
    """A half-open range `[start, end)` of code points."""

    start: int
    end: int


class Position(NamedTuple):
    """A place in a file: offset from 0, line and column from 1, all in code points."""

    offset: int
    line: int
    column: int


Safety = Literal["safe", "unsafe"]


class Edit(NamedTuple):
    """Replace `span` by `text`."""

    span: Span
    text: str


class Fix(NamedTuple):
    """A change that mends a finding; `safe` keeps the meaning of the text."""

    title: str
    edits: tuple[Edit, ...]
    safety: Safety = "unsafe"


class Location(NamedTuple):
    """A range of a file, for what outlives its document."""

    path: str
    start: Position
    end: Position


class Note(NamedTuple):
    """A second place that explains a hit: a span of the document's text, or a place in any file."""

    place: Span | Location
    message: str


class Fact(NamedTuple):
    """What one article says, kept for a judgement over several; small and picklable."""

    location: Location
    value: object


class Hit(NamedTuple):
    """What a check found, in offsets of `Document.text`.

    `values` fill the placeholders of the rule's message; `{match}` is always
    there. A check that is not sure says `certain=False`, which lowers this
    one finding to info.
    """

    span: Span
    values: Mapping[str, str] | None = None
    notes: tuple[Note, ...] = ()
    fix: Fix | None = None
    certain: bool = True


class Member(NamedTuple):
    """A finding that a family knows by name: how sure it is, in which languages, and what it is."""

    severity: Severity
    languages: frozenset[str]
    title: str


class Members(NamedTuple):
    """Which findings of a family are asked for: `on` are listed ones, `named` those the user named."""

    on: frozenset[str]
    named: frozenset[str]


Strength = Literal["certain", "likely", "beside"]


class Mark(NamedTuple):
    """What a line of the document is known by.

    `certain`: it counts wherever it stands; `likely`: in its place at the edge
    of an article; `beside`: only next to lines that count.
    """

    rule: str
    strength: Strength


class Related(NamedTuple):
    """A second place of a diagnostic; `rule` names the rule that knew it, if another."""

    path: str
    start: Position
    end: Position
    message: str
    rule: str | None = None


class Diagnostic(NamedTuple):
    """A finding at its place in a file, ready for a reporter; `family` is the rule that names it."""

    path: str
    rule: str
    severity: Severity
    message: str
    start: Position
    end: Position
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    family: str | None = None


class Failure(NamedTuple):
    """A rule that broke on one file; the other rules and files are not affected."""

    path: str
    rule: str
    cause: str
    traceback: str


class Unavailable(Exception):  # noqa: N818 - it is a state of the machine, and may be no error
    """What a check needs is not there, for any file of the run: what it is, and how to get it.

    `fails` says whether the run fails without it; else its last lines say that the rule did not run.
    """

    def __init__(self, reason: str, *, fails: bool) -> None:
        super().__init__(reason)
        self.reason = reason
        self.fails = fails
