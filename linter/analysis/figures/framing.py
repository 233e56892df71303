"""What stands around a figure: hedges, bounds, what is counted, and signs that it is no claim at all."""

from __future__ import annotations

import re
from functools import lru_cache

from linter.analysis.figures.figure import Bound, Figure

# How far before a figure its hedge may stand, in code points.
_BEFORE = 32
_HEDGES = {
    "en": (
        "about|around|roughly|approximately|approx\\.|some|nearly|almost|close to|an estimated"
        "|circa|ca\\.|c\\.|~|≈|just (?:over|under)|well over"
    ),
    "nl": (
        "ongeveer|circa|ca\\.|zo['’]n|rond de|rond|bijna|een kleine|ruim|naar schatting"
        "|om en nabij de|krap|~|≈"
    ),
    "de": "etwa|ungefähr|circa|ca\\.|rund|fast|knapp|beinahe|gut|an die|schätzungsweise|gegen|um die|~|≈",
    "fr": "environ|à peu près|près de|quelque|presque|autour de|grosso modo|~|≈",
    "es": "unos|unas|cerca de|alrededor de|aproximadamente|casi|en torno a|cerca de|poco más de|~|≈",
}
_LEAST = {
    "en": "more than|over|at least|no fewer than|no less than|upwards of|above|exceeding",
    "nl": "meer dan|minstens|ten minste|minimaal|boven de|ruim|vanaf",
    "de": "mehr als|mindestens|über|wenigstens|ab",
    "fr": "plus de|au moins|au-delà de|minimum",
    "es": "más de|al menos|por lo menos|como mínimo|superior a",
}
_MOST = {
    "en": "less than|fewer than|under|at most|up to|no more than|below|a maximum of",
    "nl": "minder dan|hooguit|hoogstens|maximaal|tot|onder de",
    "de": "weniger als|höchstens|maximal|bis zu|unter",
    "fr": "moins de|au plus|jusqu['’]à|maximum",
    "es": "menos de|como máximo|hasta|a lo sumo",
}
# Words before a number that make it a name: of a page, a law, a road, a version.
_NAMED = {
    "en": (
        "page|pages|pp?\\.|chapter|section|sec\\.|article|art\\.|paragraph|clause|rule|amendment"
        "|proposition|resolution|title"
        "|version|v\\.?|no\\.|nr\\.|number|#|figure|fig\\.|table|step|phase|room|suite|route"
        "|highway|interstate|flight|gate"
        "|line|level|tier|type|grade|class|area|district|channel|apollo|covid|windows|iphone|act"
        "|psalm|verse|isbn|tel\\.?|phone|call|ext\\.?|p\\.?o\\. box"
    ),
    "nl": (
        "pagina|blz\\.|hoofdstuk|artikel|art\\.|paragraaf|lid|versie|nr\\.|nummer|figuur|tabel|stap"
        "|fase|kamer|lijn|niveau|klasse|tel\\.?|§"
    ),
    "de": (
        "Seite|S\\.|Kapitel|Artikel|Art\\.|Absatz|Abs\\.|Paragraf|§|Version|Nr\\.|Nummer|Abbildung"
        "|Tabelle|Schritt|Phase|Zimmer|Linie|Klasse|Tel\\.?"
    ),
    "fr": (
        "page|p\\.|chapitre|article|art\\.|paragraphe|alinéa|version|n°|numéro|figure|tableau|étape"
        "|phase|chambre|ligne|niveau|classe|tél\\.?|§"
    ),
    "es": (
        "página|pág\\.|capítulo|artículo|art\\.|párrafo|versión|n\\.º|núm\\.|número|figura|tabla"
        "|paso|fase|habitación|línea|nivel|clase|tel\\.?|§"
    ),
}
_MONTHS = (
    "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mrt|mei|okt|maa|mär|mai|dez|janv|févr|fev|avr"
    "|juin|juil|août|déc|ene|abr|ago|dic"
)
_MONTH_BEFORE = re.compile(rf"\b(?:{_MONTHS})\w*\.? $", re.IGNORECASE)
_MONTH_AFTER = re.compile(rf"(?:st|nd|rd|th|er|e|º|\.)?(?: de| of)? (?:{_MONTHS})\w*", re.IGNORECASE)
# A time of day, a score, a telephone number, a date, an address of a page go on behind a number.
_GOES_ON = re.compile(
    r":\d| [-–] \d|\s?[ap]\.?m\b|\s?(?:uhr|uur|heures?|h(?:\d\d)?)\b|[-–/]\d|\.\d|/\w|(?:st|nd|rd|th)\b|-\w"
    r"|\s(?:[^\W\d]\w* )?(?:Street|St\.|Avenue|Ave\.|Road|Rd\.)",
    re.IGNORECASE,
)
_RUNS_IN = re.compile(r"[\w./:@#&=+-]$|\d[-–/:.]$|\d [-–] $|\[\^?$")
_TELEPHONE = re.compile(r"\d{3}[-–]\d{4}")
_SCORE_OR_YEARS = re.compile(r"\d+ [-–] \d+|(?:1[5-9]|20)\d\d[-–](?:1[5-9]|20)\d\d")
_LIST_NUMBER = re.compile(r"\s*\(?")
_YEARS = (1000, 2100)
# Words that often follow a number and are nothing that could be counted.
_GRAMMAR_WORDS = """
of in the to for from on at by with and or as is are was were will would has have had more that this who
van het een op te voor en met zijn werd wordt heeft die dat als aan bij
von im der das den dem zu für und oder mit ist sind war wird hat bei auf aus
de des du d la le les à au dans pour et ou avec est sont sur par qui ont a
del el los las por para y o con es son fue que ha han al
"""
_GRAMMAR = frozenset(_GRAMMAR_WORDS.split())
_WORD = re.compile(r"[ \u00a0\u202f-](?P<word>[^\W\d_][\w’'-]*)")


