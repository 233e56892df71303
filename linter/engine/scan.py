"""One pass over a document for the triggers of all rules together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import re2

from linter.analysis.phrases import flattened
from linter.analysis.wording import flexible, loosened, lowered
from linter.checks.lines import line_keys, text_of_short_lines
from linter.checks.triggers import Triggers
from linter.document.document import Document
from linter.rules.catalogue import Catalogue

if TYPE_CHECKING:
    from linter.engine.plan import PlannedRule

# Rules that the engine itself reports on have no check to run.
REPORTED = "reported"
# RE2 builds its automaton in this much memory (bytes) and falls back to a slower one beyond it.
_AUTOMATON_BYTES = 64 << 20


class Scan:
    """Says which rules could find something in a document of one language."""

    def __init__(self, rules: Iterable[PlannedRule], language: str, catalogue: Catalogue) -> None:
        self._language = language
        self._catalogue = catalogue
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
        return _Index(self._rules, _known_triggers(self._rules, self._language, self._catalogue))

    def candidates(self, document: Document) -> Iterator[PlannedRule]:
        """Yield the rules that could find something, in the order of their ids."""
        index = self._index
        chosen = set(index.always)
        for key in index.keys.keys() & document.derive(line_keys):
            chosen.update(index.keys[key])
        chosen.update(index.patterns.owners_in(document.text))
        if index.phrases:
            chosen.update(index.phrases.owners_in(document.derive(flattened)))
        if index.line_patterns:
            chosen.update(index.line_patterns.owners_in(document.derive(text_of_short_lines)))
        for place in sorted(chosen):
            yield self._rules[place]


class _Patterns:
    """Patterns of several rules, looked for in one pass."""

    def __init__(self) -> None:
        options = re2.Options()
        options.max_mem = _AUTOMATON_BYTES
        options.log_errors = False
        self._set = re2.Set.SearchSet(options)
        self._owners: list[int] = []

    def __bool__(self) -> bool:
        return bool(self._owners)

    def add(self, pattern: str, owner: int) -> None:
        """Take up a pattern of the rule in this place; `re2.error` if it is none."""
        self._set.Add(pattern)
        self._owners.append(owner)

    def compile(self) -> list[int]:
        """Make ready; return the owners of patterns that take more memory than there is."""
        if self._owners:
            try:
                self._set.Compile()
            except re2.error:
                owners, self._owners = self._owners, []
                return owners
        return []

    def owners_in(self, text: str) -> Iterator[int]:
        """Yield the rules of which a pattern occurs in a text."""
        return (self._owners[i] for i in self._set.Match(text) or ()) if self._owners else iter(())


class _Index:
    """The triggers of rules: those that always run, patterns with the rule of each, keys of lines."""

    def __init__(self, rules: Sequence[PlannedRule], known: Mapping[str, Triggers]) -> None:
        self.patterns = _Patterns()
        self.phrases = _Patterns()
        self.line_patterns = _Patterns()
        self.always: list[int] = []
        self.keys: dict[str, list[int]] = {}
        for place, planned in enumerate(rules):
            try:
                always = not self._add(place, known[planned.rule.id])
            except re2.error:  # the rule runs into the same error itself, and is reported for it
                always = True
            if always:
                self.always.append(place)
        # More patterns than the memory takes: their rules run without being asked for.
        too_many = {*self.patterns.compile(), *self.phrases.compile(), *self.line_patterns.compile()}
        self.always = sorted(too_many.union(self.always))

    def _add(self, place: int, triggers: Triggers) -> bool:
        """Take up the triggers of a rule; say whether it has any."""
        for pattern in triggers.patterns:
            self.patterns.add(pattern, place)
        for phrase in triggers.phrases:
            self.phrases.add(phrase, place)
        for pattern in triggers.line_patterns:
            self.line_patterns.add(pattern, place)
        for key in triggers.lines:
            self.keys.setdefault(key, []).append(place)
        return any(triggers)


def _known_triggers(rules: Sequence[PlannedRule], language: str, catalogue: Catalogue) -> dict[str, Triggers]:
    """Return the triggers of rules by id; of rules as their files have them they are kept between runs."""
    as_shipped = [planned for planned in rules if planned.rule is catalogue.by_id[planned.rule.id]]
    ids = [planned.rule.id for planned in as_shipped]

    def make() -> list[tuple[tuple[str, ...], ...]]:
        return [tuple(_triggers_or_none(planned, language)) for planned in as_shipped]

    found = catalogue.kept.get(f"triggers-{language}", (catalogue.files, ids), make)
    known = {id: Triggers(*triggers) for id, triggers in zip(ids, found, strict=True)}
    changed = [planned for planned in rules if planned.rule.id not in known]
    return known | {planned.rule.id: _triggers_or_none(planned, language) for planned in changed}


def _triggers_or_none(planned: PlannedRule, language: str) -> Triggers:
    try:
        return triggers_of(planned, language)
    except Exception:  # noqa: BLE001 - the rule runs into the same error itself, and is reported for it
        return Triggers()


def triggers_of(planned: PlannedRule, language: str) -> Triggers:
    """Return the triggers of a rule; none when it must always run."""
    rule = planned.rule
    cues = [loosened(cue) for cue in rule.cues(language)]
    if rule.cues_in_lines:
        return Triggers(line_patterns=tuple(f"(?m:{lowered(cue)})" for cue in cues))
    if cues:
        return Triggers(tuple(f"(?mi:{flexible(cue)})" for cue in cues))
    find = getattr(rule.module, "triggers", None)
    return find(planned.options, language) if find else Triggers()
