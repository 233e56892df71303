"""Make the weights of `residue/page-line` from labelled lines of pages.

usage: train.py PAGES.jsonl [--write]

PAGES.jsonl is what `label.py` prints. Each page is cut as a careless copy
would: the article with up to 6 lines of the page above it and up to 12 below.
A logistic regression on the features of single lines is fitted to two thirds
of the pages. Its constant is then lowered until, on the other third, no more than
`WANTED` of 10,000 lines labelled as the article's are taken for the page by
the weights. (Of 150 such lines that were read, when more were allowed, one in
eight was really the article's: extraction programs keep credits, lists of other
articles and comments. The rule has grown stricter since.)
With --write the weights replace those of the rule file.

Needs: pip install scikit-learn==1.9.1
"""

from __future__ import annotations

import json
import random
import re
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from linter.bundled.residue.page_line import Features, Options
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from linter.config.settings import RuleSettings
from linter.document.parse import parse
from linter.document.source import Source
from linter.engine.lint import lint, marked_lines
from linter.engine.plan import Plan
from linter.rules.catalogue import installed

RULE = "residue/page-line"
RULE_FILE = Path(__file__).parents[2] / "rules/residue/page-line.toml"
ABOVE, BELOW = 6, 12
# The first and the last line of an article are at least so long (code points).
SHORTEST_EDGE = 40
LONGEST_PAGE = 400
CUTS_A_PAGE = 2
WANTED = 45.0


class Cut(NamedTuple):
    """A page as it was copied: text of lines and whether each is of the page (None: unsure)."""

    name: str
    lines: tuple[str, ...]
    of_page: tuple[bool | None, ...]

    @property
    def text(self) -> str:
        """The file that it makes."""
        return "\n".join(self.lines) + "\n"


def cuts(path: Path) -> Iterable[Cut]:
    """Yield each page cut by chance; the same for the same file."""
    chance = random.Random(7)
    for record in path.read_text(encoding="utf-8").splitlines():
        page = json.loads(record)
        labels = [
            (line["t"], {"content": False, "residue": True}.get(line["gold"])) for line in page["lines"]
        ]
        body = [i for i, (text, label) in enumerate(labels) if label is False and len(text) >= SHORTEST_EDGE]
        if not body:
            continue
        for _ in range(CUTS_A_PAGE):
            first = max(0, body[0] - chance.randint(0, ABOVE))
            some = labels[first : body[-1] + 1 + chance.randint(0, BELOW)]
            if len(some) <= LONGEST_PAGE:
                yield Cut(page["id"], *zip(*some, strict=True))


def examples(plan: Plan, cut: Cut) -> Iterable[tuple[list[str], bool]]:
    """Yield the features of the lines at either end of a cut, and whether each is of the page."""
    options = plan.rules[RULE].options
    assert isinstance(options, Options)
    document = parse(Source("page.txt", cut.text))
    marks = marked_lines(document, plan)
    features = Features(document, marks, options)
    for index, line in enumerate(document.lines):
        if options.above <= index < len(document.lines) - options.below:
            continue
        label = cut.of_page[document.location(line.span).start.line - 1]
        if label is not None:
            yield list(features.of(index)), label


def fit(plan: Plan, some: Iterable[Cut]) -> dict[str, float]:
    """Return the weights of the features; `any` is the constant."""
    rows, labels = [], []
    for cut in some:
        for names, label in examples(plan, cut):
            rows.append(dict.fromkeys(names, 1))
            labels.append(label)
    vectorizer = DictVectorizer()
    model = LogisticRegression(C=0.3, max_iter=5000, class_weight="balanced", fit_intercept=False)
    model.fit(vectorizer.fit_transform(rows), np.array(labels))
    names = vectorizer.get_feature_names_out()
    return {str(name): float(weight) for name, weight in zip(names, model.coef_[0], strict=True)}


def pack_with(weights: dict[str, float]) -> Plan:
    """Return the rules of the pack, with these weights laid over those of the file."""
    return Plan(installed(), RuleSettings(select=("residue",), options={RULE: {"weights": weights}}))


def found_lines(plan: Plan, cut: Cut) -> set[int]:
    """Return the lines, from 0, that a plan finds."""
    found: set[int] = set()
    for diagnostic in lint(Source("page.txt", cut.text), plan).diagnostics:
        start, end = diagnostic.start, diagnostic.end
        found.update(range(start.line - 1, end.line - (end.column == 1 and end.line > start.line)))
    return found


def measure(weights: dict[str, float], some: Sequence[Cut]) -> tuple[float, float]:
    """Return the recall of the pack, and the false alarms that it owes to the weights in 10,000 lines."""
    count: Counter[str] = Counter()
    with_weights, without_any = pack_with(weights), pack_with({"any": -99.0})
    for cut in some:
        found, without = found_lines(with_weights, cut), found_lines(without_any, cut)
        for line, label in enumerate(cut.of_page):
            if label is not None:
                count["page" if label else "article"] += 1
                count["found"] += label and line in found
                count["false"] += not label and line in found - without
    return count["found"] / count["page"], 1e4 * count["false"] / count["article"]


def main() -> None:
    """Fit, lower the constant, print the figures; write the weights if asked."""
    some = list(cuts(Path(sys.argv[1])))
    held_out = [cut for cut in some if zlib.crc32(cut.name.encode()) % 3 == 0]
    plan = Plan(installed(), RuleSettings())
    weights = fit(plan, [cut for cut in some if zlib.crc32(cut.name.encode()) % 3])
    constant = weights["any"]
    for step in range(41):
        weights["any"] = constant - step / 10
        recall, false_alarms = measure(weights, held_out)
        print(f"constant -{step / 10:.1f}: recall {recall:.3f}, false alarms {false_alarms:.1f}")
        if false_alarms <= WANTED:
            break
    table = "".join(f"{name} = {weights[name]:.2f}\n" for name in sorted(weights))
    print(table)
    if "--write" in sys.argv:
        text = RULE_FILE.read_text(encoding="utf-8")
        text = re.sub(r"(?<=\[options\.weights\]\n)(?:.+\n)+", table, text)
        RULE_FILE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
