"""Judgements over the facts of several files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from linter.engine.lint import failure
from linter.engine.plan import Plan
from linter.model import Diagnostic, Fact, Failure, Location, Related, Severity


def judge(
    plan: Plan, facts: Iterable[tuple[str, str, Fact]], plan_of: Callable[[str], Plan] | None = None
) -> tuple[list[Diagnostic], list[Failure]]:
    """Return what the rules find in facts of (rule, key, fact), ordered by place.

    `plan_of` gives the plan of a file by its path, whose severities hold for it, where there are several.
    """
    by_rule: dict[str, dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for rule, key, fact in facts:
        by_rule[rule][key].append(fact)
    found: list[Diagnostic] = []
    failures: list[Failure] = []
    for rule, by_key in by_rule.items():
        try:
            found += [
                diagnostic
                for key, some in by_key.items()
                for diagnostic in _judged(plan, rule, key, some, plan_of or (lambda _: plan))
            ]
        except Exception as error:  # noqa: BLE001 - a stranger's check may raise anything
            failures.append(failure("", rule, error))
    found.sort(key=lambda diagnostic: (diagnostic.path, diagnostic.start.offset, diagnostic.rule))
    return found, failures


def _judged(
    plan: Plan, rule: str, key: str, facts: list[Fact], plan_of: Callable[[str], Plan]
) -> Iterable[Diagnostic]:
    planned = plan.rules[rule]
    for location, hit in planned.rule.module.judge(key, facts):
        message = planned.rule.text("message").format_map({"match": key, **(hit.values or {})})
        severity = plan_of(location.path).severity_of(rule) if hit.certain else Severity.INFO
        related = tuple(
            Related(*note.place, note.message) for note in hit.notes if isinstance(note.place, Location)
        )
        yield Diagnostic(location.path, rule, severity, message, location.start, location.end, related)
