"""What a check finds, the engine looks for: triggers are never narrower than the options they stand for."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping

import pytest

from linter.config.settings import RuleSettings
from linter.document.document import Document
from linter.document.parse import parse
from linter.document.source import Source
from linter.engine.lint import lint
from linter.engine.plan import Plan, PlannedRule
from linter.engine.scan import Scan, triggers_of
from linter.rules.catalogue import Catalogue, installed
from linter.rules.rule import Rule
from tests.from_pattern import texts_of

BODY = "The council of Oudeveen agreed the budget on Tuesday evening, after five hours of talks"
# What checks ask for beside an entry: names, dates, a cut, a second key, an introduction, an end.
AROUND = (
    "{}",
    "{} Anna Terbeek",
    "{}: Anna Terbeek",
    "Anna Terbeek/{}",
    "{} 5 May 2024",
    "{}: 5 May 2024, 14:05",
    "5 May 2024, 14:05 | {}",
    f"{BODY} … {{}}",
    f"{BODY} {{}} on the quay.",
    f"{{}}: 2024-05-01\n{{}}: x\nslug: x\n\n{BODY}.",
    f"{{}} the ferry:\n\n{BODY}.",
    f"{BODY}.\n\n{{}} the ferry.",
    f"{BODY}.\n\n{{}}",
)


RULES = installed()
# Entries of these kinds are no patterns as they stand; tests of their own try them.
OTHERS = ("frames", "replacements", "languagetool")


def planned(rule: Rule) -> PlannedRule:
    return Plan(RULES, RuleSettings(select=(rule.id,))).rules[rule.id]


WITH_TRIGGERS = [
    one
    for rule in RULES.by_id.values()
    if rule.text("check") not in OTHERS and any(triggers_of(one := planned(rule), "en"))
]


def entries(one: PlannedRule) -> Iterator[tuple[str, str]]:
    """Yield the language and the text of each entry of the lists that a rule has."""
    for field in dataclasses.fields(one.options):
        value = getattr(one.options, field.name)
        if isinstance(value, tuple):
            yield from (("en", entry) for entry in value if isinstance(entry, str))
        elif isinstance(value, Mapping):
            for language, some in value.items():
                if isinstance(some, tuple):
                    yield from (("en" if language == "any" else language, entry) for entry in some)


def finds(one: PlannedRule, document: Document) -> bool:
    module = one.rule.module
    if hasattr(module, "check_blocks"):
        blocks = [block._replace(lang=document.language) for block in document.prose]
        return any(True for _ in module.check_blocks(blocks, one.options))
    return any(True for _ in module.check(document, one.options))


@pytest.mark.parametrize("one", WITH_TRIGGERS, ids=lambda one: one.rule.id)
def test_the_engine_meets_what_the_check_finds(one: PlannedRule) -> None:
    scans: dict[str, Scan] = {}
    whole_lines = one.rule.text("check") == "lines"
    missed = []
    for language, entry in entries(one):
        scan = scans.setdefault(language, Scan([one], language, Catalogue([one.rule])))
        for text in dict.fromkeys((entry, *texts_of(entry))):
            for around in AROUND[:1] if whole_lines else AROUND:
                document = parse(Source("a.txt", around.replace("{}", text)))
                document = dataclasses.replace(document, declared_language=language)
                if not list(scan.candidates(document)) and finds(one, document):
                    missed.append((language, entry[:60], document.text[-70:]))
                    break
    assert missed == []


@pytest.mark.parametrize(
    ("rule", "options", "line"),
    [
        ("residue/byline", {"labels": {"en": ["penned by"]}}, "Penned by Anna Terbeek"),
        ("residue/posted-by", {"labels": {"en": ["keyed in by"]}}, "Keyed in by Anna Terbeek"),
        ("residue/photo-credit", {"labels": {"en": ["lensman"]}}, "Lensman: Anna Terbeek"),
        ("residue/photo-credit", {"agencies": ["Quay Pictures"]}, "Anna Terbeek/Quay Pictures"),
        ("residue/photo-credit-line", {"agencies": ["Quay Pictures"]}, "Quay Pictures"),
        ("residue/timestamp", {"labels": {"en": ["keyed in"]}}, "Keyed in: 5 May 2024, 14:05"),
        ("residue/excerpt", {"links": {"en": ["sail on"]}}, f"{BODY} … Sail on"),
        ("residue/share-bar", {"networks": ["Quayline"]}, "Share Tweet Quayline Email"),
        ("residue/draft-note", {"sure": {"en": ["NAIL DOWN"]}}, f"{BODY}. NAIL DOWN the name."),
        (
            "residue/assistant-phrase",
            {"openers": {"en": ["behold your article"]}},
            f"Behold your article:\n\n{BODY}.",
        ),
    ],
)
def test_a_users_own_words_are_looked_for(rule: str, options: dict[str, object], line: str) -> None:
    settings = RuleSettings(select=(rule,), options={rule: options}, language="en")
    plan = Plan(installed(), settings)
    after = f"{line}\n" if line.startswith(("Behold", BODY)) else f"{BODY}.\n\n{BODY}.\n\n{line}\n"
    assert rule in [diagnostic.rule for diagnostic in lint(Source("a.txt", after), plan).diagnostics]
