"""Tables that a run keeps for the next: taken over when nothing changed, made anew when anything did."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from linter.kept import Kept
from linter.rules.packs import read_package
from tests.commands import FORM, check, write

PACKAGE = "rules_of_kept_tests"
RULE = """
check    = "lines"
severity = "warning"
since    = "0.1"
summary  = "A line."
message  = "{match}"
why      = "A test."
options.lines.en = ["%s"]
"""


def counted(value: object) -> tuple[Callable[[], object], list[None]]:
    calls: list[None] = []

    def make() -> object:
        calls.append(None)
        return value

    return make, calls


def test_a_table_is_made_once(tmp_path: Path) -> None:
    make, calls = counted({"a": (1, [2.5, None])})
    assert [Kept(str(tmp_path)).get("t", ["x"], make) for _ in range(3)] == [{"a": (1, [2.5, None])}] * 3
    assert len(calls) == 1


def test_a_table_made_of_other_things_is_made_anew(tmp_path: Path) -> None:
    make, calls = counted("value")
    for made_of in ("x", "y", "y", "x"):
        assert Kept(str(tmp_path)).get("t", made_of, make) == "value"
    assert len(calls) == 3


def test_without_a_folder_nothing_is_kept() -> None:
    make, calls = counted("value")
    assert [Kept().get("t", "x", make) for _ in range(2)] == ["value"] * 2
    assert len(calls) == 2


@pytest.mark.parametrize(
    "damage", [lambda data: data[:0], lambda data: data[:-1], lambda data: data[:9] + b"!" + data[10:]]
)
def test_a_broken_file_is_made_anew(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    make, calls = counted("value")
    kept = Kept(str(tmp_path))
    kept.get("t", "x", make)
    (file,) = tmp_path.iterdir()
    file.write_bytes(damage(file.read_bytes()))
    assert kept.get("t", "x", make) == "value"
    assert kept.get("t", "x", make) == "value"
    assert len(calls) == 2


def test_a_folder_that_cannot_be_made_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    make, _ = counted("value")
    assert Kept(str(tmp_path / "file")).get("t", "x", make) == "value"


def test_tables_of_long_ago_go(tmp_path: Path) -> None:
    make, _ = counted("value")
    Kept(str(tmp_path)).get("old", "x", make)
    (old,) = tmp_path.iterdir()
    long_ago = time.time() - 91 * 86400
    os.utime(old, (long_ago, long_ago))
    Kept(str(tmp_path)).get("new", "x", make)
    assert not old.exists()
    assert len(list(tmp_path.iterdir())) == 1


def test_a_rule_file_that_changes_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / PACKAGE / "house").mkdir(parents=True)
    (tmp_path / PACKAGE / "__init__.py").write_text("")
    file = tmp_path / PACKAGE / "house" / "a.toml"
    monkeypatch.syspath_prepend(tmp_path)
    kept = Kept(str(tmp_path / "cache"))
    for text in ("Ahoy", "Ahoy there"):
        file.write_text(RULE % text)
        for _ in range(2):
            (rule,) = read_package(PACKAGE, kept).rules
            assert rule.body["options"]["lines"]["en"] == [text]
            assert (rule.id, rule.languages) == ("house/a", frozenset({"en"}))


def test_what_is_kept_is_made_of_the_code_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = "code_of_kept_tests"
    (tmp_path / package / "house").mkdir(parents=True)
    for name in ("__init__.py", "house/a.toml", "house/a.py"):
        (tmp_path / package / name).write_text(RULE % "Ahoy" if name.endswith("toml") else "")
    monkeypatch.syspath_prepend(tmp_path)
    before = read_package(package, Kept()).files
    (tmp_path / package / "house" / "a.py").write_text("CHANGED = True\n")
    assert read_package(package, Kept()).files != before
    assert any(path.endswith("checks/frames.py") for path, *_ in before)


def test_findings_are_the_same_from_the_cache_and_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    write(tmp_path, a_txt=FORM)
    file = str(tmp_path / "a.txt")
    without = check("--no-cache", file)
    assert not (tmp_path / "cache").exists()
    first, second = check(file), check(file)
    assert (tmp_path / "cache").exists()
    assert "residue/comment-form" in without.out
    assert without.out == first.out == second.out
