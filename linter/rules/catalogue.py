"""All rules that are installed, by id."""

from __future__ import annotations

import re
from collections.abc import Iterable

from linter.kept import Kept
from linter.rules.options import nearest
from linter.rules.packs import entry_points, read_package
from linter.rules.rule import Rule, RuleFileError

# The name of a finding of a family, after what the family's names begin with.
_MEMBER = re.compile("[a-z0-9]+(-[a-z0-9]+)*")


class UnknownRuleError(Exception):
    """A name that is neither a rule's id nor a pack's."""


class Catalogue:
    """The rules of all packs; iterating gives them in the order of their ids."""

    def __init__(self, rules: Iterable[Rule], files: object = None, kept: Kept | None = None) -> None:
        # What its rules were read from; what is made of them alone is kept with `kept`.
        self.files = files
        self.kept = kept or Kept()
        self.by_id: dict[str, Rule] = {}
        for rule in sorted(rules, key=lambda rule: rule.id):
            if rule.id in self.by_id:
                raise RuleFileError(f"{rule.path}: {rule.id} is also in {self.by_id[rule.id].path}")
            self.by_id[rule.id] = rule
        self.packs = frozenset(rule.pack for rule in self.by_id.values())
        self._families = {rule.family: rule for rule in self.by_id.values() if rule.family}

    def find(self, id: str) -> Rule | None:
        """Return the rule of an id, which may be that of a finding of a family."""
        if id in self.by_id:
            return self.by_id[id]
        for prefix, family in self._families.items():
            name = id.removeprefix(prefix)
            if name != id and _MEMBER.fullmatch(name):
                return family.member(name)
        return None

    def matching(self, name: str) -> frozenset[str]:
        """Return the ids that a rule's id, a pack's name or `all` stands for."""
        if name == "all":
            return frozenset(self.by_id)
        if self.find(name):
            return frozenset({name})
        if name in self.packs:
            return frozenset(id for id, rule in self.by_id.items() if rule.pack == name)
        known = self.by_id if "/" in name else [*self.packs, "all"]
        raise UnknownRuleError(f"unknown {'rule' if '/' in name else 'pack'} “{name}”{nearest(name, known)}")


def installed(kept: Kept | None = None) -> Catalogue:
    """Return the rules of every installed pack; `RuleFileError` if one cannot be read, or there is none.

    What was read of them is kept for the next run with `kept`.
    """
    packages = [read_package(package, kept or Kept()) for package in entry_points()]
    rules = (rule for package in packages for rule in package.rules)
    catalogue = Catalogue(rules, [package.files for package in packages], kept)
    if not catalogue.by_id:
        raise RuleFileError("no rules are installed, or may be read; install copydesk again")
    return catalogue
