"""Ways to print what was found, by the names of `--output-format`."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import IO, Protocol, cast

from linter.engine.lint import Result
from linter.engine.run import Summary

TERMINAL_FORMATS = ("full", "concise")
FORMATS = (*TERMINAL_FORMATS, "json", "json-lines", "lsp")


@dataclass(frozen=True)
class Style:
    """How a reporter for the terminal looks."""

    color: bool = False
    show_info: bool = False
    show_coverage: bool = False


class Reporter(Protocol):
    """Prints results as they come, and the summary at the end."""

    def file(self, result: Result) -> None:
        """Print what was found in one file."""
        ...

    def end(self, summary: Summary, /) -> None:
        """Print what comes after the last file."""
        ...


def make_reporter(name: str, stream: IO[str], style: Style) -> Reporter:
    """Return the reporter of a format."""
    module = "text" if name in TERMINAL_FORMATS else "structured"
    make = import_module(f"linter.reporters.{module}").make
    return cast(Reporter, make(name, stream, style))
