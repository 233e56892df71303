"""What a run is asked to do, after configuration files and the command line."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from linter.config.globs import globs
from linter.languagetool.settings import LanguageToolSettings, Mode
from linter.model import Severity

_SUFFIXES = ("md", "markdown", "mdx", "html", "htm", "txt")
DEFAULT_INCLUDE = tuple(f"*.{name}" for suffix in _SUFFIXES for name in (suffix, suffix.upper()))
# Text files that are no articles.
DEFAULT_EXCLUDE = (
    ".git/",
    ".hg/",
    ".svn/",
    ".venv/",
    "venv/",
    "node_modules/",
    "__pycache__/",
    "site-packages/",
    "requirements*.txt",
    "constraints*.txt",
    "robots.txt",
    "humans.txt",
    "security.txt",
    "llms.txt",
    "ads.txt",
    "CMakeLists.txt",
    "entry_points.txt",
    "top_level.txt",
    "LICENSE*",
    "LICENCE*",
    "COPYING*",
    "NOTICE*",
)
DEFAULT_MAX_SIZE = 20_000_000

RuleOptions = Mapping[str, Mapping[str, object]]
# A table that nobody writes to; a read-only view of one could not be pickled.
NOTHING: Mapping[str, Any] = {}


class RuleSettings(NamedTuple):
    """What decides which rules run on a file, and how.

    `select` replaces the default rules, `extend_select` adds to them, `ignore`
    takes away; each holds ids of rules and packs. `severity` is by rule or
    pack, `options` are by rule id. `templates` says that a program fills in
    what stands in braces in Markdown, `across` that rules that compare files
    run as well; `languagetool` how it is reached. `words` are those that the house
    allows, in NFC and with straight apostrophes. Equal settings are one key of a dict.
    """

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = NOTHING
    options: RuleOptions = NOTHING
    language: str | None = None
    templates: bool = True
    across: bool = False
    languagetool: LanguageToolSettings = LanguageToolSettings()
    words: tuple[str, ...] = ()

    def __hash__(self) -> int:
        names = (self.select, self.extend_select, self.ignore, self.language, self.templates, self.across)
        tables = (frozenset(self.severity.items()), frozenset(self.options))
        return hash((names, self.languagetool, tables, len(self.words)))

    def severity_of(self, rule: str, family: str | None = None) -> Severity | None:
        """Return the severity set for a rule's id, else for its family, its pack, or all; or None."""
        for name in (rule, family, rule.partition("/")[0], "all"):
            if name is not None and name in self.severity:
                return self.severity[name]
        return None


class Override(NamedTuple):
    """Rule settings for the files that `files` match; None and empty tables change nothing.

    A list, a language or a flag takes the place of the one below, `words` among
    them; of `severity` and `options`, each key does.
    """

    files: tuple[str, ...]
    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    severity: Mapping[str, Severity] = NOTHING
    options: RuleOptions = NOTHING
    language: str | None = None
    templates: bool | None = None
    words: tuple[str, ...] | None = None

    def over(self, rules: RuleSettings) -> RuleSettings:
        """Return the rule settings with this override laid over them."""
        return RuleSettings(
            select=rules.select if self.select is None else self.select,
            extend_select=rules.extend_select if self.extend_select is None else self.extend_select,
            ignore=rules.ignore if self.ignore is None else self.ignore,
            severity={**rules.severity, **self.severity},
            options=merge_options(rules.options, self.options),
            language=self.language or rules.language,
            templates=rules.templates if self.templates is None else self.templates,
            across=rules.across,
            languagetool=rules.languagetool,
            words=rules.words if self.words is None else self.words,
        )


class CommandLine(NamedTuple):
    """What the command line says, which beats every file and override; None says nothing.

    `select` starts anew, so that what it names does run: the lists of the
    configuration no longer count. Without it, `extend_select` and `ignore`
    add to those lists.
    """

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    language: str | None = None
    across: bool = False
    languagetool: Mode | None = None
    cache: bool = True
    force_exclude: bool | None = None
    fail_level: Severity | None = None

    def over(self, rules: RuleSettings) -> RuleSettings:
        """Return the rule settings with the command line's laid over them."""
        below = rules if self.select is None else RuleSettings(select=self.select)
        return rules._replace(
            select=below.select,
            extend_select=(*below.extend_select, *self.extend_select),
            ignore=(*below.ignore, *self.ignore),
            language=self.language or rules.language,
            across=self.across,
            languagetool=rules.languagetool._replace(
                mode=self.languagetool or rules.languagetool.mode, cache=self.cache
            ),
        )


_DEFAULT_RULES = RuleSettings(languagetool=LanguageToolSettings("auto"))
_SAYS_NOTHING = CommandLine()


@dataclass(frozen=True)
class Settings:
    """The settings of one configuration file, or of none, under a command line.

    `root` is the folder that its globs start from; `max_size` is in bytes.
    `rules` are those before overrides and command line: ask `rules_for`.
    """

    root: str = "."
    rules: RuleSettings = _DEFAULT_RULES
    overrides: tuple[Override, ...] = ()
    command_line: CommandLine = _SAYS_NOTHING
    include: tuple[str, ...] = DEFAULT_INCLUDE
    exclude: tuple[str, ...] = DEFAULT_EXCLUDE
    force_exclude: bool = False
    respect_gitignore: bool = True
    max_size: int = DEFAULT_MAX_SIZE
    fail_level: Severity = Severity.WARNING
    _resolved: dict[tuple[int, ...], RuleSettings] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def relative(self, path: str) -> str:
        """Return a path as the globs see it: from `root`, with forward slashes."""
        absolute = os.path.abspath(path)
        root = os.path.abspath(self.root)
        below = os.path.join(root, "")
        relative = absolute[len(below) :] if absolute.startswith(below) else _outside(absolute, root)
        return relative if os.sep == "/" else relative.replace(os.sep, "/")

    def rules_for(self, path: str) -> RuleSettings:
        """Return what holds for a file: one object for all files that the same overrides match."""
        relative = self.relative(path) if self.overrides else ""
        matching = tuple(
            index for index, override in enumerate(self.overrides) if globs(override.files).covers(relative)
        )
        if matching not in self._resolved:
            rules = self.rules
            for index in matching:
                rules = self.overrides[index].over(rules)
            self._resolved[matching] = self.command_line.over(rules)
        return self._resolved[matching]


def _outside(path: str, root: str) -> str:
    try:
        return os.path.relpath(path, root)
    except ValueError:  # on another drive of Windows
        return path


def merge_options(below: RuleOptions, above: RuleOptions) -> RuleOptions:
    """Return the options of rules, those above in the place of those below."""
    return {**below, **{rule: {**below.get(rule, {}), **options} for rule, options in above.items()}}
