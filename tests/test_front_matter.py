from __future__ import annotations

import pytest

from linter.document.document import Document
from linter.document.parse import parse
from linter.document.source import Source


def seen(text: str) -> list[tuple[str, str, str]]:
    """Kind and text of each block, and what stands at its place in the source."""
    document = parse(Source("a.md", text))
    places = [document.to_source(block.span) for block in document.blocks]
    return [
        (block.kind, block.text, text[s:e]) for block, (s, e) in zip(document.blocks, places, strict=True)
    ]


def value(written: str, *, toml: bool = False) -> tuple[str, str] | None:
    """Return what a reader sees of a description so written, and its place's text."""
    text = f"+++\ndescription = {written}\n+++\n" if toml else f"---\ndescription: {written}\nslug: x\n---\n"
    blocks = seen(text)
    return blocks[0][1:] if blocks else None


@pytest.mark.parametrize(
    ("written", "text", "place"),
    [
        ("Ferry fined", "Ferry fined", "Ferry fined"),
        ("Ferry fined # a comment", "Ferry fined", "Ferry fined"),
        ("Ferry #1: fined", "Ferry", "Ferry"),
        ("C# and a:b", "C# and a:b", "C# and a:b"),
        ("Ferry\n  fined", "Ferry\nfined", "Ferry\n  fined"),
        ("\n  Ferry fined", "Ferry fined", "Ferry fined"),
        ('"Ferry: fined" # x', "Ferry: fined", "Ferry: fined"),
        ('"a \\"b\\" \\u00e9\\x41\\U0001F6A2"', 'a "b" éA🚢', 'a \\"b\\" \\u00e9\\x41\\U0001F6A2'),
        ('"one \\\n   two\n  three"', "one two\nthree", "one \\\n   two\n  three"),
        ('"a\\ud800b"', "a\ufffdb", "a\\ud800b"),
        ("'it''s # on'", "it's # on", "it''s # on"),
        ("'one\n  two'", "one\ntwo", "one\n  two"),
        (">-\n  one\n  two # no\n\n  three", "one\ntwo # no\nthree", "one\n  two # no\n\n  three"),
        ("|\n    one\n      two", "one\ntwo", "one\n      two"),
        ("|2- # note\n  one", "one", "one"),
    ],
)
def test_yaml_values_are_read_as_yaml_reads_them_with_their_places(
    written: str, text: str, place: str
) -> None:
    assert value(written) == (text, place)


@pytest.mark.parametrize(
    "written", ["", "null", "~", "[a, b]", "{a: b}", "*anchor", "\n  - a", "\n  nl: Boete", "''"]
)
def test_yaml_values_that_are_no_text_are_no_blocks(written: str) -> None:
    assert value(written) is None


@pytest.mark.parametrize(
    ("written", "text", "place"),
    [
        ('"a \\"b\\"\\t\\u00e9" # x', 'a "b" é', 'a \\"b\\"\\t\\u00e9'),
        ("'C:\\new'", "C:\\new", "C:\\new"),
        ('"""\none \\\n   two\nsays "no" """', 'one two\nsays "no"', 'one \\\n   two\nsays "no"'),
        ("'''\none ''two\n\nprose here\n'''", "one ''two\nprose here", "one ''two\n\nprose here"),
    ],
)
def test_toml_values_are_read_as_toml_reads_them_with_their_places(
    written: str, text: str, place: str
) -> None:
    assert value(written, toml=True) == (text, place)


def test_toml_values_that_are_no_text_are_no_blocks() -> None:
    assert value("2024-05-01", toml=True) is None


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_kind_end_lines_and_fences(line_end: str) -> None:
    text = "---\ntitle: A 🚢\nsummary: |\n  b\n  c\n---\nText\n".replace("\n", line_end)
    assert seen(text) == [
        ("title", "A 🚢", "A 🚢"),
        ("meta", "b\nc", f"b{line_end}  c"),
        ("paragraph", "Text", "Text"),
    ]


def test_only_top_level_keys_that_readers_see_are_text() -> None:
    yaml = "---\nTitle: A\n'subtitle': B\nslug: c\nauthor:\n  title: D\ntags: [title]\nexcerpt: E\n---\n"
    toml = "+++\ntitle = 'A'\nslug = 'c'\n[author]\ntitle = 'D'\n+++\n"
    assert [text for _, text, _ in seen(yaml)] == ["A", "B", "E"]
    assert [text for _, text, _ in seen(toml)] == ["A"]


