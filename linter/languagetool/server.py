"""One server of this user for all programs: used if it runs, started if not, mended if it was killed."""

from __future__ import annotations

import json
import os
import sys
import time
from contextlib import suppress

from linter.folders import runtime_folder
from linter.languagetool.installation import Installation
from linter.languagetool.java import find_java
from linter.languagetool.lock import is_locked
from linter.languagetool.order import FLAGS, PROPERTIES, Order
from linter.languagetool.processes import end_processes
from linter.languagetool.state import Files, State, live_state, read_state, touch
from linter.model import Unavailable

# Seconds: between looks at the state, until a server must be there, until one that is asked to must be gone.
_POLL = 0.05
_PATIENCE = 150
_FAREWELL = 10


def running() -> State | None:
    """Return the server that runs, None if none does."""
    return live_state(Files(runtime_folder()))


def ensure(installation: Installation, idle: float, *, fails: bool = False) -> State:
    """Return a server of this LanguageTool, starting it at need; `Unavailable` if that cannot be done.

    `idle` is in seconds and counts for a server that is started; `fails` says whether it is a failure
    that there is no Java.
    """
    files = Files(runtime_folder())
    configuration = _configuration(installation)
    state = live_state(files)
    if state and state.configuration != configuration:
        stop()
        state = None
    if state is None:
        state = _start(files, installation, configuration, idle, fails=fails)
    touch(files.used)
    return state


def stop() -> bool:
    """End the server and wait until it is gone; say whether there was one."""
    files = Files(runtime_folder())
    state = read_state(files)
    if not is_locked(files.lock):
        if state:
            end_processes(state.token)
            with suppress(FileNotFoundError):
                os.remove(files.state)
        return False
    touch(files.stop)
    deadline = time.monotonic() + _FAREWELL
    while is_locked(files.lock):
        if time.monotonic() > deadline:
            raise Unavailable(f"the server does not end; its state is in {files.folder}", fails=True)
        time.sleep(_POLL)
    return True


def idle_seconds() -> float:
    """Return how long the server was not used."""
    return time.time() - os.path.getmtime(Files(runtime_folder()).used)


def _configuration(installation: Installation) -> str:
    """Return a name for what a server is started with: another one needs another server."""
    from hashlib import blake2b

    parts = (*installation, *FLAGS, PROPERTIES)
    return blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()


def _start(
    files: Files, installation: Installation, configuration: str, idle: float, *, fails: bool
) -> State:
    import subprocess

    java = find_java(fails=fails)
    order = Order(files.folder, java.path, installation.class_path, installation.version, configuration, idle)
    argv = [sys.executable, "-P", "-m", "linter.languagetool.keeper", json.dumps(order._asdict())]
    with open(files.keeper_log, "wb") as log:
        keeper = subprocess.Popen(
            argv,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=files.folder,
            start_new_session=True,
            creationflags=getattr(subprocess, "DETACHED_PROCESS", 0),
        )
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        ended = keeper.poll() is not None
        state = live_state(files)
        if state:
            # The keeper outlives this process on purpose, of which Popen would complain.
            keeper.returncode = keeper.returncode or 0
            if state.configuration != configuration:
                what = "another program has just started a server of another LanguageTool; try again"
                raise Unavailable(what, fails=True)
            return state
        if ended and not is_locked(files.lock):
            raise Unavailable(f"the LanguageTool server did not start: {_why(files)}", fails=True)
        time.sleep(_POLL)
    keeper.returncode = keeper.returncode or 0
    raise Unavailable(f"the LanguageTool server was not there within {_PATIENCE} seconds", fails=True)


def _why(files: Files) -> str:
    with open(files.keeper_log, encoding="utf-8", errors="replace") as log:
        lines = log.read().split("\n")
    said = [line for line in lines if line.strip()]
    return f"{said[-1]} ({files.log} has more)" if said else f"see {files.log}"
