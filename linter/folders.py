"""The user's folders for what is installed, what is kept and what runs, as each system has them.

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
    folder = _runtime()
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        # A link would lead to a folder that somebody else chose.
        status = os.lstat(folder)
    except OSError as error:
        raise Unavailable(f"{folder} cannot be made: {error.strerror}", fails=True) from error
    if sys.platform != "win32" and (
        status.st_uid != os.getuid()
        or stat.S_IMODE(status.st_mode) & 0o022
        or not stat.S_ISDIR(status.st_mode)
    ):
        what = f"{folder} belongs to others; remove it, or set XDG_RUNTIME_DIR to a folder of yours"
        raise Unavailable(what, fails=True)
    return folder


def _runtime() -> str:
    if configured := os.environ.get("XDG_RUNTIME_DIR"):
        return os.path.join(configured, _NAME)
    if sys.platform != "win32" and os.access(own := f"/run/user/{os.getuid()}", os.W_OK):
        return os.path.join(own, _NAME)
    from tempfile import gettempdir

    user = "" if sys.platform == "win32" else f"-{os.getuid()}"
    return os.path.join(gettempdir(), _NAME + user)
