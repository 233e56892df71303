"""Templates of site generators, which are markup in Markdown though CommonMark calls them prose.

Hugo's and Jekyll's `{{ … }}`, `{% … %}` and `{: … }`; in MDX also `import`
and `export`, `{expressions}`, comments, and tags that HTML does not know.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from linter.model import Span

# What a template inside a line is overwritten with. A letter means nothing in Markdown,
# so that `[text]({{ address }})` stays a link and `# {{ title }}` a heading.
_FILL = "x"

_LINE_END = r"(?>\r\n|\n|\r)"
_BLANK_LINE = re.compile(r"\n[ \t]*[\r\n]|\r(?!\n)[ \t]*[\r\n]")
_NOT_LINE_END = re.compile(r"[^\r\n]+")
_OPENING = re.compile(r"\{(?:(?:%-?|\{[<%])[ \t]*(comment|highlight)\b|[{%:])")
_CLOSING = {"{{": re.compile(r"\}\}"), "{%": re.compile(r"%\}"), "{:": re.compile(r"\}")}
# What stands between `comment` or `highlight` and its end is no prose either.
_PAIR_CLOSING = re.compile(r"\{(?:%-?|\{[<%])[ \t]*(?:end|/[ \t]*)(?:comment|highlight)\b[^{}]*\}+")

# Code in a line is skipped; a blank line ends what no brace closed.
_MDX_TOKEN = re.compile(rf"[{{}}]|/\*|`[^`\r\n]*`|{_LINE_END}[ \t]*(?={_LINE_END})")
_MDX_COMMENT_END = re.compile(r"\*/")
_MDX_COMMENT = re.compile(r"\{\s*/\*([\s\S]*?)\*/\s*\}")
# Fragments and members, `<>` and `<Tabs.Item>`, are no tags in HTML.
_MDX_TAG = re.compile(r"</?(?:[A-Za-z]\w*(?:\.\w+)+(?:\s[^<>]*)?/?)?>")
_MDX_STATEMENT = re.compile(
    rf"(?<![^\r\n])(?:import|export)[ \t{{\"'*][^\r\n]*(?:{_LINE_END}(?![ \t]*(?:[\r\n]|\Z))[^\r\n]+)*"
)
# Beyond every text.
_NOWHERE = (sys.maxsize, sys.maxsize)


class Template(NamedTuple):
    """A template's place; `block` when it has its lines to itself; the text of a comment if it is one."""

    span: Span
    block: bool
    comment: str | None


def find_templates(text: str, start: int, *, mdx: bool) -> list[Template]:
    """Return the templates of `text[start:]` in their order, none inside another."""
    spans = list(_tags(text, start)) if "{{" in text or "{%" in text or "{:" in text else []
    if mdx:
        tags = (Span(*tag.span()) for tag in _MDX_TAG.finditer(text, start))
        spans = _united([*spans, *tags, *_statements(text, start), *_expressions(text, start)])
    return [
        Template(span, _has_lines_to_itself(text, span, start), _comment(text, span) if mdx else None)
        for span in spans
    ]


def mask(text: str, start: int, templates: list[Template]) -> str:
    """Return `text[start:]` with its templates overwritten, each byte of UTF-8 by one byte.

    A template with its lines to itself becomes blank lines, so that it parts
    paragraphs; one inside a line becomes a word.
    """
    parts, at = [], start
    for (begin, end), block, _ in templates:
        parts.append(text[at:begin])
        template = text[begin:end]
        parts.append(_NOT_LINE_END.sub(_blank, template) if block else _FILL * len(template.encode()))
        at = end
    parts.append(text[at:])
    return "".join(parts)


def _blank(line: re.Match[str]) -> str:
    return " " * len(line[0].encode())


class _Next:
    """Where a pattern next matches, for offsets that only grow: one pass over the text in all."""

    def __init__(self, pattern: re.Pattern[str], text: str) -> None:
        self._search, self._text = pattern.search, text
        self._found = (-1, -1)

    def after(self, offset: int) -> tuple[int, int]:
        """Return where the first match at or after the offset begins and ends, or `_NOWHERE`."""
        if self._found[0] < offset:
            found = self._search(self._text, offset)
            self._found = found.span() if found else _NOWHERE
        return self._found


def _tags(text: str, start: int) -> Iterator[Span]:
    """Yield `{{ … }}` and its like.

    A tag ends in its own paragraph, so that a stray opening does not swallow the article.
    """
    closings = {opening: _Next(pattern, text) for opening, pattern in _CLOSING.items()}
    blank, pair_closing = _Next(_BLANK_LINE, text), _Next(_PAIR_CLOSING, text)
    at = start
    while opening := _OPENING.search(text, at):
        begin, at = opening.span()
        closing = closings[text[begin : begin + 2]].after(begin + 2)
        if closing > blank.after(begin):
            closing = _NOWHERE
        if opening[1] and (end := pair_closing.after(at)) is not _NOWHERE:
            closing = end
        if closing is not _NOWHERE:
            at = closing[1]
            yield Span(begin, at)


def _statements(text: str, start: int) -> Iterator[Span]:
    """Yield the `import` and `export` statements of MDX, each a paragraph of its own."""
    for found in _MDX_STATEMENT.finditer(text, start):
        if _begins_paragraph(text, found.start(), start):
            yield Span(*found.span())


def _begins_paragraph(text: str, line: int, start: int) -> bool:
    before = line - (2 if text[line - 2 : line] == "\r\n" else 1)
    while before > start and text[before - 1] in " \t":
        before -= 1
    return before <= start or text[before - 1] in "\r\n"


def _expressions(text: str, start: int) -> Iterator[Span]:
    """Yield each pair of braces of MDX; one that is not closed in its paragraph is a character."""
    comment_end = _Next(_MDX_COMMENT_END, text)
    opened: list[int] = []
    at = start
    while token := _MDX_TOKEN.search(text, at):
        at = token.end()
        if token[0] == "{":
            opened.append(token.start())
        elif token[0] == "}":
            if opened:
                yield Span(opened.pop(), at)
        elif token[0] == "/*":
            if opened and (end := comment_end.after(at)) is not _NOWHERE:
                at = end[1]
        elif token[0][0] != "`":
            opened.clear()


def _comment(text: str, span: Span) -> str | None:
    found = _MDX_COMMENT.fullmatch(text, *span)
    return found[1].strip() if found else None


def _united(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order, those that share a character made one."""
    united: list[Span] = []
    for span in sorted(spans):
        if united and span.start < united[-1].end:
            united[-1] = Span(united[-1].start, max(span.end, united[-1].end))
        else:
            united.append(span)
    return united


def _has_lines_to_itself(text: str, span: Span, start: int) -> bool:
    before = span.start
    while before > start and text[before - 1] in " \t":
        before -= 1
    after = span.end
    while after < len(text) and text[after] in " \t":
        after += 1
    return (before == start or text[before - 1] in "\r\n") and (after == len(text) or text[after] in "\r\n")
