"""What one run computes and the next can take over: small tables, in the user's cache folder.

Kept in the form of Python's own compiled files (`marshal`), which loads ten
times as fast as the rule files it spares.
"""

from __future__ import annotations

import marshal
import os
import sys
import time
from collections.abc import Callable
from typing import Any

from linter.version import __version__

# Seconds after which a table that no run has made anew since goes, when another is written.
_OLD = 90 * 86400
_ENDING = ".kept"


class Kept:
    """Tables by name in a folder; without a folder, every table is made anew."""

    def __init__(self, folder: str | None = None) -> None:
        self._folder = folder

    def get(self, name: str, made_of: object, make: Callable[[], Any]) -> Any:
        """Return what `make` returns, from the folder if it was made of the same things before.

        Both hold nothing but text, bytes, numbers, None, tuples, lists, dicts and frozen sets. A
        folder that cannot be written keeps nothing, a file that is broken is made anew.
        """
        known = self.find(name, made_of)
        if known is not None:
            return known
        value = make()
        self.keep(name, made_of, value)
        return value

    def find(self, name: str, made_of: object) -> Any:
        """Return the table that was made of these things, None if it is not kept."""
        found = _read(self._path(name)) if self._folder is not None else None
        return found[1] if found is not None and found[0] == _signature(made_of) else None

    def keep(self, name: str, made_of: object, value: Any) -> None:
        """Keep a table."""
        if self._folder is not None:
            _write(self._path(name), (_signature(made_of), value))

    def _path(self, name: str) -> str:
        return os.path.join(self._folder or "", f"{name}-{_digest(name, os.path.abspath(__file__))}{_ENDING}")


def _signature(made_of: object) -> tuple[object, ...]:
    return (__version__, sys.implementation.cache_tag, made_of)


def _digest(*parts: str) -> str:
    """Return a short name for this installation, so that two do not take each other's turn."""
    import zlib

    return f"{zlib.crc32(chr(0).join(parts).encode('utf-8', 'surrogateescape')):08x}"


def _read(path: str) -> tuple[object, Any] | None:
    import zlib

    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError:
        return None
    # Python does not promise to survive a broken table.
    if len(data) < 4 or zlib.crc32(data[4:]) != int.from_bytes(data[:4], "big"):  # noqa: PLR2004 - a CRC's bytes
        return None
    signature, value = marshal.loads(data[4:])  # noqa: S302 - the user's own file, as Python's caches are
    return signature, value


def _write(path: str, table: Any) -> None:
    import zlib

    new = f"{path}.{os.getpid()}"
    try:
        data = marshal.dumps(table)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(new, "wb") as file:
            file.write(zlib.crc32(data).to_bytes(4, "big") + data)
        os.replace(new, path)
        _remove_old(os.path.dirname(path))
    except (
        OSError,
        ValueError,
    ):  # a folder that is read only, a full disk, a stranger's odd value: nothing is kept
        return


def _remove_old(folder: str) -> None:
    before = time.time() - _OLD
    for entry in os.scandir(folder):
        if _ENDING in entry.name and entry.stat().st_mtime < before:
            os.remove(entry.path)
