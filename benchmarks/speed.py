"""How fast the command is: cold start, throughput, memory.

    python benchmarks/speed.py DATA [--command copydesk] [--runs 9]

DATA is a folder of sets, `posts_md.jsonl.gz` among them. Prints, each the
median and least of several runs of the whole command with bytecode compiled:
- one 2 KB article from a cold start, and `python -c pass` and `import click` beside it;
- all default rules over the posts as files, MB/s on one core, and the bare
  frame (`--select document`) beside it;
- the largest memory for one, four and sixteen copies of the posts.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ARTICLE = (
    "Ferry to sail again on Monday\n\n"
    + "The ferry between Oudeveen and Lage Wiel sails again on Monday, said Marit Oosterhof of the council. "
    * 19
    + "\n\nLeave a Reply\n"
)


def environment() -> dict[str, str]:
    """The environment less what keeps Python from writing bytecode."""
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def timed(argv: list[str], folder: str, runs: int) -> tuple[float, float]:
    """Return the median and the least of wall seconds, after one run to warm up, on one core."""
    seconds = []
    for _ in range(runs + 1):
        began = time.perf_counter()
        subprocess.run(
            argv, cwd=folder, env=environment(), capture_output=True, check=False, preexec_fn=one_core
        )
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds[1:]), min(seconds[1:])


def one_core() -> None:
    """Pin the process to its first processor."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def peak(argv: list[str], folder: str) -> int:
    """Return the largest resident size of a run, in MiB."""
    code = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], capture_output=True);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *argv], cwd=folder, capture_output=True, text=True, check=True
    )
    return int(done.stdout) // (1024 if sys.platform != "darwin" else 1 << 20)


def write_posts(rows: list[str], folder: Path, copies: int) -> int:
    """Write the posts as files, so many times over; return their bytes."""
    size = 0
    for copy in range(copies):
        below = folder / f"{copy:03}"
        below.mkdir(parents=True)
        for number, row in enumerate(rows):
            data = json.loads(row)["text"].encode()
            size += len(data)
            (below / f"{number:05}.md").write_bytes(data)
    return size


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--command", default="copydesk")
    parser.add_argument("--runs", type=int, default=9)
    arguments = parser.parse_args()
    command = (
        str(Path(arguments.command).absolute()) if Path(arguments.command).is_file() else arguments.command
    )
    python = str(Path(command).with_name("python")) if os.sep in command else sys.executable
    check = [command, "check", "--isolated", "--no-cache", "--exit-zero", "--output-format", "json-lines"]
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "a.txt").write_text(ARTICLE, "utf-8")
        for name, argv in {
            "python -c pass": [python, "-c", "pass"],
            "import click": [python, "-c", "import click"],
            "one article": [*check, "a.txt"],
        }.items():
            median, least = timed(argv, folder, 3 * arguments.runs)
            print(f"{name}: {1000 * median:.0f} ms, least {1000 * least:.0f}")
    with gzip.open(arguments.data / "posts_md.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = list(file)
    with tempfile.TemporaryDirectory() as folder:
        size = write_posts(rows, Path(folder, "posts"), 1)
        for name, extra in {"all default rules": [], "bare frame": ["--select", "document"]}.items():
            median, least = timed([*check, *extra, "posts"], folder, arguments.runs)
            speeds = f"{size / median / 1e6:.1f} MB/s, best {size / least / 1e6:.1f}"
            print(f"{name}: {speeds} ({len(rows)} files, {size} bytes, {median:.2f} s, least {least:.2f})")
    for copies in (1, 4, 16):
        with tempfile.TemporaryDirectory() as folder:
            write_posts(rows, Path(folder, "posts"), copies)
            print(f"memory, {copies * len(rows)} files: {peak([*check, 'posts'], folder)} MiB")


if __name__ == "__main__":
    main()
