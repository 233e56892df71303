"""Markdown by CommonMark, read from pyromark's events (pulldown-cmark)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pyromark

from linter.document.builder import Builder
from linter.document.document import OBJECT, Document, Kind, Skipped
from linter.document.front_matter import read_front_matter
from linter.document.html import read_fragment
from linter.document.html_elements import HIDDEN, OBJECTS
from linter.document.html_tokens import VOID
from linter.document.offsets import ByteOffsets
from linter.document.source import Source
from linter.document.templates import Template, find_templates, mask
from linter.model import Span

_OPTIONS = pyromark.Options
_PARSER = pyromark.Markdown(
    options=_OPTIONS.ENABLE_TABLES
    | _OPTIONS.ENABLE_FOOTNOTES
    | _OPTIONS.ENABLE_STRIKETHROUGH
    | _OPTIONS.ENABLE_TASKLISTS
    | _OPTIONS.ENABLE_HEADING_ATTRIBUTES
)
_LONE_RETURN = re.compile(r"\r(?!\n)")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")

# Where an event stands: `start` and `end` in bytes.
_Range = Mapping[str, int]


def parse_markdown(source: Source, *, mdx: bool = False, templates: bool = True) -> Document:
    """Return the document of a Markdown or MDX file, its templates left out unless there are none."""
    builder = Builder(source)
    front_matter = read_front_matter(builder)
    start = front_matter.span.end if front_matter else 0
    found = find_templates(source.text, start, mdx=mdx) if templates or mdx else []
    if not templates:
        # What speaks to the linter, or to colleagues, is no text in any case.
        found = [template for template in found if template.comment is not None]
    # pulldown-cmark does not end every line at a lone carriage return, as CommonMark asks.
    masked = _LONE_RETURN.sub("\n", mask(source.text, start, found))
    _Walk(builder, start, found).run(masked)
    return builder.build("mdx" if mdx else "markdown", front_matter=front_matter)


class _Walk:
    """Carries the events of one file into a builder."""

    def __init__(self, builder: Builder, start: int, templates: list[Template]) -> None:
        self._builder = builder
        self._source = builder.source.text
        self._char = ByteOffsets(self._source, start).char
        # Templates to come, the next one last.
        self._alone = [template for template in reversed(templates) if template.block]
        self._inline = [template for template in reversed(templates) if not template.block]
        self._quotes = self._lists = self._images = 0
        self._links: list[int] = []
        self._anchor: int | None = None
        # What is being passed over as it holds no text, and where it began.
        self._unread: tuple[str, int] | None = None
        self._break_at = -1
        # Where the last text ended: in bytes, and in code points.
        self._stopped = (-1, -1)
        self._html: list[tuple[str, int]] = []

    def run(self, masked: str) -> None:
        events: Iterator[tuple[Any, Any]] = _PARSER.events_with_range(masked)
        text = self.text
        for event, where in events:
            name, value = (event, "") if type(event) is str else event.popitem()
            if name == "Text":
                text(value, where)
                continue
            if name in _TAG_HANDLERS:
                handler = _TAG_HANDLERS[name].get(value if type(value) is str else next(iter(value)))
            else:
                handler = _HANDLERS.get(name)
            if handler is not None:
                handler(self, value, where)
        self._place_templates(len(self._source) + 1)

    # Blocks

    def _open(self, kind: Kind, where: _Range, level: int = 0, classes: tuple[str, ...] = ()) -> None:
        if self._alone:
            self._place_templates(self._char(where["start"]))
        self._builder.open(kind, level=level, classes=classes)
        self._anchor = self._unread = None
        self._break_at = -1

    def _place_templates(self, before: int) -> None:
        """Place the templates that have lines to themselves, as objects or comments."""
        builder = self._builder
        while self._alone and self._alone[-1].span.start < before:
            (start, end), _, comment = self._alone.pop()
            if builder.is_open:
                builder.close()
            if comment is not None:
                builder.comment(comment, start, end)
            else:
                builder.open("object")
                builder.object(start, end)
                builder.close()
                builder.skipped.append(Skipped(Span(start, end), "template"))

    def _need_block(self, where: _Range) -> None:
        """Open a block where inline content stands in none, as in a list without blank lines."""
        if not self._builder.is_open:
            self.start_paragraph(None, where)

    def start_paragraph(self, _: Any, where: _Range) -> None:
        self._open("quote" if self._quotes else "list-item" if self._lists else "paragraph", where)

    def start_heading(self, tag: Any, where: _Range) -> None:
        heading = tag["Heading"]
        names = (heading["id"], *heading["classes"]) if heading["id"] else heading["classes"]
        self._open("heading", where, int(heading["level"][1]), names)

    def start_table_cell(self, _: Any, where: _Range) -> None:
        self._open("table-cell", where)

    def close_block(self, _: Any, __: _Range) -> None:
        if self._builder.is_open:
            self._builder.close()
            self._unread = None

    def start_quote(self, _: Any, __: _Range) -> None:
        self._quotes += 1

    def end_quote(self, _: Any, __: _Range) -> None:
        self._quotes -= 1

    def start_list(self, _: Any, __: _Range) -> None:
        self._lists += 1

    def end_list(self, _: Any, __: _Range) -> None:
        self._lists -= 1

    def start_code(self, _: Any, where: _Range) -> None:
        self._open("object", where)
        start, end = self._char(where["start"]), self._char(where["end"])
        self._builder.object(start, end)
        self._builder.close()
        self._builder.skipped.append(Skipped(Span(start, end), "code"))
        self._unread = ("code", start)

    def end_code(self, _: Any, where: _Range) -> None:
        self._unread = None
        end = self._char(where["end"])
        while self._alone and self._alone[-1].span.start < end:
            self._alone.pop()

    def html_line(self, _: Any, where: _Range) -> None:
        start, end = self._char(where["start"]), self._char(where["end"])
        for span, template in self._runs(start, end):
            if template is None:
                self._html.append((self._source[span.start : span.end], span.start))
            elif template.comment is None:
                self._html.append((OBJECT, span.start))

    def end_html(self, _: Any, __: _Range) -> None:
        if self._html:
            self._place_templates(self._html[0][1])
            read_fragment(self._builder, self._html)
            self._html = []

    # Inline content

    def text(self, value: str, where: _Range) -> None:
        if self._unread is not None:
            return
        builder = self._builder
        if not builder.is_open:
            self._need_block(where)
        first_byte, last_byte = where["start"], where["end"]
        # Text split at an entity or an escape goes on where it stopped.
        start = self._stopped[1] if first_byte == self._stopped[0] else self._char(first_byte)
        length = len(value)
        # What a template was overwritten with has its bytes, not its characters.
        exact = last_byte - first_byte == length and not self._inline
        end = start + length if exact else self._char(last_byte)
        self._stopped = (last_byte, end)
        if self._inline and self._meets_template(start, end):
            self._text_with_templates(start, end)
        else:
            builder.text(value, start, end)

    def _meets_template(self, start: int, end: int) -> bool:
        # Those that were not reached stood in markup, as in the address of a link.
        while self._inline and self._inline[-1].span.end <= start:
            self._inline.pop()
        return bool(self._inline) and self._inline[-1].span.start < end

    def _text_with_templates(self, start: int, end: int) -> None:
        for span, template in self._runs(start, end):
            if template is None:
                self._builder.text(self._source[span.start : span.end], *span)
            elif template.comment is None:
                self._builder.object(*span)
            else:
                self._builder.comment(template.comment, *span)

    def _runs(self, start: int, end: int) -> Iterator[tuple[Span, Template | None]]:
        """Yield what stands between the templates of `source[start:end]`, and the templates."""
        while self._inline and self._inline[-1].span.start < end:
            template = self._inline.pop()
            yield Span(start, template.span.start), None
            yield template.span, template
            start = template.span.end
        yield Span(start, max(start, end)), None

    def line_break(self, _: Any, where: _Range) -> None:
        self._end_line(self._char(where["start"]), self._char(where["end"]))

    def _end_line(self, start: int, end: int) -> None:
        """Break the line; `<br>` at the end of a line breaks it once."""
        builder = self._builder
        if self._unread is None and builder.length != self._break_at:
            builder.text("\n", start, end)
            self._break_at = builder.length

    def code(self, _: Any, where: _Range) -> None:
        self._need_block(where)
        if self._unread is None:
            self._builder.object(self._char(where["start"]), self._char(where["end"]))

    def start_link(self, _: Any, where: _Range) -> None:
        self._need_block(where)
        self._links.append(self._builder.length)

    def end_link(self, _: Any, __: _Range) -> None:
        self._builder.link(self._links.pop())

    def start_image(self, _: Any, where: _Range) -> None:
        self._need_block(where)
        self._images += 1
        if self._unread is None:
            self._unread = ("image", self._char(where["start"]))

    def end_image(self, _: Any, where: _Range) -> None:
        self._images -= 1
        if not self._images and self._unread and self._unread[0] == "image":
            self._builder.object(self._unread[1], self._char(where["end"]))
            self._unread = None

    def inline_html(self, tag: str, where: _Range) -> None:
        self._need_block(where)
        start, end = self._char(where["start"]), self._char(where["end"])
        if tag.startswith("<!--"):
            self._builder.comment(tag[4:-3].strip(), start, end)
        elif found := _TAG.match(tag):
            self._tag(found[2].lower(), start, end, closing=bool(found[1]))

    def _tag(self, name: str, start: int, end: int, *, closing: bool) -> None:
        builder = self._builder
        if self._unread is not None:
            if closing and self._unread[0] == name:
                if name in OBJECTS:
                    builder.object(self._unread[1], end)
                self._unread = None
        elif closing:
            if name == "a" and self._anchor is not None:
                builder.link(self._anchor)
                self._anchor = None
        elif name == "a":
            self._anchor = builder.length
        elif name == "br":
            self._end_line(start, end)
        elif name in OBJECTS and name in VOID:
            builder.object(start, end)
        elif name in OBJECTS or name in HIDDEN:
            self._unread = (name, start)


_Handler = Callable[[_Walk, Any, _Range], None]
_HANDLERS: dict[str, _Handler] = {
    "SoftBreak": _Walk.line_break,
    "HardBreak": _Walk.line_break,
    "Code": _Walk.code,
    "Html": _Walk.html_line,
    "InlineHtml": _Walk.inline_html,
}
_TAG_HANDLERS: dict[str, dict[str, _Handler]] = {
    "Start": {
        "Paragraph": _Walk.start_paragraph,
        "Heading": _Walk.start_heading,
        "TableCell": _Walk.start_table_cell,
        "Item": _Walk.close_block,
        "BlockQuote": _Walk.start_quote,
        "List": _Walk.start_list,
        "CodeBlock": _Walk.start_code,
        "Link": _Walk.start_link,
        "Image": _Walk.start_image,
    },
    "End": {
        **dict.fromkeys(("Item", "Paragraph", "Heading", "TableCell"), _Walk.close_block),
        "BlockQuote": _Walk.end_quote,
        "List": _Walk.end_list,
        "CodeBlock": _Walk.end_code,
        "HtmlBlock": _Walk.end_html,
        "Link": _Walk.end_link,
        "Image": _Walk.end_image,
    },
}
