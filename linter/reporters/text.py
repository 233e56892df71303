"""For people at a terminal: `full` with the line and a caret, `concise` with one line a finding."""

from __future__ import annotations

import re
import unicodedata
from typing import IO

import click

from linter.document.source import Source
from linter.engine.lint import Result
from linter.engine.run import Summary
from linter.model import Diagnostic, Position, Related, Severity
from linter.reporters import Style
from linter.reporters.summary import printable, summary_of

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}
# A paragraph is one line in many files; of a longer one the part around the finding is shown.
_WIDTH = 100
_LEAD = 30
_MOST_RELATED = 5
_LINE_END = re.compile("[\r\n]")
_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_ZERO_WIDTH = ("Mn", "Me", "Cf")


def make(name: str, stream: IO[str], style: Style) -> TextReporter:
    """Return the reporter of `full` or `concise`."""
    return TextReporter(stream, style, snippets=name == "full")


class TextReporter:
    """Prints findings for people."""

    def __init__(self, stream: IO[str], style: Style, *, snippets: bool) -> None:
        self._stream = stream
        self._style = style
        self._snippets = snippets

    def file(self, result: Result) -> None:
        """Print the findings of a file, and that it was not checked where none says so."""
        shown = [d for d in result.diagnostics if d.severity > Severity.INFO or self._style.show_info]
        for diagnostic in shown:
            self._finding(diagnostic, result.source)
        if result.unchecked is not None and not shown:
            self._line(f"{result.path}: not checked: it {result.unchecked}")
        elif self._style.show_coverage and result.source and not result.across:
            self._coverage(result, result.source)

    def end(self, summary: Summary) -> None:
        """Print the counts."""
        for line in summary_of(summary, show_info=self._style.show_info):
            self._line(line)

    def _line(self, text: str = "") -> None:
        self._stream.write(text + "\n")

    def _paint(self, text: str, colour: str, *, bold: bool | None = None) -> str:
        return click.style(text, fg=colour, bold=bold) if self._style.color else text

    def _finding(self, found: Diagnostic, source: Source | None) -> None:
        severity = self._paint(found.severity.label, _COLOURS[found.severity], bold=True)
        where = printable(f"{found.path}:{found.start.line}:{found.start.column}")
        self._line(f"{where}: {severity} {found.rule} {printable(found.message)}")
        if not self._snippets:
            return
        if source is not None:
            self._snippet(found, source)
        for related in found.related[:_MOST_RELATED]:
            self._note(_related(related, found))
        if (more := len(found.related) - _MOST_RELATED) > 0:
            self._note(f"and {more} more place{'' if more == 1 else 's'}")
        if found.fix:
            self._note(f"fix ({found.fix.safety}): {found.fix.title}")
        self._line()

    def _note(self, text: str) -> None:
        self._line(f"      = {printable(text)}")

    def _snippet(self, found: Diagnostic, source: Source) -> None:
        text, column, length = snippet(source, found.start, found.end)
        mark = self._paint("^" * max(1, length), _COLOURS[found.severity])
        more = f" … to line {found.end.line}" if found.end.line > found.start.line else ""
        self._line(f"{found.start.line:>5} | {text}")
        self._line(f"      | {' ' * column}{mark}{more}")

    def _coverage(self, result: Result, source: Source) -> None:
        self._line(f"{printable(result.path)}: language {result.language}")
        for (start, end), what, _ in result.skipped:
            first, last = source.position(start).line, source.position(end).line
            lines = f"line {first}" if first == last else f"lines {first} to {last}"
            self._line(f"  {lines} left out: {what}")
        if result.without_data:
            self._line(f"  no data for this language: {', '.join(result.without_data)}")


def _related(related: Related, found: Diagnostic) -> str:
    path = "" if related.path == found.path else f"{related.path}:"
    rule = f" ({related.rule})" if related.rule else ""
    return f"{path}{related.start.line}:{related.start.column}: {related.message}{rule}"


def snippet(source: Source, start: Position, end: Position) -> tuple[str, int, int]:
    """Return the line of a finding, cut to size, with the caret's column and length in terminal cells.

    What it costs does not grow with the line, which may be a whole file.
    """
    text = source.text
    line_start = start.offset - start.column + 1
    horizon = min(len(text), start.offset + _WIDTH + 1)
    line_end = _LINE_END.search(text, start.offset, horizon)
    stop = line_end.start() if line_end else horizon
    marked = min(end.offset, stop)
    first = line_start if marked - line_start <= _WIDTH else max(line_start, start.offset - _LEAD)
    last = min(stop, first + _WIDTH)
    before = "…" if first > line_start else ""
    after = "…" if last < stop else ""
    column = len(before) + _cells(text[first : start.offset])
    return (
        before + _INVISIBLE.sub(" ", text[first:last]) + after,
        column,
        _cells(text[start.offset : min(marked, last)]),
    )


def _cells(text: str) -> int:
    """How many cells of a terminal a text takes: two for wide characters, none for combining marks."""
    if text.isascii():
        return len(text)
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if unicodedata.category(character) in _ZERO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
