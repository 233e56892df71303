"""What each format prints of findings, and nothing that a program or a terminal trips over."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

import pytest

from linter.document.source import Source
from linter.engine.lint import Result
from linter.engine.run import Summary
from linter.model import Diagnostic, Edit, Fact, Fix, Location, Position, Related, Severity, Span
from linter.reporters import FORMATS, Style, make_reporter
from linter.reporters.text import snippet
from tests.commands import FORM, VAGUE, check, lines, write

SHARE = "Share this article\nFacebook\nWhatsApp\n"
KEYS = ["path", "rule", "severity", "message", "start", "end", "related", "fix"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def diagnostic(source: Source, start: int, end: int, **fields: Any) -> Diagnostic:
    places = source.position(start), source.position(end)
    fields = {"severity": Severity.WARNING, "message": "it is so", **fields}
    return Diagnostic(source.path, "ferry/late", start=places[0], end=places[1], **fields)


def printed(format: str, *results: Result, **style: bool) -> str:
    stream = io.StringIO()
    reporter = make_reporter(format, stream, Style(**style))
    for result in results:
        reporter.file(result)
    reporter.end(Summary(files=len(results)))
    return stream.getvalue()


def full(source: Source, *found: Diagnostic, **style: bool) -> list[str]:
    return lines(printed("full", Result(source.path, source, found), **style))[:-1]


class TestFull:
    def test_it_shows_the_line_and_a_caret(self) -> None:
        source = Source("a.txt", "One.\nThe ferry sails late.\n")
        assert full(source, diagnostic(source, 9, 14)) == [
            "a.txt:2:5: warning ferry/late it is so",
            "    2 | The ferry sails late.",
            "      |     ^^^^^",
            "",
        ]

    def test_it_shows_related_places_and_the_fix(self) -> None:
        source = Source("a.txt", "The ferry sails late.\n")
        places = Position(4, 1, 5), Position(9, 1, 10)
        related = (
            Related("a.txt", *places, "the ferry"),
            Related("b.txt", *places, "another ferry", "ferry/other"),
        )
        found = diagnostic(source, 0, 3, related=related, fix=Fix("Leave it out", (), "safe"))
        assert full(source, found)[3:] == [
            "      = 1:5: the ferry",
            "      = b.txt:1:5: another ferry (ferry/other)",
            "      = fix (safe): Leave it out",
            "",
        ]
        for count, last in ((6, "and 1 more place"), (7, "and 2 more places")):
            many = full(source, diagnostic(source, 0, 3, related=related[:1] * count))
            assert many[-2] == f"      = {last}"

    def test_a_finding_over_several_lines_says_where_it_ends(self) -> None:
        source = Source("a.txt", "One.\r\nLeave a Reply\r\nName\r\nEmail\r\nTwo.\r\n")
        start = source.text.index("Leave")
        assert full(source, diagnostic(source, start, source.text.index("Two") - 2))[1:3] == [
            "    2 | Leave a Reply",
            "      | ^^^^^^^^^^^^^ … to line 4",
        ]

    def test_of_a_long_line_it_shows_the_part_around_the_finding(self) -> None:
        source = Source("a.txt", "before " * 50 + "HERE" + " after" * 50)
        start = source.text.index("HERE")
        line, caret = full(source, diagnostic(source, start, start + 4))[1:3]
        assert line.startswith("    1 | …")
        assert line.endswith("…")
        assert len(line) <= 110
        assert line[caret.index("^") : caret.rindex("^") + 1] == "HERE"

    def test_the_ends_of_a_long_line_have_no_dots(self) -> None:
        source = Source("a.txt", "x " * 200)
        assert snippet(source, source.position(0), source.position(1))[0] == "x " * 50 + "…"
        assert snippet(source, source.position(399), source.position(400))[0].endswith("x ")

    def test_a_caret_longer_than_the_line_shown_stops_with_it(self) -> None:
        source = Source("a.txt", "x" * 500)
        text, column, length = snippet(source, source.position(200), source.position(450))
        assert column + length == len(text) - 1

    @pytest.mark.parametrize(
        ("before", "cells"),
        [
            ("abc", 3),
            ("渡し船", 6),
            ("Cafe\u0301", 4),
            ("\t", 1),
            ("e\u200b\ufeff", 1),
            ("\u2028", 1),
            ("😀", 2),
        ],
    )
    def test_the_caret_stands_under_the_finding(self, before: str, cells: int) -> None:
        source = Source("a.txt", f"{before}HERE")
        assert snippet(source, source.position(len(before)), source.position(len(source.text)))[1:] == (
            cells,
            4,
        )

    def test_a_finding_of_no_length_has_a_caret(self) -> None:
        source = Source("a.txt", "")
        assert full(source, diagnostic(source, 0, 0))[1:3] == ["    1 | ", "      | ^"]

    def test_a_terminal_obeys_nothing_of_an_article(self) -> None:
        source = Source("a\n\x1b[2J.txt", "\x1b[31mred\x07 \u2028 \x9b")
        title = Fix("Mend \x1b", (), "safe")
        shown = printed(
            "full", Result(source.path, source, (diagnostic(source, 0, 5, message="“\x1b[0m”", fix=title),))
        )
        assert not set(shown) & {"\x1b", "\x07", "\x9b", "\u2028"}
        assert lines(shown)[0] == "a\\n\\x1b[2J.txt:1:1: warning ferry/late “\\x1b[0m”"

    def test_colours_stand_around_the_severity_and_the_caret(self) -> None:
        source = Source("a.txt", "The ferry")
        head, _, caret, _ = full(source, diagnostic(source, 0, 3), color=True)
        assert head == "a.txt:1:1: \033[33m\033[1mwarning\033[0m ferry/late it is so"
        assert caret == "      | \033[33m^^^\033[0m"

    def test_a_zone_names_its_parts(self, folder: Path) -> None:
        write(folder, a_txt=f"{FORM.splitlines()[0]}\n\n{SHARE}")
        shown = lines(check().out)
        assert shown[0].startswith("a.txt:3:1: error residue/share ")
        assert shown[2] == "      | ^^^^^^^^^^^^^^^^^^ … to line 5"
        assert shown[3].startswith("      = 3:1: ")
        assert shown[3].endswith("(residue/share)")
        assert shown[4].startswith("      = 4:1: ")
        assert shown[4].endswith("(residue/share-button)")


def test_concise_is_one_line_a_finding(folder: Path) -> None:
    write(folder, a_txt=VAGUE, b_txt=SHARE)
    shown = lines(check("--output-format", "concise").out)
    assert shown[0] == "a.txt:1:1: warning figures/vague-source “Studies show” is no source for 60%: name it"
    assert shown[1].startswith("b.txt:1:1: error residue/share ")
    assert shown[2].startswith("Checked 2 files")


class TestJsonLines:
    def test_it_is_the_contract(self, folder: Path) -> None:
        (folder / "a.txt").write_bytes(("\ufeff😀 A word.\r\n\r\n" + VAGUE).encode())
        (found,) = [json.loads(line) for line in lines(check("--output-format", "json-lines").out)]
        assert list(found) == KEYS
        # Code points: the emoji is one, a byte order mark none, a line end of two is two.
        assert found == {
            "path": "a.txt",
            "rule": "figures/vague-source",
            "severity": "warning",
            "message": "“Studies show” is no source for 60%: name it",
            "start": {"offset": 13, "line": 3, "column": 1},
            "end": {"offset": 25, "line": 3, "column": 13},
            "related": [
                {
                    "path": "a.txt",
                    "start": {"offset": 31, "line": 3, "column": 19},
                    "end": {"offset": 34, "line": 3, "column": 22},
                    "message": "the figure",
                }
            ],
            "fix": None,
        }

    def test_a_part_that_another_rule_knew_has_its_name(self, folder: Path) -> None:
        write(folder, a_txt=SHARE)
        (found,) = [json.loads(line) for line in lines(check("--output-format", "json-lines").out)]
        assert [list(part) for part in found["related"]] == [["path", "start", "end", "message", "rule"]] * 3
        assert {part["rule"] for part in found["related"]} == {"residue/share", "residue/share-button"}

    def test_a_fix_has_its_edits(self, folder: Path) -> None:
        write(folder, a_txt="He was accused of not spelled out the reasons.\n")
        (found,) = [json.loads(line) for line in lines(check("--output-format", "json-lines").out)]
        assert list(found["fix"]) == ["title", "safety", "edits"]
        assert found["fix"]["safety"] == "unsafe"
        assert found["fix"]["edits"] == [{"start": 22, "end": 29, "text": "spelling"}]

    def test_info_is_among_them(self, folder: Path) -> None:
        write(folder, a_txt=VAGUE)
        config = ("--config", "severity.figures='info'", "--output-format", "json-lines")
        (found,) = [json.loads(line) for line in lines(check(*config).out)]
        assert found["severity"] == "info"

    def test_nothing_found_is_nothing_printed(self, folder: Path) -> None:
        write(folder, a_txt="The ferry sails.\n")
        assert check("--output-format", "json-lines", "--select", "residue/to-top").out == ""

    def test_what_ends_a_line_elsewhere_ends_none(self) -> None:
        source = Source("a\u2028\x85\u2029\n.txt", "text")
        shown = printed("json-lines", Result(source.path, source, (diagnostic(source, 0, 1),)))
        assert len(shown.splitlines()) == 1
        assert json.loads(shown)["path"] == source.path


class TestJson:
    def test_it_is_one_object(self, folder: Path) -> None:
        write(folder, a_txt=VAGUE, b_txt=FORM)
        (folder / "c.txt").write_bytes(b"\0")
        report = json.loads(check("--output-format", "json").out)
        assert [list(found) for found in report["diagnostics"]] == [KEYS] * 3
        assert [found["path"] for found in report["diagnostics"]] == ["a.txt", "b.txt", "c.txt"]
        assert report["not_checked"] == [{"path": "c.txt", "reason": "holds a NUL byte at byte 0"}]
        assert report["failures"] == []
        assert report["summary"] == {
            "files": 2,
            "errors": 2,
            "warnings": 1,
            "infos": 0,
            "tallies": {"figures without a source": 1},
        }

    def test_without_findings_it_is_one_too(self, folder: Path) -> None:
        write(
            folder, a_txt="De veerpont van Oudeveen vaart maandag weer, zei de burgemeester gisteren.\n" * 3
        )
        report = json.loads(check("--output-format", "json", "--select", "grammar/not-participle").out)
        assert report["diagnostics"] == []
        assert report["without_data"] == [{"language": "nl", "files": 1, "rules": 1}]

    def test_rules_that_failed_are_in_it(self) -> None:
        from linter.model import Failure

        failed = Result("a.txt", None, failures=(Failure("a.txt", "ferry/late", "TypeError: no", "…"),))
        report = json.loads(printed("json", failed))
        assert report["failures"] == [{"path": "a.txt", "rule": "ferry/late", "cause": "TypeError: no"}]


class TestLsp:
    def published(self, *results: Result) -> list[Any]:
        return [json.loads(line) for line in lines(printed("lsp", *results))]

    def test_it_publishes_each_file_once_clean_ones_too(self, folder: Path) -> None:
        write(folder, a_txt=VAGUE + FORM, b_txt="The ferry sails.\n")
        first, second = [json.loads(line) for line in lines(check("--output-format", "lsp").out)]
        assert list(first) == list(second) == ["uri", "diagnostics"]
        assert first["uri"] == (folder / "a.txt").as_uri()
        assert len(first["diagnostics"]) == 2
        assert second["diagnostics"] == []

    def test_a_diagnostic_is_that_of_the_protocol(self, folder: Path) -> None:
        text = f"😀 A word in Oudeveen. {VAGUE}"
        write(folder, a_txt=text)
        (published,) = [json.loads(line) for line in lines(check("--output-format", "lsp").out)]
        (found,) = published["diagnostics"]
        start = text.index("Studies") + 1
        assert found == {
            "range": {
                "start": {"line": 0, "character": start},
                "end": {"line": 0, "character": start + 12},
            },
            "severity": 2,
            "code": "figures/vague-source",
            "codeDescription": {
                "href": "https://copydesk.readthedocs.io/en/latest/rules/figures/vague-source/"
            },
            "source": "copydesk",
            "message": "“Studies show” is no source for 60%: name it",
            "relatedInformation": [
                {
                    "location": {
                        "uri": published["uri"],
                        "range": {
                            "start": {"line": 0, "character": start + 18},
                            "end": {"line": 0, "character": start + 21},
                        },
                    },
                    "message": "the figure",
                }
            ],
        }

    def test_severities_are_those_of_the_protocol(self) -> None:
        source = Source("a.txt", "The ferry")
        found = tuple(diagnostic(source, 0, 3, severity=severity) for severity in reversed(Severity))
        (published,) = self.published(Result("a.txt", source, found))
        assert [item["severity"] for item in published["diagnostics"]] == [1, 2, 3]

    def test_what_is_judged_over_several_files_joins_what_was_found_in_one(self) -> None:
        """A second publication would take the place of the first."""
        one, other = Source("a.txt", "😀 The ferry"), Source("b.txt", "😀😀 The ferry")
        there = Location("b.txt", other.position(3), other.position(6))
        fact = (("ferry/late", "ferry", Fact(there, None)),)
        judged = diagnostic(one, 2, 5, related=(Related(*there, "also here"),))
        first, second = self.published(
            Result("a.txt", one, (diagnostic(one, 6, 11),), facts=fact),
            Result("b.txt", other, facts=fact),
            Result("a.txt", None, (judged,)),
            Result("", None),
        )
        assert [found["range"]["start"]["character"] for found in first["diagnostics"]] == [7, 3]
        (related,) = first["diagnostics"][1]["relatedInformation"]
        assert related["location"]["uri"] == second["uri"]
        assert related["location"]["range"]["start"]["character"] == 5
        assert second["diagnostics"] == []

    def test_standard_input_has_no_file(self) -> None:
        ended = check("--output-format", "lsp", "-", stdin=b"The ferry sails.\n")
        assert json.loads(ended.out)["uri"].startswith("untitled:")


@pytest.mark.parametrize("format", ["json-lines", "lsp"])
def test_what_a_program_does_not_see_stands_on_standard_error(folder: Path, format: str) -> None:
    (folder / "a.txt").write_bytes(b"\0")
    write(folder, b_txt="De veerpont van Oudeveen vaart maandag weer, zei de burgemeester gisteren.\n" * 3)
    ended = check(
        "--output-format", format, "--select", "grammar/not-participle", "a.txt", "b.txt", "gone.txt"
    )
    assert ended.status == 2
    assert ended.err.splitlines() == [
        "a.txt: not checked: it holds a NUL byte at byte 0",
        "gone.txt: not checked: it does not exist",
        "1 file in “nl”: 1 rule has no data for it (--show-coverage names them).",
    ]


NAMES = ["a b.txt", 'it\'s “q” "d".txt', "café 渡し船 😀.txt", "100%.txt", "a#b?c.txt", "-a.txt"]
if os.name == "posix":
    NAMES += ["a\\b:c.txt", "new\nline.txt", "\x1b[31m.txt", os.fsdecode(b"caf\xe9\xff.txt")]


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_odd_names_break_no_format(folder: Path, name: str, format: str) -> None:
    path = folder / "sub" / name
    path.parent.mkdir()
    path.write_text(VAGUE)
    for output in ((), ("--output-file", str(folder / "report"))):
        ended = check("--output-format", format, *output, "sub", "sub/gone")
        assert ended.status == 2
        assert "Traceback" not in ended.err
        report = (folder / "report").read_bytes().decode("utf-8", "surrogateescape") if output else ended.out
        shown = os.path.join("sub", name)
        if format == "json-lines":
            report.encode()  # is UTF-8 whatever the name
            assert shown in {json.loads(line)["path"] for line in lines(report)}
        elif format == "lsp":
            uris = [json.loads(line)["uri"] for line in lines(report)]
            assert os.fsencode(path) in {unquote_to_bytes(uri.removeprefix("file://")) for uri in uris}
        elif format == "json":
            assert shown in {found["path"] for found in json.loads(report)["diagnostics"]}
        else:
            assert "figures/vague-source" in report
            assert name.isprintable() == (shown in report) or "caf" in name


def test_a_fix_is_printed_as_edits_of_the_source() -> None:
    source = Source("a.txt", "The ferry")
    fix = Fix("Leave it out", (Edit(Span(0, 4), ""),), "safe")
    shown = json.loads(printed("json-lines", Result("a.txt", source, (diagnostic(source, 0, 3, fix=fix),))))
    assert shown["fix"] == {
        "title": "Leave it out",
        "safety": "safe",
        "edits": [{"start": 0, "end": 4, "text": ""}],
    }
