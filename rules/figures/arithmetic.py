"""Sums that a sentence states and that do not come out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from linter import (
    Block,
    Document,
    Figure,
    Hit,
    Note,
    Span,
    figures_in,
    find_in_prose,
    find_words,
    in_quotation,
)

_WHOLE = Decimal(100)
# “Doubled” is said of what grew by a factor in this share of two.
_ABOUT = Decimal("0.8"), Decimal("1.3")
_MORE = ("than", "dan", "als", "de", "que")
_HUNDREDTH = Decimal(100)
# “A third (30%)” is near enough: a fraction in words may be so many points off.
_FRACTION_SLACK = 6
# Behind a percentage that belongs to the figures before it: “(60%)”, “, a 20% rise in”.
_ALL_SAID = re.compile(r"\s?(?:[).,;:]|$)|\s\w+(?:[).,;:]|$|\s(?:in|over|from|on|since|compared)\b)")
# In a longer sentence, a list without its line breaks, nothing is compared (code points).
_LONGEST_SENTENCE = 1_500


@dataclass(frozen=True)
class Options:
    """Patterns by language.

    `signs` are where a sum may stand. What stands between two figures: in a change `start`, `end`,
    `result`; between a part and its whole (`part`) and before their percentage (`share`). `rest` stands
    before the percentage of what is left, `persons` after a share of people; `pieces` are what a total is
    counted in, with `joint` before the last. `fractions` are those in words with their percentage,
    `multiples` verbs like “doubled” with their factor.
    """

    signs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    start: Mapping[str, str] = field(default_factory=dict)
    end: Mapping[str, str] = field(default_factory=dict)
    result: Mapping[str, str] = field(default_factory=dict)
    part: Mapping[str, str] = field(default_factory=dict)
    share: Mapping[str, str] = field(default_factory=dict)
    rest: Mapping[str, str] = field(default_factory=dict)
    persons: Mapping[str, str] = field(default_factory=dict)
    pieces: Mapping[str, str] = field(default_factory=dict)
    joint: Mapping[str, str] = field(default_factory=dict)
    fractions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    multiples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Sentence:
    """A sentence with its figures; spans count from the start of the document."""

    document: Document
    span: Span
    language: str
    figures: tuple[Figure, ...]

    def between(self, first: Figure, second: Figure) -> str:
        """Return what stands between two figures."""
        return self.document.text[first.span.end : second.span.start]

    def before(self, figure: Figure) -> str:
        """Return what of the sentence stands before a figure."""
        return self.document.text[self.span.start : figure.span.start]

    def after(self, figure: Figure) -> str:
        """Return what of the sentence stands behind a figure."""
        return self.document.text[figure.span.end : self.span.end]

    def said(self, figure: Figure) -> str:
        """Return a figure as it is written."""
        return self.document.text[figure.span.start : figure.span.end]


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Yield each sum that does not come out, with what was compared."""
    seen: set[Span] = set()
    for block, match in find_in_prose(options.signs, document):
        span = document.sentence_at(block, match.start())
        if span in seen or block.kind == "table-cell" or span.end - span.start > _LONGEST_SENTENCE:
            continue
        seen.add(span)
        language = document.language_of(block)
        figures = tuple(figures_in(document.text[span.start : span.end], language, span.start))
        yield from _judged(Sentence(document, span, language, figures), block, options)


def _judged(sentence: Sentence, block: Block, options: Options) -> Iterator[Hit]:
    for check_sum in (_changes, _multiples, _shares, _fractions, _twice_said, _totals, _rests, _over_all):
        for hit in check_sum(sentence, options):
            # What somebody said is theirs to say; the editor may still want to know.
            quoted = in_quotation(block, hit.span.start - block.start)
            yield hit._replace(certain=hit.certain and not quoted)


def _changes(sentence: Sentence, options: Options) -> Iterator[Hit]:
    """“Rose 20% from 120 to 150”, “rose 20% to 150 from 120”, “from 120 to 150 (20%)”."""
    start, end, result = (
        table.get(sentence.language) for table in (options.start, options.end, options.result)
    )
    if not (start and end and result):
        return
    for first, second, third in zip(
        sentence.figures, sentence.figures[1:], sentence.figures[2:], strict=False
    ):
        gaps = sentence.between(first, second), sentence.between(second, third)
        if _is_percentage(first) and _fits(start, gaps[0]) and _fits(end, gaps[1]):
            yield from _change(sentence, second, third, first)
        elif _is_percentage(first) and _fits(end, gaps[0]) and _fits(start, gaps[1]):
            yield from _change(sentence, third, second, first)
        elif (
            _is_last(sentence, third)
            and _ends(start, sentence.before(first))
            and _fits(end, gaps[0])
            and _fits(result, gaps[1])
        ):
            yield from _change(sentence, first, second, third)


