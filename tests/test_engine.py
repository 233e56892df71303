"""The engine: one pass, isolated failures, zones, facts, fixes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from linter.checks.lines import keys_of
from linter.config.configuration import Configuration
from linter.config.settings import RuleSettings
from linter.document.source import Source
from linter.engine.judge import judge
from linter.engine.lint import lint
from linter.engine.plan import Plan
from linter.engine.run import Run
from linter.files import Found
from linter.kept import Kept
from linter.model import Severity
from linter.rules.catalogue import Catalogue
from linter.rules.packs import read_package
from linter.rules.rule import RuleFileError
from tests.linting import found_text, ids, lint_text

HEADER = """
check    = "{check}"
severity = "warning"
since    = "0.1"
summary  = "A test."
message  = "{message}"
why      = "To test."
"""


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A stranger's package `stranger` with the pack `test`, on the path."""
    folder = tmp_path / "stranger" / "test"
    folder.mkdir(parents=True)
    (tmp_path / "stranger" / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield folder
    for name in [name for name in sys.modules if name.split(".")[0] == "stranger"]:
        del sys.modules[name]


def write_rule(pack: Path, name: str, rest: str = "", *, check: str = "", message: str = "{match}") -> None:
    check = check or f".{name.replace('-', '_')}"
    (pack / f"{name}.toml").write_text(HEADER.format(check=check, message=message) + rest, "utf-8")


def stranger() -> Catalogue:
    return Catalogue(read_package("stranger", Kept()).rules)


def write_check(pack: Path, name: str, body: str) -> None:
    source = (
        "from dataclasses import dataclass\nfrom linter import *\n"
        "from linter import Fact, Fix, Edit, Hit, Note, Span, Location\n"
        "@dataclass(frozen=True)\nclass Options:\n    word: str = 'ferry'\n" + body
    )
    (pack / f"{name.replace('-', '_')}.py").write_text(source, "utf-8")


def test_a_check_that_raises_costs_its_rule_on_that_file_only(pack: Path) -> None:
    write_rule(pack, "broken")
    write_check(
        pack,
        "broken",
        "def check(document, options):\n"
        "    yield Hit(Span(0, 1))\n"
        "    if 'bridge' in document.text: raise ValueError('no bridges')\n",
    )
    write_rule(pack, "sound", '[options.patterns]\nen = ["bridge"]\n', check="patterns")
    plan = Plan(stranger(), RuleSettings(language="en"))
    broken = lint(Source("a.txt", "The bridge is closed."), plan)
    assert ids(broken) == ["test/sound"]
    assert [(f.path, f.rule, f.cause) for f in broken.failures] == [
        ("a.txt", "test/broken", "ValueError: no bridges")
    ]
    assert "raise ValueError" in broken.failures[0].traceback
    sound = lint(Source("b.txt", "The ferry is late."), plan)
    assert ids(sound) == ["test/broken"]
    assert not sound.failures


def test_a_rule_with_an_unusable_pattern_fails_alone(pack: Path) -> None:
    write_rule(pack, "bad", '[options.patterns]\nen = ["(ferry"]\n', check="patterns")
    write_rule(pack, "good", '[options.patterns]\nen = ["ferry"]\n', check="patterns")
    result = lint(Source("a.txt", "The ferry is late."), Plan(stranger(), RuleSettings(language="en")))
    assert ids(result) == ["test/good"]
    assert [failure.rule for failure in result.failures] == ["test/bad"]


def test_a_message_that_cannot_be_filled_is_a_failure_of_its_rule(pack: Path) -> None:
    write_rule(pack, "words", '[options.patterns]\nany = ["ferry"]\n', check="patterns", message="{missing}")
    result = lint(Source("a.txt", "The ferry is late."), Plan(stranger(), RuleSettings()))
    assert [(f.rule, f.cause) for f in result.failures] == [("test/words", "KeyError: 'missing'")]


def test_a_parser_that_raises_costs_its_file_only(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr("linter.engine.lint.parse", broken)
    result = lint_text(catalogue, "The ferry is late.")
    assert result.unchecked == "could not be parsed"
    assert [f.cause for f in result.failures] == ["RecursionError: too deep"]


def test_checks_by_block_get_the_blocks_of_their_languages(pack: Path) -> None:
    write_rule(pack, "blocks", 'languages = ["en"]\n')
    write_check(
        pack,
        "blocks",
        "def check_blocks(blocks, options):\n"
        "    for block in blocks:\n"
        "        at = block.text.find(options.word)\n"
        "        if at >= 0:\n"
        "            span = Span(at, at + len(options.word))\n"
        "            yield block, Hit(span, notes=(Note(Span(0, 1), block.lang),),\n"
        "                             fix=Fix('x', (Edit(span, 'boat'),)))\n",
    )
    text = '<p>The ferry waits.</p><p lang="nl">De ferry wacht.</p><p>No <b>fer</b>ry.</p>'
    result = lint(Source("a.html", text), Plan(stranger(), RuleSettings(language="en")))
    assert found_text(result) == [("test/blocks", "ferry"), ("test/blocks", "fer</b>ry")]
    first, second = result.diagnostics
    assert [related.message for related in first.related] == ["en"]
    assert first.fix is not None
    assert first.fix.edits[0].span == (first.start.offset, first.end.offset)
    assert second.fix is None, "a fix that would cross markup is withheld"


def test_facts_of_several_files_are_judged_together(pack: Path) -> None:
    write_rule(pack, "across", message="{count} articles say “{match}”")
    write_check(
        pack,
        "across",
        "def facts(document, options):\n"
        "    for block in document.prose:\n"
        "        yield block.text, Fact(document.location(block.span), len(block.text))\n"
        "def judge(key, facts):\n"
        "    if len(facts) > 1:\n"
        "        first, *others = facts\n"
        "        notes = tuple(Note(fact.location, 'also here') for fact in others)\n"
        "        yield first.location, Hit(Span(0, 0), {'count': str(len(facts))}, notes)\n",
    )
    plan = Plan(stranger(), RuleSettings(language="en"))
    texts = {"a.txt": "The ferry waits.", "b.txt": "Late.\n\nThe ferry waits."}
    facts = [fact for path, text in texts.items() for fact in lint(Source(path, text), plan).facts]
    found, failures = judge(plan, facts)
    assert not failures
    assert [(d.path, d.rule, d.message, d.start.line) for d in found] == [
        ("a.txt", "test/across", "2 articles say “The ferry waits.”", 1)
    ]
    assert [(r.path, r.start.line) for r in found[0].related] == [("b.txt", 3)]


def test_a_judgement_that_raises_is_a_failure(pack: Path) -> None:
    write_rule(pack, "across")
    write_check(
        pack,
        "across",
        "def facts(document, options):\n    yield 'k', Fact(document.location(Span(0, 1)), None)\n"
        "def judge(key, facts):\n    raise KeyError('lost')\n",
    )
    plan = Plan(stranger(), RuleSettings(language="en"))
    found, failures = judge(plan, lint(Source("a.txt", "Text."), plan).facts)
    assert not found
    assert failures[0].rule == "test/across"


def test_a_check_that_is_not_certain_lowers_one_finding(pack: Path) -> None:
    write_rule(pack, "unsure")
    write_check(pack, "unsure", "def check(document, options):\n    yield Hit(Span(0, 3), certain=False)\n")
    result = lint(Source("a.txt", "The ferry."), Plan(stranger(), RuleSettings(language="en")))
    assert [d.severity for d in result.diagnostics] == [Severity.INFO]


def test_a_check_is_not_imported_when_its_cues_do_not_stand_in_the_text(pack: Path) -> None:
    write_rule(pack, "cued", '[cues]\nen = ["ferry"]\n')
    (pack / "cued.py").write_text("raise RuntimeError('imported')\n", "utf-8")
    plan = Plan(stranger(), RuleSettings(language="en"))
    assert not lint(Source("a.txt", "The bridge is closed."), plan).failures
    assert [f.cause for f in lint(Source("a.txt", "The Ferry waits."), plan).failures] == [
        "RuntimeError: imported"
    ]


def test_sentences_are_not_split_unless_a_rule_asks(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sentencex", None)
    text = "The council met on Tuesday. It agreed the budget. “Fine,” the mayor said.\n\nLeave a Reply\n"
    assert not lint_text(catalogue, text).failures
    asked = lint_text(catalogue, "Studies show that 60% of ferries sail late.\n")
    assert [failure.rule for failure in asked.failures] == ["figures/vague-source"]


# Zones


def test_touching_lines_are_one_finding_with_the_rule_of_each(catalogue: Catalogue) -> None:
    paragraph = "The council of Oudeveen agreed the budget on Tuesday evening."
    text = f"{paragraph}\n\nBy Teun Vos\n\nLeave a Reply\nShare this:\n"
    result = lint_text(catalogue, text)
    assert found_text(result) == [("residue/comment-form", "By Teun Vos\n\nLeave a Reply\nShare this:")]
    found = result.diagnostics[0]
    assert [(part.rule, part.start.line) for part in found.related] == [
        ("residue/byline", 3),
        ("residue/comment-form", 5),
        ("residue/share", 6),
    ]
    assert found.message == (
        "“Leave a Reply” is left over from a comment form (line 5);"
        " 3 lines of page furniture stand together here"
    )


def test_a_zone_is_named_by_a_rule_that_is_selected(catalogue: Catalogue) -> None:
    text = "The council of Oudeveen agreed the budget on Tuesday evening.\n\nBy Teun Vos\n\nLeave a Reply\n"
    only = lint_text(catalogue, text, settings=RuleSettings(select=("residue/byline",)))
    assert found_text(only) == [("residue/byline", "By Teun Vos\n\nLeave a Reply")]
    none = lint_text(catalogue, text, settings=RuleSettings(select=("residue/share",)))
    assert ids(none) == []


def test_other_rules_do_not_read_furniture(catalogue: Catalogue) -> None:
    text = (
        "The council of Oudeveen agreed the budget on Tuesday evening, after six hours.\n\nLeave a Reply\n\n"
        "The quay is to be paved, the ferry painted and the bridge raised, the mayor of Oudeveen said.\n\n"
        "Leave a Reply\n\nNobody on the quay believed that, and many said so in the rain that night.\n"
    )
    assert ids(lint_text(catalogue, text)) == ["residue/comment-form"] * 2


def test_a_title_over_furniture_is_still_the_title(catalogue: Catalogue) -> None:
    paragraph = "The firm that runs the ferry to Lage Wiel must pay a fine, a court in Oudeveen ruled."
    text = (
        "Council Says Firm Failed to Discuss Noise Complaints\n\nShare this article\n\n"
        f"{paragraph}\n\nCouncil Says Firm Failed to Discuss Safety Complaints\n\n{paragraph[:-1]} today.\n"
    )
    found = lint_text(catalogue, text).diagnostics
    assert [(d.rule, d.start.line) for d in found] == [("residue/share", 3), ("structure/similar-heading", 7)]


# Generic kinds


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("étude", "Une étude, des études, l’étude.", ["étude", "étude"]),
        ("top", "éTop Topé top Top.", ["top", "Top"]),
        ("één", "ÉÉN of één; heen en éénmaal.", ["ÉÉN", "één"]),
        ("größe", "Größe, Übergröße, GRÖSSE, Größenwahn", ["Größe"]),
        ("cafe", "cafe\u0301 cafe", ["cafe"]),
        ("per cent", "per\u00a0cent and per\ncent", ["per\u00a0cent", "per\ncent"]),
        ("a|a b", "a b", ["a b"]),
    ],
)
def test_patterns_match_whole_words_of_any_script(
    pack: Path, pattern: str, text: str, found: list[str]
) -> None:
    write_rule(pack, "words", f'[options.patterns]\nany = ["{pattern}"]\n', check="patterns")
    result = lint(Source("a.md", text), Plan(stranger(), RuleSettings()))
    assert [piece for _, piece in found_text(result)] == found


def test_named_groups_narrow_a_pattern_and_fill_the_message(pack: Path) -> None:
    rest = '[options.patterns]\nany = ["the (?P<span>(?P<adjective>old|new) ferry)"]\n'
    write_rule(pack, "words", rest, check="patterns", message="{adjective}: {match}")
    result = lint(Source("a.txt", "Then the old ferry left."), Plan(stranger(), RuleSettings()))
    assert found_text(result) == [("test/words", "old ferry")]
    assert result.diagnostics[0].message == "old: old ferry"


def test_the_regex_engine_looks_around_and_is_timed(pack: Path) -> None:
    rest = 'options = {engine = "regex", patterns = {any = ["ferry(?! firm)"]}}\n'
    write_rule(pack, "around", rest, check="patterns")
    slow = 'options = {engine = "regex", timeout = 0.05, patterns = {any = ["(a|aa)+$"]}}\n'
    write_rule(pack, "slow", slow, check="patterns")
    text = "The ferry firm lost a ferry. " + "a" * 60 + "b"
    result = lint(Source("a.txt", text), Plan(stranger(), RuleSettings()))
    assert [(d.rule, d.start.offset) for d in result.diagnostics] == [("test/around", 22)]
    assert [(f.rule, f.cause.split(":")[0]) for f in result.failures] == [("test/slow", "TimeoutError")]


def line_key(text: str) -> str:
    (key,) = keys_of([text])
    return key


def test_lines_are_compared_without_case_numbers_and_ornaments() -> None:
    assert line_key("  » 1,204 Views… ") == line_key("3 views")
    assert line_key("Leave a  Reply") == line_key("LEAVE A REPLY *")
    assert line_key("Leave a Reply.") == line_key("Leave a Reply!")
    assert line_key("Vind-ik-leuk’s") == line_key("Vind-ik-leuk's")
    assert line_key("5 comments") != line_key("comments")
    assert keys_of(["5 Comments »", "Share’s", "…"]) == [line_key("5 Comments »"), line_key("Share’s")]


def test_a_line_that_runs_on_from_another_is_not_whole(catalogue: Catalogue) -> None:
    text = (
        "The mayor of Oudeveen asked all those who had come to the quay that evening to\n"
        "tell their neighbours, their friends and whoever else might be on the ferry to\n"
        "Lage Wiel in the morning, so that nobody would stand there in vain, and then to\n"
        "share this\n"
    )
    assert ids(lint_text(catalogue, text)) == []
    assert ids(lint_text(catalogue, text, format="markdown")) == []
    alone = text.replace("\nshare", "\n\nshare")
    assert ids(lint_text(catalogue, alone)) == ["residue/share"]


# Selection


def test_selection_by_pack_rule_and_severity(catalogue: Catalogue) -> None:
    text = "The council agreed the budget of Oudeveen on Tuesday evening.\n\nLeave a Reply\n"
    ignored = RuleSettings(ignore=("residue",))
    assert ids(lint_text(catalogue, text, settings=ignored)) == []
    named = RuleSettings(ignore=("residue",), extend_select=("residue/comment-form",))
    assert ids(lint_text(catalogue, text, settings=named)) == ["residue/comment-form"]
    lowered = RuleSettings(severity={"residue": Severity.INFO})
    assert [d.severity for d in lint_text(catalogue, text, settings=lowered).diagnostics] == [Severity.INFO]


def test_a_rule_without_data_for_a_language_says_so(catalogue: Catalogue) -> None:
    settings = RuleSettings(language="fr")
    text = "D'après des experts, le bac coûte 4 millions d'euros.\n"
    result = lint_text(catalogue, text, settings=settings)
    assert ids(result) == []
    assert "figures/vague-source" in result.without_data
    assert "structure/empty-heading" not in result.without_data


def test_readability_loads_textstat_only_when_it_is_on(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "textstat", None)
    text = "The council met in the hall. " * 60
    assert not lint_text(catalogue, text).failures
    on = lint_text(catalogue, text, settings=RuleSettings(extend_select=("style/readability",)))
    assert [failure.rule for failure in on.failures] == ["style/readability"]


def test_a_run_judges_its_files_together(pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_rule(pack, "across", message="{count} articles say “{match}”")
    write_check(
        pack,
        "across",
        "def facts(document, options):\n"
        "    for block in document.prose:\n"
        "        yield block.text, Fact(document.location(block.span), None)\n"
        "def judge(key, facts):\n"
        "    if key == 'Broken.': raise ValueError(key)\n"
        "    for fact in facts[1:]:\n"
        "        yield fact.location, Hit(Span(0, 0), {'count': str(len(facts))})\n",
    )
    for name, text in {"a.txt": "The ferry waits.", "b.txt": "The ferry waits.\n\nBroken."}.items():
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    catalogue = stranger()
    run = Run(catalogue, Configuration(catalogue, isolated=True))
    results = list(run.results([Found("a.txt"), Found("b.txt")]))
    found = [(d.path, d.message) for result in results for d in result.diagnostics]
    failed = [failure.cause for result in results for failure in result.failures]
    assert failed == ["ValueError: Broken."]
    assert found == []
    assert run.summary.failures == 1
    (tmp_path / "b.txt").write_text("The ferry waits.", "utf-8")
    again = Run(catalogue, Configuration(catalogue, isolated=True))
    results = list(again.results([Found("a.txt"), Found("b.txt")]))
    assert [(d.path, d.message) for result in results for d in result.diagnostics] == [
        ("b.txt", "2 articles say “The ferry waits.”")
    ]
    assert again.summary.by_severity[Severity.WARNING] == 1
    assert again.summary.failing


# Guarantees of the prefilter


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"foo[^\\pL]bar", "foo\nbar"),
        (r"[[:alpha:]\\pL]+x", "éx"),
        (r"[[:alpha:] x]y", "x y"),
        (r"[]\\pL]x", "]x"),
        (r"\\Aferry", "Boat.\n\nferry waits"),
        (r"ferry\\z", "a ferry\n\nBoat."),
        (r"^ferry$", "Boat.\n\nferry\n\nBoat."),
    ],
)
def test_the_prefilter_lets_through_whatever_a_pattern_matches(pack: Path, pattern: str, text: str) -> None:
    write_rule(pack, "words", f'[options.patterns]\nany = ["{pattern}"]\n', check="patterns")
    result = lint(Source("a.md", text), Plan(stranger(), RuleSettings()))
    assert ids(result) == ["test/words"], result.failures


