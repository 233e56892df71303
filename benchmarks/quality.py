"""Alarms of every rule on edited text, each with the judgement of the person who read it.

    python benchmarks/quality.py DATA [--command copydesk] [--write docs/quality.md] [--new]

DATA is a folder of sets, `NAME.jsonl.gz`, one article a line: `id`, `text` and
perhaps `ext`. Judgements stand in `benchmarks/judgements.tsv`: set, article,
rule, line, `true` or `false`, and what was wrong in our own words. `--new`
prints the alarms that nobody has judged yet.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import shlex
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
JUDGEMENTS = HERE / "judgements.tsv"
SETS = ("posts_md", "figures", "news_nl", "clean_nl", "clean_de", "clean_fr", "clean_es")


class Alarm(NamedTuple):
    """A finding in an article of a set."""

    set: str
    article: str
    rule: str
    line: int
    severity: str
    message: str

    @property
    def key(self) -> tuple[str, ...]:
        """What a judgement is filed under."""
        return self.set, self.article, self.rule, str(self.line)


class Judgement(NamedTuple):
    """Whether an alarm was right, and why."""

    verdict: str
    note: str


def articles(path: Path) -> list[dict[str, str]]:
    """Return the rows of a set."""
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        return [json.loads(row) for row in rows]


def alarms(name: str, rows: list[dict[str, str]], command: str) -> list[Alarm]:
    """Lint the articles of a set in one run."""
    with tempfile.TemporaryDirectory() as folder:
        ids = {}
        for number, row in enumerate(rows):
            file = Path(folder, f"{number:06}.{row.get('ext', 'txt')}")
            file.write_bytes(row["text"].encode("utf-8", "surrogatepass"))
            ids[file.name] = row["id"]
        argv = [
            *shlex.split(command),
            "check",
            "--isolated",
            "--exit-zero",
            "--output-format",
            "json-lines",
            ".",
        ]
        done = subprocess.run(argv, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=True)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    return [
        Alarm(name, ids[f["path"]], f["rule"], f["start"]["line"], f["severity"], f["message"]) for f in found
    ]


def judgements() -> dict[tuple[str, ...], Judgement]:
    """Return what was judged so far, by set, article, rule and line."""
    if not JUDGEMENTS.exists():
        return {}
    with JUDGEMENTS.open(encoding="utf-8", newline="") as file:
        return {
            tuple(row[:4]): Judgement(row[4], row[5])
            for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        }


def page(
    found: dict[str, list[Alarm]], sizes: dict[str, int], judged: dict[tuple[str, ...], Judgement]
) -> str:
    """Return `docs/quality.md`."""
    return (
        "\n".join(
            [*_head(sizes), *_table(found, sizes, judged), *_totals(found, sizes), *_listed(found, judged)]
        )
        + "\n"
    )


def _head(sizes: dict[str, int]) -> Iterable[str]:
    yield "# Quality\n"
    yield "Alarms of the default rules, LanguageTool 6.8 among them, on published, edited text, and what was"
    yield "judged of each.\n"
    yield "How far to believe it: the rules were sharpened while these very sets were read, so the shares of"
    yield "false alarms are lower than text never looked at will show. One person wrote the rules and judged;"
    yield "the English alarms were read in their context, the French and Spanish ones by their message alone"
    yield "(a repeated paragraph is repeated word for word, but masked numbers can make two alike). Verdicts"
    yield "were entered by rule, with the exceptions that the reading found.\n"
    yield "Written by `python benchmarks/quality.py DATA --write docs/quality.md` from the judgements in"
    yield "`benchmarks/judgements.tsv`; the sets are other people's texts and not part of this repository.\n"
    yield "| set | what it is | articles |\n|---|---|---|"
    what = {
        "posts_md": "government blog posts in Markdown, English",
        "figures": "news articles, English",
        "news_nl": "newspaper texts, Dutch",
        "clean_nl": "encyclopedia articles, Dutch",
        "clean_de": "newspaper articles, German",
        "clean_fr": "newspaper articles, French",
        "clean_es": "newspaper articles, Spanish",
    }
    for name, size in sizes.items():
        yield f"| `{name}` | {what[name]} | {size} |"


def _table(
    found: dict[str, list[Alarm]], sizes: dict[str, int], judged: dict[tuple[str, ...], Judgement]
) -> Iterable[str]:
    yield "\n## Rules\n"
    yield "Articles per 1,000 with an alarm of the rule before judging; in brackets, with a false one.\n"
    yield "| rule | severity | " + " | ".join(sizes) + " |"
    yield "|---|---|" + "---|" * len(sizes)
    rows = {(alarm.rule, alarm.severity) for some in found.values() for alarm in some}
    for rule, severity in sorted(rows):
        cells = [
            _cell([a for a in found[name] if (a.rule, a.severity) == (rule, severity)], size, judged)
            for name, size in sizes.items()
        ]
        yield f"| {rule} | {severity} | " + " | ".join(cells) + " |"


def _cell(some: list[Alarm], size: int, judged: dict[tuple[str, ...], Judgement]) -> str:
    if not some:
        return "0"
    false = {alarm.article for alarm in some if alarm.key in judged and judged[alarm.key].verdict == "false"}
    unread = sum(alarm.key not in judged for alarm in some)
    cell = f"{1000 * len({alarm.article for alarm in some}) / size:.1f} ({1000 * len(false) / size:.1f})"
    return f"{cell}, {unread} unread" if unread else cell


def _totals(found: dict[str, list[Alarm]], sizes: dict[str, int]) -> Iterable[str]:
    yield "\nAll default rules together, articles of 100 with an error or a warning before judging:"
    parts = []
    for name, size in sizes.items():
        failing = {alarm.article for alarm in found[name] if alarm.severity != "info"}
        parts.append(f"`{name}` {100 * len(failing) / size:.1f}")
    yield ", ".join(parts) + "."


def _listed(found: dict[str, list[Alarm]], judged: dict[tuple[str, ...], Judgement]) -> Iterable[str]:
    for verdict, title in (("true", "True alarms"), ("false", "False alarms")):
        yield f"\n## {title}\n"
        some = [
            a
            for alarms in found.values()
            for a in alarms
            if judged.get(a.key, Judgement("", "")).verdict == verdict
        ]
        for rule, count in sorted(Counter(alarm.rule for alarm in some).items()):
            yield f"\n### {rule} ({count})\n"
            for alarm in some:
                if alarm.rule == rule:
                    yield f"- `{alarm.set}` {alarm.article}, line {alarm.line}: {judged[alarm.key].note}"


def main() -> int:
    """Measure, and print or write the page; returns 1 where alarms are left unread."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--command", default="copydesk")
    parser.add_argument("--write", type=Path)
    parser.add_argument("--new", action="store_true", help="print the alarms that nobody has judged")
    arguments = parser.parse_args()
    command = (
        str(Path(arguments.command).absolute()) if Path(arguments.command).is_file() else arguments.command
    )
    rows = {name: articles(arguments.data / f"{name}.jsonl.gz") for name in SETS}
    found = {name: alarms(name, some, command) for name, some in rows.items()}
    judged = judgements()
    unread = [alarm for some in found.values() for alarm in some if alarm.key not in judged]
    if arguments.new:
        for alarm in unread:
            print("\t".join([*alarm.key, alarm.severity, alarm.message]))
        return 1 if unread else 0
    text = page(found, {name: len(some) for name, some in rows.items()}, judged)
    if arguments.write:
        arguments.write.write_text(text, "utf-8", newline="\n")
    else:
        print(text)
    return 1 if unread else 0


if __name__ == "__main__":
    sys.exit(main())