def _change(sentence: Sentence, old: Figure, new: Figure, percentage: Figure) -> Iterator[Hit]:
    if old.value is None or new.value is None or old.low <= 0 or new.low <= 0:
        return
    if set(old.units) != set(new.units) and old.units and new.units:
        return
    # “From 26 to 31 million”: the left side may take the scale of the right one.
    scales = {Decimal(1), new.scale} if old.scale == 1 else {Decimal(1)}
    for scale in scales:
        low, high = (value * scale for value in old.rounded())
        if low > 0 and _meet(percentage, *_span_of_change(low, high, *new.rounded())):
            return
    base = old.low * max(scales)
    actual = f"{_shown(abs(new.low - base) / base * _WHOLE)}%"
    if _is_percentage(old) and _is_percentage(new) and _meet(percentage, *_points(old, new)):
        result = f"{_shown(percentage.low)} percentage points, or {actual}"
    else:
        result = f"{actual}, not {sentence.said(percentage)}"
    problem = f"from {sentence.said(old)} to {sentence.said(new)} is {result}"
    yield _hit(problem, percentage, {"the first value": old, "the second value": new})


def _multiples(sentence: Sentence, options: Options) -> Iterator[Hit]:
    """“Doubled from 120 to 150”."""
    start, end = options.start.get(sentence.language), options.end.get(sentence.language)
    if not (start and end):
        return
    text = sentence.document.text
    for entry in options.multiples.get(sentence.language, ()):
        words, _, factor = entry.rpartition(" = ")
        for found in find_words((words,), text[sentence.span.start : sentence.span.end]):
            verb = Span(found.start() + sentence.span.start, found.end() + sentence.span.start)
            for old, new in zip(sentence.figures, sentence.figures[1:], strict=False):
                gap = text[verb.end : old.span.start]
                follows = old.span.start >= verb.end and re.fullmatch(
                    rf"(?:[^.;:()\d]|\b\d{{4}}\b){{0,60}}?{start}", gap, re.IGNORECASE
                )
                if follows and _fits(end, sentence.between(old, new)):
                    yield from _multiple(sentence, verb, Decimal(factor), (old, new))


def _multiple(
    sentence: Sentence, verb: Span, factor: Decimal, values: tuple[Figure, Figure]
) -> Iterator[Hit]:
    old, new = values
    if old.value is None or new.value is None or old.low <= 0 or new.low <= 0:
        return
    if set(old.units) != set(new.units) and old.units and new.units:
        return
    scale = new.scale if old.scale == 1 and new.low / old.low > new.scale / _HUNDREDTH else Decimal(1)
    ratio = new.low / (old.low * scale)
    # More than double may be much more, and nobody says it of less.
    far = ratio < factor * _ABOUT[0] or ratio > factor * _ABOUT[1]
    more = sentence.document.text[max(sentence.span.start, verb.start - 12) : verb.start].strip().lower()
    if far and not (more.endswith(_MORE) and (ratio - factor) * (factor - 1) > 0):
        problem = f"from {sentence.said(old)} to {sentence.said(new)} is {_shown(ratio)} times"
        notes = Note(old.span, "the first value"), Note(new.span, "the second value")
        yield Hit(verb, {"problem": problem}, notes)


def _span_of_change(
    low: Decimal, high: Decimal, lowest: Decimal, highest: Decimal
) -> tuple[Decimal, Decimal]:
    """The least and the greatest change, in percent without sign, from [low, high] to [lowest, highest]."""
    ends = sorted((value / base - 1) * _WHOLE for base in (low, high) for value in (lowest, highest))
    if ends[0] <= 0 <= ends[-1]:
        return Decimal(0), max(abs(ends[0]), abs(ends[-1]))
    sizes = sorted(abs(end) for end in ends)
    return sizes[0], sizes[-1]


