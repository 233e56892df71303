"""What a pack adds to the time of the bare frame: reading, blocks, language, lines.

    python benchmarks/pack_cost.py DATA [--pack residue] [--rounds 15]

DATA is a folder of sets, `posts_md.jsonl.gz` among them. Lints the posts in one
process on one core, first by the rules of the pack `document` alone, then with
the pack beside them, round after round, and prints the size of the posts over
the median and the least difference. Rules and patterns are loaded before.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import statistics
import time
from pathlib import Path

from linter.config.settings import RuleSettings
from linter.document.source import Source
from linter.engine.lint import lint
from linter.engine.plan import Plan
from linter.rules.catalogue import Catalogue, installed

FRAME = "document"


def seconds(plan: Plan, posts: list[str]) -> float:
    """Return how long the posts take, each parsed anew."""
    began = time.perf_counter()
    for text in posts:
        lint(Source("post.md", text), plan)
    return time.perf_counter() - began


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--pack", default="residue")
    parser.add_argument("--rounds", type=int, default=15)
    arguments = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with gzip.open(arguments.data / "posts_md.jsonl.gz", "rt", encoding="utf-8") as file:
        posts = [json.loads(row)["text"] for row in file]
    size = sum(len(text.encode()) for text in posts)
    rules = installed().by_id.values()
    frame = Plan(Catalogue(rule for rule in rules if rule.pack == FRAME), RuleSettings())
    with_pack = Plan(
        Catalogue(rule for rule in rules if rule.pack in (FRAME, arguments.pack)), RuleSettings()
    )
    seconds(frame, posts[:50]), seconds(with_pack, posts[:50])
    rounds = [(seconds(frame, posts), seconds(with_pack, posts)) for _ in range(arguments.rounds)]
    bare, all = (statistics.median(times) for times in zip(*rounds, strict=True))
    added = [after - before for before, after in rounds]
    print(f"frame {bare:.3f} s, with {arguments.pack} {all:.3f} s, {size} bytes")
    for name, least in (("median", statistics.median(added)), ("least", min(added))):
        print(f"{arguments.pack} adds {least:.3f} s ({name}): {size / least / 1e6:.0f} MB/s")


if __name__ == "__main__":
    main()
