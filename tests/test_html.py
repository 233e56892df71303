from __future__ import annotations

import html
import re
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.document.builder import Builder
from linter.document.document import OBJECT, Block, Document
from linter.document.html import parse_html, read_fragment
from linter.document.source import Source
from linter.model import Span


def parse(text: str) -> Document:
    return parse_html(Source("page.html", text))


def fragment(*pieces: tuple[str, int], source: str) -> Document:
    builder = Builder(Source("page.md", source))
    read_fragment(builder, pieces)
    return builder.build("markdown")


def shape(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in document.blocks]


def texts(text: str) -> list[str]:
    return [block.text for block in parse(text).blocks]


def source_of(document: Document, words: str) -> str:
    """The source under the first place where the words stand in the text."""
    start = document.text.index(words)
    place = document.to_source(Span(start, start + len(words)))
    return document.source.text[place.start : place.end]


def skipped(document: Document) -> list[tuple[str, str]]:
    return [(what, document.source.text[span.start : span.end]) for span, what, _ in document.skipped]


# Kinds of blocks


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<h1>Toll</h1>", ("heading", "Toll")),
        ("<p>Toll</p>", ("paragraph", "Toll")),
        ("<DIV>Toll</DIV>", ("paragraph", "Toll")),
        ("<dl><dt>Toll</dl>", ("paragraph", "Toll")),
        ("<address>Toll</address>", ("paragraph", "Toll")),
        ("<details><summary>Toll</summary></details>", ("paragraph", "Toll")),
        ("<button>Toll</button>", ("paragraph", "Toll")),
        ("<ul><li>Toll</ul>", ("list-item", "Toll")),
        ("<ul><li><p>Toll</p></ul>", ("list-item", "Toll")),
        ("<blockquote>Toll</blockquote>", ("quote", "Toll")),
        ("<blockquote><p>Toll</blockquote>", ("quote", "Toll")),
        ("<table><tr><td>Toll</table>", ("table-cell", "Toll")),
        ("<table><tr><th><p>Toll</table>", ("table-cell", "Toll")),
        ("<table><caption>Toll</caption></table>", ("caption", "Toll")),
        ("<figure><figcaption>Toll</figcaption></figure>", ("caption", "Toll")),
        ("<blockquote><h3>Toll</h3></blockquote>", ("heading", "Toll")),
        ("<textarea>Toll</textarea>", ("paragraph", "Toll")),
    ],
)
def test_an_element_gives_its_text_a_kind(markup: str, expected: tuple[str, str]) -> None:
    assert shape(parse(markup)) == [expected]


def test_a_heading_has_its_level() -> None:
    assert [block.level for block in parse("<h2>Bridges</h2><p>Text<h6>Tolls</h6>").blocks] == [2, 0, 6]


def test_a_block_inside_another_splits_its_text() -> None:
    document = parse("<ul><li>Before<blockquote>Said</blockquote>after</ul>end")
    assert shape(document) == [
        ("list-item", "Before"),
        ("quote", "Said"),
        ("list-item", "after"),
        ("paragraph", "end"),
    ]


def test_nested_lists_and_tables_keep_their_items_apart() -> None:
    assert texts("<ul><li>One<ul><li>Two<li>Three</ul>four<li>Five</ul>six") == [
        *("One", "Two", "Three", "four", "Five", "six"),
    ]
    table = "<table><tr><td>A<table><tr><td>B<td>C<tr><th>D</table>E<td>F<tbody><tr><td>G</table>H"
    assert texts(table) == list("ABCDEFGH")


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>One<p>Two<div>Three", ["One", "Two", "Three"]),
        ("<dl><dt>One<dd>Two<dt>Three", ["One", "Two", "Three"]),
        ("<h2>One</h3>Two", ["One", "Two"]),
        ("<h2>One<h2>Two", ["One", "Two"]),
        ("One</p>Two", ["One", "Two"]),
        ("<p>One</div></span> two</p>", ["One two"]),
        ("<div><p>One</div>Two", ["One", "Two"]),
        ("<b><p>One</b> two</p>", ["One two"]),
        ("<p>One<hr>Two", ["One", "Two"]),
        ("<table><tr><td>One</div> two</table>", ["One two"]),
        ("<div><table><tr><td>One</div> two</table>", ["One two"]),
        ("<p>One<table><caption>Two<tr><td>Three", ["One", "Two", "Three"]),
    ],
)
def test_missing_and_stray_end_tags_are_read_as_browsers_do(markup: str, expected: list[str]) -> None:
    assert texts(markup) == expected


