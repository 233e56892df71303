from __future__ import annotations

import pytest

from linter.document.document import OBJECT, Document
from linter.document.parse import parse
from linter.document.source import Source
from linter.model import Span


def parsed(text: str, *, mdx: bool = False) -> Document:
    return parse(Source("a.mdx" if mdx else "a.md", text))


def shape(text: str, *, mdx: bool = False) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in parsed(text, mdx=mdx).blocks]


@pytest.mark.parametrize(
    ("markdown", "blocks"),
    [
        ("# A *b*\n\nC\n===\n\n### d ###", [("heading", "A b"), ("heading", "C"), ("heading", "d")]),
        ("a\n  b  \nc\\\nd", [("paragraph", "a\nb\nc\nd")]),
        ("*a* **b _c_** ~~d~~ \\*e\\* &amp; &eacute;", [("paragraph", "a b c d *e* & é")]),
        ("- a\n- b\n  - c\n\n1. d\n\n   e", [("list-item", text) for text in "abcde"]),
        ("- a\n\n  ```\n  x\n  ```\n\n  b", [("list-item", "a"), ("object", OBJECT), ("list-item", "b")]),
        ("- [x] done", [("list-item", "done")]),
        ("> a\n> b\n>\n> - c", [("quote", "a\nb"), ("quote", "c")]),
        (
            "| a | *b* |\n|---|---|\n| c \\| d | e |",
            [("table-cell", text) for text in ("a", "b", "c | d", "e")],
        ),
        ("a[^1] b\n\n[^1]: note", [("paragraph", "a b"), ("paragraph", "note")]),
        ("a `code` b", [("paragraph", f"a {OBJECT} b")]),
        ("a ![alt ![in](x) alt](y) b", [("paragraph", f"a {OBJECT} b")]),
        ("![alt](x)\n\n    code\n\n***", [("object", OBJECT), ("object", OBJECT)]),
        ("a <b>b</b><br>\nc <code>x</code> <kbd>y</kbd> d", [("paragraph", f"a b\nc {OBJECT} {OBJECT} d")]),
        ("a <script>x</script><img src=y> b", [("paragraph", f"a {OBJECT} b")]),
        ("a <code>b\n\nc", [("paragraph", "a"), ("paragraph", "c")]),
        ("<div>a <i>b</i></div>\n\n<h2>c</h2>", [("paragraph", "a b"), ("heading", "c")]),
        ("<https://port.example>", [("paragraph", "https://port.example")]),
    ],
)
def test_text_is_what_a_reader_of_the_page_sees(markdown: str, blocks: list[tuple[str, str]]) -> None:
    assert shape(markdown) == blocks


def test_headings_have_levels_and_names() -> None:
    document = parsed("# a\n\nb\n---\n\n###### c {#top .wide}")
    assert [block.level for block in document.blocks] == [1, 2, 6]
    assert document.blocks[2].classes == ("top", "wide")
    assert document.title == document.blocks[0]


@pytest.mark.parametrize(
    ("markdown", "links"),
    [
        ("a [b *c*](x) d [e][f]\n\n[f]: y", ["b c", "e"]),
        ("<https://port.example> a", ["https://port.example"]),
        ('a <a href="x">b</a> c', ["b"]),
        ("- [a](x)\n- [b](x)", ["a", "b"]),
        ("[](x) a </a>", []),
        ("a <a href=x>b\n\nc</a> d", []),
    ],
)
def test_the_text_of_links_is_marked(markdown: str, links: list[str]) -> None:
    document = parsed(markdown)
    assert [document.text[s:e] for block in document.blocks for s, e in block.links] == links


@pytest.mark.parametrize(
    ("markdown", "blocks"),
    [
        ("a {{ b }} c", [("paragraph", f"a {OBJECT} c")]),
        ("a\n{{< fig >}}\nb", [("paragraph", "a"), ("object", OBJECT), ("paragraph", "b")]),
        ("- a\n\n{% if b %}\n\n- c", [("list-item", "a"), ("object", OBJECT), ("list-item", "c")]),
        ('[a]({{< ref "b c" >}} "d") e', [("paragraph", "a e")]),
        ("# a {: .lead}\n\n![b]({{ c }})", [("heading", "a"), ("object", OBJECT)]),
        ("<p>a {{ b }}, c</p>", [("paragraph", f"a {OBJECT}, c")]),
        ('<p class="{{ b }}">a</p>', [("paragraph", "a")]),
        ("{{ é🚢 }} a, é b", [("paragraph", "a, é b")]),
        ("```\n{{ a }}\n```\n\nb", [("object", OBJECT), ("paragraph", "b")]),
        ("a {{ b\n\nc", [("paragraph", "a {{ b"), ("paragraph", "c")]),
    ],
)
def test_templates_are_markup(markdown: str, blocks: list[tuple[str, str]]) -> None:
    assert shape(markdown) == blocks


