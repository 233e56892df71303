"""One document through all rules: hits, zones, diagnostics, suppressions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from linter.document.document import Block, Document, Format, Skipped
from linter.document.furniture import without_furniture
from linter.document.parse import parse
from linter.document.source import Source
from linter.engine.plan import Plan, PlannedRule
from linter.engine.read import Unreadable
from linter.engine.zones import Evidence, Zone, find_evidence, join_zones, marks_of
from linter.model import (
    Diagnostic,
    Edit,
    Fact,
    Failure,
    Fix,
    Hit,
    Location,
    Mark,
    Position,
    Related,
    Severity,
    Span,
)
from linter.suppressions import Waiting, apply_suppressions

# A message quotes at most this much of the text, in code points.
_LONGEST_QUOTE = 80


class NotRun(NamedTuple):
    """A rule that did not run on a file, as what it needs is not there: what, and how to get it."""

    rule: str
    reason: str


@dataclass(frozen=True)
class Result:
    """What a run knows of one file.

    `unchecked` says why it was not linted at all; `without_data` are the rules
    that have nothing for its language; `skipped` are the parts of the source
    that were left out; `facts` wait for the judgement over all files, with the
    suppressions of its rules; `across` says that this is that judgement.
    `not_run` are the rules that need what is not there; `sent_to` is the server
    that read its text, if that is not one of this machine.
    """

    path: str
    source: Source | None
    diagnostics: tuple[Diagnostic, ...] = ()
    failures: tuple[Failure, ...] = ()
    unchecked: str | None = None
    language: str = "und"
    without_data: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    facts: tuple[tuple[str, str, Fact], ...] = ()
    not_run: tuple[NotRun, ...] = ()
    sent_to: str = ""
    waiting: tuple[Waiting, ...] = ()
    across: bool = False


def unreadable_result(unreadable: Unreadable, plan: Plan) -> Result:
    """Return the result of a file that could not be read."""
    start = Position(0, 1, 1)
    found = _document_diagnostic(
        plan, unreadable.kind, unreadable.reason, Location(unreadable.path, start, start)
    )
    return Result(unreadable.path, None, found, unchecked=unreadable.reason)


def _document_diagnostic(plan: Plan, kind: str, reason: str, where: Location) -> tuple[Diagnostic, ...]:
    """The finding of a rule of the pack `document`, whose checks are the readers themselves."""
    id = f"document/{kind}"
    if not plan.is_selected(id):
        return ()
    planned = plan.rules[id]
    message = planned.rule.text("message").format(reason=reason)
    return (Diagnostic(where.path, id, planned.severity, message, where.start, where.end),)


@dataclass
class Draft:
    """A file on its way: what was found before the rules that read several files at once, its `families`.

    `later` are the rules that judge facts of several files.
    """

    document: Document
    plan: Plan
    found: list[Diagnostic]
    failures: list[Failure]
    families: tuple[PlannedRule, ...]
    facts: tuple[tuple[str, str, Fact], ...]
    later: frozenset[str]
    not_run: tuple[NotRun, ...] = ()
    sent_to: str = ""


def lint(source: Source, plan: Plan, format: Format | None = None) -> Result:
    """Run the plan's rules over one file."""
    from linter.engine.batch import Batch

    batch = Batch()
    batch.add(begin(source, plan, format))
    return batch.results()[0]


def begin(source: Source, plan: Plan, format: Format | None = None) -> Draft | Result:
    """Run the rules that read one file; a file that cannot be parsed has its result."""
    try:
        document = parse(source, format, templates=plan.settings.templates)
    except Exception as error:  # noqa: BLE001 - a fault of a parser must not end the run over the other files
        broken = failure(source.path, "document/unreadable", error)
        return Result(source.path, source, failures=(broken,), unchecked="could not be parsed")
    if plan.settings.language and not document.declared_language:
        document = replace(document, declared_language=plan.settings.language)
    failures: list[Failure] = []
    candidates = list(_candidates(document, plan))
    zones = _zones(document, [c for c in candidates if c.rule.zone], failures)
    document = without_furniture(
        document,
        [zone.span for zone in zones if _is_furniture(zone)],
        [zone.span for zone in zones if zone.strongest()],
    )
    others = [planned for planned in candidates if not planned.rule.zone and not planned.rule.family]
    found = [diagnostic for _, _, diagnostic in _hits(document, others, failures)]
    found += [diagnostic for zone in zones if (diagnostic := _zone_diagnostic(document, zone))]
    found += _unclosed_front_matter(document, plan)
    found += _lost_parts(document, plan)
    failed = {failure.rule for failure in failures}
    facts = tuple(_facts(document, [c for c in others if c.rule.id not in failed], failures))
    families = tuple(planned for planned in candidates if planned.rule.family)
    failed = {failure.rule for failure in failures}
    ran = [planned.rule for planned in others if planned.rule.id not in failed]
    later = frozenset(rule.id for rule in ran if hasattr(rule.module, "judge"))
    return Draft(document, plan, found, failures, families, facts, later)