@pytest.mark.parametrize("space", ["\u00a0", "\u2003", "\u3000", "\t"])
def test_white_space_around_a_line_does_not_hide_it(catalogue: Catalogue, space: str) -> None:
    notice = "This site is protected by hCaptcha."
    text = f"<p>The council agreed the budget.</p><p>{space}{notice}{space}</p>"
    assert ids(lint_text(catalogue, text, format="html")) == ["residue/anti-spam"]


def test_a_users_cues_are_those_of_their_options(catalogue: Catalogue) -> None:
    options = {"figures/vague-source": {"vague": {"en": ["according to gossip"]}}}
    text = "According to gossip, all 32,000 rowers came."
    result = lint_text(catalogue, text, settings=RuleSettings(options=options))
    assert ids(result) == ["figures/vague-source"]
    prepositions = {"grammar/not-participle": {"prepositions": ["after"]}}
    text = "She left after not paid the toll."
    result = lint_text(catalogue, text, settings=RuleSettings(options=prepositions))
    assert ids(result) == ["grammar/not-participle"]


def test_a_hit_outside_the_text_is_a_failure_of_its_rule(pack: Path) -> None:
    write_rule(pack, "far")
    write_check(pack, "far", "def check(document, options):\n    yield Hit(Span(0, 10**9))\n")
    write_rule(pack, "odd")
    write_check(pack, "odd", "def check(document, options):\n    yield Hit(Span(0, 1), notes=None)\n")
    result = lint(Source("a.txt", "The ferry."), Plan(stranger(), RuleSettings()))
    assert not result.diagnostics
    assert [failure.rule for failure in result.failures] == ["test/far", "test/odd"]
    assert "is not in the text" in result.failures[0].cause


