"""Rule packs, found through the entry points of installed distributions.

An entry point of the group `linter.packs` names an import package whose
folders are packs: `residue/comment-form.toml` is the rule `residue/comment-form`.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from linter.kept import Kept
from linter.rules.rule import Rule, RuleFileError, read_rule, rule_id

GROUP = "linter.packs"
# The folders of this package whose code makes triggers.
_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_OWN_CODE = tuple(os.path.join(_PACKAGE, name) for name in ("analysis", "checks", "engine", "rules"))


def entry_points() -> list[str]:
    """Return the packages that installed distributions register as packs.

    Reads `entry_points.txt` as the entry points specification of PyPA defines
    it. `importlib.metadata` does the same but takes 27 ms to import, a quarter
    of a hook's run (docs/performance.md).
    """
    packages: dict[str, None] = {}
    for folder in sys.path:
        try:
            names = [
                entry.path
                for entry in os.scandir(folder or ".")
                if entry.name.endswith((".dist-info", ".egg-info"))
            ]
        except OSError:  # not every entry of sys.path is a folder
            continue
        for name in sorted(names):
            packages.update(dict.fromkeys(_registered(f"{name}/entry_points.txt")))
    return list(packages)


def _registered(path: str) -> Iterator[str]:
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read()
    except OSError:  # most distributions have none
        return
    if GROUP not in text:
        return
    inside = False
    for raw in text.splitlines():
        line = raw.partition("#")[0].strip()
        if line.startswith("["):
            inside = line == f"[{GROUP}]"
        elif inside and "=" in line:
            yield line.partition("=")[2].partition("[")[0].strip().partition(":")[0].strip()


class Package(NamedTuple):
    """The rules of a registered package, and what they were read from: path, time (ns) and size (bytes)."""

    rules: tuple[Rule, ...]
    files: tuple[tuple[str, int, int], ...]


def read_package(package: str, kept: Kept) -> Package:
    """Return the rules of a registered package; `RuleFileError` where it cannot be used."""
    try:
        module = importlib.import_module(package)
    except Exception as error:  # a stranger's package may raise anything
        raise RuleFileError(f"the rule package “{package}” cannot be imported: {error}") from error
    if not hasattr(module, "__path__"):
        raise RuleFileError(f"the rule package “{package}” is a module; packs are folders in a package")
    try:
        found = list(_rule_files(module.__path__))
        folders = {os.path.dirname(path) for _, path in found}
        # What is kept comes of rule files and their lists, and of the code that reads them.
        code = _modules({*folders, *module.__path__, *_OWN_CODE})
        read_from = (*(path for _, path in found), *_list_files(folders), *code)
        files = tuple((path, *_state(path)) for path in read_from)

        fresh: list[Rule] = []

        def heads() -> list[dict[str, Any]]:
            fresh.extend(read_rule(path, pack, f"{package}.{pack}") for pack, path in found)
            return [dict(rule.head) for rule in fresh]

        known = kept.get(f"rules-{package}", files, heads)
        rules = fresh or [
            Rule(rule_id(pack, path), path, f"{package}.{pack}", head)
            for (pack, path), head in zip(found, known, strict=True)
        ]
        return Package(tuple(rules), files)
    except OSError as error:
        raise RuleFileError(f"the rule package “{package}” cannot be read: {error}") from error


def _modules(folders: Iterable[str]) -> list[str]:
    return [
        f"{folder}/{name}"
        for folder in sorted(folders)
        for name in sorted(os.listdir(folder))
        if name.endswith(".py")
    ]


def _state(path: str) -> tuple[int, int]:
    status = os.stat(path)
    return status.st_mtime_ns, status.st_size


def _list_files(folders: Iterable[str]) -> Iterator[str]:
    """Yield the path of each file of a list in the folders beside rule files."""
    for folder in sorted(folders):
        for entry in os.scandir(folder):
            if entry.is_dir() and not entry.name.startswith(("_", ".")):
                yield from (f"{entry.path}/{name}" for name in sorted(os.listdir(entry.path)))


def _rule_files(roots: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the pack and the path of each rule file."""
    for root in roots:
        for pack in sorted(os.listdir(root)):
            folder = f"{root}/{pack}"
            if pack.startswith(("_", ".")) or not os.path.isdir(folder):
                continue
            for name in sorted(os.listdir(folder)):
                if name.endswith(".toml"):
                    yield pack, f"{folder}/{name}"
