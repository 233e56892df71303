"""Label the lines of saved web pages: of the article, of the page around it, or unsure.

usage: label.py TRAFILATURA READABILITY HTMLDATE > pages.jsonl

The folders are those of three Go modules whose tests hold saved pages of many sites:

    go mod download -json github.com/markusmobius/go-trafilatura@v1.12.2       (Apache-2.0)
    go mod download -json codeberg.org/readeck/go-readability@v0.0.0-20251125211941-0f57a445e5f1   (MIT)
    go mod download -json github.com/markusmobius/go-htmldate@v1.10.1          (Apache-2.0)

No person labelled these lines. A line is of the article when three of four
extraction programs keep it, of the page when none does or only one of the two
that keep too much, or when the module's own test data names it as such;
else it is unsure. Where a page states its article in its metadata (`articleBody`
of schema.org), a line that is not in it is never of the article. In the pages of
READABILITY the expected text of each test decides. Pages are left out whose known
passages a program lost.

Needs: pip install trafilatura==2.3.1 readability-lxml==0.9 resiliparse==2.0.1 boilerpy3==1.0.7
       inscriptis==2.7.6 pycld2 lxml_html_clean
"""

from __future__ import annotations

import json
import logging
import re
import sys
from collections.abc import Iterator
from html import unescape
from multiprocessing import Pool
from pathlib import Path

import pycld2
import trafilatura
from boilerpy3.extractors import ArticleExtractor
from inscriptis import get_text
from lxml import html
from readability import Document
from resiliparse.extract.html2text import extract_plain_text

LANGUAGES = ("en", "nl", "de", "fr", "es")
# A shorter line may stand inside another by chance (letters and digits).
LONG_ENOUGH = 25
SHORTEST_ARTICLE = 500
AGREED = 3


def letters(text: str) -> str:
    """Return what two programs agree on: letters and digits, without case."""
    return re.sub(r"[\W_]+", "", text.casefold())


class Extracted:
    """The text that a program kept."""

    def __init__(self, text: str | None) -> None:
        self.lines = {letters(line) for line in (text or "").split("\n")}
        self.all = letters(text or "")

    def __contains__(self, line: str) -> bool:
        return line in self.lines or (len(line) >= LONG_ENOUGH and line in self.all)


def known_passages(data: str) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield file name, passages of the article and passages of the page from the module's test data."""
    for entry in re.finditer(r'File:\s*"([^"]+)",(.*?)\n\t\},', data, re.DOTALL):
        yield entry[1], _strings(entry[2], "With"), _strings(entry[2], "Without")


def _strings(entry: str, key: str) -> list[str]:
    found = re.search(rf"\b{key}:\s*\[\]string\{{(.*?)\}}(?:,\n|,?\Z)", entry, re.DOTALL)
    quoted = re.findall(r'"(?:[^"\\]|\\.)*"', found[1]) if found else []
    return [json.loads(text, strict=False) for text in quoted if "\\x" not in text]


def label_by_agreement(job: tuple[Path, list[str], list[str]]) -> list[tuple[str, str]]:
    """Return the lines of a page with their labels; none when the programs lost the article."""
    path, of_article, of_page = job
    raw = path.read_bytes()
    try:
        source = html.tostring(trafilatura.load_html(raw), encoding="unicode")
        sparing = [
            Extracted(trafilatura.extract(raw, include_comments=False, include_tables=True)),
            Extracted(get_text(Document(source).summary())),
        ]
        generous = [
            Extracted(extract_plain_text(source, main_content=True)),
            Extracted(ArticleExtractor(raise_on_failure=False).get_content(source)),
        ]
        page = get_text(source)
    except Exception as error:  # noqa: BLE001 - a page that one of four programs cannot read is left out
        print(f"{path.name}: {error!r}", file=sys.stderr)
        return []
    if any(len(kept.all) < SHORTEST_ARTICLE for kept in sparing):
        return []
    if any(letters(passage) not in kept.all for passage in of_article for kept in sparing):
        return []
    refused = [letters(passage) for passage in of_page]
    stated = stated_article(source)
    labels = []
    for text in _lines(page):
        line = letters(text)
        votes = sum(line in kept for kept in (*sparing, *generous))
        if any(passage and passage in line for passage in refused):
            labels.append((text, "residue"))
        elif votes >= AGREED:
            labels.append((text, "content" if not stated or line in stated else "unsure"))
        elif not votes or (votes == 1 and not any(line in kept for kept in sparing)):
            labels.append((text, "residue"))
        else:
            labels.append((text, "unsure"))
    return labels


def stated_article(source: str) -> str:
    """Return the letters of the article that a page states in its metadata, if it is a whole one."""
    stated = ""
    for script in html.fromstring(source).xpath('//script[@type="application/ld+json"]/text()'):
        for quoted in re.findall(r'"articleBody"\s*:\s*("(?:[^"\\]|\\.)*")', script):
            try:
                body = json.loads(quoted, strict=False)
            except json.JSONDecodeError:
                continue
            stated = max(stated, letters(re.sub(r"<[^>]+>", " ", unescape(body))), key=len)
    return stated if len(stated) >= SHORTEST_ARTICLE else ""


def label_by_expectation(folder: Path) -> list[tuple[str, str]]:
    """Return the lines of a test's page with their labels by the text that the test expects."""
    raw = (folder / "source.html").read_bytes()
    page = get_text(html.tostring(trafilatura.load_html(raw), encoding="unicode"))
    expected = Extracted(get_text((folder / "expected.html").read_text(errors="replace")))
    kept = Extracted(trafilatura.extract(raw, include_comments=False, include_tables=True))
    if len(expected.all) < SHORTEST_ARTICLE:
        return []
    labels = []
    for text in _lines(page):
        line = letters(text)
        label = "content" if line in expected else "unsure" if line in kept else "residue"
        labels.append((text, label))
    return labels


def _lines(page: str) -> Iterator[str]:
    for text in page.split("\n"):
        if letters(text):
            yield " ".join(text.split())


def language(labels: list[tuple[str, str]]) -> str:
    """Return the language of the lines of the article."""
    article = " ".join(text for text, label in labels if label == "content")
    try:
        return str(pycld2.detect(article)[2][0][1])
    except pycld2.error:
        return "und"


def main() -> None:
    """Print a line of JSON for each page of the five languages."""
    logging.disable(logging.CRITICAL)
    trafilatura_tests, readability_tests, htmldate_tests = map(Path, sys.argv[1:])
    data = (trafilatura_tests / "scripts/comparison/data.go").read_text()
    known = {name: (with_, without) for name, with_, without in known_passages(data)}
    files = {
        path.name: path
        for folder in (htmldate_tests, trafilatura_tests)
        for path in sorted(folder.glob("test-files/*/*.html"))
    }
    jobs = [(path, *known.get(name, ([], []))) for name, path in sorted(files.items())]
    with Pool() as pool:
        by_agreement = pool.map(label_by_agreement, jobs, chunksize=8)
    pages = [(job[0].name, labels) for job, labels in zip(jobs, by_agreement, strict=True)]
    folders = sorted(path.parent for path in readability_tests.glob("test-pages/*/source.html"))
    pages += [(folder.name, label_by_expectation(folder)) for folder in folders]
    for name, labels in pages:
        if labels and (lang := language(labels)) in LANGUAGES:
            lines = [{"t": text, "gold": label} for text, label in labels]
            print(json.dumps({"id": name, "lang": lang, "lines": lines}, ensure_ascii=False))


if __name__ == "__main__":
    main()
