"""For programs: `json`, `json-lines` and `lsp`."""

from __future__ import annotations

import json
import os
import re
from dataclasses import replace
from typing import IO
from urllib.parse import quote

from linter.document.source import Source
from linter.engine.lint import Result
from linter.engine.run import Summary
from linter.model import Diagnostic, Fix, Position, Related, Severity
from linter.reporters import Reporter, Style
from linter.version import __version__, documentation_of

_ESCAPED = re.compile("[\ud800-\udfff\u0085\u2028\u2029]")
_LSP_SEVERITIES = {Severity.ERROR: 1, Severity.WARNING: 2, Severity.INFO: 3}


def make(name: str, stream: IO[str], _style: Style) -> Reporter:
    """Return the reporter of `json`, `json-lines` or `lsp`."""
    if name == "lsp":
        return LspReporter(stream)
    return JsonReporter(stream) if name == "json" else JsonLinesReporter(stream)


def _dump(value: object) -> str:
    """One line in UTF-8: what is no character or ends a line for some readers is escaped."""
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))


class JsonLinesReporter:
    """One diagnostic a line."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    def file(self, result: Result) -> None:
        """Print the findings of a file."""
        for diagnostic in result.diagnostics:
            self._stream.write(_dump(as_json(diagnostic)) + "\n")

    def end(self, summary: Summary) -> None:
        """Print nothing: each line is a diagnostic."""


class JsonReporter:
    """One object: the diagnostics, the failures, what was not checked, the counts."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._before = '{"diagnostics": [\n'
        self._failures: list[dict[str, str]] = []

    def file(self, result: Result) -> None:
        """Print the findings of a file; they are not kept."""
        for diagnostic in result.diagnostics:
            self._stream.write(self._before + _dump(as_json(diagnostic)))
            self._before = ",\n"
        self._failures += [{"path": f.path, "rule": f.rule, "cause": f.cause} for f in result.failures]

    def end(self, summary: Summary) -> None:
        """Print the rest of the object."""
        rest = {
            "failures": self._failures,
            "not_checked": [{"path": path, "reason": reason} for path, reason in summary.unchecked],
            "without_data": [
                {"language": language, "files": files, "rules": rules}
                for language, (files, rules) in sorted(summary.without_data.items())
            ],
            "not_run": [
                {"rule": rule, "reason": reason, "files": files}
                for (rule, reason), files in summary.not_run.items()
            ],
            "summary": {
                "files": summary.files,
                **{f"{severity.label}s": summary.by_severity[severity] for severity in reversed(Severity)},
                "tallies": dict(summary.tallies),
            },
            "version": __version__,
        }
        opening = self._before if self._before.startswith("{") else "\n"
        self._stream.write(opening + "], " + _dump(rest)[1:] + "\n")


class LspReporter:
    """One `PublishDiagnosticsParams` a file, a line each, as LSP 3.17 defines it.

    A second one for a file would take the place of the first, so files that the
    judgement over several may still find something in wait for the end.
    """

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._waiting: dict[str, Result] = {}

    def file(self, result: Result) -> None:
        """Print the findings of a file, an empty list where there are none."""
        if result.facts:
            self._waiting[result.path] = result
        elif (first := self._waiting.get(result.path)) is not None:
            found = (*first.diagnostics, *result.diagnostics)
            self._waiting[result.path] = replace(first, diagnostics=found)
        elif result.path:
            self._print(result)

    def end(self, _summary: Summary) -> None:
        """Print the files that waited."""
        for result in self._waiting.values():
            self._print(result)

    def _print(self, result: Result) -> None:
        diagnostics = [self._diagnostic(diagnostic, result.source) for diagnostic in result.diagnostics]
        self._stream.write(_dump({"uri": _uri(result.path), "diagnostics": diagnostics}) + "\n")

    def _diagnostic(self, found: Diagnostic, source: Source | None) -> dict[str, object]:
        return {
            "range": _range(found.start, found.end, source),
            "severity": _LSP_SEVERITIES[found.severity],
            "code": found.rule,
            "codeDescription": {"href": documentation_of(found.family or found.rule)},
            "source": "copydesk",
            "message": found.message,
            "relatedInformation": [
                {"location": self._location(related, found, source), "message": related.message}
                for related in found.related
            ],
        }

    def _location(self, related: Related, found: Diagnostic, source: Source | None) -> dict[str, object]:
        if related.path != found.path:
            other = self._waiting.get(related.path)
            source = other.source if other else None
        return {"uri": _uri(related.path), "range": _range(related.start, related.end, source)}


def as_json(found: Diagnostic) -> dict[str, object]:
    """Return a diagnostic as `json` and `json-lines` print it; offsets in code points."""
    return {
        "path": found.path,
        "rule": found.rule,
        "severity": found.severity.label,
        "message": found.message,
        "start": found.start._asdict(),
        "end": found.end._asdict(),
        "related": [_related(related) for related in found.related],
        "fix": _fix(found.fix) if found.fix else None,
    }


def _related(related: Related) -> dict[str, object]:
    return {
        "path": related.path,
        "start": related.start._asdict(),
        "end": related.end._asdict(),
        "message": related.message,
        **({"rule": related.rule} if related.rule else {}),
    }


def _fix(fix: Fix) -> dict[str, object]:
    edits = [{"start": edit.span.start, "end": edit.span.end, "text": edit.text} for edit in fix.edits]
    return {"title": fix.title, "safety": fix.safety, "edits": edits}


def _range(start: Position, end: Position, source: Source | None) -> dict[str, object]:
    return {"start": _lsp_position(start, source), "end": _lsp_position(end, source)}


def _lsp_position(position: Position, source: Source | None) -> dict[str, int]:
    """Lines from 0, columns from 0 in UTF-16 code units."""
    column = source.utf16_column(position) if source else position.column - 1
    return {"line": position.line - 1, "character": column}


def _uri(path: str) -> str:
    if path.startswith("<"):
        return f"untitled:{quote(path)}"
    absolute = os.path.abspath(path).replace(os.sep, "/")
    return "file://" + ("" if absolute.startswith("/") else "/") + quote(os.fsencode(absolute))
