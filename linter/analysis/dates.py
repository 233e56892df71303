"""Dates that a text writes out, with their weekday, and the date of the article itself."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from linter.document.document import Document
from linter.model import Span

# Names from Monday and from January on; a name may be cut short where a full stop or a comma follows.
_WEEKDAYS = {
    "en": ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    "de": ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag|sonnabend", "sonntag"),
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
}
_SHORT_WEEKDAYS = {
    "en": ("mon", "tues?", "wed", "thu(?:rs?)?", "fri", "sat", "sun"),
    "nl": ("ma", "di", "wo", "do", "vr", "za", "zo"),
    "de": ("mo", "di", "mi", "do", "fr", "sa", "so"),
    "fr": ("lun", "mar", "mer", "jeu", "ven", "sam", "dim"),
    "es": ("lun", "mar", "mié", "jue", "vie", "sáb", "dom"),
}
_MONTHS = {
    "en": (
        "jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?", "july?", "aug(?:ust)?",
        "sept?(?:ember)?", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?",
    ),
    "nl": (
        "jan(?:uari)?", "feb(?:ruari)?", "m(?:aa)?rt", "apr(?:il)?", "mei", "juni?", "juli?", "aug(?:ustus)?",
        "sept?(?:ember)?", "okt(?:ober)?", "nov(?:ember)?", "dec(?:ember)?",
    ),
    "de": (
        "jan(?:uar)?|jänner", "feb(?:ruar)?|feber", "märz|mrz", "apr(?:il)?", "mai", "juni?", "juli?",
        "aug(?:ust)?",
        "sept?(?:ember)?", "okt(?:ober)?", "nov(?:ember)?", "dez(?:ember)?",
    ),
    "fr": (
        "janv(?:ier)?", "févr(?:ier)?", "mars", "avr(?:il)?", "mai", "juin", "juil(?:let)?", "août",
        "sept(?:embre)?", "oct(?:obre)?", "nov(?:embre)?", "déc(?:embre)?",
    ),
    "es": (
        "ene(?:ro)?", "feb(?:rero)?", "mar(?:zo)?", "abr(?:il)?", "mayo?", "jun(?:io)?", "jul(?:io)?",
        "ago(?:sto)?",
        "sept?(?:iembre)?|setiembre", "oct(?:ubre)?", "nov(?:iembre)?", "dic(?:iembre)?",
    ),
}  # fmt: skip

_YEAR = r"(?P<{}>1[5-9]\d\d|20\d\d)(?!\d|[.,]\d)"
# What may stand between a weekday and its date, and what shows that a number is no day.
_DAYTIME = {
    "en": r"(?: (?:morning|afternoon|evening|night))?",
    "nl": r"(?:ochtend|middag|avond|nacht)?",
    "de": r"(?:morgen|vormittag|nachmittag|abend|nacht| früh)?",
    "fr": r"(?: (?:matin|après-midi|soir))?",
    "es": r"(?: por la (?:mañana|tarde|noche))?",
}
_ARTICLE = {"en": "the |on ", "nl": "de ", "de": "den |dem |der ", "fr": "le ", "es": "el |día "}
_NO_DAY = r"(?!\d|[.,:]\d|\s?(?:%|percent|per cent|million|billion)\b)"
_SUFFIX = {"en": r"(?:st|nd|rd|th)?", "nl": r"(?:e|ste|de)?", "de": r"\.?", "fr": r"(?:er)?", "es": r"[º°]?"}
_NUMERIC = {
    "nl": r"(?P<day3>\d{1,2})(?P<mark>[-/])(?P<number3>\d{1,2})(?P=mark)",
    "de": r"(?P<day3>\d{1,2})\.\s?(?P<number3>\d{1,2})\.(?:\s(?=\d{4}))?",
    "fr": r"(?P<day3>\d{1,2})/(?P<number3>\d{1,2})/",
    "es": r"(?P<day3>\d{1,2})/(?P<number3>\d{1,2})/",
}
_ISO = r"(?P<year4>\d{4})-(?P<number4>\d\d)-(?P<day4>\d\d)(?![\d-])"
# Another weekday just before: “Saturday and Sunday, 10 and 11 March” does not say which is which.
_NEAR = 20
_LAST_MONTH = 12
_LONGEST_MONTH = 31


class WrittenDate(NamedTuple):
    """A date as a text writes it: `year` and `weekday` (Monday is 0) are None where it does not say.

    `weekday_span` is the weekday's place; `bare` says that only the order of a month and a number makes
    it a date, which “in March 30 people” may be too.
    """

    span: Span
    year: int | None
    month: int
    day: int
    weekday: int | None
    weekday_span: Span | None
    bare: bool

    def exists(self) -> bool:
        """Say whether some calendar has the day; 29 February counts where no year is given."""
        return self.day <= monthrange(self.year or 2000, self.month)[1]

    def on(self, year: int) -> date | None:
        """Return the date in a year, None where that year has no such day."""
        return date(year, self.month, self.day) if self.day <= monthrange(year, self.month)[1] else None


def dates_in(text: str, language: str, offset: int = 0) -> Iterator[WrittenDate]:
    """Yield the dates of a text in a language with spans that count from `offset`."""
    if language not in _MONTHS:
        return
    for found in _pattern(language).finditer(text):
        if written := _written(found, text, language, offset):
            yield written


@lru_cache(maxsize=8)
def _pattern(language: str) -> re.Pattern[str]:
    day, month = (
        r"(?P<day{0}>[0-3]?\d)" + _SUFFIX[language],
        rf"(?P<month{{0}}>{'|'.join(_MONTHS[language])})\b(?:\.(?=\s?\d))?",
    )
    of = {"en": " (?:of )?", "nl": " ", "de": " ?", "fr": " ", "es": " de "}[language]
    before_year = {"es": r",? (?:de |del )?"}.get(language, ",? ")
    forms = [rf"{day.format(1)}{of}{month.format(1)}(?:{before_year}{_YEAR.format('year1')})?", _ISO]
    if language == "en":
        forms.append(rf"{month.format(2)} {day.format(2)}{_NO_DAY}(?:,? {_YEAR.format('year2')})?")
    if language in _NUMERIC:
        # In German a day may go without its year: “Freitag (10.3.)”.
        forms.append(_NUMERIC[language] + f"(?:{_YEAR.format('year3')})" + ("?" if language == "de" else ""))
    names = "|".join(_WEEKDAYS[language])
    short = "|".join(_SHORT_WEEKDAYS[language])
    weekday = rf"(?:(?P<weekday>{names}){_DAYTIME[language]}|(?P<short>{short})(?=[.,])\.?)"
    return re.compile(
        rf"(?<!\w)(?:{weekday},?\s\(?(?:{_ARTICLE[language]})?)?"
        rf"(?<![\d.,/:-])(?:{'|'.join(forms)})(?!\w)"
        rf"(?:,?\s(?:\(|(?:a|een|ein|un)\s)(?P<later>{names})(?!\w))?",
        re.IGNORECASE,
    )


def _written(found: re.Match[str], text: str, language: str, offset: int) -> WrittenDate | None:
    parts = {name: value for name, value in found.groupdict().items() if value}
    form = next(name[-1] for name in parts if name.startswith("day"))
    day = int(parts[f"day{form}"])
    name = parts.get(f"month{form}")
    month = _place(_MONTHS[language], name) + 1 if name else int(parts[f"number{form}"])
    if not (1 <= month <= _LAST_MONTH and 1 <= day <= _LONGEST_MONTH):
        return None
    year = int(parts[f"year{form}"]) if f"year{form}" in parts else None
    group = next((group for group in ("weekday", "short", "later") if group in parts), None)
    weekday, place = None, None
    if group and not _shares(text, language, found.start(group)):
        names = _SHORT_WEEKDAYS if group == "short" else _WEEKDAYS
        weekday = _place(names[language], parts[group])
        place = Span(found.start(group) + offset, found.end(group) + offset)
    if form == "3" and year is None and weekday is None:
        return None
    suffixed = text[found.end(f"day{form}") : found.end(f"day{form}") + 2].isalpha()
    bare = form == "2" and year is None and group is None and not suffixed
    end = found.end()
    if "(" in found[0] and ")" not in found[0] and text.startswith(")", end):
        end += 1
    return WrittenDate(Span(found.start() + offset, end + offset), year, month, day, weekday, place, bare)


def _place(names: tuple[str, ...], written: str) -> int:
    return next(place for place, name in enumerate(names) if re.fullmatch(name, written, re.IGNORECASE))


def _shares(text: str, language: str, start: int) -> bool:
    """Say whether another weekday stands just before, so that the date may be that one's."""
    before = text[max(0, start - _NEAR) : start]
    names = (*_WEEKDAYS[language], *(rf"{name}\." for name in _SHORT_WEEKDAYS[language]))
    return re.search(rf"\b(?:{'|'.join(names)})", before, re.IGNORECASE) is not None


