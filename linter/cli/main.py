"""The command `copydesk` and its subcommands, each imported when it is called."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import ClassVar

import click

from linter.cli.errors import BROKEN, ToolError
from linter.version import __version__


class _Commands(click.Group):
    """Subcommands by the module and name of each."""

    lazy: ClassVar[dict[str, str]] = {
        "check": "linter.cli.check:check",
        "languagetool": "linter.cli.languagetool:languagetool",
        "rule": "linter.cli.rules:rule",
        "rules": "linter.cli.rules:rules",
    }

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's
        """Return the names of the subcommands."""
        return sorted(self.lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import a subcommand; None where there is none of that name."""
        if cmd_name not in self.lazy:
            return None
        module, _, name = self.lazy[cmd_name].partition(":")
        command = getattr(import_module(module), name)
        return command if isinstance(command, click.Command) else None

    def invoke(self, ctx: click.Context) -> object:
        """Run a subcommand and write out what it printed."""
        try:
            status: object = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            # The reader has all it wants, as in `copydesk check | head`.
            _drop_output()
            raise click.exceptions.Exit(BROKEN) from None
        except OSError as error:
            _drop_output()
            where = f"{error.filename}: " if error.filename else ""
            raise ToolError(f"{where}{error.strerror or error}") from error
        return status


def _drop_output() -> None:
    """Send what standard output still holds nowhere, or Python complains of it at its exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="copydesk")
def cli() -> None:
    """Lint articles the way a newspaper's copy desk reads them."""
    if not hasattr(sys.stdout, "write"):
        raise ToolError("standard output is closed; open it, or send it to /dev/null")
    # Names of files that are not UTF-8 come out as they are; a pipe on Windows is not UTF-8 by itself.
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="surrogateescape")
