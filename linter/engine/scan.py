"""One pass over a document for the triggers of all rules together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from linter.analysis.phrases import flattened
from linter.analysis.wording import flexible, loosened, lowered
from linter.checks.lines import line_keys, text_of_short_lines
from linter.checks.triggers import Triggers
from linter.document.document import Document
from linter.engine.patterns import Literals, Patterns
from linter.rules.catalogue import Catalogue

if TYPE_CHECKING:
    from linter.engine.plan import PlannedRule

# Rules that the engine itself reports on have no check to run.
REPORTED = "reported"


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
        known = _Known(self._rules, self._language, self._catalogue)
        return _Index(self._rules, known.triggers, known.literals)

    def candidates(self, document: Document) -> Iterator[PlannedRule]:
        """Yield the rules that could find something, in the order of their ids."""
        index = self._index
        chosen = set(index.always)
        for key in index.keys.keys() & document.derive(line_keys) if index.keys else ():
            chosen.update(index.keys[key])
        chosen.update(index.patterns.owners_in(document.text))
        if index.phrases:
            chosen.update(index.phrases.owners_in(document.derive(flattened)))
        if index.line_patterns:
            chosen.update(index.line_patterns.owners_in(document.derive(text_of_short_lines)))
        for place in sorted(chosen):
            yield self._rules[place]


class _Index:
    """The triggers of rules: those that always run, patterns with the rule of each, keys of lines."""

    def __init__(
        self, rules: Sequence[PlannedRule], known: Mapping[str, Triggers], literals: Literals | None
    ) -> None:
        self.patterns = Patterns(literals)
        self.phrases = Patterns(literals)
        self.line_patterns = Patterns(literals)
        self.always: list[int] = []
        self.keys: dict[str, list[int]] = {}
        for place, planned in enumerate(rules):
            if not self._add(place, known[planned.rule.id]):
                self.always.append(place)

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


class _Known:
    """The triggers of rules by id, and literals of their patterns.

    Those of rules as their files have them are kept between runs. Literals
    take long to find: a run that finds the triggers kept, which is not the
    first, does it for those that follow.
    """

    def __init__(self, rules: Sequence[PlannedRule], language: str, catalogue: Catalogue) -> None:
        shipped = [planned for planned in rules if planned.rule is catalogue.by_id[planned.rule.id]]
        ids = [planned.rule.id for planned in shipped]
        made_of = (catalogue.files, ids)
        found = catalogue.kept.find(f"triggers-{language}", made_of)
        self.literals: Literals | None = None
        if found is None:
            found = [tuple(_triggers_or_none(planned, language)) for planned in shipped]
            catalogue.kept.keep(f"triggers-{language}", made_of, found)
        else:
            table = catalogue.kept.get(f"literals-{language}", made_of, lambda: _literals(found))
            self.literals = Literals(table)
        self.triggers = {id: Triggers(*triggers) for id, triggers in zip(ids, found, strict=True)}
        for planned in rules:
            if planned.rule.id not in self.triggers:
                self.triggers[planned.rule.id] = _triggers_or_none(planned, language)


def _literals(triggers: Iterable[tuple[tuple[str, ...], ...]]) -> dict[str, tuple[str, ...]]:
    from linter.analysis.literals import literals_of

    wanted = [Triggers(*some) for some in triggers]
    patterns = {p for some in wanted for p in (*some.patterns, *some.phrases, *some.line_patterns)}
    return {pattern: literals_of(pattern) for pattern in patterns}


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
