"""Frames that ask for one form of a verb and hold another: “can went”, “she don't knows”.

A frame is an RE2 pattern with `⟦⟧` around a form in braces, or “to” and a form,
and `=>` what to write: `(did|didn['’]t) ⟦{past}⟧ => {base}`. The word found
there must be that form of a verb in `english_verbs`, and no base. `^` before a
frame asks that it begin a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, cast

from linter import (
    Block,
    ByLanguage,
    Document,
    Edit,
    Fix,
    Hit,
    Span,
    find_in_prose,
    for_language,
    in_quotation,
)

if TYPE_CHECKING:
    from .english_verbs import Form, Verb

_KINDS = ("title", "heading", "paragraph", "list-item", "caption")
_FORM = re.compile(r"⟦(to )?\{(\w+)\}⟧")


@dataclass(frozen=True)
class Options:
    """`frames` by language; `never` are forms that stay silent."""

    frames: ByLanguage
    never: tuple[str, ...] = ()


class VerbFrame(NamedTuple):
    """What stands before and after the verb, the form that is wrong there, and what to write."""

    pattern: str
    before: re.Pattern[str]
    with_to: bool
    form: Form
    correction: str
    begins: bool


@lru_cache(maxsize=256)
def _read(entry: str) -> VerbFrame:
    pattern, _, correction = entry.partition(" => ")
    begins, pattern = pattern.startswith("^"), pattern.removeprefix("^")
    found = _FORM.search(pattern)
    if found is None:
        raise ValueError(f"the frame “{entry}” has no form in ⟦{{}}⟧")
    before = re.compile(pattern[: found.start()].replace(" ", r"\s+"), re.IGNORECASE)
    form, to = cast("Form", found[2]), found[1] or ""
    return VerbFrame(_FORM.sub(f"{to}[a-z]+", pattern), before, bool(to), form, correction.strip(), begins)


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Yield each verb in a form that its frame does not take, the frames in the order of the text."""
    hits: dict[int, Hit] = {}
    for entry in for_language(options.frames, "en"):
        frame = _read(entry)
        for block, match in find_in_prose({"en": (frame.pattern,)}, document):
            hit = _hit(document, block, Span(*match.span()), frame, options)
            if hit:
                hits.setdefault(hit.span.start, hit)
    yield from (hits[start] for start in sorted(hits))


def _hit(document: Document, block: Block, found: Span, frame: VerbFrame, options: Options) -> Hit | None:
    before = frame.before.match(document.text, found.start)
    start = before.end() if before else found.start
    said = re.compile(r"(?:to\s+)?([A-Za-z]+)" if frame.with_to else "([A-Za-z]+)").match(
        document.text, start
    )
    if said is None or not said[1].islower() or said[1] in options.never:
        return None
    from .english_verbs import verb_by

    verb = verb_by(frame.form, said[1])
    if verb is None or not _is_told(document, block, Span(found.start, said.end()), frame):
        return None
    correction = _written(frame.correction, verb)
    span = Span(*said.span())
    fix = Fix(f"Replace by “{correction}”", (Edit(span, correction),), "safe")
    return Hit(span, {"correction": correction}, fix=fix)


def _is_told(document: Document, block: Block, found: Span, frame: VerbFrame) -> bool:
    """Say whether the frame stands in the author's own running text, its verb no part of a compound."""
    if block.kind not in _KINDS or in_quotation(block, found.start - block.start):
        return False
    if document.text[found.end : found.end + 1] in ("-", "'", "’"):
        return False
    return not frame.begins or document.sentence_at(block, found.start).start == found.start


def _written(correction: str, verb: Verb) -> str:
    return correction.format_map(verb._asdict())