@pytest.mark.parametrize(
    ("markdown", "blocks"),
    [
        ("import A from 'a'\n\n# B\n", [("object", OBJECT), ("heading", "B")]),
        (
            "a {b} c\n\n<Box style={{c: 1}}>\n\nd\n\n</Box>",
            [("paragraph", f"a {OBJECT} c"), ("paragraph", "d")],
        ),
        ("<Tabs.Item>\n\na\n\n</Tabs.Item>", [("object", OBJECT), ("paragraph", "a"), ("object", OBJECT)]),
    ],
)
def test_mdx_is_markdown_with_templates_of_its_own(markdown: str, blocks: list[tuple[str, str]]) -> None:
    assert shape(markdown, mdx=True) == blocks


@pytest.mark.parametrize(
    ("text", "comment", "block", "alone"),
    [
        ("a\n\n<!-- x -->\n\nb", "<!-- x -->", 1, True),
        ("a <!-- x --> b", "<!-- x -->", 0, False),
        ("- a\n\n  <!--\n  x\n  -->\n- b", "<!--\n  x\n  -->", 1, True),
        ("> <!-- x -->\n> b", "<!-- x -->", 0, True),
    ],
)
def test_comments_are_kept_with_their_places(text: str, comment: str, block: int, alone: bool) -> None:
    [found] = parsed(text).comments
    assert found.text.strip() == "x"
    assert (text[found.span.start : found.span.end], found.block, found.alone) == (comment, block, alone)


@pytest.mark.parametrize(
    ("text", "block", "alone"),
    [("a\n\n{/* x */}\n\nb", 1, True), ("a {/* x */} b", 0, False), ("<p>a</p>\n\n{/* x */}", 1, True)],
)
def test_comments_of_mdx_are_kept_with_their_places(text: str, block: int, alone: bool) -> None:
    document = parsed(text, mdx=True)
    [found] = document.comments
    assert found == (Span(text.index("{"), text.index("}") + 1), "x", block, alone)
    assert OBJECT not in document.text


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_line_end_means_the_same(line_end: str) -> None:
    text = "# A\n\n> b\n> c  \n> d\n\n<div>\ne\n</div>\n\n- f\n\n```\ng\n```\n\n| h |\n|---|\n| i |\n"
    assert shape(text.replace("\n", line_end)) == shape(text)


@pytest.mark.parametrize(
    ("text", "found", "place"),
    [
        ("a **fer**ry b", "ferry", "fer**ry"),
        ("😀 &eacute;e\N{COMBINING ACUTE ACCENT} ferry", "ferry", "ferry"),
        ("x AT&amp;T y", "AT&T", "AT&amp;T"),
        ("x AT&amp;T y", "&", "&amp;"),
        ("> one\n> two", "one\ntwo", "one\n> two"),
        ("a\\*b", "a*b", "a\\*b"),
        ("a {{ é }} b", f"{OBJECT} b", "{{ é }} b"),
        ("a `x y`, b", OBJECT, "`x y`"),
    ],
)
def test_a_span_of_the_text_is_found_in_the_source(text: str, found: str, place: str) -> None:
    document = parsed(text)
    start = document.text.index(found)
    span = document.to_source(Span(start, start + len(found)))
    assert text[span.start : span.end] == place
    assert document.is_verbatim(Span(start, start + len(found))) == (found == place)


def test_deep_nesting_and_long_runs_are_read() -> None:
    assert shape("> " * 5000 + "a") == [("quote", "a")]
    assert shape("{{" * 5000 + " a") == [("paragraph", "{{" * 5000 + " a")]
    assert shape("- " * 500 + "a")[-1] == ("list-item", "a")
