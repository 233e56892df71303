from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from linter.document.offsets import ByteOffsets

_TEXT = st.text(
    st.sampled_from("ab\r\n é’🚢e\N{COMBINING ACUTE ACCENT}") | st.characters(exclude_categories=["Cs"])
)


def test_bytes_of_wide_characters_are_counted_as_one_each() -> None:
    offsets = ByteOffsets("a’🚢b")
    assert [offsets.char(byte) for byte in (0, 1, 4, 8, 9)] == [0, 1, 2, 3, 4]


@given(_TEXT, st.integers(0, 10), st.lists(st.integers(0, 30)))
def test_they_agree_with_encoding_what_stands_before_in_any_order(
    text: str, start: int, asked: list[int]
) -> None:
    start = min(start, len(text))
    offsets = ByteOffsets(text, start)
    for number in asked:
        character = min(start + number, len(text))
        assert offsets.char(len(text[start:character].encode())) == character
