"""From a source to its document, by the kind of file."""

from __future__ import annotations

import os

from linter.document.document import Document, Format
from linter.document.source import Source

_FORMATS: dict[str, Format] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdx": "mdx",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
}


def format_of(path: str) -> Format:
    """Return the format that a file's name says; a name that says nothing is plain text."""
    return _FORMATS.get(os.path.splitext(path)[1].lower(), "text")


def parse(source: Source, format: Format | None = None, *, templates: bool = True) -> Document:
    """Return the document of a source, its format taken from the path unless given.

    `templates` says that what stands in braces in Markdown is not its text but a template's.
    """
    format = format or format_of(source.path)
    if format in ("markdown", "mdx"):
        from linter.document.markdown import parse_markdown

        return parse_markdown(source, mdx=format == "mdx", templates=templates)
    if format == "html":
        from linter.document.html import parse_html

        return parse_html(source)
    from linter.document.plain import parse_plain

    return parse_plain(source)
