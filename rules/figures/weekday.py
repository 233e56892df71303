"""Dates whose weekday is another one, and days that no month has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest

from linter import Block, Document, Hit, Note, WrittenDate, article_date, dates_in, in_quotation

# Before this year countries still differed in their calendar.
_ONE_CALENDAR = 1900
_HALF_YEAR = 183
# Two ends of a period stand so near each other, in code points.
_BESIDE = 15


@dataclass(frozen=True)
class Options:
    """`weekdays` by language, from Monday on, as the message names them."""

    weekdays: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Yield each date that its year has not, or not on that weekday."""
    for block in document.prose:
        language = document.language_of(block)
        if language in options.weekdays:
            dates = list(dates_in(block.text, language, block.start))
            for written, following in zip_longest(dates, dates[1:]):
                dated = _with_the_year_of(document, written, following)
                yield from _judged(document, block, dated, options.weekdays[language])


def _with_the_year_of(document: Document, written: WrittenDate, following: WrittenDate | None) -> WrittenDate:
    """A date without a year in the year of the next: “Monday, 6 March to Friday, 10 March 2023”."""
    if (
        written.year
        or following is None
        or not following.year
        or following.span.start - written.span.end > _BESIDE
    ):
        return written
    between = document.text[written.span.end : following.span.start]
    later = (written.month, written.day) <= (following.month, following.day)
    return (
        written._replace(year=following.year) if later and between.strip(" ,–—-").count(" ") == 0 else written
    )


def _judged(document: Document, block: Block, written: WrittenDate, names: tuple[str, ...]) -> Iterator[Hit]:
    if not written.exists():
        if not _may_be_a_count(document, written) and not in_quotation(
            block, written.span.start - block.start
        ):
            year = f" of {written.year}" if written.year else ""
            yield Hit(written.span, {"problem": f"there is no such day: that month{year} is shorter"})
        return
    if written.weekday is None or written.weekday_span is None:
        return
    day = _day(written, article_date(document))
    if day is None or day.year < _ONE_CALENDAR or day.weekday() == written.weekday:
        return
    known = "" if written.year else ", in the year nearest to the article’s date,"
    problem = f"{day.isoformat()}{known} is a {names[day.weekday()]}"
    certain = written.year is not None or not _fits_a_year_beside(written, day)
    yield Hit(
        written.span, {"problem": problem}, (Note(written.weekday_span, "the weekday"),), certain=certain
    )


def _may_be_a_count(document: Document, written: WrittenDate) -> bool:
    """“In April 31 people” is no date: a month and a number count as one only where the sentence pauses."""
    after = document.text[written.span.end : written.span.end + 2]
    return written.bare and after[:1] == " " and after[1:].isalnum()


def _day(written: WrittenDate, published: date | None) -> date | None:
    """The day that is meant: in its year, else in the year that brings it nearest to the article's date."""
    if written.year:
        return written.on(written.year)
    if published is None:
        return None
    days = [written.on(year) for year in (published.year - 1, published.year, published.year + 1)]
    return next((day for day in days if day and abs((day - published).days) <= _HALF_YEAR), None)


def _fits_a_year_beside(written: WrittenDate, day: date) -> bool:
    days = (written.on(day.year - 1), written.on(day.year + 1))
    return any(other.weekday() == written.weekday for other in days if other)
