"""What stands inside quotation marks: words that are spoken of, and the words of others."""

from __future__ import annotations

import re

from linter.document.document import Block

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
