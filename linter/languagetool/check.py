"""Kind `languagetool`: what LanguageTool finds, each of its rules under a name of its own.

The rule file lists which of its rules are believed, by severity and language,
with the conditions some need; all others are judgements, reported when they
are asked for by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from linter.analysis.by_language import ByLanguage, for_language
from linter.document.document import Block
from linter.languagetool.exchange import Match, Question
from linter.languagetool.filters import (
    KINDS,
    compiled,
    is_name,
    is_ordinary_word,
    is_own_words,
    is_speller,
    meets,
)
from linter.languagetool.settings import LanguageToolSettings
from linter.model import Edit, Fix, Hit, Member, Members, Severity, Span

if TYPE_CHECKING:
    from linter.languagetool.service import Service

# LanguageTool's dictionaries; they take a third of its time.
_SPELLERS = (
    *("MORFOLOGIK_RULE_EN_US", "MORFOLOGIK_RULE_EN_GB", "MORFOLOGIK_RULE_NL_NL", "MORFOLOGIK_RULE_ES"),
    *("GERMAN_SPELLER_RULE", "AUSTRIAN_GERMAN_SPELLER_RULE", "SWISS_GERMAN_SPELLER_RULE"),
    "FR_SPELLING_RULE",
)
_NO_LETTERS = re.compile("[^a-z0-9]+")
_LETTERS = re.compile(r"[^\W\d_]")
# A block longer than this is sent in parts, in code points; a part ends where a sentence may.
_LONGEST_PART = 20_000
_SENTENCE_END = re.compile(r"[.!?…][\"”’»)]*\s")


@dataclass(frozen=True)
class Options:
    """`error` and `warning` list rules by language, by LanguageTool's own ids.

    `only` and `unless` are conditions by rule: regular expressions that are
    looked for in the finding, between `⟦⟧`, and 40 characters on either side.
    `asked_as` are the ids that switch on rules whose ids begin so, as LanguageTool
    makes some ids of the words of a list. `variants` are LanguageTool's codes of
    languages; `picky` adds its picky rules, `spelling` words that its
    dictionaries and `words` lack, and `everything` all that is not listed, at
    severity info.
    """

    error: ByLanguage = field(default_factory=dict)
    warning: ByLanguage = field(default_factory=dict)
    only: Mapping[str, str] = field(default_factory=dict)
    unless: Mapping[str, str] = field(default_factory=dict)
    asked_as: Mapping[str, str] = field(default_factory=dict)
    variants: Mapping[str, str] = field(default_factory=dict)
    picky: bool = False
    spelling: bool = False
    everything: bool = False
    words: tuple[str, ...] = ()


def members(options: Options) -> Mapping[str, Member]:
    """Return the rules that are listed, by the names under which they are reported."""
    found: dict[str, Member] = {}
    for severity, table in ((Severity.ERROR, options.error), (Severity.WARNING, options.warning)):
        for language, rules in table.items():
            for rule in rules:
                known = found.get(member_name(rule))
                languages = frozenset([language, *(known.languages if known else ())])
                found[member_name(rule)] = Member(known.severity if known else severity, languages, rule)
    return found


def member_name(rule: str) -> str:
    """Return the name under which a rule of LanguageTool is reported."""
    return _NO_LETTERS.sub("-", rule.lower()).strip("-")


class _Wanted(NamedTuple):
    """What a run asks for: members of the family, the options, words of the user's own."""

    asked: Members
    options: Options
    words: frozenset[str]


def check_family(
    blocks: Sequence[Block], asked: Members, options: Options, settings: LanguageToolSettings
) -> Iterator[tuple[Block, str, Hit]]:
    """Yield what LanguageTool finds in blocks, with the name of its rule.

    Raises `Unavailable` where it cannot be asked.
    """
    from linter.languagetool.service import Service

    wanted = _Wanted(asked, options, frozenset(options.words))
    service = Service(settings)
    try:
        for language in dict.fromkeys(block.lang for block in blocks if block.lang):
            some = [block for block in blocks if block.lang == language and _is_read(block)]
            yield from _in_language(service, some, language, wanted)
    finally:
        service.close()