# Text and its places


def test_white_space_collapses_across_lines_and_elements() -> None:
    document = parse("<p>\r\n  Ada \t<b> Brons</b>\n crossed\rit. </p>")
    assert document.text == "Ada Brons crossed it."
    assert source_of(document, "Ada Brons") == "Ada \t<b> Brons"
    assert source_of(document, "Brons crossed it") == "Brons</b>\n crossed\rit"


def test_a_no_break_space_does_not_collapse() -> None:
    assert parse("<p>12 \N{NO-BREAK SPACE}&nbsp; km").text == "12 \N{NO-BREAK SPACE}\N{NO-BREAK SPACE} km"


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("&eacute;", "é"),
        ("&#8220;", "“"),
        ("&#x1F6A2;", "🚢"),
        ("&#128;", "€"),
        ("&amp", "&"),
        ("&foo;", "&foo;"),
        ("&", "&"),
        ("&#;", "&#;"),
        ("&#0;", "\N{REPLACEMENT CHARACTER}"),
        (f"&#{'9' * 5000};", "\N{REPLACEMENT CHARACTER}"),
        ("&fjlig;", "fj"),
    ],
)
def test_a_character_reference_is_decoded_and_keeps_its_place(written: str, seen: str) -> None:
    document = parse(f"<p>pay {written} now")
    assert document.text == f"pay {seen} now"
    assert source_of(document, seen) == written
    assert source_of(document, "now") == "now"


def test_a_reference_without_semicolon_leaves_the_letters_after_it() -> None:
    document = parse("<p>R&ampD and &notit;")
    assert document.text == "R&D and ¬it;"
    assert (source_of(document, "&"), source_of(document, "D"), source_of(document, "it;")) == (
        "&amp",
        "D",
        "it;",
    )


def test_references_to_white_space_and_to_nothing_collapse() -> None:
    assert parse("<p>a &#32;&#10; b &#1; c").text == "a b c"


def test_a_line_break_is_a_line_of_the_block() -> None:
    document = parse("<p>Kade 4<BR/> Oostmeer</br>Nederland")
    assert document.text == "Kade 4\nOostmeer\nNederland"
    assert source_of(document, "\n") == "<BR/>"


@pytest.mark.parametrize(
    "text",
    [
        "if a < b and c <3 d",
        "x <",
        "5 > 4",
        "a\N{LINE SEPARATOR}b",
        "🚢 e\N{COMBINING ACUTE ACCENT}🚢",
        "&&&",
    ],
)
def test_text_that_looks_odd_is_kept(text: str) -> None:
    document = parse(f"<p>{text}</p>")
    assert document.text == text
    assert source_of(document, text) == text


def test_an_attribute_may_hold_anything() -> None:
    markup = "<P title='a > b' data-x=\"</p><!--\" x=1>Kept</P>"
    assert texts(markup) == ["Kept"]
    assert texts('<p class="open>Kept <b>all</b>') == ["Kept all"]
    document = parse('<p>See <a href="/x>the plan</a> of "Oostmeer')
    assert document.text == 'See the plan of "Oostmeer'
    assert link_texts(document) == ["the plan"]


def test_a_text_field_keeps_its_white_space() -> None:
    document = parse("<p>Note<textarea>one\r\n  two &lt;b>\r&#1;three</textarea>after")
    assert texts(document.source.text) == ["Note", "one\n  two <b>\nthree", "after"]
    assert source_of(document, "\n  two <") == "\r\n  two &lt;"


# Links, objects, what is not shown


