"""Finding a Java that LanguageTool runs on."""

from __future__ import annotations

import os
import re
from typing import NamedTuple

from linter.model import Unavailable

# LanguageTool 6.6 and later are class files of Java 17.
OLDEST = 17
_VERSION = re.compile(r'version "(?:1\.)?(\d+)')
# Seconds that `java -version` may take.
_PATIENCE = 20


class Java(NamedTuple):
    """A Java: the path of its program, and its major version."""

    path: str
    version: int


def find_java(*, fails: bool = False) -> Java:
    """Return the Java of JAVA_HOME or of the search path; `Unavailable` if none is new enough.

    `fails` says whether a run without it is a failure.
    """
    found = [java for path in _programs() if (java := _java_at(path))]
    for java in found:
        if java.version >= OLDEST:
            return java
    if found:
        what = f"the Java at {found[0].path} is version {found[0].version}"
    else:
        what = "no Java was found by JAVA_HOME or PATH"
    raise Unavailable(f"{what}; LanguageTool needs Java {OLDEST} or newer", fails=fails)


def _programs() -> list[str]:
    import shutil

    name = "java.exe" if os.name == "nt" else "java"
    home = os.environ.get("JAVA_HOME")
    places = [os.path.join(home, "bin", name)] if home else []
    on_path = shutil.which("java")
    return [path for path in [*places, *([on_path] if on_path else [])] if os.path.isfile(path)]


def _java_at(path: str) -> Java | None:
    """Return the Java at a path, None if it does not run or does not say its version."""
    import subprocess

    try:
        done = subprocess.run(
            [path, "-version"], capture_output=True, timeout=_PATIENCE, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    said = _VERSION.search((done.stderr + done.stdout).decode(errors="replace"))
    return Java(path, int(said[1])) if said else None
