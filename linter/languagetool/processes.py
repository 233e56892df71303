"""Processes by what stands in their command lines, so that none is taken for another."""

from __future__ import annotations

import os
import signal
import sys


def is_process(pid: int, token: str) -> bool:
    """Say whether a process runs whose command line holds the token."""
    return token in _command_line(pid)


def end_process(pid: int, token: str) -> None:
    """End a process at once, if it is the one with the token."""
    if is_process(pid, token):
        try:
            os.kill(pid, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
        except ProcessLookupError:  # it ended by itself in between
            return


def _command_line(pid: int) -> str:
    """Return the command line of a process, empty where there is none."""
    try:
        with open(f"/proc/{pid}/cmdline", "rb") as file:
            return file.read().decode(errors="replace")
    except OSError:
        if os.path.isdir("/proc/self"):
            return ""
    import subprocess

    if sys.platform == "win32":
        query = f'(Get-CimInstance Win32_Process -Filter "ProcessId={pid}").CommandLine'
        command = ["powershell", "-NoProfile", "-Command", query]
    else:
        command = ["ps", "-ww", "-o", "command=", "-p", str(pid)]
    return subprocess.run(command, capture_output=True, check=False, text=True).stdout
