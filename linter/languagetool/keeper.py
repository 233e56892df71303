"""The process that keeps the server: starts Java, ends it when nobody uses it, and ends with it.

Run as `python -m linter.languagetool.keeper ORDER`, detached from who starts it. It holds the lock of
the server's folder while it lives, so that there is one server; who finds the lock free may start another.
"""

from __future__ import annotations

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from typing import NoReturn

from linter.languagetool.lock import locked
from linter.languagetool.order import FLAGS, PROPERTIES, Order
from linter.languagetool.processes import end_processes
from linter.languagetool.state import Files, State, read_state, touch, write_state

_STARTED = "Server started"
_PORT_TAKEN = "Address already in use"
_ATTEMPTS = 5
_PR_SET_PDEATHSIG = 1
# Seconds: until Java listens, between looks, for Java to end by itself, for another keeper to end, and what a
# look at the lock takes at most.
_PATIENCE = 120
_POLL = 0.1
_LONGEST_POLL = 1.0
_GRACE = 5
_WAIT_FOR_LOCK = 15
_MOMENT = 1.0


class StartError(Exception):
    """Java did not become a server: why."""


def keep(order: Order) -> int:
    """Start the server and stay until it ends; returns an exit status."""
    files = Files(order.folder)
    began = time.monotonic()

    def another_is_ready() -> bool:
        # A lock that is held for a moment is only looked at, and the state may be left over.
        state = read_state(files) if time.monotonic() - began > _MOMENT else None
        return state is not None and state.ready

    # One that starts or ends holds the lock as well: that one is waited for.
    with locked(files.lock, _WAIT_FOR_LOCK, another_is_ready) as held:
        if not held:
            return 0
        _clear(files)
        try:
            java, state = _start(order, files)
        except (StartError, OSError) as error:
            sys.stderr.write(f"{error}\n")
            return 1
        try:
            touch(files.used)
            write_state(files, state._replace(ready=True))
            _watch(java, files, order.idle)
        finally:
            try:
                # Not ready any more: nobody shall ask it while it ends.
                write_state(files, state)
            finally:
                _end(java)
                _remove(files.state)
    return 0


def _clear(files: Files) -> None:
    """End the Java of a keeper that was killed, and remove what it left."""
    left = read_state(files)
    if left:
        end_processes(left.token)
    _remove(files.state)
    _remove(files.stop)


def _start(order: Order, files: Files) -> tuple[subprocess.Popen[bytes], State]:
    with open(files.at("server.properties"), "w", encoding="utf-8") as file:
        file.write(PROPERTIES)
    for _ in range(_ATTEMPTS):
        port, token = _free_port(), secrets.token_hex(16)
        state = State(port, 0, os.getpid(), token, order.configuration, order.version, time.time())
        # Before there is a Java, so that one whose keeper is killed is always found by its token.
        write_state(files, state)
        java = _run(order, files, port, token)
        if _listens(java, files):
            return java, state._replace(java=java.pid)
    raise StartError(f"no free port was found in {_ATTEMPTS} attempts")


def _run(order: Order, files: Files, port: int, token: str) -> subprocess.Popen[bytes]:
    command = [order.java, *FLAGS, f"-Dcopydesk.server={token}", "-cp", order.class_path]
    command += ["org.languagetool.server.HTTPServer", "--port", str(port)]
    with open(files.log, "wb") as log:
        return subprocess.Popen(
            [*command, "--config", files.at("server.properties")],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=order.folder,
            preexec_fn=_end_with_keeper if sys.platform == "linux" else None,  # noqa: PLW1509 - no threads
        )


def _end_with_keeper() -> None:
    """Ask Linux to end this process when the keeper is killed."""
    import ctypes

    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _listens(java: subprocess.Popen[bytes], files: Files) -> bool:
    """Wait until Java says that it listens; False where another program took the port before it."""
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and not os.path.exists(files.stop):
        ended = java.poll() is not None
        with open(files.log, encoding="utf-8", errors="replace") as log:
            said = log.read()
        if ended:
            if _PORT_TAKEN in said:
                return False
            raise StartError(f"Java ended with status {java.returncode}: {_last_line(said)}")
        if _STARTED in said:
            return True
        time.sleep(_POLL)
    _end(java)
    raise StartError(f"the server did not start within {_PATIENCE} seconds, or was stopped")


def _last_line(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip() and not line.startswith("\tat ")]
    return lines[-1] if lines else "it said nothing"


def _watch(java: subprocess.Popen[bytes], files: Files, idle: float) -> None:
    """Return when Java has ended, or is asked to, or was not used for `idle` seconds."""
    poll = min(_LONGEST_POLL, idle / 4)
    while not os.path.exists(files.stop):
        try:
            java.wait(poll)
        except subprocess.TimeoutExpired:
            if _age(files.used) > idle:
                return
        else:
            return


def _age(path: str) -> float:
    """Return the seconds since a file was touched; without end where somebody removed it."""
    try:
        return time.time() - os.path.getmtime(path)
    except OSError:
        return float("inf")


def _end(java: subprocess.Popen[bytes]) -> None:
    java.terminate()
    try:
        java.wait(_GRACE)
    except subprocess.TimeoutExpired:
        java.kill()
        java.wait()


def _remove(path: str) -> None:
    try:
        os.remove(path)
    except FileNotFoundError:
        return


def _asked_to_end(_signal: int, _frame: object) -> NoReturn:
    raise SystemExit(0)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _asked_to_end)
    sys.exit(keep(Order(**json.loads(sys.argv[1]))))
