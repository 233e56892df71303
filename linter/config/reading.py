"""Configuration files: reading, checking every key, and saying where one is wrong."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from linter.analysis.by_language import ANY
from linter.config.globs import parse_glob
from linter.config.settings import (
    DEFAULT_EXCLUDE,
    DEFAULT_INCLUDE,
    CommandLine,
    Override,
    RuleSettings,
    Settings,
    merge_options,
)
from linter.languagetool.settings import MODES, LanguageToolSettings, Mode
from linter.model import SEVERITIES, Severity
from linter.rules.catalogue import Catalogue, UnknownRuleError
from linter.rules.options import OptionError, nearest

Keys = tuple[str | int, ...]
Values = Mapping[str, Any]

_SIZE = re.compile(r"(\d+(?:\.\d+)?) ?(k|M|G|Ki|Mi|Gi|)B")
_UNITS = {"": 1, "k": 1000, "M": 1000**2, "G": 1000**3, "Ki": 1024, "Mi": 1024**2, "Gi": 1024**3}
_LANGUAGE = re.compile("[a-z]{2,3}")
_PLACE = re.compile(r" at line (\d+) column (\d+)$")
_PYPROJECT = ("tool", "copydesk")


class ConfigError(Exception):
    """A configuration that cannot be used: which file and line, what is wrong, what would be right."""


@dataclass(frozen=True)
class Origin:
    """Where configuration comes from: a file's name as shown, or an option of the command line.

    `text` is the file's content, `prefix` the table in it that is ours, and
    `folder` where the paths in it start.
    """

    name: str
    text: str | None = None
    prefix: tuple[str, ...] = ()
    folder: str = ""

    def error(self, keys: Keys, message: str, item: str | None = None) -> ConfigError:
        """Return the error of a key, with its line; `item` is the part of its value that is wrong."""
        if self.text is None:
            return ConfigError(f"{self.name}: {message}")
        from linter.config.lines import line_of

        return ConfigError(f"{self.name}:{line_of(self.text, (*self.prefix, *keys), item)}: {message}")


def build_settings(root: str, values: Values, command_line: CommandLine | None = None) -> Settings:
    """Return settings of checked values, by key, under a command line."""
    command_line = command_line or CommandLine()
    chosen = {
        "force_exclude": command_line.force_exclude,
        "fail_level": command_line.fail_level,
    }
    plain = {
        key.replace("-", "_"): values[key]
        for key in ("force-exclude", "respect-gitignore", "max-size", "fail-level", "overrides")
        if key in values
    }
    plain.update((key, value) for key, value in chosen.items() if value is not None)
    rules = RuleSettings(languagetool=_languagetool(root, values))
    return Settings(
        root=root,
        rules=Override(files=(), **_rule_values(values)).over(rules),
        command_line=command_line,
        include=(*values.get("include", DEFAULT_INCLUDE), *values.get("extend-include", ())),
        exclude=(*values.get("exclude", DEFAULT_EXCLUDE), *values.get("extend-exclude", ())),
        **plain,
    )


def _languagetool(root: str, values: Values) -> LanguageToolSettings:
    """Return what values say of LanguageTool; a folder is one beside the configuration."""
    keys = {
        "languagetool": "mode",
        **{f"languagetool-{field}": field for field in ("url", "home", "timeout", "idle")},
    }
    fields = {field: values[key] for key, field in keys.items() if key in values}
    if "home" in fields:
        fields["home"] = os.path.join(root, os.path.expanduser(fields["home"]))
    return LanguageToolSettings(**{"mode": "auto", **fields})


def read_file(path: str, catalogue: Catalogue) -> Values | None:
    """Return the checked values of a file by key; None for a pyproject.toml without our table."""
    name = _shown(path)
    try:
        with open(path, "rb") as file:
            content = file.read()
        pyproject = os.path.basename(path) == "pyproject.toml"
        if pyproject and b"copydesk" not in content:
            return None
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise ConfigError(f"{name}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{name}:{line}: is not UTF-8; save it as UTF-8") from error
    origin = Origin(name, text, folder=os.path.dirname(path))
    data = _parse(text, origin)
    if not pyproject:
        return read_values(data, catalogue, origin)
    for key in _PYPROJECT:
        data = data.get(key)
        if data is None:
            return None
    return read_values(data, catalogue, replace(origin, prefix=_PYPROJECT))


def read_inline(text: str, catalogue: Catalogue) -> Values:
    """Return the checked values of one `key=value` of `--config`."""
    origin = Origin("--config")
    return read_values(_parse(text, origin), catalogue, origin)


def override_of(files: tuple[str, ...], values: Values) -> Override:
    """Return what values say of rules as an override for files."""
    return Override(files=files, **_rule_values(values))


def overlay(below: Values, above: Values) -> Values:
    """Return values with others laid over them; of severities and options, key by key."""
    together = {**below, **above}
    if "severity" in below and "severity" in above:
        together["severity"] = {**below["severity"], **above["severity"]}
    if "rules" in below and "rules" in above:
        together["rules"] = merge_options(below["rules"], above["rules"])
    return together


def check_command_line(command_line: CommandLine, catalogue: Catalogue) -> None:
    """Raise `ConfigError` for a rule, pack or language of the command line that nobody knows."""
    for option in ("select", "extend-select", "ignore"):
        names = getattr(command_line, option.replace("-", "_"))
        _Reader(catalogue, Origin(f"--{option}")).names(list(names or ()), (option,))
    if command_line.language is not None:
        _Reader(catalogue, Origin("--language")).language(command_line.language, ("language",))


def read_values(data: object, catalogue: Catalogue, origin: Origin) -> Values:
    """Return the values of a configuration table, checked and converted, by key."""
    return _Reader(catalogue, origin).table(data, (), _FILE_KEYS)


def _parse(text: str, origin: Origin) -> Any:
    import rtoml

    try:
        return rtoml.loads(text)
    except rtoml.TomlParsingError as error:
        place = _PLACE.search(str(error))
        what = f"is not valid TOML: {_PLACE.sub('', str(error))}"
        if place is None or origin.text is None:
            raise ConfigError(f"{origin.name}: {what}") from error
        raise ConfigError(f"{origin.name}:{place[1]}: {what}, at column {place[2]}") from error


def _shown(path: str) -> str:
    """Return a path as messages show it: from the current folder where it lies below."""
    here = os.path.join(os.getcwd(), "")
    return os.path.abspath(path).removeprefix(here)


def _rule_values(values: Values) -> dict[str, Any]:
    """Return the values that a file and an override both take, by field of `Override`."""
    fields = {key.replace("-", "_"): values[key] for key in _RULE_KEYS if key in values}
    if "rules" in fields:
        fields["options"] = fields.pop("rules")
    return fields


class _Reader:
    """Checks and converts values; each method raises the `ConfigError` of its key."""

    def __init__(self, catalogue: Catalogue, origin: Origin) -> None:
        self._catalogue = catalogue
        self._origin = origin

    def table(self, data: object, keys: Keys, readers: Mapping[str, _Read]) -> dict[str, Any]:
        values = {}
        for key, value in self._mapping(data, keys).items():
            if key not in readers:
                raise self._origin.error((*keys, key), f"unknown key “{key}”{nearest(key, readers)}")
            values[key] = readers[key](self, value, (*keys, key))
        return values

    def names(self, value: object, keys: Keys) -> tuple[str, ...]:
        names = self._texts(value, keys, "rules and packs")
        for name in names:
            self._known(name, keys, item=name)
        return names

    def globs(self, value: object, keys: Keys) -> tuple[str, ...]:
        globs = self._texts(value, keys, "globs")
        for glob in globs:
            if glob.startswith(("./", "../")):
                what = f"the glob “{glob}” matches nothing: a glob starts at this file's folder, not “./”"
                raise self._origin.error(keys, what, item=glob)
            if parse_glob(glob) is None:
                raise self._origin.error(keys, f"the glob “{glob}” matches nothing", item=glob)
        return globs

    def severities(self, value: object, keys: Keys) -> dict[str, Severity]:
        table = self._mapping(value, keys)
        for name in table:
            self._known(name, (*keys, name))
        return {name: self.level(level, (*keys, name)) for name, level in table.items()}

    def level(self, value: object, keys: Keys) -> Severity:
        if not isinstance(value, str) or value not in SEVERITIES:
            raise self._wrong(keys, 'is "error", "warning" or "info"', value)
        return SEVERITIES[value]

    def language(self, value: object, keys: Keys) -> str:
        rules = self._catalogue.by_id.values()
        known = {code for rule in rules for code in rule.languages or () if _LANGUAGE.fullmatch(code)}
        known.discard(ANY)
        if not isinstance(value, str):
            raise self._wrong(keys, 'is the code of a language, such as "en"', value)
        if value not in known:
            raise self._origin.error(keys, f"unknown language “{value}”{nearest(value, known)}")
        return value

    def flag(self, value: object, keys: Keys) -> bool:
        if not isinstance(value, bool):
            raise self._wrong(keys, "is true or false", value)
        return value

    def words(self, value: object, keys: Keys) -> tuple[str, ...]:
        from linter.config.words import WordsError, checked_words, read_words

        try:
            if isinstance(value, str):
                path = os.path.join(self._origin.folder, value)
                return read_words(path, _shown(path))
            return checked_words(self._texts(value, keys, "words, or the path of a file of them"))
        except WordsError as error:
            raise self._origin.error(keys, f"“words”: {error}") from error

    def size(self, value: object, keys: Keys) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and value > 0:
            return value
        size = _SIZE.fullmatch(value) if isinstance(value, str) else None
        if size is None:
            raise self._wrong(keys, 'is a number of bytes above 0, or a text such as "20MB"', value)
        return int(float(size[1]) * _UNITS[size[2]])

    def mode(self, value: object, keys: Keys) -> Mode:
        for mode in MODES:
            if value == mode:
                return mode
        raise self._wrong(keys, 'is "auto", "required" or "off"', value)

    def url(self, value: object, keys: Keys) -> str:
        if not isinstance(value, str) or not value.startswith(("http://", "https://")):
            raise self._wrong(keys, "is the address of a server: http://… or https://…", value)
        return value

    def folder(self, value: object, keys: Keys) -> str:
        if not isinstance(value, str) or not value:
            raise self._wrong(keys, "is the path of a folder", value)
        return value

    def seconds(self, value: object, keys: Keys) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
            raise self._wrong(keys, "is a number of seconds above 0", value)
        return float(value)

    def options(self, value: object, keys: Keys) -> dict[str, Values]:
        options: dict[str, Values] = {}
        for name, table in self._mapping(value, keys).items():
            here = (*keys, name)
            rule = self._catalogue.by_id.get(name)
            if rule is None:
                raise self._origin.error(here, self._no_rule(name))
            options[name] = self._mapping(table, here)
            try:
                rule.with_options(options[name])
            except OptionError as error:
                raise self._origin.error((*here, error.key), f"rule “{name}”: {error}") from error
        return options

    def overrides(self, value: object, keys: Keys) -> tuple[Override, ...]:
        if not isinstance(value, list):
            raise self._wrong(keys, "is an array of tables, each under [[overrides]]", value)
        return tuple(self._override(table, (*keys, index)) for index, table in enumerate(value))

    def _override(self, data: object, keys: Keys) -> Override:
        values = self.table(data, keys, _OVERRIDE_KEYS)
        if not values.get("files"):
            raise self._origin.error(keys, "an override needs “files”, a list of globs")
        return Override(files=values["files"], **_rule_values(values))

    def _mapping(self, value: object, keys: Keys) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise self._wrong(keys, "is a table", value)
        return value

    def _texts(self, value: object, keys: Keys, what: str) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self._wrong(keys, f"is a list of {what}, each a text", value)
        return tuple(value)

    def _known(self, name: str, keys: Keys, item: str | None = None) -> None:
        try:
            self._catalogue.matching(name)
        except UnknownRuleError as error:
            raise self._origin.error(keys, str(error), item) from error

    def _no_rule(self, name: str) -> str:
        if name in self._catalogue.packs:
            return f'“{name}” is a pack; options are of one rule, as in [rules."{name}/…"]'
        known: Collection[str] = self._catalogue.by_id
        return f"unknown rule “{name}”{nearest(name, known)}"

    def _wrong(self, keys: Keys, right: str, value: object) -> ConfigError:
        name = next((key for key in reversed((*self._origin.prefix, *keys)) if isinstance(key, str)), "")
        return self._origin.error(keys, f"“{name}” {right}, not {value!r}")


_Read = Callable[[_Reader, Any, Keys], Any]

_RULE_KEYS: dict[str, _Read] = {
    "select": _Reader.names,
    "extend-select": _Reader.names,
    "ignore": _Reader.names,
    "severity": _Reader.severities,
    "language": _Reader.language,
    "templates": _Reader.flag,
    "words": _Reader.words,
    "rules": _Reader.options,
}
_OVERRIDE_KEYS: dict[str, _Read] = {"files": _Reader.globs, **_RULE_KEYS}
_FILE_KEYS: dict[str, _Read] = {
    **_RULE_KEYS,
    "include": _Reader.globs,
    "extend-include": _Reader.globs,
    "exclude": _Reader.globs,
    "extend-exclude": _Reader.globs,
    "force-exclude": _Reader.flag,
    "respect-gitignore": _Reader.flag,
    "max-size": _Reader.size,
    "fail-level": _Reader.level,
    "languagetool": _Reader.mode,
    "languagetool-url": _Reader.url,
    "languagetool-home": _Reader.folder,
    "languagetool-timeout": _Reader.seconds,
    "languagetool-idle": _Reader.seconds,
    "overrides": _Reader.overrides,
}