def _points(old: Figure, new: Figure) -> tuple[Decimal, Decimal]:
    distance = abs(new.low - old.low)
    slack = (old.step + new.step) / 2
    return distance - slack, distance + slack


def _shares(sentence: Sentence, options: Options) -> Iterator[Hit]:
    """“30 of the 40 boats (60%)”, “30 out of 40, or 60%”, “60% (30 of 40)”."""
    part, share = options.part.get(sentence.language), options.share.get(sentence.language)
    if not (part and share):
        return
    for first, second, third in zip(
        sentence.figures, sentence.figures[1:], sentence.figures[2:], strict=False
    ):
        gaps = sentence.between(first, second), sentence.between(second, third)
        if _fits(part, gaps[0]) and _is_last(sentence, third) and _fits(share, gaps[1]):
            yield from _share(sentence, first, second, third)
        elif (
            _is_percentage(first)
            and _fits(part, gaps[1])
            and re.fullmatch(r"[^().;:]{0,40}\(", gaps[0])
            and re.match(r"[^().;:,]{0,40}\)", sentence.after(third))
        ):
            yield from _share(sentence, second, third, first)


def _share(sentence: Sentence, some: Figure, whole: Figure, percentage: Figure) -> Iterator[Hit]:
    if some.value is None or whole.value is None or some.is_share or whole.is_share:
        return
    if whole.low <= 0 or some.low > whole.low or some.units != whole.units:
        return
    (low, high), (lowest, highest) = some.rounded(), whole.rounded()
    if lowest > 0 and _meet(percentage, low / highest * _WHOLE, high / lowest * _WHOLE):
        return
    actual = _shown(some.low / whole.low * _WHOLE)
    problem = f"{sentence.said(some)} of {sentence.said(whole)} is {actual}%, not {sentence.said(percentage)}"
    yield _hit(problem, percentage, {"the part": some, "the whole": whole})


def _fractions(sentence: Sentence, options: Options) -> Iterator[Hit]:
    """“More than half (45%)”, “a quarter of the boats (40%)”."""
    text, start = sentence.document.text, sentence.span.start
    for entry in options.fractions.get(sentence.language, ()):
        words, _, value = entry.rpartition(" = ")
        for found in find_words((words,), text[start : sentence.span.end]):
            span = Span(found.start() + start, found.end() + start)
            for figure in sentence.figures:
                gap = text[span.end : figure.span.start]
                if not (_is_percentage(figure) and re.fullmatch(r"(?: [\w’'-]+){0,6} \(", gap)):
                    continue
                if re.match(r"\s?\)", sentence.after(figure)) and _is_off(figure, value):
                    said = text[span.start : span.end]
                    problem = f"{sentence.said(figure)} is not “{said}”"
                    yield _hit(problem, figure, {}, (Note(span, "the fraction"),))


def _is_off(figure: Figure, value: str) -> bool:
    """Say whether a percentage contradicts a fraction: `50`, `>50` for more than half, `<50` for less."""
    number = Decimal(value.lstrip("<>"))
    if value.startswith(">"):
        return figure.high < number
    if value.startswith("<"):
        return figure.low > number
    return abs(figure.low - number) > _FRACTION_SLACK


def _twice_said(sentence: Sentence, options: Options) -> Iterator[Hit]:
    """“Three (4)”."""
    for first, second in zip(sentence.figures, sentence.figures[1:], strict=False):
        if not (first.spelled and not second.spelled and sentence.between(first, second) == " ("):
            continue
        if first.units or second.units or not sentence.after(second).startswith(")"):
            continue
        if first.low != second.low:
            problem = f"“{sentence.said(first)}” is not {sentence.said(second)}"
            yield _hit(problem, second, {"in words": first})


def _totals(sentence: Sentence, options: Options) -> Iterator[Hit]:
    """“12 people: 7 men and 6 women”."""
    pieces, joint = options.pieces.get(sentence.language), options.joint.get(sentence.language)
    if not (pieces and joint):
        return
    for at, total in enumerate(sentence.figures[:-2]):
        parts = list(_parts(sentence, at, pieces, joint))
        if len(parts) < 2 or total.value is None or total.hedge or total.bound or total.is_share:  # noqa: PLR2004
            continue
        if any(part.value is None or part.hedge or part.bound or part.units for part in parts):
            continue
        added = sum(part.low for part in parts)
        if added != total.low:
            listed = " + ".join(_shown(part.low) for part in parts)
            problem = f"{listed} is {_shown(Decimal(added))}, not {sentence.said(total)}"
            places = {f"part {number}": part for number, part in enumerate(parts, 1)}
            # Behind a comma some may be left unsaid: “ten people, two men and a child among them”.
            some = sentence.between(total, parts[0]).endswith(", ") and added < total.low
            yield _hit(problem, total, places)._replace(certain=not some)


