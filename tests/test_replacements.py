"""Words that are wrong, from lists of thousands: what counts as a word of the author, and whose word wins."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from linter.analysis.words import first_words, words_of
from linter.config.settings import RuleSettings
from linter.document.parse import parse
from linter.document.source import Source
from linter.engine.plan import Plan
from linter.rules.catalogue import Catalogue, installed
from linter.rules.options import OptionError
from linter.rules.rule import Rule, read_rule
from tests.linting import found_text, ids, lint_text

MISSPELLING = "grammar/misspelling"
RULE = """
check = "replacements"
severity = "error"
since = "0.1"
summary = "A summary."
message = "“{match}”: {correction}"
why = "A reason."
[options]
words = []
[options.replacements]
en = "@lists/en.txt"
"""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue([installed().by_id[MISSPELLING]])


@pytest.fixture
def rule(tmp_path: Path) -> Rule:
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "en.txt").write_text("alot a lot\nFerrie Ferry\n", encoding="utf-8")
    (tmp_path / "wrong.toml").write_text(RULE, encoding="utf-8")
    return read_rule(str(tmp_path / "wrong.toml"), "house", "house")


def wrong_words(catalogue: Catalogue, text: str, format: str = "text", language: str = "en") -> list[str]:
    result = lint_text(catalogue, text, format=format, settings=RuleSettings(language=language))
    return [word for _, word in found_text(result)]


def test_words_are_folded_and_parted() -> None:
    text = "The FERRY’s crew—Zoë, Écluse; “quoted” l’accueil 3rd x_y"
    words = words_of(parse(Source("a.txt", text)))
    assert {
        b"the",
        b"ferry",
        b"s",
        b"crew",
        "zoë".encode(),
        "Écluse".encode(),
        b"accueil",
        b"rd",
        b"x",
    } <= words
    assert first_words(["Ab c", "dé e f"]) == [b"ab", "dé".encode()]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They definately sail, and the goverment pays.", ["definately", "goverment"]),
        ("Definately so. The boat, “Definately”, sails.", ["Definately"]),
        ("The goverment's boat; the goverment’s boat.", ["goverment", "goverment"]),
        ("DEFINATELY is in capitals; they met Definately Ltd. Definately Ltd sails.", []),
        ("Ferry-goverment, goverment/ferry, @goverment, #goverment, goverment.example, goverment_x", []),
        ("He wrote “goverment”, ‘definately’ and definately [sic].", []),
        ("goverment' o'goverment *goverment* _goverment_", []),
    ],
)
def test_only_words_of_the_author_count(catalogue: Catalogue, text: str, found: list[str]) -> None:
    assert wrong_words(catalogue, text) == found


def test_code_links_and_tables_are_passed_over(catalogue: Catalogue) -> None:
    text = "`goverment` [a goverment](b.md) ![goverment](c.png)\n\n| goverment |\n|---|\n| goverment |\n"
    assert wrong_words(catalogue, text, format="markdown") == []


def test_a_german_noun_counts_with_its_capital_anywhere(catalogue: Catalogue) -> None:
    text = "Die Vorraussetzung fehlt, und die vorraussetzung auch. Die Öffendlichkeit, die öffendlichkeit."
    assert wrong_words(catalogue, text, language="de") == ["Vorraussetzung", "Öffendlichkeit"]


def test_a_first_letter_without_its_accent_is_no_slip(catalogue: Catalogue) -> None:
    text = "Ecologique, oui. Cela est ecologique et malheuresement trop tard. Malheuresement, oui."
    found = ["ecologique", "malheuresement", "Malheuresement"]
    assert wrong_words(catalogue, text, language="fr") == found


def test_the_words_of_the_house_are_right(catalogue: Catalogue) -> None:
    text = "Definately a goverment, and definately a seperate one."
    settings = RuleSettings(language="en", words=("definately", "Seperate"))
    assert [word for _, word in found_text(lint_text(catalogue, text, settings=settings))] == [
        "goverment",
        "seperate",
    ]


def test_a_list_in_a_file_is_read_from_beside_the_rule_file(rule: Rule) -> None:
    settings = RuleSettings(language="en")
    result = lint_text(Catalogue([rule]), "Alot of Ferrie boats, alot.", settings=settings)
    assert [d.message for d in result.diagnostics] == ["“Alot”: A lot", "“Ferrie”: Ferry", "“alot”: a lot"]
    fixes = [d.fix for d in result.diagnostics if d.fix]
    assert [(fix.edits[0].text, fix.safety) for fix in fixes] == [
        ("A lot", "safe"),
        ("Ferry", "safe"),
        ("a lot", "safe"),
    ]


def test_a_list_of_ones_own_takes_the_place_of_a_file(rule: Rule) -> None:
    own = rule.with_options({"replacements": {"en": ["skiff boat"], "it": "barka barca\nmarre mare\n"}})
    plan = Plan(Catalogue([own]), RuleSettings())
    replacements = getattr(plan.rules[rule.id].options, "replacements")  # noqa: B009
    assert dict(replacements) == {"en": ("skiff boat",), "it": ("barka barca", "marre mare")}


def test_what_cannot_be_used_is_said(rule: Rule) -> None:
    with pytest.raises(OptionError, match=r"\(en\) “skiff” needs a wrong word, a blank, and what is right"):
        rule.with_options({"replacements": {"en": ["skiff"]}})
    with pytest.raises(OptionError, match=r"the list “none\.txt” of “en” cannot be read"):
        rule.with_options({"replacements": {"en": "@none.txt"}})


def test_a_file_that_is_gone_fails_the_rule_and_not_the_run(rule: Rule) -> None:
    lost = replace(rule, read={**rule.body, "options": {"replacements": {"en": "@none.txt"}}})
    result = lint_text(Catalogue([lost]), "A ferry.", settings=RuleSettings(language="en"))
    assert ids(result) == []
    assert [failure.rule for failure in result.failures] == [rule.id]


@pytest.mark.parametrize("language", ["en", "nl", "de", "fr", "es"])
def test_entries_are_found(catalogue: Catalogue, language: str) -> None:
    options = catalogue.by_id[MISSPELLING].options
    lines = getattr(options, "replacements")[language][::25]  # noqa: B009
    wrong = [line.split(" ")[0] for line in lines]
    text = "\n\n".join(f"x {word}, x." for word in wrong)
    assert wrong_words(catalogue, text, language=language) == wrong


@pytest.mark.parametrize("language", ["en", "nl", "de", "fr", "es"])
def test_the_lists_are_sound(catalogue: Catalogue, language: str) -> None:
    options = catalogue.by_id[MISSPELLING].options
    lines = getattr(options, "replacements")[language]  # noqa: B009
    pairs = [line.split(" ", 1) for line in lines]
    wrong = [pair[0] for pair in pairs]
    assert wrong == sorted(set(wrong))
    assert all(map(str.isalpha, wrong))
    assert all(len(pair) == 2 and pair[0] != pair[1] for pair in pairs)
    assert not {word.lower() for word in wrong} & {pair[1].lower() for pair in pairs}
