from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.document.decoding import Undecodable, decode

_ARTICLE = "Café Zeeëend — “open” 🚢\r\nline two\rline three\n"
_TEXT = st.text(st.characters(exclude_characters="\0\ufeff", exclude_categories=["Cs"]))


@pytest.mark.parametrize(
    "data",
    [
        _ARTICLE.encode(),
        codecs.BOM_UTF8 + _ARTICLE.encode(),
        codecs.BOM_UTF16_LE + _ARTICLE.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + _ARTICLE.encode("utf-16-be"),
    ],
)
def test_unicode_is_read_without_its_mark_and_with_its_line_ends(data: bytes) -> None:
    assert decode(data) == _ARTICLE


@given(
    _TEXT, st.sampled_from([(b"", "utf-8"), (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le")])
)
def test_what_was_written_is_what_is_read(text: str, form: tuple[bytes, str]) -> None:
    mark, encoding = form
    assert decode(mark + text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("declaration", "codec"),
    [
        ('<meta charset="windows-1252">', "cp1252"),
        ("<META CHARSET=iso-8859-1>", "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-15">', "iso8859-15"),
        ('<?xml version="1.0" encoding="windows-1252"?>', "cp1252"),
        ('<meta charset="utf-8">', "utf-8"),
        ('<meta charset="utf-16">', "utf-8"),
    ],
)
def test_html_is_read_in_the_charset_it_declares(declaration: str, codec: str) -> None:
    page = f"<html>{declaration}<p>Zeeëend vaart voor 5 €</p>".replace(
        "€", "€" if codec != "utf-8" else "euro"
    )
    assert decode(page.encode(codec), html=True) == page


def test_only_html_declares_its_charset() -> None:
    data = '<meta charset="windows-1252"> é'.encode("cp1252")
    found = decode(data)
    assert isinstance(found, Undecodable)
    assert found.byte_offset == data.index(b"\xe9")


def test_a_byte_order_mark_overrules_a_declaration() -> None:
    page = '<meta charset="windows-1252"> é'
    assert decode(codecs.BOM_UTF8 + page.encode(), html=True) == page


@pytest.mark.parametrize(
    ("data", "offset", "reason"),
    [
        (b"caf\xe9 open", 3, "is not UTF-8 (0xE9: invalid continuation byte)"),
        (codecs.BOM_UTF8 + b"ab\xff", 5, "is not UTF-8 (0xFF: invalid start byte)"),
        ("abé".encode()[:-1], 2, "ends in the middle of a character of UTF-8"),
        (
            codecs.BOM_UTF16_LE + "ab".encode("utf-16-le") + b"x",
            6,
            "ends in the middle of a character of UTF-16-LE",
        ),
        (codecs.BOM_UTF16_BE + b"\xdc\x00\x00a", 2, "is not UTF-16-BE (0xDC: illegal encoding)"),
    ],
)
def test_bytes_that_are_no_text_are_refused_with_their_place(data: bytes, offset: int, reason: str) -> None:
    assert decode(data) == Undecodable("encoding", offset, reason)


@pytest.mark.parametrize("label", ["x-klingon", "rot13", "punycode", "utf-7", "unicode_escape"])
def test_a_charset_that_browsers_do_not_know_is_refused(label: str) -> None:
    page = f'<p><meta charset="{label}"> text'.encode()
    assert decode(page, html=True) == Undecodable("encoding", 3, f"declares the unknown charset “{label}”")


@pytest.mark.parametrize(
    ("data", "offset"),
    [
        (b"text\0more", 4),
        (b"\x89PNG\r\n\x1a\n\0\0", 8),
        (codecs.BOM_UTF16_LE + "é🚢\0".encode("utf-16-le"), 8),
        (codecs.BOM_UTF32_LE + "a".encode("utf-32-le"), 2),
    ],
)
def test_binary_files_are_refused_at_their_first_nul(data: bytes, offset: int) -> None:
    assert decode(data) == Undecodable("binary", offset, "holds a NUL byte")


@given(st.binary(max_size=60), st.booleans())
def test_any_bytes_are_text_or_refused_at_one_of_them(data: bytes, html: bool) -> None:
    found = decode(b"<meta charset=gb18030>" + data if html else data, html=html)
    if isinstance(found, Undecodable):
        assert 0 <= found.byte_offset < len(data) + 22
        assert found.reason
    else:
        assert "\0" not in found
