"""Generic kind `frames`: turns of phrase of which one word is wrong, with the word that is right.

A frame is an RE2 pattern as in the kind `patterns`; `⟦⟧` stand around what is
wrong, the whole match if there are none, and `=>` before what to write instead:

    ⟦(?P<verb>could|should) of⟧ (been|gone) => {verb} have

The words in braces are named groups. The correction takes the capitals of what
it replaces. A match of `unless` that touches the span keeps the frame silent.
`^` before a frame asks that it begin a sentence. `<name>` stands for any word
of the list of that name in `words`; after an entry `went = go` of it, `{name}`
is “go” in a correction, and after one without `=` the word itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import re2

from linter.analysis.by_language import ByLanguage, for_language
from linter.analysis.phrases import flattened, phrase_of
from linter.analysis.quoted import is_quoted
from linter.analysis.wording import compiled, find_words, flexible, loosened, whole_matches
from linter.checks.triggers import Triggers, pattern_problem, pattern_problems
from linter.document.document import Block, Document
from linter.model import Edit, Fix, Hit, Span

_SPAN = "span"
_ARROW = " => "
_EQUALS = " = "
_LIST = re.compile(r"(?<!\?P)<([a-z_]+)>")


@dataclass(frozen=True)
class Options:
    """`frames` and `unless` by language, `any` for every language; `kinds` of blocks to read.

    With `verbatim` no markup may stand inside a finding.
    `words` are lists by name, an entry `word` or `word = what to write for it`.
    `safe` says that the correction keeps the meaning; the words of others are read with
    `in_quotations` alone.
    """

    frames: ByLanguage = field(default_factory=dict)
    unless: ByLanguage = field(default_factory=dict)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    kinds: tuple[str, ...] = ("title", "heading", "paragraph", "list-item", "caption")
    case_sensitive: bool = False
    in_quotations: bool = False
    verbatim: bool = False
    safe: bool = True

    @cached_property
    def read(self) -> dict[str, Frames]:
        """The frames by language, as far as they were asked for."""
        return {}


class Frame(NamedTuple):
    """A pattern with the group `span` around what is wrong, and what to write there, if that is known.

    `begins` says that it holds at the start of a sentence alone; `phrase` must
    occur in the flattened text, if it is not empty.
    """

    pattern: str
    correction: str | None
    begins: bool
    phrase: str


def read_frame(entry: str, words: Mapping[str, tuple[str, ...]]) -> Frame:
    """Return the frame of an entry of a rule file, its lists spelt out."""
    pattern, arrow, correction = entry.partition(_ARROW)
    begins, pattern = pattern.startswith("^"), pattern.removeprefix("^")
    if "⟦" not in pattern:
        pattern = f"⟦{pattern}⟧"
    phrase = phrase_of(_spelt_out(pattern.replace("⟦", "").replace("⟧", ""), words))
    pattern = _spelt_out(pattern.replace("⟦", f"(?P<{_SPAN}>", 1).replace("⟧", ")", 1), words)
    return Frame(pattern, correction.strip() if arrow else None, begins, phrase)


def _spelt_out(pattern: str, words: Mapping[str, tuple[str, ...]]) -> str:
    """Return a pattern in which the words of each list stand for its name, the first time as a group."""
    seen: set[str] = set()

    def alternatives(name: re.Match[str]) -> str:
        group = "?:" if name[1] in seen else f"?P<{name[1]}>"
        seen.add(name[1])
        return f"({group}{'|'.join(entry.partition(_EQUALS)[0] for entry in words[name[1]])})"

    return _LIST.sub(alternatives, pattern)


class Frames:
    """The frames of a rule in a language, and an automaton that says which may occur in a text."""

    def __init__(self, options: Options, language: str) -> None:
        self._frames = [read_frame(entry, options.words) for entry in for_language(options.frames, language)]

    @property
    def phrases(self) -> tuple[str, ...]:
        """What must occur of the frames, once each, as far as they have words to look for."""
        return tuple(dict.fromkeys(frame.phrase for frame in self._frames if frame.phrase))

    def patterns(self, *, case_sensitive: bool) -> tuple[str, ...]:
        """What must occur of the others: the frames themselves."""
        flags = "m" if case_sensitive else "mi"
        others = [frame.pattern for frame in self._frames if not frame.phrase]
        return tuple(f"(?{flags}:{flexible(loosened(pattern))})" for pattern in others)

    def occurring_in(self, text: str) -> Iterator[Frame]:
        """Yield the frames that a flattened text may hold."""
        found = set(self._automaton.Match(text) or ())
        return (frame for place, frame in enumerate(self._frames) if place in found)

    @cached_property
    def _automaton(self) -> Any:
        found = re2.Set.SearchSet()
        for frame in self._frames:
            found.Add(frame.phrase)
        found.Compile()
        return found


def _frames(options: Options, language: str) -> Frames:
    if language not in options.read:
        options.read[language] = Frames(options, language)
    return options.read[language]


def triggers(options: Options, language: str) -> Triggers:
    """Return what the engine looks for before it runs the check."""
    frames = _frames(options, language)
    return Triggers(frames.patterns(case_sensitive=options.case_sensitive), frames.phrases)


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Yield each frame in the prose of its language; of two that overlap, the first."""
    for language in document.spoken:
        end = -1
        for block, match, frame in sorted(
            _found(document, options, language), key=lambda found: found[1].span()
        ):
            span = Span(*match.span(match.re.groupindex[_SPAN]))
            if span.start >= end and not _is_excused(document, block, span, options, language):
                end = span.end
                yield _hit(document, span, match, frame, options)


