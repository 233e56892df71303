from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.document.source import Source
from linter.model import Position, Span

_TEXT = st.text(st.sampled_from("ab\r\n\f\N{LINE SEPARATOR}🚢e\N{COMBINING ACUTE ACCENT}"))


def test_columns_count_code_points() -> None:
    source = Source("a.md", "🚢e\N{COMBINING ACUTE ACCENT}x\nx")
    assert source.position(3) == Position(3, 1, 4)
    assert source.position(5) == Position(5, 2, 1)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_line_end_counts_once(line_end: str) -> None:
    text = line_end.join(["one", "", "three"])
    source = Source("a.md", text)
    assert source.position(text.index("three")) == Position(text.index("three"), 3, 1)
    assert source.line_span(1) == Span(0, 3)
    assert source.line_span(3) == Span(text.index("three"), len(text))


@pytest.mark.parametrize("character", ["\f", "\v", "\x85", "\N{LINE SEPARATOR}", "\N{PARAGRAPH SEPARATOR}"])
def test_what_editors_show_inside_a_line_ends_none(character: str) -> None:
    assert Source("a.md", f"a{character}b").position(2) == Position(2, 1, 3)


@given(_TEXT)
def test_positions_are_those_of_the_lines_counted_one_by_one(text: str) -> None:
    source = Source("a.md", text)
    before = ""
    for offset in range(len(text) + 1):
        lines = re.split("\r\n|\n|\r(?!\n)", before)
        inside_line_end = text[offset - 1 : offset + 1] == "\r\n"
        if not inside_line_end:
            assert source.position(offset) == Position(offset, len(lines), len(lines[-1]) + 1)
        before = text[: offset + 1]


@given(_TEXT, st.integers(0, 60))
def test_lsp_columns_count_utf16_units_of_the_line(text: str, offset: int) -> None:
    source = Source("a.md", text)
    position = source.position(min(offset, len(text)))
    start = source.line_span(position.line).start
    assert source.utf16_column(position) == len(text[start : position.offset].encode("utf-16-le")) // 2


@given(_TEXT)
def test_lines_and_their_ends_make_the_text(text: str) -> None:
    source = Source("a.md", text)
    spans = [source.line_span(line + 1) for line in range(len(source.line_starts))]
    assert [text[span.start : span.end] for span in spans] == re.split("\r\n|\n|\r", text)