def link_texts(document: Document) -> list[str]:
    return [document.text[link.start : link.end] for block in document.blocks for link in block.links]


def test_link_text_is_marked_in_every_block_it_spans() -> None:
    assert link_texts(parse('<p>See <a href="/a">the <b>plan</b></a> and <a name="x">more</a>.')) == [
        "the plan"
    ]
    assert link_texts(parse('<a href="/a"><h3>Title</h3><p>Teaser</p></a><p>Text')) == ["Title", "Teaser"]
    assert link_texts(parse('<p><a href="/a">one <a href="/b">two</a> three')) == ["one ", "two"]
    assert link_texts(parse('<p><a href="/a">one<p>two')) == ["one"]


@pytest.mark.parametrize(
    "element",
    [
        "<img src=x>",
        "<svg><title/><text>no</text></svg>",
        "<svg/>",
        "<math><mi>x</mi></math>",
        "<input value=no>",
        "<code>no <b>no</b></code>",
        "<kbd>no</kbd>",
        "<canvas><p>no</p></canvas>",
    ],
)
def test_an_inline_object_stands_for_itself(element: str) -> None:
    document = parse(f"<p>Press {element} now.")
    assert shape(document) == [("paragraph", f"Press {OBJECT} now.")]
    assert source_of(document, OBJECT) == element


@pytest.mark.parametrize(
    "element",
    [
        "<pre>a <b>b</b>\n</pre>",
        "<video><p>no</p></video>",
        "<iframe><p>no</iframe>",
        "<audio>no</audio>",
        "<object><embed></object>",
        "<embed src=x>",
        "<figure><img src=x></figure>",
    ],
)
def test_an_object_on_its_own_is_a_block(element: str) -> None:
    document = parse(f"<div>Before{element}after</div>")
    assert [block.kind for block in document.blocks] == ["paragraph", "object", "paragraph"]
    assert document.text.split("\n\n") == ["Before", OBJECT, "after"]
    assert source_of(document, OBJECT) in element


def test_an_object_that_is_not_closed_ends_with_the_element_around_it() -> None:
    document = parse("<p>Type <code>exit</p><p>Text")
    assert [block.text for block in document.blocks] == ["Type", "Text"]


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>if (a<b) '<p>'</script>",
        "<style>p > b {}</style>",
        "<template><p>no</p></template>",
        "<noscript><p>no</p></noscript>",
        "<select><option>no<option>no</select>",
        "<span hidden>no <span>no</span> no</span>",
        "<i aria-hidden='TRUE'>no</i>",
        '<b style="color: red; Display : none">no</b>',
        "<dialog>no</dialog>",
        "<title>no</title>",
        "<input type=hidden>",
        "<!-- no -->",
        "<!--><!---><!-- no --!>",
        "</ no>",
        "<?php no ?>",
        "<![if no]>",
    ],
)
def test_what_a_browser_does_not_show_is_not_read(hidden: str) -> None:
    document = parse(f"<p>Seen {hidden} too")
    assert " ".join(document.text.split()) == "Seen too"
    assert document.skipped == ()


def test_comments_know_whether_they_stand_alone() -> None:
    document = parse("<!-- first --><p>One<!--in--> word</p>\n<!-- between --><p><!-- before --> Two</p>")
    assert [(comment.text, comment.block, comment.alone) for comment in document.comments] == [
        ("first", 0, True),
        ("in", 0, False),
        ("between", 1, True),
        ("before", 1, True),
    ]
    span = document.comments[1].span
    assert document.source.text[span.start : span.end] == "<!--in-->"


# Classes and languages


def named(document: Document, text: str) -> Block:
    return next(block for block in document.blocks if block.text == text)


def test_a_block_knows_the_classes_and_ids_around_it() -> None:
    document = parse(
        '<body class="home"><div class="wrap"><article class="Post Big" id=Main>'
        '<p class="lead">One</p><p>Two</p></article></div></body>'
    )
    assert named(document, "One").classes == ("post", "big", "main", "lead")
    assert named(document, "Two").classes == ("post", "big", "main")


