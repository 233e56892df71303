"""Rule files and packs: found by entry point, and refused with a reason."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from linter.config.settings import RuleSettings
from linter.docs import main, pages, stale
from linter.engine.plan import Plan
from linter.kept import Kept
from linter.rules.catalogue import Catalogue, UnknownRuleError, installed
from linter.rules.examples import examples
from linter.rules.options import OptionError
from linter.rules.packs import entry_points, read_package
from linter.rules.rule import RuleFileError, read_rule

RULE = """
check    = "lines"
severity = "warning"
since    = "1.0"
summary  = "A greeting left by the newsroom system."
message  = "“{match}” is the system's greeting"
why      = "It was never meant to be printed."

[options.lines]
en = ["Hello desk"]

[[bad]]
text = "⟦Hello desk⟧\\n"

[[good]]
text = "Hello desk, she wrote.\\n"
"""


def write(folder: Path, name: str, text: str = RULE) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.toml").write_text(text, "utf-8")
    return str(folder / f"{name}.toml")


def test_a_strangers_pack_is_found_by_its_entry_point(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "newsroom_rules" / "newsroom", "greeting")
    (tmp_path / "newsroom_rules" / "__init__.py").write_text("")
    metadata = tmp_path / "newsroom-1.0.dist-info"
    metadata.mkdir()
    (metadata / "entry_points.txt").write_text(
        "[console_scripts]\nx = y:z\n\n[linter.packs]\nnewsroom = newsroom_rules\n", "utf-8"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    assert set(entry_points()) == {"linter.bundled", "newsroom_rules"}
    assert {"newsroom/greeting", "residue/comment-form"} <= set(installed().by_id)
    (tmp_path / "a.txt").write_text("Hello desk\n\nThe ferry sails again on Monday.\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "linter", "check", "--output-format", "concise", "a.txt"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "a.txt:1:1: warning newsroom/greeting" in done.stdout, done.stderr


def test_two_packs_with_one_rule_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "newsroom", "greeting")
    one = read_rule(path, "newsroom", "x.newsroom")
    with pytest.raises(RuleFileError, match=r"newsroom/greeting is also in"):
        Catalogue([one, one])


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("since    =", "sinse    ="), "needs a text for “since”"),
        (('severity = "warning"', 'severity = "fatal"'), "“fatal” is no severity"),
        (("[options.lines]", "[option.lines]"), "unknown key “option”; did you mean “options”?"),
        (
            ('check    = "lines"', 'check    = "lines"\nplace = ["top"]'),
            "“top” is no place; known: beside, end, start",
        ),
        (('check    = "lines"', 'check    = "lines"\nplace = ["end"]'), "“place” needs a “zone”"),
        (('check    = "lines"', 'check    = "lines"\nid = "greetings"'), "is not its file's name"),
        (("check    =", "check    "), "expected"),
    ],
)
def test_a_rule_file_is_refused_with_its_name_and_the_reason(
    tmp_path: Path, change: tuple[str, str], says: str
) -> None:
    path = write(tmp_path / "newsroom", "greeting", RULE.replace(*change))
    with pytest.raises(RuleFileError) as caught:
        read_rule(path, "newsroom", "x.newsroom")
    assert str(caught.value).startswith(path)
    assert says in str(caught.value)


def test_a_package_that_cannot_be_imported_is_named() -> None:
    with pytest.raises(RuleFileError, match="“no_such_rules” cannot be imported"):
        read_package("no_such_rules", Kept())


def test_a_module_is_no_package_of_packs() -> None:
    with pytest.raises(RuleFileError, match="is a module; packs are folders"):
        read_package("linter.version", Kept())


def test_a_run_without_any_rules_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.path", ["no-such-folder"])
    with pytest.raises(RuleFileError, match="no rules are installed"):
        installed()


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"line": {}}, "unknown option “line”; did you mean “lines”?"),
        ({"lines": ["Hello"]}, "option “lines” is a table"),
        ({"lines": {"en": "Hello"}}, "option “lines” is a list"),
        ({"lines": {"en": [3]}}, "option “lines” is text"),
        ({"case-sensitive": "yes"}, "option “case-sensitive” is true or false"),
        ({"patterns": {"en": ["(x"]}}, "option “patterns” (en) “(x” is no pattern: missing )"),
    ],
)
def test_options_are_validated(catalogue: Catalogue, options: dict[str, object], says: str) -> None:
    with pytest.raises(OptionError) as caught:
        catalogue.by_id["residue/share"].with_options(options)
    assert says in str(caught.value)
    assert caught.value.key == next(iter(options))


@pytest.mark.parametrize(
    ("rule", "options", "says"),
    [
        ("residue/placeholder", {"sure": {"nl": ["(x"]}}, "option “sure” (nl) “(x” is no pattern: missing )"),
        ("residue/draft-note", {"doubt": {"any": ["[z-a]"]}}, "option “doubt” (any) “[z-a]” is no pattern"),
        ("residue/assistant-phrase", {"closers": {"en": ["a{3,1}"]}}, "option “closers” (en) “a{3,1}” is no"),
        ("residue/leaked-code", {"escapes": ["*"]}, "option “escapes” “*” is no pattern"),
        ("residue/private-use", {"runs": "(x"}, "option “runs” “(x” is no regular expression"),
        ("figures/vague-source", {"known": {"en": ["(x"]}}, "option “known” (en) “(x” is no pattern"),
        ("figures/superlative", {"between": {"en": ["(x"]}}, "option “between” (en) “(x” is no pattern"),
    ],
)
def test_a_pattern_of_any_check_is_tried_when_it_is_set(
    catalogue: Catalogue, rule: str, options: dict[str, object], says: str
) -> None:
    with pytest.raises(OptionError) as caught:
        catalogue.by_id[rule].with_options(options)
    assert str(caught.value).startswith(says)


def test_the_patterns_of_every_rule_file_are_patterns(catalogue: Catalogue) -> None:
    for rule in catalogue.by_id.values():
        assert rule.with_options({}).id == rule.id


def test_a_list_for_one_language_leaves_the_others(catalogue: Catalogue) -> None:
    own = {"lines": {"en": ["Pass it on"], "it": ["Condividi"]}}
    rule = catalogue.by_id["residue/share"].with_options(own)
    lines = getattr(rule.options, "lines")  # noqa: B009
    assert lines["en"] == ("Pass it on",)
    assert "Deel dit artikel" in lines["nl"]
    assert lines["it"] == ("Condividi",)


def test_the_words_of_a_house_are_added_to_the_option_of_that_name(catalogue: Catalogue) -> None:
    rule = catalogue.by_id["residue/share"]
    assert rule.with_words(["Oudeveen"]) is rule
    for own in (["ferry"], "ferry\n"):
        head, body = {**rule.head, "takes-words": True}, {**rule.body, "options": {"words": own}}
        with_own = replace(rule, head=head, read=body)
        assert with_own.with_words(["Oudeveen"]).body["options"]["words"] == ["ferry", "Oudeveen"]
        plan = Plan(Catalogue([with_own]), RuleSettings(words=("Oudeveen",)))
        assert plan.rules[rule.id].rule.body["options"]["words"] == ["ferry", "Oudeveen"]


def test_choices_and_numbers_are_validated(catalogue: Catalogue) -> None:
    rule = catalogue.by_id["structure/similar-heading"]
    with pytest.raises(OptionError, match="is one of “same”, “frame”"):
        rule.with_options({"mode": "similar"})
    assert getattr(rule.with_options({"shared-share": 1}).options, "shared_share") == 1.0  # noqa: B009


def test_an_unknown_name_is_answered_with_the_nearest(catalogue: Catalogue) -> None:
    with pytest.raises(UnknownRuleError, match="did you mean “residue/share”"):
        catalogue.matching("residue/shar")
    with pytest.raises(UnknownRuleError, match="unknown pack “residu”; did you mean “residue”"):
        catalogue.matching("residu")
    assert catalogue.matching("all") == frozenset(catalogue.by_id)


@pytest.mark.parametrize(
    ("example", "says"),
    [
        ('[[bad]]\ntext = "Hello desk"\n', "marks nothing"),
        ('[[good]]\ntext = "⟦Hello desk⟧"\n', "marks a finding"),
        ('[[good]]\ntex = "Hello"\n', "unknown key “tex”"),
    ],
)
def test_an_example_that_cannot_be_used_is_refused(tmp_path: Path, example: str, says: str) -> None:
    text = RULE[: RULE.index("[[bad]]")] + example
    rule = read_rule(write(tmp_path / "newsroom", "greeting", text), "newsroom", "x.newsroom")
    with pytest.raises(RuleFileError, match=says):
        list(examples(rule))


# Documentation


def test_the_pages_of_the_rules_are_fresh(catalogue: Catalogue) -> None:
    folder = Path(__file__).parents[1] / "docs" / "rules"
    assert stale(folder, pages(catalogue)) == []


def test_stale_pages_are_named_and_written_anew(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "rules"
    assert main([str(folder)]) == 0
    assert main([str(folder), "--check"]) == 0
    (folder / "residue" / "share.md").write_text("old", "utf-8")
    (folder / "residue" / "gone.md").write_text("old", "utf-8")
    assert main([str(folder), "--check"]) == 1
    said = capsys.readouterr().out
    assert "share.md is stale" in said
    assert "gone.md is stale" in said
    assert main([str(folder)]) == 0
    assert not (folder / "residue" / "gone.md").exists()
    assert main([str(folder), "--check"]) == 0


def test_the_words_of_a_house_go_to_rules_with_a_list_of_words_alone(catalogue: Catalogue) -> None:
    takers = {rule.id for rule in catalogue.by_id.values() if rule.with_words(["Oudeveen"]) is not rule}
    assert takers == {"grammar/lt", "grammar/misspelling"}
    for id in takers:
        options = catalogue.by_id[id].with_words(["Oudeveen"]).options
        assert "Oudeveen" in options.words  # type: ignore[attr-defined]