def parsed(text: str) -> Document:
    return parse(Source("a.md", text))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("lang: nl-BE", "nl"),
        ('language: "EN"', "en"),
        ("locale: de_AT", "de"),
        ("lang: dutch", None),
        ("a: b", None),
    ],
)
def test_front_matter_declares_the_language(text: str, language: str | None) -> None:
    assert parsed(f"---\n{text}\n---\n").declared_language == language


@pytest.mark.parametrize(
    "text",
    [
        "---\ncopydesk: {ignore: [residue/share-bar, figures], until: x/y}\n---\n",
        "---\ncopydesk:\n  ignore:\n  - residue/share-bar # a/b\n  - figures\n  b: [x/y]\na: z/z\n---\n",
        "+++\n[copydesk]\nignore = [\n'residue/share-bar', # a/b\n'figures',]\n[x]\nignore = ['y/z']\n+++",
        "+++\ncopydesk = { ignore = ['residue/share-bar', 'figures'] }\n+++\n",
        "+++\ncopydesk.ignore = ['residue/share-bar', 'figures']\n+++\n",
    ],
)
def test_front_matter_says_which_rules_to_ignore_and_where(text: str) -> None:
    front_matter = parsed(text).front_matter
    assert front_matter
    assert [(rule, text[start:end]) for rule, (start, end) in front_matter.ignore] == [
        ("residue/share-bar", "residue/share-bar"),
        ("figures", "figures"),
    ]


def test_one_rule_needs_no_list() -> None:
    front_matter = parsed("---\ncopydesk:\n  ignore: figures/unsupported\n---\n").front_matter
    assert front_matter
    assert [rule for rule, _ in front_matter.ignore] == ["figures/unsupported"]


@pytest.mark.parametrize(
    ("head", "rest"),
    [
        ("---\ntitle: A\ndate: 2024-05-01\n\n", "The council met.\n\n---\n\nIt agreed.\n"),
        ("---\ntitle: A\ntags:\n  - b\n- c\n", "# Heading\n\nText.\n"),
        ("+++\ntitle = 'A'\n[params]\nx = 1\n\n", "The council met.\n"),
        ("---\ntitle: A", ""),
    ],
)
def test_front_matter_without_an_end_is_told_and_the_text_under_it_read(head: str, rest: str) -> None:
    document = parsed(head + rest)
    assert document.front_matter
    assert not document.front_matter.closed
    assert document.front_matter.span == (0, len(head))
    assert [block.text for block in document.blocks] == ["A", *[block.text for block in parsed(rest).blocks]]


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nThe council met.\n\n---\n\nIt agreed.\n",
        "---\nThe council met.\n---\nIt agreed.\n",
        "---\n- one\n- two\n\n---\n",
        "Text\n---\ntitle: A\n---\n",
        " ---\ntitle: A\n---\n",
    ],
)
def test_a_thematic_break_is_no_front_matter(text: str) -> None:
    assert parsed(text).front_matter is None


@pytest.mark.parametrize(
    "text",
    [
        "---\n---\n",
        "---\n# note\n\ntitle: A\n...\n",
        "+++\n+++",
        '---\r\na: |\r\n  x\r\n\r\n  y\r\n\r\n"b": c\r\n--- \r\n',
    ],
)
def test_closed_front_matter_is_left_out_whole(text: str) -> None:
    document = parsed(text)
    assert document.front_matter
    assert document.front_matter.closed
    assert document.front_matter.span == (0, len(text))


def test_a_long_toml_string_may_hold_blank_lines_and_prose() -> None:
    text = '+++\ntitle = "A"\nnote = """\nThe first.\n\nThe council met.\n"""\n+++\nText'
    assert [block.text for block in parsed(text).blocks] == ["A", "Text"]


def test_pages_of_html_may_have_front_matter() -> None:
    document = parse(Source("a.html", "---\ntitle: A\n---\n<p>Text</p>"))
    assert [(block.kind, block.text) for block in document.blocks] == [("title", "A"), ("paragraph", "Text")]