@pytest.mark.parametrize(
    "markup",
    [
        "<ul><li class=a>One<li>Two",
        "<dl><dt class=a>One<dd>Two",
        "<table><tr><td class=a>One<td>Two",
        "<table><tr><td class=a>One<tr><td>Two",
        "<table><td class=a>One<tr><td>Two",
        "<table><tr class=a><td>One<tr><td>Two",
        "<table><tbody class=a><tr><td>One<tbody><tr><td>Two",
        "<p class=a>One<p>Two",
        "<h2 class=a>One<h2>Two",
        "<span class=a><p>One</p></span>Two",
    ],
)
def test_an_element_that_is_over_gives_no_class(markup: str) -> None:
    assert [block.classes for block in parse(markup).blocks] == [("a",), ()]


def test_only_the_innermost_classes_are_kept() -> None:
    markup = "".join([f"<div class=c{i}>" for i in range(20)])
    assert parse(f"{markup}Text").blocks[0].classes == tuple([f"c{i}" for i in range(12, 20)])


def test_a_block_knows_the_language_its_markup_declares() -> None:
    document = parse(
        '<html lang="NL-be"><body><p>Een<div lang="fr"><p>Deux<p lang=en_GB>Three<p lang="">Four</div><p>Vijf'
    )
    assert document.declared_language == "nl"
    assert [block.lang for block in document.blocks] == [None, "fr", "en", None, None]


def test_an_article_has_the_language_declared_around_it() -> None:
    assert [block.lang for block in parse("<body lang=fr><article>Un</article>").blocks] == ["fr"]


@pytest.mark.parametrize(
    ("head", "language"),
    [
        ('<html xml:lang="de">', "de"),
        ('<html><meta http-equiv="Content-Language" content="nl">', "nl"),
        ('<html lang="{{ page.lang }}">', None),
        ('<html lang="und">', None),
        ("<html>", None),
    ],
)
def test_the_language_of_the_page(head: str, language: str | None) -> None:
    assert parse(f"{head}<body><p>Text").declared_language == language


def test_attributes_may_hold_references_and_the_first_of_a_name_counts() -> None:
    assert parse('<p class="caf&eacute; a&b" CLASS=other>Text').blocks[0].classes == ("café", "a&b")


# What of a page is read


def test_of_a_page_its_articles_are_read() -> None:
    document = parse(
        "<!doctype html><title>Site</title><body><header>Logo</header><nav>Menu</nav><p>Loose</p> and "
        "<article><header><h1>Ferry</h1></header><nav>Contents</nav><p>Text<aside>Ad</aside>"
        "<footer>By Ada Brons</footer></article><div>Between</div>"
        "<article>Second</article><aside><article>Teaser</article></aside>"
        '<div role="navigation">Pages</div><div role="banner"></div><footer>Imprint'
    )
    assert [block.text for block in document.blocks] == ["Ferry", "Text", "By Ada Brons", "Second"]
    assert skipped(document) == [
        ("header", "<header>Logo</header>"),
        ("nav", "<nav>Menu</nav>"),
        ("outside <article>", "Loose</p> and "),
        ("nav", "<nav>Contents</nav>"),
        ("aside", "<aside>Ad</aside>"),
        ("outside <article>", "Between"),
        ("aside", "<aside><article>Teaser</article></aside>"),
        ("nav", '<div role="navigation">Pages</div>'),
        ("footer", "<footer>Imprint"),
    ]


@pytest.mark.parametrize("article", ["", "<article> <b></b></article>", "<!-- <article>x</article> -->"])
def test_without_an_article_that_holds_text_the_main_part_is_read(article: str) -> None:
    document = parse(f"<html><body><p>Loose<main><header>Ferry</header><nav>Menu</nav>{article}</main>")
    assert shape(document) == [("paragraph", "Ferry")]
    assert skipped(document) == [("outside <main>", "Loose"), ("nav", "<nav>Menu</nav>")]


def test_a_role_makes_a_main_part() -> None:
    assert texts("<body><p>Loose</p><div role=main><p>Text</div>") == ["Text"]


