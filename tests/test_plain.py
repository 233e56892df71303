from __future__ import annotations

import pytest

from linter.document.document import Block
from linter.document.parse import parse
from linter.document.plain import reshape
from linter.document.source import Source
from linter.model import Span

_LONG = (
    "The harbour council has fined the ferry firm after three of its boats sailed without lights in a week "
    "of fog, a spokesman said on Tuesday."
)


def shape(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in parse(Source("a.txt", text)).blocks]


def kinds(text: str) -> list[str]:
    return [kind for kind, _ in shape(text)]


@pytest.mark.parametrize("blank", ["\n\n", "\r\n\r\n", "\r\r", "\n \t\n\n", "\n\f\n"])
def test_blank_lines_part_paragraphs(blank: str) -> None:
    assert shape(f"{_LONG}{blank}{_LONG}") == [("paragraph", _LONG)] * 2


def test_a_file_without_blank_lines_has_a_paragraph_a_line() -> None:
    assert shape(f"Council fines ferry firm\n{_LONG}\n{_LONG}\n") == [
        ("title", "Council fines ferry firm"),
        ("paragraph", _LONG),
        ("paragraph", _LONG),
    ]


def test_lines_broken_by_a_program_are_one_paragraph() -> None:
    text = (
        "The harbour council has fined the ferry firm after three of its\r\n"
        "boats sailed without lights in a week of fog, a spokesman said on\r\n"
        "Tuesday. The firm will appeal.\r\n"
    )
    assert shape(text) == [("paragraph", text.strip().replace("\r\n", "\n"))]
    two = "The harbour council has fined the ferry firm after three of\nits boats sailed without lights."
    assert shape(two) == [("paragraph", two)]


@pytest.mark.parametrize(
    "text",
    [
        "Mara Quill\nHarbour reporter\nPort Alder Courier",
        "The council met in the harbour on Tuesday evening.\nit then voted.",
        f"{_LONG}\n{_LONG}",
        "The fog came in over the harbour, over it all\nand left.\nNobody had seen it come and nobody it go.",
    ],
)
def test_lines_that_someone_broke_stay_apart(text: str) -> None:
    assert [line for _, line in shape(text)] == text.split("\n")


def test_short_lines_before_text_are_the_title_and_headings() -> None:
    text = f"Council fines ferry firm\n\n{_LONG}\n\nWhat the firm says\n\n{_LONG}\n"
    document = parse(Source("a.txt", text))
    assert [(block.kind, block.level) for block in document.blocks] == [
        ("title", 0),
        ("paragraph", 0),
        ("heading", 2),
        ("paragraph", 0),
    ]
    assert document.title == document.blocks[0]


def test_a_byline_and_a_date_may_follow_the_title() -> None:
    assert kinds(f"Council fines ferry firm\n\nMara Quill, Port Alder\n\n3 May 2024\n\n{_LONG}")[0] == "title"


@pytest.mark.parametrize(
    "line",
    ["The council met.", "“It was fog,” she said:", "* * *", "12 / 34", "Nobody saw it, he said,", "x" * 120],
)
def test_other_lines_are_no_headings(line: str) -> None:
    assert kinds(f"{line}\n\n{_LONG}\n\n{line}\n\n{_LONG}") == ["paragraph"] * 4


def test_short_lines_with_nothing_under_them_are_no_headings() -> None:
    assert kinds(f"{_LONG}\n\nMara Quill\n\nPort Alder Courier\n") == ["paragraph"] * 3
    assert kinds("Home\n\nNews\n\nSport\n\nWeather\n\nBoats\n") == ["paragraph"] * 5


def test_bullets_and_numbers_make_list_items() -> None:
    text = "The fines:\n- one boat\n  without lights\n* another boat\n3. a third boat\nMore later.\n"
    assert shape(text) == [
        ("paragraph", "The fines:"),
        ("list-item", "one boat\nwithout lights"),
        ("list-item", "another boat"),
        ("list-item", "3. a third boat"),
        ("paragraph", "More later."),
    ]


def test_a_list_has_a_heading_too() -> None:
    assert kinds(f"{_LONG}\n\nThe boats\n\n- Petrel\n- Gannet") == [
        "paragraph",
        "heading",
        "list-item",
        "list-item",
    ]


def test_markup_is_text() -> None:
    text = "The *boat* sank, &amp; {{ so }} did <b>it</b>."
    assert shape(text) == [("paragraph", text)]


def _blocks(*texts: str) -> tuple[Block, ...]:
    return parse(Source("a.txt", "\n\n".join(texts))).blocks


def test_furniture_under_the_title_does_not_take_its_place() -> None:
    blocks = _blocks("Share this", "Council fines ferry firm", "abc 98", _LONG, "Read more", "Boats", _LONG)
    assert [block.kind for block in blocks][:3] == ["title", "paragraph", "heading"]
    furniture = [blocks[0].span, Span(blocks[2].start, blocks[2].end), blocks[4].span]
    shaped = reshape(blocks, furniture)
    assert [block.kind for block in shaped] == [
        *("paragraph", "title", "paragraph", "paragraph", "paragraph", "heading", "paragraph")
    ]
    assert [block.level for block in shaped] == [0, 0, 0, 0, 0, 2, 0]
    assert [block.text for block in shaped] == [block.text for block in blocks]


def test_a_heading_over_furniture_alone_is_none() -> None:
    blocks = _blocks(_LONG, "Related", "You may also like these boats.")
    assert blocks[1].kind == "heading"
    assert reshape(blocks, [blocks[2].span])[1].kind == "paragraph"


def test_shaping_twice_changes_nothing() -> None:
    blocks = _blocks("Council fines ferry firm", _LONG, "Boats", "- Petrel", "Fog", _LONG)
    assert reshape(blocks, ()) == blocks


def test_an_empty_file_has_no_blocks() -> None:
    assert shape("\n \r\n\f") == []
