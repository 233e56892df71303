"""How a command ends when it cannot do its work."""

from __future__ import annotations

import click

# Exit statuses beside 0: nothing that fails the run.
FINDINGS = 1
BROKEN = 2
# 128 + SIGINT, as shells say it.
INTERRUPTED = 130


class ToolError(click.ClickException):
    """A command that cannot go on: what is wrong, where, and how to mend it."""

    exit_code = BROKEN
