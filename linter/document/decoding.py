"""Bytes to text: UTF-8, UTF-16 with a byte order mark, or the charset that HTML declares."""

from __future__ import annotations

import codecs
import re
from typing import Literal, NamedTuple

# How far browsers look for a declaration: the WHATWG HTML standard, "prescan a byte stream".
_PRESCAN_BYTES = 1024
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]+)""",
    re.IGNORECASE,
)
# The charsets of the WHATWG encoding standard, by Python's names of them. Python's other
# codecs (`rot13`, `punycode`, `utf-7`) are no charsets of web pages.
_CHARSETS = frozenset(
    {"utf-8", "cp866", "cp874", "cp932", "cp949", "big5hkscs", "euc_jp", "gb18030", "gbk", "iso2022_jp"}
    | {"koi8-r", "koi8-u", "mac-roman"}
    | {f"cp{number}" for number in range(1250, 1259)}
    | {f"iso8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)}
)
# What the standard reads otherwise than it is named. A page in UTF-16 could not be searched.
_READ_AS = {
    "ascii": "cp1252",
    "big5": "big5hkscs",
    "euc_kr": "cp949",
    "gb2312": "gbk",
    "iso8859-1": "cp1252",
    "iso8859-11": "cp874",
    "iso8859-9": "cp1254",
    "shift_jis": "cp932",
    "tis-620": "cp874",
    "utf-16": "utf-8",
    "utf-16-be": "utf-8",
    "utf-16-le": "utf-8",
}


class Undecodable(NamedTuple):
    """Why bytes could not be read as text, and at which byte of the file (from 0)."""

    kind: Literal["encoding", "binary"]
    byte_offset: int
    reason: str


def decode(data: bytes, *, html: bool = False) -> str | Undecodable:
    """Return the text of a file without its byte order mark, line ends as they stand.

    `html` looks for a declared charset in the first 1,024 bytes. Text that is
    not UTF-8, UTF-16 with a byte order mark, or of the declared charset comes
    back as an `Undecodable`, never as guessed characters.
    """
    encoding, skip = _marked(data) or ("utf-8", 0)
    if html and not skip and (found := _DECLARED.search(data, 0, _PRESCAN_BYTES)):
        label = (found[1] or found[2]).decode("ascii")
        known = _charset(label)
        if known is None:
            return Undecodable("encoding", found.start(), f"declares the unknown charset “{label}”")
        encoding = known
    try:
        text = data[skip:].decode(encoding)
    except UnicodeDecodeError as error:
        return _undecodable(data, error.start + skip, encoding, error.reason)
    nul = text.find("\0")
    if nul >= 0:
        return Undecodable("binary", len(text[:nul].encode(encoding)) + skip, "holds a NUL byte")
    return text


def _marked(data: bytes) -> tuple[str, int] | None:
    """Return the encoding that a byte order mark says, and the mark's length."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return encoding, len(mark)
    return None


def _charset(label: str) -> str | None:
    """Return the codec to read a declared charset by."""
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return None
    name = _READ_AS.get(name, name)
    return name if name in _CHARSETS else None


def _undecodable(data: bytes, offset: int, encoding: str, reason: str) -> Undecodable:
    nul = data.find(b"\0")
    if nul >= 0 and not encoding.startswith("utf-16"):
        return Undecodable("binary", nul, "holds a NUL byte")
    if reason in ("unexpected end of data", "truncated data", "incomplete multibyte sequence"):
        return Undecodable("encoding", offset, f"ends in the middle of a character of {encoding.upper()}")
    return Undecodable("encoding", offset, f"is not {encoding.upper()} (0x{data[offset]:02X}: {reason})")
