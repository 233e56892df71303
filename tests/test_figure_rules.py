"""The rules that follow from arithmetic, on sums made by a program: all faults found, nothing else."""

from __future__ import annotations

from datetime import date

import pytest
from currency_converter import CurrencyConverter, RateNotFoundError
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
    for rule in ("age", "arithmetic", "conversion", "magnitude")
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


RATES = CurrencyConverter()
WRITTEN = {"EUR": "€{}", "USD": "US${}", "GBP": "£{}", "JPY": "{} JPY", "CHF": "CHF {}", "SEK": "{} SEK"}
MILLION = {"en": "million", "nl": "miljoen", "de": "Millionen", "fr": "millions", "es": "millones"}
SLIPS = {"ten times": 10, "a hundred times": 100, "a thousand times": 1000}


def amount(value: float, currency: str, language: str) -> str:
    """An amount rounded to three digits, as a paper writes it."""
    rounded = float(f"{value:.3g}")
    written = f"{rounded:,.2f}" if rounded < 100 else f"{rounded:,.0f}"
    if language != "en":
        written = written.translate(str.maketrans(",.", ".,"))
    return WRITTEN[currency].format(written)


@given(
    LANGUAGE,
    st.permutations(sorted(WRITTEN)),
    st.dates(date(2000, 3, 1), date(2026, 6, 30)),
    st.floats(5, 900),
    st.sampled_from([1, 1, 10, 0.1, 1000, 0.001, 0.5, 1.6]),
)
def test_amounts_on_real_rates(language: str, pair: list[str], day: date, value: float, wrong: float) -> None:
    source, target = pair[:2]
    value = float(f"{value:.3g}")
    try:
        expected = RATES.convert(value, source, target, date=day)
    except RateNotFoundError:
        return
    assume(expected * min(wrong, 1) > 1)
    first, second = amount(value, source, language), amount(expected * wrong, target, language)
    text = f"---\ndate: {day}\n---\nX {first} ({second}).\n"
    assert found("conversion", text, language, format="markdown") == ([] if wrong == 1 else [second])


@given(
    st.sampled_from(
        [
            ("km", "miles", 1 / 1.609344),
            ("miles", "km", 1.609344),
            ("metres", "feet", 1 / 0.3048),
            ("kg", "pounds", 2.20462),
            ("pounds", "kg", 0.45359237),
            ("hectares", "acres", 2.4710538),
            ("mph", "km/h", 1.609344),
        ]
    ),
    st.integers(2, 999),
    st.sampled_from([1, 1, 10, 0.1, 0.6, 1.5]),
)
def test_measures(units: tuple[str, str, float], value: int, wrong: float) -> None:
    unit, other, factor = units
    assume(value * factor * wrong > 20 * (factor + 1))
    second = f"{value * factor * wrong:,.0f} {other}"
    assert found("conversion", f"It is {value} {unit} ({second}).", "en") == ([] if wrong == 1 else [second])


@given(st.integers(-40, 60), st.sampled_from([0, 0, -20, -5, 5, 30]))
def test_temperatures(celsius: int, off: int) -> None:
    fahrenheit = round(celsius * 1.8 + 32) + off
    assume(abs(celsius * 1.8 - fahrenheit) > 3)
    assert found("conversion", f"It was {celsius}°C ({fahrenheit}°F).", "en") == (
        [f"{fahrenheit}°F"] if off else []
    )


@pytest.mark.parametrize(
    ("second", "said"),
    [
        ("16 miles", "multiplied"),
        ("62 miles", "ten times too much"),
        ("6,200 miles", "a thousand times too much"),
    ],
)
def test_slips_are_named(second: str, said: str) -> None:
    text = f"It is 10 km ({second}) long."
    (diagnostic,) = lint(Source("a.txt", text), PLANS["conversion", "en"]).diagnostics
    assert said in diagnostic.message
    assert [related.message for related in diagnostic.related] == ["converted from this"]


@given(LANGUAGE, st.integers(2, 900), st.integers(1, 900))
def test_ranges_with_a_scale(language: str, low: int, high: int) -> None:
    assume(low != high)
    frame = {
        "en": "between {} and {} million",
        "nl": "tussen {} en {} miljoen",
        "de": "zwischen {} und {} Millionen",
        "fr": "entre {} et {} millions",
        "es": "entre {} y {} millones",
    }[language]
    said = frame.format(low, high)
    (diagnostic,) = lint(Source("a.txt", f"({said})"), PLANS["magnitude", language]).diagnostics
    assert (diagnostic.start.offset, diagnostic.end.offset) == (1, len(said) + 1)
    assert diagnostic.severity.label == ("info" if low < high else "warning")


@given(LANGUAGE, st.integers(11, 900), st.booleans())
def test_scales_of_title_and_text(language: str, number: int, slip: bool) -> None:
    billion = {"en": "billion", "nl": "miljard", "de": "Milliarden", "fr": "milliards", "es": "mil millones"}
    title, text = f"€{number} {MILLION[language]}", f"€{number} {(billion if slip else MILLION)[language]}"
    page = f"---\ntitle: X {title}\n---\nZ {text}.\n"
    assert found("magnitude", page, language, format="markdown") == ([title] if slip else [])


@given(st.integers(2, 400), st.integers(2, 4), st.sampled_from([1, 1, 1.6, 0.6]))
def test_multiples(old: int, times: int, wrong: float) -> None:
    verb = {2: "doubled", 3: "tripled", 4: "quadrupled"}[times]
    new = round(old * times * wrong)
    assume(wrong == 1 or abs(new / old / times - wrong) < 0.1)
    text = f"Fares {verb} since 2008, from €{old} to €{new}."
    assert found("arithmetic", text, "en") == ([] if wrong == 1 else [verb])


@given(LANGUAGE, st.integers(1850, 1990), st.integers(1, 99), st.integers(-9, 9))
def test_ages_at_death(language: str, birth: int, years: int, off: int) -> None:
    frame = {
        "en": "She was born in {} and died in {}, aged {}.",
        "nl": "Zij werd in {} geboren en overleed in {} op {}-jarige leeftijd.",
        "de": "Sie wurde {} geboren und starb {} im Alter von {} Jahren.",
        "fr": "Elle est née en {} et morte en {} à {} ans.",
        "es": "Nació en {} y murió en {} a los {} años.",
    }[language]
    age = years + off
    assume(age > 0)
    fits = off in (0, -1)
    assert found("age", frame.format(birth, birth + years, age), language) == ([] if fits else [str(age)])
