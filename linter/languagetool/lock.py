"""A lock on a file that ends with the process that holds it, however that ends."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_POLL = 0.05

if sys.platform == "win32":
    import msvcrt

    def _try(file: int) -> bool:
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextmanager
def locked(path: str, wait: float = 0.0, unless: Callable[[], bool] = lambda: False) -> Iterator[bool]:
    """Hold the lock of a file, waiting up to `wait` seconds for it; yields whether it is held.

    It does not wait on when `unless` holds.
    """
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        deadline = time.monotonic() + wait
        held = _try(file)
        while not held and time.monotonic() < deadline and not unless():
            time.sleep(_POLL)
            held = _try(file)
        yield held
    finally:
        os.close(file)


def is_locked(path: str) -> bool:
    """Say whether another process holds the lock."""
    with locked(path) as held:
        return not held
