"""Text read in the wrong encoding is found and restored; the same text as it was is left alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.config.settings import RuleSettings
from linter.document.source import Source
from linter.engine.lint import Result, lint
from linter.engine.plan import Plan
from linter.rules.catalogue import Catalogue, installed
from tests.linting import NAMES, found_text

RULES = (
    *("residue/mojibake", "residue/replacement-character", "residue/private-use"),
    *("residue/invisible-character", "residue/mixed-script", "residue/control-sequence"),
)
PLAN = Plan(installed(), RuleSettings(select=RULES))
# Every place for itself.
EACH = Plan(installed(), RuleSettings(select=RULES, options={rule: {"most": 20} for rule in RULES}))
WORDS = {
    "fr": "été à où déjà cœur Œuvre français l’île naïve maïs Noël août « garçon » qu’il ÉTÉ Évêque … – €",
    "de": "Fähre fährt über Übung Größe müssen Österreich „schön“ Straße ÄRGER März Brücke – ‚gut‘ 5 €",
    "es": "mañana ¿Cuándo? ¡Ay! está según AÑO niño pingüino «sí» Ávila Íñigo Último único — barco 3ª nº",
    "nl": "coördinator één café ‘gezellig’ zo’n geïnd reünie “pont” enquête Curaçao – vaart maandag € hè",
}
# These alone do not show that they were misread; beside others they are restored as well.
TOO_LITTLE = {"»", "ÄRGER", "ÉTÉ"}


def sentences(words: str) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(words.split()), min_size=3, max_size=14).map(
        lambda some: f"Xy {' '.join(some)} ab."
    )


def is_telling(sentence: str) -> bool:
    return any(not word.isascii() and word not in TOO_LITTLE for word in sentence.split())


ANY_SENTENCE = st.one_of([sentences(words) for words in WORDS.values()])


def lint_characters(text: str, format: str = "text", plan: Plan = EACH) -> Result:
    result = lint(Source(NAMES[format], text), plan)
    assert not result.failures
    return result


def mended(result: Result) -> str:
    """The text with every fix of its findings."""
    assert result.source is not None
    text = result.source.text
    edits = {edit for found in result.diagnostics if found.fix for edit in found.fix.edits}
    for edit in sorted(edits, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


def misread(text: str, encoding: str) -> str:
    """Read UTF-8 in another encoding, as browsers do: what Windows-1252 leaves open are controls."""
    data = text.encode()
    if encoding != "cp1252":
        return data.decode(encoding)
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in data)


@given(
    ANY_SENTENCE.filter(is_telling),
    st.sampled_from(["cp1252", "latin-1"]),
    st.sampled_from(["text", "markdown"]),
)
def test_what_was_misread_is_found_and_restored(sentence: str, encoding: str, format: str) -> None:
    result = lint_characters(misread(sentence, encoding), format)
    assert {found.rule for found in result.diagnostics} == {"residue/mojibake"}
    assert all(found.fix and found.fix.safety == "safe" for found in result.diagnostics)
    assert mended(result) == sentence


@given(ANY_SENTENCE.filter(is_telling), st.sampled_from(["cp1252", "latin-1"]))
def test_what_was_misread_twice_is_restored(sentence: str, encoding: str) -> None:
    assert mended(lint_characters(misread(misread(sentence, encoding), encoding))) == sentence


@given(ANY_SENTENCE, st.sampled_from(["text", "markdown", "html"]))
def test_what_was_read_rightly_is_left_alone(sentence: str, format: str) -> None:
    assert not lint_characters(sentence, format).diagnostics


@given(ANY_SENTENCE)
def test_capitals_are_left_alone(sentence: str) -> None:
    assert not lint_characters(sentence.upper()).diagnostics


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_text_is_read_and_every_span_is_in_it(text: str) -> None:
    mended(lint_characters(text))


@pytest.mark.parametrize("encoding", ["mac_roman", "cp437", "cp850", "cp1250", "iso8859-15", "iso8859-2"])
@pytest.mark.parametrize(
    "sentence",
    [
        "La maire a répété que le président de la société était fâché, qu’il aimait l’été et le café.",
        "Die Fähre fährt später, die Brücke müssen sie schließen, sagte die Bürgermeisterin, und für März.",
        "La alcaldesa anunció que mañana habrá más barcos y también que el año próximo será mejor, según él.",
    ],
)
def test_rarer_encodings_are_told_by_the_whole_article(sentence: str, encoding: str) -> None:
    broken = sentence.encode().decode(encoding, "replace")
    assert mended(lint_characters(broken)) == sentence


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("It didnÕt sail, said the presidŽnt.", "It didn’t sail, said the presidént."),
        ("Le prÈsident Ètait là.", "Le président Ètait là."),
        ("Sie k÷nnen nicht f³r uns sprechen.", "Sie können nicht für uns sprechen."),
        ("It didnÆt sail.", "It didn’t sail."),
        ("Il est voilÃ  et fÃ¢chÃ©.", "Il est voilà  et fâché."),
        ("The café.Â The end, 25Â°C.", "The café. The end, 25°C."),
        ("Она сказала: ÐŸÑ€Ð¸Ð²ÐµÑ‚!", "Она сказала: Привет!"),
    ],
)
def test_single_bytes_and_lost_blanks(broken: str, whole: str) -> None:
    assert mended(lint_characters(broken)) == whole


def test_what_lost_a_byte_for_good_is_guessed_unsafely() -> None:
    result = lint_characters("She called it â€œsmallâ€. It was â€œfineâ€\ufffd, he said.")
    assert mended(result) == "She called it “small”. It was “fine”, he said."
    assert {found.fix.safety for found in result.diagnostics if found.fix} == {"unsafe"}


def test_what_cannot_be_restored_is_found() -> None:
    result = lint_characters("The realÃ¢€world concerns of people.")
    assert found_text(result) == [("residue/mojibake", "realÃ¢€world")]
    assert result.diagnostics[0].fix is None


def test_decomposed_letters_are_read_as_composed() -> None:
    result = lint_characters("Hugo ChA\u0303¡vez came.")
    assert mended(result) == "Hugo Chávez came."


def test_a_byte_that_counts_as_a_blank_at_the_end_of_a_line_is_no_lost_blank() -> None:
    assert "à" not in mended(lint_characters("Pete fÃ©tait Ã\x85\n"))


def test_an_article_that_is_broken_throughout_has_one_finding() -> None:
    paragraph = "Le cafÃ© est fermÃ©, dit le prÃ©sident, et l’Ã©tÃ© fut trÃ¨s long.\n\n"
    result = lint_characters(paragraph * 10, plan=PLAN)
    assert len(result.diagnostics) == 1
    assert (
        result.diagnostics[0].message
        == "“cafÃ©” is “café” read in the wrong encoding, and 49 more in this article"
    )
    assert mended(result) == "Le café est fermé, dit le président, et l’été fut très long.\n\n" * 10


def test_invisible_characters_are_named_and_removed() -> None:
    result = lint_characters("The fer\u200bry\u2028sails on Mon\u200b\u200bday\x08.")
    assert [found.message for found in result.diagnostics] == [
        "a zero-width space (U+200B), which nobody sees",
        "a line separator (U+2028), which nobody sees",
        "2 zero-width spaces (U+200B), which nobody sees",
        "a backspace (U+0008), which nobody sees",
    ]
    assert [found.fix and found.fix.safety for found in result.diagnostics] == [
        "safe",
        "safe",
        "safe",
        "unsafe",
    ]
    assert mended(result) == "The ferry sails on Monday."


def test_a_soft_hyphen_between_letters_may_be_meant() -> None:
    result = lint_characters("Die Schiff\u00adfahrt ruht, minus \u00ad7 Grad.")
    assert [found.severity.label for found in result.diagnostics] == ["info", "warning"]


def test_look_alikes_are_restored_to_the_script_of_the_word() -> None:
    assert mended(lint_characters("The f\u0435rry; М\u006fсква.")) == "The ferry; Москва."


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("The caf\\u00e9 \\ud83d\\ude00.", "The café 😀."),
        ("The caf\\xc3\\xa9 didn\\xe2\\x80\\x99t.", "The café didn’t."),
        ("The caf=C3=A9, a F=E4hre.", "The café, a Fähre."),
        ("Our%20news, Caf%C3%A9.", "Our news, Café."),
        ("Now +AC0- open.", "Now - open."),
        ('It didn\\\'t say \\"no\\".', 'It didn\'t say "no".'),
        ("An \x1b[31merror\x1b[0m.", "An error."),
        ("A lone \\ud83d\\udfff unit.", "A lone \U0001f7ff unit."),
    ],
)
def test_sequences_are_decoded(broken: str, whole: str) -> None:
    assert mended(lint_characters(broken)) == whole


@pytest.mark.parametrize(
    ("article", "expected"), [("Le café de l’été, où il a plu.", False), ("Le cafÃ©.", True)]
)
def test_only_a_broken_article_costs_the_import_of_ftfy(tmp_path: Path, article: str, expected: bool) -> None:
    (tmp_path / "a.txt").write_text(article + "\n", "utf-8")
    code = (
        "import sys; from linter.__main__ import main\n"
        "try: main(['check', '--isolated', '--exit-zero', 'a.txt'])\n"
        "finally: print(*sys.modules, file=sys.stderr)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    loaded = set(ended.stderr.split())
    assert ("ftfy" in loaded, "wcwidth" in loaded) == (expected, expected)


def test_the_rules_are_installed(catalogue: Catalogue) -> None:
    assert set(RULES) <= set(catalogue.by_id)
