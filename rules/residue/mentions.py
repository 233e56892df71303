"""What is shown on purpose: tokens in quotation marks, words of a quotation, code in articles about code."""

from __future__ import annotations

import re

from linter import Block, Document

# Marks of quotation; a single one opens before a letter and closes where no letter follows.
_MARK = re.compile(r"[“”„«»\"`]|(?<![^\s(\[“„«—–-])‘(?=\w)|(?<=[^\s])’(?!\w)")
_OPENS = {"“": "”", "„": "“”", "«": "»", "»": "«", '"': '"', "`": "`", "‘": "’"}
_BEFORE = "“„«»\"'‘‚`‹›"
_AFTER = "”“»«\"'’`›‹"
# How far from a token its quotation marks may stand.
_NEAR = 3
# In a block longer than this, which no quotation fills, only so much is looked at.
_LONG_BLOCK = 20_000
_LONGEST_QUOTATION = 2_000
# Two of these, and the article is about code, which it shows.
_OF_CODE = re.compile(
    r"\b(?:HTML5?|CSS3?|JavaScript|TypeScript|PHP|XML|JSON|YAML|TOML|Markdown|Python|Java|Perl|Ruby|Rust|Golang|SQL|MySQL"
    r"|PostgreSQL|SQLite|GitHub|GitLab|APIs?|SDK|npm|NuGet|Maven|Gradle|Node\.js|React|Angular|Vue|Django|Flask|Rails"
    r"|Laravel|Jinja|Liquid|Handlebars|Hugo|Jekyll|WordPress|Drupal|jQuery|Linux|Unix|Ubuntu|Debian|Docker"
    r"|Kubernetes|DOM|SVG|LaTeX|ASCII|UTF-8|Unicode|CVE|XSS|[Rr]egex|[Cc]ompilers?|[Pp]arsers?|[Ss]hortcodes?"
    r"|[Ss]ource code|[Cc]odebase|[Cc]ommand line|[Pp]rogramming language|[Qq]uell(?:code|text)|[Bb]roncode"
    r"|[Cc]ode source"
    r"|[Cc]ódigo fuente|localhost|[Bb]ackend|[Ff]rontend)\b"
)
_ABOUT_CODE = 2


def is_about_code(document: Document) -> bool:
    """Say whether an article speaks of code, so that code in it is no leak."""
    words = set()
    for found in _OF_CODE.finditer(document.text):
        words.add(found[0].casefold())
        if len(words) >= _ABOUT_CODE:
            return True
    return False


def is_mentioned(text: str, start: int, end: int) -> bool:
    """Say whether `text[start:end]` stands alone between quotation marks or backticks."""
    before = text[max(0, start - _NEAR) : start].rstrip(" \u00a0\u202f")
    after = text[end : end + _NEAR].lstrip(" \u00a0\u202f.,;:!?")
    return bool(before and after) and before[-1] in _BEFORE and after[0] in _AFTER


def in_quotation(block: Block, offset: int) -> bool:
    """Say whether an offset of a block's text stands inside a quotation, or the block is one."""
    return block.kind == "quote" or is_quoted(block.text, offset)


def is_quoted(text: str, offset: int) -> bool:
    """Say whether a quotation is open at an offset of a text."""
    opened: list[str] = []
    start = 0 if offset < _LONG_BLOCK else offset - _LONGEST_QUOTATION
    for found in _MARK.finditer(text, start, offset):
        mark = found[0]
        if opened and mark in _OPENS.get(opened[-1], ""):
            opened.pop()
        elif mark in _OPENS:
            opened.append(mark)
    return bool(opened)
