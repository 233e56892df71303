"""Comments and front matter that silence a rule at a place, and what is wrong with them.

`<!-- copydesk: ignore[pack/rule] -- reason -->` alone in its place covers the
next block (a list or a table whole), inside a block its line; in front matter,
`copydesk: {ignore: [pack/rule]}` covers the file.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple, Protocol

from linter.document.document import Comment, Document
from linter.model import Diagnostic, Severity, Span
from linter.rules.catalogue import Catalogue
from linter.rules.options import nearest

# A remark that only names the program is no suppression; one that tries to command it is.
_COMMENT = re.compile(
    r"copydesk(?P<colon>\s*:)?\s*(?P<verb>ignore|disable|off|skip|noqa|(?(colon)\w+|(?!)))(?P<rest>.*)",
    re.DOTALL | re.IGNORECASE,
)
_NAMES = re.compile(r"\s*\[([^\]]*)\]\s*(--.*)?", re.DOTALL)
_FORM = "write it as copydesk: ignore[pack/rule] -- reason"
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


class Waiting(NamedTuple):
    """A suppression of a rule that judges several files, and what to say where it silences nothing."""

    suppression: Suppression
    unused: tuple[Diagnostic, ...]


def apply_suppressions(
    document: Document,
    found: Sequence[Diagnostic],
    rules: Rules,
    not_run: Container[str | None] = (),
    later: Container[str] = (),
) -> tuple[list[Diagnostic], tuple[Waiting, ...]]:
    """Return the diagnostics that are not suppressed, with those of the suppressions themselves.

    A suppression of a rule in `not_run`, or of its family there, is not called unused; those of rules that
    find something `later`, over several files, wait for that.
    """
    said = list(_said(document))
    if not said:
        return list(found), ()
    suppressions, wrong = _read(document, said, rules)
    reach = _Reach(suppressions)
    kept: list[Diagnostic] = []
    used: set[Suppression] = set()
    for diagnostic in found:
        silencing = reach.over(diagnostic)
        used |= silencing
        if not silencing:
            kept.append(diagnostic)
    waiting: list[Waiting] = []
    for suppression in suppressions:
        if suppression not in used and _ran(suppression.rule, document, rules, not_run):
            message = f"nothing that {suppression.rule} finds stands here"
            unused = _finding(document, rules, "unused", suppression.span, message)
            if suppression.rule in later:
                waiting.append(Waiting(suppression, tuple(unused)))
            else:
                wrong += unused
    return [*kept, *wrong], tuple(waiting)


def apply_waiting(found: Sequence[Diagnostic], waiting: Sequence[Waiting]) -> list[Diagnostic]:
    """Return the diagnostics of a file that no waiting suppression silences, and the suppressions unused."""
    reach = _Reach(one.suppression for one in waiting)
    silenced = {diagnostic: reach.over(diagnostic) for diagnostic in found}
    used = {suppression for some in silenced.values() for suppression in some}
    unused = [diagnostic for one in waiting if one.suppression not in used for diagnostic in one.unused]
    return [diagnostic for diagnostic in found if not silenced[diagnostic]] + unused


def _ran(id: str, document: Document, rules: Rules, not_run: Container[str | None]) -> bool:
    """Say whether a rule looked at the document: itself, or as a finding of its family."""
    rule = rules.catalogue.find(id)
    if rule is None or not rules.is_selected(id) or id in not_run or rule.family_id in not_run:
        return False
    return rule.family_id is None or rule.languages is None or document.language in rule.languages


class _Reach:
    """Finds the suppressions over a place, those of each rule in the order of where they begin."""

    def __init__(self, suppressions: Iterable[Suppression]) -> None:
        self._by_rule: dict[str, list[Suppression]] = {}
        for suppression in sorted(suppressions, key=lambda suppression: suppression.covers):
            self._by_rule.setdefault(suppression.rule, []).append(suppression)
        # How far those up to each one reach, so that a search back can stop.
        self._furthest = {
            rule: list(accumulate((s.covers.end for s in some), max)) for rule, some in self._by_rule.items()
        }

    def over(self, diagnostic: Diagnostic) -> set[Suppression]:
        """Return what silences a finding; a zone is silenced by any of its parts."""
        places = [(diagnostic.rule, diagnostic.start.offset, diagnostic.end.offset)]
        places += [
            (part.rule, part.start.offset, part.end.offset) for part in diagnostic.related if part.rule
        ]
        return {found for rule, start, end in places for found in self._at(rule, start, max(end, start + 1))}

    def _at(self, rule: str, start: int, end: int) -> Iterator[Suppression]:
        some = self._by_rule.get(rule, [])
        index = bisect_left(some, end, key=lambda suppression: suppression.covers.start) - 1
        while index >= 0 and self._furthest[rule][index] > start:
            if some[index].covers.end > start:
                yield some[index]
            index -= 1


def _read(
    document: Document, said: Iterable[_Said], rules: Rules
) -> tuple[list[Suppression], list[Diagnostic]]:
    suppressions: list[Suppression] = []
    wrong: list[Diagnostic] = []
    for names, span, covers, problem in said:
        if problem:
            wrong += _finding(document, rules, "no-rule", span, problem)
        for name, place in names:
            if rules.catalogue.find(name):
                suppressions.append(Suppression(name, place, covers))
            elif name in rules.catalogue.packs:
                wrong += _finding(
                    document, rules, "no-rule", place, f"“{name}” is a whole pack; name its rules"
                )
            else:
                message = f"there is no rule “{name}”{nearest(name, rules.catalogue.by_id)}"
                wrong += _finding(document, rules, "unknown", place, message)
    return suppressions, wrong


class _Said(NamedTuple):
    """The rules that a suppression names, where it stands, what it covers, and what is wrong with it."""

    names: list[tuple[str, Span]]
    span: Span
    covers: Span
    problem: str = ""


def _said(document: Document) -> Iterator[_Said]:
    front_matter = document.front_matter
    if front_matter and front_matter.ignore:
        yield _Said(list(front_matter.ignore), front_matter.ignore[0][1], Span(0, len(document.source.text)))
    for comment in document.comments:
        if said := _COMMENT.match(comment.text):
            names, problem = _understood(said)
            yield _Said(
                [(name, comment.span) for name in names], comment.span, _reach(document, comment), problem
            )


def _understood(said: re.Match[str]) -> tuple[list[str], str]:
    """Return the names in a comment, and what keeps it from being a suppression."""
    if said["verb"] != "ignore" or not said["colon"] or not said[0].startswith("copydesk"):
        return [], f"“{said[0].split('[')[0].strip()}” means nothing; {_FORM}"
    listed = _NAMES.fullmatch(said["rest"])
    names = [name.strip() for name in listed[1].split(",") if name.strip()] if listed else []
    return names, "" if names else f"its rules cannot be read; {_FORM}"


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