def test_otherwise_the_body_is_read_without_its_frame() -> None:
    document = parse(
        "<html><head><title>Site</title><meta charset=utf-8><body><header>Logo</header>"
        "<h1>Ferry</h1><blockquote>Wait.<footer>Ada Brons</footer></blockquote><footer>Imprint</footer>"
    )
    assert shape(document) == [("heading", "Ferry"), ("quote", "Wait."), ("quote", "Ada Brons")]
    assert [what for what, _ in skipped(document)] == ["header", "footer"]


def test_a_head_that_is_not_closed_does_not_hide_the_page() -> None:
    assert texts("<html><head><title>Site</title><p>Text") == ["Text"]


def test_a_fragment_is_read_whole() -> None:
    document = parse("<!-- <body> --><header>Logo</header><article>Text</article><nav>Menu</nav>")
    assert [block.text for block in document.blocks] == ["Logo", "Text", "Menu"]
    assert document.skipped == ()


def test_comments_outside_the_article_count_once() -> None:
    page = "<!doctype html><!--a--><body><article><!--b--></article>{}<!--d-->"
    for content in ("", "<main>Text<!--c--></main>"):
        document = parse(page.format(content))
        assert [comment.text for comment in document.comments] == ["a", "b", *("c" * bool(content)), "d"]


@pytest.mark.parametrize(
    ("rest", "what"),
    [
        ("<a href='x' and more", "unclosed tag"),
        ("<!-- and > more", "unclosed comment"),
        ("<script> and more", "unclosed <script>"),
    ],
)
def test_what_an_unclosed_tag_hides_is_reported(rest: str, what: str) -> None:
    document = parse(f"<p>Text</p>{rest}")
    assert document.text == "Text"
    [(found, place)] = skipped(document)
    assert found == what
    assert rest.endswith(place)


def test_nothing_to_read_is_an_empty_document() -> None:
    for text in ("", " \n", "<p></p>", "<html><body><article></article>"):
        assert parse(text).blocks == ()


# HTML in Markdown


def test_a_fragment_in_pieces_keeps_its_places() -> None:
    source = (
        "> <div class='box'>Ada\n> <a href=x>Brons &amp;\n> </a><img\n> src=x> <!-- a\n> b --> sons</div>\n"
    )
    lines = source.splitlines(keepends=True)
    offsets = [sum(map(len, lines[:i])) for i in range(len(lines))]
    document = fragment(
        *[(line[2:], offset + 2) for line, offset in zip(lines, offsets, strict=True)], source=source
    )
    assert document.text == f"Ada Brons & {OBJECT} sons"
    assert link_texts(document) == ["Brons & "]
    assert source_of(document, "Ada") == "Ada"
    assert source_of(document, "Brons") == "Brons"
    assert source_of(document, "a B") == "a\n> <a href=x>B"
    assert source_of(document, "&") == "&amp;"
    assert source_of(document, OBJECT) == "<img\n> src=x>"
    assert source_of(document, "sons") == "sons"
    assert document.blocks[0].classes == ("box",)
    [comment] = document.comments
    assert source[comment.span.start : comment.span.end] == "<!-- a\n> b -->"


def test_a_fragment_ends_its_blocks_and_reports_what_is_unclosed() -> None:
    source = "<ul><li>One\n| <b two\n"
    builder = Builder(Source("page.md", source))
    builder.open("paragraph")
    builder.text("", 0, 0)
    read_fragment(builder, [(source[:12], 0), (source[14:], 14)])
    assert not builder.is_open
    document = builder.build("markdown")
    assert shape(document) == [("list-item", "One")]
    assert skipped(document) == [("unclosed tag", "<b two\n")]


# Whatever comes

