"""A file's bytes to a source, or the finding that says why it could not be read."""

from __future__ import annotations

import os
import stat
from typing import NamedTuple

from linter.document.decoding import Undecodable, decode
from linter.document.parse import format_of
from linter.document.source import Source


class Unreadable(NamedTuple):
    """Why a file was not read: the name of a rule of the pack `document`, and the reason."""

    path: str
    kind: str
    reason: str


def read_file(path: str, max_size: int) -> Source | Unreadable:
    """Read a file of at most `max_size` bytes."""
    try:
        with open(path, "rb", buffering=0) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                return Unreadable(path, "unreadable", "is not a regular file")
            if status.st_size > max_size:
                return _too_large(path, status.st_size, max_size)
            data = file.read()
    except OSError as error:
        return Unreadable(path, "unreadable", _cause(error))
    return source_of(path, data, max_size)


def source_of(path: str, data: bytes, max_size: int) -> Source | Unreadable:
    """Decode bytes that were read already, as from standard input."""
    if len(data) > max_size:
        return _too_large(path, len(data), max_size)
    text = decode(data, html=format_of(path) == "html")
    if isinstance(text, Undecodable):
        return Unreadable(path, text.kind, f"{text.reason} at byte {text.byte_offset}")
    return Source(path, text)


def _too_large(path: str, size: int, limit: int) -> Unreadable:
    return Unreadable(
        path, "too-large", f"is {size} bytes, over the limit of {limit}; raise `max-size` to lint it"
    )


def _cause(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "is gone, or a link to nothing"
    if isinstance(error, PermissionError):
        return "may not be read (permission denied)"
    if isinstance(error, IsADirectoryError):
        return "is a folder"
    return error.strerror or str(error)
