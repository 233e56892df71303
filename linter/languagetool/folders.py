"""The user's folders for what is installed, what is cached and what runs, as each system has them.

Every run asks where a LanguageTool would be; platformdirs, the library for this, takes 16 ms to import.
"""

from __future__ import annotations

import os
import stat
import sys

from linter.model import Unavailable

_NAME = "copydesk"


def data_folder() -> str:
    """Return the folder for LanguageTools that this program installed; it may not exist."""
    return os.path.join(_folder("XDG_DATA_HOME", "~/.local/share", "~/Library/Application Support"), _NAME)


def cache_folder() -> str:
    """Return the folder for what may be thrown away; it may not exist."""
    return os.path.join(_folder("XDG_CACHE_HOME", "~/.cache", "~/Library/Caches"), _NAME)


def _folder(variable: str, usual: str, on_a_mac: str) -> str:
    if configured := os.environ.get(variable):
        return configured
    if sys.platform == "win32":
        return os.environ.get("LOCALAPPDATA") or os.path.expanduser("~")
    return os.path.expanduser(on_a_mac if sys.platform == "darwin" else usual)


def runtime_folder() -> str:
    """Return the folder of the running server, made for this user alone."""
    folder = os.path.join(os.environ.get("XDG_RUNTIME_DIR") or _temporary(), _NAME)
    os.makedirs(folder, mode=0o700, exist_ok=True)
    if sys.platform != "win32":
        status = os.stat(folder)
        if status.st_uid != os.getuid() or stat.S_IMODE(status.st_mode) & 0o022:
            what = f"{folder} belongs to others; remove it, or set XDG_RUNTIME_DIR to a folder of yours"
            raise Unavailable(what, fails=True)
    return folder


def _temporary() -> str:
    import tempfile

    if sys.platform == "win32":
        return tempfile.gettempdir()
    own = f"/run/user/{os.getuid()}"
    return own if os.access(own, os.W_OK) else os.path.join(tempfile.gettempdir(), f"runtime-{os.getuid()}")
