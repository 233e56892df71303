from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.document.parse import parse
from linter.document.source import Source
from linter.document.templates import find_templates, mask


def found(text: str, *, mdx: bool = False) -> list[tuple[str, bool]]:
    """Each template as it stands, and whether it has its lines to itself."""
    return [(text[start:end], block) for (start, end), block, _ in find_templates(text, 0, mdx=mdx)]


@pytest.mark.parametrize(
    "template",
    [
        "{{ page.title }}",
        '{{< figure\n  src="a.png"\n>}}',
        "{{% notice %}}",
        "{% include note.html %}",
        "{%- if a -%}",
        "{: .lead }",
        "{% comment %}\nNot\n\nseen\n{% endcomment %}",
        "{{< highlight go >}}\na := 1\n\nb := 2\n{{< /highlight >}}",
        "{%- highlight ruby -%}\nputs 1\n{%- endhighlight -%}",
    ],
)
def test_templates_of_hugo_and_jekyll_are_found_whole(template: str) -> None:
    assert found(f"{template}\n") == [(template, True)]
    assert found(f"The {template} sank.") == [(template, False)]


@pytest.mark.parametrize(
    "template",
    [
        "{name}",
        "{a.map(b => { return <p>{b}</p> })}",
        "{/* a } note\n\nof two paragraphs */}",
        "import Chart from './chart'\nimport {\n  Map,\n} from './map'",
        "export const meta = {\n  title: 'A',\n}",
        "<Tabs.Item label='a'>",
        "<>",
        "</>",
    ],
)
def test_mdx_has_statements_expressions_comments_and_tags_of_its_own(template: str) -> None:
    assert found(f"{template}\n\nText.", mdx=True) == [(template, True)]
    assert found(f"{template}\n\nText.") == []


def test_the_text_of_a_comment_in_mdx_is_kept() -> None:
    comments = [template.comment for template in find_templates("a {/* b */} {c} {/**/}", 0, mdx=True)]
    assert comments == ["b", None, ""]


@pytest.mark.parametrize("text", ["Set {{ a in\n\nb }} here", "{{", "a {% b", "{:", "{% comment", "} }}"])
def test_a_template_that_its_paragraph_does_not_close_is_text(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "a { b\n\nc } d",
        "} {",
        "Write `{` or `}`.",
        "We export wine",
        "and\nexport figures",
        "a < b",
        "<b>",
        "{/* a\n\nb",
    ],
)
def test_prose_in_mdx_is_text(text: str) -> None:
    assert found(text, mdx=True) == []


def test_a_stray_brace_does_not_hide_the_expressions_after_it() -> None:
    assert found("a { b {c} d", mdx=True) == [("{c}", False)]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_template_has_its_lines_to_itself_whatever_ends_them(line_end: str) -> None:
    text = f"Text{line_end} \t{{{{ a{line_end}b }}}} {line_end}Text"
    assert found(text) == [(f"{{{{ a{line_end}b }}}}", True)]


def test_front_matter_is_not_searched() -> None:
    assert find_templates("{{ a }} {{ b }}", 5, mdx=False) == find_templates("{{ a }} {{ b }}", 5, mdx=True)
    assert [template.span for template in find_templates("{{ a }} {{ b }}", 5, mdx=False)] == [(8, 15)]


_PIECES = st.sampled_from(
    [
        "{{",
        "}}",
        "{%",
        "%}",
        "{",
        "}",
        "{/*",
        "*/}",
        "é",
        "🚢",
        "a",
        " ",
        "\n",
        "\r\n",
        "\r",
        "`",
        "<>",
        "import 'a'",
    ]
)


@given(st.lists(_PIECES).map("".join), st.booleans(), st.integers(0, 5))
def test_a_mask_keeps_every_byte_and_line_in_its_place(text: str, mdx: bool, start: int) -> None:
    start = min(start, len(text))
    templates = find_templates(text, start, mdx=mdx)
    masked = mask(text, start, templates)
    assert len(masked.encode()) == len(text[start:].encode())
    at, at_masked = start, 0
    for (begin, end), block, _ in templates:
        assert start <= at <= begin < end
        kept, hidden = begin - at, len(text[begin:end].encode())
        assert masked[at_masked : at_masked + kept] == text[at:begin]
        template = masked[at_masked + kept : at_masked + kept + hidden]
        assert template.isspace() if block else template.isalpha()
        at, at_masked = end, at_masked + kept + hidden
    assert masked[at_masked:] == text[at:]


def test_comments_of_mdx_are_comments_where_templates_are_text() -> None:
    source = Source("a.mdx", "{/* a note */}\n\nThe ferry sails to {place}.\n")
    document = parse(source, templates=False)
    assert document.text == "The ferry sails to {place}."
    assert [comment.text.strip() for comment in document.comments] == ["a note"]
