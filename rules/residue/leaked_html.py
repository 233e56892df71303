"""Tags, entities and the inside of tags that readers see as text.

One tag that an article names is no leak: a tag counts with attributes, as a
pair around text, or when it touches the words it stands at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from linter import Block, Document, Edit, Fix, Hit, Span, is_mentioned

from .about_code import is_about_code
from .many import at_most

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*(?:[:-][A-Za-z0-9]+)*)((?:\s[^<>]{0,2000})?/?)>")
_ATTRIBUTE = re.compile(r"\s[A-Za-z][\w:-]*\s*=\s*[\"'“”„″’\w#/]")
# References as they stand where a program encoded them once too often.
_ENTITY = re.compile(r"&(?:amp;)*(?:#(?:\d{2,6}|[xX][0-9a-fA-F]{2,5})|[A-Za-z]{2,8}\d{0,2});")
_QUOTE = '["“”]'
_IN_TAG = (
    rf"(?:target={_QUOTE}_(?:blank|self){_QUOTE}|rel={_QUOTE}(?:noopener|nofollow|noreferrer)[^\"“”<>\n]{{0,60}}{_QUOTE}"
    rf"|(?:href|src)={_QUOTE}(?:https?:|/|#|mailto:)[^\"“”<>\s]{{1,500}}{_QUOTE}"
    rf"|style={_QUOTE}[a-z-]+:\s?[^\"“”<>\n]{{1,200}}{_QUOTE})"
)
_REST = re.compile(
    r"<!DOCTYPE html[^<>\n]{0,200}>"
    r"|<!--(?! ?copydesk:| ?/?wp:| ?/?(?:more|nextpage|noteaser|break|pagebreak|#)\b)[^<>]{0,500}-->"
    r"|data:(?:image|font|application|video|audio)/[\w.+-]{2,40}(?:;charset=[\w-]+)?;base64,[A-Za-z0-9+/=]{8,}"
    # What a broken quotation mark left of a tag; one attribute alone may be what the text speaks of.
    rf"|(?:[\"”] ?)?\b{_IN_TAG}(?:\s*/?>|\s+{_IN_TAG}(?:\s*/?>)?)"
)
_SIGN = re.compile(r"</?[A-Za-z]|<!|&[#A-Za-z]|;base64,|=[\"“”]")
_LINE_BREAKS = ("br", "hr")
# What text may end with before its closing tag.
_ENDS = frozenset(".!?…:;,)”’»\"'")


@dataclass(frozen=True)
class Options:
    """`elements` that count when they stand as a pair or touch a word; any counts with attributes.

    Past `most` findings in an article they are one.
    """

    elements: tuple[str, ...] = ()
    most: int = 1


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Yield the tags of each block as one finding, and each entity."""
    found = list(_found(document, frozenset(options.elements)))
    if found and not document.derive(is_about_code):
        yield from at_most(options.most, found)


def _found(document: Document, elements: frozenset[str]) -> Iterator[Hit]:
    for block in document.prose:
        text = block.text
        # Most blocks have none of these, which are found much faster than the signs.
        if not ("&" in text or "<" in text or "=" in text or ";base64" in text):
            continue
        if not _SIGN.search(text) or document.in_front_matter(block):
            continue
        if "&" in text:
            yield from _entities(block)
        spans = [
            Span(*found.span()) for found in _REST.finditer(text) if not is_mentioned(text, *found.span())
        ]
        if "<" in text:
            spans += _tags(text, elements)
        if spans:
            start, end = min(span.start for span in spans), max(span.end for span in spans)
            yield Hit(Span(block.start + start, block.start + end))


def _tags(text: str, elements: frozenset[str]) -> list[Span]:
    """Return the tags of a text, none if they may be what it speaks of."""
    tags = [found for found in _TAG.finditer(text) if not is_mentioned(text, *found.span())]
    if not any(_has_attributes(tag) for tag in tags):
        tags = [tag for tag in tags if tag[2].lower() in elements]
        if not _are_in_use(text, tags):
            return []
    return [Span(*tag.span()) for tag in tags]


def _has_attributes(tag: re.Match[str]) -> bool:
    return not tag[1] and _ATTRIBUTE.search(tag[3]) is not None


def _are_in_use(text: str, tags: list[re.Match[str]]) -> bool:
    """Say whether tags mark up text: one ends a word or a line, or there is nothing but tags."""
    if not tags:
        return False
    for tag in tags:
        before, after = text[max(0, tag.start() - 1) : tag.start()], text[tag.end() : tag.end() + 1]
        if tag[2].lower() in _LINE_BREAKS:
            if (before and not before.isspace()) or after in ("", "\n"):
                return True
        elif tag[1] and (before.isalnum() or before in _ENDS):
            return True
    return any(tag[1] for tag in tags) and not _TAG.sub("", text).strip()


def _entities(block: Block) -> Iterator[Hit]:
    import html

    for found in _ENTITY.finditer(block.text):
        value = html.unescape(html.unescape(found[0]))
        if value.endswith(";") or len(value) > 1 or is_mentioned(block.text, *found.span()):
            continue
        span = Span(block.start + found.start(), block.start + found.end())
        fix = Fix(f"Replace by “{value}”", (Edit(span, value),), "safe")
        yield Hit(span, fix=fix if value.isprintable() or value == "\u00a0" else None)
