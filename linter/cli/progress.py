"""The line on a terminal that says how far a long run is."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TextIO

_QUIET = 1.0
_INTERVAL = 0.2


class Progress:
    """Counts files on a terminal's standard error, once a run has taken a second; elsewhere it is silent."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._clock = clock
        self._live = stream.isatty()
        self._files = 0
        self._next = clock() + _QUIET
        self._shown = False

    def step(self) -> None:
        """Count a file."""
        self._files += 1
        if self._live and (now := self._clock()) >= self._next:
            self._write(f"\rchecked {self._files:,} files …")
            self._next = now + _INTERVAL
            self._shown = True

    def clear(self) -> None:
        """Take the line away, so that something else can be printed in its place."""
        if self._shown:
            self._write("\r\033[K")
            self._shown = False

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()
