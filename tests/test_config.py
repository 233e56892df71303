"""Configuration files: what they may say, which one counts, and what a wrong one is told."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from linter.config.configuration import Configuration
from linter.config.lines import line_of
from linter.config.reading import ConfigError
from linter.config.settings import (
    DEFAULT_EXCLUDE,
    DEFAULT_INCLUDE,
    CommandLine,
    Override,
    RuleSettings,
    Settings,
)
from linter.languagetool.settings import LanguageToolSettings
from linter.model import Severity
from linter.rules.catalogue import Catalogue
from linter.rules.rule import read_rule

CHECK = """
from dataclasses import dataclass, field
from collections.abc import Mapping
from typing import Literal

@dataclass(frozen=True)
class Options:
    scope: Literal["sentence", "article"] = "article"
    limit: int = 3
    lines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
"""
RULE = """
check = ".stub_check"
severity = "error"
since = "0.1"
summary = "A summary."
message = "A message."
why = "A reason."
[options.lines]
en = ["Reply"]
nl = ["Reageer"]
"""
RULES = ("figures/range", "figures/unsupported", "residue/comment-form", "style/readability")


def load_settings(path: str, catalogue: Catalogue) -> Settings:
    return Configuration(catalogue, config=[path]).settings_in(".")


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    root = tmp_path_factory.mktemp("packs")
    package = root / "stub_rules_of_config_tests"
    package.mkdir()
    (package / "stub_check.py").write_text(CHECK)
    rules = []
    for name in RULES:
        pack, _, rule = name.partition("/")
        file = root / pack / f"{rule}.toml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(RULE)
        rules.append(read_rule(str(file), pack, package.name))
    sys.path.insert(0, str(root))
    yield Catalogue(rules)
    sys.path.remove(str(root))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def error_of(text: str, catalogue: Catalogue, name: str = "copydesk.toml") -> str:
    Path(name).write_text(text)
    with pytest.raises(ConfigError) as caught:
        load_settings(name, catalogue)
    return str(caught.value)


class TestValues:
    def test_every_key_reaches_its_setting(self, here: Path, catalogue: Catalogue) -> None:
        (here / "copydesk.toml").write_text("""
            select = ["all"]
            extend-select = ["figures"]
            ignore = ["figures/range"]
            language = "nl"
            words = ["Oudeveen", "veerhuis"]
            include = ["*.md"]
            extend-include = ["*.rst"]
            exclude = ["old/"]
            extend-exclude = ["*.txt"]
            force-exclude = true
            respect-gitignore = false
            max-size = "1.5MB"
            fail-level = "error"
            languagetool = "required"
            languagetool-url = "https://lt.oudeveen.example/v2"
            languagetool-home = "lt"
            languagetool-timeout = 5
            languagetool-idle = 60
            [severity]
            figures = "info"
            [rules."figures/unsupported"]
            scope = "sentence"
            [[overrides]]
            files = ["blog/"]
            ignore = []
            [overrides.severity]
            "figures/range" = "error"
        """)
        assert load_settings("copydesk.toml", catalogue) == Settings(
            root=str(here),
            rules=RuleSettings(
                select=("all",),
                extend_select=("figures",),
                ignore=("figures/range",),
                severity={"figures": Severity.INFO},
                options={"figures/unsupported": {"scope": "sentence"}},
                language="nl",
                languagetool=LanguageToolSettings(
                    "required", "https://lt.oudeveen.example/v2", str(here / "lt"), 5.0, 60.0
                ),
                words=("Oudeveen", "veerhuis"),
            ),
            overrides=(Override(("blog/",), ignore=(), severity={"figures/range": Severity.ERROR}),),
            include=("*.md", "*.rst"),
            exclude=("old/", "*.txt"),
            force_exclude=True,
            respect_gitignore=False,
            max_size=1_500_000,
            fail_level=Severity.ERROR,
        )

    def test_extending_keeps_the_defaults(self, here: Path, catalogue: Catalogue) -> None:
        (here / "copydesk.toml").write_text('extend-include = ["*.rst"]\nextend-exclude = ["a/"]')
        settings = load_settings("copydesk.toml", catalogue)
        assert settings.include == (*DEFAULT_INCLUDE, "*.rst")
        assert settings.exclude == (*DEFAULT_EXCLUDE, "a/")

    @pytest.mark.parametrize(
        ("value", "size"),
        [("1000", 1000), ('"20MB"', 20_000_000), ('"2 KiB"', 2048), ('"7B"', 7), ('"1GB"', 1_000_000_000)],
    )
    def test_sizes(self, here: Path, catalogue: Catalogue, value: str, size: int) -> None:
        (here / "copydesk.toml").write_text(f"max-size = {value}")
        assert load_settings("copydesk.toml", catalogue).max_size == size

    def test_words_stand_in_a_file_beside_the_configuration(self, here: Path, catalogue: Catalogue) -> None:
        (here / "copydesk.toml").write_text(
            'words = "lists/words.txt"\n[[overrides]]\nfiles = ["b/"]\nwords = []'
        )
        (here / "lists").mkdir()
        lines = "\ufeff# Places\nOudeveen # a town\n\nC#\nE\u0301tang\nferry’s\nC#\n"
        (here / "lists" / "words.txt").write_text(lines, encoding="utf-8")
        (here / "a").mkdir()
        os.chdir(here / "a")
        settings = Configuration(catalogue).settings_in(".")
        assert settings.rules_for("x.md").words == ("Oudeveen", "C#", "Étang", "ferry's")
        assert settings.rules_for("../b/x.md").words == ()

    def test_a_file_of_words_says_its_own_line(self, here: Path, catalogue: Catalogue) -> None:
        (here / "words.txt").write_text("Oudeveen\nStad Zaan\n")
        message = error_of('words = "words.txt"', catalogue)
        assert (
            message == "copydesk.toml:1: “words”: words.txt:2: “Stad Zaan” is not one word; write one a line"
        )
        (here / "words.txt").write_bytes(b"\xff")
        message = error_of('words = "words.txt"', catalogue)
        assert message == "copydesk.toml:1: “words”: words.txt: is not UTF-8; save it as UTF-8"

    def test_a_byte_order_mark_is_no_part_of_the_first_key(self, here: Path, catalogue: Catalogue) -> None:
        (here / "copydesk.toml").write_text("max-size = 9", encoding="utf-8-sig")
        assert load_settings("copydesk.toml", catalogue).max_size == 9


ERRORS = {
    "unknown key": ('\n\nselct = ["all"]', "copydesk.toml:3: unknown key “selct”; did you mean “select”?"),
    "underscore": ("max_size = 1", "copydesk.toml:1: unknown key “max_size”; did you mean “max-size”?"),
    "unknown rule": (
        'select = [\n  "residue",\n  "figures/suported",\n]',
        "copydesk.toml:3: unknown rule “figures/suported”; did you mean “figures/unsupported”?",
    ),
    "unknown pack": (
        'language = "en"\nignore = ["styl"]',
        "copydesk.toml:2: unknown pack “styl”; did you mean “style”?",
    ),
    "severity of unknown rule": (
        '[severity]\nstyle = "info"\n"figures/rang" = "info"',
        "copydesk.toml:3: unknown rule “figures/rang”; did you mean “figures/range”?",
    ),
    "severity": (
        '[severity]\nstyle = "warn"',
        'copydesk.toml:2: “style” is "error", "warning" or "info", not \'warn\'',
    ),
    "inline table": (
        '\nseverity = { styel = "info" }',
        "copydesk.toml:2: unknown pack “styel”; did you mean “style”?",
    ),
    "dotted key": (
        'severity.style = "info"\nseverity."figures/range" = 3',
        'copydesk.toml:2: “figures/range” is "error", "warning" or "info", not 3',
    ),
    "language": ('language = "eng"', "copydesk.toml:1: unknown language “eng”; did you mean “en”?"),
    "language without rules": ('language = "de"', "copydesk.toml:1: unknown language “de”; known: en, nl"),
    "language of a wrong type": (
        "language = 3",
        'copydesk.toml:1: “language” is the code of a language, such as "en", not 3',
    ),
    "not a list": (
        'select = "all"',
        "copydesk.toml:1: “select” is a list of rules and packs, each a text, not 'all'",
    ),
    "not a list of texts": (
        "exclude = [3]",
        "copydesk.toml:1: “exclude” is a list of globs, each a text, not [3]",
    ),
    "glob from here": (
        'exclude = [\n"a/",\n"./b/"]',
        "copydesk.toml:3: the glob “./b/” matches nothing: a glob starts at this file's folder, not “./”",
    ),
    "open glob": ('include = ["[a.md"]', "copydesk.toml:1: the glob “[a.md” matches nothing"),
    "flag": ("force-exclude = 1", "copydesk.toml:1: “force-exclude” is true or false, not 1"),
    "size": (
        'max-size = "2 miles"',
        "copydesk.toml:1: “max-size” is a number of bytes above 0, or a text such as \"20MB\", not '2 miles'",
    ),
    "size of nothing": (
        "max-size = 0",
        'copydesk.toml:1: “max-size” is a number of bytes above 0, or a text such as "20MB", not 0',
    ),
    "truth is no size": (
        "max-size = true",
        'copydesk.toml:1: “max-size” is a number of bytes above 0, or a text such as "20MB", not True',
    ),
    "fail level": (
        'fail-level = "fatal"',
        'copydesk.toml:1: “fail-level” is "error", "warning" or "info", not \'fatal\'',
    ),
    "unknown option": (
        '[rules."figures/unsupported"]\nlimit = 3\nscop = "sentence"',
        "copydesk.toml:3: rule “figures/unsupported”: unknown option “scop”; did you mean “scope”?",
    ),
    "option of a wrong type": (
        '[rules]\n[rules."figures/unsupported"] # strict\nlimit = "3"',
        "copydesk.toml:3: rule “figures/unsupported”: option “limit” is a whole number, not '3'",
    ),
    "options of an unknown rule": (
        "[rules.'figures/unsuported']\nlimit = 3",
        "copydesk.toml:1: unknown rule “figures/unsuported”; did you mean “figures/unsupported”?",
    ),
    "options of a pack": (
        "[rules.figures.unsupported]\nlimit = 3",
        'copydesk.toml:1: “figures” is a pack; options are of one rule, as in [rules."figures/…"]',
    ),
    "options that are no table": (
        'rules."figures/range" = 3',
        "copydesk.toml:1: “figures/range” is a table, not 3",
    ),
    "key of the second override": (
        '[[overrides]]\nfiles = ["a"]\n[[overrides]]\nfiles = ["b"]\nignroe = []',
        "copydesk.toml:5: unknown key “ignroe”; did you mean “ignore”?",
    ),
    "table of the second override": (
        '[[overrides]]\nfiles = ["a"]\n[[overrides]]\nfiles = ["b"]\n[overrides.severity]\nstyel = "info"',
        "copydesk.toml:6: unknown pack “styel”; did you mean “style”?",
    ),
    "words of a wrong type": (
        "words = 3",
        "copydesk.toml:1: “words” is a list of words, or the path of a file of them, each a text, not 3",
    ),
    "several words in one": (
        'language = "en"\nwords = ["Oudeveen", "Stad Zaan"]',
        "copydesk.toml:2: “words”: “Stad Zaan” is not one word; write one a line",
    ),
    "no file of words": (
        'language = "en"\nwords = "none.txt"',
        "copydesk.toml:2: “words”: none.txt: cannot be read: No such file or directory",
    ),
    "override without files": (
        'language = "en"\n[[overrides]]\nignore = ["style"]',
        "copydesk.toml:2: an override needs “files”, a list of globs",
    ),
    "overrides that are one table": (
        '[overrides]\nfiles = ["a"]',
        "copydesk.toml:1: “overrides” is an array of tables, each under [[overrides]], not {'files': ['a']}",
    ),
}


class TestErrors:
    @pytest.mark.parametrize("case", ERRORS)
    @pytest.mark.usefixtures("here")
    def test_say_the_file_the_line_and_the_remedy(self, catalogue: Catalogue, case: str) -> None:
        text, message = ERRORS[case]
        assert error_of(text, catalogue) == message

    @pytest.mark.usefixtures("here")
    def test_lines_of_pyproject_count_from_its_own_start(self, catalogue: Catalogue) -> None:
        text = '[project]\nname = "x"\nselct = 1\n\n[tool.copydesk]\nselct = ["all"]'
        message = error_of(text, catalogue, "pyproject.toml")
        assert message == "pyproject.toml:6: unknown key “selct”; did you mean “select”?"

    @pytest.mark.usefixtures("here")
    def test_invalid_toml_has_its_place(self, catalogue: Catalogue) -> None:
        message = error_of("force-exclude = true\nselect = = 3", catalogue)
        assert message.startswith("copydesk.toml:2: is not valid TOML: ")
        assert message.endswith(", at column 10")

    def test_bytes_that_are_no_text(self, here: Path, catalogue: Catalogue) -> None:
        (here / "copydesk.toml").write_bytes(b"max-size = 1\nlanguage = '\xff'")
        with pytest.raises(ConfigError, match=r"^copydesk\.toml:2: is not UTF-8; save it as UTF-8$"):
            load_settings("copydesk.toml", catalogue)

    @pytest.mark.usefixtures("here")
    def test_a_file_that_cannot_be_read(self, catalogue: Catalogue) -> None:
        with pytest.raises(ConfigError, match=r"^none\.toml: cannot be read: No such file or directory$"):
            load_settings("none.toml", catalogue)

    def test_a_file_elsewhere_is_named_in_full(self, here: Path, catalogue: Catalogue) -> None:
        (here / "a").mkdir()
        os.chdir(here / "a")
        message = error_of("selct = 1", catalogue, str(here / "copydesk.toml"))
        assert message.startswith(f"{here}/copydesk.toml:1: ")


class TestLines:
    def test_a_key_not_written_gets_the_line_of_its_table(self) -> None:
        assert line_of("a = 1\n[b]\nc = 2", ("b", "d")) == 2
        assert line_of("a = 1", ("z",)) == 1

    def test_an_item_that_is_written_otherwise_gets_the_line_of_its_key(self) -> None:
        assert line_of('\nselect = [\n"\\u0061"]', ("select",), "a") == 2

    def test_escaped_quotes_and_spaces_around_dots(self) -> None:
        assert line_of('x = 1\n[ a . "b\\"c" ]\n d . e = 2', ("a", 'b"c', "d", "e")) == 3


class TestClosest:
    def test_the_closest_file_wins_and_nothing_is_merged(self, here: Path, catalogue: Catalogue) -> None:
        (here / "a/b/c").mkdir(parents=True)
        (here / "copydesk.toml").write_text("max-size = 1\nforce-exclude = true")
        (here / "a/b/copydesk.toml").write_text("max-size = 2")
        configuration = Configuration(catalogue)
        assert configuration.settings_for("a/x.md").max_size == 1
        deep = configuration.settings_for("a/b/c/x.md")
        assert (deep.max_size, deep.force_exclude, deep.root) == (2, False, str(here / "a/b"))
        assert configuration.settings_for(str(here / "a/b/y.md")) is deep
        assert configuration.settings_in("a/b/c") is deep

    def test_precedence_in_one_folder(self, here: Path, catalogue: Catalogue) -> None:
        (here / "pyproject.toml").write_text("[tool.copydesk]\nmax-size = 3")
        assert Configuration(catalogue).settings_for("x.md").max_size == 3
        (here / "copydesk.toml").write_text("max-size = 2")
        assert Configuration(catalogue).settings_for("x.md").max_size == 2
        (here / ".copydesk.toml").write_text("max-size = 1")
        assert Configuration(catalogue).settings_for("x.md").max_size == 1

    @pytest.mark.parametrize("text", ["[project]\nname = 'x'", "[tool.other]\nuses = 'copydesk'", "[broken"])
    def test_pyproject_without_our_table_is_passed(self, here: Path, catalogue: Catalogue, text: str) -> None:
        (here / "a").mkdir()
        (here / "copydesk.toml").write_text("max-size = 1")
        (here / "a/pyproject.toml").write_text(text)
        assert Configuration(catalogue).settings_for("a/x.md").max_size == 1

    def test_a_link_to_nothing_is_not_passed_in_silence(self, here: Path, catalogue: Catalogue) -> None:
        (here / "copydesk.toml").symlink_to("nowhere.toml")
        with pytest.raises(ConfigError, match=r"^copydesk\.toml: cannot be read: "):
            Configuration(catalogue).settings_for("x.md")

    def test_without_a_file_the_defaults_hold_from_the_current_folder(
        self, here: Path, catalogue: Catalogue
    ) -> None:
        assert Configuration(catalogue).settings_for("x.md") == Settings(root=str(here))

    def test_a_folder_is_looked_at_once(
        self, here: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (here / "a").mkdir()
        configuration = Configuration(catalogue)
        first = configuration.settings_for("a/x.md")
        monkeypatch.setattr(os.path, "lexists", pytest.fail)
        assert configuration.settings_for("a/y.md") is first
        assert configuration.settings_for("z.md") is first
        assert configuration.settings_for(str(here / "a/x.md")) is first


class TestArguments:
    def test_an_explicit_file_holds_for_all(self, here: Path, catalogue: Catalogue) -> None:
        (here / "a").mkdir()
        (here / "copydesk.toml").write_text("max-size = 1")
        (here / "a/other.toml").write_text("max-size = 2")
        settings = Configuration(catalogue, config=["a/other.toml"]).settings_for("x.md")
        assert (settings.max_size, settings.root) == (2, str(here / "a"))

    def test_key_and_value_are_laid_over_the_closest_file(self, here: Path, catalogue: Catalogue) -> None:
        (here / "copydesk.toml").write_text(
            'fail-level = "info"\nmax-size = 1\n[severity]\nstyle = "info"\nfigures = "info"\n'
            '[rules."figures/unsupported"]\nlimit = 5\nscope = "article"'
        )
        arguments = [
            "max-size=2",
            'rules."figures/unsupported".scope="sentence"',
            'severity.style="error"',
            'rules."figures/range".limit=1',
        ]
        settings = Configuration(catalogue, config=arguments).settings_for("x.md")
        assert (settings.max_size, settings.fail_level) == (2, Severity.INFO)
        assert settings.rules.severity == {"style": Severity.ERROR, "figures": Severity.INFO}
        assert settings.rules.options == {
            "figures/unsupported": {"limit": 5, "scope": "sentence"},
            "figures/range": {"limit": 1},
        }

    def test_isolated_reads_no_file(self, here: Path, catalogue: Catalogue) -> None:
        (here / "copydesk.toml").write_text("broken = = broken")
        configuration = Configuration(catalogue, config=["max-size=2"], isolated=True)
        assert configuration.settings_for("x.md") == Settings(root=str(here), max_size=2)

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["selct=[]"], "--config: unknown key “selct”; did you mean “select”?"),
            (['select=["styel"]'], "--config: unknown pack “styel”; did you mean “style”?"),
            (["no.toml"], "no.toml: cannot be read: No such file or directory"),
            (["a.toml", "b.toml"], "--config: “a.toml” and “b.toml” are two files; give one"),
            (["pyproject.toml"], "--config: “pyproject.toml” has no table [tool.copydesk]"),
        ],
    )
    def test_wrong_arguments(
        self, here: Path, catalogue: Catalogue, arguments: list[str], message: str
    ) -> None:
        (here / "pyproject.toml").write_text("[project]")
        with pytest.raises(ConfigError) as caught:
            Configuration(catalogue, config=arguments)
        assert str(caught.value) == message

    @pytest.mark.usefixtures("here")
    def test_invalid_toml(self, catalogue: Catalogue) -> None:
        with pytest.raises(ConfigError, match=r"^--config: is not valid TOML: "):
            Configuration(catalogue, config=["max-size=large"])

    @pytest.mark.usefixtures("here")
    def test_isolated_from_an_explicit_file(self, catalogue: Catalogue) -> None:
        with pytest.raises(ConfigError, match=r"“a\.toml” is a file, and --isolated reads none"):
            Configuration(catalogue, config=["a.toml"], isolated=True)

    def test_a_path_with_an_equals_sign(self, here: Path, catalogue: Catalogue) -> None:
        (here / "run=3").mkdir()
        (here / "run=3/copydesk.toml").write_text("max-size = 2")
        configuration = Configuration(catalogue, config=["run=3/copydesk.toml"])
        assert configuration.settings_for("x.md").max_size == 2


class TestCommandLine:
    def rules(self, catalogue: Catalogue, command_line: CommandLine) -> RuleSettings:
        Path("copydesk.toml").write_text("""
            select = ["residue"]
            extend-select = ["style"]
            ignore = ["figures"]
            language = "en"
            [severity]
            style = "info"
            [[overrides]]
            files = ["blog/"]
            select = ["all"]
            language = "nl"
        """)
        return (
            Configuration(catalogue, command_line=command_line)
            .settings_for("blog/x.md")
            .rules_for("blog/x.md")
        )

    @pytest.mark.usefixtures("here")
    def test_select_starts_anew_even_above_overrides(self, catalogue: Catalogue) -> None:
        rules = self.rules(catalogue, CommandLine(select=("figures",), ignore=("figures/range",)))
        assert (rules.select, rules.extend_select, rules.ignore) == (("figures",), (), ("figures/range",))
        assert rules.severity == {"style": Severity.INFO}

    @pytest.mark.usefixtures("here")
    def test_ignore_and_extend_select_add(self, catalogue: Catalogue) -> None:
        rules = self.rules(catalogue, CommandLine(extend_select=("residue",), ignore=("style",)))
        assert rules.select == ("all",)
        assert (rules.extend_select, rules.ignore) == (("style", "residue"), ("figures", "style"))

    @pytest.mark.usefixtures("here")
    def test_language_beats_overrides(self, catalogue: Catalogue) -> None:
        assert self.rules(catalogue, CommandLine()).language == "nl"
        assert self.rules(catalogue, CommandLine(language="en")).language == "en"

    def test_flags_beat_files(self, here: Path, catalogue: Catalogue) -> None:
        (here / "copydesk.toml").write_text('force-exclude = true\nfail-level = "error"')
        command_line = CommandLine(force_exclude=False, fail_level=Severity.INFO)
        settings = Configuration(catalogue, command_line=command_line).settings_for("x.md")
        assert (settings.force_exclude, settings.fail_level) == (False, Severity.INFO)
        settings = Configuration(catalogue).settings_for("x.md")
        assert (settings.force_exclude, settings.fail_level) == (True, Severity.ERROR)

    @pytest.mark.parametrize(
        ("command_line", "message"),
        [
            (CommandLine(select=("styel",)), "--select: unknown pack “styel”; did you mean “style”?"),
            (CommandLine(extend_select=("a/b",)), "--extend-select: unknown rule “a/b”"),
            (CommandLine(ignore=("al",)), "--ignore: unknown pack “al”; did you mean “all”?"),
            (CommandLine(language="xx"), "--language: unknown language “xx”; known: en, nl"),
        ],
    )
    def test_unknown_names(self, catalogue: Catalogue, command_line: CommandLine, message: str) -> None:
        with pytest.raises(ConfigError) as caught:
            Configuration(catalogue, command_line=command_line)
        assert str(caught.value).startswith(message)


class TestOverrides:
    SETTINGS = Settings(
        root="/site",
        rules=RuleSettings(
            ignore=("style",),
            severity={"style": Severity.INFO, "figures": Severity.INFO},
            options={"figures/range": {"limit": 1, "scope": "article"}},
        ),
        overrides=(
            Override(
                ("blog/",),
                ignore=("residue",),
                severity={"style": Severity.ERROR},
                options={"figures/range": {"limit": 2}},
            ),
            Override(("blog/**/*.md", "!draft.md"), ignore=(), extend_select=("all",), language="nl"),
        ),
    )

    def test_no_override(self) -> None:
        assert self.SETTINGS.rules_for("/site/news/x.md") == self.SETTINGS.rules

    def test_tables_are_laid_over_key_by_key(self) -> None:
        rules = self.SETTINGS.rules_for("/site/blog/x.html")
        assert rules.severity == {"style": Severity.ERROR, "figures": Severity.INFO}
        assert rules.options == {"figures/range": {"limit": 2, "scope": "article"}}
        assert (rules.ignore, rules.language) == (("residue",), None)

    def test_later_ones_win_and_leave_what_they_do_not_say(self) -> None:
        rules = self.SETTINGS.rules_for("/site/blog/2024/x.md")
        assert (rules.ignore, rules.extend_select, rules.language) == ((), ("all",), "nl")
        assert rules.severity["style"] is Severity.ERROR

    def test_a_negated_glob_takes_a_file_out(self) -> None:
        assert self.SETTINGS.rules_for("/site/blog/draft.md").language is None

    def test_paths_outside_the_root_match_by_name_only(self) -> None:
        settings = Settings(root="/site/a", overrides=(Override(("x.md", "b/y.md"), language="nl"),))
        assert settings.rules_for("/site/b/x.md").language == "nl"
        assert settings.rules_for("/site/b/y.md").language is None

    def test_another_drive_is_outside(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(path: str, start: str) -> str:
            raise ValueError(path, start)

        monkeypatch.setattr(os.path, "relpath", refuse)
        settings = Settings(root="/c", overrides=(Override(("x.md",), language="nl"),))
        assert settings.rules_for("/d/x.md").language == "nl"

    def test_the_same_overrides_give_the_same_object(self) -> None:
        first = self.SETTINGS.rules_for("/site/blog/a.md")
        assert self.SETTINGS.rules_for("/site/blog/b/c.md") is first
        assert self.SETTINGS.rules_for("/site/a.md") is not first

    def test_relative_paths_start_at_the_current_folder(self, here: Path) -> None:
        (here / "docs").mkdir()
        settings = Settings(root=str(here), overrides=(Override(("docs/*.md",), language="nl"),))
        assert settings.rules_for("docs/x.md").language == "nl"
        os.chdir(here / "docs")
        assert settings.rules_for("x.md").language == "nl"
        assert settings.rules_for("../x.md").language is None


class TestRuleSettings:
    def test_equal_settings_are_one_key(self) -> None:
        first = RuleSettings(severity={"a": Severity.INFO, "b": Severity.ERROR}, options={"c/d": {"e": [1]}})
        second = RuleSettings(severity={"b": Severity.ERROR, "a": Severity.INFO}, options={"c/d": {"e": [1]}})
        assert {first: 1}[second] == 1
        assert {first: 1}.get(RuleSettings(options={"c/d": {"e": [2]}})) is None

    def test_they_stay_a_key_in_another_process(self) -> None:
        settings = Settings(overrides=(Override(("*.md",), language="nl"),))
        rules = settings.rules_for("x.md")
        copy = pickle.loads(pickle.dumps(settings))  # noqa: S301 - our own bytes
        assert copy == settings
        assert {rules: 1}[copy.rules_for("x.md")] == 1

    def test_the_severity_of_a_rule_beats_its_packs(self) -> None:
        rules = RuleSettings(severity={"a": Severity.INFO, "a/b": Severity.ERROR})
        assert rules.severity_of("a/b") is Severity.ERROR
        assert rules.severity_of("a/c") is Severity.INFO
        assert rules.severity_of("d/b") is None
        assert RuleSettings(severity={"all": Severity.INFO}).severity_of("d/b") is Severity.INFO


def test_what_only_errors_need_is_not_imported() -> None:
    code = "import sys, linter.config.configuration, linter.files; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"pathspec", "difflib", "linter.config.lines", "importlib.metadata"} & set(run.stdout.split())


def test_a_setting_on_the_command_line_beats_an_override(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, catalogue: Catalogue
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "copydesk.toml").write_text('[[overrides]]\nfiles = ["*.md"]\nignore = ["style"]\n')
    plain = Configuration(catalogue).settings_for("a.md").rules_for("a.md")
    assert plain.ignore == ("style",)
    settings = Configuration(catalogue, config=["ignore=[]"]).settings_for("a.md")
    assert settings.rules_for("a.md").ignore == ()
