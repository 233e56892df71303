"""Suppressions: where they reach, and what is wrong with them."""

from __future__ import annotations

import pytest

from linter.config.settings import RuleSettings
from linter.rules.catalogue import Catalogue
from tests.linting import found_text, ids, lint_text

SAYS = "<!-- copydesk: ignore[residue/comment-form] -->"


def test_alone_it_covers_the_next_block_and_no_more(catalogue: Catalogue) -> None:
    text = f"{SAYS}\n\nLeave a Reply\n\nThe ferry sails again on Monday.\n\nLeave a Comment\n"
    assert found_text(lint_text(catalogue, text, format="markdown")) == [
        ("residue/comment-form", "Leave a Comment")
    ]


def test_inside_a_block_it_covers_its_line(catalogue: Catalogue) -> None:
    text = f"Leave a Reply {SAYS}\nCancel reply\n"
    assert found_text(lint_text(catalogue, text, format="markdown")) == []
    text = f"The ferry sails. {SAYS}\n\nLeave a Reply\n"
    assert ids(lint_text(catalogue, text, format="markdown")) == [
        "suppression/unused",
        "residue/comment-form",
    ]


@pytest.mark.parametrize(
    ("format", "text"),
    [
        ("html", f"<p>The ferry sails.</p>{SAYS}<p>Leave a Reply</p>"),
        ("mdx", "The ferry sails.\n\n{/* copydesk: ignore[residue/comment-form] */}\n\nLeave a Reply\n"),
        ("markdown", "---\ncopydesk: {ignore: [residue/comment-form]}\n---\nThe ferry.\n\nLeave a Reply\n"),
        ("markdown", "---\ncopydesk:\n  ignore:\n    - residue/comment-form\n---\nFerry.\n\nLeave a Reply\n"),
        ("markdown", '+++\n[copydesk]\nignore = ["residue/comment-form"]\n+++\nFerry.\n\nLeave a Reply\n'),
        ("html", "---\ncopydesk: {ignore: [residue/comment-form]}\n---\n<p>Ferry.</p><p>Leave a Reply</p>"),
        ("markdown", f"The ferry sails.\n\n{SAYS}\n\n- Leave a Reply\n- Rowers\n- Leave a Comment\n"),
    ],
)
def test_every_format_has_its_way_to_say_it(catalogue: Catalogue, format: str, text: str) -> None:
    assert ids(lint_text(catalogue, text, format=format)) == []


def test_any_part_silences_a_zone(catalogue: Catalogue) -> None:
    text = (
        "The council of Oudeveen agreed the budget on Tuesday evening.\n\n"
        "<!-- copydesk: ignore[residue/share] -->\n\nShare this article\n\nLeave a Reply\n"
    )
    assert ids(lint_text(catalogue, text, format="markdown")) == []


def test_several_rules_in_one_comment(catalogue: Catalogue) -> None:
    text = (
        "<!-- copydesk: ignore[figures/vague-source, grammar/not-participle] -- quoted as it was -->\n\n"
        "Studies show the firm was fined €2 million for not paid the toll.\n"
    )
    assert ids(lint_text(catalogue, text, format="markdown")) == []


def test_a_suppression_of_a_rule_that_does_not_run_is_not_unused(catalogue: Catalogue) -> None:
    text = f"{SAYS}\n\nThe ferry sails again on Monday.\n"
    assert ids(lint_text(catalogue, text, format="markdown")) == ["suppression/unused"]
    settings = RuleSettings(ignore=("residue",))
    assert ids(lint_text(catalogue, text, format="markdown", settings=settings)) == []


@pytest.mark.parametrize(
    ("comment", "rule", "says"),
    [
        ("copydesk: ignore", "suppression/no-rule", "its rules cannot be read"),
        ("copydesk: ignore[]", "suppression/no-rule", "its rules cannot be read"),
        ("copydesk: ignore[residue/share] no dashes", "suppression/no-rule", "ignore[pack/rule] -- reason"),
        ("copydesk ignore[residue/share]", "suppression/no-rule", "“copydesk ignore” means nothing"),
        ("Copydesk: Ignore[residue/share]", "suppression/no-rule", "“Copydesk: Ignore” means nothing"),
        ("copydesk: disable[residue/share]", "suppression/no-rule", "“copydesk: disable” means nothing"),
        ("copydesk: ignore[residue]", "suppression/no-rule", "“residue” is a whole pack"),
        ("copydesk: ignroe[residue/share]", "suppression/no-rule", "“copydesk: ignroe” means nothing"),
        ("copydesk: ignore[residue/shore]", "suppression/unknown", "did you mean “residue/share”?"),
    ],
)
def test_what_is_wrong_with_a_suppression_is_a_finding(
    catalogue: Catalogue, comment: str, rule: str, says: str
) -> None:
    result = lint_text(catalogue, f"<!-- {comment} -->\n\nThe ferry sails.\n", format="markdown")
    assert found_text(result) == [(rule, f"<!-- {comment} -->")]
    assert says in result.diagnostics[0].message


def test_an_unused_name_in_front_matter_is_found_where_it_stands(catalogue: Catalogue) -> None:
    text = "---\ntitle: Ferry\ncopydesk: {ignore: [residue/share]}\n---\nThe ferry sails.\n"
    assert found_text(lint_text(catalogue, text, format="markdown")) == [
        ("suppression/unused", "residue/share")
    ]


def test_a_comment_in_code_is_no_suppression(catalogue: Catalogue) -> None:
    text = f"```html\n{SAYS}\n```\n\nLeave a Reply\n"
    assert ids(lint_text(catalogue, text, format="markdown")) == ["residue/comment-form"]


def test_thousands_of_suppressions_and_of_furniture_lines_end(catalogue: Catalogue) -> None:
    text = f"{SAYS}\n\nLeave a Reply\n\nThe ferry sails again on Monday.\n\n" * 3000
    assert ids(lint_text(catalogue, text, format="markdown")) == []
    buttons = "Share this article\n\n" + "Facebook\n\n" * 20_000
    (zone,) = lint_text(catalogue, buttons).diagnostics
    assert len(zone.related) == 20_001


def test_a_suppression_of_a_rule_that_has_no_data_here_is_not_unused(catalogue: Catalogue) -> None:
    text = "---\nlang: nl\n---\n<!-- copydesk: ignore[grammar/not-participle] -->\n\nDe pont vaart weer.\n"
    assert ids(lint_text(catalogue, text, format="markdown")) == []
