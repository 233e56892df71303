"""Lines that are nothing but a date, a time, or both, with what a system prints beside them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from linter import ByLanguage, Document, Hit, Line, Triggers, find_words, short_lines

_LONGEST = 140
# “Published a week ago by …”: without a figure a stamp is short.
_LONGEST_IN_WORDS = 50
_DIGIT = re.compile("[0-9]")
# More unlabelled dates than this make a chronicle or a programme, which an author wrote.
_CHRONICLE = 3
# Stamps of websites; older dates head diaries and letters.
_YEAR = r"(?:199[5-9]|20\d\d)"
_WEEKDAYS = (
    "mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
    "|ma(?:andag)?|di(?:nsdag)?|wo(?:ensdag)?|do(?:nderdag)?|vr(?:ijdag)?|za(?:terdag)?|zo(?:ndag)?"
    "|mo(?:ntag)?|di(?:enstag)?|mi(?:ttwoch)?|donnerstag|fr(?:eitag)?|sa(?:mstag)?|sonnabend|so(?:nntag)?"
    "|lun(?:di)?|mar(?:di)?|mer(?:credi)?|jeu(?:di)?|ven(?:dredi)?|sam(?:edi)?|dim(?:anche)?"
    "|lun(?:es)?|martes|mi[ée](?:rcoles)?|jue(?:ves)?|vie(?:rnes)?|s[áa]b(?:ado)?|dom(?:ingo)?"
)
_MONTHS = (
    "jan(?:uar[yi]?|uary)?|feb(?:ruar[yi]?|r)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust(?:us)?)?"
    "|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?"
    "|maart|mrt|mei|juni|juli|jänner|jän|feber|märz|mär|mrz|mai"
    "|janv(?:ier)?|f[ée]v(?:r(?:ier)?)?|mars|avr(?:il)?|juin|juil(?:let)?|ao[uû]t|octobre|novembre"
    "|d[ée]c(?:embre)?|septembre"
    "|ene(?:ro)?|febrero|marzo|abr(?:il)?|mayo|junio|julio|ago(?:sto)?|sep?t(?:iembre)?|octubre|noviembre"
    "|dic(?:iembre)?"
)
_TODAY = (
    "today|yesterday|vandaag|gisteren|heute|gestern|aujourd['’]hui|hier|hoy|ayer"
    "|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
)
_ZONE = r"utc|gmt|cest|cet|mesz|mez|[ecmp][sd]?t|bst|ist|sast|wib|a[ew][sd]t|nz[sd]t|hrs|local\ time"
_CLOCK = (
    r"\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:\ ?[ap]\.?\ ?m\b\.?)?(?:\ ?(?:uhr|uur|hours|horas?|hs|hrs|h|u)\b\.?)?"
    r"|\d{1,2}\ ?[ap]\.?\ ?m\b\.?|\d{1,2}\ ?(?:uhr|uur|heures|horas|h)\b"
)
_TIME = rf"(?:{_CLOCK})(?:\ ?\(?(?:{_ZONE})\b\)?)?(?:\ ?(?:[+-]\d\d:?\d\d)\b)?"
_DAY = r"\d{1,2}(?:st|nd|rd|th|er|e|º|°|\.)?"
_RELATIVE = (
    r"(?:\d+|an?|one)\ ?(?:seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w|months?|mo|years?"
    r"|yrs?)\ ago|just\ now"
    r"|(?:\d+|een)\ (?:seconden|secondes?|minuut|minuten|min\.?|uur|uren|dag|dagen|week|weken|maand|maanden"
    r"|jaar)\ geleden|zojuist|zonet"
    r"|vor\ (?:\d+|einer|einem)\ (?:sekunden?|minuten?|min\.?|stunden?|std\.?|tag(?:en)?|wochen?|monat(?:en)?"
    r"|jahr(?:en)?)"
    r"|il\ y\ a\ (?:\d+|une?)\ ?(?:secondes?|minutes?|min\.?|heures?|h|jours?|j|semaines?|mois|ans?)"
    r"|hace\ (?:\d+|una?)\ ?(?:segundos?|minutos?|min\.?|horas?|h|d[íi]as?|semanas?|mes(?:es)?|años?)"
)
_READING = (
    r"\d+[-\ ]?min(?:ute[ns]?|uten|utos?)?\.?(?:\ (?:of\ )?(?:read(?:ing)?(?:\ time)?|leestijd|lezen|leeszeit"
    r"|lesezeit|lesedauer|de\ lecture|de\ lectura|lectura))?"
    r"|(?:reading\ time|read\ time|leestijd|lesezeit|lesedauer|temps\ de\ lecture|tiempo\ de\ lectura)"
    r"\ ?:?\ (?:ca\.\ )?\d+\ ?(?:min(?:ute[ns]?|uten|utos?|uut)?\b\.?)?"
    r"|(?:\d+|no|geen|keine?|aucun|sin)"
    r"\ (?:comments?|reacties?|kommentare?|commentaires?|comentarios?|views?|shares?)"
)
_TOKENS = rf"""
  (?P<full>
      (?:(?:{_WEEKDAYS})\b\.?,?\ )?
      (?: {_DAY}(?:\ de|\ of)?[\ -](?:{_MONTHS})\b\.?,?(?:\ del?|\ ’|\ '|-)?[\ ]?{_YEAR}
        | {_DAY}[-\ ](?:{_MONTHS})[-\ ](?:'|’)?\d\d
        | (?:{_MONTHS})\b\.?\ {_DAY}?,?\ {_YEAR}
        | {_YEAR}-\d{{1,2}}-\d{{1,2}}
          (?:[t ]\d{{2}}:\d{{2}}(?::\d{{2}})?(?:\.\d+)?(?:z|[+-]\d{{2}}:?\d{{2}})?)?
        | {_YEAR}[/.]\d{{1,2}}[/.]\d{{1,2}}
        | \d{{1,2}}(?P<mark>[-/.])\ ?\d{{1,2}}(?P=mark)\ ?(?:{_YEAR}|\d\d)
      )(?!\d)
  )
| (?P<month>(?:{_MONTHS})\b\.?\ (?:de\ )?{_YEAR}(?!\d)|\d{{1,2}}/{_YEAR}(?!\d))
| (?P<reading>{_READING})
| (?P<relative>{_RELATIVE})
| (?P<day>(?:(?:{_WEEKDAYS})\b\.?,?\ )?(?:{_DAY}(?:\ de|\ of)?\ (?:{_MONTHS})|(?:{_MONTHS})\b\.?\ {_DAY}))
| (?P<time>{_TIME})
| (?P<today>{_TODAY})
"""
_GLUE = re.compile(
    r"(?:[\s|·•,;:()\[\]/–—\-»›>*]|\b(?:on|at|op|om|am|um|le|à|el|las?|los|a|the|and|en|und|et|y|ce|kl|@)\b)*\.?",
    re.IGNORECASE,
)
# What a system parts its fields with.
_HARD = r"(?:\s[|·•–—\-/»]\s|\s*[|·•]\s*)"
_SIGNS = " ,|·•–—-/»"
_CREDIT = re.compile(
    r"(?:(?:written|geschreven|geschrieben|écrit|rédigé|escrito)\ )?"
    r"(?:by|door|von|par|por)\ [^\s\d.!?;:|][^\s!?;:|]*(?:\ [^\s\d!?;:|]+){0,4}"
    rf"(?P<rest>{_HARD}.*|[\s,]*)",
    re.IGNORECASE,
)
_FILED = re.compile(
    r"\s*(?:posted\ |filed\ |geplaatst\ |abgelegt\ |publié\ |publicado\ )?(?:in|en|dans|under|unter)\ "
    r"[^\s\d.!?;:|]+(?:,?\ [^\s\d.!?;:|]+){0,4}\s*",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?i:by|door|von|par|por) (?:[A-ZÀ-Þ]|admin|redactie|redaktion|(?:la )?r[ée]dac|webmaster|staff)"
)
_HOURS = re.compile(
    r"\W*(?:from |van |von |de )?\d{1,2}(?:[:.h]\d\d)? ?(?:[ap]\.?m\.?|uhr|uur|h)? ?"
    r"(?:-|–|—|to|tot|bis|à|a) ?\d",
    re.IGNORECASE,
)
_MEASURED = re.compile(r"\d|just now|zojuist|zonet", re.IGNORECASE)
# What a stamp cannot do without; most lines have none of it.
_NEEDED = (
    *("[0-9][0-9a-z]*", _TODAY, "(an?|one) [a-z]+ ago", "just now", "zojuist", "zonet", "geleden", "vor"),
    *("il y a", "hace"),
)
_NEEDED_BARE = (
    *(_YEAR, "[0-9]+[./-][0-9]+[./-][0-9]+", "[0-9]+[:.h][0-9][0-9][a-z]*"),
    *(
        "[0-9]+ ?(am|pm|a\\.m|p\\.m|uhr|uur|h)",
        "ago",
        "just now",
        "zojuist",
        "zonet",
        "geleden",
        "vor",
        "il y a",
        "hace",
    ),
)
# What a stamp begins with that has its label later and no figure before it.
_FIRST_WORDS = (
    f"{_TODAY}|just now|zojuist|zonet|an?|one|een|vor|il y a|hace"
    "|by|door|von|par|por|written|geschreven|geschrieben|écrit|rédigé|escrito"
    "|in|en|dans|under|unter|posted|filed|geplaatst|abgelegt|publié|publicado"
)
_FREE = re.compile(r"[^\W\d][^\s.!?;:]*(?:\ [^\s\d.!?;:]+){0,2}")


@dataclass(frozen=True)
class Options:
    """`labels` by language, all read in every article; `labelled = false` finds the lines without one."""

    labels: ByLanguage = field(default_factory=dict)
    labelled: bool = True


class Stamp(NamedTuple):
    """What a line is made of: the kinds of its tokens, in their order, and whether text stands between."""

    kinds: tuple[str, ...]
    has_text: bool

    def says(self, *kinds: str) -> bool:
        """Say whether it holds a token of one of these kinds."""
        return any(kind in kinds for kind in self.kinds)


def triggers(options: Options, language: str) -> Triggers:
    """Return what the engine looks for before it runs the check: a short line with a label and a time."""
    labels = _alternatives(label for some in options.labels.values() for label in some)
    if not options.labelled or not labels:
        return Triggers()
    label = f"(?:{labels.lower()})(?:[^a-z]|$)"
    first = f"[0-9|·•–—/»-]|^(?:{_FIRST_WORDS}) "
    return Triggers(line_patterns=(f"(?m:^[^a-z]*{label}|(?:{first}).*[^a-z]{label})",))


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Yield each line that is a stamp."""
    tokens = _tokens(tuple(label for labels in options.labels.values() for label in labels))
    needed = _NEEDED if options.labelled else _NEEDED_BARE
    found = [
        (line, stamp)
        for line in short_lines(document)
        if len(line.text) <= _LONGEST
        and document.blocks[line.block].kind != "caption"
        and (len(line.text) <= _LONGEST_IN_WORDS or _DIGIT.search(line.text))
        and next(find_words(needed, line.text), None)
        and (stamp := parsed(" ".join(line.text.split()), tokens, labelled=options.labelled))
    ]
    if options.labelled:
        yield from _labelled(found)
    else:
        yield from _bare(document, found)


def parsed(text: str, tokens: re.Pattern[str], *, labelled: bool) -> Stamp | None:
    """Return what a line is made of if it is nothing but tokens, signs and the fields of a system.

    A token that is a label is among them if the stamp is to be `labelled`, and none if not.
    """
    if not _may_begin(text, tokens, labelled=labelled):
        return None
    kinds: list[str] = []
    at, has_text = 0, False
    for match in tokens.finditer(text):
        between = text[at : match.start()]
        if not _GLUE.fullmatch(between):
            has_text = True
            if not _is_field(between, first=not kinds, last=False, labelled=labelled):
                return None
        kinds.append(str(match.lastgroup if match.lastgroup != "mark" else "full"))
        at = match.end()
    if not kinds or ("label" in kinds) != labelled:
        return None
    if not _GLUE.fullmatch(text[at:]):
        has_text = True
        if not _is_field(text[at:], first=False, last=True, labelled=labelled):
            return None
    return Stamp(tuple(kinds), has_text)


def _may_begin(text: str, tokens: re.Pattern[str], *, labelled: bool) -> bool:
    """Say whether a line begins with a token or a field; most lines with a number do not."""
    glue = _GLUE.match(text)
    if tokens.match(text) or (glue and tokens.match(text, glue.end())) or re.search(_HARD, text):
        return True
    field = _CREDIT.match(text.lstrip(_SIGNS)) or (labelled and _FILED.match(text))
    return bool(field)


def _is_field(text: str, *, first: bool, last: bool, labelled: bool) -> bool:
    """Say whether text between tokens is a name, a section or another short field of the system."""
    credit = _CREDIT.fullmatch(text.lstrip(_SIGNS))
    if credit and (labelled or _NAMED.search(text)):
        return True
    if labelled and _FILED.fullmatch(text):
        return True
    starts = re.match(_HARD, text)
    ends = re.search(f"{_HARD}$", text)
    if not (first or starts) or not (last or ends) or not (starts or ends):
        return False
    inner = text[starts.end() if starts else 0 : ends.start() if ends else len(text)]
    return all(
        _FREE.fullmatch(part.strip()) or _CREDIT.fullmatch(part.strip()) for part in re.split(_HARD, inner)
    )


def _labelled(found: list[tuple[Line, Stamp]]) -> Iterator[Hit]:
    for line, stamp in found:
        if stamp.says("full", "day", "time", "relative", "today"):
            yield Hit(line.trimmed)
        elif stamp.says("month") and not stamp.has_text:
            # “As of March 2024” is what an author writes too.
            yield Hit(line.trimmed, certain=False)


def _bare(document: Document, found: list[tuple[Line, Stamp]]) -> Iterator[Hit]:
    found = [
        (line, stamp)
        for line, stamp in found
        # In plain text a short line may only look like a heading.
        if (document.format == "text" or document.blocks[line.block].kind != "heading")
        and _is_point(stamp)
        # “A year ago” may well be a heading.
        and _MEASURED.search(line.text)
        and not _has_hours(document, line)
    ]
    certain = len(found) <= _CHRONICLE
    for line, _ in found:
        yield Hit(line.trimmed, certain=certain)


def _has_hours(document: Document, line: Line) -> bool:
    """Say whether the line below says from when to when, as a programme does."""
    below = bisect_right(document.lines, line)
    return below < len(document.lines) and bool(_HOURS.match(document.lines[below].text))


def _is_point(stamp: Stamp) -> bool:
    """Say whether the tokens are one moment, as a system stamps it, and no span of time."""
    if any(stamp.kinds.count(kind) > 1 for kind in ("full", "day", "month", "time", "relative", "today")):
        return False
    if stamp.says("full", "relative"):
        return True
    return stamp.says("day", "today") and stamp.says("time") and not stamp.has_text


def _alternatives(labels: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(filter(None, labels), key=len, reverse=True)))


@lru_cache(maxsize=8)
def _tokens(labels: tuple[str, ...]) -> re.Pattern[str]:
    words = _alternatives(labels)
    label = rf"| (?P<label>(?:{words})(?:\ ?:)?)" if words else ""
    # The label goes first, so that “Posted today” is none of its own words.
    return re.compile(rf"(?<![\w'’])(?: (?!){label} | {_TOKENS} )(?!\w)", re.IGNORECASE | re.VERBOSE)
