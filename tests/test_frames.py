from __future__ import annotations

from dataclasses import replace

import pytest
import re2

from linter.analysis.phrases import phrase_of
from linter.checks.frames import Options, check, problems
from linter.config.settings import RuleSettings
from linter.document.document import Document
from linter.document.parse import parse
from linter.document.source import Source
from linter.engine.plan import Plan
from linter.engine.scan import triggers_of
from linter.rules.catalogue import Catalogue
from linter.rules.examples import examples


def document(text: str) -> Document:
    return replace(parse(Source("a.md", text)), declared_language="en")


def found(options: Options, text: str) -> list[tuple[str, str]]:
    return [
        (text[hit.span.start : hit.span.end], hit.fix.edits[0].text if hit.fix else "")
        for hit in check(document(text), options)
    ]


def test_a_list_gives_what_to_write() -> None:
    options = Options(frames={"en": ("can ⟦<past>⟧ => {past}",)}, words={"past": ("went = go", "put")})
    assert found(options, "We can went there. CAN WENT.") == [("went", "go"), ("WENT", "GO")]


def test_a_frame_may_have_to_begin_a_sentence() -> None:
    options = Options(frames={"en": ("^⟦was⟧ they => were",)})
    assert found(options, "It was they. Was they late?") == [("Was", "Were")]


def test_a_named_group_that_matched_nothing_is_empty() -> None:
    options = Options(frames={"en": ("⟦effect(?P<s>s)?⟧ me => affect{s}",)})
    assert found(options, "They effect me and it effects me.") == [
        ("effect", "affect"),
        ("effects", "affects"),
    ]


def test_markup_inside_a_finding_may_be_left_alone() -> None:
    options = Options(frames={"en": ("sank⟦,,⟧ => ,",)}, verbatim=True)
    assert found(options, "It sank,, slowly.") == [(",,", ",")]
    assert not found(options, "It sank,*,* slowly.")


def test_an_unknown_list_is_told() -> None:
    options = Options(frames={"en": ("can <past>",)})
    assert [name for name, _ in problems(options)][:1] == ["frames"]


@pytest.mark.parametrize(
    ("pattern", "phrase"),
    [
        ("could of", r"\b(?:could of)\b"),
        ("(?P<m>could|Should) of [a-z]+", r"\b(?:(?:could|should) of)\b"),
        ("[a-z]+ in don['’]t know( (a|b)|[.,])", r"\b(?:in don't know(?: (?:a|b)|[.,]))"),
        ("[a-z]+,,", ""),
    ],
)
def test_a_phrase_keeps_what_repeats_nothing(pattern: str, phrase: str) -> None:
    assert phrase_of(pattern) == phrase


def test_the_phrases_of_all_rules_are_patterns(catalogue: Catalogue) -> None:
    plan = Plan(catalogue, RuleSettings(select=("grammar",)))
    for planned in plan.rules.values():
        for phrase in triggers_of(planned, "en").phrases:
            assert re2.compile(phrase)


def test_no_frame_corrects_a_text_into_itself(catalogue: Catalogue) -> None:
    for rule in catalogue.by_id.values():
        if rule.text("check") == "frames":
            for example in examples(rule):
                assert isinstance(rule.options, Options)
                assert all(said != written for said, written in found(rule.options, example.text))
