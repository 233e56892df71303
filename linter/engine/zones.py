"""Lines of page furniture that touch, joined to zones.

A line counts by its wording alone, or by its wording and its place: before the
first or after the last full paragraph of the article, or beside a line that
counts; the last line of a file, under the article, needs no other beside it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from linter.document.document import Document, Line
from linter.document.plain import may_head
from linter.engine.plan import PlannedRule
from linter.model import Hit, Mark, Severity, Span, Strength

# A full paragraph: a sentence of some length, or text longer than any line of furniture.
_FULL_SENTENCE = 50
_FULL_TEXT = 160
# “… kosten wird. (dpa)”, “… this week; see our report”
_ENDS_PARAGRAPH = re.compile(
    r"[.!?…][\"”’»')\]*_]*(?: ?\([^()]{1,30}\)| [A-Z]{2,5}(?:/\w+)?)?[*_.]*$|[.!?;] [^.!?]*$"
)
# Blanks in a sentence that introduces a list.
_SHORTEST_INTRODUCTION = 4
# Words of a term at most.
_LONGEST_TERM = 4
# The least sure first.
_STRENGTHS: tuple[Strength, ...] = ("beside", "likely", "certain")
_ENDS_SENTENCE = re.compile(r"[.!?…][\"”’»')\]]*$")


class Evidence(NamedTuple):
    """A hit of a zone's rule and the lines of the document it covers, first and last."""

    planned: PlannedRule
    hit: Hit
    first: int
    last: int

    @property
    def severity(self) -> Severity:
        """The severity that this line alone would have."""
        return self.planned.severity if self.hit.certain else Severity.INFO


class Zone(NamedTuple):
    """Touching lines; `strongest` names the finding."""

    parts: tuple[Evidence, ...]

    @property
    def span(self) -> Span:
        """From the first part to the end of the last."""
        return Span(self.parts[0].hit.span.start, max(part.hit.span.end for part in self.parts))

    @property
    def lines(self) -> tuple[Evidence, ...]:
        """The parts, one for each place: of several, the selected and strongest."""
        by_place: dict[Span, Evidence] = {}
        for part in sorted(self.parts, key=lambda part: (part.planned.selected, part.severity)):
            by_place[part.hit.span] = part
        return tuple(by_place[span] for span in sorted(by_place))

    def strongest(self) -> Evidence | None:
        """Return the selected part of the highest severity, the first of equals."""
        selected = [part for part in self.parts if part.planned.selected]
        return max(selected, key=lambda part: part.severity) if selected else None


def find_evidence(document: Document, hits: Iterable[tuple[PlannedRule, Hit]]) -> list[Evidence]:
    """Return the hits of rules with a zone and the lines that they cover, in the order of these."""
    starts = [line.start for line in document.lines]
    found = [
        Evidence(
            planned,
            hit,
            bisect_right(starts, hit.span.start) - 1,
            bisect_right(starts, max(hit.span.start, hit.span.end - 1)) - 1,
        )
        for planned, hit in hits
    ]
    own = _headline(document, found) | _terms(document, found)
    covered = _covered(found)
    evidence = [
        one
        for one in found
        if not (_is_doubtful(one) and one.first in own) and not _is_authors(document, one, covered)
    ]
    return sorted(evidence, key=lambda one: (one.first, one.last, -one.severity))


def _covered(evidence: Iterable[Evidence]) -> set[int]:
    return {index for found in evidence for index in range(found.first, found.last + 1)}


def _is_doubtful(found: Evidence) -> bool:
    """Say whether words alone that need their place, or neighbours alone, speak for a line."""
    rule = found.planned.rule
    return rule.neighbours or (found.planned.by_wording and bool(rule.places))


def _headline(document: Document, evidence: Sequence[Evidence]) -> set[int]:
    """Return the line over a plain text that is its headline where no other can be: the one of most words."""
    if document.format != "text":
        return set()
    known = _known_by_wording(evidence)
    body = _body(document, known)
    over = range(body[0] if body else len(document.lines))
    unknown = [index for index in over if index not in known and may_head(document.lines[index].text)]
    by_neighbours = _covered(found for found in evidence if found.planned.rule.neighbours)
    if not unknown or not by_neighbours.issuperset(unknown):
        return set()
    return {max(unknown, key=lambda index: document.lines[index].text.count(" "))}


def _terms(document: Document, evidence: Sequence[Evidence]) -> set[int]:
    """Return the short lines under a heading of which most are no words of a page: terms, names, places."""
    lines, blocks = document.lines, document.blocks
    known = _known_by_wording(evidence)
    certain = _covered(found for found in evidence if not _is_doubtful(found))
    body = _body(document, known)
    terms: set[int] = set()
    for heading, line in enumerate(lines):
        if blocks[line.block].kind != "heading" or heading in known or heading in terms:
            continue
        # At the ends of a plain text what looks like a heading may be the page's.
        if document.format == "text" and not (body and body[0] < heading < body[1]):
            continue
        end = heading + 1
        while end < len(lines) and end not in certain and _is_term(document, lines[end], line):
            end += 1
        run = range(heading + 1, end)
        if 2 * sum(index in known for index in run) <= len(run):
            terms.update(run)
            # What heads several terms is no title in a list of other articles.
            terms.update({heading} if len(run) > 1 else ())
    return terms


def _known_by_wording(evidence: Iterable[Evidence]) -> set[int]:
    return _covered(found for found in evidence if not found.planned.rule.neighbours)


