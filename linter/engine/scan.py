"""One pass over a document for the triggers of all rules together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from linter.analysis.literals import literals_of
from linter.analysis.phrases import flattened
from linter.analysis.wording import flexible, loosened, lowered
from linter.analysis.words import words_of
from linter.checks.lines import line_keys, text_of_short_lines
from linter.checks.triggers import Triggers
from linter.document.document import Document
from linter.engine.patterns import Entry, Literals, Patterns, Phrases
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
            and not planned.rule.is_native
            and planned.rule.languages is not None
            and language not in planned.rule.languages
        )
        self._rules = [
            planned
            for planned in rules
            if planned.rule.text("check") != REPORTED
            and (planned.rule.languages is None or language in planned.rule.languages)
        ]

    @cached_property
    def _index(self) -> _Index:
        return _Index(self._rules, _Known(self._rules, self._language, self._catalogue))

    def candidates(self, document: Document) -> Iterator[PlannedRule]:
        """Yield the rules that could find something, in the order of their ids."""
        index = self._index
        chosen = set(index.always)
        for key in index.keys.keys() & document.derive(line_keys) if index.keys else ():
            chosen.update(index.keys[key])
        if index.words:
            words = document.derive(words_of)
            chosen.update(place for place, wanted in index.words if not wanted.isdisjoint(words))
        if index.patterns:
            chosen.update(index.patterns.owners_in(document.text))
        if index.phrases:
            chosen.update(index.phrases.owners_in(document.derive(flattened)))
        if index.line_patterns:
            chosen.update(index.line_patterns.owners_in(document.derive(text_of_short_lines)))
        for place in sorted(chosen):
            yield self._rules[place]


class _Index:
    """The triggers of rules: those that always run, patterns with the rule of each, keys of lines, words."""

    def __init__(self, rules: Sequence[PlannedRule], known: _Known) -> None:
        self.patterns = Patterns(known.literals)
        self.phrases = Phrases(known.literals, known.find_literals)
        self.line_patterns = Patterns(known.literals)
        self.always: list[int] = []
        self.keys: dict[str, list[int]] = {}
        self.words: list[tuple[int, frozenset[bytes]]] = []
        for place, planned in enumerate(rules):
            if not self._add(place, planned.rule.pack, known.triggers[planned.rule.id]):
                self.always.append(place)

    def _add(self, place: int, pack: str, triggers: Triggers) -> bool:
        """Take up the triggers of a rule; say whether it has any."""
        for some, patterns in (
            (self.patterns, triggers.patterns),
            (self.phrases, triggers.phrases),
            (self.line_patterns, triggers.line_patterns),
        ):
            for pattern in patterns:
                some.add(Entry(pattern, place, pack))
        for key in triggers.lines:
            self.keys.setdefault(key, []).append(place)
        if triggers.words:
            self.words.append((place, triggers.words))
        return any(triggers)


class _Known:
    """The triggers of rules by id, and literals of their patterns.

    Those of rules as their files have them are kept between runs. `literals`
    take long to find: they are at hand when an earlier run found them.
    """

    def __init__(self, rules: Sequence[PlannedRule], language: str, catalogue: Catalogue) -> None:
        self._kept, self._name = catalogue.kept, f"literals-{language}"
        shipped = [planned for planned in rules if planned.rule is catalogue.by_id[planned.rule.id]]
        ids = [planned.rule.id for planned in shipped]
        self._made_of = (catalogue.files, ids)
        found = self._kept.find(f"triggers-{language}", self._made_of)
        was_kept = found is not None
        if found is None:
            found = [tuple(_triggers_or_none(planned, language)) for planned in shipped]
            self._kept.keep(f"triggers-{language}", self._made_of, found)
        self.triggers = {id: Triggers(*triggers) for id, triggers in zip(ids, found, strict=True)}
        for planned in rules:
            if planned.rule.id not in self.triggers:
                self.triggers[planned.rule.id] = _triggers_or_none(planned, language)
        # A second run will be followed by a third.
        self.literals = self.find_literals() if was_kept else None

    @cached_property
    def _found(self) -> Literals:
        made: Literals = self._kept.get(self._name, self._made_of, lambda: _literals(self.triggers.values()))
        return made

    def find_literals(self) -> Literals:
        """Return the literals of all patterns."""
        return self._found


def _literals(triggers: Iterable[Triggers]) -> dict[str, tuple[str, ...]]:
    patterns = {p for some in triggers for p in (*some.patterns, *some.phrases, *some.line_patterns)}
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
