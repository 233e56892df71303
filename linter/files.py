"""Which files a run reads: those named, and those found in the folders named."""

from __future__ import annotations

import os
import stat
from collections.abc import Container, Iterable, Iterator
from typing import NamedTuple

from linter.config.configuration import Configuration
from linter.config.globs import Globs, globs
from linter.config.settings import Settings


class Found(NamedTuple):
    """A file to read; or a path that cannot be read, and why: “{path} {problem}” is a sentence."""

    path: str
    problem: str | None = None


class _Ignores(NamedTuple):
    """The globs of one ignore file; `prefix` leads from its folder to the one that is listed."""

    globs: Globs
    prefix: str


class _Folder(NamedTuple):
    """A folder to list: the start of its files' paths as shown, its full path, what is ignored in it."""

    shown: str
    absolute: str
    ignores: tuple[_Ignores, ...]

    def below(self, name: str, ignores: Iterable[_Ignores]) -> _Folder:
        """Return a folder in this one."""
        inside = tuple(ignore._replace(prefix=f"{ignore.prefix}{name}/") for ignore in ignores)
        return _Folder(f"{self.shown}{name}{os.sep}", _join(self.absolute, name), inside)


# os.path throughout: a tree may hold millions of files, and a Path costs four times a join.
_join = os.path.join


def find_files(paths: Iterable[str], configuration: Configuration) -> Iterator[Found]:
    """Yield every file to read once, and every path that cannot be read, sorted by folder and name.

    Files named are yielded whatever their names, unless `force-exclude` is set;
    folders named are walked, with one folder's names in memory for each level.
    Raises `ConfigError` where a folder's configuration cannot be used.
    """
    named = {os.path.abspath(path): path for path in sorted(paths)}
    for absolute, path in named.items():
        shown = path.removeprefix(f".{os.sep}") or path
        problem = _problem(path)
        folder = problem is None and os.path.isdir(path)
        if problem is None and is_force_excluded(absolute, configuration, folder=folder):
            continue
        if folder:
            start = "" if shown in (".", f".{os.sep}") else _join(shown, "")
            yield from _walk(_Folder(start, absolute, ()), configuration, named)
        else:
            yield Found(shown, problem)


def is_force_excluded(absolute: str, configuration: Configuration, *, folder: bool = False) -> bool:
    """Say whether a path is left out though it is named."""
    settings = configuration.settings_in(absolute) if folder else configuration.settings_for(absolute)
    return settings.force_exclude and globs(settings.exclude).covers(
        settings.relative(absolute), folder=folder
    )


def _problem(path: str) -> str | None:
    """Return why a path can be neither read nor walked, if so."""
    try:
        mode = os.stat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return "is a link to nothing" if os.path.islink(path) else "does not exist"
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    return None if stat.S_ISREG(mode) or stat.S_ISDIR(mode) else "is not a regular file"


def _walk(top: _Folder, configuration: Configuration, named: Container[str]) -> Iterator[Found]:
    """Yield the files below a folder, except those in `named`, which come by themselves."""
    if configuration.settings_in(top.absolute).respect_gitignore:
        ignores, problems = _ignores_above(top.absolute)
        yield from problems
        top = top._replace(ignores=ignores)
    levels = [_list(top, configuration, named)]
    while levels:
        item = next(levels[-1], None)
        if item is None:
            levels.pop()
        elif isinstance(item, Found):
            yield item
        else:
            levels.append(_list(item, configuration, named))


def _list(folder: _Folder, configuration: Configuration, named: Container[str]) -> Iterator[Found | _Folder]:
    """Yield the files and folders of a folder that are neither excluded nor ignored."""
    try:
        with os.scandir(folder.absolute) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        yield Found(folder.shown.rstrip(os.sep) or folder.absolute, f"cannot be listed: {error.strerror}")
        return
    settings = configuration.settings_in(folder.absolute)
    ignores: tuple[_Ignores, ...] = ()
    if settings.respect_gitignore:
        ignores, problems = _ignores_in(folder, {entry.name for entry in entries})
        yield from problems
    sieve = _Sieve(folder, settings, ignores)
    for entry in entries:
        is_folder = entry.is_dir(follow_symlinks=False)
        if not sieve.passes(entry.name, folder=is_folder) or _join(folder.absolute, entry.name) in named:
            continue
        if is_folder:
            yield folder.below(entry.name, ignores)
        elif entry.is_file(follow_symlinks=False):
            yield Found(folder.shown + entry.name)
        elif not os.path.isdir(entry.path):
            yield Found(folder.shown + entry.name, _problem(entry.path))


class _Sieve:
    """Which entries of one folder are read."""

    def __init__(self, folder: _Folder, settings: Settings, ignores: tuple[_Ignores, ...]) -> None:
        inside = settings.relative(folder.absolute)
        self._prefix = "" if inside == "." else f"{inside}/"
        self._include = globs(settings.include)
        self._includes_all = self._include.covers(inside, folder=True)
        self._exclude = globs(settings.exclude)
        self._ignores = ignores[::-1]

    def passes(self, name: str, *, folder: bool) -> bool:
        path = self._prefix + name
        included = folder or self._includes_all or self._include.verdict(path, name, folder=False)
        if not included or self._exclude.verdict(path, name, folder=folder):
            return False
        for ignore in self._ignores:
            ignored = ignore.globs.verdict(ignore.prefix + name, name, folder=folder)
            if ignored is not None:
                return not ignored
        return True


def _ignores_above(folder: str) -> tuple[tuple[_Ignores, ...], list[Found]]:
    """Return what a repository ignores in a folder that is not its root, and what could not be read."""
    above: list[tuple[str, str]] = []
    prefix = ""
    while not os.path.lexists(_join(folder, ".git")):
        parent, name = os.path.split(folder)
        if not name:
            return (), []
        prefix = f"{name}/{prefix}"
        above.append((_join(parent, ".gitignore"), prefix))
        folder = parent
    if not above:
        return (), []
    return _read_ignores([(_exclude_file(_join(folder, ".git")), prefix), *reversed(above)])


def _ignores_in(folder: _Folder, names: Container[str]) -> tuple[tuple[_Ignores, ...], list[Found]]:
    """Return what is ignored in a folder, by itself and from above; a repository starts anew."""
    files = []
    above = folder.ignores
    if ".git" in names:
        above = ()
        files.append((_exclude_file(_join(folder.absolute, ".git")), ""))
    if ".gitignore" in names:
        files.append((_join(folder.absolute, ".gitignore"), ""))
    own, problems = _read_ignores(files)
    return (*above, *own), problems


def _read_ignores(files: Iterable[tuple[str, str]]) -> tuple[tuple[_Ignores, ...], list[Found]]:
    """Return the globs of files that exist, each with its prefix, and those that cannot be read."""
    ignores = []
    problems = []
    for path, prefix in files:
        try:
            with open(path, encoding="utf-8-sig", errors="surrogateescape") as file:
                ignores.append(_Ignores(Globs(file), prefix))
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            continue
        except OSError as error:
            problems.append(Found(path, f"cannot be read: {error.strerror}"))
    return tuple(ignores), problems


def _exclude_file(git: str) -> str:
    """Return where the repository of a `.git` keeps its own excludes; a worktree's `.git` is a file."""
    shared = git
    if os.path.isfile(git):
        private = _join(os.path.dirname(git), _line(git).removeprefix("gitdir:").strip())
        shared = _join(private, _line(_join(private, "commondir")))
    return _join(shared, "info", "exclude")


def _line(path: str) -> str:
    """Return the text of a file of one line; nothing where there is none."""
    try:
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            return file.read().strip()
    except OSError:
        return ""
