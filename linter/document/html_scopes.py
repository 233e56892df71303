"""How text is read inside an element: as what kind of block, or not at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from linter.document.document import Kind
from linter.document.html_elements import HIDDEN, KINDS, LANDMARKS, OBJECTS, PAGE, ROLES
from linter.document.html_tokens import attributes

# How many of the elements around a block give it classes, and how many each.
_MAX_ELEMENTS = 8
_MAX_CLASSES = 64

_LANGUAGE = re.compile(r"\s*([a-zA-Z]{2,3})(?![a-zA-Z])")
_NO_LANGUAGE = frozenset({"mul", "und", "zxx"})
_NOT_DISPLAYED = re.compile(r"display\s*:\s*none", re.IGNORECASE)


class Mode(Enum):
    """What becomes of the text.

    It is read; stands for itself as one object; is not shown; is in an element
    that frames the article, such as a menu; or is not in the region to read.
    """

    READ = auto()
    OBJECT = auto()
    HIDDEN = auto()
    LEFT_OUT = auto()
    OUTSIDE = auto()


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """What holds for text inside an element; shared with the elements in it that change nothing."""

    mode: Mode
    kind: Kind = "paragraph"
    level: int = 0
    classes: tuple[tuple[str, ...], ...] = ()
    lang: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Region:
    """A part of the page to read: its element (None: all), a sign of it in the file, what it leaves out."""

    root: str | None
    sign: re.Pattern[str]
    left_out: frozenset[str]


_ANY = re.compile("")
ARTICLE = Region("article", re.compile(r"<article\b", re.IGNORECASE), frozenset({"aside", "nav"}))
MAIN = Region("main", re.compile(r"\bmain\b", re.IGNORECASE), frozenset({"aside", "nav"}))
BODY = Region(None, _ANY, LANDMARKS)
FRAGMENT = Region(None, _ANY, frozenset())


# Pages repeat their tags: from one to the next most have been seen in the same place.
@lru_cache(maxsize=1024)
def look_up(name: str, written: str, outer: Scope, region: Region) -> tuple[dict[str, str], Scope]:
    """Return an element's attributes and what holds inside it: `outer` itself if nothing changes."""
    given = attributes(written)
    return given, _scope_of(name, given, outer, region)


def _scope_of(name: str, given: dict[str, str], outer: Scope, region: Region) -> Scope:
    mode = _mode(name, given, outer, region)
    base = outer if mode is outer.mode else Scope(mode, lang=outer.lang)
    kind, level = KINDS.get(name) or (base.kind, base.level)
    classes, lang = base.classes, base.lang
    if name not in PAGE and (names := _class_names(given)):
        classes = (*classes, names)[-_MAX_ELEMENTS:]
    if name != "html" and ("lang" in given or "xml:lang" in given):
        lang = declared_language(given)
    if (kind, level, classes, lang) == (base.kind, base.level, base.classes, base.lang):
        return base
    return Scope(mode, kind, level, classes, lang)


def _mode(name: str, given: dict[str, str], outer: Scope, region: Region) -> Mode:
    around = outer.mode
    if around is Mode.HIDDEN or around is Mode.OBJECT:
        return around
    if name in HIDDEN or (given and _is_hidden(name, given)) or (name == "dialog" and "open" not in given):
        return Mode.HIDDEN
    part = landmark(name, given)
    if around is Mode.READ:
        # The footer of a quotation names its speaker.
        if part in region.left_out and outer.kind != "quote":
            return Mode.LEFT_OUT
        return Mode.OBJECT if name in OBJECTS else around
    if around is Mode.OUTSIDE and part == region.root:
        return Mode.READ
    return Mode.LEFT_OUT if part in LANDMARKS else around


def landmark(name: str, given: dict[str, str]) -> str:
    """Return the name of the element, or of the one that its role makes it."""
    return ROLES.get(given.get("role", "").lower(), name)


def _is_hidden(name: str, given: dict[str, str]) -> bool:
    return (
        "hidden" in given
        or given.get("aria-hidden", "").lower() == "true"
        or (name == "input" and given.get("type", "").lower() == "hidden")
        or _NOT_DISPLAYED.search(given.get("style", "")) is not None
    )


def _class_names(given: dict[str, str]) -> tuple[str, ...]:
    written = f"{given.get('class', '')} {given.get('id', '')}"
    return tuple(written.lower().split()[:_MAX_CLASSES])


def declared_language(given: dict[str, str]) -> str | None:
    """Return the primary subtag of an element's own language, if it names one."""
    return primary_subtag(given.get("lang") or given.get("xml:lang", ""))


def primary_subtag(tag: str) -> str | None:
    """Return the primary subtag of a language tag in lower case, or None if it names no language."""
    match = _LANGUAGE.match(tag)
    return found if match and (found := match[1].lower()) not in _NO_LANGUAGE else None