def finish(draft: Draft) -> Result:
    """Return the result of a file when all its rules have run."""
    document, plan = draft.document, draft.plan
    without_data = plan.scan(document.language).without_data
    not_run = {failure.rule for failure in draft.failures}.union(
        without_data, (n.rule for n in draft.not_run)
    )
    kept, waiting = apply_suppressions(document, draft.found, plan, not_run, draft.later)
    kept.sort(key=lambda diagnostic: (diagnostic.start.offset, diagnostic.end.offset, diagnostic.rule))
    return Result(
        document.source.path,
        document.source,
        tuple(kept),
        tuple(draft.failures),
        language=document.language,
        without_data=without_data if document.text else (),
        skipped=document.skipped,
        facts=draft.facts,
        waiting=waiting,
        not_run=draft.not_run,
        sent_to=draft.sent_to,
    )


def _candidates(document: Document, plan: Plan) -> Iterator[PlannedRule]:
    """Yield the rules that could find something in a language of the document, each once."""
    seen: set[str] = set()
    for language in document.spoken:
        for planned in plan.scan(language).candidates(document):
            if planned.rule.id not in seen:
                seen.add(planned.rule.id)
                yield planned


def marked_lines(document: Document, plan: Plan) -> dict[int, Mark]:
    """Return what the lines of a document are known by, for programs that learn from them."""
    candidates = [planned for planned in _candidates(document, plan) if planned.rule.zone]
    return marks_of(find_evidence(document, _hits_by_wording(document, candidates, [])))


def _hits_by_wording(
    document: Document, candidates: Iterable[PlannedRule], failures: list[Failure]
) -> list[tuple[PlannedRule, Hit]]:
    found = _hits(document, [c for c in candidates if not c.rule.neighbours], failures)
    return [(planned, hit) for planned, hit, _ in found]


def _zones(document: Document, candidates: Sequence[PlannedRule], failures: list[Failure]) -> list[Zone]:
    others = [planned for planned in candidates if not planned.counts_alone]
    hits = _hits_by_wording(document, [c for c in candidates if c.counts_alone], failures)
    if not hits:
        return []
    hits += _hits_by_wording(document, others, failures)
    marks = marks_of(find_evidence(document, hits))
    by_neighbours = [planned for planned in candidates if planned.rule.neighbours]
    hits += [(planned, hit) for planned, hit, _ in _hits(document, by_neighbours, failures, marks)]
    return join_zones(document, find_evidence(document, hits))


def _is_furniture(zone: Zone) -> bool:
    return any(part.severity > Severity.INFO for part in zone.parts)


def _hits(
    document: Document,
    candidates: Iterable[PlannedRule],
    failures: list[Failure],
    marks: Mapping[int, Mark] | None = None,
) -> Iterator[tuple[PlannedRule, Hit, Diagnostic]]:
    """Yield the hits of each rule and what each is reported as; a rule that raises is noted and has none.

    With `marks`, the rules are those that read a line by its neighbours.
    """
    for planned in candidates:
        try:
            if marks is None:
                hits = list(_run(document, planned))
            else:
                hits = list(planned.rule.module.check_neighbours(document, marks, planned.options))
            found = [(planned, hit, validated(document, planned, hit)) for hit in hits]
        except Exception as error:  # noqa: BLE001 - a stranger's check may raise anything
            failures.append(failure(document.source.path, planned.rule.id, error))
            continue
        yield from found


def validated(document: Document, planned: PlannedRule, hit: Hit) -> Diagnostic:
    """Return what a hit is reported as; raises where it cannot be: a stranger's check may return anything."""
    if not 0 <= hit.span.start <= hit.span.end <= len(document.text):
        raise ValueError(f"the span {tuple(hit.span)} is not in the text")
    return diagnostic_of(document, planned, hit)


def _run(document: Document, planned: PlannedRule) -> Iterator[Hit]:
    module = planned.rule.module
    if check := getattr(module, "check", None):
        yield from check(document, planned.options)
    elif check_blocks := getattr(module, "check_blocks", None):
        for block, hit in check_blocks(blocks_for(document, planned), planned.options):
            yield moved(hit, block.start)