def _found(document: Document, options: Options, language: str) -> Iterator[tuple[Block, Any, Frame]]:
    for frame in _frames(options, language).occurring_in(document.derive(flattened)):
        pattern = compiled(frame.pattern, case_sensitive=options.case_sensitive)
        for match in whole_matches(pattern, document.text):
            block = document.prose_at(match.start())
            if block is None or match.end() > block.end or block.kind not in options.kinds:
                continue
            if document.language_of(block) != language:
                continue
            if not frame.begins or document.sentence_at(block, match.start()).start == match.start():
                yield block, match, frame


def _is_excused(document: Document, block: Block, span: Span, options: Options, language: str) -> bool:
    if options.verbatim and not document.is_verbatim(span):
        return True
    if not options.in_quotations and is_quoted(block.text, span.start - block.start):
        return True
    sentence = document.sentence_at(block, span.start)
    unless = for_language(options.unless, language)
    start, end = span.start - sentence.start, span.end - sentence.start
    found = find_words(unless, document.text[sentence.start : sentence.end])
    return any(match.start() < end and match.end() > start for match in found)


def _hit(document: Document, span: Span, match: Any, frame: Frame, options: Options) -> Hit:
    said = document.text[span.start : span.end]
    groups = {
        name: _word_for(text or "", options.words.get(name, ())) for name, text in match.groupdict().items()
    }
    if frame.correction is None:
        return Hit(span, groups)
    correction = with_capitals_of(said, frame.correction.format_map(groups))
    fix = Fix(f"Replace by “{correction}”", (Edit(span, correction),), "safe" if options.safe else "unsafe")
    return Hit(span, {**groups, "correction": correction}, fix=fix)


def _word_for(said: str, entries: tuple[str, ...]) -> str:
    for entry in entries:
        word, equals, other = entry.partition(_EQUALS)
        if equals and word.lower() == said.lower():
            return other
    return said


def with_capitals_of(said: str, correction: str) -> str:
    """Return a correction written as what it replaces: in capitals, or with a capital first."""
    if len(said) > 1 and said.isupper():
        return correction.upper()
    return correction[:1].upper() + correction[1:] if said[:1].isupper() else correction


def problems(options: Options) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the values of options, with the name of each."""
    yield from pattern_problems(options, "unless")
    for language, entries in options.frames.items():
        for entry in entries:
            unknown = next((name for name in _LIST.findall(entry) if name not in options.words), None)
            if unknown is not None:
                yield (
                    "frames",
                    f"({language}) “{entry}” names the list “{unknown}”, which “words” does not hold",
                )
            elif problem := pattern_problem(read_frame(entry, options.words).pattern):
                yield "frames", f"({language}) {problem}"
