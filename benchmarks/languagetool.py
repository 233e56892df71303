"""What LanguageTool costs: one article and the posts, with a cold server, a warm one and the cache.

    python -m benchmarks.languagetool DATA [--command copydesk] [--runs 5] [--posts 1100]

DATA is a folder of sets, `posts_md.jsonl.gz` among them. LanguageTool must be
installed (`copydesk languagetool install`). Cache and server are the
benchmark's own, in a folder that is removed; each figure is the median and
least of several runs, those from a cold server of one.
"""

from __future__ import annotations

import argparse
import gzip
import os
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from benchmarks.speed import ARTICLE, environment, write_posts


def seconds(argv: list[str], folder: str, env: dict[str, str], runs: int = 1) -> list[float]:
    """Return the wall seconds of several runs of the whole command."""
    took = []
    for _ in range(runs):
        began = time.perf_counter()
        done = subprocess.run(argv, cwd=folder, env=env, capture_output=True, check=False, text=True)
        took.append(time.perf_counter() - began)
        if done.returncode or "did not run" in done.stderr:
            raise SystemExit(f"{argv}: status {done.returncode}\n{done.stderr}")
    return took


def show(name: str, took: list[float]) -> None:
    """Print one figure."""
    print(f"{name}: {statistics.median(took):.2f} s, least {min(took):.2f}", flush=True)


def runs_server(command: str, env: dict[str, str]) -> bool:
    """Say whether a server runs."""
    argv = [command, "languagetool", "status"]
    return "listens on" in subprocess.run(argv, env=env, capture_output=True, check=True, text=True).stdout


def measure(command: str, folder: str, target: str, env: dict[str, str], runs: int) -> None:
    """Measure one target: without, cold, warm, cached."""
    check = [command, "check", "--isolated", "--exit-zero", "--output-format", "json-lines", target]
    off, on = [*check, "--languagetool=off"], [*check, "--languagetool=required"]
    stop = [command, "languagetool", "stop"]
    show(f"{target} without", seconds(off, folder, env, runs))
    show(f"{target}, cold server", seconds(on, folder, env))
    if target.endswith(".txt"):
        show(f"{target}, warm server, no cache", seconds([*on, "--no-cache"], folder, env, runs))
    seconds(stop, folder, env)
    show(f"{target}, all cached", seconds(on, folder, env, runs))
    print(f"  a server was started for that: {runs_server(command, env)}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--command", default="copydesk")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--posts", type=int, default=1100)
    arguments = parser.parse_args()
    is_path = Path(arguments.command).is_file()
    command = str(Path(arguments.command).absolute()) if is_path else arguments.command
    with gzip.open(arguments.data / "posts_md.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = list(file)[: arguments.posts]
    with tempfile.TemporaryDirectory() as folder:
        own = {
            "XDG_CACHE_HOME": os.path.join(folder, "cache"),
            "XDG_RUNTIME_DIR": os.path.join(folder, "run"),
        }
        env = {**environment(), **own}
        Path(folder, "a.txt").write_text(ARTICLE, "utf-8")
        size = write_posts(rows, Path(folder, "posts"), 1)
        print(f"{len(rows)} posts of {size} bytes")
        try:
            measure(command, folder, "a.txt", env, arguments.runs)
            measure(command, folder, "posts", env, arguments.runs)
        finally:
            subprocess.run([command, "languagetool", "stop"], env=env, capture_output=True, check=False)


if __name__ == "__main__":
    main()