def _parts(sentence: Sentence, at: int, pieces: str, joint: str) -> Iterator[Figure]:
    """The figures after a colon or a bracket that count men, women, children and so on, up to the last."""
    opening = sentence.between(sentence.figures[at], sentence.figures[at + 1])
    if not re.fullmatch(r"(?: [\w’'-]+){1,4}(?:: | \(|, | [—–-] ?|—)", opening):
        return
    found: list[Figure] = []
    for figure, following in zip(
        sentence.figures[at + 1 :], [*sentence.figures[at + 2 :], None], strict=False
    ):
        found.append(figure)
        if following is None:
            closed = re.match(rf" (?:{pieces})(?:\)|[.;,]|$)", sentence.after(figure), re.IGNORECASE)
            last = len(found) > 1 and _fits(rf" (?:{pieces}),? (?:{joint}) ", sentence.between(*found[-2:]))
            if closed and last:
                yield from found
            return
        gap = sentence.between(figure, following)
        if not _fits(rf" (?:{pieces})(?:, |,? (?:{joint}) )", gap):
            last = len(found) > 1 and _fits(rf" (?:{pieces}),? (?:{joint}) ", sentence.between(*found[-2:]))
            if last and re.match(rf" (?:{pieces})(?:\)|[.;,])", sentence.after(figure), re.IGNORECASE):
                yield from found
            return


def _rests(sentence: Sentence, options: Options) -> Iterator[Hit]:
    """“70% stayed and the remaining 40% left”."""
    rest = options.rest.get(sentence.language)
    for first, second in zip(sentence.figures, sentence.figures[1:], strict=False):
        if not (rest and _is_percentage(first) and _is_percentage(second)):
            continue
        if _ends(rest, sentence.between(first, second)) and first.low < _WHOLE:
            low = first.rounded()[0] + second.rounded()[0]
            if low > _WHOLE:
                problem = (
                    f"{sentence.said(first)} and the remaining {sentence.said(second)} are "
                    f"{_shown(first.low + second.low)}%"
                )
                yield _hit(problem, second, {"the first share": first})


def _over_all(sentence: Sentence, options: Options) -> Iterator[Hit]:
    """“120% of the voters”."""
    persons = options.persons.get(sentence.language)
    for figure in sentence.figures:
        if not (persons and _is_percentage(figure) and figure.low > _WHOLE):
            continue
        if re.match(persons, sentence.after(figure), re.IGNORECASE):
            yield _hit("no group has more than all of its members", figure, {})


def _is_percentage(figure: Figure) -> bool:
    return figure.unit == "percent" and figure.value is not None


def _is_last(sentence: Sentence, figure: Figure) -> bool:
    """Say whether a percentage says all that is said: “52% of the vote” is one of something else."""
    return _is_percentage(figure) and _ALL_SAID.match(sentence.after(figure)) is not None


def _meet(percentage: Figure, low: Decimal, high: Decimal) -> bool:
    """Say whether a percentage may be a value from `low` to `high`; it may be cut off instead of rounded."""
    least, most = percentage.rounded()
    return least - percentage.step / 2 <= high and low <= most + percentage.step / 2


@lru_cache(maxsize=128)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _fits(pattern: str, gap: str) -> bool:
    return _compiled(pattern).fullmatch(gap) is not None


def _ends(pattern: str, text: str) -> bool:
    return _compiled(rf"(?:{pattern})$").search(text) is not None


def _shown(number: Decimal) -> str:
    """A number for the message, with one decimal at most."""
    rounded = number.quantize(Decimal("0.1"))
    return str(rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded)


def _hit(problem: str, figure: Figure, others: Mapping[str, Figure], more: tuple[Note, ...] = ()) -> Hit:
    notes = tuple(Note(other.span, name) for name, other in others.items())
    return Hit(figure.span, {"problem": problem}, (*notes, *more))
