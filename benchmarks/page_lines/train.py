"""Make the weights of `residue/page-line` from labelled lines of pages.

usage: train.py PAGES.jsonl [--write]

PAGES.jsonl is what `label.py` prints. Each page is cut as a careless copy would:
the article with up to 6 lines of the page above it and up to 12 below, at times
with more, and at times with none: an article alone teaches silence. The model of
the rule is fitted to two thirds of the pages, for each end of the files on its
own: of the places that the border of the article could have by the labels, the
likelihood is made as high as it goes. (Past the last paragraph of the article a line that
the labels call the article's may lie among lines of the page: extraction programs
keep credits, lists of other articles and comments. There the border may be at
any of the lines that the labels leave open.) The other third is measured.
`sure` of the rule is where the rule makes about 45 false alarms in 10,000 lines by
these labels, many of which the labels get wrong.
With --write the model is fitted to all pages and replaces that of the rule file.

Needs: pip install scipy==1.17.1
"""

from __future__ import annotations

import json
import random
import re
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from linter.bundled.residue.page_line import End, Features, Options, Side
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from linter.config.settings import RuleSettings
from linter.document.document import Document
from linter.document.parse import parse
from linter.document.source import Source
from linter.engine.lint import lint, marked_lines
from linter.engine.plan import Plan
from linter.rules.catalogue import installed

RULE = "residue/page-line"
RULE_FILE = Path(__file__).parents[2] / "rules/residue/page-line.toml"
# How many lines of the page a copy has: above and below the article, and what share of copies has what.
KINDS = (((0, 6), (0, 12), 5), ((0, 0), (0, 0), 2), ((0, 14), (0, 40), 2))
# The first and the last line of an article are at least so long (code points).
SHORTEST_EDGE = 40
LONGEST_PAGE = 400
CUTS_A_PAGE = 3
# How hard large weights are held back.
RIDGE = 1.0
# The share of ends that the labels get wrong whatever the model says: such an end pulls at no weight.
MISTAKES = 0.05
# A weight on fewer ends of files than this says nothing.
FEWEST = 25


class Cut(NamedTuple):
    """A page as it was copied: text of lines and whether each is of the page (None: unsure).

    `first` and `last` are the outermost full lines of the article.
    """

    name: str
    lines: tuple[str, ...]
    of_page: tuple[bool | None, ...]
    first: int
    last: int

    @property
    def text(self) -> str:
        """The file that it makes."""
        return "\n".join(self.lines) + "\n"


def cuts(path: Path) -> Iterator[Cut]:
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
            above, below, _ = chance.choices(KINDS, [share for _, _, share in KINDS])[0]
            first = max(0, body[0] - chance.randint(*above))
            some = labels[first : body[-1] + 1 + chance.randint(*below)]
            if len(some) <= LONGEST_PAGE:
                yield Cut(page["id"], *zip(*some, strict=True), body[0] - first, body[-1] - first)


class Example(NamedTuple):
    """One end of a file and where its border may be: behind so many of its lines."""

    end: End
    least: int
    most: int


def example(document: Document, features: Features, cut: Cut, side: Side) -> Example:
    """Return an end of a cut with the places that the labels allow for the border."""
    end = features.end(side)
    rows = [document.location(document.lines[index].span).start.line - 1 for index in end.lines]
    outside = [
        place for place, row in enumerate(rows, 1) if (row > cut.last if side == "under" else row < cut.first)
    ]
    most = len(outside)
    least = max((place for place in outside if cut.of_page[rows[place - 1]]), default=0)
    # From the article outwards: of lines that are the article's beyond all doubt the border lies further out.
    for place in reversed(outside[least:]):
        if cut.of_page[rows[place - 1]] is False:
            most = place - 1
    return Example(end, least, most)


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """Return the weights that make the borders of the labels likely."""
    count = Counter(
        name
        for one in examples
        for name in {name for names in (*one.end.of_lines, *one.end.of_borders) for name in names}
    )
    names = sorted(name for name, times in count.items() if times >= FEWEST)
    columns = {name: column for column, name in enumerate(names)}
    deepest = max(len(one.end.lines) for one in examples)
    of_lines = _matrix([one.end.of_lines for one in examples], columns, deepest)
    of_borders = _matrix([one.end.of_borders for one in examples], columns, deepest)
    exists = np.zeros((len(examples), deepest + 1), dtype=bool)
    allowed = exists.copy()
    for row, one in enumerate(examples):
        exists[row, : len(one.end.lines) + 1] = True
        allowed[row, one.least : one.most + 1] = True

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        lines = (of_lines @ weights).reshape(len(examples), deepest)
        scores = np.zeros(exists.shape)
        scores[:, 1:] = np.cumsum(lines, axis=1) + (of_borders @ weights).reshape(lines.shape)
        every = np.where(exists, scores, -np.inf)
        right = np.where(allowed, scores, -np.inf)
        top = every.max(axis=1, keepdims=True)
        chance = np.exp(every - top)
        total = chance.sum(axis=1, keepdims=True)
        top_right = right.max(axis=1, keepdims=True)
        chance_right = np.exp(right - top_right)
        total_right = chance_right.sum(axis=1, keepdims=True)
        likelihood = np.exp(np.log(total_right) + top_right - np.log(total) - top)
        value = -float(np.log(likelihood + MISTAKES).sum())
        trust = likelihood / (likelihood + MISTAKES)
        slope = (trust * (chance / total - chance_right / total_right))[:, 1:]
        beyond = np.cumsum(slope[:, ::-1], axis=1)[:, ::-1]
        gradient = of_lines.T @ beyond.ravel() + of_borders.T @ slope.ravel()
        return value + RIDGE * float(weights @ weights), gradient + 2 * RIDGE * weights

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 400})
    return {name: round(float(weight), 2) for name, weight in zip(names, found.x, strict=True)}


