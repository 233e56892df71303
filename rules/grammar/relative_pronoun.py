"""“Het huis die brandde”, “de app, dat in vreemde handen is”: a relative pronoun of the wrong gender."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from linter import Block, Document, Edit, Fix, Hit, Span, find_in_prose, is_quoted

from .dutch_nouns import last_part, noun

_KINDS = ("paragraph", "list-item", "caption")
# How far before a noun phrase the words before it are looked at, in code points.
_NEAR = 30
_NAME = r"(?-i:[A-Z])[\p{L}\p{N}’'-]*"
_NOUN = r"(?P<noun>(?-i:[a-zéëï]+))"


@dataclass(frozen=True)
class Options:
    """Words of the frames.

    `things`: what nobody says or thinks, so that “dat” after them begins no reported clause; `persons`,
    which may be “die” by their sex; `adjectives`; `prepositions`; `verbs` that end a short relative
    clause; `openers`, which go on after “die”; `before`: what may stand before a noun phrase in
    mid-sentence, so that no other noun can be the antecedent.
    """

    things: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    prepositions: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    openers: tuple[str, ...] = ()
    before: tuple[str, ...] = ()


class _Frame(NamedTuple):
    """A pattern with the groups `phrase`, `noun` and `pronoun`; `mid` says it may stand in mid-sentence."""

    pattern: str
    pronoun: str
    right: str
    mid: bool = False
    ends: str = ""
    no_persons: bool = False


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Yield each antecedent with its pronoun, and the right pronoun as its fix."""
    for frame in _frames(options):
        for block, found in find_in_prose({"nl": (frame.pattern,)}, document):
            phrase, place = _span(found, "phrase"), _span(found, "pronoun")
            word = document.text[slice(*_span(found, "noun"))]
            after = document.text[found.end() : block.end].lstrip()
            if (
                block.kind in _KINDS
                and _is_antecedent(word, frame, options)
                and (not frame.ends or after[:1] in tuple(frame.ends))
                and _stands_alone(document, block, phrase.start, frame, options)
                and not is_quoted(block.text, phrase.start - block.start)
            ):
                fix = Fix(f"Replace by “{frame.right}”", (Edit(place, frame.right),), "safe")
                yield Hit(Span(phrase.start, place.end), _values(word, frame), fix=fix)


def _span(found: Any, group: str) -> Span:
    # RE2 knows its groups by number only.
    return Span(*found.span(found.re.groupindex[group]))


def _values(word: str, frame: _Frame) -> Mapping[str, str]:
    return {"noun": word, "gender": "de" if frame.right == "die" else "het", "correction": frame.right}


def _frames(options: Options) -> Iterator[_Frame]:
    adjective = f"(({'|'.join(options.adjectives)}) )?"
    preposition, verb = "|".join(options.prepositions), "|".join(options.verbs)
    opener = "|".join((*options.prepositions, *options.openers))
    named = f"{adjective}{_NOUN}"
    clause = (
        f"({preposition}) ((de|het|een|zijn|haar|hun|dit|deze|die|ons|onze) )?"
        rf"(\p{{L}}+en? )?[\p{{L}}-]+ ({verb})"
    )
    yield _Frame(
        f"(?P<phrase>(de|deze|die|onze|een) {named}( {_NAME}){{0,3}}), (?P<pronoun>dat) {clause}",
        *("dat", "die"),
        mid=True,
        ends=",.;",
    )
    yield _Frame(f"(?P<phrase>(de|deze|onze|een) {named}) (?P<pronoun>dat) ({opener})", "dat", "die")
    yield _Frame(f"(?P<phrase>(het|dit|ons|een) {named}) (?P<pronoun>die) ({opener})", "die", "dat")
    yield _Frame(
        f"(?P<phrase>(het|dit|ons|een) {named}), (?P<pronoun>die) {clause}",
        *("die", "dat"),
        ends=",",
        no_persons=True,
    )


def _is_antecedent(word: str, frame: _Frame, options: Options) -> bool:
    """Say whether a noun is of the other gender than the pronoun, and the pronoun is surely relative."""
    known = noun(word)
    if known is None:
        return False
    if frame.pronoun == "dat":
        return known.gender == "de" and (word in options.things or last_part(word) in options.things)
    return known.gender == "het" and known.countable and not (frame.no_persons and word in options.persons)


def _stands_alone(document: Document, block: Block, start: int, frame: _Frame, options: Options) -> bool:
    """Say whether no noun before the phrase can be the antecedent instead: “het nut van de app, dat …”."""
    before = document.text[max(block.start, start - _NEAR) : start].rstrip()
    if not before or before[-1] in ".!?:" or start == document.sentence_at(block, start).start:
        return True
    return frame.mid and before.split()[-1].lower() in options.before
