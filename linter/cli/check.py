"""`copydesk check`: lint files and report."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import IO, Any, TypeVar

import click

from linter.cli.errors import BROKEN, FINDINGS, ToolError
from linter.cli.progress import Progress
from linter.config.configuration import Configuration
from linter.config.reading import ConfigError
from linter.config.settings import CommandLine
from linter.engine.lint import Result
from linter.engine.run import Run
from linter.files import find_files, is_force_excluded
from linter.folders import cache_folder
from linter.kept import Kept
from linter.languagetool.settings import MODES, Mode
from linter.model import Severity
from linter.reporters import FORMATS, TERMINAL_FORMATS, Style, make_reporter
from linter.reporters.summary import gaps_of, printable
from linter.rules.catalogue import installed
from linter.rules.rule import RuleFileError

STDIN = "-"

F = TypeVar("F", bound=Callable[..., Any])


def _names(
    _context: click.Context, _option: click.Parameter, lists: tuple[str, ...]
) -> tuple[str, ...] | None:
    """All names of an option's comma-separated lists; None where it is not given."""
    names = tuple(name.strip() for text in lists for name in text.split(",") if name.strip())
    if lists and not names:
        raise click.BadParameter("name at least one rule or pack, such as “residue”")
    return names or None


def _names_option(name: str, help: str) -> Callable[[F], F]:
    return click.option(name, multiple=True, callback=_names, metavar="RULES", help=help)


_LEVELS = [severity.label for severity in reversed(Severity)]


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@_names_option("--select", "Run only these rules and packs (comma-separated).")
@_names_option("--extend-select", "Run these as well.")
@_names_option("--ignore", "Leave these out.")
@click.option("--language", metavar="CODE", help="The language of files that declare none: en, nl, …")
@click.option("--across", is_flag=True, help="Compare the files with each other, too.")
@click.option("--fail-level", type=click.Choice(_LEVELS), help="What fails the run; “warning” by default.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 in spite of findings.")
@click.option("--output-format", type=click.Choice(FORMATS), default="full", help="“full” by default.")
@click.option("--output-file", type=click.Path(dir_okay=False), help="Write here, not to standard output.")
@click.option("--show-info", is_flag=True, help="Show findings of severity info, too.")
@click.option("--show-coverage", is_flag=True, help="Say what of each file was left out.")
@click.option("--color/--no-color", default=None, help="By default on a terminal without NO_COLOR.")
@click.option("-v", "--verbose", is_flag=True, help="Show the tracebacks of rules that fail.")
@click.option(
    "--config", multiple=True, metavar="FILE|KEY=VALUE", help="A configuration file, or a setting in TOML."
)
@click.option("--isolated", is_flag=True, help="Read no configuration file.")
@click.option("--force-exclude", is_flag=True, default=None, help="Exclude files that are named, too.")
@click.option("--stdin-filename", metavar="NAME", help="The name of “-”: its format and settings.")
@click.option("--no-cache", is_flag=True, help="Neither read nor write a cache.")
@click.option(
    "--languagetool",
    type=click.Choice(MODES),
    envvar="COPYDESK_LANGUAGETOOL",
    help="Use it if it is there (“auto”), fail without it, or leave it out.",
)
def check(  # noqa: PLR0917 - click passes them by name
    paths: tuple[str, ...],
    select: tuple[str, ...] | None,
    extend_select: tuple[str, ...] | None,
    ignore: tuple[str, ...] | None,
    language: str | None,
    across: bool,
    fail_level: str | None,
    exit_zero: bool,
    output_format: str,
    output_file: str | None,
    show_info: bool,
    show_coverage: bool,
    color: bool | None,
    verbose: bool,
    config: tuple[str, ...],
    isolated: bool,
    force_exclude: bool | None,
    stdin_filename: str | None,
    no_cache: bool,
    languagetool: Mode | None,
) -> int:
    """Lint files and folders.

    “-” is standard input; without a PATH it is the folder you are in.

    \b
    Exit status:
      0  nothing that fails the run
      1  findings at or above --fail-level
      2  a file could not be read, a rule failed, or the command is wrong
    """  # noqa: D301 - click's mark of a paragraph that is not wrapped
    if stdin_filename is not None and STDIN not in paths:
        raise click.UsageError("--stdin-filename is the name of what “-” reads; add “-” to the paths.")
    if output_file is not None and _same_file(output_file, paths):
        raise click.UsageError(f"--output-file would overwrite “{output_file}”, which is to be checked.")
    command_line = CommandLine(
        select=select,
        extend_select=extend_select or (),
        ignore=ignore or (),
        language=language,
        across=across,
        languagetool=languagetool,
        cache=not no_cache,
        force_exclude=force_exclude,
        fail_level=Severity[fail_level.upper()] if fail_level else None,
    )
    try:
        catalogue = installed(Kept(None if no_cache else cache_folder()))
        configuration = Configuration(catalogue, command_line=command_line, config=config, isolated=isolated)
        run = Run(catalogue, configuration)
        with _output(output_file) as stream:
            style = Style(
                color=_colour(color, stream),
                show_info=show_info or fail_level == Severity.INFO.label,
                show_coverage=show_coverage,
            )
            reporter = make_reporter(output_format, stream, style)
            # Where the summary is not on the terminal, standard error says what it would say of gaps.
            gaps = output_file is not None or output_format not in TERMINAL_FORMATS
            for result in _with_progress(
                _results(run, paths or (".",), configuration, stdin_filename, output_file)
            ):
                reporter.file(result)
                _complain(result, gaps=gaps, verbose=verbose)
            reporter.end(run.summary)
        if gaps:
            _echo(gaps_of(run.summary))
    except (ConfigError, RuleFileError) as error:
        raise ToolError(str(error)) from error
    if run.summary.broken:
        return BROKEN
    return FINDINGS if run.summary.failing and not exit_zero else 0