_WHITE = re.compile("[ \t\r\n]+")
_WORDS = st.text(
    st.sampled_from("aé🚢e\N{COMBINING ACUTE ACCENT}\N{NO-BREAK SPACE}\u2028 \r\n\t<>&;#3"), max_size=12
)
_TAGS = st.sampled_from(
    [
        *("<p>", "</p>", "<div class='a>b'>", "</div>", "<ul>", "<li>", "</li>", "</ul>", "<H2>", "</h2>"),
        *("<table>", "<tr>", "<td>", "</td>", "</table>", "<blockquote>", "</blockquote>", "<b>", "</b>"),
        *("<a href=x>", "</a>", "<br>", "<img>", "<code>", "</code>", "&eacute;", "&amp", "&nbsp;"),
    ]
)
_MARKUP = st.lists(_WORDS | _TAGS, max_size=30).map("".join)


def check_places(document: Document) -> None:
    """Every character of a block is what its place in the source shows, in order and only once."""
    end = 0
    for text_start, text_end, start, stop in document.segments:
        seen = document.text[text_start:text_end]
        assert end <= start < stop
        end = stop
        if seen not in {"\n", OBJECT}:
            assert seen == _WHITE.sub(" ", html.unescape(document.source.text[start:stop]))
    for block in document.blocks:
        assert block.text == document.text[block.start : block.end]
        assert block.text == block.text.strip(" ")


def words_seen(text: str) -> str:
    return "".join(text.replace(OBJECT, "").split())


@given(_MARKUP)
def test_every_place_is_exact(text: str) -> None:
    check_places(parse(text))


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["<p>", "</p>", "<b>", "</div>", "<td>", "<li>", " "]),
            st.from_regex("[a-z&;é]{0,6}", fullmatch=True),
        )
    )
)
def test_no_word_is_lost_or_doubled(parts: list[tuple[str, str]]) -> None:
    text = "".join([tag + words + " " for tag, words in parts])
    expected = "".join([html.unescape(words + " ") for _, words in parts])
    document = parse(text)
    assert words_seen(document.text) == words_seen(expected)
    check_places(document)


@given(_MARKUP, st.integers(0, 60))
def test_pieces_give_the_text_of_the_whole(text: str, cut: int) -> None:
    cut = min(cut, len(text))
    whole = parse(text)
    pieces = fragment((text[:cut], 0), (text[cut:], cut + 2), source=f"{text[:cut]}> {text[cut:]}")
    assert shape(pieces) == shape(whole)
    for offset in [offset for block in whole.blocks for offset in range(block.start, block.end)]:
        start, end = whole.to_source(Span(offset, offset + 1))
        moved = Span(start + 2 * (start >= cut), end + 2 * (end > cut))
        assert pieces.to_source(Span(offset, offset + 1)) == moved


@pytest.mark.parametrize(
    "make",
    [
        lambda n: "<div>" * n + "x" + "</div>" * n,
        lambda n: "<b>" * n + "<p>" + "</b>" * n,
        lambda n: "<p><b>" * n,
        lambda n: "</div>" * n,
        lambda n: "<table><tr><td>" * n + "x",
        lambda n: "<ul><li>" * n + "</li>" * n,
        lambda n: "<a " * n,
        lambda n: "<a b=" * n,
        lambda n: "<a b=\"' " * n,
        lambda n: '<a b="" <' * n + '">"',
        lambda n: "<!--" * n,
        lambda n: "<![if " * n,
        lambda n: "& &# &#x &a" * n,
        lambda n: "<" * n,
        lambda n: "<script></" * n,
        lambda n: f"<div class='{'c ' * n}'>" + "<p class=x>y" * n,
        lambda n: "<a href=x>y" * n,
        lambda n: "<svg><title/>" * n,
        lambda n: "x y  " * n,
    ],
)
def test_time_is_linear_in_the_text(make: Callable[[int], str]) -> None:
    def seconds(text: str) -> float:
        start = time.process_time()
        parse(text)
        return time.process_time() - start

    # Quadratic time would be a hundredfold.
    few, many = max(seconds(make(2_000)), 0.005), seconds(make(20_000))
    assert many < 40 * few


def test_two_line_breaks_part_paragraphs() -> None:
    document = parse_html(Source("page.html", "<div>One<br>line.<br>\n<br/>Two.<br></div>"))
    assert [block.text for block in document.blocks] == ["One\nline.", "Two."]
    assert document.to_source(document.blocks[1].span) == (27, 31)
