"""Articles with furniture at the top, at the bottom, in the middle and between paragraphs.

The articles are made from parts in five languages and three formats; what is
found must be the furniture, one finding for lines that touch, exact to the line.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest
import rtoml

from linter.config.settings import RuleSettings
from linter.document.source import Source
from linter.engine.lint import lint
from linter.engine.plan import Plan
from linter.rules.catalogue import Catalogue


class Parts(NamedTuple):
    title: str
    paragraphs: tuple[str, ...]
    top: tuple[str, ...]
    middle: tuple[str, ...]
    bottom: tuple[str, ...]


PARTS = {
    language: Parts(**parts)
    for language, parts in rtoml.load(Path(__file__).parents[1] / "fixtures" / "zones.toml").items()
}
PLACES = ("top", "bottom", "middle", "interleaved", "everywhere", "nowhere")
FORMATS = {"text": "a.txt", "markdown": "a.md", "html": "a.html"}


def arranged(parts: Parts, place: str) -> Iterator[tuple[str, bool]]:
    """Yield the lines of an article in order, and whether each is furniture."""
    own = [(line, False) for line in (parts.title, *parts.paragraphs)]
    if place == "interleaved":
        strong = [*parts.middle, *parts.bottom]
        for index, line in enumerate(own):
            yield line
            if index:
                yield strong[(index - 1) % len(strong)], True
        return
    if place in ("top", "everywhere"):
        yield from ((line, True) for line in parts.top)
    yield from own[:3]
    if place in ("middle", "everywhere"):
        yield from ((line, True) for line in parts.middle)
    yield from own[3:]
    if place in ("bottom", "everywhere"):
        yield from ((line, True) for line in parts.bottom)


def written(lines: Sequence[str], format: str, title: str) -> str:
    """Return a file that holds each of the lines on every second line of its own."""
    if format == "html":
        return "\n\n".join(
            f"<h1>{html.escape(line, quote=False)}</h1>"
            if line == title
            else f"<p>{html.escape(line, quote=False)}</p>"
            for line in lines
        )
    return (
        "\n\n".join(f"# {line}" if format == "markdown" and line == title else line for line in lines) + "\n"
    )


@pytest.mark.parametrize(("language", "place", "format"), list(product(PARTS, PLACES, FORMATS)))
def test_zones_are_exact_to_the_line(language: str, place: str, format: str, catalogue: Catalogue) -> None:
    parts = PARTS[language]
    lines = list(arranged(parts, place))
    text = written([line for line, _ in lines], format, parts.title)
    result = lint(Source(FORMATS[format], text), Plan(catalogue, RuleSettings(select=("residue",))))
    assert not result.failures
    found = [(d.start.line, d.end.line) for d in result.diagnostics]
    assert found == list(runs([furniture for _, furniture in lines]))


def runs(furniture: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield the first and last line of each run, where line i of the article is line 2i + 1 of the file."""
    start = None
    for index, is_furniture in enumerate((*furniture, False)):
        if is_furniture and start is None:
            start = index
        elif not is_furniture and start is not None:
            yield 2 * start + 1, 2 * index - 1
            start = None
