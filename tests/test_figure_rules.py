"""The rules that follow from arithmetic, on sums made by a program: all faults found, nothing else."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from linter.config.settings import RuleSettings
from linter.document.source import Source
from linter.engine.lint import lint
from linter.engine.plan import Plan
from linter.rules.catalogue import installed
from tests.linting import NAMES

LANGUAGES = ("en", "nl", "de", "fr", "es")
LANGUAGE = st.sampled_from(LANGUAGES)
RULES = installed()
PLANS = {
    (rule, language): Plan(RULES, RuleSettings(select=(f"figures/{rule}",), language=language))
    for rule in ("arithmetic",)
    for language in LANGUAGES
}
CHANGES = {
    "en": [
        "The fare rose {p} from €{a} to €{b}.",
        "It rose {p} to €{b} from €{a}.",
        "It went from {a} to {b} ({p}).",
    ],
    "nl": ["Het steeg {p} van {a} naar {b} euro.", "Het ging van {a} naar {b} euro ({p})."],
    "de": ["Es stieg um {p} von {a} auf {b} Euro.", "Es stieg von {a} auf {b} Euro, ein Plus von {p}."],
    "fr": ["Il a crû de {p}, passant de {a} à {b} euros.", "Il passe de {a} à {b} euros, soit {p}."],
    "es": ["Subió un {p}, de {a} a {b} euros.", "Pasó de {a} a {b} euros, un {p} más."],
}
SHARES = {
    "en": [
        "Of all, {n} of the {m} boats ({p}) passed.",
        "Then {n} out of {m}, or {p}, passed.",
        "It was {p} ({n} of {m}).",
    ],
    "nl": ["Toen zijn {n} van de {m} boten ({p}) goed.", "Het was {p} ({n} van de {m})."],
    "de": ["Es waren {n} von {m} Booten ({p}).", "Es waren {p} ({n} von {m})."],
    "fr": ["Ce sont {n} des {m} bateaux ({p}).", "Ce sont {n} bateaux sur {m}, soit {p}."],
    "es": ["Son {n} de los {m} barcos ({p}).", "Fueron {n} de {m}, es decir, {p}."],
}
PERCENT = {"en": "{}%", "nl": "{} procent", "de": "{} Prozent", "fr": "{} %", "es": "{} %"}


def found(rule: str, text: str, language: str, *, format: str = "text") -> list[str]:
    result = lint(Source(NAMES[format], text), PLANS[rule, language])
    assert not result.failures
    return [text[d.start.offset : d.end.offset] for d in result.diagnostics]


@given(LANGUAGE, st.integers(11, 999), st.integers(11, 999), st.integers(1, 60), st.data())
def test_changes_in_percent(language: str, old: int, new: int, off: int, data: st.DataObject) -> None:
    assume(new > old)
    frame = data.draw(st.sampled_from(CHANGES[language]))
    actual = (new - old) / old * 100
    right = PERCENT[language].format(round(actual))
    assume(round(actual) > 0)
    assert found("arithmetic", frame.format(a=old, b=new, p=right), language) == []
    # Further off than all three roundings together.
    off += 2 + round(0.03 * actual + 100 * new / old / old)
    wrong = PERCENT[language].format(round(actual) + off)
    assert found("arithmetic", frame.format(a=old, b=new, p=wrong), language) == [wrong]


@given(LANGUAGE, st.integers(2, 500), st.integers(10, 999), st.integers(2, 40), st.data())
def test_shares_in_percent(language: str, part: int, whole: int, off: int, data: st.DataObject) -> None:
    assume(part < whole)
    frame = data.draw(st.sampled_from(SHARES[language]))
    actual = round(part / whole * 100)
    right = PERCENT[language].format(actual)
    assume(0 < actual < 100)
    assert found("arithmetic", frame.format(n=part, m=whole, p=right), language) == []
    wrong = PERCENT[language].format(actual + off + 1 + round(100 / whole))
    assert found("arithmetic", frame.format(n=part, m=whole, p=wrong), language) == [wrong]


@given(st.integers(2, 12), st.integers(2, 12))
def test_numbers_said_twice(words: int, digits: int) -> None:
    from num2words import num2words

    for language, frame in (
        ("en", "Each has {} ({}) mates."),
        ("nl", "Elk heeft {} ({}) maten."),
        ("es", "Tiene {} ({})."),
    ):
        text = frame.format(num2words(words, lang=language), digits)
        assert found("arithmetic", text, language) == ([] if words == digits else [str(digits)])


@given(st.integers(2, 30), st.integers(2, 30), st.integers(-5, 5))
def test_totals(men: int, women: int, off: int) -> None:
    assume(men + women + off > 0)
    text = f"It held {men + women + off} people ({men} men and {women} women)."
    assert found("arithmetic", text, "en") == ([str(men + women + off)] if off else [])
