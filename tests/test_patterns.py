"""Triggers are met alike with an automaton and, in the first texts, by literals."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import re2
from hypothesis import given
from hypothesis import strategies as st

from linter.analysis.literals import EDGE, literals_of, readable
from linter.config.settings import RuleSettings
from linter.document.parse import parse
from linter.document.source import Source
from linter.engine.patterns import Entry, Patterns, Phrases
from linter.engine.plan import Plan
from linter.engine.scan import Scan, triggers_of
from linter.kept import Kept
from linter.rules.catalogue import Catalogue, installed
from linter.rules.examples import examples

LANGUAGES = ("en", "nl", "de", "fr", "es")


@pytest.mark.parametrize(
    ("pattern", "literals"),
    [
        ("(could|should) of", ("could of", "should of")),
        ("(?mi:Leave a Reply)", ("leave a reply",)),
        ("[a-z]+ of the [a-z]+", ()),
        ("you['’]re own", ("you're own",)),
        ("(very )?unique", ("unique", "very unique")),
        ("(alpha|[0-9]+)", ()),
        ("a [aeiou]", ()),
        ("x*long enough", ("long enough",)),
        (r"\bthere (?P<verb>is|are) many", ("\0there are many", "\0there is many")),
        ("(", ()),
    ],
)
def test_literals(pattern: str, literals: tuple[str, ...]) -> None:
    assert literals_of(pattern) == literals


WORDS = st.sampled_from(["could", "of", "the", "been", "gone", "they", "you're", "à", "x"])
PATTERNS = st.recursive(
    WORDS | st.sampled_from(["[a-z]+", "[ab]c", "\\d", "."]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(" ".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda some: f"({'|'.join(some)})"),
        inner.map(lambda one: f"({one})?"),
        inner.map(lambda one: f"({one})+"),
    ),
    max_leaves=12,
)


@given(PATTERNS, st.lists(WORDS | st.sampled_from(["ac", "7", "Could"]), max_size=12).map(" ".join))
def test_every_match_holds_a_literal(pattern: str, text: str) -> None:
    literals = literals_of(pattern)
    match = re2.search(f"(?i:{pattern})", text)
    if match and literals:
        assert any(literal.strip(EDGE) in readable(match[0]) for literal in literals)


@pytest.mark.parametrize("language", LANGUAGES)
def test_literals_and_the_automaton_meet_the_same_triggers(language: str, catalogue: Catalogue) -> None:
    plan = Plan(catalogue, RuleSettings())
    triggers = [
        triggers_of(planned, language)
        for planned in plan.rules.values()
        if planned.rule.languages is None or language in planned.rule.languages
    ]
    wanted = [
        pattern for some in triggers for pattern in (*some.patterns, *some.phrases, *some.line_patterns)
    ]
    literals = {pattern: literals_of(pattern) for pattern in wanted}
    at_once, by_pieces = Patterns(), Phrases(None, lambda: literals)
    for patterns in (at_once, by_pieces):
        fill(patterns, wanted)
    shown = [example for rule in catalogue.by_id.values() for example in examples(rule)]
    texts = [example.text for example in shown if example.language == language]
    assert texts
    for text in texts:
        first = Patterns(literals)
        fill(first, wanted)
        found = at_once.owners_in(text)
        assert first.owners_in(text) == found
        # Phrases are looked for in plain text.
        plain = readable(text)
        assert by_pieces.owners_in(plain) == at_once.owners_in(plain)


def fill(patterns: Patterns, wanted: Sequence[str]) -> None:
    for place, pattern in enumerate(wanted):
        patterns.add(Entry(pattern, place))


def test_candidates_are_the_same_in_every_run(tmp_path: pytest.TempPathFactory) -> None:
    text = "The mayor could of been accused of not spelled out the reasons.\n\nLeave a Reply\n"
    document = parse(Source("a.txt", text))
    runs = []
    for _ in range(3):
        catalogue = installed(Kept(str(tmp_path)))
        plan = Plan(catalogue, RuleSettings())
        scan = Scan(plan.rules.values(), "en", catalogue)
        runs.append([planned.rule.id for planned in scan.candidates(document)])
    assert runs[0] == runs[1] == runs[2]
    assert {"grammar/modal-of", "residue/comment-form"} <= set(runs[0])


def test_a_pattern_that_is_none_runs_its_rule_everywhere() -> None:
    patterns = Patterns()
    patterns.add(Entry("(", 3))
    patterns.add(Entry("ferry", 4))
    assert patterns.owners_in("a boat") == {3}
    assert patterns.owners_in("a ferry") == {3, 4}
