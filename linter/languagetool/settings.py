"""What a user says of LanguageTool: whether, where, and how long to wait."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

Mode = Literal["auto", "required", "off"]
MODES: tuple[Mode, ...] = get_args(Mode)


class LanguageToolSettings(NamedTuple):
    """How the rules that ask LanguageTool reach it.

    `auto`, which a configuration means that says nothing, uses one that is
    installed; `required` fails the run without. `url` is a server that is asked
    instead of one of our own: texts leave the machine.
    `home` is a folder with a LanguageTool; `timeout` is of a request and `idle`
    how long an unused server stays, both in seconds.
    """

    mode: Mode = "off"
    url: str = ""
    home: str = ""
    timeout: float = 60.0
    idle: float = 900.0
    cache: bool = True
