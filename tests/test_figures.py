"""Figures: numbers of five languages go round, spans are exact, and what is no claim is left out."""

from __future__ import annotations

from decimal import Decimal
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from linter import Figure, figures_in
from linter.analysis.figures.numerals import read_numeral
from linter.analysis.figures.spelled import read_spelled

LANGUAGES = ("en", "nl", "de", "fr", "es")
LANGUAGE = st.sampled_from(LANGUAGES)
NUMBER = st.one_of(st.integers(0, 2_000), st.integers(0, 10_000_000))
GROUPS = {
    "en": [","],
    "nl": [".", "\u00a0"],
    "de": [".", "\u202f", "’"],
    "fr": [".", " ", "\u00a0", "\u202f"],
    "es": [".", ",", " "],
}
ARTICLES = ("een", "één", "ein", "un", "one")
MARK = {"en": ".", "nl": ",", "de": ",", "fr": ",", "es": ","}


def only(text: str, language: str) -> Figure:
    (figure,) = figures_in(text, language)
    return figure


def said(text: str, language: str) -> list[str]:
    return [text[figure.span.start : figure.span.end] for figure in figures_in(text, language)]


@given(LANGUAGE, NUMBER)
def test_spelled_numbers_go_round(language: str, number: int) -> None:
    words = num2words(number, lang=language)
    if words not in (*ARTICLES, "uno", "zero", "nul", "null", "zéro", "cero", "eins"):
        figure = only(f"({words})", language)
        assert figure.low == number
        assert figure.spelled
        assert figure.span == (1, len(words) + 1)
    elif words not in ARTICLES:
        assert read_spelled(words, language) == number


@given(LANGUAGE, NUMBER, st.one_of(st.none(), st.integers(0, 99)), st.data())
def test_grouped_numbers_go_round(language: str, whole: int, cents: int | None, data: st.DataObject) -> None:
    group = data.draw(st.sampled_from(GROUPS[language]))
    mark = "." if group == "," else MARK[language]
    written = f"{whole:,}".replace(",", group)
    if cents is not None:
        written += f"{mark}{cents:02}"
    value = Decimal(whole) + Decimal(cents or 0) / 100
    assert read_numeral(written, language).value == value
    text = f"€{written}"
    assert only(text, language).value == value
    assert said(text, language) == [text]


@given(LANGUAGE, st.integers(1, 999), st.integers(0, 9), st.sampled_from(["€", "US$", "£", "CHF "]))
def test_money_goes_round_before_and_behind(language: str, whole: int, tenth: int, sign: str) -> None:
    scale = {"en": "million", "nl": "miljoen", "de": "Millionen", "fr": "millions", "es": "millones"}[
        language
    ]
    number = f"{whole}{MARK[language]}{tenth}"
    value = Decimal(f"{whole}.{tenth}") * 10**6
    code = {"€": "EUR", "US$": "USD", "£": "GBP", "CHF ": "CHF"}[sign]
    for text in (f"{sign}{number} {scale}", f"{number} {scale} {code}"):
        figure = only(text, language)
        assert (figure.value, figure.unit, figure.is_money) == (value, code, True)
        assert figure.span == (0, len(text))


@given(LANGUAGE, st.integers(1, 400), st.integers(401, 999))
def test_ranges_go_round(language: str, low: int, high: int) -> None:
    between = {
        "en": "between {} and {} percent",
        "nl": "tussen {} en {} procent",
        "de": "zwischen {} und {} Prozent",
        "fr": "entre {} et {} pour cent",
        "es": "entre {} y {} por ciento",
    }
    for frame in (between[language], f"{{}}–{{}}{between[language].split('{}')[-1]}"):
        figure = only(frame.format(low, high), language)
        assert (figure.low, figure.high) == (Decimal(low), Decimal(high))
        assert (figure.unit, figure.value) == ("percent", None)