def _is_read(block: Block) -> bool:
    return block.kind in KINDS and _LETTERS.search(block.text) is not None


def _in_language(
    service: Service, blocks: Sequence[Block], language: str, wanted: _Wanted
) -> Iterator[tuple[Block, str, Hit]]:
    question = _question(language, wanted)
    if question is None:
        return
    parts = [(block, start, end) for block in blocks for start, end in _parts(block.text)]
    said = service.ask([block.text[start:end] for block, start, end in parts], question)
    for (block, shift, _), matches in zip(parts, said, strict=True):
        for match in matches:
            here = match._replace(start=match.start + shift, end=match.end + shift)
            yield from _judged(block, here, language, wanted)


@lru_cache(maxsize=64)
def _names(rules: tuple[str, ...]) -> Mapping[str, str]:
    """Return rules by the names they are reported under."""
    return {member_name(rule): rule for rule in rules}


def _listed(options: Options, language: str) -> Mapping[str, str]:
    return _names((*for_language(options.error, language), *for_language(options.warning, language)))


def _question(language: str, wanted: _Wanted) -> Question | None:
    """Return what to ask in a language: the listed rules alone where no others are wanted."""
    asked, options, _ = wanted
    listed = _listed(options, language)
    on = [rule for name, rule in listed.items() if name in asked.on]
    rules = tuple(sorted({_switch(rule, options.asked_as) for rule in on}))
    code = options.variants.get(language, language)
    others = options.everything or any(name not in listed for name in asked.named)
    spellers = options.spelling or any(member_name(rule) in asked.named for rule in _SPELLERS)
    if not others and not spellers:
        return Question(code, rules, picky=options.picky) if rules else None
    return Question(code, without=() if spellers else _SPELLERS, picky=options.picky)


def _switch(rule: str, asked_as: Mapping[str, str]) -> str:
    """Return the id that switches a rule on."""
    return next((switch for prefix, switch in asked_as.items() if rule.startswith(prefix)), rule)


def _parts(text: str) -> Iterator[Span]:
    """Yield the parts in which a block is sent: the whole, if it is not too long."""
    start = 0
    while len(text) - start > _LONGEST_PART:
        horizon = start + _LONGEST_PART
        ends = [found.end() for found in _SENTENCE_END.finditer(text, start, horizon)]
        end = ends[-1] if ends else text.rfind(" ", start, horizon) + 1 or horizon
        yield Span(start, end)
        start = end
    yield Span(start, len(text))


def _judged(block: Block, match: Match, language: str, wanted: _Wanted) -> Iterator[tuple[Block, str, Hit]]:
    """Yield a match as a hit, if it is asked for and is about the author's own words."""
    asked, options, words = wanted
    name = member_name(match.rule)
    believed = name in _listed(options, language) and meets(match, block.text, options.only, options.unless)
    believed = believed and not is_name(block, match)
    by_name = options.everything or name in asked.named
    by_name = by_name or (options.spelling and is_speller(match.rule))
    if not (believed and name in asked.on) and not by_name:
        return
    if not is_own_words(block, match):
        return
    if is_speller(match.rule) and not is_ordinary_word(block, match, words):
        return
    # What is listed anywhere has a severity that only what meets its conditions keeps.
    certain = believed or name not in members(options)
    yield (
        block,
        name,
        Hit(Span(match.start, match.end), {"said": match.message}, fix=_fix(match), certain=certain),
    )


def _fix(match: Match) -> Fix | None:
    if not match.replacements:
        return None
    best = match.replacements[0]
    title = f"Replace by “{best}”" if best else "Delete it"
    return Fix(title, (Edit(Span(match.start, match.end), best),))


def problems(options: Options) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the values of options, with the name of each."""
    for name, table in (("only", options.only), ("unless", options.unless)):
        for rule, pattern in table.items():
            try:
                compiled(pattern)
            except re.error as error:
                yield name, f"({rule}) “{pattern}” is no pattern: {error}"