_FRONT_MATTER_DATE = re.compile(
    r"^[\"']?(?:date|pub_?date|published|publish_?date|published_?(?:at|on)|date_?published|publication_?date)[\"']?"
    r"[ \t]*[:=][ \t]*[\"']?(\d{4})-(\d\d)-(\d\d)",
    re.IGNORECASE | re.MULTILINE,
)
_HTML_DATE = re.compile(
    r"<(?:meta\b[^<>]{0,200}?(?:published_time|datepublished|dc\.date)[^<>]{0,100}?\bcontent|time\b[^<>]{0,200}?\bdatetime)"
    r"\s*=\s*[\"']?(\d{4})-(\d\d)-(\d\d)",
    re.IGNORECASE,
)
# A line of its own or a dateline with the article's date stands among the first lines and is short.
_FIRST_LINES = 6
_SHORT_LINE = 90
_DATELINE = re.compile(r"[^\n]{0,80}?(?:\s[–—-]+\s|—|\) ?[–—-])")


def article_date(document: Document) -> date | None:
    """Return the day an article was published, as its front matter, markup or first lines say; else None."""
    return document.derive(_article_date)


def _article_date(document: Document) -> date | None:
    source = document.source.text
    head = document.front_matter
    found = _FRONT_MATTER_DATE.search(source, 0, head.span.end) if head else None
    if not found and document.format == "html":
        # Dates behind the article are those of others.
        end = document.segments[-1].source_end if document.segments else 0
        found = _HTML_DATE.search(source, 0, end)
    if found:
        return _day(*map(int, found.groups()))
    return _printed_date(document)


def _printed_date(document: Document) -> date | None:
    lines = [
        line.text
        for block in range(min(_FIRST_LINES, len(document.blocks)))
        for line in document.lines_of(block)
    ]
    for line in lines[:_FIRST_LINES]:
        dateline = _DATELINE.match(line)
        said = line if len(line) <= _SHORT_LINE else dateline[0] if dateline else ""
        days = {
            written.on(written.year)
            for written in dates_in(said, document.language)
            if written.year and written.exists()
        }
        if len(days) == 1:
            return days.pop()
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
