"""The command: what it prints where, and the status it ends with."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from linter.cli.progress import Progress
from linter.rules.catalogue import Catalogue
from linter.version import __version__
from tests.commands import CLEAN, COMMAND, FORM, VAGUE, check, copydesk, spawn, write

posix = pytest.mark.skipif(os.name != "posix", reason="signals and pipes of POSIX")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    # Unbuffered output would hide what is still to be written at the end.
    for name in ("NO_COLOR", "FORCE_COLOR", "PYTHONUNBUFFERED"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


class TestStatus:
    def test_nothing_found_is_0(self, folder: Path) -> None:
        write(folder, a_txt=CLEAN)
        ended = check()
        assert ended == (0, "Checked 1 file: 0 errors, 0 warnings, 0 info.\n", "")

    @pytest.mark.parametrize(
        ("options", "status"),
        [
            ((), 1),
            (("--fail-level", "error"), 0),
            (("--fail-level", "info"), 1),
            (("--exit-zero",), 0),
            (("--ignore", "figures"), 0),
            (("--select", "residue"), 0),
            (("--config", "fail-level='error'"), 0),
            (("--config", "severity.figures='error'", "--fail-level", "error"), 1),
        ],
    )
    def test_a_warning_fails_the_run_at_its_level(
        self, folder: Path, options: tuple[str, ...], status: int
    ) -> None:
        write(folder, a_txt=VAGUE)
        assert check(*options).status == status

    def test_a_file_that_cannot_be_read_is_2_even_with_exit_zero(self, folder: Path) -> None:
        write(folder, a_txt=VAGUE)
        (folder / "b.txt").write_bytes(b"\0")
        assert check().status == check("--exit-zero").status == 2

    @pytest.mark.parametrize("options", [(), ("--select", "residue"), ("--config", "severity.all='info'")])
    def test_a_path_that_does_not_exist_is_2_and_named(self, folder: Path, options: tuple[str, ...]) -> None:
        write(folder, a_txt=CLEAN)
        ended = check("a.txt", "gone.txt", *options)
        assert ended.status == 2
        assert "gone.txt does not exist" in ended.out
        assert "gone.txt:" in ended.out.partition("Checked 1 file")[0]

    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            (("check", "--select", "residu"), "unknown pack “residu”; did you mean “residue”?"),
            (("check", "--select", " , "), "name at least one rule or pack"),
            (("check", "--config", "gone.toml"), "gone.toml: cannot be read"),
            (("check", "--language", "xx"), "unknown language “xx”"),
            (("check", "--output-format", "xml"), "'xml' is not one of"),
            (("check", "--stdin-filename", "a.md"), "add “-” to the paths"),
            (("check", "--output-file", "gone/report.txt"), "gone/report.txt: No such file or directory"),
            (("chek",), "No such command 'chek'"),
            (("rule", "residue/comment-from"), "did you mean “residue/comment-form”?"),
            ((), "Usage: copydesk"),
        ],
    )
    def test_a_wrong_command_is_2_and_says_how_to_mend_it(
        self, arguments: tuple[str, ...], says: str
    ) -> None:
        ended = copydesk(*arguments)
        assert (ended.status, ended.out) == (2, "")
        assert says in ended.err
        assert "Traceback" not in ended.err

    def test_a_wrong_configuration_is_2_with_its_line(self, folder: Path) -> None:
        write(folder, a_txt=VAGUE, copydesk_toml="\nselct = []\n")
        ended = copydesk("check")
        assert (ended.status, ended.out) == (2, "")
        assert "copydesk.toml:2: unknown key “selct”; did you mean “select”?" in ended.err

    def test_a_fault_of_the_program_is_2_and_not_findings(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*_: object, **__: object) -> None:
            raise ZeroDivisionError

        monkeypatch.setattr("linter.cli.check.find_files", fail)
        ended = check()
        assert ended.status == 2
        assert "ZeroDivisionError" in ended.err
        assert "copydesk itself failed; please report it" in ended.err

    def test_a_rule_that_fails_is_2_and_the_others_run(
        self, folder: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_: object) -> None:
            raise ZeroDivisionError("of “zero”")

        write(folder, a_txt=VAGUE + FORM)
        monkeypatch.setattr("linter.cli.check.installed", lambda _: catalogue)
        monkeypatch.setattr(catalogue.by_id["figures/vague-source"].module, "check", fail)
        ended = check("--output-format", "concise")
        assert ended.status == 2
        assert "residue/comment-form" in ended.out
        assert "1 rule run failed; their findings are missing." in ended.out
        says = "a.txt: the rule figures/vague-source failed (ZeroDivisionError: of “zero”)"
        assert ended.err == f"{says}; -v shows where\n"
        verbose = check("-v", "--output-format", "lsp").err
        assert verbose.startswith(f"{says}\nTraceback")

    @posix
    def test_interrupted_is_130_and_quiet(self, folder: Path) -> None:
        _write_many(folder)
        process = subprocess.Popen(
            [*COMMAND, "check", "--isolated"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert process.stdout is not None
        # The rest is more than a pipe holds: it cannot end before it is interrupted.
        assert process.stdout.readline()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
        assert (process.returncode, err.strip()) == (130, b"")
        assert b"Checked" not in out

    @posix
    def test_a_reader_that_has_enough_ends_it_quietly(self, folder: Path) -> None:
        _write_many(folder)
        command = f'"{sys.executable}" -m linter check --isolated'
        for reader in ("head -1", "true"):
            ended = subprocess.run(
                ["/bin/sh", "-c", f"{command} | {reader}"], capture_output=True, text=True, check=True
            )
            assert ended.stderr == ""
            assert ended.stdout.count("\n") == (reader == "head -1")

    @pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
    def test_output_that_cannot_be_written_is_2(self, folder: Path) -> None:
        write(folder, a_txt=VAGUE)
        with open("/dev/full", "w", encoding="utf-8") as full:
            ended = subprocess.run(
                [*COMMAND, "check", "--isolated"], stdout=full, stderr=subprocess.PIPE, check=False
            )
        assert (ended.returncode, ended.stderr) == (2, b"Error: No space left on device\n")

    @posix
    def test_a_closed_standard_output_is_2_and_said(self, folder: Path) -> None:
        write(folder, a_txt=CLEAN)
        command = f'"{sys.executable}" -m linter check --isolated >&-'
        ended = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=False)
        assert (ended.returncode, ended.stdout) == (2, "")
        assert ended.stderr == "Error: standard output is closed; open it, or send it to /dev/null\n"


def _write_many(folder: Path) -> None:
    for number in range(50):
        (folder / f"{number}.txt").write_text((VAGUE + "\n") * 50)


class TestSummary:
    def test_it_counts_by_severity_and_hides_info(self, folder: Path) -> None:
        write(folder, a_txt=VAGUE + "\n" + FORM, b_txt=CLEAN)
        config = ("--config", "severity.figures='info'")
        ended = check(*config)
        assert "vague-source" not in ended.out
        assert "Checked 2 files: 1 error, 0 warnings, 1 info (--show-info shows them).\n" in ended.out
        shown = check(*config, "--show-info")
        assert "vague-source" in shown.out
        assert "Checked 2 files: 1 error, 0 warnings, 1 info.\n" in shown.out
        assert "vague-source" in check(*config, "--fail-level", "info").out

    def test_figures_without_a_source_are_counted_in_words_that_fit_one(self, folder: Path) -> None:
        write(folder, a_txt=VAGUE)
        assert "\nFigures without a source: 1.\n" in check().out
        write(folder, b_txt=VAGUE)
        assert "\nFigures without a source: 2.\n" in check().out

    def test_files_that_were_not_checked_are_listed_with_the_reason(self, folder: Path) -> None:
        write(folder, a_txt=CLEAN)
        (folder / "b.txt").write_bytes(b"caf\xe9 in Oudeveen")
        out = check().out
        assert "Checked 1 file: 1 error" in out
        assert "Not checked: 1 file.\n  b.txt is not UTF-8" in out

    def test_of_many_the_summary_lists_twenty(self) -> None:
        names = [f"{number}.txt" for number in range(25)]
        out = check("--select", "residue", *names).out
        above, _, summary = out.partition("Not checked: 25 files.\n")
        assert above.count("not checked: it does not exist") == 25
        assert summary.count("does not exist") == 20
        assert "  and 5 more, named above" in summary

    def test_a_language_without_rules_is_said(self, folder: Path) -> None:
        write(
            folder,
            a_txt="Der Fährmann von Oudeveen fährt am Montag wieder, sagte die Bürgermeisterin gestern.\n"
            * 3,
        )
        out = check("--select", "quotes,figures/vague-source").out
        assert "1 file in “de”: 2 rules have no data for it (--show-coverage names them).\n" in out
        assert "1 file in “de”: 1 rule has no data for it" in check("--select", "quotes").out
        assert (
            "no data for this language: quotes/unpaired" in check("--show-coverage", "--select", "quotes").out
        )

    def test_coverage_says_what_of_a_file_was_left_out(self, folder: Path) -> None:
        write(folder, a_html=f"<html><article><p>{CLEAN}</p></article>\n<p>Weather\n<p>Sports\n")
        out = check("--show-coverage").out
        assert "a.html: language en\n  lines 3 to 5 left out: outside <article>\n" in out

    @pytest.mark.parametrize("format", ["full", "concise", "json", "json-lines", "lsp"])
    def test_a_run_that_found_no_file_says_so(self, format: str) -> None:
        ended = check("--output-format", format)
        assert ended.status == 0
        said = ended.out if format in {"full", "concise"} else ended.err
        assert "No file to check was found" in said
        assert "Checked" not in ended.out


class TestOptions:
    def test_names_may_be_repeated_and_listed(self, folder: Path) -> None:
        write(folder, a_txt=VAGUE + "\n" + FORM)
        assert check("--ignore", "figures", "--ignore", "residue").status == 0
        assert check("--ignore", "figures, residue").status == 0
        assert "2 errors" not in check("--select", "figures", "--select", "residue").out
        assert check("--select", "residue", "--extend-select", "figures").out.count("^") > 0

    def test_standard_input_has_the_name_it_is_given(self, folder: Path) -> None:
        write(folder, a_txt=VAGUE)
        ended = check("--output-format", "concise", "-", stdin=VAGUE.encode())
        assert ended.out.startswith("<stdin>:1:1: warning figures/vague-source")
        html = f"<p>{VAGUE}</p>".encode()
        ended = check("--output-format", "concise", "-", "a.txt", "--stdin-filename", "b/c.html", stdin=html)
        assert ended.out.startswith("b/c.html:1:4: warning")
        assert "a.txt:1:1: warning" in ended.out
        assert "Checked 2 files" in ended.out

    def test_standard_input_takes_the_settings_of_its_name(self, folder: Path) -> None:
        (folder / "archive").mkdir()
        write(folder / "archive", copydesk_toml="ignore = ['figures']")
        assert copydesk("check", "-", stdin=VAGUE.encode()).status == 1
        named = ("-", "--stdin-filename", "archive/a.md")
        assert copydesk("check", *named, stdin=VAGUE.encode()).status == 0

    def test_a_report_goes_to_a_file_and_gaps_to_standard_error(self, folder: Path) -> None:
        write(folder, a_txt=VAGUE)
        (folder / "b.txt").write_bytes(b"\0")
        for _ in range(2):
            ended = check("--output-file", "report.txt")
            assert (ended.status, ended.out) == (2, "")
            assert ended.err == "b.txt: not checked: it holds a NUL byte at byte 0\n"
            report = (folder / "report.txt").read_text("utf-8")
            assert report.startswith("a.txt:1:1: warning")
            # The report of the run before is in the folder, too.
            assert "Checked 1 file: 1 error, 1 warning" in report

    def test_a_report_does_not_overwrite_what_is_checked(self, folder: Path) -> None:
        write(folder, a_txt=VAGUE)
        ended = check("a.txt", "--output-file", "./a.txt")
        assert ended.status == 2
        assert "would overwrite" in ended.err
        assert (folder / "a.txt").read_text("utf-8") == VAGUE

    def test_colours_are_asked_for(self, folder: Path) -> None:
        write(folder, a_txt=VAGUE)
        plain, coloured = check(), check("--color")
        assert "\033[" not in plain.out
        assert "\033[33m" in coloured.out
        assert "\033[" not in check("--color", "--output-format", "json").out

    @posix
    @pytest.mark.parametrize(
        ("environment", "options", "coloured"),
        [
            ({"TERM": "xterm"}, (), True),
            ({"TERM": "xterm", "NO_COLOR": ""}, (), True),
            ({"TERM": "xterm", "NO_COLOR": "1"}, (), False),
            ({"TERM": "dumb"}, (), False),
            ({"TERM": "xterm", "NO_COLOR": "1"}, ("--color",), True),
            ({"TERM": "xterm"}, ("--no-color",), False),
        ],
    )
    def test_a_terminal_has_colours_unless_told(
        self, folder: Path, environment: dict[str, str], options: tuple[str, ...], coloured: bool
    ) -> None:
        write(folder, a_txt=VAGUE)
        leader, follower = os.openpty()
        command = [*COMMAND, "check", "--isolated", "--output-format", "concise", *options]
        subprocess.run(command, stdout=follower, check=False, env={**os.environ, **environment})
        os.close(follower)
        shown = os.read(leader, 10_000)
        os.close(leader)
        assert b"vague-source" in shown
        assert (b"\033[33m" in shown) == coloured

    def test_excluded_files_that_are_named_are_left_out_on_demand(self, folder: Path) -> None:
        write(folder, requirements_txt=VAGUE)
        assert check("requirements.txt").status == 1
        assert check("--force-exclude", "requirements.txt").status == 0


class TestProgress:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    def test_it_counts_on_a_terminal_once_a_run_takes_long(self) -> None:
        stream, now = self.Terminal(), 0.0
        progress = Progress(stream, clock=lambda: now)
        progress.step()
        progress.clear()
        assert stream.getvalue() == ""
        for now in (0.9, 1.1, 1.2, 1.4):  # noqa: B007 - the clock reads it
            progress.step()
        progress.clear()
        progress.clear()
        assert stream.getvalue() == "\rchecked 3 files …\rchecked 5 files …\r\033[K"

    def test_elsewhere_it_is_silent(self) -> None:
        stream, now = io.StringIO(), 0.0
        progress = Progress(stream, clock=lambda: now)
        for now in range(10):  # noqa: B007
            progress.step()
        progress.clear()
        assert stream.getvalue() == ""

    def test_findings_take_its_place(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        cleared = []
        monkeypatch.setattr(Progress, "clear", lambda _: cleared.append(True))
        write(folder, a_txt=CLEAN, b_txt=VAGUE, c_txt=CLEAN)
        check()
        assert len(cleared) == 2


class TestRules:
    def test_rules_lists_every_rule(self, catalogue: Catalogue) -> None:
        ended = copydesk("rules")
        listed = {line.split()[0]: line.split()[1] for line in ended.out.splitlines()}
        assert ended.status == 0
        assert listed == {id: rule.severity.label for id, rule in catalogue.by_id.items()}

    def test_rule_explains_a_rule(self) -> None:
        ended = copydesk("rule", "figures/vague-source")
        assert ended.status == 0
        assert ended.out.startswith("# figures/vague-source\n")
        for part in ("## Why", "## Found", "## Not found", "## Options", "⟦Studies show⟧ that 60%"):
            assert part in ended.out

    def test_rule_explains_a_pack(self, catalogue: Catalogue) -> None:
        titles = [line[2:] for line in copydesk("rule", "document").out.splitlines() if line.startswith("# ")]
        assert titles == sorted(id for id in catalogue.by_id if id.startswith("document/"))

    def test_a_broken_rule_file_is_2(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from linter.rules.rule import RuleFileError

        def fail() -> None:
            raise RuleFileError("ferry.toml: needs a text for “why”")

        monkeypatch.setattr("linter.cli.rules.installed", fail)
        assert copydesk("rules") == (2, "", "Error: ferry.toml: needs a text for “why”\n")


def test_version_and_help() -> None:
    assert copydesk("--version") == (0, f"copydesk, version {__version__}\n", "")
    ended = copydesk("--help")
    assert ended.status == 0
    assert all(command in ended.out for command in ("check", "rule", "rules"))
    for option in ("-h", "--help"):
        ended = copydesk("check", option)
        assert ended.status == 0
        assert "Exit status:\n    0 " in ended.out


def test_the_command_is_installed_and_runs_as_a_module(tmp_path: Path) -> None:
    assert spawn("--version", cwd=tmp_path).out == f"copydesk, version {__version__}\n"
    script = Path(sys.executable).parent / "copydesk"
    ended = subprocess.run([script, "--version"], capture_output=True, text=True, check=True)
    assert ended.stdout == f"copydesk, version {__version__}\n"


def test_what_a_run_imports_is_what_it_needs(tmp_path: Path) -> None:
    write(tmp_path, a_txt=CLEAN)
    code = (
        "import sys; from linter.__main__ import main\n"
        "try: main(['check', '--isolated', 'a.txt'])\n"
        "finally: print(*sys.modules, file=sys.stderr)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    heavy = {"json", "logging", "difflib", "textstat", "pyromark", "subprocess", "asyncio", "linter.docs"}
    assert not heavy & set(ended.stderr.split())