def test_a_pack_that_breaks_on_import_is_named(pack: Path) -> None:
    (pack.parent / "__init__.py").write_text("def broken(:\n")
    with pytest.raises(RuleFileError, match="“stranger” cannot be imported"):
        stranger()


def test_a_block_is_read_in_the_language_that_its_markup_declares(catalogue: Catalogue) -> None:
    text = (
        '<html lang="en"><body><p>The ferry sails again on Monday, the mayor of Oudeveen said.</p>'
        '<blockquote lang="nl"><p>Volgens deskundigen kost de pont 4 miljoen euro.</p></blockquote>'
        '<p lang="nl">Deel dit artikel</p><p>Deel dit artikel</p>'
        "<p>The boat that the mayor means is the old one. It carries forty people, sails twice an hour, and"
        " has done so since the bridge was closed to traffic in the summer of the flood. The new one waits in"
        " the harbour until the court has ruled.</p></body></html>"
    )
    result = lint_text(catalogue, text, format="html")
    assert found_text(result) == [
        ("figures/vague-source", "Volgens deskundigen"),
        ("residue/share", "Deel dit artikel"),
    ]
    assert result.diagnostics[1].start.offset == text.index("Deel dit artikel")


def test_english_lines_of_several_words_count_in_every_language(catalogue: Catalogue) -> None:
    text = "De veerpont vaart maandag weer, zei de burgemeester van Oudeveen.\n\nLeave a Reply\n"
    result = lint_text(catalogue, text, settings=RuleSettings(language="nl"))
    assert found_text(result) == [("residue/comment-form", "Leave a Reply")]


def test_no_line_stands_twice_in_a_rule(catalogue: Catalogue) -> None:
    for rule in catalogue.by_id.values():
        if rule.text("check") == "lines":
            for lines in getattr(rule.options, "lines").values():  # noqa: B009
                keys = [line_key(line) for line in lines]
                assert len(keys) == len(set(keys)), (rule.id, [k for k in keys if keys.count(k) > 1])
