"""`copydesk languagetool`: install one, start, stop and look at its server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps

import click

from linter.cli.errors import ToolError
from linter.languagetool.settings import LanguageToolSettings
from linter.model import Unavailable


@click.group()
def languagetool() -> None:
    """Install LanguageTool; start, stop and look at its server."""


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except Unavailable as error:
        raise ToolError(error.reason) from error


def _command(function: Callable[[], None]) -> click.Command:
    @wraps(function)
    def run() -> None:
        with _explained():
            function()

    return languagetool.command()(run)


def _settings() -> LanguageToolSettings:
    """What the configuration of the folder says of LanguageTool."""
    import os

    from linter.config.configuration import Configuration
    from linter.config.reading import ConfigError
    from linter.rules.catalogue import installed
    from linter.rules.rule import RuleFileError

    try:
        return Configuration(installed()).settings_in(os.getcwd()).rules.languagetool
    except (ConfigError, RuleFileError) as error:
        raise ToolError(str(error)) from error


@_command
def install() -> None:
    """Fetch LanguageTool, through Maven where there is one, else through language-tool-python."""
    from linter.languagetool.install import install as fetch

    fetch(click.echo)


@_command
def start() -> None:
    """Start the server, if it does not run; it ends when it was not used for some time."""
    from linter.languagetool.installation import find_installation
    from linter.languagetool.server import ensure

    settings = _settings()
    state = ensure(find_installation(settings), settings.idle)
    click.echo(f"LanguageTool {state.version} listens on 127.0.0.1:{state.port} (process {state.java}).")


@_command
def stop() -> None:
    """End the server."""
    from linter.languagetool.server import stop as end

    click.echo("The server has ended." if end() else "No server runs.")


@_command
def status() -> None:
    """Say what is installed and what runs."""
    from linter.languagetool.installation import find_installation
    from linter.languagetool.java import find_java
    from linter.languagetool.server import idle_seconds, running

    try:
        click.echo("LanguageTool {version} at {home}.".format(**find_installation(_settings())._asdict()))
        click.echo("Java {version} at {path}.".format(**find_java()._asdict()))
    except Unavailable as error:
        click.echo(f"{error.reason[:1].upper()}{error.reason[1:]}.")
    state = running()
    if state is None:
        click.echo("No server runs.")
        return
    click.echo(
        f"LanguageTool {state.version} listens on 127.0.0.1:{state.port} (process {state.java}), "
        f"unused for {idle_seconds():.0f} s."
    )