def _is_term(document: Document, line: Line, heading: Line) -> bool:
    """Say whether a line is a few words that lead nowhere, under a heading and no other of its level."""
    block = document.blocks[line.block]
    is_heading = block.kind == "heading"
    return (
        line.text.count(" ") < _LONGEST_TERM
        and block.kind in ("paragraph", "list-item", "heading")
        and not (is_heading and block.level <= document.blocks[heading.block].level)
        and not block.has_link_in(line.span)
        and not _ENDS_SENTENCE.search(line.text.rstrip())
    )


def _is_authors(document: Document, found: Evidence, covered: set[int]) -> bool:
    """Say whether the author wrote the words of a page on purpose.

    In markup: as the title, a quotation, or a heading with a paragraph under it.
    In any format: as an item of a list that a line with a colon introduces.
    """
    if not found.planned.by_wording:
        return False
    lines, blocks = document.lines, document.blocks
    kind = blocks[lines[found.first].block].kind
    title = document.title
    if title is not None and document.format != "text" and title.start == lines[found.first].start:
        return True
    if kind == "list-item":
        before = document.derive(_lines_before_lists)[found.first]
        return before >= 0 and before not in covered and _introduces(lines[before].text)
    if document.format == "text":
        return False
    if kind == "heading":
        return _heads_paragraph(document, found, covered)
    return kind == "quote"


def _heads_paragraph(document: Document, found: Evidence, covered: set[int]) -> bool:
    below = found.last + 1
    return below < len(document.lines) and below not in covered and _is_full(document, below)


def marks_of(evidence: Iterable[Evidence]) -> dict[int, Mark]:
    """Return what each line is known by, by its index; the surest of several marks."""
    marks: dict[int, Mark] = {}
    for strength in _STRENGTHS:
        for found in evidence:
            if _strength(found) == strength:
                mark = Mark(found.planned.rule.id, strength)
                marks.update(dict.fromkeys(range(found.first, found.last + 1), mark))
    return marks


def _strength(found: Evidence) -> Strength:
    places = found.planned.rule.places
    if places == ("beside",):
        return "beside"
    # A guess is no certain evidence for the lines beside it.
    return "likely" if places or found.severity == Severity.INFO else "certain"


def join_zones(document: Document, evidence: Sequence[Evidence]) -> list[Zone]:
    """Return the zones of a document, in their order."""
    if not evidence:
        return []
    return [Zone(tuple(parts)) for parts in _touching(_in_place(document, evidence))]


def _in_place(document: Document, evidence: Sequence[Evidence]) -> list[Evidence]:
    accepted = [found for found in evidence if not found.planned.rule.places]
    waiting = [found for found in evidence if found.planned.rule.places]
    if not waiting:
        return accepted
    covered = _covered(evidence)
    body = _body(document, covered)
    left: list[Evidence] = []
    for found in waiting:
        places = found.planned.rule.places
        at_start = "start" in places and body is not None and found.last < body[0]
        at_end = body is not None and found.first > body[1] and ("end" in places or _is_last(document, found))
        (accepted if at_start or at_end else left).append(found)
    accepted += _beside(accepted, [found for found in left if "beside" in found.planned.rule.places])
    return sorted(accepted, key=lambda found: (found.first, found.last, -found.severity))


def _is_last(document: Document, found: Evidence) -> bool:
    """Say whether a label ends the file, as no heading or sentence would, and leads nowhere."""
    block = document.blocks[document.lines[found.last].block]
    return (
        found.last == len(document.lines) - 1
        and found.planned.by_wording
        and not _ENDS_SENTENCE.search(document.lines[found.last].text.rstrip())
        and block.kind == "paragraph"
        and not block.has_link_in(found.hit.span)
    )


def _beside(accepted: Sequence[Evidence], waiting: Sequence[Evidence]) -> Iterator[Evidence]:
    """Yield what touches an accepted line, or touches what does."""
    by_line: dict[int, list[Evidence]] = {}
    for found in waiting:
        for line in range(found.first, found.last + 1):
            by_line.setdefault(line, []).append(found)
    reached: set[int] = set()
    queue = list(accepted)
    while queue:
        found = queue.pop()
        for line in range(found.first - 1, found.last + 2):
            for near in by_line.pop(line, ()):
                if id(near) not in reached:
                    reached.add(id(near))
                    queue.append(near)
                    yield near


def _lines_before_lists(document: Document) -> list[int]:
    """Return of each line the last one before it that is no item of a list, or -1."""
    before, found = -1, []
    for index, line in enumerate(document.lines):
        found.append(before)
        if document.blocks[line.block].kind != "list-item":
            before = index
    return found


def _introduces(text: str) -> bool:
    """Say whether a line ends with a colon and is long enough to be a sentence, not a label."""
    return text.rstrip().endswith(":") and text.count(" ") >= _SHORTEST_INTRODUCTION


def _body(document: Document, covered: set[int]) -> tuple[int, int] | None:
    """Return the first and the last line that is a full paragraph of the article."""
    full = [i for i in range(len(document.lines)) if i not in covered and _is_full(document, i)]
    return (full[0], full[-1]) if full else None


def _is_full(document: Document, index: int) -> bool:
    """Say whether a line is a full paragraph; an agency or a source may stand in brackets behind its end."""
    line = document.lines[index]
    if document.blocks[line.block].kind not in ("paragraph", "quote", "list-item"):
        return False
    if len(line.text) >= _FULL_TEXT:
        return True
    return len(line.text) >= _FULL_SENTENCE and _ENDS_PARAGRAPH.search(line.text.rstrip()) is not None


def _touching(evidence: Sequence[Evidence]) -> list[list[Evidence]]:
    groups: list[list[Evidence]] = []
    last = -2
    for found in evidence:
        if groups and found.first <= last + 1:
            groups[-1].append(found)
        else:
            groups.append([found])
        last = max(last, found.last)
    return groups
