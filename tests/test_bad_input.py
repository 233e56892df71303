"""Broken and hostile input: said clearly, the other files linted, 2 where a file could not be checked."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import linter
from linter.config.configuration import Configuration
from linter.engine.run import Run
from linter.files import Found
from linter.rules.catalogue import Catalogue
from tests.commands import VAGUE, Ended, check, lines, write

posix = pytest.mark.skipif(os.name != "posix", reason="permissions and links of POSIX")

DEEP = 100_000
FORMATS = ("full", "concise", "json", "json-lines", "lsp")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an article after what a test puts there, whose finding must still be reported."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, z_md=VAGUE)
    return tmp_path


def assert_not_checked(path: str, reason: str, *options: str, kind: str = "unreadable") -> None:
    """Say that a run over the folder names the file with the reason, in every format, and goes on."""
    ended = check("--output-format", "concise", *options)
    assert ended.status == 2
    assert [line for line in lines(ended.out) if "figures/vague-source" in line], "the other file is linted"
    (found,) = [line for line in lines(ended.out) if f"document/{kind}" in line]
    assert found.startswith(f"{path}:1:1: error ")
    assert reason in found
    assert f"Not checked: 1 file.\n  {path} {reason}" in ended.out
    for format in ("json", "json-lines", "lsp"):
        ended = check("--output-format", format, "--select", "figures", *options)
        assert ended.status == 2
        assert ended.err == f"{path}: not checked: it {_reason(path, options)}\n"


def _reason(path: str, options: tuple[str, ...]) -> str:
    report = json.loads(check("--output-format", "json", *options).out)
    (item,) = report["not_checked"]
    assert item["path"] == path
    return str(item["reason"])


def findings(*options: str) -> list[str]:
    """The findings of a run in which every file could be checked."""
    ended = check("--output-format", "concise", *options)
    assert ended.status in {0, 1}, ended
    assert "Traceback" not in ended.err
    return lines(ended.out)[:-2]


class TestBytes:
    def test_a_binary_file(self, folder: Path) -> None:
        (folder / "a.md").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 100)
        assert_not_checked("a.md", "holds a NUL byte at byte 8", kind="binary")

    def test_nul_bytes_in_text(self, folder: Path) -> None:
        (folder / "a.txt").write_bytes(VAGUE.encode() + b"\0\0" + VAGUE.encode())
        assert_not_checked("a.txt", f"holds a NUL byte at byte {len(VAGUE)}", kind="binary")

    @pytest.mark.parametrize("name", ["a.md", "a.html", "a.txt"])
    def test_utf8_that_is_cut_off(self, folder: Path, name: str) -> None:
        (folder / name).write_bytes(VAGUE.encode() + "Café".encode()[:-1])
        reason = f"ends in the middle of a character of UTF-8 at byte {len(VAGUE) + 3}"
        assert_not_checked(name, reason, kind="encoding")

    def test_another_encoding(self, folder: Path) -> None:
        (folder / "a.md").write_bytes("Café in Oudeveen".encode("cp1252"))
        assert_not_checked("a.md", "is not UTF-8", kind="encoding")

    @pytest.mark.parametrize("name", ["a.md", "a.mdx", "a.html", "a.txt"])
    @pytest.mark.parametrize("text", ["", "\n", " \t\r\n", "\ufeff", "\r", "<!--", "---\n", "---", "\f"])
    def test_a_file_with_nothing_in_it(self, folder: Path, name: str, text: str) -> None:
        (folder / name).write_text(text, "utf-8", newline="")
        assert len(findings("--select", "figures", "--language", "en")) == 1

    def test_standard_input_that_is_no_text(self) -> None:
        ended = check("--output-format", "concise", "-", "z.md", stdin=b"\xff\xfe\0")
        assert ended.status == 2
        assert "<stdin>:1:1: error document/encoding" in ended.out
        assert "z.md:1:1: warning" in ended.out


class TestSize:
    def test_a_file_over_the_limit(self, folder: Path) -> None:
        with (folder / "a.md").open("wb") as file:
            file.truncate(20_000_001)
        reason = "is 20000001 bytes, over the limit of 20000000; raise `max-size` to lint it"
        assert_not_checked("a.md", reason, kind="too-large")

    def test_the_limit_is_an_option(self, folder: Path) -> None:
        write(folder, a_md=VAGUE * 3)
        assert_not_checked(
            "a.md", "is 132 bytes, over the limit of 100;", "--config", "max-size=100", kind="too-large"
        )
        assert len(findings("--config", "max-size='1kB'")) == 4

    def test_standard_input_over_the_limit(self) -> None:
        ended = check("--config", "max-size=10", "-", stdin=VAGUE.encode())
        assert ended.status == 2
        assert f"<stdin> is {len(VAGUE)} bytes, over the limit of 10" in ended.out

    @pytest.mark.parametrize("name", ["a.md", "a.html", "a.txt"])
    def test_a_line_of_ten_megabytes(self, folder: Path, name: str) -> None:
        filler = "The ferry to Lage Wiel sails on Monday, the mayor said. "
        (folder / name).write_text(filler * (10_000_000 // len(filler)) + VAGUE)
        shown = findings("--language", "en")
        assert len(shown) == 2
        assert shown[0].startswith(f"{name}:1:{10_000_000 // len(filler) * len(filler) + 1}: warning")
        for format in FORMATS:
            ended = check("--language", "en", "--output-format", format)
            assert ended.status == 1
            assert len(ended.out) < 5_000


class TestDepth:
    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("a.md", "> " * DEEP + VAGUE),
            ("a.md", ">" * DEEP + VAGUE),
            ("a.md", "- " * DEEP + VAGUE),
            ("a.md", "<div>" * DEEP + f"\n\n{VAGUE}\n" + "</div>" * DEEP),
            ("a.md", "<div>" * DEEP + f"\n\n{VAGUE}\n"),
            ("a.md", "<div>\n\n" * DEEP + VAGUE + "</div>\n" * DEEP),
            ("a.mdx", "<div>" * DEEP + f"\n\n{VAGUE}\n" + "</div>" * DEEP),
            ("a.html", "<div>" * DEEP + f"<p>{VAGUE}</p>" + "</div>" * DEEP),
            ("a.html", "<div>" * DEEP + f"<p>{VAGUE}</p>"),
        ],
        ids=[
            "quotes",
            "quotes-without-spaces",
            "lists",
            "divs-md",
            "open-divs-md",
            "div-blocks-md",
            "divs-mdx",
            "divs-html",
            "open-divs-html",
        ],
    )
    def test_what_stands_very_deep_is_linted(self, folder: Path, name: str, text: str) -> None:
        (folder / name).write_text(text)
        shown = findings("--select", "figures", "--language", "en")
        assert len(shown) == 2
        assert shown[0].startswith(f"{name}:")

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("a.md", "[" * DEEP),
            ("a.md", "**a " * DEEP),
            ("a.md", "`" * DEEP),
            ("a.md", "<a " * DEEP),
            ("a.mdx", "{" * DEEP),
            ("a.md", "{{< " * DEEP),
            ("a.html", "<!--" * DEEP),
            ("a.html", "<a " * DEEP),
            ("a.html", "<" * DEEP),
            ("a.html", "&" * DEEP),
            ("a.txt", "“" * DEEP),
            ("a.txt", "\n" * DEEP),
        ],
        ids=lambda value: ascii(value[:4]),
    )
    def test_marks_that_nothing_closes_end(self, folder: Path, name: str, text: str) -> None:
        (folder / name).write_text(text)
        assert check("--language", "en").status == 1


class TestFrontMatter:
    @pytest.mark.parametrize("fence", ["---", "+++"])
    def test_unclosed_front_matter_is_a_finding_and_the_text_is_linted(
        self, folder: Path, fence: str
    ) -> None:
        key = "title: The ferry" if fence == "---" else "title = 'The ferry'"
        (folder / "a.md").write_text(f"{fence}\n{key}\n\n{VAGUE}")
        shown = findings()
        assert shown[0].startswith("a.md:1:1: error document/front-matter the front matter that begins here")
        assert shown[1].startswith("a.md:4:1: warning figures/vague-source")
        assert shown[2].startswith("z.md:1:1: warning figures/vague-source")


class TestPaths:
    def test_a_folder_with_the_name_of_an_article(self, folder: Path) -> None:
        (folder / "x.md").mkdir()
        (folder / "x.md" / "a.md").write_text(VAGUE)
        assert [line.partition(":")[0] for line in findings()] == [os.path.join("x.md", "a.md"), "z.md"]
        assert len(findings("x.md")) == 1

    @posix
    def test_a_link_to_nothing(self, folder: Path) -> None:
        (folder / "a.md").symlink_to("gone.md")
        assert_not_checked("a.md", "is a link to nothing")
        assert "a.md is a link to nothing" in check("a.md").out

    @posix
    def test_a_link_to_itself(self, folder: Path) -> None:
        (folder / "a.md").symlink_to("a.md")
        assert_not_checked("a.md", "cannot be read")

    @posix
    def test_a_pipe_is_not_waited_for(self, folder: Path) -> None:
        os.mkfifo(folder / "a.md")
        assert_not_checked("a.md", "is not a regular file")

    def test_a_file_deleted_while_running(self, folder: Path, catalogue: Catalogue) -> None:
        write(folder, a_md=VAGUE, b_md=VAGUE)

        def files() -> Iterator[Found]:
            for name in ("a.md", "b.md", "z.md"):
                if name == "b.md":
                    (folder / name).unlink()
                yield Found(name)

        run = Run(catalogue, Configuration(catalogue, isolated=True))
        found = {result.path: result.diagnostics for result in run.results(files())}
        assert [diagnostic.rule for diagnostic in found["a.md"]] == ["figures/vague-source"]
        assert [diagnostic.rule for diagnostic in found["b.md"]] == ["document/unreadable"]
        assert [diagnostic.rule for diagnostic in found["z.md"]] == ["figures/vague-source"]
        assert run.summary.unchecked == [("b.md", "is gone, or a link to nothing")]
        assert run.summary.broken


@posix
class TestPermissions:
    @pytest.fixture
    def open_folder(self) -> Iterator[Path]:
        """A folder that everybody may read; pytest's own are the user's alone."""
        path = Path(tempfile.mkdtemp())
        path.chmod(0o755)
        (path / "z.md").write_text(VAGUE)
        yield path
        shutil.rmtree(path)

    def as_nobody(self, *arguments: str, cwd: Path) -> Ended:
        """Run the command as somebody without root's power to read everything."""
        # Python and the rules may lie where only root reads: a first run reads what the second needs.
        become = "os.setgroups([]); os.setgid(65534); os.setuid(65534)" if os.geteuid() == 0 else ""
        code = (
            "import os, sys; from linter.__main__ import main; from linter.cli import check\n"
            "catalogue = check.installed(); check.installed = lambda kept: catalogue\n"
            "try: main(['check', '--isolated', '--output-file', os.devnull, 'z.md'])\n"
            f"except SystemExit: {become or 'pass'}\n"
            "main(sys.argv[1:])"
        )
        ended = subprocess.run(
            [sys.executable, "-c", code, "check", "--isolated", "--output-format", "concise", *arguments],
            capture_output=True,
            text=True,
            check=False,
            cwd=cwd,
            env={**os.environ, "PYTHONPATH": str(Path(linter.__file__).parents[1])},
        )
        return Ended(ended.returncode, ended.stdout, ended.stderr)

    def test_a_file_that_may_not_be_read(self, open_folder: Path) -> None:
        (open_folder / "a.md").write_text(VAGUE)
        (open_folder / "a.md").chmod(0)
        ended = self.as_nobody(cwd=open_folder)
        assert (ended.status, ended.err) == (2, "")
        assert lines(ended.out)[0] == (
            "a.md:1:1: error document/unreadable not checked: the file may not be read (permission denied)"
        )
        assert lines(ended.out)[1].startswith("z.md:1:1: warning figures/vague-source")
        assert "Not checked: 1 file.\n  a.md may not be read (permission denied)" in ended.out

    def test_a_folder_that_may_not_be_listed(self, open_folder: Path) -> None:
        closed = open_folder / "closed"
        closed.mkdir(mode=0)
        try:
            ended = self.as_nobody(cwd=open_folder)
            assert ended.status == 2
            assert "closed cannot be listed: Permission denied" in ended.out
            assert "z.md:1:1: warning figures/vague-source" in ended.out
        finally:
            closed.chmod(stat.S_IRWXU)
