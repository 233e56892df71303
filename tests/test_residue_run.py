"""What a user of the residue pack meets: comparison of files, templates, neighbours, the end of a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from linter.config.settings import RuleSettings
from linter.rules.catalogue import Catalogue
from tests.commands import check, copydesk
from tests.linting import found_text, ids, lint_text

FOOTER = "The Quay Post\n\nNews from the river since 1901\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_across_names_the_lines_that_the_files_of_a_folder_share(folder: Path) -> None:
    for number, event in enumerate(("sails", "waits", "turns", "sinks", "rises", "burns")):
        (folder / f"{number}.txt").write_text(f"The ferry of Oudeveen {event} on Monday.\n\n{FOOTER}")
    assert check("--select", "residue", "--output-format", "json-lines").out == ""
    found = [
        json.loads(line)
        for line in check("--across", "--select", "residue", "--output-format", "json-lines").out.splitlines()
    ]
    assert {(d["rule"], d["severity"]) for d in found} == {("residue/repeated-line", "info")}
    assert [(d["path"], d["start"]["line"], d["end"]["line"]) for d in found] == [
        (f"{number}.txt", 3, 5) for number in range(6)
    ]
    assert {d["message"] for d in found} == {
        "2 lines at the edge of the article; 6 files of this folder have the same"
    }
    assert all(d["related"][0]["path"] != d["path"] for d in found)


def test_a_line_at_both_edges_is_compared_with_other_files(folder: Path) -> None:
    article = "The ferry of Oudeveen sails again on Monday, the mayor said in the council."
    for number in range(6):
        (folder / f"{number}.txt").write_text(f"{FOOTER}\n{article} {'x' * number}\n\n{FOOTER}")
    ended = check("--across", "--select", "residue", "--output-format", "json-lines", "0.txt", "./1.txt", ".")
    assert ended.status == 0
    assert len(ended.out.splitlines()) == 12


def test_lines_of_other_folders_are_not_compared(folder: Path) -> None:
    for number in range(6):
        (folder / str(number)).mkdir()
        (folder / str(number) / "a.txt").write_text(f"A ferry, number {'x' * number}.\n\n{FOOTER}")
    assert check("--across", "--select", "residue", "--output-format", "json-lines").out == ""


def test_a_rule_that_compares_files_runs_when_it_is_named(folder: Path) -> None:
    for number in range(6):
        (folder / f"{number}.txt").write_text(FOOTER)
    out = check("--select", "residue/repeated-line", "--output-format", "json-lines").out
    assert len(out.splitlines()) == 6


def repeated(folder: Path, *lines: str, suffix: str = "txt", head: str = "", files: int = 6) -> None:
    for number in range(files):
        text = "\n\n".join([f"The ferry of Oudeveen sails again, {'x' * number}.", *lines])
        (folder / f"{number}.{suffix}").write_text(f"{head}{text}\n")


def across(*arguments: str) -> list[dict[str, object]]:
    out = copydesk("check", "--across", "--select", "all", *arguments, "--output-format", "json-lines").out
    return [json.loads(line) for line in out.splitlines()]


def test_a_suppression_reaches_a_line_that_files_share(folder: Path) -> None:
    repeated(folder, "<!-- copydesk: ignore[residue/repeated-line] -- ours -->", "The Quay Post", suffix="md")
    assert [d["rule"] for d in across()] == []
    (folder / "0.md").write_text(
        "---\ncopydesk:\n  ignore: [residue/repeated-line]\n---\n\nA ferry.\n\nThe Quay Post\n"
    )
    assert [d["rule"] for d in across()] == []


def test_a_suppression_of_lines_that_files_share_is_unused_where_none_stands(folder: Path) -> None:
    repeated(
        folder, "<!-- copydesk: ignore[residue/repeated-line] -- ours -->", "The Quay", suffix="md", files=4
    )
    assert [(d["rule"], d["path"]) for d in across()] == [("suppression/unused", f"{n}.md") for n in range(4)]


def test_a_line_that_is_reported_as_furniture_is_not_reported_as_repeated(folder: Path) -> None:
    repeated(folder, "The Quay Post", "Leave a Reply")
    found = {(d["rule"], d["start"]["line"], d["end"]["line"]) for d in across()}  # type: ignore[index]
    # Where the name of the paper is of the zone it is reported with it, elsewhere by itself.
    assert found <= {
        *(("residue/repeated-line", 3, 3), ("residue/comment-form", 5, 5), ("residue/comment-form", 3, 5)),
    }
    assert not any(rule == "residue/repeated-line" and last == 5 for rule, _, last in found)
    alone = across("--ignore", "residue/comment-form", "--ignore", "residue/page-line")
    assert {(d["rule"], d["end"]["line"]) for d in alone} == {("residue/repeated-line", 5)}  # type: ignore[index]


def test_a_line_that_files_share_is_shown(folder: Path) -> None:
    repeated(folder, "The Quay Post")
    out = copydesk("check", "--across", "--select", "residue", "--show-info", "--output-format", "full").out
    assert "    3 | The Quay Post\n      | ^^^^^^^^^^^^^" in out


def test_files_of_different_settings_are_compared(folder: Path) -> None:
    repeated(folder, "The Quay Post")
    (folder / "copydesk.toml").write_text(
        '[[overrides]]\nfiles = ["0.txt", "1.txt", "2.txt"]\nignore = ["style"]\n'
        '[overrides.severity]\n"residue/repeated-line" = "warning"\n'
    )
    found = across("--select", "residue")
    assert [(d["path"], d["severity"]) for d in found] == [
        (f"{n}.txt", "warning" if n < 3 else "info") for n in range(6)
    ]


def test_files_with_other_options_of_the_rule_are_not_compared(folder: Path) -> None:
    repeated(folder, "The Quay Post")
    (folder / "copydesk.toml").write_text(
        '[[overrides]]\nfiles = ["0.txt", "1.txt"]\n[overrides.rules."residue/repeated-line"]\nfiles = 4\n'
    )
    assert across("--select", "residue") == []


def test_templates_in_markdown_are_text_where_nothing_fills_them_in(folder: Path) -> None:
    (folder / "a.md").write_text("The ferry sails to {{ place }} again, the mayor said.\n")
    (folder / "b.md").write_text("The ferry sails to {{ place }} again, the mayor said.\n")
    assert copydesk("check", "--output-format", "concise").out.startswith("Checked 2 files: 0 errors")
    (folder / "copydesk.toml").write_text(
        'templates = false\n[[overrides]]\nfiles = ["b.md"]\ntemplates = true\n'
    )
    out = copydesk("check", "--output-format", "concise").out
    assert out.startswith("a.md:1:20: warning residue/template-slot “{{ place }}”")
    assert "b.md" not in out


def test_a_label_is_furniture_as_the_last_line_alone(catalogue: Catalogue) -> None:
    settings = RuleSettings(select=("residue",), language="en")
    article = "The council of Oudeveen agreed the budget on Tuesday evening, after five hours."
    last = lint_text(catalogue, f"{article}\n\nFacebook\n", settings=settings)
    assert found_text(last) == [("residue/share-button", "Facebook")]
    link = lint_text(catalogue, f"{article}\n\n[Facebook](/us)\n", format="markdown", settings=settings)
    assert ids(link) == []
    between = lint_text(catalogue, f"{article}\n\nFacebook\n\n{article}\n", settings=settings)
    assert ids(between) == []


def test_a_line_among_furniture_says_between_what_it_stands(catalogue: Catalogue) -> None:
    article = "The council of Oudeveen agreed the budget on Tuesday evening, after five hours."
    text = f"{article}\n\n{article}!\n\nShare this article\n\nAnna Terbeek\n\nLeave a Reply\n"
    result = lint_text(catalogue, text, settings=RuleSettings(select=("residue",), language="en"))
    messages = [part.message for part in result.diagnostics[0].related if part.rule == "residue/page-line"]
    stands = "stands between “Share this article” and “Leave a Reply”"
    assert messages == [f"“Anna Terbeek” {stands}, and reads like the page and not like the article"]


def test_a_headline_and_full_paragraphs_are_never_furniture_by_their_neighbours(catalogue: Catalogue) -> None:
    paragraphs = [
        f"The {what} of Oudeveen was the last to speak, and spoke for an hour about the quay."
        for what in ("mayor", "ferryman", "harbour master", "baker")
    ]
    text = "\n\n".join(
        [
            "Home > News",
            "Oudeveen keeps its ferry for another year",
            "5 min read",
            *(line for paragraph in paragraphs for line in (paragraph, "Advertisement")),
            "Leave a Reply",
        ]
    )
    result = lint_text(catalogue, text, settings=RuleSettings(select=("residue",), language="en"))
    found = {
        line for d in result.diagnostics for line in text.split("\n")[d.start.line - 1 : d.end.line] if line
    }
    assert found == {"Home > News", "5 min read", "Advertisement", "Leave a Reply"}


BODY = (
    "The council of Oudeveen agreed the budget on Tuesday evening, after five hours of talks about the quay."
)


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        (f"Log in\n\nFor Hire Boats\n\nShare this article\n\n{BODY}\n\n{BODY}\n\n{BODY}\n", "For Hire Boats"),
        (
            f"Skip to content\n\nFree Harbour Guide\n\nGet a Quote\n\n{BODY}\n\n{BODY}\n\n{BODY}\n",
            "Free Harbour Guide",
        ),
    ],
)
def test_the_headline_of_a_plain_text_is_never_furniture(
    text: str, headline: str, catalogue: Catalogue
) -> None:
    result = lint_text(catalogue, text, settings=RuleSettings(select=("residue",), language="en"))
    at = text.index(headline)
    assert not any(d.start.offset <= at < d.end.offset for d in result.diagnostics)


@pytest.mark.parametrize(
    "terms",
    [
        "## Glossary\n\nSluice\n\nTow path\n\nCookies\n\nNewsletter\n\nQuay\n\n",
        "## Glossary\n\n- Sluice\n- Tow path\n- Cookies\n- Newsletter\n- Quay\n\n",
        "## Glossary\n\n### Sluice\n\n### Tow path\n\n### Newsletter\n\n### Cookies\n\n",
    ],
)
def test_terms_under_a_heading_are_the_articles(terms: str, catalogue: Catalogue) -> None:
    settings = RuleSettings(select=("residue",), language="en")
    text = f"# The words of the ferrymen\n\n{BODY}\n\n{BODY}\n\n{terms}"
    for after in ("", "Share this article\n\nLeave a Reply\n"):
        result = lint_text(catalogue, text + after, format="markdown", settings=settings)
        assert [d.start.offset for d in result.diagnostics] == ([len(text)] if after else [])


def test_links_under_a_heading_of_the_page_are_furniture(catalogue: Catalogue) -> None:
    settings = RuleSettings(select=("residue",), language="en")
    page = "## The Quay Post\n\n- [About](/a)\n- [Cookies](/c)\n- [Newsletter](/n)\n- [Quay](/q)\n"
    result = lint_text(catalogue, f"# A ferry\n\n{BODY}\n\n{page}", format="markdown", settings=settings)
    assert len(result.diagnostics) == 1


ENGLISH = (
    "The ferry company said on Tuesday that it would appeal against the fine. Its owner, Mara Quill, told "
    "reporters in the harbour that the council had never warned her about the rule, and that nobody else had "
    "been asked to pay."
)
DUTCH = (
    "De rederij zei dinsdag dat zij in beroep gaat tegen de boete van de gemeente. Eigenaar Mara Quill "
    "vertelde verslaggevers in de haven dat de gemeente haar nooit had gewaarschuwd voor de regel en dat "
    "niemand anders hoefde te betalen."
)


@pytest.mark.parametrize(("first", "second"), [(DUTCH, ENGLISH), (ENGLISH, DUTCH)])
@pytest.mark.parametrize(
    "page", ["Leave a Reply", "Share this article", "Geef een reactie", "Deel dit artikel"]
)
def test_furniture_of_both_languages_of_a_mixed_text_is_found(
    first: str, second: str, page: str, catalogue: Catalogue
) -> None:
    text = f"{first}\n\n{second}\n\n{first}\n\n{second}\n\n{page}\n"
    result = lint_text(catalogue, text, settings=RuleSettings(select=("residue",)))
    assert [found for _, found in found_text(result)] == [page]


def test_english_furniture_in_an_english_block_of_a_dutch_page_is_found(catalogue: Catalogue) -> None:
    text = f'<div lang="nl"><p>{DUTCH}</p><div lang="en"><p>{ENGLISH}</p><p>Leave a Reply</p></div></div>'
    result = lint_text(
        catalogue, text, format="html", settings=RuleSettings(select=("residue",), language="nl")
    )
    assert [found for _, found in found_text(result)] == ["Leave a Reply"]
