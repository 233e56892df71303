"""The last lines of a run: what was checked and found, what was not checked and why."""

from __future__ import annotations

import re
from collections.abc import Iterator

from linter.document.language import UNDETERMINED
from linter.engine.run import Summary
from linter.model import Severity

_NO_FILES = "No file to check was found: “include”, “exclude” and .gitignore decide what is one."
_MOST_UNCHECKED = 20
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def printable(text: str) -> str:
    """Return a text on one line, with the control characters that a terminal would obey escaped."""
    return _CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def summary_of(summary: Summary, *, show_info: bool) -> Iterator[str]:
    """Yield the last lines of a report for people."""
    if summary.files or summary.unchecked:
        severities = (Severity.ERROR, Severity.WARNING)
        counts = [_count(summary.by_severity[severity], severity.label) for severity in severities]
        info = summary.by_severity[Severity.INFO]
        hidden = "" if show_info or not info else " (--show-info shows them)"
        yield f"Checked {_count(summary.files, 'file')}: {', '.join(counts)}, {info} info{hidden}."
    for what, count in summary.tallies.items():
        yield f"{what[:1].upper()}{what[1:]}: {count}."
    yield from gaps_of(summary)
    if summary.unchecked:
        yield f"Not checked: {_count(len(summary.unchecked), 'file')}."
        for path, reason in summary.unchecked[:_MOST_UNCHECKED]:
            yield f"  {printable(path)} {reason}"
        if (more := len(summary.unchecked) - _MOST_UNCHECKED) > 0:
            yield f"  and {more} more, named above"
    if summary.failures:
        yield f"{_count(summary.failures, 'rule run')} failed; their findings are missing."


def gaps_of(summary: Summary) -> Iterator[str]:
    """Yield what makes a run say less than it seems to, though nothing in it failed."""
    if not summary.files and not summary.unchecked:
        yield _NO_FILES
    for language, (files, rules) in sorted(summary.without_data.items()):
        have = "has" if rules == 1 else "have"
        what = f"{_count(rules, 'rule')} {have} no data for it"
        where = "no known language" if language == UNDETERMINED else f"“{language}”"
        yield f"{_count(files, 'file')} in {where}: {what} (--show-coverage names them)."
    for (rule, reason), files in summary.not_run.items():
        yield f"{rule} did not run on {_count(files, 'file')}: {reason}."
    for server, files in summary.sent.items():
        yield f"The text of {_count(files, 'file')} was sent to {server}."


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
