"""“de meisje”, “in het auto”, “deze huis”: a determiner that does not go with its Dutch noun's gender."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from linter import Document, Edit, Fix, Hit, Span, find_in_prose, is_quoted

from .dutch_nouns import Noun, is_verb_too, noun

_KINDS = ("title", "heading", "paragraph", "list-item", "caption")
_NEXT = re.compile(r"[\s\u00a0\u202f]+([\w’'-]+)")
_BEFORE = re.compile(r"([\w’'-]+)[\s\u00a0\u202f]+$")
_STARTS_SENTENCE = re.compile(r"(?:^|[.!?:][’”\"')]?\s+)$")
# Endings of words in -t that are no verbs: “de systeem architect”.
_NO_VERB = ("teit", "ist", "ect", "ant", "ent", "iet", "aat", "cht")
# How far before a determiner the word before it is looked for, in code points.
_NEAR = 30


@dataclass(frozen=True)
class Options:
    """Words of the frame.

    `of_de` and `of_het`: determiners of one gender, with what they are for the
    other; `pronouns` among them that stand without a noun too, so that only
    what can be counted tells; `adjectives` that may stand between;
    `prepositions` after which “het” and “ons” are no pronouns; `followers`,
    what may come after the noun; `verbs` that follow a subject; `kin` that
    dialects call “ons moeder”; `foreign` endings, of nouns that French has too.
    """

    of_de: Mapping[str, str] = field(default_factory=dict)
    of_het: Mapping[str, str] = field(default_factory=dict)
    pronouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    prepositions: tuple[str, ...] = ()
    followers: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    kin: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Yield each determiner of the wrong gender with its noun, and the right one as its fix."""
    determiners = "|".join([*options.of_de, *options.of_het])
    frame = f"({determiners}) (({'|'.join(options.adjectives)}) )?[a-zéëïö]+"
    for block, found in find_in_prose({"nl": (frame,)}, document):
        determiner, *_, word = found[0].split()
        known = noun(word) if block.kind in _KINDS and word.islower() else None
        right = _other(determiner, known, options) if known else None
        if known is None or right is None:
            continue
        before = document.text[max(block.start, found.start() - _NEAR) : found.start()]
        around = before, document.text[found.end() : block.end]
        if not _is_certain(determiner, word, known, around, options):
            continue
        if is_quoted(block.text, found.start() - block.start):
            continue
        place = Span(found.start(), found.start() + len(determiner))
        fix = Fix(f"Replace by “{right}”", (Edit(place, right),), "unsafe")
        yield Hit(Span(*found.span()), {"noun": word, "gender": known.gender, "correction": right}, fix=fix)


def _other(determiner: str, known: Noun, options: Options) -> str | None:
    """Return the determiner to write before a noun, None if this one goes with it."""
    wrong = options.of_het if known.gender == "de" else options.of_de
    right = wrong.get(determiner.lower())
    return right.capitalize() if right and determiner[0].isupper() else right


def _is_certain(determiner: str, word: str, known: Noun, around: tuple[str, str], options: Options) -> bool:
    """Say whether the words before and after leave no other reading."""
    before, after = around
    said = determiner.lower()
    previous = _BEFORE.search(before)
    previous_word = previous[1].lower() if previous else ""
    if said in options.pronouns and (not known.countable or is_verb_too(word)):
        return False
    if said == "ons" and (previous_word not in options.prepositions or word in options.kin):
        return False
    if said == "het" and previous_word not in options.prepositions:
        is_first = determiner == "Het" and _STARTS_SENTENCE.search(before)
        return bool(is_first) and known.countable and not is_verb_too(word) and _follows(after, options.verbs)
    is_foreign = word.endswith(options.foreign)
    if is_foreign and previous_word and previous_word not in options.followers:
        return False
    return (
        _ends_phrase(after)
        or _follows(after, (*options.followers, *options.verbs))
        or (known.gender == "het" and not is_foreign and _goes_on_with_verb(after))
    )


def _ends_phrase(after: str) -> bool:
    return not after.strip() or (after[0] in ".,;:!?)" and not after[1:2].isalnum())


def _follows(after: str, words: tuple[str, ...]) -> bool:
    """Say whether one of these words comes next, or nothing."""
    found = _NEXT.match(after)
    return found is not None and found[1] in words


def _goes_on_with_verb(after: str) -> bool:
    """Say whether the next word looks like a verb, not like what can have a noun as its part."""
    found = _NEXT.match(after)
    return (
        found is not None
        and found[1].islower()
        and found[1].endswith("t")
        and not found[1].endswith(_NO_VERB)
        and noun(found[1]) is None
    )
