"""HTML cut into tags, text and comments where browsers cut it, each with its place.

The standard library's `html.parser` (3.11.7) does not serve: 10,000 unclosed `<a ` take it
10 s and twice as many four times as long, a second broken `&#` turns all markup after it into
text, `<![x[` raises, and "R&D" at the end loses its `&`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.entities import html5
from typing import Literal

TokenKind = Literal["text", "start", "end", "comment", "declaration", "raw", "unclosed"]

# Kind, value, attributes as they stand, start and end in the text. The value is an element's
# name in lower case, a comment's text, or the name of what is not closed.
Token = tuple[TokenKind, str, str, int, int]

VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source"}
    | {"track", "wbr"}
)
# Tags inside these are text; only their own end tag counts.
_RAW = frozenset({"iframe", "noembed", "noframes", "noscript", "script", "style", "textarea", "title", "xmp"})
_RAW_END = {name: re.compile(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE) for name in _RAW}
# Here alone `<x/>` means `<x></x>`.
_FOREIGN = frozenset({"math", "svg"})

_MARKUP = re.compile(
    r"""
    < (?: (/?)([a-zA-Z][^\t\n\f\r />]*+)
          ((?: [\t\n\f\r /]*+ [^\t\n\f\r />] [^\t\n\f\r />=]*+
               (?: [\t\n\f\r ]*+ = [\t\n\f\r ]*+ (?: "[^"]*+" | '[^']*+' | [^\t\n\f\r >]*+ ) )?+
           )*+ [\t\n\f\r /]*+) >
      | (?=[a-zA-Z/!?]) )
    """,
    re.VERBOSE,
)
_MARKUP_WITHOUT_QUOTES = re.compile(r"<(?:(/?)([a-zA-Z][^\t\n\f\r />]*+)([^>]*+)>|(?=[a-zA-Z/!?]))")
_TAG_START = re.compile("</?[a-zA-Z]")
_ATTRIBUTE = re.compile(
    r"""
    ([^\t\n\f\r />] [^\t\n\f\r />=]*+)
    (?: [\t\n\f\r ]*+ = [\t\n\f\r ]*+ (?: "([^"]*+)" | '([^']*+)' | ([^\t\n\f\r >]*+) ) )?+
    """,
    re.VERBOSE,
)
_COMMENT_END = re.compile("--!?>")
_REFERENCE = re.compile(r"&(?:#(?:([0-9]++)|[xX]([0-9a-fA-F]++));?|([a-zA-Z][a-zA-Z0-9]{0,31};?))")
# More digits than any code point has; Python refuses to read numbers of thousands of digits.
_MAX_DIGITS = 8


def tokens(text: str, start: int = 0) -> Iterator[Token]:
    """Yield the tokens of `text[start:]` in order, with offsets of `text`.

    Time is linear in the text. What is not closed before the end (a tag, a comment,
    a script) is not shown by a browser: it comes as one last token of kind `unclosed`.
    """
    return _Tokenizer(text).run(start)


def attributes(written: str) -> dict[str, str]:
    """Return a tag's attributes by name in lower case, references decoded; the first of a name counts."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(written):
        value = double or single or bare
        found.setdefault(name.lower(), _decode(value) if "&" in value else value)
    return found


def reference(text: str, start: int) -> tuple[str, int]:
    """Return what the `&` at `start` stands for and where its reference ends.

    An `&` that begins no reference stands for itself.
    """
    match = _REFERENCE.match(text, start)
    if match is None:
        return "&", start + 1
    decimal, hexadecimal, name = match.groups()
    if name is None:
        digits = (decimal or hexadecimal).lstrip("0")
        known = html.unescape(match[0]) if len(digits) <= _MAX_DIGITS else "\ufffd"
        return known, match.end()
    # `&notit;` is `¬it;`: the longest name that is known counts.
    for length in range(len(name), 1, -1):
        if value := html5.get(name[:length]):
            return value, start + 1 + length
    return "&", start + 1


def _decode(text: str) -> str:
    parts: list[str] = []
    at = 0
    while (ampersand := text.find("&", at)) >= 0:
        value, end = reference(text, ampersand)
        parts += text[at:ampersand], value
        at = end
    return "".join(parts) + text[at:]


class _Tokenizer:
    def __init__(self, text: str) -> None:
        self._text = text
        # Past the last ">" nothing closes; to look for one at each "<" would be quadratic.
        self._last_close = text.rfind(">")
        self._markup = _MARKUP
        self._foreign = 0

    def run(self, at: int) -> Iterator[Token]:
        text = self._text
        while match := self._markup.search(text, at):
            start, end = match.span()
            if start > at:
                yield "text", "", "", at, start
            at = start
            if match.lastindex is None:
                if token := self._other(at):
                    yield token
                    at = token[4]
                continue
            slash, name, written = match.groups()
            name, at = name.lower(), end
            if slash:
                self._foreign -= name in _FOREIGN and self._foreign > 0
                yield "end", name, "", start, at
                continue
            yield "start", name, written, start, at
            for token in self._after(name, written, at):
                yield token
                at = token[4]
        if at < len(text):
            yield "text", "", "", at, len(text)

    def _after(self, name: str, written: str, at: int) -> Iterator[Token]:
        """Yield what the start tag of an element brings with it: its end, or its raw text."""
        if self._foreign or name in _FOREIGN:
            if written.endswith("/"):
                yield "end", name, "", at, at
                return
            self._foreign += name in _FOREIGN
        if name in _RAW:
            end = _RAW_END[name].search(self._text, at)
            yield ("raw", name, "", at, end.start()) if end else self._unclosed(f"<{name}>", at)

    def _other(self, at: int) -> Token | None:
        """Return the token at a "<" that begins no well-formed tag."""
        text = self._text
        if text.startswith("<!--", at):
            return self._comment(at)
        if at > self._last_close:
            return self._unclosed("tag", at)
        if not _TAG_START.match(text, at):
            end = text.index(">", at) + 1
            return "declaration", text[at + 2 : end - 1].lower(), "", at, end
        # A quote that never ends would hide the rest of the file; read on after the first ">".
        self._markup = _MARKUP_WITHOUT_QUOTES
        return None

    def _comment(self, at: int) -> Token:
        text = self._text
        for empty in ("<!-->", "<!--->"):
            if text.startswith(empty, at):
                return "comment", "", "", at, at + len(empty)
        end = _COMMENT_END.search(text, at + 4)
        if end is None:
            return self._unclosed("comment", at)
        return "comment", text[at + 4 : end.start()].strip(), "", at, end.end()

    def _unclosed(self, what: str, at: int) -> Token:
        return "unclosed", what, "", at, len(self._text)
