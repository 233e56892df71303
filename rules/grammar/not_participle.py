"""“accused of not spelled out its reasons”: a participle for a gerund.

Only a participle with an object of its own is certain: “of not paid the toll”
is wrong, “of not paid bills” is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from linter import Document, Edit, Fix, Hit, Span

# A shorter word in -ed is seldom a verb: “red”, “shed”.
_SHORTEST = len("aided")


@dataclass(frozen=True)
class Options:
    """The words of the frame, and the -ing forms of irregular participles."""

    prepositions: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    no_participles: tuple[str, ...] = ()
    irregular: Mapping[str, str] = field(default_factory=dict)


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Yield “of not spelled”, with the gerund as its fix."""
    fault = _fault(options)
    for block in document.prose:
        for found in fault.finditer(block.text):
            if gerund := _gerund(found["verb"], options):
                verb = Span(block.start + found.start("verb"), block.start + found.end("verb"))
                fix = Fix(f"Replace by “{gerund}”", (Edit(verb, gerund),))
                values = {"preposition": found["preposition"].lower(), "gerund": gerund}
                yield Hit(Span(block.start + found.start(), verb.end), values, fix=fix)


def _fault(options: Options) -> re.Pattern[str]:
    prepositions, particles, objects = (
        "|".join(map(re.escape, words))
        for words in (options.prepositions, options.particles, options.objects)
    )
    frame = rf"\b(?P<preposition>{prepositions})\s+not\s+(?P<verb>[a-z]+)"
    return re.compile(rf"{frame}(?=\s+(?:(?:{particles})\s+)?(?:{objects})\s+[\w“‘])", re.IGNORECASE)


def _gerund(verb: str, options: Options) -> str | None:
    """Return the -ing form of a participle; None for a word that is none."""
    word = verb.lower()
    if word in options.irregular:
        return options.irregular[word]
    if not word.endswith("ed") or word in options.no_participles or len(word) < _SHORTEST:
        return None
    if word.endswith("ied"):
        return word[:-3] + "ying"
    # “agreed” and “shoed” come from verbs in -ee and -oe.
    return word[: -1 if word.endswith(("eed", "oed")) else -2] + "ing"