def blocks_for(document: Document, planned: PlannedRule) -> list[Block]:
    """Return the blocks of the article that are in a language of the rule, each with its language."""
    languages = planned.rule.languages
    return [
        block._replace(lang=language)
        for block in document.prose
        if (language := document.language_of(block)) and (languages is None or language in languages)
    ]


def moved(hit: Hit, by: int) -> Hit:
    """A hit of a block, whose offsets count from the block's start, in those of the document."""

    def move(span: Span) -> Span:
        return Span(span.start + by, span.end + by)

    notes = tuple(
        note._replace(place=move(note.place)) if isinstance(note.place, Span) else note for note in hit.notes
    )
    fix = hit.fix and hit.fix._replace(
        edits=tuple(Edit(move(edit.span), edit.text) for edit in hit.fix.edits)
    )
    return hit._replace(span=move(hit.span), notes=notes, fix=fix)


def _facts(
    document: Document, candidates: Iterable[PlannedRule], failures: list[Failure]
) -> Iterator[tuple[str, str, Fact]]:
    for planned in candidates:
        try:
            facts = getattr(planned.rule.module, "facts", None)
            found = list(facts(document, planned.options)) if facts else []
        except Exception as error:  # noqa: BLE001 - as in _hits
            failures.append(failure(document.source.path, planned.rule.id, error))
            continue
        for key, fact in found:
            yield planned.rule.id, key, fact


def failure(path: str, rule: str, error: Exception) -> Failure:
    """Return what is told of a check that raised."""
    import traceback

    cause = f"{type(error).__name__}: {error}"
    return Failure(path, rule, cause, "".join(traceback.format_exception(error)))


def diagnostic_of(document: Document, planned: PlannedRule, hit: Hit) -> Diagnostic:
    """Return a hit as it is reported."""
    path, start, end = document.location(hit.span)
    severity = planned.severity if hit.certain else Severity.INFO
    related = tuple(_related(document, note.place, note.message) for note in hit.notes)
    return Diagnostic(
        path,
        planned.rule.id,
        severity,
        _message(document, planned, hit),
        start,
        end,
        related,
        _fix(document, hit.fix),
        planned.rule.family_id,
    )


def _related(document: Document, place: Span | Location, message: str, rule: str | None = None) -> Related:
    where = document.location(place) if isinstance(place, Span) else place
    return Related(*where, message, rule)


def _message(document: Document, planned: PlannedRule, hit: Hit) -> str:
    match = " ".join(document.text[hit.span.start : hit.span.end].split())
    if len(match) > _LONGEST_QUOTE:
        match = match[: _LONGEST_QUOTE - 1].rstrip() + "…"
    return planned.rule.text("message").format_map({"match": match, **(hit.values or {})})


def _fix(document: Document, fix: Fix | None) -> Fix | None:
    """The fix in offsets of the source; none where an edit would cross markup."""
    if fix is None or not all(document.is_verbatim(edit.span) for edit in fix.edits):
        return None
    return fix._replace(edits=tuple(Edit(document.to_source(edit.span), edit.text) for edit in fix.edits))


def _zone_diagnostic(document: Document, zone: Zone) -> Diagnostic | None:
    strongest = zone.strongest()
    if strongest is None:
        return None
    named = diagnostic_of(document, strongest.planned, strongest.hit)
    _, start, end = document.location(zone.span)
    if len(zone.parts) == 1:
        return named
    parts = tuple(_zone_part(document, part) for part in zone.lines)
    lines = 1 + max(part.last for part in zone.parts) - zone.parts[0].first
    if lines == 1:
        return named._replace(start=start, end=end)
    line = "" if named.start.line == start.line else f" (line {named.start.line})"
    message = f"{named.message}{line}; {lines} lines of page furniture stand together here"
    return named._replace(message=message, start=start, end=end, related=named.related + parts)


def _zone_part(document: Document, part: Evidence) -> Related:
    message = _message(document, part.planned, part.hit)
    return _related(document, part.hit.span, message, part.planned.rule.id)


def _unclosed_front_matter(document: Document, plan: Plan) -> tuple[Diagnostic, ...]:
    front_matter = document.front_matter
    if front_matter is None or front_matter.closed:
        return ()
    source = document.source
    start, end = (source.position(offset) for offset in source.line_span(1))
    reason = "the front matter that begins here is never closed"
    return _document_diagnostic(plan, "front-matter", reason, Location(source.path, start, end))


def _lost_parts(document: Document, plan: Plan) -> Iterator[Diagnostic]:
    source = document.source
    for (start, end), what, lost in document.skipped:
        if lost:
            line_end = source.line_span(source.position(start).line).end
            where = Location(source.path, source.position(start), source.position(min(end, line_end)))
            yield from _document_diagnostic(plan, "unclosed-markup", what, where)