def _results(
    run: Run,
    paths: tuple[str, ...],
    configuration: Configuration,
    stdin_filename: str | None,
    output_file: str | None,
) -> Iterator[Result]:
    named = os.path.abspath(stdin_filename or STDIN)
    if STDIN in paths and not is_force_excluded(named, configuration):
        yield run.result_of(stdin_filename or "<stdin>", sys.stdin.buffer.read())
    files = find_files([path for path in paths if path != STDIN], configuration)
    # A report that is written into a folder that is checked is no article.
    yield from run.results(file for file in files if not _same_file(output_file, (file.path,)))


def _same_file(path: str | None, others: tuple[str, ...]) -> bool:
    return path is not None and os.path.abspath(path) in map(os.path.abspath, others)


def _with_progress(results: Iterator[Result]) -> Iterator[Result]:
    progress = Progress(sys.stderr)
    try:
        for result in results:
            if result.diagnostics or result.failures or result.unchecked is not None:
                progress.clear()
            yield result
            progress.step()
    finally:
        progress.clear()


def _complain(result: Result, *, gaps: bool, verbose: bool) -> None:
    """Say on standard error what failed, and what could not be checked where no summary says it."""
    if gaps and result.unchecked is not None:
        _echo([f"{result.path}: not checked: it {result.unchecked}"])
    for failure in result.failures:
        where = f"{failure.path}: " if failure.path else ""
        hint = "" if verbose else "; -v shows where"
        _echo([f"{where}the rule {failure.rule} failed ({failure.cause}){hint}"])
        if verbose:
            click.echo(failure.traceback, err=True)


def _echo(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(printable(line), err=True)


@contextmanager
def _output(path: str | None) -> Iterator[IO[str]]:
    if path is None:
        yield sys.stdout
        return
    try:
        stream = open(path, "w", encoding="utf-8", errors="surrogateescape", newline="\n")  # noqa: SIM115
    except OSError as error:
        raise ToolError(f"--output-file: {path}: {error.strerror}") from error
    with stream:
        yield stream


def _colour(wanted: bool | None, stream: IO[str]) -> bool:
    if wanted is not None:
        return wanted
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
