"""Parameters in addresses that tell where a link was copied, in the text and in the targets of links."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from linter import Document, Edit, Fix, Hit, Span

# An address with a query, as it stands in the source.
_ADDRESS = re.compile(
    r"https?://[^\s<>\"'“”‘’`?#\[\]{}()|^*:]++(?::\d++[^\s<>\"'“”‘’`?#\[\]{}()|^*:]*+)?\?(?P<query>[^\s<>\"'“”‘’`#\[\]{}()|^*]*)"
)
_SEPARATOR = re.compile(r"&amp;|[&;]")
# Where assistants name themselves.
_OF_ASSISTANTS = "utm_source="
_LAST = ".,;:!?)"
# What stands between the text of a link and its target: in Markdown, and in HTML.
_OPENS_TARGET = re.compile(r"[*_~\s]*\]\(\s*<?")
_ENDS_TAG = re.compile(r"[^<>]*>\s*(?:<[^<>]*>\s*)*")
# How far from the target of a link its text may stand, in code points.
_REACH = 300


@dataclass(frozen=True)
class Options:
    """`names` of parameters that only track; `assistants` are what such a one says of a chat assistant.

    With `ordinary`, parameters that no assistant set are found too, as information.
    """

    ordinary: bool = False
    names: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    assistants: tuple[str, ...] = ()


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Yield each address with such parameters; certain where a chat assistant put them there."""
    if not options.ordinary and _OF_ASSISTANTS not in document.source.text:
        return
    links: list[tuple[Span, Span]] | None = None
    last = Span(-1, -1)
    for found in _ADDRESS.finditer(document.source.text):
        query = found["query"].rstrip(_LAST)
        tracking = [(name, value) for name, value in _parameters(query) if _tracks(name, options)]
        certain = any(value.lower() in options.assistants for _, value in tracking)
        if not tracking or not (certain or options.ordinary):
            continue
        place = Span(found.start("query"), found.start("query") + len(query))
        seen = document.seen_part(place)
        if seen is None and links is None:
            links = sorted(
                (document.to_source(link), link) for block in document.blocks for link in block.links
            )
        span = seen or _link_text(document, Span(found.start(), place.end), links or [])
        # The text of a link may be its own target.
        if span is None or (span.start <= last.start and last.end <= span.end):
            continue
        last = span
        fix = _without(document, seen, query, options) if seen else None
        yield Hit(span, {"parameter": tracking[0][0].replace("amp;", "")}, fix=fix, certain=certain)


def _parameters(query: str) -> Iterator[tuple[str, str]]:
    for part in _SEPARATOR.split(query):
        name, sign, value = part.lstrip("=").partition("=")
        if name and sign:
            yield name, value


def _tracks(name: str, options: Options) -> bool:
    name = name.lower().replace("\\", "").removeprefix("amp;")
    return name in options.names or name.startswith(options.prefixes)


def _without(document: Document, seen: Span, query: str, options: Options) -> Fix | None:
    """Take the parameters out of an address that readers see; the question mark goes with the last."""
    if document.text[seen.start : seen.end] != query:
        return None
    separator = "&amp;" if "&amp;" in query else "&"
    kept = [part for part in query.split(separator) if not _tracks(part.partition("=")[0], options)]
    edit = Edit(seen, separator.join(kept)) if kept else Edit(Span(seen.start - 1, seen.end), "")
    return Fix("Remove the parameters", (edit,), "safe")


def _link_text(document: Document, place: Span, links: list[tuple[Span, Span]]) -> Span | None:
    """Return the text of the link with this target: before it in Markdown, after it in HTML."""
    text = document.source.text
    after = bisect_left(links, ((place.start, 0), (0, 0)))
    if after > 0:
        (_, end), link = links[after - 1]
        if place.start - end <= _REACH and _OPENS_TARGET.fullmatch(text, end, place.start):
            return link
    if after < len(links):
        (start, _), link = links[after]
        if start - place.end <= _REACH and _ENDS_TAG.fullmatch(text, place.end, start):
            return link
    return None
