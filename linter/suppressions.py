"""Comments and front matter that silence a rule at a place, and what is wrong with them.

`<!-- copydesk: ignore[pack/rule] -- reason -->` alone in its place covers the
next block (a list or a table whole), inside a block its line; in front matter,
`copydesk: {ignore: [pack/rule]}` covers the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol

from linter.document.document import Comment, Document
from linter.model import Diagnostic, Severity, Span
from linter.rules.catalogue import Catalogue
from linter.rules.options import nearest

_COMMENT = re.compile(r"copydesk:\s*(.*)", re.DOTALL)
_IGNORE = re.compile(r"ignore(?:\[([^\]]*)\])?\s*(?:--\s*(.*))?$", re.DOTALL)
# The blocks that belong to one list or one table.
_RUNS = ("list-item", "table-cell")


class Rules(Protocol):
    """What suppressions need of a plan."""

    catalogue: Catalogue

    def is_selected(self, id: str) -> bool:
        """Say whether findings of this rule are reported."""
        ...

    def severity_of(self, id: str) -> Severity:
        """Return the severity of a rule that is selected."""
        ...


class Suppression(NamedTuple):
    """One rule silenced over `covers`; `span` is where that is said. Both in the source."""

    rule: str
    span: Span
    covers: Span


def apply_suppressions(document: Document, found: Iterable[Diagnostic], rules: Rules) -> list[Diagnostic]:
    """Return the diagnostics that are not suppressed, and those of the suppressions themselves."""
    if "copydesk" not in document.source.text:
        return list(found)
    suppressions, wrong = _read(document, rules)
    kept = list(found)
    used: set[Suppression] = set()
    for suppression in suppressions:
        silenced = [diagnostic for diagnostic in kept if _silences(suppression, diagnostic)]
        if silenced:
            used.add(suppression)
    kept = [d for d in kept if not any(_silences(s, d) for s in used)]
    for suppression in suppressions:
        if suppression not in used and rules.is_selected(suppression.rule):
            message = f"nothing that {suppression.rule} finds stands here"
            wrong += _finding(document, rules, "unused", suppression.span, message)
    return [*kept, *wrong]


def _silences(suppression: Suppression, diagnostic: Diagnostic) -> bool:
    """A zone is silenced by any of its parts."""
    places = [(diagnostic.rule, diagnostic.start, diagnostic.end)]
    places += [(part.rule, part.start, part.end) for part in diagnostic.related if part.rule]
    start, end = suppression.covers
    return any(
        rule == suppression.rule and begin.offset < end and max(stop.offset, begin.offset + 1) > start
        for rule, begin, stop in places
    )


def _read(document: Document, rules: Rules) -> tuple[list[Suppression], list[Diagnostic]]:
    suppressions: list[Suppression] = []
    wrong: list[Diagnostic] = []
    for names, span, covers in _said(document):
        if not names:
            wrong += _finding(
                document, rules, "no-rule", span, "name the rules in brackets: ignore[pack/rule]"
            )
        for name, place in names:
            if name in rules.catalogue.by_id:
                suppressions.append(Suppression(name, place, covers))
            elif name in rules.catalogue.packs:
                wrong += _finding(
                    document, rules, "no-rule", place, f"“{name}” is a whole pack; name its rules"
                )
            else:
                message = f"there is no rule “{name}”{nearest(name, rules.catalogue.by_id)}"
                wrong += _finding(document, rules, "unknown", place, message)
    return suppressions, wrong


def _said(document: Document) -> Iterator[tuple[list[tuple[str, Span]], Span, Span]]:
    """Yield the names, the place and the reach of each suppression."""
    front_matter = document.front_matter
    if front_matter and front_matter.ignore:
        yield list(front_matter.ignore), front_matter.ignore[0][1], Span(0, len(document.source.text))
    for comment in document.comments:
        said = _COMMENT.match(comment.text)
        if said is None:
            continue
        ignore = _IGNORE.match(said[1].strip())
        listed = ignore[1] if ignore and ignore[1] else ""
        names = [name.strip() for name in listed.split(",") if name.strip()]
        yield [(name, comment.span) for name in names], comment.span, _reach(document, comment)


def _reach(document: Document, comment: Comment) -> Span:
    source = document.source
    if not comment.alone:
        return source.line_span(source.position(comment.span.start).line)
    blocks = document.blocks[comment.block :]
    if not blocks:
        return comment.span
    last = first = blocks[0]
    if first.kind in _RUNS:
        for block in blocks[1:]:
            if block.kind != first.kind:
                break
            last = block
    return document.to_source(Span(first.start, last.end))


def _finding(document: Document, rules: Rules, name: str, span: Span, message: str) -> list[Diagnostic]:
    id = f"suppression/{name}"
    if not rules.is_selected(id):
        return []
    source = document.source
    text = rules.catalogue.by_id[id].text("message").format(problem=message)
    return [
        Diagnostic(
            source.path,
            id,
            rules.severity_of(id),
            text,
            source.position(span.start),
            source.position(span.end),
        )
    ]
