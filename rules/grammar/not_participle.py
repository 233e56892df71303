"""“accused of not spelled out its reasons”: a participle for a gerund.

Only a participle with an object of its own is certain: “of not paid the toll”
is wrong, “of not paid bills” is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from linter import Document, Edit, Fix, Hit, Span, find_in_prose, pattern_problems

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
    frame = f"({'|'.join(options.prepositions)}) not [a-z]+"
    followed = _followed(options)
    for block, found in find_in_prose({"en": (frame,)}, document):
        preposition, _, verb = found[0].split()
        gerund = _gerund(verb, options)
        if gerund and followed.match(document.text, found.end(), block.end):
            span = Span(found.end() - len(verb), found.end())
            fix = Fix(f"Replace by “{gerund}”", (Edit(span, gerund),))
            values = {"preposition": preposition.lower(), "gerund": gerund}
            yield Hit(Span(found.start(), span.end), values, fix=fix)


def _followed(options: Options) -> re.Pattern[str]:
    """What must stand after the verb: an object of its own."""
    particles, objects = "|".join(options.particles), "|".join(options.objects)
    return re.compile(rf"\s+(?:(?:{particles})\s+)?(?:{objects})\s+[\w“‘]", re.IGNORECASE)


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


def problems(options: Options) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the values of options, with the name of each."""
    return pattern_problems(options, "prepositions", "particles", "objects")
