"""Which rules run for some settings, with their severities and options."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from linter.config.settings import RuleSettings
from linter.engine.scan import Scan
from linter.model import Members, Severity
from linter.rules.catalogue import Catalogue
from linter.rules.options import Options
from linter.rules.rule import Rule


@dataclass(frozen=True)
class PlannedRule:
    """A rule as these settings run it.

    A rule of a zone that is not `selected` still gives evidence of its lines,
    but nothing is reported under its id.
    """

    rule: Rule
    severity: Severity
    selected: bool

    @property
    def options(self) -> Options:
        """The rule's options, a user's among them."""
        return self.rule.options

    @cached_property
    def by_wording(self) -> bool:
        """Whether the rule knows a line by its words alone, as the module of its check says."""
        return getattr(self.rule.module, "BY_WORDING", False)

    @cached_property
    def counts_alone(self) -> bool:
        """Whether a line of the rule may count without another of the page beside it."""
        return self.rule.places != ("beside",) or self.by_wording


class Plan:
    """The rules to run and what finds them; one for all files of the same settings."""

    def __init__(self, catalogue: Catalogue, settings: RuleSettings) -> None:
        self.catalogue = catalogue
        self.settings = settings
        selected = _selected(catalogue, settings)
        if settings.languagetool.mode == "off":
            selected = {id for id in selected if not _asks_languagetool(catalogue, id)}
        self.rules = {
            rule.id: PlannedRule(
                _with_options(rule, settings), _severity(rule, settings), rule.id in selected
            )
            for rule in catalogue.by_id.values()
            if rule.id in selected or rule.zone
        }
        self._named = selected - self.rules.keys()
        for family in {rule.family_id for id in self._named if (rule := catalogue.find(id))} - {None}:
            self._add_family(str(family))
        self._members: dict[str, PlannedRule] = {}
        self._scans: dict[str, Scan] = {}

    def _add_family(self, id: str) -> None:
        """Run a family of which only members are selected."""
        if id not in self.rules:
            rule = _with_options(self.catalogue.by_id[id], self.settings)
            self.rules[id] = PlannedRule(rule, _severity(rule, self.settings), selected=False)

    def scan(self, language: str) -> Scan:
        """Return the prefilter for a language, made once."""
        if language not in self._scans:
            self._scans[language] = Scan(self.rules.values(), language, self.catalogue)
        return self._scans[language]

    def members(self, family: PlannedRule) -> Members:
        """Return which findings of a family are asked for."""
        prefix, listed = str(family.rule.family), family.rule.members.keys()
        named = frozenset(id.removeprefix(prefix) for id in self._named if id.startswith(prefix))
        on = [name for name in listed if f"{prefix}{name}" not in self.settings.ignore]
        return Members((frozenset(on) if family.selected else named) & listed, named)

    def member(self, family: PlannedRule, name: str) -> PlannedRule | None:
        """Return what reports a finding of a family; None if the user ignores it."""
        id = f"{family.rule.family}{name}"
        if id in self.settings.ignore:
            return None
        if id not in self._members:
            rule = family.rule.member(name)
            self._members[id] = PlannedRule(rule, _severity(rule, self.settings), selected=True)
        return self._members[id]

    def is_selected(self, id: str) -> bool:
        """Say whether findings of this rule are reported."""
        if id in self.rules:
            return self.rules[id].selected
        rule = self.catalogue.find(id)
        family = self.rules.get(rule.family_id) if rule and rule.family_id else None
        if family is None:
            return False
        asked = self.members(family)
        return id.removeprefix(str(family.rule.family)) in asked.on | asked.named

    def severity_of(self, id: str) -> Severity:
        """Return the severity of a rule of this plan."""
        return self.rules[id].severity


def _selected(catalogue: Catalogue, settings: RuleSettings) -> set[str]:
    on = {id for id, rule in catalogue.by_id.items() if rule.default and (settings.across or not rule.across)}
    chosen = on if settings.select is None else _chosen_by_name(catalogue, settings.select, on)
    chosen = chosen | _chosen_by_name(catalogue, settings.extend_select, on)
    # A rule that is named beats its pack that is ignored.
    named = {*(settings.select or ()), *settings.extend_select} - set(settings.ignore)
    return {
        id for id in chosen if id in named or not any(id in catalogue.matching(n) for n in settings.ignore)
    }


def _chosen_by_name(catalogue: Catalogue, names: tuple[str, ...], on: set[str]) -> set[str]:
    """A pack's name means those of its rules that are on, `all` every rule; any rule may be named itself."""
    chosen: set[str] = set()
    for name in names:
        ids = catalogue.matching(name)
        chosen |= {id for id in ids if id == name or id in on or name == "all"}
    return chosen


def _asks_languagetool(catalogue: Catalogue, id: str) -> bool:
    rule = catalogue.find(id)
    return rule is not None and rule.text("check") == "languagetool"


def _with_options(rule: Rule, settings: RuleSettings) -> Rule:
    if overrides := settings.options.get(rule.id):
        rule = rule.with_options(overrides)
    return rule.with_words(settings.words) if settings.words else rule


def _severity(rule: Rule, settings: RuleSettings) -> Severity:
    return settings.severity_of(rule.id, rule.family_id) or rule.severity
