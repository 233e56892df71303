"""Kind `reported`: found by the engine while it reads a file or its suppressions."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Options:
    """There is nothing to set."""
