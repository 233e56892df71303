"""Credits of pictures whose picture is gone: a word for the picture and names, or names and an agency."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from linter import OBJECT, ByLanguage, Document, Hit, Line, Triggers, for_language, short_lines

_LONGEST = 140
# Matches no text, in RE2 and in Python.
_NOTHING = r"[^\s\S]"
_MARKS = "*_()[]|–—- \u00a0"
# Every word of a credit is a name, an agency, a year, an address or one of these.
_SMALL = re.compile(
    r"(?:de|van|von|vom|der|den|del|della|di|da|dos|du|des|la|le|las|los|l'|het|ten|ter|zu|zum|y|e|i|bin|al|el"
    r"|and|en|und|et|with|via|for|voor|für|pour|para|of|from|at|on|in|by|courtesy|the|op|par|por|door|av|sur"
    r"|iStock(?:photo)?|iStock\w*|dpa|ddp|dapd|dpa-\S+|imago|epd|kna|ap|afp|shutterstock|unsplash|auf"
    r"|pexels|pixabay|getty|images?|photo|stock\.adobe\.com|picture|alliance|archive?|archief|archiv|archives|stock"
    r"|eigen|foto|privat|privé|collectie|privearchief|pr|handout|file|illustration|symbolbild|own|work|cc|by-sa"
    r"|by-nd|\d\.0|©|&|\+|-|–|/|\||19\d\d|20\d\d|\S+\.(?:com|org|net|de|nl|be|fr|es|at|ch|uk|eu)(?:/\S*)?|@\w+)",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"(?:photo|image|picture|foto|bild|beeld|afbeelding|imagen) ", re.IGNORECASE)
# Between a picture and a site, between a name and an agency.
_ON_SITE = (" on", " auf", " von", " sur", " op", " en", " from")
_BEFORE = ("/", "|", " via", "©", "–")
_PROPER = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’.&*-]*|[a-z][\w-]*[A-Z]\w*")
_SPLIT = re.compile(r"\s*[/,|·:;()]\s*|\s+")


@dataclass(frozen=True)
class Options:
    """By language, `any` for every language: `labels` with a colon behind them, `phrases` without.

    `agencies` sell pictures: a line of names and one of them is found as well,
    and with `alone` a line that is one of them and nothing else.
    """

    labels: ByLanguage = field(default_factory=dict)
    phrases: ByLanguage = field(default_factory=dict)
    agencies: tuple[str, ...] = ()
    alone: bool = False


def triggers(options: Options, language: str) -> Triggers:
    """Return what the engine looks for before it runs the check: a short line with a label or an agency."""
    labels, phrases = (
        _any_of(for_language(table, language)).lower() for table in (options.labels, options.phrases)
    )
    agencies = _any_of(options.agencies).lower()
    begins = f"(?m:^[{re.escape(_MARKS)}]*"
    label = f"{begins}(?:(?:{labels}) ?[:©]|(?:{phrases}) ?:? ))"
    if options.alone:
        return Triggers(line_patterns=(label, f"{begins}(?:{agencies})[{re.escape(_MARKS)}.]*$)"))
    sites = "|".join(_ON_SITE)
    parted = f"(?:(?:{'|'.join(map(re.escape, _BEFORE))}|{sites}) *(?:{agencies})|(?:{agencies}) *[/|])"
    return Triggers(line_patterns=(label, parted))


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Yield each credit that stands beside no picture."""
    agency = _agency(options.agencies) if options.agencies else None
    for line in short_lines(document):
        block = document.blocks[line.block]
        if len(line.text) > _LONGEST or block.kind == "caption":
            continue
        if block.kind == "heading" and document.format != "text":
            continue
        label = _label(options, document.language_of(block))
        text = " ".join(line.text.split()).strip(_MARKS)
        if _is_credit(text, label, agency, alone=options.alone) and not _has_picture(document, line):
            yield Hit(line.trimmed)


def _is_credit(text: str, label: re.Pattern[str], agency: re.Pattern[str] | None, *, alone: bool) -> bool:
    match = label.match(text)
    if match:
        return _are_sources(text[match.end() :])
    found = agency.search(text) if agency else None
    if not found:
        return False
    if found[0] == text.rstrip("."):
        return alone
    # “Marit Oosterhof/Getty Images”, “Getty Images | Marit Oosterhof”, “Marit Oosterhof via Getty Images”.
    before, after = text[: found.start()].rstrip(), text[found.end() :].strip()
    on_site = _PICTURE.match(text) and before.endswith(_ON_SITE)
    parted = on_site or before.endswith(_BEFORE) or after.startswith(("/", "|"))
    return not alone and bool(parted) and _are_sources(text)


def _are_sources(text: str) -> bool:
    """Say whether all words are names or belong to a credit, and one is no mere joint."""
    words = [word for word in _SPLIT.split(text.removesuffix(".")) if word]
    return 0 < len(words) <= 14 and all(  # noqa: PLR2004 - a caption's sentence is longer
        _PROPER.fullmatch(word) or _SMALL.fullmatch(word) for word in words
    )


def _has_picture(document: Document, line: Line) -> bool:
    """Say whether a picture or another object stands in the line's block, before or after it."""
    near = document.blocks[max(0, line.block - 1) : line.block + 2]
    return any(block.kind in ("object", "caption") or OBJECT in block.text for block in near)


@lru_cache(maxsize=8)
def _agency(agencies: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any_of(agencies)})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=64)
def _pattern(labels: tuple[str, ...], phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:{_any_of(labels)}) ?[:©] ?|(?:{_any_of(phrases)}) ?:? ", re.IGNORECASE)


def _any_of(words: tuple[str, ...]) -> str:
    return (
        "|".join(re.escape(word) for word in sorted(filter(None, words), key=len, reverse=True)) or _NOTHING
    )


def _label(options: Options, language: str) -> re.Pattern[str]:
    return _pattern(for_language(options.labels, language), for_language(options.phrases, language))
