"""What is written down of the running server, for every program of this user that shares it."""

from __future__ import annotations

import json
import os
from typing import NamedTuple

from linter.languagetool.lock import is_locked


class State(NamedTuple):
    """A server: where it listens, its processes, and what it was started with.

    `token` stands in the command line of the Java process, by which it is found
    and no other process taken for it. `ready` says that it answers.
    """

    port: int
    java: int
    keeper: int
    token: str
    configuration: str
    version: str
    started: float
    ready: bool = False


class Files(NamedTuple):
    """The files of the server in its folder."""

    folder: str

    def at(self, name: str) -> str:
        """Return the path of a file in the folder."""
        return os.path.join(self.folder, name)

    @property
    def state(self) -> str:
        """The state, written by the keeper alone."""
        return self.at("state.json")

    @property
    def lock(self) -> str:
        """Held by the keeper as long as it lives: one server for all."""
        return self.at("lock")

    @property
    def used(self) -> str:
        """Touched at each use; its age is how long the server is idle."""
        return self.at("used")

    @property
    def stop(self) -> str:
        """Written to ask the keeper to end the server."""
        return self.at("stop")

    @property
    def log(self) -> str:
        """What Java prints."""
        return self.at("server.log")

    @property
    def keeper_log(self) -> str:
        """What the keeper prints: why it could not start the server."""
        return self.at("keeper.log")


def read_state(files: Files) -> State | None:
    """Return the state that a keeper left, alive or not; None where there is none that can be read."""
    try:
        with open(files.state, encoding="utf-8") as file:
            data = json.load(file)
        return State(**data)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError):  # half a file, or that of another version
        return None


def write_state(files: Files, state: State) -> None:
    """Write the state; readers see the old one or the new one."""
    new = f"{files.state}.{os.getpid()}"
    with open(new, "w", encoding="utf-8") as file:
        json.dump(state._asdict(), file)
    os.replace(new, files.state)


def live_state(files: Files) -> State | None:
    """Return the state of a server whose keeper lives and that answers; else None."""
    state = read_state(files)
    return state if state and state.ready and is_locked(files.lock) else None


def touch(path: str) -> None:
    """Set a file's time to now, making it where it is not."""
    with open(path, "ab"):
        os.utime(path)
