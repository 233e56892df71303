"""A run over many files, one result at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from linter.config.configuration import Configuration
from linter.config.settings import RuleSettings, Settings
from linter.document.source import Source
from linter.engine.batch import Batch
from linter.engine.judge import judge
from linter.engine.lint import Draft, NotRun, Result, begin, unreadable_result
from linter.engine.plan import Plan
from linter.engine.read import Unreadable, read_file, source_of
from linter.files import Found
from linter.model import Diagnostic, Fact, Failure, Severity
from linter.rules.catalogue import Catalogue
from linter.suppressions import Waiting, apply_waiting


@dataclass
class Summary:
    """What a run has done so far: the counts that its last lines give."""

    files: int = 0
    unchecked: list[tuple[str, str]] = field(default_factory=list)
    by_severity: Counter[Severity] = field(default_factory=Counter)
    tallies: Counter[str] = field(default_factory=Counter)
    failures: int = 0
    without_data: dict[str, tuple[int, int]] = field(default_factory=dict)
    not_run: Counter[NotRun] = field(default_factory=Counter)
    sent: Counter[str] = field(default_factory=Counter)
    failing: bool = False

    @property
    def broken(self) -> bool:
        """Whether the tool or its input failed, so that the findings are not all."""
        return bool(self.unchecked or self.failures)


class _Compared(NamedTuple):
    """Facts of one rule that are compared, and a plan that has its options."""

    plan: Plan
    facts: list[tuple[str, str, Fact]]


class Run:
    """Lints files one after another; `summary` grows with them."""

    def __init__(self, catalogue: Catalogue, configuration: Configuration) -> None:
        self.summary = Summary()
        self._catalogue = catalogue
        self._configuration = configuration
        self._plans: dict[RuleSettings, Plan] = {}
        self._facts: dict[str, list[_Compared]] = {}
        self._waiting: dict[str, tuple[Waiting, ...]] = {}
        self._batch = Batch()

    def results(self, files: Iterable[Found]) -> Iterator[Result]:
        """Yield the result of each file, then those of the rules that judge several files."""
        for path, problem in files:
            settings = self._configuration.settings_for(path)
            if problem is None:
                source = read_file(path, settings.max_size)
            else:
                source = Unreadable(path, "unreadable", problem)
            self._batch.add(self._begun(source, settings))
            if self._batch.is_full:
                yield from self._finished()
        yield from self._finished()
        yield from self._judged()

    def result_of(self, path: str, data: bytes) -> Result:
        """Return the result of bytes that are not read from their path, as from standard input."""
        settings = self._configuration.settings_for(path)
        self._batch.add(self._begun(source_of(path, data, settings.max_size), settings))
        return next(self._finished())

    def _begun(self, source: Source | Unreadable, settings: Settings) -> Draft | Result:
        plan = self._plan(settings.rules_for(source.path))
        return unreadable_result(source, plan) if isinstance(source, Unreadable) else begin(source, plan)

    def _finished(self) -> Iterator[Result]:
        """Yield the results of the files that waited, each counted."""
        for result in self._batch.results():
            settings = self._configuration.settings_for(result.path)
            plan = self._plan(settings.rules_for(result.path))
            for rule, key, fact in result.facts:
                self._compared(plan, rule).facts.append((rule, key, fact))
            if result.waiting:
                self._waiting[result.path] = result.waiting
            self._count(result, settings.fail_level)
            yield result

    def _plan(self, rules: RuleSettings) -> Plan:
        if rules not in self._plans:
            self._plans[rules] = Plan(self._catalogue, rules)
        return self._plans[rules]

    def _compared(self, plan: Plan, rule: str) -> _Compared:
        """Return the facts that those of a file are compared with: of the same rule with the same options."""
        groups = self._facts.setdefault(rule, [])
        options = plan.rules[rule].options
        for group in groups:
            if group.plan is plan or group.plan.rules[rule].options == options:
                return group
        groups.append(_Compared(plan, []))
        return groups[-1]

    def _judged(self) -> Iterator[Result]:
        by_path: dict[str, list[Diagnostic]] = {path: [] for path in self._waiting}
        failures: list[Failure] = []
        for group in [group for groups in self._facts.values() for group in groups]:
            found, failed = judge(group.plan, group.facts, self._plan_of)
            failures += failed
            for diagnostic in found:
                by_path.setdefault(diagnostic.path, []).append(diagnostic)
        broken = {failure.rule for failure in failures}
        for path, some in sorted(by_path.items()):
            waiting = [one for one in self._waiting.get(path, ()) if one.suppression.rule not in broken]
            if kept := apply_waiting(some, waiting):
                yield self._judged_result(path, kept)
        if failures:
            self.summary.failures += len(failures)
            yield Result("", None, failures=tuple(failures))

    def _judged_result(self, path: str, found: Iterable[Diagnostic]) -> Result:
        """Return the result of a file over others, with its text read again: not all were kept."""
        settings = self._configuration.settings_for(path)
        source = read_file(path, settings.max_size)
        result = Result(path, None if isinstance(source, Unreadable) else source, tuple(found), across=True)
        self._count_findings(result, settings.fail_level)
        return result

    def _plan_of(self, path: str) -> Plan:
        return self._plan(self._configuration.settings_for(path).rules_for(path))

    def _count(self, result: Result, fail_level: Severity) -> None:
        summary = self.summary
        if result.unchecked is None:
            summary.files += 1
        else:
            summary.unchecked.append((result.path, result.unchecked))
        if result.without_data:
            files, _ = summary.without_data.get(result.language, (0, 0))
            summary.without_data[result.language] = (files + 1, len(result.without_data))
        summary.not_run.update(result.not_run)
        if result.sent_to:
            summary.sent[result.sent_to] += 1
        self._count_findings(result, fail_level)

    def _count_findings(self, result: Result, fail_level: Severity) -> None:
        summary = self.summary
        summary.failures += len(result.failures)
        for diagnostic in result.diagnostics:
            summary.by_severity[diagnostic.severity] += 1
            summary.failing |= diagnostic.severity >= fail_level
            rule = self._catalogue.by_id.get(diagnostic.rule)
            if rule and rule.tally:
                summary.tallies[rule.tally] += 1
