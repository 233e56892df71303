"""`copydesk rules` and `copydesk rule NAME`: what there is, and what it means."""

from __future__ import annotations

import click

from linter.cli.errors import ToolError
from linter.docs import page
from linter.rules.catalogue import Catalogue, UnknownRuleError, installed
from linter.rules.rule import RuleFileError


@click.command()
def rules() -> None:
    """List the rules: id, severity, what each finds."""
    for rule in _catalogue().by_id.values():
        off = "" if rule.default else " (off)"
        click.echo(f"{rule.id:<32} {rule.severity.label:<8} {rule.text('summary')}{off}")


@click.command()
@click.argument("name")
def rule(name: str) -> None:
    """Explain a rule, or all rules of a pack."""
    catalogue = _catalogue()
    try:
        ids = sorted(catalogue.matching(name))
    except UnknownRuleError as error:
        raise ToolError(f"{error}; `copydesk rules` lists them all") from error
    click.echo("\n\n".join(page(rule) for id in ids if (rule := catalogue.find(id))), nl=False)


def _catalogue() -> Catalogue:
    try:
        return installed()
    except RuleFileError as error:
        raise ToolError(str(error)) from error
