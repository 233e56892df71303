"""Processes by a token in their command lines, so that none is taken for another."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator


def processes_with(token: str) -> Iterator[int]:
    """Yield the numbers of the processes whose command line holds the token."""
    for pid, command in _processes():
        if token in command and pid != os.getpid():
            yield pid


def end_processes(token: str) -> None:
    """End the processes with the token at once."""
    for pid in list(processes_with(token)):
        try:
            os.kill(pid, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
        except ProcessLookupError:  # it ended by itself in between
            continue


def _processes() -> Iterator[tuple[int, str]]:
    if os.path.isdir("/proc/self"):
        for name in os.listdir("/proc"):
            if name.isdigit():
                yield int(name), _command_line(name)
        return
    import subprocess

    if sys.platform == "win32":
        query = 'Get-CimInstance Win32_Process | ForEach-Object { "$($_.ProcessId) $($_.CommandLine)" }'
        command = ["powershell", "-NoProfile", "-Command", query]
    else:
        command = ["ps", "-axww", "-o", "pid=,command="]
    listed = subprocess.run(command, capture_output=True, check=False, text=True, errors="replace").stdout
    for line in listed.splitlines():
        number, _, rest = line.strip().partition(" ")
        if number.isdigit():
            yield int(number), rest


def _command_line(pid: str) -> str:
    try:
        with open(f"/proc/{pid}/cmdline", "rb") as file:
            return file.read().decode(errors="replace")
    except OSError:  # it ended in between
        return ""
