"""Which settings hold for which file: those of the closest configuration file above it."""

from __future__ import annotations

import os
from collections.abc import Iterable

from linter.config.reading import (
    ConfigError,
    Values,
    build_settings,
    check_command_line,
    overlay,
    override_of,
    read_file,
    read_inline,
)
from linter.config.settings import CommandLine, Settings
from linter.rules.catalogue import Catalogue

# In the order they are looked for in a folder; the first one found is the only one read.
FILE_NAMES = (".copydesk.toml", "copydesk.toml", "pyproject.toml")


class Configuration:
    """The settings of every file of a run.

    `config` are the arguments of `--config`: at most one path of a file, which
    then holds for all files, and any number of `key=value` in TOML, which are
    laid over what files say. `isolated` reads no file. Raises `ConfigError`
    when made, and when a folder's configuration file cannot be used.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        *,
        command_line: CommandLine | None = None,
        config: Iterable[str] = (),
        isolated: bool = False,
    ) -> None:
        self._catalogue = catalogue
        self._command_line = command_line or CommandLine()
        check_command_line(self._command_line, catalogue)
        self._inline: Values = {}
        self._by_folder: dict[str, Settings] = {}
        path = self._read_arguments(config)
        if path is not None and isolated:
            raise ConfigError(
                f"--config: “{path}” is a file, and --isolated reads none; leave one of them out"
            )
        self._default = self._build(os.getcwd(), {}) if path is None else self._explicit(path)
        self._same_for_all = isolated or path is not None

    def settings_for(self, path: str) -> Settings:
        """Return the settings of a file; one object for all files under one configuration file."""
        return self.settings_in(os.path.dirname(path))

    def settings_in(self, folder: str) -> Settings:
        """Return the settings of the files in a folder; its configuration is looked for once."""
        settings = self._by_folder.get(folder)
        if settings is None:
            settings = self._default if self._same_for_all else self._closest(os.path.abspath(folder))
            self._by_folder[folder] = settings
        return settings

    def _closest(self, folder: str) -> Settings:
        passed = []
        settings = self._by_folder.get(folder)
        while settings is None:
            passed.append(folder)
            parent = os.path.dirname(folder)
            settings = self._settings_of(folder) or self._by_folder.get(parent)
            if settings is None and parent == folder:
                settings = self._default
            folder = parent
        self._by_folder.update(dict.fromkeys(passed, settings))
        return settings

    def _settings_of(self, folder: str) -> Settings | None:
        """Return the settings of the configuration file in this very folder, if it has one."""
        for name in FILE_NAMES:
            path = os.path.join(folder, name)
            if os.path.lexists(path):
                values = read_file(path, self._catalogue)
                if values is not None:
                    return self._build(folder, values)
        return None

    def _read_arguments(self, config: Iterable[str]) -> str | None:
        """Lay each `key=value` over the ones before it and return the path, if one is given."""
        path = None
        for argument in config:
            if "=" in argument and not os.path.isfile(argument):
                self._inline = overlay(self._inline, read_inline(argument, self._catalogue))
            elif path is None:
                path = argument
            else:
                raise ConfigError(f"--config: “{path}” and “{argument}” are two files; give one")
        return path

    def _explicit(self, path: str) -> Settings:
        values = read_file(path, self._catalogue)
        if values is None:
            raise ConfigError(f"--config: “{path}” has no table [tool.copydesk]")
        return self._build(os.path.dirname(os.path.abspath(path)), values)

    def _build(self, root: str, values: Values) -> Settings:
        values = overlay(values, self._inline)
        if self._inline and values.get("overrides"):
            last = override_of(("*",), self._inline)
            values = {**values, "overrides": (*values["overrides"], last)}
        return build_settings(root, values, self._command_line)
