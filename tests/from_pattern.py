"""Texts that a pattern matches: each of its alternatives is in one of them."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator

import regex

_TOKEN = re.compile(
    r"\[\^?\]?(?:\[:\^?\w+:\]|\\[pP]\{\^?\w+\}|\\x\{\w+\}|\\.|[^\]\\])*\]|\\x\{\w+\}|\\[pP]\{\^?\w+\}|\\."
    r"|\(\?P<\w+>|\(\?[a-zA-Z-]*:|\(\?[!=<]+|[()|]|(?:\{\d+(?:,\d*)?\}|[*+?])[?+]?|.",
    re.DOTALL,
)
_QUANTIFIER = re.compile(r"(?:\{(\d+)(?:,\d*)?\}|([*+?]))[?+]?")
_CODE = re.compile(r"\\x\{(\w+)\}")
_CANDIDATES = string.ascii_lowercase + string.ascii_uppercase + string.digits + string.punctuation + " éß…’”–"
_MOST = 400


def texts_of(pattern: str) -> list[str]:
    """Return texts of a pattern, as RE2 or `re` write it, without regard to what it looks ahead for."""
    tokens = [token[0] for token in _TOKEN.finditer(pattern)]
    found, end = _alternatives(tokens, 0)
    assert end == len(tokens), pattern
    return list(dict.fromkeys(re.sub("  +", " ", text) for text in found))


def _alternatives(tokens: list[str], at: int) -> tuple[list[str], int]:
    found, at = _sequence(tokens, at)
    while at < len(tokens) and tokens[at] == "|":
        more, at = _sequence(tokens, at + 1)
        found += more
    return found, at


def _sequence(tokens: list[str], at: int) -> tuple[list[str], int]:
    parts: list[list[str]] = []
    while at < len(tokens) and tokens[at] not in ("|", ")"):
        token = tokens[at]
        if token[0] == "(":
            inner, at = _alternatives(tokens, at + 1)
            parts.append([""] if token.startswith(("(?!", "(?=", "(?<!", "(?<=")) else inner)
        elif quantifier := _QUANTIFIER.fullmatch(token):
            # In a list of lines it is a sign like any other.
            parts.append(list(_repeated(parts.pop(), quantifier)) if parts else [token])
        else:
            parts.append(list(_characters(token)))
        at += 1
    return list(_each_shown(parts))[:_MOST], at


def _repeated(part: list[str], quantifier: re.Match[str]) -> Iterator[str]:
    least = int(quantifier[1]) if quantifier[1] else int(quantifier[2] == "+")
    yield from (text * max(1, least) for text in part)
    if not least:
        yield ""


def _each_shown(parts: list[list[str]]) -> Iterator[str]:
    first = [part[0] for part in parts]
    yield "".join(first)
    for index, part in enumerate(parts):
        for text in part[1:]:
            yield "".join([*first[:index], text, *first[index + 1 :]])


def _characters(token: str) -> Iterator[str]:
    """Yield the first and the last of the characters that a token stands for."""
    if token in ("^", "$", "\\b", "\\B", "\\A", "\\z", "\\Z"):
        yield ""
        return
    token = _CODE.sub(lambda code: f"\\U{int(code[1], 16):08x}", token)
    listed = [character for character in token if character not in "\\[]^"]
    codes = [chr(int(code, 16)) for code in re.findall(r"\\U(\w{8})", token)]
    one = regex.compile(token, regex.DOTALL)
    found = [c for c in (*_CANDIDATES, *listed, *codes) if one.fullmatch(c)]
    assert found, token
    yield found[0]
    if found[-1] != found[0]:
        yield found[-1]