def _matrix(some: Iterable[Sequence[Sequence[str]]], columns: Mapping[str, int], deepest: int) -> csr_matrix:
    """Return the features of places as a matrix; every end has as many rows as the deepest."""
    rows: list[int] = []
    found: list[int] = []
    count = 0
    for count, places in enumerate(some, 1):
        for place, names in enumerate(places):
            known = [columns[name] for name in names if name in columns]
            rows += [(count - 1) * deepest + place] * len(known)
            found += known
    return csr_matrix((np.ones(len(rows)), (rows, found)), shape=(count * deepest, len(columns)))


def pack_with(options: Mapping[str, object]) -> Plan:
    """Return the rules of the pack, with these options of the rule laid over those of the file."""
    return Plan(installed(), RuleSettings(select=("residue",), options={RULE: dict(options)}))


def found_lines(plan: Plan, cut: Cut) -> set[int]:
    """Return the lines, from 0, that a plan finds."""
    found: set[int] = set()
    for diagnostic in lint(Source("page.txt", cut.text), plan).diagnostics:
        start, end = diagnostic.start, diagnostic.end
        found.update(range(start.line - 1, end.line - (end.column == 1 and end.line > start.line)))
    return found


def measure(plan: Plan, some: Iterable[Cut]) -> str:
    """Return recall and false alarms in 10,000 lines of the article, by the lines that are not unsure."""
    count: Counter[str] = Counter()
    for cut in some:
        found = found_lines(plan, cut)
        for line, label in enumerate(cut.of_page):
            if label is not None:
                count["page" if label else "article"] += 1
                count["found" if label else "false"] += line in found
    recall, false = count["found"] / count["page"], 1e4 * count["false"] / count["article"]
    return f"recall {recall:.4f}, false alarms {false:.2f}"


def main() -> None:
    """Fit and print the figures; write the weights if asked."""
    some = list(cuts(Path(sys.argv[1])))
    plan = Plan(installed(), RuleSettings())
    options = plan.rules[RULE].options
    assert isinstance(options, Options)
    fitted = [cut for cut in some if zlib.crc32(cut.name.encode()) % 3]
    held_out = [cut for cut in some if not zlib.crc32(cut.name.encode()) % 3]
    print("without the rule:", measure(pack_with({"sure": 2.0}), held_out))
    weights = fit_both(plan, options, fitted)
    for sure in (0.8, 0.9, 0.95):
        print(f"sure {sure}:", measure(pack_with({**weights, "sure": sure}), held_out))
    if "--write" in sys.argv:
        text = RULE_FILE.read_text(encoding="utf-8")
        for side, of_side in fit_both(plan, options, some).items():
            table = "".join(f"{name} = {weight:.2f}\n" for name, weight in of_side.items() if weight)
            text = re.sub(rf"(?<=\[options\.{side}\]\n)(?:.+\n)*", table, text)
        RULE_FILE.write_text(text, encoding="utf-8")


def fit_both(plan: Plan, options: Options, some: Iterable[Cut]) -> dict[Side, dict[str, float]]:
    """Return the weights for either end of a file."""
    examples: dict[Side, list[Example]] = {"over": [], "under": []}
    for cut in some:
        document = parse(Source("page.txt", cut.text))
        features = Features(document, marked_lines(document, plan), options)
        for side, found in examples.items():
            found.append(example(document, features, cut, side))
    return {side: fit(found) for side, found in examples.items()}


if __name__ == "__main__":
    main()
