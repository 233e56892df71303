"""Which files are found: against git itself for what is ignored, and no path lost in silence."""

from __future__ import annotations

import inspect
import os
import random
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from linter.config.configuration import Configuration
from linter.config.globs import Globs, parse_glob
from linter.config.settings import CommandLine
from linter.files import Found, find_files
from linter.rules.catalogue import Catalogue

EVERY_FILE = ('include=["*"]', 'exclude=[".git/"]')


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    # What the machine's own git configuration ignores is no part of these tests.
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    return tmp_path


def write(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("")


def find(*paths: str, config: tuple[str, ...] = (), force_exclude: bool = False) -> list[Found]:
    command_line = CommandLine(force_exclude=force_exclude)
    return list(find_files(paths, Configuration(Catalogue([]), config=config, command_line=command_line)))


def paths_of(*paths: str, config: tuple[str, ...] = (), force_exclude: bool = False) -> list[str]:
    found = find(*paths, config=config, force_exclude=force_exclude)
    assert [item for item in found if item.problem] == []
    return [item.path for item in found]


def git(*arguments: str) -> list[str]:
    run = subprocess.run(["git", *arguments], capture_output=True, text=True, check=True)  # noqa: S607
    return run.stdout.splitlines()


def git_files() -> list[str]:
    return git("ls-files", "--others", "--exclude-standard", "--cached")


class TestNames:
    def test_articles_are_found_and_what_is_none_is_not(self, tree: Path) -> None:
        write(tree, "b.md", "a/c.html", "a/b.txt", "a.mdx", "x.py", "a/requirements-dev.txt", "LICENSE.txt")
        write(tree, "node_modules/a.md", ".venv/a.md", "LICENSE/a.md", ".github/a.md", "robots.txt")
        assert paths_of(".") == [".github/a.md", "a/b.txt", "a/c.html", "a.mdx", "b.md"]

    @pytest.mark.parametrize(
        ("given", "shown"),
        [
            (".", "docs/a.md"),
            ("./", "docs/a.md"),
            ("docs", "docs/a.md"),
            ("docs/", "docs/a.md"),
            ("./docs", "docs/a.md"),
            ("./docs/a.md", "docs/a.md"),
            ("docs/a.md", "docs/a.md"),
            ("docs/../docs", "docs/../docs/a.md"),
        ],
    )
    def test_paths_stay_as_given(self, tree: Path, given: str, shown: str) -> None:
        write(tree, "docs/a.md")
        assert paths_of(given) == [shown]

    def test_full_paths_stay_full_and_parents_stay_parents(self, tree: Path) -> None:
        write(tree, "docs/a.md", "b/c.md")
        assert paths_of(str(tree / "docs")) == [str(tree / "docs/a.md")]
        os.chdir(tree / "b")
        assert paths_of("../docs", "..") == ["../b/c.md", "../docs/a.md"]

    def test_the_order_is_that_of_the_names(self, tree: Path) -> None:
        write(tree, "b/b.md", "b/a.md", "a.md", "c.md", "b.md")
        assert paths_of(".") == ["a.md", "b/a.md", "b/b.md", "b.md", "c.md"]
        assert paths_of("c.md", "a.md", "b") == ["a.md", "b/a.md", "b/b.md", "c.md"]

    def test_named_files_are_read_whatever_their_name(self, tree: Path) -> None:
        write(tree, "requirements.txt", "notes", "node_modules/a.md")
        (tree / ".gitignore").write_text("notes")
        assert paths_of("requirements.txt", "notes", "node_modules/a.md", "node_modules") == [
            "node_modules/a.md",
            "notes",
            "requirements.txt",
        ]

    def test_force_exclude_holds_for_named_files_and_folders(self, tree: Path) -> None:
        write(tree, "requirements.txt", "notes", "node_modules/b/a.md", "a.md")
        named = ("requirements.txt", "notes", "node_modules/b/a.md", "node_modules", "node_modules/b", "a.md")
        assert paths_of(*named, force_exclude=True) == ["a.md", "notes"]
        assert find("node_modules/none.md", force_exclude=True) == [
            Found("node_modules/none.md", "does not exist")
        ]

    def test_nothing_comes_twice(self, tree: Path) -> None:
        write(tree, "a/b/c.md", "a/d.md", "e.md")
        given = ("a/d.md", ".", "a", "a/b/", "./a/d.md", str(tree / "e.md"), "a")
        found = [str(tree / path) for path in paths_of(*given)]
        assert sorted(found) == [str(tree / path) for path in ("a/b/c.md", "a/d.md", "e.md")]

    def test_a_named_file_that_a_named_folder_ignores_is_read(self, tree: Path) -> None:
        write(tree, "a.md", "b.md")
        (tree / ".gitignore").write_text("b.md")
        assert paths_of(".", "b.md") == ["a.md", "b.md"]

    def test_a_folder_with_the_name_of_a_file_is_walked(self, tree: Path) -> None:
        write(tree, "x.md/a.md")
        assert paths_of(".") == ["x.md/a.md"]
        assert paths_of("x.md") == ["x.md/a.md"]

    def test_folders_deeper_than_functions_may_call_each_other(self, tree: Path) -> None:
        deep = "/".join(["d"] * 200) + "/a.md"
        write(tree, deep)
        limit = sys.getrecursionlimit()
        sys.setrecursionlimit(len(inspect.stack()) + 100)
        try:
            assert paths_of(".") == [deep]
        finally:
            sys.setrecursionlimit(limit)


class TestProblems:
    def test_a_path_that_does_not_exist(self, tree: Path) -> None:
        write(tree, "a.md")
        assert find("none.md", "a.md/b.md") == [
            Found("a.md/b.md", "does not exist"),
            Found("none.md", "does not exist"),
        ]

    def test_links(self, tree: Path) -> None:
        write(tree, "a.md", "docs/b.md")
        (tree / "docs/back").symlink_to("..")
        (tree / "docs/back.md").symlink_to("..")
        (tree / "docs/gone.md").symlink_to("nowhere")
        (tree / "docs/gone.py").symlink_to("nowhere")
        (tree / "docs/other.md").symlink_to("../a.md")
        (tree / "docs/self.md").symlink_to("self.md")
        assert find("docs") == [
            Found("docs/b.md"),
            Found("docs/gone.md", "is a link to nothing"),
            Found("docs/other.md"),
            Found("docs/self.md", "cannot be read: Too many levels of symbolic links"),
        ]
        assert find("docs/gone.py") == [Found("docs/gone.py", "is a link to nothing")]

    def test_a_link_to_a_folder_is_followed_when_named(self, tree: Path) -> None:
        write(tree, "docs/b.md")
        (tree / "link").symlink_to("docs")
        assert paths_of("link") == ["link/b.md"]
        assert paths_of(".") == ["docs/b.md"]

    @pytest.mark.usefixtures("tree")
    def test_special_files(self) -> None:
        os.mkfifo("pipe.md")
        os.mkfifo("pipe.py")
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("socket.md")
            problem = "is not a regular file"
            assert find(".") == [Found("pipe.md", problem), Found("socket.md", problem)]
            assert find("pipe.py") == [Found("pipe.py", problem)]

    def test_permissions(self) -> None:
        code = (
            "import os\n"
            "from linter.config.configuration import Configuration\n"
            "from linter.files import find_files\n"
            "from linter.rules.catalogue import Catalogue\n"
            "if os.geteuid() == 0: os.setuid(65534)\n"
            "for found in find_files(['.', 'shut/b.md'], Configuration(Catalogue([]))):\n"
            "    print(found.path, found.problem)\n"
        )
        # Not in tmp_path, which only its owner may enter.
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            root.chmod(0o755)
            write(root, "open/a.md", "shut/b.md", "open/shut/c.md")
            (root / "shut").chmod(0)
            (root / "open/shut").chmod(0)
            environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
            command = [sys.executable, "-c", code]
            try:
                output = subprocess.run(
                    command, capture_output=True, text=True, check=True, cwd=folder, env=environment
                ).stdout
            finally:
                (root / "shut").chmod(0o700)
                (root / "open/shut").chmod(0o700)
        assert output.splitlines() == [
            "open/a.md None",
            "open/shut cannot be listed: Permission denied",
            "shut cannot be listed: Permission denied",
            "shut/b.md cannot be read: Permission denied",
        ]

    def test_a_folder_that_cannot_be_listed(self, tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        write(tree, "a/b.md", "c.md")
        listing = os.scandir

        def refuse(path: str) -> os._ScandirIterator[str]:
            if path == str(tree / "a"):
                raise PermissionError(13, "Permission denied")
            return listing(path)

        monkeypatch.setattr(os, "scandir", refuse)
        assert find(".") == [Found("a", "cannot be listed: Permission denied"), Found("c.md")]

    def test_an_ignore_file_that_cannot_be_read(self, tree: Path) -> None:
        write(tree, "a.md")
        (tree / ".gitignore").symlink_to(".gitignore")
        reason = "cannot be read: Too many levels of symbolic links"
        assert find(".") == [Found(str(tree / ".gitignore"), reason), Found("a.md")]

    def test_files_found_before_the_end_come_before_it(self, tree: Path) -> None:
        write(tree, "a/a.md", "b/b.md")
        (tree / "b/copydesk.toml").write_text("broken = = broken")
        found = find_files(["."], Configuration(Catalogue([])))
        assert next(found) == Found("a/a.md")


class TestGitignore:
    def test_nested_files_negations_and_anchors(self, tree: Path) -> None:
        git("init", "--quiet")
        write(
            tree,
            "keep.md",
            "draft.md",
            "a/draft.md",
            "a/keep.md",
            "a/b/draft.md",
            "build/a.md",
            "a/build/b.md",
        )
        write(
            tree,
            "out/x.md",
            "a/out/x.md",
            "docs/a/b/c.md",
            "docs/a/d.md",
            "secret.md",
            "log/1/a.md",
            "log/b.md",
        )
        (tree / ".gitignore").write_text(
            "# drafts\ndraft.md\n/out/\nbuild/\ndocs/**/c.md\nlog/*\n!log/b.md\n"
        )
        (tree / "a/.gitignore").write_text("!draft.md\n!build/\n/b/\r\n")
        (tree / ".git/info/exclude").write_text("secret.md\n")
        found = paths_of(".", config=EVERY_FILE)
        assert sorted(found) == sorted(git_files())
        assert {"a/draft.md", "a/build/b.md", "a/out/x.md", "log/b.md"} <= set(found)
        assert not {"draft.md", "out/x.md", "a/b/draft.md", "secret.md", "docs/a/b/c.md"} & set(found)

    @pytest.mark.parametrize("seed", range(60))
    def test_random_trees_come_out_as_git_lists_them(self, tree: Path, seed: int) -> None:
        chance = random.Random(seed)  # noqa: S311 - a test's trees
        folders = [f"{a}{b}" for a in ("", "a/", "b/", "build/") for b in ("", "a/", "b/", "build/", "sub/")]
        write(tree, *(f"{folder}{name}" for folder in folders for name in ("x.md", "y.txt", "ab.md", "#x")))
        for folder in folders:
            if not folder or chance.random() < 0.3:
                (tree / folder / ".gitignore").write_text("\n".join(chance.choices(PATTERNS, k=4)))
        git("init", "--quiet")
        (tree / ".git/info/exclude").write_text("\n".join(chance.choices(PATTERNS, k=2)))
        assert sorted(paths_of(".", config=EVERY_FILE)) == sorted(git_files())

    def test_folders_above_the_one_named_count_up_to_the_repository(self, tree: Path) -> None:
        write(tree, "repo/docs/en/a.md", "repo/docs/en/b.md", "repo/docs/en/c.md", "repo/docs/en/d.md")
        (tree / ".gitignore").write_text("d.md")
        (tree / "repo/.gitignore").write_text("a.md\n/docs/en/c.md")
        (tree / "repo/docs/.gitignore").write_text("!a.md\nb.md")
        os.chdir(tree / "repo")
        git("init", "--quiet")
        assert paths_of("docs/en") == ["docs/en/a.md", "docs/en/d.md"]
        assert set(git_files()) & {f"docs/en/{name}.md" for name in "abcd"} == set(paths_of("docs/en"))

    def test_outside_a_repository(self, tree: Path) -> None:
        write(tree, "docs/a.md", "docs/b.md", "docs/sub/a.md")
        (tree / ".gitignore").write_text("b.md")
        (tree / "docs/.gitignore").write_text("/a.md")
        assert paths_of("docs") == ["docs/b.md", "docs/sub/a.md"]
        assert paths_of(".") == ["docs/sub/a.md"]

    def test_a_repository_inside_another_starts_anew(self, tree: Path) -> None:
        write(tree, "a.md", "vendor/a.md", "vendor/b.md")
        (tree / ".gitignore").write_text("a.md")
        git("init", "--quiet")
        git("init", "--quiet", "vendor")
        (tree / "vendor/.git/info/exclude").write_text("b.md")
        assert paths_of(".") == ["vendor/a.md"]

    def test_a_worktree_shares_the_excludes_of_its_repository(self, tree: Path) -> None:
        git("init", "--quiet", "main")
        os.chdir(tree / "main")
        who = ("-c", "user.name=x", "-c", "user.email=x@example.org")
        git(*who, "commit", "--quiet", "--allow-empty", "--message", "x")
        git("worktree", "add", "--quiet", "../side")
        (tree / "main/.git/info/exclude").write_text("secret.md")
        write(tree, "side/a.md", "side/secret.md")
        os.chdir(tree / "side")
        assert git_files() == ["a.md"]
        assert paths_of(".") == ["a.md"]

    def test_a_repository_whose_folder_is_elsewhere(self, tree: Path) -> None:
        write(tree, "main/a.md", "main/secret.md", "main/sub/b.md", "main/sub/secret.md")
        git("init", "--quiet", "--separate-git-dir", "elsewhere", "main")
        (tree / "elsewhere/info/exclude").write_text("secret.md")
        assert paths_of("main") == ["main/a.md", "main/sub/b.md"]
        assert paths_of("main/sub") == ["main/sub/b.md"]

    def test_an_ignore_file_that_is_a_folder_ignores_nothing(self, tree: Path) -> None:
        write(tree, "a.md", ".gitignore/b.md")
        assert paths_of(".") == [".gitignore/b.md", "a.md"]

    def test_it_can_be_turned_off(self, tree: Path) -> None:
        write(tree, "a.md", "sub/b.md")
        git("init", "--quiet")
        (tree / ".gitignore").write_text("*.md")
        assert paths_of(".", config=("respect-gitignore=false",)) == ["a.md", "sub/b.md"]
        assert paths_of("sub", config=("respect-gitignore=false",)) == ["sub/b.md"]


class TestConfiguration:
    def test_globs_start_at_the_configuration_files_folder(self, tree: Path) -> None:
        write(tree, "site/docs/a.md", "site/docs/sub/b.md", "site/sub/c.md", "docs/d.md", "site/docs/e.rst")
        (tree / "site/copydesk.toml").write_text(
            'extend-exclude = ["/docs/*.md"]\nextend-include = ["/docs/*.rst"]'
        )
        assert paths_of(".") == ["docs/d.md", "site/docs/e.rst", "site/docs/sub/b.md", "site/sub/c.md"]
        os.chdir(tree / "site/docs")
        assert paths_of(".") == ["e.rst", "sub/b.md"]
        assert paths_of("a.md") == ["a.md"]
        assert paths_of("a.md", force_exclude=True) == []

    def test_an_included_folder_includes_all_its_files(self, tree: Path) -> None:
        write(tree, "texts/a", "texts/sub/b.adoc", "c.adoc", "texts/d.md")
        assert paths_of(".", config=('include=["texts/", "!*.md"]',)) == [
            "texts/a",
            "texts/d.md",
            "texts/sub/b.adoc",
        ]

    def test_the_last_glob_decides(self, tree: Path) -> None:
        write(tree, "requirements.txt", "constraints.txt")
        assert paths_of(".", config=('extend-exclude=["!requirements.txt"]',)) == ["requirements.txt"]

    def test_taking_back_an_exclude_does_not_take_back_gitignore(self, tree: Path) -> None:
        write(tree, "a.md", "b.md")
        (tree / ".gitignore").write_text("a.md")
        assert paths_of(".", config=('extend-exclude=["!a.md"]',)) == ["b.md"]


PATTERNS = (
    *(
        "*.md",
        "!*.md",
        "build/",
        "!build/",
        "build",
        "/build",
        "!/build/",
        "a/b",
        "a/*",
        "!a/b/",
        "**/b",
        "a/**",
    ),
    *("!a/**/x.md", "*", "!*/", "!x.md", "sub/", "!sub/build/", "/*", "!/a", "[ab]", "!b*", "a/**/b", "?.md"),
    *("/a/", "x*", "**/build/*", "!**/", "a[!b]*", "[a-b]", "[[:lower:]].md", r"\!x", r"b\*", "sub/**", "**"),
    *("*.m?", "[z-a]", "[", "x.md  ", "/*/b", "a/b/", "!**/build", "***/b", "a**", "#x", r"\#x", r"\x.md"),
    *("*b*", "b*d/", "[]a]b.md", "[[:nothing:]]x", "x.md\\", r"[\a]b.*", "", "/", "!"),
)


class TestGlobs:
    @pytest.mark.parametrize("line", ["", "\n", "# *.md", "/", "!", "[a", "a\\", "[[:none:]]"])
    def test_lines_that_match_nothing(self, line: str) -> None:
        assert parse_glob(line) is None

    @pytest.mark.parametrize(
        ("line", "path", "matches"),
        [
            ("a.b", "a.b", True),
            ("a.b", "aXb", False),
            ("*.md", "x/y.md", True),
            ("*.md", "x.mdx", False),
            ("x*", "d/xyz", True),
            ("x*z", "d/xyz", True),
            ("d/*", "d/e/f", False),
            ("d/**", "d/e/f", True),
            ("/x", "d/x", False),
            ("a/**/b", "a/b", True),
            ("a/**/b", "a/x/y/b", True),
            ("a?b", "a/b", False),
            ("/a[/]b", "a/b", False),
            ("[!a]", "b", True),
            ("[^a-c]", "b", False),
            ("[]-]", "]", True),
            ("[[:digit:]]", "7", True),
            (r"\*", "*", True),
            (r"\*", "a", False),
            ("x\\ ", "x ", True),
            ("x ", "x", True),
        ],
    )
    def test_globs(self, line: str, path: str, matches: bool) -> None:
        verdict = Globs([line]).verdict(path, path.rpartition("/")[2], folder=False)
        assert verdict is (True if matches else None)
