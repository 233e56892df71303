"""Runs the command in a test: in this process, or as users do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

from click.testing import CliRunner

from linter.__main__ import main

COMMAND = (sys.executable, "-m", "linter")
VAGUE = "Studies show that 60% of ferries sail late.\n"
CLEAN = "The ferry to Lage Wiel sails again on Monday, the mayor said.\n"
FORM = "The council of Oudeveen agreed the budget on Tuesday evening, after a long debate.\n\nLeave a Reply\n"


class Ended(NamedTuple):
    """How a command ended, and what it printed."""

    status: int | str | None
    out: str
    err: str


def copydesk(*arguments: str, stdin: bytes = b"") -> Ended:
    """Run the command in this process."""
    with CliRunner().isolation(input=stdin) as (out, err, _):
        try:
            main(arguments)
        except SystemExit as end:
            status = end.code
    return Ended(status, *(_text(stream.getvalue()) for stream in (out, err)))


def check(*arguments: str, stdin: bytes = b"") -> Ended:
    """Run `copydesk check` without a configuration, in this process."""
    return copydesk("check", "--isolated", *arguments, stdin=stdin)


def spawn(*arguments: str, cwd: Path, **options: Any) -> Ended:
    """Run the command as its own process."""
    ended = subprocess.run([*COMMAND, *arguments], capture_output=True, check=False, cwd=cwd, **options)
    return Ended(ended.returncode, _text(ended.stdout), _text(ended.stderr))


def write(folder: Path, **files: str) -> None:
    """Write files whose names have a `_` for the dot."""
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, "utf-8", newline="")


def lines(text: str) -> list[str]:
    """The lines of a report; U+2028 and its like end none."""
    return text.removesuffix("\n").split("\n") if text else []


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape").replace("\r\n", "\n")
