"""Lints a text in a test."""

from __future__ import annotations

from linter.config.settings import RuleSettings
from linter.document.source import Source
from linter.engine.lint import Result, lint
from linter.engine.plan import Plan
from linter.rules.catalogue import Catalogue

NAMES = {"text": "a.txt", "markdown": "a.md", "mdx": "a.mdx", "html": "a.html"}


def lint_text(
    catalogue: Catalogue,
    text: str,
    *,
    format: str = "text",
    settings: RuleSettings | None = None,
) -> Result:
    return lint(Source(NAMES[format], text), Plan(catalogue, settings or RuleSettings()))


def ids(result: Result) -> list[str]:
    return [diagnostic.rule for diagnostic in result.diagnostics]


def found_text(result: Result) -> list[tuple[str, str]]:
    """The rule and the text it names, for each finding."""
    assert result.source is not None
    text = result.source.text
    return [(d.rule, text[d.start.offset : d.end.offset]) for d in result.diagnostics]
