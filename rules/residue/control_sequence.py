r"""Characters written out as programs write them to each other: `\u00e9`, `=C3=A9`, `%20`."""

from __future__ import annotations

import base64
import quopri
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from linter import Document, Edit, Fix, Hit, Span

from .many import at_most


@dataclass(frozen=True)
class Options:
    """Past `most` findings in an article they are one."""

    most: int = 1


def _escapes(text: str) -> str:
    r"""Decode \u2019, with its surrogates, and \xe2\x80\x99 as the UTF-8 it is."""
    units = re.compile(r"(?:\\u[0-9a-fA-F]{4})+")
    octets = re.compile(r"(?:\\x[0-9a-fA-F]{2})+")
    text = units.sub(lambda run: bytes.fromhex(run[0].replace("\\u", "")).decode("utf-16-be"), text)
    return octets.sub(lambda run: bytes.fromhex(run[0].replace("\\x", "")).decode(), text)


def _quoted_printable(text: str) -> str:
    data = quopri.decodestring(text.encode("cp1252"))
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252")


def _utf7(text: str) -> str:
    digits = text[1:-1]
    return base64.b64decode(digits + "=" * (-len(digits) % 4)).decode("utf-16-be")


def _nothing(text: str) -> str:
    return ""


def _unescaped(text: str) -> str:
    return text.replace("\\", "")


_WORD = r"[^\W\d_]"
# The letters before, from the first: to begin at each would take long.
_START = rf"(?<!{_WORD}){_WORD}*"
_HEX = "[0-9a-fA-F]"
_BEGINS, _ENDS = r"(?<![^\s\"“„«‘(])(?<!= )", r"(?![^\s.,;:!?\"”»’)])(?!\.\w)"
# Of which kind it is, its shape, and how to read it; without a reading it is the author's to mend.
_KINDS: tuple[tuple[str, str, Callable[[str], str] | None], ...] = (
    (
        "is an escape sequence of a terminal",
        r"(?:\x1b|\\(?:033|e|x1b))\[[0-9;?]*[A-Za-z]|\[0m(?![\w\]])|\[0?[01];[349][0-7]m",
        _nothing,
    ),
    (
        "is written out as in a program",
        (
            rf"{_START}(?:\\u(?:00[89a-fA-F]{_HEX}|01[0-7]{_HEX}|20{_HEX}{{2}}"
            rf"|[dD]83[c-eC-E]\\u[dD][c-fC-F]{_HEX}{{2}}){_WORD}*)+"
            rf"|{_START}(?:\\x(?:[cC][2-9a-fA-F]|[dD]{_HEX})\\x[89abAB]{_HEX}{_WORD}*"
            rf"|\\x[eE]{_HEX}(?:\\x[89abAB]{_HEX}){{2}}{_WORD}*)+"
        ),
        _escapes,
    ),
    (
        "is written as in the source of a mail",
        (
            rf"{_START}(?:=(?:C[2-9A-F]|D[0-9A-F])=[89AB][0-9A-F]{_WORD}*|=E2=[89AB][0-9A-F]=[89AB][0-9A-F]{_WORD}*)+"
            rf"|{_START}[A-Za-zß-ÿ]=[EF][0-9A-F][a-z]{_WORD}*|{_START}(?:n=92t|=92(?:ll|re|ve))\b"
            r"|=3D(?=\")|(?<=[.,;:!?”\"])=20$|(?<=[a-z])=\n(?=[a-z])"
        ),
        _quoted_printable,
    ),
    (
        "is written as in the address of a page",
        rf"{_BEGINS}{_WORD}+(?:%20{_WORD}+)+{_ENDS}|{_BEGINS}{_WORD}*(?:%C3%[89AB][0-9A-F]{_WORD}*)+{_ENDS}",
        unquote,
    ),
    (
        "is written as in the source of an old mail",
        r"\+(?:AC[0IYJo]|A[OK][0-9A-Za-z]|AE[A0]|IB[0-9A-Za-z]|IKw)-",
        _utf7,
    ),
    (
        "is a line end written out",
        r"(?:\\r)?\\n(?:\\r)?\\n|\\r\\n|(?<=[.!?,;:”\"])\\n(?=[A-ZÀ-Þ“\"«-])|_x000[DdAa]_",
        None,
    ),
    (
        "is escaped as in a program",
        r"(?<=[A-Za-zÀ-ÿ])\\+['’](?=[A-Za-zÀ-ÿ])|(?<![\w:\\])\\+\"[^\"\\\n]*\\+\"",
        _unescaped,
    ),
)
# One of these stands in every sequence; most blocks have none.
_SIGN = re.compile(r"[\x1b\\=%+\[]|_x000")
_ANY = re.compile("|".join(f"({shape})" for _, shape, _ in _KINDS), re.MULTILINE)


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Yield each sequence, with the word that it stands in."""
    found = [
        _hit(match, block.start)
        for block in document.prose
        if _SIGN.search(block.text)
        for match in _ANY.finditer(block.text)
    ]
    yield from at_most(options.most, found)


def _hit(match: re.Match[str], offset: int) -> Hit:
    what, _, read = _KINDS[(match.lastindex or 1) - 1]
    span = Span(match.start() + offset, match.end() + offset)
    try:
        text = read(match[0]) if read else None
    except ValueError:
        text = None
    if text is None:
        return Hit(span, {"what": what})
    title = f"Write “{text}”" if text.strip() else "Remove it"
    return Hit(span, {"what": what}, fix=Fix(title, (Edit(span, text),), "safe"))