@pytest.mark.parametrize(
    ("language", "text", "value", "unit"),
    [
        ("en", "two and a half million", "2500000", None),
        ("en", "$2bn", "2000000000", "USD"),
        ("en", "€750m", "750000000", "EUR"),
        ("en", "750m", "750", "metre"),
        ("en", "40k", "40000", None),
        ("en", "7 percentage points", "7", "percentage_point"),
        ("en", "5 million pounds", "5000000", "GBP"),
        ("en", "5 pounds", "5", "pound"),
        ("en", "-5°C", "-5", "degree_Celsius"),
        ("nl", "3,2 mln", "3200000", None),
        ("nl", "tweeëndertigduizend", "32000", None),
        ("nl", "anderhalf miljoen", "1500000", None),
        ("nl", "2,5 miljard euro", "2500000000", "EUR"),
        ("de", "1,5 Mrd. Euro", "1500000000", "EUR"),
        ("de", "anderthalb Millionen", "1500000", None),
        ("de", "zweieinhalb Millionen", "2500000", None),
        ("de", "2 Billionen Dollar", "2000000000000", "USD"),
        ("fr", "2 md€", "2000000000", "EUR"),
        ("fr", "quatre-vingt-dix", "90", None),
        ("fr", "3 millions d’euros", "3000000", "EUR"),
        ("es", "tres mil millones de dólares", "3000000000", "USD"),
        ("es", "30 grados", "30", "degree_Celsius"),
    ],
)
def test_written_forms(language: str, text: str, value: str, unit: str | None) -> None:
    figure = only(text, language)
    assert (figure.value, figure.unit) == (Decimal(value), unit)
    assert figure.span == (0, len(text))


def test_what_stands_around_a_figure() -> None:
    figure = only("The ferry carries nearly 1,200 guests.", "en")
    assert (figure.hedge, figure.bound, figure.counted) == ("nearly", None, "guests")
    assert only("mindestens 1.200 Gäste", "de").bound == "least"
    assert only("moins de 1 200 passagers", "fr").bound == "most"


def test_a_bare_left_side_takes_scale_and_unit() -> None:
    figure = only("€26–31 million", "en")
    assert (figure.low, figure.high, figure.unit) == (Decimal(26 * 10**6), Decimal(31 * 10**6), "EUR")


@pytest.mark.parametrize(
    "text",
    [
        "page 12", "at 10:30", "at 5 pm", "Covid-19", "March 10", "10 March", "the 12th", "in 2019",
        "call 555-1234", "version 3", "article 12", "12 Wharf Street",
        "they won 3-2", "3 - 2", "in 1990-1998", "one of them", "A380", "1. Sail", "a boat",
    ],
)  # fmt: skip
def test_what_is_no_claim(text: str) -> None:
    assert said(text, "en") == []


def test_rounding_of_what_is_written() -> None:
    assert only("8 miles", "en").rounded() == (Decimal("7.5"), Decimal("8.5"))
    assert only("3.2 million", "en").rounded() == (Decimal(3_150_000), Decimal(3_250_000))
    assert only("12,000 guests", "en").rounded() == (Decimal(11_500), Decimal(12_500))


@given(LANGUAGE, st.text(st.sampled_from("0123456789 .,-–/:()%$€°aeioumnt\n'’"), max_size=80))
def test_any_text_is_read(language: str, text: str) -> None:
    end = 0
    for figure in figures_in(text, language):
        assert end <= figure.span.start < figure.span.end <= len(text)
        assert figure.low <= figure.high
        end = figure.span.end


@pytest.mark.parametrize(
    "part", ["zeventien", "1 ", "1.", "1-", "(1", "twintig ", "one hundred ", "$", "between 1 and "]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_long_texts_take_time_in_proportion(language: str, part: str) -> None:
    def seconds(times: int) -> float:
        began = process_time()
        list(figures_in(part * times + "x", language))
        return process_time() - began

    seconds(10)
    assert seconds(4_000) < 16 * max(seconds(500), 0.02)
