"""What a pack adds to the time of the bare frame: reading, blocks, language, lines.

    python benchmarks/pack_cost.py DATA [--pack residue] [--rounds 15]

DATA is a folder of sets, `posts_md.jsonl.gz` among them. Lints each post in one
process on one core, by the rules of the pack `document` alone and then with the
pack beside them, round after round, and prints the size of the posts over the
sum of the differences: of each post the median of its rounds, and the least.
Processor time, so that other processes disturb it little; rules are loaded and
automata built in a round before.
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


def seconds(plan: Plan, post: str) -> float:
    """Return how long one post takes, from its text to its findings."""
    began = time.process_time()
    lint(Source("post.md", post), plan)
    return time.process_time() - began


def both_ways(frame: Plan, with_pack: Plan, post: str, *, turn: int) -> tuple[float, float]:
    """Return the seconds of both; the second finds the post in the processor's cache, so they take turns."""
    if turn:
        later = seconds(with_pack, post)
        return seconds(frame, post), later
    return seconds(frame, post), seconds(with_pack, post)


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
    rounds = [
        [both_ways(frame, with_pack, post, turn=number % 2) for post in posts]
        for number in range(arguments.rounds + 1)
    ]
    for name, chosen in (("median", statistics.median), ("least", min)):
        bare, both = (
            sum(chosen([each[post][side] for each in rounds[1:]]) for post in range(len(posts)))
            for side in (0, 1)
        )
        added = both - bare
        print(f"{name}: frame {bare:.3f} s, with {arguments.pack} {both:.3f} s")
        print(f"{name}: {arguments.pack} adds {added:.3f} s to {size} bytes: {size / added / 1e6:.0f} MB/s")


if __name__ == "__main__":
    main()
