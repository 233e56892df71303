"""Dates of five languages, the article's own date, and weekdays that do not fit."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter import article_date, dates_in
from linter.config.settings import RuleSettings
from linter.document.document import Format
from linter.document.parse import parse
from linter.document.source import Source
from linter.engine.lint import lint
from linter.engine.plan import Plan
from linter.rules.catalogue import installed
from tests.linting import NAMES

WEEKDAYS = {
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    "nl": ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"],
    "de": ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
    "fr": ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    "es": ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
}
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
}
FRAMES = {
    "en": [
        "{w}, {m} {d}, {y}", "{w} {d} {m} {y}", "{w} ({m} {d}, {y})", "{w} the {d}th of {m}, {y}",
        "{d} {m} {y} ({w})",
    ],
    "nl": [
        "{w} {d} {m} {y}", "{w} ({d} {m} {y})", "{w}avond {d} {m} {y}", "{d} {m} {y} ({w})",
        "{w} {d}-{n}-{y}",
    ],
    "de": [
        "{w}, {d}. {m} {y}", "{w}, dem {d}. {m} {y}", "{w} ({d}. {m} {y})", "{w}, {d}.{n}.{y}",
        "{d}. {m} {y} ({w})",
    ],
    "fr": [
        "{w} {d} {m} {y}", "{w} ({d} {m} {y})", "{w} soir {d} {m} {y}", "{d} {m} {y} ({w})",
        "{w} {d}/{n}/{y}",
    ],
    "es": [
        "{w} {d} de {m} de {y}", "{w}, {d} de {m} de {y}", "{w} ({d} de {m} del {y})",
        "{d} de {m} de {y} ({w})",
    ],
}  # fmt: skip
DAY = st.dates(date(2000, 1, 1), date(2030, 12, 31))
RULES = installed()
PLANS = {
    language: Plan(RULES, RuleSettings(select=("figures/weekday",), language=language))
    for language in WEEKDAYS
}


def found(text: str, language: str, format: Format = "text") -> list[tuple[str, str]]:
    result = lint(Source(NAMES[format], text), PLANS[language])
    assert not result.failures
    return [(d.severity.label, text[d.start.offset : d.end.offset]) for d in result.diagnostics]


@given(st.sampled_from(sorted(WEEKDAYS)), DAY, st.integers(0, 6), st.data())
def test_weekdays_from_2000_to_2030(language: str, day: date, weekday: int, data: st.DataObject) -> None:
    frame = data.draw(st.sampled_from(FRAMES[language]))
    said = frame.format(
        w=WEEKDAYS[language][weekday],
        m=MONTHS[language].split()[day.month - 1],
        n=day.month,
        d=day.day,
        y=day.year,
    )
    (written,) = dates_in(said, language)
    assert (written.span, written.on(day.year), written.weekday) == ((0, len(said)), day, weekday)
    expected = [] if weekday == day.weekday() else [("warning", said)]
    assert found(f"({said}).", language) == expected


@given(DAY, st.integers(-170, 170), st.integers(0, 6))
def test_a_date_without_a_year_is_read_by_the_date_of_the_article(
    day: date, later: int, weekday: int
) -> None:
    published = date.fromordinal(day.toordinal() + later)
    said = f"{WEEKDAYS['en'][weekday]} ({MONTHS['en'].split()[day.month - 1]} {day.day})"
    text = f"---\ndate: {published}\n---\nThe ferry sank on {said}.\n"
    seen = found(text, "en", "markdown")
    if weekday == day.weekday():
        assert seen == []
    elif (day.month, day.day) != (2, 29):
        assert [span for _, span in seen] == [said]
        beside = {day.replace(year=day.year + by).weekday() for by in (-1, 1)}
        assert [severity for severity, _ in seen] == ["info" if weekday in beside else "warning"]


@pytest.mark.parametrize(
    ("format", "text", "expected"),
    [
        ("markdown", "---\ndate: 2023-03-12T10:00:00\n---\nText.\n", date(2023, 3, 12)),
        ("markdown", '+++\npublishDate = "2023-03-12"\n+++\nText.\n', date(2023, 3, 12)),
        ("markdown", "---\ndate: 2023-02-31\n---\nText.\n", None),
        (
            "html",
            "<article><time datetime='2023-03-12'>Sunday</time><p>Text.</p></article>",
            date(2023, 3, 12),
        ),
        (
            "html",
            "<meta property='article:published_time' content='2023-03-12'><p>Text</p>",
            date(2023, 3, 12),
        ),
        ("text", "A ferry sank\n\n12 March 2023\n\nThe ferry sank.\n", date(2023, 3, 12)),
        ("text", "OUDEVEEN, March 12, 2023 — The ferry sank at dawn.\n", date(2023, 3, 12)),
        ("text", "The ferry sank.\n", None),
    ],
)
def test_the_date_of_an_article(format: Format, text: str, expected: date | None) -> None:
    assert article_date(parse(Source(NAMES[format], text), None, templates=True)) == expected


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "31.4.2023"), ("en", "February 30, 2023"), ("en", "29 February 2023"),
        ("en", "31 June"), ("en", "2023-02-30"),
        ("nl", "31 april"), ("nl", "30-02-2023"), ("de", "31. November"), ("de", "31.04.2023"),
        ("fr", "31 juin"), ("es", "30 de febrero"),
    ],
)  # fmt: skip
def test_days_that_no_month_has(language: str, said: str) -> None:
    assert found(f"({said}).", language) == [("warning", said)]


def test_german_dates_in_digits_without_a_year() -> None:
    text = "---\ndate: 2023-03-12\n---\nSie fuhr am {} ab.\n"
    assert found(text.format("Freitag (10.3.)"), "de", "markdown") == []
    assert found(text.format("Samstag (10.3.)"), "de", "markdown") == [("warning", "Samstag (10.3.)")]
    assert found("Version 31.4. und Punkt 30.2. gelten.", "de") == []


@pytest.mark.parametrize(
    "text",
    [
        "29 February 2024", "29 February", "In April 31 boats sailed.", "February 30 percent",
        "Monday, 1.30 pm",
        "Saturday and Sunday, March 11 and 12, 2023", "Friday 13 October 1307",
        "Monday–Friday, March 6–10, 2023",
    ],
)  # fmt: skip
def test_what_is_left_alone(text: str) -> None:
    assert found(text, "en") == []
