"""All rules that are installed, by id."""

from __future__ import annotations

from collections.abc import Iterable

from linter.rules.options import nearest
from linter.rules.packs import entry_points, rules_of
from linter.rules.rule import Rule, RuleFileError


class UnknownRuleError(Exception):
    """A name that is neither a rule's id nor a pack's."""


class Catalogue:
    """The rules of all packs; iterating gives them in the order of their ids."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.by_id: dict[str, Rule] = {}
        for rule in sorted(rules, key=lambda rule: rule.id):
            if rule.id in self.by_id:
                raise RuleFileError(f"{rule.path}: {rule.id} is also in {self.by_id[rule.id].path}")
            self.by_id[rule.id] = rule
        self.packs = frozenset(rule.pack for rule in self.by_id.values())

    def matching(self, name: str) -> frozenset[str]:
        """Return the ids that a rule's id, a pack's name or `all` stands for."""
        if name == "all":
            return frozenset(self.by_id)
        if name in self.by_id:
            return frozenset({name})
        if name in self.packs:
            return frozenset(id for id, rule in self.by_id.items() if rule.pack == name)
        known = self.by_id if "/" in name else [*self.packs, "all"]
        raise UnknownRuleError(f"unknown {'rule' if '/' in name else 'pack'} “{name}”{nearest(name, known)}")


def installed() -> Catalogue:
    """Return the rules of every installed pack; `RuleFileError` if one cannot be read, or there is none."""
    catalogue = Catalogue(rule for package in entry_points() for rule in rules_of(package))
    if not catalogue.by_id:
        raise RuleFileError("no rules are installed, or may be read; install copydesk again")
    return catalogue
