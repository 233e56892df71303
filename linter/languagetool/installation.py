"""Finding a LanguageTool on this machine.

Looked for, in this order: the folder that the configuration names, `LTP_PATH`
as language-tool-python has it, the folder that `copydesk languagetool install`
fills, and the one that language-tool-python fills.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import NamedTuple

from linter.folders import data_folder
from linter.languagetool.settings import LanguageToolSettings
from linter.model import Unavailable

VERSION = "6.8"
# The first of those that run on Java 17 alone; the lists of rules were measured with VERSION.
OLDEST = (6, 6)
SERVER_JAR = "languagetool-server.jar"
_FOLDER = re.compile(r"LanguageTool-(\d+)\.(\d+)")
_HOW = "`copydesk languagetool install` fetches it"


class Installation(NamedTuple):
    """A folder that holds a LanguageTool, and what tells it from others."""

    home: str
    version: str

    @property
    def class_path(self) -> str:
        """The class path of the server: a release keeps dictionaries beside its jars."""
        return os.pathsep.join(
            [os.path.join(self.home, SERVER_JAR), os.path.join(self.home, "libs", "*"), self.home]
        )


def find_installation(settings: LanguageToolSettings) -> Installation:
    """Return the newest LanguageTool of the first folder that has one; `Unavailable` if none has."""
    fails = settings.mode == "required"
    if settings.home and not os.path.isdir(settings.home):
        raise Unavailable(f"languagetool-home: {settings.home} is no folder", fails=True)
    too_old = ""
    for folder in _folders(settings.home):
        found = sorted(_installations(folder), reverse=True)
        if found and found[0][0] >= OLDEST:
            return found[0][1]
        too_old = too_old or (found[0][1].home if found else "")
    if too_old:
        oldest = ".".join(map(str, OLDEST))
        raise Unavailable(f"the LanguageTool at {too_old} is older than {oldest}; {_HOW}", fails=fails)
    where = f" in {settings.home}" if settings.home else ""
    raise Unavailable(f"LanguageTool is not installed{where}; {_HOW}", fails=fails)


def _folders(configured: str) -> Iterator[str]:
    if configured:
        yield configured
        return
    if path := os.environ.get("LTP_PATH"):
        yield path
    yield data_folder()
    yield os.path.join(os.path.expanduser("~"), ".cache", "language_tool_python")


def _installations(folder: str) -> Iterator[tuple[tuple[int, int], Installation]]:
    """Yield the LanguageTools that a folder is or holds, each after its version."""
    try:
        names = os.listdir(folder)
    except OSError:  # most of the places do not exist
        return
    for path in [folder, *(os.path.join(folder, name) for name in names if name.startswith("LanguageTool"))]:
        jar = os.path.join(path, SERVER_JAR)
        if os.path.isfile(jar):
            said = _FOLDER.fullmatch(os.path.basename(os.path.abspath(path)))
            # A folder that the user named may say no version; the size of the jar tells it from others.
            number = (int(said[1]), int(said[2])) if said else OLDEST
            version = f"{said[1]}.{said[2]}" if said else f"of {os.path.getsize(jar)} bytes"
            yield number, Installation(os.path.abspath(path), version)
