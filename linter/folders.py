"""The user's folders, as each system has them; platformdirs, the library for this, takes 16 ms to import."""

from __future__ import annotations

import os
import sys

_NAME = "copydesk"


def cache_folder() -> str:
    """Return the folder for what may be thrown away; it may not exist."""
    if configured := os.environ.get("XDG_CACHE_HOME"):
        return os.path.join(configured, _NAME)
    if sys.platform == "win32":
        return os.path.join(os.environ.get("LOCALAPPDATA") or os.path.expanduser("~"), _NAME)
    folder = "~/Library/Caches" if sys.platform == "darwin" else "~/.cache"
    return os.path.join(os.path.expanduser(folder), _NAME)
