"""One pass over a document for the triggers of all rules together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import re2

from linter.analysis.wording import flexible, loosened
from linter.checks.lines import lines_by_key
from linter.checks.triggers import Triggers
from linter.document.document import Document

if TYPE_CHECKING:
    from linter.engine.plan import PlannedRule

# Rules that the engine itself reports on have no check to run.
REPORTED = "reported"
# RE2 builds its automaton in this much memory (bytes) and falls back to a slower one beyond it.
_AUTOMATON_BYTES = 64 << 20


class Scan:
    """Says which rules could find something in a document of one language."""

    def __init__(self, rules: Iterable[PlannedRule], language: str) -> None:
        self._language = language
        self.without_data = tuple(
            planned.rule.id
            for planned in rules
            if planned.selected
            and planned.rule.languages is not None
            and language not in planned.rule.languages
        )
        skipped = frozenset(self.without_data)
        self._rules = [
            planned
            for planned in rules
            if planned.rule.text("check") != REPORTED
            and planned.rule.id not in skipped
            and (planned.rule.languages is None or language in planned.rule.languages)
        ]

    @cached_property
    def _index(self) -> _Index:
        return _Index(self._rules, self._language)

    def candidates(self, document: Document) -> Iterator[PlannedRule]:
        """Yield the rules that could find something, in the order of their ids."""
        index = self._index
        chosen = set(index.always)
        for key in index.keys.keys() & document.derive(lines_by_key).keys():
            chosen.update(index.keys[key])
        if index.owners:
            chosen.update(index.owners[i] for i in index.patterns.Match(document.text) or ())
        for place in sorted(chosen):
            yield self._rules[place]


class _Index:
    """The triggers of rules: those that always run, patterns with the rule of each, keys of lines."""

    def __init__(self, rules: Sequence[PlannedRule], language: str) -> None:
        options = re2.Options()
        options.max_mem = _AUTOMATON_BYTES
        options.log_errors = False
        self.patterns = re2.Set.SearchSet(options)
        self.owners: list[int] = []
        self.always: list[int] = []
        self.keys: dict[str, list[int]] = {}
        for place, planned in enumerate(rules):
            try:
                always = not self._add(place, triggers_of(planned, language))
            except Exception:  # noqa: BLE001 - the rule runs into the same error itself, and is reported for it
                always = True
            if always:
                self.always.append(place)
        try:
            if self.owners:
                self.patterns.Compile()
        except re2.error:
            # More patterns than the memory takes: their rules run without being asked for.
            self.always = sorted({*self.always, *self.owners})
            self.owners = []

    def _add(self, place: int, triggers: Triggers) -> bool:
        """Take up the triggers of a rule; say whether it has any."""
        for pattern in triggers.patterns:
            self.patterns.Add(pattern)
            self.owners.append(place)
        for key in triggers.lines:
            self.keys.setdefault(key, []).append(place)
        return bool(triggers.patterns or triggers.lines)


def triggers_of(planned: PlannedRule, language: str) -> Triggers:
    """Return the triggers of a rule; none when it must always run."""
    rule = planned.rule
    cues = tuple(f"(?mi:{flexible(loosened(cue))})" for cue in rule.cues(language))
    if cues or rule.text("check").startswith("."):
        return Triggers(cues)
    find = getattr(rule.module, "triggers", None)
    return find(planned.options, language) if find else Triggers()
