"""The pre-commit hook, by pre-commit itself in a repository of articles."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import CLEAN, VAGUE

CHECKOUT = Path(__file__).parents[1]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The environment without what a git hook or a CI around this test says of its own repository."""
    own = ("GIT_", "PRE_COMMIT", "PYTHON", "COV_", "SKIP")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    person = {"NAME": "Marit Oosterhof", "EMAIL": "marit@oudeveen.example"}
    return {
        **kept,
        "PRE_COMMIT_HOME": str(tmp_path / "pre-commit"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": str(tmp_path / "gitconfig"),
        **{f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in person.items()},
    }


def run(*command: str, cwd: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=cwd, env=env, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def done(*command: str, cwd: Path, env: dict[str, str]) -> str:
    ended = run(*command, cwd=cwd, env=env)
    assert ended.returncode == 0, ended.stdout
    return ended.stdout


def publish(folder: Path, env: dict[str, str]) -> str:
    """Commit the working tree of this checkout, as it stands, in a new repository; returns the commit."""
    listing = ("git", "-c", f"safe.directory={CHECKOUT}", "ls-files", "-co", "--exclude-standard", "-z")
    for name in done(*listing, cwd=CHECKOUT, env=env).split("\0"):
        if name and (CHECKOUT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(CHECKOUT / name, folder / name)
    done("git", "init", "-q", cwd=folder, env=env)
    done("git", "add", "--all", "--force", cwd=folder, env=env)
    done("git", "commit", "-q", "-m", "copydesk", cwd=folder, env=env)
    return done("git", "rev-parse", "HEAD", cwd=folder, env=env).strip()


@pytest.mark.skipif(not (CHECKOUT / ".git").exists(), reason="pre-commit installs from a git repository")
def test_a_commit_with_a_fault_is_refused_and_a_clean_one_made(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    env = environment
    copydesk, articles = tmp_path / "copydesk", tmp_path / "articles"
    copydesk.mkdir()
    articles.mkdir()
    # Safe whoever owns the folders: a container's root, a CI's user.
    (tmp_path / "gitconfig").write_text("[safe]\n\tdirectory = *\n")
    commit = publish(copydesk, env)
    (articles / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {copydesk.as_uri()}\n    rev: {commit}\n    hooks:\n      - id: copydesk\n"
    )
    done("git", "init", "-q", cwd=articles, env=env)
    done(sys.executable, "-m", "pre_commit", "install", cwd=articles, env=env)

    (articles / "ferry.md").write_text(f"# The ferry\n\n{VAGUE}")
    # Neither an article: excluded by name, and of a type the hook does not ask for.
    (articles / "requirements.txt").write_text(VAGUE)
    (articles / "ferry.py").write_text(f"'''{VAGUE}'''\n")
    done("git", "add", "--all", cwd=articles, env=env)
    refused = run("git", "commit", "-m", "The ferry", cwd=articles, env=env)
    assert refused.returncode == 1, refused.stdout
    assert "exit code: 1" in refused.stdout
    assert "ferry.md:3:1: warning figures/vague-source “Studies show” is no source for 60%" in refused.stdout
    assert "Checked 1 file: 0 errors, 1 warning" in refused.stdout
    assert run("git", "rev-parse", "-q", "--verify", "HEAD", cwd=articles, env=env).returncode != 0

    for name in ("ferry.md", "ferry.mdx", "ferry.html", "ferry.txt"):
        (articles / name).write_text(CLEAN)
    done("git", "add", "--all", cwd=articles, env=env)
    made = done("git", "commit", "-m", "The ferry", cwd=articles, env=env)
    assert "Passed" in made
    assert done("git", "log", "--format=%s", cwd=articles, env=env) == "The ferry\n"
