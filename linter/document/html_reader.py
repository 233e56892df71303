"""A walk over HTML that tells what a reader sees of it."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import NamedTuple, Protocol

from linter.document.document import Kind, Skipped
from linter.document.html_elements import BLOCKS, CHANGING, CLOSES, FAMILY, FENCES, REACH_OUT, TABLE_PARTS
from linter.document.html_scopes import (
    Mode,
    Region,
    Scope,
    declared_language,
    landmark,
    look_up,
    primary_subtag,
)
from linter.document.html_tokens import VOID, reference, tokens
from linter.model import Span

# Words with single white space around and between, a run of white space, or an "&".
_PIECE = re.compile(
    r"([\t\n\f\r ]?+[^&\t\n\f\r ]++(?:[\t\n\f\r ][^&\t\n\f\r ]++)*+(?:[\t\n\f\r ](?![\t\n\f\r ]))?+)"
    r"|([\t\n\f\r ]++)|&"
)
_FIELD_PIECE = re.compile(r"[^&\r]++|\r\n?|&")
_VISIBLE = re.compile(r"[^\t\n\f\r ]")
_WHITE = "\t\n\f\r "
_WHITE_CHARACTERS = frozenset(_WHITE)
_NO_ATTRIBUTES: dict[str, str] = {}


class _Sink(Protocol):
    """What the reader needs of a builder."""

    def open(
        self, kind: Kind, *, level: int = 0, classes: tuple[str, ...] = (), lang: str | None = None
    ) -> None: ...
    @property
    def length(self) -> int: ...
    def text(self, value: str, start: int, end: int) -> None: ...
    def object(self, start: int, end: int) -> None: ...
    def link(self, start: int) -> None: ...
    def comment(self, text: str, start: int, end: int) -> None: ...
    def close(self) -> None: ...


class _Element(NamedTuple):
    """An open element; `block` and `fence` are the depths of the innermost such one."""

    family: str
    name: str
    scope: Scope
    start: int
    block: int
    fence: int


class Reader:
    """Walks the tokens of a text and tells a sink what a reader sees."""

    def __init__(self, sink: _Sink, text: str, region: Region) -> None:
        self.skipped: list[Skipped] = []
        self.language: str | None = None
        self.found = False
        self._sink, self._text, self._region = sink, text, region
        base = Scope(Mode.OUTSIDE if region.root else Mode.READ)
        self._stack = [_Element("", "", base, 0, 0, 0)]
        self._scope = base
        # By family the depths of its open elements, so that an end tag need not search the stack.
        self._depths: defaultdict[str, list[int]] = defaultdict(list)
        self._comments: list[tuple[str, int, int]] = []
        self._open = False
        self._after_space = True
        # How long the open block was after its last line break.
        self._broken_at = 0
        self._link: int | None = None
        self._outside: Span | None = None
        self._left_out = ""
        self._left_out_holds_text = False

    def read(self, start: int) -> None:
        """Read the text from an offset to its end."""
        for kind, value, written, at, end in tokens(self._text, start):
            if kind == "text":
                self._on_text(at, end)
            elif kind == "start":
                self._on_start(value, written, at, end)
            elif kind == "end":
                self._on_end(value, at, end)
            elif kind == "comment":
                self._on_comment(value, at, end)
            elif kind == "raw":
                self._on_raw(value, at, end)
            elif kind == "unclosed":
                self._on_unclosed(value, at, end)
        self._leave_to(1, len(self._text))
        self._end_block()
        self._end_outside()

    def finish(self) -> None:
        """Hand over the comments of a text in which nothing was found."""
        for comment in self._comments:
            self._sink.comment(*comment)
        self._comments.clear()

    def _on_comment(self, text: str, start: int, end: int) -> None:
        # Until something is found the text may yet be read again for another region.
        if self.found:
            self._sink.comment(text, start, end)
        else:
            self._comments.append((text, start, end))

    def _on_raw(self, name: str, start: int, end: int) -> None:
        if name == "textarea" and self._scope.mode is Mode.READ:
            self._add_field(start, end)

    def _on_unclosed(self, what: str, start: int, end: int) -> None:
        if what == "comment":
            self._on_comment(self._text[start + len("<!--") : end].strip(), start, end)
        self.skipped.append(Skipped(Span(start, end), f"unclosed {what}", lost=True))

    # Text

    def _on_text(self, start: int, end: int) -> None:
        mode = self._scope.mode
        if mode is Mode.READ:
            self._add_text(start, end)
        elif mode is Mode.OUTSIDE or mode is Mode.LEFT_OUT:
            visible = _VISIBLE.search(self._text, start, end)
            if visible and mode is Mode.LEFT_OUT:
                self._left_out_holds_text = True
            elif visible:
                self._outside = Span(self._outside.start if self._outside else visible.start(), end)

    def _add_text(self, start: int, end: int) -> None:
        text = self._text
        if not self._open:
            if _VISIBLE.search(text, start, end) is None:
                return
            self._begin_block()
        while match := _PIECE.match(text, start, end):
            words, stop = match[1], match.end()
            if words:
                if self._after_space and words[0] in _WHITE:
                    words, start = words[1:], start + 1
                flat = words.replace("\n", " ").replace("\t", " ").replace("\r", " ").replace("\f", " ")
                self._sink.text(flat, start, stop)
                self._after_space = flat[-1] == " "
            elif match[2]:
                self._add_space(start, stop)
            else:
                value, stop = reference(text, start)
                self._add_reference(value, start, stop)
            start = stop

    def _add_space(self, start: int, end: int) -> None:
        if not self._after_space:
            self._sink.text(" ", start, end)
            self._after_space = True

    def _add_reference(self, value: str, start: int, end: int) -> None:
        if value in _WHITE_CHARACTERS:
            self._add_space(start, end)
        elif value:
            self._sink.text(value, start, end)
            self._after_space = False

    def _add_field(self, start: int, end: int) -> None:
        """Add the text of a form's field, whose white space counts."""
        self._begin_block()
        while match := _FIELD_PIECE.match(self._text, start, end):
            value, stop = match[0], match.end()
            if value == "&":
                value, stop = reference(self._text, start)
            self._sink.text("\n" if value.startswith("\r") else value, start, stop)
            start = stop

    def _add_object(self, start: int, end: int) -> None:
        self._begin_block()
        self._sink.object(start, end)
        self._after_space = False

    # Blocks

    def _begin_block(self) -> None:
        if self._open:
            return
        self.found = True
        self.finish()
        scope = self._scope
        names = tuple([name for element in scope.classes for name in element])
        self._sink.open(scope.kind, level=scope.level, classes=names, lang=scope.lang)
        self._open = self._after_space = True
        self._broken_at = 0
        if self._link is not None:
            self._link = 0

    def _end_block(self) -> None:
        if not self._open:
            return
        if self._link is not None:
            self._sink.link(self._link)
        self._sink.close()
        self._open = False

    def _end_link(self) -> None:
        if self._link is not None and self._open:
            self._sink.link(self._link)
        self._link = None

    def _end_outside(self) -> None:
        if self._outside is not None:
            self.skipped.append(Skipped(self._outside, f"outside <{self._region.root}>"))
            self._outside = None

    # Elements

    def _on_start(self, name: str, written: str, start: int, end: int) -> None:
        family = FAMILY.get(name, name)
        if family in CLOSES:
            self._close_implied(family, start)
        outer = self._scope
        given, scope = _NO_ATTRIBUTES, outer
        if written or name in CHANGING:
            given, scope = look_up(name, written, outer, self._region)
        if family in BLOCKS and outer.mode is Mode.READ:
            self._end_block()
        if name in VOID:
            self._on_void(name, given, scope, start, end)
            return
        if scope.mode is not outer.mode:
            self._enter(scope.mode, landmark(name, given))
        if name == "a" and "href" in given and scope.mode is Mode.READ:
            self._end_link()
            self._link = self._sink.length if self._open else 0
        elif name == "html":
            self.language = self.language or declared_language(given)
        self._push(name, family, scope, start)

    def _push(self, name: str, family: str, scope: Scope, start: int) -> None:
        depth, outer = len(self._stack), self._stack[-1]
        block = depth if family in BLOCKS else outer.block
        fence = depth if family in FENCES else outer.fence
        self._stack.append(_Element(family, name, scope, start, block, fence))
        self._depths[family].append(depth)
        self._scope = scope

    def _enter(self, mode: Mode, what: str) -> None:
        """Begin an element that is read in another way than the text around it."""
        if mode is Mode.LEFT_OUT:
            self._left_out, self._left_out_holds_text = what, False
        if mode is Mode.LEFT_OUT or mode is Mode.READ:
            self._end_outside()

    def _close_implied(self, family: str, at: int) -> None:
        tables = self._depths.get("table")
        fence = (tables[-1] if tables else 0) if family in TABLE_PARTS else self._stack[-1].fence
        for other in CLOSES[family]:
            depths = self._depths.get(other)
            if depths and depths[-1] > fence:
                self._leave_to(depths[-1], at)

    def _on_void(self, name: str, given: dict[str, str], scope: Scope, start: int, end: int) -> None:
        if name == "meta" and given.get("http-equiv", "").lower() == "content-language":
            self.language = self.language or primary_subtag(given.get("content", ""))
        elif self._scope.mode is not Mode.READ:
            return
        elif scope.mode is Mode.OBJECT:
            self._add_object(start, end)
            if name in BLOCKS:
                self._end_block()
        elif name == "br" and self._open:
            self._break_line(start, end)

    def _break_line(self, start: int, end: int) -> None:
        """End the line; old pages part their paragraphs by ending it twice."""
        if self._sink.length == self._broken_at:
            self._end_block()
            return
        self._sink.text("\n", start, end)
        self._broken_at = self._sink.length
        self._after_space = True

    def _on_end(self, name: str, start: int, end: int) -> None:
        if name == "a":
            self._end_link()
        family = FAMILY.get(name, name)
        depths = self._depths.get(family)
        if not depths:
            self._on_stray_end(name, start, end)
            return
        depth = depths[-1]
        if depth == len(self._stack) - 1:
            self._leave_to(depth, end)
        elif not self._is_kept_open(family, depth):
            self._leave_to(depth + 1, start)
            self._leave_to(depth, end)

    def _on_stray_end(self, name: str, start: int, end: int) -> None:
        """Take `</p>` for an empty paragraph and `</br>` for a line break, as browsers do."""
        if name in ("p", "br"):
            self._on_start(name, "", start, end)
            self._leave_to(len(self._stack) - (name == "p"), end)

    def _is_kept_open(self, family: str, depth: int) -> bool:
        """Say whether the end tag of the open element at this depth has no effect here."""
        stack = self._stack
        if family not in BLOCKS and depth < stack[-1].block:
            # Bold text around blocks; to end it must not end the blocks.
            return stack[depth].scope.mode is stack[depth - 1].scope.mode
        tables = self._depths.get("table")
        return bool(tables and depth < tables[-1] and family not in REACH_OUT)

    def _leave_to(self, depth: int, at: int) -> None:
        """Close the open elements from this depth on; `at` is where they end."""
        stack = self._stack
        while len(stack) > depth:
            element = stack.pop()
            self._depths[element.family].pop()
            outer = self._scope = stack[-1].scope
            if element.name == "a":
                self._end_link()
            if element.scope is not outer or element.family in BLOCKS:
                self._leave(element, outer.mode, at)

    def _leave(self, element: _Element, around: Mode, at: int) -> None:
        mode = element.scope.mode
        if mode is Mode.LEFT_OUT and around is not Mode.LEFT_OUT and self._left_out_holds_text:
            self.skipped.append(Skipped(Span(element.start, at), self._left_out))
        elif mode is Mode.OBJECT and around is Mode.READ:
            self._add_object(element.start, at)
        if element.family in BLOCKS if around is Mode.READ else mode is Mode.READ:
            self._end_block()
