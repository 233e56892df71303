"""HTML files: front matter as site generators allow it, and the page under it."""

from __future__ import annotations

from linter.document.builder import Builder
from linter.document.document import Document
from linter.document.front_matter import read_front_matter
from linter.document.html import read_html
from linter.document.source import Source


def parse_page(source: Source) -> Document:
    """Return the document of an HTML file."""
    builder = Builder(source)
    front_matter = read_front_matter(builder)
    language = read_html(builder, source.text, front_matter.span.end if front_matter else 0)
    return builder.build("html", front_matter=front_matter, declared_language=language)