def hedge_and_bound(text: str, language: str, figure: Figure) -> tuple[str | None, Bound | None]:
    """Return the hedge and the bound that stand before a figure."""
    before = text[max(0, figure.span.start - _BEFORE) : figure.span.start].rstrip(" \u00a0")
    hedge = _last(_HEDGES, language, before)
    bound: Bound | None = None
    if _last(_LEAST, language, before):
        bound = "least"
    elif _last(_MOST, language, before):
        bound = "most"
    return hedge, bound


def _last(table: dict[str, str], language: str, before: str) -> str | None:
    """The word of a table that ends a text."""
    found = language in table and _ending(table[language]).search(before)
    return found[0] if found else None


@lru_cache(maxsize=64)
def _ending(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words})$", re.IGNORECASE)


def counted_after(text: str, end: int) -> str | None:
    """Return the word that follows a number, in small letters; None where it is a word of grammar."""
    found = _WORD.match(text, end)
    word = found["word"].lower() if found else None
    return None if word in _GRAMMAR else word


def is_no_claim(text: str, language: str, figure: Figure) -> bool:
    """Say whether a number is a name, a place in a list, a date, a time or a part of something longer."""
    if figure.units or figure.spelled or figure.scale != 1:
        return False
    start, end = figure.span
    before = text[max(0, start - _BEFORE) : start]
    return (
        _is_year(text[start:end], figure)
        or _SCORE_OR_YEARS.fullmatch(text, start, end) is not None
        or _TELEPHONE.fullmatch(text, start, end) is not None
        or _RUNS_IN.search(before) is not None
        or _GOES_ON.match(text, end) is not None
        or _MONTH_BEFORE.search(before) is not None
        or _MONTH_AFTER.match(text, end) is not None
        or (_LIST_NUMBER.fullmatch(text, 0, start) is not None and text[end : end + 1] in (".", ")"))
        or _last(_NAMED, language, before.rstrip(" \u00a0")) is not None
    )


def _is_year(written: str, figure: Figure) -> bool:
    return written.isdigit() and not figure.hedge and _YEARS[0] <= figure.low < _YEARS[1]
