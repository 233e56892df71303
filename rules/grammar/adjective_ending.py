"""“een grote huis”, “een oud stad”: an adjective whose ending does not go with its Dutch noun's gender."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from linter import Document, Edit, Fix, Hit, Span, find_in_prose, is_quoted

from .dutch_nouns import last_part, noun

_KINDS = ("title", "heading", "paragraph", "list-item", "caption")
_NEXT = re.compile(r"\s+([\w’'-]+)")


@dataclass(frozen=True)
class Options:
    """`adjectives` without and with -e; `persons`, before which both are right; `followers` of the noun."""

    adjectives: Mapping[str, str] = field(default_factory=dict)
    persons: tuple[str, ...] = ()
    followers: tuple[str, ...] = ()


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Yield “een”, the adjective and the noun, with the right ending as its fix."""
    bare = {inflected: adjective for adjective, inflected in options.adjectives.items()}
    frame = f"een ({'|'.join([*bare.values(), *bare])}) [a-zéëïö]+"
    for block, found in find_in_prose({"nl": (frame,)}, document):
        _, adjective, word = found[0].split()
        known = noun(word) if block.kind in _KINDS and word.islower() else None
        if known is None or not known.countable or not {word, last_part(word)}.isdisjoint(options.persons):
            continue
        right = (bare if known.gender == "het" else options.adjectives).get(adjective)
        after = document.text[found.end() : block.end]
        if right is None or not _ends_phrase(after, options):
            continue
        if is_quoted(block.text, found.start() - block.start):
            continue
        place = Span(found.end() - len(word) - 1 - len(adjective), found.end() - len(word) - 1)
        fix = Fix(f"Replace by “{right}”", (Edit(place, right),), "unsafe")
        yield Hit(Span(*found.span()), {"noun": word, "gender": known.gender, "correction": right}, fix=fix)


def _ends_phrase(after: str, options: Options) -> bool:
    """Say whether the noun is the last word of its phrase."""
    if not after.strip() or after[0] in ".,;:!?)":
        return not after[1:2].isalnum()
    found = _NEXT.match(after)
    return found is not None and found[1] in options.followers
