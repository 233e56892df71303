"""What holds of every document, whatever its format and whatever is in it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.document.document import BLOCK_BREAK, OBJECT, Block, Document, Format, covered
from linter.document.parse import format_of, parse
from linter.document.source import Source
from linter.model import Span

FORMATS: tuple[Format, ...] = ("markdown", "mdx", "html", "text")

# In a piece `W` stands for a word that a reader sees, `H` for one that no reader sees.
_MARKDOWN = (
    *(
        "# W",
        "W\n===",
        "## W W ##",
        "W\nW  \nW\\\nW",
        "*W* **W _W_** ~~W~~",
        "[W](/H 'H') [W][ref]\n\n[ref]: /H",
    ),
    *(
        "- W\n- W\n  W\n\n  W",
        "1. W\n   - *W*",
        "- [ ] W",
        "> W\n> W",
        "> - W\n>\n>   W",
        "***",
        "- `H`\n- [W](H)",
    ),
    *(
        "| W | *W* |\n|---|:-:|\n| W \\| W | `H` |",
        "W[^1]\n\n[^1]: W",
        "<https://W.example> \\*W\\* &amp;W&eacute;",
    ),
    *(
        "![H ![H](/H) H](/H) W",
        "`H` W ``H ` H``",
        "```H\nH\n```",
        "<div>W <b>W</b></div>",
        "<p\nid=H>W",
        "<!-- H -->",
    ),
    *(
        "W <!-- H --> W <b id='H'>W</b><br>W",
        "W <code>H</code> <script>H</script> W",
        "<script>\nH\n\nH\n</script>",
    ),
    *(
        "{{< H >}}",
        "{% H %}\nW\n{% H %}",
        "W {{ H }} W {{< H\nH >}}",
        "[W]({{< H >}} 'H') {:.H}",
        "<p>W {{ H }}</p>",
    ),
    "{{< highlight H >}}\nH\n\nH\n{{< /highlight >}}",
)
_MDX = (
    *("import H from 'H'\nimport { H } from 'H'", "export const a = {\n  H: 'H'\n}", "W {H} W {/* H } */} W"),
    *(
        "{/* H\n\nH */}",
        "<Tabs.Item id={H}>W</Tabs.Item> <>W</>",
        "<Box style={{a: 'H'}}>\n\nW\n\n</Box>",
        "W } W",
        "W { W",
    ),
)
_HTML = (
    *(
        "<h1>W</h1>",
        "<p>W <b>W</b>\nW",
        "<ul><li>W<li>W</ul>",
        "<table><tr><td>W<td>W</table>",
        "W&amp;W&eacute;",
    ),
    *(
        "<script>H</script>",
        "<!-- H -->",
        "<pre>H</pre>",
        "<img alt=H>W",
        "<a href='H'>W</a>",
        "<blockquote>W</blockquote>",
    ),
)
_TEXT = ("W", "W.", "W W\nW W.", "- W\n* W", "1. W", "W:\n- W\n  W", "W " * 30, "W *W* <b>W</b> {{W}} &amp;")
_PIECES = {"markdown": _MARKDOWN, "mdx": _MARKDOWN[:-1] + _MDX, "html": _HTML, "text": _TEXT}
_FRONT = (
    *(
        'title: "W \\"W\\" \\u00e9 W"',
        "title: 'W''s W'",
        "title: W W # H",
        "slug: H",
        "summary: >-\n  W\n  W\n\n  W",
    ),
    *(
        "description: |\n    W # W\n    W\n",
        "tags:\n  - H\n",
        "# H",
        'description:\n  "W\n  W"',
        "copydesk: {ignore: [a/H]}",
    ),
)
_ODD = st.sampled_from(
    ["é", "😀", "e\N{COMBINING ACUTE ACCENT}", "\f", "\N{LINE SEPARATOR}", "\N{NO-BREAK SPACE}", "’", "👩‍🚒"]
)
_LINE_ENDS = st.sampled_from(["\n", "\r\n", "\r"])


def _planted(pieces: list[str]) -> tuple[str, list[str], list[str]]:
    """Give each word of the pieces a number: the text, the words seen, the words not seen."""
    words: dict[str, list[str]] = {"W": [], "H": []}

    def number(found: re.Match[str]) -> str:
        of_kind = words[found[0]]
        of_kind.append(f"{'seen' if found[0] == 'W' else 'hidden'}{len(of_kind)}x")
        return of_kind[-1]

    return re.sub(r"\b[WH]\b", number, "\n\n".join(pieces)), words["W"], words["H"]


@st.composite
def _documents(draw: st.DrawFn, format: Format) -> tuple[Document, list[str], list[str]]:
    pieces = draw(st.lists(st.sampled_from(_PIECES[format]), min_size=1, max_size=8))
    odd = draw(st.lists(_ODD, max_size=4))
    pieces = [f"{piece}\n\nW {character} W" for piece, character in zip(pieces, odd, strict=False)] + pieces[
        len(odd) :
    ]
    if format != "text":
        front = draw(st.lists(st.sampled_from(_FRONT), max_size=4))
        pieces = ["\n".join(["---", *front, "---"]), *pieces] if front else pieces
    text, seen, hidden = _planted(pieces)
    text = text.replace("\n", draw(_LINE_ENDS))
    return parse(Source("a", text), format), seen, hidden


def check(document: Document) -> None:
    """Blocks are in order and their text is the document's; each character is that of its place.

    A line end or a tab may be read as other white space.
    """
    source, text = document.source.text, document.text
    assert text == BLOCK_BREAK.join(block.text for block in document.blocks)
    assert [block.text for block in document.blocks] == [
        text[block.start : block.end] for block in document.blocks
    ]
    assert all(block.text.strip() for block in document.blocks)
    held = [offset for block in document.blocks for offset in range(block.start, block.end)]
    assert held == [
        offset for segment in document.segments for offset in range(segment.text_start, segment.text_end)
    ]
    for text_start, text_end, start, end in document.segments:
        assert 0 <= start < end <= len(source)
        if text_end - text_start == end - start:
            pairs = zip(text[text_start:text_end], source[start:end], strict=True)
            assert all(seen in (OBJECT, place) or (seen + place).isspace() for seen, place in pairs)
    places = [segment[2:] for segment in document.segments]
    assert all(end <= start for (_, end), (start, _) in pairwise(places))


@pytest.mark.parametrize("format", FORMATS)
@given(st.data())
def test_each_word_stands_in_one_block_and_is_found_in_the_source(
    format: Format, data: st.DataObject
) -> None:
    document, seen, hidden = data.draw(_documents(format))
    check(document)
    for word in seen:
        [block] = [block for block in document.blocks if word in block.text]
        start = block.start + block.text.index(word)
        place = document.to_source(Span(start, start + len(word)))
        assert document.source.text[place.start : place.end] == word
        assert document.is_verbatim(Span(start, start + len(word)))
        assert document.prose_at(start) == block
    assert not [word for word in hidden if word in document.text]


_SNIPPETS = st.text(
    st.sampled_from(
        "ab \t\n\r\f\N{LINE SEPARATOR}😀e\N{COMBINING ACUTE ACCENT}#*_`[](){}<>!|-=~>&;:%/\\\"'+.x1^"
    )
)
_MARKUP = st.sampled_from(
    [
        *(
            "**",
            "__",
            "~~",
            "`",
            "```\n",
            "> ",
            "- ",
            "1. ",
            "# ",
            "[a](b)",
            "![a](b)",
            "[^1]",
            "[^1]: ",
            "| a | b |\n",
        ),
        *(
            "|---|---|\n",
            "&amp;",
            "&#x1F600;",
            "&nGt;",
            "\\*",
            "\\\n",
            "  \n",
            "    ",
            "\t",
            "---\n",
            "+++\n",
            "title: ",
            '"',
        ),
        *(
            "<b>",
            "</b>",
            "<br>",
            "<!--",
            "-->",
            "<div>\n",
            "</div>\n",
            "<code>",
            "</code>",
            "<script>",
            "{{",
            "}}",
            "{%",
        ),
        *(
            "%}",
            "{",
            "}",
            "{/*",
            "*/}",
            "import x from 'y'\n",
            "<a href='",
            "{% comment %}",
            "{% endcomment %}",
            "\n\n",
        ),
    ]
)


@pytest.mark.parametrize("format", FORMATS)
@given(st.lists(_SNIPPETS | _MARKUP, max_size=25).map("".join))
def test_places_are_exact_in_broken_markup_too(format: Format, text: str) -> None:
    check(parse(Source("a", text), format))


@pytest.mark.parametrize(
    ("path", "format"),
    [
        ("a/B.MD", "markdown"),
        ("a.markdown", "markdown"),
        ("a.mdx", "mdx"),
        ("a.htm", "html"),
        ("a.txt", "text"),
        ("md", "text"),
    ],
)
def test_the_name_of_a_file_tells_its_format(path: str, format: Format) -> None:
    assert format_of(path) == format
    assert parse(Source(path, "*a*")).format == format


def test_lines_are_those_of_the_file_and_flow_where_a_program_broke_them() -> None:
    text = (
        "> The harbour council has fined the ferry firm for\n> sailing without lights.\n"
        "> It will appeal against it, a spokesman said on\n> Friday.\n\n"
        "Mara Quill\nPort Alder\n\n```\ncode\n```\n"
    )
    document = parse(Source("a.md", text))
    assert [(line.text, line.block, line.flows) for line in document.lines] == [
        ("The harbour council has fined the ferry firm for", 0, False),
        ("sailing without lights.", 0, True),
        ("It will appeal against it, a spokesman said on", 0, False),
        ("Friday.", 0, True),
        ("Mara Quill", 1, False),
        ("Port Alder", 1, False),
    ]
    assert all(document.text[line.start : line.end] == line.text for line in document.lines)


def test_prose_leaves_out_objects_and_furniture() -> None:
    document = parse(Source("a.md", "# Ferry\n\nShare\n\n```\ncode\n```\n\nText."))
    known = replace(document, furniture=(document.blocks[1].span,))
    assert [block.text for block in known.prose] == ["Ferry", "Text."]
    assert known.prose_at(document.text.index("Share")) is None
    assert known.title == document.blocks[0]


def test_the_title_opens_the_article() -> None:
    assert parse(Source("a.md", "Text.\n\n# Ferry")).title is None
    assert parse(Source("a.md", "## Ferry\n\nText.")).title is None
    title = parse(Source("a.md", "---\nsummary: Short\ntitle: Ferry\n---\n# Other")).title
    assert title
    assert title.text == "Ferry"


def test_a_block_is_covered_where_one_span_holds_all_of_it() -> None:
    blocks = [Block("paragraph", start, start + 5, "abcde") for start in (0, 7, 14, 21)]
    assert covered(blocks, [Span(14, 26), Span(0, 5), Span(7, 11)]) == [True, False, True, True]
    assert covered(blocks, []) == [False] * 4


def test_what_is_derived_is_computed_once() -> None:
    calls = []

    def words(document: Document) -> list[str]:
        calls.append(document)
        return document.text.split()

    document = parse(Source("a.md", "a b"))
    assert document.derive(words) is document.derive(words)
    assert len(calls) == 1


def test_sentences_are_spans_of_the_document() -> None:
    document = parse(Source("a.md", "# Ferry\n\nIt sank. *Nobody* saw it."))
    spans = document.sentences(document.blocks[1])
    assert [document.text[start:end] for start, end in spans] == ["It sank.", "Nobody saw it."]
    assert document.sentences(document.blocks[1]) is spans


@pytest.mark.parametrize("character", ["\N{ZERO WIDTH SPACE}", "\N{LINE SEPARATOR}", "&nbsp;", "<b></b>"])
def test_what_nobody_sees_is_no_block(character: str) -> None:
    assert parse(Source("a.md", f"a\n\n{character}\n\nb")).text == "a\n\nb"


def test_many_comments_in_a_block_know_whether_text_stands_before_them() -> None:
    comments = parse(Source("a.md", "&#32;<!-- a --> <!-- b --> c <!-- d --> <!-- e -->")).comments
    assert [comment.alone for comment in comments] == [True, True, False, False]


def test_an_empty_document_has_places_too() -> None:
    assert parse(Source("a.md", "")).to_source(Span(0, 0)) == Span(0, 0)
